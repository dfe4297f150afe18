//! Slices of a text that cannot fail: an offset that is outside, or inside a character, gives nothing.

/// The text between two offsets.
#[inline]
pub(crate) fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The text from an offset on.
#[inline]
pub(crate) fn from(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

/// The beginning of a text: not more than so many bytes, and no character cut.
pub(crate) fn head(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    part(text, 0, end.unwrap_or_default())
}

/// The end of a text: not more than so many bytes, and no character cut.
pub(crate) fn tail(text: &str, longest: usize) -> &str {
    let start =
        (text.len().saturating_sub(longest)..=text.len()).find(|at| text.is_char_boundary(*at));
    from(text, start.unwrap_or_default())
}

/// Whether a text begins with ASCII words, in any case.
#[inline]
pub(crate) fn begins(text: &str, words: &str) -> bool {
    let head = text.as_bytes().get(..words.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(words.as_bytes()))
}

/// Where ASCII words stand in a text, in any case.
pub(crate) fn find(text: &str, words: &str) -> Option<usize> {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let last = text.len().checked_sub(words.len())?;
    // The rarest of three of their letters is looked for: most texts show it seldom.
    let near = |at: usize| words.get(at).map(|byte| (commonness(*byte), at));
    let ends = [near(0)?, near(words.len() / 2)?, near(words.len() - 1)?];
    let at = ends.into_iter().min().map_or(0, |(_, at)| at);
    let rare = words.get(at)?;
    let (small, large) = (rare.to_ascii_lowercase(), rare.to_ascii_uppercase());
    memchr::memchr2_iter(small, large, text.get(at..=last + at)?).find(|&start| {
        text.get(start..start + words.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(words))
    })
}

/// The letters that stand in a text, in either case: a bit each. Signs that are none have bits of their own, or those of
/// letters where they are beyond ASCII: that a letter lacks is sure, that it stands there is not.
pub(crate) fn letters(text: &str) -> u32 {
    let bit = |byte: u8| u32::from(byte >= b'@') << (byte & 31);
    text.bytes().fold(0, |letters, byte| letters | bit(byte))
}

/// Whether one of some signs of three bytes stands in a text, in any case; they are written in small letters. All bytes are
/// looked at, so that the machine takes a row of them at once: signs that words seldom have spare looking for the words.
#[inline]
pub(crate) fn shows<const N: usize>(text: &str, signs: &[[u8; 3]; N]) -> bool {
    let bytes = text.as_bytes();
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return false;
    };
    let threes = bytes.iter().zip(second).zip(third);
    threes.fold(false, |any, ((a, b), c)| {
        let [a, b, c] = [a | 0x20, b | 0x20, c | 0x20];
        let is = |sign: &[u8; 3]| (a == sign[0]) & (b == sign[1]) & (c == sign[2]);
        signs.iter().fold(any, |any, sign| any | is(sign))
    })
}

/// How common a byte is in English, roughly, in either case.
fn commonness(byte: u8) -> u8 {
    match byte.to_ascii_lowercase() {
        b'j' | b'q' | b'x' | b'z' => 0,
        b'b' | b'k' | b'v' => 1,
        b'f' | b'g' | b'p' | b'w' | b'y' => 2,
        b'd' | b'h' | b'l' | b'r' => 4,
        b'a' | b'i' | b'n' | b'o' | b's' | b't' => 5,
        b'e' | b' ' => 6,
        _ => 3,
    }
}

/// The bits of all bytes together, as `of` gives those of one: a row of bytes is looked at at once.
#[inline]
pub(crate) fn bits(bytes: &[u8], of: impl Fn(u8) -> u8) -> u8 {
    let all = |bytes: &[u8]| bytes.iter().fold(0, |bits, byte| bits | of(*byte));
    match bytes.last_chunk::<16>() {
        Some(last) => {
            let (rows, _) = bytes.as_chunks::<16>();
            rows.iter().fold(all(last), |bits, row| bits | all(row))
        }
        None => all(bytes),
    }
}

/// Whether a digit stands among some bytes.
#[inline]
pub(crate) fn has_digit(bytes: &[u8]) -> bool {
    bits(bytes, |byte| u8::from(byte.is_ascii_digit())) != 0
}

/// Where a part of a text begins in it; both are slices of one string.
#[inline]
pub(crate) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// A text without the white space at its beginning, quick where there is none or one blank.
#[inline]
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', ..] => text,
        [b' ', b'!'..=b'~', ..] => from(text, 1),
        _ => text.trim_start(),
    }
}

/// A text without the white space at its end, quick where there is none.
#[inline]
pub(crate) fn trim_end(text: &str) -> &str {
    match text.as_bytes().last() {
        Some(b'!'..=b'~') => text,
        _ => text.trim_end(),
    }
}

/// How many bytes of white space a text begins with.
#[inline]
pub(crate) fn indent(text: &str) -> usize {
    text.len() - trim_start(text).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_between_characters() {
        assert_eq!(
            (head("aéb", 2), head("aéb", 3), head("aéb", 9)),
            ("a", "aé", "aéb")
        );
        assert_eq!(
            (part("aéb", 1, 2), from("aéb", 2), from("a", 5)),
            ("", "", "")
        );
    }

    #[test]
    fn words_in_any_case() {
        assert!(begins("Derived from: x", "DERIVED FROM"));
        assert!(!begins("deriv", "DERIVED") && !begins("é", "E"));
        assert_eq!(find("é (Notal)", "NOTAL"), Some(4));
        assert_eq!((find("", "NOTAL"), find("x", "")), (None, None));
    }

    #[test]
    fn signs_in_any_case() {
        let signs = [*b"web", *b"www"];
        assert!(shows("the WEB site", &signs) && shows("wWw", &signs));
        assert!(!shows("we", &signs) && !shows("", &signs) && !shows("we b ww w", &signs));
    }

    #[test]
    fn places_of_parts() {
        let text = "  LIMA 12";
        assert_eq!((indent(text), offset(text, text.trim_start())), (2, 2));
    }
}
