//! The words of a text, and when two of them are the same word: one rule for the index, for queries and for what is
//! marked in results.
//!
//! A word is a longest run of what `\w` matches: letters, marks, digits, underscores and the two characters that join
//! letters. `al-Qadir` is two words, `U.S.` as well. Two words are the same where `(?i)` takes them for the same, so a
//! search for a word finds what a pattern for a whole word in any case finds.
//!
//! In a text of capitals a hyphen between letters may be one that broke a word at a line's end: nothing in the text tells
//! it from one that belongs there. There the joined word counts too ([`placed`]).

use std::borrow::Cow;
use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands.
    pub text: &'a str,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// The words of a text, from left to right.
///
/// ```
/// use cablex::words;
///
/// let words: Vec<&str> = words::split("Al-Qadir, U.S. (été_2)").map(|word| word.text).collect();
/// assert_eq!(words, ["Al", "Qadir", "U", "S", "été_2"]);
/// ```
#[must_use]
pub fn split(text: &str) -> Split<'_> {
    Split { text, at: 0 }
}

/// The words of a text that are still to come.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    text: &'a str,
    at: usize,
}

/// What a byte is in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A character of words.
    Word,
    /// A character between them.
    Between,
    /// A part of a character beyond ASCII, of which a table tells.
    Beyond,
}

/// The class of each byte.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Between; 256];
    let mut rest: &mut [Class] = &mut classes;
    let mut byte = 0_u8;
    while let [class, behind @ ..] = rest {
        if !byte.is_ascii() {
            *class = Class::Beyond;
        } else if byte.is_ascii_alphanumeric() || byte == b'_' {
            *class = Class::Word;
        }
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    classes
};

fn class(byte: u8) -> Class {
    let class = CLASSES.get(usize::from(byte));
    class.copied().unwrap_or(Class::Between)
}

impl Split<'_> {
    /// The next place at or behind `at` where a character is one of a word, or is none.
    fn next(&self, mut at: usize, of_word: bool) -> usize {
        let passed = if of_word { Class::Between } else { Class::Word };
        loop {
            let bytes = self.text.as_bytes().get(at..).unwrap_or_default();
            let Some(run) = bytes.iter().position(|byte| class(*byte) != passed) else {
                return self.text.len();
            };
            at += run;
            let rest = self.text.get(at..).unwrap_or_default();
            match rest.chars().next() {
                Some(c) if !c.is_ascii() && is_of_word(c) != of_word => at += c.len_utf8(),
                _ => return at,
            }
        }
    }
}

impl<'a> Iterator for Split<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let start = Split::next(self, self.at, true);
        let end = Split::next(self, start, false);
        self.at = end;
        let text = self.text.get(start..end).filter(|text| !text.is_empty())?;
        Some(Word {
            text,
            range: start..end,
        })
    }
}

/// A word, and what it is together with the next one where a hyphen may have broken it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The word.
    pub word: Word<'a>,
    /// The joined word, folded, and its bytes of the text, the hyphen among them.
    pub joined: Option<(String, Range<usize>)>,
}

/// The words of a text from left to right, each with the word that it is the first half of: in a text of capitals, where
/// one hyphen and no blank parts two words of letters.
///
/// ```
/// use cablex::words;
///
/// let joined = |text| words::placed(text).find_map(|placed| Some(placed.joined?.0));
/// assert_eq!(joined("NEW INFRA-STRUCTURE"), Some("infrastructure".to_owned()));
/// assert_eq!(joined("New infra-structure"), None);
/// ```
#[must_use]
pub fn placed(text: &str) -> Words<'_> {
    Words {
        text,
        capitals: !text.contains(char::is_lowercase),
        words: split(text).peekable(),
    }
}

/// The words that [`placed`] gives.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    /// Whether the text is in capitals.
    capitals: bool,
    words: std::iter::Peekable<Split<'a>>,
}

impl<'a> Iterator for Words<'a> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Placed<'a>> {
        let word = self.words.next()?;
        let next = self.words.peek().filter(|next| {
            self.capitals
                && self.text.get(word.range.end..next.range.start) == Some("-")
                && word.text.ends_with(char::is_alphabetic)
                && next.text.starts_with(char::is_alphabetic)
        });
        let joined = next.map(|next| {
            let mut joined = String::with_capacity(word.text.len() + next.text.len());
            fold_into(word.text, &mut joined);
            fold_into(next.text, &mut joined);
            (joined, word.range.start..next.range.end)
        });
        Some(Placed { word, joined })
    }
}

/// Whether a character is part of words.
#[must_use]
pub fn is_of_word(c: char) -> bool {
    // It fails only where the tables were left out of a build; `std` has nearly the same.
    regex_syntax::try_is_word_character(c).unwrap_or_else(|_| c.is_alphanumeric() || c == '_')
}

/// A word in the letters that stand for it in any case.
///
/// ```
/// use cablex::words::fold;
///
/// assert_eq!((fold("ferry"), fold("ÉTÉ"), fold("ΟΔΟΣ")), ("ferry".into(), "été".into(), fold("οδος")));
/// ```
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    let is_folded = |byte: &u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.as_bytes().iter().all(is_folded) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    Cow::Owned(folded)
}

/// Adds a word in those letters to a text, which spares an allocation for each.
pub fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word);
        if let Some(added) = folded.get_mut(start..) {
            added.make_ascii_lowercase();
        }
    } else {
        folded.extend(word.chars().map(fold_char));
    }
}

/// The letter that stands for a letter in any case: Unicode's simple case folding, up to the choice of that letter.
#[must_use]
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    let lower = match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        // It becomes two: a capital I with a dot, whose case is a matter of the language.
        _ => c,
    };
    another_form(lower)
}

/// Small letters that are forms of another small letter, and share its capital.
fn another_form(c: char) -> char {
    match c {
        'µ' => 'μ',
        'ſ' => 's',
        'ς' => 'σ',
        'ϐ' => 'β',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        'ϰ' => 'κ',
        'ϱ' => 'ρ',
        'ϵ' => 'ε',
        // The iota below a letter, and as a letter of its own.
        '\u{345}' | '\u{1FBE}' => 'ι',
        '\u{1FD3}' => '\u{390}',
        '\u{1FE3}' => '\u{3B0}',
        '\u{1C80}' => 'в',
        '\u{1C81}' => 'д',
        '\u{1C82}' => 'о',
        '\u{1C83}' => 'с',
        '\u{1C84}' | '\u{1C85}' => 'т',
        '\u{1C86}' => 'ъ',
        '\u{1C87}' => 'ѣ',
        '\u{1C88}' => 'ꙋ',
        'ẛ' => 'ṡ',
        '\u{FB05}' => '\u{FB06}',
        c => c,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_longest_runs() {
        for (text, expected) in [
            ("", &[][..]),
            (" \n--", &[]),
            ("ferry", &["ferry"]),
            ("No. 3, (ferry)", &["No", "3", "ferry"]),
            ("al-Qadir's", &["al", "Qadir", "s"]),
            (
                "09TASHKENT1243 snake_case",
                &["09TASHKENT1243", "snake_case"],
            ),
            ("été—Москва“x”", &["été", "Москва", "x"]),
            ("e\u{301}te a\u{200D}b", &["e\u{301}te", "a\u{200D}b"]),
            ("\u{FFFD}ferry\u{FFFD}é", &["ferry", "é"]),
        ] {
            let words: Vec<Word> = split(text).collect();
            let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
            assert_eq!(texts, expected, "{text}");
            assert!(
                words
                    .iter()
                    .all(|word| text.get(word.range.clone()) == Some(word.text))
            );
        }
    }

    #[test]
    fn words_are_folded() {
        for (word, expected) in [
            ("Ferry", "ferry"),
            ("ferry_3", "ferry_3"),
            ("ÉTÉ", "été"),
            ("МОСКВА", "москва"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("\u{212A}ilo", "kilo"),
            ("\u{17F}ea", "sea"),
            ("STRAẞE", "straße"),
            ("İ", "İ"),
        ] {
            assert_eq!(fold(word), expected);
            let mut folded = "x".to_owned();
            fold_into(word, &mut folded);
            assert_eq!(folded, format!("x{expected}"));
        }
        assert!(matches!(fold("ferry_3"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn words_lie_in_the_text(text in "\\PC{0,40}") {
            let mut end = 0;
            for word in split(&text) {
                prop_assert!(word.range.start >= end && word.range.end > word.range.start);
                prop_assert!(word.text.chars().all(is_of_word));
                let between = text.get(end..word.range.start).unwrap();
                prop_assert!(!between.chars().any(is_of_word));
                end = word.range.end;
            }
            prop_assert!(!text.get(end..).unwrap().chars().any(is_of_word));
        }
    }
}
