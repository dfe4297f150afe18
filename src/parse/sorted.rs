//! The parts of a message sorted for the fields: each role's stretches, and the body in order.

use super::field::paragraph::Piece;
use super::fragment::Fragment;
use crate::line::printed;
use crate::part::{Part, Role};

/// Every stretch under its role.
pub(super) struct Sorted<'m> {
    by_role: Vec<Vec<Fragment<'m>>>,
    /// Headings, paragraphs and what stands between them, from the first heading or paragraph on.
    pub body: Vec<Piece<'m>>,
    /// The last line of text, the signature's included.
    pub last_role: Option<Role>,
}

impl<'m> Sorted<'m> {
    pub(super) fn new(text: &'m str, parts: &[Part]) -> Self {
        let mut sorted = Sorted {
            by_role: vec![Vec::new(); Role::ALL.len()],
            body: Vec::with_capacity(parts.len()),
            last_role: None,
        };
        for part in parts {
            let printed = printed(text.get(part.span.clone()).unwrap_or_default());
            let fragment = Fragment {
                text: printed,
                line: part.line,
            };
            let in_body = matches!(
                part.role,
                Role::Heading | Role::ParagraphStart | Role::Paragraph
            );
            if in_body || !sorted.body.is_empty() {
                sorted.body.push(Piece {
                    role: part.role,
                    fragment,
                });
            }
            if !in_body
                && part.role != Role::Blank
                && let Some(list) = sorted.by_role.get_mut(part.role as usize)
            {
                list.push(fragment);
            }
            if !matches!(part.role, Role::Blank | Role::PageMarker | Role::Archive) {
                sorted.last_role = Some(part.role);
            }
        }
        sorted
    }

    /// Whether nothing below the header is there: no line of the block, no text.
    pub(super) fn has_no_text(&self) -> bool {
        const BLOCK: [Role; 4] = [Role::Classification, Role::Order, Role::Tags, Role::Subject];
        self.body.is_empty() && BLOCK.iter().all(|role| self.of(*role).is_empty())
    }

    /// The stretches of a role, in order.
    pub(super) fn of(&self, role: Role) -> &[Fragment<'m>] {
        self.by_role.get(role as usize).map_or(&[], Vec::as_slice)
    }
}
