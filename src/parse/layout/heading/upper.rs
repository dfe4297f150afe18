//! Headings that stand above another one: `SECURITY` over a blank line and the heading of the first paragraph on it.

use super::{is_heading, printed_of, underlines};
use crate::line::Shape;
use crate::parse::element::{ending, text, title};
use crate::parse::layout::sheet::Stretch;
use crate::part::Role;

/// Blank lines between the two, at most.
const BLANKS: usize = 3;
/// An upper heading without rules is no longer, in bytes.
const LONGEST: usize = 80;

/// Where the upper headings begin above the one that begins with stretch `at`, a rule or its first line; `parted` where
/// a blank line or a rule of its own tells it from a list below the upper one.
pub(super) fn start(text: &str, rows: &[Stretch], at: usize, parted: bool) -> usize {
    let is_rule = |row: &Stretch| row.shape == Shape::Rule && row.role.is_none();
    let is_text =
        |row: &Stretch| row.role.is_none() && !matches!(row.shape, Shape::Blank | Shape::Rule);
    let alone = |line: usize| {
        line.checked_sub(1)
            .and_then(|above| rows.get(above))
            .is_none_or(|above| above.shape == Shape::Blank)
    };
    if rows.get(at).is_some_and(is_rule) {
        let Some(line) = at
            .checked_sub(1)
            .filter(|&line| rows.get(line).is_some_and(is_text))
        else {
            return at;
        };
        let boxed = line
            .checked_sub(1)
            .filter(|&rule| rows.get(rule).is_some_and(is_rule));
        let words = rows.get(line).map_or("", |row| printed_of(text, *row));
        return match boxed {
            Some(rule) if is_heading(std::iter::once(words), true) => rule,
            None if parted && alone(line) && underlines(text, rows, at + 1) => line,
            _ => at,
        };
    }
    let above = rows.get(..at).unwrap_or_default();
    let blanks = above
        .iter()
        .rev()
        .take(BLANKS)
        .take_while(|row| row.shape == Shape::Blank);
    let Some(line) = at
        .checked_sub(blanks.count() + 1)
        .filter(|line| line + 1 < at)
    else {
        return at;
    };
    let Some(row) = rows.get(line).filter(|row| is_text(row)) else {
        return at;
    };
    let words = printed_of(text, *row).trim_end();
    let titled = words.len() <= LONGEST
        && (title::is_title(words) || text::is_in_capitals(words))
        && is_heading(std::iter::once(words), false);
    let told = || {
        let is_told = |row: &&Stretch| is_text(row) || row.role == Some(Role::ParagraphStart);
        let row = rows.get(..line)?.iter().rev().find(is_told)?;
        Some(printed_of(text, *row).trim_end())
    };
    let closed = || {
        told().is_some_and(|told| {
            text::ends_sentence(told) && !told.ends_with(':') || ending::ends_in_mark(told)
        })
    };
    if titled && alone(line) && closed() {
        line
    } else {
        at
    }
}
