//! The head of a later section, run together inside the text: the offices with their copies, the date-time group, sender
//! and addressees on a line or two, up to the section's classification line. It is no text; it gives what the first header
//! lacks, and says the rest again.

use super::format_line::is_head;
use super::second::Known;
use super::sheet::Sheet;
use crate::line::Shape;
use crate::part::Role;
use crate::slice::{from, part};
use crate::vocab::posts::{self, is_prefix};
use crate::vocab::{levels, precedence};

/// A head that is run together has at most so many lines.
const LINES: usize = 24;
/// Words of a post's name.
const POST_WORDS: usize = 4;
/// The letters and digits of a control number: `PTQ1234`.
const CONTROL: [usize; 2] = [3, 4];

/// Gives roles to the head that begins at a stretch with offices and their copies. Returns the stretch of the
/// classification line below it; nothing where there is none. `own` says of a line whether it is one of the cable's, and
/// `known` what the first header says; where a head has been read already, this one adds nothing.
pub(super) fn read<'m>(
    sheet: &mut Sheet<'m>,
    at: usize,
    known: impl FnOnce(&Sheet<'m>) -> Option<Known<'m>>,
    own: impl Fn(&str) -> bool,
) -> Option<usize> {
    let mut rows = at + 1..sheet.rows.len().min(at + LINES);
    let below = rows.find(|&row| sheet.shape(row) == Shape::Classified && own(sheet.text(row)))?;
    let is_other = |row: usize| {
        is_head(sheet.shape(row))
            || sheet.shape(row) == Shape::Numbered
            || sheet.text(row).bytes().any(|b| b.is_ascii_lowercase())
    };
    if (at..below).any(is_other) {
        return None;
    }
    let known = known(sheet);
    let told = |role: Role| match &known {
        Some(known) if !known.has(role) => role,
        _ => Role::Repeat,
    };
    let (mut row, mut end, mut open) = (at, below, None);
    while row < end {
        let role = match sheet.shape(row) {
            _ if sheet.role(row).is_some() => {
                row += 1;
                continue;
            }
            Shape::Blank => Role::Blank,
            Shape::PageMarker => Role::PageMarker,
            Shape::Classification => Role::PageClassification,
            _ => {
                let rows = sheet.rows.len();
                let further = open.filter(|role| {
                    matches!(role, Role::To | Role::Info) && !sheet.text(row).contains('-')
                });
                let role = match begins(sheet.text(row)) {
                    Some((0, Role::Info)) if !sheet.text(row).starts_with("INFO") => {
                        further.unwrap_or(Role::Info)
                    }
                    Some((0, role)) => role,
                    None if further.is_some() => further.unwrap_or(Role::Info),
                    Some((start, _)) => {
                        sheet.split(row, start);
                        Role::Distribution
                    }
                    None => Role::Distribution,
                };
                if let Some(next) = next(sheet.text(row), role) {
                    sheet.split(row, next);
                }
                end += sheet.rows.len() - rows;
                open = Some(role);
                told(role)
            }
        };
        sheet.set(row, role);
        row += 1;
    }
    Some(end)
}

/// Where a line of the header begins in a text that is run together, and which.
fn begins(text: &str) -> Option<(usize, Role)> {
    let lead = |word: &str| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    if lead("FM") {
        return Some((0, Role::From));
    }
    if lead("TO") {
        return Some((0, Role::To));
    }
    let informs = lead("INFO") && !text.contains('-');
    if informs || text.split(' ').next().is_some_and(is_prefix) {
        return Some((0, Role::Info));
    }
    dtg(text).map(|at| (at, Role::Dtg))
}

/// Where the next line of the header begins behind one of this role.
fn next(text: &str, role: Role) -> Option<usize> {
    let behind = |word: &str| text.find(word).map(|at| at + 1);
    match role {
        Role::Dtg => behind(" FM "),
        Role::From => behind(" TO "),
        Role::To | Role::Info => {
            let label = ["INFO ", "TO "]
                .into_iter()
                .find(|label| text.starts_with(label));
            let first = label.map_or(0, str::len);
            let info = behind(" INFO ");
            let prefix = text
                .match_indices(' ')
                .map(|(at, _)| at + 1)
                .filter(|&at| at > first)
                .find(|&at| from(text, at).split(' ').next().is_some_and(is_prefix));
            [info, prefix, behind_post(text, first)]
                .into_iter()
                .flatten()
                .min()
        }
        _ => None,
    }
}

/// Where an address ends that names a post, its precedence and number behind it, and another one follows.
fn behind_post(text: &str, first: usize) -> Option<usize> {
    let address = from(text, first);
    let prefix = address.split(' ').next().filter(|word| is_prefix(word))?;
    let name = from(address, prefix.len() + 1);
    let ends = name.match_indices(' ').map(|(at, _)| at).take(POST_WORDS);
    let post = ends.filter(|&end| posts::canonical(part(name, 0, end)).is_some());
    let mut end = post.last()?;
    while let Some(word) = from(name, end).split_ascii_whitespace().next() {
        let told = word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            || precedence::ends_with_precedence(word).is_some();
        let start = name.len() - from(name, end).trim_start().len();
        if !told {
            return Some(first + prefix.len() + 1 + start);
        }
        end = start + word.len();
    }
    None
}

/// Where a date-time group begins, with its precedence: `P 151459Z FEB 98`.
fn dtg(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let time = bytes.windows(9).position(|group| {
        matches!(group, [d @ .., b'Z', b' ', month] if d.iter().all(u8::is_ascii_digit) && month.is_ascii_uppercase())
    })?;
    let before = part(text, 0, time);
    let letters = before.trim_end_matches(['Z', 'O', 'P', 'R', ' ']);
    let start = letters.len();
    Some(start + (before.len() - start) - from(before, start).trim_start().len())
}

/// Whether a line is a level and a control number: `CONFIDENTIAL PTQ1234`.
pub(super) fn is_control_line(text: &str) -> bool {
    let [letters, digits] = CONTROL;
    let Some(level) = levels::read(text.trim_start()) else {
        return false;
    };
    let word = from(text.trim_start(), level.len).trim();
    word.len() == letters + digits
        && part(word, 0, letters)
            .bytes()
            .all(|b| b.is_ascii_uppercase())
        && from(word, letters).bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_head() {
        let line = "5D2E90 151502Z /12 P 151459Z FEB 98 FM AMEMBASSY LIMA TO SECSTATE WASHDC INFO AMEMBASSY QUITO";
        let dtg = begins(line);
        assert_eq!(dtg, Some((19, Role::Dtg)));
        let rest = from(line, 19);
        assert_eq!(next(rest, Role::Dtg), Some(17));
        assert_eq!(begins("INFO LOG-00 NP-00"), None);
        assert_eq!(begins("INFO AMEMBASSY QUITO"), Some((0, Role::Info)));
        assert_eq!(
            next("TO SECSTATE WASHDC INFO AMEMBASSY QUITO", Role::To),
            Some(19)
        );
        assert_eq!(
            next("INFO AMEMBASSY QUITO AMEMBASSY LA PAZ", Role::Info),
            Some(21)
        );
        assert_eq!(
            next(
                "INFO AMEMBASSY LA PAZ PRIORITY 0012 ANDEAN COLLECTIVE",
                Role::Info
            ),
            Some(36)
        );
        assert_eq!(next("AMEMBASSY LA PAZ 0012", Role::Info), None);
    }

    #[test]
    fn control_lines() {
        for (line, wanted) in [
            (" CONFIDENTIAL PTQ1234", true),
            ("CONFIDENTIAL     PTQ1234", true),
            ("CONFIDENTIAL LIMA 001234", false),
            ("CONFIDENTIAL", false),
        ] {
            assert_eq!(is_control_line(line), wanted, "{line}");
        }
    }
}
