//! Counts for a person: a row a value, with a bar.

use std::io::{self, Write};

use cablex::stats::{Dimension, Kept, Stats, Value};

use super::super::io::style;
use super::super::status::thousands;
use super::paper::{PER_CENT, Paper, digits, left, per_cent, right, width};
use super::{Counted, Shown, coverage, cross};

/// How many values of each table the overview shows where nobody says how many.
const OVERVIEW_TOP: usize = 20;

/// Columns of the widest bar, and of the narrowest that is drawn.
const WIDEST_BAR: usize = 40;
const NARROWEST_BAR: usize = 4;

/// Columns that a value without a note has at least, so that bars of most tables begin below each other; those that any
/// has even where they are too many for the paper; those of a note that says anything.
const LABEL: usize = 14;
const NARROWEST_LABEL: usize = 8;
const NOTE: usize = 8;
const WIDEST_NOTE: usize = 32;

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

/// Says how many values are not shown.
pub(super) fn more(
    out: &mut Vec<u8>,
    paper: Paper,
    dimension: &Dimension,
    more: usize,
    counted: &Counted<'_>,
) -> io::Result<()> {
    if more == 0 {
        return Ok(());
    }
    let dim = paper.style(style::DIM);
    let number = thousands(more as u64);
    let name = dimension.name();
    let how = match (counted.shown, counted.top) {
        (Shown::Overview, None) => format!(" (--by {name}, or --top all)"),
        (Shown::Overview, _) => String::new(),
        _ => format!(" of {name}"),
    };
    writeln!(out, "{dim}{} {number} more{how}{dim:#}", paper.ellipsis())
}

/// What a person reads for a value.
pub(super) fn text(value: &Value) -> &str {
    match value {
        Value::Known(text) => text,
        Value::Unread => "(unread)",
        Value::Absent => "(none)",
    }
}

/// How the columns of a table are set: the words, then count and share, then the bar, two blanks between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    label: usize,
    note: usize,
    number: usize,
    bar: usize,
}

impl Columns {
    /// Sets columns that would be so wide to the paper.
    fn set(paper: Paper, label: usize, note: usize, number: usize) -> Self {
        let room = paper.width.saturating_sub(number + 2 + PER_CENT + 2);
        // Words leave an eighth of the paper to the bar.
        let words = room.saturating_sub(paper.width / 8 + 2);
        let note = note.min(WIDEST_NOTE);
        let label = if note > 0 { label } else { label.max(LABEL) };
        // Whoever has to choose reads the value and not what it means.
        let label = label.min(words).max(NARROWEST_LABEL.min(label));
        let note = match words.saturating_sub(label + 2) {
            left if left < note && left < NOTE => 0,
            left => note.min(left),
        };
        let gap = if note > 0 { 2 } else { 0 };
        let bar = room.saturating_sub(label + gap + note + 2).min(WIDEST_BAR);
        Columns {
            label,
            note,
            number,
            bar: if bar < NARROWEST_BAR { 0 } else { bar },
        }
    }
}

/// A table of one dimension.
fn one(
    out: &mut Vec<u8>,
    paper: Paper,
    dimension: &Dimension,
    kept: &Kept<'_>,
    cables: u64,
) -> io::Result<()> {
    let note = |value: &Value| match value {
        Value::Known(text) => dimension.note(text).unwrap_or_default(),
        Value::Unread | Value::Absent => "",
    };
    let widest = |of: &dyn Fn(&Value) -> usize| {
        let widths = kept.values.iter().map(|(value, _)| of(value));
        widths.max().unwrap_or(0)
    };
    let most = |values: &mut dyn Iterator<Item = &(&Value, u64)>| {
        let counts = values.map(|(_, count)| *count);
        counts.max().unwrap_or(0)
    };
    // Where most cables have no value, the bars of those that have one would be too short to be compared.
    let is_known = |(value, _): &&(&Value, u64)| matches!(value, Value::Known(_));
    let largest = most(&mut kept.values.iter().filter(is_known));
    let columns = Columns::set(
        paper,
        widest(&|value| width(text(value))).max(dimension.name().len()),
        widest(&|value| width(note(value))),
        digits(most(&mut kept.values.iter())).max("cables".len()),
    );
    let (bold, dim, cyan) = (
        paper.style(style::BOLD),
        paper.style(style::DIM),
        paper.style(style::CYAN),
    );
    let cell = |text: &str, columns| left(&paper.cut(text, columns), columns);
    let notes = |text: &str| match columns.note {
        0 => String::new(),
        columns => format!("  {}", cell(text, columns)),
    };
    writeln!(
        out,
        "{bold}{}{bold:#}{}  {dim}{}  {}{dim:#}",
        cell(dimension.name(), columns.label),
        notes(""),
        right("cables", columns.number),
        right("%", PER_CENT),
    )?;
    for (value, count) in &kept.values {
        let own = match value {
            Value::Known(_) => paper.style(style::PLAIN),
            Value::Unread | Value::Absent => dim,
        };
        write!(
            out,
            "{own}{}{own:#}{dim}{}{dim:#}  {}  {}",
            cell(text(value), columns.label),
            notes(note(value)),
            right(&thousands(*count), columns.number),
            right(&per_cent(*count, cables), PER_CENT)
        )?;
        if columns.bar > 0 && matches!(value, Value::Known(_)) {
            let bar = paper.bar(*count, largest, columns.bar);
            write!(out, "  {cyan}{bar}{cyan:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
