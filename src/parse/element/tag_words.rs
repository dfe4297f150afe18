//! The words of a TAGS line.

use crate::parse::cursor::Cursor;
use crate::slice::{indent, offset};
use crate::vocab::tags;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On the line.
    Plain,
    /// Between parentheses: all that stands there is one word.
    Inside,
}

/// A word of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The word, its punctuation and parentheses taken off.
    pub text: &'a str,
    /// Where it begins.
    pub start: usize,
    /// Where it stands.
    pub kind: Kind,
    /// Whether a comma or a semicolon stands between it and the word before.
    pub after_comma: bool,
}

impl Word<'_> {
    /// Where it ends.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text in order.
pub(crate) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut cursor = Cursor::new(text);
    let mut after_comma = false;
    while let Some(c) = cursor.peek() {
        match c {
            ',' | ';' => {
                after_comma = true;
                cursor.bump();
            }
            '(' => {
                cursor.bump();
                if let Some(inside) = inside(cursor.rest()) {
                    let start = cursor.at() + indent(inside);
                    cursor.advance(inside.len() + 1);
                    let word = Word {
                        text: inside.trim(),
                        start,
                        kind: Kind::Inside,
                        after_comma,
                    };
                    after_comma = false;
                    words.extend((!word.text.is_empty()).then_some(word));
                }
            }
            _ if is_part(c) => {
                let start = cursor.at();
                let printed = cursor.take_while(is_part);
                for text in pieces(printed) {
                    words.push(Word {
                        text,
                        start: start + offset(printed, text),
                        kind: Kind::Plain,
                        after_comma,
                    });
                    after_comma = false;
                }
            }
            _ => cursor.bump(),
        }
    }
    words
}

/// What stands before the parenthesis that closes; nothing where none does, or another opens first.
fn inside(rest: &str) -> Option<&str> {
    let end = rest.find(['(', ')'])?;
    rest.get(end..)?.starts_with(')').then_some(())?;
    rest.get(..end)
}

/// Characters of words; those beyond ASCII count as letters.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || "-&'./".contains(c)
}

/// A printed word without the punctuation at its ends, in pieces where a stroke divides codes, known ones.
fn pieces(printed: &str) -> impl Iterator<Item = &str> {
    let whole = printed.trim_matches(['-', '.', '\'', '/', '&']);
    // A few codes hold a stroke themselves.
    let divided = whole.contains('/')
        && tags::find(whole).is_none()
        && whole
            .split('/')
            .all(|piece| piece.is_empty() || is_known(piece));
    let mut rest = Some(whole);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        match text.split_once('/').filter(|_| divided) {
            Some((piece, more)) => {
                rest = Some(more);
                Some(piece)
            }
            None => Some(text),
        }
    })
    .filter(|piece| !piece.is_empty())
}

/// Whether a word looks like a code: two to six capitals and digits, a letter first, perhaps a hyphen.
pub(crate) fn is_code_shaped(word: &str) -> bool {
    let fit = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    (2..=6).contains(&word.len())
        && word.bytes().all(fit)
        && word.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
}

/// Whether a word looks like a code in small letters.
pub(crate) fn is_small_code(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a word is in capitals, or in small letters, throughout.
pub(crate) fn is_one_case(word: &str) -> bool {
    let small = word.bytes().any(|b| b.is_ascii_lowercase());
    !(small && word.bytes().any(|b| b.is_ascii_uppercase()))
}

/// The longest word that may be a code, or several in one.
pub(crate) const LONGEST: usize = 64;

/// Whether a word is a code of the table, or several written as one.
pub(crate) fn is_known(word: &str) -> bool {
    word.len() <= LONGEST
        && (tags::find(word).is_some()
            || tags::split_glued(word).is_some()
            || tags::split_run(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places() {
        let text = "PREL, é (DOE, J.) A/B-1 UZ/AL-1, (x";
        let words = split(text);
        for word in &words {
            assert_eq!(text.get(word.start..word.end()), Some(word.text));
        }
        let shown: Vec<(&str, bool)> = words.iter().map(|w| (w.text, w.after_comma)).collect();
        let want = [
            ("PREL", false),
            ("é", true),
            ("DOE, J.", false),
            ("A/B-1", false),
            ("UZ", false),
            ("AL-1", false),
            ("x", true),
        ];
        assert_eq!(shown, want);
    }

    #[test]
    fn shapes_of_codes() {
        assert!(
            ["UZ", "PREL", "AL-1", "G77", "MTCRES"]
                .iter()
                .all(|w| is_code_shaped(w))
        );
        assert!(
            !["U", "LONGEST", "prel", "7G", "Iran", "É"]
                .iter()
                .any(|w| is_code_shaped(w))
        );
    }
}
