//! The archive in one table: a cable a row, eight columns, every value quoted.
//!
//! ```text
//! "1","7/17/2009 4:51","09LIMA12","Embassy Lima","CONFIDENTIAL","09STATE1|08LIMA3","VZCZC...","C O N F I D E N ..."
//! ```
//!
//! That is row, date, identifier, origin, classification, references, header and body. There is no row of names, or
//! there is one, which is skipped. A backslash escapes quotes, apostrophes and itself; a quote may be doubled instead;
//! line feeds stand in values as they are.
//!
//! The csv crate does not read this dialect. Its `escape` drops the backslash before any character, where one before
//! another character is text here; and it goes by whether quotes are even or odd, so that one torn row would turn
//! inside out all that follow. Here a quote means what stands beside it ([`scan`]): a row that is torn costs itself
//! alone.

mod scan;

use super::content::{Content, Cut};
use super::{classified, columns, decode, escapes, line, row};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::InputErrorKind;
use crate::vocab::levels;
use row::Found;
use scan::Begin;

/// A classification line is not longer than this.
const LINE: usize = 200;
/// How many columns a row has.
const COLUMNS: usize = 8;
/// The archive's keys for the first of them; references, header and body follow.
const KEYS: [&str; 5] = ["row", "created", "identifier", "origin", "classification"];

/// Whether an input is such a table: a row stands at its beginning, whatever may stand before a row.
pub(super) fn recognise(head: &[u8]) -> bool {
    match scan::begin(head, 0, true) {
        Begin::Row(at) => {
            let row = line::slice(head, at..head.len());
            scan::starts_row(row) == Some(true) && names_cable(row)
        }
        Begin::More(_) => false,
    }
}

/// Whether a row says which cable it is, in its third column or its fifth: other tables have numbers and dates too.
fn names_cable(row: &[u8]) -> bool {
    let mut at = 1;
    for column in 0..5 {
        let Found::Value { end, next } = scan::next(row, at, false, true) else {
            return false;
        };
        let value = line::slice(row, at..end);
        let text = value.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        if column == 2 && columns::is_identifier(text)
            || column == 4 && levels::read(text).is_some()
        {
            return true;
        }
        at = next;
    }
    false
}

/// Whether a row begins here.
pub(super) fn starts_row(bytes: &[u8]) -> bool {
    scan::starts_row(bytes.trim_ascii_start()) == Some(true)
}

/// Finds where rows end.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// Bytes of the open row that have been looked at.
    at: usize,
    /// The column that is open, from 1; 0 before the row.
    column: usize,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        if self.column == 0 {
            match scan::begin(bytes, self.at, last) {
                // What stands before rows, and no row: a message that cannot be read.
                Begin::More(_) if last && !bytes.trim_ascii().is_empty() => {
                    *self = Cutter::default();
                    return Some(bytes.len());
                }
                Begin::More(at) => {
                    self.at = at;
                    return None;
                }
                Begin::Row(at) => {
                    // The rest of a torn row begins without a quote.
                    self.at = at + usize::from(bytes.get(at) == Some(&b'"'));
                    self.column = 1;
                }
            }
        }
        let end = loop {
            match scan::next(bytes, self.at, self.column == COLUMNS, last) {
                Found::Value { next, .. } => (self.at, self.column) = (next, self.column + 1),
                Found::Row { next, .. } => break next,
                Found::Torn { at } => break at,
                Found::End => break bytes.len(),
                Found::More { at } => {
                    self.at = at;
                    return None;
                }
            }
        };
        *self = Cutter::default();
        Some(end)
    }
}

/// Reads a row.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let begin = match scan::begin(raw, 0, true) {
        Begin::Row(at) if raw.get(at) == Some(&b'"') => at + 1,
        Begin::Row(_) => {
            return Err(InputErrorKind::Damaged(
                "no row begins here: the rest of a torn one".to_owned(),
            ));
        }
        Begin::More(_) => return Err(InputErrorKind::Damaged("no row follows".to_owned())),
    };
    let mut values: [&[u8]; COLUMNS] = [&[]; COLUMNS];
    let mut at = begin;
    let mut count = 0;
    let mut closed = false;
    for (column, value) in values.iter_mut().enumerate() {
        count += 1;
        let (end, next) = match scan::next(raw, at, column + 1 == COLUMNS, true) {
            Found::Value { end, next } => (end, Some(next)),
            Found::Row { end, .. } => {
                closed = true;
                (end, None)
            }
            Found::Torn { at } => (at, None),
            Found::End | Found::More { .. } => (raw.len(), None),
        };
        *value = line::slice(raw, at..end);
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    if count < COLUMNS {
        let lines = 1 + memchr::memchr_iter(b'\n', raw.trim_ascii_end()).count();
        return Err(row::short(lines as u64, count, COLUMNS, closed));
    }
    let [given @ .., references, header, body] = values;
    Ok(content(given, references, [header, body], closed))
}

/// What the values of a whole row say.
fn content(
    given: [&[u8]; 5],
    references: &[u8],
    [header, body]: [&[u8]; 2],
    closed: bool,
) -> Content {
    let mut content = Content::default();
    for (key, value) in KEYS.into_iter().zip(given) {
        content.archive.set(key, said(value).trim());
    }
    let references = said(references);
    let references = references.split('|').map(str::trim);
    let references = references.filter(|id| !id.is_empty()).map(str::to_owned);
    content.archive.set_list("references", references.collect());

    let mut text = Vec::with_capacity(header.len() + 1 + body.len());
    let mut stray = unescape(header, &mut text);
    if !text.is_empty() {
        text.push(b'\n');
    }
    let body = if closed { body } else { body.trim_ascii_end() };
    stray += unescape(body, &mut text);
    (content.text, content.diagnostics) = decode::decode(&text);
    content.text = escapes::resolve(content.text);
    row::stray(&mut content, stray);
    if !closed {
        row::torn(&mut content);
    }
    content
}

/// Whether an input is the last part of a row, header and body of it: the values are set apart where a classification
/// line follows.
pub(super) fn is_fragment(head: &[u8]) -> bool {
    fragment(head).is_some()
}

/// Where the header ends and the body begins in the last part of a row.
fn fragment(raw: &[u8]) -> Option<(usize, usize)> {
    memchr::memmem::find_iter(raw, b"\",\"").find_map(|at| {
        let body = line::slice(raw, at + 3..raw.len().min(at + 3 + LINE)).trim_ascii_start();
        let first = body.split(|b| matches!(b, b'\n' | b'\r')).next()?;
        classified::number(first.trim_ascii())?;
        Some((at, at + 3))
    })
}

/// Reads the last part of a row.
pub(super) fn read_fragment(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let Some((end, begin)) = fragment(raw) else {
        return read(raw);
    };
    let header = line::slice(raw, 0..end);
    let body = line::slice(raw, begin..raw.len()).trim_ascii_end();
    let closed = body.strip_suffix(b"\"");
    let mut content = content(
        [b""; 5],
        b"",
        [header, closed.unwrap_or(body)],
        closed.is_some(),
    );
    content.diagnostics.push(Diagnostic::new(
        Code::ContainerTorn,
        "the row has lost its first columns: the header may not be whole",
    ));
    Ok(content)
}

/// A short value as text.
fn said(value: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    unescape(value, &mut bytes);
    decode::decode(&bytes).0
}

/// Adds a value to `out` without its escapes. How many quotes stood in it without one.
fn unescape(value: &[u8], out: &mut Vec<u8>) -> usize {
    let mut stray = 0;
    let mut rest = value;
    while let Some(at) = memchr::memchr2(b'\\', b'"', rest) {
        out.extend_from_slice(line::slice(rest, 0..at));
        let (written, len) = match line::slice(rest, at..rest.len()) {
            [b'\\', escaped @ (b'"' | b'\'' | b'\\'), ..] => (*escaped, 2),
            [b'"', b'"', ..] => (b'"', 2),
            [b'"', ..] => {
                stray += 1;
                (b'"', 1)
            }
            _ => (b'\\', 1),
        };
        out.push(written);
        rest = line::slice(rest, at + len..rest.len());
    }
    out.extend_from_slice(rest);
    stray
}

#[cfg(test)]
mod tests;
