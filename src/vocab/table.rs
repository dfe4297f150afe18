//! The tables as they stand, for a command that prints them.

use crate::diagnostic::Code;

use super::{
    asked, attributes, captions, columns, declassification, documents, fields, furniture, janap,
    labels, levels, markup, months, orders, passages, portions, posts, precedence, reasons,
    routing, sets, signals, tags, titles, topics, tsv,
};

/// A built-in table: a header and rows of the same number of columns, sorted by the first ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The names of its columns; the first is the key, or its first part.
    pub header: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<&'static str>>,
}

/// The data file of each table, and how many of its columns make the key.
const FILES: &[(&str, usize, &str)] = &[
    ("aliases", 1, posts::ALIASES),
    ("asked", 1, asked::DATA),
    ("attributes", 1, attributes::DATA),
    ("captions", 1, captions::DATA),
    ("columns", 1, columns::DATA),
    ("declassification", 1, declassification::DATA),
    ("documents", 1, documents::DATA),
    ("fields", 2, fields::DATA),
    ("furniture", 2, furniture::DATA),
    ("labels", 1, labels::DATA),
    ("levels", 1, levels::DATA),
    ("markup", 1, markup::DATA),
    ("media", 1, janap::DATA),
    ("misprints", 1, orders::MISPRINTS),
    ("months", 1, months::DATA),
    ("orders", 1, orders::DATA),
    ("other_orders", 1, orders::OTHERS),
    ("passages", 1, passages::DATA),
    ("portions", 1, portions::DATA),
    ("posts", 1, posts::DATA),
    ("precedence", 3, precedence::DATA),
    ("prefixes", 1, posts::PREFIXES),
    ("qualifiers", 1, portions::QUALIFIERS),
    ("reasons", 3, reasons::DATA),
    ("routing", 2, routing::DATA),
    ("security", 1, levels::SECURITY),
    ("sets", 2, sets::DATA),
    ("signals", 1, signals::DATA),
    ("tags", 1, tags::DATA),
    ("titles", 1, titles::DATA),
    ("topics", 1, topics::DATA),
];

/// The table of diagnostics, which is no data file.
const CODES: &str = "codes";

/// The names of all tables, sorted.
pub const TABLES: &[&str] = &[
    "aliases",
    "asked",
    "attributes",
    "captions",
    CODES,
    "columns",
    "declassification",
    "documents",
    "fields",
    "furniture",
    "labels",
    "levels",
    "markup",
    "media",
    "misprints",
    "months",
    "orders",
    "other_orders",
    "passages",
    "portions",
    "posts",
    "precedence",
    "prefixes",
    "qualifiers",
    "reasons",
    "routing",
    "security",
    "sets",
    "signals",
    "tags",
    "titles",
    "topics",
];

/// The table with this name.
#[must_use]
pub fn table(name: &str) -> Option<Table> {
    if name == CODES {
        let row = |code: &Code| vec![code.as_str(), code.severity().as_str(), code.explanation()];
        return Some(Table {
            name: CODES,
            header: vec!["code", "severity", "explanation"],
            rows: Code::ALL.iter().map(row).collect(),
        });
    }
    let (name, _, data) = FILES.iter().find(|(file, _, _)| *file == name)?;
    let mut lines = tsv::lines(data).map(|line| line.split('\t').collect());
    Some(Table {
        name,
        header: lines.next()?,
        rows: lines.collect(),
    })
}

impl Table {
    /// The rows that match a word, in any case: those whose key is the word first, then those whose key begins with it,
    /// then those that hold it in any column but the source.
    #[must_use]
    pub fn rows_matching(&self, word: &str) -> Vec<&[&'static str]> {
        let word = word.to_lowercase();
        let source = self.header.iter().position(|column| *column == "source");
        let mut ranked: Vec<(u8, &[&'static str])> = Vec::new();
        for row in &self.rows {
            let key = row
                .first()
                .map_or_else(String::new, |key| key.to_lowercase());
            let held = || {
                let mut columns = row.iter().enumerate();
                columns.any(|(index, cell)| {
                    Some(index) != source && cell.to_lowercase().contains(&word)
                })
            };
            let rank = if key == word {
                0
            } else if key.starts_with(&word) {
                1
            } else if held() {
                2
            } else {
                continue;
            };
            ranked.push((rank, row));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, row)| row).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_tables() {
        assert!(TABLES.is_sorted());
        for name in TABLES {
            let table = table(name).unwrap();
            assert_eq!(table.name, *name);
            assert!(!table.rows.is_empty(), "{name}");
        }
        assert_eq!(TABLES.len(), FILES.len() + 1);
        assert!(table("nothing").is_none());
    }

    #[test]
    fn tables_are_sorted_unique_and_even() {
        for (name, key, _) in FILES {
            let table = table(name).unwrap();
            for row in &table.rows {
                assert_eq!(row.len(), table.header.len(), "{name}: {row:?}");
                assert!(row.iter().all(|cell| cell.trim() == *cell), "{row:?}");
                assert!(!row[0].is_empty(), "{name}: {row:?}");
            }
            for pair in table.rows.windows(2) {
                assert!(pair[0][..*key] < pair[1][..*key], "{name}: {pair:?}");
            }
        }
    }

    #[test]
    fn every_fact_has_its_source() {
        for (name, _, data) in FILES {
            assert!(data.starts_with("# "), "{name}");
            assert!(data.contains("\n# Sources: "), "{name}");
            let table = table(name).unwrap();
            let source = table.header.iter().position(|it| *it == "source").unwrap();
            assert!(
                table.rows.iter().all(|row| !row[source].is_empty()),
                "{name}"
            );
        }
    }

    #[test]
    fn words_match_keys_first() {
        let tags = table("tags").unwrap();
        let codes = |word| -> Vec<&str> {
            let rows = tags.rows_matching(word);
            rows.iter().map(|row| row[0]).collect()
        };
        assert_eq!(codes("prel")[..2], ["PREL", "PRELP"]);
        assert!(codes("prel").contains(&"PFOR"));
        assert!(codes("uzbek").contains(&"UZ"));
        assert!(codes("FAH3-2010").is_empty() && codes("no such word").is_empty());
        let codes = table("codes").unwrap();
        assert_eq!(codes.rows_matching("block-repeated")[0][1], "note");
    }
}
