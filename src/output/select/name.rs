//! Names of fields: which are paths of a record, and what is meant by one that is none.

use super::paths;
use crate::near::{did_you_mean, nearest};

/// A name that no field has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field {name:?}{}", did_you_mean(.nearest))]
pub struct UnknownField {
    /// The name.
    pub name: String,
    /// The paths that are nearest to it, at most three, the nearest first.
    pub nearest: Vec<&'static str>,
}

impl UnknownField {
    pub(super) fn new(name: &str) -> Self {
        let lower = name.to_lowercase();
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let likeness = |path: &str| {
            let whole = strsim::jaro_winkler(&lower, path);
            // Whoever leaves out the way to a field, or errs in it, names the field itself.
            let end = strsim::jaro_winkler(&last(&lower), &last(path)) * 0.95;
            // Of two that end alike, the shorter way is meant.
            whole.max(end) - path.len() as f64 / 10_000.0
        };
        let names = paths().iter().map(|field| field.path.as_str());
        let nearest = nearest(names.filter(|path| !path.ends_with('*')), likeness);
        UnknownField {
            name: name.to_owned(),
            nearest,
        }
    }
}

/// Whether a record may have this path.
pub(super) fn is_path(name: &str) -> bool {
    paths()
        .iter()
        .any(|field| match field.path.strip_suffix('*') {
            // Keys of `spans` have dots themselves.
            Some(before) => name.len() > before.len() && name.starts_with(before),
            None => field.path == name,
        })
}
