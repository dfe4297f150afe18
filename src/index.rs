//! The full-text index of archives, in a directory of its own.

mod document;
mod error;
mod key;
mod lock;
mod manifest;
mod open;
mod place;
mod portion;
mod scan;
mod schema;
mod shelf;
mod status;
mod stored;
mod update;
mod words;
mod write;

pub use error::IndexError;
pub use open::Index;
pub use portion::{Seen, SeenFile};
pub use status::Status;
pub use stored::Stored;
pub use update::{Report, Update};

/// The version of what is in the directory; an index of another version is made anew.
const VERSION: u32 = 1;
