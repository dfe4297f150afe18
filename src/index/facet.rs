//! Counts of what was found, by the values of a field.

use std::collections::BTreeMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// A field whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The year of the date, else of the message number.
    Year,
    /// The sending post.
    Post,
    /// TAGS, persons among them.
    Tag,
    /// The classification.
    Class,
    /// Captions and controls.
    Caption,
    /// The kind of document.
    Kind,
}

impl Facet {
    /// Every one.
    pub const ALL: [Facet; 6] = [
        Facet::Year,
        Facet::Post,
        Facet::Tag,
        Facet::Class,
        Facet::Caption,
        Facet::Kind,
    ];

    /// Its name, which is that of the field in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Facet::Year => "year",
            Facet::Post => "post",
            Facet::Tag => "tag",
            Facet::Class => "class",
            Facet::Caption => "caption",
            Facet::Kind => "kind",
        }
    }
}

/// How many of the cables found have each value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The field.
    pub facet: Facet,
    /// Years in their order; of others the most frequent first, those of one count by name.
    pub values: Vec<(String, u64)>,
    /// How many have no value.
    pub none: u64,
    /// How many values are not shown.
    pub more: usize,
}

/// Counts within a segment.
pub(super) struct Counter {
    column: Values,
    none: u64,
}

enum Values {
    /// Numbers of texts: how many documents have each, and the one that was counted last, for it may have it twice.
    Texts {
        column: StrColumn,
        counts: Vec<(u64, DocId)>,
    },
    Years {
        column: Column<i64>,
        counts: BTreeMap<i64, u64>,
    },
    /// No document of the segment has a value.
    None,
}

/// No document's number.
const NO_DOC: DocId = DocId::MAX;

impl Counter {
    pub(super) fn new(facet: Facet, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let column = if facet == Facet::Year {
            match fast.column_opt::<i64>(facet.name())? {
                Some(column) => Values::Years {
                    column,
                    counts: BTreeMap::new(),
                },
                None => Values::None,
            }
        } else {
            match fast.str(facet.name())? {
                Some(column) => Values::Texts {
                    counts: vec![(0, NO_DOC); column.num_terms()],
                    column,
                },
                None => Values::None,
            }
        };
        Ok(Counter { column, none: 0 })
    }

    pub(super) fn count(&mut self, doc: DocId) {
        let mut has_one = false;
        match &mut self.column {
            Values::Texts { column, counts } => {
                for ord in column.ords().values_for_doc(doc) {
                    has_one = true;
                    let Some((count, last)) = usize::try_from(ord)
                        .ok()
                        .and_then(|ord| counts.get_mut(ord))
                    else {
                        continue;
                    };
                    if *last != doc {
                        *last = doc;
                        *count += 1;
                    }
                }
            }
            Values::Years { column, counts } => {
                if let Some(year) = column.first(doc) {
                    has_one = true;
                    *counts.entry(year).or_default() += 1;
                }
            }
            Values::None => {}
        }
        self.none += u64::from(!has_one);
    }

    /// The values of the segment, and how many documents have none.
    pub(super) fn finish(self) -> tantivy::Result<Counted> {
        let mut values = BTreeMap::new();
        match self.column {
            Values::Texts { column, counts } => {
                let found = (0..).zip(&counts).filter(|(_, (count, _))| *count > 0);
                let (ords, counts): (Vec<u64>, Vec<u64>) =
                    found.map(|(ord, (count, _))| (ord, *count)).unzip();
                let mut counts = counts.into_iter();
                column.dictionary().sorted_ords_to_term_cb(&ords, |text| {
                    let text = String::from_utf8_lossy(text).into_owned();
                    values.insert(text, counts.next().unwrap_or_default());
                })?;
            }
            Values::Years { counts, .. } => {
                let years = counts.into_iter();
                values.extend(years.map(|(year, count)| (year.to_string(), count)));
            }
            Values::None => {}
        }
        Ok(Counted {
            values,
            none: self.none,
        })
    }
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Counted {
    values: BTreeMap<String, u64>,
    none: u64,
}

impl Counted {
    pub(super) fn merge(&mut self, other: Counted) {
        for (value, count) in other.values {
            *self.values.entry(value).or_default() += count;
        }
        self.none += other.none;
    }

    /// The counts in order; of other than years, so many of the most frequent.
    pub(super) fn most(self, facet: Facet, most: usize) -> FacetCounts {
        let mut values: Vec<(String, u64)> = self.values.into_iter().collect();
        let all = values.len();
        if facet == Facet::Year {
            values.sort_by_key(|(year, _)| year.parse::<i64>().unwrap_or_default());
        } else {
            // Those of one count stay in the order of their names.
            values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            values.truncate(most);
        }
        FacetCounts {
            facet,
            more: all - values.len(),
            values,
            none: self.none,
        }
    }
}
