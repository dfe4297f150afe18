//! The text of the cable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;

/// A paragraph, or a heading that no paragraph follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// The number as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The portion mark as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portion: Option<String>,
    /// The level that the portion mark says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The heading before it, in one line, without rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What part the paragraph plays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub role: Vec<ParagraphRole>,
    /// Running text: wrapped lines joined, page markers taken out, number and portion mark taken off.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// First and last line of the text, from 1 at the message's first line; for a heading alone, its lines.
    pub lines: [u32; 2],
}

/// The part that a paragraph plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphRole {
    /// It belongs to the summary.
    Summary,
    /// It is, or holds, a comment.
    Comment,
    /// It is, or holds, an action request.
    Action,
}
