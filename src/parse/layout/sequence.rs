//! Where numbered and marked paragraphs begin: at a line's start, or inside a line of an unwrapped copy.
//!
//! A number is a paragraph's only where it continues the sequence, a small gap or a repeat allowed. `¶` proves nothing,
//! and a line of prose may begin with a year and a period.

mod above;
mod before;
mod inside;

use memchr::Memchr2;

use before::Before;

use super::sheet::{Sheet, Stretch, cut};
use super::{heading, rules};
use crate::diagnostic::{Code, Diagnostic};
use crate::line::{Shape, indent};
use crate::parse::element::number::{self, Number};
use crate::parse::element::portion::{self, Place};
use crate::part::Role;

/// A gap that needs no other proof than the end of a sentence before it.
const SMALL_GAP: u32 = 3;
/// A line that is so long is one of an unwrapped copy.
const UNWRAPPED: usize = 120;
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
        parentheses: memchr::memchr2_iter(b'(', b'[', text),
        parenthesis: 0,
        text: sheet.text,
        rows: Vec::with_capacity(above.len() + rest.len() + 8),
        body: above.len(),
        last: None,
        plain: false,
        style: None,
        list: None,
        foreign: false,
        notes,
        noted: 0,
        further: None,
    };
    sequence.rows.extend_from_slice(above);
    // Nearly every line of prose is passed over.
    let mut done = 0;
    for (at, row) in rows.iter().enumerate() {
        if sequence.is_plain(row) {
            continue;
        }
        let passed = rows.get(done..at).unwrap_or_default();
        sequence.rows.extend_from_slice(passed);
        done = at + 1;
        let below = rows.get(done..).unwrap_or_default();
        if row.shape == Shape::Parenthesis
            && is_underlined(&sequence.rows, below)
            && heading::is_marked(sequence.printed(*row))
        {
            sequence.rows.push(*row);
        } else {
            sequence.row(*row, below);
        }
    }
    let passed = rows.get(done..).unwrap_or_default();
    sequence.rows.extend_from_slice(passed);
    if let Some((count, [first, last])) = sequence.further {
        let message = format!("{count} further paragraph numbers do not go on either");
        let note = Diagnostic::new(Code::NumberingRestarted, message);
        let note = note.field("paragraphs.number").lines(first, last);
        sequence.notes.push(note);
    }
    sheet.rows = sequence.rows;
    let end = sheet.rows.len();
    sheet.rows.extend_from_slice(below);
    end
}

/// Whether a rule stands below a line; over a blank line where one stands so above it too.
fn is_underlined(above: &[Stretch], below: &[Stretch]) -> bool {
    let is_rule = |row: Option<&Stretch>| {
        row.is_some_and(|row| row.shape == Shape::Rule && row.role.is_none())
    };
    let is_text = |row: &&Stretch| row.shape != Shape::Blank;
    is_rule(below.first())
        || is_rule(below.iter().take(BLANKS).find(is_text))
            && is_rule(above.iter().rev().take(BLANKS).find(is_text))
}

/// Blank lines that may stand between a heading and its rules, and one line more.
const BLANKS: usize = 4;

/// What the paragraphs so far say of the next one.
struct Sequence<'a> {
    text: &'a str,
    /// The opening parentheses of the body, in bytes from `base`, behind the first one that has not been passed: where a
    /// line has none, nothing begins inside it.
    parentheses: Memchr2<'a>,
    parenthesis: usize,
    base: usize,
    /// The stretches that have been read, those above the body too.
    rows: Vec<Stretch>,
    /// Where the body begins among them.
    body: usize,
    /// The last number.
    last: Option<u32>,
    /// Whether no portion mark stands behind it.
    plain: bool,
    /// Whether the numbers have parentheses behind them, as the first one shows.
    style: Option<bool>,
    /// The last number of a list inside the paragraph.
    list: Option<u32>,
    /// Whether that list is numbered in another style than the paragraphs.
    foreign: bool,
    notes: &'a mut Vec<Diagnostic>,
    /// How many numbers were noted as odd, and what one note says of all others: how many, and their lines.
    noted: usize,
    further: Option<(usize, [u32; 2])>,
}

/// So many odd numbers have a note of their own.
const NOTES: usize = 1_000;

impl Sequence<'_> {
    /// Reads one stretch; it is cut where paragraphs or headings begin inside it. `below` is what follows it.
    fn row(&mut self, row: Stretch, below: &[Stretch]) {
        let mut row = row;
        if let Some([mark, heading]) = self.headed(row, below) {
            self.rows.push(Stretch {
                role: Some(Role::ParagraphStart),
                ..mark
            });
            self.rows.push(Stretch {
                role: Some(Role::Heading),
                ..heading
            });
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
        // Inside it. Behind a number without a mark that was proven, the last one needs no proof of its own.
        let mut proven = false;
        while let Some((heading, start)) = self.inside(row, searched).or_else(|| {
            let found = self.unmarked(row, searched, below, proven)?;
            proven = true;
            Some(found)
        }) {
            if start == 0 {
                break;
            }
            if heading > 0 {
                let Some([before, rest]) = cut(self.text, row, heading) else {
                    break;
                };
                self.rows.push(before);
                row = rest;
            }
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

    /// Whether nothing can begin at a stretch nor inside it: it is read, is no text, or is a line of prose.
    #[inline]
    fn is_plain(&mut self, row: &Stretch) -> bool {
        row.role.is_some()
            || matches!(row.shape, Shape::Blank | Shape::Rule)
            || row.shape == Shape::Text
                && row.end - row.start < UNWRAPPED
                && row.lead.is_ascii_alphabetic()
                && !self.has_parenthesis(row, row.start)
    }

    /// Whether a parenthesis opens in a stretch at `begin` or behind it.
    #[inline]
    fn has_parenthesis(&mut self, row: &Stretch, begin: usize) -> bool {
        while self.parenthesis < begin {
            let next = self.parentheses.next();
            self.parenthesis = next.map_or(usize::MAX, |at| self.base + at);
        }
        self.parenthesis < row.end
    }

    /// `(C) KEY POINTS` between two rules: the mark is the paragraph's, and the words are its heading.
    fn headed(&self, row: Stretch, below: &[Stretch]) -> Option<[Stretch; 2]> {
        let is_rule = |row: &Stretch| row.shape == Shape::Rule;
        let ruled = row.shape == Shape::Parenthesis
            && self.rows.last().is_some_and(is_rule)
            && below.first().is_some_and(is_rule);
        let offset = ruled.then(|| rules::opening(self.printed(row)))?;
        cut(self.text, row, offset)
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
        let len = match number::read_any(printed) {
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
                let before = self.before(marked && !number.loose);
                if number.loose && !self.follows(number.value, marked, &before) {
                    return 0;
                }
                let sure = marked || before.heading;
                // Without a mark, 1 begins the list anew: `Transport` over `1. Text`, behind the lists of other matters.
                let again = number.value == 1 && !marked && self.list.is_some();
                // Below `6. Text`, `1) (U) Text` is a list of that paragraph, its marks notwithstanding.
                let foreign = self.last.is_some()
                    && self.style.is_some_and(|style| style != number.parenthesis)
                    && (number.value == 1 || self.foreign);
                let listed = again || foreign || !sure && self.list == number.value.checked_sub(1);
                let accepted = self.accepts(number, marked, indent(printed), &before);
                let Some(odd) = accepted.filter(|_| !listed) else {
                    // A list inside a paragraph goes on with its own numbers.
                    self.list = Some(number.value);
                    self.foreign |= foreign;
                    return 0;
                };
                (self.list, self.foreign) = (None, false);
                self.note(odd, number.value, row.line);
                (self.last, self.plain) = (Some(number.value), !marked);
                self.style.get_or_insert(number.parenthesis);
                number.len
            }
            None if indent(printed) < 4
                && portion::read(printed, self.unnumbered()).is_some()
                && self.begins_unnumbered() =>
            {
                1
            }
            None => return 0,
        };
        row.role = Some(Role::ParagraphStart);
        let rows = self.rows.get_mut(self.body..).unwrap_or_default();
        if !heading::mark(self.text, rows) && len > 1 {
            self.title_above();
        }
        len
    }

    /// Whether a number that is written loosely is the next one: only the sequence says that it is a number.
    fn follows(&self, value: u32, marked: bool, before: &Before) -> bool {
        value == self.last.unwrap_or(0) + 1 && (marked || before.closed) && !before.open
    }

    /// Where a mark without a number stands: alone, as long as there are no numbers.
    fn unnumbered(&self) -> Place {
        match self.last {
            None => Place::Unnumbered,
            Some(_) => Place::Start,
        }
    }

    /// What stands above the next stretch; `sure` where that begins a paragraph by its own looks.
    fn before(&self, sure: bool) -> Before {
        let rows = self.rows.get(self.body..).unwrap_or_default();
        Before::of(self.text, rows, sure)
    }

    /// Whether a paragraph without a number may begin below what stands above.
    fn begins_unnumbered(&self) -> bool {
        let before = self.before(false);
        before.blank || before.heading || before.apart && self.last.is_none()
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
        // `paragraphs 1, 2 and` over `3. Text`: the sentence goes on.
        let far = || self.last.is_some_and(|last| value > last + 1);
        if !sure && before.open && (!before.blank || before.counted || far()) {
            return None;
        }
        let Some(last) = self.last else {
            let odd = (value != 1).then_some(Code::NumberingStart);
            return (value == 1 || value <= SMALL_GAP && (sure || before.closed) || marked)
                .then_some(odd);
        };
        match value {
            _ if value == last + 1 => Some(None),
            _ if value == last => (marked || self.plain && (sure || before.closed))
                .then_some(Some(Code::NumberingRepeated)),
            // Where the paragraphs have marks, one without is a point of what is passed on: a letter, a list.
            1 => (marked || sure && self.plain).then_some(Some(Code::NumberingRestarted)),
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
        if self.noted == NOTES {
            let (count, lines) = self.further.get_or_insert((0, [line, line]));
            *count += 1;
            lines[1] = line;
            return;
        }
        self.noted += 1;
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
}
