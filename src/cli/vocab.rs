//! `cablex vocab`: the built-in tables.

use std::io::Write;

use anyhow::Result;
use cablex::output::tsv;
use cablex::vocab::{TABLES, Table, table};
use clap::Args;

use super::Env;
use super::columns;
use super::exit::{ExitStatus, Stop, did_you_mean};
use super::io::{Out, style};
use super::names::Names;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex vocab tags PREL         what a TAGS code means
  cablex vocab posts uzbek       rows that hold a word, in any case
  cablex vocab codes             every diagnostic, with its severity
  cablex vocab posts | cut -f1   the whole table, tab-separated";

/// Print a built-in table, or the rows of it that match a word
///
/// A table on a terminal, tab-separated lines with a header where piped. WORD is looked for in any case. The row whose
/// code it is comes first, then rows whose code begins with it, then rows that hold it in another column; where a row
/// comes from is not searched. Exit 1 where nothing matches.
#[derive(Args, Debug)]
pub(crate) struct VocabArgs {
    /// Which table; without it, the names of all tables are printed
    #[arg(value_parser = Names(tables), hide_possible_values = true)]
    table: Option<String>,
    /// Only rows that match this word
    word: Option<String>,
}

/// The names of the tables.
fn tables() -> Vec<String> {
    TABLES.iter().map(ToString::to_string).collect()
}

pub(super) fn run(args: &VocabArgs, env: &mut Env) -> Result<ExitStatus> {
    let mut out = env.out();
    let Some(name) = &args.table else {
        for name in TABLES {
            writeln!(out, "{name}")?;
        }
        out.flush()?;
        return Ok(ExitStatus::Done);
    };
    let Some(table) = table(&name.to_lowercase()) else {
        let near = did_you_mean(name, TABLES.iter().copied());
        let tables = TABLES.join(", ");
        return Err(Stop::Lines(format!("no table {name:?}{near}\n\nTables: {tables}")).into());
    };
    let rows = match &args.word {
        Some(word) => table.rows_matching(word),
        None => table.rows.iter().map(Vec::as_slice).collect(),
    };
    if rows.is_empty() {
        if !env.quiet {
            let word = args.word.as_deref().unwrap_or_default();
            env.err
                .line(&format!("no row of {} matches {word:?}", table.name));
        }
        return Ok(ExitStatus::Odd);
    }
    if out.face.terminal {
        aligned(&mut out, &table, &rows)?;
    } else {
        out.write_all(tsv::line(table.header.iter().copied()).as_bytes())?;
        for row in rows {
            out.write_all(tsv::line(row.iter().copied()).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// Columns under their names. One row reads better as a list of its cells.
fn aligned(out: &mut Out, table: &Table, rows: &[&[&'static str]]) -> std::io::Result<()> {
    let heading = out.face.style(style::BOLD);
    if let [row] = rows {
        let width = table
            .header
            .iter()
            .map(|name| name.len())
            .max()
            .unwrap_or(0);
        for (name, cell) in table
            .header
            .iter()
            .zip(*row)
            .filter(|(_, cell)| !cell.is_empty())
        {
            writeln!(out, "{heading}{name:width$}{heading:#}  {cell}")?;
        }
        return Ok(());
    }
    columns::write(out, &table.header, rows)
}
