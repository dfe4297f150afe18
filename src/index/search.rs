//! Searches an index.

use std::cmp::Reverse;
use std::ops::Range;

use tantivy::DocAddress;
use tantivy::collector::Count;

use super::best::{Best, Candidate, Order};
use super::facet::{Facet, FacetCounts};
use super::lower::lower;
use super::{Index, IndexError, Stored};
use crate::query::Query;

/// What is wanted of what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What comes first.
    pub order: Order,
    /// Which of it, in that order.
    pub range: Range<usize>,
    /// The fields whose values are counted.
    pub facets: Vec<Facet>,
    /// How many values of each, but for years, which are all shown.
    pub values: usize,
}

/// What is found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// How many cables.
    pub total: u64,
    /// Those that are wanted, in order.
    pub hits: Vec<Hit>,
    /// The counts that are wanted.
    pub facets: Vec<FacetCounts>,
}

/// A cable that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// How well the words fit, where that is the order.
    pub score: Option<f32>,
    address: DocAddress,
}

impl Index {
    /// How many cables a query finds.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn count(&self, query: &Query) -> Result<u64, IndexError> {
        self.guard(|| {
            let query = self.by_every_id(query).map_err(|error| self.error(error))?;
            let lowered = lower(&query, self.fields(), false);
            let found = self.searcher().search(&lowered, &Count);
            found
                .map(|count| count as u64)
                .map_err(|error| self.error(error))
        })
    }

    /// What a query finds. Cables that are as good as one another are in the order of their ids, then of their paths.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(&self, query: &Query, ask: &Ask) -> Result<Answer, IndexError> {
        self.guard(|| self.answer(query, ask))
    }

    fn answer(&self, query: &Query, ask: &Ask) -> Result<Answer, IndexError> {
        let scored = ask.order == Order::Score;
        let query = self.by_every_id(query).map_err(|error| self.error(error))?;
        let lowered = lower(&query, self.fields(), scored);
        let most = if ask.range.is_empty() {
            0
        } else {
            ask.range.end
        };
        let best = Best {
            order: ask.order,
            most,
            facets: &ask.facets,
        };
        let found = self.searcher().search(&lowered, &best);
        let found = found.map_err(|error| self.error(error))?;
        let candidates = self.in_order(found.best, &ask.range)?;
        let hits = candidates.into_iter().map(|found| Hit {
            score: score(found.key).filter(|_| scored),
            id: found.id,
            address: found.address,
        });
        let facets = ask.facets.iter().zip(found.facets);
        Ok(Answer {
            total: found.total,
            hits: hits.collect(),
            facets: facets
                .map(|(facet, counted)| counted.most(*facet, ask.values))
                .collect(),
        })
    }

    /// The cable of a hit.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn cable(&self, hit: &Hit) -> Result<Stored, IndexError> {
        self.stored(hit.address)
    }

    /// Those of a range, in order. Paths are looked up only where they decide.
    fn in_order(
        &self,
        mut found: Vec<Candidate>,
        range: &Range<usize>,
    ) -> Result<Vec<Candidate>, IndexError> {
        // What has no id comes behind what has one.
        found.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut ordered = Vec::new();
        let mut start = 0;
        for same in found.chunk_by(|a, b| key(a) == key(b)) {
            let end = start + same.len();
            if start >= range.end {
                break;
            }
            if end > range.start {
                let mut same = same.to_vec();
                if same.len() > 1 {
                    let mut placed = Vec::with_capacity(same.len());
                    for candidate in same {
                        let stored = self.stored(candidate.address)?;
                        let place = (stored.path().to_owned(), stored.index());
                        placed.push((place, candidate));
                    }
                    placed.sort_by(|(a, _), (b, _)| a.cmp(b));
                    same = placed.into_iter().map(|(_, candidate)| candidate).collect();
                }
                let skipped = range.start.saturating_sub(start);
                let wanted = (range.end - start).saturating_sub(skipped);
                ordered.extend(same.into_iter().skip(skipped).take(wanted));
            }
            start = end;
        }
        Ok(ordered)
    }
}

/// What candidates are ordered by, their paths aside.
fn key(candidate: &Candidate) -> (Reverse<i64>, bool, &str) {
    (
        Reverse(candidate.key),
        candidate.id.is_none(),
        candidate.id.as_deref().unwrap_or_default(),
    )
}

/// The score of a key.
fn score(key: i64) -> Option<f32> {
    u32::try_from(key).ok().map(f32::from_bits)
}

#[cfg(test)]
mod tests;
