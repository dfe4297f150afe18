//! The body: what interrupts the text, where it ends, where its paragraphs begin, and the headings before them.

use super::sheet::Sheet;
use super::spots::Spots;
use super::{cut, heading, join, rules, sequence, tail};
use crate::diagnostic::Diagnostic;
use crate::line::Shape;
use crate::parse::element::{text, topic};
use crate::part::Role;
use crate::slice::part;

/// Gives the stretches from `body` on their roles; `block` is where the block above begins.
pub(super) fn read(
    sheet: &mut Sheet<'_>,
    block: usize,
    body: usize,
    spots: &Spots,
    notes: &mut Vec<Diagnostic>,
) {
    let mut own = cut::OwnPost::new(block);
    let from = sheet.rows.get(body).map_or(usize::MAX, |row| row.start);
    cut::markers(sheet, block, spots, &mut own);
    // Cutting the block's own lines moves the body down the list.
    let body = sheet.rows.partition_point(|row| row.start < from);
    join::read(sheet, block, body, &mut own, notes);
    let end = tail::read(sheet, body, notes);
    spacers(sheet, body, end);
    let end = rules::read(sheet, body, end);
    let end = sequence::read(sheet, body, end, notes);
    heading::ruled(sheet, body, end);
    fill(sheet, body, end);
}

/// A dash alone on its line parts paragraphs as a blank line does: `-`, in telegrams that were typed so.
fn spacers(sheet: &mut Sheet<'_>, body: usize, end: usize) {
    let text = sheet.text;
    for row in sheet.rows.get_mut(body..end).unwrap_or_default() {
        let short = (1..=SPACER).contains(&(row.end - row.start)) && row.role.is_none();
        if short
            && text
                .get(row.start..row.end)
                .is_some_and(|line| line.trim() == "-")
        {
            (row.role, row.shape) = (Some(Role::Rule), Shape::Blank);
        }
    }
}

/// A dash alone on its line, with the blanks around it, takes no more bytes.
const SPACER: usize = 4;

/// Whatever has no role yet is text. Where no number says so, a paragraph begins behind a heading, where the body
/// begins, and behind a blank line that follows an unnumbered paragraph.
fn fill(sheet: &mut Sheet<'_>, body: usize, end: usize) {
    let mut open = Open::Nothing;
    // `BEGIN SUMMARY` alone on its line: what it begins is below it.
    let mut begun = false;
    // A blank line that no page marker brought along.
    let mut blank = false;
    let mut marker = false;
    let (text, end) = (sheet.text, end.min(sheet.rows.len()));
    for row in sheet.rows.get_mut(body..end).unwrap_or_default() {
        match row.role {
            None if row.shape != Shape::Blank => {
                let printed = || part(text, row.start, row.end);
                let begins = match open {
                    Open::Nothing => true,
                    Open::Numbered => false,
                    // A number that does not go on with the paragraphs is that of a list.
                    Open::Unnumbered => {
                        blank
                            && !begun
                            && row.shape != Shape::Numbered
                            && text::begins_paragraph(printed())
                            && !topic::is_end(printed())
                    }
                };
                begun = begins && begins_alone(printed());
                row.role = Some(if begins {
                    open = Open::Unnumbered;
                    Role::ParagraphStart
                } else {
                    Role::Paragraph
                });
            }
            None | Some(Role::Blank) if row.shape == Shape::Blank => {
                row.role = Some(Role::Blank);
                blank |= !marker;
                continue;
            }
            Some(role) if join::interrupts(role) => {
                (marker, blank) = (true, false);
                continue;
            }
            Some(Role::Rule) if row.shape == Shape::Blank => {
                blank |= !marker;
                continue;
            }
            Some(Role::ParagraphStart) => open = Open::Numbered,
            Some(Role::Heading) => open = Open::Nothing,
            _ => continue,
        }
        (marker, blank) = (false, false);
    }
}

/// Whether a line is the mark with which a summary or a comment begins, and nothing else.
fn begins_alone(line: &str) -> bool {
    let line = line.trim();
    let mark = (line.len() <= MARK).then(|| topic::read(line)).flatten();
    mark.is_some_and(|mark| mark.mark == topic::Mark::Start && mark.len == line.len())
}

/// Such a line is no longer.
const MARK: usize = 40;

/// The paragraph that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Numbered,
    Unnumbered,
}
