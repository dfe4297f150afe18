//! Lines that a fault of copying has put into the text: inverted question marks, and nothing else.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::sheet::Sheet;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::part::Role;

/// So many, or more, are such a line.
static FAULT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("¿¿¿¿¿"));

/// The lines that were found.
pub(super) struct Faults {
    /// Where each begins.
    starts: Vec<usize>,
}

impl Faults {
    /// Looks for them, and keeps them from being read: what stands around them is read as around a blank line.
    pub(super) fn hide(sheet: &mut Sheet<'_>, notes: &mut Vec<Diagnostic>) -> Self {
        let mut starts = Vec::new();
        if sheet.is_ascii || FAULT.find(sheet.text.as_bytes()).is_none() {
            return Faults { starts };
        }
        for at in 0..sheet.rows.len() {
            let text = sheet.text(at).trim();
            if !text.starts_with("¿¿¿¿¿") || text.contains(|c| c != '¿') {
                continue;
            }
            if let Some(row) = sheet.rows.get_mut(at).filter(|row| row.role.is_none()) {
                row.shape = Shape::Blank;
                starts.push(row.start);
                let message = "inverted question marks and nothing else";
                notes.push(Diagnostic::new(Code::LineFaulty, message).lines(row.line, row.line));
            }
        }
        Faults { starts }
    }

    /// Says what they are, once everything else is read.
    pub(super) fn show(&self, sheet: &mut Sheet<'_>) {
        for start in &self.starts {
            let at = sheet.rows.partition_point(|row| row.start < *start);
            if let Some(row) = sheet.rows.get_mut(at).filter(|row| row.start == *start) {
                row.role = Some(Role::Wrapper);
            }
        }
    }
}
