//! Labelled lines over and under a text: label, value, and the lines with which the value goes on.

use std::sync::LazyLock;

use super::parts::TextLine;
use super::values::{Items, Values};
use crate::part::{Part, Role};
use crate::vocab::fields::{self, Field, Place};

/// The labels of one container.
#[derive(Clone, Copy)]
pub(super) struct Labels {
    /// The container's name.
    pub container: &'static str,
    /// Whether the case of a label counts for nothing.
    pub any_case: bool,
}

impl Labels {
    /// The field that a line begins with, and what stands behind its label. A button has the line for itself.
    pub(super) fn read<'a>(&self, line: &'a str) -> Option<(&'static Field, &'a str)> {
        let find = |label: &str| fields::find(self.container, label, self.any_case);
        if let Some((label, value)) = line.split_once(':')
            && let Some(field) = find(label.trim_end()).filter(|field| !is_button(field))
        {
            return Some((field, value.trim()));
        }
        find(line)
            .filter(|field| is_button(field))
            .map(|field| (field, ""))
    }
}

/// Whether a field is none, but a word of the page.
pub(super) fn is_button(field: &Field) -> bool {
    field.items == fields::Items::Button
}

/// Notes a field.
pub(super) fn begin(values: &mut Values, field: &Field, value: &str) {
    let items = match field.items {
        fields::Items::Commas => Items::Commas,
        fields::Items::Bars => Items::Bars,
        fields::Items::Text | fields::Items::Button => Items::One,
    };
    values.begin(field.name.into(), items, value);
}

/// The role of a field's lines.
pub(super) fn role(field: &Field) -> Role {
    static NAMES: LazyLock<Vec<(String, Role)>> = LazyLock::new(|| {
        let named = |role: &Role| (role.name(), *role);
        Role::ALL.iter().map(named).collect()
    });
    let found = NAMES.iter().find(|(name, _)| name == field.role);
    found.map_or(Role::Archive, |(_, role)| *role)
}

/// A stretch of labelled lines, read line by line.
#[derive(Default)]
pub(super) struct Block {
    pub values: Values,
    pub given: Vec<Part>,
    /// The role of the field that is open; nothing behind a blank line, where no value goes on.
    open: Option<Role>,
}

impl Block {
    /// Takes a line that is a field, goes on with one, or is blank; says whether it did. Fields that stood in a row
    /// have tabs between them.
    pub(super) fn take(&mut self, labels: Labels, place: Place, line: &TextLine<'_>) -> bool {
        let mut taken = None;
        for piece in line.text.split('\t').map(str::trim) {
            let field = labels
                .read(piece)
                .filter(|(field, _)| field.place == place || field.place == Place::Any);
            if let Some((field, value)) = field {
                taken = taken.or(Some(role(field)));
                if is_button(field) {
                    self.open = None;
                } else {
                    begin(&mut self.values, field, value);
                    self.open = Some(role(field));
                }
            } else if piece.is_empty() {
                continue;
            } else if let Some(role) = self.open {
                taken = taken.or(Some(role));
                self.values.go_on(piece);
            } else {
                break;
            }
        }
        if line.text.is_empty() {
            self.open = None;
            taken = Some(Role::Blank);
        }
        if let Some(role) = taken {
            self.give(line, role);
        }
        taken.is_some()
    }

    /// Takes a line as what it is.
    pub(super) fn give(&mut self, line: &TextLine<'_>, role: Role) {
        self.given.push(line.part(role));
    }

    /// No value goes on over what stands here.
    pub(super) fn close(&mut self) {
        self.open = None;
    }
}

/// Where the lines of fields under a text begin: from there on nothing stands that is no field, goes on with none, and
/// is not passed over.
pub(super) fn tail(
    lines: &[TextLine<'_>],
    body: usize,
    is_field: impl Fn(&str) -> bool,
    mut is_passed: impl FnMut(&str) -> bool,
) -> usize {
    let mut begin = lines.len();
    // Lines that only a label above them would make a field's.
    let mut open = false;
    for (at, line) in lines.iter().enumerate().skip(body).rev() {
        if is_field(line.text) {
            (begin, open) = (at, false);
        } else if is_passed(line.text) {
            if open {
                break;
            }
        } else {
            open = true;
        }
    }
    begin
}
