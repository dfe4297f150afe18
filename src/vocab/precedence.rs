//! Precedences: letters of format line 5, prosigns of format line 2, words behind an addressee.

use std::sync::LazyLock;

use super::scan::{self, ByLetter};
use super::tsv;

struct Row {
    letter: &'static str,
    prosign: &'static str,
    word: &'static str,
    rank: u32,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/precedence.tsv");

/// Sorted by rank, so that a letter shared by two words means the ordinary one.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = tsv::rows(DATA)
        .map(|[letter, prosign, word, rank]| Row {
            letter,
            prosign,
            word,
            rank: rank.parse().unwrap_or(0),
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    rows
});

/// The words by their last letter.
static BY_LAST: LazyLock<ByLetter<&'static str>> = LazyLock::new(|| {
    ByLetter::new(
        ROWS.iter()
            .filter_map(|row| Some((row.word.bytes().next_back()?, row.word))),
    )
});

/// The words by their first letter.
static BY_FIRST: LazyLock<ByLetter<(&'static str, ())>> =
    LazyLock::new(|| ByLetter::words(ROWS.iter().map(|row| (row.word, ()))));

fn word_where(found: impl Fn(&Row) -> bool) -> Option<&'static str> {
    ROWS.iter().find(|row| found(row)).map(|row| row.word)
}

/// The word for a letter of format line 5: `O` is `IMMEDIATE`.
#[must_use]
pub fn of_letter(letter: char) -> Option<&'static str> {
    let mut buffer = [0; 4];
    let letter: &str = letter.encode_utf8(&mut buffer);
    word_where(|row| row.letter.eq_ignore_ascii_case(letter))
}

/// The word for a doubled letter of format line 2: `OO`.
#[must_use]
pub fn of_prosign(prosign: &str) -> Option<&'static str> {
    word_where(|row| row.prosign.eq_ignore_ascii_case(prosign))
}

/// The precedence that these words are, in any case and with any run of spaces between two.
#[must_use]
pub fn of_word(words: &str) -> Option<&'static str> {
    word_where(|row| scan::prefix(words, row.word) == Some(words.len()))
}

/// The precedence that stands at the end of an addressee, and where it begins: `NIACT IMMEDIATE` before `IMMEDIATE`.
/// A blank or a slash must stand before it; blanks may stand behind it.
#[must_use]
pub fn ends_with_precedence(text: &str) -> Option<(&'static str, usize)> {
    let text = text.trim_end();
    let starts = BY_LAST.end(text).iter().filter_map(|word| {
        let start = scan::suffix(text, word)?;
        let before = text.get(..start)?.bytes().next_back();
        let apart = before.is_none_or(|byte| scan::is_blank(byte) || byte == b'/');
        apart.then_some((*word, start))
    });
    starts.min_by_key(|(_, start)| *start)
}

/// The precedence that the last word of a text is meant for, one slip in it: a letter lost, doubled, put for another, or
/// two that changed places. With it the word as printed.
#[must_use]
pub fn misspelt_at_end(text: &str) -> Option<(&'static str, &str)> {
    let start = text.rfind([' ', '/']).map_or(0, |at| at + 1);
    let word = text.get(start..)?;
    let long = word.len() >= LONG && word.bytes().all(|b| b.is_ascii_uppercase());
    if start == 0 || !long {
        return None;
    }
    let mut words = BY_FIRST.begin(word).iter();
    let (meant, ()) = words.find(|(meant, ())| is_slip(word, meant))?;
    Some((meant, word))
}

/// A word of so many letters is a precedence with one slip rather than another word.
const LONG: usize = 6;

/// Whether two words differ by one slip, and begin and end alike: all else is too often another word.
fn is_slip(word: &str, meant: &str) -> bool {
    let (a, b) = (word.as_bytes(), meant.as_bytes());
    if a == b || a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (
        a.get(same..).unwrap_or_default(),
        b.get(same..).unwrap_or_default(),
    );
    fn from(text: &[u8], at: usize) -> &[u8] {
        text.get(at..).unwrap_or_default()
    }
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == from(b, 1),
        std::cmp::Ordering::Greater => from(a, 1) == b,
        std::cmp::Ordering::Equal => {
            let swapped = a.first() == b.get(1) && a.get(1) == b.first();
            from(a, 1) == from(b, 1) || swapped && from(a, 2) == from(b, 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_prosigns_and_words() {
        assert_eq!(of_letter('O'), Some("IMMEDIATE"));
        assert_eq!(of_letter('r'), Some("ROUTINE"));
        assert_eq!(of_letter('Z'), Some("FLASH"));
        assert_eq!(of_letter('A'), None);
        assert_eq!(of_prosign("PP"), Some("PRIORITY"));
        assert_eq!(of_prosign("YY"), Some("EMERGENCY COMMAND"));
        assert_eq!(of_prosign("P"), None);
        assert_eq!(of_word("niact  immediate"), Some("NIACT IMMEDIATE"));
        assert_eq!(of_word("IMMEDIATE"), Some("IMMEDIATE"));
        assert_eq!(of_word("IMMEDIATE X"), None);
        assert_eq!(of_word(""), None);
    }

    #[test]
    fn one_slip_is_a_misprint() {
        for (text, want) in [
            ("AMEMBASSY LIMA PIORITY", Some(("PRIORITY", "PIORITY"))),
            ("AMEMBASSY LIMA PRIOIRTY", Some(("PRIORITY", "PRIOIRTY"))),
            ("AMEMBASSY LIMA PRIORTY", Some(("PRIORITY", "PRIORTY"))),
            (
                "AMEMBASSY LIMA IMMEDIATTE",
                Some(("IMMEDIATE", "IMMEDIATTE")),
            ),
            ("AMEMBASSY LIMA PRIORITY", None),
            ("PIORITY", None),
            ("AMEMBASSY LIMA", None),
            ("MINORITY", None),
        ] {
            assert_eq!(misspelt_at_end(text), want, "{text}");
        }
    }

    #[test]
    fn the_end_of_an_addressee() {
        for (text, want) in [
            ("AMEMBASSY LIMA PRIORITY", Some(("PRIORITY", 15))),
            (
                "AMEMBASSY LIMA NIACT  IMMEDIATE ",
                Some(("NIACT IMMEDIATE", 15)),
            ),
            ("AMEMBASSY LIMA IMMEDIATE", Some(("IMMEDIATE", 15))),
            ("SECDEF WASHDC//J5//FLASH", Some(("FLASH", 19))),
            ("ROUTINE", Some(("ROUTINE", 0))),
            ("AMEMBASSY LIMA", None),
            ("AMEMBASSY LIMA NONPRIORITY", None),
            ("AMEMBASSY LIMA PRIORITY 12", None),
            ("", None),
        ] {
            assert_eq!(ends_with_precedence(text), want, "{text}");
        }
    }
}
