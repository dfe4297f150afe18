//! Nothing is lost in silence: behind each printed label stands its value in the record, or a diagnostic on its path.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]

#[path = "common/chance.rs"]
mod chance;

use cablex::message::Message;
use cablex::parse::{Options, parse};
use cablex::record::Record;
use proptest::prelude::*;

/// A whole cable, a line each: the label, its value, and the dotted path of what is read from it.
const LINES: [(&str, &str, &str); 12] = [
    ("R ", "120930Z MAY 06", "header.dtg"),
    ("FM ", "AMEMBASSY LIMA", "routing.from"),
    ("TO ", "SECSTATE WASHDC 0421", "routing.to"),
    ("INFO ", "AMEMBASSY QUITO 0107", "routing.info"),
    ("", "C O N F I D E N T I A L LIMA 001234", ""),
    ("", "", ""),
    (
        "E.O. 12958: DECL: ",
        "05/12/2016",
        "classification.declassify",
    ),
    ("TAGS: ", "PREL, PE", "tags"),
    ("SUBJECT: ", "A LIGHTHOUSE WITHOUT A KEEPER", "subject"),
    ("REF: ", "QUITO 812", "references"),
    (
        "Classified By: ",
        "DCM Jane Roe for reasons 1.4 (b) and (d).",
        "classification.by",
    ),
    (
        "",
        "\n1. (C) The keeper left in March.\n\n2. (C) Nobody came.\n\nROE\n",
        "paragraphs",
    ),
];

/// The cable, with other values behind some labels.
fn cable(values: &[(usize, &str)]) -> String {
    let line = |(at, (label, value, _)): (usize, &(&str, &str, &str))| {
        let damaged = values.iter().find(|(damaged, _)| *damaged == at);
        format!("{label}{}\n", damaged.map_or(*value, |(_, value)| *value))
    };
    LINES.iter().enumerate().map(line).collect()
}

fn read(text: String) -> Record {
    parse(&Message::from_text(text), Options::default())
}

/// Whether the record has a value at a path, or a diagnostic on it, above or below it.
fn owns_up(record: &Record, path: &str) -> bool {
    let value = serde_json::to_value(record).unwrap();
    let pointer = format!("/{}", path.replace('.', "/"));
    let is_on = |field: &str| {
        let below = |short: &str, long: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        below(field, path) || below(path, field)
    };
    value.pointer(&pointer).is_some()
        || record
            .diagnostics
            .iter()
            .any(|note| note.field.as_deref().is_some_and(is_on))
}

#[track_caller]
fn assert_owns_up(text: String) {
    let record = read(text.clone());
    for (label, _, path) in LINES.iter().filter(|(_, _, path)| !path.is_empty()) {
        assert!(
            owns_up(&record, path),
            "{path} ({label}) is lost in silence:\n{text}\n{:?}",
            record.diagnostics
        );
    }
}

#[test]
fn a_whole_cable_has_every_value_and_no_diagnostic() {
    let record = read(cable(&[]));
    assert!(record.diagnostics.is_empty(), "{:?}", record.diagnostics);
    assert_owns_up(cable(&[]));
}

#[test]
fn a_damaged_value_is_owned_up_to() {
    let prose = "the keeper left in March, and nobody has come since, which is a pity. ".repeat(9);
    let damages = [
        "",
        "?",
        "...",
        "%%%%",
        "0",
        "0000000000",
        "X",
        "XXXXXXXXXXXX",
        "and so on",
        "((((",
        "- -",
        "\u{fffd}\u{fffd}",
        "[redacted]",
        "¶",
        "\"",
        "...\n",
        "\n\n",
        &prose,
    ];
    for (at, (_, _, path)) in LINES.iter().enumerate() {
        // The line of the date alone is told from others by its value.
        if path.is_empty() || ["header.dtg", "paragraphs"].contains(path) {
            continue;
        }
        for damage in damages {
            assert_owns_up(cable(&[(at, damage)]));
        }
    }
}

#[test]
fn a_cable_without_paragraphs_says_so() {
    let record = read(cable(&[(LINES.len() - 1, "")]));
    let codes: Vec<_> = record.diagnostics.iter().map(|note| &*note.code).collect();
    assert_eq!(codes, ["text-missing"]);
}

#[test]
fn what_no_label_promises_is_not_missed() {
    let text = "UNCLAS LIMA 001234\n\nSUBJECT: A PIER\n\n1. (U) It opened.\n";
    assert!(read(text.to_owned()).diagnostics.is_empty());
}

proptest! {
    #![proptest_config(chance::config(300))]

    #[test]
    fn any_value_is_read_or_owned_up_to(at in 6_usize..11, value in "[ -~]{0,40}") {
        assert_owns_up(cable(&[(at, &value)]));
    }
}
