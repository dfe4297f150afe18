//! The words of classification, whole or damaged, and the letters of the security warning.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::scan::{self, ByLetter};
use super::tsv;

/// What the words at the start of a classification line say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelWords {
    /// `UNCLASSIFIED`, `CONFIDENTIAL`, `SECRET` or `TOP SECRET`.
    pub level: &'static str,
    /// The caption of kind control that the words say as well: `LIMITED OFFICIAL USE`, `EFTO`.
    pub control: Option<&'static str>,
    /// How many bytes the words take up.
    pub len: usize,
    /// What was wrong with them.
    pub damage: Damage,
}

/// What was wrong with the words of classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Damage {
    /// Nothing.
    None,
    /// The first letter was lost: `O N F I D E N T I A L`.
    FirstLost,
    /// The first letter stands twice: `SS E C R E T`.
    FirstDoubled,
}

impl Damage {
    /// The letters of words that are so damaged.
    fn of(self, words: &str) -> Vec<u8> {
        let letters = words.bytes().filter(|byte| *byte != b' ');
        match self {
            Damage::None => letters.collect(),
            Damage::FirstLost => letters.skip(1).collect(),
            Damage::FirstDoubled => words.bytes().take(1).chain(letters).collect(),
        }
    }
}

/// A letter of the security warning (format line 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityLetter {
    /// The letter.
    pub letter: char,
    /// The level it says; none where it stands for special handling only.
    pub level: Option<&'static str>,
    /// What it means.
    pub meaning: &'static str,
}

/// The data file of the words.
pub(super) const DATA: &str = include_str!("data/levels.tsv");
/// The data file of the letters.
pub(super) const SECURITY: &str = include_str!("data/security.tsv");

/// Words of the table, in one of the forms in which they are read.
struct Words {
    /// Their letters in this form, without the blanks between them.
    letters: Vec<u8>,
    damage: Damage,
    level: &'static str,
    control: Option<&'static str>,
}

/// The words under the letter that they begin with, damage taken into account: those without damage first, and of these
/// the longest.
static LEVELS: LazyLock<ByLetter<Words>> = LazyLock::new(|| {
    let mut rows: Vec<[&str; 3]> = tsv::rows(DATA).collect();
    rows.sort_by_key(|[words, ..]| Reverse(words.len()));
    let damages = [Damage::None, Damage::FirstDoubled, Damage::FirstLost];
    ByLetter::new(damages.into_iter().flat_map(|damage| {
        let form = move |[words, level, control]: &[&'static str; 3]| {
            let letters = damage.of(words);
            let words = Words {
                damage,
                level,
                control: tsv::filled(control),
                letters,
            };
            Some((*words.letters.first()?, words))
        };
        rows.iter().filter_map(form).collect::<Vec<_>>()
    }))
});

static LETTERS: LazyLock<Vec<SecurityLetter>> = LazyLock::new(|| {
    tsv::rows(SECURITY)
        .filter_map(|[letter, level, meaning]| {
            Some(SecurityLetter {
                letter: letter.chars().next()?,
                level: tsv::filled(level),
                meaning,
            })
        })
        .collect()
});

/// For each letter that words begin with, damage taken into account, the letters that come second and third: a bit each.
static NEXT: LazyLock<[[u32; 2]; 26]> = LazyLock::new(|| {
    let mut all = [[0; 2]; 26];
    let bit = |letter: u8| {
        1_u32
            .checked_shl(u32::from(letter.wrapping_sub(b'A')))
            .unwrap_or(0)
    };
    for [words] in tsv::rows(DATA) {
        let mut letters = words.bytes().filter(u8::is_ascii_uppercase);
        let [a, b, c, d] = std::array::from_fn(|_| letters.next().unwrap_or(b'A'));
        for (first, second, third) in [(a, a, b), (a, b, c), (b, c, d)] {
            if let Some(next) = all.get_mut(usize::from(first.wrapping_sub(b'A'))) {
                *next = [next[0] | bit(second), next[1] | bit(third)];
            }
        }
    }
    all
});

/// Whether the first three letters of a text may begin words of classification. Most lines are told apart by the first
/// two already.
#[inline]
pub(crate) fn may_begin(text: &[u8]) -> bool {
    match text {
        [first, second, ..] if second.is_ascii_alphabetic() && !begin(*first, *second) => false,
        _ => may_go_on(text),
    }
}

/// Whether two letters begin words of the table, in either case, the first one lost or doubled or not.
#[inline]
fn begin(first: u8, second: u8) -> bool {
    match first | 0x20 {
        b'c' => matches!(second | 0x20, b'c' | b'o'),
        b'e' => matches!(second | 0x20, b'c' | b'n'),
        b'f' => matches!(second | 0x20, b'f' | b'o'),
        b'i' => second | 0x20 == b'm',
        b'l' => matches!(second | 0x20, b'i' | b'l'),
        b'n' => second | 0x20 == b'c',
        b'o' => matches!(second | 0x20, b'n' | b'p' | b'r'),
        b's' => matches!(second | 0x20, b'e' | b's'),
        b't' => matches!(second | 0x20, b'o' | b't'),
        b'u' => matches!(second | 0x20, b'n' | b'u'),
        _ => false,
    }
}

/// The same by the table, whatever stands between the letters.
fn may_go_on(text: &[u8]) -> bool {
    let first = text.first().map_or(usize::MAX, |byte| index(*byte).into());
    let Some([seconds, thirds]) = NEXT.get(first) else {
        return false;
    };
    *seconds != 0 && goes_on(text, *seconds, *thirds)
}

/// Whether the second and the third letter of a text are among these.
fn goes_on(text: &[u8], seconds: u32, thirds: u32) -> bool {
    let mut letters = text.iter().skip(1).filter(|byte| !scan::is_blank(**byte));
    letters.next().is_some_and(|second| shows(seconds, *second))
        && letters.next().is_some_and(|third| shows(thirds, *third))
}

/// The place of a letter in the alphabet, from 0; of another byte something above.
#[inline]
fn index(byte: u8) -> u8 {
    byte.to_ascii_uppercase().wrapping_sub(b'A')
}

/// Whether a letter has its bit among these.
#[inline]
fn shows(bits: u32, byte: u8) -> bool {
    index(byte) < 26 && bits & (1 << index(byte)) != 0
}

/// The words of classification that `text` begins with, in any case: whole or with spaces between the letters, the
/// longest words first, words without damage before damaged ones. They end where a word ends.
#[must_use]
pub fn read(text: &str) -> Option<LevelWords> {
    if !may_begin(text.as_bytes()) {
        return None;
    }
    LEVELS.begin(text).iter().find_map(|words| {
        Some(LevelWords {
            level: words.level,
            control: words.control,
            len: spelled(text, &words.letters)?,
            damage: words.damage,
        })
    })
}

/// How many bytes of `text` the letters take up, spaces between them not counted against them.
fn spelled(text: &str, letters: &[u8]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in letters {
        while scan::is_blank(*bytes.get(at)?) {
            at += 1;
        }
        if bytes.get(at)?.to_ascii_uppercase() != *letter {
            return None;
        }
        at += 1;
    }
    scan::word_ends(text, at).then_some(at)
}

/// What a letter of the security warning means, in either case.
#[must_use]
pub fn letter(letter: char) -> Option<&'static SecurityLetter> {
    let letter = letter.to_ascii_uppercase();
    LETTERS.iter().find(|row| row.letter == letter)
}

/// The level that a letter of the security warning says; none for special handling.
#[must_use]
pub fn of_letter(letter: char) -> Option<&'static str> {
    self::letter(letter)?.level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_begin_words_of_the_table() {
        let seconds = |first: u8| {
            let shown = |second: &u8| begin(first, *second);
            (b'A'..=b'Z')
                .filter(shown)
                .fold(0, |bits, second| bits | 1 << index(second))
        };
        let begun: Vec<u32> = (b'A'..=b'Z').map(seconds).collect();
        let wanted: Vec<u32> = NEXT.iter().map(|[seconds, _]| *seconds).collect();
        assert_eq!(begun, wanted);
    }

    #[test]
    fn words_of_classification() {
        use Damage::{FirstDoubled, FirstLost, None as Whole};
        for (text, level, control, rest, damage) in [
            (
                "CONFIDENTIAL LIMA 000012",
                "CONFIDENTIAL",
                None,
                " LIMA 000012",
                Whole,
            ),
            (
                "C O N F I D E N T I A L LIMA",
                "CONFIDENTIAL",
                None,
                " LIMA",
                Whole,
            ),
            (
                "C  O  N  F  I  D  E  N  T  I  A  L  LIMA",
                "CONFIDENTIAL",
                None,
                "  LIMA",
                Whole,
            ),
            (
                "secret section 01 of 02",
                "SECRET",
                None,
                " section 01 of 02",
                Whole,
            ),
            ("S E C R E T//NOFORN", "SECRET", None, "//NOFORN", Whole),
            ("T O P  S E C R E T", "TOP SECRET", None, "", Whole),
            ("UNCLASSIFIED LIMA", "UNCLASSIFIED", None, " LIMA", Whole),
            ("UNCLAS LIMA", "UNCLASSIFIED", None, " LIMA", Whole),
            (
                "U N C L A S SECTION 01",
                "UNCLASSIFIED",
                None,
                " SECTION 01",
                Whole,
            ),
            (
                "UNCLAS E F T O LIMA",
                "UNCLASSIFIED",
                Some("EFTO"),
                " LIMA",
                Whole,
            ),
            ("UNCLAS EFTO", "UNCLASSIFIED", Some("EFTO"), "", Whole),
            (
                "LIMITED OFFICIAL USE LIMA 12",
                "UNCLASSIFIED",
                Some("LIMITED OFFICIAL USE"),
                " LIMA 12",
                Whole,
            ),
            (
                "SENSITIVE BUT UNCLASSIFIED",
                "UNCLASSIFIED",
                Some("SENSITIVE BUT UNCLASSIFIED"),
                "",
                Whole,
            ),
            (
                "FOR OFFICIAL USE ONLY",
                "UNCLASSIFIED",
                Some("FOR OFFICIAL USE ONLY"),
                "",
                Whole,
            ),
            (
                "O N F I D E N T I A L LIMA",
                "CONFIDENTIAL",
                None,
                " LIMA",
                FirstLost,
            ),
            ("NCLAS LIMA", "UNCLASSIFIED", None, " LIMA", FirstLost),
            ("ECRET", "SECRET", None, "", FirstLost),
            ("SS E C R E T LIMA", "SECRET", None, " LIMA", FirstDoubled),
            ("CCONFIDENTIAL", "CONFIDENTIAL", None, "", FirstDoubled),
        ] {
            let len = text.len() - rest.len();
            let want = LevelWords {
                level,
                control,
                len,
                damage,
            };
            assert_eq!(read(text), Some(want), "{text}");
        }
        for text in [
            "",
            "SECRETARY",
            "CONFIDENTIALLY",
            "UNCLASSY",
            "SIPDIS",
            "LIMA 12",
            "C O N F",
            " SECRET",
            "NFIDENTIAL",
            "SSSECRET",
            "RESTRICTED",
            "é",
            "SECRÉT",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn controls_are_captions() {
        for [_, _, control] in tsv::rows(DATA).filter(|row| !row[2].is_empty()) {
            let caption = crate::vocab::captions::find(control);
            assert!(
                caption.is_some_and(|it| it.kind == crate::vocab::captions::CaptionKind::Control),
                "{control}"
            );
        }
    }

    #[test]
    fn letters_of_the_security_warning() {
        assert_eq!(of_letter('U'), Some("UNCLASSIFIED"));
        assert_eq!(of_letter('c'), Some("CONFIDENTIAL"));
        assert_eq!(of_letter('S'), Some("SECRET"));
        assert_eq!(of_letter('T'), Some("TOP SECRET"));
        assert_eq!(of_letter('E'), Some("UNCLASSIFIED"));
        assert_eq!(of_letter('M'), None);
        assert!(letter('M').is_some() && letter('X').is_none());
    }
}
