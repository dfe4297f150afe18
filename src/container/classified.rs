//! The classification line: the one line by which a text without a header shows that it is a cable.

use super::line::slice;
use crate::vocab::levels;

/// A classification line is not longer than this.
const LINE: usize = 200;

/// The message's number, where the line is a classification line with post and number.
///
/// Prose may begin with `Secret` and hold a number. So the words are all in capitals, or the number has the six
/// digits that the handbook wants and stands at the end of the line.
pub(super) fn number(line: &[u8]) -> Option<u32> {
    let line = after_dated(line);
    if !matches!(line.first(), Some(b'A'..=b'Z' | b'a'..=b'z')) {
        return None;
    }
    let rest = after_words(line)?;
    let mut capitals = !line
        .iter()
        .take(line.len() - rest.len())
        .any(u8::is_ascii_lowercase);
    let mut words = rest
        .split(|b| b.is_ascii_whitespace() || *b == b'/' || *b == b',')
        .filter(|word| !word.is_empty())
        .take(16)
        .peekable();
    let mut named = false;
    while let Some(word) = words.next() {
        if word.first().is_some_and(u8::is_ascii_digit) {
            let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
            // `01 OF 03` and `01/03` are the section; the number follows the post.
            if !named
                || (digits <= 2
                    && words
                        .peek()
                        .is_some_and(|next| next.eq_ignore_ascii_case(b"OF")))
            {
                words.next_if(|next| next.eq_ignore_ascii_case(b"OF"));
                words.next_if(|next| next.len() <= 2 && next.iter().all(u8::is_ascii_digit));
                named = false;
                continue;
            }
            let is_number = digits <= 6
                && word.iter().skip(digits).all(u8::is_ascii_uppercase)
                && (capitals || (digits == 6 && words.peek().is_none()));
            return is_number
                .then(|| std::str::from_utf8(word.get(..digits)?).ok()?.parse().ok())
                .flatten();
        }
        if !word
            .iter()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.' | b'\''))
        {
            return None;
        }
        capitals &= !word.iter().any(u8::is_ascii_lowercase);
        named |= word.len() > 1 && !word.to_ascii_uppercase().ends_with(b"CTION");
    }
    None
}

/// The number of the classification line with which a text begins; what follows it may be of any case.
pub(super) fn number_at_start(text: &[u8]) -> Option<u32> {
    let line = slice(text, 0..text.len().min(LINE));
    number(line).or_else(|| {
        let small = line.first()?.is_ascii_lowercase();
        let mut ends = line.windows(7).enumerate().filter(|(_, window)| {
            let (digits, behind) = window.split_at(6);
            digits.iter().all(u8::is_ascii_digit) && !behind.iter().any(u8::is_ascii_digit)
        });
        let (at, _) = ends.next().filter(|_| small)?;
        number(slice(line, 0..at + 6))
    })
}

/// What follows the words of classification, whose letters may be spaced.
fn after_words(line: &[u8]) -> Option<&[u8]> {
    let text = line.utf8_chunks().next()?.valid();
    line.get(levels::read(text)?.len..)
}

/// What follows `Cable dated:2009-01-02T10:00:00`, where the line begins so.
fn after_dated(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"Cable dated:").map_or(line, |rest| {
        let date = rest.iter().take_while(|b| !b.is_ascii_whitespace()).count();
        rest.get(date..).unwrap_or_default().trim_ascii_start()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_classification_line_has_post_and_number() {
        for (line, expected) in [
            (
                "C O N F I D E N T I A L SECTION 01 OF 03 ANYTOWN 000123",
                Some(123),
            ),
            ("UNCLAS ANYTOWN 000012", Some(12)),
            ("UNCLAS E F T O ANYTOWN 000012", Some(12)),
            ("UNCLAS SECTION 01/03 PORT AU PRINCE 000012", Some(12)),
            ("UNCLAS 01 OF 02 PORT AU PRINCE 000012SIPDIS", Some(12)),
            ("SECRET SECTION 1 OF 2 THE HAGUE 4711 NOFORN", Some(4711)),
            ("S E C R E T//NOFORN ANYTOWN 000012", Some(12)),
            ("SS E C R E T ANYTOWN 000012", Some(12)),
            ("O N F I D E N T I A L ANYTOWN 000012", Some(12)),
            ("NCLAS ANYTOWN 000012", Some(12)),
            ("unclas anytown 000012", Some(12)),
            ("LIMITED OFFICIAL USE ANYTOWN 101", Some(101)),
            ("SENSITIVE BUT UNCLASSIFIED ANYTOWN 000101", Some(101)),
            (
                "Cable dated:1984-06-12T11:01:00 UNCLAS ANYTOWN 000109 E.O. 12356: N/A",
                Some(109),
            ),
            ("CONFIDENTIAL", None),
            ("SECRET", None),
            ("Secret police arrested 200 people", None),
            ("secret police arrested 200", None),
            ("Confidential sources said 300", None),
            ("SECRETARY OF STATE 12", None),
            ("", None),
        ] {
            assert_eq!(number(line.as_bytes()), expected, "{line:?}");
        }
    }
}
