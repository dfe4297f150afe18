//! The built-in tables: what the codes, names and words of cables mean.
//!
//! Each table is a data file, a fact a row with its source, compiled in. It is read on its first use, and never at
//! start-up. Look-ups take any case, and do not allocate where the text is in capitals already.

pub mod attributes;
pub mod captions;
pub mod declassification;
pub mod documents;
pub mod labels;
pub mod levels;
pub mod months;
pub mod orders;
pub mod portions;
pub mod posts;
pub mod precedence;
pub mod reasons;
pub mod routing;
mod scan;
pub mod signals;
mod table;
pub mod tags;
pub mod titles;
mod tsv;

pub use table::{TABLES, Table, table};
