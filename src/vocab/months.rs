//! Months, whole, shortened or misspelt.

use std::sync::LazyLock;

use super::tsv::{self, with_upper};

/// The data file.
pub(super) const DATA: &str = include_str!("data/months.tsv");

struct Month {
    number: u32,
    name: &'static str,
    abbreviation: &'static str,
}

static MONTHS: LazyLock<Vec<Month>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[number, name, abbreviation]| Month {
            number: number.parse().unwrap_or(0),
            name,
            abbreviation,
        })
        .collect()
});

/// The month that a word is, from 1: its name or its three letters, in any case.
#[must_use]
pub fn exact(word: &str) -> Option<u32> {
    let is_word = |month: &&Month| {
        let names = [month.abbreviation, month.name];
        names.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    MONTHS.iter().find(is_word).map(|month| month.number)
}

/// The month that a word is, from 1, and whether it is misspelt.
///
/// Exact is the name or its three letters, in any case. Of other words, three letters in another order count (`JNA`),
/// and a name or an abbreviation with one letter wrong, missing or too many (`JULU`, `SEPT`): each only where one month
/// alone comes in question. An I is first of all a Y, as other languages have it (`MAI`).
#[must_use]
pub fn read(word: &str) -> Option<(u32, bool)> {
    if !(3..=10).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    with_upper(word, |word| {
        if let Some(number) = exact(word) {
            return Some((number, false));
        }
        let number = only(|month| is_with_i(month.abbreviation, word))
            .or_else(|| only(|month| same_letters(month.abbreviation, word)))
            .or_else(|| only(|month| near(month.abbreviation, word) || near(month.name, word)))?;
        Some((number, true))
    })
}

/// The one month of which it is true.
fn only(is: impl Fn(&Month) -> bool) -> Option<u32> {
    let mut found = MONTHS.iter().filter(|month| is(month));
    let month = found.next()?;
    found.next().is_none().then_some(month.number)
}

/// Whether a word is a month's with an I for its Y.
fn is_with_i(month: &str, word: &str) -> bool {
    let same = |(a, b): (u8, u8)| a == b || a == b'Y' && b == b'I';
    month.len() == word.len() && month.bytes().zip(word.bytes()).all(same)
}

/// Whether the words are made of the same letters.
fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().collect();
        letters.sort_unstable();
        letters
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// Whether one letter changed, added, left out, or swapped with its neighbour makes one word of the other.
fn near(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [v, w, b @ ..]) if a == b && x == w && y == v => true,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, rest @ ..]) if a == rest => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read() {
        for (word, want) in [
            ("JUL", Some((7, false))),
            ("jul", Some((7, false))),
            ("September", Some((9, false))),
            ("MAY", Some((5, false))),
            ("JULU", Some((7, true))),
            ("SEPT", Some((9, true))),
            ("MAI", Some((5, true))),
            ("FEBUARY", Some((2, true))),
            ("FEN", Some((2, true))),
            ("OCTOEBR", Some((10, true))),
            ("AUGUSTT", Some((8, true))),
            // More than one month comes in question, or none.
            ("JUX", None),
            ("MAX", None),
            ("JUNY", None),
            ("JU", None),
            ("ZZZ", None),
            ("LIMA", None),
            ("", None),
            ("JÜL", None),
            ("SEPTEMBERSEPTEMBER", None),
        ] {
            assert_eq!(read(word), want, "{word}");
        }
    }

    #[test]
    fn letters_in_another_order() {
        let slips = "JNA FBE MRA ARP MYA JNU JLU AGU SPE OTC NVO DCE";
        for (word, number) in slips
            .split(' ')
            .zip([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        {
            assert_eq!(read(word), Some((number, true)), "{word}");
        }
    }
}
