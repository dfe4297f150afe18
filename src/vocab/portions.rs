//! Portion marks: what stands in parentheses before a paragraph or a subject.

use std::sync::LazyLock;

use super::scan::{self, ByLetter};
use super::tsv;
use crate::slice::{trim_end, trim_start};

/// What a portion mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// `UNCLASSIFIED`, `CONFIDENTIAL`, `SECRET` or `TOP SECRET`; none where the mark does not tell.
    pub level: Option<&'static str>,
    /// Whether it is written in a form that the handbooks do not know.
    pub slip: bool,
}

/// The data file of the words that lead a mark.
pub(super) const DATA: &str = include_str!("data/portions.tsv");
/// The data file of the words that may follow.
pub(super) const QUALIFIERS: &str = include_str!("data/qualifiers.tsv");

static MARKS: LazyLock<ByLetter<(&'static str, Portion)>> = LazyLock::new(|| {
    ByLetter::words(tsv::rows(DATA).map(|[mark, level, slip]| {
        let portion = Portion {
            level: tsv::filled(level),
            slip: slip == "yes",
        };
        (mark, portion)
    }))
});

/// Those of one letter, by their place in the alphabet: nearly every mark is one.
static LETTERS: LazyLock<[Option<Portion>; 26]> = LazyLock::new(|| {
    std::array::from_fn(|place| {
        let mark = char::from(b'A'.saturating_add(u8::try_from(place).ok()?));
        MARKS.word(mark.encode_utf8(&mut [0; 4])).copied()
    })
});

struct Qualifier {
    list: Option<fn(&str) -> &str>,
}

/// The words that may be glued to the one before: `SNF`.
static GLUED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = tsv::rows(QUALIFIERS).filter(|[_, _, glued]| *glued == "yes");
    rows.map(|[word, ..]| word).collect()
});

static AFTER: LazyLock<ByLetter<(&'static str, Qualifier)>> = LazyLock::new(|| {
    ByLetter::words(tsv::rows(QUALIFIERS).map(|[word, list]| {
        let qualifier = Qualifier {
            list: match list {
                "codes" => Some(after_codes),
                "names" => Some(after_names),
                _ => None,
            },
        };
        (word, qualifier)
    }))
});

/// No mark is longer, in bytes; a longer parenthesis is a remark.
const LONGEST: usize = 120;

/// What the text in parentheses says as a portion mark, in any case: `U`, `SBU/NF`, `S//REL TO USA, GBR`.
///
/// Nothing where it is none. A lone small letter is taken for the letter of a list, `(c)`; where only a portion mark
/// can stand, ask [`read_any`].
#[must_use]
pub fn read(mark: &str) -> Option<Portion> {
    if let [b'a'..=b'z'] = trim_start(trim_end(mark)).as_bytes() {
        return None;
    }
    read_any(mark)
}

/// As [`read`], but a lone small letter counts as a mark too: right behind a paragraph's number, or in a cable that has
/// no capitals.
#[must_use]
pub fn read_any(mark: &str) -> Option<Portion> {
    if mark.len() > LONGEST {
        return None;
    }
    let text = trim_start(trim_end(mark));
    let (word, rest) = split_word(text);
    let Portion { level, slip } = leading_word(word)?;
    let slip_after = qualifiers(rest)?;
    let slip = slip || slip_after || text.len() != mark.len();
    Some(Portion { level, slip })
}

/// What a capital by itself says as a portion mark.
#[must_use]
pub(crate) fn of_letter(letter: u8) -> Option<Portion> {
    LETTERS
        .get(usize::from(letter.wrapping_sub(b'A')))
        .copied()
        .flatten()
}

/// The letters that `text` begins with, and the rest.
fn split_word(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The mark that a word is, or that it is with a qualifier glued to it (`SNF`). Slips count in capitals alone: in small
/// letters they are common words.
fn leading_word(word: &str) -> Option<Portion> {
    if let [letter] = word.as_bytes()
        && let Some(portion) = of_letter(*letter)
    {
        return Some(portion);
    }
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some(portion) = MARKS.word(word) {
        return (capitals || !portion.slip).then_some(*portion);
    }
    if !capitals {
        return None;
    }
    GLUED.iter().find_map(|glued| {
        let level = MARKS.word(word.strip_suffix(glued)?)?.level;
        Some(Portion { level, slip: true })
    })
}

/// Reads what follows the leading word to its end; says whether a separator was a slip. Nothing where it is not known.
fn qualifiers(mut rest: &str) -> Option<bool> {
    let mut slip = false;
    while !rest.is_empty() {
        let end = rest
            .bytes()
            .take_while(|byte| matches!(byte, b'/' | b' ' | b'-'))
            .count();
        let (separator, more) = rest.split_at_checked(end)?;
        // A mark may end in the double slash that closes a list of countries.
        slip |= !(separator == "//" || (separator == "/" && !more.is_empty()));
        if separator.is_empty() {
            return None;
        }
        if more.is_empty() {
            break;
        }
        let (word, more) = split_word(more);
        let qualifier = AFTER.word(word)?;
        rest = qualifier.list.map_or(more, |after| after(more));
    }
    Some(slip)
}

/// What is left behind a list of names, in any case: `TO USA, GBR//NF` leaves `//NF`, `to Saudi Arabia` nothing.
fn after_names(text: &str) -> &str {
    let end = text.find("//").unwrap_or(text.len());
    let (list, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let named = list
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '&' | '\'' | '/'));
    let parted = list.is_empty() || list.starts_with([' ', '/', ',']);
    if named && parted { rest } else { text }
}

/// What is left behind a list of codes: `GBR//NF` leaves `//NF`. A list of capitals and small letters is prose.
fn after_codes(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b'/');
    let (list, rest) = text
        .split_at_checked(end.unwrap_or(text.len()))
        .unwrap_or((text, ""));
    let has = |is: fn(&u8) -> bool| list.as_bytes().iter().any(is);
    let listed = list.starts_with(' ')
        && !(has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase))
        && list
            .split([' ', ','])
            .filter(|name| !name.is_empty())
            .all(|name| (2..=6).contains(&name.len()) && scan::letters_only(name));
    if listed { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        const U: &str = "UNCLASSIFIED";
        const C: &str = "CONFIDENTIAL";
        const S: &str = "SECRET";
        for (mark, level) in [
            ("U", U),
            ("SBU", U),
            ("sbu", U),
            ("SBU/NF", U),
            ("LOU", U),
            ("FOUO", U),
            ("U//FOUO", U),
            ("C", C),
            ("C/NF", C),
            ("c/nf", C),
            ("C/REL", C),
            ("C//REL TO USA, GBR//", C),
            ("S", S),
            ("S/NF", S),
            ("S//NF", S),
            ("S//REL TO USA, GBR", S),
            ("S/REL NATO", S),
            ("S/REL UK", S),
            ("S/Rel to Peru", S),
            ("C//REL AUSTRALIA GROUP", C),
            ("S/REL TO SAUDI ARABIA, QATAR AND PERU//NF", S),
            ("S/RELEASABLE TO ITALY", S),
            ("S//FGI//NF", S),
            ("S//FGI GBR//NF", S),
            ("TS", "TOP SECRET"),
        ] {
            let want = Portion {
                level: Some(level),
                slip: false,
            };
            assert_eq!(read(mark), Some(want), "{mark}");
        }
        for (mark, level) in [
            ("C ", Some(C)),
            (" S", Some(S)),
            ("SNF", Some(S)),
            ("CNF", Some(C)),
            ("S-NF", Some(S)),
            ("C NF", Some(C)),
            ("S/ NF", Some(S)),
            ("SE", None),
        ] {
            assert_eq!(read(mark), Some(Portion { level, slip: true }), "{mark}");
        }
    }

    #[test]
    fn no_marks() {
        let long = format!("S//REL TO {}", "USA, ".repeat(40));
        for mark in [
            "",
            " ",
            "A",
            "a",
            "c",
            "s",
            "Note",
            "NF",
            "US",
            "U.S.",
            "UK",
            "S-1",
            "c in the list",
            "Uzbekistan",
            "se",
            "snf",
            "C/XY",
            "S/",
            "C,",
            "é",
            "Sé",
            "Cé/NF",
            &long,
        ] {
            let found = read(mark).filter(|portion| !portion.slip);
            assert_eq!(found, None, "{mark}");
        }
        for mark in [
            "c",
            "c in the list",
            "Note",
            "se",
            "snf",
            "C/XY",
            "C,",
            "U.S.",
        ] {
            assert_eq!(read(mark), None, "{mark}");
        }
    }

    #[test]
    fn a_lone_small_letter_is_a_mark_only_where_nothing_else_can_stand() {
        let level = |mark| read_any(mark).and_then(|portion| portion.level);
        assert_eq!(level("c"), Some("CONFIDENTIAL"));
        assert_eq!(level("u"), Some("UNCLASSIFIED"));
        assert_eq!(level("a"), None);
    }
}
