//! Small recognisers that several shapes share.

use crate::slice::{from, part, trim_start};
use crate::vocab::precedence;

/// Whether a word is shaped like a routing indicator: four to eight letters or digits, R, U or Y and a letter first.
/// Some copies have it in small letters; one that mixes them with capitals is a word of prose.
pub(crate) fn is_indicator(word: impl AsRef<[u8]>) -> bool {
    let word = word.as_ref();
    let of = |fit: fn(&u8) -> bool| word.iter().all(|b| fit(b) || b.is_ascii_digit());
    (4..=8).contains(&word.len())
        && match word {
            [b'R' | b'U' | b'Y', b'A'..=b'Z', ..] => of(u8::is_ascii_uppercase),
            [b'r' | b'u' | b'y', b'a'..=b'z', ..] => of(u8::is_ascii_lowercase),
            _ => false,
        }
}

/// How many columns of blanks lead a line; a tab counts as four.
pub(crate) fn indent(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' | '\u{a0}' => columns += 1,
            '\t' => columns += 4,
            _ => break,
        }
    }
    columns
}

/// Whether a word is an office, or two, with its number of copies: `EUR-12`, `OCT-01`.
pub(crate) fn is_office_copies(word: impl AsRef<[u8]>) -> bool {
    let mut halves = word.as_ref().splitn(2, |b| *b == b'-');
    let (Some(office), Some(copies)) = (halves.next(), halves.next()) else {
        return false;
    };
    (1..=6).contains(&office.len())
        && office.iter().all(|b| b.is_ascii_uppercase() || *b == b'/')
        && (1..=3).contains(&copies.len())
        && copies.iter().all(u8::is_ascii_digit)
}

/// Whether a line is a date-time group, precedence letters before it or not: `P R 170451Z JUL 09`.
///
/// Copies of the 1970s put spaces inside (`P 251346 Z JUN 7 3`), so blanks do not count. A precedence that cannot be read
/// is one all the same: a zero for the letter O, a doubled letter, another letter.
pub(super) fn is_dtg(line: &str) -> bool {
    let mut rest = trim_start(line);
    for _ in 0..PRECEDENCES {
        if is_group(rest) {
            return true;
        }
        let Some(behind) = behind_precedence(rest) else {
            return false;
        };
        rest = behind;
    }
    is_group(rest)
}

/// At most so many precedences stand before a date-time group.
const PRECEDENCES: usize = 3;

/// What follows the precedence with which a line begins: one or two of its letters, another letter or a digit, with a
/// blank behind it; a letter glued to the group; the word. `A` and `I` are words of prose.
fn behind_precedence(text: &str) -> Option<&str> {
    let is_letter = |b: &u8| b"ZOPRYW0".contains(b);
    let word = part(
        text,
        0,
        text.bytes().take_while(u8::is_ascii_alphanumeric).count(),
    );
    let behind = from(text, word.len());
    let apart = match word.as_bytes() {
        [b'A' | b'I'] => false,
        [byte] => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
        [one, two] => is_letter(one) && is_letter(two),
        [b'R' | b'P' | b'O' | b'Z', b'0'..=b'3', b'0'..=b'9', ..] => return Some(from(text, 1)),
        _ => matches!(precedence::ends_with_precedence(word), Some((_, 0))),
    };
    (apart && behind.starts_with(' ')).then(|| behind.trim_start())
}

/// Whether a date-time group begins a text.
fn is_group(text: &str) -> bool {
    let mut compact = text.bytes().filter(|b| *b != b' ');
    (0..6).all(|_| compact.next().is_some_and(|b| b.is_ascii_digit()))
        && compact.next() == Some(b'Z')
        && (0..3).all(|_| compact.next().is_some_and(|b| b.is_ascii_alphabetic()))
        && compact
            .take_while(|b| b.is_ascii_alphanumeric())
            .any(|b| b.is_ascii_digit())
}

/// Whether the end of a line reads `001 OF 003` (or `of`, or `001.2 OF 003`): the cheap test for a page marker.
pub(super) fn ends_like_marker(line: &[u8]) -> bool {
    let [rest @ .., a, b, c] = line else {
        return false;
    };
    if ![a, b, c].iter().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let rest = rest.trim_ascii_end();
    let Some(rest) = rest
        .strip_suffix(b"OF")
        .or_else(|| rest.strip_suffix(b"of"))
    else {
        return false;
    };
    rest.trim_ascii_end().last().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::is_indicator;

    #[test]
    fn indicators_have_a_shape() {
        for word in ["RUEHC", "RHMFISS", "UKAA", "YAAAAAAA", "ruehnt"] {
            assert!(is_indicator(word), "{word}");
        }
        for word in [
            "RUE",
            "AMEMBASSY",
            "RUEHCAAAA",
            "LIMA",
            "RUÉHC",
            "RUE-HC",
            "Report",
            "R2345",
        ] {
            assert!(!is_indicator(word), "{word}");
        }
    }
}
