//! Texts of very many very short lines: lines that say nothing by themselves are one stretch together.
//!
//! A stretch takes thirty times the bytes of a short line. Of a text that has more of them than any cable, the blank lines
//! that follow each other are one stretch, and so are short lines of text inside a run of such lines; where a blank line
//! parts two of them, only if the lower one cannot begin a paragraph. The lines at both ends of a run, where headings
//! stand, and those at both ends of the text keep a stretch each. Whoever reads a stretch as running text reads its lines.
//!
//! Once a text has so many stretches that no cable has as many paragraphs, all further lines of its midst that are not long
//! are lines of text, numbers and marks of pages too; that is said ([`Code::LinesCrowded`]).

use std::ops::Range;

use super::stretch::Stretch;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::parse::element::text::begins_paragraph;

/// So many lines a text may have whatever their length, and one more for so many bytes.
const LINES: usize = 1 << 17;
const BYTES_A_LINE: usize = 24;
/// So many lines at the beginning and at the end keep a stretch each.
const KEPT: u32 = 1 << 12;
/// A line of text that is longer is none of these.
const SHORT: usize = 32;
/// A stretch of so many bytes takes no further blank lines, and one of three times as many no text: what follows a blank
/// line in a stretch is in it too.
const TOGETHER: usize = 1 << 8;
/// Behind so many stretches a line of the midst is one of text, whatever it looks like, if it has no more bytes than this.
const STRETCHES: usize = 1 << 17;
const NOT_LONG: usize = 1 << 7;

/// How many lines a text has, where they are too many.
pub(super) fn lines(text: &str) -> Option<u32> {
    if text.len() <= LINES {
        return None;
    }
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let too_many = lines > LINES.max(text.len() / BYTES_A_LINE);
    too_many.then(|| u32::try_from(lines).unwrap_or(u32::MAX))
}

/// The lines that were not looked at for what they are.
#[derive(Default)]
struct Overlooked {
    first: Option<u32>,
    last: u32,
    lines: usize,
}

impl Overlooked {
    fn add(&mut self, line: u32) {
        self.first.get_or_insert(line);
        self.last = line;
        self.lines += 1;
    }
}

/// The stretches of a text of very many lines, of which those that may be are put together.
pub(super) struct Crowd<'t> {
    text: &'t str,
    /// The lines of the midst.
    inside: Range<u32>,
    /// Behind so many stretches it does not matter what a line looks like.
    most: usize,
    rows: Vec<Stretch>,
    /// The last line of text, and the blank lines behind it: whether they are inside a run, the next line shows.
    held: Option<Stretch>,
    blank: Option<Stretch>,
    /// Whether a run of text has begun, and whether its last stretch takes further lines.
    begun: bool,
    open: bool,
    overlooked: Overlooked,
}

impl<'t> Crowd<'t> {
    /// Nothing yet, of a text of so many lines.
    pub(super) fn new(text: &'t str, total: u32) -> Self {
        Crowd::of(text, KEPT..total.saturating_sub(KEPT), STRETCHES)
    }

    fn of(text: &'t str, inside: Range<u32>, most: usize) -> Self {
        Crowd {
            text,
            inside,
            most,
            rows: Vec::new(),
            held: None,
            blank: None,
            begun: false,
            open: false,
            overlooked: Overlooked::default(),
        }
    }

    /// The next line.
    pub(super) fn push(&mut self, mut line: Stretch) {
        let may_join = line.role.is_none() && self.inside.contains(&line.line);
        let is_full = self.rows.len() >= self.most;
        let bytes = line.end - line.start;
        match line.shape {
            Shape::Blank if may_join => self.blank(line),
            Shape::Text if may_join && !is_full && bytes <= SHORT => {
                let printed = self.text.get(line.start..line.end).unwrap_or_default();
                self.text(line, !begins_paragraph(printed));
            }
            _ if may_join && is_full && bytes <= NOT_LONG => {
                self.overlooked.add(line.line);
                line.shape = Shape::Text;
                self.text(line, true);
            }
            _ => {
                self.end();
                self.rows.push(line);
            }
        }
    }

    /// All of them, once the last line has come; what was not looked at is said.
    pub(super) fn rows(mut self, notes: &mut Vec<Diagnostic>) -> Vec<Stretch> {
        self.end();
        if let Some(first) = self.overlooked.first {
            let message = format!(
                "{} lines behind {STRETCHES} others were read as running text, whatever they look like",
                self.overlooked.lines
            );
            let note = Diagnostic::new(Code::LinesCrowded, message);
            notes.push(note.field("paragraphs").lines(first, self.overlooked.last));
        }
        self.rows
    }

    fn blank(&mut self, line: Stretch) {
        match &mut self.blank {
            Some(blank) if blank.next - blank.start < TOGETHER => blank.next = line.next,
            Some(_) => {
                self.end();
                self.blank = Some(line);
            }
            None => self.blank = Some(line),
        }
    }

    /// A line of text; whether a blank line above it may be in a stretch with it.
    fn text(&mut self, line: Stretch, goes_on: bool) {
        if self.blank.is_some() && (self.held.is_none() || !goes_on) {
            self.end();
        }
        if let Some(held) = self.held.replace(line) {
            self.settle(held);
        }
        if let Some(blank) = self.blank.take() {
            self.settle(blank);
        }
    }

    /// A line is inside a run: it joins the stretch before it, unless that is the first of the run.
    fn settle(&mut self, line: Stretch) {
        let most = match line.shape {
            Shape::Blank if line.next - line.start >= TOGETHER => 0,
            Shape::Blank => TOGETHER,
            _ => TOGETHER * 3,
        };
        let room = |last: &&mut Stretch| last.next - last.start < most;
        match self.rows.last_mut().filter(|_| self.open).filter(room) {
            Some(last) => {
                last.next = line.next;
                if line.shape != Shape::Blank {
                    last.end = line.end;
                }
            }
            None => {
                self.rows.push(line);
                self.open = self.begun && line.shape != Shape::Blank;
                self.begun = true;
            }
        }
    }

    /// A run ends: its last lines stand by themselves.
    fn end(&mut self) {
        self.rows.extend(self.held.take());
        self.rows.extend(self.blank.take());
        (self.begun, self.open) = (false, false);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::message::Message;
    use crate::parse::{Options, parse, parts};

    fn rows(text: &str, inside: Range<u32>, most: usize) -> Vec<String> {
        let mut crowd = Crowd::of(text, inside, most);
        let mut number = 0;
        crate::line::each(text, &[], |line| {
            number += 1;
            crowd.push(Stretch::of(line, number, None));
        });
        let rows = crowd.rows(&mut Vec::new());
        let shown = |row: &Stretch| {
            let printed = text.get(row.start..row.end).unwrap();
            let behind = row.next - row.end;
            format!("{} {} {behind}", row.line, printed.replace('\n', "|"))
        };
        rows.iter().map(shown).collect()
    }

    #[test]
    fn lines_inside_a_run_are_together() {
        let all = 0..99;
        for (text, expected) in [
            ("a\nb\nc\nd\ne\n", &["1 a 1", "2 b|c|d 1", "5 e 1"][..]),
            (
                "a\nb\n\nc\n \n\nd\ne\n",
                &["1 a 1", "2 b||c| ||d 1", "8 e 1"],
            ),
            // What can begin a paragraph does not join over a blank line, and what has a shape never does.
            (
                "a\nb\n\nC\nd\nE\nf",
                &["1 a 1", "2 b 1", "3  1", "4 C 1", "5 d|E 1", "7 f 0"],
            ),
            (
                "a\nb\n1. c\n---\nd\n",
                &["1 a 1", "2 b 1", "3 1. c 1", "4 --- 1", "5 d 1"],
            ),
            ("a\n\n\n\n", &["1 a 1", "2  3"]),
            ("\n\n\na\n\n\nB", &["1  3", "4 a 1", "5  2", "7 B 0"]),
        ] {
            assert_eq!(rows(text, all.clone(), 99), expected, "{text:?}");
        }
        assert_eq!(rows("a\nb\nc\nd\ne\n", 3..4, 99).len(), 5);
        // Behind so many stretches it does not matter what a line looks like, but long ones stand by themselves.
        let long = "C".repeat(NOT_LONG + 1);
        let text = format!("1. a\n\n2. b\n\n\nCc\n---\n7. q\n\nE\n{long}\n3. d\n");
        assert_eq!(
            rows(&text, all, 2),
            [
                "1 1. a 1",
                "2  1",
                "3 2. b 1",
                "4  2",
                "6 Cc 1",
                "7 ---|7. q 2",
                "10 E 1",
                &format!("11 {long} 1"),
                "12 3. d 1"
            ]
        );
    }

    /// A cable with so many lines in its midst that they are put together.
    fn crowded(lines: &[&str], head: &str) -> String {
        let mut text = format!(
            "R 150802Z JUN 07\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 6677\nUNCLAS LIMA 000012\n\n\
             E.O. 12958: N/A\nTAGS: PREL, PE\nSUBJECT: A NEW FERRY\n\n{head}"
        );
        let mut lines = lines.iter().cycle();
        for _ in 0..LINES + 100 {
            writeln!(text, "{}", lines.next().unwrap()).unwrap();
        }
        text.push_str("\n2. (U) The pier.\n\nROE\n");
        text
    }

    #[test]
    fn nothing_is_lost_in_a_crowd() {
        for lines in [
            &["", "x", "of it", "a -", "Y", "--"][..],
            &["- p", "7. q", "", "", " z", "(C) s", ""],
        ] {
            let text = crowded(lines, "1. (U) The ferry\n");
            let message = Message::from_text(&text);
            let parts = parts(&message);
            let tiled = parts
                .iter()
                .map(|part| text.get(part.span.clone()).unwrap());
            assert!(tiled.collect::<String>() == text, "{lines:?}");
            let record = parse(&message, Options::default());
            assert_eq!(record.signature, ["ROE"]);
            let last = record.paragraphs.last().unwrap();
            assert_eq!(last.number, Some(2));
        }
    }

    #[test]
    fn a_crowd_is_read_line_by_line() {
        let text = crowded(&["of", "", "the ferry-", "man"], "1. (U) A list\n");
        assert!(lines(&text).is_some());
        let record = parse(
            &Message::from_text(&text),
            Options {
                spans: true,
                ..Options::default()
            },
        );
        assert_eq!(record.paragraphs.len(), 2);
        let (first, second) = (&record.paragraphs[0], &record.paragraphs[1]);
        let times = (LINES + 100) / 4;
        assert_eq!(
            first.text,
            format!("A list{}", " of the ferry-man".repeat(times))
        );
        let end = u32::try_from(LINES + 100 + 10).unwrap();
        assert_eq!((first.lines, second.lines), ([10, end], [end + 2, end + 2]));
        // No blank line is among the lines of the field.
        let spans = record.spans.unwrap();
        let ranges = spans.get("paragraphs").unwrap();
        assert_eq!(ranges.len(), times + 2);
        assert!(
            ranges
                .iter()
                .skip(1)
                .zip(ranges)
                .all(|(next, [_, last])| next[0] == last + 2)
        );
    }
}
