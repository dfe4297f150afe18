//! The pieces of a long stream on their way to the sink: those that are wanted, and that no earlier run has done.

use super::{Event, Flow};
use crate::container::{Piece, Take};
use crate::error::InputError;

/// The pieces of a long stream on their way to the sink.
pub(super) struct Stream<'a> {
    pub sink: &'a mut dyn FnMut(Event) -> Flow,
    pub take: &'a Take,
    /// Messages that an earlier run has done.
    pub done: usize,
    /// Messages that have come.
    pub end: usize,
    /// Whether the stream as a whole failed.
    pub failed: bool,
}

impl Stream<'_> {
    pub(super) fn take(&mut self, piece: Result<Piece, InputError>) -> Flow {
        match piece {
            Ok(piece) => {
                self.end = piece.end();
                if self.end > self.done && piece.is_wanted() {
                    (self.sink)(Event::Piece(piece))?;
                }
            }
            Err(error) => {
                self.failed |= error.index.is_none();
                self.end = self.end.max(error.index.map_or(0, |index| index + 1));
                let is_new = error.index.is_none_or(|index| index >= self.done);
                if is_new && self.take.has_failure(error.index) {
                    (self.sink)(Event::Failed(error))?;
                }
            }
        }
        // Nobody wants what comes behind the last one that was named.
        if self.take.is_done(self.end) {
            return Flow::Break(());
        }
        Flow::Continue(())
    }
}
