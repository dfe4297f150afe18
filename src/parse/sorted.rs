//! The parts of a message sorted for the fields: each role's stretches, and the body in order.

use std::borrow::Cow;
use std::ops::Range;

use super::element::text;
use super::fragment::Fragment;
use super::layout::Layout;
use super::piece::Piece;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::printed;
use crate::part::{Part, Role};
use crate::slice::from;
use crate::vocab::furniture;

/// No field of the block is longer, in bytes: a hundred times what is told to be too long.
const FIELD: usize = 1 << 16;
/// The fields that this holds for.
const BOUNDED: [Role; 7] = [
    Role::Caption,
    Role::Instruction,
    Role::Order,
    Role::Tags,
    Role::Subject,
    Role::References,
    Role::ClassifiedBy,
];

/// Stretches of fields below the beginning of the text, mostly: markers, the signature.
const BELOW: usize = 8;

/// Every stretch under its role.
pub(super) struct Sorted<'m> {
    /// The stretches of the fields: those of a role together, in order.
    fragments: Vec<Fragment<'m>>,
    /// Where the stretches of each role stand.
    ranges: [Range<usize>; Role::ALL.len()],
    /// Headings, paragraphs and what stands between them, from the first heading or paragraph on.
    pub body: Vec<Piece<'m>>,
    /// The lines of the body, first and last, in which a mark of a summary, a comment or a request may stand.
    pub topics: Vec<[u32; 2]>,
    /// The last line of text, the signature's included.
    pub last_role: Option<Role>,
}

impl<'m> Sorted<'m> {
    pub(super) fn new(text: &'m str, Layout { parts, topics, .. }: &Layout) -> Self {
        let fragment = |part: &Part| Fragment {
            text: printed(text.get(part.span.clone()).unwrap_or_default()),
            line: part.line,
        };
        let above = parts.iter().position(|part| is_body(part.role));
        let (above, below) = parts
            .split_at_checked(above.unwrap_or(parts.len()))
            .unwrap_or_default();
        let mut fields = Vec::with_capacity(above.len() + BELOW);
        let named = above.iter().filter(|part| part.role != Role::Blank);
        fields.extend(named.map(|part| (part.role, fragment(part))));
        let start = below.first().map_or(text.len(), |first| first.span.start);
        let mut columns = text::all_columns(from(text, start)).map(|at| start + at);
        let mut column = columns.next();
        let mut body = Vec::with_capacity(below.len());
        let mut topics = topics.iter().peekable();
        let mut of_topics: Vec<[u32; 2]> = Vec::with_capacity(topics.len());
        for (at, part) in below.iter().enumerate() {
            while column.is_some_and(|at| at < part.span.start) {
                column = columns.next();
            }
            let fragment = fragment(part);
            let next = below.get(at + 1);
            let lines = [part.line, next.map_or(u32::MAX, |next| next.line)];
            while topics.next_if(|at| **at < part.span.end).is_some() {
                of_topics.push(lines);
            }
            body.push(Piece {
                role: part.role,
                fragment,
                columns: column.is_some_and(|at| at < part.span.end),
                several: next.is_some_and(|next| next.line > part.line + 1),
            });
            if part.role != Role::Blank && !is_body(part.role) {
                fields.push((part.role, fragment));
            }
        }
        // Those of a role stay in order.
        fields.sort_by_key(|(role, _)| *role as u8);
        let is_text = |role| !matches!(role, Role::Blank | Role::PageMarker | Role::Archive);
        Sorted {
            ranges: ranges(&fields),
            fragments: fields.into_iter().map(|(_, fragment)| fragment).collect(),
            body,
            topics: of_topics,
            last_role: parts
                .iter()
                .rev()
                .map(|part| part.role)
                .find(|role| is_text(*role)),
        }
    }

    /// Cuts the fields of the block at their bound, and says so.
    pub(super) fn bound(&mut self, notes: &mut Vec<Diagnostic>) {
        for role in BOUNDED {
            let Some(range) = self.ranges.get_mut(role as usize) else {
                continue;
            };
            let mut room = FIELD;
            let fragments = self.fragments.get(range.clone()).unwrap_or_default();
            let over = fragments.iter().position(|fragment| {
                let rest = room.checked_sub(fragment.text.len());
                room = rest.unwrap_or_default();
                rest.is_none()
            });
            let Some(at) = over else {
                continue;
            };
            // Not in the midst of a line: half of a value would be another value.
            let cut = fragments.get(at..).unwrap_or_default();
            let line = |fragment: Option<&Fragment<'_>>| fragment.map_or(0, |it| it.line);
            let (first, last) = (line(cut.first()), line(cut.last()));
            range.end = range.start + at;
            let message = format!("longer than {FIELD} bytes: the lines behind them were not read");
            let note = Diagnostic::new(Code::FieldCut, message).lines(first, last);
            notes.push(Diagnostic {
                field: role.field().map(Cow::Borrowed),
                ..note
            });
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

/// Where the stretches of each role stand, sorted by role as they are.
fn ranges(fields: &[(Role, Fragment<'_>)]) -> [Range<usize>; Role::ALL.len()] {
    let mut ranges = [const { 0..0 }; Role::ALL.len()];
    for (at, (role, _)) in fields.iter().enumerate() {
        if let Some(range) = ranges.get_mut(*role as usize) {
            let start = if range.end == 0 { at } else { range.start };
            *range = start..at + 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use crate::message::Message;
    use crate::parse::{Options, parse};

    #[test]
    fn a_field_of_the_block_has_a_bound() {
        let cable = |references: usize| {
            let list = "LIMA 12;\n".repeat(references);
            let text = format!(
                "R 120930Z MAY 06\nFM AMEMBASSY QUITO\nTO SECSTATE WASHDC\nUNCLAS QUITO 000401\n\nE.O. 12958: N/A\n\
                 TAGS: PREL\nSUBJECT: A LIGHT\nREF: {list}\n1. (U) The keeper left.\n\nROE\n"
            );
            let record = parse(&Message::from_text(text), Options::default());
            let cut = record
                .diagnostics
                .iter()
                .find(|note| note.code == "field-cut");
            let lines = cut.and_then(|note| note.lines);
            (record.references.len(), lines)
        };
        assert_eq!(cable(8_000), (8_000, None));
        assert_eq!(cable(9_000), (8_191, Some([8_200, 9_008])));
    }
}
