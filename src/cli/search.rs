//! `cablex search`: what an index finds.

mod facets;
mod print;
mod snippet;
mod sought;

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use cablex::index::{Answer, Ask, Facet, Hit, Index, Order};
use cablex::output::table::{Format, Table};
use cablex::parse::Options;
use cablex::record::Record;
use clap::{Args, ValueEnum};

use self::print::{Printer, Shape};
use self::sought::{Sought, SoughtArgs};
use super::Env;
use super::exit::ExitStatus;
use super::index_dir::IndexDir;
use super::io::{Out, style};
use super::paper::Paper;
use super::sanitize;
use super::status::thousands;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex search 'ferry \"al qadir\" -lima'           words, a phrase, not a word
  cablex search tag:PREL post:tashkent year:2005..2009 'ferr*'
  cablex search --facets year,post,tag,class uranium
  cablex search --ids class:secret | xargs cablex show
  cablex search --queries names.txt > hits.tsv";

/// Search the index, and print a line and a snippet for each cable found
///
/// Words are found in subject and paragraphs, in any case; all of them have to be there. "A phrase", -not, OR,
/// parentheses, prefix*, /regex/, fuzzy~, and fields: subject: para: from: to: by: signed: tag: caption: class: post:
/// number: year: date: id: cites: kind:. `cablex man query` has it all. Quote what your shell would read itself.
///
/// On a terminal, a line is id, date, classification, post and subject; the words around the first match stand below it,
/// with the number of their paragraph. Elsewhere it is a row: id, date, class, post, subject, snippet, with tabs between.
/// Exit 0 where something was found, 1 where nothing was, 2 where a query or the index cannot be read.
#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    sought: SoughtArgs,
    #[command(flatten)]
    index: IndexDir,
    /// What comes first: the newest (date), or what says the words most (score)
    ///
    /// Cables without a date come last.
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "date",
        hide_possible_values = true
    )]
    sort: Sort,
    /// Print no more than N cables; with --facets, values of a field
    ///
    /// Without it a terminal shows 20, for one query; a pipe, a file, and each of --queries get all.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Leave out the first N cables
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: usize,
    /// Print all, on a terminal too
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// What is printed.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
struct OutputArgs {
    /// How many cables have each value of these fields, instead of the cables:
    /// year, post, tag, class, caption, kind
    ///
    /// As bars on a terminal; elsewhere as rows: facet, value, count. The value of cables that have none is an empty cell,
    /// and null in JSON. Years are all shown, in their order.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = facets::names(), hide_possible_values = true, conflicts_with_all = ["count", "ids", "files", "offset", "sort"])]
    facets: Vec<Facet>,
    /// Print the number of cables, and nothing else
    #[arg(short, long, conflicts_with_all = ["json", "csv", "ids", "files"])]
    count: bool,
    /// Print JSON, an object a line
    ///
    /// id, date, class, post, subject, path, index, snippet, and matches: field, number of the paragraph, start and end in
    /// bytes of the text of the field, text. With --sort score, the score.
    #[arg(long, conflicts_with_all = ["csv", "ids", "files"])]
    json: bool,
    /// Print the id of each cable that has one
    #[arg(long, conflicts_with_all = ["csv", "files"])]
    ids: bool,
    /// Print the path of each cable
    #[arg(long, conflicts_with = "csv")]
    files: bool,
    /// With --ids or --files: end each in NUL, for xargs -0
    #[arg(long, hide_short_help = true, conflicts_with_all = ["queries", "json", "csv", "count", "facets"])]
    print0: bool,
    /// Print CSV
    #[arg(long)]
    csv: bool,
    /// With --csv: disarm cells that a spreadsheet would run as formulas, by an apostrophe
    #[arg(long, requires = "csv", hide_short_help = true)]
    csv_safe: bool,
    /// Begin rows with the names of the columns
    #[arg(long, hide_short_help = true, conflicts_with_all = ["json", "ids", "files", "count"])]
    header: bool,
    /// No words around the match
    #[arg(long)]
    no_snippet: bool,
}

/// What comes first, as an argument. The names say it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    Date,
    Score,
}

/// What a terminal shows of what one query finds, where nothing is said of it.
const SCREEN: usize = 20;
/// Hits whose records are read together.
const TOGETHER: usize = 256;

pub(super) fn run(args: &SearchArgs, env: &mut Env) -> Result<ExitStatus> {
    let (sought, wrong) = args.sought.read()?;
    for text in &wrong {
        env.err.lines(text);
    }
    let index = args.index.open()?;
    let mut search = Search {
        args,
        index: &index,
        out: env.out(),
        found: 0,
        cut: 0,
    };
    search.header()?;
    for sought in &sought {
        let said = search.run(sought)?;
        if let Some(said) = said.filter(|_| !env.quiet) {
            // It is said of what stands above it.
            search.out.flush()?;
            env.err.lines(&said);
        }
    }
    search.out.flush()?;
    let found = search.found;
    if args.sought.is_list() && !env.quiet {
        env.err.line(&search.closing(sought.len()));
    } else if found == 0 && !args.output.count && !env.quiet {
        env.err.line("nothing found");
    }
    Ok(match (wrong.is_empty(), found) {
        (false, _) => ExitStatus::Failed,
        (true, 0) => ExitStatus::Odd,
        (true, _) => ExitStatus::Done,
    })
}

/// A run over some queries.
struct Search<'a> {
    args: &'a SearchArgs,
    index: &'a Index,
    out: Out,
    /// How many queries found something.
    found: usize,
    /// How many found more than is printed.
    cut: usize,
}

impl Search<'_> {
    /// How hits are printed.
    fn shape(&self) -> Shape {
        let output = &self.args.output;
        match (output.json, output.ids, output.files) {
            (true, _, _) => Shape::Json,
            (_, true, _) => Shape::Ids,
            (_, _, true) => Shape::Files,
            _ if self.out.face.terminal && !output.csv && !output.header => {
                Shape::Page(Paper::of(self.out.face))
            }
            _ => Shape::Rows(self.table()),
        }
    }

    fn table(&self) -> Table {
        let output = &self.args.output;
        Table {
            format: if output.csv { Format::Csv } else { Format::Tsv },
            csv_safe: output.csv_safe,
        }
    }

    fn header(&mut self) -> Result<()> {
        let (list, output) = (self.args.sought.is_list(), &self.args.output);
        if output.header {
            let columns = if output.facets.is_empty() {
                print::columns(list, !output.no_snippet)
            } else {
                facets::columns(list)
            };
            let mut line = Vec::new();
            self.table().row(&mut line, columns)?;
            self.out.write_all(&line)?;
        }
        Ok(())
    }

    /// How many are printed of what a query finds.
    fn most(&self) -> usize {
        let args = self.args;
        let is_screen = self.out.face.terminal && !args.sought.is_list() && !args.all;
        let all = if is_screen { SCREEN } else { usize::MAX };
        args.limit.unwrap_or(all)
    }

    /// What is wanted of what is found.
    fn ask(&self) -> Ask {
        let args = self.args;
        let facets = args.output.facets.clone();
        let most = self.most();
        let range: Range<usize> = if facets.is_empty() {
            args.offset..args.offset.saturating_add(most)
        } else {
            0..0
        };
        Ask {
            order: match args.sort {
                Sort::Date => Order::Date,
                Sort::Score => Order::Score,
            },
            range,
            facets,
            values: most,
        }
    }

    /// Runs a query; what is to be said of it.
    fn run(&mut self, sought: &Sought) -> Result<Option<String>> {
        let args = self.args;
        let text = args.sought.is_list().then_some(sought.text.as_str());
        let mut page = Vec::new();
        if args.output.count {
            let count = self.index.count(&sought.query)?;
            self.found += usize::from(count > 0);
            let text = text.map(|text| sanitize::escape_if(self.out.face.terminal, text));
            match text {
                Some(text) => writeln!(self.out, "{text}\t{count}")?,
                None => writeln!(self.out, "{count}")?,
            }
            return Ok(None);
        }
        let answer = self.index.search(&sought.query, &self.ask())?;
        let face = self.out.face;
        if !args.output.facets.is_empty() {
            self.found += usize::from(answer.total > 0);
            let output = &args.output;
            if output.json {
                facets::object(&mut page, face, text, &answer)?;
            } else if face.terminal && !output.csv && !output.header {
                facets::bars(&mut page, Paper::of(face), text, &answer)?;
            } else {
                facets::table(&mut page, self.table(), face, text, &answer)?;
            }
            self.out.write_all(&page)?;
            let cut: Vec<String> = facets::cut(&answer).collect();
            return Ok(Some(cut.join("\n")).filter(|cut| !cut.is_empty() && text.is_none()));
        }
        // What is found is found, also where none of it stands behind the offset.
        self.found += usize::from(answer.total > 0);
        self.hits(sought, text, &answer)?;
        let shown = answer.hits.len();
        if shown as u64 == answer.total {
            return Ok(None);
        }
        if args.offset as u64 >= answer.total {
            let (offset, total) = (thousands(args.offset as u64), thousands(answer.total));
            let said = format!("--offset {offset} leaves none of {total}");
            return Ok(text.is_none().then_some(said));
        }
        self.cut += 1;
        let (first, last) = (args.offset + 1, args.offset + shown);
        let shown = match args.offset {
            _ if shown == 0 => "none".to_owned(),
            0 => thousands(last as u64),
            _ if first == last => thousands(last as u64),
            _ => format!("{}-{}", thousands(first as u64), thousands(last as u64)),
        };
        let all = if self.most() == usize::MAX {
            ""
        } else {
            "; --all shows them all"
        };
        let said = format!("{shown} of {}{all}", thousands(answer.total));
        Ok(text.is_none().then_some(said))
    }

    /// Prints hits.
    fn hits(&mut self, sought: &Sought, text: Option<&str>, answer: &Answer) -> Result<()> {
        let shape = self.shape();
        let mut printer = Printer::new(shape, self.out.face, &sought.query, text);
        printer.snippets = !self.args.output.no_snippet;
        printer.print0 = self.args.output.print0;
        if let (Shape::Page(paper), Some(text)) = (shape, text) {
            let bold = paper.style(style::BOLD);
            let text = sanitize::escape(text);
            let count = thousands(answer.total);
            writeln!(self.out, "{bold}{text}{bold:#}: {count}")?;
        }
        for hits in answer.hits.chunks(TOGETHER) {
            let mut page = Vec::new();
            if matches!(shape, Shape::Ids) {
                for id in hits.iter().filter_map(|hit| hit.id.as_deref()) {
                    printer.item(&mut page, id.as_bytes())?;
                }
            } else {
                printer.print(&mut page, &records(self.index, hits)?)?;
            }
            self.out.write_all(&page)?;
        }
        Ok(())
    }

    /// The closing line of a list of queries.
    fn closing(&self, queries: usize) -> String {
        let noun = if queries == 1 { "query" } else { "queries" };
        let number = |number: usize| thousands(number as u64);
        let mut line = format!(
            "{} {noun}: {} found something",
            number(queries),
            number(self.found)
        );
        if self.cut > 0 && self.most() < usize::MAX {
            let cut = number(self.cut);
            line += &format!(", {cut} more than is shown; --all shows them all");
        }
        line
    }
}

/// The records of hits, read on all cores where they are many.
fn records<'a>(index: &Index, hits: &'a [Hit]) -> Result<Vec<(&'a Hit, Record)>> {
    let read = |hits: &'a [Hit]| -> Result<Vec<(&'a Hit, Record)>> {
        let record = |hit: &'a Hit| {
            let stored = index.cable(hit)?;
            Ok((hit, stored.record(Options::default())))
        };
        hits.iter().map(record).collect()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores == 1 || hits.len() < TOGETHER {
        return read(hits);
    }
    let share = hits.len().div_ceil(cores);
    std::thread::scope(|scope| {
        // Where no thread is to be had, this one reads.
        let spawn = |hits| {
            let thread = std::thread::Builder::new().spawn_scoped(scope, move || read(hits));
            (hits, thread.ok())
        };
        let threads: Vec<_> = hits.chunks(share).map(spawn).collect();
        let mut records = Vec::with_capacity(hits.len());
        for (hits, thread) in threads {
            match thread.map(std::thread::ScopedJoinHandle::join) {
                None => records.extend(read(hits)?),
                Some(Ok(read)) => records.extend(read?),
                Some(Err(panic)) => std::panic::resume_unwind(panic),
            }
        }
        Ok(records)
    })
}
