//! The REF lines: what the cable refers to.
//!
//! Decided: each cable of a list (`12, 13 AND 15`) is an entry of its own, with the list's label and its own printed
//! part as text.

mod item;
mod label;
mod split;

use std::collections::HashSet;

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::context::Context;
use crate::parse::flow::{Flow, groups};
use crate::parse::fragment::Fragment;
use crate::record::{Reference, ReferenceKind};
use crate::slice::part;
use crate::vocab::labels::Label;
pub(crate) use item::cable;
use item::{Cable, Kind};

/// Reads the REF lines, in order. A further block adds what the first does not have.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let mut list = List {
        context,
        references: Vec::new(),
        earlier: HashSet::new(),
        known: 0,
        notes,
        year_unknown: None,
    };
    for (_, group) in groups(fragments, &[Label::References]) {
        list.block(&Flow::lined(group));
    }
    if let Some([first, last]) = list.year_unknown {
        list.notes.push(
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
    notes: &'d mut Vec<Diagnostic>,
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
        self.items(flow, None, [0, first]);
        let ends = labels.iter().skip(1).map(|label| label.start);
        for (label, end) in labels.iter().zip(ends.chain([text.len()])) {
            let letter = label.letter;
            if !self.items(flow, Some(letter), [label.end, end]) {
                let message = format!("nothing stands after the label {letter}");
                self.incomplete(flow, [label.start, label.end], message);
            }
        }
    }

    /// The items between two places, all with one label. Whether there are any.
    fn items(&mut self, flow: &Flow, label: Option<char>, [start, end]: [usize; 2]) -> bool {
        let items = split::items(part(&flow.text, start, end));
        let any = !items.is_empty();
        for item in items {
            // The second copy of a block adds nothing.
            let key = (label.map(String::from), item.text);
            if !self.earlier.contains(&key) {
                let span = [start + item.start, start + item.end];
                let (kind, id) = self.kind(flow, &item.kind, &key.1, span);
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
        span: [usize; 2],
    ) -> (ReferenceKind, Option<String>) {
        let message = match kind {
            Kind::Cable(cable) => return (ReferenceKind::Cable, self.id(flow, cable, span)),
            Kind::Email => return (ReferenceKind::Email, None),
            Kind::Message => return (ReferenceKind::Message, None),
            Kind::Document => return (ReferenceKind::Document, None),
            Kind::Post => "a reference with no number",
            Kind::Unread => "a reference that could not be read",
        };
        self.incomplete(flow, span, format!("{message}: {}", shown(text)));
        (ReferenceKind::Incomplete, None)
    }

    /// The canonical id; the year is the cable's own where none is printed.
    fn id(&mut self, flow: &Flow, cable: &Cable, span: [usize; 2]) -> Option<String> {
        let own = self.context.date.map(|date| date.year().rem_euclid(100));
        let year = cable.year.map(i32::from).or(own);
        let is_self = self.context.post == Some(cable.post.as_str())
            && self.context.number == Some(cable.number)
            && year == own;
        if is_self {
            let message = format!(
                "the cable refers to itself: {} {}",
                cable.post, cable.number
            );
            self.notes
                .push(flow.diagnostic(span, Code::ReferenceSelf, "references", message));
        }
        if year.is_none() {
            let [first, last] = flow.lines(span);
            let first = self.year_unknown.map_or(first, |[first, _]| first);
            self.year_unknown = Some([first, last]);
        }
        Some(format!("{:02}{}{}", year?, cable.post, cable.number))
    }

    fn incomplete(&mut self, flow: &Flow, span: [usize; 2], message: String) {
        let found = flow.diagnostic(span, Code::ReferenceIncomplete, "references", message);
        self.notes.push(found);
    }
}

#[cfg(test)]
mod tests;
