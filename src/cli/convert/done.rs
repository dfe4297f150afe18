//! What a finished file was made of, in a hidden file beside it: `--resume` need not make it once more.

use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::super::written::{put, small};
use super::target::Target;

/// What a finished file was made of.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// The version of this program, its arguments and its inputs, as they decide what is written.
    pub work: String,
    /// What the files were like that were read.
    pub seen: u64,
    /// Bytes of the file, and when it was written.
    pub bytes: u64,
    pub written: Option<SystemTime>,
    /// Whether an input failed.
    pub failed: bool,
    /// Bytes of the manifest, where there is one.
    #[serde(default)]
    pub manifest: Option<u64>,
}

impl Done {
    /// Writes it down, before the file gets its name: what is written later is no proof.
    pub(super) fn write(&self, target: &Target) -> Result<()> {
        put(&target.done, &target.fresh, &serde_json::to_vec(self)?)
    }

    /// What is written down of a file, where it is still that file.
    pub(super) fn of(target: &Target, whole: &Path) -> Option<Self> {
        let done: Self = serde_json::from_slice(&small(&target.done).ok()??).ok()?;
        let about = whole.metadata().ok()?;
        (done.bytes == about.len() && done.written == about.modified().ok()).then_some(done)
    }
}
