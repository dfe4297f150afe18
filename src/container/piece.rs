//! Some messages of one input, cut off a stream and read one by one.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::content::{Content, Cut, Stretch};
use super::form::Form;
use super::formats::{self, Cutter};
use super::limits::{Limits, Wanted};
use super::line;
use super::split::Shown;
use super::take::Take;
use super::{decode, escapes, magic, oneline, page, records, seen};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{InputError, InputErrorKind};
use crate::message::{Archive, Container, Message};
use crate::path_bytes::PathBytes;
use crate::record::Cable;

/// Where a message ends that was cut off, and what it showed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Bytes of the message.
    pub len: usize,
    pub shown: Shown,
    pub stretch: Stretch,
}

/// Some bytes of a buffer that others may hold as well: what is cut off a stream is not copied.
pub(super) struct Bytes {
    buffer: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Bytes {
    /// A range of a buffer; none of it where the buffer is shorter.
    pub(super) fn new(buffer: Arc<Vec<u8>>, range: Range<usize>) -> Self {
        Bytes { buffer, range }
    }

    /// A stretch of them: taken out where it is all that the buffer holds, and nobody else holds that.
    fn take(&mut self, range: Range<usize>) -> Cow<'_, [u8]> {
        let all = 0..self.buffer.len();
        if self.range == all
            && range == all
            && let Some(buffer) = Arc::get_mut(&mut self.buffer)
        {
            return Cow::Owned(std::mem::take(buffer));
        }
        Cow::Borrowed(line::slice(self, range))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes {
            range: 0..bytes.len(),
            buffer: Arc::new(bytes),
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        line::slice(&self.buffer, self.range.clone())
    }
}

/// Where in its input a piece begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In bytes, from 0.
    pub offset: u64,
    /// In lines, from 1.
    pub line: u64,
    /// In messages, from 0.
    pub index: usize,
}

/// Some messages of one input: its bytes, not decoded yet. One thread cuts pieces off, others read them.
pub struct Piece {
    pub(super) path: Arc<str>,
    /// The bytes of the path, where it is no text.
    pub(super) path_bytes: Option<PathBytes>,
    pub(super) limits: Limits,
    /// Which of the messages are wanted.
    pub(super) take: Take,
    /// Nothing where the piece is the whole input, not looked at yet.
    pub(super) container: Option<Container>,
    /// How its messages are written, where their bytes alone do not tell.
    pub(super) form: Option<Arc<Form>>,
    pub(super) bytes: Bytes,
    pub(super) marks: Vec<Mark>,
    pub(super) place: Place,
}

impl Piece {
    /// A whole input.
    pub(crate) fn whole(path: Arc<str>, bytes: Vec<u8>, limits: Limits, take: Take) -> Self {
        Piece {
            path,
            path_bytes: None,
            limits,
            take,
            container: None,
            form: None,
            bytes: bytes.into(),
            marks: Vec::new(),
            place: Place {
                offset: 0,
                line: 1,
                index: 0,
            },
        }
    }

    /// The same of an input whose name is no text.
    pub(crate) fn called(mut self, path_bytes: Option<PathBytes>) -> Self {
        self.path_bytes = path_bytes;
        self
    }

    /// Whether it is a whole input, not looked at yet.
    pub(crate) fn is_whole(&self) -> bool {
        self.container.is_none()
    }

    /// Bytes of its messages.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// How many messages of its input have been cut off with it and before it.
    pub(crate) fn end(&self) -> usize {
        let is_message = |mark: &&Mark| mark.stretch != Stretch::Between;
        self.place.index + self.marks.iter().filter(is_message).count()
    }

    /// Whether any of its messages is wanted.
    pub(crate) fn is_wanted(&self) -> bool {
        self.is_whole() || self.take.has_any(self.place.index..self.end())
    }

    /// The messages, in order.
    #[must_use]
    pub fn cables(self) -> Cables {
        self.cables_of(None)
    }

    /// The messages, in order; of records only those that are wanted.
    #[must_use]
    pub fn cables_of(self, wanted: Option<&Wanted>) -> Cables {
        Cables {
            wanted: wanted.cloned(),
            passed: 0,
            at: 0,
            counted: 0,
            next: 0,
            cutter: None,
            missed: 0,
            done: false,
            piece: self,
        }
    }
}

/// The cables of one input, or of a piece of it; see [`super::read`].
pub struct Cables {
    piece: Piece,
    /// Bytes that have been read.
    at: usize,
    /// Bytes up to which lines have been counted.
    counted: usize,
    /// Marks that have been used.
    next: usize,
    /// Cuts a piece that is a whole input.
    cutter: Option<Cutter>,
    wanted: Option<Wanted>,
    /// Records that were passed over.
    passed: u64,
    /// Messages that were wanted and are not there, as far as that has been said.
    missed: usize,
    done: bool,
}

impl Iterator for Cables {
    type Item = Result<Cable, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let cable = self.step();
        match (cable, &self.piece.path_bytes) {
            (Some(Err(error)), Some(bytes)) => Some(Err(error.called(Some(bytes.clone())))),
            (cable, _) => cable,
        }
    }
}

impl Cables {
    /// The next message, or what is wrong with it.
    fn step(&mut self) -> Option<Result<Cable, InputError>> {
        if self.done {
            return None;
        }
        if self.piece.container.is_none()
            && let Err(kind) = self.begin()
        {
            self.done = true;
            let error = InputError::new(&*self.piece.path, kind);
            return self.piece.take.has_failure(None).then_some(Err(error));
        }
        loop {
            let Some(mark) = self.mark() else {
                return self.nothing();
            };
            if mark.stretch == Stretch::Between {
                self.at += mark.len;
                self.piece.place.offset += mark.len as u64;
                continue;
            }
            if !self.piece.take.has(self.piece.place.index) {
                self.at += mark.len;
                self.piece.place.offset += mark.len as u64;
                self.piece.place.index += 1;
                continue;
            }
            let cable = self.cable(mark);
            if cable.is_some() {
                return cable;
            }
            self.passed += 1;
        }
    }

    /// How many records have been passed over, because they are not wanted.
    #[must_use]
    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// Recognises a whole input.
    fn begin(&mut self) -> Result<(), InputErrorKind> {
        let from = self.piece.limits.from;
        let (container, form, skip) = recognise(&self.piece.bytes, from)?;
        self.at = skip;
        self.piece.place.offset = skip as u64;
        self.piece.container = Some(container);
        self.cutter = Some(Cutter::new(
            container,
            form.map(Arc::new),
            self.piece.limits,
        ));
        Ok(())
    }

    /// The next message's bytes.
    fn mark(&mut self) -> Option<Mark> {
        if let Some(cutter) = &mut self.cutter {
            let rest = self.piece.bytes.get(self.at..).unwrap_or_default();
            let len = cutter.end(rest, true).filter(|len| *len > 0)?;
            let (shown, stretch) = (cutter.shown(), cutter.stretch());
            self.piece.form = cutter.form();
            return Some(Mark {
                len,
                shown,
                stretch,
            });
        }
        let mark = self.piece.marks.get(self.next).copied();
        self.next += 1;
        mark
    }

    /// The end: a whole input in which nothing but what stands between messages was found is said to be no cable.
    fn nothing(&mut self) -> Option<Result<Cable, InputError>> {
        let (piece, is_whole) = (&self.piece, self.cutter.is_some());
        if is_whole && piece.place.index > 0 {
            // Which messages are not there is known where it ends.
            let mut missing = piece.take.missing(&piece.path, piece.place.index);
            let error = missing.nth(self.missed);
            self.missed += 1;
            self.done = error.is_none();
            return error.map(Err);
        }
        self.done = true;
        let kind = InputErrorKind::NoCables(
            "names of columns or objects, and no row that holds one".to_owned(),
        );
        let none = is_whole && piece.take.has_failure(None);
        none.then(|| Err(InputError::new(&*piece.path, kind)))
    }

    /// Reads one message; nothing where it is a record that is not wanted.
    fn cable(&mut self, mark: Mark) -> Option<Result<Cable, InputError>> {
        let start = self.at;
        self.at += mark.len;
        let piece = &mut self.piece;
        let offset = piece.place.offset;
        let index = piece.place.index;
        piece.place.offset += mark.len as u64;
        piece.place.index += 1;
        let container = piece.container.unwrap_or(Container::Acp127);
        let raw = line::slice(&piece.bytes, start..start + mark.len);
        let wanted = self.wanted.as_ref();
        if container == Container::Records && wanted.is_some_and(|wanted| wanted.passes_over(raw)) {
            return None;
        }
        let fail = |kind| {
            let error = InputError::new(&*piece.path, kind);
            // A whole input that is no cable has no messages.
            let whole = matches!(
                error.kind,
                InputErrorKind::NotCable
                    | InputErrorKind::NoCables(_)
                    | InputErrorKind::NotContainer(_)
            );
            Some(Err(if whole { error } else { error.at(index) }))
        };
        if mark.stretch == Stretch::Nothing {
            return fail(formats::nothing(container, piece.form.as_deref(), raw));
        }
        let limit = piece.limits.longest(container);
        if mark.len as u64 > limit {
            return fail(InputErrorKind::TooLarge { limit });
        }
        // Lines are counted where they are told: a record that can be read tells none.
        let read = (container == Container::Records)
            .then(|| records::read(raw, wanted.and_then(Wanted::keys)));
        if let Some(Ok(record)) = read {
            return Some(Ok(Cable::Read(Box::new(record))));
        }
        let before = line::slice(&piece.bytes, self.counted..start);
        piece.place.line += line::count(before);
        self.counted = start;
        let first = piece.place.line;
        if let Some(Err(kind)) = read {
            return fail(kind.at_line(first));
        }
        let feeds = if mark.shown.printed {
            seen::feeds(raw) as u64
        } else {
            line::count(raw)
        };
        let ends_line = raw.ends_with(b"\n") || raw.ends_with(b"\r");
        let last = first + feeds - u64::from(ends_line && feeds > 0);
        let read = match container {
            Container::Acp127 | Container::Page => {
                let raw = piece.bytes.take(start..start + mark.len);
                telegram(raw, mark.shown, piece.limits.from)
            }
            _ => formats::read(container, piece.form.as_deref(), raw)
                .map(|content| (container, content)),
        };
        let (container, content) = match read {
            Ok(read) => read,
            Err(kind) => return fail(kind.at_line(first)),
        };
        Some(Ok(Cable::Unread(Message {
            path: piece.path.to_string(),
            path_bytes: piece.path_bytes.clone(),
            container,
            index,
            bytes: offset..offset + mark.len as u64,
            lines: Some([first, last]),
            text: content.text,
            archive: content.archive,
            given: content.given,
            diagnostics: content.diagnostics,
        })))
    }
}

/// What an input is, told by its first bytes, how it is written, and how many of them are not part of its messages.
pub(super) fn recognise(
    head: &[u8],
    from: Option<Container>,
) -> Result<(Container, Option<Form>, usize), InputErrorKind> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if text.trim_ascii().is_empty() {
        return Err(InputErrorKind::Empty);
    }
    if let Some(refused) = magic::refuse(head) {
        return Err(refused);
    }
    let (container, form) = match from {
        Some(container) => (container, formats::form(container, text)),
        None => formats::recognise(text)?,
    };
    let skip = match container {
        Container::Acp127 | Container::Page => 0,
        _ => head.len() - text.len(),
    };
    Ok((container, form, skip))
}

/// A bare telegram or a page text. Only a whole input can be no cable: any later message begins with a head.
fn telegram(
    raw: Cow<'_, [u8]>,
    shown: Shown,
    from: Option<Container>,
) -> Result<(Container, Content), InputErrorKind> {
    if !shown.page && from == Some(Container::Page) {
        return Err(InputErrorKind::NotContainer(Container::Page.name()));
    }
    if !shown.page && !shown.cable {
        return Err(InputErrorKind::NotCable);
    }
    let (text, mut diagnostics) = if shown.printed {
        decode::printed(raw)
    } else {
        decode::decode(&raw)
    };
    let mut text = escapes::resolve(text);
    if let Some((lines, note)) = oneline::restore(&text) {
        text = lines;
        diagnostics.push(note);
    }
    if shown.unended {
        diagnostics.push(Diagnostic::new(
            Code::PassageUnended,
            "a passage is opened and not closed; the header that follows began a cable of its own",
        ));
    }
    let (container, archive, given) = if shown.page {
        let page = page::read(&text);
        (Container::Page, page.archive, page.given)
    } else {
        (Container::Acp127, Archive::new(), Vec::new())
    };
    let content = Content {
        text,
        archive,
        given,
        diagnostics,
    };
    Ok((container, content))
}
