//! The full-text index of archives, in a directory of its own.

#![allow(dead_code)]

mod document;
mod error;
mod open;
mod place;
mod schema;
mod shelf;
mod stored;
mod words;

pub use error::IndexError;
pub use open::Index;
pub use stored::Stored;

/// The version of what is in the directory; an index of another version is made anew.
const VERSION: u32 = 1;
