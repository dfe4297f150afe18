//! Who sent the cable to whom, and by what way.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who sent the cable to whom, and by what way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Routing {
    /// The routing indicators of format line 2, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// The originator (format line 6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Address>,
    /// Action addressees (format line 7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Address>,
    /// Information addressees (format line 8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub info: Vec<Address>,
    /// Addressees left out of a collective (format line 9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<Address>,
    /// Attention and passing instructions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instructions: Vec<Instruction>,
    /// The Department's own distribution, as copies of the 1970s show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Distribution>,
}

/// An addressee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    /// Plain language address designator, as printed.
    pub plad: String,
    /// Routing indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ri: Option<String>,
    /// Offices between double slashes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<String>,
    /// The precedence for this addressee alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precedence: Option<Cow<'static, str>>,
    /// Message continuity number, as printed: four digits or a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Canonical post, where the PLAD names one of the built-in table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Cow<'static, str>>,
}

/// An attention or passing instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Instruction {
    /// Whether it draws attention or asks to pass the cable on.
    pub kind: InstructionKind,
    /// The line as printed.
    pub text: String,
    /// Who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// Whom the cable is for.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<String>,
}

/// The kind of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InstructionKind {
    /// `DEPARTMENT FOR SCA/CEN`.
    Attention,
    /// `AMEMBASSY ASTANA PASS TO USOFFICE ALMATY`.
    Pass,
}

/// The Department's own distribution: offices with their number of copies, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Distribution {
    /// Action (or origin) offices: `EUR-12`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub action: Vec<String>,
    /// Information offices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub info: Vec<String>,
}
