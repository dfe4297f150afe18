//! Values of a row: where one begins, where it ends, and where the row does.
//!
//! A quote means what stands beside it: one before a delimiter or a line end closes, any other is text. So a quote that
//! lacks its escape does no harm, and where a line inside of quotes begins as rows do, the open row is torn: it costs
//! itself alone.

use std::ops::Range;

use super::dialect::{Dialect, Escape};
use crate::container::columns;
use crate::container::line::slice;
use crate::container::row::Found;
use crate::vocab::columns::Thing;

/// A value of a row, as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Without its quotes.
    pub range: Range<usize>,
    pub quoted: bool,
    /// Where the next one begins.
    pub next: usize,
}

/// A value by which rows are told is not longer than this.
const LONGEST: usize = 64;

/// Where the text of a value begins, and whether it stands in quotes; nothing where the bytes end before that is told.
pub(super) fn open(bytes: &[u8], at: usize, dialect: &Dialect) -> Option<(usize, bool)> {
    let rest = slice(bytes, at..bytes.len());
    let blanks = rest.iter().take_while(|b| **b == b' ').count();
    match rest.get(blanks)? {
        b'"' if dialect.quotes => Some((at + blanks + 1, true)),
        _ => Some((at, false)),
    }
}

/// The value that begins here and ends before another one of its row; nothing where it does not.
pub(super) fn cell(bytes: &[u8], dialect: &Dialect, column: usize, last: bool) -> Option<Cell> {
    let (start, quoted) = open(bytes, 0, dialect)?;
    match next(bytes, start, quoted, dialect, column, last) {
        Found::Value { end, next } => Some(Cell {
            range: start..end,
            quoted,
            next,
        }),
        _ => None,
    }
}

/// What comes next behind `from`, which is inside the value of a column; `last` says that no more bytes follow.
pub(super) fn next(
    bytes: &[u8],
    from: usize,
    quoted: bool,
    dialect: &Dialect,
    column: usize,
    last: bool,
) -> Found {
    let last_column = column + 1 >= dialect.count();
    if quoted {
        inside(bytes, from, dialect, last_column, last)
    } else {
        bare(bytes, from, dialect, last_column, last)
    }
}

fn bare(bytes: &[u8], from: usize, dialect: &Dialect, last_column: bool, last: bool) -> Found {
    let line_end = if dialect.returns { b'\r' } else { b'\n' };
    let escapes = dialect.escapes();
    // A delimiter in the last value is text.
    let delimiter = if last_column {
        line_end
    } else {
        dialect.delimiter
    };
    let backslash = if escapes { b'\\' } else { line_end };
    let mut at = from;
    loop {
        let rest = slice(bytes, at..bytes.len());
        let Some(found) = memchr::memchr3(delimiter, line_end, backslash, rest) else {
            return if last {
                Found::Row {
                    end: bytes.len(),
                    next: bytes.len(),
                }
            } else {
                Found::More { at: bytes.len() }
            };
        };
        at += found;
        match rest.get(found) {
            Some(b'\\') if escapes => {
                if at + 1 == bytes.len() && !last {
                    return Found::More { at };
                }
                at += 2;
            }
            Some(byte) if *byte == line_end => {
                let line = slice(bytes, from..at);
                let returns = line.iter().rev().take_while(|b| **b == b'\r').count();
                return Found::Row {
                    end: at - returns,
                    next: at + 1,
                };
            }
            _ => {
                return Found::Value {
                    end: at,
                    next: at + 1,
                };
            }
        }
    }
}

fn inside(bytes: &[u8], from: usize, dialect: &Dialect, last_column: bool, last: bool) -> Found {
    // Rows that begin with a quote are looked for at quotes alone, as most lines have none.
    let lines = if dialect.lead.is_empty() || dialect.quoted_lead() {
        b'"'
    } else {
        b'\n'
    };
    let mut at = from;
    loop {
        let rest = slice(bytes, at..bytes.len());
        let Some(found) = memchr::memchr3(b'"', b'\\', lines, rest) else {
            return more(bytes.len(), last);
        };
        at += found;
        match slice(rest, found..rest.len()) {
            [b'\\', b'"', ..] if dialect.escape == Escape::Either => {
                match closes_behind_backslash(bytes, at + 1, dialect, last_column, last) {
                    None => return Found::More { at },
                    Some(true) => at += 1,
                    Some(false) => at += 2,
                }
            }
            [b'\\'] if !last => return Found::More { at },
            [b'\\', ..] => at += 1 + usize::from(dialect.escapes()),
            [b'\n'] if !last => return Found::More { at },
            [b'\n', next, ..] => {
                if dialect.may_start_row(*next) {
                    match dialect.starts_row(slice(bytes, at + 1..bytes.len()), last) {
                        None => return Found::More { at },
                        Some(true) => return Found::Torn { at: at + 1 },
                        Some(false) => {}
                    }
                }
                at += 1;
            }
            [b'\n'] => at += 1,
            _ => match quote(bytes, at, dialect, last_column, last) {
                Quote::Is(found) => return found,
                Quote::Text(len) => at += len,
            },
        }
    }
}

/// Where nothing has shown how quotes are escaped: whether the quote behind a backslash closes its value.
fn closes_behind_backslash(
    bytes: &[u8],
    at: usize,
    dialect: &Dialect,
    last_column: bool,
    last: bool,
) -> Option<bool> {
    match slice(bytes, at + 1..bytes.len()) {
        [] if last => Some(true),
        [] => None,
        [b, b'"', ..] => Some(*b == dialect.delimiter && !last_column),
        [b] => (last || *b != dialect.delimiter).then_some(false),
        _ => Some(false),
    }
}

/// What a quote is.
enum Quote {
    /// One that ends something.
    Is(Found),
    /// Text of so many bytes.
    Text(usize),
}

fn quote(bytes: &[u8], at: usize, dialect: &Dialect, last_column: bool, last: bool) -> Quote {
    let rest = slice(bytes, at..bytes.len());
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    if matches!(before, Some(b'\n' | b'\r')) && dialect.quoted_lead() {
        match dialect.starts_row(rest, last) {
            Some(true) => return Quote::Is(Found::Torn { at }),
            None if !last => return Quote::Is(Found::More { at }),
            _ => {}
        }
    }
    match rest {
        [b'"'] if last => Quote::Is(Found::Row {
            end: at,
            next: bytes.len(),
        }),
        [b'"'] => Quote::Is(Found::More { at }),
        [b'"', b'"', ..] => Quote::Text(2),
        [b'"', b, ..] if *b == dialect.delimiter => {
            if last_column {
                Quote::Text(1)
            } else {
                Quote::Is(Found::Value {
                    end: at,
                    next: at + 2,
                })
            }
        }
        [b'"', b'\n' | b'\r', ..] => line_end(bytes, at, dialect, last_column, last),
        _ => Quote::Text(1),
    }
}

/// A quote before a line end: it closes the row, but where values are missing and no row follows.
fn line_end(bytes: &[u8], at: usize, dialect: &Dialect, last_column: bool, last: bool) -> Quote {
    let behind = slice(bytes, at + 1..bytes.len());
    let returns = behind.iter().take_while(|b| **b == b'\r').count();
    let next = at + 1 + returns + usize::from(behind.get(returns) == Some(&b'\n'));
    if !last_column && dialect.count() != usize::MAX && !dialect.lead.is_empty() {
        let rest = slice(bytes, next..bytes.len());
        match dialect.starts_row(rest, last) {
            None if !last => return Quote::Is(Found::More { at }),
            Some(false) if !rest.trim_ascii().is_empty() => return Quote::Text(1),
            _ => {}
        }
    }
    Quote::Is(Found::Row { end: at, next })
}

impl Dialect {
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
            let Cell { range, next, .. } = match cell(near, self, column, false) {
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
            cell(near, self, 0, true).is_some_and(|cell| {
                let value = std::str::from_utf8(slice(near, cell.range)).unwrap_or("?");
                fits(*thing, value.trim())
            })
        })
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

fn more(at: usize, last: bool) -> Found {
    if last { Found::End } else { Found::More { at } }
}

/// Adds a value to `out` without its escapes. How many quotes stood in it without one.
pub(super) fn unescape(value: &[u8], quoted: bool, escape: Escape, out: &mut Vec<u8>) -> usize {
    let mut stray = 0;
    let mut rest = value;
    // What is not in quotes has none to escape.
    let quote = if quoted { b'"' } else { b'\\' };
    while let Some(at) = memchr::memchr2(b'\\', quote, rest) {
        out.extend_from_slice(slice(rest, 0..at));
        let (written, len) = match slice(rest, at..rest.len()) {
            [b'"', b'"', ..] => (b'"', 2),
            [b'"', ..] => {
                stray += 1;
                (b'"', 1)
            }
            [b'\\', b'"', ..] if escape != Escape::Doubled => (b'"', 2),
            [b'\\', escaped @ (b'\'' | b'\\' | b'\n'), ..] if escape == Escape::Backslash => {
                (*escaped, 2)
            }
            [b'\\', escaped, ..] if escape == Escape::Letters => (letter(*escaped), 2),
            _ => (b'\\', 1),
        };
        out.push(written);
        rest = slice(rest, at + len..rest.len());
    }
    out.extend_from_slice(rest);
    stray
}

/// The character that a letter behind a backslash stands for.
pub(in crate::container) fn letter(escaped: u8) -> u8 {
    match escaped {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'0' => 0,
        b'b' => 8,
        b'Z' => 26,
        other => other,
    }
}
