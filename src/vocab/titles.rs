//! Words of official titles and offices, to tell them from the name that follows.

use std::sync::LazyLock;

use super::scan::ByLetter;
use super::tsv::{self, Map, with_upper};

/// The data file.
pub(super) const DATA: &str = include_str!("data/titles.tsv");

/// What a word is where somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Of a title: `Counselor`, `PolMinCouns`, `A/DCM`.
    Title,
    /// A bureau or an agency: `EUR`, `EUR/PRA`.
    Office,
    /// An office that a place follows: `Embassy`.
    Mission,
    /// A title goes on over it: `of`, `for`, `and`.
    Link,
    /// A part of a name that needs no capital: `van`.
    Particle,
    /// It stands behind a name: `Jr.`.
    Suffix,
}

struct Row {
    /// None where it counts only written together with others.
    kind: Option<Word>,
    /// It counts only in one case, for in two it is a name.
    one_case: bool,
    /// It makes words with others.
    glued: bool,
}

static TITLES: LazyLock<Map<Row>> = LazyLock::new(|| {
    tsv::map(DATA, |[word, kind, case, glued]| {
        let kind = match kind {
            "title" => Some(Word::Title),
            "office" => Some(Word::Office),
            "mission" => Some(Word::Mission),
            "link" => Some(Word::Link),
            "particle" => Some(Word::Particle),
            "suffix" => Some(Word::Suffix),
            _ => None,
        };
        let row = Row {
            kind,
            one_case: case == "one",
            glued: glued == "yes",
        };
        (word, row)
    })
});

/// The titles that are long enough to be known though they are misspelt.
static LONG: LazyLock<ByLetter<&'static str>> = LazyLock::new(|| {
    let long = tsv::rows(DATA).filter(|[word, kind]| word.len() >= LONG_ENOUGH && *kind == "title");
    ByLetter::new(long.filter_map(|[word, _]| Some((word.bytes().next()?, word))))
});

/// The letters from which a misspelt title is known by one slip, and by two.
const LONG_ENOUGH: usize = 7;
const LONGER: usize = 9;
/// The longest word that is looked at.
const LONGEST: usize = 40;

/// What stands before `d'Affaires`.
const CHARGE: &str = "CHARGE";

/// What a word is, its last period not counted; nothing where no table knows it. Zeros count as the letter O.
///
/// A word of several parts (`POL/ECON`, `Minister-Counselor`, `PolMinCouns`) is one of titles where one part is and
/// a stroke or a hyphen parts them, or all parts are. With a stroke, what is none of titles is an office.
#[must_use]
pub fn word(word: &str) -> Option<Word> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    if word.contains('0') && word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return known(&word.replace('0', "O"));
    }
    known(word)
}

fn known(word: &str) -> Option<Word> {
    let small = word.bytes().any(|b| b.is_ascii_lowercase());
    let two_cases = small && word.bytes().any(|b| b.is_ascii_uppercase());
    with_upper(word, |word| {
        if let Some(row) = TITLES.get(word) {
            let cased = if row.kind == Some(Word::Office) {
                small
            } else {
                two_cases
            };
            return row.kind.filter(|_| !row.one_case || !cased);
        }
        if is_affaires(word) || is_glued(word) || ends_as_title(word) {
            return Some(Word::Title);
        }
        let parts = || word.split(['/', '&', '-']);
        if parts().nth(1).is_none() || parts().any(str::is_empty) {
            return None;
        }
        let is_title = |part: &str| {
            let kind = TITLES.get(part).map(|row| row.kind);
            kind == Some(Some(Word::Title)) || is_glued(part)
        };
        if parts().any(is_title) {
            Some(Word::Title)
        } else {
            let stroke = word.contains(['/', '&']) && word.bytes().any(|b| b.is_ascii_alphabetic());
            stroke.then_some(Word::Office)
        }
    })
}

/// Whether a word that no table knows is a title with a slip: of seven letters or more, with one letter wrong, missing,
/// too many or swapped with its neighbour; from nine letters up with two such slips. Its first letter is right.
#[must_use]
pub fn is_misspelt(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    if !(LONG_ENOUGH..=LONGEST).contains(&word.len()) || !word.is_ascii() {
        return false;
    }
    let slips = if word.len() < LONGER { 1 } else { 2 };
    with_upper(word, |word| {
        let mut titles = LONG.begin(word).iter();
        titles.any(|title| near(title.as_bytes(), word.as_bytes(), slips))
    })
}

/// Whether a word, in capitals, ends as only titles do: `RefCoord`, `MgmtCouns`.
fn ends_as_title(word: &str) -> bool {
    ["COORD", "COUNS", "COUNSELOR", "COUNSELLOR"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// `d'Affaires` and what becomes of it: any sign for the apostrophe, or none, and an end that is misspelt. `Charge` may
/// be glued to it by such a sign.
#[must_use]
pub fn is_affaires(word: &str) -> bool {
    let glued = word
        .get(..CHARGE.len())
        .filter(|head| head.eq_ignore_ascii_case(CHARGE));
    let word = glued.map_or(word, |head| {
        let rest = word.get(head.len()..).unwrap_or_default();
        rest.trim_start_matches(|c: char| !c.is_alphanumeric())
    });
    let Some(rest) = word.strip_prefix(['d', 'D']) else {
        return false;
    };
    let rest = rest.strip_prefix(['e', 'E']).unwrap_or(rest);
    is_plain_affaires(rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// `Affaires`, `Affairs`, `affaire`: the word after `d'`.
#[must_use]
pub fn is_plain_affaires(word: &str) -> bool {
    let begins = word
        .get(..3)
        .is_some_and(|head| head.eq_ignore_ascii_case("AFF"));
    begins
        && word.len() <= LONGEST
        && with_upper(word, |word| near(b"AFFAIRES", word.as_bytes(), 2))
}

/// Whether a word, in capitals, is made of two or more parts that may be glued.
fn is_glued(word: &str) -> bool {
    /// The longest part.
    const PART: usize = 9;
    if !word.is_ascii() || !(5..=24).contains(&word.len()) {
        return false;
    }
    // Whether parts make up the word as far as each of its letters.
    let mut ends = [false; 25];
    if let Some(first) = ends.first_mut() {
        *first = true;
    }
    for end in 2..=word.len() {
        let made = (end.saturating_sub(PART)..end).any(|start| {
            ends.get(start) == Some(&true)
                && word
                    .get(start..end)
                    .and_then(|part| TITLES.get(part))
                    .is_some_and(|row| row.glued)
        });
        if let Some(place) = ends.get_mut(end) {
            *place = made;
        }
    }
    ends.get(word.len()) == Some(&true)
}

/// Whether one word becomes the other by so many slips: a letter changed, added, left out, or swapped with its
/// neighbour.
#[must_use]
pub fn near(a: &[u8], b: &[u8], slips: usize) -> bool {
    if a.len().abs_diff(b.len()) > slips {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    match (a, b) {
        ([], []) => true,
        _ if slips == 0 => false,
        ([], rest) | (rest, []) => rest.len() <= slips,
        ([x, a_rest @ ..], [y, b_rest @ ..]) => {
            near(a_rest, b_rest, slips - 1)
                || near(a_rest, b, slips - 1)
                || near(a, b_rest, slips - 1)
                || match (a_rest, b_rest) {
                    ([v, a @ ..], [w, b @ ..]) => x == w && y == v && near(a, b, slips - 1),
                    _ => false,
                }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        for (kind, words) in [
            (
                Some(Word::Title),
                "Ambassador AMBASSADOR DCM dcm Amb. A/DCM Minister-Counselor Pol/Econ PolMinCouns DepPolCouns \
                 Pol/C A/S E/Pol IO/DAS d'Affaires d\u{2019}Affaires DAffairs d?affaire a.i. ESTHOFF ADCM \
                 LTC AMBASSAD0R RefCoord MGMTCOUNS AgAtt Charge'd'Affaires M-C Dcm",
            ),
            (Some(Word::Office), "EUR EUR/PRA ISN/MTR INR/I P/E"),
            (Some(Word::Mission), "Embassy CONSULATE"),
            (Some(Word::Link), "of FOR and"),
            (Some(Word::Particle), "van"),
            (Some(Word::Suffix), "Jr. III"),
            (
                None,
                "Jane Roe Com Eur eur Hill-Roe Hoffman Geoff Hyatt Roe. Affleck d'Artagnan Charge'Roe é / -",
            ),
        ] {
            for it in words.split_whitespace() {
                assert_eq!(word(it), kind, "{it}");
            }
        }
        assert_eq!(word(""), None);
    }

    #[test]
    fn slips_of_long_titles() {
        for slip in [
            "Ambasador",
            "Politicl",
            "Couselor",
            "Represntatve",
            "POLITCIAL",
        ] {
            assert!(is_misspelt(slip), "{slip}");
        }
        for name in ["Chapman", "Leander", "Cheif", "Roe", "Counseling", "é", ""] {
            assert!(!is_misspelt(name), "{name}");
        }
    }
}
