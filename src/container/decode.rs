//! From the bytes of one message to its text, and what was noticed on the way.
//!
//! - UTF-8 is taken as it is; each byte that is none is read as Windows-1252, so that a stray `B6` in a UTF-8 copy
//!   does not spoil the rest.
//! - A byte order mark at the beginning is dropped.
//! - CRLF, doubled CR before a line feed, a lone CR, and the separators U+2028 and U+2029 become one line feed.
//! - A form feed stays: it is a page break, and layout sees it as a blank. NUL and the other control characters stay
//!   too, with a diagnostic; so does U+0085, which is a line break nowhere in the archives but a spoilt ellipsis.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::seen;
use crate::diagnostic::{Code, Diagnostic};

/// The text, and what was noticed; lines count from 1 at its first line.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    if seen::is_printed(bytes) {
        return printed(Cow::Borrowed(bytes));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut diagnostics = Vec::new();
    let (text, reinterpreted) = characters(bytes);
    let text = line_feeds(text);
    if let Some((count, at)) = reinterpreted {
        // Line ends were mended since, so the place is found again from the bytes before it.
        let before = line_feeds(characters(bytes.get(..at).unwrap_or_default()).0);
        let line = line_at(&before, before.len());
        diagnostics.push(
            Diagnostic::new(
                Code::EncodingReinterpreted,
                format!(
                    "{count} {} not UTF-8 and {} read as Windows-1252, the first in line {line}",
                    if count == 1 { "byte was" } else { "bytes were" },
                    if count == 1 { "was" } else { "were" },
                ),
            )
            .lines(line, line),
        );
    }
    if let Some((count, at)) = replaced(&text) {
        let line = line_at(&text, at);
        diagnostics.push(
            Diagnostic::new(
                Code::BytesReplaced,
                format!(
                    "{count} {} before the archive was written (U+FFFD), the first in line {line}",
                    if count == 1 {
                        "character was lost"
                    } else {
                        "characters were lost"
                    },
                ),
            )
            .lines(line, line),
        );
    }
    if let Some((count, at)) = controls(&text) {
        let line = line_at(&text, at);
        let first = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, u32::from);
        diagnostics.push(
            Diagnostic::new(
                Code::CharactersControl,
                format!(
                    "{count} control {}, the first (U+{first:04X}) in line {line}",
                    if count == 1 {
                        "character"
                    } else {
                        "characters"
                    },
                ),
            )
            .lines(line, line),
        );
    }
    (text.into_owned(), diagnostics)
}

/// The same of printed ASCII and line feeds.
pub(super) fn printed(bytes: Cow<'_, [u8]>) -> (String, Vec<Diagnostic>) {
    match String::from_utf8(bytes.into_owned()) {
        Ok(text) => (text, Vec::new()),
        Err(error) => decode(error.as_bytes()),
    }
}

/// UTF-8, and Windows-1252 where it is none; how many bytes were read so, and where the first stands.
pub(super) fn characters(bytes: &[u8]) -> (Cow<'_, str>, Option<(usize, usize)>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut count, mut first, mut offset) = (0, None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        let invalid = chunk.invalid();
        if !invalid.is_empty() {
            first.get_or_insert(offset);
            count += invalid.len();
            offset += invalid.len();
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(invalid).0);
        }
    }
    (Cow::Owned(text), first.map(|at| (count, at)))
}

/// One line feed for every kind of line end.
fn line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    let separator =
        |text: &str, one: &str| memchr::memmem::find(text.as_bytes(), one.as_bytes()).is_some();
    let text = if !text.is_ascii() && (separator(&text, "\u{2028}") || separator(&text, "\u{2029}"))
    {
        Cow::Owned(text.replace(['\u{2028}', '\u{2029}'], "\n"))
    } else {
        text
    };
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('\r') {
        out.push_str(before);
        let run = after.trim_start_matches('\r');
        if let Some(next) = run.strip_prefix('\n') {
            out.push('\n');
            rest = next;
        } else {
            out.extend(std::iter::repeat_n('\n', 1 + after.len() - run.len()));
            rest = run;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How many U+FFFD there are, and where the first stands.
fn replaced(text: &str) -> Option<(usize, usize)> {
    if text.is_ascii() {
        return None;
    }
    let mut found = memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}");
    let first = found.next()?;
    Some((1 + found.count(), first))
}

/// How many control characters there are, line feed, tab and form feed apart, and where the first stands.
fn controls(text: &str) -> Option<(usize, usize)> {
    // One cheap pass over blocks tells that there are none, which is nearly always so.
    let is_control =
        |b: u8| (b < 0x20) & (b != b'\n') & (b != b'\t') & (b != 0x0C) | (b == 0x7F) | (b == 0xC2);
    if !text.as_bytes().chunks(64).any(|block| {
        block
            .iter()
            .fold(false, |found, &byte| found | is_control(byte))
    }) {
        return None;
    }
    let mut found = text
        .char_indices()
        .filter(|(_, c)| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}'))
        .map(|(at, _)| at);
    let first = found.next()?;
    Some((1 + found.count(), first))
}

/// The line, from 1, in which a byte of the text stands.
fn line_at(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, and the codes of what was noticed with the lines.
    type Decoded = (String, Vec<(String, Option<[u32; 2]>)>);

    fn codes(bytes: &[u8]) -> Decoded {
        let (text, diagnostics) = decode(bytes);
        let codes = diagnostics
            .into_iter()
            .map(|d| (d.code.into_owned(), d.lines))
            .collect();
        (text, codes)
    }

    #[test]
    fn line_ends_become_line_feeds_in_silence() {
        for (bytes, expected) in [
            (&b"a\r\nb\r\n"[..], "a\nb\n"),
            (b"a\rb\r", "a\nb\n"),
            (b"a\r\r\nb", "a\nb"),
            (b"a\r\rb", "a\n\nb"),
            (b"a\n\rb\n", "a\n\nb\n"),
            ("a\u{2028}b\u{2029}c".as_bytes(), "a\nb\nc"),
            (b"\xEF\xBB\xBFa\n", "a\n"),
            (b"a\x0C\nb", "a\x0C\nb"),
            ("a\u{a0}b".as_bytes(), "a\u{a0}b"),
            (b"", ""),
        ] {
            assert_eq!(codes(bytes), (expected.to_owned(), vec![]), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_utf_8_is_windows_1252() {
        let (text, noticed) = codes(b"one\r\n\xB62. It\x92s so\r\n");
        assert_eq!(text, "one\n¶2. It’s so\n");
        assert_eq!(
            noticed,
            [("encoding-reinterpreted".to_owned(), Some([2, 2]))]
        );
        let (_, diagnostics) = decode(b"\xB62. It\x92s so\n");
        assert!(
            diagnostics
                .iter()
                .any(|d| d.message.starts_with("2 bytes were"))
        );
    }

    #[test]
    fn a_stray_byte_does_not_spoil_utf_8() {
        let text = decode(b"caf\xC3\xA9 \xB6B. OTHERTOWN 12").0;
        assert_eq!(text, "café ¶B. OTHERTOWN 12");
    }

    #[test]
    fn lost_and_control_characters_are_told() {
        let (text, noticed) = codes("a\nb\u{FFFD}c\u{FFFD}\n\0d\u{85}\n".as_bytes());
        assert_eq!(text, "a\nb\u{FFFD}c\u{FFFD}\n\0d\u{85}\n");
        assert_eq!(
            noticed,
            [
                ("bytes-replaced".to_owned(), Some([2, 2])),
                ("characters-control".to_owned(), Some([3, 3])),
            ]
        );
    }
}
