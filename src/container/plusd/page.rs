//! The page as its text: what the reader of a browser would copy, from the title on.
//!
//! Elements that stand in lines of their own end the line before them, and blanks between words become one; but every
//! byte of the telegram counts, which stands in `<pre>` or in the element that is made for it.

use super::is_field;
use crate::container::html::markup::{Event, Events, Tag};

/// The elements whose text is printed.
const PRINTED: [&str; 1] = ["pre"];
/// The element whose text is no text of the page.
const SILENT: &str = "head";
/// Elements inside a line.
const INLINE: [&str; 10] = [
    "a", "abbr", "b", "code", "em", "font", "i", "span", "strong", "u",
];
/// What the class or the id of the element that holds the telegram contains.
const TELEGRAM: [&str; 2] = ["text-content", "tagged-text"];
/// So many printed texts are compared with each other; no page has more.
const MOST_TEXTS: usize = 8;

/// The page's text. A text that stands in it twice, as content and as source, is taken once.
pub(super) fn text(raw: &[u8]) -> Vec<u8> {
    let mut page = Page::default();
    for event in Events::new(raw, &PRINTED) {
        match event {
            Event::Start(tag) => page.start(&tag),
            Event::End(tag) => page.end(tag.name()),
            Event::Text(text) => page.write(&text),
        }
    }
    page.finish()
}

/// The page as far as it is read.
#[derive(Default)]
struct Page {
    /// The lines outside printed text.
    lines: Vec<u8>,
    /// The printed texts.
    printed: Vec<Vec<u8>>,
    /// The printed element that is open, and how many of its name are open in it.
    open: Option<(String, u32)>,
    /// Where the lines stand below the last printed text: the page's own again.
    below: Option<usize>,
    /// Whether the head is open.
    silent: bool,
}

impl Page {
    fn write(&mut self, text: &[u8]) {
        if self.silent {
            return;
        }
        if self.open.is_some() {
            if let Some(printed) = self.printed.last_mut() {
                printed.extend_from_slice(text);
            }
            return;
        }
        for byte in text {
            if !byte.is_ascii_whitespace() {
                self.lines.push(*byte);
            } else if !matches!(self.lines.last(), None | Some(b' ' | b'\n')) {
                self.lines.push(b' ');
            }
        }
    }

    /// Ends the line.
    fn end_line(&mut self) {
        if self.open.is_some() {
            if let Some(printed) = self.printed.last_mut() {
                printed.push(b'\n');
            }
            return;
        }
        if self.lines.last() == Some(&b' ') {
            self.lines.pop();
        }
        if !matches!(self.lines.last(), None | Some(b'\n')) {
            self.lines.push(b'\n');
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        if self.silent {
            self.silent = name != "body";
        } else if let Some((element, depth)) = &mut self.open {
            *depth += u32::from(name == element);
            if name == "br" {
                self.end_line();
            }
        } else if name == SILENT {
            self.silent = true;
        } else if PRINTED.contains(&name) || is_telegram(tag) {
            self.end_line();
            self.open = Some((name.to_owned(), 0));
            self.printed.push(Vec::new());
        } else if !INLINE.contains(&name) {
            self.end_line();
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent {
            self.silent = name != SILENT;
            return;
        }
        if let Some((element, depth)) = &mut self.open
            && element == name
        {
            if *depth == 0 {
                self.open = None;
                self.below = Some(self.lines.len());
                return;
            }
            *depth -= 1;
        }
        if !INLINE.contains(&name) && !PRINTED.contains(&name) {
            self.end_line();
        }
    }

    /// The lines from the title on, and the printed texts below.
    fn finish(mut self) -> Vec<u8> {
        self.open = None;
        self.lines.truncate(self.below.unwrap_or(self.lines.len()));
        self.end_line();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', &self.lines).map(|at| at + 1));
        let field = starts.iter().position(|start| {
            let line = self.lines.get(*start..).unwrap_or_default();
            let line = line.split(|b| *b == b'\n').next().unwrap_or_default();
            std::str::from_utf8(line).is_ok_and(is_field)
        });
        let title = field.and_then(|field| starts.get(field.saturating_sub(1)));
        let mut out = self.lines.split_off(title.copied().unwrap_or(0));
        for (at, printed) in self.printed.iter().enumerate() {
            let bare = printed.trim_ascii();
            let before = self.printed.get(..at).unwrap_or_default();
            let again =
                before.len() < MOST_TEXTS && before.iter().any(|text| text.trim_ascii() == bare);
            if !bare.is_empty() && !again {
                out.push(b'\n');
                // The first line may be indented.
                let from = printed.iter().position(|b| !matches!(b, b'\n' | b'\r'));
                let printed = printed.get(from.unwrap_or(0)..).unwrap_or_default();
                out.extend_from_slice(printed.trim_ascii_end());
                out.push(b'\n');
            }
        }
        out
    }
}

/// Whether an element is the one that holds the telegram.
fn is_telegram(tag: &Tag<'_>) -> bool {
    let may_be = ["article", "div", "section"].contains(&tag.name());
    may_be
        && ["class", "id"].iter().any(|name| {
            tag.attribute(name)
                .is_some_and(|value| TELEGRAM.iter().any(|mark| value.contains(mark)))
        })
}
