//! Inputs by their own names: members and single cables; what a run writes is never read.

use std::io::Write;

use crate::*;

/// A table of so many cables.
fn table(cables: std::ops::Range<u32>) -> String {
    let rows = cables.map(|number| row(&format!("07LIMA{number}"), &cable(number)));
    rows.collect()
}

/// A zip of these members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder with a table, a zip with a table, a letter and another zip in it, and a mailbox.
fn archive() -> TempDir {
    let dir = folder(&[("a.csv", &table(0..5)), ("none.txt", "A letter.\n")]);
    let inner = zip(&[("d.txt", cable(20).as_bytes())]);
    let members = [
        ("x/b.txt", cable(7).into_bytes()),
        ("x/none.txt", b"A letter.\n".to_vec()),
        ("c.csv", table(10..13).into_bytes()),
        ("y.zip", inner),
    ];
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, b)| (*name, &**b)).collect();
    write(dir.path(), "a.zip", &zip(&members));
    let mail = |number| {
        format!(
            "From a@example.org Mon Jan  1 00:00:00 2007\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{}\n",
            cable(number)
        )
    };
    write(dir.path(), "m.mbox", (mail(30) + &mail(31)).as_bytes());
    dir
}

#[test]
fn what_lies_in_a_file_is_read_by_its_own_name() {
    let dir = archive();
    for (names, expected) in [
        (&["a.csv#2"][..], "a.csv#2 07LIMA2\n"),
        // One pass, in the file's order.
        (
            &["a.csv#4", "a.csv#0"],
            "a.csv#0 07LIMA0\na.csv#4 07LIMA4\n",
        ),
        (&["a.zip!/x/b.txt"], "a.zip!/x/b.txt#0 07LIMA7\n"),
        (
            &["a.zip!/y.zip!/d.txt", "a.zip!/c.csv#1"],
            "a.zip!/c.csv#1 07LIMA11\na.zip!/y.zip!/d.txt#0 07LIMA20\n",
        ),
        (&["a.zip!/y.zip"], "a.zip!/y.zip!/d.txt#0 07LIMA20\n"),
        (&["m.mbox!/2"], "m.mbox!/2#0 07LIMA31\n"),
        (
            &["m.mbox!/1#0", "a.csv#1"],
            "m.mbox!/1#0 07LIMA30\na.csv#1 07LIMA1\n",
        ),
    ] {
        let args = [
            &[
                "get",
                "-q",
                "source.path,source.index,archive.identifier,id",
            ],
            names,
        ];
        let ran = run_in(dir.path(), &args.concat());
        let line = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            let id = if cells[2].is_empty() {
                cells[3]
            } else {
                cells[2]
            };
            format!("{}#{} {id}\n", cells[0], cells[1])
        };
        let out: String = ran.out.lines().map(line).collect();
        assert_eq!((out.as_str(), ran.code), (expected, 0), "{}", ran.err);
    }
}

#[test]
fn every_command_takes_such_names() {
    let dir = archive();
    for name in ["a.csv#3", "a.zip!/c.csv#0", "m.mbox!/2"] {
        for args in [
            &["parse", name][..],
            &["get", "id", name],
            &["grep", "ferry", name],
            &["show", name],
            &["annotate", name],
            &["stats", "--by", "year", name],
            &["check", "--min-severity", "error", name],
            &["refs", name],
            &["convert", name, "-o", "out.jsonl", "--overwrite"],
        ] {
            let ran = run_in(dir.path(), args);
            assert_eq!(ran.code, 0, "{args:?} {}", ran.err);
        }
        let converted = fs::read_to_string(dir.path().join("out.jsonl")).unwrap();
        assert_eq!(converted, run_in(dir.path(), &["parse", name]).out);
        assert_eq!(converted.lines().count(), 1);
    }
}

#[test]
fn a_file_of_that_name_comes_first() {
    let dir = archive();
    write(dir.path(), "a.csv#2", cable(40).as_bytes());
    let ran = run_in(
        dir.path(),
        &["get", "source.path,source.index", "a.csv#2", "a.csv#1"],
    );
    assert_eq!(ran.out, "a.csv#2\t0\na.csv\t1\n");
}

#[test]
fn a_name_of_nothing_says_what_there_is() {
    let dir = archive();
    write(dir.path(), "torn.zip", b"PK\x03\x04 and no more");
    for (name, said) in [
        ("a.csv#9", "a.csv: no cable #9: it has 5, #0 to #4\n"),
        (
            "a.zip!/x/b.txt#1",
            "a.zip!/x/b.txt: no cable #1: it has one, #0\n",
        ),
        (
            "a.zip!/e.txt",
            "a.zip!/e.txt: no such file, and no such member of a.zip\n",
        ),
        (
            "a.csv!/e.txt",
            "a.csv!/e.txt: no such file, and no such member of a.csv\n",
        ),
        (
            "m.mbox!/3",
            "m.mbox!/3: no such file, and no such member of m.mbox\n",
        ),
        ("b.csv#1", "b.csv#1: no such file or directory\n"),
        (
            "none.txt#0",
            "none.txt: not a cable: no header and no classification line\n",
        ),
        ("torn.zip!/e.txt", "torn.zip: damaged: zip: "),
    ] {
        let ran = run_in(dir.path(), &["parse", name]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        assert!(ran.err.starts_with(said), "{name}: {}", ran.err);
    }
}

#[test]
fn failures_are_tried_again_by_the_names_that_are_written_down() {
    let dir = archive();
    let torn = table(0..3) + "\"8\",\"6/15/2007\n" + &table(3..4);
    write(dir.path(), "in/torn.csv", torn.as_bytes());
    write(
        dir.path(),
        "in/a.zip",
        &zip(&[("none.txt", b"A letter.\n")]),
    );
    let ran = run_in(
        dir.path(),
        &["parse", "-q", "in", "--errors", "failed.jsonl"],
    );
    assert_eq!(ran.code, 2);
    let failed = |name: &str| -> Vec<serde_json::Value> {
        let text = fs::read_to_string(dir.path().join(name)).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let first = failed("failed.jsonl");
    let inputs: Vec<&str> = first
        .iter()
        .map(|line| line["input"].as_str().unwrap())
        .collect();
    assert_eq!(inputs, ["in/a.zip!/none.txt", "in/torn.csv#3"]);
    let args = [
        "parse",
        "-q",
        "--files-from",
        "-",
        "--errors",
        "again.jsonl",
    ];
    let again = ran_on(dir.path(), &inputs.join("\n"), &args);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert_eq!(failed("again.jsonl"), first);
}

/// Runs the command in a folder, on a text on standard input.
fn ran_on(dir: &Path, text: &str, args: &[&str]) -> Ran {
    ran(cablex().current_dir(dir).args(args).write_stdin(text))
}

#[test]
fn a_cable_of_a_long_table_is_found_by_its_index() {
    let dir = folder(&[("long.csv", &table(0..3000))]);
    for index in [0, 1499, 2999] {
        let name = format!("long.csv#{index}");
        let ran = run_in(
            dir.path(),
            &["get", "source.index,archive.identifier", &name],
        );
        assert_eq!(ran.out, format!("{index}\t07LIMA{index}\n"));
    }
    let ran = run_in(dir.path(), &["parse", "long.csv#3000"]);
    assert!(ran.err.contains("it has 3000, #0 to #2999"), "{}", ran.err);
}

#[test]
fn shares_of_the_cables_are_the_whole() {
    let dir = folder(&[
        ("in/long.csv", &table(0..1500)),
        ("in/none.txt", "A letter.\n"),
    ]);
    for number in 0..6 {
        write(
            dir.path(),
            &format!("in/{number}.txt"),
            cable(number).as_bytes(),
        );
    }
    let convert = |name: &str, more: &[&str]| -> (Vec<String>, Vec<String>) {
        let args = [
            "convert",
            "-q",
            "in",
            "--overwrite",
            "--errors",
            "e",
            "-o",
            name,
        ];
        run_in(dir.path(), &[&args, more].concat());
        let lines = |name: &str| -> Vec<String> {
            let text = fs::read_to_string(dir.path().join(name)).unwrap();
            text.lines().map(str::to_owned).collect()
        };
        (lines(name), lines("e"))
    };
    let (mut whole, errors) = convert("whole.jsonl", &[]);
    let (mut union, mut failed) = (Vec::new(), Vec::new());
    for share in ["1/3", "2/3", "3/3"] {
        let (records, errors) = convert("s.jsonl", &["--shard-by", "cable", "--shard", share]);
        assert!((490..520).contains(&records.len()), "{}", records.len());
        union.extend(records);
        failed.extend(errors);
    }
    whole.sort();
    union.sort();
    assert!(whole == union);
    assert_eq!(failed, errors);
    let ran = run_in(
        dir.path(),
        &["convert", "in", "-o", "x.jsonl", "--shard-by", "cable"],
    );
    assert_eq!(ran.code, 2);
}

#[test]
fn what_a_run_writes_is_never_read_and_the_closing_line_says_so() {
    let dir = folder(&[("in/a.txt", &cable(1)), ("in/out.jsonl", "")]);
    let args = [
        "convert",
        "in",
        "-o",
        "in/out.jsonl",
        "--overwrite",
        "--errors",
        "in/failed",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("out.jsonl", dir.path().join("in/link")).unwrap();
        fs::hard_link(dir.path().join("in/out.jsonl"), dir.path().join("in/hard")).unwrap();
    }
    let ran = run_in(dir.path(), &args);
    let files = if cfg!(unix) { 6 } else { 4 };
    let [warning, closing] = ran.err.lines().collect::<Vec<_>>()[..] else {
        panic!("{}", ran.err);
    };
    assert_eq!(
        warning,
        "warning: in/out.jsonl lies below the input in: another run over it reads it too"
    );
    let said = format!("1 input: 1 cable; {files} files of this run's own not read; in/out.jsonl");
    assert!(closing.starts_with(&said), "{closing}");
    let ran = run_in(dir.path(), &["convert", "in", "-o", "out.jsonl"]);
    assert!(
        !ran.err.contains("lies below the input in: another"),
        "{}",
        ran.err
    );
}

#[test]
fn records_beside_their_source_are_warned_of() {
    let dir = folder(&[("in/a.txt", &cable(1)), ("in/b.txt", &cable(2))]);
    run_in(dir.path(), &["convert", "-q", "in", "-o", "in/out.jsonl"]);
    run_in(
        dir.path(),
        &["convert", "-q", "in/a.txt", "-o", "other/out.jsonl"],
    );
    let ran = run_in(dir.path(), &["get", "id", "in"]);
    assert_eq!(ran.out.lines().count(), 4);
    assert_eq!(
        ran.err.lines().next(),
        Some(
            "warning: in/out.jsonl holds records of in/a.txt, which lies below the same input: cables come twice"
        )
    );
    // By themselves, or elsewhere, they are what is wanted.
    for input in ["in/out.jsonl", "other"] {
        let ran = run_in(dir.path(), &["get", "id", input]);
        assert!(!ran.err.contains("warning"), "{}", ran.err);
    }
}
