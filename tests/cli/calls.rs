//! What the command asks of the system, as strace sees it: when it syncs, and that it speaks to nobody.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{cable, folder};

/// The calls of a run, a line each, without what failed. Nothing, and a notice, where strace is not to be had.
fn calls(dir: &Path, traced: &str, args: &[&str]) -> Option<Vec<String>> {
    let trace = dir.join("trace");
    let ran = Command::new("strace")
        .args(["-f", "-y", "-qq", "-e", "signal=none", "-e", traced, "-o"])
        .arg(&trace)
        .arg(assert_cmd::cargo::cargo_bin!("cablex"))
        .args(args)
        .current_dir(dir)
        .stdout(Stdio::null())
        .output();
    let Some(ran) = ran.ok().filter(|ran| ran.status.success()) else {
        eprintln!("skipped: strace cannot be run here");
        return None;
    };
    assert!(ran.stderr.is_empty(), "{:?}", ran.stderr);
    let trace = std::fs::read_to_string(trace).unwrap();
    Some(trace.lines().map(str::to_owned).collect())
}

/// Where the first call stands that holds all of these, from a place on.
#[track_caller]
fn find(calls: &[String], from: usize, all: &[&str]) -> usize {
    let found = calls[from..]
        .iter()
        .position(|call| all.iter().all(|part| call.contains(part)));
    from + found.unwrap_or_else(|| panic!("no {all:?} after {from} in {calls:#?}"))
}

const SYNCS: &str = "trace=fsync,fdatasync,rename,renameat,renameat2";

#[test]
fn a_file_and_its_folder_are_on_the_disk_when_it_has_its_name() {
    let dir = folder(&[("in/a.txt", &cable(1)), ("in/b.txt", "no cable")]);
    let args = ["convert", "-q", "in/a.txt", "-o", "out.jsonl"];
    let with_errors = [&args[..], &["--errors", "failed.jsonl"]].concat();
    let Some(calls) = calls(dir.path(), SYNCS, &with_errors) else {
        return;
    };
    for name in ["out.jsonl", "failed.jsonl"] {
        let part = format!("/{name}.part>");
        let synced = find(&calls, 0, &["fdatasync(", &part]);
        let renamed = find(&calls, synced, &["rename", &format!("\"{name}\"")]);
        find(&calls, renamed, &["fsync("]);
    }
}

#[test]
fn those_who_know_need_not_wait_for_the_disk() {
    let dir = folder(&[("in/a.txt", &cable(1))]);
    let args = ["convert", "-q", "in", "-o", "out.jsonl", "--no-sync"];
    let Some(calls) = calls(dir.path(), SYNCS, &args) else {
        return;
    };
    find(&calls, 0, &["rename", "\"out.jsonl\""]);
    assert!(
        !calls.iter().any(|call| call.contains("sync(")),
        "{calls:#?}"
    );
}

#[test]
fn no_socket_is_opened_and_no_program_started() {
    let dir = folder(&[
        ("in/a.txt", &cable(1)),
        ("in/b.html", "<script src='http://192.0.2.1/x'>"),
    ]);
    let runs: [&[&str]; 4] = [
        &["convert", "-q", "in/a.txt", "-o", "out.jsonl"],
        &["stats", "-q", "in/a.txt"],
        &["refs", "-q", "in/a.txt"],
        &["show", "-q", "--html", "in/a.txt"],
    ];
    for args in runs {
        let Some(calls) = calls(dir.path(), "trace=network,execve,execveat,fork,vfork", args)
        else {
            return;
        };
        let out: Vec<&String> = calls.iter().skip(1).collect();
        assert!(
            calls[0].contains("execve(") && out.is_empty(),
            "{args:?}: {out:#?}"
        );
    }
}
