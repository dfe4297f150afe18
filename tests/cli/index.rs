//! `cablex index`: what is read, what is not read again, and what becomes of an index when something goes wrong.

mod again;
mod place;
mod writing;

use std::time::{Duration, SystemTime};

use crate::*;

/// Runs `index` on the index `idx` of a folder.
fn index(dir: &Path, args: &[&str]) -> Ran {
    run_in(dir, &[&["index", "--index", "idx"], args].concat())
}

/// The closing line but for the bytes.
fn closing(ran: &Ran) -> &str {
    ran.err
        .lines()
        .last()
        .and_then(|line| line.split_once("; the index has"))
        .unwrap_or_else(|| panic!("{}", ran.err))
        .0
}

/// What `--status` says.
fn status(dir: &Path) -> serde_json::Value {
    let ran = index(dir, &["--status", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.json().remove(0)
}

fn counts(dir: &Path) -> [u64; 4] {
    let status = status(dir);
    ["files", "failed", "cables", "ids"].map(|key| status[key].as_u64().unwrap())
}

/// A file that has been as it is for a while: its time can be relied on.
fn settled(dir: &Path, name: &str, text: &str) {
    write(dir, name, text.as_bytes());
    let then = SystemTime::now() - Duration::from_secs(3600);
    let file = fs::File::options()
        .write(true)
        .open(dir.join(name))
        .unwrap();
    file.set_modified(then).unwrap();
}

/// Three cables, one a file, and what is none.
fn archive() -> TempDir {
    let dir = TempDir::new().unwrap();
    for number in 1..=3 {
        settled(dir.path(), &format!("in/{number}.txt"), &cable(number));
    }
    settled(dir.path(), "in/none.txt", "A letter.\n");
    dir
}

/// The bytes of every file of the index.
fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = walkdir(&dir.join("idx"))
        .into_iter()
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn walkdir(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walkdir(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn an_archive_is_indexed_once() {
    let dir = archive();
    let ran = index(dir.path(), &["in", "--errors", "failed.jsonl"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("none.txt: not a cable"), "{}", ran.err);
    assert_eq!(closing(&ran), "4 files: 4 new, 1 not a cable; 3 cables");
    let failed = fs::read_to_string(dir.path().join("failed.jsonl")).unwrap();
    assert!(failed.contains("\"code\":\"not-cable\""), "{failed}");
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    let before = bytes(dir.path());
    for args in [
        &["in"][..],
        &[],
        &["./in/../in"],
        &["in/2.txt", "in", "in/"],
    ] {
        let ran = index(dir.path(), args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(closing(&ran), "4 files: nothing new; 3 cables");
        assert!(
            bytes(dir.path()) == before,
            "an index was touched for nothing"
        );
    }
    // From anywhere, for what was named is remembered in full.
    let ran = run_in(
        Path::new("/"),
        &["index", "--index", dir.path().join("idx").to_str().unwrap()],
    );
    assert_eq!(closing(&ran), "4 files: nothing new; 3 cables");
}

#[test]
fn only_what_has_changed_is_read_again() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let reads = |args: &[&str]| -> (Vec<String>, String) {
        let ran = index(dir.path(), &[&["--verbose"], args].concat());
        let read = ran.err.lines().filter_map(|line| {
            Some(
                line.strip_prefix("reading ")?
                    .rsplit_once('/')?
                    .1
                    .to_owned(),
            )
        });
        (read.collect(), closing(&ran).to_owned())
    };
    // Another time alone: it is looked at, and not read.
    write(dir.path(), "in/1.txt", cable(1).as_bytes());
    assert_eq!(
        reads(&[]),
        (vec![], "4 files: nothing new; 3 cables".to_owned())
    );
    settled(dir.path(), "in/1.txt", &(cable(1) + &cable(11)));
    assert_eq!(
        reads(&[]),
        (
            vec!["1.txt".to_owned()],
            "4 files: 1 changed; 4 cables".to_owned()
        )
    );
    // The same length, and another text.
    write(dir.path(), "in/2.txt", cable(7).as_bytes());
    assert_eq!(
        reads(&[]),
        (
            vec!["2.txt".to_owned()],
            "4 files: 1 changed; 4 cables".to_owned()
        )
    );
    settled(dir.path(), "in/4.txt", &cable(4));
    assert_eq!(
        reads(&[]),
        (
            vec!["4.txt".to_owned()],
            "5 files: 1 new; 5 cables".to_owned()
        )
    );
    fs::rename(dir.path().join("in/4.txt"), dir.path().join("in/5.txt")).unwrap();
    assert_eq!(
        reads(&[]),
        (
            vec!["5.txt".to_owned()],
            "5 files: 1 moved; 5 cables".to_owned()
        )
    );
    fs::remove_file(dir.path().join("in/1.txt")).unwrap();
    assert_eq!(
        reads(&["in"]),
        (vec![], "4 files: 1 vanished; 3 cables".to_owned())
    );
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    assert_eq!(
        reads(&[]),
        (vec![], "4 files: nothing new; 3 cables".to_owned())
    );
}

#[test]
fn a_run_looks_only_at_what_it_is_named() {
    let dir = archive();
    settled(dir.path(), "other/8.txt", &cable(8));
    index(dir.path(), &["in"]);
    let ran = index(dir.path(), &["other"]);
    assert_eq!(closing(&ran), "1 file: 1 new; 4 cables");
    fs::remove_file(dir.path().join("in/1.txt")).unwrap();
    assert_eq!(
        closing(&index(dir.path(), &["other"])),
        "1 file: nothing new; 4 cables"
    );
    assert_eq!(
        closing(&index(dir.path(), &["in/2.txt"])),
        "1 file: nothing new; 4 cables"
    );
    let inputs = status(dir.path())["roots"].as_array().unwrap().len();
    assert_eq!(inputs, 2);
    assert_eq!(
        closing(&index(dir.path(), &[])),
        "4 files: 1 vanished; 3 cables"
    );
}

#[test]
fn what_cannot_be_found_is_kept_until_it_is_forgotten() {
    let dir = archive();
    settled(dir.path(), "other/8.txt", &cable(8));
    index(dir.path(), &["in", "other"]);
    fs::rename(dir.path().join("other"), dir.path().join("away")).unwrap();
    let ran = index(dir.path(), &[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("other: no such file or directory"),
        "{}",
        ran.err
    );
    assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
    let ran = index(dir.path(), &["--rebuild"]);
    assert!(
        ran.err.contains("a new index would lack the inputs"),
        "{}",
        ran.err
    );
    assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
    // Nor where its disk is not there, but for the folder where it is to be.
    fs::create_dir(dir.path().join("other")).unwrap();
    for inputs in [&[][..], &["other"], &["in", "other"]] {
        let ran = index(dir.path(), inputs);
        assert_eq!(ran.code, 2, "{inputs:?}");
        let said = "other: nothing of it can be found: the index keeps 1 file of it until you type cablex index --forget";
        assert!(ran.err.contains(said), "{inputs:?}: {}", ran.err);
        assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
    }
    fs::remove_dir(dir.path().join("other")).unwrap();
    let ran = index(dir.path(), &["other"]);
    assert_eq!((ran.code, counts(dir.path())), (2, [5, 1, 4, 4]));
    let ran = index(dir.path(), &["--forget", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("lies at nowhere"), "{}", ran.err);
    let ran = index(dir.path(), &["--forget", "other"]);
    assert_eq!(
        (ran.code, closing(&ran)),
        (0, "0 files: 1 vanished; 3 cables")
    );
    assert_eq!(
        (index(dir.path(), &[]).code, counts(dir.path())),
        (0, [4, 1, 3, 3])
    );
    // What was only moved to another input goes.
    fs::rename(dir.path().join("in"), dir.path().join("moved")).unwrap();
    fs::create_dir(dir.path().join("in")).unwrap();
    let ran = index(dir.path(), &["in", "moved"]);
    assert_eq!(
        closing(&ran),
        "4 files: 4 moved, 1 not a cable, 1 without files; 3 cables"
    );
    assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    // What was never there is an error, and makes no index.
    let ran = run_in(dir.path(), &["index", "--index", "none", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(!dir.path().join("none/current").exists());
}

#[test]
fn two_releases_of_a_cable_are_two_versions_of_one_id() {
    let dir = archive();
    settled(
        dir.path(),
        "in/again/1.txt",
        &cable(1).replace("sailed", "sank"),
    );
    index(dir.path(), &["in"]);
    assert_eq!(counts(dir.path()), [5, 1, 4, 3]);
    assert_eq!(status(dir.path())["versions"], 1);
}

#[test]
fn records_and_members_of_archives_belong_to_the_file_on_the_disk() {
    let dir = archive();
    let records = run_in(dir.path(), &["parse", "-q", "--with", "text", "in"]).out;
    settled(dir.path(), "packed/records.jsonl", &records);
    let tar = |numbers: std::ops::RangeInclusive<u32>| {
        let mut tar = tar::Builder::new(Vec::new());
        for number in numbers {
            let text = cable(number);
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            tar.append_data(&mut header, format!("{number}.txt"), text.as_bytes())
                .unwrap();
        }
        tar.into_inner().unwrap()
    };
    // More than one unit of work, so that units begin inside of it.
    write(dir.path(), "packed/a.tar", &tar(100..=999));
    let ran = index(dir.path(), &["packed", "-j", "2"]);
    assert_eq!(closing(&ran), "2 files: 2 new; 903 cables");
    write(dir.path(), "packed/a.tar", &tar(101..=998));
    settled(
        dir.path(),
        "packed/records.jsonl",
        records.lines().next().unwrap(),
    );
    let ran = index(dir.path(), &["-j", "2"]);
    assert_eq!(closing(&ran), "2 files: 2 changed; 899 cables");
    assert_eq!(counts(dir.path()), [2, 0, 899, 899]);
}

#[test]
fn the_index_is_no_input_of_itself() {
    let dir = archive();
    for _ in 0..2 {
        index(dir.path(), &["."]);
        assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    }
}

#[test]
fn what_cannot_be_seen_again_is_refused() {
    let dir = archive();
    for (args, said) in [
        (&["-"][..], "standard input cannot be indexed"),
        (&[], "no index yet: name the files"),
        (
            &["--status"],
            "no index in idx: `cablex index INPUT...` makes one",
        ),
        (&["--rebuild"], "no index in idx"),
        (
            &["in", "--index", "in"],
            "holds something else than an index",
        ),
        (&["in", "--index", "in/1.txt"], "in/1.txt"),
    ] {
        let idx = &["--index", "idx"][..];
        let own = args.contains(&"--index");
        let ran = run_in(
            dir.path(),
            &[&["index"][..], args, if own { &[][..] } else { idx }].concat(),
        );
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn where_the_index_is() {
    let dir = archive();
    let home = dir.path().join("home");
    let run = |variable: &str, value: &Path| {
        let mut command = cablex();
        command
            .current_dir(dir.path())
            .env_remove("CABLEX_INDEX")
            .env_remove("XDG_DATA_HOME");
        ran(command
            .env("HOME", &home)
            .env(variable, value)
            .args(["index", "in"]))
    };
    run("CABLEX_INDEX", Path::new("named"));
    assert!(dir.path().join("named/current").is_file());
    if cfg!(target_os = "linux") {
        run("XDG_DATA_HOME", &dir.path().join("data"));
        assert!(dir.path().join("data/cablex/index/current").is_file());
        run("CABLEX_INDEX", Path::new(""));
        assert!(home.join(".local/share/cablex/index/current").is_file());
    }
}

#[test]
fn status_is_a_table_of_two_columns_in_a_pipe() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let ran = index(dir.path(), &["--status"]);
    assert_eq!(ran.code, 0);
    let rows: Vec<(&str, &str)> = ran
        .out
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    for row in [
        ("index", "idx"),
        ("version", "3"),
        ("files", "4"),
        ("failed", "1"),
        ("cables", "3"),
        ("ids", "3"),
        ("versions", "0"),
        ("first", "2007-06-15T08:02:00Z"),
        ("last", "2007-06-15T08:02:00Z"),
    ] {
        assert!(rows.contains(&row), "{row:?}: {}", ran.out);
    }
    let input = dir.path().join("in");
    assert!(
        rows.contains(&("input", input.to_str().unwrap())),
        "{}",
        ran.out
    );
}
