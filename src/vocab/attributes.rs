//! The keys of the block "Message Attributes" in the National Archives' telegrams of 1973-79.

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key as printed.
    pub key: &'static str,
    /// The key in snake case.
    pub name: &'static str,
    /// What its values are.
    pub kind: AttributeKind,
    /// What it says of the telegram.
    pub meaning: &'static str,
}

/// What the values of a key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributeKind {
    /// Codes of a short list.
    Code,
    /// Dates.
    Date,
    /// Several texts, with commas between.
    List,
    /// Numbers.
    Number,
    /// Free text.
    Text,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/attributes.tsv");

/// By the key in capitals.
static ATTRIBUTES: LazyLock<Map<Attribute, String>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[key, name, kind, meaning]| {
            let kind = match kind {
                "code" => AttributeKind::Code,
                "date" => AttributeKind::Date,
                "list" => AttributeKind::List,
                "number" => AttributeKind::Number,
                _ => AttributeKind::Text,
            };
            let attribute = Attribute {
                key,
                name,
                kind,
                meaning,
            };
            (key.to_ascii_uppercase(), attribute)
        })
        .collect()
});

/// By the key as printed.
static PRINTED: LazyLock<Map<&'static Attribute>> = LazyLock::new(|| {
    let rows = ATTRIBUTES.values();
    rows.map(|attribute| (attribute.key, attribute)).collect()
});

/// The row of this key, printed as the table has it.
#[must_use]
pub fn printed(key: &str) -> Option<&'static Attribute> {
    PRINTED.get(key).copied()
}

/// The row of this key, in any case.
#[must_use]
pub fn find(key: &str) -> Option<&'static Attribute> {
    with_upper(key, |key| ATTRIBUTES.get(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_case() {
        let read = |key| find(key).map(|it| (it.name, it.kind));
        let draft = Some(("draft_date", AttributeKind::Date));
        assert_eq!(read("Draft Date"), draft);
        assert_eq!(read("DRAFT DATE"), draft);
        assert_eq!(read("ISecure"), Some(("isecure", AttributeKind::Number)));
        assert_eq!(read("Draft"), None);
        let key = |key| printed(key).map(|it| it.name);
        assert_eq!(
            (key("Draft Date"), key("DRAFT DATE")),
            (Some("draft_date"), None)
        );
    }

    #[test]
    fn names_are_the_keys_in_snake_case() {
        for attribute in ATTRIBUTES.values() {
            let snake = attribute.key.to_lowercase().replace(' ', "_");
            assert_eq!(attribute.name, snake);
        }
    }
}
