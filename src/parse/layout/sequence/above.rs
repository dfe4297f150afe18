//! The heading at the end of the line above a paragraph, in an unwrapped copy.

use super::{Sequence, UNWRAPPED};
use crate::line::Shape;
use crate::parse::element::title;
use crate::parse::layout::join;
use crate::parse::layout::sheet::{Stretch, cut};
use crate::part::Role;

/// Blank lines, rules and page markers between that line and the paragraph, at most.
const BETWEEN: usize = 12;

impl Sequence<'_> {
    /// In an unwrapped copy the words of a heading may end the line above, over blank lines, a rule and a page marker or
    /// not: they are cut off.
    pub(super) fn title_above(&mut self) {
        let rows = self.rows.get(self.body..).unwrap_or_default();
        let is_rule = |row: &Stretch| row.shape == Shape::Rule && row.role.is_none();
        let between = rows.iter().rev().take(BETWEEN).take_while(|row| {
            row.shape == Shape::Blank || is_rule(row) || row.role.is_some_and(join::interrupts)
        });
        let (mut count, mut ruled) = (0, false);
        for row in between {
            count += 1;
            ruled |= is_rule(row);
        }
        let Some(at) = rows.len().checked_sub(count + 1) else {
            return;
        };
        let Some(above) = rows.get(at).copied() else {
            return;
        };
        // What a page marker cut off a long line is the end of one.
        let cut_off = || {
            let before = at.checked_sub(1).and_then(|at| rows.get(at));
            before.is_some_and(|before| before.line == above.line)
        };
        let printed = self.printed(above);
        let long = printed.len() >= UNWRAPPED || cut_off();
        if !long || above.role.is_some_and(|role| role != Role::ParagraphStart) {
            return;
        }
        let title = title::over_short_rule(printed)
            .or_else(|| title::trailing(printed))
            .or_else(|| title::in_capitals(printed))
            .or_else(|| title::apart(printed, ruled))
            .filter(|at| *at > 0);
        if let Some([before, title]) = title.and_then(|at| cut(self.text, above, at)) {
            let title = Stretch {
                role: Some(Role::Heading),
                ..title
            };
            let at = self.body + at;
            self.rows.splice(at..=at, [before, title]);
        }
    }
}
