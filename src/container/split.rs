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
//! - A head inside a passage that is opened and closed (`BEGIN TEXT`, `UNQUOTE`), or above the open cable's own end,
//!   is text of what is passed on (`inside.rs`).
//! - Nor does a head begin in the list of offices that a military message is passed to (`PASS TO OFFICE CODES:`).
//! - Text before the first cable goes with it.
//!
//! The bytes that the splitter sees begin where the open cable begins. Where more may follow, it stops so far before
//! their end that a head which begins there is whole.

mod look;

use super::classified;
use super::content::Cut;
use super::head::Head;
use super::inside::{Pending, Told};
use super::kind;
use super::line::{Line, Lines, slice};
use super::seen::Seen;
use look::Found;

/// A header has at most so many lines below its first addressee, where its classification line is looked for.
const HEAD_LINES: usize = 32;
/// How many bytes have to follow a line where more may come: a head is shorter.
const AHEAD: usize = 1 << 16;

/// What a stretch of the input shows that was cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Whether a page's head stands in it.
    pub page: bool,
    /// Whether it shows a head, or a classification line with post and number.
    pub cable: bool,
    /// Whether a head ended it in a passage that was opened and not closed.
    pub unended: bool,
    /// Whether nothing but printed ASCII and line feeds stands in it, as far as that is known.
    pub printed: bool,
}

/// What is known of the cable that is open.
#[derive(Default)]
pub(super) struct Open {
    head: Option<Head>,
    page: bool,
    /// Whether one line was all of it.
    line: bool,
    /// Where the line behind the classification line begins, if nothing but that was met: a header below it is its own.
    classed: Option<usize>,
    /// The last serial that stood by itself, as it does at the end.
    end: Option<u32>,
    /// What its text says of a telegram inside it.
    told: Told,
}

impl Open {
    fn shown(&self) -> Shown {
        Shown {
            page: self.page,
            cable: self.head.is_some(),
            ..Shown::default()
        }
    }
}

/// Where the scan stands.
pub(super) struct Splitter {
    /// Which heads are looked for.
    heads: bool,
    pages: bool,
    /// What stands in the bytes, as far as they have been looked at for it.
    seen: Seen,
    looked: usize,
    /// Where the scan goes on; the open cable begins at 0.
    at: usize,
    open: Open,
    /// What the last cable showed that was cut off.
    shown: Shown,
    /// The line before, for what may be glued to it.
    before: Line,
    /// The offices that the open cable is passed to are being named.
    passing: bool,
    /// Where the lines began that a head would take with it.
    preamble: Option<usize>,
    /// An end mark or a form feed was met, and nothing since.
    ended: bool,
    /// Where the text after it began.
    after_end: Option<usize>,
    /// A place where the open cable may end: behind it, a head is open that may be text of it.
    pending: Option<Pending<Open>>,
    /// A head that was found while another was pending, and its line.
    held: Option<(Found, Line)>,
    /// A pending place is decided upon before so many bytes.
    limit: usize,
}

impl Splitter {
    /// `longest` is how many bytes a message may have.
    pub(super) fn new(heads: bool, pages: bool, longest: u64) -> Self {
        let limit = usize::try_from(longest).unwrap_or(usize::MAX);
        Splitter {
            pending: None,
            held: None,
            limit: limit.saturating_sub(2 * AHEAD),
            heads,
            pages,
            seen: Seen::default(),
            looked: 0,
            at: 0,
            open: Open::default(),
            shown: Shown::default(),
            before: Line::default(),
            passing: false,
            preamble: None,
            ended: false,
            after_end: None,
        }
    }

    /// What the last stretch showed that was cut off.
    pub(super) fn shown(&self) -> Shown {
        Shown {
            printed: self.seen.is_printed(),
            ..self.shown
        }
    }

    /// Takes note of bytes that were not there before.
    fn notice(&mut self, bytes: &[u8]) {
        if self.looked < bytes.len() {
            // A separator may lie across the end of what was there before.
            let from = self.looked.saturating_sub(2);
            self.seen.add(Seen::of(slice(bytes, from..bytes.len())));
            self.looked = bytes.len();
        }
    }

    /// Cuts off what lies before an offset.
    pub(super) fn cut(&mut self, end: usize) {
        self.pending = None;
        self.held = self.held.take().map(|(mut found, line)| {
            found.at = found.at.saturating_sub(end);
            found.end = found.end.saturating_sub(end);
            (found, line.moved(end))
        });
        self.at = self.at.saturating_sub(end);
        self.looked = self.looked.saturating_sub(end);
        self.before = self.before.moved(end);
        self.preamble = self.preamble.map(|at| at.saturating_sub(end));
        self.after_end = self.after_end.map(|at| at.saturating_sub(end));
    }

    /// Takes a head into the open cable, or ends that cable and begins the next, for sure or until more is known.
    fn begin(&mut self, bytes: &[u8], found: Found, line: Line) -> Option<usize> {
        let page = found.head.is_none();
        if found.line && !self.open.line {
            // A header above a line that holds all the rest is that line's own.
            let lines = Lines::new(bytes, self.seen.ends, 0);
            self.open.told.look(lines, found.at);
        }
        let begins = match (&found.head, &self.open.head) {
            _ if self.open.line => true,
            (None, open) => open.is_some() || self.open.page,
            (Some(_), None) => false,
            (Some(_), Some(_)) if found.line && self.open.told.number().is_none() => false,
            (Some(head), Some(open)) => {
                !open.is_of_same_cable(head)
                    && !self.is_heading(bytes, head, found.at)
                    && !self.is_abstract(bytes, head, found.end)
            }
        };
        if begins && self.pending.is_some() {
            self.held = Some((found, line));
            return self.settle();
        }
        let Found {
            at,
            end,
            head,
            line,
        } = found;
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
        let inner = head.as_ref().filter(|head| !line && head.is_full());
        let pending = inner.and_then(|inner| {
            let lines = Lines::new(bytes, self.seen.ends, 0);
            let own = self.open.head.as_ref()?.serial();
            if own.is_some() && own == self.open.end {
                return None;
            }
            self.open.told.look(lines, cut);
            Pending::new(self.open.told, own, inner.serial())
        });
        let classed = head.as_ref().is_some_and(|head| !head.is_full() && !line);
        let next = Open {
            head,
            page,
            line,
            classed: classed.then(|| end.saturating_sub(cut)),
            ..Open::default()
        };
        let open = std::mem::replace(&mut self.open, next);
        if let Some(pending) = pending {
            self.pending = Some(pending.at(cut, open));
            return None;
        }
        self.shown = open.shown();
        Some(cut)
    }

    /// Whether what is open has no header, and the classification line below a header without a serial has its number: it
    /// is an abstract of that cable.
    fn is_abstract(&self, bytes: &[u8], head: &Head, end: usize) -> bool {
        let own = self.open.head.as_ref().filter(|open| !open.is_full());
        let Some(own) = own.and_then(Head::serial) else {
            return false;
        };
        let mut lines = Lines::new(bytes, self.seen.ends, end);
        let mut below = std::iter::from_fn(|| Some(lines.next_printed()?.1)).take(HEAD_LINES);
        head.serial().is_none()
            && below
                .find_map(classified::number)
                .is_some_and(|number| number % 10_000 == own)
    }

    /// Whether all that is open is a classification line right above a header, which has no serial of its own: it is the
    /// heading of that cable.
    fn is_heading(&self, bytes: &[u8], head: &Head, at: usize) -> bool {
        head.serial().is_none()
            && self
                .open
                .classed
                .is_some_and(|end| slice(bytes, end..at).trim_ascii().is_empty())
    }

    /// Ends the open cable where a head is pending, which begins the next one.
    fn settle(&mut self) -> Option<usize> {
        let pending = self.pending.take()?;
        self.shown = Shown {
            unended: pending.is_in_passage(),
            ..pending.open.shown()
        };
        Some(pending.cut)
    }

    /// The head that is pending is text of the cable before it, which is open again.
    fn take_back(&mut self, line: Line) {
        if let Some(pending) = self.pending.take() {
            self.open = pending.open;
            self.open.end = pending.end;
            self.open.told.begin_at(line.next);
            (self.ended, self.after_end, self.preamble) = (false, None, None);
        }
    }

    /// Cuts off what lies before the head that is pending.
    fn settled(&mut self) -> Option<usize> {
        let end = self.settle()?;
        self.cut(end);
        Some(end)
    }

    /// What there is to cut off where no further line can be looked at.
    fn stop(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        if self.pending.is_some() && (last || bytes.len() > self.limit.saturating_add(AHEAD)) {
            return self.settled();
        }
        if !last || bytes.is_empty() {
            return None;
        }
        self.shown = std::mem::take(&mut self.open).shown();
        self.cut(bytes.len());
        Some(bytes.len())
    }

    /// The next line that has to be looked at, and those behind it. Inside a cable, where nothing is awaited, plain lines
    /// are passed over: nearly all are.
    fn next_line<'a>(&mut self, bytes: &'a [u8], last: bool) -> Option<(Line, Lines<'a>)> {
        let mut lines = Lines::new(bytes, self.seen.ends, self.at);
        let awaits = self.ended || self.passing || self.open.line || self.pending.is_some();
        let passes = self.open.head.is_some() && !awaits;
        loop {
            let line = lines.next()?;
            if !last && line.next + AHEAD > bytes.len() {
                return None;
            }
            let is_plain = || {
                let whole = slice(bytes, line.start..line.end);
                kind::is_prose(whole) || kind::is_plain(lines.text(line))
            };
            if !passes || bytes.get(line.end) == Some(&0x0C) || !is_plain() {
                return Some((line, lines));
            }
            if self.preamble.is_some() && bytes.get(line.start) != Some(&b' ') {
                self.preamble = self.preamble.filter(|_| lines.text(line).is_empty());
            }
            (self.at, self.before) = (line.next, line);
        }
    }

    fn end_mark(&mut self) {
        (self.ended, self.after_end, self.preamble) = (true, None, None);
    }
}

impl Cut for Splitter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        self.notice(bytes);
        loop {
            let (found, line) = match self.held.take() {
                Some((found, line)) => (Some(found), line),
                None => {
                    let Some((line, lines)) = self.next_line(bytes, last) else {
                        return self.stop(bytes, last);
                    };
                    if line.next > self.limit && self.pending.is_some() {
                        return self.settled();
                    }
                    (self.look(lines, bytes, line), line)
                }
            };
            self.at = found.as_ref().map_or(line.next, |found| found.end);
            let end = found.and_then(|found| self.begin(bytes, found, line));
            if self.held.is_none() {
                if slice(bytes, line.end..self.at).last() == Some(&0x0C) {
                    self.end_mark();
                }
                self.before = line;
            }
            if let Some(end) = end {
                self.cut(end);
                return Some(end);
            }
        }
    }
}
