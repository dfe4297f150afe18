//! How a table is written: its delimiter, its escapes, its columns, and what its rows begin with.

use crate::container::columns::Column;
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

    /// Whether a line may begin a row, told by its first byte.
    pub(super) fn may_start_row(&self, byte: u8) -> bool {
        byte.is_ascii_digit() || byte == b'"' || byte == self.delimiter
    }
}
