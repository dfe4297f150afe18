//! How what was found is printed.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use cablex::record::Record;
use clap::Args;
use serde::Serialize;

use super::super::exit::Stop;
use super::super::io::{Face, style};
use super::super::{json, sanitize};
use super::look::{Hit, Most, paragraph};

/// What is printed of it.
#[derive(Args, Debug)]
pub(super) struct Shape {
    /// Print path:id of each cable found
    #[arg(short = 'l', long, help_heading = "Output")]
    cables_with_match: bool,
    /// Print path:id of each cable where nothing is found
    #[arg(
        hide_short_help = true,
        short = 'L',
        long,
        help_heading = "Output",
        conflicts_with = "cables_with_match"
    )]
    cables_without_match: bool,
    /// Print the id of each cable found; with -L, of the others
    #[arg(hide_short_help = true, long, help_heading = "Output")]
    ids: bool,
    /// Print the path of each cable found, for xargs
    ///
    /// Once for all cables of a file that stand together; with -L, the paths of the others.
    #[arg(
        hide_short_help = true,
        long,
        help_heading = "Output",
        conflicts_with = "ids"
    )]
    files: bool,
    /// End each item of a list in NUL, for xargs -0
    #[arg(hide_short_help = true, long, help_heading = "Output", conflicts_with_all = ["count", "json", "only_matching"])]
    print0: bool,
    /// Print path:id:count for each cable found
    #[arg(short, long, help_heading = "Output", conflicts_with_all = ["cables_with_match", "cables_without_match", "ids", "files"])]
    count: bool,
    /// Print only what matched, a line each
    #[arg(short, long, help_heading = "Output", conflicts_with_all = ["invert_match", "count", "cables_with_match", "cables_without_match", "ids", "files"])]
    only_matching: bool,
    /// Print the line too: path:line:id:field: text
    ///
    /// It is the line of the input where the paragraph begins, or the field; empty where a record does not say it.
    #[arg(short = 'n', long, help_heading = "Output")]
    line_number: bool,
    /// No more than N texts of a cable
    #[arg(hide_short_help = true, short, long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u32).range(1..))]
    max_count: Option<u32>,
    /// Print N paragraphs behind each match
    #[arg(
        hide_short_help = true,
        short = 'A',
        long,
        value_name = "N",
        help_heading = "Output"
    )]
    after_context: Option<u32>,
    /// Print N paragraphs before each match
    #[arg(
        hide_short_help = true,
        short = 'B',
        long,
        value_name = "N",
        help_heading = "Output"
    )]
    before_context: Option<u32>,
    /// Print N paragraphs around each match
    #[arg(short = 'C', long, value_name = "N", help_heading = "Output")]
    context: Option<u32>,
    /// Print JSON: place, text, matches, pattern
    #[arg(long, help_heading = "Output", conflicts_with_all = ["count", "only_matching", "cables_with_match", "cables_without_match", "ids", "files", "after_context", "before_context", "context"])]
    json: bool,
}

impl Shape {
    /// How much of a cable is printed.
    pub(super) fn most(&self) -> Most {
        let number =
            |count: Option<u32>| count.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let around = number(self.context).unwrap_or(0);
        let listed = !self.shows_texts() || self.only_matching;
        let near = |count| {
            if listed {
                0
            } else {
                number(count).unwrap_or(around)
            }
        };
        Most {
            texts: if self.is_list() {
                1
            } else {
                number(self.max_count).unwrap_or(usize::MAX)
            },
            before: near(self.before_context),
            after: near(self.after_context),
        }
    }

    /// Refuses what goes together with lists only.
    pub(super) fn check(&self) -> Result<(), Stop> {
        if self.print0 && !self.is_list() {
            let text = "--print0 goes with a list: -l, -L, --ids or --files";
            return Err(Stop::Usage(text.to_owned()));
        }
        Ok(())
    }

    /// Whether paragraphs near to a match are printed with it.
    fn has_context(&self) -> bool {
        let Most { before, after, .. } = self.most();
        before.max(after) > 0
    }

    /// Whether cables are wanted where nothing is found.
    pub(super) fn is_without(&self) -> bool {
        self.cables_without_match
    }

    /// Whether paths are printed and nothing else.
    pub(super) fn is_files(&self) -> bool {
        self.files
    }

    /// Whether texts are printed, and what matched in them.
    pub(super) fn shows_texts(&self) -> bool {
        !self.is_list() && !self.count
    }

    fn is_list(&self) -> bool {
        self.cables_with_match || self.cables_without_match || self.ids || self.files
    }
}

/// Prints the hits of cables.
pub(super) struct Printer<'a> {
    shape: &'a Shape,
    face: Face,
    patterns: &'a [String],
}

/// A hit as JSON.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<chrono::DateTime<chrono::Utc>>,
    field: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    text: &'a str,
    matches: Vec<Mark<'a>>,
}

/// A match as JSON: bytes of the text.
#[derive(Serialize)]
struct Mark<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    pattern: &'a str,
}

impl<'a> Printer<'a> {
    pub(super) fn new(shape: &'a Shape, face: Face, patterns: &'a [String]) -> Self {
        Printer {
            shape,
            face,
            patterns,
        }
    }

    /// Whether the lines of fields are printed.
    pub(super) fn wants_lines(&self) -> bool {
        self.shape.line_number || self.shape.json
    }

    /// Prints what was found in a cable.
    pub(super) fn cable(&self, out: &mut Vec<u8>, record: &Record, hits: &[Hit]) -> io::Result<()> {
        let id = record.id.as_deref().unwrap_or_default();
        let path = record.source.raw_path();
        if self.shape.ids {
            return if id.is_empty() {
                Ok(())
            } else {
                self.item(out, &[id])
            };
        }
        if self.shape.is_list() {
            return self.item(out, &[path, id.as_bytes()]);
        }
        if self.shape.count {
            let count = hits.len().to_string();
            return self.item(out, &[path, id.as_bytes(), count.as_bytes()]);
        }
        if self.shape.json {
            return hits.iter().try_for_each(|hit| self.json(out, record, hit));
        }
        for hit in hits {
            if hit.after_gap {
                out.extend_from_slice(self.gap());
            }
            if self.shape.only_matching {
                for mark in &hit.marks {
                    let text = hit.text.text.get(mark.range.clone()).unwrap_or_default();
                    self.head(out, record, hit)?;
                    self.text(out, style::RED, text)?;
                    out.push(b'\n');
                }
                continue;
            }
            self.head(out, record, hit)?;
            let mut from = 0;
            for mark in &hit.marks {
                let (start, end) = (mark.range.start, mark.range.end);
                let text = |range| hit.text.text.get(range).unwrap_or_default();
                self.text(out, style::PLAIN, text(from..start))?;
                self.text(out, style::RED, text(start..end))?;
                from = end;
            }
            let rest = hit.text.text.get(from..).unwrap_or_default();
            self.text(out, style::PLAIN, rest)?;
            out.push(b'\n');
        }
        Ok(())
    }

    /// What stands between texts that do not stand together in a cable, where those near to a match are printed too.
    pub(super) fn gap(&self) -> &'static [u8] {
        if self.shape.has_context() {
            b"--\n"
        } else {
            b""
        }
    }

    /// Sets a cable apart from the one before it.
    pub(super) fn apart(&self, out: &mut Vec<u8>) -> io::Result<()> {
        if out.is_empty() {
            return Ok(());
        }
        out.write_all(self.gap())
    }

    /// Prints an item of a list: texts with colons between. A path that is no text goes out as it is, but for a terminal.
    pub(super) fn item(&self, out: &mut Vec<u8>, items: &[impl AsRef<[u8]>]) -> io::Result<()> {
        for (index, bytes) in items.iter().enumerate() {
            let bytes = bytes.as_ref();
            let text = String::from_utf8_lossy(bytes);
            if index > 0 {
                out.push(b':');
            }
            let style = if index == 0 {
                style::MAGENTA
            } else {
                style::PLAIN
            };
            if self.shape.print0 {
                // A path is itself, whatever is in it.
                out.extend_from_slice(bytes);
            } else if matches!(text, Cow::Owned(_)) && !self.face.escapes() {
                let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
                out.extend(
                    bytes
                        .iter()
                        .map(|byte| if ends_line(byte) { b' ' } else { *byte }),
                );
            } else if items.len() > 1 {
                self.text(out, style, &text)?;
            } else {
                // A list of one thing has no colours.
                let text = one_line(&text);
                let text = sanitize::escape_if(self.face.terminal, &text);
                out.extend_from_slice(text.as_bytes());
            }
        }
        out.push(if self.shape.print0 { 0 } else { b'\n' });
        Ok(())
    }

    /// What stands before a text: where it was found.
    fn head(&self, out: &mut Vec<u8>, record: &Record, hit: &Hit) -> io::Result<()> {
        let apart: &[u8] = if hit.is_match { b":" } else { b"-" };
        self.text(out, style::MAGENTA, &record.source.path)?;
        out.extend_from_slice(apart);
        if self.shape.line_number {
            let line = line_of(record, hit).map(|line| line.to_string());
            self.text(out, style::GREEN, &line.unwrap_or_default())?;
            out.extend_from_slice(apart);
        }
        self.text(out, style::BLUE, record.id.as_deref().unwrap_or_default())?;
        out.extend_from_slice(apart);
        self.text(out, style::CYAN, &hit.text.place)?;
        out.extend_from_slice(apart);
        out.push(b' ');
        Ok(())
    }

    /// A text in one line.
    fn text(&self, out: &mut Vec<u8>, style: Style, text: &str) -> io::Result<()> {
        let text = one_line(text);
        let text = sanitize::escape_if(self.face.escapes(), &text);
        if text.is_empty() {
            return Ok(());
        }
        let style = self.face.style(style);
        write!(out, "{style}{text}{style:#}")
    }

    fn json(&self, out: &mut Vec<u8>, record: &Record, hit: &Hit) -> io::Result<()> {
        let number = paragraph(&hit.text).and_then(|item| record.paragraphs.get(item)?.number);
        let marks = hit.marks.iter().map(|mark| Mark {
            start: mark.range.start,
            end: mark.range.end,
            text: hit.text.text.get(mark.range.clone()).unwrap_or_default(),
            pattern: self.patterns.get(mark.pattern).map_or("", String::as_str),
        });
        let line = Line {
            path: &record.source.path,
            id: record.id.as_deref(),
            date: record.date,
            field: &hit.text.place,
            number,
            line: line_of(record, hit),
            text: &hit.text.text,
            matches: marks.collect(),
        };
        json::write(out, self.face, &line, false)
    }
}

/// A text without the ends of lines.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The line of the input where a text begins, from 1: the paragraph's, or that of the field, or of what it lies in.
fn line_of(record: &Record, hit: &Hit) -> Option<u64> {
    let first = record.source.lines.map_or(1, |[first, _]| first);
    let line = match paragraph(&hit.text) {
        Some(item) => record.paragraphs.get(item).map(|found| found.lines[0])?,
        None => {
            let spans = record.spans.as_ref()?;
            let mut path = &*hit.text.path;
            loop {
                if let Some([[line, _], ..]) = spans.get(path).map(Vec::as_slice) {
                    break *line;
                }
                path = path.rsplit_once('.')?.0;
            }
        }
    };
    Some(first.saturating_add(u64::from(line).saturating_sub(1)))
}
