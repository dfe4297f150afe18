//! Which messages of an input are wanted: the others are cut off, counted and not read.

use std::ops::Range;
use std::sync::Arc;

use crate::error::{InputError, InputErrorKind};

/// Which messages of an input are wanted, by their index in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Take {
    /// All of them.
    #[default]
    All,
    /// These, sorted.
    These(Arc<[usize]>),
    /// Every so many, and which of so many.
    Every { of: u64, number: u64 },
}

impl Take {
    /// The messages with these indices.
    pub(crate) fn these(mut indices: Vec<usize>) -> Self {
        indices.sort_unstable();
        indices.dedup();
        Take::These(indices.into())
    }

    /// What of this is in a share too; nothing where nothing is.
    pub(crate) fn both(self, share: Take) -> Option<Self> {
        match (self, share) {
            (Take::All, share) => Some(share),
            (take, Take::All) => Some(take),
            (Take::These(indices), share) => {
                let own = indices.iter().copied().filter(|index| share.has(*index));
                Some(Take::these(own.collect())).filter(|take| *take != Take::these(Vec::new()))
            }
            (take @ Take::Every { .. }, _) => Some(take),
        }
    }

    /// Whether a message is wanted.
    pub(crate) fn has(&self, index: usize) -> bool {
        match self {
            Take::All => true,
            Take::These(indices) => indices.binary_search(&index).is_ok(),
            Take::Every { of, number } => index as u64 % of == *number,
        }
    }

    /// Whether a failure is wanted: that of a whole input is its first message's, and whoever asks for some messages is
    /// told why they cannot be had.
    pub(crate) fn has_failure(&self, index: Option<usize>) -> bool {
        match (self, index) {
            (Take::These(_), None) => true,
            _ => self.has(index.unwrap_or(0)),
        }
    }

    /// Whether any of these messages may be wanted.
    pub(crate) fn has_any(&self, mut range: Range<usize>) -> bool {
        match self {
            Take::These(_) => range.any(|index| self.has(index)),
            _ => true,
        }
    }

    /// Says of an input of so many messages which ones were asked for and are not there.
    pub(crate) fn missing(&self, path: &str, end: usize) -> impl Iterator<Item = InputError> {
        let indices = match self {
            Take::These(indices) => &**indices,
            _ => &[],
        };
        let beyond = indices.iter().filter(move |index| **index >= end);
        beyond.map(move |index| {
            let text = match end {
                0 => format!("no cable #{index}: it has none"),
                1 => format!("no cable #{index}: it has one, #0"),
                _ => format!("no cable #{index}: it has {end}, #0 to #{}", end - 1),
            };
            InputError::new(path, InputErrorKind::NotFound(text)).at(*index)
        })
    }

    /// Whether all that is asked for one by one lies before so many messages.
    pub(crate) fn is_done(&self, end: usize) -> bool {
        match self {
            Take::These(indices) => indices.last().is_none_or(|last| *last < end),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_the_whole_and_lists_are_told_apart() {
        let shares: Vec<Take> = (0..3).map(|number| Take::Every { of: 3, number }).collect();
        for index in 0..10 {
            assert_eq!(shares.iter().filter(|share| share.has(index)).count(), 1);
        }
        let whole = shares.iter().filter(|share| share.has_failure(None));
        assert_eq!(whole.count(), 1);
        let these = Take::these(vec![7, 2, 7]);
        assert!(these.has(2) && these.has(7) && !these.has(3));
        assert!(these.has_any(5..9) && !these.has_any(3..7));
        assert!(these.is_done(8) && !these.is_done(7) && !Take::All.is_done(9));
        let missing = |take: &Take, end| {
            let errors = take.missing("a.csv", end);
            errors.map(|error| error.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            missing(&these, 7),
            ["a.csv: no cable #7: it has 7, #0 to #6"]
        );
        assert!(missing(&these, 8).is_empty() && missing(&Take::All, 0).is_empty());
    }
}
