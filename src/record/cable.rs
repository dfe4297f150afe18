//! A cable on its way to its record.

use super::Record;
use crate::message::Message;

/// A cable as an input holds it: a text still to be read, or a record that was written earlier.
#[derive(Clone, Debug)]
pub enum Cable {
    /// A text.
    Unread(Message),
    /// A record of an earlier run; its `source` is that of the first reading.
    Read(Box<Record>),
}

impl Cable {
    /// The path of the input that holds the text, or held it when it was read.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Cable::Unread(message) => &message.path,
            Cable::Read(record) => &record.source.path,
        }
    }

    /// Which message of that input it is, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        match self {
            Cable::Unread(message) => message.index,
            Cable::Read(record) => record.source.index,
        }
    }

    /// The text with what its container said; nothing where a record was written without its text. The parts that the
    /// container had read in a record's text are to be read again: [`crate::container::again`].
    #[must_use]
    pub fn message(self) -> Option<Message> {
        match self {
            Cable::Unread(message) => Some(message),
            Cable::Read(record) => {
                let source = record.source;
                let [start, end] = source.bytes;
                Some(Message {
                    path: source.path,
                    path_bytes: source.path_bytes,
                    container: source.container,
                    index: source.index,
                    bytes: start..end,
                    lines: source.lines,
                    text: record.text?,
                    archive: record.archive,
                    given: Vec::new(),
                    diagnostics: Vec::new(),
                })
            }
        }
    }
}
