//! The number of a paragraph: `1.`, `¶2.`, `3)`.

use super::portion::{self, Place};
use crate::slice::{from, trim_start};

/// A number at the beginning of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The number.
    pub value: u32,
    /// Whether a parenthesis follows it, not a period.
    pub parenthesis: bool,
    /// Bytes up to what follows, blanks included.
    pub len: usize,
    /// Whether it is written loosely, `7 (C)`, `3 . (U)`, `(6).`: then only the sequence makes it a number.
    pub loose: bool,
}

/// The archive's pilcrow, in the forms that copies show: U+00B6, and U+FFFD where a byte was lost.
pub(crate) const PILCROWS: [char; 2] = ['¶', '\u{fffd}'];

/// A text without the pilcrows at its start.
pub(crate) fn without_pilcrows(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(0x80..) => {
            let bare = text.trim_start_matches(PILCROWS);
            let mut behind = bare.chars();
            let word = (0..2).all(|_| behind.next().is_some_and(char::is_alphabetic));
            // Pilcrows stand before numbers and letters: what was lost before a word was a quotation mark.
            if word && text.starts_with('\u{fffd}') {
                text
            } else {
                bare
            }
        }
        _ => text,
    }
}

/// Reads a number of one to three digits, its period or parenthesis, and the blanks after it.
///
/// The pilcrow proves nothing and changes nothing. A decimal (`3.5`) is no number of a paragraph.
pub(crate) fn read(text: &str) -> Option<Number> {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::Number);
    let digits = trim_start(without_pilcrows(trim_start(text)));
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&count) {
        return None;
    }
    let (number, rest) = digits.split_at_checked(count)?;
    let value = number.parse().ok()?;
    let (parenthesis, next) = match rest.as_bytes() {
        [b'.', next @ ..] => (false, next),
        [b')', next @ ..] => (true, next),
        _ => return None,
    };
    if next.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let after = from(rest, 1);
    Some(Number {
        value,
        parenthesis,
        len: text.len() - trim_start(after).len(),
        loose: false,
    })
}

/// Reads a number as [`read`] does, or one that is written loosely: without its period before a portion mark, with a
/// blank before the period, or between parentheses with a period behind them.
pub(crate) fn read_any(text: &str) -> Option<Number> {
    read(text).or_else(|| loose(text))
}

/// `7 (C) Text`, `3 . (U) Text`, `7, (C) Text`, `(6). Text`, `(6. (C) Text`.
fn loose(text: &str) -> Option<Number> {
    let bare = trim_start(without_pilcrows(trim_start(text)));
    let enclosed = bare.strip_prefix('(');
    let digits = enclosed.unwrap_or(bare);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&count) {
        return None;
    }
    let (number, rest) = digits.split_at_checked(count)?;
    let after = match enclosed {
        Some(_) => match rest.strip_prefix(").") {
            Some(after) => after,
            None => rest
                .strip_prefix('.')
                .filter(|after| portion::read(trim_start(after), Place::Start).is_some())?,
        },
        None => {
            let rest = trim_start(rest);
            trim_start(rest.strip_prefix(['.', ',']).unwrap_or(rest))
        }
    };
    if enclosed.is_none() && portion::read(after, Place::Start).is_none() {
        return None;
    }
    Some(Number {
        value: number.parse().ok()?,
        parenthesis: false,
        len: text.len() - trim_start(after).len(),
        loose: true,
    })
}

/// Whether the text behind a number shows a sub-paragraph, `2.A. Text`: a letter glued to it, with a period or
/// parenthesis of its own.
pub(crate) fn is_lettered(text: &str, number: Number) -> bool {
    let (before, behind) = text.split_at_checked(number.len).unwrap_or((text, ""));
    before.ends_with(['.', ')'])
        && matches!(
            behind.as_bytes(),
            [b'A'..=b'Z' | b'a'..=b'z', b'.' | b')', b' ', ..]
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_all_their_forms() {
        for (text, value, rest) in [
            ("1. (C) First", 1, "(C) First"),
            ("1.(C) First", 1, "(C) First"),
            ("¶12. (SBU) Twelfth", 12, "(SBU) Twelfth"),
            ("\u{fffd}3.   Third", 3, "Third"),
            ("  4) Fourth", 4, "Fourth"),
        ] {
            let number = read(text).unwrap();
            assert_eq!(
                (number.value, text.get(number.len..).unwrap()),
                (value, rest),
                "{text}"
            );
        }
    }

    #[test]
    fn loose_numbers() {
        for (text, value, rest) in [
            ("7 (C) Seventh", 7, "(C) Seventh"),
            ("3 . (U) Third", 3, "(U) Third"),
            ("7, (C) Seventh", 7, "(C) Seventh"),
            ("(6). Sixth", 6, "Sixth"),
            ("(11. (C) Eleventh", 11, "(C) Eleventh"),
            ("3  (C/NF)  Third", 3, "(C/NF)  Third"),
        ] {
            let number = read_any(text).unwrap();
            assert!(number.loose);
            assert_eq!(
                (number.value, text.get(number.len..).unwrap()),
                (value, rest),
                "{text}"
            );
        }
        for text in ["3 (three) men", "(6) a point", "3 men", "2007 (C) Next"] {
            assert_eq!(read_any(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "2007. Next",
            "3.5 percent",
            "3 men",
            "A. List",
            "",
            "¶B. LIMA 12",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_pilcrow_or_a_lost_quotation_mark() {
        for (text, expected) in [
            ("¶A. a point", "A. a point"),
            ("\u{fffd}2007. The year", "2007. The year"),
            ("\u{fffd}A. a point", "A. a point"),
            ("\u{fffd}Red\u{fffd} it was", "\u{fffd}Red\u{fffd} it was"),
        ] {
            assert_eq!(without_pilcrows(text), expected);
        }
    }

    #[test]
    fn sub_paragraphs() {
        for (text, expected) in [
            ("2.A. Text", true),
            ("2.a) text", true),
            ("2. A. Roe said", false),
            ("2.(A) Text", false),
            ("2.A Text", false),
        ] {
            let number = read(text).unwrap();
            assert_eq!(is_lettered(text, number), expected, "{text}");
        }
    }
}
