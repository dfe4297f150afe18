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
//!
//! The last release has 186 KB of menu before the heading, and a saved page the toolbar of another archive. Markup of
//! any other form is read by its text (`loose.rs`): it is never a bare telegram.

mod cut;
mod loose;
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
/// What the pages of another library hold, which are no pages of this kind.
const OTHERS: &[u8] = b"plusd/cables";
/// Elements with which a page begins where its head was lost.
const FIRST: [&[u8]; 12] = [
    b"html", b"head", b"body", b"title", b"meta", b"link", b"script", b"style", b"div", b"table",
    b"h3", b"pre",
];

/// Whether an input begins with markup: a declaration, a comment, or an element with which pages begin.
pub(super) fn is_markup(head: &[u8]) -> bool {
    let Some(tag) = head.trim_ascii_start().strip_prefix(b"<") else {
        return false;
    };
    let name = tag.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let (name, after) = tag.split_at_checked(name).unwrap_or((tag, b""));
    tag.starts_with(b"?xml")
        || tag.starts_with(b"!--")
        || tag
            .get(..8)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"!doctype"))
        || matches!(after.first(), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n'))
            && FIRST.iter().any(|first| first.eq_ignore_ascii_case(name))
}

/// Whether an input begins with a page that is read here: any but those of another library.
pub(super) fn recognise(head: &[u8]) -> bool {
    is_markup(head) && memchr::memmem::find(head, OTHERS).is_none()
}

/// Reads one page.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let page = Page::read(raw);
    let archive = page.archive();
    let (mut text, mut diagnostics) = decode::decode(&page.text());
    let known = archive.text("identifier").is_some();
    let found = if shows_cable(&text) || known && !text.trim().is_empty() {
        None
    } else {
        loose::read(raw)
    };
    if let Some(found) = found {
        (text, diagnostics) = found;
    } else if !known && !shows_cable(&text) {
        return Err(InputErrorKind::NotCable);
    } else if text.trim().is_empty() {
        let reason = if !page.blocks.is_empty() {
            "nothing in the page's <pre>, so no text of the cable"
        } else if page.whole {
            "no <pre> in the page, so no text of the cable"
        } else {
            "the page breaks off before its <pre>, so there is no text of the cable"
        };
        return Err(InputErrorKind::Damaged(reason.to_owned()));
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
                    name => {
                        if page.table.end(name) {
                            // What is printed over the cable's table is not the cable's.
                            page.blocks.clear();
                        }
                    }
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
        // Another archive's toolbar may have a heading of its own before it.
        let (id, title) = heading.split_once(VIEWING).map_or(("", ""), |(_, rest)| {
            rest.split_once(',').unwrap_or((rest, ""))
        });
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
