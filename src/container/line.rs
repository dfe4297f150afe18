//! The lines of an input as bytes, before anything is decoded.

use std::ops::Range;

use super::seen::{self, Ends, has_separators};

/// Walks over the lines of an input. A line ends where decoding puts a line feed (at a line feed, carriage returns
/// before it, at carriage returns alone, at the separators U+2028 and U+2029), and at a form feed.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    ends: Ends,
    /// Where the next line begins.
    pub at: usize,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its first byte.
    pub start: usize,
    /// The end of its text.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
}

impl Line {
    /// The line after so many bytes before it have been cut off.
    pub(super) fn moved(self, bytes: usize) -> Self {
        Line {
            start: self.start.saturating_sub(bytes),
            end: self.end.saturating_sub(bytes),
            next: self.next.saturating_sub(bytes),
        }
    }
}

/// How many line feeds stand in some bytes when they are decoded.
pub(super) fn count(bytes: &[u8]) -> u64 {
    let feeds = seen::feeds(bytes);
    let mut alone = 0;
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'\r', rest) {
        let returns = rest.get(at..).unwrap_or_default();
        let run = returns.iter().take_while(|byte| **byte == b'\r').count();
        rest = returns.get(run..).unwrap_or_default();
        if !rest.starts_with(b"\n") {
            alone += run;
        }
    }
    let separators = if has_separators(bytes) {
        bytes
            .windows(3)
            .filter(|window| matches!(window, [0xE2, 0x80, 0xA8 | 0xA9]))
            .count()
    } else {
        0
    };
    (feeds + alone + separators) as u64
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8], ends: Ends, at: usize) -> Self {
        Lines { bytes, ends, at }
    }

    /// Where the line that begins at `start` ends, and where the next one begins.
    #[inline]
    fn line_end(&self, start: usize) -> (usize, usize) {
        let mut from = start;
        loop {
            let rest = self.bytes.get(from..).unwrap_or_default();
            let found = match self.ends {
                Ends::Feeds => {
                    return match seen::feed(rest) {
                        Some(at) => (start + at, start + at + 1),
                        None => (self.bytes.len(), self.bytes.len()),
                    };
                }
                Ends::Returns => memchr::memchr3(b'\n', b'\r', 0x0C, rest),
                Ends::Separators => rest
                    .iter()
                    .position(|b| matches!(b, b'\n' | b'\r' | 0x0C | 0xE2)),
            };
            let Some(at) = found.map(|at| from + at) else {
                return (self.bytes.len(), self.bytes.len());
            };
            match self.bytes.get(at..).unwrap_or_default() {
                [b'\n' | 0x0C, ..] => return (at, at + 1),
                [b'\r', rest @ ..] => {
                    let run = rest.iter().take_while(|b| **b == b'\r').count();
                    let feed = usize::from(rest.get(run) == Some(&b'\n'));
                    return (at, at + 1 + run + feed);
                }
                [0xE2, 0x80, 0xA8 | 0xA9, ..] => return (at, at + 3),
                _ => from = at + 1,
            }
        }
    }

    /// The text of a line, blanks and the backslash of an escaped line end taken off its end, and a byte order mark
    /// and blanks off its beginning.
    #[inline]
    pub(super) fn text(&self, line: Line) -> &'a [u8] {
        printed(slice(self.bytes, line.start..line.end))
    }

    /// The next line, and the next one that is not blank from there on, its text with it.
    pub(super) fn next_printed(&mut self) -> Option<(Line, &'a [u8])> {
        loop {
            let line = self.next()?;
            let text = self.text(line);
            if !text.is_empty() {
                return Some((line, text));
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    #[inline]
    fn next(&mut self) -> Option<Line> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let (end, next) = self.line_end(start);
        self.at = next;
        Some(Line { start, end, next })
    }
}

/// A line's text without blanks around it, without a byte order mark before it or a backslash behind it.
#[inline]
fn printed(line: &[u8]) -> &[u8] {
    // Most lines have none of these.
    match line {
        [b'!'..=b'~', .., b'!'..=b'[' | b']'..=b'~'] | [] => line,
        _ => trimmed(line),
    }
}

fn trimmed(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let line = line.trim_ascii();
    line.strip_suffix(b"\\").map_or(line, <[u8]>::trim_ascii)
}

/// A stretch of bytes; empty where it does not lie inside.
#[inline]
pub(super) fn slice(bytes: &[u8], range: Range<usize>) -> &[u8] {
    bytes.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_decoding_puts_a_line_feed() {
        let bytes = "a\nb\r\nc\r\r\nd\re\u{2028}f \\\n\u{201c}g\x0Ch".as_bytes();
        assert!(has_separators(bytes));
        let lines = Lines::new(bytes, Ends::Separators, 0);
        let texts: Vec<&[u8]> = lines.map(|line| lines.text(line)).collect();
        assert_eq!(
            texts,
            [
                &b"a"[..],
                b"b",
                b"c",
                b"d",
                b"e",
                b"f",
                "\u{201c}g".as_bytes(),
                b"h"
            ]
        );
        assert_eq!(lines.last().map(|line| line.next), Some(bytes.len()));
    }
}
