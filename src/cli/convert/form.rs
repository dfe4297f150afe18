//! The form of what is written, told by the file's name.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use cablex::output::jsonl;
use cablex::output::select::Fields;
use cablex::output::table::{Format, Table};
use cablex::record::Record;
use clap::Args;

use super::super::exit::Stop;

/// How records are written.
#[derive(Clone, Debug)]
enum Rows {
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

/// How what is written is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

/// The form of the file.
#[derive(Clone, Debug)]
pub(super) struct Form {
    rows: Rows,
    packing: Packing,
}

impl Form {
    /// The form that a file's name says.
    pub(super) fn of(path: &Path, args: &TableArgs) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (name, packing) = match name.rsplit_once('.') {
            Some((name, "gz")) => (name.to_owned(), Packing::Gzip),
            Some((name, "zst")) => (name.to_owned(), Packing::Zstd),
            _ => (name.into_owned(), Packing::None),
        };
        let table = |format| {
            let fields = Fields::parse(args.fields.as_deref().unwrap_or(FIELDS));
            let fields = fields.map_err(|error| Stop::Usage(format!("--fields: {error}")))?;
            let table = Table {
                format,
                csv_safe: args.csv_safe,
            };
            anyhow::Ok(Rows::Table(table, fields, args.join.clone()))
        };
        let rows = match name.rsplit_once('.') {
            Some((_, "jsonl")) if args.fields.is_some() => {
                let text = "--fields is for .csv and .tsv: a line of .jsonl is a whole record";
                return Err(Stop::Usage(text.to_owned()).into());
            }
            Some((_, "jsonl")) => Rows::Jsonl,
            Some((_, "csv")) => table(Format::Csv)?,
            Some((_, "tsv")) => table(Format::Tsv)?,
            _ => {
                let text = format!(
                    "{}: the name of the output says its form: .jsonl, .csv or .tsv, and .gz or .zst behind it",
                    path.display()
                );
                return Err(Stop::Usage(text).into());
            }
        };
        Ok(Form { rows, packing })
    }

    /// What stands before the first record: the names of a table's columns.
    pub(super) fn first(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        if let Rows::Table(table, fields, _) = &self.rows {
            table.row(&mut out, fields.names())?;
            self.pack(&mut out)?;
        }
        Ok(out)
    }

    /// Adds a record.
    pub(super) fn add(&self, out: &mut Vec<u8>, record: &Record) -> Result<()> {
        match &self.rows {
            Rows::Jsonl => jsonl::line(out, record)?,
            Rows::Table(table, fields, join) => table.row(out, fields.cells(record, join))?,
        }
        Ok(())
    }

    /// Compresses a page. Each page is a member or frame of its own, so that the file can be cut behind any of them,
    /// and is the same however many threads compress.
    pub(super) fn pack(&self, out: &mut Vec<u8>) -> Result<()> {
        if out.is_empty() {
            return Ok(());
        }
        match self.packing {
            Packing::None => {}
            Packing::Gzip => {
                let packed = Vec::with_capacity(out.len() / 2);
                let mut encoder =
                    flate2::write::GzEncoder::new(packed, flate2::Compression::default());
                encoder.write_all(out)?;
                *out = encoder.finish()?;
            }
            Packing::Zstd => *out = zstd::bulk::compress(out, zstd::DEFAULT_COMPRESSION_LEVEL)?,
        }
        Ok(())
    }
}
