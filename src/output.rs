//! From records to bytes: one file a format.

mod compact;
pub mod graph;
pub mod jsonl;
pub mod select;
pub mod table;
pub mod tsv;
