//! The summary and the comment: what stands between their marks, in one paragraph or over several.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::element::topic::{self, Mark, Marker};
use crate::record::{Paragraph, ParagraphRole};
use crate::slice;
use crate::vocab::topics::{self, Topics};

/// The summary's and the comment's text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub summary: Option<String>,
    pub comment: Option<String>,
}

/// Reads the marks in the paragraphs, and gives the paragraphs their roles.
///
/// A stretch goes from its start mark to its end mark, over several paragraphs if need be. Without an end mark it is
/// that paragraph; under a heading it is that heading's paragraphs. `topics` are the lines, first and last, in which a
/// mark may stand, in order.
pub(crate) fn read(
    paragraphs: &mut [Paragraph],
    mut topics: &[[u32; 2]],
    notes: &mut Vec<Diagnostic>,
) -> Said {
    let of_paragraph = |paragraph: &Paragraph| {
        let [first, last] = paragraph.lines;
        while let [[_, end], rest @ ..] = topics
            && *end < first
        {
            topics = rest;
        }
        let has_topic = topics.first().is_some_and(|[start, _]| *start <= last);
        let marks = has_topic.then(|| marks(&paragraph.text));
        marks.unwrap_or_default()
    };
    let marks: Vec<Vec<Found>> = paragraphs.iter().map(of_paragraph).collect();
    for (paragraph, marks) in paragraphs.iter_mut().zip(&marks) {
        let asked = |marker: &Marker| marker.topics.action && marker.mark == Mark::Start;
        let heading = paragraph.heading.as_deref().and_then(topic::of_heading);
        if heading.is_some_and(|topics| topics.action)
            || marks.iter().any(|found| asked(&found.marker))
        {
            paragraph.role.push(ParagraphRole::Action);
        }
    }
    let comment = stretches(paragraphs, &marks, &COMMENT, notes);
    let summary = stretches(paragraphs, &marks, &SUMMARY, notes);
    for paragraph in paragraphs.iter_mut() {
        paragraph.role.sort_by_key(|role| *role as u8);
    }
    Said { summary, comment }
}

/// A mark and where it stands in its paragraph's text.
#[derive(Clone, Copy, Debug)]
struct Found {
    at: usize,
    marker: Marker,
}

/// All marks of a paragraph: the chain with which it begins (`Action request: Summary: ...`), and those inside.
fn marks(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    // `-- SUMMARY: ...`
    let mut at = text.len() - text.trim_start_matches(['-', ' ']).len();
    while let Some(marker) = text.get(at..).and_then(topic::read) {
        found.push(Found { at, marker });
        at += marker.len;
    }
    let rest = text.get(at..).unwrap_or_default();
    found.extend(
        topic::inside(rest)
            .into_iter()
            .map(|(inside, marker)| Found {
                at: at + inside,
                marker,
            }),
    );
    found
}

/// One kind of stretch.
struct Kind {
    is: fn(Topics) -> bool,
    role: ParagraphRole,
    field: &'static str,
    /// Whether it may begin with the text, and then has its end mark.
    ends: bool,
}

const SUMMARY: Kind = Kind {
    is: |topics| topics.summary,
    role: ParagraphRole::Summary,
    field: "summary",
    ends: true,
};
const COMMENT: Kind = Kind {
    is: |topics| topics.comment,
    role: ParagraphRole::Comment,
    field: "comment",
    ends: false,
};

/// How a stretch was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    ByMark { parenthesis: bool },
    ByHeading,
}

/// A paragraph that is nothing but a footer is no longer, in bytes.
const FOOTER: usize = 200;

/// Whether a paragraph is nothing but a post's footer: `Visit ... Website: ADDRESS`.
fn is_footer(text: &str) -> bool {
    text.len() <= FOOTER
        && text.starts_with("Visit ")
        && ["ebsite", "eb site", "http"]
            .iter()
            .any(|site| text.contains(site))
}

fn stretches(
    paragraphs: &mut [Paragraph],
    marks: &[Vec<Found>],
    kind: &Kind,
    notes: &mut Vec<Diagnostic>,
) -> Option<String> {
    let is_marked = |found: &Found| (kind.is)(found.marker.topics);
    let is_headed = |paragraph: &Paragraph| {
        let heading = paragraph.heading.as_deref().and_then(topic::of_heading);
        heading.is_some_and(kind.is)
    };
    if !marks.iter().flatten().any(is_marked) && !paragraphs.iter().any(is_headed) {
        return None;
    }
    let ends_ahead = ends_ahead(marks, kind);
    let mut said: Vec<String> = Vec::new();
    let mut start_missing = begins_with_the_text(paragraphs, marks, kind).then_some(());
    let mut open = match start_missing {
        Some(()) => Open::ByMark { parenthesis: false },
        None => Open::No,
    };
    for ((paragraph, marks), end_ahead) in paragraphs.iter_mut().zip(marks).zip(ends_ahead) {
        if let Some(heading) = &paragraph.heading {
            let named = topic::of_heading(heading).is_some_and(kind.is);
            if open == Open::ByHeading {
                open = Open::No;
            }
            if named {
                open = Open::ByHeading;
            }
        }
        // A post's footer in a paragraph of its own is no part of what a heading began.
        if open == Open::ByHeading && is_footer(&paragraph.text) {
            open = Open::No;
        }
        let text = &paragraph.text;
        let before = said.len();
        let mut from = 0;
        if start_missing.is_some() && !text.is_empty() && said.is_empty() {
            // `SUMMARY It began.`: the word is there, without its punctuation.
            from = topics::leading(text)
                .filter(|(topics, _)| (kind.is)(*topics))
                .map_or(0, |(_, len)| len);
        }
        for found in marks.iter().filter(|found| (kind.is)(found.marker.topics)) {
            let behind = found.at + found.marker.len;
            // What a parenthesis opened ends with it, where another stretch begins behind.
            if found.marker.mark == Mark::Start
                && open == (Open::ByMark { parenthesis: true })
                && let Some(inside) = text.get(from..found.at).and_then(closed_parenthesis)
            {
                push(&mut said, Some(inside));
                open = Open::No;
            }
            match (found.marker.mark, open) {
                (Mark::Start | Mark::Continued, Open::No) => {
                    open = Open::ByMark {
                        parenthesis: found.marker.parenthesis,
                    };
                    from = behind;
                }
                // The mark says again what the heading said, or goes on with what is open.
                (Mark::Start | Mark::Continued, Open::ByMark { .. } | Open::ByHeading) => {
                    if text.get(from..found.at).is_some_and(marked_only) {
                        from = behind;
                    }
                }
                (Mark::End, Open::No) => {
                    let line = paragraph.lines;
                    let message = format!("an end of the {} without its start", kind.field);
                    notes.push(
                        Diagnostic::new(Code::SummaryStartMissing, message)
                            .field(kind.field)
                            .lines(line[0], line[1]),
                    );
                }
                (Mark::End, _) => {
                    if start_missing.take().is_some() {
                        let message =
                            "the summary has no start mark; it was taken to begin with the text";
                        notes.push(
                            Diagnostic::new(Code::SummaryStartMissing, message)
                                .field(kind.field)
                                .lines(paragraph.lines[0], paragraph.lines[1]),
                        );
                    }
                    push(&mut said, text.get(from..found.at));
                    open = Open::No;
                    from = behind;
                }
            }
        }
        match open {
            Open::No => {}
            Open::ByHeading => {
                push(&mut said, text.get(from..));
            }
            // A parenthesis that closes in the paragraph in which it opened is the whole of it.
            Open::ByMark { parenthesis } => {
                let rest = text.get(from..).unwrap_or_default();
                let here = parenthesis && from > 0;
                let closed = here.then(|| closed_parenthesis(rest)).flatten();
                push(&mut said, Some(closed.unwrap_or(rest)));
                if closed.is_some() || !end_ahead {
                    open = Open::No;
                }
                let points = text
                    .get(..from)
                    .is_some_and(|mark| slice::begins(mark, "KEY POINT"));
                if !parenthesis && !end_ahead && kind.ends && !points {
                    unended(paragraph.lines, notes);
                }
            }
        }
        if said.len() > before {
            paragraph.role.push(kind.role);
        }
    }
    (!said.is_empty()).then(|| said.join("\n\n"))
}

/// Says that a summary has no end mark, and what it was taken to be. Key points end with their list. A comment is mostly the last word and needs none,
/// and what a heading begins the next one ends.
fn unended(lines: [u32; 2], notes: &mut Vec<Diagnostic>) {
    let message = "the summary has no end mark; it was taken to be this paragraph";
    notes.push(
        Diagnostic::new(Code::SummaryEndMissing, message)
            .field("summary")
            .lines(lines[0], lines[1]),
    );
}

/// The end mark of a summary that began with the text stands in one of so many paragraphs.
const FIRST_PARAGRAPHS: usize = 3;

/// Whether an end mark comes first, in one of the first paragraphs and under no heading of its own: then its stretch
/// began with the text.
fn begins_with_the_text(paragraphs: &[Paragraph], marks: &[Vec<Found>], kind: &Kind) -> bool {
    let headed = |paragraph: &Paragraph| {
        let heading = paragraph.heading.as_deref().and_then(topic::of_heading);
        heading.is_some_and(kind.is)
    };
    let mut with_text = 0;
    for (paragraph, marks) in paragraphs.iter().zip(marks) {
        with_text += usize::from(!paragraph.text.is_empty());
        if !kind.ends || headed(paragraph) || with_text > FIRST_PARAGRAPHS {
            return false;
        }
        if let Some(found) = marks.iter().find(|found| (kind.is)(found.marker.topics)) {
            return found.marker.mark == Mark::End;
        }
    }
    false
}

/// For each paragraph: whether an end mark follows in a later one, with no start mark before it.
fn ends_ahead(marks: &[Vec<Found>], kind: &Kind) -> Vec<bool> {
    let mut ahead = false;
    let mut ends: Vec<bool> = marks
        .iter()
        .rev()
        .map(|marks| {
            let behind = ahead;
            if let Some(first) = marks.iter().find(|found| {
                (kind.is)(found.marker.topics) && found.marker.mark != Mark::Continued
            }) {
                ahead = first.marker.mark == Mark::End;
            }
            behind
        })
        .collect();
    ends.reverse();
    ends
}

/// Whether a stretch of text before a mark holds nothing but other marks.
fn marked_only(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some(marker) = topic::read(rest) {
        rest = rest.get(marker.len..).unwrap_or_default().trim_start();
    }
    rest.is_empty()
}

/// The text up to the parenthesis that closes the one which opened before it.
fn closed_parenthesis(text: &str) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(..at);
        }
    }
    None
}

fn push(said: &mut Vec<String>, text: Option<&str>) {
    let text = text.unwrap_or_default().trim();
    if !text.is_empty() {
        said.push(text.to_owned());
    }
}
