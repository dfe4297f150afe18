//! Runs that are interrupted, runs at once, readers meanwhile, damage, and places that may not be written.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use super::{archive, closing, counts, index, settled, status, walkdir};
use crate::*;

#[test]
fn two_runs_do_not_write_one_index() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let lock = fs::File::create(dir.path().join("idx/lock")).unwrap();
    lock.lock().unwrap();
    for args in [&["in"][..], &["--rebuild"]] {
        let ran = index(dir.path(), args);
        assert_eq!(ran.code, 2);
        assert_eq!(
            ran.err,
            "error: idx: another run is writing this index: wait for its end\n"
        );
    }
    // Who reads does not wait.
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    drop(lock);
    assert_eq!(index(dir.path(), &["in"]).code, 0);
    settled(dir.path(), "in/4.txt", &cable(4));
    let both = [start(dir.path(), &[]), start(dir.path(), &[])];
    let ended = both.map(|child| child.wait_with_output().unwrap());
    assert!(ended.iter().any(|ended| ended.status.success()));
    for ended in ended.iter().filter(|ended| !ended.status.success()) {
        let err = String::from_utf8_lossy(&ended.stderr);
        assert!(err.contains("another run is writing"), "{err}");
    }
    assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
}

/// Starts a run that commits often.
fn start(dir: &Path, args: &[&str]) -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
        .current_dir(dir)
        .args(["index", "--index", "idx", "-j", "2", "--portion", "60K"])
        .args(args)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A larger archive.
fn large(cables: u32) -> TempDir {
    let dir = TempDir::new().unwrap();
    for number in 1..=cables {
        settled(
            dir.path(),
            &format!("in/{}/{number:05}.txt", number % 7),
            &cable(number),
        );
    }
    dir
}

#[test]
fn an_interrupted_run_goes_on() {
    let dir = large(1500);
    let mut killed = 0;
    for step in 0..10 {
        let mut child = start(dir.path(), &["--verbose", "in"]);
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // Some files further each time.
        if lines
            .take(1 + step * 37)
            .last()
            .unwrap()
            .unwrap()
            .starts_with("reading")
        {
            killed += 1;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if dir.path().join("idx/current").exists() {
            let [files, failed, cables, ids] = counts(dir.path());
            assert_eq!((failed, cables, ids), (0, files, files));
        }
    }
    assert!(killed > 5, "{killed}");
    let ran = index(dir.path(), &["in"]);
    assert_eq!(ran.code, 0);
    assert!(closing(&ran).ends_with("1,500 cables"), "{}", ran.err);
    let new = ran.err.contains("1,500 files: 1,500 new");
    assert!(!new, "nothing was left of ten runs: {}", ran.err);
    assert_eq!(counts(dir.path()), [1500, 0, 1500, 1500]);
    // A rebuild that is interrupted leaves the index as it was.
    let before = status(dir.path());
    let mut child = start(dir.path(), &["--verbose", "--rebuild"]);
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(
        lines
            .take(700)
            .last()
            .unwrap()
            .unwrap()
            .starts_with("reading")
    );
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(status(dir.path()), before);
    assert_eq!(
        closing(&index(dir.path(), &[])),
        "1,500 files: nothing new; 1,500 cables"
    );
}

#[test]
fn readers_never_fail_while_it_is_written() {
    let dir = large(600);
    index(dir.path(), &["in/1"]);
    let mut child = start(dir.path(), &["in"]);
    let mut read = 0;
    let mut seen = 0;
    while child.try_wait().unwrap().is_none() {
        let readers: Vec<Child> = (0..10)
            .map(|_| {
                std::process::Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
                    .current_dir(dir.path())
                    .args(["index", "--index", "idx", "--status", "--json"])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for reader in readers {
            let ended = reader.wait_with_output().unwrap();
            assert!(
                ended.status.success(),
                "{}",
                String::from_utf8_lossy(&ended.stderr)
            );
            let status: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap();
            seen = seen.max(status["cables"].as_u64().unwrap());
            read += 1;
        }
    }
    assert!(read > 0 && seen > 0);
    assert_eq!(counts(dir.path()), [600, 0, 600, 600]);
}

#[cfg(unix)]
#[test]
fn a_directory_that_may_not_be_written_is_said_to_be_one() {
    use std::os::unix::fs::PermissionsExt;
    let dir = archive();
    let denied = dir.path().join("denied");
    fs::create_dir(&denied).unwrap();
    fs::set_permissions(&denied, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything is not denied.
    let may = fs::write(denied.join("x"), "").is_ok();
    let _ = fs::remove_file(denied.join("x"));
    let ran = run_in(dir.path(), &["index", "--index", "denied", "in"]);
    fs::set_permissions(&denied, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err
            .contains("permission denied: name a directory that is yours"),
        !may,
        "{}",
        ran.err
    );
}

#[test]
fn an_index_of_another_version_or_a_damaged_one_is_made_anew() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let current = dir.path().join("idx/current");
    fs::write(&current, "cablex 9 index-1\n").unwrap();
    for args in [&["in"][..], &["--status"], &[]] {
        let ran = index(dir.path(), args);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("an index of version 9"), "{}", ran.err);
        assert!(ran.err.contains("cablex index --rebuild"), "{}", ran.err);
    }
    let ran = index(dir.path(), &["--rebuild"]);
    assert_eq!(closing(&ran), "4 files: 4 new, 1 not a cable; 3 cables");
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    for ending in ["term", "store", "idx", "pos", "fast", "meta.json"] {
        let files = walkdir(&dir.path().join("idx"));
        let file = files
            .iter()
            .find(|file| file.to_str().unwrap().ends_with(ending))
            .unwrap();
        let whole = fs::read(file).unwrap();
        fs::write(file, &whole[..whole.len() / 2]).unwrap();
        for args in [&["in"][..], &["--status"]] {
            let ran = index(dir.path(), args);
            assert_eq!(ran.code, 2, "{ending}: {}", ran.err);
            assert!(ran.err.contains("the index is damaged"), "{}", ran.err);
        }
        assert_eq!(index(dir.path(), &["--rebuild", "in"]).code, 2);
        assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    }
    // What was replaced is gone.
    let folders = fs::read_dir(dir.path().join("idx"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), 1);
}

#[test]
fn damage_inside_of_a_file_is_said_and_never_a_panic() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let files = walkdir(&dir.path().join("idx"));
    let (mut said, mut named) = (0, 0);
    for ending in ["term", "fast", "pos", "idx", "store", "fieldnorm"] {
        let ends = |path: &&std::path::PathBuf| path.extension().is_some_and(|end| end == ending);
        for file in files.iter().filter(ends) {
            let whole = fs::read(file).unwrap();
            // The footer, which tells how long the file is, is whole.
            let footer = whole.len() - whole.windows(2).rposition(|two| two == b"{\"").unwrap();
            let inside = whole.len() - footer;
            for (from, to) in [(0, inside), (0, inside / 2), (inside / 2, inside)] {
                let mut bytes = whole.clone();
                bytes[from..to].iter_mut().for_each(|byte| *byte ^= 0x5a);
                if bytes == whole {
                    continue;
                }
                fs::write(file, bytes).unwrap();
                let name = file.file_name().unwrap().to_str().unwrap();
                for args in [&["in"][..], &[], &["--status"]] {
                    let ran = index(dir.path(), args);
                    assert_eq!(ran.code, 2, "{ending} {args:?}: {}", ran.err);
                    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
                    assert!(ran.err.contains("the index is damaged"), "{}", ran.err);
                    named += u32::from(ran.err.contains(name));
                }
                for args in [
                    &["search", "--index", "idx", "\"the ferry\""][..],
                    &["search", "--index", "idx", "--count", "ferr*"],
                    &["search", "--index", "idx", "--sort", "score", "ferry"],
                    &["search", "--index", "idx", "--facets", "tag,year", "ferry"],
                    &["show", "--index", "idx", "07LIMA1"],
                ] {
                    let ran = run_in(dir.path(), args);
                    assert!((0..=2).contains(&ran.code), "{args:?}: {}", ran.err);
                    assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
                    let is_said = ran.err.contains("the index is damaged");
                    assert_eq!(ran.code == 2, is_said, "{args:?}: {}", ran.err);
                    said += u32::from(is_said);
                }
            }
            fs::write(file, whole).unwrap();
        }
    }
    assert!(said > 10 && named > 10, "{said} {named}");
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
}
