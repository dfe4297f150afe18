//! A block that stands twice: the second copy adds nothing.

use super::sheet::Sheet;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::part::Role;

/// Whether the lines from `at` on repeat all those from `first` on; blank lines and page markers may differ.
/// Marks them as a repeat and returns the stretch behind them.
pub(super) fn block(
    sheet: &mut Sheet<'_>,
    first: usize,
    at: usize,
    notes: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let mut copy = at;
    let mut last_original = first;
    let mut original = first;
    while original < at {
        let text = whole_line(sheet, original);
        if !is_passed_over(sheet, original) {
            while is_passed_over(sheet, copy) && copy < sheet.rows.len() {
                copy += 1;
            }
            if whole_line(sheet, copy).trim() != text.trim() {
                return None;
            }
            last_original = original;
            copy += 1;
        }
        let line = sheet.line(original);
        while original < at && sheet.line(original) == line {
            original += 1;
        }
    }
    for row in at..copy {
        sheet.set(row, Role::Repeat);
    }
    let (from, to) = (sheet.line(at), sheet.line(copy - 1));
    let message = format!(
        "lines {from}-{to} repeat lines {}-{}",
        sheet.line(first),
        sheet.line(last_original)
    );
    notes.push(Diagnostic::new(Code::BlockRepeated, message).lines(from, to));
    Some(copy)
}

/// What may differ between the copies.
fn is_passed_over(sheet: &Sheet<'_>, at: usize) -> bool {
    matches!(sheet.shape(at), Shape::Blank | Shape::PageMarker)
}

/// The printed text of the line that begins with this stretch, all its stretches together.
fn whole_line<'m>(sheet: &Sheet<'m>, at: usize) -> &'m str {
    let line = sheet.line(at);
    let last = sheet
        .rows
        .iter()
        .skip(at)
        .take_while(|row| row.line == line)
        .last();
    let start = sheet.rows.get(at).map_or(0, |row| row.start);
    last.and_then(|row| sheet.text.get(start..row.end))
        .unwrap_or_default()
}
