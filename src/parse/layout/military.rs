//! What military traffic has behind `BT` in place of the block: the classification alone, the offices that the message
//! is passed to, and the sets of a formatted message (`SUBJ/...//`, `REF/A/...//`, `RMKS/1.`).

use super::sheet::Sheet;
use crate::line::Shape;
use crate::part::Role;
use crate::vocab::sets::{self, Set};

/// So many lines may stand between the classification and the first set: offices, and what the table does not know.
const AHEAD: usize = 32;
/// What ends a set.
const END: &str = "//";

/// Where the reading of a military message has come.
pub(super) struct Read {
    /// The stretch with which what is left of the block, or the body, begins.
    pub at: usize,
    /// Whether its sets took the place of the block.
    pub is_whole: bool,
}

/// Whether the list of offices that a message is passed to begins here: `PASS TO OFFICE CODES:`, and an originator or
/// an addressee below it. What it names begins no message.
pub(super) fn passes(sheet: &Sheet<'_>, at: usize) -> bool {
    let below = next(sheet, at + 1);
    sheet.text(at).trim_start().starts_with("PASS TO ")
        && below.is_some_and(|at| is_named(sheet, at))
}

/// Whether a stretch of the header is followed by such a list: the text begins here.
pub(super) fn is_above_offices(sheet: &Sheet<'_>, at: usize) -> bool {
    next(sheet, at + 1).is_some_and(|at| passes(sheet, at))
}

/// Gives the lines their roles that only military traffic has; nothing where there are none.
pub(super) fn read(sheet: &mut Sheet<'_>, from: usize) -> Option<Read> {
    let mut at = next(sheet, from)?;
    let mut class = None;
    if matches!(sheet.shape(at), Shape::Classified | Shape::Classification) {
        class = Some(at);
        at = next(sheet, at + 1)?;
    }
    let offices = passes(sheet, at).then(|| end_of_offices(sheet, at));
    let begin = offices.unwrap_or(at);
    let first = first_set(sheet, begin);
    if offices.is_none() && first.is_none() {
        return None;
    }
    let end = first.unwrap_or(begin);
    for row in from..end {
        let role = match sheet.shape(row) {
            Shape::Blank => Role::Blank,
            Shape::PageMarker => Role::PageMarker,
            _ if class == Some(row) => Role::Classification,
            _ => Role::Instruction,
        };
        sheet.set(row, role);
    }
    match first {
        Some(first) => Some(Read {
            at: all(sheet, first),
            is_whole: true,
        }),
        None => Some(Read {
            at: end,
            is_whole: false,
        }),
    }
}

/// The next stretch that is not blank.
fn next(sheet: &Sheet<'_>, from: usize) -> Option<usize> {
    (from..sheet.rows.len()).find(|&at| sheet.shape(at) != Shape::Blank)
}

/// Whether a line names an originator or addressees.
fn is_named(sheet: &Sheet<'_>, at: usize) -> bool {
    matches!(sheet.shape(at), Shape::From | Shape::To | Shape::Info)
}

/// The stretch behind a list of offices: its lines have a key, or end in slashes.
fn end_of_offices(sheet: &Sheet<'_>, at: usize) -> usize {
    (at + 1..sheet.rows.len())
        .find(|&at| {
            let text = sheet.text(at).trim();
            let blank = text.is_empty() && next(sheet, at).is_some_and(|at| is_named(sheet, at));
            let office = text.ends_with(END) && sets::read(text).is_none();
            !(is_named(sheet, at) || office || blank)
        })
        .unwrap_or(sheet.rows.len())
}

/// The first of the sets: one of the table that names the subject or the message, above anything that is none.
fn first_set(sheet: &Sheet<'_>, from: usize) -> Option<usize> {
    let at = next(sheet, from)?;
    let begins = |text: &str| {
        let word = text.split('/').next().unwrap_or_default();
        word.len() < text.len()
            && (3..=8).contains(&word.len())
            && word
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if !begins(sheet.text(at)) {
        return None;
    }
    let mut ahead = (at..sheet.rows.len()).take(AHEAD);
    let known = ahead.any(|at| {
        let text = sheet.text(at);
        let set = sets::read(text).map(|(set, _)| set);
        set == Some(Set::Subject) || set == Some(Set::Wrapper) && text.trim_end().ends_with(END)
    });
    known.then_some(at)
}

/// Gives the lines of all sets their roles, up to the remarks, which are the body.
fn all(sheet: &mut Sheet<'_>, from: usize) -> usize {
    let mut open = None;
    let mut at = from;
    while at < sheet.rows.len() {
        let text = sheet.text(at);
        match sheet.shape(at) {
            Shape::Blank => {
                sheet.set(at, Role::Blank);
                at += 1;
                continue;
            }
            Shape::PageMarker => {
                sheet.set(at, Role::PageMarker);
                at += 1;
                continue;
            }
            Shape::Break | Shape::EndMark => return at,
            _ => {}
        }
        let found = sets::read(text);
        let (set, label) = match (found, open) {
            (Some((set, label)), _) => (set, label),
            (None, Some(set)) => (set, 0),
            // A set that the table does not know, or the text without a set around it.
            (None, None) if text.trim_end().ends_with(END) => (Set::Wrapper, 0),
            (None, None) => return at,
        };
        if set == Set::Text && label > 0 {
            sheet.split(at, label);
            sheet.set(at, Role::Wrapper);
            at += 1;
            // The remarks are the body, whatever is in them; the sets above it are a paragraph each.
            if !is_followed(sheet, at) {
                end_remarks(sheet, at);
                return at;
            }
        }
        let text = sheet.text(at);
        let ends = text.trim_end().ends_with(END);
        let role = match set {
            Set::Subject => Role::Subject,
            Set::Reference => Role::References,
            Set::Text if label > 0 => Role::ParagraphStart,
            Set::Text => Role::Paragraph,
            Set::Wrapper => Role::Wrapper,
        };
        if ends && set != Set::Wrapper {
            let cut = text.trim_end().len() - END.len();
            if cut > 0 {
                sheet.split(at, cut);
                sheet.set(at, role);
                at += 1;
            }
            sheet.set(at, Role::Wrapper);
        } else {
            sheet.set(at, role);
        }
        open = (!ends).then_some(set);
        at += 1;
    }
    at
}

/// Cuts off what ends the remarks, above the end of the message.
fn end_remarks(sheet: &mut Sheet<'_>, from: usize) {
    let rows = from..sheet.rows.len();
    let end = rows
        .clone()
        .find(|&at| matches!(sheet.shape(at), Shape::Break | Shape::EndMark))
        .unwrap_or(rows.end);
    let last = (from..end)
        .rev()
        .find(|&at| sheet.shape(at) != Shape::Blank);
    if let Some(at) = last.filter(|&at| ends_set(sheet, at)) {
        let cut = sheet.text(at).trim_end().len() - END.len();
        sheet.split(at, cut);
        sheet.set(at + usize::from(cut > 0), Role::Wrapper);
    }
}

/// Whether a set ends with this line.
fn ends_set(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.text(at).trim_end().ends_with(END)
}

/// Whether another set of the table follows the one that is open, within a few lines.
fn is_followed(sheet: &Sheet<'_>, at: usize) -> bool {
    let ended = (at..sheet.rows.len())
        .take(AHEAD)
        .find(|&at| ends_set(sheet, at));
    let below = ended.and_then(|at| next(sheet, at + 1));
    below.is_some_and(|at| sets::read(sheet.text(at)).is_some())
}
