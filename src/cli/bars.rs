//! Counts for a person: a row a value, with its share and a bar.

use std::io::{self, Write};

use super::io::style;
use super::paper::{PER_CENT, Paper, digits, left, per_cent, right, width};
use super::status::thousands;

/// Columns of the widest bar, and of the narrowest that is drawn.
const WIDEST_BAR: usize = 40;
const NARROWEST_BAR: usize = 4;

/// Columns that a value without a note has at least, so that bars of most tables begin below each other; those that any
/// has even where they are too many for the paper; those of a note that says anything.
const LABEL: usize = 14;
const NARROWEST_LABEL: usize = 8;
const NOTE: usize = 8;
const WIDEST_NOTE: usize = 32;

/// A value and how many cables have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub text: &'a str,
    /// What the value means; empty where there is nothing to say.
    pub note: &'a str,
    pub count: u64,
    /// Whether it is a value, and not that there is none.
    pub known: bool,
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

/// Writes the counts of a field, of so many cables.
pub(super) fn write(
    out: &mut Vec<u8>,
    paper: Paper,
    name: &str,
    rows: &[Row<'_>],
    cables: u64,
) -> io::Result<()> {
    let widest = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let most = |rows: &mut dyn Iterator<Item = &Row>| rows.map(|row| row.count).max().unwrap_or(0);
    // Where most cables have no value, the bars of those that have one would be too short to be compared.
    let largest = most(&mut rows.iter().filter(|row| row.known));
    let columns = Columns::set(
        paper,
        widest(&|row| width(row.text)).max(name.len()),
        widest(&|row| width(row.note)),
        digits(most(&mut rows.iter())).max("cables".len()),
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
        cell(name, columns.label),
        notes(""),
        right("cables", columns.number),
        right("%", PER_CENT),
    )?;
    for row in rows {
        let own = if row.known {
            paper.style(style::PLAIN)
        } else {
            dim
        };
        write!(
            out,
            "{own}{}{own:#}{dim}{}{dim:#}  {}  {}",
            cell(row.text, columns.label),
            notes(row.note),
            right(&thousands(row.count), columns.number),
            right(&per_cent(row.count, cables), PER_CENT)
        )?;
        if columns.bar > 0 && row.known {
            let bar = paper.bar(row.count, largest, columns.bar);
            write!(out, "  {cyan}{bar}{cyan:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
