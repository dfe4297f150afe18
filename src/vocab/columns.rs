//! The names under which tables and JSON objects hold the things of a cable.

use std::sync::LazyLock;

use super::tsv;

/// What a column or a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// The number of the row.
    Row,
    /// The cable's date.
    Created,
    /// The cable's identifier.
    Identifier,
    /// The sending post.
    Origin,
    /// The level.
    Classification,
    /// Identifiers of the cables that it refers to.
    References,
    /// The lines over the classification line.
    Header,
    /// The text.
    Body,
}

/// A name, and how far it is to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The thing that it holds.
    pub thing: Thing,
    /// Of several names of one thing, the one with the lowest rank holds it.
    pub rank: u8,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/columns.tsv");

static NAMES: LazyLock<tsv::Map<Name>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .filter_map(|[name, what, rank]| {
            let thing = match what {
                "row" => Thing::Row,
                "created" => Thing::Created,
                "identifier" => Thing::Identifier,
                "origin" => Thing::Origin,
                "classification" => Thing::Classification,
                "references" => Thing::References,
                "header" => Thing::Header,
                "body" => Thing::Body,
                _ => return None,
            };
            let rank = rank.parse().ok()?;
            Some((name, Name { thing, rank }))
        })
        .collect()
});

/// A name longer than this is none.
const LONGEST: usize = 32;

/// What a column or key of this name holds: `referenceIDs`, `Reference ID`, `local_title`.
#[must_use]
pub fn find(name: &str) -> Option<Name> {
    if name.len() > LONGEST {
        return None;
    }
    let under = name.starts_with('_').then_some('_');
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = under
        .into_iter()
        .chain(letters.map(|c| c.to_ascii_lowercase()))
        .collect();
    NAMES.get(plain.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        for (name, expected) in [
            ("referenceIDs", Some(Thing::References)),
            ("Reference ID", Some(Thing::Identifier)),
            ("local_title", Some(Thing::Identifier)),
            ("_id", Some(Thing::Identifier)),
            ("DATE", Some(Thing::Created)),
            ("date_time", Some(Thing::Created)),
            ("content", Some(Thing::Body)),
            ("title", None),
            ("", None),
        ] {
            assert_eq!(find(name).map(|found| found.thing), expected, "{name}");
        }
        assert!(NAMES.len() > 30);
    }
}
