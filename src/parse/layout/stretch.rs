//! A stretch of a message: a line mostly, and what is known of it.

use crate::line::{Line, Shape, printed, shape};
use crate::part::Role;

/// A line, or a piece of one: `REF: LIMA 1 Classified By: ...` becomes two. Several lines where they are all too many
/// (`crowd`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where its printed text ends.
    pub end: usize,
    /// Where the next stretch begins.
    pub next: usize,
    /// The line it stands in, from 1.
    pub line: u32,
    /// What it looks like.
    pub shape: Shape,
    /// The first byte of its printed text; nothing where that is blank.
    pub lead: u8,
    /// What it is, once that is known.
    pub role: Option<Role>,
}

impl Stretch {
    /// The stretch of one line.
    #[inline]
    pub(super) fn of(line: Line, number: u32, role: Option<Role>) -> Self {
        Stretch {
            start: line.start,
            end: line.end,
            next: line.next,
            line: number,
            shape: line.shape,
            lead: line.lead,
            role,
        }
    }
}

/// The two pieces of a stretch, or nothing where the offset is not inside its printed text.
pub(super) fn cut(text: &str, row: Stretch, offset: usize) -> Option<[Stretch; 2]> {
    let middle = row.start + offset;
    if offset == 0 || middle >= row.end {
        return None;
    }
    let first = text.get(row.start..middle)?;
    let second = text.get(middle..row.end)?;
    let first_end = row.start + printed(first).len();
    let first_shape = if offset < 400 {
        shape(printed(first))
    } else {
        row.shape
    };
    Some([
        Stretch {
            end: first_end,
            next: middle,
            shape: first_shape,
            ..row
        },
        Stretch {
            start: middle,
            shape: shape(printed(second)),
            lead: second.as_bytes().first().copied().unwrap_or(0),
            ..row
        },
    ])
}
