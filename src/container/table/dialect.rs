//! How a table is written: its delimiter, its escapes, its columns, and how its rows begin.

use super::scan::{self, Cell};
use crate::container::columns::{self, Column};
use crate::container::line::slice;
use crate::vocab::columns::Thing;

/// How a quote is written inside of quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escape {
    /// Doubled; a backslash is one.
    #[default]
    Doubled,
    /// Behind a backslash, or doubled.
    Backslash,
    /// The same, and line feeds and tabs are letters behind one.
    Letters,
    /// Nothing has shown yet: doubled, or behind a backslash that does not stand at a value's end.
    Either,
}

/// How a table is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::container) struct Dialect {
    pub(super) delimiter: u8,
    /// Whether a value may stand in quotes; where not, they are text.
    pub(super) quotes: bool,
    pub(super) escape: Escape,
    /// Whether a carriage return alone ends a line.
    pub(super) returns: bool,
    /// Empty as long as it is not known how many there are.
    pub(super) columns: Vec<Column>,
    /// Whether all rows that were looked at have as many values.
    pub(in crate::container) even: bool,
    /// Bytes of the input before its first row: a row of names, or the rest of a torn one.
    pub(super) before: usize,
    /// Whether a row of names stands there, which is no message.
    pub(super) named: bool,
    /// What the first values of a row are, as far as that shows where a row begins; nothing where it does not.
    pub(super) lead: Vec<Thing>,
    /// Whether rows begin with a quote.
    pub(super) lead_quoted: bool,
}

/// A value by which rows are told is not longer than this.
const LONGEST: usize = 64;

impl Dialect {
    /// How many values a row has, where that is known.
    pub(super) fn count(&self) -> usize {
        if self.columns.is_empty() {
            usize::MAX
        } else {
            self.columns.len()
        }
    }

    /// The first values of a row, if a date or an identifier is among them.
    pub(super) fn leading(columns: &[Column]) -> Vec<Thing> {
        let lead: Vec<Thing> = columns
            .iter()
            .map_while(|column| column.thing)
            .take_while(|thing| matches!(thing, Thing::Row | Thing::Created | Thing::Identifier))
            .collect();
        let sure = lead.iter().any(|thing| *thing != Thing::Row);
        if sure { lead } else { Vec::new() }
    }

    /// Whether a backslash takes the meaning of what follows it.
    pub(super) fn escapes(&self) -> bool {
        matches!(self.escape, Escape::Backslash | Escape::Letters)
    }

    /// Whether it is known how rows begin, and they do with a quote.
    pub(super) fn quoted_lead(&self) -> bool {
        self.lead_quoted && !self.lead.is_empty()
    }

    /// Whether a row begins here. Nothing where the bytes end before that is told.
    pub(super) fn starts_row(&self, bytes: &[u8], last: bool) -> Option<bool> {
        if self.lead.is_empty() {
            return Some(false);
        }
        let mut at = 0;
        let mut sure = false;
        for (column, thing) in self.lead.iter().enumerate() {
            let rest = slice(bytes, at..bytes.len());
            let near = slice(rest, 0..rest.len().min(LONGEST));
            let more = near.len() == rest.len() && !last;
            let Cell { range, next, .. } = match scan::cell(near, self, column, false) {
                Some(cell) => cell,
                None if more => return None,
                None => return Some(false),
            };
            let value = std::str::from_utf8(slice(near, range)).unwrap_or("?");
            let value = value.trim();
            sure |= *thing != Thing::Row && !value.is_empty();
            if !fits(*thing, value) {
                return Some(false);
            }
            at += next;
        }
        Some(sure)
    }

    /// Whether the first value of a line may be that of a row.
    pub(super) fn first_fits(&self, bytes: &[u8]) -> bool {
        let near = slice(bytes, 0..bytes.len().min(LONGEST));
        self.lead.first().is_none_or(|thing| {
            scan::cell(near, self, 0, true).is_some_and(|cell| {
                let value = std::str::from_utf8(slice(near, cell.range)).unwrap_or("?");
                fits(*thing, value.trim())
            })
        })
    }

    /// Whether a line may begin a row, told by its first byte.
    pub(super) fn may_start_row(&self, byte: u8) -> bool {
        byte.is_ascii_digit() || byte == b'"' || byte == self.delimiter
    }
}

/// Whether a value may be a thing; nothing may be any.
fn fits(thing: Thing, value: &str) -> bool {
    value.is_empty()
        || match thing {
            Thing::Row => columns::is_number(value),
            Thing::Created => columns::is_date(value),
            _ => columns::is_identifier(value),
        }
}
