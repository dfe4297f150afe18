//! Quotes, and what stands beside them: where a value ends, where a row ends, where another row begins.

use crate::container::line::slice;
use crate::container::row::Found;

/// A row of names is not longer than this.
const NAMES: usize = 512;

/// Where a row begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Here.
    Row(usize),
    /// Not before here; more bytes are needed to tell, or there are none.
    More(usize),
}

/// What comes next behind `from`, which is inside a value; `last_column` says that it is the last of a row, `last`
/// that no more bytes follow.
pub(super) fn next(bytes: &[u8], from: usize, last_column: bool, last: bool) -> Found {
    let mut from = from;
    loop {
        let Some(found) = memchr::memchr2(b'"', b'\\', slice(bytes, from..bytes.len())) else {
            return more(bytes.len(), last);
        };
        let at = from + found;
        let rest = slice(bytes, at..bytes.len());
        from = match rest {
            [b'\\', _, ..] => at + 2,
            [b'\\'] => return more(at, last),
            _ => match quote(bytes, at, last_column, last) {
                Quote::Is(found) => return found,
                Quote::Text(len) => at + len,
            },
        };
    }
}

/// What a quote is.
enum Quote {
    /// One that ends something.
    Is(Found),
    /// Text of so many bytes.
    Text(usize),
}

fn quote(bytes: &[u8], at: usize, last_column: bool, last: bool) -> Quote {
    let rest = slice(bytes, at..bytes.len());
    // Quotes inside a value are escaped: this one cannot be.
    if matches!(
        at.checked_sub(1).and_then(|before| bytes.get(before)),
        Some(b'\n' | b'\r')
    ) {
        match starts_row(rest) {
            Some(true) => return Quote::Is(Found::Torn { at }),
            None if !last => return Quote::Is(Found::More { at }),
            _ => {}
        }
    }
    match rest {
        [b'"'] if last => Quote::Is(Found::Row {
            end: at,
            next: bytes.len(),
        }),
        [b'"'] => Quote::Is(Found::More { at }),
        [b'"', b'"', ..] => Quote::Text(2),
        [b'"', b',', b'"', ..] if !last_column => Quote::Is(Found::Value {
            end: at,
            next: at + 3,
        }),
        [b'"', b','] if !last && !last_column => Quote::Is(Found::More { at }),
        [b'"', after @ (b'\n' | b'\r'), ..] => {
            let returns = rest.iter().skip(1).take_while(|b| **b == b'\r').count();
            let next = match rest.get(1 + returns) {
                Some(b'\n') => at + 2 + returns,
                None if *after == b'\r' && !last => return Quote::Is(Found::More { at }),
                _ => at + 1 + returns,
            };
            // Blank lines behind a row go with it.
            let blank = slice(bytes, next..bytes.len())
                .iter()
                .take_while(|b| b.is_ascii_whitespace())
                .count();
            let next = next + blank;
            match bytes.get(next) {
                None if !last => Quote::Is(Found::More { at }),
                // Too few columns: the row is over only where another one follows.
                Some(b) if !last_column && *b != b'"' => Quote::Text(1),
                _ => Quote::Is(Found::Row { end: at, next }),
            }
        }
        _ => Quote::Text(1),
    }
}

fn more(at: usize, last: bool) -> Found {
    if last { Found::End } else { Found::More { at } }
}

/// Where a row begins behind `from`: what may stand before one is blank lines, a lone quote in a line of its own, and
/// a row of names.
pub(super) fn begin(bytes: &[u8], from: usize, last: bool) -> Begin {
    let mut at = from;
    loop {
        let rest = slice(bytes, at..bytes.len());
        match rest {
            [] => return Begin::More(at),
            [b'"', b'0'..=b'9', ..] => return Begin::Row(at),
            [b, ..] if b.is_ascii_whitespace() => at += 1,
            _ => {
                let head = slice(rest, 0..NAMES.min(rest.len()));
                let Some(end) = memchr::memchr(b'\n', head) else {
                    if rest.len() < NAMES && !last {
                        return Begin::More(at);
                    }
                    return Begin::Row(at);
                };
                let line = slice(rest, 0..end).trim_ascii_end();
                if line != b"\"" && !is_names(line) {
                    return Begin::Row(at);
                }
                at += end + 1;
            }
        }
    }
}

/// Whether a line holds the names of eight columns.
fn is_names(line: &[u8]) -> bool {
    let is_name = |cell: &[u8]| {
        let cell = cell.trim_ascii();
        let quoted = cell
            .strip_prefix(b"\"")
            .and_then(|cell| cell.strip_suffix(b"\""));
        let cell = quoted.unwrap_or(cell);
        cell.first()
            .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
            && cell
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b' ' | b'-' | b'/'))
    };
    let mut cells = line.split(|b| *b == b',');
    cells.clone().count() == super::COLUMNS && cells.all(is_name)
}

/// Whether a row begins here: `"digits","M/D/YYYY H:MM","`. Nothing where the bytes end before that is told.
pub(super) fn starts_row(bytes: &[u8]) -> Option<bool> {
    let mut at = 0;
    for (shortest, longest, after) in [
        (0, 0, &b"\""[..]),
        (1, 9, b"\",\""),
        (1, 2, b"/"),
        (1, 2, b"/"),
        (4, 4, b" "),
        (1, 2, b":"),
        (2, 2, b"\",\""),
    ] {
        let rest = slice(bytes, at..bytes.len());
        let digits = rest
            .iter()
            .take(longest)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let rest = slice(rest, digits..rest.len());
        if digits < shortest {
            return if rest.is_empty() { None } else { Some(false) };
        }
        if !rest.starts_with(after) {
            return if after.starts_with(rest) {
                None
            } else {
                Some(false)
            };
        }
        at += digits + after.len();
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_begins_with_a_number_and_a_date() {
        for (bytes, expected) in [
            ("\"1\",\"7/17/2009 4:51\",\"09LIMA12", Some(true)),
            ("\"251287\",\"12/31/1966 23:05\",\"\"", Some(true)),
            ("\"1\",\"7/17/2009 4:51\",", None),
            ("\"1", None),
            ("\"", None),
            ("", None),
            ("\"1\",\"7/17/2009\",\"", Some(false)),
            ("\"1\",\"2009-07-17 4:51\",\"", Some(false)),
            ("\"a\",\"7/17/2009 4:51\",\"", Some(false)),
            ("\"\",\"", Some(false)),
            ("\\\"1\\\",", Some(false)),
        ] {
            assert_eq!(starts_row(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_may_stand_before_a_row_is_passed() {
        let names = "row,date,id,origin,classification,refs,header,body\n";
        let quoted =
            "\"row\",\"date\",\"id\",\"origin\",\"class\",\"refs\",\"header\",\"body\"\r\n";
        for (before, row) in [
            ("", "\"1\","),
            ("\n \r\n", "\"1\","),
            ("\"\n", "\"1\","),
            ("\"\r\r\n", "\"1\","),
            (names, "\"1\","),
            (quoted, "\"1\","),
            ("", "a, b, c\n\"1\","),
            ("", "\"Apple\" said,\n"),
        ] {
            let bytes = format!("{before}{row}");
            assert_eq!(
                begin(bytes.as_bytes(), 0, true),
                Begin::Row(before.len()),
                "{bytes:?}"
            );
        }
        assert_eq!(begin(b"\n\"", 0, false), Begin::More(1));
        assert_eq!(begin(b"\n", 0, true), Begin::More(1));
        // A line that is longer than names is not waited for.
        assert_eq!(begin(&[b'a'; NAMES - 1], 0, false), Begin::More(0));
        assert_eq!(begin(&[b'a'; NAMES], 0, false), Begin::Row(0));
    }

    #[test]
    fn a_quote_means_what_stands_beside_it() {
        let (not, yes) = (false, true);
        for (bytes, last_column, expected) in [
            ("a\",\"b", not, Found::Value { end: 1, next: 4 }),
            ("\",\"b", not, Found::Value { end: 0, next: 3 }),
            ("a\\\",\\\"\",\"", not, Found::Value { end: 6, next: 9 }),
            ("a\"\"b\",\"", not, Found::Value { end: 4, next: 7 }),
            ("a\\\\\"\n", yes, Found::Row { end: 3, next: 5 }),
            ("a\"\r\r\nb", yes, Found::Row { end: 1, next: 5 }),
            ("a\"\rb", yes, Found::Row { end: 1, next: 3 }),
            ("a\"", yes, Found::Row { end: 1, next: 2 }),
            ("a\",\"b\"\n", yes, Found::Row { end: 5, next: 7 }),
            ("a\"\n\"b", not, Found::Row { end: 1, next: 3 }),
            ("a\"\nb", not, Found::End),
            ("a\n\"1\",\"1/1/1990 1:00\",\"", yes, Found::Torn { at: 2 }),
            ("a\n\"1\",\"b\"\n", yes, Found::Row { end: 8, next: 10 }),
            ("a\n\"", yes, Found::Row { end: 2, next: 3 }),
            ("a", not, Found::End),
            ("a\\", not, Found::End),
        ] {
            assert_eq!(
                next(bytes.as_bytes(), 0, last_column, true),
                expected,
                "{bytes:?}"
            );
        }
    }
}
