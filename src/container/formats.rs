//! The containers: how each is recognised, cut and read.

use super::content::{Content, Cut};
use super::split::{Shown, Splitter};
use super::{aad, csv, foia, html, json, page, plusd, records};
use crate::error::InputErrorKind;
use crate::message::{Archive, Container};

/// A container with a form of its own; the bare telegram and the page text are what is left.
struct Format {
    container: Container,
    recognise: fn(&[u8]) -> bool,
    cutter: fn() -> Box<dyn Cut + Send>,
    read: fn(&[u8]) -> Result<Content, InputErrorKind>,
}

/// In the order in which they are looked for: the surest first.
const FORMATS: &[Format] = &[
    Format {
        container: Container::Json,
        recognise: json::recognise,
        cutter: || Box::<json::Cutter>::default(),
        read: json::read,
    },
    Format {
        container: Container::Html,
        recognise: html::recognise,
        cutter: || Box::<html::Cutter>::default(),
        read: html::read,
    },
    Format {
        container: Container::Csv,
        recognise: csv::recognise,
        cutter: || Box::<csv::Cutter>::default(),
        read: csv::read,
    },
    Format {
        container: Container::Aad,
        recognise: aad::recognise,
        cutter: || Box::<aad::Cutter>::default(),
        read: aad::read,
    },
    Format {
        container: Container::Plusd,
        recognise: plusd::recognise,
        cutter: || Box::<plusd::Cutter>::default(),
        read: plusd::read,
    },
    Format {
        container: Container::Foia,
        recognise: foia::recognise,
        cutter: || Box::<foia::Cutter>::default(),
        read: foia::read,
    },
];

/// How many bytes are looked at to recognise a container.
pub(super) const HEAD: usize = 1 << 16;

/// The container of an input, told by its beginning; [`Container::Acp127`] where it is no other.
pub(super) fn recognise(head: &[u8]) -> Container {
    // Most inputs begin as telegrams do.
    if head.starts_with(b"VZCZC") {
        return Container::Acp127;
    }
    if records::recognise(head) {
        return Container::Records;
    }
    let found = FORMATS.iter().find(|format| (format.recognise)(head));
    found.map_or(Container::Acp127, |format| format.container)
}

fn find(container: Container) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.container == container)
}

/// Reads one message of a container that has a form of its own.
pub(super) fn read(container: Container, raw: &[u8]) -> Result<Content, InputErrorKind> {
    match find(container) {
        Some(format) => (format.read)(raw),
        None => Err(InputErrorKind::NotContainer(container.name())),
    }
}

/// Reads the given parts and the container's words again in a text that was decoded before: those of the containers
/// whose message is the whole text.
pub(super) fn read_again(container: Container, text: String) -> Content {
    let read = match container {
        Container::Page => {
            let page = page::read(&text);
            (page.archive, page.given)
        }
        Container::Aad | Container::Plusd | Container::Foia => {
            match read(container, text.as_bytes()) {
                Ok(content) if content.text == text => (content.archive, content.given),
                _ => (Archive::new(), Vec::new()),
            }
        }
        _ => (Archive::new(), Vec::new()),
    };
    Content {
        text,
        archive: read.0,
        given: read.1,
        diagnostics: Vec::new(),
    }
}

/// Cuts a stream of any container.
pub(super) enum Cutter {
    /// Telegrams and page texts: by their heads.
    Heads(Box<Splitter>),
    /// By the container's own form.
    Own(Box<dyn Cut + Send>),
}

impl Cutter {
    /// The cutter of a container; `from` is the one that was asked for.
    pub(super) fn new(container: Container, from: Option<Container>) -> Self {
        match container {
            Container::Records => Cutter::Own(Box::<records::Cutter>::default()),
            _ => match find(container) {
                Some(format) => Cutter::Own((format.cutter)()),
                None => Cutter::Heads(Box::new(Splitter::new(
                    from != Some(Container::Page),
                    from != Some(Container::Acp127),
                ))),
            },
        }
    }

    /// Drops the beginning of a message that is too long. What is left of it ends where the next one begins.
    pub(super) fn skip(&mut self, container: Container, bytes: usize) {
        match self {
            Cutter::Heads(splitter) => splitter.cut(bytes),
            Cutter::Own(_) => *self = Cutter::new(container, None),
        }
    }

    /// What the stretch showed that was cut off last.
    pub(super) fn shown(&self) -> Shown {
        match self {
            Cutter::Heads(splitter) => splitter.shown(),
            Cutter::Own(_) => Shown::default(),
        }
    }
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        match self {
            Cutter::Heads(splitter) => splitter.end(bytes, last),
            Cutter::Own(cutter) => cutter.end(bytes, last),
        }
    }
}
