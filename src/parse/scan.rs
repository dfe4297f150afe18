//! Small tools for reading a line by hand, shared by the fields.

use crate::record::Level;

/// A place in a text that moves on as the text is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Cursor { text, at: 0 }
    }

    /// How many bytes were read.
    pub(crate) fn at(self) -> usize {
        self.at
    }

    /// What is left to read.
    pub(crate) fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The text between a place and this one.
    pub(crate) fn since(self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Whether nothing is left.
    pub(crate) fn is_end(self) -> bool {
        self.rest().is_empty()
    }

    /// Moves on by a number of bytes.
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.text.len());
    }

    /// Reads the characters that `wanted` accepts.
    pub(crate) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.since(start)
    }

    /// Passes over white space.
    pub(crate) fn skip_spaces(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Reads ASCII digits.
    pub(crate) fn digits(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_digit())
    }

    /// Reads one character if it is this one, in either case.
    pub(crate) fn eat(&mut self, wanted: char) -> bool {
        let next = self.rest().chars().next();
        let found = next.is_some_and(|c| c.eq_ignore_ascii_case(&wanted));
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// Passes over white space and reads a word, if it is this one, in either case, and ends there.
    pub(crate) fn eat_word(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        ahead.skip_spaces();
        let found = ahead
            .take_while(char::is_alphanumeric)
            .eq_ignore_ascii_case(wanted);
        if found {
            *self = ahead;
        }
        found
    }

    /// Reads digits that white space may part, `count` of them and no more; nothing where there are fewer.
    pub(crate) fn spaced_digits(&mut self, count: usize) -> Option<u32> {
        let mut ahead = *self;
        let mut value: u32 = 0;
        for _ in 0..count {
            ahead.skip_spaces();
            let digit = ahead.rest().chars().next()?.to_digit(10)?;
            value = value.checked_mul(10)?.checked_add(digit)?;
            ahead.advance(1);
        }
        *self = ahead;
        Some(value)
    }
}

/// A line without the white space around it, nor the backslash at its end that copies made of tables show.
pub(crate) fn clean(text: &str) -> &str {
    text.trim_start()
        .trim_end_matches(|c: char| c == '\\' || c.is_whitespace())
}

/// The start of a text, short enough to stand in a message.
pub(crate) fn shown(text: &str) -> &str {
    let text = clean(text);
    text.char_indices()
        .nth(60)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// Whether a word has the shape of a routing indicator: four to eight letters and digits, the first of them R, U or Y.
pub(crate) fn is_indicator(word: &str) -> bool {
    matches!(word.len(), 4..=8)
        && word.starts_with(['R', 'U', 'Y', 'r', 'u', 'y'])
        && word.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The operating signals of a text, in order. A signal is Z and two letters, at times with a digit behind it (`ZES-2`);
/// slashes may enclose it. Other words are operands.
pub(crate) fn signals(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '\\' | ',' | '.' | ';'))
        .filter_map(|word| {
            let signal = word.get(..3)?;
            let tail = word.get(3..)?;
            let shape = signal.starts_with(['Z', 'z'])
                && signal.bytes().all(|b| b.is_ascii_alphabetic())
                && tail.bytes().all(|b| b == b'-' || b.is_ascii_digit());
            shape.then(|| signal.to_ascii_uppercase())
        })
}

/// The level that these words, as the vocabulary spells them, stand for.
pub(crate) fn level(words: &str) -> Option<Level> {
    [
        Level::Unclassified,
        Level::Confidential,
        Level::Secret,
        Level::TopSecret,
    ]
    .into_iter()
    .find(|level| level.as_str() == words)
}

/// How many letters must be put in, taken out or exchanged to make one word of the other; case does not count.
pub(crate) fn distance(word: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.bytes().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(other.bytes()) {
            let exchanged = corner + usize::from(!a.eq_ignore_ascii_case(&b));
            corner = *cell;
            left = exchanged.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn cursor_reads_spaced_digits() {
        let mut cursor = Cursor::new("25 13 46Z");
        assert_eq!(cursor.spaced_digits(6), Some(251_346));
        assert_eq!(cursor.rest(), "Z");
        assert_eq!(Cursor::new("25 1Z").spaced_digits(6), None);
    }

    #[test]
    fn cursor_stays_inside() {
        let mut cursor = Cursor::new("é1");
        assert!(!cursor.eat('e'));
        assert_eq!(cursor.take_while(char::is_alphabetic), "é");
        assert_eq!(cursor.digits(), "1");
        cursor.advance(5);
        assert!(cursor.is_end());
    }

    #[test]
    fn clean_drops_remains_of_tables() {
        assert_eq!(clean("  FM AMEMBASSY LIMA \\ \\"), "FM AMEMBASSY LIMA");
    }

    #[test]
    fn indicators_have_a_shape() {
        for word in ["RUEHC", "RHMFISS", "UKAA", "YAAAAAAA"] {
            assert!(is_indicator(word), "{word}");
        }
        for word in ["RUE", "AMEMBASSY", "RUEHCAAAA", "LIMA", "RUÉHC", "RUE-HC"] {
            assert!(!is_indicator(word), "{word}");
        }
    }

    #[test]
    fn signals_are_told_from_operands() {
        let of = |text| signals(text).collect::<Vec<_>>();
        assert_eq!(of("ZOC STATE ZZH"), ["ZOC", "ZZH"]);
        assert_eq!(of(" //ZEL//"), ["ZEL"]);
        assert_eq!(of("ZDK DUE TO ZES-2"), ["ZDK", "ZES"]);
        assert_eq!(of("ZDK CTG RUEHZZ #0123"), ["ZDK"]);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("SECTION", "section"), 0);
        assert_eq!(distance("SCTION", "SECTION"), 1);
        assert_eq!(distance("", "SECTION"), 7);
        assert_eq!(distance("SECRET", "SECTION"), 4);
    }
}
