//! Long inputs are cut while they are read: what comes out is what a look at the whole would give.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]

#[path = "common/cables.rs"]
mod cables;

use std::fs;

use cablex::archive::Limits;
use cablex::message::Container;
use cablex::parse::{Options, record};
use cablex::{Reader, container};
use tempfile::TempDir;

/// Records, as JSON, and errors of an input that is read as a whole.
fn whole(bytes: &[u8]) -> Vec<String> {
    container::read("long", bytes, None).map(show).collect()
}

/// The same of a file that is read as a stream.
fn streamed(bytes: &[u8], limits: Limits) -> Vec<String> {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("long");
    fs::write(&path, bytes).unwrap();
    let name = path.to_string_lossy().into_owned();
    Reader::new([path])
        .within(limits)
        .map(|cable| show(cable).replace(&name, "long"))
        .collect()
}

fn show(cable: Result<cablex::record::Cable, cablex::error::InputError>) -> String {
    match cable {
        Ok(cable) => serde_json::to_string(&record(cable, Options::default())).unwrap(),
        Err(error) => format!("{error} {:?}", error.index),
    }
}

fn assert_same(bytes: &[u8], cables: usize) {
    assert!(bytes.len() > 5 << 18, "{} bytes are no stream", bytes.len());
    let (whole, streamed) = (whole(bytes), streamed(bytes, Limits::default()));
    assert_eq!(whole.len(), cables);
    assert_eq!(whole.len(), streamed.len());
    for (whole, streamed) in whole.iter().zip(&streamed) {
        assert!(whole == streamed, "{whole}\n{streamed}");
    }
}

/// Cables whose header is told from that of the one before.
fn archive(count: usize) -> Vec<String> {
    let mut archive = cables::archive(7, count);
    for (number, text) in archive.iter_mut().enumerate() {
        // One serial each, so that each head begins a new cable.
        let at = text.find(" #").unwrap() + 2;
        text.replace_range(at..at + 4, &format!("{:04}", number % 10_000));
    }
    archive
}

#[test]
fn telegrams_in_one_stream() {
    assert_same(archive(220).concat().as_bytes(), 220);
}

#[test]
fn telegrams_inside_telegrams() {
    let mut archive = archive(220);
    let inner = "BEGIN TEXT\nR 010101Z JAN 07\nFM AMEMBASSY QUITO\nTO SECSTATE WASHDC\nUNCLAS QUITO 000001\nNO.\n";
    for (number, text) in archive.iter_mut().enumerate() {
        // Every third cable passes one on, and every sixth of these passages is not closed.
        let end = if number % 18 == 3 { "" } else { "END TEXT\n" };
        if number % 3 == 0 {
            let at = text.get(..text.len() / 2).unwrap().rfind('\n').unwrap() + 1;
            text.insert_str(at, &format!("{inner}{end}"));
        }
    }
    let text = archive.concat();
    let (whole, streamed) = (
        whole(text.as_bytes()),
        streamed(text.as_bytes(), Limits::default()),
    );
    assert!((220..240).contains(&whole.len()), "{}", whole.len());
    assert!(whole == streamed);
}

#[test]
fn telegrams_with_other_line_ends() {
    let text = archive(220).concat();
    assert_same(text.replace('\n', "\r\n").as_bytes(), 220);
    assert_same(text.replace('\n', "\r").as_bytes(), 220);
}

/// The same cables as a table of the archive.
fn table(archive: &[String]) -> String {
    archive
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            format!(
                "\"{}\",\"1/2/2008 9:30\",\"\",\"Embassy Lima\",\"SECRET\",\"\",\"\",\"{text}\"\n",
                number + 1
            )
        })
        .collect()
}

#[test]
fn rows_of_a_table() {
    let table = table(&archive(220));
    assert_same(table.as_bytes(), 220);
    assert_same(table.replace('\n', "\r\n").as_bytes(), 220);
    // A line of names is no row, and counted all the same.
    let named = table.replace("\",\"", "\";\"");
    let names = "id;datetime;local_title;origin;classification;referenceIDs;header;data";
    assert_same(format!("{names}\n{named}").as_bytes(), 220);
}

#[test]
fn objects_and_records() {
    let objects: String = archive(220)
        .iter()
        .map(|text| format!("{}\n", serde_json::json!({ "body": text })))
        .collect();
    assert_same(objects.as_bytes(), 220);
    let records = whole(archive(220).concat().as_bytes()).join("\n");
    assert_same(records.as_bytes(), 220);
    // Records come out as they went in.
    assert!(whole(records.as_bytes()).join("\n") == records);
}

#[test]
fn a_message_that_is_too_long_costs_itself_alone() {
    let mut archive = archive(220);
    let long = "no heads here. ".repeat(400_000);
    archive[120].insert_str(600, &long);
    let limits = Limits {
        max_message: 2 << 20,
        ..Limits::default()
    };
    for text in [archive.concat(), table(&archive)] {
        let found = streamed(text.as_bytes(), limits);
        assert_eq!(found.len(), 220);
        for (number, found) in found.iter().enumerate() {
            if number == 120 {
                assert_eq!(
                    found,
                    "long: message of more than 2097152 bytes: --max-message allows more Some(120)"
                );
            } else {
                assert!(
                    found.starts_with('{') && found.contains(&format!("\"index\":{number},")),
                    "{found}"
                );
            }
        }
    }
}

#[test]
fn a_stream_that_is_asked_to_be_something_else_says_so() {
    let text = archive(220).concat();
    for container in [
        Container::Page,
        Container::Csv,
        Container::Json,
        Container::Records,
    ] {
        let limits = Limits {
            from: Some(container),
            max_message: 1 << 20,
        };
        let found = streamed(text.as_bytes(), limits);
        assert!(!found.is_empty());
        assert!(
            found.iter().all(|found| found.starts_with("long: ")),
            "{container:?}"
        );
    }
}
