//! Where sections and pages are joined: markers, the classification between pages, the block's first lines again.

use std::ops::Range;

use super::cut::OwnPost;
use super::format_line::is_head;
use super::passed::Passed;
use super::second::{Known, Search};
use super::sheet::{Sheet, Stretch};
use super::{block as labelled, furniture, inside, second, spots};
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::parse::element::{caption_line, class_line};
use crate::part::{Role, RoleGroup};
use crate::slice::{from, trim_end};
use crate::vocab::labels;
use crate::vocab::posts;

/// A block is at most this long where its lines are looked for again.
const BLOCK_LINES: usize = 64;

/// Gives roles to what interrupts the text from `body` on; `block` is where the block above begins.
pub(super) fn read<'m>(
    sheet: &mut Sheet<'m>,
    block: usize,
    body: usize,
    own: &mut OwnPost,
    notes: &mut Vec<Diagnostic>,
) {
    let mut search = Search::new(block);
    let mut passed = Passed::new(block, body);
    let mut headed = false;
    let mut at = body;
    while let Some(next) = interrupting(sheet, at) {
        at = next;
        match sheet.shape(at) {
            shape if is_head(shape) && sheet.role(at).is_none() => {
                if let Some(next) = passed.read(sheet, at) {
                    at = next;
                    continue;
                }
                let own = own.get(sheet);
                let own = |text: &str| is_own_class_line(text, own);
                if let Some(next) = search.read(sheet, at, own) {
                    at = next;
                    continue;
                }
            }
            Shape::PageMarker | Shape::Classification | Shape::Classified
                if sheet.role(at).is_some() => {}
            Shape::PageMarker => sheet.set(at, Role::PageMarker),
            Shape::Text | Shape::Classified
                if !sheet.lead(at).is_ascii_lowercase() && furniture::is_stamp(sheet, at) =>
            {
                sheet.set(at, Role::Stamp)
            }
            Shape::Classification if is_printed_large(sheet.text(at)) => {
                sheet.set(at, Role::PageClassification)
            }
            // Left over where two pages were joined.
            Shape::Text if sheet.role(at).is_none() && is_remain(sheet.text(at)) => {
                sheet.set(at, Role::Caption)
            }
            Shape::Classified if is_own_class_line(sheet.text(at), own.get(sheet)) => {
                at = section(sheet, block, body, at, notes)
            }
            Shape::Classified if inside::is_control_line(sheet.text(at)) => {
                sheet.set(at, Role::PageClassification)
            }
            Shape::Distribution if sheet.role(at).is_none() => {
                let own = own.get(sheet);
                let own = |text: &str| is_own_class_line(text, own);
                let known = |sheet: &Sheet<'m>| (!headed).then(|| Known::new(sheet, 0..block));
                if let Some(next) = inside::read(sheet, at, known, own) {
                    headed = true;
                    at = next;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The next stretch from `at` on that may interrupt the text: most lines are in small letters, blank or numbered.
fn interrupting(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let may = |row: &Stretch| match row.shape {
        Shape::Text => !row.lead.is_ascii_lowercase(),
        Shape::Blank | Shape::Numbered | Shape::Parenthesis | Shape::Rule => false,
        _ => true,
    };
    let found = sheet.rows.get(at..)?.iter().position(may)?;
    Some(at + found)
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
            | Role::EndMark
            | Role::Stamp
    ) || role.group() == RoleGroup::Header
}

/// Whether a line is the caption of a page's head and nothing else.
fn is_remain(text: &str) -> bool {
    trim_end(text).len() == spots::REMAIN.len() && text.starts_with(spots::REMAIN)
}

/// Whether a word of classification is printed as such: in capitals.
fn is_printed_large(text: &str) -> bool {
    !text.bytes().any(|b| b.is_ascii_lowercase())
}

/// Whether a line is a classification line of this cable, or of one whose text stands in its place: post and number.
fn is_own_class_line(text: &str, own: Option<&str>) -> bool {
    let line = class_line::scan(text);
    let Some(post) = line.post.clone().filter(|_| line.is_numbered()) else {
        return false;
    };
    own.is_some_and(|own| own.eq_ignore_ascii_case(&post))
        || is_printed_large(text) && posts::canonical(&post).is_some()
}

/// Where an instruction of the first section ends that stands again, labelled lines behind it.
fn instruction_again(sheet: &Sheet<'_>, block: Range<usize>, text: &str) -> Option<usize> {
    let mut said = block
        .take(BLOCK_LINES)
        .filter(|&row| sheet.role(row) == Some(Role::Instruction))
        .map(|row| sheet.text(row).trim());
    let again = said.find(|said| !said.is_empty() && text.starts_with(said))?;
    let rest = from(text, again.len());
    let end = text.len() - rest.trim_start().len();
    labels::read(rest.trim_start()).map(|_| end)
}

/// The classification line of a section, its captions, and whatever of the block stands again below it.
/// Returns the last stretch that belongs to it.
fn section(
    sheet: &mut Sheet<'_>,
    block: usize,
    body: usize,
    at: usize,
    notes: &mut Vec<Diagnostic>,
) -> usize {
    second::marks_above(sheet, at);
    let of_section = |at: usize| class_line::scan(sheet.text(at)).section;
    let later = of_section(at) > Some(1) && of_section(at) != of_section(block);
    sheet.set(at, Role::Classification);
    let mut last = at;
    // The first and the last labelled line that stands again.
    let mut repeated: Option<(u32, u32)> = None;
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
            _ if let Some(end) = instruction_again(sheet, block..body, text) => {
                sheet.split(next, end);
                Role::Repeat
            }
            _ => match labels::read(text) {
                Some((label, len)) => {
                    let role = labelled::role(label);
                    if let Some(end) = labelled::label_inside(text, len, role) {
                        sheet.split(next, end);
                    }
                    // A later section says again what the first one said.
                    if later && (block..body).any(|row| sheet.role(row) == Some(role)) {
                        Role::Repeat
                    } else {
                        role
                    }
                }
                None => break,
            },
        };
        sheet.set(next, role);
        if role != Role::Blank {
            last = next;
        }
        if role == Role::Repeat && (repeated.is_some() || labels::read(text).is_some()) {
            let line = sheet.line(next);
            repeated = Some((repeated.map_or(line, |(first, _)| first), line));
        }
        next += 1;
    }
    if let Some((from, to)) = repeated {
        let message = format!("lines {from}-{to} repeat the block of the first section");
        notes.push(Diagnostic::new(Code::BlockRepeated, message).lines(from, to));
    }
    // The blank lines below are blank lines of the text.
    last.max(at)
}
