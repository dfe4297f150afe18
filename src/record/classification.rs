//! How the cable is classified, by whom and until when.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Classification, captions, authority and declassification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Classification {
    /// The level of the classification line. LIMITED OFFICIAL USE and SENSITIVE BUT UNCLASSIFIED on that line are
    /// markings of unclassified text: the level is UNCLASSIFIED and the words are among `controls`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Controls (NOFORN, SENSITIVE, EFTO, ...), each once, in order of first appearance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Cow<'static, str>>,
    /// All other captions (SIPDIS, EXDIS, ...), each once, in order of first appearance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Cow<'static, str>>,
    /// Number of the executive order; a misprinted one is the order meant, with a diagnostic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// When the cable is to be declassified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declassify: Option<Declassify>,
    /// The source of a derivative classification, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
    /// Who classified the cable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ClassifiedBy>,
    /// The reasons, normalized: `1.4(b)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// A level of classification.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Level {
    /// Unclassified.
    #[serde(rename = "UNCLASSIFIED")]
    Unclassified,
    /// Confidential.
    #[serde(rename = "CONFIDENTIAL")]
    Confidential,
    /// Secret.
    #[serde(rename = "SECRET")]
    Secret,
    /// Top secret.
    #[serde(rename = "TOP SECRET")]
    TopSecret,
}

impl Level {
    /// The level in words, as records hold it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Unclassified => "UNCLASSIFIED",
            Level::Confidential => "CONFIDENTIAL",
            Level::Secret => "SECRET",
            Level::TopSecret => "TOP SECRET",
        }
    }

    /// The level that these words, as records and the built-in tables spell them, stand for.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Level> {
        [
            Level::Unclassified,
            Level::Confidential,
            Level::Secret,
            Level::TopSecret,
        ]
        .into_iter()
        .find(|level| level.as_str() == words)
    }
}

/// The declassification instruction of the E.O. line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Declassify {
    /// As printed, the order and its colon taken off.
    pub text: String,
    /// The day; a downgrade gives none, nor does a period of years.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "super::date::day"
    )]
    #[schemars(with = "Option<NaiveDate>")]
    pub on: Option<NaiveDate>,
    /// Exemption codes as printed: `X1`, `25X1-HUMAN`, `XGDS-3`; OADR and MR, which name no exemption, are not listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<String>,
}

/// Who classified the cable, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassifiedBy {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// All of it, the label and the reason taken off.
    pub text: String,
}
