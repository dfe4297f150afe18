//! Walks over the inputs and gives what is in them, one piece after another.
//!
//! Archive invariant: files come in the order of the inputs, and so do the members of what is packed. Whatever cannot
//! be opened or read is one failure among the pieces.

mod packed;
mod pieces;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use self::pieces::Stream;
use super::bounds::{Meter, Packed, Unpacked};
use super::name::{Group, Name, Part, Sought, groups};
use super::open::{self, Counted, Packing};
use super::stamp::Stamp;
use super::walk::Walk;
use super::{Except, Input, Selection};
use crate::container::{self, Piece, STEP, Take};
use crate::error::{Bound, InputError, InputErrorKind};

/// How often a file may be packed and compressed over and over.
const DEPTH: usize = 8;

/// What comes next in the inputs.
pub(crate) enum Event {
    /// A file has been opened, which the run reads, or an earlier one has read: what it is like.
    Opened(Stamp),
    /// The files that an earlier run had done are passed; the last one of them.
    Passed(Arc<str>),
    /// A file begins, or is gone on with where an earlier run stopped within it; its path, and which of the inputs, from
    /// 0, it is or lies in.
    Begin {
        path: Arc<str>,
        input: usize,
        again: bool,
    },
    /// Some messages of it.
    Piece(Piece),
    /// The file, or a message of it, failed.
    Failed(InputError),
    /// The file has ended, whether it failed or not.
    End,
    /// A file is passed over, because it is one of those that are written.
    Own,
    /// So many pipes, devices and sockets in a folder are passed over: reading one might never end.
    NoFiles(u64),
}

impl Event {
    /// The same of an input of this name.
    fn called(self, name: &Name) -> Self {
        match self {
            Event::Piece(piece) if name.bytes.is_some() => {
                Event::Piece(piece.called(name.bytes.clone()))
            }
            Event::Failed(error) => Event::Failed(error.called(name.bytes.clone())),
            other => other,
        }
    }
}

type Flow = ControlFlow<()>;

/// Gives all that the inputs hold, until there is no more or `sink` breaks.
pub(crate) fn feed(
    inputs: Vec<Input>,
    selection: &Selection,
    sink: &mut dyn FnMut(Event) -> Flow,
) -> Flow {
    let mut feed = Feed {
        selection,
        files: 0,
        input: 0,
        sought: None,
        stamp: None,
        meter: Rc::default(),
        refused: false,
        sink,
    };
    groups(inputs, selection.one_by_one).try_for_each(|group| match group {
        Group::Input(number, input) => {
            feed.input = number;
            feed.input(input)
        }
        Group::Sought(sought) => feed.sought(sought),
    })
}

struct Feed<'a> {
    selection: &'a Selection,
    /// Files that have ended.
    files: u64,
    /// Which of the inputs is read.
    input: usize,
    /// What is wanted of the file that is read, where it is not all of it.
    sought: Option<Sought>,
    /// What the file is like that has been opened, until it is known whether it is read.
    stamp: Option<Stamp>,
    /// What has come out of it.
    meter: Rc<Meter>,
    /// Whether it has been said that it holds more than it may.
    refused: bool,
    sink: &'a mut dyn FnMut(Event) -> Flow,
}

/// The beginning of a stream: some bytes, and the error behind them where reading failed.
type Head = (Vec<u8>, Option<io::Error>);

impl Feed<'_> {
    fn input(&mut self, input: Input) -> Flow {
        match input {
            Input::Stdin => {
                let name = Name {
                    path: Arc::from("-"),
                    bytes: None,
                    below: "-".to_owned(),
                };
                self.measured(0);
                let stdin = self.packed(io::stdin().lock());
                self.stream(&name, 0, Box::new(stdin), None)
            }
            Input::Path(path) if path.is_dir() => {
                let mut walk = Walk::new(path.clone());
                for found in walk.by_ref() {
                    match found {
                        Ok(file) => {
                            self.file(&file, Some(&path))?;
                        }
                        Err(error) => self.failed(&Name::of_error(&error), error.kind)?,
                    }
                }
                match walk.passed {
                    0 => Flow::Continue(()),
                    passed => (self.sink)(Event::NoFiles(passed)),
                }
            }
            Input::Path(path) => self.named(&path),
        }
    }

    /// A file is to be read of this size; 0 where that is not known.
    fn measured(&mut self, size: u64) {
        self.meter = Meter::new(self.selection.bounds, size);
        self.refused = false;
    }

    fn packed<R: Read>(&self, inner: R) -> Packed<R> {
        let meter = self.meter.clone();
        Packed { inner, meter }
    }

    fn unpacked<R: Read>(&self, inner: R) -> Unpacked<R> {
        let meter = self.meter.clone();
        Unpacked { inner, meter }
    }

    /// A file that was named.
    fn named(&mut self, path: &Path) -> Flow {
        self.file(path, None)
    }

    /// What of a file was named; and what was not there.
    fn sought(&mut self, sought: Sought) -> Flow {
        let file = sought.file.clone();
        self.sought = Some(sought);
        self.named(&file)?;
        if let Some(bound) = self.meter.over() {
            // What lies behind is not missing: nobody looked.
            self.refused = false;
            self.failed(
                &Name::of(&file),
                InputErrorKind::TooMuch { bound, line: None },
            )?;
        }
        let missing = self.sought.take();
        for (input, error) in missing.iter().flat_map(Sought::missing) {
            self.input = input;
            self.failed(&Name::of_error(&error), error.kind)?;
        }
        Flow::Continue(())
    }

    /// Whether a stream is to be opened: it, or something that is packed in it, is wanted.
    fn is_wanted(&self, name: &Name) -> bool {
        let part = |sought: &Sought| sought.part(&name.path) != Part::Nothing;
        self.sought.as_ref().is_none_or(part)
    }

    /// A file, and the folder among the inputs that it was found in.
    fn file(&mut self, path: &Path, folder: Option<&Path>) -> Flow {
        let mut name = Name::of(path);
        if self.selection.shard.is_some() {
            let below = match folder {
                Some(folder) => path.strip_prefix(folder).ok(),
                None => path.file_name().map(Path::new),
            };
            let below = below.unwrap_or(path).to_string_lossy();
            name.below = below.replace('\\', "/");
        }
        let opened = File::open(path).and_then(|file| {
            let about = file.metadata()?;
            Ok((file, about))
        });
        let (mut file, about) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.failed(&name, InputErrorKind::Unreadable(error)),
        };
        if Except::has(&self.selection.except, path, &about) {
            return (self.sink)(Event::Own);
        }
        self.stamp = about.is_file().then(|| Stamp::of(&name.path, path, &about));
        let size = if about.is_file() { about.len() } else { 0 };
        self.measured(size);
        // Not by way of what counts: the system reads into memory that nobody has written before.
        let (head, error) = beginning(&mut &file, size);
        self.meter.add_read(head.len());
        if Packing::of(&head) == Packing::Zip && about.is_file() {
            return match file.rewind() {
                Ok(()) => self.zip(&name, 0, file),
                Err(error) => self.failed(&name, InputErrorKind::Unreadable(error)),
            };
        }
        // A file that grows while it is read is read as far as it went.
        let rest = if about.is_file() {
            size.saturating_sub(head.len() as u64)
        } else {
            u64::MAX
        };
        let mut file = Counted::new(self.packed(file.take(rest)), head.len() as u64);
        self.begun(&name, 0, (head, error), &mut file, Some(size))
    }

    /// A stream of which nothing has been read; `size` is how long it should be, where that is said.
    fn stream(
        &mut self,
        name: &Name,
        depth: usize,
        mut stream: Box<dyn Read + '_>,
        size: Option<u64>,
    ) -> Flow {
        if self.meter.over().is_some() || !self.is_wanted(name) {
            return Flow::Continue(());
        }
        let head = beginning(&mut stream, 0);
        let mut rest = Counted::new(stream, head.0.len() as u64);
        self.begun(name, depth, head, &mut rest, size)
    }

    /// A stream whose beginning has been read.
    fn begun(
        &mut self,
        name: &Name,
        depth: usize,
        (head, error): Head,
        rest: &mut Counted<impl Read>,
        size: Option<u64>,
    ) -> Flow {
        let packing = Packing::of(&head);
        if packing == Packing::None {
            return self.text(name, (head, error), rest, size);
        }
        if depth == DEPTH {
            let text = format!("packed more than {DEPTH} times over");
            return self.failed(name, InputErrorKind::Damaged(text));
        }
        let packed = open::whole(head, rest);
        let unpacked = match packing {
            Packing::Gzip => Ok(open::gzip(packed)),
            Packing::Zstd => open::zstd(packed),
            Packing::Tar => return self.tar(name, depth, packed),
            Packing::Mail => return self.mails(name, depth, packed),
            _ => match open::spooled(packed, &self.meter) {
                Ok(file) => return self.zip(name, depth, file),
                Err(error) => Err(error),
            },
        };
        match unpacked {
            Ok(stream) => {
                let stream = self.unpacked(stream);
                self.stream(name, depth + 1, Box::new(stream), None)
            }
            Err(error) => self.failed(name, unreadable(error)),
        }
    }

    /// A stream that is no packing: the text of cables, or nothing of ours.
    fn text(
        &mut self,
        name: &Name,
        (head, error): Head,
        rest: &mut Counted<impl Read>,
        size: Option<u64>,
    ) -> Flow {
        let Some(take) = self.begins(name)? else {
            return Flow::Continue(());
        };
        let limits = self.selection.limits;
        let done = if self.files == self.selection.start.files {
            self.selection.start.messages
        } else {
            0
        };
        let out = &mut *self.sink;
        let mut sink = |event: Event| out(event.called(name));
        let mut ended = error.is_none() && head.len() <= STEP;
        if let Some(error) = error {
            if !head.is_empty() {
                let piece = Piece::whole(name.path.clone(), head, limits, take.clone());
                sink(Event::Piece(piece))?;
            }
            if take.has_failure(None) {
                let error = InputError::new(&*name.path, unreadable(error));
                sink(Event::Failed(error))?;
            }
        } else if head.is_empty() && &*name.path == "-" {
            // What is read behind another program may have nothing to say: that is no cable, and no failure.
        } else if head.len() <= STEP {
            let piece = Piece::whole(name.path.clone(), head, limits, take.clone());
            sink(Event::Piece(piece))?;
        } else {
            let mut cut = Stream {
                sink: &mut sink,
                take: &take,
                done,
                end: 0,
                failed: false,
            };
            let flow = container::cut(&name.path, head, rest, limits, &take, &mut |piece| {
                cut.take(piece)
            });
            if flow.is_break() && !take.is_done(cut.end) {
                return flow;
            }
            let (end, failed) = (cut.end, cut.failed);
            for error in take.missing(&name.path, end).filter(|_| !failed) {
                sink(Event::Failed(error))?;
            }
        }
        self.refused |= self.meter.over().is_some();
        ended |= rest.ended;
        let size = size.filter(|size| ended && rest.read < *size && take.has_failure(None));
        if let Some(size) = size {
            let text = format!("the input ends early: {} of {size} bytes", rest.read);
            let error = InputError::new(&*name.path, InputErrorKind::Damaged(text));
            sink(Event::Failed(error))?;
        }
        self.end()
    }

    /// Which messages of a file are to be read: it was named, belongs to the share that is wanted, and no earlier run has
    /// done it.
    fn begins(&mut self, name: &Name) -> ControlFlow<(), Option<Take>> {
        let mut take = Take::All;
        if let Some(sought) = &mut self.sought {
            let Part::Some(part, input) = sought.part(&name.path) else {
                return ControlFlow::Continue(None);
            };
            sought.came(&name.path);
            (take, self.input) = (part, input);
        }
        if let Some(shard) = self.selection.shard {
            let share = shard.take(&name.below);
            match share.and_then(|share| take.both(share)) {
                None => return ControlFlow::Continue(None),
                Some(own) => take = own,
            }
        }
        if let Some(stamp) = self.stamp.take() {
            (self.sink)(Event::Opened(stamp))?;
        }
        let start = self.selection.start.files;
        if self.files < start {
            self.files += 1;
            if self.files == start {
                (self.sink)(Event::Passed(name.path.clone()))?;
            }
            return ControlFlow::Continue(None);
        }
        (self.sink)(Event::Begin {
            path: name.path.clone(),
            input: self.input,
            again: self.files == start && self.selection.start.messages > 0,
        })?;
        ControlFlow::Continue(Some(take))
    }

    /// A file that gives nothing but a failure.
    fn failed(&mut self, name: &Name, kind: InputErrorKind) -> Flow {
        // What lies around it cannot be read on either, which has been said.
        if matches!(kind, InputErrorKind::TooMuch { .. })
            && std::mem::replace(&mut self.refused, true)
        {
            return Flow::Continue(());
        }
        if let Some(sought) = &mut self.sought {
            sought.failed(&name.path);
        }
        let Some(take) = self.begins(name)? else {
            return Flow::Continue(());
        };
        if take.has_failure(None) {
            let error = InputError::new(&*name.path, kind);
            (self.sink)(Event::Failed(error).called(name))?;
        }
        self.end()
    }

    fn end(&mut self) -> Flow {
        self.files += 1;
        (self.sink)(Event::End)
    }
}

/// The beginning of a stream: all of it where it is short, a little more than a step of it otherwise. `size` is how
/// long it will be, where that is known.
fn beginning(stream: &mut impl Read, size: u64) -> Head {
    let longest = STEP as u64 + 1;
    let mut head =
        Vec::with_capacity(usize::try_from(size.saturating_add(1).min(longest)).unwrap_or(0));
    let error = stream.by_ref().take(longest).read_to_end(&mut head).err();
    (head, error)
}

/// An error at the beginning of a stream.
fn unreadable(error: io::Error) -> InputErrorKind {
    if let Some(bound) = Bound::of(&error) {
        return InputErrorKind::TooMuch { bound, line: None };
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            InputErrorKind::Damaged(error.to_string())
        }
        _ => InputErrorKind::Unreadable(error),
    }
}
