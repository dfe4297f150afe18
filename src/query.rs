//! The language in which cables are searched for.
//!
//! `ferry "al qadir" -lima tag:PREL year:2005..2009` are terms that all hold. `OR` (or `|`) parts alternatives and binds
//! less than what stands beside one another; `-` and `NOT` turn a term round; parentheses group. A term is a word, a
//! phrase in quotation marks, the beginning of a word (`ferr*`), a word with a letter wrong (`qadir~`), or a regular
//! expression over one word (`/ferr(y|ies)/`); a field before it (`subject:ferry`) says where. [`FIELDS`] is the table of
//! fields. Text is split into words as [`words`](crate::words) splits it, so `al-qadir` is the phrase `"al qadir"`.
//!
//! This room reads queries and knows no index: [`Query`] says what is looked for.

mod date;
mod error;
mod field;
mod lex;
mod marks;
mod parser;
mod print;
mod term;
mod test;
mod value;
mod wrong;

use chrono::NaiveDate;

use crate::record::{Kind, Level};

pub use error::QueryError;
pub use field::{FIELDS, Field};
pub use marks::Marks;
pub use test::WordTest;

/// What is looked for.
///
/// As a text ([`Display`](std::fmt::Display)) it reads the same again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Cables that all of these find: two or more, none of which is `All` itself. There may be none but `Not` among
    /// them.
    All(Vec<Query>),
    /// Cables that any of these finds: two or more, none of which is `Any` itself.
    Any(Vec<Query>),
    /// All cables but these; never a `Not` in a `Not`.
    Not(Box<Query>),
    /// Words of a text.
    Text {
        /// In which text.
        field: TextField,
        /// Which words.
        what: What,
    },
    /// A code or a name, which is one whatever blanks are in it.
    Code {
        /// In which field.
        field: CodeField,
        /// Which one.
        code: Code,
    },
    /// Cables of this classification.
    Class(Level),
    /// Documents of this kind.
    Kind(Kind),
    /// Cables of these years.
    Year(Span<i32>),
    /// Cables of these days.
    Date(Days),
    /// Cables with these numbers.
    Number(Span<u32>),
}

/// A text that is split into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    /// The subject and the paragraphs: terms without a field.
    Anywhere,
    /// The subject.
    Subject,
    /// The paragraphs, headings with them.
    Para,
    /// The PLAD of the sender.
    From,
    /// The PLADs of the addressees, for action and for information.
    To,
    /// Who classified the cable: name, title and office.
    By,
    /// Those who sign.
    Signed,
}

/// Words that are looked for. They are folded ([`words::fold`](crate::words::fold)).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// This word.
    Word(String),
    /// These words, two or more, one behind the other.
    Phrase(Vec<String>),
    /// A word that begins so.
    Prefix(String),
    /// A word that this regular expression matches as a whole, in any case: [`WordTest`] tells which do.
    Regex(String),
    /// This word, or one with so many letters wrong (1 or 2): one missing, one too many, one in place of another, two
    /// that stand the other way round.
    Fuzzy(String, u8),
}

/// A field that holds codes or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeField {
    /// TAGS codes, persons among them.
    Tag,
    /// The sending post: of the message number, else of the originator.
    Post,
    /// Captions and controls.
    Caption,
    /// Ids of the cables that it refers to.
    Cites,
    /// Its own id.
    Id,
}

/// A code or a name, in capitals and in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// This one.
    Is(String),
    /// One that begins so.
    Begins(String),
}

/// Numbers from one to another, both with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span<T> {
    /// The first one; nothing where there is no bound.
    pub first: Option<T>,
    /// The last one; nothing where there is no bound. One of the two bounds is there.
    pub last: Option<T>,
}

impl<T: PartialOrd> Span<T> {
    /// Whether a number lies there.
    pub fn contains(&self, number: T) -> bool {
        self.first.as_ref().is_none_or(|first| *first <= number)
            && self.last.as_ref().is_none_or(|last| number <= *last)
    }
}

/// Days from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day; nothing where there is no bound.
    pub from: Option<NaiveDate>,
    /// The day behind the last one; nothing where there is no bound. One of the two bounds is there.
    pub before: Option<NaiveDate>,
}

impl Days {
    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.before.is_none_or(|before| day < before)
    }
}

/// Reads a query.
///
/// ```
/// use cablex::query::{Query, parse};
///
/// let query = parse("ferry OR (Al-Qadir -tag:prel)")?;
/// assert_eq!(query.to_string(), "ferry OR (\"al qadir\" -tag:PREL)");
/// let error = parse("tga:PREL").unwrap_err();
/// assert_eq!((error.at, error.message.as_str()), (0..3, "there is no field tga; did you mean tag?"));
/// # Ok::<(), cablex::query::QueryError>(())
/// ```
///
/// # Errors
/// What does not parse, with its place.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    parser::parse(text)
}
