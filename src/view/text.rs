//! A document as text, wrapped to a width.

use unicode_width::UnicodeWidthStr;

use super::wrap::{self, Row, Word};
use super::{Block, Document, Field, Line, Paragraph, Piece, Set, Span, Style, Values};

pub use super::paper::{Paper, Plain};

/// Labels are at least this wide, so that the heads of several cables agree.
const LABELS: usize = 14;
/// Text beside a label, or in a paragraph, has at least so many columns, whatever the width.
const NARROWEST: usize = 16;
/// How far paragraphs stand in, so that their numbers stand out.
const HANG: usize = 4;
/// Blanks before a point of a list that are kept.
const DEEPEST: usize = 16;

/// The document as text; its last line ends in a line feed.
#[must_use]
pub fn write(document: &Document<'_>, paper: &impl Paper) -> String {
    let numbered = document.blocks.iter().any(|block| {
        matches!(
            block,
            Block::Paragraph(Paragraph {
                number: Some(_),
                ..
            })
        )
    });
    let mut writer = Writer {
        paper,
        out: String::new(),
        hang: if numbered { HANG } else { 0 },
    };
    for block in &document.blocks {
        writer.block(block);
    }
    writer.out
}

struct Writer<'p, P> {
    paper: &'p P,
    out: String,
    hang: usize,
}

impl<P: Paper> Writer<'_, P> {
    fn block(&mut self, block: &Block<'_>) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        match block {
            Block::Head(fields) => self.head(fields),
            Block::Heading(line) => {
                let room = self.room(0);
                self.rows(wrap::rows(wrap::words(line, self.paper), room), "", 0);
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Signature(names) => {
                let indent = " ".repeat(self.hang);
                for name in names {
                    let row = wrap::as_it_is(name, self.paper);
                    self.row(&indent, &row);
                }
            }
            Block::Notes(heading, lines) => {
                self.paper.paint(&mut self.out, Style::Label, heading);
                self.out.push('\n');
                for line in lines {
                    let room = self.room(4);
                    self.rows(wrap::rows(wrap::words(line, self.paper), room), "  ", 2);
                }
            }
        }
    }

    /// The columns beside so many.
    fn room(&self, used: usize) -> usize {
        self.paper.width().saturating_sub(used).max(NARROWEST)
    }

    fn head(&mut self, fields: &[Field<'_>]) {
        let labels = fields.iter().map(|field| field.label.width());
        let column = labels.max().unwrap_or(0).max(LABELS) + 2;
        let indent = " ".repeat(column);
        let room = self.room(column);
        for field in fields {
            let words = |line: &Line| wrap::words(line, self.paper);
            let rows: Vec<(usize, Row)> = match &field.values {
                Values::Lines(lines) => lines
                    .iter()
                    .flat_map(|line| hanging(wrap::rows(words(line), room.saturating_sub(2))))
                    .collect(),
                Values::Run(items) => {
                    let last = items.len().saturating_sub(1);
                    let item = |(index, line): (usize, &Line)| {
                        let mut words = words(line);
                        if let Some(word) = words.last_mut().filter(|_| index < last) {
                            word.push(Style::Plain, ";");
                        }
                        Word::together(words, room)
                    };
                    let words = items.iter().enumerate().flat_map(item).collect();
                    let rows = wrap::rows(words, room);
                    rows.into_iter().map(|row| (0, row)).collect()
                }
            };
            for (index, (more, row)) in rows.iter().enumerate() {
                if index == 0 {
                    let label = self.paper.clean(&field.label);
                    self.paper.paint(&mut self.out, Style::Label, &label);
                    let blanks = column.saturating_sub(label.width());
                    self.row(&" ".repeat(blanks), row);
                } else {
                    self.row(&format!("{indent}{:more$}", ""), row);
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let mut lead = Vec::new();
        if let Some(number) = paragraph.number {
            let number = format!("{number}.");
            // The text of all paragraphs begins in one column.
            let blanks = self.hang.saturating_sub(number.width()).max(1);
            lead.push((Style::Number, number));
            lead.push((Style::Plain, " ".repeat(blanks)));
        } else if self.hang > 0 {
            lead.push((Style::Plain, " ".repeat(self.hang)));
        }
        let mark = paragraph
            .portion
            .map(|mark| Span::new(Style::Portion, format!("({mark})")));
        let mark: Vec<Span> = mark.into_iter().collect();
        let mut pieces = paragraph.pieces.iter();
        let first = match paragraph.pieces.first() {
            Some(Piece {
                set: Set::Running(line),
                ..
            }) if !begins_point(line) || lead.is_empty() && mark.is_empty() => {
                pieces.next();
                line.as_slice()
            }
            _ => &[],
        };
        let indent = " ".repeat(self.hang);
        if !first.is_empty() || paragraph.number.is_some() || !mark.is_empty() {
            let mut words = wrap::words(&mark, self.paper);
            words.extend(wrap::words(first, self.paper));
            let room = self.room(self.hang);
            let mut rows = wrap::rows(words, room).into_iter();
            let mut row = lead;
            row.extend(rows.next().unwrap_or_default());
            self.row("", &row);
            for row in rows {
                self.row(&indent, &row);
            }
        }
        for piece in pieces {
            if piece.apart {
                self.out.push('\n');
            }
            match &piece.set {
                Set::Running(line) => self.point(line, &indent),
                Set::Table(rows) => {
                    for row in rows {
                        let row = wrap::as_it_is(row, self.paper);
                        self.row(&indent, &row);
                    }
                }
            }
        }
    }

    /// Running text within a paragraph; a point of a list keeps its place, and what follows stands below its text.
    fn point(&mut self, line: &Line<'_>, indent: &str) {
        let text = super::body::plain(line);
        let blanks = text
            .chars()
            .take_while(|c| *c == ' ')
            .count()
            .min(DEEPEST)
            .min(self.paper.width() / 4);
        let sign = sign(&text).map_or(0, |sign| sign.width() + 1);
        let room = self.room(self.hang + blanks + sign);
        let mut words = wrap::words(line, self.paper);
        // The sign stands before the column of the text.
        let rest = words.split_off(usize::from(sign > 0).min(words.len()));
        let mut rows = wrap::rows(rest, room).into_iter();
        let mut row = wrap::rows(words, room).pop().unwrap_or_default();
        let first = rows.next().unwrap_or_default();
        if !row.is_empty() && !first.is_empty() {
            row.push((Style::Plain, " ".to_owned()));
        }
        row.extend(first);
        self.row(&format!("{indent}{:blanks$}", ""), &row);
        let below = blanks + sign;
        for row in rows {
            self.row(&format!("{indent}{:below$}", ""), &row);
        }
    }

    /// Rows behind an indent, all but the first further in.
    fn rows(&mut self, rows: Vec<Row>, indent: &str, more: usize) {
        for (index, row) in rows.iter().enumerate() {
            let more = if index == 0 { 0 } else { more };
            self.row(&format!("{indent}{:more$}", ""), row);
        }
    }

    fn row(&mut self, indent: &str, row: &Row) {
        if !row.is_empty() {
            self.out.push_str(indent);
        }
        for (style, text) in row {
            if !text.is_empty() {
                self.paper.paint(&mut self.out, *style, text);
            }
        }
        self.out.push('\n');
    }
}

/// Rows with what stands before them: nothing before the first, two columns before the others.
fn hanging(rows: Vec<Row>) -> impl Iterator<Item = (usize, Row)> {
    let rows = rows.into_iter().enumerate();
    rows.map(|(index, row)| (if index == 0 { 0 } else { 2 }, row))
}

/// Whether a line is a point of a list.
fn begins_point(line: &Line<'_>) -> bool {
    sign(&super::body::plain(line)).is_some()
}

/// The sign by which a point of a list begins: `-`, `--`, `*`, `(1)`, `a)`.
fn sign(text: &str) -> Option<&str> {
    let word = text.split_whitespace().next()?;
    let is_rule = matches!(word, "-" | "--" | "*" | "o" | "•");
    let is_letter = word.len() <= 4 && word.ends_with(')');
    (is_rule || is_letter).then_some(word)
}
