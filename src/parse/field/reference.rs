//! The REF lines: what the cable refers to.
//!
//! Decided: each cable of a list (`12, 13 AND 15`) is an entry of its own, with the list's label and its own printed
//! part as text.

mod item;
mod label;
mod set;
mod split;

use std::collections::HashSet;

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::context::Context;
use crate::parse::element::year;
use crate::parse::flow::{Flow, groups};
use crate::parse::fragment::Fragment;
use crate::record::{Reference, ReferenceKind};
use crate::slice::{indent, part, tail};
use crate::vocab::labels::Label;
pub(crate) use item::cable;
use item::{Cable, Kind};
use split::Item;

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
    let are_sets = fragments.iter().any(|fragment| set::is_one(fragment.text));
    let mut groups = groups(fragments, &[Label::References]).peekable();
    while let Some(group) = groups.next() {
        let set = || set::read(&Flow::joined(group.lines()));
        match are_sets.then(set).flatten() {
            Some(reference) => list.references.push(reference),
            None => list.block(&Flow::lined(group.lines()), groups.peek().is_some()),
        }
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
    /// Label and text of the references of earlier blocks, in capitals.
    earlier: HashSet<(Option<char>, String)>,
    /// How many references are of earlier blocks.
    known: usize,
    notes: &'d mut Vec<Diagnostic>,
    year_unknown: Option<[u32; 2]>,
}

impl List<'_, '_> {
    /// One block, its own label taken off; `more` says whether the label of the lines stands again behind it.
    fn block(&mut self, flow: &Flow, more: bool) {
        let earlier = self.references.iter().skip(self.known);
        let keys: Vec<_> = earlier
            .map(|reference| {
                let label = reference.label.as_ref();
                key(
                    label.and_then(|label| label.chars().next()),
                    &reference.text,
                )
            })
            .collect();
        self.earlier.extend(keys);
        self.known = self.references.len();
        let text = flow.text.as_str();
        let labels = label::find(text);
        let first = labels.first().map_or(text.len(), |label| label.start);
        self.items(flow, None, [0, first]);
        let nexts = labels.iter().skip(1).map(Some).chain([None]);
        for (label, next) in labels.iter().zip(nexts) {
            let letter = label.letter;
            let end = next.map_or(text.len(), |next| next.start);
            let again = next.map_or(more, |next| next.letter == letter);
            if !self.items(flow, Some(letter), [label.end, end]) && !again {
                let message = format!("nothing stands after the label {letter}");
                self.incomplete(flow, [label.start, label.end], message);
            }
        }
    }

    /// The items between two places, all with one label. Whether there are any.
    fn items(&mut self, flow: &Flow, label: Option<char>, [start, end]: [usize; 2]) -> bool {
        let items = split::items(part(&flow.text, start, end));
        let any = !items.is_empty();
        let goes_on = tail(part(&flow.text, 0, start), BEFORE_LABEL)
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .rsplit(' ')
            .nth(1);
        let goes_on = goes_on.is_some_and(|word| word.eq_ignore_ascii_case("AND"));
        for item in items {
            if says_none(&item.text) {
                continue;
            }
            // The second copy of a block adds nothing.
            if !self.earlier.is_empty() && self.earlier.contains(&key(label, &item.text)) {
                continue;
            }
            let span = [start + item.start, start + item.end];
            // `A) STATE 12 AND B) 15`: a number of the same post.
            let listed = goes_on.then(|| self.listed(&item)).flatten();
            let (kind, id) = match listed {
                Some(id) => (ReferenceKind::Cable, Some(id)),
                None => self.kind(flow, &item, span),
            };
            if let Some(behind) = item.behind {
                let rest = part(&flow.text, span[1], start + behind);
                let span = [span[1] + indent(rest), start + behind];
                let unread = shown(rest.trim());
                let message = format!("behind {} stands what is no reference: {unread}", item.text);
                self.notes
                    .push(flow.diagnostic(span, Code::ReferenceEnd, "references", message));
            }
            self.references.push(Reference {
                label: label.map(String::from),
                text: item.text,
                kind,
                id,
                notal: item.notal,
            });
        }
        any
    }

    /// The id of a number alone, which goes on with the post and year of the reference before it.
    fn listed(&self, item: &Item) -> Option<String> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let last = self.references.last()?.id.as_deref()?;
        let post = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = item.text.parse().ok().filter(|_| digits(&item.text))?;
        Some(format!("{post}{number}"))
    }

    /// The kind of a reference, and the id of a cable.
    fn kind(
        &mut self,
        flow: &Flow,
        item: &Item,
        span: [usize; 2],
    ) -> (ReferenceKind, Option<String>) {
        let message = match &item.kind {
            Kind::Cable(cable) => match self.cable(flow, cable, span) {
                Ok(id) => return (ReferenceKind::Cable, id),
                Err(message) => message,
            },
            Kind::Email => return (ReferenceKind::Email, None),
            Kind::Message => return (ReferenceKind::Message, None),
            Kind::Document | Kind::Paper => return (ReferenceKind::Document, None),
            Kind::Post => "a reference with no number",
            Kind::Unread => "a reference that could not be read",
        };
        self.incomplete(flow, span, format!("{message}: {}", shown(&item.text)));
        (ReferenceKind::Incomplete, None)
    }

    /// The canonical id of a cable, where its year is known; an error where it is not known which cable is meant.
    fn cable(
        &mut self,
        flow: &Flow,
        cable: &Cable,
        span: [usize; 2],
    ) -> Result<Option<String>, &'static str> {
        let post = if item::is_own_series(&cable.post) {
            own_series(self.context).ok_or("a number of an embassy that is not named")?
        } else if cable.listed {
            cable.post.as_str()
        } else {
            return Err("what stands before the number is no post of the table");
        };
        let own = self.context.date.map(|date| date.year());
        let printed = cable.year.map(|year| year::of_two_digits(year.into()));
        let later = printed.zip(own).is_some_and(|(printed, own)| printed > own);
        // Digits behind a number may be anything (`12-15`); a year before it was meant as one.
        if later && !cable.year_behind {
            return Err("the year printed is later than the cable's own");
        }
        let year = printed.filter(|_| !later).or(own);
        let is_self = self.context.post == Some(post)
            && self.context.number == Some(cable.number)
            && year == own;
        if is_self {
            let message = format!("the cable refers to itself: {post} {}", cable.number);
            self.notes
                .push(flow.diagnostic(span, Code::ReferenceSelf, "references", message));
        }
        let Some(year) = year else {
            let [first, last] = flow.lines(span);
            let first = self.year_unknown.map_or(first, |[first, _]| first);
            self.year_unknown = Some([first, last]);
            return Ok(None);
        };
        let year = year.rem_euclid(100);
        Ok(Some(format!("{year:02}{post}{}", cable.number)))
    }

    fn incomplete(&mut self, flow: &Flow, span: [usize; 2], message: String) {
        let found = flow.diagnostic(span, Code::ReferenceIncomplete, "references", message);
        self.notes.push(found);
    }
}

/// So many bytes with a label are looked through for the word before it.
const BEFORE_LABEL: usize = 64;

/// Whose telegrams an EMBTEL is one of: the post's that sends the cable, or the one that a cable of STATE goes to.
fn own_series<'a>(context: &'a Context<'a>) -> Option<&'a str> {
    if context.post == Some("STATE") {
        context.action
    } else {
        context.post
    }
}

/// Whether a text says that there is no reference, or none here.
fn says_none(text: &str) -> bool {
    ["AS NOTED IN TEXT", "NOTED IN TEXT", "SEE TEXT"]
        .iter()
        .any(|none| none.eq_ignore_ascii_case(text.trim_matches(['.', ' '])))
}

/// What a further copy of a reference is known by.
fn key(label: Option<char>, text: &str) -> (Option<char>, String) {
    let label = label.map(|label| label.to_ascii_uppercase());
    (label, text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests;
