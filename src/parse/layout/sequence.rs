//! Where numbered and marked paragraphs begin: at a line's start, or inside a line of an unwrapped copy.
//!
//! A number is a paragraph's only where it continues the sequence, a small gap or a repeat allowed. `¶` proves nothing,
//! and a line of prose may begin with a year and a period.

use std::iter::Peekable;

use memchr::Memchr;

use super::sheet::{Sheet, Stretch, cut};
use super::{heading, join};
use crate::diagnostic::{Code, Diagnostic};
use crate::line::{Shape, indent};
use crate::parse::element::number::{self, Number};
use crate::parse::element::opening;
use crate::parse::element::portion::{self, Place};
use crate::parse::element::text;
use crate::part::Role;

/// A gap that needs no other proof than the end of a sentence before it.
const SMALL_GAP: u32 = 3;
/// A gap that a portion mark makes believable.
const MARKED_GAP: u32 = 20;

/// Marks the beginnings of paragraphs, and the headings before them, among the stretches from `body` to `end`.
/// Lines that hold several paragraphs are cut. Returns the new end.
pub(super) fn read(
    sheet: &mut Sheet<'_>,
    body: usize,
    end: usize,
    notes: &mut Vec<Diagnostic>,
) -> usize {
    let rows = std::mem::take(&mut sheet.rows);
    let (above, rest) = rows.split_at_checked(body).unwrap_or((&rows, &[]));
    let (rows, below) = rest
        .split_at_checked(end.saturating_sub(body))
        .unwrap_or((rest, &[]));
    let base = rows.first().map_or(0, |row| row.start);
    let text = sheet.text.as_bytes().get(base..).unwrap_or_default();
    let mut sequence = Sequence {
        base,
        parentheses: memchr::memchr_iter(b'(', text).peekable(),
        text: sheet.text,
        rows: Vec::with_capacity(above.len() + rest.len() + 8),
        body: above.len(),
        last: None,
        style: None,
        list: None,
        notes,
    };
    sequence.rows.extend_from_slice(above);
    for row in rows {
        sequence.row(*row);
    }
    sheet.rows = sequence.rows;
    let end = sheet.rows.len();
    sheet.rows.extend_from_slice(below);
    end
}

/// What the paragraphs so far say of the next one.
struct Sequence<'a> {
    text: &'a str,
    /// The opening parentheses of the body that have not been passed, in bytes from `base`: where a line has none,
    /// nothing begins inside it.
    parentheses: Peekable<Memchr<'a>>,
    base: usize,
    /// The stretches that have been read, those above the body too.
    rows: Vec<Stretch>,
    /// Where the body begins among them.
    body: usize,
    /// The last number.
    last: Option<u32>,
    /// Whether the numbers have parentheses behind them, as the first one shows.
    style: Option<bool>,
    /// The last number of a list inside the paragraph.
    list: Option<u32>,
    notes: &'a mut Vec<Diagnostic>,
}

/// What stands before a place where a paragraph may begin.
struct Before {
    /// A blank line, the end of a sentence, or nothing.
    closed: bool,
    /// A blank line that no page marker brought.
    blank: bool,
    /// The end of a sentence, then a page marker or a blank line.
    apart: bool,
    heading: bool,
}

impl Sequence<'_> {
    /// Reads one stretch; it is cut where paragraphs or headings begin inside it.
    fn row(&mut self, row: Stretch) {
        let mut row = row;
        if row.role.is_some() || matches!(row.shape, Shape::Blank | Shape::Rule) {
            self.rows.push(row);
            return;
        }
        // At the beginning of the stretch.
        if let Some(len) = heading::leading(self.printed(row)) {
            match cut(self.text, row, len) {
                Some([heading, rest]) => {
                    self.rows.push(Stretch {
                        role: Some(Role::Heading),
                        ..heading
                    });
                    row = rest;
                }
                None => {
                    self.rows.push(Stretch {
                        role: Some(Role::Heading),
                        ..row
                    });
                    return;
                }
            }
        }
        let mut searched = self.start(&mut row);
        // Inside it.
        while let Some((heading, start)) = self.inside(row, searched) {
            let Some([before, rest]) = cut(self.text, row, heading) else {
                break;
            };
            self.rows.push(before);
            row = rest;
            if heading < start {
                let Some([heading, rest]) = cut(self.text, row, start - heading) else {
                    break;
                };
                self.rows.push(Stretch {
                    role: Some(Role::Heading),
                    ..heading
                });
                row = rest;
            }
            searched = self.start(&mut row);
        }
        self.rows.push(row);
    }

    fn printed(&self, row: Stretch) -> &str {
        self.text.get(row.start..row.end).unwrap_or_default()
    }

    /// Whether a paragraph begins with this stretch; then it gets its role, and the lines above their headings.
    /// Returns the bytes that its number and mark take.
    fn start(&mut self, row: &mut Stretch) -> usize {
        if !matches!(row.shape, Shape::Numbered | Shape::Parenthesis) {
            return 0;
        }
        let printed = self.text.get(row.start..row.end).unwrap_or_default();
        let before = self.before();
        let len = match number::read(printed) {
            // `2.A. Text` belongs to the paragraph that is open.
            Some(number)
                if self.last == Some(number.value) && number::is_lettered(printed, number) =>
            {
                return 0;
            }
            Some(number) => {
                let marked = portion::read(
                    printed.get(number.len..).unwrap_or_default(),
                    Place::AfterNumber,
                )
                .is_some();
                let sure = marked || before.heading;
                let listed = !sure && self.list == number.value.checked_sub(1);
                let accepted = self.accepts(number, marked, indent(printed), &before);
                let Some(odd) = accepted.filter(|_| !listed) else {
                    // A list inside a paragraph goes on with its own numbers.
                    self.list = Some(number.value);
                    return 0;
                };
                self.list = None;
                self.note(odd, number.value, row.line);
                self.last = Some(number.value);
                self.style.get_or_insert(number.parenthesis);
                number.len
            }
            None if (before.blank || before.heading || before.apart && self.last.is_none())
                && portion::read(printed, self.unnumbered()).is_some()
                && indent(printed) < 4 =>
            {
                1
            }
            None => return 0,
        };
        row.role = Some(Role::ParagraphStart);
        let rows = self.rows.get_mut(self.body..).unwrap_or_default();
        heading::mark(self.text, rows);
        len
    }

    /// Where a mark without a number stands: alone, as long as there are no numbers.
    fn unnumbered(&self) -> Place {
        match self.last {
            None => Place::Unnumbered,
            Some(_) => Place::Start,
        }
    }

    /// What stands above the next stretch.
    fn before(&self) -> Before {
        let mut blank = true;
        let mut marker = false;
        let rows = self.rows.get(self.body..).unwrap_or_default();
        for row in rows.iter().rev() {
            match (row.role, row.shape) {
                (Some(role), _) if join::interrupts(role) => marker = true,
                (_, Shape::Blank) => {}
                (Some(Role::Heading), _) | (_, Shape::Rule) => {
                    return Before {
                        closed: true,
                        blank: true,
                        apart: true,
                        heading: true,
                    };
                }
                _ => {
                    // The last stretch of text: a blank line right below it is one of its own.
                    let own = rows.iter().rev().take_while(|next| next.start > row.start);
                    blank = own.last().is_some_and(|next| next.shape == Shape::Blank) && !marker;
                    let closed = blank || text::closes(self.printed(*row));
                    let apart = (marker || blank) && closed;
                    return Before {
                        apart,
                        closed,
                        blank,
                        heading: heading::before(self.text, rows).is_some(),
                    };
                }
            }
        }
        Before {
            closed: true,
            apart: true,
            blank,
            heading: false,
        }
    }

    /// Whether a number continues the sequence, and what is odd about it.
    fn accepts(
        &self,
        number: Number,
        marked: bool,
        indent: usize,
        before: &Before,
    ) -> Option<Option<Code>> {
        let sure = marked || before.heading;
        if !sure && (indent >= 4 || self.style.is_some_and(|style| style != number.parenthesis)) {
            return None;
        }
        let value = number.value;
        let Some(last) = self.last else {
            let odd = (value != 1).then_some(Code::NumberingStart);
            return (value == 1 || value <= SMALL_GAP && (sure || before.closed) || marked)
                .then_some(odd);
        };
        match value {
            _ if value == last + 1 => Some(None),
            _ if value == last => (sure || before.closed).then_some(Some(Code::NumberingRepeated)),
            1 => sure.then_some(Some(Code::NumberingRestarted)),
            _ if value > last + 1 && value <= last + SMALL_GAP => {
                (sure || before.closed).then_some(Some(Code::NumberingGap))
            }
            _ if value > last && value <= last + MARKED_GAP => {
                marked.then_some(Some(Code::NumberingGap))
            }
            _ if value < last => {
                (marked && before.closed).then_some(Some(Code::NumberingRestarted))
            }
            _ => None,
        }
    }

    fn note(&mut self, odd: Option<Code>, value: u32, line: u32) {
        let Some(code) = odd else { return };
        let last = self.last.unwrap_or(0);
        let message = match code {
            Code::NumberingStart => format!("the first paragraph number is {value}"),
            Code::NumberingRepeated => format!("paragraph number {value} stands twice"),
            Code::NumberingGap => format!("paragraph number {value} follows {last}"),
            _ => format!("the paragraph numbers begin again at {value} after {last}"),
        };
        self.notes.push(
            Diagnostic::new(code, message)
                .field("paragraphs.number")
                .lines(line, line),
        );
    }

    /// Where the next paragraph begins inside a stretch, and the heading before it on the same line: bytes of both.
    /// Number and portion mark have to be there, and the end of a sentence or a rule before them.
    fn inside(&mut self, row: Stretch, from: usize) -> Option<(usize, usize)> {
        // The mark of the paragraph that begins with this stretch does not count.
        let (base, begin) = (self.base, row.start + from + usize::from(from > 0));
        while self.parentheses.next_if(|at| base + at < begin).is_some() {}
        if self
            .parentheses
            .peek()
            .is_none_or(|at| base + at >= row.end)
        {
            return None;
        }
        let printed = self.printed(row);
        opening::marked(printed, from).find_map(|start| {
            let number = number::read(printed.get(start..)?)?;
            let text = printed.get(..start)?.trim_end();
            let heading = heading::trailing(text);
            let closed = text::ends_sentence(text) || heading.is_some() || text.is_empty();
            let before = Before {
                closed,
                apart: false,
                blank: false,
                heading: heading.is_some(),
            };
            self.accepts(number, closed, 0, &before)?;
            closed.then_some((heading.unwrap_or(start), start))
        })
    }
}
