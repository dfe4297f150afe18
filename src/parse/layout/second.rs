//! A second header: behind the remains of another system, or where the next section was sent as a transmission of its
//! own. It adds what the first one lacks; what it says again is a repeat, and what it says otherwise is kept apart.

use std::collections::HashSet;
use std::ops::Range;

use super::format_line::{has_indicator, is_addressee, is_head, is_list, is_single};
use super::sheet::Sheet;
use crate::line::Shape;
use crate::parse::element::caption_line;
use crate::part::Role;
use crate::slice;

/// A head in the text has so many lines of different kinds: a line of prose may begin with `TO` or `FM`.
const KINDS: usize = 3;
/// The distribution block above a second header has at most so many lines.
const DISTRIBUTION_LINES: usize = 16;

/// A line of so many bytes is told at the end of another.
const LONG_ENOUGH: usize = 8;
/// A header of more lines is held against whole lines only.
const MOST_LINES: usize = 200;

/// What the first header says.
pub(super) struct Known<'m> {
    lines: HashSet<&'m str>,
    roles: Vec<Role>,
}

impl<'m> Known<'m> {
    /// The header on these stretches, which have their roles.
    pub(super) fn new(sheet: &Sheet<'m>, rows: Range<usize>) -> Self {
        let mut known = Known {
            lines: HashSet::new(),
            roles: Vec::new(),
        };
        for at in rows {
            let Some(role) = sheet.role(at).filter(|role| *role != Role::Wrapper) else {
                continue;
            };
            known.lines.insert(sheet.text(at));
            if !known.roles.contains(&role) {
                known.roles.push(role);
            }
        }
        known
    }

    /// Whether it has a line of this role.
    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The role of a second header's line that looks like `role`.
    pub(super) fn told(&self, text: &str, role: Role) -> Role {
        if self.lines.contains(text) {
            Role::Repeat
        } else if self.roles.contains(&role) {
            if self.is_at_end(text) {
                Role::Repeat
            } else {
                Role::SecondHeader
            }
        } else {
            role
        }
    }

    /// Whether a line of the first header begins or ends a line, in any case: the cell of a table may stand beside it.
    fn is_at_end(&self, text: &str) -> bool {
        let text = text.trim();
        self.lines.len() <= MOST_LINES
            && self.lines.iter().any(|line| {
                let line = line.trim();
                let begins = slice::begins(text, line) && {
                    let behind = slice::from(text, line.len());
                    behind.is_empty() || behind.starts_with(['\t', '"'])
                };
                let ends = || {
                    let before = text.strip_suffix(line);
                    before.is_some_and(|before| before.ends_with(['\t', '"']))
                };
                line.len() >= LONG_ENOUGH && (begins || ends())
            })
    }
}

/// Looks for second headers in the text, from above.
pub(super) struct Search<'m> {
    /// Where the block begins; the header stands above.
    block: usize,
    known: Option<Known<'m>>,
    /// Up to here there is none.
    searched: usize,
}

impl<'m> Search<'m> {
    pub(super) fn new(block: usize) -> Self {
        Search {
            block,
            known: None,
            searched: 0,
        }
    }

    /// Gives roles to the header of this very cable that begins at a stretch, and to the end marks above it. Returns
    /// the stretch behind it; nothing where there is none. `own` says of a line whether it is the cable's own
    /// classification line.
    pub(super) fn read(
        &mut self,
        sheet: &mut Sheet<'m>,
        at: usize,
        own: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        if at < self.searched || !is_head(sheet.shape(at)) {
            return None;
        }
        let lines = lines(sheet, at);
        let end = lines.last().map_or(at, |(at, _)| at + 1);
        self.searched = end;
        let mut kinds: Vec<Role> = lines.iter().map(|(_, role)| *role).collect();
        kinds.retain(|role| is_single(*role));
        kinds.sort_unstable();
        kinds.dedup();
        let next = (end..sheet.rows.len()).find(|&next| sheet.shape(next) != Shape::Blank);
        let classed = next
            .is_some_and(|next| sheet.shape(next) == Shape::Classified && own(sheet.text(next)));
        // Above the cable's classification line the time and the sender are enough.
        let short = classed && kinds.contains(&Role::Dtg) && kinds.contains(&Role::From);
        if kinds.len() < KINDS && !short {
            return None;
        }
        let known = self
            .known
            .get_or_insert_with(|| Known::new(sheet, 0..self.block));
        let dated = lines
            .iter()
            .any(|(at, role)| *role == Role::Dtg && known.lines.contains(sheet.text(*at)));
        if !dated && !classed {
            return None;
        }
        for (row, role) in lines {
            let role = match role {
                Role::Break | Role::EndMark | Role::PageMarker | Role::Blank => role,
                _ => known.told(sheet.text(row), role),
            };
            sheet.set(row, role);
        }
        let above = distribution_above(sheet, at).unwrap_or(at);
        marks_above(sheet, above);
        Some(end)
    }
}

/// The lines of a header from a stretch on, each with the role that it has by its shape.
pub(super) fn lines(sheet: &Sheet<'_>, from: usize) -> Vec<(usize, Role)> {
    let mut lines: Vec<(usize, Role)> = Vec::new();
    let mut open = None;
    let mut blank = false;
    for at in from..sheet.rows.len() {
        let role = match sheet.shape(at) {
            Shape::Blank => Role::Blank,
            Shape::PageMarker => Role::PageMarker,
            Shape::TransmissionId => Role::TransmissionId,
            Shape::RoutingLine => Role::RoutingIndicators,
            Shape::Indicators if open == Some(Role::RoutingIndicators) => Role::RoutingIndicators,
            Shape::Station => Role::Station,
            Shape::Security => Role::Security,
            Shape::Dtg => Role::Dtg,
            Shape::From => Role::From,
            Shape::To => Role::To,
            Shape::Info => Role::Info,
            Shape::Exempt => Role::Exempt,
            Shape::Break => Role::Break,
            _ => {
                let text = sheet.text(at);
                match open.filter(|role| is_list(*role)) {
                    Some(list)
                        if sheet.shape(at) == Shape::Text
                            && is_addressee(text)
                            && caption_line::read(text).is_none()
                            && (!blank || has_indicator(text)) =>
                    {
                        list
                    }
                    _ => break,
                }
            }
        };
        match role {
            Role::Blank => blank = true,
            Role::PageMarker => {}
            _ => (open, blank) = (Some(role), false),
        }
        lines.push((at, role));
    }
    // The blank lines below are no part of it.
    let len = lines
        .iter()
        .rposition(|(_, role)| *role != Role::Blank)
        .map_or(0, |last| last + 1);
    lines.truncate(len);
    lines
}

/// Gives roles to the distribution block that stands above a second header; where it begins.
fn distribution_above(sheet: &mut Sheet<'_>, at: usize) -> Option<usize> {
    let begins = |row: &usize| {
        sheet.shape(*row) == Shape::Distribution
            && sheet.text(*row).trim_start().starts_with(['A', 'O'])
    };
    let first = (at.saturating_sub(DISTRIBUTION_LINES)..at)
        .rev()
        .take_while(|&row| {
            let open = sheet.role(row).is_none() || sheet.role(row) == Some(Role::PageMarker);
            open && !sheet.text(row).bytes().any(|b| b.is_ascii_lowercase())
        })
        .find(begins)?;
    for row in first..at {
        if sheet.role(row).is_none() {
            let blank = sheet.shape(row) == Shape::Blank;
            sheet.set(
                row,
                if blank {
                    Role::Blank
                } else {
                    Role::Distribution
                },
            );
        }
    }
    Some(first)
}

/// Gives roles to the end of the transmission above the next one's first line.
pub(super) fn marks_above(sheet: &mut Sheet<'_>, at: usize) {
    for above in (0..at).rev() {
        let role = match sheet.shape(above) {
            _ if sheet.role(above).is_some() => return,
            Shape::Blank => continue,
            Shape::Break => Role::Break,
            Shape::EndMark => Role::EndMark,
            _ => return,
        };
        sheet.set(above, role);
    }
}
