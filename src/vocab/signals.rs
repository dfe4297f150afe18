//! Operating signals of headers (ACP 131).

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The signal: three letters, the first a Z.
    pub signal: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/signals.tsv");

static SIGNALS: LazyLock<Map<Signal>> = LazyLock::new(|| {
    tsv::map(DATA, |[signal, meaning]| {
        (signal, Signal { signal, meaning })
    })
});

/// The row of this signal, in any case.
#[must_use]
pub fn find(signal: &str) -> Option<&'static Signal> {
    with_upper(signal, |signal| SIGNALS.get(signal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_are_found() {
        assert_eq!(find("zzh").map(|it| it.signal), Some("ZZH"));
        assert!(find("ZNR").is_some_and(|it| it.meaning.starts_with("Unclassified")));
        assert!(find("ZZZ").is_none());
    }
}
