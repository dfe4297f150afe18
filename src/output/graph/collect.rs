//! From records to a graph: what is kept of each cable, and how it is put together.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::Graph;
use super::strings::Strings;
use crate::record::{Level, Record, Reference, ReferenceKind};

/// What is kept of records.
#[derive(Clone, Debug, Default)]
pub struct Collect {
    /// Whether date, subject, post and level of each cable are kept: rows need none of them.
    pub attributes: bool,
}

/// What is kept of one cable. It is made on any thread, and added to a graph in the order of the inputs.
#[derive(Debug)]
pub struct Entry {
    name: String,
    others: Vec<String>,
    about: Option<Attributes>,
    references: Option<Vec<Reference>>,
}

/// What else is known of a cable.
#[derive(Debug, Default)]
struct Attributes {
    date: Option<DateTime<Utc>>,
    subject: Option<String>,
    post: Option<String>,
    level: Option<Level>,
}

/// The same in a graph.
#[derive(Debug, Default)]
pub(super) struct About {
    pub date: Option<DateTime<Utc>>,
    pub subject: Option<Box<str>>,
    pub post: Option<u32>,
    pub level: Option<Level>,
}

/// A cable in a graph.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Whether it is among the inputs.
    pub present: bool,
    /// Whether its references are wanted.
    pub cites: bool,
    pub about: Option<Box<About>>,
}

/// A reference in a graph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub from: u32,
    pub to: Target,
    pub label: Option<u32>,
    pub kind: ReferenceKind,
    pub notal: bool,
}

/// What a reference names: a cable, or a text where no id is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    Place(u32),
    Text(u32),
}

impl Collect {
    /// What is kept of a record; `others` are the ids by which it is known beside its own, `cites` says whether its
    /// references are wanted, or only that it is there.
    #[must_use]
    pub fn take(&self, record: Record, others: Vec<String>, cites: bool) -> Entry {
        let references = cites.then_some(record.references);
        let name = record.id.unwrap_or_else(|| {
            // No id holds this sign, and the number stands always: whether it is needed would depend on other cables.
            format!("{}#{}", record.source.path, record.source.index)
        });
        let about = self.attributes.then(|| Attributes {
            date: record.date,
            subject: record.subject,
            post: record
                .mrn
                .post
                .or_else(|| Some(record.routing.from?.post?.into_owned())),
            level: record.classification.level,
        });
        Entry {
            name,
            others,
            about,
            references,
        }
    }
}

/// A graph in the making.
#[derive(Debug, Default)]
pub struct Builder {
    names: Strings,
    places: Vec<Place>,
    words: Strings,
    links: Vec<Link>,
    /// Other ids of cables, and the places of these, as they came.
    others: Vec<(String, u32)>,
}

impl Builder {
    /// Adds a cable. Of two with one id, the first says what is known of it, and the other what the first does not say.
    pub fn add(&mut self, entry: Entry) {
        let from = self.place(&entry.name);
        let others = entry.others.into_iter();
        self.others.extend(others.map(|name| (name, from)));
        if let Some(place) = self.places.get_mut(from as usize) {
            place.present = true;
            place.cites |= entry.references.is_some();
            if let Some(new) = entry.about {
                let post = new.post.map(|post| self.words.number(&post));
                let about = place.about.get_or_insert_default();
                about.date = about.date.or(new.date);
                about.post = about.post.or(post);
                about.level = about.level.or(new.level);
                if about.subject.is_none() {
                    about.subject = new.subject.map(String::into_boxed_str);
                }
            }
        }
        for reference in entry.references.into_iter().flatten() {
            let to = match &reference.id {
                Some(id) => Target::Place(self.place(id)),
                None => Target::Text(self.words.number(&reference.text)),
            };
            let label = reference.label.map(|label| self.words.number(&label));
            self.links.push(Link {
                from,
                to,
                label,
                kind: reference.kind,
                notal: reference.notal,
            });
        }
    }

    /// The graph: of references that are the same, the first. Where `only` names a cable, no others than those to it.
    ///
    /// Which cable an id names is known only now: the one that has it as its own, else the first that has it beside its
    /// own.
    #[must_use]
    pub fn finish(mut self, only: Option<&str>) -> Graph {
        let other_of = self.known_by_another();
        let named = |place: u32| other_of.get(&place).copied().unwrap_or(place);
        let mut links = self.links;
        for link in &mut links {
            if let Target::Place(to) = &mut link.to {
                *to = named(*to);
            }
        }
        if let Some(only) = only {
            let wanted = self.names.find(only).map(|it| Target::Place(named(it)));
            links.retain(|link| Some(link.to) == wanted);
            // Who cites something else is no part of this graph.
            for place in &mut self.places {
                place.cites = false;
            }
        }
        once(&mut links);
        Graph {
            names: self.names,
            places: self.places,
            words: self.words,
            links,
        }
    }

    /// The places of ids that no cable has as its own, and the places of those that are known by them.
    fn known_by_another(&mut self) -> HashMap<u32, u32> {
        let mut known = HashMap::new();
        for (name, place) in std::mem::take(&mut self.others) {
            let other = self.place(&name);
            if !self
                .places
                .get(other as usize)
                .is_some_and(|other| other.present)
            {
                known.entry(other).or_insert(place);
            }
        }
        known
    }

    /// The place of a name.
    fn place(&mut self, name: &str) -> u32 {
        let index = self.names.number(name);
        if index as usize == self.places.len() {
            self.places.push(Place::default());
        }
        index
    }
}

/// Leaves the first of those that are the same; it is marked where any of them is.
fn once(links: &mut Vec<Link>) {
    let key = |index: &usize| {
        let link = links.get(*index);
        link.map(|link| (link.from, link.to, link.label, link.kind as u8))
    };
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_unstable_by_key(|index| (key(index), *index));
    let mut first: Vec<bool> = vec![false; links.len()];
    let mut notal: Vec<bool> = vec![false; links.len()];
    for same in order.chunk_by(|one, other| key(one) == key(other)) {
        let Some(index) = same.first() else { continue };
        if let Some((first, notal)) = first.get_mut(*index).zip(notal.get_mut(*index)) {
            *first = true;
            let mut links = same.iter().filter_map(|index| links.get(*index));
            *notal = links.any(|link| link.notal);
        }
    }
    let mut seen = first.into_iter().zip(notal);
    links.retain_mut(|link| {
        let (first, notal) = seen.next().unwrap_or_default();
        link.notal |= notal;
        first
    });
}
