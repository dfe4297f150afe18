//! For a person: two dimensions crossed, with totals.

use std::io::{self, Write};

use cablex::stats::{Dimension, Table, Value};

use super::super::io::style;
use super::super::paper::{Paper, digits, left, right, width};
use super::super::status::thousands;
use super::Counted;
use super::values::{more, text};

/// Columns of the widest name of a column.
const WIDEST: usize = 14;

/// Columns that the name of a row has, where there is a choice.
const LABEL: usize = 30;

/// A column: its value, how many cables have that, and how wide it is.
struct Column<'a> {
    value: &'a Value,
    count: u64,
    width: usize,
}

/// Writes a row a value of the first dimension, a column a value of the second. Totals count cables: where a cable has
/// several values, the cells add up to more.
pub(super) fn write(
    out: &mut Vec<u8>,
    paper: Paper,
    table: &Table<'_>,
    [first, second]: [&Dimension; 2],
    counted: &Counted<'_>,
) -> io::Result<()> {
    let cables = counted.stats.cables();
    let rows = table.values(0, counted.top());
    let columns = table.values(1, counted.top());
    let names = rows.values.iter().map(|(value, _)| width(text(value)));
    let label = names.max().unwrap_or(0).max(first.name().len());
    let label = label.min(LABEL).min(paper.width / 3);
    let total = digits(cables).max("all".len());
    let room = paper.width.saturating_sub(label + 2 + total);
    let (shown, hidden) = fitting(&columns.values, room);
    let (bold, dim) = (paper.style(style::BOLD), paper.style(style::DIM));
    let heading = format!("{} by {}", first.name(), second.name());
    writeln!(out, "{bold}{}{bold:#}", paper.cut(&heading, paper.width))?;
    let nothing = if paper.utf8 { "·" } else { "." };
    let cell = |count: u64, columns: usize| match count {
        0 => format!("  {dim}{}{dim:#}", right(nothing, columns)),
        count => format!("  {}", right(&thousands(count), columns)),
    };
    write!(out, "{dim}{}  {}", left("", label), right("all", total))?;
    for column in &shown {
        let name = paper.cut(text(column.value), column.width);
        write!(out, "  {}", right(&name, column.width))?;
    }
    writeln!(out, "{dim:#}")?;
    for (value, count) in &rows.values {
        let own = match value {
            Value::Known(_) => paper.style(style::PLAIN),
            Value::Unread | Value::Absent => dim,
        };
        let name = left(&paper.cut(text(value), label), label);
        let count = right(&thousands(*count), total);
        write!(out, "{own}{name}{own:#}  {bold}{count}{bold:#}")?;
        for column in &shown {
            let count = table.count(value, column.value);
            write!(out, "{}", cell(count, column.width))?;
        }
        writeln!(out)?;
    }
    let all = right(&thousands(cables), total);
    write!(out, "{dim}{}{dim:#}  {bold}{all}", left("all", label))?;
    for column in &shown {
        write!(out, "  {}", right(&thousands(column.count), column.width))?;
    }
    writeln!(out, "{bold:#}")?;
    more(out, paper, first, rows.more, counted)?;
    more(out, paper, second, columns.more, counted)?;
    if hidden > 0 {
        let number = thousands(hidden as u64);
        let end = paper.ellipsis();
        let noun = if hidden == 1 {
            "column does"
        } else {
            "columns do"
        };
        writeln!(
            out,
            "{dim}{end} {number} more {noun} not fit; where piped, all come{dim:#}"
        )?;
    }
    Ok(())
}

/// The most frequent columns that fit, in their order, and how many do not.
fn fitting<'a>(columns: &[(&'a Value, u64)], mut room: usize) -> (Vec<Column<'a>>, usize) {
    let mut frequent: Vec<usize> = (0..columns.len()).collect();
    let count = |at: &usize| columns.get(*at).map_or(0, |(_, count)| *count);
    frequent.sort_by_key(|at| std::cmp::Reverse(count(at)));
    let column = |at: usize| {
        let (value, count) = *columns.get(at)?;
        let width = width(text(value)).min(WIDEST).max(digits(count));
        Some((
            at,
            Column {
                value,
                count,
                width,
            },
        ))
    };
    let mut shown = Vec::new();
    for (at, column) in frequent.into_iter().filter_map(column) {
        match room.checked_sub(column.width + 2) {
            Some(rest) => room = rest,
            None => break,
        }
        shown.push((at, column));
    }
    shown.sort_by_key(|(at, _)| *at);
    let hidden = columns.len() - shown.len();
    (
        shown.into_iter().map(|(_, column)| column).collect(),
        hidden,
    )
}
