//! Slices of a text that cannot fail: an offset that is outside, or inside a character, gives nothing.

/// The text between two offsets.
pub(crate) fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The text from an offset on.
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

/// Whether a text begins with ASCII words, in any case.
pub(crate) fn begins(text: &str, words: &str) -> bool {
    let head = text.as_bytes().get(..words.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(words.as_bytes()))
}

/// Where ASCII words stand in a text, in any case.
pub(crate) fn find(text: &str, words: &str) -> Option<usize> {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let [first, ..] = words else { return None };
    let last = text.len().checked_sub(words.len())?;
    let (small, large) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(small, large, text.get(..=last)?).find(|&at| {
        text.get(at..at + words.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(words))
    })
}

/// Where a part of a text begins in it; both are slices of one string.
pub(crate) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// A text without the white space at its beginning, quick where there is none.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'!'..=b'~') => text,
        _ => text.trim_start(),
    }
}

/// A text without the white space at its end, quick where there is none.
pub(crate) fn trim_end(text: &str) -> &str {
    match text.as_bytes().last() {
        Some(b'!'..=b'~') => text,
        _ => text.trim_end(),
    }
}

/// How many bytes of white space a text begins with.
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
    fn places_of_parts() {
        let text = "  LIMA 12";
        assert_eq!((indent(text), offset(text, text.trim_start())), (2, 2));
    }
}
