//! Cuts an input into cables: the rules that tell where one ends and the next begins.
//!
//! - A head whose originator, date-time group and serial equal the open cable's belongs to it (a second copy of the
//!   header, or the next section); any other head begins a new cable. A page's own head always does.
//! - What stands right before a head and is of the kinds that do (a distribution block, `TED1234`, mail headers, a
//!   post's own block) goes with it, and so does all that follows an end mark (`NNNN`) or a form feed. All else
//!   stays with the cable before.
//! - After an end mark or a form feed, a classification line of another number begins a new cable too.
//! - A head may be glued to the line before it, where files were joined of which the first lacked its last line feed.
//! - A line that is a whole cable (`oneline.rs`) is one: whatever follows begins the next.
//! - Text before the first cable goes with it.
//!
//! The bytes that the splitter sees begin where the open cable begins. Where more may follow, it stops so far before
//! their end that a head which begins there is whole.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::classified;
use super::content::Cut;
use super::head::{self, Head};
use super::kind::{self, Kind, kind};
use super::line::{self, Line, Lines, slice};
use super::oneline;
use super::page;

static TRANSMISSION: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("VZCZC"));
static FIRST_PAGE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("PAGE 01 "));

/// How many bytes have to follow a line where more may come: a head is shorter.
const AHEAD: usize = 1 << 16;

/// What a stretch of the input shows that was cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Whether a page's head stands in it.
    pub page: bool,
    /// Whether it shows a head, or a classification line with post and number.
    pub cable: bool,
}

/// What is known of the cable that is open.
#[derive(Default)]
struct Open {
    head: Option<Head>,
    page: bool,
    /// Whether one line was all of it.
    line: bool,
}

impl Open {
    fn shown(&self) -> Shown {
        Shown {
            page: self.page,
            cable: self.head.is_some(),
        }
    }
}

/// Where the scan stands.
pub(super) struct Splitter {
    /// Which heads are looked for.
    heads: bool,
    pages: bool,
    /// Whether U+2028 or U+2029 stands in the bytes, as far as they have been looked at for it.
    separators: bool,
    looked: usize,
    /// Where the scan goes on; the open cable begins at 0.
    at: usize,
    open: Open,
    /// What the last cable showed that was cut off.
    shown: Shown,
    /// The line before, for what may be glued to it.
    before: Line,
    /// Where the lines began that a head would take with it.
    preamble: Option<usize>,
    /// An end mark or a form feed was met, and nothing since.
    ended: bool,
    /// Where the text after it began.
    after_end: Option<usize>,
    transmission: Seek,
    first_page: Seek,
}

/// A head, or a page's head, at a place.
struct Found {
    at: usize,
    /// Where the line after the head begins.
    end: usize,
    head: Option<Head>,
    /// Whether the line is a whole cable.
    line: bool,
}

impl Splitter {
    pub(super) fn new(heads: bool, pages: bool) -> Self {
        Splitter {
            heads,
            pages,
            separators: false,
            looked: 0,
            at: 0,
            open: Open::default(),
            shown: Shown::default(),
            before: Line::default(),
            preamble: None,
            ended: false,
            after_end: None,
            transmission: Seek::new(&TRANSMISSION),
            first_page: Seek::new(&FIRST_PAGE),
        }
    }

    /// What the last stretch showed that was cut off.
    pub(super) fn shown(&self) -> Shown {
        self.shown
    }

    /// Takes note of bytes that were not there before.
    fn notice(&mut self, bytes: &[u8]) {
        if self.looked < bytes.len() {
            // A separator may lie across the end of what was there before.
            let from = self.looked.saturating_sub(2);
            self.separators |= line::has_separators(slice(bytes, from..bytes.len()));
            self.looked = bytes.len();
            self.transmission.go_on();
            self.first_page.go_on();
        }
    }

    /// Cuts off what lies before an offset.
    pub(super) fn cut(&mut self, end: usize) {
        self.at = self.at.saturating_sub(end);
        self.looked = self.looked.saturating_sub(end);
        self.before = self.before.moved(end);
        self.preamble = self.preamble.map(|at| at.saturating_sub(end));
        self.after_end = self.after_end.map(|at| at.saturating_sub(end));
        self.transmission.cut(end);
        self.first_page.cut(end);
    }

    /// Looks at one line: a head in it, or what the line means for a head to come.
    fn look(&mut self, lines: Lines<'_>, bytes: &[u8], line: Line) -> Option<Found> {
        let text = lines.text(line);
        if text.is_empty() {
            return None;
        }
        if !self.ended && self.open.head.is_some() && is_prose(slice(bytes, line.start..line.end)) {
            self.preamble = None;
            return self.inside(lines, bytes, line);
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
        if let Some(number) = oneline::number(text) {
            return Some(Found {
                at: line.start,
                end: line.next,
                head: Some(Head::of_serial(number)),
                line: true,
            });
        }
        let kind = kind(text);
        let found = match kind {
            Kind::Text | Kind::Preamble | Kind::EndMark | Kind::To(_) | Kind::Indicators => None,
            _ => head::read(lines, text).map(|(head, end)| self.place(bytes, line, head, end)),
        };
        if let Some(found) = found.or_else(|| self.inside(lines, bytes, line)) {
            return Some(found);
        }
        match kind {
            Kind::EndMark => self.end_mark(),
            Kind::Preamble => {
                self.preamble.get_or_insert(line.start);
            }
            // A further line of a block is indented.
            _ if slice(bytes, line.start..line.end).starts_with(b" ") => {}
            _ => self.preamble = None,
        }
        if self.open.head.is_none() {
            self.open.head = match kind {
                Kind::Dtg(dtg) => Some(Head::of_dtg(dtg)),
                _ => classified::number(text).map(Head::of_serial),
            };
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

    /// A head inside a line: FL1 that ends it, or the first page of the 1970s.
    fn inside(&mut self, lines: Lines<'_>, bytes: &[u8], line: Line) -> Option<Found> {
        let range = line.start..line.end;
        let transmission = self.transmission.last_within(bytes, range.clone());
        let page = self.first_page.last_within(bytes, range);
        let at = transmission.or(page)?;
        let text = lines.text(Line { start: at, ..line });
        match kind(text) {
            Kind::TransmissionId(id) if id.len() == text.len() => {}
            Kind::FirstPage(_) => {}
            _ => return None,
        }
        let (head, end) = head::read(lines, text)?;
        let at = line.start + lead(slice(bytes, line.start..at));
        Some(Found {
            at,
            end,
            head: Some(head),
            line: false,
        })
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

    /// Takes a head into the open cable, or ends that cable and begins the next.
    fn begin(&mut self, found: Found) -> Option<usize> {
        let Found { at, head, line, .. } = found;
        let page = head.is_none();
        let begins = match (&head, &self.open.head) {
            _ if self.open.line => true,
            (None, open) => open.is_some() || self.open.page,
            (Some(_), None) => false,
            (Some(head), Some(open)) => !open.is_of_same_cable(head),
        };
        let cut = self
            .after_end
            .take()
            .or(self.preamble)
            .unwrap_or(at)
            .min(at);
        self.preamble = None;
        if !begins || cut == 0 {
            self.open.page |= page;
            self.open.line |= line;
            match (&mut self.open.head, head) {
                (Some(open), Some(head)) => open.add(head),
                (open @ None, head) => *open = head,
                (Some(_), None) => {}
            }
            return None;
        }
        let open = std::mem::replace(&mut self.open, Open { head, page, line });
        self.shown = open.shown();
        Some(cut)
    }

    fn end_mark(&mut self) {
        (self.ended, self.after_end, self.preamble) = (true, None, None);
    }
}

impl Cut for Splitter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        self.notice(bytes);
        loop {
            let mut lines = Lines::new(bytes, self.separators, self.at);
            let line = lines.next();
            let Some(line) = line.filter(|line| last || line.next + AHEAD <= bytes.len()) else {
                if !last || bytes.is_empty() {
                    return None;
                }
                self.shown = std::mem::take(&mut self.open).shown();
                self.cut(bytes.len());
                return Some(bytes.len());
            };
            let found = self.look(lines, bytes, line);
            self.at = found.as_ref().map_or(line.next, |found| found.end);
            let end = found.and_then(|found| self.begin(found));
            if slice(bytes, line.end..self.at).last() == Some(&0x0C) {
                self.end_mark();
            }
            self.before = line;
            if let Some(end) = end {
                self.cut(end);
                return Some(end);
            }
        }
    }
}

/// Whether a line is of no kind that the splitter looks for, which its first and last letters tell of many lines: none
/// begins in small letters, but a page's first label may be glued to its end.
fn is_prose(line: &[u8]) -> bool {
    line.first().is_some_and(u8::is_ascii_lowercase)
        && line
            .last()
            .is_some_and(|b| b.is_ascii_lowercase() && *b != b'r')
}

/// How much of what stands before a head in its own line belongs to the cable before: nothing of a table's cells or
/// of a short word of line noise (`QQ12 VZCZC...`), all of anything else.
fn lead(before: &[u8]) -> usize {
    // A byte order mark belongs to the file that it began.
    let before = before.strip_suffix(b"\xEF\xBB\xBF").unwrap_or(before);
    let text = before.trim_ascii_end();
    if before.ends_with(b"\t") {
        return 0;
    }
    let word = text
        .rsplit(u8::is_ascii_whitespace)
        .next()
        .unwrap_or_default();
    let is_noise =
        text.len() < before.len() && word.len() <= 8 && word.iter().any(u8::is_ascii_digit);
    if is_noise {
        text.len() - word.len()
    } else {
        before.len()
    }
}

/// The next place of some bytes, looked for once over the whole input.
struct Seek {
    finder: &'static Finder<'static>,
    /// Where the next one stands, or the end; nothing before the first look.
    next: Option<usize>,
}

impl Seek {
    fn new(finder: &'static Finder<'static>) -> Self {
        Seek { finder, next: None }
    }

    /// More bytes have come: what was not there may be there now.
    fn go_on(&mut self) {
        self.next = self.next.filter(|next| *next != usize::MAX);
    }

    /// Bytes have been cut off at the beginning.
    fn cut(&mut self, end: usize) {
        self.next = match self.next {
            Some(usize::MAX) => self.next,
            next => next.and_then(|next| next.checked_sub(end)),
        };
    }

    /// The first place in a range that does not begin before earlier ones.
    fn within(&mut self, bytes: &[u8], range: Range<usize>) -> Option<usize> {
        let next = match self.next {
            Some(next) if next >= range.start => next,
            _ => {
                let rest = bytes.get(range.start..).unwrap_or_default();
                let next = self
                    .finder
                    .find(rest)
                    .map_or(usize::MAX, |at| range.start + at);
                self.next = Some(next);
                next
            }
        };
        (next < range.end).then_some(next)
    }

    /// The last place in such a range.
    fn last_within(&mut self, bytes: &[u8], mut range: Range<usize>) -> Option<usize> {
        let mut last = None;
        while let Some(at) = self.within(bytes, range.clone()) {
            last = Some(at);
            range.start = at + 1;
        }
        last
    }
}
