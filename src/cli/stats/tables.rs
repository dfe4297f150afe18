//! Counts for a person: a row a value, with a bar.

use std::io::{self, Write};

use cablex::stats::{Dimension, Kept, Stats, Value};

use super::super::bars::{self, Row};
use super::super::io::style;
use super::super::paper::Paper;
use super::super::status::thousands;
use super::values::{more, text};
use super::{Counted, Shown, coverage, cross};

/// How many values of each table the overview shows where nobody says how many.
const OVERVIEW_TOP: usize = 20;

/// Writes what was counted.
pub(super) fn write(out: &mut Vec<u8>, paper: Paper, counted: &Counted<'_>) -> io::Result<()> {
    let (plan, stats) = (counted.plan, counted.stats);
    heading(out, paper, stats)?;
    if stats.cables() == 0 {
        return Ok(());
    }
    for table in plan.tables(stats) {
        let [first, ..] = table.dimensions() else {
            continue;
        };
        writeln!(out)?;
        if let [_, second] = table.dimensions() {
            cross::write(out, paper, &table, [first, second], counted)?;
            continue;
        }
        // Years that are missing from the middle of a table would look like years without cables.
        let is_cut = counted.shown == Shown::Overview && counted.top.is_none() && !first.is_time();
        let top = if is_cut {
            Some(OVERVIEW_TOP)
        } else {
            counted.top()
        };
        let kept = table.values(0, top);
        one(out, paper, first, &kept, stats.cables())?;
        more(out, paper, first, kept.more, counted)?;
    }
    if let Some(rows) = plan.coverage(stats) {
        writeln!(out)?;
        coverage::write(out, paper, &rows, stats.cables())?;
    }
    Ok(())
}

/// How many cables there are, and of which time.
fn heading(out: &mut Vec<u8>, paper: Paper, stats: &Stats) -> io::Result<()> {
    let bold = paper.style(style::BOLD);
    let cables = stats.cables();
    let noun = if cables == 1 { "cable" } else { "cables" };
    write!(out, "{bold}{} {noun}{bold:#}", thousands(cables))?;
    if let Some(dates) = stats.dates() {
        let [first, last] = dates.map(|date| date.format("%Y-%m-%d").to_string());
        if first == last {
            write!(out, ", {first}")?;
        } else {
            write!(out, ", {first} to {last}")?;
        }
        let undated = cables - stats.dated();
        if undated > 0 {
            write!(out, "; {} without a date", thousands(undated))?;
        }
    }
    writeln!(out)
}

/// A table of one dimension.
fn one(
    out: &mut Vec<u8>,
    paper: Paper,
    dimension: &Dimension,
    kept: &Kept<'_>,
    cables: u64,
) -> io::Result<()> {
    let rows = kept.values.iter().map(|(value, count)| Row {
        text: text(value),
        note: match value {
            Value::Known(text) => dimension.note(text).unwrap_or_default(),
            Value::Unread | Value::Absent => "",
        },
        count: *count,
        known: matches!(value, Value::Known(_)),
    });
    bars::write(
        out,
        paper,
        dimension.name(),
        &rows.collect::<Vec<_>>(),
        cables,
    )
}
