//! From records to bytes: one file a format.

pub mod graph;
mod json;
pub mod jsonl;
pub mod select;
pub mod table;
pub mod tsv;
