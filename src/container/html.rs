//! The web page of a cable: a heading, a table of what the archive knows, and the telegram in blocks of printed text.
//!
//! ```text
//! <h3>Viewing cable 09ANYTOWN123, A TITLE</h3>
//! <table class='cable'>
//! <tr> <th>Reference ID</th> <th>Created</th> <th>Released</th> <th>Classification</th> <th>Origin</th> </tr>
//! <tr> <td><a href='...'>09ANYTOWN123</a></td> ... </tr>
//! </table>
//! <code><pre>VZCZCXRO1234&#x000A;...</pre></code>
//! <code><pre>UNCLAS ANYTOWN 000123&#x000A;...TAGS: <a href='/tag/PREL_0.html'>PREL</a>&#x000A;...
//! </pre></code>
//! ```
//!
//! The first layout has four columns, `Date` for `Created` and no `Released`. The message is the header, a line feed,
//! the body; where a block is empty, the other one alone. What a cell says is its text: the `title` beside
//! Classification names another class. The heading holds the first line of the subject only.

mod cut;
pub(super) mod markup;
mod table;

use std::collections::HashSet;

pub(super) use cut::Cutter;

use super::content::Content;
use super::decode;
use super::parts::shows_cable;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::InputErrorKind;
use crate::message::Archive;
use markup::{Event, Events};
use table::Table;

/// The elements whose text was printed, and never escaped on some pages.
const PRINTED: [&str; 2] = ["h3", "pre"];
/// What stands before the identifier in the heading.
const VIEWING: &str = "Viewing cable ";
/// What a page of a cable holds, one or the other, in small letters.
const MARKS: [&[u8]; 4] = [
    b"viewing cable ",
    b"<table class='cable'",
    b"<table class=\"cable\"",
    b"<table class=cable",
];
/// What the pages of another library hold, which are no pages of this kind.
const OTHERS: &[u8] = b"plusd/cables";

/// Whether an input begins with the page of a cable.
pub(super) fn recognise(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    if !text.starts_with(b"<") {
        return false;
    }
    let text = text.to_ascii_lowercase();
    let holds = |mark: &[u8]| memchr::memmem::find(&text, mark).is_some();
    MARKS.iter().any(|mark| holds(mark)) && !holds(OTHERS)
}

/// Reads one page.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let page = Page::read(raw);
    let archive = page.archive();
    let (mut text, mut diagnostics) = decode::decode(&page.text());
    if text.trim().is_empty() {
        if archive.text("identifier").is_none() {
            return Err(InputErrorKind::NotCable);
        }
        let reason = if !page.blocks.is_empty() {
            "nothing in the page's <pre>, so no text of the cable"
        } else if page.whole {
            "no <pre> in the page, so no text of the cable"
        } else {
            "the page breaks off before its <pre>, so there is no text of the cable"
        };
        return Err(InputErrorKind::Damaged(reason.to_owned()));
    }
    if archive.text("identifier").is_none() && !shows_cable(&text) {
        return Err(InputErrorKind::NotCable);
    }
    if page.open {
        let last = text.lines().count().try_into().unwrap_or(u32::MAX);
        diagnostics.push(
            Diagnostic::new(
                Code::TextCut,
                "the page breaks off before the end of the text",
            )
            .field("partial")
            .lines(last, last),
        );
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(Content {
        text,
        archive,
        given: Vec::new(),
        diagnostics,
    })
}

/// What stands in a page, not decoded yet.
#[derive(Default)]
struct Page {
    heading: Vec<u8>,
    table: Table,
    /// The blocks of printed text, in order.
    blocks: Vec<Vec<u8>>,
    /// The texts of the links that lead to TAGS.
    tags: Vec<String>,
    /// The same, to note each once.
    known: HashSet<String>,
    /// Whether the last block was not closed.
    open: bool,
    /// Whether the page has its end tag.
    whole: bool,
}

impl Page {
    fn read(raw: &[u8]) -> Page {
        let mut page = Page::default();
        let mut events = Events::new(raw, &PRINTED);
        let mut tag: Option<Vec<u8>> = None;
        while let Some(event) = events.next() {
            let printed = events.printed();
            match event {
                Event::Start(start) => match start.name() {
                    "pre" => page.blocks.push(Vec::new()),
                    "a" if printed == Some("pre") => {
                        page.tag(tag.take());
                        let target = start.attribute("href").unwrap_or_default();
                        tag = target.contains("/tag/").then(Vec::new);
                    }
                    name if printed.is_none() => page.table.start(name),
                    _ => {}
                },
                Event::End(end) => match end.name() {
                    "a" => page.tag(tag.take()),
                    "html" => page.whole = true,
                    name => page.table.end(name),
                },
                Event::Text(text) => match printed {
                    Some("pre") => {
                        if let Some(block) = page.blocks.last_mut() {
                            block.extend_from_slice(&text);
                        }
                        if let Some(tag) = &mut tag {
                            tag.extend_from_slice(&text);
                        }
                    }
                    Some(_) => page.heading.extend_from_slice(&text),
                    None => page.table.text(&text),
                },
            }
        }
        page.tag(tag);
        page.open = events.printed() == Some("pre");
        page
    }

    /// Notes a link's TAG once. Where the link was not closed, more stands behind the TAG.
    fn tag(&mut self, link: Option<Vec<u8>>) {
        let link = link.unwrap_or_default();
        let end = memchr::memchr2(b',', b'\n', &link).unwrap_or(link.len());
        let tag = one_line(link.get(..end).unwrap_or_default());
        if !tag.is_empty() && self.known.insert(tag.clone()) {
            self.tags.push(tag);
        }
    }

    /// The blocks that hold anything, a line feed between them.
    fn text(&self) -> Vec<u8> {
        let mut text = Vec::with_capacity(self.blocks.iter().map(|block| block.len() + 1).sum());
        for block in &self.blocks {
            if block.trim_ascii().is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push(b'\n');
            }
            text.extend_from_slice(block);
        }
        text
    }

    fn archive(&self) -> Archive {
        let mut archive = Archive::new();
        let heading = one_line(&self.heading);
        let (id, title) = heading
            .strip_prefix(VIEWING)
            .map_or(("", ""), |rest| rest.split_once(',').unwrap_or((rest, "")));
        self.table.note(&mut archive);
        if archive.text("identifier").is_none() {
            archive.set("identifier", id.trim());
        }
        archive.set("title", title.trim());
        archive.set_list("tags", self.tags.clone());
        archive
    }
}

/// A text of the page, decoded, its blanks and line feeds one blank each.
fn one_line(text: &[u8]) -> String {
    let (text, _) = decode::characters(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests;
