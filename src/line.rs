//! The lines of a message, each with the shape that it has by itself.
//!
//! One pass over the bytes: no regex, no context. What a line means is decided by layout, which sees its neighbours.
//! Containers look for heads before anything is decoded; what an indicator is, and an office with its copies, is the
//! same there.

use shape::is_prose;

use crate::slice::trim_end;

mod feed;
mod head;
mod shape;

pub(crate) use head::{indent, is_indicator, is_office_copies};
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
    /// Its first byte; nothing where it is blank.
    pub lead: u8,
}

/// Cuts a text into lines. The last one may lack its line feed; an empty text has none. Format line 1 stands where one of
/// the `transmissions` does: copies show junk before it.
pub(crate) fn each(text: &str, transmissions: &[usize], mut found: impl FnMut(Line)) {
    let mut transmissions = transmissions.iter().copied();
    let mut transmission = transmissions.next().unwrap_or(usize::MAX);
    let mut start = 0;
    let mut line = |next: usize| {
        let (len, mut shape) = match text.as_bytes().get(start..next) {
            // Nearly all lines are these.
            Some([printed @ .., b'\n']) if is_prose(printed) => (printed.len(), Shape::Text),
            _ => {
                let printed = printed(text.get(start..next).unwrap_or_default());
                (printed.len(), shape(printed))
            }
        };
        while transmission < next {
            shape = Shape::TransmissionId;
            transmission = transmissions.next().unwrap_or(usize::MAX);
        }
        let first = text.as_bytes().get(start).filter(|_| len > 0);
        found(Line {
            start,
            end: start + len,
            next,
            shape,
            lead: first.copied().unwrap_or(0),
        });
        start = next;
    };
    feed::each(text.as_bytes(), |feed| line(feed + 1));
    if !text.is_empty() && !text.ends_with('\n') {
        line(text.len());
    }
}

/// The printed text of a line: no blanks and no line feed at its end, nor the backslash of an escaped line end.
#[inline]
pub(crate) fn printed(line: &str) -> &str {
    // Mostly a letter or a sign stands before the line feed.
    match line.as_bytes() {
        [before @ .., b'!'..=b'[' | b']'..=b'~', b'\n'] => {
            line.get(..=before.len()).unwrap_or_default()
        }
        _ => trimmed(line),
    }
}

/// What [`printed`] gives for any line.
fn trimmed(line: &str) -> &str {
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
