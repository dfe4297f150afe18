//! What the reader of a container makes of one message, and how a stream is cut into messages.

use std::sync::Arc;

use super::form::Form;
use crate::diagnostic::Diagnostic;
use crate::message::Archive;
use crate::part::Part;

/// One message, decoded.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The decoded text; lines end in one line feed.
    pub text: String,
    /// What the container said.
    pub archive: Archive,
    /// The parts of the text that the container has read, in order: mostly at its beginning and its end.
    pub given: Vec<Part>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds where one message of a stream ends and the next begins.
pub(super) trait Cut {
    /// The end of the message that begins where `bytes` begin; nothing where more bytes are needed to tell. `last` says
    /// that none follow: what is left is the message then. Called again with more bytes, it goes on where it stopped,
    /// so that a stream is looked at once.
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize>;

    /// What the stretch is that was cut off last.
    fn stretch(&self) -> Stretch {
        Stretch::Message
    }

    /// Goes on behind a part of the open message that was dropped, for it is too long. False where the cutter cannot:
    /// it begins anew.
    fn skip(&mut self) -> bool {
        false
    }

    /// How the message is written that was cut off last, where its bytes alone do not tell.
    fn form(&self) -> Option<Arc<Form>> {
        None
    }
}

/// What a stretch of a stream is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stretch {
    /// A message.
    #[default]
    Message,
    /// What stands in the place of a message in an input that has shown no cable so far; it is told of once.
    Nothing,
    /// No message: what a container has between them, the names of columns, another table.
    Between,
}

/// What a cutter makes of an input that comes in steps of so many bytes.
#[cfg(test)]
#[allow(clippy::indexing_slicing)]
pub(super) fn cut_in_steps(mut cutter: impl Cut, input: &[u8], step: usize) -> Vec<&[u8]> {
    let (mut pieces, mut start, mut seen) = (Vec::new(), 0, 0);
    while start < input.len() {
        let last = seen == input.len();
        match cutter.end(&input[start..seen], last) {
            Some(len) => {
                assert!(len > 0, "an empty message");
                pieces.push(&input[start..start + len]);
                start += len;
            }
            // Blank lines at the end may be no message.
            None if last => break,
            None => seen = seen.saturating_add(step).min(input.len()),
        }
    }
    pieces
}
