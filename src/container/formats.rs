//! The containers: how each is recognised, cut and read.

use std::sync::Arc;

use super::content::{Content, Cut, Stretch};
use super::form::Form;
use super::limits::Limits;
use super::split::{Shown, Splitter};
use super::table::{self, Sniffed};
use super::{aad, csv, foia, html, json, page, plusd, records, sql};
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
const HEAD: usize = 1 << 16;

/// How many bytes are looked at to find out how a table, a dump or JSON is written.
const LOOK: usize = (1 << 19) - 16;

/// The container of an input, told by its beginning, and how it is written where that has to be found out;
/// [`Container::Acp127`] where it is no other.
pub(super) fn recognise(head: &[u8]) -> Result<(Container, Option<Form>), InputErrorKind> {
    // Most inputs begin as telegrams do.
    if head.starts_with(b"VZCZC") {
        return Ok((Container::Acp127, None));
    }
    // A page tells what it is behind its menu, however long that is.
    let first = if html::is_markup(head) {
        head
    } else {
        head.get(..HEAD).unwrap_or(head)
    };
    if records::recognise(first) {
        return Ok((Container::Records, None));
    }
    let found = FORMATS.iter().find(|format| (format.recognise)(first));
    if let Some(format) = found {
        return Ok((format.container, form(format.container, head)));
    }
    let look = head.get(..LOOK).unwrap_or(head);
    if let Some(dialect) = sql::recognise(look) {
        return Ok((Container::Sql, Some(Form::Dump(dialect))));
    }
    let mut sniffed = table::sniff(look);
    // A telegram at the beginning may be the rest of a row.
    let is_fragment = matches!(sniffed, Sniffed::Other) && csv::is_fragment(first);
    if is_fragment && let Some(dialect) = table::slice_of(look) {
        sniffed = Sniffed::Table(dialect);
    }
    match sniffed {
        Sniffed::Table(dialect) if dialect.is_of_archive(look) => Ok((Container::Csv, None)),
        Sniffed::Table(dialect) => Ok((Container::Csv, Some(Form::Table(Arc::new(dialect))))),
        Sniffed::Unknown(reason) => Err(InputErrorKind::NoCables(reason)),
        Sniffed::Other if is_fragment => Ok((Container::Csv, Some(Form::Fragment))),
        Sniffed::Other => Ok((Container::Acp127, None)),
    }
}

/// How an input of this container is written, where that has to be found out.
pub(super) fn form(container: Container, head: &[u8]) -> Option<Form> {
    let look = head.get(..LOOK).unwrap_or(head);
    match container {
        Container::Json => json::envelope(look).map(Form::Envelope),
        // What rows of the archive's own form hold has to be in the archive's own order too.
        Container::Csv => match table::sniff(look) {
            Sniffed::Table(dialect) if dialect.is_of_archive(look) => None,
            // A torn row among the first ones: the archive's own reader reads around it.
            Sniffed::Table(dialect) if csv::recognise(look) && !dialect.even => None,
            Sniffed::Table(dialect) => Some(Form::Table(Arc::new(dialect))),
            _ => None,
        },
        Container::Sql => sql::recognise(look).map(Form::Dump),
        _ => None,
    }
}

fn find(container: Container) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.container == container)
}

/// What cuts messages that are written so.
fn cutter(form: &Form) -> Box<dyn Cut + Send> {
    match form {
        Form::Table(dialect) => Box::new(table::Cutter::new(dialect.clone())),
        Form::Fragment => Box::<csv::Cutter>::default(),
        Form::Envelope(envelope) => Box::new(json::Items::new(envelope.clone())),
        Form::Dump(dialect) => Box::new(sql::Cutter::new(*dialect)),
        Form::Tuples(table) => Box::new(sql::Cutter::new(table.dialect)),
        Form::Nothing(_) => Box::<csv::Cutter>::default(),
    }
}

/// Reads one message of a container that has a form of its own.
pub(super) fn read(
    container: Container,
    form: Option<&Form>,
    raw: &[u8],
) -> Result<Content, InputErrorKind> {
    match (form, find(container)) {
        (Some(Form::Table(dialect)), _) => table::read(raw, dialect),
        (Some(Form::Fragment), _) => csv::read_fragment(raw),
        (Some(Form::Envelope(_)), _) => json::read(raw),
        (Some(Form::Tuples(table)), _) => sql::read(raw, table),
        (Some(Form::Nothing(reason)), _) => Err(InputErrorKind::NoCables(reason.clone())),
        (Some(Form::Dump(_)), _) => Err(InputErrorKind::NotContainer(container.name())),
        (None, Some(format)) => (format.read)(raw),
        (None, None) => Err(InputErrorKind::NotContainer(container.name())),
    }
}

/// Why what stands in the place of a message is none, in an input that has shown no cable.
pub(super) fn nothing(container: Container, form: Option<&Form>, raw: &[u8]) -> InputErrorKind {
    match (form, container) {
        (Some(Form::Nothing(reason)), _) => InputErrorKind::NoCables(reason.clone()),
        (_, Container::Json) => InputErrorKind::NoCables(json::nothing(raw)),
        _ => InputErrorKind::NotCable,
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
            match read(container, None, text.as_bytes()) {
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
    Own(Box<dyn Cut + Send>, Option<Arc<Form>>),
}

impl Cutter {
    /// The cutter of a container, of an input that is to be read so.
    pub(super) fn new(container: Container, form: Option<Arc<Form>>, limits: Limits) -> Self {
        let from = limits.from;
        let own: Box<dyn Cut + Send> = match (&form, find(container)) {
            (Some(form), _) => cutter(form),
            (None, _) if container == Container::Records => Box::<records::Cutter>::default(),
            (None, Some(format)) => (format.cutter)(),
            (None, None) => {
                return Cutter::Heads(Box::new(Splitter::new(
                    from != Some(Container::Page),
                    from != Some(Container::Acp127),
                    limits.max_message,
                )));
            }
        };
        Cutter::Own(own, form)
    }

    /// Drops the beginning of a message that is too long. What is left of it ends where the next one begins.
    pub(super) fn skip(&mut self, container: Container, bytes: usize) {
        match self {
            Cutter::Heads(splitter) => splitter.cut(bytes),
            Cutter::Own(cutter, form) => {
                if !cutter.skip() {
                    *self = Cutter::new(container, form.take(), Limits::default());
                }
            }
        }
    }

    /// What the stretch showed that was cut off last.
    pub(super) fn shown(&self) -> Shown {
        match self {
            Cutter::Heads(splitter) => splitter.shown(),
            Cutter::Own(..) => Shown::default(),
        }
    }
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        match self {
            Cutter::Heads(splitter) => splitter.end(bytes, last),
            Cutter::Own(cutter, _) => cutter.end(bytes, last),
        }
    }

    fn stretch(&self) -> Stretch {
        match self {
            Cutter::Heads(_) => Stretch::Message,
            Cutter::Own(cutter, _) => cutter.stretch(),
        }
    }

    fn form(&self) -> Option<Arc<Form>> {
        match self {
            Cutter::Heads(_) => None,
            Cutter::Own(cutter, form) => cutter.form().or_else(|| form.clone()),
        }
    }
}
