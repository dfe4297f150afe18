//! The seed: a real cable that is not part of the project, and its whole record. Skipped where it is not at hand.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::panic
)]
#![allow(clippy::print_stderr, clippy::indexing_slicing, dead_code)]

#[path = "common/corpus.rs"]
mod corpus;

use cablex::container;
use cablex::message::Message;
use cablex::parse::{Options, parse, parts};
use serde_json::Value;

/// The seed's one message, and its record as it should be.
fn seed() -> Option<(Message, Vec<u8>, Value)> {
    let (file, record) = corpus::seed()?;
    let cables = container::read(&file.name, file.bytes.as_slice(), None);
    let mut messages: Vec<Message> = cables
        .map(|cable| cable.unwrap().message().unwrap())
        .collect();
    assert_eq!(messages.len(), 1);
    Some((messages.remove(0), file.bytes, record))
}

/// A record without what may differ: where the file lay, and how diagnostics are worded.
fn comparable(mut record: Value) -> Value {
    record["source"].as_object_mut().unwrap().remove("path");
    for diagnostic in record["diagnostics"].as_array_mut().into_iter().flatten() {
        diagnostic.as_object_mut().unwrap().remove("message");
    }
    record
}

#[test]
fn the_record_is_the_reference() {
    let Some((message, _, expected)) = seed() else {
        return;
    };
    let record = serde_json::to_value(parse(&message, Options::default())).unwrap();
    let (record, expected) = (comparable(record), comparable(expected));
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&record), keys(&expected));
    for key in keys(&expected) {
        assert_eq!(record[&key], expected[&key], "{key}");
    }
}

#[test]
fn each_line_is_one_part() {
    let Some((message, bytes, _)) = seed() else {
        return;
    };
    let parts = parts(&message);
    assert_eq!(message.text.lines().count(), 245);
    assert_eq!(parts.len(), 245);
    for (part, line) in parts.iter().zip(1..) {
        assert_eq!(part.line, line);
    }
    let together: String = parts
        .iter()
        .map(|part| &message.text[part.span.clone()])
        .collect();
    assert_eq!(together.as_bytes(), bytes);
}
