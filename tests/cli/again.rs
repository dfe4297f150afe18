//! What was written is read again.

use std::path::Path;

use crate::{cable, cablex, folder, run_in, run_on, write};

/// A cable whose record is fifty times as long: what its TAGS are is not known, and each is said to be so.
fn dense(bytes: usize) -> String {
    cable(1).replace("PREL, PE", &"A,".repeat(bytes / 2))
}

/// A cable in which control characters stand, which JSON writes in six letters each.
fn escaped() -> String {
    let text = format!(
        "{}{}",
        "It sailed. ".repeat(1000),
        "\u{1}".repeat(3_000_000)
    );
    cable(1).replace("The ferry sailed.", &text)
}

#[test]
fn a_record_may_be_longer_than_the_message_that_it_was_made_of() {
    let all = [
        &["parse", "a.jsonl"][..],
        &["get", "id", "a.jsonl"],
        &["grep", "ferry", "a.jsonl"],
        &["stats", "a.jsonl"],
        &["check", "a.jsonl"],
        &["refs", "a.jsonl"],
        &["show", "a.jsonl"],
        &["convert", "a.jsonl", "-o", "b.jsonl"],
    ];
    for (text, least, options, commands) in [
        (dense(1000), 45_000, &["--max-message", "2K"][..], &all[..]),
        // Longer than a message may be.
        (escaped(), 16 << 20, &[], &all[..1]),
    ] {
        let dir = folder(&[("a.txt", &text)]);
        let run = |args: &[&str]| run_in(dir.path(), &[args, options].concat());
        let first = run(&["convert", "a.txt", "-o", "a.jsonl"]);
        assert_eq!(first.code, 0, "{}", first.err);
        let written = std::fs::read_to_string(dir.path().join("a.jsonl")).unwrap();
        assert!(written.len() > least);
        for args in commands {
            let ran = run(args);
            assert!(ran.code < 2, "{args:?} {}", ran.err);
            assert!(args[0] != "parse" || ran.out == written);
        }
    }
}

#[test]
fn a_record_has_its_bound_all_the_same() {
    let dir = folder(&[("a.txt", &dense(1000))]);
    run_in(dir.path(), &["convert", "a.txt", "-o", "a.jsonl"]);
    let ran = run_in(dir.path(), &["parse", "a.jsonl", "--max-message", "100"]);
    assert_eq!(ran.code, 2);
    let said = "a.jsonl: message of more than 9600 bytes: --max-message allows more";
    assert!(ran.err.starts_with(said), "{}", ran.err);
}

#[test]
fn an_id_that_is_a_path_is_none() {
    let dir = folder(&[("a.txt", &[cable(1), cable(2)].concat())]);
    let records = run_in(dir.path(), &["parse", "a.txt"]).out;
    for id in ["../../x", "/etc/passwd", "07LIMA\\n1", "07LIMA1.txt", ""] {
        let changed = records.replacen("\"07LIMA1\"", &format!("\"{id}\""), 1);
        write(dir.path(), "a.jsonl", changed.as_bytes());
        let ran = run_in(dir.path(), &["get", "id", "a.jsonl"]);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, "07LIMA2\n"),
            "{}",
            ran.err
        );
        let said = format!("a.jsonl: damaged: line 1: \"{id}\" is no id\n");
        assert!(ran.err.starts_with(&said), "{}", ran.err);
    }
}

/// What the command prints, as bytes.
#[cfg(unix)]
fn bytes(dir: &Path, args: &[&std::ffi::OsStr]) -> Vec<u8> {
    cablex()
        .current_dir(dir)
        .args(args)
        .output()
        .unwrap()
        .stdout
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_keeps_its_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let dir = folder(&[]);
    let name = OsStr::from_bytes(b"in/caf\xE9.txt");
    std::fs::create_dir(dir.path().join("in")).unwrap();
    if std::fs::write(dir.path().join(name), cable(1)).is_err() {
        // A file system whose names are text.
        return;
    }
    let run = |args: &[&str]| run_in(dir.path(), args);
    assert_eq!(run(&["convert", "in", "-o", "a.jsonl"]).code, 0);
    let written = std::fs::read_to_string(dir.path().join("a.jsonl")).unwrap();
    let place =
        "{\"path\":\"in/caf\u{FFFD}.txt\",\"path_bytes\":\"aW4vY2Fm6S50eHQ=\",\"container\":";
    assert!(written.contains(place), "{written}");
    // It is read back, and so is the name that a list gives.
    assert!(run(&["parse", "a.jsonl"]).out == written);
    for input in ["in", "a.jsonl"] {
        for (args, expected) in [
            (&["grep", "--files", "ferry"][..], &b"in/caf\xE9.txt\n"[..]),
            (
                &["grep", "--files", "--print0", "ferry"],
                b"in/caf\xE9.txt\0",
            ),
            (&["grep", "-l", "ferry"], b"in/caf\xE9.txt:07LIMA1\n"),
            (
                &["get", "source.path,id", "--print0"],
                b"in/caf\xE9.txt\x0007LIMA1\0",
            ),
        ] {
            let args: Vec<_> = args
                .iter()
                .copied()
                .chain([input])
                .map(OsStr::new)
                .collect();
            let found = bytes(dir.path(), &args);
            assert_eq!(
                found,
                expected,
                "{args:?} {}",
                String::from_utf8_lossy(&found)
            );
        }
    }
    let again = bytes(dir.path(), &[OsStr::new("parse"), name]);
    assert_eq!(String::from_utf8(again).unwrap(), written);
    // A list of failures has it too; no text would find the file.
    std::fs::write(dir.path().join(name), "A letter.\n").unwrap();
    let ran = run(&["parse", "in", "--errors", "failed.jsonl"]);
    assert_eq!(ran.code, 2);
    let failed = std::fs::read_to_string(dir.path().join("failed.jsonl")).unwrap();
    let failure: serde_json::Value = serde_json::from_str(&failed).unwrap();
    assert_eq!(failure["path_bytes"], "aW4vY2Fm6S50eHQ=", "{failed}");
    assert_eq!(failure.get("input"), None);
}

#[cfg(unix)]
#[test]
fn a_member_whose_name_is_no_text_keeps_its_bytes() {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(cable(1).len() as u64);
    header.as_old_mut().name[..5].copy_from_slice(b"a\xE9.tx");
    header.set_cksum();
    builder.append(&header, cable(1).as_bytes()).unwrap();
    let dir = folder(&[]);
    write(dir.path(), "a.tar", &builder.into_inner().unwrap());
    let record = run_in(dir.path(), &["parse", "a.tar"]).json().remove(0);
    assert_eq!(record["source"]["path"], "a.tar!/a\u{FFFD}.tx");
    assert_eq!(record["source"]["path_bytes"], "YS50YXIhL2HpLnR4");
}

#[test]
fn a_record_may_lie_about_its_place() {
    let record = run_on(cable(1), &["parse", "-q", "--with", "spans"]).out;
    let lie = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut record: serde_json::Value = serde_json::from_str(&record).unwrap();
        let odd = serde_json::json!({"severity": "error", "code": "a\nb", "message": "c\r\nd", "lines": [9, u32::MAX]});
        record["diagnostics"] = serde_json::json!([odd]);
        change(&mut record);
        record.to_string() + "\n"
    };
    let farthest = u64::MAX;
    let records = [
        lie(&|record| record["source"]["lines"] = serde_json::json!([farthest, 1])),
        lie(&|record| record["source"]["index"] = farthest.into()),
        lie(&|record| record["source"]["path"] = "a\nb".into()),
    ]
    .concat();
    let check = run_on(records.clone(), &["check", "-q"]);
    assert_eq!(check.code, 1, "{}", check.err);
    // A finding is a line.
    assert_eq!(check.out.lines().count(), 3, "{}", check.out);
    assert!(
        check
            .out
            .starts_with(&format!("-:{farthest}: error[a b]: c  d\n")),
        "{}",
        check.out
    );
    assert!(check.out.contains("\na b:"), "{}", check.out);
    let summary = run_on(records.clone(), &["check", "-q", "--summary"]);
    assert_eq!(summary.out, "3 in 3 cables: error[a b]\n");
    for args in [
        &["show", "--diagnostics"][..],
        &["show", "--html"],
        &["grep", "-n", "ferry"],
        &["check", "--format=json"],
        &["get", "--csv", "source.lines,source.index"],
    ] {
        let ran = run_on(records.clone(), args);
        assert!(ran.code < 2, "{args:?}: {}", ran.err);
        assert!(
            ran.out.contains(&farthest.to_string()),
            "{args:?}: {}",
            ran.out
        );
    }
}
