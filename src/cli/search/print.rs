//! How hits are printed: for a person, as rows, as JSON, or one thing of each.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use cablex::index::Hit;
use cablex::output::table::Table;
use cablex::query::Query;
use cablex::record::{Level, Record};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::super::io::{Face, style};
use super::super::paper::{Paper, left};
use super::super::{json, sanitize};
use super::snippet::{Finder, Snippet, one_line};

/// Columns of a snippet where it goes to a program.
const SNIPPET: usize = 200;

/// What is printed of a hit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A line and a snippet.
    Page(Paper),
    /// A row of cells.
    Rows(Table),
    Json,
    Ids,
    Files,
}

/// Prints the hits of one query.
pub(super) struct Printer<'a> {
    pub shape: Shape,
    pub face: Face,
    /// The query, where there may be several.
    pub query: Option<&'a str>,
    pub finder: Finder,
    pub snippets: bool,
    pub print0: bool,
}

/// The names of the columns of rows.
pub(super) fn columns(list: bool, snippets: bool) -> Vec<&'static str> {
    let mut columns = Vec::from(if list { &["query"][..] } else { &[] });
    columns.extend(["id", "date", "class", "post", "subject"]);
    columns.extend(snippets.then_some("snippet"));
    columns
}

/// A hit as JSON.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    path: &'a str,
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    matches: Vec<Match>,
}

/// A match as JSON: bytes of the field's text.
#[derive(Serialize)]
struct Match {
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    start: usize,
    end: usize,
    text: String,
}

impl Printer<'_> {
    pub(super) fn new<'a>(
        shape: Shape,
        face: Face,
        query: &Query,
        text: Option<&'a str>,
    ) -> Printer<'a> {
        Printer {
            shape,
            face,
            query: text,
            finder: Finder::new(query),
            snippets: true,
            print0: false,
        }
    }

    /// Prints hits that stand together, with their records.
    pub(super) fn print(&self, out: &mut Vec<u8>, hits: &[(&Hit, Record)]) -> anyhow::Result<()> {
        match self.shape {
            Shape::Page(paper) => {
                let widest = |of: &dyn Fn(&Record) -> &str| {
                    let widths = hits
                        .iter()
                        .map(|(_, record)| sanitize::escape(of(record)).width());
                    widths.max().unwrap_or(0)
                };
                let id = widest(&|record| record.id.as_deref().unwrap_or(NO_ID)).min(24);
                let post = widest(&|record| record.sender().unwrap_or_default()).min(16);
                for (_, record) in hits {
                    self.page(out, paper, record, id, post)?;
                }
            }
            Shape::Rows(table) => {
                for (_, record) in hits {
                    self.row(out, table, record)?;
                }
            }
            Shape::Json => {
                for (hit, record) in hits {
                    self.json(out, hit, record)?;
                }
            }
            Shape::Files => {
                for (_, record) in hits {
                    self.item(out, record.source.raw_path())?;
                }
            }
            // They need no record.
            Shape::Ids => {}
        }
        Ok(())
    }

    /// Prints an item of a list. A path that is no text goes out as it is, but for a terminal.
    pub(super) fn item(&self, out: &mut Vec<u8>, bytes: &[u8]) -> io::Result<()> {
        if self.print0 {
            // A path is itself, whatever is in it.
            out.extend_from_slice(bytes);
            out.push(0);
            return Ok(());
        }
        if let Some(query) = self.query {
            write!(out, "{}\t", sanitize::escape_if(self.face.terminal, query))?;
        }
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, Cow::Owned(_)) && !self.face.terminal {
            out.extend_from_slice(bytes);
            out.push(b'\n');
            return Ok(());
        }
        writeln!(out, "{}", sanitize::escape_if(self.face.terminal, &text))
    }

    /// A line, and the snippet below it.
    fn page(
        &self,
        out: &mut Vec<u8>,
        paper: Paper,
        record: &Record,
        id: usize,
        post_width: usize,
    ) -> io::Result<()> {
        let (bold, dim) = (paper.style(style::BOLD), paper.style(style::DIM));
        let text = record.id.as_deref().unwrap_or(NO_ID);
        write!(out, "{bold}{}{bold:#}  ", left(&paper.cut(text, id), id))?;
        let date = record.date.map(|date| date.format("%Y-%m-%d").to_string());
        write!(out, "{dim}{:10}{dim:#}  ", date.unwrap_or_default())?;
        let (letters, own) = letters(record.classification.level);
        let own = paper.style(own);
        write!(out, "{own}{letters:2}{own:#}  ")?;
        let post = paper.cut(record.sender().unwrap_or_default(), post_width);
        write!(out, "{}", left(&post, post_width))?;
        let used = id + 2 + 10 + 2 + 2 + 2 + post_width + 2;
        if let Some(subject) = &record.subject {
            let room = paper.width.saturating_sub(used).max(20);
            let subject = paper.cut(&one_line(subject), room);
            // What is cut is cut already, and is marked as it is.
            let marks = self.finder.subject.find(&subject);
            write!(out, "  ")?;
            let whole = Snippet {
                number: None,
                text: subject,
                marks,
            };
            marked(out, paper, &whole, 0..whole.text.len())?;
        }
        writeln!(out)?;
        if !self.snippets {
            return Ok(());
        }
        let width = paper.width.saturating_sub(INDENT).max(20);
        if let Some(snippet) = self.finder.snippet(record, width * 2 - width / 4) {
            lines(out, paper, &snippet, width)?;
        }
        Ok(())
    }

    fn row(&self, out: &mut Vec<u8>, table: Table, record: &Record) -> io::Result<()> {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let mut cells: Vec<String> = self.query.map(str::to_owned).into_iter().collect();
        let date = record.date;
        let date = date.map(|date| date.to_rfc3339_opts(SecondsFormat::Secs, true));
        cells.extend([
            text(record.id.as_deref()),
            date.unwrap_or_default(),
            text(record.classification.level.map(Level::as_str)),
            text(record.sender()),
            text(record.subject.as_deref()),
        ]);
        if self.snippets {
            let snippet = self.finder.snippet(record, SNIPPET);
            cells.push(snippet.map(|snippet| snippet.text).unwrap_or_default());
        }
        let cells = cells
            .iter()
            .map(|cell| sanitize::escape_if(self.face.terminal, cell));
        table.row(out, cells)
    }

    fn json(&self, out: &mut Vec<u8>, hit: &Hit, record: &Record) -> io::Result<()> {
        let snippet = self.snippets.then(|| self.finder.snippet(record, SNIPPET));
        let line = Line {
            query: self.query,
            id: record.id.as_deref(),
            date: record.date,
            class: record.classification.level,
            post: record.sender(),
            subject: record.subject.as_deref(),
            path: &record.source.path,
            index: record.source.index,
            score: hit.score,
            snippet: snippet.flatten().map(|snippet| snippet.text),
            matches: self.matches(record),
        };
        json::write(out, self.face, &line, false)
    }

    /// Every place of subject and paragraphs that a word of the query finds.
    fn matches(&self, record: &Record) -> Vec<Match> {
        let mut matches = Vec::new();
        let mut add = |marks: Vec<std::ops::Range<usize>>, field: &str, number, text: &str| {
            matches.extend(marks.into_iter().map(|mark| Match {
                field: field.to_owned(),
                number,
                start: mark.start,
                end: mark.end,
                text: text.get(mark).unwrap_or_default().to_owned(),
            }));
        };
        if let Some(subject) = &record.subject {
            add(self.finder.subject.find(subject), "subject", None, subject);
        }
        for (item, paragraph) in record.paragraphs.iter().enumerate() {
            let texts = [
                (paragraph.heading.as_deref(), "heading"),
                (Some(&*paragraph.text), "text"),
            ];
            for (text, key) in texts {
                let text = text.unwrap_or_default();
                let field = format!("paragraphs[{item}].{key}");
                add(self.finder.para.find(text), &field, paragraph.number, text);
            }
        }
        matches
    }
}

/// What stands where a cable has no id.
const NO_ID: &str = "(no id)";

/// Columns before a snippet.
const INDENT: usize = 4;

/// The letters of a level, and their colour.
fn letters(level: Option<Level>) -> (&'static str, Style) {
    match level {
        Some(Level::Unclassified) => ("U", style::GREEN),
        Some(Level::Confidential) => ("C", style::BLUE),
        Some(Level::Secret) => ("S", style::RED),
        Some(Level::TopSecret) => ("TS", style::MAGENTA),
        None => ("-", style::DIM),
    }
}

/// A snippet in lines of so many columns, its marks in colour.
fn lines(out: &mut Vec<u8>, paper: Paper, snippet: &Snippet, columns: usize) -> io::Result<()> {
    let dim = paper.style(style::DIM);
    let number = snippet
        .number
        .map(|number| format!("{number}. "))
        .unwrap_or_default();
    write!(out, "{:INDENT$}{dim}{number}{dim:#}", "")?;
    let mut used = number.len();
    let mut at = 0;
    let mut line = 0..0;
    for word in snippet.text.split(' ') {
        let end = at + word.len();
        let width = sanitize::escape(word).width();
        if used > 0 && used + width > columns && !line.is_empty() {
            marked(out, paper, snippet, line.clone())?;
            write!(out, "\n{:INDENT$}", "")?;
            (line.start, used) = (at, 0);
        }
        used += width + 1;
        line.end = end;
        at = end + 1;
    }
    marked(out, paper, snippet, line)?;
    writeln!(out)
}

/// A piece of a snippet.
fn marked(
    out: &mut Vec<u8>,
    paper: Paper,
    snippet: &Snippet,
    piece: std::ops::Range<usize>,
) -> io::Result<()> {
    let text =
        |range| -> Cow<str> { sanitize::escape(snippet.text.get(range).unwrap_or_default()) };
    let red = paper.style(style::RED);
    let mut at = piece.start;
    for mark in &snippet.marks {
        let (start, end) = (mark.start.max(at), mark.end.min(piece.end));
        if start < end {
            let (before, found) = (text(at..start), text(start..end));
            write!(out, "{before}{red}{found}{red:#}")?;
            at = end;
        }
    }
    write!(out, "{}", text(at..piece.end))
}

#[cfg(test)]
mod tests;
