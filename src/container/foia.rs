//! A release under the Freedom of Information Act: stamps on each page, and over the text either a telegram's own
//! header or labelled fields.
//!
//! ```text
//! UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001 Date: 06/30/2015
//! RELEASE IN PART
//! B1,1.4(D)
//! UNCLASSIFIED
//! MRN: 10 ANYTOWN 123
//! Date/DTG: Feb 10, 2010 / 101234Z FEB 10
//! From: AMEMBASSY ANYTOWN
//! ...
//! Subject: A title
//!
//! 1. (U) Text.
//!
//! Signature: Roe
//! Drafted By: POL:Roe, Jane
//! ```
//!
//! The labelled fields are the cable's own lines in another dress, and get the roles of those.

mod stamp;

use super::content::{Content, Cut};
use super::decode;
use super::fields::{self, Block, Labels};
use super::line::Lines;
use super::parts::{self, TextLine, shows_cable};
use super::seen::Ends;
use crate::error::InputErrorKind;
use crate::part::Role;
use crate::vocab::fields::Place;
use crate::vocab::{captions, levels};
use stamp::Stamp;

const LABELS: Labels = Labels {
    container: "foia",
    any_case: true,
};

/// So many printed lines are looked at to recognise the container.
const LONGEST_HEAD: usize = 60;
/// So many lines, of the page on which it stands, may stand over a message's number.
const ABOVE_NUMBER: usize = 12;

/// Whether an input begins with such a release: its stamp, or the number and the date of its labelled fields.
pub(super) fn recognise(head: &[u8]) -> bool {
    if matches!(
        head.trim_ascii_start().first(),
        Some(b'<' | b'{' | b'[' | b'"')
    ) {
        return false;
    }
    let mut lines = Lines::new(head, Ends::Returns, 0);
    let (mut number, mut date, mut department) = (false, false, false);
    for _ in 0..LONGEST_HEAD {
        let Some((_, text)) = lines.next_printed() else {
            break;
        };
        if stamp::is_case(text) || department && labelled(text, b"Case No.").is_some() {
            return true;
        }
        department = std::str::from_utf8(text).is_ok_and(stamp::is_department);
        number |= labelled(text, b"MRN:").is_some();
        date |= labelled(text, b"Date/DTG:").is_some();
        if number && date {
            return true;
        }
    }
    false
}

/// What stands behind a label at the line's beginning.
fn labelled<'a>(text: &'a [u8], label: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = text.split_at_checked(label.len())?;
    head.eq_ignore_ascii_case(label).then(|| rest.trim_ascii())
}

/// Reads one released document.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let (text, diagnostics) = decode::decode(raw);
    let lines: Vec<TextLine<'_>> = parts::lines(&text, 0..text.len(), 1).collect();
    let labelled = lines
        .iter()
        .any(|line| labelled(line.text.as_bytes(), b"MRN:").is_some());
    if !labelled && !shows_cable(&text) {
        return Err(InputErrorKind::NotCable);
    }
    let mut reading = Reading::default();
    let body = reading.head(&lines, labelled);
    let tail = if labelled {
        tail(&lines, body)
    } else {
        lines.len()
    };
    for line in lines.get(body..tail).unwrap_or_default() {
        reading.stamp(line);
    }
    reading.tail(lines.get(tail..).unwrap_or_default());
    let mut archive = reading.block.values;
    reading.stamp.note(&mut archive);
    let given = reading.block.given;
    Ok(Content {
        archive: archive.into_archive(),
        given,
        diagnostics,
        text,
    })
}

/// A document as it is read.
#[derive(Default)]
struct Reading {
    block: Block,
    stamp: Stamp,
    /// Whether the classification over the text was met.
    level: bool,
}

impl Reading {
    /// Takes a line of a stamp.
    fn stamp(&mut self, line: &TextLine<'_>) -> bool {
        let taken = self.stamp.take(line.text);
        if taken {
            self.block.close();
            self.block.give(line, Role::Stamp);
        }
        taken
    }

    /// Reads the lines over the text; returns how many they are.
    fn head(&mut self, lines: &[TextLine<'_>], labelled: bool) -> usize {
        for (at, line) in lines.iter().enumerate() {
            if self.stamp(line) {
                continue;
            }
            // The level over the Department's name is that of the release.
            let next = lines.get(at + 1).map_or("", |next| next.text);
            if is_level(line.text) && stamp::is_department(next) {
                self.block.give(line, Role::Stamp);
                continue;
            }
            if !labelled {
                // Blank lines belong to what stands over them.
                if !line.text.is_empty() {
                    return at;
                }
                self.block.give(line, Role::Blank);
                continue;
            }
            if is_level(line.text) {
                self.block.close();
                if !self.level {
                    let name = "classification".into();
                    self.block
                        .values
                        .begin(name, super::values::Items::One, line.text);
                    self.level = true;
                }
                self.block.give(line, Role::PageClassification);
            } else if !self.block.take(LABELS, Place::Head, line) {
                if self.block.values.has("mrn") {
                    return at;
                }
                let role = if is_caption(line.text) {
                    Role::Caption
                } else {
                    Role::Preamble
                };
                self.block.give(line, role);
            }
        }
        lines.len()
    }

    /// Reads the lines under the text.
    fn tail(&mut self, lines: &[TextLine<'_>]) {
        self.block.close();
        for line in lines {
            if self.stamp(line) {
                continue;
            }
            if is_level(line.text) || is_caption(line.text) {
                self.block.close();
                self.block.give(line, Role::PageClassification);
            } else if !self.block.take(LABELS, Place::Tail, line) {
                self.block.give(line, Role::Unread);
            }
        }
    }
}

/// Where the fields under the text begin.
fn tail(lines: &[TextLine<'_>], body: usize) -> usize {
    let mut stamp = Stamp::default();
    let is_field = |line: &str| {
        LABELS
            .read(line)
            .is_some_and(|(field, _)| field.place == Place::Tail)
    };
    let is_passed =
        |line: &str| line.is_empty() || is_level(line) || is_caption(line) || stamp.take(line);
    fields::tail(lines, body, is_field, is_passed)
}

/// Whether a line is a word of classification and nothing else, in capitals.
fn is_level(text: &str) -> bool {
    text.len() < 64
        && !text.bytes().any(|b| b.is_ascii_lowercase())
        && levels::read(text).is_some_and(|words| words.len == text.len())
}

/// Whether a line is a caption and nothing else, in capitals.
fn is_caption(text: &str) -> bool {
    !text.bytes().any(|b| b.is_ascii_lowercase())
        && captions::longest(text).is_some_and(|(_, len)| len == text.len())
}

/// Cuts a stream of releases: another document number on a stamp, or another message number, begins the next one.
#[derive(Default)]
pub(super) struct Cutter {
    /// Where the scan goes on.
    at: usize,
    /// The document number of the stamps, and the message's number.
    document: Option<Vec<u8>>,
    number: Option<Vec<u8>>,
    /// Where the page begins, and how many printed lines it has so far.
    page: Option<usize>,
    printed: usize,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        let mut lines = Lines::new(bytes, Ends::Returns, self.at);
        while let Some(line) = lines.next() {
            if !last && line.next >= bytes.len() {
                return None;
            }
            let text = lines.text(line);
            let cut = self.look(text, line.start);
            self.at = line.next;
            if let Some(cut) = cut.filter(|cut| *cut > 0) {
                *self = Cutter::default();
                return Some(cut);
            }
            if bytes.get(line.end) == Some(&0x0C) {
                (self.page, self.printed) = (Some(line.next), 0);
            }
        }
        if !last {
            return None;
        }
        *self = Cutter::default();
        Some(bytes.len())
    }
}

impl Cutter {
    /// Looks at a line that begins at `start`; returns where the next document begins, if that is here.
    fn look(&mut self, text: &[u8], start: usize) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        self.printed += 1;
        if let Some(document) = stamp::document(text) {
            let other = self.document.as_ref().is_some_and(|own| own != document);
            if other {
                return Some(start);
            }
            self.document = Some(document.to_vec());
        }
        if stamp::is_case(text) {
            (self.page, self.printed) = (Some(start), 0);
        }
        let number = labelled(text, b"MRN:")?;
        let other = self.number.as_ref().is_some_and(|own| own != number);
        self.number = Some(number.to_vec());
        other.then(|| {
            let page = self.page.filter(|_| self.printed <= ABOVE_NUMBER);
            page.unwrap_or(start)
        })
    }
}

#[cfg(test)]
mod tests;
