//! The parts of a message sorted for the fields: each role's stretches, and the body in order.

use std::ops::Range;

use super::element::text;
use super::field::paragraph::Piece;
use super::fragment::Fragment;
use crate::line::printed;
use crate::part::{Part, Role};
use crate::slice::from;
use crate::vocab::furniture;

/// Every stretch under its role.
pub(super) struct Sorted<'m> {
    /// The stretches of the fields: those of a role together, in order.
    fragments: Vec<Fragment<'m>>,
    /// Where the stretches of each role stand.
    ranges: [Range<usize>; Role::ALL.len()],
    /// Headings, paragraphs and what stands between them, from the first heading or paragraph on.
    pub body: Vec<Piece<'m>>,
    /// The last line of text, the signature's included.
    pub last_role: Option<Role>,
}

impl<'m> Sorted<'m> {
    pub(super) fn new(text: &'m str, parts: &[Part]) -> Self {
        let fragment = |part: &Part| Fragment {
            text: printed(text.get(part.span.clone()).unwrap_or_default()),
            line: part.line,
        };
        let of_fields = || {
            parts
                .iter()
                .filter(|part| part.role != Role::Blank && !is_body(part.role))
        };
        let ranges = ranges(of_fields().map(|part| part.role));
        let mut places = ranges.clone();
        let none = Fragment { text: "", line: 0 };
        let mut fragments = vec![none; of_fields().count()];
        for part in of_fields() {
            if let Some(place) = places.get_mut(part.role as usize).and_then(Range::next)
                && let Some(slot) = fragments.get_mut(place)
            {
                *slot = fragment(part);
            }
        }
        let body = parts.iter().position(|part| is_body(part.role));
        let body = parts.get(body.unwrap_or(parts.len())..);
        let body = body.unwrap_or_default();
        let printed = body
            .first()
            .map_or("", |first| from(text, first.span.start));
        let base = text.len() - printed.len();
        let mut columns = text::all_columns(printed).map(|at| base + at).peekable();
        let mut below = body.iter().skip(1).map(|part| part.line);
        let piece = |part: &Part| {
            while columns.next_if(|at| *at < part.span.start).is_some() {}
            Piece {
                role: part.role,
                fragment: fragment(part),
                columns: columns.peek().is_some_and(|at| *at < part.span.end),
                several: below.next().is_some_and(|line| line > part.line + 1),
            }
        };
        let is_text = |role| !matches!(role, Role::Blank | Role::PageMarker | Role::Archive);
        Sorted {
            fragments,
            ranges,
            body: body.iter().map(piece).collect(),
            last_role: parts
                .iter()
                .rev()
                .map(|part| part.role)
                .find(|role| is_text(*role)),
        }
    }

    /// Whether nothing below the header is there: no line of the block, no text.
    pub(super) fn has_no_text(&self) -> bool {
        const BLOCK: [Role; 4] = [Role::Classification, Role::Order, Role::Tags, Role::Subject];
        self.body.is_empty() && BLOCK.iter().all(|role| self.of(*role).is_empty())
    }

    /// Whether a stamp of this kind stands on the cable.
    pub(super) fn is_stamped(&self, kind: furniture::Kind) -> bool {
        self.of(Role::Stamp)
            .iter()
            .any(|stamp| furniture::read(stamp.text.trim_start()) == Some(kind))
    }

    /// The stretches of a role, in order.
    pub(super) fn of(&self, role: Role) -> &[Fragment<'m>] {
        let range = self.ranges.get(role as usize).cloned();
        self.fragments
            .get(range.unwrap_or_default())
            .unwrap_or_default()
    }
}

/// Whether a role is one of the body's: headings and paragraphs.
fn is_body(role: Role) -> bool {
    matches!(role, Role::Heading | Role::ParagraphStart | Role::Paragraph)
}

/// Where the stretches of each role stand once they are sorted by role.
fn ranges(roles: impl Iterator<Item = Role>) -> [Range<usize>; Role::ALL.len()] {
    let mut ranges = [const { 0..0 }; Role::ALL.len()];
    for role in roles {
        if let Some(range) = ranges.get_mut(role as usize) {
            range.end += 1;
        }
    }
    let mut start = 0;
    for range in &mut ranges {
        let len = range.end;
        *range = start..start + len;
        start += len;
    }
    ranges
}
