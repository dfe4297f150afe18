//! From the values of a row to a message: what a row of any table says.

use super::columns::{self, Column};
use super::content::Content;
use super::{decode, escapes};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::InputErrorKind;
use crate::vocab::columns::Thing;

/// What comes next in a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The open value ends, and another one follows in the row.
    Value { end: usize, next: usize },
    /// The open value ends, and the row with it; what follows the row begins at `next`.
    Row { end: usize, next: usize },
    /// The open value has no end: another row begins here.
    Torn { at: usize },
    /// The open value has no end: the input has.
    End,
    /// More bytes are needed to tell; all before `at` is looked at.
    More { at: usize },
}

/// What is wrong with a row that has too few values: so many, on so many lines, where more were due.
pub(super) fn short(lines: u64, values: usize, due: usize, closed: bool) -> InputErrorKind {
    let open = if closed {
        ""
    } else {
        ", the last without its closing quote"
    };
    InputErrorKind::Damaged(format!(
        "line {lines} of the row: {values} of {due} columns{open}"
    ))
}

/// What the values of a row say; one that is not there says nothing.
pub(super) fn content(columns: &[Column], values: Vec<Option<Vec<u8>>>) -> Content {
    let mut content = Content::default();
    let mut text = Vec::new();
    let (mut header, mut body) = (None, None);
    for (column, value) in columns.iter().zip(values) {
        let Some(value) = value else { continue };
        match column.thing {
            Some(Thing::Header) => header = Some(value),
            Some(Thing::Body) => body = Some(value),
            Some(Thing::References) => {
                let said = said(&value);
                let items = columns::references(&said).map(str::to_owned).collect();
                content.archive.set_list(&column.key, items);
            }
            _ => content.archive.set(&column.key, said(&value).trim()),
        }
    }
    if let Some(header) = header.filter(|header| !header.is_empty()) {
        text = header;
        text.push(b'\n');
    }
    text.extend_from_slice(&body.unwrap_or_default());
    (content.text, content.diagnostics) = decode::decode(&text);
    content.text = escapes::resolve(content.text);
    content
}

/// A short value as text.
fn said(value: &[u8]) -> String {
    decode::decode(value).0
}

/// Says that quotation marks stood in a row without their escape.
pub(super) fn stray(content: &mut Content, count: usize) {
    if count == 0 {
        return;
    }
    let what = if count == 1 {
        "1 quotation mark stands"
    } else {
        &format!("{count} quotation marks stand")
    };
    content.diagnostics.push(Diagnostic::new(
        Code::ContainerMended,
        format!("{what} in the row without an escape: read as text"),
    ));
}

/// Says that a row has no closing quote.
pub(super) fn torn(content: &mut Content) {
    content.diagnostics.push(Diagnostic::new(
        Code::ContainerTorn,
        "the row has no closing quote: the text may not be whole",
    ));
}
