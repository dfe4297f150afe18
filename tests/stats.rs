//! Counts of the fixtures agree with their records as JSON.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use cablex::Reader;
use cablex::parse::{self, Options};
use cablex::record::Record;
use cablex::stats::{Dimension, Plan, Stats, Value};
use serde_json::Value as Json;

fn records() -> Vec<Record> {
    let cables = Reader::new([concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")]);
    let records: Vec<Record> = cables
        .filter_map(|cable| Some(parse::record(cable.ok()?, Options::default())))
        .collect();
    assert!(records.len() > 100);
    records
}

fn json(record: &Record) -> Json {
    serde_json::to_value(record).unwrap()
}

fn counted(plan: &Plan, records: &[Record]) -> Stats {
    let mut stats = Stats::default();
    for record in records {
        plan.count(&mut stats, record);
    }
    stats
}

/// What a record has under a path.
fn at<'a>(record: &'a Json, path: &str) -> Option<&'a Json> {
    record.pointer(&format!("/{}", path.replace('.', "/")))
}

#[test]
fn a_field_is_present_where_the_record_has_its_key() {
    let records = records();
    let plan = Plan::new(Vec::new(), true);
    let rows = plan.coverage(&counted(&plan, &records)).unwrap();
    let values: Vec<Json> = records.iter().map(json).collect();
    let mut unread = 0;
    for row in &rows {
        let present = values.iter().filter(|value| at(value, row.field).is_some());
        assert_eq!(row.present, present.count() as u64, "{}", row.field);
        assert_eq!(
            row.present + row.absent + row.unread,
            records.len() as u64,
            "{}",
            row.field
        );
        unread += row.unread;
    }
    assert!(unread > 0);
    // Every key of every record is a field, but for those that are of no cable.
    let fields: BTreeSet<&str> = rows.iter().map(|row| row.field).collect();
    for value in &values {
        for (key, value) in value.as_object().unwrap() {
            if matches!(key.as_str(), "schema" | "source") {
                continue;
            }
            assert!(fields.contains(key.as_str()), "{key}");
            let below = value.as_object().filter(|_| key != "archive");
            for below in below.into_iter().flat_map(|keys| keys.keys()) {
                let path = format!("{key}.{below}");
                assert!(fields.contains(path.as_str()), "{path}");
            }
        }
    }
    assert!(fields.iter().all(|field| !field.starts_with("source")));
}

/// How many records have each text under a path, as JSON shows it.
fn expected(records: &[Record], path: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for record in records {
        let texts = cablex::output::select::values(&json(record), path);
        let texts: BTreeSet<String> = texts.into_iter().collect();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts
}

#[test]
fn dimensions_with_names_count_what_their_fields_hold() {
    let records = records();
    for (name, path) in [
        ("classification", "classification.level"),
        ("caption", "classification.captions"),
        ("tag", "tags.code"),
        ("drafter", "drafting.drafted_by"),
        ("container", "source.container"),
        ("kind", "kind"),
        ("code", "diagnostics.code"),
        ("severity", "diagnostics.severity"),
        ("subject", "subject"),
        ("references.kind", "references.kind"),
        ("archive.title", "archive.title"),
    ] {
        let plan = Plan::new(vec![vec![Dimension::named(name).unwrap()]], false);
        let stats = counted(&plan, &records);
        let table = plan.tables(&stats).next().unwrap();
        let kept = table.values(0, None);
        let known = kept.values.iter().filter_map(|(value, count)| match value {
            Value::Known(text) => Some((text.clone(), *count)),
            Value::Unread | Value::Absent => None,
        });
        let known: BTreeMap<String, u64> = known.collect();
        assert!(!known.is_empty(), "{name}");
        assert_eq!(known, expected(&records, path), "{name}");
    }
}

#[test]
fn parts_put_together_are_the_whole() {
    let records = records();
    let named = |name| Dimension::named(name).unwrap();
    let tables = vec![vec![named("year")], vec![named("tag"), named("code")]];
    let plan = Plan::new(tables, true);
    let whole = counted(&plan, &records);
    let mut parts = Stats::default();
    for some in records.chunks(7) {
        parts.merge(counted(&plan, some));
        parts.merge(Stats::default());
    }
    assert_eq!(parts, whole);
    assert_eq!(whole.cables(), records.len() as u64);
}

#[test]
fn rows_come_the_most_frequent_first_and_times_in_order() {
    let record = |year, codes: &[&str]| {
        let mut record = Record::default();
        record.mrn.year = year;
        record.signature = codes.iter().map(|code| (*code).to_owned()).collect();
        record
    };
    let records = [
        record(Some(2009), &["DOE", "ROE"]),
        record(Some(2009), &["ROE", "ROE"]),
        record(Some(1973), &["DOE", "ROE"]),
        record(None, &["ABE"]),
        record(Some(2001), &[]),
    ];
    let named = |name| Dimension::named(name).unwrap();
    let plan = Plan::new(vec![vec![named("signature"), named("year")]], false);
    let stats = counted(&plan, &records);
    let table = plan.tables(&stats).next().unwrap();
    let texts = |dimension, top| {
        let kept = table.values(dimension, top);
        let texts = kept.values.into_iter().map(|(value, count)| match value {
            Value::Known(text) => (text.as_str(), count),
            Value::Unread => ("unread", count),
            Value::Absent => ("absent", count),
        });
        (texts.collect::<Vec<_>>(), kept.more)
    };
    assert_eq!(
        texts(0, None),
        (vec![("ROE", 3), ("DOE", 2), ("ABE", 1), ("absent", 1)], 0)
    );
    assert_eq!(
        texts(1, Some(2)),
        (vec![("1973", 1), ("2009", 2), ("absent", 1)], 1)
    );
    let rows = table.rows(Some(2)).into_iter();
    let rows: Vec<(Vec<&Value>, u64)> = rows.map(|row| (row.values, row.count)).collect();
    let known = |text: &str| Value::Known(text.to_owned());
    assert_eq!(
        rows,
        [
            (vec![&known("ROE"), &known("1973")], 1),
            (vec![&known("ROE"), &known("2009")], 2),
            (vec![&known("DOE"), &known("1973")], 1),
            (vec![&known("DOE"), &known("2009")], 1),
        ]
    );
    assert_eq!(table.count(&known("ROE"), &known("2009")), 2);
    assert_eq!(table.count(&known("ABE"), &known("2009")), 0);
}
