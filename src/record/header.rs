//! Format lines 1 to 5 of the telegram.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;

/// Format lines 1 to 5.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Format line 1: `VZCZC`, channel and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transmission_id: Option<String>,
    /// The precedences in words, in the order of format line 5: action first, information later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub precedence: Vec<Cow<'static, str>>,
    /// Routing indicator of the originating station (format line 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// Station serial number (format line 3): the message number modulo 10,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<u32>,
    /// The section that was transmitted (format line 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
    /// When the message was filed (format line 3: day of the year, hour, minute), its year that of the date-time group.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "super::date::moment"
    )]
    #[schemars(with = "Option<DateTime<Utc>>")]
    pub filed: Option<DateTime<Utc>>,
    /// The security warning (format line 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<Security>,
    /// The operating signals of format lines 3 to 5, in order; the security warning is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
    /// The date-time group as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dtg: Option<String>,
}

/// The security warning of format line 4, or what a JANAP 128 line has in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Security {
    /// `ZNR` or `ZNY`; where format line 4 is missing, the letters of a JANAP 128 line: `UUUU`.
    pub signal: String,
    /// What the letters say; absent where they stand for special handling only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}
