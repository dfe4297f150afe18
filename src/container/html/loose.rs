//! A page of a form that no archive is known for: its text, read where it holds one cable.
//!
//! The cable is what stands from its first line that only a telegram has to the end of the innermost element that
//! holds the last such line; so a menu above and a footer below stay outside. Where the page has several cables' lines
//! (a list of hits), none of them is whole, and the page gives nothing.

use std::borrow::Cow;

use super::markup::{Event, Events};
use crate::container::classified;
use crate::container::decode;
use crate::container::parts::shows_cable;
use crate::diagnostic::Diagnostic;

/// Elements whose text keeps its line breaks.
const PRINTED: [&str; 1] = ["pre"];
/// Elements that may hold a text of several lines: each is a room of its own.
const ROOMS: [&str; 14] = [
    "html",
    "body",
    "div",
    "td",
    "th",
    "article",
    "section",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "blockquote",
    "pre",
];
/// Elements that only begin a line.
const LINES: [&str; 18] = [
    "p", "br", "li", "tr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "ul", "ol",
    "table", "title", "form",
];
/// Rooms deeper than this are read as parts of the one around them.
const DEEPEST: usize = 256;

/// A stretch of the page's text in one room.
struct Stretch {
    room: usize,
    text: Vec<u8>,
}

/// The rooms of a page, numbered in the order in which they begin, and its text.
#[derive(Default)]
struct Plan {
    /// The last room inside each room, itself included.
    last: Vec<usize>,
    /// The rooms that are open, with the names of their elements.
    open: Vec<(usize, Cow<'static, str>)>,
    stretches: Vec<Stretch>,
}

impl Plan {
    fn read(raw: &[u8]) -> Plan {
        let mut plan = Plan::default();
        plan.enter("html");
        let mut events = Events::new(raw, &PRINTED);
        while let Some(event) = events.next() {
            let printed = events.printed().is_some();
            match event {
                Event::Start(tag) => plan.start(tag.name()),
                Event::End(tag) => plan.end(tag.name()),
                Event::Text(text) => plan.text(&text, printed),
            }
        }
        while let Some((room, _)) = plan.open.pop() {
            plan.close(room);
        }
        plan
    }

    fn enter(&mut self, name: &str) {
        let known = ROOMS.iter().find(|room| **room == name);
        if let Some(name) = known
            && self.open.len() < DEEPEST
        {
            let room = self.last.len();
            self.last.push(room);
            self.open.push((room, Cow::Borrowed(name)));
        }
    }

    fn close(&mut self, room: usize) {
        let newest = self.last.len().saturating_sub(1);
        if let Some(last) = self.last.get_mut(room) {
            *last = newest;
        }
    }

    fn start(&mut self, name: &str) {
        if LINES.contains(&name) {
            self.feed();
        }
        self.enter(name);
    }

    fn end(&mut self, name: &str) {
        if LINES.contains(&name) {
            self.feed();
        }
        // Whatever was left open inside ends with it.
        if let Some(at) = self.open.iter().rposition(|(_, open)| open == name)
            && at > 0
        {
            for (room, _) in self.open.split_off(at) {
                self.close(room);
            }
        }
    }

    /// The stretch that is open: where another room was gone into or left, a new one.
    fn stretch(&mut self) -> &mut Vec<u8> {
        let room = self.open.last().map_or(0, |(room, _)| *room);
        if self.stretches.last().is_none_or(|last| last.room != room) {
            self.stretches.push(Stretch {
                room,
                text: Vec::new(),
            });
        }
        let at = self.stretches.len() - 1;
        #[allow(clippy::indexing_slicing)] // one was pushed if there was none
        &mut self.stretches[at].text
    }

    fn feed(&mut self) {
        self.stretch().push(b'\n');
    }

    fn text(&mut self, text: &[u8], printed: bool) {
        let out = self.stretch();
        if printed {
            out.extend_from_slice(text);
            return;
        }
        // Outside of printed text any white space is one blank.
        for byte in text {
            let byte = if byte.is_ascii_whitespace() {
                b' '
            } else {
                *byte
            };
            if byte != b' ' || !matches!(out.last(), None | Some(b' ' | b'\n')) {
                out.push(byte);
            }
        }
    }
}

/// The text of the one cable that a page holds, and what was noticed while decoding it.
pub(super) fn read(raw: &[u8]) -> Option<(String, Vec<Diagnostic>)> {
    let plan = Plan::read(raw);
    let decoded: Vec<(usize, String, Vec<Diagnostic>)> = plan
        .stretches
        .iter()
        .map(|stretch| {
            let (text, notes) = decode::decode(&stretch.text);
            (stretch.room, text, notes)
        })
        .collect();
    let shows = |(_, text, _): &(usize, String, Vec<Diagnostic>)| shows_cable(text);
    let first = decoded.iter().position(shows)?;
    let (room, _, _) = decoded.get(decoded.iter().rposition(shows)?)?;
    let inside = *room..=plan.last.get(*room).copied().unwrap_or(*room);
    let last = decoded
        .iter()
        .rposition(|(room, _, _)| inside.contains(room))?;
    let (mut text, mut notes) = (String::new(), Vec::new());
    for (_, stretch, found) in decoded.get(first..=last)? {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if text.is_empty() {
            text.push_str(from_first_line(stretch));
        } else {
            text.push_str(stretch);
        }
        notes.extend(found.iter().cloned());
    }
    let mut numbers = text
        .lines()
        .filter_map(|line| classified::number(line.trim().as_bytes()));
    let one = numbers
        .next()
        .is_some_and(|first| numbers.all(|number| number == first));
    one.then_some((text, notes))
}

/// The text from the first line that only a telegram has.
fn from_first_line(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if shows_cable(line) {
            break;
        }
        at += line.len();
    }
    text.get(at..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_no_known_form_is_read_by_its_text() {
        let cable = "UNCLAS LIMA 000412\n\nSUBJECT: A FERRY\n\n1. It sailed.\nROE";
        let lines = cable.replace('\n', "<br>\n");
        let paragraphs = format!("<p>{}</p>", cable.replace('\n', "</p><p>"));
        for (page, expected) in [
            (
                format!("<body><div>Menu</div><div>{lines}</div><div>Foot</div>"),
                true,
            ),
            (
                format!("<html><table><tr><td>Body<td><pre>{cable}</pre></table>Foot"),
                true,
            ),
            (
                format!("<div>Menu<section>{paragraphs}</section>Foot</div>"),
                true,
            ),
            (
                "<div>UNCLAS LIMA 000412<br>SUBJECT: A FERRY<pre>1. It sailed.\nROE</pre></div>Foot".to_owned(),
                true,
            ),
            (
                format!("<div>{lines}</div><div>UNCLAS LIMA 000413</div>"),
                false,
            ),
            (
                "<html><body><p>Nothing of ours</p></body></html>".to_owned(),
                false,
            ),
        ] {
            let text = read(page.as_bytes()).map(|(text, _)| text);
            assert_eq!(text.is_some(), expected, "{page}");
            let Some(text) = text else { continue };
            assert!(text.starts_with("UNCLAS LIMA 000412"), "{text}");
            assert!(text.trim_end().ends_with("ROE"), "{text}");
        }
    }
}
