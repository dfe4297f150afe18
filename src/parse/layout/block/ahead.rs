//! What the block has ahead: its labels, and how its copy writes blank lines.

use super::line::begins_body;
use crate::line::Shape;
use crate::parse::element::{handling, marker};
use crate::parse::layout::sheet::Sheet;
use crate::slice::from;
use crate::vocab::labels::{self, Label};

/// So many lines tell whether a blank line stands behind each.
const DOUBLED_LINES: usize = 32;
/// At least so many printed lines among them.
const DOUBLED_LEAST: usize = 4;
/// A line that is longer was unwrapped: a blank line behind it says something.
const WRAPPED: usize = 80;

/// Whether the block has a label ahead, before any paragraph.
pub(super) fn label(sheet: &Sheet<'_>, at: usize, lines: usize) -> bool {
    (at + 1..(at + lines).min(sheet.rows.len()))
        .take_while(|&next| !matches!(sheet.shape(next), Shape::Numbered | Shape::Rule))
        .any(|next| labels::read(sheet.text(next)).is_some())
}

/// Whether the next label of the block stands right below, over blank lines, page markers, a sentence on how to handle the
/// cable, and two lines of text at most.
pub(super) fn is_between(sheet: &Sheet<'_>, at: usize) -> bool {
    const LINES: usize = 2;
    let mut lines = 0;
    for next in at + 1..(at + super::STRAY_LINES).min(sheet.rows.len()) {
        let text = sheet.text(next);
        let text = from(text, marker::at_start(text).unwrap_or(0));
        match sheet.shape(next) {
            Shape::Blank | Shape::PageMarker => {}
            _ if labels::read(text).is_some() => return true,
            _ if handling::is_handling(text) => {}
            Shape::Text if lines < LINES => lines += 1,
            _ => return false,
        }
    }
    false
}

/// Whether one of these labels is ahead, over rules and notices too, before any paragraph.
pub(super) fn label_over_rules(
    sheet: &Sheet<'_>,
    at: usize,
    lines: usize,
    due: impl Fn(Label) -> bool,
) -> bool {
    (at + 1..(at + lines).min(sheet.rows.len()))
        .take_while(|&next| !begins_text(sheet, next))
        .any(|next| labels::read(sheet.text(next)).is_some_and(|(label, _)| due(label)))
}

/// Whether a line has a paragraph's number or portion mark.
fn begins_text(sheet: &Sheet<'_>, at: usize) -> bool {
    match sheet.shape(at) {
        Shape::Numbered => true,
        Shape::Parenthesis => begins_body(Shape::Parenthesis, sheet.text(at)),
        _ => false,
    }
}

/// Whether a labelled subject follows in the block.
pub(super) fn subject(sheet: &Sheet<'_>, at: usize, lines: usize) -> bool {
    (at + 1..(at + lines).min(sheet.rows.len()))
        .take_while(|&next| !begins_body(sheet.shape(next), sheet.text(next)))
        .any(|next| {
            labels::read(sheet.text(next)).is_some_and(|(label, _)| label == Label::Subject)
        })
}

/// Whether the next printed line begins with the label of the subject.
pub(super) fn subject_next(sheet: &Sheet<'_>, at: usize) -> bool {
    labels::read(sheet.text(at + 1)).is_some_and(|(label, _)| label == Label::Subject)
}

/// Whether a blank line stands behind every line of the copy, so that one ends nothing. A header ends where the
/// classification line stands: the two may have come out of two cells.
pub(in crate::parse::layout) fn is_doubled(sheet: &Sheet<'_>, from: usize) -> bool {
    let end = (from + DOUBLED_LINES).min(sheet.rows.len());
    let class_line = (from + 1..end).find(|&at| sheet.shape(at) == Shape::Classified);
    let rows = from..class_line.unwrap_or(end);
    let printed = |at: &usize| sheet.shape(*at) != Shape::Blank;
    let apart = |at: usize| at == from || sheet.shape(at - 1) == Shape::Blank;
    rows.clone().filter(printed).count() >= DOUBLED_LEAST
        && rows
            .filter(printed)
            .all(|at| apart(at) && sheet.text(at).len() <= WRAPPED)
}
