//! Running text: the lines of a paragraph put together again.
//!
//! The rules are those of the record (docs/architecture.md): wrapped lines join with one space, after letter and
//! hyphen with none; a blank line parts blocks unless the next line goes on in lower case; lists and tables keep
//! their lines; page markers vanish with the blank lines around them.

use super::element::number::PILCROWS;
use super::element::text::is_inset;

/// What stands between one line of a paragraph and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but the end of the line.
    Line,
    /// Nothing at all: both stand on one line.
    Same,
    /// Blank lines.
    Blank,
    /// A page marker, blank lines around it or not.
    Marker,
}

/// The text of a paragraph in the making.
pub(crate) struct Running {
    text: String,
    /// Whether the last line was one of a list or a table.
    inset: bool,
    /// Keep the printed line breaks.
    layout: bool,
}

impl Running {
    /// An empty text with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize, layout: bool) -> Self {
        Running {
            text: String::with_capacity(bytes),
            inset: false,
            layout,
        }
    }

    /// Adds a line as printed; a pilcrow at its start is the archive's and no text.
    pub(crate) fn push(&mut self, line: &str, gap: Gap) {
        let inset = is_inset(line) && !(self.text.is_empty());
        let unmarked = line.trim_start().trim_start_matches(PILCROWS);
        let marked = unmarked.len() < line.trim_start().len();
        let line = if inset && !marked {
            line.trim_end()
        } else {
            unmarked.trim()
        };
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let goes_on = line.starts_with(|c: char| c.is_lowercase());
            match gap {
                Gap::Blank if !goes_on || inset => self.text.push_str("\n\n"),
                Gap::Line | Gap::Blank | Gap::Marker if self.layout => self.text.push('\n'),
                _ if inset || self.inset && gap != Gap::Same => self.text.push('\n'),
                _ if ends_in_hyphen(&self.text) => {}
                _ => self.text.push(' '),
            }
        }
        self.text.push_str(line);
        self.inset = inset;
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Whether a text ends in a letter and a hyphen.
fn ends_in_hyphen(text: &str) -> bool {
    text.strip_suffix('-')
        .is_some_and(|before| before.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[(&str, Gap)]) -> String {
        let mut running = Running::with_capacity(0, false);
        for (line, gap) in lines {
            running.push(line, *gap);
        }
        running.finish()
    }

    #[test]
    fn lines_join() {
        for (lines, expected) in [
            (vec![("One ", Gap::Line), ("two", Gap::Line)], "One two"),
            (
                vec![("multi-", Gap::Line), ("ethnic", Gap::Line)],
                "multi-ethnic",
            ),
            (
                vec![("a dash -", Gap::Line), ("and more", Gap::Line)],
                "a dash - and more",
            ),
            (
                vec![("One.", Gap::Line), ("Two.", Gap::Blank)],
                "One.\n\nTwo.",
            ),
            (
                vec![("One", Gap::Line), ("goes on", Gap::Blank)],
                "One goes on",
            ),
            (vec![("One", Gap::Line), ("Two", Gap::Marker)], "One Two"),
            (
                vec![("since", Gap::Line), ("¶2007. Next", Gap::Line)],
                "since 2007. Next",
            ),
            (
                vec![
                    ("As follows:", Gap::Line),
                    ("     a   1", Gap::Blank),
                    ("     b   2", Gap::Line),
                    ("Then", Gap::Blank),
                ],
                "As follows:\n\n     a   1\n     b   2\n\nThen",
            ),
        ] {
            assert_eq!(joined(&lines), expected);
        }
    }
}
