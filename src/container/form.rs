//! How the messages of an input are written, where that is not known before its beginning is looked at.

use std::sync::Arc;

use super::{json, sql, table};

/// What was found out.
#[derive(Debug)]
pub(super) enum Form {
    /// A table of this dialect.
    Table(Arc<table::Dialect>),
    /// The last part of one row of the archive's own table.
    Fragment,
    /// Objects that lie in an object.
    Envelope(json::Envelope),
    /// A dump of this dialect of SQL.
    Dump(sql::Dialect),
    /// Rows of a table in such a dump.
    Tuples(sql::Table),
    /// Nothing of a cable: the reason.
    Nothing(String),
}
