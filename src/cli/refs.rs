//! `cablex refs`: who cites whom.

use std::io::{self, Write};

use anyhow::Result;
use cablex::output::graph::{self, Builder, Collect, Entry, Graph};
use cablex::output::table::{self, Table};
use cablex::parse::{self, Options};
use clap::{Args, ValueEnum};

use super::Env;
use super::exit::{ExitStatus, Stop};
use super::input::{InputArgs, Wants};
use super::page::Page;
use super::sanitize;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex refs cables/                             who cites whom, a row each
  cablex refs --format gexf cables/ > refs.gexf   a graph for Gephi
  cablex refs --backwards 09TASHKENT1243 cables/  who cites this cable
  cablex refs --missing cables/ | head            cited most, and not here";

/// Tell which cable cites which, as rows or as a graph
///
/// One row a reference, in the order of the inputs: from, to, label, kind, present, text. `from` and `to` are ids; a cable
/// without an id is named by its path and its index in that input: cables/a.txt#0. `kind` is cable, email, message,
/// document or incomplete. `present` is yes where the cited cable was read, whether the filters let it through or not,
/// and no where it was not. Where the id of what is cited is not known, `to` and `present` are empty, and `text` is the
/// reference as printed. A cable is found by the container's identifier too, where its own id is another; `to` is its own.
/// Two releases of a cable count as one, and references that are the same stand once.
///
/// dot, graphml and gexf hold the cables, and the references to cables whose id is known. A cable has a label (its id),
/// date, subject, post, level and present; one that is only cited has label and present. A reference has label, kind
/// and notal.
///
/// Filters choose the cables that cite. Nothing is printed before all is read. Exit 1 where --backwards or --missing
/// finds nothing.
#[derive(Args, Debug)]
pub(crate) struct RefsArgs {
    /// Rows (tsv, csv), or a graph
    #[arg(long, value_name = "FORMAT", default_value = "tsv")]
    format: Format,
    /// Who cites this cable; its id in any spelling
    #[arg(long, value_name = "ID", value_parser = parse::id)]
    backwards: Option<String>,
    /// What is cited and not there, with how many cables cite it
    #[arg(long, conflicts_with = "backwards")]
    missing: bool,
    /// Begin rows with the names of the columns
    #[arg(long)]
    header: bool,
    /// For a spreadsheet: disarm cells that it would run
    #[arg(long)]
    csv_safe: bool,
    #[command(flatten)]
    input: InputArgs,
}

/// A format, as an argument. The names say it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Tsv,
    Csv,
    Dot,
    Graphml,
    Gexf,
}

/// What is written.
enum Form {
    Rows(Table),
    Graph(graph::Format),
}

impl RefsArgs {
    fn form(&self) -> Result<Form> {
        let rows = |format| {
            let csv_safe = self.csv_safe;
            Ok(Form::Rows(Table { format, csv_safe }))
        };
        let format = match self.format {
            Format::Tsv => return rows(table::Format::Tsv),
            Format::Csv => return rows(table::Format::Csv),
            Format::Dot => graph::Format::Dot,
            Format::Graphml => graph::Format::Graphml,
            Format::Gexf => graph::Format::Gexf,
        };
        let of_rows = [
            (self.missing, "--missing"),
            (self.header, "--header"),
            (self.csv_safe, "--csv-safe"),
        ];
        match of_rows.iter().find(|(given, _)| *given) {
            Some((_, option)) => {
                let text = format!("{option} is for rows: --format tsv or csv");
                Err(Stop::Usage(text).into())
            }
            None => Ok(Form::Graph(format)),
        }
    }
}

pub(super) fn run(args: &RefsArgs, env: &mut Env) -> Result<ExitStatus> {
    let form = args.form()?;
    let collect = Collect {
        attributes: matches!(form, Form::Graph(_)),
    };
    let mut builder = Builder::default();
    let status = args.input.gather(
        env,
        &Wants::default(),
        |page: &mut Page<Vec<Entry>>, cable| {
            let record = parse::record(cable, Options::default());
            let matched = args.input.filter.matches(&record);
            let others = parse::other_ids(&record);
            page.more.push(collect.take(record, others, matched));
            Ok(matched)
        },
        |page| {
            page.more.drain(..).for_each(|entry| builder.add(entry));
            Ok(())
        },
    )?;
    let graph = builder.finish(args.backwards.as_deref());
    let mut out = env.out();
    let found = if out.face.terminal {
        let mut out = sanitize::Escaped::new(&mut out);
        let found = write(&mut out, &graph, &form, args)?;
        out.finish()?;
        found
    } else {
        write(&mut out, &graph, &form, args)?
    };
    out.flush()?;
    let nothing = !found && (args.missing || args.backwards.is_some());
    Ok(status.max(if nothing {
        ExitStatus::Odd
    } else {
        ExitStatus::Done
    }))
}

/// Writes what is asked for, and says whether there was any of it.
fn write(out: &mut impl Write, graph: &Graph, form: &Form, args: &RefsArgs) -> Result<bool> {
    match form {
        Form::Graph(format) => {
            graph.write(out, *format)?;
            Ok(graph.edges().next().is_some())
        }
        Form::Rows(table) if args.missing => {
            let missing = graph.missing();
            let names = graph::MISSING_COLUMNS.map(str::to_owned);
            let names = args.header.then_some(names);
            rows(out, *table, names, missing.iter().map(graph::missing_cells))
        }
        Form::Rows(table) => {
            let names = args.header.then_some(graph::COLUMNS);
            rows(
                out,
                *table,
                names,
                graph.edges().map(|edge| graph::cells(&edge)),
            )
        }
    }
    .map_err(Into::into)
}

/// Writes rows below the names of their columns, where those are wanted. Whether there are any.
fn rows<C: AsRef<str>, const N: usize>(
    out: &mut impl Write,
    table: Table,
    names: Option<[C; N]>,
    cells: impl Iterator<Item = [C; N]>,
) -> io::Result<bool> {
    let mut row = Vec::new();
    let mut any = false;
    if let Some(names) = names {
        table.row(&mut row, names)?;
    }
    for cells in cells {
        any = true;
        table.row(&mut row, cells)?;
        out.write_all(&row)?;
        row.clear();
    }
    out.write_all(&row)?;
    Ok(any)
}
