//! What stands before a place where a paragraph may begin.

use super::super::sheet::Stretch;
use super::super::{heading, join};
use crate::line::Shape;
use crate::parse::element::text;
use crate::part::Role;
use crate::slice::part;

/// What stands before a place where a paragraph may begin.
pub(super) struct Before {
    /// A blank line, the end of a sentence, or nothing.
    pub closed: bool,
    /// A blank line that no page marker brought.
    pub blank: bool,
    /// The end of a sentence, then a page marker or a blank line.
    pub apart: bool,
    pub heading: bool,
    /// A word or sign with which no sentence ends: `and`, a comma.
    pub open: bool,
    /// A word that counts paragraphs: `see para`.
    pub counted: bool,
}

impl Before {
    /// What stands at the end of some stretches of a text. Where what follows is `sure`, no heading is looked for and no
    /// open sentence.
    pub(super) fn of(text: &str, rows: &[Stretch], sure: bool) -> Before {
        let mut blank = true;
        let mut marker = false;
        for row in rows.iter().rev() {
            match (row.role, row.shape) {
                (Some(role), _) if join::interrupts(role) => marker = true,
                (_, Shape::Blank) => {}
                (Some(Role::Heading), _) | (_, Shape::Rule) => {
                    return Before {
                        closed: true,
                        blank: true,
                        apart: true,
                        heading: true,
                        open: false,
                        counted: false,
                    };
                }
                _ => {
                    // The last stretch of text: a blank line right below it is one of its own.
                    let own = rows.iter().rev().take_while(|next| next.start > row.start);
                    blank = own.last().is_some_and(|next| next.shape == Shape::Blank) && !marker;
                    let printed = part(text, row.start, row.end);
                    let closed = blank || text::closes(printed);
                    let open = !sure && text::ends_open(printed);
                    let apart = (marker || blank) && closed;
                    return Before {
                        apart,
                        closed,
                        blank,
                        heading: !sure && heading::before(text, rows).is_some(),
                        open,
                        counted: open && text::counts_paragraphs(printed),
                    };
                }
            }
        }
        Before {
            closed: true,
            apart: true,
            blank,
            heading: false,
            open: false,
            counted: false,
        }
    }
}
