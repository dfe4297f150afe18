//! What the cable is filed under, and what it refers to.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;
use crate::vocab::tags;

/// An entry of the TAGS line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// The code, normalized; for a person, the name as printed.
    pub code: Cow<'static, str>,
    /// What the code stands for.
    pub kind: TagKind,
    /// The code's title in the handbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'static, str>>,
    /// As printed, where that differs from the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

/// What a TAGS code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TagKind {
    /// A subject.
    Subject,
    /// A program.
    Program,
    /// A country, a region, a body of water.
    Place,
    /// An organization.
    Organization,
    /// A person, who has no code.
    Person,
    /// Not in the built-in table.
    Unknown,
}

/// One thing that the cable refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Its letter, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// As printed, the label and `(NOTAL)` taken off.
    pub text: String,
    /// What kind of thing it is.
    pub kind: ReferenceKind,
    /// Canonical id of a cable; absent where its year is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// True where it is marked as not sent to, or not needed by, all addressees.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notal: bool,
}

/// What kind of thing a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReferenceKind {
    /// A cable: post and number.
    Cable,
    /// An e-mail.
    Email,
    /// A message with a date-time group, an intelligence report (IIR, TD, TDX).
    Message,
    /// A memorandum, a letter, an airgram, a fax, a phone call, a meeting.
    Document,
    /// A post without a number, or what could not be read.
    Incomplete,
}

impl ReferenceKind {
    /// The kind in a word, as records hold it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ReferenceKind::Cable => "cable",
            ReferenceKind::Email => "email",
            ReferenceKind::Message => "message",
            ReferenceKind::Document => "document",
            ReferenceKind::Incomplete => "incomplete",
        }
    }
}

impl From<tags::TagKind> for TagKind {
    fn from(kind: tags::TagKind) -> Self {
        match kind {
            tags::TagKind::Subject => TagKind::Subject,
            tags::TagKind::Program => TagKind::Program,
            tags::TagKind::Place => TagKind::Place,
            tags::TagKind::Organization => TagKind::Organization,
            tags::TagKind::Unknown => TagKind::Unknown,
        }
    }
}
