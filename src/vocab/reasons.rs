//! Reasons for classification, order by order.

use std::sync::LazyLock;

use super::orders;
use super::tsv;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The executive order that lists it.
    pub order: &'static str,
    /// The paragraph, as cited: `1.4`; `XGDS` for the categories of 11652.
    pub paragraph: &'static str,
    /// Its letter or number there.
    pub code: &'static str,
    /// What it is about.
    pub meaning: &'static str,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/reasons.tsv");

static REASONS: LazyLock<Vec<Reason>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[order, paragraph, code, meaning]| Reason {
            order,
            paragraph,
            code,
            meaning,
        })
        .collect()
});

/// The reason that a cable cites, its letter in either case. An order whose amendment renumbered the list is
/// followed there: 12958 with 1.4 is the list of 13292.
#[must_use]
pub fn find(order: &str, paragraph: &str, code: &str) -> Option<&'static Reason> {
    let listed = |order: &str| {
        REASONS.iter().find(|reason| {
            reason.order == order
                && reason.paragraph.eq_ignore_ascii_case(paragraph)
                && reason.code.eq_ignore_ascii_case(code)
        })
    };
    listed(order).or_else(|| {
        let amendments = &orders::find(order)?.amended_by;
        amendments.iter().find_map(|amendment| listed(amendment))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_found_also_in_the_amendment() {
        let about =
            |order, paragraph, code| find(order, paragraph, code).map(|it| (it.order, it.code));
        assert_eq!(about("12958", "1.5", "d"), Some(("12958", "d")));
        assert_eq!(about("12958", "1.4", "B"), Some(("13292", "b")));
        assert_eq!(about("12958", "1.4", "h"), Some(("13292", "h")));
        assert_eq!(about("12958", "1.5", "h"), None);
        assert_eq!(about("13526", "1.4", "d"), Some(("13526", "d")));
        assert_eq!(about("12356", "1.3", "10"), Some(("12356", "10")));
        assert_eq!(about("11652", "xgds", "3"), Some(("11652", "3")));
        assert_eq!(about("1", "1.4", "d"), None);
    }

    #[test]
    fn reasons_belong_to_orders() {
        for reason in REASONS.iter() {
            assert!(orders::find(reason.order).is_some(), "{}", reason.order);
        }
    }
}
