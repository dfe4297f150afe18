//! What was read and made is put down in a manifest that can be held against the files later.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{Ran, cable, folder, run_in, write};

pub(super) const FORMS: [&str; 7] = [
    "jsonl",
    "jsonl.gz",
    "jsonl.zst",
    "csv",
    "csv.gz",
    "tsv",
    "tsv.zst",
];

pub(super) fn bytes(dir: &Path, name: &str) -> Vec<u8> {
    fs::read(dir.join(name)).unwrap()
}

/// Writes over some bytes of a file.
pub(super) fn damage(path: &Path, at: u64) {
    use std::io::{Seek, SeekFrom};
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(b"#!#").unwrap();
}

fn json(dir: &Path, name: &str) -> Value {
    serde_json::from_slice(&bytes(dir, name)).unwrap()
}

#[test]
fn a_manifest_says_what_was_read_and_made() {
    let dir = folder(&[
        (
            "in/a.txt",
            &cable(1).replace("A NEW FERRY", "A NEW FERRY\nREF: BOGOTA"),
        ),
        ("in/b/c.txt", &cable(2)),
        ("in/none.txt", "A letter.\n"),
    ]);
    let dir = dir.path();
    let args = [
        "convert",
        "in",
        "not/there",
        "-o",
        "out.csv.gz",
        "--manifest",
        "--fields",
        "id,subject",
        "--csv-safe",
        "--year=2007,2008",
        "--errors",
        "failed",
        "-j2",
    ];
    let ran = run_in(dir, &args);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let manifest = json(dir, "out.csv.gz.manifest.json");
    assert_eq!(manifest["schema"], "cablex-manifest/1");
    assert_eq!(manifest["cablex"], env!("CARGO_PKG_VERSION"));
    let options =
        serde_json::json!({"fields": ["id,subject"], "csv-safe": true, "year": ["2007", "2008"]});
    assert_eq!(manifest["options"], options);
    let paths: Vec<&str> = manifest["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["in/a.txt", "in/b/c.txt", "in/none.txt"]);
    let letter = serde_json::json!({
        "path": "in/none.txt", "size": 10,
        "sha256": "e380394079209cb2654d4c322b27ccc04093c02265a020889843342f666d05c9",
    });
    assert_eq!(manifest["inputs"][2], letter);
    let counts = serde_json::json!({
        "inputs": 4, "cables": 2, "records": 2, "failures": {"not-cable": 1, "unreadable": 1},
        "diagnostics": {"reference-incomplete": 1},
    });
    assert_eq!(manifest["counts"], counts);
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), 2);
    assert_eq!(outputs[0]["path"], "out.csv.gz");
    assert_eq!(outputs[0]["records"], 2);
    assert_eq!(outputs[0]["size"], bytes(dir, "out.csv.gz").len());
    assert_eq!(
        (&outputs[1]["path"], &outputs[1]["records"]),
        (&"failed".into(), &2.into())
    );
    // The same inputs and options give the same.
    let before = bytes(dir, "out.csv.gz.manifest.json");
    let ran = run_in(dir, &[&args[..], &["--overwrite", "-j1"]].concat());
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(before == bytes(dir, "out.csv.gz.manifest.json"));
    assert_eq!(check(dir, "out.csv.gz").code, 0);
    // From elsewhere, what lies above is told from the root.
    fs::create_dir(dir.join("out")).unwrap();
    assert_eq!(
        run_in(dir, &["convert", "in", "-o", "out/x.jsonl", "--manifest"]).code,
        2
    );
    let manifest = json(dir, "out/x.jsonl.manifest.json");
    let first = Path::new(manifest["inputs"][0]["path"].as_str().unwrap()).to_owned();
    assert!(
        first.is_absolute() && first.ends_with("in/a.txt"),
        "{}",
        first.display()
    );
    assert_eq!(manifest["outputs"][0]["path"], "x.jsonl");
    assert_eq!(check(dir, "out/x.jsonl").code, 0);
}

/// Holds the manifest of an output against the files.
fn check(dir: &Path, output: &str) -> Ran {
    run_in(
        dir,
        &["check", "--manifest", &format!("{output}.manifest.json")],
    )
}

#[test]
fn files_are_held_against_their_manifest() {
    let dir = folder(&[
        ("set/in/a.txt", &cable(1)),
        ("set/in/b.txt", &cable(2)),
        ("set/in/c.txt", &cable(3)),
    ]);
    let set = dir.path().join("set");
    for form in FORMS {
        let output = format!("out.{form}");
        let ran = run_in(&set, &["convert", "in", "-o", &output, "--manifest"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let ran = check(&set, &output);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        assert_eq!(
            ran.err,
            format!("{output}.manifest.json: 3 inputs, 1 output: all as it says\n")
        );
    }
    // A set that is moved is the same set, from wherever one looks.
    let moved = dir.path().join("moved");
    fs::rename(&set, &moved).unwrap();
    assert_eq!(check(dir.path(), "moved/out.jsonl").code, 0);
    fs::remove_file(moved.join("in/a.txt")).unwrap();
    write(
        &moved,
        "in/b.txt",
        cable(2).replace("ferry", "barge").as_bytes(),
    );
    write(&moved, "in/c.txt", b"short");
    damage(&moved.join("out.jsonl"), 9);
    let ran = check(&moved, "out.jsonl");
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "in/a.txt: error[file-missing]: not there");
    assert!(
        lines[1].starts_with("in/b.txt: error[file-hash]: its SHA-256 is "),
        "{}",
        ran.out
    );
    assert!(
        lines[2].starts_with("in/c.txt: error[file-size]: 5 bytes, not "),
        "{}",
        ran.out
    );
    assert!(
        lines[3].starts_with("out.jsonl: error[file-hash]: "),
        "{}",
        ran.out
    );
    assert_eq!(lines.len(), 4);
    assert!(ran.err.ends_with("4 not as it says\n"), "{}", ran.err);
    let manifest = "out.jsonl.manifest.json";
    let ran = run_in(
        &moved,
        &["check", "--manifest", manifest, "--format", "json", "-q"],
    );
    let expected = serde_json::json!({
        "path": "in/a.txt", "severity": "error", "code": "file-missing", "field": "inputs[0]", "message": "not there",
    });
    assert_eq!(
        (ran.code, &ran.json()[0], ran.err.as_str()),
        (1, &expected, "")
    );
    let ran = run_in(
        &moved,
        &["check", "--manifest", manifest, "--format=tsv", "--header"],
    );
    assert!(ran.out.starts_with("path\tline\tid\tseverity\tcode\tfield\tmessage\nin/a.txt\t\t\terror\tfile-missing\tinputs[0]\tnot there\n"), "{}", ran.out);
    // The number of records is counted anew, whatever the form.
    for form in FORMS {
        let name = format!("out.{form}.manifest.json");
        let text = String::from_utf8(bytes(&moved, &name)).unwrap();
        write(
            &moved,
            &name,
            text.replace("\"records\":3}", "\"records\":4}").as_bytes(),
        );
        let ran = check(&moved, &format!("out.{form}"));
        let said = match form {
            "jsonl" => "out.jsonl: error[file-hash]".to_owned(),
            _ => format!("out.{form}: error[file-records]: 3 records, not 4\n"),
        };
        assert!(ran.out.contains(&said), "{}", ran.out);
    }
    for code in [
        "file-missing",
        "file-size",
        "file-hash",
        "file-records",
        "file-unreadable",
    ] {
        assert_eq!(run_in(&moved, &["check", "--explain", code]).code, 0);
    }
}

#[test]
fn what_is_no_manifest_is_said_to_be_none() {
    let dir = folder(&[
        ("a.txt", &cable(1)),
        (
            "other.json",
            r#"{"schema": "cablex-manifest/2", "inputs": [], "outputs": []}"#,
        ),
        (
            "bytes.json",
            r#"{"schema": "cablex-manifest/1", "inputs": [{"path": "a.txt", "path_bytes": "!", "size": 1, "sha256": ""}], "outputs": []}"#,
        ),
        (
            "lines.json",
            r#"{"schema": "cablex-manifest/1", "inputs": [], "outputs": [{"path": "a.txt", "size": 228, "sha256": "x\ny"}]}"#,
        ),
        ("deep.json", &"[".repeat(100_000)),
    ]);
    for (file, code, said) in [
        ("a.txt", 2, "a.txt: no manifest"),
        ("deep.json", 2, "deep.json: no manifest"),
        ("not-there.json", 2, "not-there.json: "),
        (".", 2, "a manifest is a file"),
        (
            "other.json",
            2,
            "\"cablex-manifest/2\" is not \"cablex-manifest/1\"",
        ),
        (
            "bytes.json",
            2,
            "bytes.json: no manifest: path_bytes is no base64",
        ),
    ] {
        let ran = run_in(dir.path(), &["check", "--manifest", file]);
        assert_eq!(ran.code, code, "{file}: {}", ran.err);
        assert!(ran.out.lines().count() < 2, "{file}: {}", ran.out);
        assert!((ran.out + &ran.err).contains(said), "{file}");
    }
    for more in [
        &["a.txt"][..],
        &["--summary"],
        &["--year=2007"],
        &["--explain", "text-cut"],
    ] {
        let ran = run_in(
            dir.path(),
            &[&["check", "--manifest", "bytes.json"], more].concat(),
        );
        assert!(
            ran.code == 2 && ran.err.contains("cannot be used with"),
            "{more:?}: {}",
            ran.err
        );
    }
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes_and_what_is_no_file() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let dir = folder(&[("plain.txt", &cable(1))]);
    let dir = dir.path();
    fs::create_dir(dir.join("in")).unwrap();
    let odd = std::ffi::OsStr::from_bytes(b"in/\xff\n.txt");
    fs::write(dir.join(odd), cable(2)).unwrap();
    symlink("../plain.txt", dir.join("in/link.txt")).unwrap();
    let ran = run_in(dir, &["convert", "in", "-o", "out.jsonl", "--manifest"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let manifest = json(dir, "out.jsonl.manifest.json");
    assert_eq!(manifest["inputs"][0]["path"], "in/link.txt");
    assert_eq!(manifest["inputs"][0].get("path_bytes"), None);
    assert_eq!(manifest["inputs"][1]["path"], "in/\u{fffd}\n.txt");
    assert_eq!(manifest["inputs"][1]["path_bytes"], "aW4v/woudHh0");
    assert_eq!(check(dir, "out.jsonl").code, 0);
    fs::remove_file(dir.join(odd)).unwrap();
    // A pipe that nobody writes to is not waited for.
    let pipe = Command::new("mkfifo").arg(dir.join(odd)).status();
    if pipe.is_ok_and(|status| status.success()) {
        let ran = check(dir, "out.jsonl");
        assert_eq!(ran.code, 1);
        assert!(
            ran.out
                .contains("error[file-missing]: no file, but something else"),
            "{}",
            ran.out
        );
        let ran = run_in(
            dir,
            &[
                "convert",
                "plain.txt",
                "/dev/null",
                "-o",
                "x.jsonl",
                "--manifest",
            ],
        );
        assert!(
            ran.code == 2 && ran.err.contains("/dev/null: --manifest wants files"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_manifest_costs_nothing_that_was_there() {
    let dir = folder(&[
        ("in/a.txt", &cable(1)),
        ("out.jsonl.manifest.json", "mine"),
        ("x.jsonl.manifest.json.part", "mine"),
    ]);
    let dir = dir.path();
    let kept = |args: &[&str], said: &str| {
        let ran = run_in(dir, &[&["convert", "--manifest"], args].concat());
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert_eq!(bytes(dir, "out.jsonl.manifest.json"), b"mine");
        assert!(!dir.join("out.jsonl").exists() && !dir.join("out.jsonl.part").exists());
    };
    kept(
        &["in", "-o", "out.jsonl"],
        "out.jsonl.manifest.json exists: --overwrite replaces it",
    );
    kept(
        &[
            "in",
            "out.jsonl.manifest.json",
            "-o",
            "out.jsonl",
            "--overwrite",
        ],
        "one of the inputs",
    );
    kept(
        &[
            "in",
            "-o",
            "out.jsonl",
            "--overwrite",
            "--errors",
            "out.jsonl.manifest.json",
        ],
        "--errors needs a file of its own",
    );
    kept(
        &["in", "-o", "x.jsonl", "--overwrite"],
        "x.jsonl.manifest.json.part is in the way, and no manifest",
    );
    kept(
        &["-", "-o", "out.jsonl", "--overwrite"],
        "--manifest wants files",
    );
    kept(
        &["nowhere", "-o", "out.jsonl", "--overwrite"],
        "is kept as it was: no cable was read",
    );
    // It is no input of a run that writes it, or has written it.
    fs::rename(dir.join("out.jsonl.manifest.json"), dir.join("moved")).unwrap();
    let args = ["convert", "in", "-o", "in/y.jsonl", "--manifest", "-q"];
    assert_eq!(run_in(dir, &args).code, 0);
    let before = bytes(dir, "in/y.jsonl.manifest.json");
    assert_eq!(run_in(dir, &[&args[..], &["--overwrite"]].concat()).code, 0);
    assert!(before == bytes(dir, "in/y.jsonl.manifest.json"));
    // A finished run need not be run again; one whose manifest is gone is not finished.
    let again = [&args[..], &["--resume"]].concat();
    assert_eq!(run_in(dir, &again).code, 0);
    fs::rename(
        dir.join("in/y.jsonl.manifest.json"),
        dir.join("in/y.jsonl.manifest.json.part"),
    )
    .unwrap();
    assert_eq!(run_in(dir, &again).code, 0);
    assert!(before == bytes(dir, "in/y.jsonl.manifest.json"));
    fs::remove_file(dir.join("in/y.jsonl.manifest.json")).unwrap();
    let ran = run_in(dir, &again);
    assert!(
        ran.code == 2 && ran.err.contains("y.jsonl exists"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_that_is_written_to_while_it_is_read_is_named() {
    let all: String = (1..=6000).map(cable).collect();
    let dir = folder(&[("in/a.txt", &all)]);
    let dir = dir.path();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"));
    child
        .current_dir(dir)
        .args(["convert", "-q", "in", "-o", "out.jsonl", "--manifest"]);
    let mut child = child.stderr(Stdio::piped()).spawn().unwrap();
    while !fs::metadata(dir.join("out.jsonl.part")).is_ok_and(|about| about.len() > 0) {
        assert!(child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    damage(&dir.join("in/a.txt"), 2);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("a.txt was written to while this run read it"),
        "{said}"
    );
    assert!(!dir.join("out.jsonl").exists() && !dir.join("out.jsonl.manifest.json").exists());
}
