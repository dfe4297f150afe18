//! Counts by one dimension, or by two that are crossed.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::{Dimension, Value};
use crate::record::Record;

/// Counts by value.
type Margin = HashMap<Value, u64>;

/// What was counted for one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Cables by the values of each dimension.
    margins: [Margin; 2],
    /// Cables by the values of both; empty where there is one dimension.
    cells: HashMap<[Value; 2], u64>,
}

impl Counts {
    pub(super) fn count(&mut self, dimensions: &[Dimension], record: &Record, picked: &Json) {
        let values = |dimension: &Dimension| dimension.values(record, picked);
        let found: Vec<Vec<Value>> = dimensions.iter().take(2).map(values).collect();
        if let [first, second] = found.as_slice() {
            for a in first {
                for b in second {
                    add(&mut self.cells, [a.clone(), b.clone()], 1);
                }
            }
        }
        for (margin, values) in self.margins.iter_mut().zip(found) {
            for value in values {
                add(margin, value, 1);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Counts) {
        for (own, other) in self.margins.iter_mut().zip(other.margins) {
            merge(own, other);
        }
        merge(&mut self.cells, other.cells);
    }
}

fn add<K: Eq + std::hash::Hash>(counts: &mut HashMap<K, u64>, key: K, more: u64) {
    *counts.entry(key).or_default() += more;
}

fn merge<K: Eq + std::hash::Hash>(own: &mut HashMap<K, u64>, other: HashMap<K, u64>) {
    if own.is_empty() {
        *own = other;
        return;
    }
    for (key, count) in other {
        add(own, key, count);
    }
}

/// A table of counts.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    dimensions: &'a [Dimension],
    /// Nothing where no cable was counted.
    counts: Option<&'a Counts>,
}

/// The values of a dimension that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept<'a> {
    /// Values with their counts, in order; those without a value last.
    pub values: Vec<(&'a Value, u64)>,
    /// How many others there are.
    pub more: usize,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// A value for each dimension.
    pub values: Vec<&'a Value>,
    /// How many cables have them.
    pub count: u64,
}

impl<'a> Table<'a> {
    pub(super) fn new(dimensions: &'a [Dimension], counts: Option<&'a Counts>) -> Self {
        Table { dimensions, counts }
    }

    /// What is counted: one dimension, or two.
    #[must_use]
    pub fn dimensions(&self) -> &'a [Dimension] {
        self.dimensions
    }

    /// The values of one of the dimensions, with the number of cables that have each: times in their order, others the
    /// most frequent first, those of one count by name. With `top`, only so many of the most frequent.
    #[must_use]
    pub fn values(&self, dimension: usize, top: Option<usize>) -> Kept<'a> {
        let margin = self.counts.and_then(|counts| counts.margins.get(dimension));
        let mut values: Vec<(&Value, u64)> = margin
            .into_iter()
            .flatten()
            .map(|(value, count)| (value, *count))
            .collect();
        values.sort_unstable_by(by_count);
        let known = values.partition_point(|(value, _)| matches!(value, Value::Known(_)));
        let kept = top.unwrap_or(known).min(known);
        values.drain(kept..known);
        if self.is_time(dimension) {
            values.sort_unstable();
        }
        Kept {
            values,
            more: known - kept,
        }
    }

    /// How many cables have both of two values.
    #[must_use]
    pub fn count(&self, first: &Value, second: &Value) -> u64 {
        let key = [first.clone(), second.clone()];
        let cell = self.counts.and_then(|counts| counts.cells.get(&key));
        cell.copied().unwrap_or_default()
    }

    /// The counts, a row each, in the order of [`Table::values`]; of two dimensions, the second within each value of the
    /// first. With `top`, only those of so many values of each dimension.
    #[must_use]
    pub fn rows(&self, top: Option<usize>) -> Vec<Row<'a>> {
        let first = self.values(0, top).values;
        if self.dimensions.len() < 2 {
            let row = |(value, count)| Row {
                values: vec![value],
                count,
            };
            return first.into_iter().map(row).collect();
        }
        let places = first.iter().enumerate();
        let places: HashMap<&Value, usize> = places.map(|(at, (value, _))| (*value, at)).collect();
        let second = self.values(1, top).values;
        let second: HashSet<&Value> = second.into_iter().map(|(value, _)| value).collect();
        let cells = self.counts.map(|counts| &counts.cells);
        let mut rows: Vec<(usize, &Value, &Value, u64)> = cells
            .into_iter()
            .flatten()
            .filter(|([_, b], _)| second.contains(b))
            .filter_map(|([a, b], count)| Some((*places.get(a)?, a, b, *count)))
            .collect();
        let is_time = self.is_time(1);
        rows.sort_unstable_by(|x, y| {
            let within = if is_time {
                x.2.cmp(y.2)
            } else {
                by_count(&(x.2, x.3), &(y.2, y.3))
            };
            x.0.cmp(&y.0).then(within)
        });
        let row = |(_, a, b, count)| Row {
            values: vec![a, b],
            count,
        };
        rows.into_iter().map(row).collect()
    }

    fn is_time(&self, dimension: usize) -> bool {
        let dimension = self.dimensions.get(dimension);
        dimension.is_some_and(Dimension::is_time)
    }
}

/// The most frequent first, then by name; those without a value last.
fn by_count(a: &(&Value, u64), b: &(&Value, u64)) -> Ordering {
    let key = |(value, count): &(&Value, u64)| match value {
        Value::Known(_) => (0, Reverse(*count)),
        Value::Unread => (1, Reverse(0)),
        Value::Absent => (2, Reverse(0)),
    };
    key(a).cmp(&key(b)).then(a.0.cmp(b.0))
}
