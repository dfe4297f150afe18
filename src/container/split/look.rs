//! What one line shows to whoever looks for the next cable: a head in it, or what the line means for a head to come.

use memchr::memmem;

use super::super::classified;
use super::super::head::{self, Head};
use super::super::kind::{self, Kind, kind};
use super::super::line::{Line, Lines, slice};
use super::super::{oneline, page};
use super::Splitter;

/// A head, or a page's head, at a place.
pub(super) struct Found {
    pub at: usize,
    /// Where the line after the head begins.
    pub end: usize,
    pub head: Option<Head>,
    /// Whether the line is a whole cable.
    pub line: bool,
}

impl Splitter {
    /// Looks at one line: a head in it, or what the line means for a head to come.
    pub(super) fn look(&mut self, lines: Lines<'_>, bytes: &[u8], line: Line) -> Option<Found> {
        let text = lines.text(line);
        if text.is_empty() {
            return None;
        }
        let prose = !self.ended
            && !self.open.line
            && self.open.head.is_some()
            && kind::is_prose(slice(bytes, line.start..line.end));
        if let Some(pending) = &mut self.pending
            && (!prose || pending.is_in_passage())
            && pending.is_over(text)
        {
            self.take_back(line);
            return None;
        }
        if prose {
            self.preamble = None;
            return None;
        }
        if self.ended {
            self.ended = false;
            self.after_end = Some(line.start);
            if self.heads
                && let Some(found) = self.other_number(text, line)
            {
                return Some(found);
            }
        }
        if self.pages
            && let Some(at) = page::head_in(lines, line, text)
        {
            return Some(Found {
                at,
                end: line.next,
                head: None,
                line: false,
            });
        }
        if !self.heads {
            return None;
        }
        // Behind a line that is a whole cable, one that begins as such lines do is one, whatever else it shows.
        let whole = oneline::number(text).map(Head::of_serial);
        let next = || (self.open.line && oneline::may_be(text)).then(Head::default);
        if let Some(head) = whole.or_else(next) {
            return Some(Found {
                at: line.start,
                end: line.next,
                head: Some(head),
                line: true,
            });
        }
        let kind = kind(text);
        if self.is_passing(&kind, text) {
            return None;
        }
        let found = match kind {
            Kind::Text
            | Kind::Preamble
            | Kind::EndMark
            | Kind::Serial(_)
            | Kind::To(_)
            | Kind::Indicators => None,
            _ => head::read(lines, kind.clone())
                .map(|(head, end)| self.place(bytes, line, head, end)),
        };
        if let Some(found) = found.or_else(|| inside(lines, bytes, line, text)) {
            return Some(found);
        }
        match kind {
            Kind::EndMark => self.end_mark(),
            Kind::Serial(serial) => (self.open.end, self.preamble) = (Some(serial), None),
            Kind::Preamble => {
                self.preamble.get_or_insert(line.start);
            }
            // A further line of a block is indented.
            _ if bytes.get(line.start) == Some(&b' ') => {}
            _ => self.preamble = None,
        }
        if self.open.head.is_none() {
            self.open.head = match kind {
                Kind::Dtg(dtg) => Some(Head::of_dtg(dtg)),
                _ => classified::number(text).map(Head::of_serial),
            };
            let classed = self.open.head.as_ref().is_some_and(|head| !head.has_dtg());
            self.open.classed = classed.then_some(line.next);
        }
        None
    }

    /// A head at a line's beginning. Where it begins with FL6, FL5 may be glued to the line before.
    fn place(&self, bytes: &[u8], line: Line, mut head: Head, end: usize) -> Found {
        let before = slice(bytes, self.before.start..self.before.end).trim_ascii_end();
        let mut at = line.start;
        if !head.has_dtg()
            && self.before.end > 0
            && let Some(from) = kind::dtg_at_end(before)
            && let Some(dtg) = kind::dtg(before.get(from..).unwrap_or_default())
        {
            at = self.before.start + from;
            head.add(Head::of_dtg(dtg));
        }
        Found {
            at,
            end,
            head: Some(head),
            line: false,
        }
    }

    /// A classification line of another number than the open cable's, after an end.
    fn other_number(&self, text: &[u8], line: Line) -> Option<Found> {
        let head = Head::of_serial(classified::number(text)?);
        let other = self
            .open
            .head
            .as_ref()
            .is_some_and(|open| !open.is_of_same_cable(&head));
        other.then_some(Found {
            at: line.start,
            end: line.next,
            head: Some(head),
            line: false,
        })
    }

    /// Whether a line is one of those that name the offices which the open cable is passed to: below `PASS TO`, an
    /// originator or addressees, or a line that ends in slashes.
    fn is_passing(&mut self, kind: &Kind<'_>, text: &[u8]) -> bool {
        self.passing = if self.passing {
            matches!(kind, Kind::From(_) | Kind::To(_))
                || text.starts_with(b"INFO ")
                || text.ends_with(b"//")
        } else {
            matches!(text, [b'P', b'A', b'S', b'S', b' ', b'T', b'O', b' ', ..])
                && self.open.head.is_some()
        };
        self.passing
    }
}

/// A head inside a line: FL1 that ends it, or the first page of the 1970s.
fn inside(lines: Lines<'_>, bytes: &[u8], line: Line, text: &[u8]) -> Option<Found> {
    if !kind::ends_as_head(text) {
        return None;
    }
    let whole = slice(bytes, line.start..line.end);
    let at = memmem::rfind(whole, b"VZCZC").or_else(|| memmem::rfind(whole, b"PAGE 01 "))?;
    let start = line.start + at;
    let text = lines.text(Line { start, ..line });
    let kind = match kind(text) {
        Kind::TransmissionId(id) if id.len() != text.len() => return None,
        kind @ (Kind::TransmissionId(_) | Kind::FirstPage(_)) => kind,
        _ => return None,
    };
    let (head, end) = head::read(lines, kind)?;
    Some(Found {
        at: line.start + head::lead(slice(whole, 0..at)),
        end,
        head: Some(head),
        line: false,
    })
}
