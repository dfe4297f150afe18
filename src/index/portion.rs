//! Files that are read between two commits, and what is seen of them.

use std::sync::Arc;

use super::scan::Found;
use crate::archive::Limits;
use crate::batch::Outcome;
use crate::error::{InputError, InputErrorKind};

/// Files that are read in one go.
#[derive(Debug)]
pub(super) struct Portion {
    pub files: Vec<Found>,
    pub limits: Limits,
}

/// Portions of about so many bytes, each read in one way.
pub(super) fn portions(files: Vec<Found>, bytes: u64) -> Vec<Portion> {
    let mut portions: Vec<Portion> = Vec::new();
    let mut open = 0_u64;
    for file in files {
        let (size, limits) = (file.size, file.limits);
        match portions.last_mut() {
            Some(last) if open < bytes && last.limits == limits => last.files.push(file),
            _ => {
                open = 0;
                portions.push(Portion {
                    files: vec![file],
                    limits,
                });
            }
        }
        open = open.saturating_add(size);
    }
    portions
}

/// What was seen of some files, in order.
#[derive(Debug, Default)]
pub struct Seen {
    /// Files, members of archives among them, that began, and what failed.
    pub files: Vec<SeenFile>,
    /// Cables that were read.
    pub cables: u64,
    /// Bytes that were read.
    pub bytes: usize,
    /// What became of the inputs: for each that the unit holds, its number, and what there was of it.
    pub(super) tallies: Vec<Tally>,
}

/// What happened to a file.
#[derive(Debug)]
pub enum SeenFile {
    /// It is read.
    Begin(Arc<str>),
    /// It failed, or something in it.
    Failed(InputError),
}

/// What there was of an input.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub input: usize,
    pub cables: u64,
    pub failed: u64,
    /// Whether the system could not read it: another time it may.
    pub unread: bool,
}

impl Outcome for Seen {
    fn clear(&mut self) {
        self.files.clear();
        self.tallies.clear();
        (self.cables, self.bytes) = (0, 0);
    }
}

impl Seen {
    /// What follows is of this input.
    pub(super) fn input(&mut self, input: usize) {
        if self.tallies.last().is_none_or(|tally| tally.input != input) {
            self.tallies.push(Tally {
                input,
                ..Tally::default()
            });
        }
    }

    pub(super) fn cable(&mut self) {
        self.cables += 1;
        if let Some(tally) = self.tallies.last_mut() {
            tally.cables += 1;
        }
    }

    pub(super) fn fail(&mut self, error: InputError) {
        if let Some(tally) = self.tallies.last_mut() {
            tally.failed += 1;
            tally.unread |= matches!(error.kind, InputErrorKind::Unreadable(_));
        }
        self.files.push(SeenFile::Failed(error));
    }

    /// Files that could not be looked at.
    pub(super) fn failed(&mut self, errors: Vec<InputError>) {
        self.files.extend(errors.into_iter().map(SeenFile::Failed));
    }
}
