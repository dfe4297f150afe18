//! Documents as one web page that needs nothing beside itself: no script, no picture, no other file.

mod escape;

use super::head::SUBJECT;
use super::{Block, Document, Field, Line, Paragraph, Set, Span, Style, Values};

/// What the page looks like: on a screen of either ground, and printed.
const STYLE: &str = include_str!("html/page.css");

/// What a browser may load for the page: nothing at all, whatever a text should bring in. Its style stands in itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A row of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The cable's id, where it is known.
    pub id: Option<String>,
    /// The subject, or what stands for it.
    pub title: String,
    /// The day, where it is known.
    pub date: Option<String>,
}

impl Entry {
    /// The row of a document.
    #[must_use]
    pub fn of(document: &Document<'_>) -> Self {
        Entry {
            id: document.id.map(str::to_owned),
            title: document.title.clone().into_owned(),
            date: document.date.clone(),
        }
    }
}

/// A page of documents; several have a table of contents.
#[must_use]
pub fn page(documents: &[Document<'_>]) -> String {
    let entries: Vec<Entry> = documents.iter().map(Entry::of).collect();
    let mut page = begin(&entries);
    for (index, document) in documents.iter().enumerate() {
        page.push_str(&article(index + 1, &body(document)));
    }
    page.push_str(END);
    page
}

/// The end of a page.
pub const END: &str = "</body>\n</html>\n";

/// The beginning of a page of these cables, their table of contents included. [`article`] by [`article`] follows, then
/// [`END`]: so a page can be written that is longer than memory.
#[must_use]
pub fn begin(entries: &[Entry]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    match entries {
        [Entry { id, title, .. }] => {
            if let Some(id) = id {
                escape::push_bare(&mut out, id);
                out.push_str(": ");
            }
            escape::push_bare(&mut out, title);
        }
        entries => out.push_str(&format!("{} cables", entries.len())),
    }
    out.push_str("</title>\n<style>\n");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n");
    if entries.len() > 1 {
        contents(&mut out, entries);
    }
    out
}

fn contents(out: &mut String, entries: &[Entry]) {
    out.push_str("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
    for (index, entry) in entries.iter().enumerate() {
        let id = entry
            .id
            .as_deref()
            .map(|id| Span::new(Style::Id, format!("{id} ")));
        let date = entry
            .date
            .as_deref()
            .map(|date| Span::quiet(format!("{date} ")));
        let title = Span::plain(&*entry.title);
        out.push_str(&format!("<li><a href=\"#cable-{}\">", index + 1));
        for span in id.into_iter().chain(date).chain([title]) {
            push_span(out, &span);
        }
        out.push_str("</a></li>\n");
    }
    out.push_str("</ol>\n</nav>\n");
}

/// The body of a document as one article of a page, numbered from 1.
#[must_use]
pub fn article(number: usize, body: &str) -> String {
    format!("<article id=\"cable-{number}\">\n{body}</article>\n")
}

/// What a document holds, without the page around it.
#[must_use]
pub fn body(document: &Document<'_>) -> String {
    let mut out = String::new();
    // The subject is the heading, and is not said again.
    let subject = document.blocks.iter().find_map(|block| match block {
        Block::Head(fields) => fields.iter().find(|field| field.label == SUBJECT),
        _ => None,
    });
    out.push_str("<header>\n<h1>");
    match subject.map(|field| &field.values) {
        Some(Values::Lines(lines)) => lines.iter().for_each(|line| push_line(&mut out, line)),
        _ => escape::push(&mut out, &document.title),
    }
    out.push_str("</h1>\n</header>\n");
    for block in &document.blocks {
        push_block(&mut out, block);
    }
    out
}

fn push_block(out: &mut String, block: &Block<'_>) {
    match block {
        Block::Head(fields) => push_head(out, fields),
        Block::Heading(line) => {
            out.push_str("<h2>");
            push_line(out, line);
            out.push_str("</h2>\n");
        }
        Block::Paragraph(paragraph) => push_paragraph(out, paragraph),
        Block::Signature(names) => {
            out.push_str("<p class=\"signature\">");
            for (index, name) in names.iter().enumerate() {
                if index > 0 {
                    out.push_str("<br>\n");
                }
                push_line(out, name);
            }
            out.push_str("</p>\n");
        }
        Block::Notes(heading, lines) => {
            out.push_str(&format!("<aside>\n<h2>{heading}</h2>\n<ul>\n"));
            push_items(out, lines);
            out.push_str("</ul>\n</aside>\n");
        }
    }
}

fn push_head(out: &mut String, fields: &[Field<'_>]) {
    out.push_str("<dl>\n");
    for field in fields.iter().filter(|field| field.label != SUBJECT) {
        out.push_str("<dt>");
        escape::push(out, &field.label);
        out.push_str("</dt><dd>");
        match &field.values {
            Values::Lines(lines) | Values::Run(lines) if lines.len() == 1 => {
                lines.iter().for_each(|line| push_line(out, line));
            }
            Values::Lines(lines) => {
                out.push_str("<ul>\n");
                push_items(out, lines);
                out.push_str("</ul>");
            }
            Values::Run(lines) => {
                out.push_str("<ul class=\"run\">\n");
                push_items(out, lines);
                out.push_str("</ul>");
            }
        }
        out.push_str("</dd>\n");
    }
    out.push_str("</dl>\n");
}

fn push_items(out: &mut String, lines: &[Line<'_>]) {
    for line in lines {
        out.push_str("<li>");
        push_line(out, line);
        out.push_str("</li>\n");
    }
}

fn push_paragraph(out: &mut String, paragraph: &Paragraph<'_>) {
    let number = paragraph
        .number
        .map(|number| Span::new(Style::Number, format!("{number}.")));
    let portion = paragraph
        .portion
        .map(|mark| Span::new(Style::Portion, format!("({mark})")));
    let mut lead: Vec<Span> = number.into_iter().chain(portion).collect();
    for (index, piece) in paragraph.pieces.iter().enumerate() {
        match &piece.set {
            Set::Running(line) => {
                let text = super::body::plain(line);
                let blanks = text.chars().take_while(|c| *c == ' ').count().min(16);
                match (piece.apart || index == 0, blanks) {
                    (true, 0) => out.push_str("<p>"),
                    (true, _) => out.push_str(&format!("<p style=\"margin-left: {blanks}ch\">")),
                    (_, 0) => out.push_str("<p class=\"point\">"),
                    _ => out.push_str(&format!(
                        "<p class=\"point\" style=\"margin-left: {blanks}ch\">"
                    )),
                }
                push_lead(out, &mut lead);
                push_line(out, line);
                out.push_str("</p>\n");
            }
            Set::Table(rows) => {
                if !lead.is_empty() {
                    out.push_str("<p>");
                    push_lead(out, &mut lead);
                    out.push_str("</p>\n");
                }
                out.push_str("<pre>");
                for (index, row) in rows.iter().enumerate() {
                    // A line feed behind the tag is no part of the text.
                    if index > 0 {
                        out.push('\n');
                    }
                    push_line(out, row);
                }
                out.push_str("</pre>\n");
            }
        }
    }
    if !lead.is_empty() {
        out.push_str("<p>");
        push_lead(out, &mut lead);
        out.push_str("</p>\n");
    }
}

/// Number and portion mark, once.
fn push_lead(out: &mut String, lead: &mut Vec<Span<'_>>) {
    for span in lead.drain(..) {
        push_span(out, &span);
        out.push(' ');
    }
}

fn push_line(out: &mut String, line: &Line<'_>) {
    line.iter().for_each(|span| push_span(out, span));
}

fn push_span(out: &mut String, span: &Span<'_>) {
    let (tag, class) = match span.style {
        Style::Plain | Style::Title | Style::Heading | Style::Label => {
            return escape::push(out, &span.text);
        }
        Style::Removed => ("del", ""),
        Style::Added => ("ins", ""),
        Style::Id => ("span", "id"),
        Style::Level => ("span", "level"),
        Style::Number => ("span", "number"),
        Style::Portion => ("span", "portion"),
        Style::Redacted => ("span", "redacted"),
        Style::Present => ("span", "present"),
        Style::Missing => ("span", "missing"),
        Style::Quiet => ("span", "quiet"),
        Style::Severity(severity) => ("span", severity.as_str()),
    };
    if class.is_empty() {
        out.push_str(&format!("<{tag}>"));
    } else {
        out.push_str(&format!("<{tag} class=\"{class}\">"));
    }
    escape::push(out, &span.text);
    out.push_str(&format!("</{tag}>"));
}
