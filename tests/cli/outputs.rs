//! What is written never costs what was there: outputs, lists of failures, and runs that are gone on with.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::{Ran, cable, folder, run_in, write};

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// A folder with a record that has no other copy, and two cables.
fn shelf() -> TempDir {
    let dir = folder(&[("in/a.txt", &cable(1)), ("in/b.txt", &cable(2))]);
    let ran = run_in(dir.path(), &["convert", "in", "-o", "only.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    dir
}

#[track_caller]
fn assert_kept(dir: &Path, args: &[&str], said: &str) -> Ran {
    let before = (names(dir), read(dir, "only.jsonl"));
    let ran = run_in(dir, args);
    assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
    assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    assert!(before == (names(dir), read(dir, "only.jsonl")), "{args:?}");
    ran
}

#[test]
fn an_output_is_none_of_the_inputs() {
    let dir = shelf();
    let dir = dir.path();
    fs::hard_link(dir.join("only.jsonl"), dir.join("same.jsonl")).unwrap();
    write(dir, "list", b"in\nonly.jsonl\n");
    for input in [
        &["only.jsonl"][..],
        &["in", "only.jsonl"],
        &["same.jsonl"],
        &["./in/../only.jsonl"],
        &["only.jsonl#1"],
        &["--files-from", "list"],
    ] {
        let args = [&["convert"], input, &["-o", "only.jsonl", "--overwrite"]].concat();
        assert_kept(dir, &args, "only.jsonl: the output is one of the inputs");
    }
    // Nor is the list of them, or what standard input comes from.
    fs::rename(dir.join("list"), dir.join("list.jsonl")).unwrap();
    let args = [
        "convert",
        "--files-from",
        "list.jsonl",
        "-o",
        "list.jsonl",
        "--overwrite",
    ];
    assert_kept(dir, &args, "one of the inputs");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"));
    child
        .current_dir(dir)
        .args(["convert", "-o", "only.jsonl", "--overwrite"]);
    child.stdin(fs::File::open(dir.join("only.jsonl")).unwrap());
    let output = child.stdout(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(dir, "only.jsonl").lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn an_output_is_no_link_and_is_not_read_only() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = shelf();
    let dir = dir.path();
    symlink("only.jsonl", dir.join("link.jsonl")).unwrap();
    let args = ["convert", "in", "-o", "link.jsonl", "--overwrite"];
    assert_kept(dir, &args, "link.jsonl is a link");
    let args = ["convert", "link.jsonl", "-o", "only.jsonl", "--overwrite"];
    assert_kept(dir, &args, "one of the inputs");
    symlink("only.jsonl", dir.join("x.jsonl.part")).unwrap();
    for how in ["--overwrite", "--resume"] {
        assert_kept(
            dir,
            &["convert", "in", "-o", "x.jsonl", how],
            "x.jsonl.part is a link",
        );
    }
    symlink("nothing", dir.join("y.jsonl.part")).unwrap();
    assert_kept(
        dir,
        &["convert", "in", "-o", "y.jsonl"],
        "y.jsonl.part is a link",
    );
    let only = dir.join("only.jsonl");
    fs::set_permissions(&only, fs::Permissions::from_mode(0o444)).unwrap();
    let args = ["convert", "in", "-o", "only.jsonl", "--overwrite"];
    assert_kept(dir, &args, "only.jsonl is read-only");
}

#[test]
fn a_run_that_read_no_cable_replaces_nothing() {
    let dir = shelf();
    let dir = dir.path();
    fs::create_dir(dir.join("empty")).unwrap();
    write(dir, "letter.txt", b"A letter.\n");
    for input in ["not/there", "empty", "letter.txt", "not/there#1"] {
        let args = ["convert", input, "-o", "only.jsonl", "--overwrite"];
        let said = "only.jsonl is kept as it was: no cable was read";
        let ran = assert_kept(dir, &args, said);
        assert!(ran.err.contains("0 cables"), "{}", ran.err);
    }
    // A folder in which nothing else lies than what would be written.
    fs::create_dir(dir.join("alone")).unwrap();
    fs::copy(dir.join("only.jsonl"), dir.join("alone/only.jsonl")).unwrap();
    let alone = dir.join("alone");
    assert_kept(
        &alone,
        &["convert", ".", "-o", "only.jsonl", "--overwrite"],
        "is kept as it was",
    );
    // Whoever wants it has it; and where nothing was, nothing is lost.
    let args = [
        "convert",
        "empty",
        "-o",
        "only.jsonl",
        "--overwrite",
        "--allow-empty",
    ];
    assert_eq!(run_in(dir, &args).code, 2);
    assert_eq!(read(dir, "only.jsonl"), "");
    assert_eq!(
        run_in(dir, &["convert", "empty", "-o", "new.jsonl"]).code,
        2
    );
    assert_eq!(read(dir, "new.jsonl"), "");
    // Cables that no filter lets through have been read.
    let args = [
        "convert",
        "in",
        "-o",
        "new.jsonl",
        "--overwrite",
        "--year",
        "1975",
    ];
    assert_eq!(run_in(dir, &args).code, 0);
}

/// Runs `convert` on a pipe, does something once it has begun, and lets it end.
fn meanwhile(dir: &Path, args: &[&str], act: impl FnOnce()) -> (i32, String) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
        .current_dir(dir)
        .args(["convert", "-", "-o", "out.jsonl"])
        .args(args)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !dir.join("out.jsonl.part").exists() {
        assert!(child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    act();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, cable(1).as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

#[test]
fn what_appears_in_the_place_of_an_output_stays() {
    for args in [&[][..], &["--overwrite"]] {
        let dir = folder(&[]);
        let (code, said) = meanwhile(dir.path(), args, || write(dir.path(), "out.jsonl", b"mine"));
        assert_eq!(code, 2);
        let expected =
            "out.jsonl was written while this run went on: what it wrote is in out.jsonl.part";
        assert!(said.contains(expected), "{said}");
        assert_eq!(read(dir.path(), "out.jsonl"), "mine");
        assert_eq!(read(dir.path(), "out.jsonl.part").lines().count(), 1);
    }
    let dir = folder(&[("out.jsonl", "old")]);
    let (code, said) = meanwhile(dir.path(), &["--overwrite"], || {
        write(dir.path(), "out.jsonl", b"new");
        let file = fs::File::options()
            .write(true)
            .open(dir.path().join("out.jsonl"));
        let later = SystemTime::now() + Duration::from_secs(9);
        file.unwrap().set_modified(later).unwrap();
    });
    assert_eq!(code, 2, "{said}");
    assert_eq!(read(dir.path(), "out.jsonl"), "new");
}

#[test]
fn a_list_of_failures_is_not_lost() {
    let dir = shelf();
    let dir = dir.path();
    write(dir, "in/none.txt", b"A letter.\n");
    write(dir, "failed.jsonl", b"the list of yesterday\n");
    for command in [
        &["parse", "in"][..],
        &["check", "in"],
        &["get", "id", "in"],
        &["grep", "ferry", "in"],
        &["stats", "in"],
        &["refs", "in"],
        &["convert", "in", "-o", "out.jsonl"],
    ] {
        let args = [command, &["--errors", "failed.jsonl"]].concat();
        assert_kept(dir, &args, "failed.jsonl exists: --overwrite replaces it");
        let ran = run_in(dir, &[&args[..], &["--overwrite"]].concat());
        assert_eq!(ran.code, 2, "{command:?}: {}", ran.err);
        let list = read(dir, "failed.jsonl");
        assert!(
            list.contains(r#""path":"in/none.txt""#),
            "{command:?}: {list}"
        );
        assert!(!dir.join("failed.jsonl.part").exists());
        let _ = fs::remove_file(dir.join("out.jsonl"));
        write(dir, "failed.jsonl", b"the list of yesterday\n");
    }
    // An empty one has nothing to lose.
    write(dir, "failed.jsonl", b"");
    let ran = run_in(dir, &["parse", "-q", "in", "--errors", "failed.jsonl"]);
    assert_eq!(ran.code, 2);
    assert_eq!(read(dir, "failed.jsonl").lines().count(), 1);
    // Nor is what is called like its part, and is none.
    write(dir, "other.jsonl.part", b"mine");
    let args = ["parse", "in", "--errors", "other.jsonl", "--overwrite"];
    assert_kept(
        dir,
        &args,
        "other.jsonl.part is in the way, and no list of failures",
    );
    fs::copy(dir.join("failed.jsonl"), dir.join("other.jsonl.part")).unwrap();
    let args = ["parse", "in", "--errors", "other.jsonl"];
    assert_kept(dir, &args, "is what an interrupted run left");
}

#[cfg(unix)]
#[test]
fn failures_may_go_into_a_pipe_or_to_standard_error() {
    let dir = folder(&[("none.txt", "A letter.\n")]);
    let ran = run_in(
        dir.path(),
        &["parse", "none.txt", "--errors", "/dev/stderr"],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(r#""code":"not-cable""#), "{}", ran.err);
    // The file behind it is not cut.
    let log = fs::File::create(dir.path().join("log")).unwrap();
    std::io::Write::write_all(&mut &log, b"before\n").unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"));
    child
        .current_dir(dir.path())
        .stderr(log)
        .stdout(Stdio::null());
    child.args(["parse", "-q", "none.txt", "--errors", "/dev/stderr"]);
    assert_eq!(child.status().unwrap().code(), Some(2));
    let log = read(dir.path(), "log");
    assert!(
        log.starts_with("before\n") && log.contains("not-cable"),
        "{log}"
    );
}

#[test]
fn a_reader_that_has_seen_enough_leaves_a_whole_list() {
    let many: Vec<(String, String)> = (1..=3000)
        .map(|number| (format!("in/{number:05}.txt"), cable(number)))
        .collect();
    let files: Vec<(&str, &str)> = many.iter().map(|(name, text)| (&**name, &**text)).collect();
    let dir = folder(&files);
    write(dir.path(), "in/00000.txt", b"A letter.\n");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
        .current_dir(dir.path())
        .args(["parse", "-q", "in", "--errors", "failed.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.wait().unwrap();
    assert_eq!(read(dir.path(), "failed.jsonl").lines().count(), 1);
    assert!(!dir.path().join("failed.jsonl.part").exists());
}

#[test]
fn a_finished_run_need_not_be_run_again() {
    let dir = shelf();
    let dir = dir.path();
    let again = ["convert", "in", "-o", "only.jsonl", "--resume"];
    let ran = run_in(dir, &again);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.err,
        "only.jsonl is whole: the same inputs and options made it\n"
    );
    // Other options, other inputs, or another file in its place.
    assert_kept(
        dir,
        &[&again[..], &["--year", "2006"]].concat(),
        "only.jsonl exists",
    );
    write(dir, "in/b.txt", cable(33).as_bytes());
    assert_kept(dir, &again, "only.jsonl exists");
    write(dir, "in/b.txt", cable(2).as_bytes());
    let args = ["convert", "in", "-q", "-o", "only.jsonl", "--overwrite"];
    assert_eq!(run_in(dir, &args).code, 0);
    assert_eq!(run_in(dir, &again).code, 0);
    write(dir, "only.jsonl", b"another");
    assert_kept(dir, &again, "only.jsonl exists");
    // How it ended is how it ends.
    write(dir, "in/none.txt", b"A letter.\n");
    assert_eq!(run_in(dir, &args).code, 2);
    assert_eq!(run_in(dir, &again).code, 2);
}

/// Gone on with, the run says which file has changed, and makes no output.
#[track_caller]
fn assert_names(dir: &Path, output: &str, errors: &str, changed: &str) {
    let args = [
        "convert", "in", "-o", output, "--resume", "--errors", errors,
    ];
    let ran = run_in(dir, &args);
    assert_eq!(ran.code, 2);
    let said =
        format!("{changed} has changed since the interrupted run read it: --overwrite begins anew");
    assert!(ran.err.contains(&said), "{}", ran.err);
    assert!(!dir.join(output).exists());
}

#[test]
fn a_file_that_was_read_and_has_changed_is_named() {
    let prose = "The ferry sailed over the bay to the other pier and came back.\n".repeat(60);
    let long = |number| cable(number).replace("The ferry sailed.", &prose);
    let many: Vec<(String, String)> = (1..=1500)
        .map(|number| (format!("in/{number:05}.txt"), long(number)))
        .collect();
    let files: Vec<(&str, &str)> = many.iter().map(|(name, text)| (&**name, &**text)).collect();
    let dir = folder(&files);
    let dir = dir.path();
    assert!(super::convert::kill_midway(dir, "x.jsonl", "failed.jsonl"));
    write(dir, "in/00003.txt", cable(3).as_bytes());
    assert_names(dir, "x.jsonl", "failed.jsonl", "in/00003.txt");
    // The file in whose midst it stopped is one of them.
    let all: String = (1..=4000).map(long).collect();
    write(dir, "one/all.txt", all.as_bytes());
    fs::rename(dir.join("in"), dir.join("before")).unwrap();
    fs::rename(dir.join("one"), dir.join("in")).unwrap();
    assert!(super::convert::kill_midway(dir, "y.jsonl", "failed2.jsonl"));
    write(dir, "in/all.txt", all.replace("ferry", "barge").as_bytes());
    assert_names(dir, "y.jsonl", "failed2.jsonl", "in/all.txt");
}

#[cfg(unix)]
#[test]
fn what_is_written_beside_an_output_follows_no_link_and_waits_for_no_pipe() {
    use std::os::unix::fs::symlink;
    for beside in [
        ".out.jsonl.done",
        "out.jsonl.part.state",
        "out.jsonl.part.state.new",
    ] {
        let dir = shelf();
        let dir = dir.path();
        symlink("only.jsonl", dir.join(beside)).unwrap();
        for how in [&[][..], &["--overwrite"], &["--resume"]] {
            let args = [&["convert", "in", "-o", "out.jsonl"], how].concat();
            assert_kept(dir, &args, &format!("{beside} is a link"));
        }
        fs::remove_file(dir.join(beside)).unwrap();
        // Another name of a file is no link: the file stays as it is.
        fs::hard_link(dir.join("only.jsonl"), dir.join(beside)).unwrap();
        let only = read(dir, "only.jsonl");
        let args = ["convert", "in", "-q", "-o", "out.jsonl"];
        assert_eq!(run_in(dir, &args).code, 0, "{beside}");
        assert_eq!(read(dir, "only.jsonl"), only, "{beside}");
        let _ = fs::remove_file(dir.join(beside));
        fs::remove_file(dir.join("out.jsonl")).unwrap();
        let pipe = Command::new("mkfifo").arg(dir.join(beside)).status();
        if pipe.is_ok_and(|status| status.success()) {
            let args = ["convert", "in", "-o", "out.jsonl", "--resume"];
            assert_kept(dir, &args, &format!("{beside} is no file"));
        }
        // Nor does the list of failures go there.
        fs::remove_file(dir.join(beside)).unwrap();
        let args = ["convert", "in", "-o", "out.jsonl", "--errors", beside];
        assert_kept(dir, &args, "--errors needs a file of its own");
    }
}
