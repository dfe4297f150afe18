//! The record: one cable's fields, in the shape of the schema `cablex/1`.
//!
//! The doc comments of these types are the descriptions of the JSON Schema. A field that the cable does not have is
//! left out: never `null`, `""`, `[]`, `{}` or `false`.

mod cable;
mod classification;
mod date;
mod header;
mod identity;
mod reference;
mod routing;
mod source;
mod text;

use chrono::{DateTime, Datelike, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::message::Archive;

pub use cable::Cable;
pub use classification::{Classification, ClassifiedBy, Declassify, Level};
pub use header::{Header, Security};
pub use identity::{Drafting, Markers, Mrn, Origin, Sections};
pub use reference::{Reference, ReferenceKind, Tag, TagKind};
pub use routing::{Address, Distribution, Instruction, InstructionKind, Routing};
pub use source::{RoleSpan, Source};
pub use text::{Paragraph, ParagraphRole};

/// The schema that records follow; it grows by adding keys only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Schema {
    /// The first version.
    #[default]
    #[serde(rename = "cablex/1")]
    Cablex1,
}

/// What kind of document a record stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A telegram.
    #[default]
    Cable,
    /// A withdrawal card that stands for the text.
    Withdrawal,
    /// An archive record that is no telegram: an airgram, a letter, a memorandum.
    Document,
}

/// One cable, read into fields. What the cable does not have is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The schema that this record follows.
    pub schema: Schema,
    /// Canonical identifier: two-digit year, post without spaces, number without leading zeros (`09TASHKENT1243`).
    /// Absent where the year, the post or the number is not known. The container's own form is `archive.identifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What kind of document this is.
    pub kind: Kind,
    /// The date-time group in UTC; the container's date only where the cable has none.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "date::moment"
    )]
    #[schemars(with = "Option<DateTime<Utc>>")]
    pub date: Option<DateTime<Utc>>,
    /// Where the cable was read.
    pub source: Source,
    /// What the container said of the cable.
    #[serde(default, skip_serializing_if = "Archive::is_empty")]
    pub archive: Archive,
    /// Format lines 1 to 5.
    #[serde(default, skip_serializing_if = "is_default")]
    pub header: Header,
    /// Who sent the cable to whom, and by what way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub routing: Routing,
    /// Message reference number: post, number and year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mrn: Mrn,
    /// The sending post, from the built-in table; absent where the post is not in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The sections of the text; absent where it has one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Sections>,
    /// Classification, captions, authority, declassification, and who classified it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub classification: Classification,
    /// Who drafted, approved and cleared the cable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drafting: Drafting,
    /// Traffic Analysis by Geography and Subject: codes, and persons in their place among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The subject in one line, without its portion mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The portion mark that leads the subject, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_portion: Option<String>,
    /// What the cable refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// The text, in the order of the cable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<Paragraph>,
    /// The summary's text, markers and portion marks taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The comment's text, markers and portion marks taken out; several comments are separated by a blank line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Surnames of those who sign, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signature: Vec<String>,
    /// How many redactions the paragraphs hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub redactions: u32,
    /// True where the archive holds only a part of the cable: it says so of more than the header, a section is missing,
    /// the text breaks off, or there is none. A notice in the header's place does not count where the text runs whole
    /// to its signature.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partial: bool,
    /// What was odd, in the order of the lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// With `--with text`: the whole decoded text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// With `--with spans`: for each field that was read from the text, its ranges of lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spans: Option<std::collections::BTreeMap<String, Vec<[u32; 2]>>>,
    /// With `--with roles`: every part of the text with its role, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleSpan>>,
}

impl Kind {
    /// The word for it, as a record has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Cable => "cable",
            Kind::Withdrawal => "withdrawal",
            Kind::Document => "document",
        }
    }
}

impl Record {
    /// The year that filters, counts and searches go by: that of the date, or of the message number where there is none.
    ///
    /// ```
    /// use cablex::record::Record;
    ///
    /// let mut record = Record::default();
    /// record.mrn.year = Some(2009);
    /// assert_eq!(record.year(), Some(2009));
    /// ```
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.date.map(|date| date.year()).or(self.mrn.year)
    }

    /// The sending post that they go by: that of the message number, or of the originator where there is none.
    ///
    /// ```
    /// use cablex::record::Record;
    ///
    /// let mut record = Record::default();
    /// record.mrn.post = Some("LIMA".to_owned());
    /// assert_eq!(record.sender(), Some("LIMA"));
    /// ```
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        let from = self.routing.from.as_ref();
        let post = self.mrn.post.as_deref();
        post.or_else(|| from?.post.as_deref())
    }
}

/// The JSON Schema of a record.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Record)
}

/// Whether a value is its type's empty value, and so left out.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
