//! Headings: short lines between paragraphs, ruled above, below, on both sides, on their own line, or not at all.

use std::ops::Range;

use super::join;
use super::sheet::{Sheet, Stretch};
use crate::line::{Shape, indent};
use crate::parse::element::text;
use crate::part::Role;
use crate::slice::trim_start;

/// A heading stands on at most this many lines.
const LINES: usize = 6;
/// Without rules it is at most this long, in bytes.
const UNRULED: usize = 160;
/// With rules it is at most this long.
const RULED: usize = 240;

/// Marks the heading at the end of `rows`, its rules included, where there is one.
pub(super) fn mark(text: &str, rows: &mut [Stretch]) {
    let Some(range) = before(text, rows) else {
        return;
    };
    for row in rows.get_mut(range).unwrap_or_default() {
        row.role = match row.shape {
            _ if row.role.is_some() => row.role,
            Shape::Blank => Some(Role::Blank),
            Shape::Rule => Some(Role::Rule),
            _ => Some(Role::Heading),
        };
    }
}

/// The heading at the end of some stretches, its rules and blank lines included.
pub(super) fn before(text: &str, rows: &[Stretch]) -> Option<Range<usize>> {
    ending(text, rows, false)
}

/// The heading at the end of some stretches; `upper` where a page marker cuts it, and this is the half above.
fn ending(text: &str, rows: &[Stretch], upper: bool) -> Option<Range<usize>> {
    let is_gap =
        |row: &Stretch| row.shape == Shape::Blank || row.role.is_some_and(join::interrupts);
    let is_rule = |row: &Stretch| row.shape == Shape::Rule && !is_gap(row);
    let back = |mut at: usize, pass: &dyn Fn(&Stretch) -> bool| {
        while at > 0 && rows.get(at - 1).is_some_and(pass) {
            at -= 1;
        }
        at
    };
    let mut below = back(rows.len(), &is_gap);
    let ruled_below = below > 0 && rows.get(below - 1).is_some_and(is_rule);
    if ruled_below {
        below = back(back(below, &is_rule), &is_gap);
    }
    let is_text =
        |row: &Stretch| row.role.is_none() && !matches!(row.shape, Shape::Blank | Shape::Rule);
    // One line more than a heading has is enough to know that it is none.
    let text_lines = rows
        .iter()
        .take(below)
        .rev()
        .take(LINES + 1)
        .take_while(|row| is_text(row))
        .count();
    let first = below - text_lines;
    let lines = rows.get(first..below)?;
    if lines.is_empty() || lines.len() > LINES {
        return None;
    }
    let above = back(first, &is_gap);
    let ruled_above = above > 0 && rows.get(above - 1).is_some_and(is_rule);
    let below_heading = rows
        .get(..first)
        .and_then(<[Stretch]>::last)
        .is_none_or(|row| row.role == Some(Role::Heading));
    let parted = above < first || ruled_above || below_heading;
    let printed = lines
        .iter()
        .map(|row| text.get(row.start..row.end).unwrap_or_default());
    if !parted || !is_heading(printed, ruled_above || ruled_below) {
        return None;
    }
    let rest = rows.get(..first)?;
    if continues(text, rest) {
        // What the marker cuts is a paragraph, unless what stands above it is the upper half of this heading.
        let half = if upper {
            None
        } else {
            ending(text, rest, true)
        }?;
        return Some(half.start..rows.len());
    }
    Some(if ruled_above { above - 1 } else { first }..rows.len())
}

/// Whether a page marker stands above, in the middle of a sentence: then what follows it goes on with that sentence.
fn continues(text: &str, above: &[Stretch]) -> bool {
    let mut rows = above
        .iter()
        .rev()
        .skip_while(|row| row.shape == Shape::Blank);
    let marker = rows
        .next()
        .is_some_and(|row| row.role.is_some_and(join::interrupts));
    let said = above
        .iter()
        .rev()
        .find(|row| row.shape != Shape::Blank && !row.role.is_some_and(join::interrupts));
    marker
        && said.is_some_and(|row| {
            row.role != Some(Role::Heading)
                && row.shape != Shape::Rule
                && !text::closes(text.get(row.start..row.end).unwrap_or_default())
        })
}

/// Whether lines read like a heading: short, no sentence, no list, no table.
fn is_heading<'a>(lines: impl Iterator<Item = &'a str> + Clone, ruled: bool) -> bool {
    let len: usize = lines.clone().map(str::len).sum();
    let last = lines.clone().last().unwrap_or_default();
    let one_word = lines.clone().count() == 1 && !last.contains(' ');
    len <= if ruled { RULED } else { UNRULED }
        && lines
            .clone()
            .all(|line| !text::is_inset(line) && (ruled || indent(line) < 4))
        && lines.clone().any(|line| line.contains(char::is_alphabetic))
        && !lines.clone().all(text::is_redaction)
        && (ruled || !lines.clone().next().is_some_and(begins_small))
        && (ruled
            || one_word && text::is_heading_word(last)
            || !text::ends_sentence(last) && !last.ends_with([';', ',']))
}

/// Whether a line goes on in small letters: it is the rest of a sentence.
fn begins_small(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

/// Ruled headings that no number follows, among the stretches from `body` to `end`.
pub(super) fn ruled(sheet: &mut Sheet<'_>, body: usize, end: usize) {
    let mut at = body;
    while at < end {
        let pending = |sheet: &Sheet<'_>, at: usize| at < end && sheet.role(at).is_none();
        if pending(sheet, at) && sheet.shape(at) == Shape::Rule && indent(sheet.text(at)) < 4 {
            let mut below = at + 1;
            while below <= at + LINES
                && pending(sheet, below)
                && !matches!(sheet.shape(below), Shape::Rule | Shape::Blank)
            {
                below += 1;
            }
            let closed = pending(sheet, below) && sheet.shape(below) == Shape::Rule;
            if closed
                && below > at + 1
                && is_heading((at + 1..below).map(|row| sheet.text(row)), true)
            {
                sheet.set(at, Role::Rule);
                (at + 1..below).for_each(|row| sheet.set(row, Role::Heading));
                sheet.set(below, Role::Rule);
                at = below;
            } else if !beside_inset(sheet, at) {
                sheet.set(at, Role::Rule);
            }
        } else if is_underlined(sheet, body, at)
            && pending(sheet, at)
            && !closes_signed_text(sheet, at + 2, end)
        {
            sheet.set(at, Role::Heading);
            sheet.set(at + 1, Role::Rule);
        }
        at += 1;
    }
}

/// Whether a line stands alone over a rule: a blank line, or nothing of the text, above it.
fn is_underlined(sheet: &Sheet<'_>, body: usize, at: usize) -> bool {
    let apart = at == body || sheet.shape(at - 1) == Shape::Blank;
    sheet.shape(at + 1) == Shape::Rule
        && apart
        && sheet.shape(at) != Shape::Blank
        && sheet.role(at + 1).is_none()
        && is_heading(std::iter::once(sheet.text(at)), true)
}

/// Whether only a signature is left: a line underlined there heads nothing, and is the last of the paragraph above it.
/// Where the text is torn off instead, its paragraph may be what is lost.
fn closes_signed_text(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let is_text = |row: &usize| match sheet.role(*row) {
        None => sheet.shape(*row) != Shape::Blank,
        Some(role) => matches!(role, Role::ParagraphStart | Role::Paragraph | Role::Heading),
    };
    let rows = sheet.rows.len();
    !(at..end).any(|row| is_text(&row))
        && (end..rows).any(|row| sheet.role(row) == Some(Role::Signature))
}

/// Whether a rule is a line of a table: indented lines or columns stand next to it.
fn beside_inset(sheet: &Sheet<'_>, at: usize) -> bool {
    let inset = |at: usize| text::is_inset(sheet.text(at)) && sheet.shape(at) != Shape::Rule;
    at > 0 && inset(at - 1) || inset(at + 1)
}

/// The first part of a rule that was broken is at least so long.
const BROKEN: usize = 20;

/// Bytes of the ruled heading that leads a line, `------- Summary -------`, and of the blanks behind it.
pub(super) fn leading(text: &str) -> Option<usize> {
    let trimmed = trim_start(text);
    if !trimmed.starts_with("---") {
        return None;
    }
    let rest = trimmed.trim_start_matches('-');
    let words = rest.find("---")?;
    let after = rest.get(words..)?.trim_start_matches(['-', ' ']);
    let heading = rest.get(..words)?;
    is_ruled_words(heading).then_some(text.len() - after.len())
}

/// Where the ruled heading begins that ends a text.
pub(super) fn trailing(text: &str) -> Option<usize> {
    let words = text.trim_end_matches(['-', ' ']);
    let rule = text.get(words.len()..)?;
    if rule.matches('-').count() < 3 {
        return None;
    }
    let open = words.rfind("---")? + 3;
    if !is_ruled_words(words.get(open..)?) {
        return None;
    }
    // The rule may be broken in two.
    let before = words.get(..open)?.trim_end_matches('-');
    let broken = before.trim_end().trim_end_matches('-');
    if before.trim_end().len() >= broken.len() + BROKEN {
        return Some(broken.len());
    }
    Some(before.len())
}

/// Whether the words between two rules on one line are a heading.
fn is_ruled_words(words: &str) -> bool {
    let words = words.trim();
    words.len() <= UNRULED
        && words.contains(char::is_alphabetic)
        && !words.contains("  ")
        && !words.starts_with('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_on_a_line_of_its_own_rules() {
        let text = "------- Summary ------- 1. (C) Begins";
        assert_eq!(
            leading(text).and_then(|len| text.get(len..)),
            Some("1. (C) Begins")
        );
        assert_eq!(leading("------- Summary -------"), Some(23));
        assert_eq!(leading("-- a point"), None);
        assert_eq!(leading("---------------"), None);
    }

    #[test]
    fn a_heading_behind_a_sentence() {
        let text = "It ended. ------- Next Steps ------- ";
        assert_eq!(
            trailing(text).and_then(|at| text.get(at..)),
            Some("------- Next Steps ------- ")
        );
        assert_eq!(trailing("It ended."), None);
        let rule = "-".repeat(45);
        let text = format!("It ended. {rule} --- Next Steps {rule} ---");
        assert_eq!(trailing(&text), Some("It ended. ".len()));
    }
}
