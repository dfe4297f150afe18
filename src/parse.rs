//! From a message to its record: lines, then layout, then fields.
//!
//! Architecture invariant: `parse` always gives a record. What could not be read is diagnosed; errors belong to inputs
//! that cannot be opened, decoded or recognised.

mod asked;
mod assemble;
mod bounded;
mod check;
mod cited;
mod context;
mod created;
mod cursor;
mod element;
mod field;
mod flow;
mod fragment;
mod glance;
mod identifier;
mod identity;
mod layout;
#[cfg(test)]
mod often;
mod piece;
mod promise;
mod running;
mod said;
mod second;
mod setting;
mod sorted;
mod whole;

use std::collections::BTreeMap;

use crate::line;
use crate::message::Message;
use crate::part::Part;
use crate::record::{Cable, Record, RoleSpan};

pub use asked::{NoId, id, other_ids};

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

/// The record of a cable: read now, or earlier.
#[must_use]
pub fn record(cable: Cable, options: Options) -> Record {
    match cable {
        Cable::Unread(message) => parse(&message, options),
        Cable::Read(record) => *record,
    }
}

/// Reads one message into a record. It never fails: what could not be read is among the diagnostics.
///
/// ```
/// use cablex::message::Message;
/// use cablex::parse::{Options, parse};
///
/// let text = "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0123\nUNCLAS LIMA 001234\n\n\
///             E.O. 12958: N/A\nTAGS: PGOV, PE\nSUBJECT: A NEW BRIDGE\n\n1. (U) It opened.\n\nROE\n";
/// let record = parse(&Message::from_text(text), Options::default());
/// assert_eq!(record.id.as_deref(), Some("06LIMA1234"));
/// assert_eq!(record.subject.as_deref(), Some("A NEW BRIDGE"));
/// ```
#[must_use]
pub fn parse(message: &Message, options: Options) -> Record {
    let mut layout = layout::layout(message);
    let notes = std::mem::take(&mut layout.notes);
    let mut record = assemble::record(message, &layout, notes, options.layout);
    if options.text {
        record.text = Some(message.text.clone());
    }
    if options.spans {
        record.spans = Some(spans(&message.text, &layout.parts));
    }
    if options.roles {
        let span = |part: &Part| RoleSpan {
            role: part.role,
            line: part.line,
            bytes: [part.span.start, part.span.end],
        };
        record.roles = Some(layout.parts.iter().map(span).collect());
    }
    record
}

/// The parts of a message: they cover its text without gap or overlap, each with one role.
///
/// ```
/// use cablex::message::Message;
/// use cablex::parse::parts;
///
/// let message = Message::from_text("UNCLAS LIMA 001234\n\n1. (U) It opened.\nROE");
/// let parts = parts(&message);
/// let text: String = parts.iter().map(|part| &message.text[part.span.clone()]).collect();
/// assert_eq!(text, message.text);
/// ```
#[must_use]
pub fn parts(message: &Message) -> Vec<Part> {
    layout::layout(message).parts
}

/// For each field, the ranges of lines that it was read from.
fn spans(text: &str, parts: &[Part]) -> BTreeMap<String, Vec<[u32; 2]>> {
    let mut spans: BTreeMap<String, Vec<[u32; 2]>> = BTreeMap::new();
    for part in parts {
        let Some(field) = part.role.field() else {
            continue;
        };
        let ranges = spans.entry(field.to_owned()).or_default();
        let text = text.get(part.span.clone()).unwrap_or_default();
        for (text, at) in line::printed(text).split('\n').zip(part.line..) {
            match ranges.last_mut() {
                _ if at > part.line && line::printed(text).is_empty() => {}
                Some([_, last]) if *last + 1 >= at => *last = at,
                _ => ranges.push([at, at]),
            }
        }
    }
    spans
}
