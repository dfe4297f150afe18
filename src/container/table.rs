//! The archive in a table of any dialect: a cable a row.
//!
//! ```text
//! id;datetime;local_title;origin;classification;referenceIDs;header;data
//! 1;2009-07-17 04:51:00;09LIMA12;Embassy Lima;CONFIDENTIAL;09STATE1;"VZCZC...";"C O N F I D E N ..."
//! ```
//!
//! Delimiter, quotes, escapes, the form of dates and the columns are found out from the beginning ([`sniff`]): by the
//! names in the first line, in any order, or by what the columns hold. The csv crate reads one dialect at a time, goes
//! by whether quotes are even or odd, and cuts no stream; here a row that is torn costs itself alone ([`scan`]). The
//! dialect in which the archive itself goes round has its own reader, which is quicker ([`super::csv`]).

mod dialect;
mod scan;
mod sniff;

use std::sync::Arc;

use super::content::{Content, Cut, Stretch};
use super::line::{self, slice};
use super::{columns, row};
use crate::error::InputErrorKind;
pub(super) use dialect::Dialect;
use row::Found;
pub(super) use scan::letter;
pub(super) use sniff::{Sniffed, slice_of, sniff};

impl Dialect {
    /// Whether it is that of the archive itself, or cannot be told from it: a row is number, date, identifier, ..., in
    /// quotes all.
    pub(super) fn is_of_archive(&self, head: &[u8]) -> bool {
        let first = slice(head, self.before..head.len());
        self.delimiter == b','
            && super::csv::starts_row(first)
            && self.escape != dialect::Escape::Doubled
            && self.escape != dialect::Escape::Letters
            && self
                .columns
                .iter()
                .map(|column| column.thing)
                .eq(columns::ARCHIVE.iter().copied().map(Some))
    }
}

/// Finds where rows end.
pub(super) struct Cutter {
    dialect: Arc<Dialect>,
    /// Bytes of the open row that have been looked at.
    at: usize,
    place: Place,
    /// Whether what was cut off last is no row, but names.
    between: bool,
}

/// Where in its row the cutter stands.
#[derive(Clone, Copy)]
enum Place {
    /// Before the first row.
    Begin,
    /// In the rest of a row of which the beginning is lost.
    Rest,
    /// Before a row.
    Before,
    /// Before a value of this column.
    Column(usize),
    /// In a value of this column, in quotes or not.
    Value(usize, bool),
    /// Behind the row.
    Behind,
}

impl Cutter {
    pub(super) fn new(dialect: Arc<Dialect>) -> Self {
        Cutter {
            dialect,
            at: 0,
            place: Place::Begin,
            between: false,
        }
    }

    fn cut(&mut self, end: usize, between: bool) -> Option<usize> {
        (self.at, self.place, self.between) = (0, Place::Before, between);
        Some(end)
    }

    /// The rest of a torn row: up to a line that begins one.
    fn rest(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        loop {
            let rest = slice(bytes, self.at..bytes.len());
            let feed = memchr::memchr2(b'\n', b'\r', rest);
            let Some(feed) = feed.filter(|feed| last || feed + 1 < rest.len()) else {
                return if last {
                    self.cut(bytes.len(), false)
                } else {
                    None
                };
            };
            let next = slice(rest, feed + 1..rest.len());
            if next.first().is_some_and(|b| self.dialect.may_start_row(*b)) {
                match self.dialect.starts_row(next, last) {
                    None => {
                        self.at += feed;
                        return None;
                    }
                    Some(true) => return self.cut(self.at + feed + 1, false),
                    Some(false) => {}
                }
            }
            self.at += feed + 1;
        }
    }
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        loop {
            match self.place {
                Place::Begin => {
                    let (before, named) = (self.dialect.before, self.dialect.named);
                    if before > bytes.len() && !last {
                        return None;
                    }
                    self.place = Place::Before;
                    if before > 0 && before <= bytes.len() {
                        return self.cut(before, named);
                    }
                }
                Place::Rest => return self.rest(bytes, last),
                Place::Before => {
                    let rest = slice(bytes, self.at..bytes.len());
                    self.at += blank_lines(rest);
                    if self.at == bytes.len() {
                        return None;
                    }
                    self.place = Place::Column(0);
                }
                Place::Column(column) => {
                    let Some((start, quoted)) = scan::open(bytes, self.at, &self.dialect) else {
                        return if last {
                            self.cut(bytes.len(), false)
                        } else {
                            None
                        };
                    };
                    (self.at, self.place) = (start, Place::Value(column, quoted));
                }
                Place::Value(column, quoted) => {
                    match scan::next(bytes, self.at, quoted, &self.dialect, column, last) {
                        Found::Value { next, .. } => {
                            (self.at, self.place) = (next, Place::Column(column + 1));
                        }
                        Found::Row { next, .. } => (self.at, self.place) = (next, Place::Behind),
                        Found::Torn { at } => return self.cut(at, false),
                        Found::End => return self.cut(bytes.len(), false),
                        Found::More { at } => {
                            self.at = at;
                            return None;
                        }
                    }
                }
                // Blank lines behind a row go with it.
                Place::Behind => {
                    let rest = slice(bytes, self.at..bytes.len());
                    let end = self.at + blank_lines(rest);
                    if end == bytes.len() && !last {
                        self.at = end;
                        return None;
                    }
                    return self.cut(end, false);
                }
            }
        }
    }

    fn skip(&mut self) -> bool {
        (self.at, self.place) = (0, Place::Rest);
        true
    }

    fn stretch(&self) -> Stretch {
        if self.between {
            Stretch::Between
        } else {
            Stretch::Message
        }
    }
}

/// Bytes of line ends at the beginning; a tab there is an empty value.
fn blank_lines(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|b| matches!(b, b'\n' | b'\r'))
        .count()
}

/// Reads a row.
pub(super) fn read(raw: &[u8], dialect: &Dialect) -> Result<Content, InputErrorKind> {
    let count = dialect.columns.len();
    let mut values = Vec::with_capacity(count);
    let (mut at, mut stray, mut closed) = (blank_lines(raw), 0, false);
    while let Some((start, quoted)) = scan::open(raw, at, dialect) {
        let (end, next) = match scan::next(raw, start, quoted, dialect, values.len(), true) {
            Found::Value { end, next } => (end, Some(next)),
            Found::Row { end, .. } => {
                closed = true;
                (end, None)
            }
            Found::Torn { at } => (at, None),
            Found::End | Found::More { .. } => (raw.len(), None),
        };
        let mut value = slice(raw, start..end);
        if !closed && next.is_none() {
            value = value.trim_ascii_end();
        }
        let mut out = Vec::with_capacity(value.len());
        stray += scan::unescape(value, quoted, dialect.escape, &mut out);
        let absent = !quoted && matches!(value, b"" | b"NULL" | b"\\N");
        values.push((!absent).then_some(out));
        match next {
            Some(next) if values.len() < count => at = next,
            _ => break,
        }
    }
    // A delimiter at the end of the input opens an empty value.
    if at == raw.len() && values.len() + 1 == count {
        values.push(None);
        closed = true;
    }
    if values.len() < count {
        let text = raw.trim_ascii();
        if !dialect.first_fits(text) {
            let torn = "no row begins here: the rest of a torn one";
            return Err(InputErrorKind::Damaged(torn.to_owned()));
        }
        return Err(row::short(
            1 + line::count(text),
            values.len(),
            count,
            closed,
        ));
    }
    let mut content = row::content(&dialect.columns, values);
    row::stray(&mut content, stray);
    if !closed {
        row::torn(&mut content);
    }
    Ok(content)
}

#[cfg(test)]
mod tests;
