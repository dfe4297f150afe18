//! Where a record was read, and what its text was read as.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::Container;
use crate::part::Role;
use crate::path_bytes::PathBytes;

/// Where a cable was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The input's path as given; `-` for standard input.
    pub path: String,
    /// The bytes of the path, where it is no text; `path` has U+FFFD for what is none then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_bytes: Option<PathBytes>,
    /// The archive format.
    pub container: Container,
    /// Which message of that input this is, from 0.
    pub index: usize,
    /// Start and end (exclusive) in the decompressed input, in bytes.
    pub bytes: [u64; 2],
    /// First and last line in the input, from 1, where the input is made of lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<[u64; 2]>,
}

impl Default for Source {
    fn default() -> Self {
        Source {
            path: String::new(),
            path_bytes: None,
            container: Container::Acp127,
            index: 0,
            bytes: [0, 0],
            lines: None,
        }
    }
}

impl Source {
    /// The path as the system knows it.
    #[must_use]
    pub fn raw_path(&self) -> &[u8] {
        match &self.path_bytes {
            Some(bytes) => bytes.as_bytes(),
            None => self.path.as_bytes(),
        }
    }
}

/// A part of the text and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleSpan {
    /// What the part was read as.
    pub role: Role,
    /// The line in which the part begins, from 1 at the message's first line.
    pub line: u32,
    /// Start and end (exclusive) in the message's decoded text, in bytes.
    pub bytes: [usize; 2],
}
