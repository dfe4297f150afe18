//! Which cable this is: number, origin, sections, and who wrote it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Message reference number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mrn {
    /// Canonical post, without spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The post's number in that year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The year of the date-time group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
}

/// The sending post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Canonical post.
    pub post: Cow<'static, str>,
    /// As the archives print it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'static, str>>,
    /// The country the post is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Cow<'static, str>>,
    /// The country's place TAG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Cow<'static, str>>,
}

/// The sections of a long cable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sections {
    /// How many there are.
    pub total: u32,
    /// Those that the text holds, by its classification lines and page markers.
    pub present: Vec<u32>,
    /// `stripped` where the copy has lost the markers of the sections that are not among `present`, and yet the text
    /// is whole: it runs on from its first paragraph to its end. No section is missing then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub markers: Option<Markers>,
}

/// What became of the markers of a cable's sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Markers {
    /// The copy has not all of them, though it has the text.
    Stripped,
}

/// Who drafted, approved and cleared the cable, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Drafting {
    /// The drafter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafted_by: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Who cleared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_by: Option<String>,
}
