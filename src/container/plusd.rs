//! A page of the public library that holds the archives of the 1970s and later, or its text: a title, labelled fields,
//! then the telegram.
//!
//! ```text
//! A TITLE
//! Date: 1976 May 23, 00:00 (Sunday)
//! Canonical ID: 1976ANYTOW00123_b
//! Original Classification: CONFIDENTIAL
//! ...
//! TAGS: AE - United Arab Emirates | ECON - Economic Affairs
//! To: STATE
//!
//! CONFIDENTIAL
//! PAGE 01  ANYTOW  00123  230822Z
//! ```
//!
//! In a text, label and value may stand in one line or in two, and fields that stood side by side have a tab between
//! them. The message is the page's text from the title on.

mod page;

use super::content::{Content, Cut};
use super::decode;
use super::fields::{Block, Labels, is_button, tail};
use super::line::{Line, Lines};
use super::parts::{self, TextLine};
use super::seen::Ends;
use super::values::Items;
use crate::error::InputErrorKind;
use crate::part::Role;
use crate::vocab::fields::Place;

const LABELS: Labels = Labels {
    container: "plusd",
    any_case: false,
};
/// Where such pages lie.
const PLACE: &[u8] = b"plusd/cables";
/// The field that every page has, once.
const ID: &[u8] = b"Canonical ID:";
/// Fields of which every page has one.
const OTHERS: [&[u8]; 3] = [
    b"Original Classification:",
    b"Current Classification:",
    b"Character Count:",
];

/// Whether an input begins with such a page, or its text.
pub(super) fn recognise(head: &[u8]) -> bool {
    let holds = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    match head.trim_ascii_start().first() {
        Some(b'<') => holds(PLACE) || (holds(b"Canonical ID") && holds(b"s_key")),
        Some(b'{' | b'[' | b'"') | None => false,
        Some(_) => stands(head, ID) && OTHERS.iter().any(|label| stands(head, label)),
    }
}

/// Whether a label begins a line, or a field behind a tab.
fn stands(head: &[u8], label: &[u8]) -> bool {
    memchr::memmem::find_iter(head, label).any(|at| {
        let before = at.checked_sub(1).and_then(|at| head.get(at));
        matches!(before, None | Some(b'\n' | b'\r' | b'\t' | b' '))
    })
}

/// Whether a line begins with a field.
fn is_field(line: &str) -> bool {
    LABELS
        .read(line.trim())
        .is_some_and(|(field, _)| !is_button(field))
}

/// Reads one page.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let is_page = raw.trim_ascii_start().first() == Some(&b'<');
    let (text, diagnostics) = if is_page {
        decode::decode(&page::text(raw))
    } else {
        decode::decode(raw)
    };
    let lines: Vec<TextLine<'_>> = parts::lines(&text, 0..text.len(), 1).collect();
    let Some(first) = lines.iter().position(|line| is_field(line.text)) else {
        let reason = "no field of the page".to_owned();
        return Err(InputErrorKind::Damaged(reason));
    };
    let mut block = Block::default();
    let title = lines
        .get(..first)
        .and_then(|above| above.iter().rev().find(|line| !line.text.is_empty()));
    if let Some(title) = title {
        block.values.begin("title".into(), Items::One, title.text);
    }
    for line in lines.get(..first).unwrap_or_default() {
        block.give(line, Role::Archive);
    }
    let mut body = first;
    while let Some(line) = lines.get(body)
        && block.take(LABELS, Place::Head, line)
    {
        body += 1;
    }
    // The page's words may stand under the text again, with fields of its record.
    let end = tail(
        &lines,
        body,
        |line| LABELS.read(line).is_some_and(|(field, _)| is_button(field)),
        str::is_empty,
    );
    for line in lines.get(end..).unwrap_or_default() {
        block.give(line, Role::Archive);
    }
    Ok(Content {
        archive: block.values.into_archive(),
        given: block.given,
        diagnostics,
        text,
    })
}

/// Cuts a stream of pages.
#[derive(Default)]
pub(super) struct Cutter {
    /// Where the scan goes on.
    at: usize,
    /// Whether the identifier was met.
    identified: bool,
    /// Where the run of fields began, its title with it.
    run: Option<usize>,
    /// The last line that was no field.
    other: Option<usize>,
    /// Whether a blank line stands right above.
    blank: bool,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        let found = match bytes.trim_ascii_start().first() {
            Some(b'<') => self.page(bytes, last),
            _ => self.text(bytes, last),
        };
        if found.is_none() && !last {
            return None;
        }
        *self = Cutter::default();
        Some(found.unwrap_or(bytes.len()))
    }
}

impl Cutter {
    /// The end of a page: behind its last tag, or where the next page begins.
    fn page(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        while let Some(at) = memchr::memchr(b'<', bytes.get(self.at..)?).map(|at| self.at + at) {
            let rest = bytes.get(at..)?;
            let Some(tag) = rest.get(..LONGEST_TAG) else {
                if !last {
                    self.at = at;
                    return None;
                }
                break;
            };
            let tag = tag.to_ascii_lowercase();
            let printed = |bytes: &[u8]| !bytes.trim_ascii().is_empty();
            if tag.starts_with(b"<!doctype") && printed(bytes.get(..at)?) {
                return Some(at);
            }
            if tag.starts_with(b"</html") {
                let close = memchr::memchr(b'>', rest).map(|end| at + end + 1);
                let after = close.and_then(|close| bytes.get(close..));
                if let Some(next) =
                    after.and_then(|after| after.iter().position(|b| !b.is_ascii_whitespace()))
                {
                    return close.map(|close| close + next);
                }
                self.at = at;
                return None;
            }
            self.at = at + 1;
        }
        self.at = self.at.max(bytes.len().saturating_sub(LONGEST_TAG));
        None
    }

    /// The end of a text: where the fields begin that hold an identifier again.
    fn text(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        let mut lines = Lines::new(bytes, Ends::Returns, self.at);
        while let Some(line) = lines.next() {
            if !last && line.next >= bytes.len() {
                return None;
            }
            let cut = self.look(lines.text(line), line);
            self.at = line.next;
            if cut.is_some_and(|cut| cut > 0) {
                return cut;
            }
        }
        None
    }

    fn look(&mut self, text: &[u8], line: Line) -> Option<usize> {
        if text.is_empty() {
            self.blank = true;
            return None;
        }
        let blank = std::mem::take(&mut self.blank);
        // Values hold colons too, but hardly any line of a telegram is looked up.
        if memchr::memchr(b':', text).is_none() || !std::str::from_utf8(text).is_ok_and(is_field) {
            if blank {
                self.run = None;
            }
            self.other = Some(line.start);
            return None;
        }
        let run = *self.run.get_or_insert(self.other.unwrap_or(line.start));
        memchr::memmem::find(text, ID)?;
        let again = std::mem::replace(&mut self.identified, true);
        again.then_some(run)
    }
}

/// The longest beginning of a tag that is looked at.
const LONGEST_TAG: usize = 9;

#[cfg(test)]
mod tests;
