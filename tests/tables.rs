//! One archive in tables of every dialect, in dumps and in JSON: the records are the same.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "common/cables.rs"]
mod cables;

use std::collections::HashSet;
use std::fs;
use std::io::Write;

use cablex::parse::{self, Options, record};
use cablex::record::{Cable, Record};
use cablex::{Reader, container};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use tempfile::TempDir;

/// A row of the archive.
struct Row {
    number: usize,
    id: String,
    header: String,
    body: String,
}

impl Row {
    /// The time of day at which it was made.
    fn time(&self) -> (usize, usize) {
        (self.number % 24, self.number * 7 % 60)
    }
}

fn archive(count: usize) -> Vec<Row> {
    let texts = cables::archive(11, count).into_iter().enumerate();
    texts
        .map(|(number, text)| {
            // The classification line begins the body.
            let body = text
                .find("\nUNCLAS")
                .or_else(|| text.find("\nC O N"))
                .unwrap_or(0);
            let body = if body == 0 {
                text.find("\nS E C").unwrap()
            } else {
                body
            };
            Row {
                number: number + 1,
                id: format!("08LIMA{}", number + 1),
                header: text[..body].to_owned(),
                body: format!(
                    "{}\nHe said \"no; yes\", it's a | bar\\.\n",
                    text[body + 1..].trim_end()
                ),
            }
        })
        .collect()
}

/// The forms of dates.
const DATES: &[fn(usize, usize) -> String] = &[
    |hour, minute| format!("1/2/2008 {hour}:{minute:02}"),
    |hour, minute| format!("1/2/2008 {hour}:{minute:02}:00"),
    |hour, minute| {
        let half = if hour < 12 { "AM" } else { "PM" };
        format!("1/2/2008 {}:{minute:02} {half}", (hour + 11) % 12 + 1)
    },
    |hour, minute| format!("2008-01-02 {hour:02}:{minute:02}:00"),
    |hour, minute| format!("2008-01-02T{hour:02}:{minute:02}:00Z"),
    |hour, minute| format!("2008-01-02T{hour:02}:{minute:02}:00.000+00:00"),
    |hour, minute| {
        let half = if hour < 12 { "AM" } else { "PM" };
        format!(
            "01/02/2008 {:02}:{minute:02}:00 {half}",
            (hour + 11) % 12 + 1
        )
    },
    |hour, minute| {
        let (day, hour) = (2 + (hour + 2) / 24, (hour + 2) % 24);
        format!("2008-01-{day:02} {hour:02}:{minute:02}:00+02")
    },
];

/// The ways to quote; the last wants tabs between.
const QUOTES: &[fn(&str) -> String] = &[
    |value| {
        format!(
            "\"{}\"",
            value
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\'', "\\'")
        )
    },
    |value| format!("\"{}\"", value.replace('"', "\"\"")),
    |value| {
        if value.contains(['\n', '"', ',', ';', '\t', '|']) {
            format!("\"{}\"", value.replace('"', "\"\""))
        } else {
            value.to_owned()
        }
    },
    |value| {
        value
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\t', "\\t")
    },
];

const NAMES: [&str; 8] = [
    "id",
    "datetime",
    "local_title",
    "origin",
    "classification",
    "referenceIDs",
    "header",
    "data",
];

/// The orders of columns, with their names or without.
const ORDERS: &[(&[&str], &[usize])] = &[
    (&[], &[0, 1, 2, 3, 4, 5, 6, 7]),
    (&NAMES, &[0, 1, 2, 3, 4, 5, 6, 7]),
    (
        &[
            "id",
            "date",
            "refid",
            "classification",
            "origin",
            "destination",
            "header",
            "content",
        ],
        &[0, 1, 2, 4, 3, 5, 6, 7],
    ),
    (
        &[
            "Body",
            "Header",
            "Reference ID",
            "date",
            "class",
            "origin",
            "refs",
        ],
        &[7, 6, 2, 1, 4, 3, 5],
    ),
];

fn values(row: &Row, date: fn(usize, usize) -> String) -> [String; 8] {
    let (hour, minute) = row.time();
    [
        row.number.to_string(),
        date(hour, minute),
        row.id.clone(),
        "Embassy Lima".to_owned(),
        "SECRET".to_owned(),
        "07LIMA3|07STATE9".to_owned(),
        row.header.clone(),
        row.body.clone(),
    ]
}

/// The records without what tells of their container.
fn plain(records: Vec<Record>) -> Vec<serde_json::Value> {
    records
        .into_iter()
        .map(|record| {
            let mut json = serde_json::to_value(record).unwrap();
            let own = json.as_object_mut().unwrap();
            own.remove("source");
            own.remove("archive");
            json
        })
        .collect()
}

fn read(bytes: Vec<u8>) -> Vec<serde_json::Value> {
    let cables = container::read("x", bytes, None);
    plain(
        cables
            .map(|cable| record(cable.unwrap(), Options::default()))
            .collect(),
    )
}

/// The archive in the dialect that its own reader reads.
fn expected(rows: &[Row]) -> Vec<serde_json::Value> {
    let table = table(rows, ",", QUOTES[0], DATES[0], ORDERS[0], "\n");
    let records = read(table.into_bytes());
    assert_eq!(records.len(), rows.len());
    assert!(records.iter().all(|record| record["date"].is_string()));
    records
}

fn table(
    rows: &[Row],
    delimiter: &str,
    quote: fn(&str) -> String,
    date: fn(usize, usize) -> String,
    (names, order): (&[&str], &[usize]),
    end: &str,
) -> String {
    let line = |cells: Vec<&str>| {
        let cells: Vec<String> = cells.into_iter().map(quote).collect();
        cells.join(delimiter) + end
    };
    let mut out = if names.is_empty() {
        String::new()
    } else {
        line(names.to_vec())
    };
    for row in rows {
        let values = values(row, date);
        out += &line(order.iter().map(|at| values[*at].as_str()).collect());
    }
    out
}

/// Gives the archive in every dialect.
fn dialects(rows: &[Row], mut each: impl FnMut(String)) {
    for delimiter in [",", ";", "\t", "|"] {
        for (number, quote) in QUOTES.iter().enumerate() {
            if number == QUOTES.len() - 1 && delimiter != "\t" {
                continue;
            }
            for date in DATES {
                for order in ORDERS {
                    for end in ["\n", "\r\n"] {
                        let table = table(rows, delimiter, *quote, *date, *order, end);
                        each(format!("\u{feff}{table}"));
                        each(table);
                    }
                }
            }
        }
    }
}

#[test]
fn tables_of_every_dialect() {
    let rows = archive(4);
    let expected = expected(&rows);
    dialects(&rows, |table| {
        let found = read(table.clone().into_bytes());
        assert!(found == expected, "{}", &table[..300]);
    });
}

/// A way to compress.
type Packing = fn(&[u8]) -> Vec<u8>;

/// The ways to compress.
const PACKINGS: &[Packing] = &[
    <[u8]>::to_vec,
    |bytes| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    },
    |bytes| zstd::bulk::compress(bytes, 1).unwrap(),
    |bytes| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_level(Some(1));
        zip.start_file("table", options).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    },
];

/// Every dialect in a file, compressed in every way, read as a stream where it is long. What was taken to be the text of a
/// cable, and what was said of it, is parsed once: the same text gives the same record. Returns how many files there were.
fn every_combination(count: usize) -> usize {
    let rows = archive(count);
    let expected = expected(&rows);
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("table");
    let (mut seen, mut files) = (HashSet::new(), 0);
    dialects(&rows, |table| {
        for pack in PACKINGS {
            fs::write(&path, pack(table.as_bytes())).unwrap();
            let mut cables = 0;
            for cable in Reader::new([path.clone()]) {
                let Cable::Unread(message) = cable.unwrap() else {
                    panic!("a record");
                };
                let key = format!(
                    "{} {:?} {:?} {:?}",
                    message.text, message.archive, message.given, message.diagnostics
                );
                assert_eq!(message.index, cables);
                if seen.insert((cables, key)) {
                    let found = plain(vec![parse::record(
                        Cable::Unread(message),
                        Options::default(),
                    )]);
                    assert!(found[0] == expected[cables], "{}", &table[..300]);
                }
                cables += 1;
            }
            assert_eq!(cables, expected.len(), "{}", &table[..300]);
            files += 1;
        }
    });
    files
}

/// Two cables in each, or as many as `TABLE_CABLES` says: 500 take minutes.
#[test]
fn files_of_every_dialect_compressed_in_every_way() {
    let count = std::env::var("TABLE_CABLES").map_or(2, |count| count.parse().unwrap());
    assert_eq!(every_combination(count), 6656);
}

#[test]
fn streams_and_compressed_files() {
    let rows = archive(200);
    let expected = expected(&rows);
    let dir = TempDir::new().unwrap();
    let table = table(&rows, ";", QUOTES[2], DATES[3], ORDERS[2], "\n");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(table.as_bytes()).unwrap();
    let files = [
        ("plain", table.into_bytes()),
        ("packed", packed.finish().unwrap()),
    ];
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        let cables = Reader::new([path]);
        let found = plain(
            cables
                .map(|cable| record(cable.unwrap(), Options::default()))
                .collect(),
        );
        assert!(found == expected, "{name}");
    }
}

#[test]
fn dumps_and_objects() {
    let rows = archive(60);
    let expected = expected(&rows);
    let keys = [
        "row",
        "date",
        "refid",
        "origin",
        "classification",
        "destination",
        "header",
        "content",
    ];
    let objects: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            let values = values(row, DATES[3]);
            let entries = keys.iter().zip(values).skip(1);
            entries
                .map(|(key, value)| ((*key).to_owned(), json!(value)))
                .collect()
        })
        .collect();
    let hits: Vec<_> = objects
        .iter()
        .map(|one| json!({"_index": "c", "_id": one["refid"], "_source": one}))
        .collect();
    let fields: Vec<_> = objects
        .iter()
        .map(|one| json!({"pk": 1, "model": "cables.cable", "fields": one}))
        .collect();
    let bulk = objects
        .iter()
        .map(|one| format!("{}\n{one}\n", json!({"index": {"_id": one["refid"]}})));
    let escaped = |value: &str| {
        value
            .replace('\\', "\\\\")
            .replace('\'', "\\'")
            .replace('\n', "\\n")
    };
    let tuples = rows.iter().map(|row| {
        let values = values(row, DATES[3]);
        let values: Vec<String> = values
            .iter()
            .map(|value| format!("'{}'", escaped(value)))
            .collect();
        format!("({})", values.join(","))
    });
    let lines = rows.iter().map(|row| {
        let values = values(row, DATES[3]).map(|value| QUOTES[3](&value));
        values.join("\t") + "\n"
    });
    for (name, text) in [
        (
            "hits",
            json!({"took": 1, "hits": {"total": 60, "hits": hits}}).to_string(),
        ),
        ("fields", serde_json::to_string_pretty(&fields).unwrap()),
        ("bulk", bulk.collect()),
        (
            "insert",
            format!(
                "-- MySQL dump\nINSERT INTO `c` (`{}`) VALUES {};\n",
                keys.join("`,`"),
                tuples.collect::<Vec<_>>().join(",")
            ),
        ),
        (
            "copy",
            format!(
                "-- PostgreSQL database dump\n\nCOPY c ({}) FROM stdin;\n{}\\.\n",
                keys.join(", "),
                lines.collect::<String>()
            ),
        ),
    ] {
        let found = read(text.into_bytes());
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found == expected, "{name}: {found}\n{expected}");
        }
    }
}
