//! The lines of a decoded text on their way to parts.

use std::ops::Range;

use super::classified;
use super::kind::{Kind, kind};
use crate::part::{Part, Role};

/// A line of a text, with its line feed.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLine<'a> {
    /// Where it begins in the text.
    pub start: usize,
    /// Its number, from 1.
    pub number: u32,
    /// All of it.
    pub whole: &'a str,
    /// The same without blanks around it.
    pub text: &'a str,
}

/// The lines of a stretch of a text, which begins with a line; `number` is that line's.
pub(super) fn lines(
    text: &str,
    range: Range<usize>,
    number: u32,
) -> impl Iterator<Item = TextLine<'_>> {
    let mut start = range.start;
    let stretch = text.get(range).unwrap_or_default();
    stretch
        .split_inclusive('\n')
        .zip(number..)
        .map(move |(whole, number)| {
            let line = TextLine {
                start,
                number,
                whole,
                text: whole.trim(),
            };
            start += whole.len();
            line
        })
}

impl TextLine<'_> {
    /// The line as a part; a blank one is that, whatever stands around it.
    pub(super) fn part(&self, role: Role) -> Part {
        Part {
            span: self.start..self.start + self.whole.len(),
            line: self.number,
            role: if self.text.is_empty() {
                Role::Blank
            } else {
                role
            },
        }
    }
}

/// Whether a text shows a line that only a telegram has.
pub(super) fn shows_cable(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim().as_bytes();
        classified::number(line).is_some()
            || matches!(
                kind(line),
                Kind::TransmissionId(_)
                    | Kind::Station(_)
                    | Kind::Security
                    | Kind::Dtg(_)
                    | Kind::From(_)
                    | Kind::FirstPage(_)
            )
    })
}
