//! What was written is read back before it gets its name.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::audit::{FORMS, bytes, damage};
use crate::{cable, folder, run_in, write};

/// Runs `convert` on a pipe, does something once some of it has been written, and lets it end.
fn meanwhile(dir: &Path, output: &str, args: &[&str], act: impl FnOnce(&Path)) -> (i32, String) {
    let part = dir.join(format!("{output}.part"));
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("cablex"))
        .current_dir(dir)
        .args(["convert", "-", "-o", output])
        .args(args)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than is cut at a time, or nothing is written before the end.
    for number in 1..=3000 {
        stdin.write_all(cable(number).as_bytes()).unwrap();
    }
    stdin.flush().unwrap();
    while !fs::metadata(&part).is_ok_and(|about| about.len() > 100) {
        assert!(child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    act(&part);
    stdin.write_all(cable(3001).as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

#[test]
fn every_form_is_read_back() {
    let dir = folder(&[
        ("in/a.txt", &cable(1)),
        (
            "in/b.txt",
            &cable(2).replace("A NEW FERRY", "A \"NEW\" FERRY,\nWITH A BOAT"),
        ),
        ("in/none.txt", "A letter.\n"),
    ]);
    for form in FORMS {
        for more in [&[][..], &["--post", "nowhere"], &["-j1"]] {
            let (plain, output) = (format!("plain.{form}"), format!("out.{form}"));
            let args = |output| [&["convert", "in", "--overwrite", "-o", output], more].concat();
            let ran = run_in(dir.path(), &args(&plain));
            assert_eq!(ran.code, 2, "{}", ran.err);
            assert!(!ran.err.contains("verified"), "{}", ran.err);
            let ran = run_in(dir.path(), &[&args(&output)[..], &["--verify"]].concat());
            assert_eq!(ran.code, 2, "{}", ran.err);
            assert!(ran.err.ends_with(", verified\n"), "{}", ran.err);
            assert!(
                bytes(dir.path(), &plain) == bytes(dir.path(), &output),
                "{form}"
            );
        }
    }
}

#[test]
fn what_is_not_what_was_written_gets_no_name() {
    for form in ["jsonl", "csv.gz", "tsv.zst"] {
        let dir = folder(&[]);
        let dir = dir.path();
        let output = format!("out.{form}");
        let (code, said) = meanwhile(dir, &output, &["--verify"], |part| damage(part, 90));
        assert_eq!(code, 2, "{said}");
        let place = format!("out.{form}.part: ");
        assert!(said.contains(&place), "{said}");
        let reason = [
            "read back, it is not what was written: bytes 0 to ",
            "what was written cannot be read back",
        ];
        assert!(reason.iter().any(|reason| said.contains(reason)), "{said}");
        assert!(!dir.join(&output).exists());
        for left in [".part", ".part.state"] {
            assert!(dir.join(format!("{output}{left}")).exists(), "{left}");
        }
    }
    // A row that is no record of ours: the bytes would be enough, and the number of records says the same.
    let dir = folder(&[]);
    let (code, said) = meanwhile(dir.path(), "out.jsonl", &["--verify"], |part| {
        fs::remove_file(part).unwrap();
        fs::write(part, "mine").unwrap();
    });
    assert_eq!(code, 2);
    assert!(
        said.contains("out.jsonl.part has just been replaced"),
        "{said}"
    );
    assert!(!dir.path().join("out.jsonl").exists());
    assert_eq!(bytes(dir.path(), "out.jsonl.part"), b"mine");
}

/// A folder with so many cables.
fn archive(cables: u32) -> tempfile::TempDir {
    let prose = "The ferry sailed over the bay to the other pier and came back.\n".repeat(60);
    let dir = folder(&[("in/none.txt", "A letter.\n")]);
    for number in 1..=cables {
        let text = cable(number).replace("The ferry sailed.", &prose);
        write(dir.path(), &format!("in/{number:05}.txt"), text.as_bytes());
    }
    dir
}

#[test]
fn what_an_interrupted_run_wrote_is_read_back_and_put_down_too() {
    let dir = archive(500);
    let dir = dir.path();
    let args = |output| {
        [
            "convert",
            "-q",
            "in",
            "-o",
            output,
            "--verify",
            "--manifest",
        ]
    };
    let ran = run_in(dir, &args("whole.jsonl.zst"));
    assert_eq!(ran.code, 2, "{}", ran.err);
    let more = ["--verify", "--manifest"];
    // Gone on with: the same file, and the same manifest but for the file's name.
    let mut killed = 0;
    while killed < 5 && super::convert::killed(dir, "cut.jsonl.zst", &more) {
        killed += 1;
    }
    assert!(killed > 0);
    let again = |output| run_in(dir, &[&args(output)[..], &["--resume"]].concat());
    assert_eq!(again("cut.jsonl.zst").code, 2);
    assert!(bytes(dir, "whole.jsonl.zst") == bytes(dir, "cut.jsonl.zst"));
    let manifest =
        |name: &str| fs::read_to_string(dir.join(format!("{name}.manifest.json"))).unwrap();
    assert_eq!(
        manifest("whole.jsonl.zst").replace("whole.", "cut."),
        manifest("cut.jsonl.zst")
    );
    // What was written before the interruption has changed since.
    assert!(super::convert::killed(dir, "torn.jsonl", &more));
    damage(&dir.join("torn.jsonl.part"), 90);
    let ran = again("torn.jsonl");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains(
            "torn.jsonl.part is not what the interrupted run wrote: --overwrite begins anew"
        ),
        "{}",
        ran.err
    );
    assert!(!dir.join("torn.jsonl").exists() && !dir.join("torn.jsonl.manifest.json").exists());
    // Without what the interrupted run was given nothing can be told of what it wrote.
    assert!(super::convert::killed(dir, "other.jsonl", &[]));
    let ran = again("other.jsonl");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("the interrupted run had other inputs, options"),
        "{}",
        ran.err
    );
}
