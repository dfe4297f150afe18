//! Routing indicators and the addressees that they serve.

use std::ops::Range;
use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The routing indicator.
    pub ri: &'static str,
    /// The plain language address designator.
    pub plad: &'static str,
    /// The canonical post, where the addressee is one.
    pub post: Option<&'static str>,
}

/// The data file, sorted by indicator.
pub(super) const DATA: &str = include_str!("data/routing.tsv");

static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[ri, plad, post]| Route {
            ri,
            plad,
            post: tsv::filled(post),
        })
        .collect()
});

/// Where the rows of an indicator stand among all.
static RANGES: LazyLock<Map<Range<usize>>> = LazyLock::new(|| {
    let mut ranges: Map<Range<usize>> =
        Map::with_capacity_and_hasher(ROUTES.len(), Default::default());
    for (at, route) in ROUTES.iter().enumerate() {
        ranges.entry(route.ri).or_insert(at..at).end = at + 1;
    }
    ranges
});

/// The addressees of this routing indicator, sorted by PLAD.
pub fn find(ri: &str) -> impl Iterator<Item = &'static Route> + use<> {
    let range = with_upper(ri, |ri| RANGES.get(ri).cloned());
    ROUTES
        .get(range.unwrap_or_default())
        .unwrap_or_default()
        .iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indicators_lead_to_addressees() {
        let posts: Vec<_> = find("ruehnt")
            .map(|route| (route.plad, route.post))
            .collect();
        assert_eq!(posts, [("AMEMBASSY TASHKENT", Some("TASHKENT"))]);
        assert!(find("RBDWC").count() > 1);
        assert_eq!(find("RXXXX").count() + find("").count(), 0);
    }

    #[test]
    fn posts_of_routes_are_posts() {
        for route in ROUTES.iter() {
            let known = |post| crate::vocab::posts::find(post).is_some();
            assert!(route.post.is_none_or(known), "{}", route.plad);
        }
    }
}
