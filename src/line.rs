//! The lines of a message, each with the shape that it has by itself.
//!
//! One pass over the bytes: no regex, no context. What a line means is decided by layout, which sees its neighbours.
//! Containers look for heads before anything is decoded, by recognisers of their own.

use crate::slice::trim_end;

mod head;
mod shape;

pub(crate) use head::{indent, is_indicator};
pub(crate) use shape::{Shape, is_dash, shape};

/// One line of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Where the line begins, in bytes.
    pub start: usize,
    /// Where its printed text ends: trailing blanks, and the backslash that some archives put at a line's end, apart.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
    /// What it looks like.
    pub shape: Shape,
}

/// Cuts a text into lines. The last one may lack its line feed; an empty text has none. Format line 1 stands where one of
/// the `transmissions` does: copies show junk before it.
pub(crate) fn lines(text: &str, transmissions: &[usize]) -> impl Iterator<Item = Line> {
    let mut transmissions = transmissions.iter().peekable();
    let feeds = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let unended = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let mut start = 0;
    feeds.chain(unended).map(move |next| {
        let printed = printed(text.get(start..next).unwrap_or_default());
        let mut shape = shape(printed);
        while transmissions.next_if(|at| **at < next).is_some() {
            shape = Shape::TransmissionId;
        }
        let line = Line {
            start,
            end: start + printed.len(),
            next,
            shape,
        };
        start = next;
        line
    })
}

/// The printed text of a line: no blanks and no line feed at its end, nor the backslash of an escaped line end.
pub(crate) fn printed(line: &str) -> &str {
    let line = trim_end(without_last(line, b'\n').unwrap_or(line));
    without_last(line, b'\\').map_or(line, trim_end)
}

/// A text without its last byte, where it is this one of ASCII.
fn without_last(text: &str, last: u8) -> Option<&str> {
    match text.as_bytes() {
        [before @ .., byte] if *byte == last => text.get(..before.len()),
        _ => None,
    }
}
