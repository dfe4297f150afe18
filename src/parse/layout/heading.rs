//! Headings: short lines between paragraphs, ruled above, below, on both sides, on their own line, or not at all.

use std::ops::Range;

mod line;
mod upper;

pub(super) use line::{leading, trailing};

use super::join;
use super::sheet::{Sheet, Stretch};
use crate::line::{Shape, indent};
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{ending, number, text, title, topic};
use crate::part::Role;

/// A heading stands on at most this many lines.
const LINES: usize = 3;
/// Without rules it is at most this long, in bytes.
const UNRULED: usize = 160;
/// Behind a portion mark it is at most this long.
const MARKED: usize = 60;
/// With rules it is at most this long.
const RULED: usize = 240;

/// Marks the heading at the end of `rows`, its rules included, and says whether there is one.
pub(super) fn mark(text: &str, rows: &mut [Stretch]) -> bool {
    let Some(range) = before(text, rows) else {
        return rows
            .last()
            .is_some_and(|row| row.role == Some(Role::Heading));
    };
    for row in rows.get_mut(range).unwrap_or_default() {
        row.role = match row.shape {
            _ if row.role.is_some() => row.role,
            Shape::Blank => Some(Role::Blank),
            Shape::Rule => Some(Role::Rule),
            _ => Some(Role::Heading),
        };
    }
    true
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
        .enumerate()
        .take_while(|(at, row)| is_text(row) && (*at == 0 || !is_redacted(text, **row)))
        .count();
    let first = below - text_lines;
    let lines = rows.get(first..below)?;
    if lines.is_empty() {
        return None;
    }
    // In an unwrapped copy a title of one line stands right below a paragraph.
    if is_below_paragraph(text, rows, below, ruled_below) {
        return Some(below - 1..rows.len());
    }
    // A line over a rule of its own length is a heading, whatever stands above it.
    let glued = ruled_below && lines.len() > 1 && {
        let rule = rows.get(below..)?.iter().find(|row| is_rule(row))?;
        is_glued(text, lines, *rule)
    };
    if glued {
        return Some(below - 1..rows.len());
    }
    if lines.len() > LINES {
        return None;
    }
    let above = back(first, &is_gap);
    let ruled_above = above > 0 && rows.get(above - 1).is_some_and(is_rule);
    let below_heading = rows
        .get(..first)
        .and_then(<[Stretch]>::last)
        .is_none_or(|row| row.role == Some(Role::Heading));
    let redacted = rows
        .get(..first)
        .and_then(<[Stretch]>::last)
        .is_some_and(|row| is_text(row) && is_redacted(text, *row));
    let parted = above < first || ruled_above || below_heading || redacted;
    let printed = lines
        .iter()
        .map(|row| text.get(row.start..row.end).unwrap_or_default());
    if !parted || !is_heading(printed.clone(), ruled_above || ruled_below) {
        return None;
    }
    // Below the rule of a title stands what it heads: prose, or right below it the lines of a list.
    let titled = ruled_above && underlines(text, rows, above);
    let prose = ruled_above && printed.clone().any(text::is_prose);
    if !ruled_below && (prose || titled && above == first) {
        return None;
    }
    let rest = rows.get(..first)?;
    // `... as some say. End` over a blank line and `Summary.`
    let is_ended = |row: &&Stretch| is_text(row) || row.role == Some(Role::ParagraphStart);
    let ends_below = rest.iter().rev().find(is_ended).is_some_and(|row| {
        let last = printed_of(text, *row).trim_end();
        last.rsplit(' ')
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("END"))
    });
    if ends_below && lines.len() == 1 {
        return None;
    }
    let announced = !ruled_above
        && !ruled_below
        && lines.len() > 1
        && rest
            .iter()
            .rev()
            .find(|row| is_text(row) || row.role == Some(Role::ParagraphStart))
            .is_some_and(|row| printed_of(text, *row).ends_with(':'));
    if announced {
        return None;
    }
    // `THE BUILDER:` over a blank line and the rest of the heading, in a copy that doubles its blank lines.
    let opens = ruled_below && !ruled_above && above < first;
    let next = lines.first().map_or("", |row| printed_of(text, *row));
    let first = above
        .checked_sub(1)
        .filter(|&at| {
            let alone = at.checked_sub(1).and_then(|at| rows.get(at));
            let row = rows.get(at).filter(|row| is_text(row));
            opens
                && row.is_some_and(|row| begins_heading(printed_of(text, *row), next))
                && alone.is_none_or(|row| matches!(row.shape, Shape::Blank | Shape::Rule))
        })
        .unwrap_or(first);
    if continues(text, rest) {
        // What the marker cuts is a paragraph, unless what stands above it is the upper half of this heading.
        let half = if upper {
            None
        } else {
            ending(text, rest, true)
        };
        let fits = ruled_below && underlines(text, rows, rows.len());
        let own = (fits && lines.len() > 1).then(|| below - 1);
        return Some(half.map(|half| half.start).or(own)?..rows.len());
    }
    let start = if ruled_above { above - 1 } else { first };
    Some(upper::start(text, rows, start, ruled_below || above < first)..rows.len())
}

/// Whether a stretch is a redaction and nothing else: what was taken out there was text.
fn is_redacted(text: &str, row: Stretch) -> bool {
    // Its letters are X, of either alphabet.
    !matches!(row.lead, b'A'..=b'W' | b'a'..=b'w') && text::is_redaction(printed_of(text, row))
}

/// The printed text of a stretch.
fn printed_of(text: &str, row: Stretch) -> &str {
    text.get(row.start..row.end).unwrap_or_default()
}

/// Whether the rule that ends some stretches, up to `end`, underlines the line right above it.
fn underlines(text: &str, rows: &[Stretch], end: usize) -> bool {
    let Some([.., line, rule]) = rows.get(..end) else {
        return false;
    };
    let [title, dashes] = [line, rule].map(|row| printed_of(text, *row).trim().chars().count());
    line.role.is_none()
        && !matches!(line.shape, Shape::Blank | Shape::Rule)
        && title.abs_diff(dashes) <= 2
        && is_heading(std::iter::once(printed_of(text, *line)), true)
        && !text::ends_sentence(printed_of(text, *line))
}

/// Whether the last of some lines is underlined by a rule of its own length, and the one above it is closed.
fn is_glued(text: &str, lines: &[Stretch], rule: Stretch) -> bool {
    let [.., above, last] = lines else {
        return false;
    };
    let (last, rule) = (printed_of(text, *last), printed_of(text, rule));
    text::closes(printed_of(text, *above))
        && last.chars().count().abs_diff(rule.chars().count()) <= 2
        && is_heading(std::iter::once(last), true)
}

/// A line that is so long is one of an unwrapped copy.
const UNWRAPPED: usize = 120;

/// Whether the last line above `below` is a title right below a long line that ends a sentence, or one in capitals or
/// between slashes below any line of two cases; over a rule it may be longer than a title, if it is in capitals.
fn is_below_paragraph(text: &str, rows: &[Stretch], below: usize, ruled: bool) -> bool {
    let Some([.., above, line]) = rows.get(..below) else {
        return false;
    };
    let (paragraph, title) = (printed_of(text, *above), printed_of(text, *line));
    let is_text = matches!(above.role, None | Some(Role::ParagraphStart)) && line.role.is_none();
    let long = paragraph.len() > UNWRAPPED;
    let begins = above.role == Some(Role::ParagraphStart);
    let closed = || {
        text::ends_sentence(paragraph)
            || ending::ends_in_mark(paragraph)
            || begins && ending::ends_in_redaction(paragraph)
    };
    let outstanding = || stands_out(paragraph, title);
    let parted = || {
        if long || begins {
            closed() || long && outstanding()
        } else {
            outstanding() && closed()
        }
    };
    is_text
        && !paragraph.ends_with(':')
        && (title::is_title(title) || ruled && text::is_in_capitals(title))
        && parted()
        && is_heading(std::iter::once(title), ruled)
}

/// Whether a line is a title by its letters, below one of two cases: all capitals, or between slashes.
fn stands_out(above: &str, title: &str) -> bool {
    let title = title.trim();
    let slashed = || title.starts_with("//") && title.ends_with("//");
    let capitals = || {
        let letters = title.bytes().filter(u8::is_ascii_uppercase).count();
        letters >= CAPITALS && !title.contains(char::is_lowercase)
    };
    (slashed() || capitals())
        && above.bytes().any(|b| b.is_ascii_lowercase())
        && !ending::ends_in_mark(title)
}

/// Capitals of such a title, no less.
const CAPITALS: usize = 8;

/// Whether a line is the first of a heading that goes on with another line: short, and no point of a list.
fn begins_heading(line: &str, next: &str) -> bool {
    line.len() < 60
        && line.contains(char::is_uppercase)
        && !text::is_inset(line)
        && title::goes_on(line, next)
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

/// Whether lines read like a heading: short, no sentence, no list, no table, no address, no end mark.
fn is_heading<'a>(lines: impl Iterator<Item = &'a str> + Clone, ruled: bool) -> bool {
    let len: usize = lines.clone().map(str::len).sum();
    let last = lines.clone().last().unwrap_or_default();
    let one = lines.clone().count() == 1;
    let inset = |line: &str| {
        text::is_inset(line) && !(ruled && is_outline(line)) || !ruled && is_dashed(line)
    };
    let ended = || {
        let bare = last.trim_end();
        let short = || bare.split(' ').count() <= QUESTION;
        let asks = one && bare.ends_with('?') && (title::is_title(bare) || short());
        text::ends_sentence(bare) && !asks || bare.ends_with([';', ','])
    };
    len <= if ruled { RULED } else { UNRULED }
        && lines
            .clone()
            .all(|line| !inset(line) && (ruled || indent(line) < 4))
        && lines.clone().any(|line| line.contains(char::is_alphabetic))
        && !lines.clone().all(text::is_redaction)
        && !lines.clone().any(topic::is_end)
        && !lines.clone().any(ending::is_cancellation)
        && (ruled
            || !lines.clone().next().is_some_and(begins_small)
                && !lines.clone().any(text::is_contact)
                && (one && !last.contains(' ') && text::is_heading_word(last) || !ended()))
}

/// A question of so many words is a heading, large letters or not.
const QUESTION: usize = 5;

/// Whether a line is a point of a list, its dashes right before its first word, and nothing closes them.
fn is_dashed(line: &str) -> bool {
    let bare = line.trim_start().trim_start_matches('-');
    let dashes = line.trim_start().len() - bare.len();
    dashes == 2 && bare.starts_with(char::is_alphanumeric) && !line.trim_end().ends_with('-')
}

/// Whether a line has the label of an outline: `A. LAWS`, `II. INSPECTIONS`, a pilcrow before it or not.
fn is_outline(line: &str) -> bool {
    let bare = number::without_pilcrows(line.trim_start());
    let label = bare.split(['.', ')']).next().unwrap_or_default();
    let lettered = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
    let roman = label.len() <= 4 && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    label.len() < bare.len() && (lettered || roman && !label.is_empty()) && !text::has_columns(bare)
}

/// Whether a line that a rule underlines is a heading behind a portion mark: `(C) KEY POINTS`.
pub(super) fn is_marked(line: &str) -> bool {
    let mark = portion::read(line, Place::Start);
    let words = mark.and_then(|mark| line.get(mark.length..));
    words.is_some_and(|words| {
        words.len() <= MARKED && words.contains(char::is_alphabetic) && !text::ends_sentence(words)
    })
}

/// Whether a line goes on in small letters: it is the rest of a sentence.
fn begins_small(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

/// Ruled headings that no number follows, among the stretches from `body` to `end`.
pub(super) fn ruled(sheet: &mut Sheet<'_>, body: usize, end: usize) {
    let mut at = body;
    while at < end {
        // Nothing is to do but at a rule, and at the line above one.
        let mut rows = sheet.rows.get(at..).unwrap_or_default().iter();
        let Some(rule) = rows.position(|row| row.shape == Shape::Rule) else {
            return;
        };
        at += rule.saturating_sub(1);
        if at >= end {
            return;
        }
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
    if sheet.shape(at + 1) != Shape::Rule {
        return false;
    }
    let fits = || {
        let [line, rule] = [at, at + 1].map(|row| sheet.text(row).trim().chars().count());
        line.abs_diff(rule) <= 2 && text::closes(sheet.text(at - 1))
    };
    let apart = at == body
        || matches!(sheet.shape(at - 1), Shape::Blank | Shape::Rule)
        || sheet
            .role(at - 1)
            .is_none_or(|role| role == Role::ParagraphStart)
            && fits();
    apart
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_a_list_are_no_heading() {
        let lines = ["--Dr. Jane Roe, Port Laboratory", "Harbor Street"];
        assert!(!is_heading(lines.into_iter(), false));
        assert!(is_heading(["Next Steps"].into_iter(), false));
        assert!(is_heading(["--Next Steps--"].into_iter(), false));
    }
}
