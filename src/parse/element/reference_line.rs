//! Whether a line goes on with the references: a letter before it, or a post and a number in it.

use super::number::PILCROWS;
use crate::slice::{from, part};
use crate::vocab::documents::{self, Document};
use crate::vocab::posts;

/// The longest line that is looked at.
const LONGEST: usize = 200;

/// The name of a post has at most this many words.
const POST_WORDS: usize = 5;
/// No message number is longer than this, zeros included.
const NUMBER_DIGITS: usize = 8;

/// Whether a line is an item with its letter: `B. LIMA 12`, `¶(C) 08 STATE 99999`, `d) ROE-DOE EMAIL`.
pub(crate) fn is_labelled_item(line: &str) -> bool {
    let text = line.trim_start();
    let bare = text.trim_start_matches(PILCROWS);
    let (open, inner) = match bare.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, bare),
    };
    let mut chars = inner.chars();
    if !chars.next().is_some_and(|c| c.is_ascii_alphabetic()) {
        return false;
    }
    let rest = chars.as_str();
    let rest = if open {
        rest.trim_start().strip_prefix(')')
    } else {
        rest.strip_prefix(['.', ')'])
    };
    // `(C)` before prose is a portion mark; before a post it is a letter.
    rest.is_some_and(|rest| !rest.trim().is_empty() && (!open || is_item(rest)))
}

/// The longest item with a digit for its letter.
const LONGEST_NUMBERED: usize = 80;

/// Whether a line is an item with a digit in place of its letter, which is a paragraph's number otherwise: nothing but a
/// post and its number follows, a year before it or not (`2. 08 STATE 99999`).
pub(crate) fn is_numbered_item(line: &str) -> bool {
    let text = line.trim();
    let label = digits(text);
    if label == 0 || text.len() > LONGEST_NUMBERED {
        return false;
    }
    let rest = from(text, label)
        .trim_start_matches(['.', ')'])
        .trim_start();
    let name = from(rest, year(rest)).trim_start();
    let end = name
        .find(|c: char| c.is_ascii_digit() || c == '(')
        .unwrap_or(name.len());
    let behind = from(name, end);
    let open = behind.starts_with('(');
    let behind = from(behind, if open { year(behind) } else { 0 }).trim_start();
    let number = digits(behind);
    let behind = from(behind, number);
    number > 0
        && posts::canonical(part(name, 0, end).trim()).is_some()
        && (behind.trim_matches([' ', ',', ';', '.']).is_empty()
            || behind.trim_start().starts_with('('))
}

/// How many digits begin a text.
fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// Bytes of the year that begins a text, its parentheses included.
fn year(text: &str) -> usize {
    let bare = text.strip_prefix('(').unwrap_or(text);
    let open = text.len() - bare.len();
    let year = digits(bare);
    let closed = open == 0 || from(bare, year).starts_with(')');
    if matches!(year, 2 | 4) && closed {
        2 * open + year
    } else {
        0
    }
}

/// Whether a line of references ends in a post whose number stands on the line below: it begins with that number,
/// alone or with the next item or a remark behind it.
pub(crate) fn is_number_due(last: &str, below: &str) -> bool {
    let below = below.trim_start();
    let rest = below.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = below.len() - rest.len();
    let behind = rest.trim_start_matches([',', ';', ' ', ')']);
    let ends = behind.trim().is_empty()
        || behind.len() < rest.len()
            && (behind.starts_with('(') || is_labelled_item(behind) || is_item(behind));
    (1..=NUMBER_DIGITS).contains(&digits) && ends && ends_in_post(last)
}

/// Whether a line ends in the name of a post.
fn ends_in_post(line: &str) -> bool {
    let line = line.trim_end();
    line.rmatch_indices([' ', '.', ')', ':'])
        .take(POST_WORDS)
        .filter_map(|(at, _)| line.get(at + 1..))
        .any(|name| posts::canonical(name.trim_start()).is_some())
}

/// Whether a line reads like an item: the name of a post and a number near its beginning, or a word for a document.
pub(crate) fn is_item(line: &str) -> bool {
    let text = line.trim();
    if text.len() > LONGEST {
        return false;
    }
    let name = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    let ends = name
        .match_indices(|c: char| !c.is_alphabetic())
        .map(|(end, _)| end);
    let names_post = |end: usize| {
        name.get(..end)
            .is_some_and(|name| posts::canonical(name).is_some())
    };
    let numbered = name.contains(|c: char| c.is_ascii_digit());
    (numbered && ends.take(POST_WORDS).any(names_post))
        || posts::canonical(name).is_some()
        || text
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| documents::read(word).is_some_and(|found| found != Document::Paper))
}

#[cfg(test)]
mod tests {
    use super::{is_number_due, is_numbered_item};

    #[test]
    fn an_item_has_a_digit_for_its_letter() {
        for line in [
            "2. STATE 44120",
            "2) 08 LA PAZ 7,",
            "3. 2008 LIMA 12 (NOTAL)",
            "4. (08) LIMA 12",
            "5. LIMA (08) 12",
        ] {
            assert!(is_numbered_item(line), "{line}");
        }
        for line in [
            "2. (C) The harbor",
            "2. Lima 2007 was a good year",
            "2. LIMA",
            "LIMA 12",
            "",
        ] {
            assert!(!is_numbered_item(line), "{line}");
        }
    }

    #[test]
    fn a_number_stands_below_its_post() {
        for (last, below, wanted) in [
            ("REF: A. LIMA 12 B. 07 BOGOTA", "345 C. LA PAZ 7", true),
            ("REF: BOGOTA", "345", true),
            ("B. QUITO", "12 (NOTAL)", true),
            ("B. LA PAZ", "12, QUITO 7", true),
            ("B. QUITO 12", "345 C. LA PAZ 7", false),
            ("REF: BOGOTA", "345 people came to the harbor", false),
            ("REF: BOGOTA", "1. (C) The harbor is full", false),
            ("REF: MEMO", "345", false),
        ] {
            assert_eq!(is_number_due(last, below), wanted, "{last} / {below}");
        }
    }
}
