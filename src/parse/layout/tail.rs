//! The end of the text, read from below: marks, stamps and footers, then the signature.

use super::sheet::Sheet;
use super::{furniture, join};
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::parse::element::text;
use crate::part::Role;

/// Signatures stand on at most this many lines.
const SIGNATURE_LINES: usize = 4;

/// Gives roles to what stands below the text. Returns the stretch behind the text's last one.
pub(super) fn read(sheet: &mut Sheet<'_>, body: usize, notes: &mut Vec<Diagnostic>) -> usize {
    let end = below(sheet, body, sheet.rows.len());
    let signed = signature(sheet, body, end, notes);
    // A post's footer may stand over the signature too.
    let text = below(sheet, body, signed);
    if signed < end {
        return text;
    }
    glued(sheet, body, text).unwrap_or(text)
}

/// Marks, stamps, footers and rules at the end of the stretches up to `end`. Returns the first of them.
fn below(sheet: &mut Sheet<'_>, body: usize, end: usize) -> usize {
    let rows = end;
    let mut end = end;
    let mut footer = false;
    for at in (body..rows).rev() {
        let printed = sheet.text(at);
        let role = match sheet.shape(at) {
            _ if sheet
                .role(at)
                .is_some_and(|role| role != Role::PageClassification) =>
            {
                continue;
            }
            Shape::Blank => continue,
            Shape::EndMark => Role::EndMark,
            Shape::Break => Role::Break,
            Shape::Classification if sheet.role(at).is_some() => Role::PageClassification,
            Shape::Rule
                if footer
                    || above(sheet, body, at)
                        .is_some_and(|text| furniture::read(text) == Some(Role::Footer)) =>
            {
                Role::Footer
            }
            _ => match furniture::read(printed) {
                Some(role) => role,
                None => break,
            },
        };
        footer |= role == Role::Footer;
        sheet.set(at, role);
        end = at;
    }
    end
}

/// The printed text of the stretch above, blank lines and what interrupts the text apart.
fn above<'m>(sheet: &Sheet<'m>, body: usize, at: usize) -> Option<&'m str> {
    let is_gap =
        |at: usize| sheet.shape(at) == Shape::Blank || sheet.role(at).is_some_and(join::interrupts);
    (body..at)
        .rev()
        .find(|&before| !is_gap(before))
        .map(|before| sheet.text(before))
}

/// Signatures on lines of their own. Returns the first of them, or `end`.
fn signature(sheet: &mut Sheet<'_>, body: usize, end: usize, notes: &mut Vec<Diagnostic>) -> usize {
    let mut found: Vec<usize> = Vec::new();
    let mut at = end;
    while found.len() < SIGNATURE_LINES {
        let Some((last, gap)) = last_text(sheet, body, at) else {
            break;
        };
        let printed = sheet.text(last);
        let small = is_small_name(printed)
            && last_text(sheet, body, last).is_some_and(|(above, gap)| {
                gap == Gap::Blank && text::ends_sentence(sheet.text(above))
            })
            && is_small(sheet, body, last);
        if !text::is_name(printed) && !small {
            // What stands above the names ends a sentence, or a blank line parts them from it.
            let closed = text::ends_sentence(sheet.text(last))
                || sheet.shape(last) == Shape::Rule
                || gap == Gap::Blank;
            if !closed {
                found.clear();
            }
            break;
        }
        found.push(last);
        at = last;
    }
    let first = found.last().copied().unwrap_or(end);
    for (i, &at) in found.iter().enumerate().rev() {
        let name = sheet.text(at);
        let earlier = found
            .iter()
            .skip(i + 1)
            .find(|&&before| sheet.text(before) == name);
        sheet.set(
            at,
            if earlier.is_some() {
                Role::Repeat
            } else {
                Role::Signature
            },
        );
        if let Some(&earlier) = earlier {
            let (line, first) = (sheet.line(at), sheet.line(earlier));
            let message = format!("line {line} repeats line {first}");
            notes.push(
                Diagnostic::new(Code::SignatureRepeated, message)
                    .field("signature")
                    .lines(line, line),
            );
        }
    }
    first
}

/// Whether a line reads like a signature in small letters.
fn is_small_name(text: &str) -> bool {
    text.len() <= 48
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text::is_name(&text.to_uppercase())
}

/// Whether the text above is in small letters throughout, as some copies are.
fn is_small(sheet: &Sheet<'_>, body: usize, at: usize) -> bool {
    (body..at)
        .filter(|&row| sheet.role(row).is_none())
        .all(|row| !sheet.text(row).bytes().any(|b| b.is_ascii_uppercase()))
}

/// What parts a stretch from the one below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Marker,
}

/// The last stretch of text before `at`, and what stands between.
fn last_text(sheet: &Sheet<'_>, body: usize, at: usize) -> Option<(usize, Gap)> {
    let mut gap = Gap::None;
    for before in (body..at).rev() {
        match (sheet.shape(before), sheet.role(before)) {
            (_, Some(Role::PageMarker)) => gap = Gap::Marker,
            (Shape::Blank, _) => gap = if gap == Gap::Marker { gap } else { Gap::Blank },
            (_, Some(_)) => {}
            _ => return Some((before, gap)),
        }
    }
    None
}

/// A signature behind the last sentence, on its line: cut off. Returns the stretch that it becomes.
fn glued(sheet: &mut Sheet<'_>, body: usize, end: usize) -> Option<usize> {
    let (last, _) = last_text(sheet, body, end)?;
    let printed = sheet.text(last);
    let at = printed.rfind(' ')? + 1;
    let (sentence, name) = printed.split_at_checked(at)?;
    if !text::is_name(name) || !text::ends_sentence(sentence) {
        return None;
    }
    sheet.split(last, at);
    sheet.set(last + 1, Role::Signature);
    Some(last + 1)
}
