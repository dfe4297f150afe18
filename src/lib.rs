//! Reads archives of diplomatic cables and writes one honest, normalized record per cable.

pub mod archive;
pub mod batch;
pub mod container;
pub mod diagnostic;
pub mod error;
#[cfg(feature = "index")]
pub mod index;
mod line;
mod literals;
pub mod message;
pub mod near;
pub mod output;
pub mod parse;
pub mod part;
pub mod path_bytes;
pub mod pattern;
pub mod query;
pub mod record;
mod redaction;
mod slice;
pub mod stats;
#[cfg(test)]
mod tally;
pub mod view;
pub mod vocab;
pub mod words;

pub use archive::Reader;
