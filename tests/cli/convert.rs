//! `cablex convert`.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::{Ran, cable, folder, run_in, write};

/// A folder of cables, one in each file, some of them in folders, with files among them that are none.
fn archive(cables: u32) -> TempDir {
    let dir = folder(&[("in/none.txt", "A letter.\n"), ("in/empty.txt", "")]);
    for number in 1..=cables {
        let name = format!("in/{}/{number:05}.txt", number % 7);
        let prose = "The ferry sailed over the bay to the other pier and came back.\n".repeat(60);
        let text = cable(number).replace("The ferry sailed.", &prose);
        write(dir.path(), &name, text.as_bytes());
    }
    dir
}

fn convert(dir: &Path, args: &[&str]) -> Ran {
    run_in(dir, &[&["convert", "in"], args].concat())
}

/// A file's bytes, decompressed.
fn unpacked(dir: &Path, name: &str) -> Vec<u8> {
    let bytes = fs::read(dir.join(name)).unwrap();
    let mut out = Vec::new();
    if name.ends_with(".gz") {
        let mut gunzip = flate2::read::MultiGzDecoder::new(bytes.as_slice());
        gunzip.read_to_end(&mut out).unwrap();
    } else if name.ends_with(".zst") {
        zstd::stream::copy_decode(bytes.as_slice(), &mut out).unwrap();
    } else {
        out = bytes;
    }
    out
}

#[test]
fn the_file_is_what_parse_prints() {
    let dir = archive(50);
    let parsed = run_in(dir.path(), &["parse", "-q", "in"]);
    for name in ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"] {
        let ran = convert(dir.path(), &["-o", name]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        let closing = ran.err.lines().last().unwrap();
        assert!(
            closing.starts_with("52 inputs: 50 cables, 1 not a cable, 1 empty; a.jsonl"),
            "{closing}"
        );
        assert!(
            unpacked(dir.path(), name) == parsed.out.as_bytes(),
            "{name}"
        );
        // Every command reads it.
        let again = run_in(dir.path(), &["parse", "-q", name]);
        assert_eq!(again.code, 0);
        assert!(again.out == parsed.out, "{name}");
    }
    assert!(!dir.path().join("a.jsonl.part").exists());
    assert!(!dir.path().join("a.jsonl.part.state").exists());
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let dir = archive(300);
    for ending in ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "tsv.gz"] {
        let files = ["1", "2", "8"].map(|jobs| {
            let name = format!("j{jobs}.{ending}");
            assert_eq!(convert(dir.path(), &["-j", jobs, "-o", &name]).code, 2);
            fs::read(dir.path().join(name)).unwrap()
        });
        assert!(files[0] == files[1], "{ending}");
        assert!(files[0] == files[2], "{ending}");
    }
}

/// Starts a run, and kills it when it has written down how far it came (or has ended before). Whether it was killed.
pub(super) fn kill_midway(dir: &Path, output: &str, errors: &str) -> bool {
    killed(dir, output, &["--errors", errors])
}

/// The same, with these arguments.
pub(super) fn killed(dir: &Path, output: &str, args: &[&str]) -> bool {
    let state = dir.join(format!("{output}.part.state"));
    let before = fs::read(&state).unwrap_or_default();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
        .current_dir(dir)
        .args(["convert", "-q", "-j", "2", "in", "--resume", "-o", output])
        .args(args)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        let now = fs::read(&state).unwrap_or_default();
        let said: serde_json::Value = serde_json::from_slice(&now).unwrap_or_default();
        let has_begun = said["bytes"].as_u64().is_some_and(|bytes| bytes > 0);
        if has_begun && now != before {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        std::thread::yield_now();
    }
}

#[test]
fn an_interrupted_run_goes_on_to_the_same_bytes() {
    let dir = archive(1500);
    for ending in ["jsonl", "jsonl.zst", "csv.gz"] {
        let whole = format!("whole.{ending}");
        let failed = format!("failed.{ending}.jsonl");
        let ran = convert(
            dir.path(),
            &[
                "-q",
                "-o",
                &whole,
                "--errors",
                "whole.failed",
                "--overwrite",
            ],
        );
        assert_eq!(ran.code, 2);
        let output = format!("cut.{ending}");
        let mut killed = 0;
        while killed < 10 && kill_midway(dir.path(), &output, &failed) {
            killed += 1;
        }
        assert!(
            killed > 0,
            "{ending}: the run was over before it could be killed"
        );
        if !dir.path().join(&output).exists() {
            let ran = convert(
                dir.path(),
                &["-o", &output, "--resume", "--errors", &failed],
            );
            assert_eq!(ran.code, 2, "{}", ran.err);
            // What was counted before counts.
            assert!(
                ran.err
                    .contains("1,502 inputs: 1,500 cables, 1 not a cable, 1 empty"),
                "{}",
                ran.err
            );
        }
        let [whole, cut] = [&whole, &output].map(|name| fs::read(dir.path().join(name)).unwrap());
        assert!(
            whole == cut,
            "{ending}: {} and {} bytes",
            whole.len(),
            cut.len()
        );
        let [whole, cut] =
            ["whole.failed", &failed].map(|name| fs::read(dir.path().join(name)).unwrap());
        assert!(whole == cut);
    }
}

#[test]
fn what_stands_in_the_way_is_said() {
    let dir = archive(2);
    let ran = |args: &[&str]| {
        let ran = convert(dir.path(), args);
        (ran.code, ran.err)
    };
    write(dir.path(), "old.jsonl", b"{}");
    write(dir.path(), "torn.jsonl.part", b"{");
    for (args, expected) in [
        (
            &["-o", "old.jsonl"][..],
            "error: old.jsonl exists: --overwrite replaces it\n",
        ),
        (
            &["-o", "old.jsonl", "--resume"],
            "error: old.jsonl exists: --overwrite replaces it\n",
        ),
        (
            &["-o", "torn.jsonl"],
            "error: torn.jsonl.part is in the way, and not ours, for there is no torn.jsonl.part.state: move it away\n",
        ),
        (
            &["-o", "x.parquet"],
            "error: x.parquet: the name of the output says its form: .jsonl, .csv or .tsv, and .gz or .zst behind it\n",
        ),
        (
            &["-o", "no/x.jsonl"],
            "error: no/x.jsonl.part: No such file or directory (os error 2)\n",
        ),
        (
            &["-o", "x.jsonl", "--errors", "-"],
            "error: --errors wants a file: failures are named on standard error anyway\n",
        ),
    ] {
        assert_eq!(ran(args), (2, expected.to_owned()));
    }
    assert_eq!(ran(&["-q", "-o", "old.jsonl", "--overwrite"]).0, 2);
    assert_eq!(
        fs::read_to_string(dir.path().join("old.jsonl"))
            .unwrap()
            .lines()
            .count(),
        2
    );
    for how in ["--resume", "--overwrite"] {
        assert!(ran(&["-q", "-o", "torn.jsonl", how]).1.contains("not ours"));
    }
    assert_eq!(fs::read(dir.path().join("torn.jsonl.part")).unwrap(), b"{");
}

#[test]
fn a_run_goes_on_only_with_the_same_work() {
    let dir = archive(1000);
    assert!(kill_midway(dir.path(), "x.jsonl", "failed.jsonl"));
    let ran = convert(dir.path(), &["-o", "x.jsonl", "--resume", "--year", "2007"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("had other inputs, options"), "{}", ran.err);
    // A file that was not there before moves all others.
    write(dir.path(), "in/0/00000.txt", cable(1).as_bytes());
    let ran = convert(
        dir.path(),
        &["-o", "x.jsonl", "--resume", "--errors", "failed.jsonl"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("the inputs are not those of the interrupted run"),
        "{}",
        ran.err
    );
}

#[test]
fn shares_are_the_whole_and_have_nothing_in_common() {
    let dir = archive(60);
    let whole = run_in(dir.path(), &["parse", "-q", "in"]).out;
    let mut whole: Vec<&str> = whole.lines().collect();
    let mut shares = Vec::new();
    for share in ["1/3", "2/3", "3/3"] {
        convert(
            dir.path(),
            &["-q", "-o", "s.jsonl", "--overwrite", "--shard", share],
        );
        let text = fs::read_to_string(dir.path().join("s.jsonl")).unwrap();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!((5..40).contains(&lines.len()), "{share}: {}", lines.len());
        shares.extend(lines);
    }
    whole.sort_unstable();
    shares.sort_unstable();
    assert!(whole == shares);
    assert_eq!(
        convert(dir.path(), &["-o", "s.jsonl", "--shard", "4/3"]).code,
        2
    );
}

#[test]
fn what_is_written_is_no_input() {
    let dir = archive(20);
    let inside = dir.path().join("in");
    for args in [
        &["convert", ".", "-o", "0.jsonl", "--errors", "failed.jsonl"][..],
        &[
            "convert",
            ".",
            "-o",
            "0.jsonl",
            "--errors",
            "failed.jsonl",
            "--overwrite",
        ],
    ] {
        let ran = run_in(&inside, args);
        assert!(
            ran.err
                .contains("22 inputs: 20 cables, 1 not a cable, 1 empty"),
            "{}",
            ran.err
        );
    }
    for (args, said) in [
        (
            &["parse", "none.txt", "--errors", "none.txt"][..],
            "is one of the inputs",
        ),
        (
            &[
                "convert",
                "none.txt",
                "-o",
                "x.jsonl",
                "--errors",
                "x.jsonl.part",
            ],
            "a file of its own",
        ),
        (
            &["convert", "none.txt", "-o", "0", "--overwrite"],
            "the name of the output says its form",
        ),
    ] {
        let ran = run_in(&inside, args);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(
        fs::read_to_string(inside.join("none.txt")).unwrap(),
        "A letter.\n"
    );
}

#[test]
fn two_runs_do_not_write_one_file() {
    let dir = archive(1);
    let part = fs::File::create(dir.path().join("x.jsonl.part")).unwrap();
    part.lock().unwrap();
    for how in ["--overwrite", "--resume"] {
        let ran = convert(dir.path(), &["-o", "x.jsonl", how]);
        assert_eq!(ran.code, 2);
        assert_eq!(
            ran.err,
            "error: x.jsonl.part is being written by another run\n"
        );
    }
    drop(part);
    // Nothing had been written down yet: it begins anew.
    assert_eq!(
        convert(dir.path(), &["-q", "-o", "x.jsonl", "--resume"]).code,
        2
    );
    assert!(dir.path().join("x.jsonl").exists());
}

#[test]
fn a_run_that_finds_fewer_files_than_were_done_says_so() {
    let dir = archive(1000);
    assert!(kill_midway(dir.path(), "x.jsonl", "failed.jsonl"));
    fs::remove_dir_all(dir.path().join("in")).unwrap();
    write(dir.path(), "in/1.txt", cable(1).as_bytes());
    let ran = convert(
        dir.path(),
        &["-o", "x.jsonl", "--resume", "--errors", "failed.jsonl"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("not those of the interrupted run"),
        "{}",
        ran.err
    );
    assert!(!dir.path().join("x.jsonl").exists());
}
