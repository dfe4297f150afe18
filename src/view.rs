//! One cable laid out to be read: a record becomes a document, and [`text`] and [`html`] write that.
//!
//! Styles say what a text is; which colour that is, whoever prints decides.

mod body;
pub mod diff;
mod head;
pub mod html;
mod paper;
pub mod text;
mod visible;
mod wrap;

use std::borrow::Cow;

use crate::diagnostic::Severity;
use crate::record::{Kind, Record};

pub use visible::is_hidden;

/// A cable, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The cable's id, where it is known.
    pub id: Option<&'a str>,
    /// The subject, or what stands for it in a list of cables.
    pub title: Cow<'a, str>,
    /// The day, as `2009-07-17`, where it is known.
    pub date: Option<String>,
    /// What it is made of, in order.
    pub blocks: Vec<Block<'a>>,
}

/// A stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// Labels, each with its values.
    Head(Vec<Field<'a>>),
    /// What stands over the paragraphs that follow.
    Heading(Line<'a>),
    /// A paragraph.
    Paragraph(Paragraph<'a>),
    /// Who signed.
    Signature(Vec<Line<'a>>),
    /// What is no text of the cable: lines under a heading of this crate's.
    Notes(&'static str, Vec<Line<'a>>),
}

/// A label with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What the values are.
    pub label: Cow<'a, str>,
    /// The values.
    pub values: Values<'a>,
}

/// The values of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values<'a> {
    /// Each on lines of its own.
    Lines(Vec<Line<'a>>),
    /// One after another, with semicolons between.
    Run(Vec<Line<'a>>),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Its number.
    pub number: Option<u32>,
    /// Its portion mark, without parentheses.
    pub portion: Option<&'a str>,
    /// Its text.
    pub pieces: Vec<Piece<'a>>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// How it is set.
    pub set: Set<'a>,
}

/// How a piece of a paragraph is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set<'a> {
    /// Running text, to be wrapped; a point of a list begins with its blanks.
    Running(Line<'a>),
    /// The lines of a table, to be left alone.
    Table(Vec<Line<'a>>),
}

/// Texts of one line, side by side.
pub type Line<'a> = Vec<Span<'a>>;

/// A text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// What the text is.
    pub style: Style,
    /// The text.
    pub text: Cow<'a, str>,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text of the cable.
    Plain,
    /// A label of this crate's.
    Label,
    /// The subject.
    Title,
    /// An id or a code.
    Id,
    /// The level of classification.
    Level,
    /// A heading.
    Heading,
    /// A paragraph's number.
    Number,
    /// A portion mark.
    Portion,
    /// What stands for redacted text.
    Redacted,
    /// A reference that is at hand.
    Present,
    /// A reference that is not at hand, or a part that the archive lacks.
    Missing,
    /// What explains the rest.
    Quiet,
    /// A word that the second of two versions lacks.
    Removed,
    /// A word that the first of two versions lacks.
    Added,
    /// How bad a diagnostic is.
    Severity(Severity),
}

/// What a document is to hold beside the cable.
#[derive(Clone, Copy, Default)]
pub struct Options<'p> {
    /// Add what was odd.
    pub diagnostics: bool,
    /// Tells whether a reference is at hand.
    pub presence: Option<&'p Presence<'p>>,
}

/// Tells whether the cable of an id is at hand; nothing where that is not known.
pub type Presence<'p> = dyn Fn(&str) -> Option<bool> + 'p;

impl<'a> Span<'a> {
    /// A text in a style.
    pub fn new(style: Style, text: impl Into<Cow<'a, str>>) -> Self {
        Span {
            style,
            text: text.into(),
        }
    }

    /// Text of the cable.
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Span::new(Style::Plain, text)
    }

    /// What explains the rest.
    pub fn quiet(text: impl Into<Cow<'a, str>>) -> Self {
        Span::new(Style::Quiet, text)
    }
}

/// The document of a record.
///
/// ```
/// use cablex::message::Message;
/// use cablex::parse;
/// use cablex::view::{self, text};
///
/// let message = Message::from_text("UNCLAS LIMA 001234\n\nSUBJECT: A NEW BRIDGE\n\n1. (U) It opened.\n");
/// let record = parse::parse(&message, parse::Options::default());
/// let document = view::document(&record, view::Options::default());
/// let page = text::write(&document, &text::Plain { width: 60 });
/// assert!(page.starts_with("Subject         A NEW BRIDGE\n"));
/// assert!(page.contains("\n1.  (U) It opened.\n"));
/// ```
#[must_use]
pub fn document<'a>(record: &'a Record, options: Options<'_>) -> Document<'a> {
    let mut blocks = vec![Block::Head(head::fields(record, options))];
    body::blocks(record, &mut blocks);
    if options.diagnostics {
        blocks.push(Block::Notes("Diagnostics", body::diagnostics(record)));
    }
    Document {
        id: record.id.as_deref(),
        title: title(record),
        date: record.date.map(|date| date.format("%Y-%m-%d").to_string()),
        blocks,
    }
}

/// The subject, or what stands for it.
fn title(record: &Record) -> Cow<'_, str> {
    if let Some(subject) = &record.subject {
        return Cow::Borrowed(subject);
    }
    let title = record.archive.text("title");
    title.map_or(
        Cow::Borrowed(match record.kind {
            Kind::Cable => "No subject",
            Kind::Withdrawal => "Withdrawal card",
            Kind::Document => "Document without a subject",
        }),
        Cow::Borrowed,
    )
}
