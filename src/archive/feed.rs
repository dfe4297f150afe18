//! Walks over the inputs and gives what is in them, one piece after another.
//!
//! Archive invariant: files come in the order of the inputs, and so do the members of what is packed. Whatever cannot
//! be opened or read is one failure among the pieces.

mod packed;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::open::{self, Counted, Packing};
use super::walk::Walk;
use super::{Input, Selection};
use crate::container::{self, Piece, STEP};
use crate::error::{InputError, InputErrorKind};

/// How often a file may be packed and compressed over and over.
const DEPTH: usize = 8;

/// What comes next in the inputs.
pub(crate) enum Event {
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
        sink,
    };
    inputs
        .into_iter()
        .enumerate()
        .try_for_each(|(number, input)| {
            feed.input = number;
            feed.input(input)
        })
}

/// How a stream is called.
#[derive(Clone)]
struct Name {
    /// In records and errors.
    path: Arc<str>,
    /// Below the named input, with slashes.
    below: String,
}

impl Name {
    /// A member of what is packed.
    fn member(&self, member: &str) -> Self {
        Name {
            path: Arc::from(format!("{}!/{member}", self.path)),
            below: format!("{}!/{member}", self.below),
        }
    }

    /// A part of a member.
    fn below(&self, part: &str) -> Self {
        Name {
            path: Arc::from(format!("{}/{part}", self.path)),
            below: format!("{}/{part}", self.below),
        }
    }
}

struct Feed<'a> {
    selection: &'a Selection,
    /// Files that have ended.
    files: u64,
    /// Which of the inputs is read.
    input: usize,
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
                    below: "-".to_owned(),
                };
                self.stream(&name, 0, Box::new(io::stdin().lock()), None)
            }
            Input::Path(path) if path.is_dir() => {
                for found in Walk::new(path.clone()) {
                    match found {
                        Ok(file) => {
                            let below = file.strip_prefix(&path).unwrap_or(&file);
                            self.file(&file, below)?;
                        }
                        Err(error) => self.failed(&Name::of(Path::new(&error.path)), error.kind)?,
                    }
                }
                Flow::Continue(())
            }
            Input::Path(path) => {
                let below = path
                    .file_name()
                    .map_or(path.as_path(), Path::new)
                    .to_owned();
                self.file(&path, &below)
            }
        }
    }

    fn file(&mut self, path: &Path, below: &Path) -> Flow {
        let name = Name {
            below: below.to_string_lossy().replace('\\', "/"),
            ..Name::of(path)
        };
        let opened = File::open(path).and_then(|file| {
            let about = file.metadata()?;
            Ok((file, about))
        });
        let (mut file, about) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.failed(&name, InputErrorKind::Unreadable(error)),
        };
        let mut except = self.selection.except.iter();
        if except.any(|except| except.is(path, &about)) {
            return Flow::Continue(());
        }
        let size = if about.is_file() { about.len() } else { 0 };
        let (head, error) = beginning(&mut file, size);
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
        let mut file = Counted::new(file.take(rest), head.len() as u64);
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
            _ => match open::spooled(packed) {
                Ok(file) => return self.zip(name, depth, file),
                Err(error) => Err(error),
            },
        };
        match unpacked {
            Ok(stream) => self.stream(name, depth + 1, stream, None),
            Err(error) => self.failed(name, InputErrorKind::Unreadable(error)),
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
        if !self.begins(name)? {
            return Flow::Continue(());
        }
        let limits = self.selection.limits;
        let done = if self.files == self.selection.start.files {
            self.selection.start.messages
        } else {
            0
        };
        let sink = &mut *self.sink;
        let mut ended = error.is_none() && head.len() <= STEP;
        if let Some(error) = error {
            if !head.is_empty() {
                sink(Event::Piece(Piece::whole(name.path.clone(), head, limits)))?;
            }
            sink(Event::Failed(InputError::new(
                &*name.path,
                unreadable(error),
            )))?;
        } else if head.is_empty() && &*name.path == "-" {
            // What is read behind another program may have nothing to say: that is no cable, and no failure.
        } else if head.len() <= STEP {
            sink(Event::Piece(Piece::whole(name.path.clone(), head, limits)))?;
        } else {
            container::cut(&name.path, head, rest, limits, &mut |piece| match piece {
                Ok(piece) if piece.end() <= done => Flow::Continue(()),
                Ok(piece) => sink(Event::Piece(piece)),
                Err(error) if error.index.is_some_and(|index| index < done) => Flow::Continue(()),
                Err(error) => sink(Event::Failed(error)),
            })?;
        }
        ended |= rest.ended;
        if let Some(size) = size.filter(|size| ended && rest.read < *size) {
            let text = format!("the input ends early: {} of {size} bytes", rest.read);
            let error = InputError::new(&*name.path, InputErrorKind::Damaged(text));
            (self.sink)(Event::Failed(error))?;
        }
        self.end()
    }

    /// Whether a file is to be read: it belongs to the share that is wanted, and no earlier run has done it.
    fn begins(&mut self, name: &Name) -> ControlFlow<(), bool> {
        if self
            .selection
            .shard
            .is_some_and(|shard| !shard.has(&name.below))
        {
            return ControlFlow::Continue(false);
        }
        let start = self.selection.start.files;
        if self.files < start {
            self.files += 1;
            if self.files == start {
                (self.sink)(Event::Passed(name.path.clone()))?;
            }
            return ControlFlow::Continue(false);
        }
        (self.sink)(Event::Begin {
            path: name.path.clone(),
            input: self.input,
            again: self.files == start && self.selection.start.messages > 0,
        })?;
        ControlFlow::Continue(true)
    }

    /// A file that gives nothing but a failure.
    fn failed(&mut self, name: &Name, kind: InputErrorKind) -> Flow {
        if !self.begins(name)? {
            return Flow::Continue(());
        }
        (self.sink)(Event::Failed(InputError::new(&*name.path, kind)))?;
        self.end()
    }

    fn end(&mut self) -> Flow {
        self.files += 1;
        (self.sink)(Event::End)
    }
}

impl Name {
    fn of(path: &Path) -> Self {
        let path = path.to_string_lossy();
        Name {
            path: Arc::from(&*path),
            below: path.into_owned(),
        }
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
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            InputErrorKind::Damaged(error.to_string())
        }
        _ => InputErrorKind::Unreadable(error),
    }
}
