//! `cablex stats`: how many cables there are of what.

mod coverage;
mod cross;
mod data;
mod tables;
mod values;

use std::io::Write;

use anyhow::Result;
use cablex::parse::{self, Options};
use cablex::stats::{Dimension, Plan, Stats};
use clap::Args;

use self::data::DataArgs;
use super::Env;
use super::exit::{ExitStatus, Stop};
use super::input::{InputArgs, Wants};
use super::page::Page;
use super::paper::Paper;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex stats cables/                            an overview
  cablex stats --by year,classification cables/   two fields crossed
  cablex stats --by references.kind cables/       any field of the record
  cablex stats --coverage cables/                 how many cables have what
  cablex stats --by tag --post lima cables/ | head";

/// The tables of the overview, in order.
const OVERVIEW: [&str; 7] = [
    "year",
    "origin",
    "classification",
    "caption",
    "tag",
    "container",
    "code",
];

/// Count cables by year, post, classification, TAG or any other field
///
/// A cable counts once for each of its distinct values, so that the counts of a list may add up to more than there are
/// cables; totals count cables. One that has no value counts as (none): an empty cell where piped, null in JSON. One
/// whose value could not be read, as a diagnostic of at least a warning says, counts as (unread). The most frequent
/// values come first; years and months come in their own order.
///
/// Where piped, lines are tab-separated: value and count for one field; value, value and count for two; field, present,
/// absent and unread for --coverage; table, value and count for the overview. Its tables are cables (one row, `all`),
/// year, origin, classification, caption, tag, container and code, then coverage.present, coverage.absent and
/// coverage.unread, whose values are fields.
#[derive(Args, Debug)]
pub(crate) struct StatsArgs {
    /// Count by year, month, origin, classification, caption, tag, drafter, container, kind, code,
    /// severity, or any field of the record; A,B: two of them crossed
    #[arg(long, value_name = "FIELD", conflicts_with = "coverage", long_help = by())]
    by: Option<String>,
    /// For each field of the record: cables that have it, lack it, or in which it could not be read
    #[arg(long)]
    coverage: bool,
    /// Only the N most frequent values, or all [default: all; on a terminal, the overview shows 20]
    ///
    /// Of two crossed fields, the N most frequent of each. (none) and (unread) are shown beside them.
    #[arg(long, value_name = "N", value_parser = top, conflicts_with = "coverage")]
    top: Option<Top>,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// The help of --by: what has a name of its own.
fn by() -> String {
    let mut help = "Count by one of these, or by any field of the record, by its path (see `cablex schema`); A,B: \
                    two of them crossed\n"
        .to_owned();
    for known in Dimension::known() {
        help += &format!("\n{:14}  {}", known.name, known.counts);
    }
    help
}

/// How many values are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Top {
    All,
    Most(usize),
}

/// A number, or `all`; 0 is all too.
fn top(text: &str) -> Result<Top, String> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(Top::All);
    }
    match text.parse() {
        Ok(0) => Ok(Top::All),
        Ok(number) => Ok(Top::Most(number)),
        Err(_) => Err("a number, or all".to_owned()),
    }
}

/// What was counted, and what of it is to be shown.
struct Counted<'a> {
    shown: Shown,
    plan: &'a Plan,
    stats: &'a Stats,
    top: Option<Top>,
}

impl Counted<'_> {
    /// How many values of each field were asked for; nothing for all of them.
    fn top(&self) -> Option<usize> {
        match self.top {
            Some(Top::Most(number)) => Some(number),
            Some(Top::All) | None => None,
        }
    }
}

/// What is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Overview,
    /// One table, of one field or two.
    Table,
    Coverage,
}

pub(super) fn run(args: &StatsArgs, env: &mut Env) -> Result<ExitStatus> {
    let (shown, plan) = args.plan()?;
    let mut out = env.out();
    let mut stats = Stats::default();
    let options = Options {
        text: plan.has("text"),
        spans: plan.has("spans"),
        roles: plan.has("roles"),
        ..Options::default()
    };
    let status = args.input.gather(
        env,
        &Wants::default(),
        |page: &mut Page<Stats>, cable| {
            let record = parse::record(cable, options);
            let matches = args.input.filter.matches(&record);
            if matches {
                plan.count(&mut page.more, &record);
            }
            Ok(matches)
        },
        |page| {
            stats.merge(std::mem::take(&mut page.more));
            Ok(())
        },
    )?;
    let counted = Counted {
        shown,
        plan: &plan,
        stats: &stats,
        top: args.top,
    };
    let face = out.face;
    let mut text = Vec::new();
    if args.data.is_wanted(face) {
        args.data.write(&mut text, face, &counted)?;
    } else {
        tables::write(&mut text, Paper::of(face), &counted)?;
    }
    out.write_all(&text)?;
    out.flush()?;
    Ok(status)
}

impl StatsArgs {
    /// What is to be counted.
    fn plan(&self) -> Result<(Shown, Plan)> {
        let named = |name: &str| {
            Dimension::named(name).map_err(|error| {
                let text = format!(
                    "{error}\n\n`cablex stats --help` names what there is; \
                     `cablex schema` has the fields of a record"
                );
                Stop::Lines(text)
            })
        };
        if let Some(by) = &self.by {
            let dimensions = by.split(',').map(named).collect::<Result<Vec<_>, _>>()?;
            if dimensions.len() > 2 {
                let text = "--by takes one field, or two that are crossed".to_owned();
                return Err(Stop::Usage(text).into());
            }
            return Ok((Shown::Table, Plan::new(vec![dimensions], false)));
        }
        if self.coverage {
            return Ok((Shown::Coverage, Plan::new(Vec::new(), true)));
        }
        let tables = OVERVIEW.iter().map(|name| Ok(vec![named(name)?]));
        let tables = tables.collect::<Result<Vec<_>, Stop>>()?;
        Ok((Shown::Overview, Plan::new(tables, true)))
    }
}

#[cfg(test)]
mod tests;
