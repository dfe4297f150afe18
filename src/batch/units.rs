//! Events put together to units of work, and how far the reading has come with each.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::archive::{Event, Input, Position, Selection, Stamps, feed};

/// A unit of work has at least so many bytes, where there are so many.
const UNIT: usize = 1 << 17;

/// So many files that only pass by are given on together.
const PASSED: usize = 1 << 10;

/// Some events to work on together, and how far the reading has come with them.
pub(super) struct Unit {
    /// Which of the inputs it begins with.
    pub input: usize,
    pub events: Vec<Event>,
    pub end: Position,
    pub bytes: usize,
}

/// The inputs have changed since an earlier run; the file that has, where it is known.
pub(super) struct Changed(pub(super) Option<String>);

/// Puts events together to units.
pub(super) struct Units<'a, G> {
    selection: &'a Selection,
    give: G,
    /// Which of the inputs is read, and which one the open unit begins with.
    input: usize,
    first: usize,
    open: Vec<Event>,
    bytes: usize,
    position: Position,
    /// The file that is read.
    path: Option<Arc<str>>,
    /// Whether the files that an earlier run had done are passed, and another has begun.
    passed: bool,
    begun: bool,
    changed: Option<Changed>,
    /// What the files are like that have been opened.
    stamps: Stamps,
}

impl<'a, G: FnMut(Unit) -> ControlFlow<()>> Units<'a, G> {
    pub(super) fn new(selection: &'a Selection, give: G) -> Self {
        Units {
            selection,
            give,
            input: 0,
            first: 0,
            open: Vec::new(),
            bytes: 0,
            position: selection.start.clone(),
            path: None,
            passed: selection.start.files == 0,
            begun: selection.start.messages == 0,
            changed: None,
            stamps: Stamps::default(),
        }
    }

    pub(super) fn run(&mut self, inputs: Vec<Input>) -> Result<(), Changed> {
        let selection = self.selection;
        let flow = feed(inputs, selection, &mut |event| self.take(event));
        if flow.is_continue() {
            if !self.passed || !self.begun {
                self.changed = Some(Changed(None));
            }
            let _ = self.close();
        }
        self.changed.take().map_or(Ok(()), Err)
    }

    /// Stops where the files that an earlier run had read are not what they were.
    fn compare(&mut self) -> ControlFlow<()> {
        if self.stamps.sum == self.selection.start.seen {
            return ControlFlow::Continue(());
        }
        let path = self.stamps.newest().map(|path| path.to_string());
        self.changed = Some(Changed(path));
        ControlFlow::Break(())
    }

    fn take(&mut self, event: Event) -> ControlFlow<()> {
        match &event {
            Event::Opened(stamp) => {
                self.stamps.add(stamp);
                return if self.selection.opened {
                    self.opened(event)
                } else {
                    ControlFlow::Continue(())
                };
            }
            Event::Passed(path) => {
                self.passed = true;
                if self.position.last.as_deref() != Some(path) {
                    self.changed = Some(Changed(None));
                    return ControlFlow::Break(());
                }
                // The file in whose midst that run stopped is compared when it is opened.
                return if self.begun {
                    self.compare()
                } else {
                    ControlFlow::Continue(())
                };
            }
            Event::Piece(piece) => {
                self.position.messages = piece.end();
                self.bytes += piece.len();
            }
            Event::Failed(error) => {
                self.bytes += 64;
                if let Some(index) = error.index {
                    self.position.messages = index + 1;
                }
            }
            Event::Begin { path, input, again } => {
                self.input = *input;
                self.path = Some(path.clone());
                self.begun = true;
                if *again {
                    self.compare()?;
                }
            }
            // It is no file of the inputs: it comes again where an interrupted run is gone on with.
            Event::Own | Event::NoFiles(_) => {}
            Event::End => {
                self.bytes += 64;
                self.position.files += 1;
                self.position.messages = 0;
                self.position.last = self.path.take().map(|path| path.to_string());
            }
        }
        // A piece of a whole file ends with the file: its end is the next event. Nor is a unit closed behind a beginning.
        let may_close = match &event {
            Event::Piece(piece) => !piece.is_whole(),
            // What fails with a whole file is counted once, with its end.
            Event::Failed(error) => error.index.is_some(),
            Event::Begin { .. } | Event::Own | Event::NoFiles(_) => false,
            _ => true,
        };
        if self.open.is_empty() {
            self.first = self.input;
        }
        self.open.push(event);
        if may_close && self.bytes >= UNIT {
            return self.close();
        }
        ControlFlow::Continue(())
    }

    /// A file has been opened. Many that only pass by, for an earlier run has read them, are given on among themselves.
    fn opened(&mut self, event: Event) -> ControlFlow<()> {
        self.open.push(event);
        if self.bytes == 0 && self.open.len() >= PASSED {
            return self.close();
        }
        ControlFlow::Continue(())
    }

    fn close(&mut self) -> ControlFlow<()> {
        if self.open.is_empty() {
            return ControlFlow::Continue(());
        }
        // What an earlier run had seen is not seen before all of it has passed.
        if self.passed && self.begun {
            self.position.seen = self.stamps.sum;
        }
        (self.give)(Unit {
            input: self.first,
            events: std::mem::take(&mut self.open),
            end: self.position.clone(),
            bytes: std::mem::take(&mut self.bytes),
        })
    }
}
