//! From inputs to files to bytes: files, directories, standard input, and what is packed or compressed in them.
//!
//! The way in for a program that has an archive: [`Reader`] takes what a person would name and gives cables. An input
//! that fails is one error among the cables; the others still come.

mod bounds;
mod except;
mod feed;
mod mail;
mod name;
mod open;
mod reader;
mod shard;
mod stamp;
mod walk;

use std::path::PathBuf;

pub use crate::container::{Limits, Wanted};
pub use bounds::Bounds;
pub use except::{Except, FileId};
pub(crate) use feed::{Event, feed};
pub use name::file_around;
pub use reader::Reader;
pub use shard::{Shard, ShardBy};
pub use stamp::Stamp;
pub(crate) use stamp::Stamps;
#[cfg(feature = "index")]
pub(crate) use walk::Walk;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, which records call `-`.
    Stdin,
    /// A file, or a directory with all that lies below it. Where there is none of this name, a member of what is packed
    /// (`a.zip!/b.txt`), or one cable of a file by its index (`b.csv#12`).
    Path(PathBuf),
}

impl From<&str> for Input {
    /// `-` is standard input, anything else a path.
    fn from(name: &str) -> Self {
        Input::from(PathBuf::from(name))
    }
}

impl From<PathBuf> for Input {
    /// `-` is standard input, anything else a path.
    fn from(path: PathBuf) -> Self {
        if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::Path(path)
        }
    }
}

/// What to read of the inputs.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// How each input is to be read.
    pub limits: Limits,
    /// How much of what is packed is unpacked.
    pub bounds: Bounds,
    /// Only a share of the files, or of the cables of each.
    pub shard: Option<Shard>,
    /// Only what lies behind this place: an earlier run has read the rest.
    pub start: Position,
    /// Which records are wanted, told by their bytes; all, where nothing says it. The others are passed over unread.
    pub wanted: Option<Wanted>,
    /// Each input is read by itself, also where several lie in one file: what comes is told apart by its input.
    pub one_by_one: bool,
    /// Files that are never read, wherever they turn up: those that are written.
    pub except: Vec<Except>,
    /// Whether the files that are opened are told of, one by one, those that an earlier run has read included.
    pub opened: bool,
}

/// How far the reading of inputs has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// Files that are done, members of archives counted one by one.
    pub files: u64,
    /// Messages of the next file that are done.
    pub messages: usize,
    /// The path of the last file that is done.
    pub last: Option<String>,
    /// What the files were like that have been opened, as a number.
    #[serde(default)]
    pub seen: u64,
}
