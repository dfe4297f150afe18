//! Where a paragraph begins inside a line of an unwrapped copy, with a portion mark or without one.

use super::before::Before;
use super::{Sequence, UNWRAPPED};
use crate::line::Shape;
use crate::parse::element::{number, opening, text, title};
use crate::parse::layout::heading;
use crate::parse::layout::sheet::Stretch;

impl Sequence<'_> {
    /// Where the next paragraph begins inside a stretch, and the heading before it on the same line: bytes of both.
    /// Number and portion mark have to be there, and the end of a sentence or a rule before them.
    pub(super) fn inside(&mut self, row: Stretch, from: usize) -> Option<(usize, usize)> {
        // The mark of the paragraph that begins with this stretch does not count.
        if !self.has_parenthesis(&row, row.start + from + usize::from(from > 0)) {
            return None;
        }
        let printed = self.printed(row);
        opening::marked(printed, from).find_map(|start| {
            let number = number::read(printed.get(start..)?)?;
            let text = printed.get(..start)?.trim_end();
            let next = number.value == self.last.unwrap_or(0) + 1;
            let heading = heading::trailing(text)
                .or_else(|| title::trailing(text).filter(|at| next && *at >= from));
            let closed = text::ends_sentence(text) || heading.is_some() || text.is_empty();
            let before = Before {
                closed,
                apart: false,
                blank: false,
                heading: heading.is_some(),
                open: false,
                counted: false,
            };
            // Number and mark that continue the sequence are proof enough, whatever stands before them.
            let small = printed.get(start + number.len..)?.as_bytes().get(1)?;
            let proven = next && self.last.is_some() && small.is_ascii_uppercase();
            self.accepts(number, closed || proven, 0, &before)?;
            (closed || proven).then_some((heading.unwrap_or(start), start))
        })
    }

    /// Where the next paragraph begins inside a stretch without a portion mark: behind the end of a sentence, where the
    /// paragraph before it has no mark either, the number after it begins the next line or follows in this one, or the
    /// number before it was `proven` so.
    pub(super) fn unmarked(
        &self,
        row: Stretch,
        from: usize,
        below: &[Stretch],
        proven: bool,
    ) -> Option<(usize, usize)> {
        let last = self.last?;
        let printed = self.printed(row);
        if printed.len() < UNWRAPPED || opening::bare(printed, from, 1).is_some() {
            return None;
        }
        let start = opening::bare(printed, from, last + 1)?;
        let followed = || {
            let next = below.iter().find(|row| {
                row.role.is_none() && !matches!(row.shape, Shape::Blank | Shape::Rule)
            })?;
            let number = number::read_any(self.printed(*next))?;
            (number.value == last + 2).then_some(())
        };
        if !proven
            && !self.plain
            && opening::bare(printed, start, last + 2).is_none()
            && followed().is_none()
        {
            return None;
        }
        let text = printed.get(..start)?.trim_end();
        let heading = heading::trailing(text)
            .or_else(|| title::dashed(text))
            .or_else(|| title::over_short_rule(text));
        Some((heading.unwrap_or(start), start))
    }
}
