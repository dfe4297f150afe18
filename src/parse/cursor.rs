//! A place in a text that moves on as the text is read: fields read their lines by hand with it.

use crate::slice::{from, part, trim_start};

/// A place in a text. No step can fail or leave a character half read; a copy looks ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a text.
    #[inline]
    pub(crate) fn new(text: &'a str) -> Self {
        Cursor { text, rest: text }
    }

    /// How many bytes lie behind.
    #[inline]
    pub(crate) fn at(self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// What lies ahead.
    #[inline]
    pub(crate) fn rest(self) -> &'a str {
        self.rest
    }

    /// What lies between an earlier place and this one.
    #[inline]
    pub(crate) fn since(self, start: usize) -> &'a str {
        part(self.text, start, self.at())
    }

    /// Whether nothing lies ahead.
    #[inline]
    pub(crate) fn is_end(self) -> bool {
        self.rest.is_empty()
    }

    /// The next character.
    #[inline]
    pub(crate) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Whether the next character is one of these; at the end there is none.
    #[inline]
    pub(crate) fn next_is(self, wanted: impl Fn(char) -> bool) -> bool {
        self.peek().is_some_and(wanted)
    }

    /// Moves over so many bytes.
    #[inline]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.rest = from(self.rest, bytes);
    }

    /// Moves over one character.
    pub(crate) fn bump(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    /// Moves over the characters that are wanted, and gives them.
    pub(crate) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c));
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// Moves over so many bytes, and gives them.
    #[inline]
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Moves over white space; whether there was any.
    #[inline]
    pub(crate) fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = trim_start(self.rest);
        self.rest.len() < before
    }

    /// Moves over ASCII digits, and gives them.
    #[inline]
    pub(crate) fn digits(&mut self) -> &'a str {
        self.take(self.rest.bytes().take_while(u8::is_ascii_digit).count())
    }

    /// Moves over ASCII letters, and gives them.
    #[inline]
    pub(crate) fn letters(&mut self) -> &'a str {
        self.take(
            self.rest
                .bytes()
                .take_while(u8::is_ascii_alphabetic)
                .count(),
        )
    }

    /// Moves over a character if it is next, in either case; whether it was.
    #[inline]
    pub(crate) fn eat(&mut self, wanted: char) -> bool {
        let rest = self
            .rest
            .strip_prefix(|c: char| c.eq_ignore_ascii_case(&wanted));
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Moves over ASCII words if they are next, in any case, and end there; whether they were.
    pub(crate) fn word(&mut self, words: &str) -> bool {
        let found = self
            .rest
            .split_at_checked(words.len())
            .filter(|(head, rest)| {
                head.eq_ignore_ascii_case(words) && !rest.starts_with(char::is_alphanumeric)
            });
        self.rest = found.map_or(self.rest, |(_, rest)| rest);
        found.is_some()
    }

    /// Moves over digits that white space may part, `count` of them and no more, and gives their number; nothing where
    /// there are fewer.
    pub(crate) fn spaced_digits(&mut self, count: usize) -> Option<u32> {
        let mut ahead = *self;
        let mut value: u32 = 0;
        for _ in 0..count {
            ahead.spaces();
            let digit = ahead.peek()?.to_digit(10)?;
            value = value.checked_mul(10)?.checked_add(digit)?;
            ahead.bump();
        }
        *self = ahead;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_splits_a_character() {
        let mut cursor = Cursor::new("é 12");
        assert!(!cursor.eat('e'));
        assert_eq!(cursor.digits(), "");
        cursor.bump();
        assert!(cursor.spaces());
        assert_eq!((cursor.digits(), cursor.peek()), ("12", None));
        cursor.bump();
        cursor.advance(5);
        assert!(cursor.is_end());
        assert_eq!((cursor.at(), cursor.rest()), (5, ""));
    }

    #[test]
    fn a_word_ends_where_it_ends() {
        assert!(Cursor::new("decl: X1").word("DECL"));
        assert!(!Cursor::new("declare").word("DECL"));
        assert!(!Cursor::new("declé").word("DECL"));
        assert!(!Cursor::new("dec").word("DECL"));
    }

    #[test]
    fn digits_that_are_parted() {
        let mut cursor = Cursor::new("25 13 46Z");
        assert_eq!(cursor.spaced_digits(6), Some(251_346));
        assert_eq!(cursor.rest(), "Z");
        assert_eq!(Cursor::new("25 1Z").spaced_digits(6), None);
    }
}
