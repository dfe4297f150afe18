//! The full-text index of archives, in a directory of its own.

mod best;
mod document;
mod error;
mod facet;
mod forget;
mod guard;
mod key;
mod lock;
mod lost;
mod lower;
mod manifest;
mod open;
mod panics;
mod place;
mod portion;
mod report;
mod scan;
mod schema;
mod search;
mod shelf;
mod status;
mod stored;
mod terms;
mod update;
mod versions;
mod words;
mod write;

pub use best::Order;
pub use error::IndexError;
pub use facet::{Facet, FacetCounts};
pub use lost::Lost;
pub use open::Index;
pub use panics::is_reading;
pub use portion::{Seen, SeenFile};
pub use report::Report;
pub use search::{Answer, Ask, Hit};
pub use status::Status;
pub use stored::Stored;
pub use update::Update;

/// The version of what is in the directory; an index of another version is made anew.
const VERSION: u32 = 3;
