//! The National Archives' text of the 1970s: the telegram, then what the archive knows of it.
//!
//! ```text
//! Message Text
//!
//! PAGE 01        ANYTOW  00123  082030Z
//! ...
//! NNNN
//!
//! Message Attributes
//!
//! Capture Date: 01 JAN 1994
//! Review Markings: n/a
//! a line that goes on with the value
//! ```
//!
//! A value goes on at the line's beginning, so that only its key tells where the next one begins. In place of the
//! telegram a withdrawal card may stand, or a note that the text could not be found.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::content::{Content, Cut};
use super::decode;
use super::kind::{Kind, kind};
use super::line::{Line, Lines, slice};
use super::parts::lines;
use super::seen::Ends;
use super::values::{Items, Values, snake};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::InputErrorKind;
use crate::part::Role;
use crate::slice::part;
use crate::vocab::attributes::{self, AttributeKind};
use crate::vocab::furniture;

/// The line over the telegram.
const TEXT: &str = "Message Text";
/// The line over the attributes.
const ATTRIBUTES: &str = "Message Attributes";
/// So many words a key has at most that is not in the table.
const KEY_WORDS: usize = 6;
/// So many lines at most stand over the first mark.
const LONGEST_HEAD: usize = 16;
/// So many blanks may stand before a mark.
const LONGEST_INDENT: usize = 64;

/// Whether an input begins with a telegram of this archive.
pub(super) fn recognise(head: &[u8]) -> bool {
    let Some(Mark { over, line }) = marks(head, 0).next() else {
        return false;
    };
    let printed = |text: &[u8]| std::str::from_utf8(text).ok().map(str::to_owned);
    match over {
        // Stamps may stand over it.
        Over::Text => Lines::new(slice(head, 0..line.start), Ends::Returns, 0)
            .take(LONGEST_HEAD)
            .map(|above| Lines::new(head, Ends::Returns, 0).text(above))
            .all(|text| {
                text.is_empty()
                    || printed(text).is_some_and(|text| furniture::read(&text).is_some())
            }),
        Over::Attributes => Lines::new(head, Ends::Returns, line.next)
            .next_printed()
            .and_then(|(_, text)| printed(text))
            .is_some_and(|text| in_table(&text).is_some()),
    }
}

/// Reads one telegram and its attributes.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let (text, mut diagnostics) = decode::decode(raw);
    let bytes = text.as_bytes();
    let attributes = marks(bytes, 0).find(|mark| mark.over == Over::Attributes);
    let end = attributes
        .as_ref()
        .map_or(text.len(), |mark| mark.line.start);
    let begin = marks(bytes, 0)
        .next()
        .filter(|mark| mark.over == Over::Text)
        .map_or(0, |mark| mark.line.next.min(end));
    let telegram = part(&text, begin, end);
    let below = part(&text, end, text.len());
    if telegram.trim().is_empty() && attributes.is_none() {
        let reason = "neither a telegram nor its attributes".to_owned();
        return Err(InputErrorKind::Damaged(reason));
    }
    let mut given: Vec<_> = lines(&text, 0..begin, 1)
        .map(|line| {
            line.part(if is(line.text.as_bytes(), TEXT) {
                Role::Archive
            } else {
                furniture_role(line.text)
            })
        })
        .collect();
    let lines_above = memchr::memchr_iter(b'\n', part(&text, 0, end).as_bytes()).count();
    let number = u32::try_from(lines_above + 1).unwrap_or(u32::MAX);
    let mut values = Values::default();
    for line in lines(&text, end..text.len(), number) {
        given.push(line.part(Role::Archive));
        if line.start > end {
            add(&mut values, line.text);
        }
    }
    if values.is_empty() {
        let message = "the archive's attributes are missing behind the text";
        let last = if below.is_empty() {
            number.saturating_sub(1).max(1)
        } else {
            number
        };
        diagnostics.push(
            Diagnostic::new(Code::ContainerTorn, message)
                .field("archive")
                .lines(last, last),
        );
    }
    Ok(Content {
        archive: values.into_archive(),
        given,
        diagnostics,
        text,
    })
}

/// Which of the two marks a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Text,
    Attributes,
}

/// A mark in its line.
#[derive(Debug)]
struct Mark {
    over: Over,
    line: Line,
}

/// The lines from `from` on that are a mark and nothing else.
fn marks(bytes: &[u8], from: usize) -> impl Iterator<Item = Mark> + '_ {
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"Message "));
    FINDER
        .find_iter(slice(bytes, from..bytes.len()))
        .filter_map(move |at| {
            let line = whole_line(bytes, from + at)?;
            let text = Lines::new(bytes, Ends::Returns, 0).text(line);
            let over = if is(text, TEXT) {
                Over::Text
            } else if is(text, ATTRIBUTES) {
                Over::Attributes
            } else {
                return None;
            };
            Some(Mark { over, line })
        })
}

/// The line in which these bytes stand first, blanks and a byte order mark apart.
fn whole_line(bytes: &[u8], at: usize) -> Option<Line> {
    let before = slice(bytes, 0..at);
    let printed = before.strip_suffix(b"\xEF\xBB\xBF").unwrap_or(before);
    let blanks = printed
        .iter()
        .rev()
        .take_while(|b| matches!(b, b' ' | b'\t'));
    let start = printed.len() - blanks.take(LONGEST_INDENT).count();
    let ends = |b: &u8| matches!(b, b'\n' | b'\r' | 0x0C);
    if !slice(bytes, 0..start).last().is_none_or(ends) {
        return None;
    }
    Lines::new(bytes, Ends::Returns, start).next()
}

/// A stamp, or what cannot be told.
fn furniture_role(text: &str) -> Role {
    match furniture::read(text) {
        Some(_) => Role::Stamp,
        None => Role::Preamble,
    }
}

/// Whether a line is a mark and nothing else.
fn is(text: &[u8], mark: &str) -> bool {
    text == mark.as_bytes()
}

/// Adds a line of keys and values.
fn add(values: &mut Values, line: &str) {
    match in_table(line).or_else(|| unknown(line)) {
        Some((name, items, value)) => values.begin(name, items, value),
        None => values.go_on(line),
    }
}

/// A key's name, how its value is made, and what stands behind it on its line.
type Keyed<'a> = (Cow<'static, str>, Items, &'a str);

/// A line that begins with a key of the table, printed as it is there: `SUBJECT:` is a line of a text.
fn in_table(text: &str) -> Option<Keyed<'_>> {
    let (key, value) = text.split_once(':')?;
    let row = attributes::printed(key.trim_end())?;
    let items = match row.kind {
        AttributeKind::List => Items::Commas,
        _ => Items::One,
    };
    Some((row.name.into(), items, value))
}

/// A line that begins like a key: a few words, each with a capital and small letters.
fn unknown(text: &str) -> Option<Keyed<'_>> {
    let (key, value) = text.split_once(':')?;
    let is_word = |word: &str| {
        let mut letters = word.bytes();
        letters.next().is_some_and(|b| b.is_ascii_uppercase())
            && letters.next().is_some_and(|b| b.is_ascii_lowercase())
            && letters.all(|b| b.is_ascii_alphanumeric())
    };
    let count = key.split(' ').take(KEY_WORDS + 1).count();
    let is_key = (2..=KEY_WORDS).contains(&count)
        && (value.is_empty() || value.starts_with(' '))
        && key.split(' ').all(is_word);
    is_key.then(|| (snake(key).into(), Items::One, value))
}

/// Cuts a stream of telegrams: each begins with `Message Text`, or, behind attributes, with a first page.
#[derive(Default)]
pub(super) struct Cutter {
    /// Where the scan goes on.
    at: usize,
    /// Whether the attributes have begun.
    attributes: bool,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        // A line that more bytes may lengthen is left for later.
        let ready = if last {
            bytes.len()
        } else {
            memchr::memrchr2(b'\n', 0x0C, bytes).map_or(0, |at| at + 1)
        };
        let ready_bytes = slice(bytes, 0..ready);
        while self.at < ready {
            let mark = marks(ready_bytes, self.at).next();
            let until = mark.as_ref().map_or(ready, |mark| mark.line.start);
            let page = self
                .attributes
                .then(|| first_page(ready_bytes, self.at, until));
            if let Some(page) = page.flatten() {
                *self = Cutter::default();
                return Some(page);
            }
            let Some(Mark { over, line }) = mark else {
                self.at = ready;
                break;
            };
            if over == Over::Text && !is_only_stamps(slice(bytes, 0..line.start)) {
                *self = Cutter::default();
                return Some(line.start);
            }
            self.attributes |= over == Over::Attributes;
            self.at = line.next;
        }
        if !last {
            return None;
        }
        *self = Cutter::default();
        Some(bytes.len())
    }
}

/// Where a line begins that is the first page's, between two places.
fn first_page(bytes: &[u8], from: usize, until: usize) -> Option<usize> {
    memchr::memmem::find_iter(slice(bytes, from..until), b"PAGE ").find_map(|at| {
        let line = whole_line(bytes, from + at)?;
        let text = Lines::new(bytes, Ends::Returns, 0).text(line);
        matches!(kind(text), Kind::FirstPage(_)).then_some(line.start)
    })
}

/// Whether nothing stands in these bytes but blanks and stamps, which belong to the form that follows.
fn is_only_stamps(bytes: &[u8]) -> bool {
    let mut lines = Lines::new(bytes, Ends::Returns, 0);
    let mut printed = 0;
    while let Some((_, text)) = lines.next_printed() {
        printed += 1;
        let is_stamp =
            || std::str::from_utf8(text).is_ok_and(|text| furniture::read(text).is_some());
        if printed > LONGEST_HEAD || !is_stamp() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
