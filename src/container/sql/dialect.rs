//! How a dump is written, and which of its tables holds cables.

use crate::container::columns::Column;

/// How strings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) struct Dialect {
    /// Whether a backslash escapes.
    pub(in crate::container) backslash: bool,
}

/// A table that holds cables.
#[derive(Clone, Debug)]
pub(in crate::container) struct Table {
    pub(in crate::container) dialect: Dialect,
    pub(super) columns: Vec<Column>,
    /// Whether its rows are lines behind `COPY`.
    pub(super) copy: bool,
}
