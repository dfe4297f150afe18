//! A graph as rows of cells.

use super::{Cited, Edge, Missing};

/// The columns of references.
pub const COLUMNS: [&str; 6] = ["from", "to", "label", "kind", "present", "text"];

/// The columns of cables that are missing.
pub const MISSING_COLUMNS: [&str; 2] = ["id", "cited_by"];

/// The cells of a reference: `present` is empty where no id is known, and only there stands the printed text.
#[must_use]
pub fn cells<'a>(edge: &Edge<'a>) -> [&'a str; 6] {
    let (to, present, text) = match edge.to {
        Cited::Cable { id, present: true } => (id, "yes", ""),
        Cited::Cable { id, present: false } => (id, "no", ""),
        Cited::Text(text) => ("", "", text),
    };
    let label = edge.label.unwrap_or_default();
    [edge.from, to, label, edge.kind.as_str(), present, text]
}

/// The cells of a cable that is missing.
#[must_use]
pub fn missing_cells(missing: &Missing<'_>) -> [String; 2] {
    [missing.id.to_owned(), missing.cited_by.to_string()]
}
