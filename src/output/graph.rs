//! Who cites whom: cables and what they refer to, as rows or as a file that programs for graphs read.
//!
//! A graph is built of all inputs, since only the last of them tells whether a cable that is cited is there. It keeps of
//! a record what it prints and nothing else.

mod collect;
mod dot;
mod gexf;
mod graphml;
mod rows;
mod strings;
mod xml;

use std::io::{self, Write};

use chrono::{DateTime, SecondsFormat, Utc};

use crate::record::{Level, ReferenceKind};

pub use collect::{Builder, Collect, Entry};
pub use rows::{COLUMNS, MISSING_COLUMNS, cells, missing_cells};

use collect::{Link, Place, Target};
use strings::Strings;

/// Cables, and what they refer to.
#[derive(Debug)]
pub struct Graph {
    /// Ids, or where a cable without an id was read; the index of a name is that of its place.
    names: Strings,
    places: Vec<Place>,
    /// Labels, printed texts, posts.
    words: Strings,
    links: Vec<Link>,
}

/// A cable, read or only cited.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// Its id; for a cable without one, the path and index of its source with `#` between.
    pub id: &'a str,
    /// Whether it is among the inputs.
    pub present: bool,
    /// Its date.
    pub date: Option<DateTime<Utc>>,
    /// Its subject.
    pub subject: Option<&'a str>,
    /// The post that sent it.
    pub post: Option<&'a str>,
    /// Its classification.
    pub level: Option<Level>,
}

/// A reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge<'a> {
    /// The cable that cites, named as its node is.
    pub from: &'a str,
    /// What is cited.
    pub to: Cited<'a>,
    /// The letter of the reference.
    pub label: Option<&'a str>,
    /// What kind of thing is cited.
    pub kind: ReferenceKind,
    /// Whether the reference is marked as not sent to, or not needed by, all addressees.
    pub notal: bool,
}

/// What is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited<'a> {
    /// A cable.
    Cable {
        /// Its id.
        id: &'a str,
        /// Whether it is among the inputs.
        present: bool,
    },
    /// What has no id, as printed.
    Text(&'a str),
}

/// A cable that is cited and not among the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing<'a> {
    /// Its id.
    pub id: &'a str,
    /// How many cables cite it.
    pub cited_by: usize,
}

/// A file that programs for graphs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Graphviz.
    Dot,
    /// GraphML.
    Graphml,
    /// GEXF 1.2.
    Gexf,
}

impl Graph {
    /// The references, in the order of the inputs and of each cable.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'_>> {
        self.links.iter().map(|link| Edge {
            from: self.names.get(link.from),
            to: match link.to {
                Target::Place(index) => Cited::Cable {
                    id: self.names.get(index),
                    present: self.is_present(index),
                },
                Target::Text(index) => Cited::Text(self.words.get(index)),
            },
            label: link.label.map(|label| self.words.get(label)),
            kind: link.kind,
            notal: link.notal,
        })
    }

    /// The references to cables whose id is known, each with the ids at its ends.
    fn arrows(&self) -> impl Iterator<Item = (&str, &str, Edge<'_>)> {
        self.edges().filter_map(|edge| match edge.to {
            Cited::Cable { id, .. } => Some((edge.from, id, edge)),
            Cited::Text(_) => None,
        })
    }

    /// The cables whose references were wanted, and those that they cite, in the order in which they were first named.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        let mut shown: Vec<bool> = self.places.iter().map(|place| place.cites).collect();
        let ends = self.links.iter().filter_map(|link| match link.to {
            Target::Place(to) => Some([link.from, to]),
            Target::Text(_) => None,
        });
        for end in ends.flatten() {
            if let Some(shown) = shown.get_mut(end as usize) {
                *shown = true;
            }
        }
        let places = (0..).zip(&self.places).zip(shown);
        places
            .filter(|(_, shown)| *shown)
            .map(|((index, place), _)| {
                let about = place.about.as_deref();
                Node {
                    id: self.names.get(index),
                    present: place.present,
                    date: about.and_then(|about| about.date),
                    subject: about.and_then(|about| about.subject.as_deref()),
                    post: about.and_then(|about| about.post.map(|post| self.words.get(post))),
                    level: about.and_then(|about| about.level),
                }
            })
    }

    /// The cables that are cited and not among the inputs: those that most cables cite first, then by their ids.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing<'_>> {
        let absent = self.links.iter().filter_map(|link| match link.to {
            Target::Place(to) if !self.is_present(to) => Some((to, link.from)),
            _ => None,
        });
        let mut absent: Vec<(u32, u32)> = absent.collect();
        absent.sort_unstable();
        absent.dedup();
        let of_one = absent.chunk_by(|(one, _), (other, _)| one == other);
        let mut missing: Vec<Missing<'_>> = of_one
            .filter_map(|cited| {
                Some(Missing {
                    id: self.names.get(cited.first()?.0),
                    cited_by: cited.len(),
                })
            })
            .collect();
        missing.sort_unstable_by_key(|it| (std::cmp::Reverse(it.cited_by), it.id));
        missing
    }

    /// Writes the cables, and the references to cables whose id is known.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(&self, out: &mut impl Write, format: Format) -> io::Result<()> {
        match format {
            Format::Dot => dot::write(out, self),
            Format::Graphml => graphml::write(out, self),
            Format::Gexf => gexf::write(out, self),
        }
    }

    fn is_present(&self, index: u32) -> bool {
        let place = self.places.get(index as usize);
        place.is_some_and(|place| place.present)
    }
}

impl Node<'_> {
    /// The date as records spell it.
    fn printed_date(&self) -> Option<String> {
        let date = self.date?;
        Some(date.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// Attributes of a cable that are texts, by their names; those that it has.
    fn texts(&self) -> impl Iterator<Item = (&'static str, String)> {
        let level = self.level.map(Level::as_str);
        [
            ("date", self.printed_date()),
            ("subject", self.subject.map(str::to_owned)),
            ("post", self.post.map(str::to_owned)),
            ("level", level.map(str::to_owned)),
        ]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
