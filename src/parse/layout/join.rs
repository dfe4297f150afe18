//! Where sections and pages are joined: markers, the classification between pages, the block's first lines again.

use super::sheet::Sheet;
use crate::line::Shape;
use crate::parse::element::{caption_line, class_line};
use crate::part::Role;
use crate::vocab::labels::{self, Label};
use crate::vocab::posts;

/// A block is at most this long where its lines are looked for again.
const BLOCK_LINES: usize = 64;

/// Gives roles to what interrupts the text from `body` on; `block` is where the block above begins.
pub(super) fn read(sheet: &mut Sheet<'_>, block: usize, body: usize, own: Option<&str>) {
    let mut at = body;
    while at < sheet.rows.len() {
        match sheet.shape(at) {
            Shape::PageMarker | Shape::Classification | Shape::Classified
                if sheet.role(at).is_some() => {}
            Shape::PageMarker => sheet.set(at, Role::PageMarker),
            Shape::Classification if is_printed_large(sheet.text(at)) => {
                sheet.set(at, Role::PageClassification)
            }
            Shape::Classified if is_own_class_line(sheet.text(at), own) => {
                at = section(sheet, block, body, at)
            }
            _ => {}
        }
        at += 1;
    }
}

/// The roles of what interrupts running text and takes the blank lines around it along.
pub(super) fn interrupts(role: Role) -> bool {
    matches!(
        role,
        Role::PageMarker
            | Role::PageClassification
            | Role::Classification
            | Role::Caption
            | Role::Repeat
    )
}

/// Whether a word of classification is printed as such: in capitals.
fn is_printed_large(text: &str) -> bool {
    !text.bytes().any(|b| b.is_ascii_lowercase())
}

/// Whether a line is a classification line of this cable, or of one whose text stands in its place: post and number.
fn is_own_class_line(text: &str, own: Option<&str>) -> bool {
    let line = class_line::scan(text);
    let Some(post) = line.post.filter(|_| line.number.is_some()) else {
        return false;
    };
    own.is_some_and(|own| own.eq_ignore_ascii_case(&post))
        || is_printed_large(text) && posts::canonical(&post).is_some()
}

/// The classification line of a section, its captions, and whatever of the block stands again below it.
/// Returns the last stretch that belongs to it.
fn section(sheet: &mut Sheet<'_>, block: usize, body: usize, at: usize) -> usize {
    sheet.set(at, Role::Classification);
    let mut last = at;
    let mut next = at + 1;
    while next < sheet.rows.len() {
        let text = sheet.text(next);
        let role = match sheet.shape(next) {
            Shape::Blank => Role::Blank,
            _ if caption_line::read(text).is_some() => Role::Caption,
            Shape::Numbered | Shape::Parenthesis | Shape::Rule => break,
            _ if (block..body)
                .take(BLOCK_LINES)
                .any(|before| sheet.text(before) == text) =>
            {
                Role::Repeat
            }
            _ => match labels::read(text) {
                Some((Label::Order, _)) => Role::Order,
                Some((Label::Tags, _)) => Role::Tags,
                Some((Label::Subject, _)) => Role::Subject,
                Some((Label::References, _)) => Role::References,
                Some((Label::ClassifiedBy | Label::DerivedFrom, _)) => Role::ClassifiedBy,
                None => break,
            },
        };
        sheet.set(next, role);
        if role != Role::Blank {
            last = next;
        }
        next += 1;
    }
    // The blank lines below are blank lines of the text.
    last.max(at)
}
