//! The summary and the comment: what stands between their marks, in one paragraph or over several.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::element::topic::{self, Mark, Marker};
use crate::record::{Paragraph, ParagraphRole};
use crate::vocab::topics::Topics;

/// The summary's and the comment's text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub summary: Option<String>,
    pub comment: Option<String>,
}

/// Reads the marks in the paragraphs, and gives the paragraphs their roles.
///
/// A stretch goes from its start mark to its end mark, over several paragraphs if need be. Without an end mark it is
/// that paragraph; under a heading it is that heading's paragraphs.
pub(crate) fn read(paragraphs: &mut [Paragraph], notes: &mut Vec<Diagnostic>) -> Said {
    let marks: Vec<Vec<Found>> = paragraphs
        .iter()
        .map(|paragraph| marks(&paragraph.text))
        .collect();
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
    let mut at = 0;
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
}

const SUMMARY: Kind = Kind {
    is: |topics| topics.summary,
    role: ParagraphRole::Summary,
    field: "summary",
};
const COMMENT: Kind = Kind {
    is: |topics| topics.comment,
    role: ParagraphRole::Comment,
    field: "comment",
};

/// How a stretch was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    ByMark { parenthesis: bool },
    ByHeading,
}

fn stretches(
    paragraphs: &mut [Paragraph],
    marks: &[Vec<Found>],
    kind: &Kind,
    notes: &mut Vec<Diagnostic>,
) -> Option<String> {
    let ends_ahead = ends_ahead(marks, kind);
    let mut said: Vec<String> = Vec::new();
    let mut open = Open::No;
    // The lines of the heading's paragraphs that are open.
    let mut under = [0, 0];
    for ((paragraph, marks), end_ahead) in paragraphs.iter_mut().zip(marks).zip(ends_ahead) {
        if let Some(heading) = &paragraph.heading {
            let named = topic::of_heading(heading).is_some_and(kind.is);
            if open == Open::ByHeading {
                unended(kind, "this heading's paragraphs", under, notes);
                open = Open::No;
            }
            if named {
                open = Open::ByHeading;
                under = paragraph.lines;
            }
        }
        let text = &paragraph.text;
        let before = said.len();
        let mut from = 0;
        for found in marks.iter().filter(|found| (kind.is)(found.marker.topics)) {
            let behind = found.at + found.marker.len;
            match (found.marker.mark, open) {
                (Mark::Start, Open::No) => {
                    open = Open::ByMark {
                        parenthesis: found.marker.parenthesis,
                    };
                    from = behind;
                }
                // The mark says again what the heading said, or goes on with what is open.
                (
                    Mark::Start | Mark::Continued,
                    Open::No | Open::ByMark { .. } | Open::ByHeading,
                ) => {
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
                under[1] = paragraph.lines[1];
            }
            Open::ByMark { .. } if end_ahead => push(&mut said, text.get(from..)),
            Open::ByMark { parenthesis } => {
                let rest = text.get(from..).unwrap_or_default();
                push(
                    &mut said,
                    Some(if parenthesis {
                        inside_parenthesis(rest)
                    } else {
                        rest
                    }),
                );
                open = Open::No;
                if !parenthesis {
                    unended(kind, "this paragraph", paragraph.lines, notes);
                }
            }
        }
        if said.len() > before {
            paragraph.role.push(kind.role);
        }
    }
    if open == Open::ByHeading {
        unended(kind, "this heading's paragraphs", under, notes);
    }
    (!said.is_empty()).then(|| said.join("\n\n"))
}

/// Says that a stretch has no end mark, and what it was taken to be.
fn unended(kind: &Kind, taken: &str, lines: [u32; 2], notes: &mut Vec<Diagnostic>) {
    let message = format!(
        "the {} has no end mark; it was taken to be {taken}",
        kind.field
    );
    notes.push(
        Diagnostic::new(Code::SummaryEndMissing, message)
            .field(kind.field)
            .lines(lines[0], lines[1]),
    );
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
fn inside_parenthesis(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
}

fn push(said: &mut Vec<String>, text: Option<&str>) {
    let text = text.unwrap_or_default().trim();
    if !text.is_empty() {
        said.push(text.to_owned());
    }
}
