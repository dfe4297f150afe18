//! Cuts a stream into pieces, with no more of it in memory than a message and a piece.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::content::{Cut, Stretch};
use super::form::Form;
use super::formats::Cutter;
use super::limits::Limits;
use super::line;
use super::piece::{self, Bytes, Mark, Piece, Place};
use super::take::Take;
use crate::error::{Bound, InputError, InputErrorKind};
use crate::message::Container;

/// A stream no longer than this is one piece, whatever is in it; a longer one is read in steps of so many bytes.
pub(crate) const STEP: usize = 1 << 19;
/// A piece of a longer stream has at least so many bytes.
const PIECE: usize = 1 << 15;
/// How often the longest message a stretch without an end may be skipped, before the rest of the stream is given up.
const SKIPS: u64 = 64;

/// What a stream gives.
pub(crate) type Sink<'a> = dyn FnMut(Result<Piece, InputError>) -> ControlFlow<()> + 'a;

/// Gives the pieces of a stream that begins with `head` and goes on with `rest`; errors of reading come last.
pub(crate) fn cut(
    path: &Arc<str>,
    head: Vec<u8>,
    rest: &mut dyn Read,
    limits: Limits,
    take: &Take,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut place = Place {
        offset: 0,
        line: 1,
        index: 0,
    };
    let head = match past_blanks(head, rest, &mut place) {
        Ok(head) => head,
        Err(error) => {
            let kind = broken_off(error, place.line);
            return sink(Err(InputError::new(&**path, kind)));
        }
    };
    let (container, form, skip) = match piece::recognise(&head, limits.from) {
        Ok(found) => found,
        Err(kind) => return sink(Err(InputError::new(&**path, kind))),
    };
    place.offset += skip as u64;
    let mut stream = Stream {
        path,
        limits,
        take,
        container,
        cutter: Cutter::new(container, form.map(Arc::new), limits),
        form: None,
        buffer: Arc::new(head),
        begin: skip,
        at: skip,
        marks: Vec::new(),
        place,
        skipped: 0,
    };
    stream.run(rest, sink)
}

/// The first bytes of a stream that are not all blanks: before them there may be any number. `place` is where they stand.
fn past_blanks(mut head: Vec<u8>, rest: &mut dyn Read, place: &mut Place) -> io::Result<Vec<u8>> {
    while !head.is_empty() && head.trim_ascii().is_empty() {
        place.offset += head.len() as u64;
        place.line += memchr::memchr_iter(b'\n', &head).count() as u64;
        head.clear();
        rest.take(STEP as u64 + 1).read_to_end(&mut head)?;
    }
    Ok(head)
}

/// Where the cutting of a stream stands.
struct Stream<'a> {
    path: &'a Arc<str>,
    limits: Limits,
    take: &'a Take,
    container: Container,
    cutter: Cutter,
    /// How the messages of the open piece are written.
    form: Option<Arc<Form>>,
    /// Pieces that were given away hold it too.
    buffer: Arc<Vec<u8>>,
    /// Where in the buffer the open piece begins.
    begin: usize,
    /// Where in the buffer the open message begins.
    at: usize,
    marks: Vec<Mark>,
    /// Where the open piece begins in the stream.
    place: Place,
    /// Bytes that were skipped of a message that is too long.
    skipped: u64,
}

impl Stream<'_> {
    fn run(&mut self, rest: &mut dyn Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut failed = None;
        let mut last = false;
        loop {
            let open = self.buffer.get(self.at..).unwrap_or_default();
            if let Some(len) = self.cutter.end(open, last).filter(|len| *len > 0) {
                self.take(len, sink)?;
                if self.at - self.begin >= PIECE {
                    self.give(sink)?;
                }
                continue;
            }
            self.give(sink)?;
            if last {
                break;
            }
            let longest = self.limits.longest(self.container);
            if (self.buffer.len() - self.at) as u64 > longest {
                self.skip(sink)?;
                if self.skipped > longest.max(STEP as u64).saturating_mul(SKIPS) {
                    let text = format!("given up after {} bytes without an end", self.skipped);
                    return sink(Err(InputError::new(
                        &**self.path,
                        InputErrorKind::Damaged(text),
                    )));
                }
            }
            match self.fill(rest) {
                Ok(more) => last = !more,
                Err(error) => (failed, last) = (Some(error), true),
            }
        }
        match failed {
            Some(error) => {
                let kind = broken_off(error, self.place.line);
                sink(Err(InputError::new(&**self.path, kind)))
            }
            None => ControlFlow::Continue(()),
        }
    }

    /// Takes a message into the open piece. What is left of one that was too long is dropped, and so is what stands
    /// between messages where no piece is open.
    fn take(&mut self, len: usize, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let stretch = self.cutter.stretch();
        let dropped = stretch == Stretch::Between && self.marks.is_empty();
        if std::mem::take(&mut self.skipped) > 0 || dropped {
            self.drop_open(len);
            return ControlFlow::Continue(());
        }
        let form = self.cutter.form();
        let same = match (&form, &self.form) {
            (Some(form), Some(open)) => Arc::ptr_eq(form, open),
            (None, None) => true,
            _ => false,
        };
        if !same && stretch != Stretch::Between {
            self.give(sink)?;
            self.form = form;
        }
        let shown = self.cutter.shown();
        self.marks.push(Mark {
            len,
            shown,
            stretch,
        });
        self.at += len;
        ControlFlow::Continue(())
    }

    /// Drops the bytes of the open message; the open piece is empty then.
    fn drop_open(&mut self, len: usize) {
        let raw = line::slice(&self.buffer, self.at..self.at + len);
        self.place.line += line::count(raw);
        self.place.offset += len as u64;
        self.at += len;
        self.begin = self.at;
    }

    /// Gives the open piece away, where it holds anything.
    fn give(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if self.marks.is_empty() {
            return ControlFlow::Continue(());
        }
        let bytes = Bytes::new(self.buffer.clone(), self.begin..self.at);
        let place = self.place;
        self.place = Place {
            offset: place.offset + bytes.len() as u64,
            line: place.line + line::count(&bytes),
            index: 0,
        };
        self.begin = self.at;
        let piece = Piece {
            path: self.path.clone(),
            path_bytes: None,
            limits: self.limits,
            take: self.take.clone(),
            container: Some(self.container),
            form: self.form.clone(),
            bytes,
            marks: std::mem::take(&mut self.marks),
            place,
        };
        self.place.index = piece.end();
        sink(Ok(piece))
    }

    /// Drops what there is of a message that is too long, and says so once.
    fn skip(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let len = self.buffer.len() - self.at;
        if self.skipped == 0 {
            let limit = self.limits.longest(self.container);
            let error = InputError::new(&**self.path, InputErrorKind::TooLarge { limit });
            sink(Err(error.at(self.place.index)))?;
            self.place.index += 1;
        }
        self.skipped += len as u64;
        self.drop_open(len);
        self.cutter.skip(self.container, len);
        ControlFlow::Continue(())
    }

    /// Reads on. Whether there was anything.
    fn fill(&mut self, rest: &mut dyn Read) -> io::Result<bool> {
        let open = self.buffer.len() - self.begin;
        // Twice as much where a message is long, so that a long one is not looked at too often.
        let step = STEP.max(open);
        if Arc::get_mut(&mut self.buffer).is_none() {
            let mut buffer = Vec::with_capacity(open + step);
            let end = self.buffer.len();
            buffer.extend_from_slice(line::slice(&self.buffer, self.begin..end));
            self.buffer = Arc::new(buffer);
            self.at -= self.begin;
            self.begin = 0;
        }
        let buffer = Arc::make_mut(&mut self.buffer);
        buffer.drain(..self.begin);
        self.at -= self.begin;
        self.begin = 0;
        let read = rest.take(step as u64).read_to_end(buffer)?;
        Ok(read > 0)
    }
}

/// What an error in the middle of a stream means.
fn broken_off(error: io::Error, line: u64) -> InputErrorKind {
    if let Some(bound) = Bound::of(&error) {
        let line = Some(line);
        return InputErrorKind::TooMuch { bound, line };
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            InputErrorKind::Damaged(format!("the input breaks off behind line {line}: {error}"))
        }
        _ => InputErrorKind::Unreadable(error),
    }
}
