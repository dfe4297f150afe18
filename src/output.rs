//! From records to bytes: one file a format.

pub mod jsonl;
pub mod tsv;
