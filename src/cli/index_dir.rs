//! Where the index is.

use std::path::PathBuf;

use anyhow::Result;
use cablex::index::Index;
use clap::{Args, ValueHint};
use etcetera::BaseStrategy;

use super::exit::Stop;

/// The variable that names the index.
const VARIABLE: &str = "CABLEX_INDEX";

/// Where the index is.
#[derive(Args, Clone, Debug)]
pub(crate) struct IndexDir {
    /// The directory of the index [default: CABLEX_INDEX, else your own]
    ///
    /// Without the variable CABLEX_INDEX it is cablex/index in the directory that the system has for the data of
    /// programs: on Linux XDG_DATA_HOME or ~/.local/share.
    #[arg(long = "index", value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,
}

impl IndexDir {
    /// The directory.
    pub(crate) fn dir(&self) -> Result<PathBuf> {
        if let Some(dir) = &self.index {
            return Ok(dir.clone());
        }
        if let Some(dir) = std::env::var_os(VARIABLE).filter(|dir| !dir.is_empty()) {
            return Ok(dir.into());
        }
        data().map(|data| data.join("cablex").join("index")).ok_or_else(|| {
            let text = format!("where your data is kept is not known: name a directory with --index or {VARIABLE}");
            Stop::Usage(text).into()
        })
    }

    /// The index, to be read.
    pub(crate) fn open(&self) -> Result<Index> {
        Ok(Index::open(&self.dir()?)?)
    }
}

/// Where programs keep data.
fn data() -> Option<PathBuf> {
    let known = etcetera::base_strategy::choose_native_strategy().ok()?;
    // What moves with its owner to other machines is no place for what can be made again.
    Some(if cfg!(windows) {
        known.cache_dir()
    } else {
        known.data_dir()
    })
}
