//! What a person reads of the values of a table: each of them, and how many are not shown.

use std::io::{self, Write};

use cablex::stats::{Dimension, Value};

use super::super::io::style;
use super::super::paper::Paper;
use super::super::status::thousands;
use super::{Counted, Shown};

/// Says how many values are not shown.
pub(super) fn more(
    out: &mut Vec<u8>,
    paper: Paper,
    dimension: &Dimension,
    more: usize,
    counted: &Counted<'_>,
) -> io::Result<()> {
    if more == 0 {
        return Ok(());
    }
    let dim = paper.style(style::DIM);
    let number = thousands(more as u64);
    let name = dimension.name();
    let how = match (counted.shown, counted.top) {
        (Shown::Overview, None) => format!(" (--by {name}, or --top all)"),
        (Shown::Overview, _) => String::new(),
        _ => format!(" of {name}"),
    };
    writeln!(out, "{dim}{} {number} more{how}{dim:#}", paper.ellipsis())
}

/// What a person reads for a value.
pub(super) fn text(value: &Value) -> &str {
    match value {
        Value::Known(text) => text,
        Value::Unread => "(unread)",
        Value::Absent => "(none)",
    }
}
