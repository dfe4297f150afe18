//! Closed pipes, usage, help.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command as Process, Stdio};

use crate::*;

/// Runs the command, reads one line, and closes the pipe: what `| head -1` does.
fn first_line(args: &[&str], input: Vec<u8>) -> (String, String, i32) {
    let mut child = Process::new(cablex().get_program())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    (
        line,
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap(),
    )
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let stream: String = (1..9000).map(cable).collect();
    let stream = stream.replace("FERRY\n", "FERRY\nREF: STATE\n");
    for args in [
        &["parse"][..],
        &["parse", "--pretty"],
        &["annotate"],
        &["get", "id"],
        &["grep", "ferry"],
        &["grep", "--json", "-v", "boat"],
        &["check", "--format=tsv"],
        &["stats", "--by", "source.bytes"],
        &["show"],
        &["show", "--raw"],
        &["show", "--json"],
    ] {
        let (line, err, code) = first_line(args, stream.clone().into_bytes());
        assert!(!line.is_empty());
        assert_eq!((err.as_str(), code), ("", 0), "{args:?}");
    }
    let citing = stream.replace("STATE\n", "QUITO 7\n");
    for args in [
        &["refs"][..],
        &["refs", "--header", "--format", "csv"],
        &["refs", "--format", "gexf"],
    ] {
        // Read to its end before the first line is printed, and counted by then.
        let args = [args, &["-q"]].concat();
        let (line, err, code) = first_line(&args, citing.clone().into_bytes());
        assert!(!line.is_empty());
        assert_eq!((err.as_str(), code), ("", 0), "{args:?}");
    }
    #[cfg(feature = "index")]
    {
        let index = search::shelf().join("index");
        let index = index.to_str().unwrap();
        let queries = "boats\n".repeat(2000).into_bytes();
        let args = ["search", "--index", index, "-q", "--queries", "-"];
        let (line, err, code) = first_line(&args, queries);
        assert!(line.starts_with("boats\t"));
        assert_eq!((err.as_str(), code), ("", 0));
    }
    for args in [
        &["vocab", "routing"][..],
        &["schema"],
        &["get", "--list"],
        &["man", "record"],
        &["completions", "bash"],
    ] {
        let (line, err, code) = first_line(args, Vec::new());
        assert!(!line.is_empty());
        assert_eq!((err.as_str(), code), ("", 0), "{args:?}");
    }
}

#[test]
fn a_closed_pipe_does_not_wait_for_an_open_input() {
    let stream: String = (1..9000).map(cable).collect();
    let mut child = Process::new(cablex().get_program())
        .args(["parse", "-q", "-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Written and kept open: whoever reads it to its end waits for ever.
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(stream.as_bytes());
        stdin
    });
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let stdin = writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert!(line.starts_with('{'));
    drop(stdin);
}

#[test]
fn help_begins_with_examples() {
    for args in [
        &["--help"][..],
        &["-h"],
        &["parse", "--help"],
        &["convert", "-h"],
        &["annotate", "-h"],
        &["check", "-h"],
        &["get", "-h"],
        &["grep", "-h"],
        &["show", "-h"],
        #[cfg(feature = "index")]
        &["index", "-h"],
        #[cfg(feature = "index")]
        &["search", "-h"],
        &["refs", "-h"],
        &["stats", "-h"],
        &["vocab", "-h"],
        &["schema", "-h"],
        &["man", "-h"],
        &["completions", "-h"],
    ] {
        let ran = ran(cablex().args(args));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.starts_with("Examples:\n  c"), "{}", ran.out);
    }
}

#[test]
fn wrong_usage_is_explained() {
    for (args, expected) in [
        (&[][..], "Usage: cablex"),
        (&["pares"], "a similar subcommand exists: 'parse'"),
        (
            &["parse", "--prety"],
            "a similar argument exists: '--pretty'",
        ),
        (
            &["parse", "--color", "blue"],
            "possible values: auto, always, never",
        ),
        (&["check", "--min-severity", "warn"], "similar value"),
    ] {
        let ran = ran(cablex().args(args).write_stdin(""));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(expected), "{}", ran.err);
    }
    let dir = folder(&[("a.txt", &cable(12))]);
    let ran = run_in(dir.path(), &["a.txt"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "error: \"a.txt\" is no command; to read it: cablex parse a.txt\n"
        )
    );
}

#[test]
fn the_version_is_the_crates() {
    let ran = ran(cablex().arg("--version"));
    assert_eq!(ran.out, format!("cablex {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_schema_is_json_schema() {
    let ran = ran(cablex().arg("schema"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(
        schema["properties"]["subject"]["description"],
        "The subject in one line, without its portion mark."
    );
}

#[test]
fn nothing_on_standard_input_is_no_cable_and_no_failure() {
    for (args, code) in [
        (&["parse"][..], 0),
        (&["get", "id"], 0),
        (&["check"], 0),
        (&["annotate"], 0),
        (&["grep", "ferry"], 1),
    ] {
        let ran = run_on("", args);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (code, "", ""),
            "{args:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_fails() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Process::new(cablex().get_program())
        .arg("--help")
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: ")
    );
}
