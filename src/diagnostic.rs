//! What was odd, lost, mended or taken from elsewhere, in a form that scripts can count.

mod code;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use code::Code;

/// How bad it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A repeat was dropped, a breach of the format mended, a value taken from the container.
    Note,
    /// A contradiction, or a doubt.
    Warning,
    /// Something was lost.
    Error,
}

impl Severity {
    /// The word for it: `note`, `warning` or `error`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One thing that was noticed while a cable was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// What kind of thing, in words, the thing first: `reference-incomplete`.
    pub code: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// The dotted path of the record's field that it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Cow<'static, str>>,
    /// First and last line that show it, from 1 at the message's first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<[u32; 2]>,
    /// The sentence for a person.
    pub message: String,
}

/// The start of a text, short enough to stand in a message.
pub(crate) fn shown(text: &str) -> &str {
    let text = text.trim();
    text.char_indices()
        .nth(60)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

impl Diagnostic {
    /// A diagnostic of the table's severity for `code`; `message` is the sentence for a person.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code: Cow::Borrowed(code.as_str()),
            severity: code.severity(),
            field: None,
            lines: None,
            message: message.into(),
        }
    }

    /// The same, concerning the field at this dotted path.
    #[must_use]
    pub fn field(mut self, path: &'static str) -> Self {
        self.field = Some(Cow::Borrowed(path));
        self
    }

    /// The same, shown by the lines from `first` to `last`.
    #[must_use]
    pub fn lines(mut self, first: u32, last: u32) -> Self {
        self.lines = Some([first, last]);
        self
    }
}
