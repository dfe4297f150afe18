//! From bytes to messages: recognise the archive format, cut the input into cables, decode each.
//!
//! An input that holds no cable gives one [`InputError`], never a made-up message. Whatever the bytes, there is no
//! panic, and the time is linear in their number.

mod aad;
mod classified;
mod content;
mod decode;
mod fields;
mod foia;
mod head;
mod kind;
mod line;
mod magic;
mod page;
mod parts;
mod plusd;
mod split;
mod values;

use crate::error::{InputError, InputErrorKind};
use crate::message::{Archive, Container, Message};
use split::{Segment, Splitter};

/// The messages of one input, in order. `path` is how the input is called in records and errors; the container is
/// recognised from the content, unless `from` says it.
///
/// ```
/// let bytes = "VZCZCXYZ0001\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n";
/// let messages: Result<Vec<_>, _> = cablex::container::read("a.txt", bytes, None).collect();
/// assert_eq!(messages?.len(), 1);
/// # Ok::<(), cablex::error::InputError>(())
/// ```
pub fn read<B: AsRef<[u8]>>(
    path: impl Into<String>,
    bytes: B,
    from: Option<Container>,
) -> Messages<B> {
    Messages {
        path: path.into(),
        bytes,
        from,
        splitter: Splitter::new(
            from != Some(Container::Page),
            from != Some(Container::Acp127),
        ),
        index: 0,
        line: 1,
        started: false,
        done: false,
    }
}

/// The messages of one input; see [`read`].
pub struct Messages<B> {
    path: String,
    bytes: B,
    from: Option<Container>,
    splitter: Splitter,
    index: usize,
    /// The line of the input in which the next message begins.
    line: u64,
    started: bool,
    done: bool,
}

impl<B: AsRef<[u8]>> Iterator for Messages<B> {
    type Item = Result<Message, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if !self.started {
            self.started = true;
            if let Some(kind) = unreadable(self.bytes.as_ref()) {
                self.done = true;
                return Some(Err(InputError::new(&self.path, kind)));
            }
        }
        let Some(segment) = self.splitter.next(self.bytes.as_ref()) else {
            self.done = true;
            return None;
        };
        Some(self.message(segment))
    }
}

impl<B: AsRef<[u8]>> Messages<B> {
    /// The message of a segment. Only a whole input can be no cable: any later segment begins with a head.
    fn message(&mut self, segment: Segment) -> Result<Message, InputError> {
        let Segment {
            range,
            page,
            shows_cable,
        } = segment;
        if !page && (!shows_cable || self.from == Some(Container::Page)) {
            let kind = match self.from {
                Some(Container::Page) => InputErrorKind::NotContainer(Container::Page.name()),
                _ => InputErrorKind::NotCable,
            };
            return Err(InputError::new(&self.path, kind));
        }
        let bytes = range.start as u64..range.end as u64;
        let (text, diagnostics) = decode::decode(line::slice(self.bytes.as_ref(), range));
        let feeds = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        let first = self.line;
        self.line += feeds;
        let last = if text.ends_with('\n') {
            self.line - 1
        } else {
            self.line
        };
        let (container, archive, given) = if page {
            let page = page::read(&text);
            (Container::Page, page.archive, page.given)
        } else {
            (Container::Acp127, Archive::new(), Vec::new())
        };
        let index = self.index;
        self.index += 1;
        Ok(Message {
            path: self.path.clone(),
            container,
            index,
            bytes,
            lines: Some([first, last.max(first)]),
            text,
            archive,
            given,
            diagnostics,
        })
    }
}

/// Why an input cannot hold a text at all.
fn unreadable(bytes: &[u8]) -> Option<InputErrorKind> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Some(InputErrorKind::Empty);
    }
    magic::refuse(bytes)
}

#[cfg(test)]
mod tests;
