//! Rules inside lines of an unwrapped copy: cut out, and the headings that they mark with them.
//!
//! A run of five dashes or more is never prose. `text. ------- Heading ------- text` has the heading between two of
//! them, `text. Heading -------` over one. What stands on lines of its own is read where paragraphs are.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::furniture;
use super::sheet::{Sheet, Stretch, cut};
use crate::line::{Shape, is_dash};
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{number, text, title, topic};
use crate::part::Role;
use crate::redaction;
use crate::slice::{from, part};

/// The shortest rule that stands inside a line.
const SHORTEST: usize = 5;
/// A line that is no longer may be one of a table.
const TABLE: usize = 160;
/// The words between two rules are at most so long.
const LONGEST: usize = 160;

static DASHES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("-----"));

/// A run of dashes, broken by blanks or not.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    /// Where what follows it begins.
    end: usize,
    dashes: usize,
}

/// Cuts the lines from `body` to `end` at the rules inside them. Returns the new end.
pub(super) fn read(sheet: &mut Sheet<'_>, body: usize, end: usize) -> usize {
    let text = sheet.text;
    let last = end.checked_sub(1).and_then(|at| sheet.rows.get(at));
    let (Some(from), Some(to)) = (
        sheet.rows.get(body).map(|row| row.start),
        last.map(|row| row.next),
    ) else {
        return end;
    };
    // Most cables have none: one look over the text spares the lines.
    let mut spots = spots(part(text, from, to), from, sheet.is_ascii).peekable();
    if spots.peek().is_none() {
        return end;
    }
    let tail = sheet.rows.split_off(end);
    let rows = sheet.rows.split_off(body);
    let (mut done, mut read) = (0, 0);
    for spot in spots {
        // A rule is many spots.
        if spot < read {
            continue;
        }
        let at = rows.partition_point(|row| row.end <= spot);
        let Some(row) = rows.get(at).copied().filter(|_| at >= done) else {
            continue;
        };
        sheet
            .rows
            .extend_from_slice(rows.get(done..at).unwrap_or_default());
        (done, read) = (at + 1, row.end);
        if row.role.is_some() || row.start > spot {
            sheet.rows.push(row);
        } else if row.shape == Shape::Rule {
            underlined_above(sheet, body, row);
            sheet.rows.push(row);
        } else {
            line(sheet, body, row);
        }
    }
    sheet
        .rows
        .extend_from_slice(rows.get(done..).unwrap_or_default());
    let end = sheet.rows.len();
    sheet.rows.extend(tail);
    end
}

/// The places where rules may begin: five dashes, or any other dash, which an ASCII text has not.
fn spots(text: &str, base: usize, is_ascii: bool) -> impl Iterator<Item = usize> {
    let mut plain = DASHES.find_iter(text.as_bytes()).peekable();
    let others = if is_ascii { "" } else { text };
    let mut other = memchr::memchr_iter(0xE2, others.as_bytes())
        .filter(|at| {
            let mut rest = from(text, *at).chars();
            rest.next()
                .is_some_and(|c| is_dash(c) && rest.next() == Some(c))
        })
        .peekable();
    std::iter::from_fn(move || {
        let next = match (plain.peek(), other.peek()) {
            (Some(a), Some(b)) if b < a => other.next(),
            (Some(_), _) => plain.next(),
            (None, _) => other.next(),
        };
        next.map(|at| at + base)
    })
}

/// The runs of dashes in a line. One that is broken by blanks goes on.
fn runs(printed: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(start) = from(printed, at).find(is_dash).map(|found| at + found) {
        let rest = from(printed, start);
        let bare = rest.trim_start_matches(is_dash);
        let dashes = part(rest, 0, rest.len() - bare.len()).chars().count();
        let end = printed.len() - bare.trim_start().len();
        match runs.last_mut().filter(|last| last.end == start) {
            Some(last) => (last.end, last.dashes) = (end, last.dashes + dashes),
            None if dashes >= SHORTEST => runs.push(Run { start, end, dashes }),
            None => {}
        }
        at = printed.len() - bare.len();
    }
    runs
}

/// Whether dashes stand in place of words that were taken out: a sentence is open before them, and goes on behind.
fn replaces_words(before: &str, after: &str) -> bool {
    !before.is_empty()
        && !text::closes(before)
        && after
            .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ')' | '\''))
}

/// Whether a line is one of a table or a form, whose dashes are its own.
fn is_tabular(printed: &str) -> bool {
    printed.contains('|') || printed.len() <= TABLE && text::is_inset(printed)
}

/// Cuts one line.
fn line(sheet: &mut Sheet<'_>, body: usize, row: Stretch) {
    let printed = part(sheet.text, row.start, row.end);
    let runs = runs(printed);
    // `----- header ends -----` is a wrapper's line.
    let role = furniture::read(printed);
    if runs.is_empty() || role.is_some() || is_tabular(printed) {
        sheet.rows.push(Stretch { role, ..row });
        return;
    }
    let mut pieces = Pieces {
        sheet,
        row,
        rest: Some(row),
    };
    let mut at = 0;
    // Whether a rule stands before, and no heading between it and one above.
    let mut opened = false;
    for (i, run) in runs.iter().enumerate() {
        let words = part(printed, at, run.start);
        let next = runs.get(i + 1).map_or(printed.len(), |next| next.start);
        let before = match words.trim_end() {
            "" if at == 0 => open_above(pieces.sheet, body),
            before => before,
        };
        if !opened && replaces_words(before, part(printed, run.end, next)) {
            continue;
        }
        let bare = words.trim();
        let heading = if bare.is_empty() {
            None
        } else if opened && is_ruled(bare, run.dashes) {
            Some(0)
        } else if opened {
            title::underlined(words, run.dashes, false)
        } else {
            let fresh = at > 0 || is_fresh(pieces.sheet, body);
            let opening = if at == 0 { opening(words) } else { 0 };
            let heading = title::underlined(from(words, opening), run.dashes, fresh || opening > 0)
                .map(|heading| heading + opening);
            // `3. (C) HEADING -----`: the number and the mark stand before their paragraph's heading.
            if opening > 0 && heading == Some(opening) {
                pieces.push(opening, None);
            }
            heading
        };
        if at == 0 && bare.is_empty() {
            underlined_above(
                pieces.sheet,
                body,
                Stretch {
                    end: row.start + run.end,
                    ..row
                },
            );
        }
        if let Some(heading) = heading {
            pieces.push(at + heading, None);
            pieces.push(run.start, Some(Role::Heading));
            pieces.push(run.end, Some(Role::Rule));
        } else {
            pieces.push(run.start, None);
            pieces.push(run.end, None);
        }
        opened = heading.is_none();
        at = run.end;
    }
    pieces.push(usize::MAX, None);
}

/// Bytes of the number and the portion mark that a line begins with.
pub(super) fn opening(words: &str) -> usize {
    let number = number::read_any(words).map_or(0, |number| number.len);
    let place = if number > 0 {
        Place::AfterNumber
    } else {
        Place::Start
    };
    number + portion::read(from(words, number), place).map_or(0, |mark| mark.length)
}

/// The text of the line above, where it is one of running text.
fn open_above<'m>(sheet: &Sheet<'m>, body: usize) -> &'m str {
    let above = sheet.rows.get(body..).and_then(<[Stretch]>::last);
    above
        .filter(|row| row.role.is_none() && !matches!(row.shape, Shape::Blank | Shape::Rule))
        .map_or("", |row| part(sheet.text, row.start, row.end))
}

/// Whether words between two rules, the lower of so many dashes, are a heading: no paragraph begins there, and no
/// sentence ends inside, or they are as long as the rule.
fn is_ruled(words: &str, dashes: usize) -> bool {
    let number = number::read_any(words).map_or(0, |number| number.len);
    let marked = portion::read(from(words, number), Place::Start).is_some();
    let sentences = || {
        title::behind_sentences(words)
            .any(|at| part(words, 0, at).trim_end().ends_with(['.', ')', '"']))
    };
    let fits = words.chars().count().abs_diff(dashes) <= 1;
    let small = words.starts_with(char::is_lowercase) && !words.starts_with(redaction::is_letter);
    words.len() <= LONGEST
        && (fits || !small)
        && words.contains(char::is_alphabetic)
        && !words.ends_with(',')
        && !marked
        && (fits || !sentences())
}

/// Whether the next line can begin with a heading: nothing is open above it.
fn is_fresh(sheet: &Sheet<'_>, body: usize) -> bool {
    let above = sheet.rows.get(body..).and_then(<[Stretch]>::last);
    above.is_none_or(|row| {
        row.role.is_some()
            || matches!(row.shape, Shape::Blank | Shape::Rule)
            || text::closes(part(sheet.text, row.start, row.end))
    })
}

/// The pieces of a line in the making.
struct Pieces<'s, 'm> {
    sheet: &'s mut Sheet<'m>,
    row: Stretch,
    rest: Option<Stretch>,
}

impl Pieces<'_, '_> {
    /// The next piece: up to so many bytes of the line.
    fn push(&mut self, to: usize, role: Option<Role>) {
        let Some(rest) = self.rest else { return };
        let offset = self.row.start.saturating_add(to).saturating_sub(rest.start);
        if offset == 0 {
            return;
        }
        let (piece, rest) = match cut(self.sheet.text, rest, offset) {
            Some([piece, rest]) => (piece, Some(rest)),
            None => (rest, None),
        };
        self.sheet.rows.push(Stretch {
            role: role.or(piece.role),
            ..piece
        });
        self.rest = rest;
    }
}

/// A rule that begins a line underlines the last words of the line above, in an unwrapped copy over a blank line too:
/// they are cut off where a sentence ends before them and they are as long as the rule.
fn underlined_above(sheet: &mut Sheet<'_>, body: usize, rule: Stretch) {
    let text = sheet.text;
    let dashes = part(text, rule.start, rule.end)
        .chars()
        .filter(|c| is_dash(*c))
        .count();
    let blanks = sheet.rows.iter().rev();
    let blanks = blanks.take_while(|row| row.shape == Shape::Blank).count();
    let Some(at) = sheet.rows.len().checked_sub(blanks + 1) else {
        return;
    };
    let Some(above) = sheet.rows.get(at).copied().filter(|_| at >= body) else {
        return;
    };
    let long = above.end - above.start > UNWRAPPED;
    if above.role.is_some() || above.shape == Shape::Rule || blanks > usize::from(long) {
        return;
    }
    let printed = part(text, above.start, above.end);
    let heading = title::behind_sentences(printed).find(|&at| {
        let words = from(printed, at);
        let off = words.chars().count().abs_diff(dashes);
        let large = words.starts_with(char::is_uppercase)
            && !text::ends_sentence(words)
            && !topic::is_end(words);
        off <= 1 && (title::is_title(words) || long && off == 0 && large)
    });
    if let Some([piece, heading]) = heading.and_then(|at| cut(text, above, at)) {
        let heading = Stretch {
            role: Some(Role::Heading),
            ..heading
        };
        sheet.rows.splice(at..=at, [piece, heading]);
    }
}

/// A line that is so long is one of an unwrapped copy.
const UNWRAPPED: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_inside_a_line() {
        let broken = format!("It ended. {} --- Tugs", "-".repeat(45));
        for (text, expected) in [
            ("It ended. ------- Tugs -------", vec![(10, 7), (23, 7)]),
            (broken.as_str(), vec![(10, 48)]),
            ("It ended -- so -- well.", vec![]),
            ("It ended. ‐‐‐‐‐", vec![(10, 5)]),
        ] {
            let found: Vec<_> = runs(text)
                .iter()
                .map(|run| (run.start, run.dashes))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_between_two_rules() {
        let long = "NEXT STEPS ".repeat(15);
        for (words, dashes, expected) in [
            ("NEXT STEPS", 10, true),
            ("Next Steps", 40, true),
            ("the next steps", 14, true),
            ("It ended. Nobody came", 21, true),
            ("the next steps", 40, false),
            ("It ended. Nobody came", 40, false),
            ("NEXT STEPS,", 11, false),
            ("1. (C) NEXT STEPS", 17, false),
            ("1998", 4, false),
            (&long, long.len(), false),
        ] {
            assert_eq!(is_ruled(words, dashes), expected, "{words}");
        }
    }

    #[test]
    fn dashes_in_place_of_a_name() {
        assert!(replaces_words("The arrest of", "by the harbor police"));
        assert!(!replaces_words("It ended.", "Next Steps"));
        assert!(!replaces_words("Comment", "3. (C) More"));
    }
}
