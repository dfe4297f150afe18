//! From lines to parts: a small machine that walks down the cable, header, block, body, end, and gives each stretch of
//! text one role.
//!
//! Invariant: stretches tile the text. They are cut in two where one line holds two things, and are given roles; none
//! is ever dropped, joined or moved, so that the parts put together are the message again, whatever was read.

mod block;
mod body;
mod copy;
mod crowd;
mod cut;
mod fault;
mod format_line;
mod furniture;
mod glued;
mod header;
mod heading;
mod inside;
mod join;
mod military;
mod page;
mod passed;
mod repeat;
mod rules;
mod second;
mod sequence;
mod sheet;
mod spots;
mod stretch;
mod tail;

#[cfg(test)]
mod tests;

use sheet::Sheet;
use spots::Spots;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::part::{Part, RoleGroup};

/// The parts of a message, and what layout noticed on the way.
pub(crate) struct Layout {
    /// The parts, from the first byte of the text to the last.
    pub parts: Vec<Part>,
    /// Repeats, numbers out of order, a text without an end.
    pub notes: Vec<Diagnostic>,
    /// Where the mark of a summary, a comment or a request may stand, in bytes, in order.
    pub topics: Vec<usize>,
}

/// Gives every stretch of a message its role.
pub(crate) fn layout(message: &Message) -> Layout {
    let spots = Spots::of(&message.text);
    let mut notes = Vec::new();
    let mut sheet = Sheet::new(message, &spots, &mut notes);
    if sheet.undouble() {
        let message = "every line end is doubled; one of the two was passed over";
        notes.push(Diagnostic::new(Code::LineEndsDoubled, message.to_owned()));
    }
    let faults = fault::Faults::hide(&mut sheet, &mut notes);
    page::cut_out(&mut sheet, &spots);
    glued::numbers(&mut sheet);
    // What the container gave at the end is none of the cable's text.
    let ended = sheet.rows.iter().rposition(|row| row.role.is_none());
    let below = sheet.rows.split_off(ended.map_or(0, |at| at + 1));
    let from = sheet
        .rows
        .iter()
        .position(|row| row.role.is_none())
        .unwrap_or(sheet.rows.len());
    // Where the container gave the cable's labelled lines, what is left is its text.
    let has_block = message
        .given
        .iter()
        .any(|part| part.role.group() == RoleGroup::Block);
    let (block, body) = if has_block {
        (from, from)
    } else {
        let first = header::read(&mut sheet, from);
        let military = military::read(&mut sheet, first);
        let first = military.as_ref().map_or(first, |read| read.at);
        if military.is_some_and(|read| read.is_whole) {
            (first, first)
        } else {
            let copy = copy::full(&mut sheet, first, &mut notes);
            let block = copy.as_ref().map_or(first, |copy| copy.block);
            let body = block::read(&mut sheet, block, &mut notes);
            if let Some(copy) = copy {
                copy.fill(&mut sheet, body);
            }
            (block, body)
        }
    };
    let again = copy::again(&mut sheet, block, body, &mut notes);
    copy::next_row(&mut sheet, body);
    body::read(&mut sheet, block, body, &spots, &mut notes);
    sheet.rows.extend(again);
    sheet.rows.extend(below);
    faults.show(&mut sheet);
    Layout {
        parts: sheet.parts(),
        notes,
        topics: spots.topics,
    }
}
