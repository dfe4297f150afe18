//! The REF lines: what the cable refers to.
//!
//! Decided: each cable of a list (`12, 13 AND 15`) is an entry of its own, with the list's label and its own printed
//! part as text.

mod item;
mod label;
mod split;

use std::collections::HashSet;

use chrono::Datelike;

use super::super::context::Context;
use super::super::flow::{Flow, groups};
use super::super::fragment::Fragment;
use super::super::steps::{clip, part};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{Reference, ReferenceKind};
use crate::vocab::labels::{self, Label};
use item::{Cable, Kind};

/// Reads the REF lines, in order. A further block adds what the first does not have.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let label = |text: &str| labels::read(text).filter(|(found, _)| *found == Label::References);
    let mut list = List {
        context,
        references: Vec::new(),
        earlier: HashSet::new(),
        known: 0,
        diagnostics,
        year_unknown: None,
    };
    for (_, group) in groups(fragments, label) {
        list.block(&Flow::lined(group));
    }
    if let Some([first, last]) = list.year_unknown {
        list.diagnostics.push(
            Diagnostic::new(
                Code::ReferenceYearUnknown,
                "references without a printed year have no id: the cable's own year is not known",
            )
            .field("references.id")
            .lines(first, last),
        );
    }
    list.references
}

/// The list in the making.
struct List<'a, 'd> {
    context: &'a Context<'a>,
    references: Vec<Reference>,
    /// Label and text of the references of earlier blocks.
    earlier: HashSet<(Option<String>, String)>,
    /// How many references are of earlier blocks.
    known: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
    year_unknown: Option<[u32; 2]>,
}

impl List<'_, '_> {
    /// One block, its own label taken off.
    fn block(&mut self, flow: &Flow) {
        let earlier = self.references.iter().skip(self.known);
        let keys: Vec<_> = earlier
            .map(|reference| (reference.label.clone(), reference.text.clone()))
            .collect();
        self.earlier.extend(keys);
        self.known = self.references.len();
        let text = flow.text.as_str();
        let labels = label::find(text);
        let first = labels.first().map_or(text.len(), |label| label.start);
        self.items(flow, None, 0, first);
        let ends = labels.iter().skip(1).map(|label| label.start);
        for (label, end) in labels.iter().zip(ends.chain([text.len()])) {
            let letter = part(text, label.letter, label.letter + 1);
            if !self.items(flow, Some(letter), label.end, end) {
                let message = format!("nothing stands after the label {letter}");
                self.incomplete(flow, label.start, label.end, message);
            }
        }
    }

    /// The items between two places, all with one label. Whether there are any.
    fn items(&mut self, flow: &Flow, label: Option<&str>, start: usize, end: usize) -> bool {
        let items = split::items(part(&flow.text, start, end));
        let any = !items.is_empty();
        for item in items {
            // The second copy of a block adds nothing.
            let key = (label.map(str::to_string), item.text);
            if !self.earlier.contains(&key) {
                let (from, to) = (start + item.start, start + item.end);
                let (kind, id) = self.kind(flow, &item.kind, &key.1, from, to);
                self.references.push(Reference {
                    label: key.0,
                    text: key.1,
                    kind,
                    id,
                    notal: item.notal,
                });
            }
        }
        any
    }

    /// The kind of a reference, and the id of a cable.
    fn kind(
        &mut self,
        flow: &Flow,
        kind: &Kind,
        text: &str,
        start: usize,
        end: usize,
    ) -> (ReferenceKind, Option<String>) {
        let message = match kind {
            Kind::Cable(cable) => return (ReferenceKind::Cable, self.id(flow, cable, start, end)),
            Kind::Email => return (ReferenceKind::Email, None),
            Kind::Message => return (ReferenceKind::Message, None),
            Kind::Document => return (ReferenceKind::Document, None),
            Kind::Post => "a reference with no number",
            Kind::Unread => "a reference that could not be read",
        };
        self.incomplete(flow, start, end, format!("{message}: {}", clip(text)));
        (ReferenceKind::Incomplete, None)
    }

    /// The canonical id; the year is the cable's own where none is printed.
    fn id(&mut self, flow: &Flow, cable: &Cable, start: usize, end: usize) -> Option<String> {
        let lines = flow.lines(start, end);
        let own = self.context.date.map(|date| date.year().rem_euclid(100));
        let year = cable.year.map(i32::from).or(own);
        let is_self = self.context.post == Some(cable.post.as_str())
            && self.context.number == Some(cable.number)
            && year == own;
        if is_self {
            let [first, last] = lines;
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ReferenceSelf,
                    format!(
                        "the cable refers to itself: {} {}",
                        cable.post, cable.number
                    ),
                )
                .field("references")
                .lines(first, last),
            );
        }
        if year.is_none() {
            let [first, last] = lines;
            let first = self.year_unknown.map_or(first, |[first, _]| first);
            self.year_unknown = Some([first, last]);
        }
        Some(format!("{:02}{}{}", year?, cable.post, cable.number))
    }

    fn incomplete(&mut self, flow: &Flow, start: usize, end: usize, message: String) {
        let [first, last] = flow.lines(start, end);
        self.diagnostics.push(
            Diagnostic::new(Code::ReferenceIncomplete, message)
                .field("references")
                .lines(first, last),
        );
    }
}

#[cfg(test)]
mod tests;
