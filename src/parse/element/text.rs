//! What a line of running text looks like: the end of a sentence, a name, a list, a redaction.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::redaction;
use crate::slice::{self, from, has_digit, head, trim_end, trim_start};

/// What parts columns: three blanks in a row.
static COLUMNS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("   "));

/// Words that head a summary or a comment by themselves.
const HEADING_WORDS: [&str; 6] = [
    "SUMMARY",
    "COMMENT",
    "INTRODUCTION",
    "BACKGROUND",
    "CONCLUSION",
    "KEY POINTS",
];

/// Whether a text ends a sentence: a period, question or exclamation mark, a colon; quotes and parentheses behind it.
/// A quotation mark that was garbled to `Q` counts as one.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = trim_end(text);
    let bare = text.trim_end_matches(['"', '\'', ')', ']', '”', '’']);
    let bare = bare
        .strip_suffix('Q')
        .filter(|rest| rest.ends_with(['.', '!', '?']))
        .unwrap_or(bare);
    bare.ends_with(['.', '!', '?', ':'])
}

/// Words with which no sentence ends.
const OPEN: [&str; 28] = [
    "and", "or", "the", "a", "an", "to", "of", "in", "on", "for", "from", "by", "at", "as", "with",
    "into", "than", "that", "this", "its", "their", "our", "is", "are", "was", "were", "has",
    "have",
];

/// None of them is longer.
const LONGEST_OPEN: usize = 10;

/// Whether a text ends in a word or a sign with which no sentence ends: `and`, `to`, a comma.
pub(crate) fn ends_open(text: &str) -> bool {
    let text = trim_end(text);
    let letters = text.bytes().rev().take(LONGEST_OPEN + 1);
    let len = letters.take_while(|b| *b != b' ').count();
    let word = from(text, text.len() - len);
    text.ends_with(',')
        || counts_paragraphs(word)
        || len <= LONGEST_OPEN && OPEN.iter().any(|open| open.eq_ignore_ascii_case(word))
}

/// Whether the last word of a text counts paragraphs: `see para`.
pub(crate) fn counts_paragraphs(text: &str) -> bool {
    let word = trim_end(text).rsplit(' ').next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[']);
    slice::begins(word, "para")
        && ["para", "paras", "paragraph", "paragraphs"]
            .iter()
            .any(|counts| counts.eq_ignore_ascii_case(word))
}

/// Whether nothing goes on behind a line: it ends a sentence, or is a point of a list.
pub(crate) fn closes(text: &str) -> bool {
    ends_sentence(text) || is_inset(text)
}

/// Whether a line can begin a paragraph: not in lower case, not inside a list or a table.
pub(crate) fn begins_paragraph(text: &str) -> bool {
    let bare = text.trim_start();
    !is_inset(text) && !bare.starts_with("--") && !bare.starts_with(|c: char| c.is_lowercase())
}

/// Whether a line keeps its break when prose is joined: it is indented, a point of a list, or has columns.
pub(crate) fn is_inset(text: &str) -> bool {
    begins_inset(text) || is_parted(text.trim())
}

/// Whether a text is parted into columns: three blanks in a row that are not those behind a sentence.
fn is_parted(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(columns).map(|found| at + found) {
        if !ends_sentence(text.get(..found).unwrap_or_default()) {
            return true;
        }
        let rest = text.get(found..).unwrap_or_default();
        at = text.len() - rest.trim_start().len();
    }
    false
}

/// Whether a line keeps its break by its beginning: it is indented, or a point of a list.
pub(crate) fn begins_inset(text: &str) -> bool {
    // Most lines begin with a letter, and then only `a)` is a point.
    if let [b'A'..=b'Z' | b'a'..=b'z', second, ..] = text.as_bytes() {
        return *second == b')' && is_point(text);
    }
    let trimmed = trim_start(text);
    text.len() - trimmed.len() >= 3 || text.starts_with('\t') || is_point(trimmed)
}

/// Whether a text has columns: three blanks in a row.
pub(crate) fn has_columns(text: &str) -> bool {
    COLUMNS.find(text.as_bytes()).is_some()
}

/// The places of a text where columns may be parted.
pub(crate) fn all_columns(text: &str) -> impl Iterator<Item = usize> {
    COLUMNS.find_iter(text.as_bytes())
}

/// Where a text is parted into columns first.
pub(crate) fn columns(text: &str) -> Option<usize> {
    COLUMNS.find(text.as_bytes())
}

/// Whether a line begins with the sign of a list: `-- `, `* `, `(1) `, `a) `, and `A. ` behind a pilcrow; without one
/// that may be the initial of a name.
pub(crate) fn is_point(text: &str) -> bool {
    let bare = super::number::without_pilcrows(text);
    match bare.as_bytes() {
        [b'-', b'-', b' ', ..] | [b'-' | b'*', b' ', ..] => true,
        [b'A'..=b'Z' | b'a'..=b'z', b')', b' ', ..] => true,
        [b'A'..=b'Z' | b'a'..=b'z', b'.', b' ', ..] => bare.len() < text.len(),
        [b'(', b'0'..=b'9' | b'a'..=b'z', b')', ..] => true,
        _ => false,
    }
}

/// So many bytes are looked at to tell prose from a title or a list.
const PROSE: usize = 200;

/// Whether a sentence begins here: a capital, and words in small letters behind it.
pub(crate) fn begins_sentence(text: &str) -> bool {
    let text = trim_start(text);
    text.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '&'))
        && has_small_words(text, SENTENCE_WORDS)
}

/// A sentence has so many words in small letters, of two letters or more.
const SENTENCE_WORDS: usize = 4;

/// Whether a text has as many small letters as the words of a sentence, so that one may begin in it.
pub(crate) fn may_have_sentence(text: &str) -> bool {
    let mut letters = text.bytes().filter(u8::is_ascii_lowercase);
    letters.nth(SENTENCE_WORDS * 2 - 1).is_some()
}

/// Whether a line is prose: many words in small letters.
pub(crate) fn is_prose(text: &str) -> bool {
    has_small_words(text, 6)
}

/// Whether so many words of two letters or more in small letters stand near the beginning of a text.
fn has_small_words(text: &str, enough: usize) -> bool {
    let small = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let word = |word| str::trim_end_matches(word, [',', '.', ';', ':']);
    head(text, PROSE)
        .split_ascii_whitespace()
        .map(word)
        .filter(small)
        .take(enough)
        .count()
        == enough
}

/// Whether a text of capitals goes on as prose does: many words, and no small letter.
pub(crate) fn is_long_in_capitals(text: &str) -> bool {
    let near = head(text, PROSE);
    let words = near
        .split_ascii_whitespace()
        .filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()));
    !near.bytes().any(|b| b.is_ascii_lowercase()) && words.count() >= 4
}

/// Whether a text is in capitals, but for a few letters: an ending, a name.
pub(crate) fn is_in_capitals(text: &str) -> bool {
    let small = text.bytes().filter(u8::is_ascii_lowercase).count();
    let large = text.bytes().filter(u8::is_ascii_uppercase).count();
    large > 8 && large > small * 4
}

/// Whether most letters of a text are small ones.
pub(crate) fn is_mostly_small(text: &str) -> bool {
    let small = text.bytes().filter(u8::is_ascii_lowercase).count();
    let large = text.bytes().filter(u8::is_ascii_uppercase).count();
    small > large
}

/// Whether a short line is one of an address: with `@`, a telephone number, or a value behind a label, `Cell- (511)
/// 555-0134`.
pub(crate) fn is_contact(line: &str) -> bool {
    // Nearly every line is prose, and shows neither.
    if line.len() > 120
        || digits(line) < TELEPHONE && memchr::memchr(b'@', line.as_bytes()).is_none()
    {
        return false;
    }
    let line = line.trim();
    let label = line.find([':', '-']).is_some_and(|at| at <= 24);
    if line.len() > 80 || !label && line.split_ascii_whitespace().nth(2).is_some() {
        return false;
    }
    let mut digits = 0_usize;
    let telephone = line.bytes().any(|b| {
        digits = match b {
            b'0'..=b'9' => digits + 1,
            b' ' | b'-' | b'(' | b')' | b'.' | b'+' => digits,
            _ => 0,
        };
        digits >= TELEPHONE
    });
    line.contains('@') || telephone
}

/// Digits of a telephone number, no less.
const TELEPHONE: usize = 9;

/// How many digits a line has.
pub(crate) fn digits(line: &str) -> usize {
    if !has_digit(line.as_bytes()) {
        return 0;
    }
    // As many at a time as a byte can count, so that the machine looks at a row of bytes at once.
    let count = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|b| u8::from(b.is_ascii_digit()))
            .sum::<u8>()
    };
    let chunks = line.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|bytes| usize::from(count(bytes))).sum()
}

/// Whether a text is a redaction and nothing else: five or more X, Latin or Cyrillic, of either case.
pub(crate) fn is_redaction(text: &str) -> bool {
    let mut letters = trim_start(text).chars();
    letters.next().is_some_and(redaction::is_letter) && {
        let text = text.trim();
        text.chars().all(redaction::is_letter) && text.chars().count() >= 5
    }
}

/// Whether a line is a word that heads a summary, a comment or the like.
pub(crate) fn is_heading_word(text: &str) -> bool {
    let word = text.trim().trim_end_matches([':', '.']);
    HEADING_WORDS
        .iter()
        .any(|heading| heading.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_capitals() {
        for text in ["THE FERRYS", "THE FERRIES sa", "A PIER FOR TWO"] {
            assert!(is_in_capitals(text), "{text}");
        }
        for text in ["THE PIER", "THE PIERS", "A FERRYBOAT saw", "The pier", ""] {
            assert!(!is_in_capitals(text), "{text}");
        }
    }

    #[test]
    fn columns_stand_apart_but_not_behind_a_sentence() {
        for text in ["Boats    12", "It ended.   Boats    12", "a   b"] {
            assert!(is_inset(text), "{text}");
        }
        for text in ["It ended.   He left.", "It ended.   He left.   So did she."] {
            assert!(!is_inset(text), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_sentence() {
        for text in [
            "It ended.",
            "It ended.\"",
            "(It ended.)",
            "Did it? ",
            "as follows:",
            "He said so.Q",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["It did not", "Human Rights", "U.S.-led", "IQ"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn words_with_which_no_sentence_ends() {
        for text in ["the pier and", "He saw the", "one, two,", "see (para"] {
            assert!(ends_open(text), "{text}");
        }
        for text in ["the pier", "It ended.", "the parade"] {
            assert!(!ends_open(text), "{text}");
        }
        assert!(counts_paragraphs("as set out in Paras"));
        assert!(!counts_paragraphs("all paratroops"));
    }

    #[test]
    fn lines_that_keep_their_breaks() {
        for text in [
            "     Name    2004",
            "-- a point",
            "¶A. a point",
            "(1) a point",
            "Lima   12   13",
            "\tcolumn",
        ] {
            assert!(is_inset(text), "{text}");
        }
        for text in [
            "Prose goes on",
            "-led effort",
            "B. Roe said so",
            "(Note) prose",
            "1. (C) First",
        ] {
            assert!(!is_inset(text), "{text}");
        }
    }
}
