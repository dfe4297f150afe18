//! Text of a cable is untrusted: on a terminal, what would move the cursor, hide text or turn its direction is shown
//! as an escape instead.

use std::borrow::Cow;

/// Whether a character is not to reach a terminal as it is.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
            '\u{AD}' | '\u{61C}' | '\u{180E}'
            // Zero-width characters and marks of direction; line and paragraph separators; embeddings and overrides.
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            // Word joiner, invisible operators, isolates, deprecated controls.
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The text with every such character as `\u{1b}`; a tab becomes a blank.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Rows of a table, escaped where they go to a terminal; what ends lines and sets cells apart stays.
pub(super) fn rows(terminal: bool, rows: &str) -> Cow<'_, str> {
    if !terminal || !rows.contains(is_unsafe) {
        return Cow::Borrowed(rows);
    }
    let mut out = String::with_capacity(rows.len() + 16);
    for line in rows.split_inclusive('\n') {
        let text = line.trim_end_matches(['\r', '\n']);
        for (index, cell) in text.split('\t').enumerate() {
            if index > 0 {
                out.push('\t');
            }
            out.push_str(&escape(cell));
        }
        out.push_str(line.get(text.len()..).unwrap_or_default());
    }
    Cow::Owned(out)
}

/// The text escaped where it goes to a terminal, and as it is where it does not.
pub(super) fn escape_if(terminal: bool, text: &str) -> Cow<'_, str> {
    if terminal {
        escape(text)
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        for (text, expected) in [
            ("plain, é, ¶, “quoted”, Х", "plain, é, ¶, “quoted”, Х"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("a\tb", "a b"),
            ("a\r\0b\n", "a\\u{d}\\u{0}b\\u{a}"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe"),
            (
                "zero\u{200b}width\u{feff}\u{2066}",
                "zero\\u{200b}width\\u{feff}\\u{2066}",
            ),
            ("\u{9b}31m", "\\u{9b}31m"),
        ] {
            assert_eq!(escape(text), expected);
        }
        assert_eq!(escape_if(false, "\u{1b}"), "\u{1b}");
    }

    #[test]
    fn rows_keep_what_makes_them_rows() {
        let text = "a\tb\u{1b}[2J\n\"c\nd\",e\r\nf\0";
        let expected = "a\tb\\u{1b}[2J\n\"c\nd\",e\r\nf\\u{0}";
        assert_eq!(rows(true, text), expected);
        assert_eq!(rows(false, text), text);
    }
}
