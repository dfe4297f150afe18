//! For a person: how many cables have each field of a record.

use std::io::{self, Write};

use cablex::stats::Covered;

use super::super::io::style;
use super::super::paper::{PER_CENT, Paper, digits, left, per_cent, right};
use super::super::status::thousands;

/// Columns of the widest bar, and of the narrowest that is drawn.
const WIDEST_BAR: usize = 20;
const NARROWEST_BAR: usize = 4;

/// Writes a row a field; what lies within another field is set in below it.
pub(super) fn write(
    out: &mut Vec<u8>,
    paper: Paper,
    rows: &[Covered],
    cables: u64,
) -> io::Result<()> {
    let label = rows.iter().map(|row| name(row.field).len()).max();
    let label = label.unwrap_or(0);
    let number = digits(cables).max("unread".len());
    // A column with the share, and one without.
    let (full, short) = (number + 2 + PER_CENT, number);
    let shares = label + 3 * (full + 2) <= paper.width;
    let others = if shares { full } else { short };
    let used = label + (full + 2) + 2 * (others + 2);
    let bar = paper.width.saturating_sub(used + 2).min(WIDEST_BAR);
    let (bold, dim, cyan) = (
        paper.style(style::BOLD),
        paper.style(style::DIM),
        paper.style(style::CYAN),
    );
    writeln!(
        out,
        "{bold}{}{bold:#}  {dim}{}  {}  {}{dim:#}",
        left("field", label),
        right("present", full),
        right("absent", others),
        right("unread", others),
    )?;
    let cell = |count: u64, columns: usize| match count {
        0 => format!("{dim}{}{dim:#}", right("0", columns)),
        count if columns > number => format!(
            "{}  {}",
            right(&thousands(count), number),
            right(&per_cent(count, cables), PER_CENT)
        ),
        count => right(&thousands(count), columns),
    };
    for row in rows {
        write!(
            out,
            "{}  {}  {}  {}",
            left(&name(row.field), label),
            cell(row.present, full),
            cell(row.absent, others),
            cell(row.unread, others)
        )?;
        if bar >= NARROWEST_BAR {
            let bar = paper.bar(row.present, cables, bar);
            write!(out, "  {cyan}{bar}{cyan:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The last key of a path, set in where it is not the first.
fn name(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((_, key)) => format!("  {key}"),
        None => path.to_owned(),
    }
}
