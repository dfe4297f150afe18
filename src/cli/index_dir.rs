//! STUB until the branch of the index is merged.

use std::path::PathBuf;

use clap::Args;

/// Where the index is.
#[derive(Args, Debug)]
pub(crate) struct IndexDir {
    /// The index
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
}

impl IndexDir {
    pub(super) fn open(&self) -> anyhow::Result<cablex::index::Index> {
        let dir = self.index.clone().unwrap_or_default();
        Ok(cablex::index::Index::open(&dir)?)
    }
}
