//! The full-text index of archives, in a directory of its own.

#![allow(dead_code)]

mod best;
mod document;
mod error;
mod facet;
mod lower;
mod open;
mod place;
mod schema;
mod search;
mod shelf;
mod stored;
mod terms;
mod words;

pub use best::Order;
pub use error::IndexError;
pub use facet::{Facet, FacetCounts};
pub use open::Index;
pub use search::{Answer, Ask, Hit};
pub use stored::Stored;

/// The version of what is in the directory; an index of another version is made anew.
const VERSION: u32 = 1;
