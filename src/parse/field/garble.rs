//! Garble: apostrophes that became commas, quotation marks that became Q, line noise. The text keeps them.

use crate::diagnostic::{Code, Diagnostic};
use crate::record::Paragraph;

/// So many kinds of signs in a row are no prose.
const NOISE: usize = 4;

/// Says of each paragraph that shows garble that it does; `body` is what they were read from.
pub(crate) fn check(paragraphs: &[Paragraph], body: &str, notes: &mut Vec<Diagnostic>) {
    if !may_stand_in(body) {
        return;
    }
    for paragraph in paragraphs {
        if let Some(shown) = find(&paragraph.text) {
            let message = format!("garbled characters, kept as printed: {shown}");
            notes.push(
                Diagnostic::new(Code::GarbledText, message)
                    .field("paragraphs.text")
                    .lines(paragraph.lines[0], paragraph.lines[1]),
            );
        }
    }
}

/// The first garbled word of a text.
fn find(text: &str) -> Option<&str> {
    let at = letters(text)
        .into_iter()
        .chain(noise(text))
        .chain(quoted(text))
        .min()?;
    let start = text.get(..at)?.rfind(' ').map_or(0, |at| at + 1);
    let end = text.get(at..)?.find(' ').map_or(text.len(), |end| at + end);
    // A word without an end is not shown whole.
    text.get(start..end)
        .filter(|word| word.len() <= 40)
        .or(Some("..."))
}

/// Where line noise begins: signs in a row, of several kinds, among them one that prose does not use.
fn noise(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_sign = |b: &u8| b"*&^%$#@!~<>|{}=+".contains(b);
    memchr::memchr2_iter(b'^', b'~', bytes).find(|&at| {
        let (before, after) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
        let mut kinds: Vec<u8> = before
            .iter()
            .rev()
            .take(NOISE)
            .take_while(|b| is_sign(b))
            .chain(after.iter().take(NOISE).take_while(|b| is_sign(b)))
            .copied()
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() >= NOISE
    })
}

/// How far behind its beginning a quotation ends.
const LONGEST_QUOTATION: usize = 200;

/// Where words are quoted between `&` and `8`: `&not a bad one,8`.
fn quoted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    // Where the last look ended: each byte is looked at twice at most.
    let mut looked = 0;
    memchr::memchr_iter(b'&', bytes).find(|&at| {
        let opens = letter(at + 1)
            && !at
                .checked_sub(1)
                .is_some_and(|before| bytes.get(before).is_some_and(u8::is_ascii_alphanumeric));
        if !opens || at < looked {
            return false;
        }
        looked = (at + LONGEST_QUOTATION).min(bytes.len());
        let inside = bytes.get(at..looked).unwrap_or_default();
        memchr::memchr_iter(b'8', inside).any(|end| {
            let before = end.checked_sub(1).and_then(|before| inside.get(before));
            let after = bytes.get(at + end + 1);
            before
                .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b',' | b'.' | b'?' | b'!'))
                && !after.is_some_and(u8::is_ascii_alphanumeric)
        })
    })
}

/// Where letters and signs show that they were other ones.
fn letters(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b',', b'Q', b'#', bytes).find(|&at| {
        let before = at
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .copied()
            .unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let beyond = bytes.get(at + 2).copied().unwrap_or(b' ');
        match bytes.get(at) {
            // minister,s
            Some(b',') => {
                before.is_ascii_alphabetic()
                    && matches!(after, b's' | b'S' | b't')
                    && !beyond.is_ascii_alphanumeric()
            }
            // IraqQs, QwordQ
            Some(b'Q') => before.is_ascii_lowercase(),
            // zc#7ak
            _ => before.is_ascii_lowercase() && after.is_ascii_digit(),
        }
    })
}

/// Whether a body, as printed, may show garble: one look over all of it spares its paragraphs.
fn may_stand_in(body: &str) -> bool {
    let bytes = body.as_bytes();
    memchr::memchr3(b'^', b'~', b'&', bytes).is_some() || letters(body).is_some()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn garble_and_what_is_none() {
        for (text, expected) in [
            ("the minister,s aide", Some("minister,s")),
            ("into IraqQs future", Some("IraqQs")),
            ("the QquietQ talks", Some("QquietQ")),
            ("noise zc#7ak;& here", Some("zc#7ak;&")),
            ("Qatar, Quito, and so on, said IQ", None),
            ("forty (*&^%$#@!~ cars", Some("(*&^%$#@!~")),
            ("1,500 tons, sold for ~$500 **", None),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
    }
}
