//! From a message to its record: lines, then layout, then fields.

pub(crate) mod context;
mod field;
pub(crate) mod flow;
pub(crate) mod fragment;
pub(crate) mod scan;

use crate::message::Message;
use crate::part::Part;
use crate::record::Record;

/// What a record is to hold beside its fields, and how running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Add the whole decoded text.
    pub text: bool,
    /// Add the lines of each field.
    pub spans: bool,
    /// Add the role of each part.
    pub roles: bool,
    /// Keep the printed line breaks of paragraphs.
    pub layout: bool,
}

/// Reads one message into a record. It never fails: what could not be read is among the diagnostics.
#[must_use]
pub fn parse(message: &Message, options: Options) -> Record {
    let _ = (message, options);
    Record::default()
}

/// The parts of a message: they cover its text without gap or overlap, each with one role.
#[must_use]
pub fn parts(message: &Message) -> Vec<Part> {
    message.given.clone()
}
