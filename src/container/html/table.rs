//! The table over the text: a row of labels, a row of values.

use super::one_line;
use crate::message::Archive;

/// The labels that the archive calls otherwise, with the key under which records hold them.
const KEYS: [(&str, &str); 3] = [
    ("Reference ID", "identifier"),
    ("Reference id", "identifier"),
    ("Date", "created"),
];

/// The label that names the cable, and stands first: of the archive, and of the site by which it was searched.
const FIRST_LABELS: [&str; 3] = ["Reference ID", "Reference id", "Identifier"];

/// The cells of the page's table, as they are read. Cells end where the next one begins, closed or not.
#[derive(Default)]
pub(super) struct Table {
    labels: Vec<Vec<u8>>,
    values: Vec<Vec<u8>>,
    open: Option<Cell>,
    /// Whether a table with labels and values has ended: what follows is another one.
    done: bool,
}

#[derive(Clone, Copy)]
enum Cell {
    Label,
    Value,
}

impl Table {
    pub(super) fn start(&mut self, name: &str) {
        match name {
            "table" => {
                self.end(name);
            }
            "tr" => self.open = None,
            _ if self.done => {}
            "th" => {
                self.labels.push(Vec::new());
                self.open = Some(Cell::Label);
            }
            "td" => {
                self.values.push(Vec::new());
                self.open = Some(Cell::Value);
            }
            _ => {}
        }
    }

    /// Says whether the cable's table ends here.
    pub(super) fn end(&mut self, name: &str) -> bool {
        match name {
            "th" | "td" | "tr" => self.open = None,
            "table" => {
                self.open = None;
                if !self.done && self.is_whole() {
                    self.done = true;
                    return true;
                }
                if !self.done {
                    *self = Table::default();
                }
            }
            _ => {}
        }
        false
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        let cell = match self.open {
            Some(Cell::Label) => self.labels.last_mut(),
            Some(Cell::Value) => self.values.last_mut(),
            None => None,
        };
        if let Some(cell) = cell {
            cell.extend_from_slice(text);
        }
    }

    /// Whether this is a cable's table: its first label names the cable.
    fn is_whole(&self) -> bool {
        self.labels
            .first()
            .is_some_and(|label| FIRST_LABELS.contains(&one_line(label).as_str()))
            && !self.values.is_empty()
    }

    /// What the values say, each under its label.
    pub(super) fn note(&self, archive: &mut Archive) {
        if !self.is_whole() {
            return;
        }
        for (label, value) in self.labels.iter().zip(&self.values) {
            let label = one_line(label);
            let value = one_line(value);
            match KEYS.iter().find(|(name, _)| *name == label) {
                Some((_, key)) => archive.set(key, &value),
                None => archive.set(&label.to_lowercase().replace(' ', "_"), &value),
            }
        }
    }
}
