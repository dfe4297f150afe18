//! Tables are sorted, their keys unique, and each fact says where it comes from.

use std::fs;
use std::path::PathBuf;

use crate::{corpus, files, name};

/// A table: the columns of its key, its header, its rows.
struct Table {
    name: String,
    notes: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn tables() -> Vec<Table> {
    let files = files(&corpus::root().join("src/vocab/data"), "tsv");
    assert!(!files.is_empty());
    let table = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let (notes, rows): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.starts_with('#'));
        let mut rows = rows
            .iter()
            .map(|row| row.split('\t').map(str::to_owned).collect());
        Table {
            name: name(path),
            notes: notes.join("\n"),
            columns: rows.next().unwrap(),
            rows: rows.collect(),
        }
    };
    files.iter().map(table).collect()
}

impl Table {
    /// The places of the columns that the notes call the key: `Key: ri + plad;`.
    fn key(&self) -> Vec<usize> {
        let (_, key) = self
            .notes
            .split_once("Key: ")
            .unwrap_or_else(|| panic!("{}: no key", self.name));
        let key = key.split([',', '.', ';', ':', '\n']).next().unwrap();
        let place = |name: &str| self.columns.iter().position(|column| column == name);
        key.split(" + ")
            .map(|name| {
                place(name.trim()).unwrap_or_else(|| panic!("{}: no column {name}", self.name))
            })
            .collect()
    }
}

#[test]
fn tables_are_sorted_and_their_keys_unique() {
    for table in tables() {
        let key = table.key();
        let keys: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| key.iter().map(|&at| row[at].as_str()).collect())
            .collect();
        for pair in keys.windows(2) {
            assert!(
                pair[0] < pair[1],
                "{}: {:?} stands before {:?}",
                table.name,
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn tables_say_where_each_fact_comes_from() {
    for table in tables() {
        assert!(
            table.notes.contains("# Sources: "),
            "{}: no sources",
            table.name
        );
        let Some(source) = table.columns.iter().position(|column| column == "source") else {
            panic!("{}: no column source", table.name);
        };
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
            assert!(
                !row[source].is_empty(),
                "{}: no source: {row:?}",
                table.name
            );
            let trimmed = row.iter().all(|cell| cell.trim() == cell);
            assert!(trimmed, "{}: a blank at an edge: {row:?}", table.name);
        }
    }
}
