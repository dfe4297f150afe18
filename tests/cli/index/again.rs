//! Files that are read again though they are as they were, and files that cannot be read any more.

use super::{archive, closing, counts, index, settled};
use crate::*;

#[test]
fn an_input_that_is_read_in_another_way_is_read_again() {
    let dir = archive();
    settled(
        dir.path(),
        "in/long.txt",
        &cable(4).replace("sailed", &"sailed ".repeat(200)),
    );
    let said = |args: &[&str]| closing(&index(dir.path(), args)).to_owned();
    index(dir.path(), &["in"]);
    assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
    // One file is longer than a message may be now, in the next runs too.
    assert_eq!(
        said(&["in", "--max-message", "1K"]),
        "5 files: 5 changed, 1 not a cable, 1 too large; 3 cables"
    );
    for args in [&[][..], &["in", "--max-message", "1K"]] {
        assert_eq!(said(args), "5 files: nothing new; 3 cables");
    }
    // A file may be read in a way of its own, whatever is said of the folder around it.
    assert_eq!(said(&["in/long.txt"]), "1 file: 1 changed; 4 cables");
    assert_eq!(said(&[]), "5 files: nothing new; 4 cables");
    assert_eq!(
        said(&["in", "--from", "csv"]),
        "5 files: 4 changed, 4 damaged; 1 cable"
    );
    assert_eq!(said(&[]), "5 files: nothing new; 1 cable");
    assert_eq!(said(&["in"]), "5 files: 4 changed, 1 not a cable; 4 cables");
    assert_eq!(
        said(&["--rebuild"]),
        "5 files: 5 new, 1 not a cable; 4 cables"
    );
}

/// A file of this system that is there and cannot be read, by anybody.
#[cfg(target_os = "linux")]
#[test]
fn what_is_had_of_a_file_that_cannot_be_read_any_more_is_kept() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let file = dir.path().join("in/1.txt");
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/proc/self/mem", &file).unwrap();
    assert!(fs::read(&file).is_err() && file.metadata().unwrap().is_file());
    for args in [&["in"][..], &[]] {
        let ran = index(dir.path(), args);
        assert_eq!(
            (ran.code, closing(&ran)),
            (2, "4 files: nothing new, 1 unreadable; 3 cables")
        );
        assert!(ran.err.contains("in/1.txt: "), "{}", ran.err);
        assert_eq!(counts(dir.path()), [4, 2, 3, 3]);
        let ran = run_in(
            dir.path(),
            &["search", "--index", "idx", "--count", "ferry"],
        );
        assert_eq!((ran.code, ran.out.as_str()), (0, "3\n"), "{}", ran.err);
    }
    fs::remove_file(&file).unwrap();
    settled(dir.path(), "in/1.txt", &(cable(1) + &cable(11)));
    assert_eq!(
        closing(&index(dir.path(), &[])),
        "4 files: 1 changed; 4 cables"
    );
    assert_eq!(counts(dir.path()), [4, 1, 4, 4]);
}

#[test]
fn files_that_failed_in_earlier_runs_are_counted_and_not_tried_again() {
    let dir = archive();
    let earlier = |ran: &Ran| {
        let line = ran.err.lines().last().unwrap().to_owned();
        line.split_once("B; ").map(|(_, rest)| rest.to_owned())
    };
    let ran = index(dir.path(), &["in"]);
    assert_eq!((ran.code, earlier(&ran)), (2, None));
    for args in [&["in"][..], &[]] {
        let ran = index(dir.path(), &[args, &["--errors", "failed.jsonl"]].concat());
        assert_eq!(ran.code, 0);
        assert_eq!(
            earlier(&ran).as_deref(),
            Some("1 file failed in earlier runs")
        );
        assert_eq!(fs::read(dir.path().join("failed.jsonl")).unwrap(), b"");
    }
    // A new failure is one of this run.
    settled(dir.path(), "in/none2.txt", "Another letter.\n");
    let ran = index(dir.path(), &[]);
    assert_eq!(ran.code, 2);
    assert_eq!(closing(&ran), "5 files: 1 new, 1 not a cable; 3 cables");
    assert_eq!(
        earlier(&ran).as_deref(),
        Some("1 file failed in earlier runs")
    );
    let ran = index(dir.path(), &[]);
    assert_eq!(
        earlier(&ran).as_deref(),
        Some("2 files failed in earlier runs")
    );
    settled(dir.path(), "in/none.txt", &cable(5));
    settled(dir.path(), "in/none2.txt", &cable(6));
    assert_eq!(earlier(&index(dir.path(), &[])), None);
    // Help says so.
    let help = run_in(dir.path(), &["index", "--help"]).out;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("only new failures count"), "{help}");
}

#[test]
fn what_lies_in_a_file_is_indexed_by_its_own_name() {
    let dir = TempDir::new().unwrap();
    let rows: String = (1..=4)
        .map(|n| row(&format!("07LIMA{n}"), &cable(n)))
        .collect();
    settled(dir.path(), "a.csv", &rows);
    let ran = index(dir.path(), &["a.csv#1", "a.csv#3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(counts(dir.path()), [2, 0, 2, 2]);
    // Nothing has changed; then the whole file takes the place of what was read out of it.
    let again = index(dir.path(), &[]);
    assert!(again.err.contains("nothing new"), "{}", again.err);
    let ran = index(dir.path(), &["a.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(counts(dir.path()), [1, 0, 4, 4]);
    // What lies in a file that is indexed is indexed already.
    index(dir.path(), &["a.csv#0"]);
    assert_eq!(counts(dir.path()), [1, 0, 4, 4]);
}
