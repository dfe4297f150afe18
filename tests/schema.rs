//! Every record that this tool writes follows the schema that it prints.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use cablex::parse::{Options, parse};
use cablex::record::Record;
use cablex::{Reader, message::Message};

const EVERYTHING: Options = Options {
    text: true,
    spans: true,
    roles: true,
    layout: false,
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The messages below a folder; inputs that are no cables have fixtures too, and give none.
fn messages(dir: PathBuf) -> Vec<Message> {
    Reader::new([dir])
        .filter_map(|cable| cable.ok()?.message())
        .collect()
}

/// What is wrong with a value, by the schema.
fn faults(value: &serde_json::Value) -> Vec<String> {
    let schema = serde_json::to_value(schemars::schema_for!(Record)).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    validator
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

fn assert_valid(messages: &[Message]) {
    for message in messages {
        for options in [Options::default(), EVERYTHING] {
            let record = parse(message, options);
            assert_reads_again(&record);
            let value = serde_json::to_value(record).unwrap();
            let faults = faults(&value);
            assert!(
                faults.is_empty(),
                "{}, message {}: {faults:#?}",
                message.path,
                message.index
            );
        }
    }
}

/// A record that is read again and written again is the same, byte for byte.
fn assert_reads_again(record: &Record) {
    let line = serde_json::to_string(record).unwrap();
    let read: Record = serde_json::from_str(&line).unwrap();
    assert_eq!(&read, record);
    assert_eq!(serde_json::to_string(&read).unwrap(), line);
    let pretty = serde_json::to_string_pretty(record).unwrap();
    let read: Record = serde_json::from_str(&pretty).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), line);
}

#[test]
fn records_of_fixtures_follow_the_schema_and_read_again() {
    let messages = messages(root().join("fixtures"));
    assert!(!messages.is_empty());
    assert_valid(&messages);
}

#[test]
fn the_record_of_the_seed_follows_the_schema() {
    let seed = root().join("../shared/seed");
    let record = seed.join("record.json");
    if !Path::exists(&record) {
        eprintln!("skipped: there is no {}", seed.display());
        return;
    }
    let value = serde_json::from_slice(&std::fs::read(record).unwrap()).unwrap();
    assert_eq!(faults(&value), [""; 0]);
    // The reference and the types agree: nothing is lost on the way there and back.
    let read: Record = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let texts = messages(seed)
        .into_iter()
        .filter(|message| message.path.ends_with(".txt"));
    let texts: Vec<Message> = texts.collect();
    assert_eq!(texts.len(), 1);
    assert_valid(&texts);
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    for value in [
        serde_json::json!({}),
        serde_json::json!({"schema": "cablex/2", "kind": "cable"}),
        serde_json::json!({"schema": "cablex/1", "kind": "letter", "source": {"path": "-", "container": "acp127", "index": 0, "bytes": [0, 1]}}),
    ] {
        assert!(!faults(&value).is_empty(), "{value}");
    }
}
