//! A web page as a stream of tags and text, from its raw bytes.
//!
//! html5ever's tokenizer reads each tag and each character reference. Which bytes are one is decided here, because the
//! pages of cables hold printed text that was never escaped: `<NAME> said`, `A < B`, `R&D`. Inside the elements that a
//! reader names as printed, only the elements of the table `markup` are tags, only in the letters of the element's own
//! tag (`<B>` is text where the page writes `<pre>`), and only where the tag is whole; a reference needs its
//! semicolon everywhere. All else is text, byte for byte. What a tokenizer of its own makes of `<NAME>` is a tag, whose
//! letters and place are lost.
//!
//! Text is handed on as raw bytes, so that [`super::super::decode`] reads all of a message at once, whatever its
//! encoding, and counts its lines.

mod token;

use std::borrow::Cow;

use crate::container::line;
use crate::vocab::markup::{Effect, effect};

/// A reference has at most so many bytes, its ampersand and semicolon included.
const LONGEST_REFERENCE: usize = 34;
/// How the archive writes a line break; by far the most frequent reference.
const LINE_BREAK: &[u8] = b"&#x000A;";
/// Elements whose text is none.
const SILENT: [&str; 2] = ["script", "style"];

/// A piece of a page.
#[derive(Debug)]
pub(in crate::container) enum Event<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag, by the name of its element, in small letters.
    End(Tag<'a>),
    /// Text, its references resolved, not decoded yet.
    Text(Cow<'a, [u8]>),
}

/// A tag.
#[derive(Debug)]
pub(in crate::container) struct Tag<'a> {
    name: Cow<'a, str>,
    /// The tag up to its `>`.
    source: &'a [u8],
}

impl Tag<'_> {
    /// The element's name, in small letters.
    pub(in crate::container) fn name(&self) -> &str {
        &self.name
    }

    /// An attribute's value, its references resolved.
    pub(in crate::container) fn attribute(&self, name: &str) -> Option<String> {
        token::attribute(self.source, name)
    }
}

/// The reference that begins here, by its form: its ampersand and semicolon included.
fn named(text: &[u8]) -> Option<&[u8]> {
    let window = text.get(..LONGEST_REFERENCE).unwrap_or(text);
    let end = window
        .iter()
        .skip(1)
        .position(|b| !b.is_ascii_alphanumeric() && *b != b'#')
        .map_or(0, |length| length + 1);
    text.get(..=end)
        .filter(|named| named.len() >= 3 && named.ends_with(b";"))
}

/// The characters of the reference that begins here, and its bytes; nothing where none does.
pub(in crate::container) fn reference(text: &str) -> Option<(String, usize)> {
    let named = named(text.as_bytes())?;
    let characters = token::reference(named);
    (characters.as_bytes() != named).then_some((characters, named.len()))
}

/// The tags and texts of a page, in order. Linear in its bytes, and never fails.
pub(in crate::container) struct Events<'a> {
    raw: &'a [u8],
    at: usize,
    /// The elements whose text is printed.
    printing: &'static [&'static str],
    /// The one that is open, and whether its tag was in capitals.
    printed: Option<(&'static str, bool)>,
    /// Where the next end of a comment stands, once it was looked for.
    comment_end: Option<usize>,
    /// Whether an element whose text is none was not closed up to the end of the page.
    unclosed: bool,
}

impl<'a> Events<'a> {
    /// The events of a page; `printing` are the elements whose text is printed text.
    pub(in crate::container) fn new(raw: &'a [u8], printing: &'static [&'static str]) -> Self {
        Events {
            raw,
            at: 0,
            printing,
            printed: None,
            comment_end: None,
            unclosed: false,
        }
    }

    /// The printed element that is open.
    pub(in crate::container) fn printed(&self) -> Option<&'static str> {
        self.printed.map(|(element, _)| element)
    }

    fn rest(&self) -> &'a [u8] {
        self.raw.get(self.at..).unwrap_or_default()
    }

    /// The next so many bytes, as text.
    fn text(&mut self, length: usize) -> Event<'a> {
        let text = line::slice(self.raw, self.at..self.at + length);
        self.at += length;
        Event::Text(Cow::Borrowed(text))
    }

    /// What begins with an ampersand: a reference, or the character itself.
    fn reference(&mut self) -> Event<'a> {
        let rest = self.rest();
        if rest.starts_with(LINE_BREAK) {
            self.at += LINE_BREAK.len();
            return Event::Text(Cow::Borrowed(b"\n"));
        }
        let Some(named) = named(rest) else {
            return self.text(1);
        };
        self.at += named.len();
        Event::Text(Cow::Owned(token::reference(named).into_bytes()))
    }

    /// What begins with `<`: an event, or nothing where it was markup that says nothing.
    fn markup(&mut self) -> Option<Event<'a>> {
        let rest = self.rest();
        match rest {
            [_, b'!', b'-', b'-', ..] => match self.comment() {
                Some(end) => {
                    self.at = end;
                    None
                }
                None => Some(self.text(1)),
            },
            [_, b'!' | b'?', ..] if self.printed.is_none() => {
                let end = memchr::memchr(b'>', rest).map_or(rest.len(), |at| at + 1);
                self.at += end;
                None
            }
            [_, b'/', b'a'..=b'z' | b'A'..=b'Z', ..] | [_, b'a'..=b'z' | b'A'..=b'Z', ..] => {
                self.tag()
            }
            _ => Some(self.text(1)),
        }
    }

    /// Where the comment ends that begins here.
    fn comment(&mut self) -> Option<usize> {
        let from = self.at + 4;
        if self.comment_end.is_none_or(|end| end < from) {
            let rest = self.raw.get(from..).unwrap_or_default();
            let found = memchr::memmem::find(rest, b"-->");
            self.comment_end = Some(found.map_or(usize::MAX, |at| from + at));
        }
        let end = self.comment_end.filter(|end| *end < usize::MAX)?;
        // Printed text may hold `<!--`, and the page a comment far behind it.
        let is_one = self.printed.is_none() || !line::slice(self.raw, from..end).contains(&b'<');
        is_one.then_some(end + 3)
    }

    fn tag(&mut self) -> Option<Event<'a>> {
        let rest = self.rest();
        let closing = rest.get(1) == Some(&b'/');
        let name = rest.get(1 + usize::from(closing)..).unwrap_or_default();
        let length = name
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
            .count();
        let name = name.get(..length).unwrap_or_default();
        let attributes = 1 + usize::from(closing) + length;
        let (end, whole) = end(rest, attributes, self.printed.is_none());
        let inside = line::slice(rest, attributes..end);
        let mut does = None;
        if let Some((element, capitals)) = self.printed {
            does = if closing && name.eq_ignore_ascii_case(element.as_bytes()) {
                Some(Effect::Close)
            } else {
                effect(name, closing)
            };
            let is_tag = whole
                && name
                    .iter()
                    .all(|b| !b.is_ascii_alphabetic() || b.is_ascii_uppercase() == capitals)
                && match does {
                    None => false,
                    Some(Effect::Link | Effect::Close) => closing || has_attributes(inside),
                    Some(_) => closing || is_empty(inside) || has_attributes(inside),
                };
            if !is_tag {
                return Some(self.text(1));
            }
        } else if !inside
            .first()
            .is_none_or(|b| b.is_ascii_whitespace() || *b == b'/')
        {
            // `<roe@example.org>` is no tag, on any page.
            return Some(self.text(1));
        }
        let capitals = name.first().is_some_and(u8::is_ascii_uppercase);
        self.at += end + usize::from(whole);
        let name = std::str::from_utf8(name).unwrap_or_default();
        let name = if name.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let source = rest.get(..end).unwrap_or_default();
        let tag = Tag { name, source };
        if does == Some(Effect::Close) {
            self.printed = None;
        }
        if closing {
            return Some(Event::End(tag));
        }
        if SILENT.contains(&tag.name()) {
            self.silence(tag.name());
        } else if let Some(element) = self.printing.iter().find(|name| **name == tag.name()) {
            self.printed = Some((element, capitals));
            // A line feed behind `<pre>` is the page's.
            let feed = match self.rest() {
                [b'\r', b'\n', ..] => 2,
                [b'\n', ..] => 1,
                _ => 0,
            };
            self.at += feed;
        } else if does == Some(Effect::Break) {
            return Some(Event::Text(Cow::Borrowed(b"\n")));
        }
        Some(Event::Start(tag))
    }

    /// Goes to the end tag of an element whose text is none; where there is no such tag, to the end of the page, but
    /// printed text is not lost so.
    fn silence(&mut self, name: &str) {
        let rest = self.rest();
        if self.unclosed {
            return;
        }
        let found = memchr::memchr_iter(b'<', rest).find(|at| {
            let tag = rest.get(at + 1..at + 2 + name.len()).unwrap_or_default();
            tag.strip_prefix(b"/")
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        });
        match found {
            Some(at) => self.at += at,
            None if self.printed.is_none() => self.at = self.raw.len(),
            None => self.unclosed = true,
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let rest = self.rest();
            match rest.first()? {
                b'<' => {
                    if let Some(event) = self.markup() {
                        return Some(event);
                    }
                }
                b'&' => return Some(self.reference()),
                _ => {
                    let length = memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
                    return Some(self.text(length));
                }
            }
        }
    }
}

/// Where a tag ends, seen from its `<`, and whether its `>` stands there: a tag that is not whole ends before the next
/// `<`, or with the page. `quoted` says that both may stand in a quoted value.
fn end(tag: &[u8], from: usize, quoted: bool) -> (usize, bool) {
    let mut at = from;
    while let Some(byte) = tag.get(at) {
        match byte {
            b'>' => return (at, true),
            b'<' => return (at, false),
            b'"' | b'\'' => {
                let rest = tag.get(at + 1..).unwrap_or_default();
                let close = memchr::memchr2(*byte, b'\n', rest);
                let close = close.filter(|close| rest.get(*close) == Some(byte));
                let value = line::slice(rest, 0..close.unwrap_or_default());
                if let Some(close) = close
                    && (quoted || !value.contains(&b'<'))
                {
                    at += close + 1;
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    (tag.len(), false)
}

/// Whether what follows an element's name looks like attributes: a name and an equal sign.
fn has_attributes(inside: &[u8]) -> bool {
    let first = inside.trim_ascii_start();
    let name = first
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_'))
        .count();
    let after = first.get(name..).unwrap_or_default().trim_ascii_start();
    first.len() < inside.len() && name > 0 && after.starts_with(b"=")
}

/// Whether nothing but a slash follows an element's name.
fn is_empty(inside: &[u8]) -> bool {
    matches!(inside.trim_ascii(), b"" | b"/")
}

#[cfg(test)]
mod tests;
