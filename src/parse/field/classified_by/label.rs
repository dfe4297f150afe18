//! The label `Classified by` before its text: inside a paragraph, and again behind itself.

use crate::parse::cursor::Cursor;
use crate::slice::{from, head};
use crate::vocab::{portions, titles};

/// The longest words that may come before `Classified by` in a paragraph.
const OPENING: usize = 80;

/// What may end those words.
const ENTIRE_TEXT: &str = "ENTIRE TEXT";

/// Punctuation between marks and labels.
const PUNCTUATION: &str = ".,:;-*\u{b6}\u{2013}";

/// Where in a text the words after `Classified by` begin: a portion mark or `CONFIDENTIAL - ENTIRE TEXT.` may come
/// first, nothing else.
pub(super) fn label_inside(text: &str) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    mark(&mut cursor);
    let opening = head(cursor.rest(), OPENING)
        .split_inclusive(['.', ';', ':'])
        .next()?;
    let words = opening.trim_end_matches(|c: char| c == ' ' || PUNCTUATION.contains(c));
    let last = from(words, words.len().saturating_sub(ENTIRE_TEXT.len()));
    if last.eq_ignore_ascii_case(ENTIRE_TEXT) {
        cursor.advance(opening.len());
        cursor.spaces();
    }
    message(&mut cursor);
    if !(cursor.word("CLASSIFIED") && cursor.spaces() && cursor.word("BY")) {
        return None;
    }
    cursor.take_while(|c| c.is_whitespace() || matches!(c, ':' | ';'));
    Some(cursor.at())
}

/// The text after whatever of a label it begins with: a mark, a number, the label again, slips in it, BY.
pub(super) fn over_labels(text: &str) -> &str {
    let mut cursor = Cursor::new(text);
    loop {
        let start = cursor.at();
        cursor.take_while(|c| c.is_whitespace() || PUNCTUATION.contains(c));
        mark(&mut cursor);
        number(&mut cursor);
        cursor.spaces();
        let mut ahead = cursor;
        message(&mut ahead);
        if classified_by(&mut ahead) {
            cursor = ahead;
        }
        if !(cursor.word("BY") || cursor.word("AS")) && cursor.at() == start {
            return cursor.rest();
        }
    }
}

/// `Classified by`, up to two slips in it, or `CLASSIFIED:`.
fn classified_by(cursor: &mut Cursor<'_>) -> bool {
    let word = cursor.letters();
    if !(8..=12).contains(&word.len()) {
        return false;
    }
    let upper = word.to_ascii_uppercase();
    if !titles::near(b"CLASSIFIED", upper.as_bytes(), 2) {
        return false;
    }
    let colon = *cursor;
    if cursor.spaces() && (cursor.word("BY") || cursor.word("BT")) {
        return true;
    }
    *cursor = colon;
    cursor.eat(':')
}

/// `(U)`.
fn mark(cursor: &mut Cursor<'_>) {
    if let Some((mark, _)) = head(cursor.rest(), OPENING)
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        && portions::read_any(mark).is_some()
    {
        cursor.advance(mark.len() + 2);
        cursor.spaces();
    }
}

/// `1.`
fn number(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    let digits = ahead.digits();
    if (1..3).contains(&digits.len())
        && (ahead.eat('.') || ahead.eat(')'))
        && !ahead.next_is(|c| c.is_ascii_digit())
    {
        ahead.spaces();
        mark(&mut ahead);
        *cursor = ahead;
    }
}

/// `This message is`, `THIS CABLE WAS`, before CLASSIFIED.
fn message(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    let words = |ahead: &mut Cursor<'_>, words: &[&str]| {
        let found = words.iter().any(|word| ahead.word(word));
        ahead.spaces();
        found
    };
    if words(&mut ahead, &["THIS", "ENTIRE"])
        && words(
            &mut ahead,
            &["MESSAGE", "CABLE", "TELEGRAM", "DOCUMENT", "TEXT"],
        )
    {
        words(&mut ahead, &["IS", "WAS", "HAS BEEN"]);
        *cursor = ahead;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_passed_over() {
        for label in [
            "",
            "Classified By: ",
            "(U) Classified by ",
            "(U) ",
            "1. CLASSIFIED BY ",
            "1. (U) Classified by: ",
            "by ",
            "By: ",
            "Classifed by ",
            "CLASSIFED BY: CLASSIFIED BY: ",
            "This message classified by ",
            "THIS MESSAGE IS CLASSIFIED BY ",
            "- ",
        ] {
            let text = format!("{label}DCM Jane Roe");
            assert_eq!(over_labels(&text), "DCM Jane Roe", "{label}");
        }
        for text in ["1.4 (b)", "Byron Roe", "(acting) Jane Roe", ""] {
            assert_eq!(over_labels(text), text);
        }
    }
}
