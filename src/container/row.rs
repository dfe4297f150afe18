//! From the values of a row to a message: what a row of any table says.

use super::columns::{self, Column};
use super::content::Content;
use super::{decode, escapes};
use crate::diagnostic::{Code, Diagnostic};
use crate::vocab::columns::Thing;

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
