//! Strings that JSON does not allow, made strings that it does.

use crate::slice::{from, part};

/// The same text with what is wrong inside its strings mended, and how often: `\'` is an apostrophe, a backslash
/// before any other character that JSON does not escape is a backslash, a control character stands for itself, and
/// half of a surrogate pair is a character that is lost.
pub(super) fn mend(json: &str) -> (String, usize) {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    let mut count = 0;
    let mut inside = false;
    let mut at = 0;
    let is_special = |c: char| matches!(c, '"' | '\\') || c < ' ';
    while let Some(found) = from(json, at).find(is_special) {
        out.push_str(part(json, at, at + found));
        at += found;
        let rest = from(json, at);
        let (len, mended) = match rest.as_bytes() {
            [b'"', ..] => {
                inside = !inside;
                (1, None)
            }
            [b'\\', ..] if inside => escape(rest),
            [control, ..] if inside && *control < b' ' => (1, Some(format!("\\u{control:04x}"))),
            _ => (1, None),
        };
        match mended {
            Some(mended) => {
                out.push_str(&mended);
                count += 1;
            }
            None => out.push_str(part(json, at, at + len)),
        }
        at += len;
    }
    out.push_str(from(json, at));
    (out, count)
}

/// How long the escape is that a text begins with, and what is to stand for it.
fn escape(text: &str) -> (usize, Option<String>) {
    match text.as_bytes() {
        [
            _,
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            ..,
        ] => (2, None),
        [_, b'\'', ..] => (2, Some("'".to_owned())),
        [_, b'u', ..] => match unit(text) {
            None => (1, Some("\\\\".to_owned())),
            Some(0xD800..=0xDBFF) => match unit(from(text, 6)) {
                Some(0xDC00..=0xDFFF) => (12, None),
                _ => (6, Some("\\ufffd".to_owned())),
            },
            Some(0xDC00..=0xDFFF) => (6, Some("\\ufffd".to_owned())),
            Some(_) => (6, None),
        },
        _ => (1, Some("\\\\".to_owned())),
    }
}

/// The four digits of `\u00b6`.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_strings() {
        for (json, expected, count) in [
            (r#"{"a": "b\n\u00b6\"\\"}"#, r#"{"a": "b\n\u00b6\"\\"}"#, 0),
            (r#"{"a": "it\'s"}"#, r#"{"a": "it's"}"#, 1),
            (r#"{"a": "\x \u12"}"#, r#"{"a": "\\x \\u12"}"#, 2),
            (
                "{\"a\": \n\"b\nc\td\"}",
                "{\"a\": \n\"b\\u000ac\\u0009d\"}",
                2,
            ),
            (
                r#"{"a": "\ud83d\ude00\ud83d \ude00"}"#,
                r#"{"a": "\ud83d\ude00\ufffd \ufffd"}"#,
                2,
            ),
            (r#"{"a": "\"#, r#"{"a": "\\"#, 1),
            (r#"\'"#, r#"\'"#, 0),
            ("", "", 0),
        ] {
            assert_eq!(mend(json), (expected.to_owned(), count), "{json}");
        }
    }
}
