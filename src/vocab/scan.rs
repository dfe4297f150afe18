//! Matching of words from the tables against the start or the end of a text: any case, runs of blanks taken as one.

use crate::slice::from;

/// Whether the byte is a space or a tab.
#[inline]
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// How many bytes of blanks `text` begins with.
#[inline]
pub(super) fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| is_blank(*byte)).count()
}

/// How many bytes of `text` the `words` (capitals, one space between two) take up at its start.
#[inline]
pub(super) fn prefix(text: &str, words: &str) -> Option<usize> {
    // Most texts differ in the second letter.
    if let [_, want, ..] = words.as_bytes()
        && *want != b' '
        && text.as_bytes().get(1)?.to_ascii_uppercase() != *want
    {
        return None;
    }
    whole_prefix(text, words)
}

/// What [`prefix`] gives, each letter looked at.
fn whole_prefix(text: &str, words: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for want in words.bytes() {
        if want == b' ' {
            let run = blanks(from(text, at));
            if run == 0 {
                return None;
            }
            at += run;
        } else {
            if bytes.get(at)?.to_ascii_uppercase() != want {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

/// Where in `text` the `words` (capitals, one space between two) begin that stand at its end.
pub(super) fn suffix(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.rsplit(' ').enumerate() {
        if index > 0 {
            let trimmed = rest.trim_end_matches([' ', '\t']);
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        let start = rest.len().checked_sub(word.len())?;
        if !rest.get(start..)?.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = rest.get(..start)?;
    }
    Some(rest.len())
}

/// Whether a word that ends after `at` bytes of `text` is a whole one.
#[inline]
pub(super) fn word_ends(text: &str, at: usize) -> bool {
    !from(text, at)
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric)
}

/// Whether two short words of ASCII are the same but for so many edits: a letter too many, too few, wrong, or two that
/// changed places.
pub(super) fn near(word: &str, wanted: &str, edits: usize) -> bool {
    fn step(a: &[u8], b: &[u8], left: usize) -> bool {
        match (a, b) {
            ([x, a @ ..], [y, b @ ..]) if x == y => step(a, b, left),
            ([], rest) | (rest, []) => rest.len() <= left,
            ([x, a_rest @ ..], [y, b_rest @ ..]) => {
                left > 0 && {
                    let swapped = match (a_rest, b_rest) {
                        ([x2, a2 @ ..], [y2, b2 @ ..]) if x == y2 && x2 == y => {
                            step(a2, b2, left - 1)
                        }
                        _ => false,
                    };
                    swapped
                        || step(a_rest, b_rest, left - 1)
                        || step(a_rest, b, left - 1)
                        || step(a, b_rest, left - 1)
                }
            }
        }
    }
    word.len().abs_diff(wanted.len()) <= edits && step(word.as_bytes(), wanted.as_bytes(), edits)
}

/// Whether the text holds nothing but letters A to Z, in either case.
pub(super) fn letters_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Items that a letter leads to, so that a text is held against few of them, and mostly against none.
pub(super) struct ByLetter<T>([Vec<T>; 27]);

impl<T> ByLetter<T> {
    /// The items in their order, each under its letter in either case; all that is no letter shares one place.
    pub(super) fn new(items: impl IntoIterator<Item = (u8, T)>) -> Self {
        let mut letters = std::array::from_fn(|_| Vec::new());
        for (letter, item) in items {
            if let Some(place) = letters.get_mut(place(letter)) {
                place.push(item);
            }
        }
        ByLetter(letters)
    }

    /// The items of a letter, in either case.
    #[inline]
    pub(super) fn of(&self, letter: u8) -> &[T] {
        self.0.get(place(letter)).map_or(&[], Vec::as_slice)
    }

    /// The items of the letter that `text` begins with.
    #[inline]
    pub(super) fn begin(&self, text: &str) -> &[T] {
        text.bytes().next().map_or(&[], |letter| self.of(letter))
    }

    /// The items of the letter that `text` ends with.
    pub(super) fn end(&self, text: &str) -> &[T] {
        text.bytes()
            .next_back()
            .map_or(&[], |letter| self.of(letter))
    }
}

impl<T> ByLetter<(&'static str, T)> {
    /// Words with what they mean, each under its first letter.
    pub(super) fn words(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let led = words.into_iter();
        ByLetter::new(led.filter_map(|word| Some((word.0.bytes().next()?, word))))
    }

    /// What a word means, in any case.
    pub(super) fn word(&self, word: &str) -> Option<&T> {
        let mut led = self.begin(word).iter();
        let is_word = |known: &str| known.len() == word.len() && known.eq_ignore_ascii_case(word);
        led.find_map(|(known, meaning)| is_word(known).then_some(meaning))
    }
}

/// The place in the alphabet, from 0; 26 for what is no letter.
#[inline]
fn place(letter: u8) -> usize {
    match letter.to_ascii_uppercase() {
        letter @ b'A'..=b'Z' => usize::from(letter - b'A'),
        _ => 26,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_start() {
        for (text, words, want) in [
            ("ROGER CHANNEL", "ROGER CHANNEL", Some(13)),
            ("roger   channel x", "ROGER CHANNEL", Some(15)),
            ("ROGERCHANNEL", "ROGER CHANNEL", None),
            ("ROGER", "ROGER CHANNEL", None),
            ("", "ROGER", None),
        ] {
            assert_eq!(prefix(text, words), want, "{text}");
        }
    }

    #[test]
    fn words_at_the_end() {
        for (text, words, want) in [
            ("A NIACT  IMMEDIATE", "NIACT IMMEDIATE", Some(2)),
            ("NIACTIMMEDIATE", "NIACT IMMEDIATE", None),
            ("IMMEDIATE", "NIACT IMMEDIATE", None),
            ("éE", "IMMEDIATE", None),
        ] {
            assert_eq!(suffix(text, words), want, "{text}");
        }
    }

    #[test]
    fn boundaries() {
        assert!(word_ends("AB C", 2) && word_ends("AB", 2) && word_ends("AB-C", 2));
        assert!(!word_ends("ABC", 2) && !word_ends("AB1", 2) && !word_ends("ABé", 2));
    }

    #[test]
    fn letters_lead_to_items() {
        let items = ByLetter::new([(b'a', 1), (b'C', 2), (b'A', 3), (b')', 4)]);
        assert_eq!(items.begin("Alpha"), [1, 3]);
        assert_eq!(items.end("cc"), [2]);
        assert_eq!(items.end("x)"), [4]);
        assert!(items.begin("").is_empty() && items.begin("B").is_empty());
    }
}
