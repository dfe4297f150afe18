//! How many cables there are of what: counts by year, post, classification, TAG or any field of a record, and how many
//! records have each field.
//!
//! A [`Plan`] says what is counted. Counts of some cables are put together with those of others by [`Stats::merge`], so
//! that each thread may count its own; their memory grows with the distinct values, not with the cables.
//!
//! A cable counts once for each of its distinct values. One that has none counts as [`Value::Absent`], or as
//! [`Value::Unread`] where a diagnostic says that something stands there.

mod coverage;
mod dimension;
mod table;
mod unread;

use chrono::{DateTime, Utc};

use crate::output::select::pick;
use crate::record::Record;

pub use coverage::Covered;
pub use dimension::{Dimension, Known, UnknownDimension};
pub use table::{Kept, Row, Table};

/// A value that cables are counted under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// What the record has.
    Known(String),
    /// The record has none, and a diagnostic says that it could not be read.
    Unread,
    /// The cable has none.
    Absent,
}

/// What is to be counted.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Of each table, its dimensions: one, or two that are crossed.
    tables: Vec<Vec<Dimension>>,
    coverage: bool,
    /// The top-level keys that paths lead through.
    keys: Vec<String>,
}

impl Plan {
    /// Whether one of the record's own keys with this name is counted by.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|wanted| wanted == key)
    }

    /// Tables of one dimension, or of two that are crossed, and whether the fields of records are counted too.
    #[must_use]
    pub fn new(tables: Vec<Vec<Dimension>>, coverage: bool) -> Self {
        let keys = tables.iter().flatten().filter_map(Dimension::key);
        let mut keys: Vec<String> = keys.map(str::to_owned).collect();
        keys.sort_unstable();
        keys.dedup();
        Plan {
            tables,
            coverage,
            keys,
        }
    }

    /// Counts a cable.
    pub fn count(&self, stats: &mut Stats, record: &Record) {
        stats.cables += 1;
        if let Some(date) = record.date {
            stats.dated += 1;
            stats.widen([date, date]);
        }
        let picked = pick(record, |key| self.has(key));
        stats
            .tables
            .resize_with(self.tables.len(), table::Counts::default);
        for (counts, dimensions) in stats.tables.iter_mut().zip(&self.tables) {
            counts.count(dimensions, record, &picked);
        }
        if self.coverage {
            stats.coverage.count(record);
        }
    }

    /// The tables, with what was counted by this plan.
    pub fn tables<'a>(&'a self, stats: &'a Stats) -> impl Iterator<Item = Table<'a>> {
        let tables = self.tables.iter().enumerate();
        tables.map(|(at, dimensions)| Table::new(dimensions, stats.tables.get(at)))
    }

    /// How many cables have each field of a record; nothing where that was not to be counted.
    #[must_use]
    pub fn coverage(&self, stats: &Stats) -> Option<Vec<Covered>> {
        self.coverage.then(|| stats.coverage.rows(stats.cables))
    }
}

/// What was counted.
///
/// ```
/// use cablex::record::Record;
/// use cablex::stats::{Dimension, Plan, Stats, Value};
///
/// let plan = Plan::new(vec![vec![Dimension::named("subject")?]], false);
/// let mut stats = Stats::default();
/// plan.count(&mut stats, &Record::default());
/// let rows = plan.tables(&stats).next().map(|table| table.rows(None).len());
/// assert_eq!((stats.cables(), rows), (1, Some(1)));
/// # Ok::<(), cablex::stats::UnknownDimension>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    cables: u64,
    dated: u64,
    dates: Option<[DateTime<Utc>; 2]>,
    tables: Vec<table::Counts>,
    coverage: coverage::Coverage,
}

impl Stats {
    /// How many cables were counted.
    #[must_use]
    pub fn cables(&self) -> u64 {
        self.cables
    }

    /// How many of them have a date.
    #[must_use]
    pub fn dated(&self) -> u64 {
        self.dated
    }

    /// The first date and the last, where there are any.
    #[must_use]
    pub fn dates(&self) -> Option<[DateTime<Utc>; 2]> {
        self.dates
    }

    /// Adds what was counted of other cables by the same plan.
    pub fn merge(&mut self, other: Stats) {
        self.cables += other.cables;
        self.dated += other.dated;
        if let Some(dates) = other.dates {
            self.widen(dates);
        }
        if self.tables.len() < other.tables.len() {
            self.tables
                .resize_with(other.tables.len(), table::Counts::default);
        }
        for (own, other) in self.tables.iter_mut().zip(other.tables) {
            own.merge(other);
        }
        self.coverage.merge(&other.coverage);
    }

    fn widen(&mut self, [from, to]: [DateTime<Utc>; 2]) {
        let [first, last] = self.dates.unwrap_or([from, to]);
        self.dates = Some([first.min(from), last.max(to)]);
    }
}
