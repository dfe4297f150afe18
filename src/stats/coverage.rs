//! For each field of a record, how many cables have it, lack it, or have it in a form that could not be read.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::unread;
use crate::output::select::{self, Visit, keys};
use crate::record::Record;

/// What is of no cable: the version of the schema, where the cable lay, and what is written only on demand.
const LEFT_OUT: [&str; 5] = ["roles", "schema", "source", "spans", "text"];

/// The fields: the keys of a record and the keys of its objects, by their paths.
pub(super) fn fields() -> &'static [&'static str] {
    &LAYOUT.fields
}

struct Layout {
    fields: Vec<&'static str>,
    /// The places of fields, by the top-level key and the one below it.
    places: HashMap<(&'static str, &'static str), usize>,
}

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| {
    let wanted = |path: &&select::FieldPath| {
        let mut keys = path.path.split('.');
        let first = keys.next().unwrap_or_default();
        let below = keys.next();
        !LEFT_OUT.contains(&first)
            && keys.next().is_none()
            && below != Some("*")
            && (below.is_none() || !is_list(first))
    };
    let paths = select::paths().iter().filter(wanted);
    let fields: Vec<&str> = paths.map(|path| path.path.as_str()).collect();
    let place =
        |(at, path): (usize, &&'static str)| (path.split_once('.').unwrap_or((path, "")), at);
    Layout {
        places: fields.iter().enumerate().map(place).collect(),
        fields,
    }
});

/// Whether a top-level key has a list: what its items hold is of the items, not of the cable.
fn is_list(key: &str) -> bool {
    let mut paths = select::paths().iter();
    paths.any(|path| path.path == key && path.kind.starts_with("list"))
}

/// Counts of the fields that are present, and of those unread, each in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    counts: Vec<Count>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    present: u64,
    unread: u64,
}

/// How many cables have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// The field's path.
    pub field: &'static str,
    /// Cables whose record has it.
    pub present: u64,
    /// Cables that do not have it.
    pub absent: u64,
    /// Cables whose record lacks it because it could not be read, as a diagnostic tells.
    pub unread: u64,
}

impl Coverage {
    pub(super) fn count(&mut self, record: &Record) {
        let layout = &*LAYOUT;
        self.counts.resize(layout.fields.len(), Count::default());
        let mut present = Present {
            above: None,
            present: vec![false; layout.fields.len()],
        };
        keys(record, &mut present);
        let unread: Vec<&str> = unread::fields(record).collect();
        let places = self.counts.iter_mut().zip(&layout.fields);
        for ((count, field), is_present) in places.zip(present.present) {
            if is_present {
                count.present += 1;
            } else if unread.iter().any(|found| unread::is_related(found, field)) {
                count.unread += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Coverage) {
        if self.counts.is_empty() {
            self.counts.clone_from(&other.counts);
            return;
        }
        for (own, other) in self.counts.iter_mut().zip(&other.counts) {
            own.present += other.present;
            own.unread += other.unread;
        }
    }

    /// A row a field, in the order of their paths, of so many cables.
    pub(super) fn rows(&self, cables: u64) -> Vec<Covered> {
        let row = |(at, field): (usize, &&'static str)| {
            let Count { present, unread } = self.counts.get(at).copied().unwrap_or_default();
            Covered {
                field,
                present,
                absent: cables.saturating_sub(present).saturating_sub(unread),
                unread,
            }
        };
        fields().iter().enumerate().map(row).collect()
    }
}

/// Notes the keys that a record has, two levels deep.
struct Present {
    above: Option<&'static str>,
    present: Vec<bool>,
}

impl Visit for Present {
    fn key<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) {
        let place = match self.above {
            None => (key, ""),
            Some(above) => (above, key),
        };
        let place = LAYOUT.places.get(&place);
        if let Some(present) = place.and_then(|at| self.present.get_mut(*at)) {
            *present = true;
            if self.above.is_none() {
                self.above = Some(key);
                keys(value, self);
                self.above = None;
            }
        }
    }
}
