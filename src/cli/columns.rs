//! A table for a person's eyes: columns under their names, cut at the terminal's width.

use std::io::{self, Write};

use super::annotate::cut;
use super::io::{Out, style};

/// Prints rows under a heading; a cell that a row does not have is empty.
pub(super) fn write<C: AsRef<str>>(
    out: &mut Out,
    header: &[&str],
    rows: &[impl AsRef<[C]>],
) -> io::Result<()> {
    let heading = out.face.style(style::BOLD);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.as_ref().get(column));
        let cells = cells.map(|cell| cell.as_ref().chars().count());
        let name = header.get(column).map(|name| name.chars().count());
        cells.chain(name).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let limit = out.face.width().unwrap_or(usize::MAX);
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (cell, width) in cells.zip(&widths) {
            line.push_str(cell);
            let blanks = (width + 2).saturating_sub(cell.chars().count());
            line.extend(std::iter::repeat_n(' ', blanks));
        }
        cut(line.trim_end(), limit)
    };
    let names = line(&mut header.iter().copied());
    writeln!(out, "{heading}{names}{heading:#}")?;
    for row in rows {
        let cells = line(&mut row.as_ref().iter().map(AsRef::as_ref));
        writeln!(out, "{cells}")?;
    }
    Ok(())
}
