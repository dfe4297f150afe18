//! `cablex get`: chosen fields, one cable a line.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use cablex::output::select::{Fields, paths};
use cablex::output::table::{Format, Table};
use cablex::output::tsv;
use cablex::parse::{self, Options};
use clap::Args;

use super::Env;
use super::columns;
use super::exit::{ExitStatus, Stop};
use super::input::InputArgs;
use super::sanitize;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex get id,date,classification.level,subject cables/
  cablex get tags.code cables.jsonl | tr '|' '\\n' | sort | uniq -c
  cablex get id,references.id --csv --header cables/ > references.csv
  cablex get source.path --tag PREL --print0 cables/ | xargs -0 ls -l
  cablex get --list                         every field, with its type";

/// Print chosen fields, one cable a line, tab-separated
///
/// FIELDS are paths in a record, with commas between: `id,tags.code,subject`. A path goes through lists: `tags.code` is
/// the code of every TAG, with --join between, an empty one where an item has none, so that `references.label` and
/// `references.id` go together. What holds more than a list of texts is printed as JSON. A field that the cable does not
/// have is an empty cell. In a cell, tab, line feed, carriage return and backslash are written \t, \n, \r and \\.
#[derive(Args, Debug)]
pub(crate) struct GetArgs {
    /// The fields, by their paths in a record, with commas between
    #[arg(value_name = "FIELDS", required_unless_present = "list")]
    fields: Option<String>,
    /// List every field with its type, and read no input
    #[arg(long, conflicts_with_all = ["fields", "inputs", "files_from", "from", "errors", "Filter"])]
    list: bool,
    /// Begin with a line of the fields' names
    #[arg(long)]
    header: bool,
    /// Write CSV: quoted where it has to be, lines that end in CR LF
    #[arg(long)]
    csv: bool,
    /// End every cell in NUL, for xargs -0; nothing in it is escaped
    #[arg(long, conflicts_with = "csv")]
    print0: bool,
    /// What stands between the items of a list
    #[arg(long, value_name = "TEXT", default_value = "|")]
    join: String,
    /// For a spreadsheet: disarm cells that it would run as formulas, by an apostrophe before them
    #[arg(long)]
    csv_safe: bool,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(args: &GetArgs, env: &mut Env) -> Result<ExitStatus> {
    if args.list {
        return list(env);
    }
    let fields = fields(args.fields.as_deref().unwrap_or_default())?;
    let table = Table {
        format: match (args.csv, args.print0) {
            (true, _) => Format::Csv,
            (_, true) => Format::Nul,
            _ => Format::Tsv,
        },
        csv_safe: args.csv_safe,
    };
    let options = Options {
        text: fields.has("text"),
        spans: fields.has("spans"),
        roles: fields.has("roles"),
        ..Options::default()
    };
    let mut out = env.out();
    let face = out.face;
    if args.header {
        let mut line = Vec::new();
        table.row(&mut line, fields.names())?;
        out.write_all(&line)?;
    }
    let status = args.input.print(env, &mut out, |page, cable| {
        let record = parse::record(cable, options);
        if !args.input.filter.matches(&record) {
            return Ok(false);
        }
        let cells = fields.cells(&record, &args.join);
        if args.print0
            && let Some(bytes) = record.source.path_bytes.as_ref().filter(|_| !face.terminal)
        {
            for (name, cell) in fields.names().iter().zip(cells) {
                if name == "source.path" {
                    page.out.extend_from_slice(bytes.as_bytes());
                    page.out.push(0);
                } else {
                    table.row(&mut page.out, [cell])?;
                }
            }
            return Ok(true);
        }
        if face.terminal {
            let mut row = Vec::new();
            table.row(&mut row, cells)?;
            let mut out = sanitize::Escaped::new(&mut page.out);
            out.write_all(&row)?;
            out.finish()?;
        } else {
            table.row(&mut page.out, cells)?;
        }
        Ok(true)
    })?;
    out.flush()?;
    Ok(status)
}

/// The fields that a list names.
fn fields(list: &str) -> Result<Fields> {
    Fields::parse(list).map_err(|error| {
        let text = if Path::new(list).exists() {
            format!("{list:?} is a file, and no field: the fields come before the inputs")
        } else {
            format!("{error}\n\n`cablex get --list` lists them all")
        };
        Stop::Lines(text).into()
    })
}

/// Prints every path with its type.
fn list(env: &Env) -> Result<ExitStatus> {
    let mut out = env.out();
    let rows: Vec<[&str; 3]> = paths()
        .iter()
        .map(|field| [&*field.path, &*field.kind, &*field.description])
        .collect();
    if out.face.terminal {
        columns::write(&mut out, &["field", "type", "what"], &rows)?;
    } else {
        for row in rows {
            out.write_all(tsv::line(row).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
