//! What a run that changes an index has done.

use super::lost::Lost;
use super::manifest::Manifest;

/// What a run has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that were found, new and changed and moved ones among them.
    pub files: u64,
    /// Files that were not known.
    pub new: u64,
    /// Files with another content than before, or that are read in another way.
    pub changed: u64,
    /// Files that were known under a name that is not there any more.
    pub moved: u64,
    /// Files that are not there any more, but for those that were moved.
    pub vanished: u64,
    /// Cables that were read.
    pub read: u64,
    /// Cables that the index holds now.
    pub cables: u64,
    /// Files that failed in an earlier run, or in which something failed, and that were not tried again.
    pub failed_before: u64,
    /// Pipes, devices and sockets that were passed over.
    pub no_files: u64,
    /// Inputs of which no file can be found: what the index has of them is kept.
    pub lost: Vec<Lost>,
}

impl Report {
    /// What the index holds now. So many of the files that failed did so in this run.
    pub(super) fn close(&mut self, manifest: &Manifest, failed_now: u64) {
        let rows = || manifest.rows.values();
        self.cables = rows().map(|row| row.cables).sum();
        let failed = rows().filter(|row| row.failed > 0).count() as u64;
        self.failed_before = failed.saturating_sub(failed_now);
    }
}
