//! The best of what is found: one pass that counts, keeps what comes first, and counts by facets.

use std::cmp::Reverse;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::facet::{Counted, Counter, Facet};

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest; what has no date comes last.
    #[default]
    Date,
    /// What says the words most, for its length.
    Score,
}

/// A document that may be among the best.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What it is ordered by: the date, or the score; the larger comes first.
    pub key: i64,
    pub id: Option<String>,
    pub address: DocAddress,
}

/// Keeps so many documents, and those that are as good as the last of them.
pub(super) struct Best<'a> {
    pub order: Order,
    pub most: usize,
    pub facets: &'a [Facet],
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub total: u64,
    pub best: Vec<Candidate>,
    pub facets: Vec<Counted>,
}

pub(super) struct SegmentBest {
    segment: SegmentOrdinal,
    /// Nothing where the order is that of scores.
    dates: Option<Column<i64>>,
    by_score: bool,
    ids: Option<tantivy::columnar::StrColumn>,
    most: usize,
    total: u64,
    kept: Vec<(i64, DocId)>,
    /// What has a smaller key is none of the best.
    least: i64,
    /// How many are kept before those are left out that are none of the best.
    room: usize,
    facets: Vec<Counter>,
    buffer: Vec<Option<i64>>,
}

/// The key of what has no date.
const UNDATED: i64 = i64::MIN;

/// The fewest that are kept before any is left out.
const ROOM: usize = 4096;

impl SegmentBest {
    fn keep(&mut self, key: i64, doc: DocId) {
        if key < self.least {
            return;
        }
        self.kept.push((key, doc));
        if self.kept.len() >= self.room {
            self.prune();
            // Where many are as good as the last, they all stay, and are not looked at again for each that comes.
            self.room = self.kept.len().saturating_mul(2).max(self.room);
        }
    }

    /// Leaves out what is none of the best.
    fn prune(&mut self) {
        let Some(last) = self.most.checked_sub(1) else {
            self.kept.clear();
            return;
        };
        if self.kept.len() <= self.most {
            return;
        }
        let (_, last, _) = self
            .kept
            .select_nth_unstable_by_key(last, |(key, _)| Reverse(*key));
        self.least = last.0;
        let least = self.least;
        self.kept.retain(|(key, _)| *key >= least);
    }

    /// What is kept, with its ids.
    fn candidates(&mut self) -> tantivy::Result<Vec<Candidate>> {
        self.prune();
        let mut kept: Vec<(i64, u64, DocId)> = Vec::with_capacity(self.kept.len());
        for (key, doc) in self.kept.drain(..) {
            let id = self.ids.as_ref().and_then(|ids| ids.ords().first(doc));
            kept.push((key, id.unwrap_or(u64::MAX), doc));
        }
        // Ids of a segment are numbered in their order.
        kept.sort_unstable_by_key(|(key, id, doc)| (Reverse(*key), *id, *doc));
        if let Some(last) = self.most.checked_sub(1).and_then(|last| kept.get(last)) {
            let last = (Reverse(last.0), last.1);
            let end = kept.partition_point(|(key, id, _)| (Reverse(*key), *id) <= last);
            kept.truncate(end);
        }
        let texts = self.texts(kept.iter().map(|(_, id, _)| *id))?;
        let candidates = kept.into_iter().map(|(key, id, doc)| Candidate {
            key,
            id: texts
                .binary_search_by_key(&id, |(ord, _)| *ord)
                .ok()
                .and_then(|at| Some(texts.get(at)?.1.clone())),
            address: DocAddress::new(self.segment, doc),
        });
        Ok(candidates.collect())
    }

    /// The texts of ids, by their numbers.
    fn texts(&self, ords: impl Iterator<Item = u64>) -> tantivy::Result<Vec<(u64, String)>> {
        let mut ords: Vec<u64> = ords.filter(|ord| *ord != u64::MAX).collect();
        ords.sort_unstable();
        ords.dedup();
        let mut texts = Vec::with_capacity(ords.len());
        if let Some(ids) = &self.ids {
            let mut each = ords.iter();
            ids.dictionary().sorted_ords_to_term_cb(&ords, |text| {
                if let Some(ord) = each.next() {
                    texts.push((*ord, String::from_utf8_lossy(text).into_owned()));
                }
            })?;
        }
        Ok(texts)
    }
}

impl Collector for Best<'_> {
    type Fruit = Found;
    type Child = SegmentBest;

    fn for_segment(
        &self,
        segment_local_id: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentBest> {
        let fast = segment.fast_fields();
        let by_score = self.order == Order::Score;
        let facets = self.facets.iter();
        Ok(SegmentBest {
            segment: segment_local_id,
            dates: if by_score {
                None
            } else {
                fast.column_opt("date")?
            },
            by_score,
            ids: fast.str("id")?,
            most: self.most,
            total: 0,
            kept: Vec::new(),
            least: i64::MIN,
            room: self.most.saturating_mul(2).max(ROOM),
            facets: facets
                .map(|facet| Counter::new(*facet, segment))
                .collect::<Result<_, _>>()?,
            buffer: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Score
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Found>>) -> tantivy::Result<Found> {
        let mut found = Found {
            facets: self.facets.iter().map(|_| Counted::default()).collect(),
            ..Found::default()
        };
        for segment in segments {
            let segment = segment?;
            found.total += segment.total;
            found.best.extend(segment.best);
            for (own, other) in found.facets.iter_mut().zip(segment.facets) {
                own.merge(other);
            }
        }
        Ok(found)
    }
}

impl SegmentCollector for SegmentBest {
    type Fruit = tantivy::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for facet in &mut self.facets {
            facet.count(doc);
        }
        if self.most == 0 {
            return;
        }
        let key = if self.by_score {
            // Scores are not negative, and such numbers are in the order of their bits.
            i64::from(score.max(0.0).to_bits())
        } else {
            let dates = self.dates.as_ref();
            dates.and_then(|dates| dates.first(doc)).unwrap_or(UNDATED)
        };
        self.keep(key, doc);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.total += docs.len() as u64;
        for facet in &mut self.facets {
            docs.iter().for_each(|doc| facet.count(*doc));
        }
        if self.most == 0 {
            return;
        }
        let mut keys = std::mem::take(&mut self.buffer);
        keys.clear();
        keys.resize(docs.len(), None);
        if let Some(dates) = &self.dates {
            dates.first_vals(docs, &mut keys);
        }
        for (key, doc) in keys.iter().zip(docs) {
            self.keep(key.unwrap_or(UNDATED), *doc);
        }
        self.buffer = keys;
    }

    fn harvest(mut self) -> tantivy::Result<Found> {
        Ok(Found {
            total: self.total,
            best: self.candidates()?,
            facets: std::mem::take(&mut self.facets)
                .into_iter()
                .map(Counter::finish)
                .collect::<Result<_, _>>()?,
        })
    }
}
