//! The form of what is written, told by the file's name.

use std::path::Path;

use anyhow::Result;
use cablex::output::jsonl;
use cablex::output::select::Fields;
use cablex::output::table::{Format, Table};
use cablex::record::Record;
use clap::Args;

use super::super::ending::{self, Packing};
use super::super::exit::Stop;

/// How records are written.
#[derive(Clone, Debug)]
enum Lines {
    /// The whole record.
    Jsonl,
    /// Some of its fields.
    Table(Table, Fields, String),
}

/// The fields of a table where none are named.
const FIELDS: &str = "id,date,classification.level,routing.from.plad,routing.to.plad,tags.code,subject,references.id,\
                      signature,source.path,source.index";

/// What a table is to hold.
#[derive(Args, Debug)]
pub(super) struct TableArgs {
    /// For .csv and .tsv: the fields, by their paths
    ///
    /// `cablex man fields` lists the paths. [default: id, date, level, from, to, TAGS, subject, references, signature,
    /// path, index]
    #[arg(long, value_name = "FIELDS")]
    fields: Option<String>,
    /// What stands between the items of a list in a cell
    #[arg(long, value_name = "TEXT", default_value = "|", hide_short_help = true)]
    join: String,
    /// For a spreadsheet: disarm cells that it would run as formulas, by an apostrophe before them
    #[arg(long)]
    csv_safe: bool,
}

/// The form of the file.
#[derive(Clone, Debug)]
pub(super) struct Form {
    lines: Lines,
    /// How records stand in the file.
    pub rows: ending::Rows,
    pub packing: Packing,
}

impl Form {
    /// The form that a file's name says.
    pub(super) fn of(path: &Path, args: &TableArgs) -> Result<Self> {
        let (rows, packing) = ending::of(path);
        let table = |format| {
            let fields = Fields::parse(args.fields.as_deref().unwrap_or(FIELDS));
            let fields = fields.map_err(|error| Stop::Usage(format!("--fields: {error}")))?;
            let table = Table {
                format,
                csv_safe: args.csv_safe,
            };
            anyhow::Ok(Lines::Table(table, fields, args.join.clone()))
        };
        let Some(rows) = rows else {
            let text = format!(
                "{}: the name of the output says its form: .jsonl, .csv or .tsv, and .gz or .zst behind it",
                path.display()
            );
            return Err(Stop::Usage(text).into());
        };
        let lines = match rows {
            ending::Rows::Lines if args.fields.is_some() => {
                let text = "--fields is for .csv and .tsv: a line of .jsonl is a whole record";
                return Err(Stop::Usage(text.to_owned()).into());
            }
            ending::Rows::Lines => Lines::Jsonl,
            ending::Rows::Csv => table(Format::Csv)?,
            ending::Rows::Tsv => table(Format::Tsv)?,
        };
        Ok(Form {
            lines,
            rows,
            packing,
        })
    }

    /// What stands before the first record: the names of a table's columns.
    pub(super) fn first(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        if let Lines::Table(table, fields, _) = &self.lines {
            table.row(&mut out, fields.names())?;
        }
        Ok(out)
    }

    /// Adds a record.
    pub(super) fn add(&self, out: &mut Vec<u8>, record: &Record) -> Result<()> {
        match &self.lines {
            Lines::Jsonl => jsonl::line(out, record)?,
            Lines::Table(table, fields, join) => table.row(out, fields.cells(record, join))?,
        }
        Ok(())
    }

    /// Compresses a page. Each page is a member or frame of its own, so that the file can be cut behind any of them,
    /// and is the same however many threads compress. Returns the page as it was, where it was compressed.
    pub(super) fn pack(&self, out: &mut Vec<u8>) -> Result<Option<Vec<u8>>> {
        if out.is_empty() || self.packing == Packing::None {
            return Ok(None);
        }
        let packed = self.packing.pack(out)?;
        Ok(Some(std::mem::replace(out, packed)))
    }
}
