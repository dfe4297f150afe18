//! Matching of words from the tables against the start or the end of a text: any case, runs of blanks taken as one.

/// Whether the byte is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// How many bytes of blanks `text` begins with.
pub(super) fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| is_blank(*byte)).count()
}

/// What is left of `text` after `at` bytes; nothing where `at` is no place in it.
pub(super) fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// How many bytes of `text` the `words` (capitals, one space between two) take up at its start.
pub(super) fn prefix(text: &str, words: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for want in words.bytes() {
        if want == b' ' {
            let run = blanks(after(text, at));
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
pub(super) fn word_ends(text: &str, at: usize) -> bool {
    !after(text, at)
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric)
}

/// Whether the text holds nothing but letters A to Z, in either case.
pub(super) fn letters_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A set of capital letters, to reject a text on its first.
#[derive(Clone, Copy, Default)]
pub(super) struct Letters(u32);

impl Letters {
    /// The letters, small ones as their capitals; all else is left out.
    pub(super) fn of(bytes: impl Iterator<Item = u8>) -> Self {
        Letters(bytes.fold(0, |set, byte| set | Letters::bit(byte)))
    }

    /// Whether `text` begins with one of the letters, in either case.
    pub(super) fn begin(self, text: &str) -> bool {
        text.bytes()
            .next()
            .is_some_and(|byte| self.0 & Letters::bit(byte) != 0)
    }

    fn bit(byte: u8) -> u32 {
        if byte.is_ascii_alphabetic() {
            1 << (byte.to_ascii_uppercase() - b'A')
        } else {
            0
        }
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
    fn boundaries_and_letters() {
        assert!(word_ends("AB C", 2) && word_ends("AB", 2) && word_ends("AB-C", 2));
        assert!(!word_ends("ABC", 2) && !word_ends("AB1", 2) && !word_ends("ABé", 2));
        let letters = Letters::of(b"aC-".iter().copied());
        assert!(letters.begin("A") && letters.begin("cx"));
        assert!(!letters.begin("B") && !letters.begin("-") && !letters.begin(""));
    }
}
