//! Small recognisers that several shapes share.

/// Whether a word is shaped like a routing indicator: four to eight letters or digits, R, U or Y and a letter first.
/// Some copies have it in small letters; one that mixes them with capitals is a word of prose.
pub(crate) fn is_indicator(word: &str) -> bool {
    let of = |fit: fn(&u8) -> bool| word.bytes().all(|b| fit(&b) || b.is_ascii_digit());
    (4..=8).contains(&word.len())
        && word.starts_with(['R', 'U', 'Y', 'r', 'u', 'y'])
        && word.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic)
        && (of(u8::is_ascii_uppercase) || of(u8::is_ascii_lowercase))
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

/// Whether a word is an office with its number of copies: `EUR-12`, `OCT-01`.
pub(super) fn is_office_copies(word: &str) -> bool {
    word.split_once('-').is_some_and(|(office, copies)| {
        (1..=6).contains(&office.len())
            && office.bytes().all(|b| b.is_ascii_uppercase() || b == b'/')
            && (1..=3).contains(&copies.len())
            && copies.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether a line is a date-time group, precedence letters before it or not: `P R 170451Z JUL 09`.
///
/// Copies of the 1970s put spaces inside (`P 251346 Z JUN 7 3`), so blanks do not count.
pub(super) fn is_dtg(line: &str) -> bool {
    let mut letters = line.trim_start();
    // A zero for the letter O: the group itself has its digits behind it.
    if let Some(rest) = letters.strip_prefix("0 ")
        && is_dtg(rest)
    {
        return true;
    }
    while let [b'Z' | b'O' | b'P' | b'R' | b'Y' | b'W', b' ', ..] = letters.as_bytes() {
        letters = letters.get(1..).unwrap_or_default().trim_start();
    }
    let mut compact = letters.bytes().filter(|b| *b != b' ');
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
