//! Running text: the lines of a paragraph put together again.
//!
//! The rules are those of the record (docs/architecture.md): wrapped lines join with one space, after letter and
//! hyphen with none; a blank line parts blocks unless the next line goes on in lower case; lists and tables keep
//! their lines; page markers vanish with the blank lines around them.

use super::element::number::without_pilcrows;
use super::element::text::{begins_inset, has_columns};
use crate::slice::{trim_end, trim_start};

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
    setting: Setting,
}

/// How running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Keep the printed line breaks.
    pub layout: bool,
    /// Columns occur in the cable: each line is looked at for them.
    pub columns: bool,
}

impl Running {
    /// An empty text with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize, setting: Setting) -> Self {
        Running {
            text: String::with_capacity(bytes),
            inset: false,
            setting,
        }
    }

    /// Adds a line as printed; a pilcrow at its start is the archive's and no text.
    pub(crate) fn push(&mut self, line: &str, gap: Gap) {
        let line = trim_end(line);
        let bare = trim_start(line);
        let first = self.text.is_empty();
        let inset = !first && (begins_inset(line) || self.setting.columns && has_columns(bare));
        let unmarked = without_pilcrows(bare);
        let line = match unmarked.len() == bare.len() {
            true if inset => line,
            true => bare,
            false => unmarked.trim_start(),
        };
        if line.is_empty() {
            return;
        }
        if !first {
            match gap {
                Gap::Blank if inset || !line.starts_with(char::is_lowercase) => {
                    self.text.push_str("\n\n");
                }
                Gap::Line | Gap::Blank | Gap::Marker if self.setting.layout => self.text.push('\n'),
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
        let setting = Setting {
            layout: false,
            columns: true,
        };
        let mut running = Running::with_capacity(0, setting);
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
