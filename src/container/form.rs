//! How the messages of an input are written, where that is not known before its beginning is looked at.

use std::sync::Arc;

use super::content::{Content, Cut};
use super::{csv, json, sql, table};
use crate::error::InputErrorKind;
use crate::message::Container;

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

impl Form {
    /// What cuts messages of this form.
    pub(super) fn cutter(&self) -> Box<dyn Cut + Send> {
        match self {
            Form::Table(dialect) => Box::new(table::Cutter::new(dialect.clone())),
            Form::Fragment => Box::<csv::Cutter>::default(),
            Form::Envelope(envelope) => Box::new(json::Items::new(envelope.clone())),
            Form::Dump(dialect) => Box::new(sql::Cutter::new(*dialect)),
            Form::Tuples(table) => Box::new(sql::Cutter::new(table.dialect)),
            Form::Nothing(_) => Box::<csv::Cutter>::default(),
        }
    }

    /// Reads one message.
    pub(super) fn read(&self, container: Container, raw: &[u8]) -> Result<Content, InputErrorKind> {
        match self {
            Form::Table(dialect) => table::read(raw, dialect),
            Form::Fragment => csv::read_fragment(raw),
            Form::Envelope(_) => json::read(raw),
            Form::Tuples(table) => sql::read(raw, table),
            Form::Nothing(reason) => Err(InputErrorKind::NoCables(reason.clone())),
            Form::Dump(_) => Err(InputErrorKind::NotContainer(container.name())),
        }
    }
}
