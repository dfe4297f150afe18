//! Text of a cable is untrusted: on a terminal, what would move the cursor, hide text or turn its direction is shown
//! as an escape instead.

use std::borrow::Cow;
use std::io::{self, Write};

/// Whether a character is not to reach a terminal as it is.
pub(super) use cablex::view::is_hidden as is_unsafe;

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

/// The text escaped where it goes to a terminal, and as it is where it does not.
pub(super) fn escape_if(terminal: bool, text: &str) -> Cow<'_, str> {
    if terminal {
        escape(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// Lines of this command's, each escaped for itself.
pub(super) fn escape_lines(text: &str) -> Cow<'_, str> {
    let lines: Vec<Cow<str>> = text.split('\n').map(escape).collect();
    Cow::Owned(lines.join("\n"))
}

/// Escapes what is written line by line; line ends stay, and tabs, which part columns.
pub(super) struct Escaped<W> {
    out: W,
    /// A line that has not ended.
    line: Vec<u8>,
}

impl<W: Write> Escaped<W> {
    pub(super) fn new(out: W) -> Self {
        Escaped {
            out,
            line: Vec::new(),
        }
    }

    /// Writes the last line, which need not have ended.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.write_line()
    }

    fn write_line(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let text = line.trim_end_matches(['\r', '\n']);
        for (index, cell) in text.split('\t').enumerate() {
            let tab = if index > 0 { "\t" } else { "" };
            write!(self.out, "{tab}{}", escape(cell))?;
        }
        if line.ends_with('\n') {
            self.out.write_all(b"\n")?;
        }
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.write_line()?;
            }
        }
        Ok(bytes.len())
    }

    /// A line that has not ended waits for its end.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
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
    fn what_is_written_is_escaped_line_by_line() {
        let mut out = Vec::new();
        let mut escaped = Escaped::new(&mut out);
        for piece in ["a\tb\u{1b}[2J\n<", "\u{202e}>\r\n", "", "é\rc"] {
            escaped.write_all(piece.as_bytes()).unwrap();
        }
        escaped.finish().unwrap();
        let expected = "a\tb\\u{1b}[2J\n<\\u{202e}>\né\\u{d}c";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
