//! Small steps through a line, by bytes: none of them can fail or leave a character half read.
#![allow(dead_code)] // until all fields stand

/// The text between two offsets; nothing where they do not lie on characters of it.
pub(crate) fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The text from an offset on.
pub(crate) fn from(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

/// Whether two texts are the same but for case and white space.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters = |text| {
        str::bytes(text)
            .filter(|b| !b.is_ascii_whitespace())
            .map(|b| b.to_ascii_uppercase())
    };
    letters(a).eq(letters(b))
}

/// A text for a diagnostic's message: one that is long is cut.
pub(crate) fn clip(text: &str) -> String {
    const LONGEST: usize = 100;
    if text.len() <= LONGEST {
        return text.to_string();
    }
    format!("{}...", head(text, LONGEST))
}

/// The beginning of a text, not more than so many bytes.
pub(crate) fn head(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    part(text, 0, end.unwrap_or_default())
}

/// A place in a text, moving forward.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// How many bytes lie behind.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Cursor { text, at: 0 }
    }

    /// What lies ahead.
    pub(crate) fn rest(&self) -> &'a str {
        from(self.text, self.at)
    }

    /// What lies between an earlier place and this one.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        part(self.text, start, self.at)
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves over one character.
    pub(crate) fn bump(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    /// Moves over the byte if it is next.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let found = byte.is_ascii() && self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Moves over the ASCII bytes that fit, and gives them.
    pub(crate) fn take(&mut self, fit: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii() && fit(b)) {
            self.at += 1;
        }
        self.since(start)
    }

    /// Moves over ASCII white space; whether there was any.
    pub(crate) fn spaces(&mut self) -> bool {
        !self.take(|b| b.is_ascii_whitespace()).is_empty()
    }

    /// Moves over digits.
    pub(crate) fn digits(&mut self) -> &'a str {
        self.take(|b| b.is_ascii_digit())
    }

    /// Moves over ASCII letters.
    pub(crate) fn letters(&mut self) -> &'a str {
        self.take(|b| b.is_ascii_alphabetic())
    }

    /// Moves over a word if it is next, in any case, and no letter or digit follows it.
    pub(crate) fn word(&mut self, word: &str) -> bool {
        let end = self.at + word.len();
        let found = part(self.text, self.at, end).eq_ignore_ascii_case(word)
            && !word.is_empty()
            && !self
                .text
                .as_bytes()
                .get(end)
                .is_some_and(u8::is_ascii_alphanumeric);
        if found {
            self.at = end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_never_split_a_character() {
        let mut cursor = Cursor::new("é 12");
        assert_eq!(cursor.digits(), "");
        cursor.bump();
        assert!(cursor.spaces());
        assert_eq!((cursor.digits(), cursor.peek()), ("12", None));
        cursor.bump();
        assert_eq!(cursor.rest(), "");
    }

    #[test]
    fn a_word_ends_where_it_ends() {
        assert!(Cursor::new("decl: X1").word("DECL"));
        assert!(!Cursor::new("declare").word("DECL"));
    }

    #[test]
    fn cuts_fall_between_characters() {
        assert_eq!(
            (head("aéb", 2), head("aéb", 3), head("aéb", 9)),
            ("a", "aé", "aéb")
        );
        assert_eq!(clip(&"é".repeat(60)), format!("{}...", "é".repeat(50)));
        assert_eq!(clip("short"), "short");
    }

    #[test]
    fn same_but_for_case_and_spaces() {
        assert!(same("E.O. 12958:  N/A", "e.o. 12958: n/a "));
        assert!(!same("E.O. 12958: N/A", "E.O. 12958: X1"));
    }
}
