//! A cable that stands twice. An abstract cut by `...`, then the row of the archive's table, then the cable: the row is
//! remains of another system, the cable is read from the second copy, and of the first only what the second lacks counts.
//! A whole cable below a whole cable is a repeat.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Deref;
use std::ops::Range;

use super::block;
use super::format_line::{is_addressee, is_head, is_list};
use super::second::Known;
use super::sheet::{Sheet, Stretch};
use crate::diagnostic::{Code, Diagnostic};
use crate::line::{Shape, shape};
use crate::parse::element::caption_line;
use crate::parse::element::class_line::{self, ClassLine};
use crate::part::Role;
use crate::slice::{from, head, part};
use crate::vocab::labels;

/// How long an abstract is at most, and the row behind it.
const LINES: usize = 96;
/// Cells of a row that are looked into, and bytes of one that has no quotation marks.
const CELLS: usize = 8;
const ROW: usize = 160;
/// Of so many lines of a second copy, one may be another.
const SAME_OF: usize = 10;
/// A text of fewer lines than this is no copy of another.
const LEAST: usize = 3;

/// A second copy of the cable, behind the archive's row.
pub(super) struct Copy {
    /// Where its block begins.
    pub block: usize,
    /// The first copy's stretches.
    first: Range<usize>,
}

/// Looks for the row of an archive's table below `block`, and for the cable below that. Gives roles to the first copy and
/// to the row.
pub(super) fn full(
    sheet: &mut Sheet<'_>,
    block: usize,
    notes: &mut Vec<Diagnostic>,
) -> Option<Copy> {
    let end = sheet.rows.len().min(block + LINES);
    let own = LazyCell::new(|| class_line::scan(sheet.text(block)));
    let row = (block..end).find(|&at| match sheet.shape(at) {
        Shape::Classified => begins_anew(sheet, block, at, &own),
        _ => may_begin_row(sheet, at) && begins_row(sheet, at),
    })?;
    let own = ClassLine::clone(&own);
    let (found, offset) = (row..sheet.rows.len().min(row + LINES))
        .find_map(|at| Some((at, class_line_in(sheet, at)?)))?;
    let text = from(sheet.text(found), offset);
    let below = sheet.text(found + 1);
    let alone = class_line::scan(text);
    let copied = match class_line::goes_on(&alone, text, below) {
        Some(end) => class_line::scan(&format!("{} {}", text.trim(), part(below, 0, end))),
        None => alone,
    };
    if !is_same(&own, &copied) {
        return None;
    }
    let known = Known::new(sheet, 0..block);
    for at in block..row {
        let role = if sheet.shape(at) == Shape::Blank {
            Role::Blank
        } else {
            Role::Repeat
        };
        sheet.set(at, role);
    }
    let mut end = found;
    if offset > 0 {
        sheet.split(end, offset);
        let junk = sheet.text(end).trim_end_matches(['"', ',', ' ']).len();
        end += 1;
        if junk > 0 {
            let rows = sheet.rows.len();
            sheet.split(end - 1, junk);
            end += sheet.rows.len() - rows;
        }
    }
    let mut at = row;
    let mut open = None;
    while at < end {
        let text = sheet.text(at);
        // The header begins inside the row's own line.
        if let Some(start) = head_inside(text) {
            sheet.split(at, start);
            sheet.set(at, Role::Wrapper);
            at += 1;
            end += 1;
        }
        let text = sheet.text(at);
        let further = open.filter(|_| sheet.shape(at) == Shape::Text && is_addressee(text));
        let role = role(sheet.shape(at)).or(further);
        open = role.filter(|role| is_list(*role));
        sheet.set(
            at,
            role.map_or(Role::Wrapper, |role| match role {
                Role::Blank | Role::PageMarker => role,
                _ => known.told(text, role),
            }),
        );
        at += 1;
    }
    if block < row {
        let (first, last) = (sheet.line(block), sheet.line(row - 1));
        let message = format!("lines {first}-{last} are an abstract of the cable below");
        notes.push(Diagnostic::new(Code::BlockRepeated, message).lines(first, last));
    }
    Some(Copy {
        block: end,
        first: block..row,
    })
}

/// Whether the cable's classification line stands again below an abstract that ends in dots, or for the first time below
/// labelled lines that the archive puts above the cable.
fn begins_anew(
    sheet: &Sheet<'_>,
    block: usize,
    at: usize,
    own: &impl Deref<Target = ClassLine>,
) -> bool {
    if at == block {
        return false;
    }
    let line = class_line::scan(sheet.text(at));
    // A copy of which nothing but its first line is left lacks the text that the abstract has.
    let goes_on = (at + 1..sheet.rows.len().min(at + LINES))
        .any(|row| sheet.shape(row) != Shape::Blank)
        || (block..at).all(|row| sheet.shape(row) != Shape::Numbered);
    if line.post.is_none() || line.number.is_none() || !goes_on {
        return false;
    }
    if own.level.is_none() {
        let labelled = labels::read(sheet.text(block)).is_some();
        return labelled && (block..at).all(|row| sheet.shape(row) != Shape::Numbered);
    }
    let above = (block + 1..at)
        .rev()
        .find(|&row| sheet.shape(row) != Shape::Blank)
        .map(|row| sheet.text(row).trim_end());
    (&line.post, line.number, line.section) == (&own.post, own.number, own.section)
        && above.is_some_and(|above| above.ends_with("..."))
}

/// Takes off the row of the next cable in the archive's table, with what was cut out of that cable: a quotation mark ends
/// the text's cell, and below it a row begins.
pub(super) fn next_row(sheet: &mut Sheet<'_>, body: usize) {
    let end = sheet.rows.len();
    let from = body.max(end.saturating_sub(LINES));
    let found = (from..end).find(|&at| {
        sheet.lead(at) == b'"'
            && matches!(sheet.text(at).trim(), "\"," | "\"")
            && (at + 1..end)
                .find(|&next| sheet.shape(next) != Shape::Blank)
                .is_some_and(|next| begins_row(sheet, next))
    });
    for at in found.unwrap_or(end)..end {
        let role = if sheet.shape(at) == Shape::Blank {
            Role::Blank
        } else {
            Role::Wrapper
        };
        sheet.set(at, role);
    }
}

impl Copy {
    /// Gives their roles to the lines of the first copy of which the second, which ends at `body`, has none: its labelled
    /// lines, and the instructions above them. Captions and TAGS are lists: what one of the copies lost the other has.
    pub(super) fn fill(&self, sheet: &mut Sheet<'_>, body: usize) {
        let has: Vec<Role> = (self.block..body).filter_map(|at| sheet.role(at)).collect();
        let has = |role: &Role| has.contains(role);
        // What is left of the references, where the second copy has lost their label.
        let rest = (self.block..body)
            .find(|&at| sheet.role(at) == Some(Role::References))
            .filter(|&at| labels::read(sheet.text(at)).is_none());
        let instructs = sheet.shape(self.first.start) == Shape::Classified;
        let mut open = instructs.then_some(Role::Instruction);
        for at in self.first.clone() {
            let text = sheet.text(at);
            if sheet.shape(at) == Shape::Blank {
                open = open.filter(|role| *role == Role::Instruction);
                continue;
            }
            let cut = text.trim_end().ends_with("...");
            if let Some((label, _)) = labels::read(text) {
                open = Some(block::role(label));
            } else if caption_line::read(text).is_some() {
                sheet.set(at, Role::Caption);
                continue;
            } else if sheet.shape(at) == Shape::Numbered {
                open = None;
            }
            let whole = rest.filter(|&row| text.contains(sheet.text(row).trim()));
            let lacks = |role: &Role| {
                !has(role)
                    || *role == Role::Tags && !cut
                    || *role == Role::References && whole.is_some()
            };
            let shaped = matches!(sheet.shape(at), Shape::Text | Shape::Parenthesis) && !cut;
            let instructs = open == Some(Role::Instruction);
            if let Some(role) = open.filter(|role| lacks(role) && (shaped || !instructs)) {
                sheet.set(at, role);
                let again = (self.block..body).find(|&row| {
                    sheet.role(row) == Some(role) && sheet.text(row).trim() == text.trim()
                });
                let rest = whole.filter(|_| role == Role::References);
                if let Some(row) = again.or(rest) {
                    sheet.set(row, Role::Repeat);
                }
            }
        }
    }
}

/// Whether two classification lines, where they say a number, name one cable.
fn is_same(first: &ClassLine, second: &ClassLine) -> bool {
    first.level.is_none()
        || first.number.is_none()
        || second.number.is_none()
        || first.number == second.number
}

/// Whether the first byte of a stretch is one with which the row of an archive's table begins.
fn may_begin_row(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.shape(at) != Shape::Numbered
        && matches!(sheet.lead(at), b'"' | b',' | b' ' | b'i' | b'0'..=b'9')
}

/// Whether the row of an archive's table begins here: its number, then a date; on one line, on a line each, or each
/// behind its key.
fn begins_row(sheet: &Sheet<'_>, at: usize) -> bool {
    let text = sheet.text(at);
    let text = text.trim_start_matches(['"', ',', ' ']);
    let keyed = text.strip_prefix("id:").map(str::trim_start);
    let text = keyed.unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(3..=7).contains(&digits) {
        return false;
    }
    let rest = from(text, digits).trim_start_matches(['"', ',', ' ', '\t']);
    let below = || {
        let next = (at + 1..at + 4).find(|&next| sheet.shape(next) != Shape::Blank);
        next.map(|next| sheet.text(next)).unwrap_or_default()
    };
    let next = if rest.is_empty() { below() } else { rest };
    match keyed {
        // Remarks may stand behind the number.
        Some(_) => next.starts_with("date:") || below().starts_with("date:"),
        None => is_date(next),
    }
}

/// Whether a date begins a text: `2006-05-03`, `5/3/2006`.
fn is_date(text: &str) -> bool {
    let mut lens = [0_usize; 3];
    let mut fields = text.split(['-', '/']);
    for len in &mut lens {
        let field = fields.next().unwrap_or_default();
        *len = field.bytes().take_while(u8::is_ascii_digit).count();
    }
    matches!(lens, [4, 2, 2] | [1 | 2, 1 | 2, 4])
}

/// Where the classification line begins in a stretch: at its start, behind a table's quotation marks, or behind the cell
/// before it.
fn class_line_in(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let text = sheet.text(at);
    let below = sheet.text(at + 1);
    let names = |text: &str| {
        let found = class_line::scan(text);
        found.level.is_some() && found.post.is_some() && found.number.is_some()
            || class_line::goes_on(&found, text, below).is_some()
    };
    if matches!(sheet.shape(at), Shape::Classified | Shape::Classification) {
        return names(text).then_some(0);
    }
    if let Some(junk) = class_line::junk_before(text) {
        return Some(junk);
    }
    let cells = text.match_indices("\",\"").take(CELLS);
    let behind_id = head(text, ROW).match_indices(' ').filter(|(at, _)| {
        let before = part(text, 0, *at);
        is_identifier(before.rsplit(' ').next().unwrap_or_default())
    });
    let tabs = text.match_indices('\t').take(CELLS);
    cells
        .chain(tabs)
        .chain(behind_id)
        .map(|(at, mark)| at + mark.len())
        .find(|&start| names(from(text, start)))
}

/// Whether a word is an archive's identifier: `07TALLINN188`.
fn is_identifier(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((year, rest)) = word.split_at_checked(2) else {
        return false;
    };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits(year) && number.len() < rest.len() && digits(number)
}

/// Where a line of a header begins behind the last comma and quotation mark of a row, or behind its last tab.
fn head_inside(text: &str) -> Option<usize> {
    let quoted = text.rfind(",\"").map(|at| at + 2);
    let start = quoted.or_else(|| Some(text.rfind('\t')? + 1))?;
    is_head(shape(from(text, start))).then_some(start)
}

/// The role of a header's line by its shape.
fn role(shape: Shape) -> Option<Role> {
    Some(match shape {
        Shape::Blank => Role::Blank,
        Shape::PageMarker => Role::PageMarker,
        Shape::TransmissionId => Role::TransmissionId,
        Shape::RoutingLine | Shape::Indicators => Role::RoutingIndicators,
        Shape::Station => Role::Station,
        Shape::Security => Role::Security,
        Shape::Dtg => Role::Dtg,
        Shape::From => Role::From,
        Shape::To => Role::To,
        Shape::Info => Role::Info,
        _ => return None,
    })
}

/// Takes a second copy of the whole cable off the sheet: its classification line again, with its section, and below it the
/// same lines. Returns its stretches, as a repeat.
pub(super) fn again(
    sheet: &mut Sheet<'_>,
    block: usize,
    body: usize,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Stretch> {
    let Some(at) = begins_again(sheet, block, body) else {
        return Vec::new();
    };
    let lines: HashSet<&str> = (block..at).map(|row| sheet.text(row).trim()).collect();
    // One copy may have lost its end marks.
    let printed = |row: &usize| {
        !matches!(
            sheet.shape(*row),
            Shape::Blank | Shape::Break | Shape::EndMark
        )
    };
    let total = (at..sheet.rows.len()).filter(printed).count();
    let same = (at..sheet.rows.len())
        .filter(printed)
        .filter(|row| lines.contains(sheet.text(*row).trim()))
        .count();
    let blocks = (block..body).filter(printed).count();
    if total < blocks + LEAST || (total - same) * SAME_OF > total {
        return Vec::new();
    }
    let (first, last) = (sheet.line(at), sheet.line(sheet.rows.len() - 1));
    let message = format!("lines {first}-{last} repeat the cable");
    notes.push(Diagnostic::new(Code::BlockRepeated, message).lines(first, last));
    let above = frame_above(sheet, body, at);
    let mut again = sheet.rows.split_off(above);
    for row in &mut again {
        row.role = Some(if row.shape == Shape::Blank {
            Role::Blank
        } else if row.line < first {
            Role::Wrapper
        } else {
            Role::Repeat
        });
    }
    again
}

/// Where the lines begin that an archive puts between the two copies: `> @@@HARBOR@@@`, a word of classification.
fn frame_above(sheet: &Sheet<'_>, body: usize, at: usize) -> usize {
    let is_frame = |row: &usize| match sheet.shape(*row) {
        Shape::Blank | Shape::Classification => true,
        _ => sheet.text(*row).trim_start().starts_with('>'),
    };
    let rows = (body..at).rev().take_while(is_frame);
    let marked = |row: &usize| sheet.text(*row).trim_start().starts_with('>');
    rows.filter(marked).last().unwrap_or(at)
}

/// Where the cable's first classification line stands again below its text.
fn begins_again(sheet: &Sheet<'_>, block: usize, body: usize) -> Option<usize> {
    let mut own: Option<ClassLine> = None;
    (body..sheet.rows.len()).find(|&at| {
        if sheet.shape(at) != Shape::Classified || sheet.role(at).is_some() {
            return false;
        }
        let own = own.get_or_insert_with(|| class_line::scan(sheet.text(block)));
        let line = class_line::scan(sheet.text(at));
        own.number.is_some()
            && (&line.post, line.number, line.section) == (&own.post, own.number, own.section)
    })
}
