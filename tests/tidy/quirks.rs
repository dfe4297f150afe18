//! Every code is shown by a test, every fixture has its snapshot and its line in the list, and none is a real cable.

use std::collections::BTreeSet;
use std::fs;

use cablex::diagnostic::Code;
use cablex::error::InputErrorKind;

use crate::{assert_none, corpus, files, name, sources};

#[test]
fn every_code_of_a_record_stands_in_a_snapshot() {
    let snapshots: String = files(&corpus::root().join("fixtures"), "snap")
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    // Some texts are too long for a fixture: a test makes them.
    let limits = fs::read_to_string(corpus::root().join("tests/cli/limits.rs")).unwrap();
    let missing = Code::ALL.iter().map(|code| code.as_str()).filter(|code| {
        !snapshots.contains(&format!("\"code\": \"{code}\""))
            && !limits.contains(&format!("\"code\"] == \"{code}\""))
    });
    let missing = missing.map(str::to_owned).collect();
    assert_none("codes that no fixture shows", missing);
}

#[test]
fn every_code_of_an_input_stands_in_a_command_test() {
    let tests: String = sources("tests/cli")
        .into_iter()
        .map(|source| source.text)
        .collect();
    let codes = InputErrorKind::CODES.iter().map(|(code, _)| *code);
    let missing = codes.filter(|code| !tests.contains(&format!("\"{code}\"")));
    assert_none(
        "codes that no command test shows",
        missing.map(str::to_owned).collect(),
    );
}

#[test]
fn every_snapshot_has_its_fixture_and_every_fixture_its_snapshot() {
    let stem = |name: &str| name.rsplit_once('.').unwrap().0.to_owned();
    let fixtures: BTreeSet<String> = corpus::fixtures()
        .iter()
        .map(|file| stem(&file.name))
        .collect();
    let snapshots: BTreeSet<String> = files(&corpus::root().join("fixtures"), "snap")
        .iter()
        .map(|path| stem(&name(path)))
        .collect();
    let odd = fixtures.symmetric_difference(&snapshots);
    assert_none(
        "fixtures or snapshots that stand alone",
        odd.cloned().collect(),
    );
    let new = files(&corpus::root().join("fixtures"), "new");
    assert_none(
        "snapshots to be looked at",
        new.iter().map(|path| name(path)).collect(),
    );
}

#[test]
fn every_fixture_has_a_line_in_the_list() {
    let list = fs::read_to_string(corpus::root().join("fixtures/README.md")).unwrap();
    let mut listed = Vec::new();
    for line in list.lines().filter_map(|line| line.strip_prefix("- `")) {
        let (file, quirk) = line.split_once("`: ").unwrap();
        assert!(quirk.ends_with(['.', '`']), "{file}: no sentence");
        listed.push(format!("fixtures/{file}"));
    }
    listed.sort();
    let fixtures: Vec<String> = corpus::fixtures()
        .into_iter()
        .map(|file| file.name)
        .collect();
    assert_eq!(
        listed, fixtures,
        "fixtures/README.md lists each fixture once"
    );
}

#[test]
fn names_of_fixtures_say_the_quirk() {
    let odd = corpus::fixtures().into_iter().map(|file| file.name);
    let odd = odd.filter(|name| {
        let stem = name
            .rsplit(['/'])
            .next()
            .unwrap()
            .split('.')
            .next()
            .unwrap();
        !stem
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    });
    assert_none("names that are not in snake case", odd.collect());
}

#[test]
fn no_fixture_is_a_real_cable() {
    let Some((seed, _)) = corpus::seed() else {
        return;
    };
    // No fixture may be the seed, nor hold a sentence of it: any line long enough to be prose counts.
    let text = String::from_utf8_lossy(&seed.bytes).into_owned();
    let lines: BTreeSet<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.len() > 45)
        .collect();
    let mut wrong = Vec::new();
    for file in corpus::fixtures() {
        let own = String::from_utf8_lossy(&file.bytes).into_owned();
        let copied = own
            .lines()
            .map(str::trim)
            .filter(|line| lines.contains(line));
        wrong.extend(copied.map(|line| format!("{}: {line}", file.name)));
        assert_ne!(file.bytes, seed.bytes, "{}", file.name);
    }
    assert_none("lines of a real cable", wrong);
}
