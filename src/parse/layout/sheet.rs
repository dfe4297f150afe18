//! The message as layout works on it: stretches that tile the text, each to be given its role.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::crowd::{self, Crowd};
use super::spots::Spots;
pub(super) use super::stretch::{Stretch, cut};
use crate::diagnostic::Diagnostic;
use crate::line::{self, Line, Shape};
use crate::message::Message;
use crate::parse::element::class_line::{self, ClassLine};
use crate::part::{Part, Role};

/// Blank lines of its own that a text with doubled line ends has to show.
const DOUBLED_BLANKS: usize = 2;
/// So many stretches are moved to make room for others, and so many more for each byte of the text.
const MOVES: usize = 1 << 22;
const MOVES_A_BYTE: usize = 2;
/// Bytes of a line in a text of rather short ones: so that there is mostly room for all rows at once.
const SHORT_LINE: usize = 48;

/// All stretches of a message. They tile its text from the first byte to the last, whatever happens to them.
pub(super) struct Sheet<'m> {
    pub(super) text: &'m str,
    pub(super) rows: Vec<Stretch>,
    /// Whether the text has no other signs than those of ASCII: then some marks need not be looked for.
    pub(super) is_ascii: bool,
    /// The stretch that was read last as a classification line, and what it says: header and block ask for the same.
    class_line: RefCell<(Range<usize>, Rc<ClassLine>)>,
    /// How many stretches were moved to make room for others.
    moved: usize,
}

impl<'m> Sheet<'m> {
    /// The lines of a message. Those that the container has read already carry their role.
    pub(super) fn new(message: &'m Message, spots: &Spots, notes: &mut Vec<Diagnostic>) -> Self {
        let text = message.text.as_str();
        let mut given = message.given.as_slice();
        let mut number = 0;
        let mut stretch = |line: Line| {
            while let Some((part, further)) = given.split_first()
                && part.span.end <= line.start
            {
                given = further;
            }
            let part = given.first().filter(|part| part.span.start <= line.start);
            number += 1;
            Stretch::of(line, number, part.map(|part| part.role))
        };
        let rows = match crowd::lines(text) {
            Some(total) => {
                let mut crowd = Crowd::new(text, total);
                line::each(text, &spots.transmissions, |line| crowd.push(stretch(line)));
                crowd.rows(notes)
            }
            None => {
                let mut rows = Vec::with_capacity(text.len() / SHORT_LINE + 4);
                line::each(text, &spots.transmissions, |line| rows.push(stretch(line)));
                rows
            }
        };
        Sheet {
            text,
            rows,
            is_ascii: text.is_ascii(),
            class_line: RefCell::default(),
            moved: 0,
        }
    }

    /// Puts the blank line that stands behind every line to the line above it, where the line ends were doubled: also those
    /// of the header and of the blank lines. Says whether they were. A container may have put a blank line of its own
    /// between header and text, so the lines are counted anew from each that holds something.
    pub(super) fn undouble(&mut self) -> bool {
        let is_blank = |row: &Stretch| row.shape == Shape::Blank;
        let beside = || self.rows.iter().zip(self.rows.iter().skip(1));
        let is_double = self.rows.iter().all(|row| row.role.is_none())
            && beside().all(|(row, below)| is_blank(row) || is_blank(below));
        if !is_double {
            return false;
        }
        let mut lines: Vec<Stretch> = Vec::with_capacity(self.rows.len() / 2 + 1);
        let mut single = false;
        for row in &self.rows {
            match lines.last_mut().filter(|_| single && is_blank(row)) {
                Some(line) => {
                    line.next = row.next;
                    single = false;
                }
                None => {
                    lines.push(*row);
                    single = true;
                }
            }
        }
        let header = lines
            .iter()
            .zip(lines.iter().skip(1))
            .any(|(from, to)| from.shape == Shape::From && to.shape == Shape::To);
        let blank = lines.iter().filter(|row| is_blank(row)).count();
        if !header || blank < DOUBLED_BLANKS {
            return false;
        }
        self.rows = lines;
        true
    }

    /// The printed text of a stretch; nothing past the end.
    #[inline]
    pub(super) fn text(&self, at: usize) -> &'m str {
        self.rows.get(at).map_or("", |row| {
            self.text.get(row.start..row.end).unwrap_or_default()
        })
    }

    /// What a stretch says as a classification line.
    pub(super) fn class_line(&self, at: usize) -> Rc<ClassLine> {
        let place = self.rows.get(at).map_or(0..0, |row| row.start..row.end);
        let mut known = self.class_line.borrow_mut();
        if known.0 != place {
            *known = (place, Rc::new(class_line::scan(self.text(at))));
        }
        Rc::clone(&known.1)
    }

    /// The stretch in which an offset of the text lies.
    pub(super) fn at_offset(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.next <= offset)
    }

    /// Whether the stretch in which an offset lies is still to be read, and is no page marker.
    pub(super) fn is_open(&self, offset: usize) -> bool {
        self.rows
            .get(self.at_offset(offset))
            .is_some_and(|row| row.role.is_none() && row.shape != Shape::PageMarker)
    }

    /// The shape of a stretch; blank past the end.
    #[inline]
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.rows.get(at).map_or(Shape::Blank, |row| row.shape)
    }

    /// The first byte of a stretch's printed text; nothing where that is blank.
    #[inline]
    pub(super) fn lead(&self, at: usize) -> u8 {
        self.rows.get(at).map_or(0, |row| row.lead)
    }

    /// The role of a stretch, where it has one.
    #[inline]
    pub(super) fn role(&self, at: usize) -> Option<Role> {
        self.rows.get(at).and_then(|row| row.role)
    }

    /// The line of a stretch, from 1.
    #[inline]
    pub(super) fn line(&self, at: usize) -> u32 {
        self.rows.get(at).map_or(0, |row| row.line)
    }

    /// Gives a stretch its role.
    #[inline]
    pub(super) fn set(&mut self, at: usize, role: Role) {
        if let Some(row) = self.rows.get_mut(at) {
            row.role = Some(role);
        }
    }

    /// Cuts a stretch in two, `offset` bytes into its printed text; the second piece gets a shape of its own.
    /// Nothing happens where the offset is not inside; nor where so many were cut before that moving those behind costs
    /// more than reading the text: a text of labels alone, which is none.
    pub(super) fn split(&mut self, at: usize, offset: usize) {
        let Some(row) = self.rows.get(at).copied() else {
            return;
        };
        if self.moved > MOVES + MOVES_A_BYTE * self.text.len() {
            return;
        }
        if let Some([first, second]) = cut(self.text, row, offset) {
            if let Some(row) = self.rows.get_mut(at) {
                *row = first;
            }
            self.moved += self.rows.len() - at;
            self.rows.insert(at + 1, second);
        }
    }

    /// The stretches as parts; one that was given no role could not be read.
    pub(super) fn parts(self) -> Vec<Part> {
        let part = |row: Stretch| Part {
            span: row.start..row.next,
            line: row.line,
            role: row.role.unwrap_or(if row.shape == Shape::Blank {
                Role::Blank
            } else {
                Role::Unread
            }),
        };
        self.rows.into_iter().map(part).collect()
    }
}
