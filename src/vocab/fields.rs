//! The fields that archives print over and under a cable.

use std::sync::LazyLock;

use super::tsv;

/// A label, and what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The container that prints it.
    pub container: &'static str,
    /// The label, without its colon.
    pub label: &'static str,
    /// The key of what the container said.
    pub name: &'static str,
    /// How its value is made.
    pub items: Items,
    /// Where it stands.
    pub place: Place,
    /// What its lines are, by the name of their role.
    pub role: &'static str,
}

/// How the value of a field is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// One text.
    Text,
    /// Several, with commas between.
    Commas,
    /// Several, with bars between.
    Bars,
    /// It has none: the label is a word of the page.
    Button,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the text.
    Head,
    /// Under the text.
    Tail,
    /// Anywhere.
    Any,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/fields.tsv");

static ROWS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[container, label, name, items, place, role]| Field {
            container,
            label,
            name,
            items: match items {
                "commas" => Items::Commas,
                "bars" => Items::Bars,
                "button" => Items::Button,
                _ => Items::Text,
            },
            place: match place {
                "head" => Place::Head,
                "tail" => Place::Tail,
                _ => Place::Any,
            },
            role,
        })
        .collect()
});

/// The field of a container with this label; some containers print labels in any case.
#[must_use]
pub fn find(container: &str, label: &str, any_case: bool) -> Option<&'static Field> {
    ROWS.iter().find(|row| {
        row.label.len() == label.len()
            && row.container == container
            && (row.label == label || any_case && row.label.eq_ignore_ascii_case(label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found() {
        let found = find("foia", "Date/DTG", true).map(|row| (row.name, row.place));
        assert_eq!(found, Some(("date_dtg", Place::Head)));
        assert_eq!(find("plusd", "CANONICAL ID", false), None);
        assert_eq!(find("plusd", "MRN", false), None);
        let tags = find("plusd", "TAGS", false).map(|row| row.items);
        assert_eq!(tags, Some(Items::Bars));
    }

    #[test]
    fn every_role_is_one() {
        for row in ROWS.iter() {
            let role = ROLES.contains(&row.role);
            assert!(role, "{}: {}", row.label, row.role);
        }
    }

    /// The roles that readers of containers map.
    const ROLES: [&str; 12] = [
        "archive",
        "caption",
        "drafting",
        "exempt",
        "from",
        "info",
        "order",
        "references",
        "signature",
        "subject",
        "tags",
        "to",
    ];
}
