//! `cablex get`.

use crate::*;

/// Two cables, one of them with quotes, a formula and a reference.
fn archive() -> TempDir {
    let odd = cable(13)
        .replace("A NEW FERRY", "=SUM(\"A\"), A\tB")
        .replace("\n\n1. (U)", "\nREF: LIMA 12\n\n1. (U)");
    folder(&[("a.txt", &cable(12)), ("b.txt", &odd)])
}

#[test]
fn a_cable_is_a_line_of_cells() {
    let dir = archive();
    let ran = run_in(
        dir.path(),
        &["get", "id,date,tags.code,subject,comment", "."],
    );
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err, "2 inputs: 2 cables\n");
    let date = "2007-06-15T08:02:00Z";
    assert_eq!(
        ran.out,
        format!(
            "07LIMA12\t{date}\tPREL|PE\tA NEW FERRY\t\n07LIMA13\t{date}\tPREL|PE\t=SUM(\"A\"), A\\tB\t\n"
        )
    );
    let ran = run_in(
        dir.path(),
        &["get", "-q", "tags,mrn.number", "--join", "; ", "a.txt"],
    );
    assert!(ran.out.starts_with("[{\"code\":\"PREL\""), "{}", ran.out);
    assert!(ran.out.ends_with("\t12\n"), "{}", ran.out);
    let ran = run_in(
        dir.path(),
        &["get", "-q", "tags.code", "--join=; ", "a.txt"],
    );
    assert_eq!(ran.out, "PREL; PE\n");
}

#[test]
fn csv_and_its_header() {
    let dir = archive();
    let args = &[
        "get",
        "-q",
        "id,subject",
        "--csv",
        "--header",
        "--csv-safe",
        "b.txt",
    ];
    let ran = run_in(dir.path(), args);
    assert_eq!(
        ran.out,
        "id,subject\r\n07LIMA13,\"'=SUM(\"\"A\"\"), A\tB\"\r\n"
    );
    let ran = run_in(
        dir.path(),
        &["get", "-q", "id,subject", "--header", "--year=1999", "."],
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, "id\tsubject\n"));
}

#[test]
fn cells_may_end_in_nul() {
    let dir = folder(&[("a b\nc.txt", &cable(12)), ("d.txt", &cable(13))]);
    let ran = run_in(
        dir.path(),
        &["get", "-q", "source.path,id", "--print0", "."],
    );
    assert_eq!(
        ran.out,
        "./a b\nc.txt\0\u{30}7LIMA12\0./d.txt\0\u{30}7LIMA13\0"
    );
}

#[test]
fn what_breaks_lines_is_escaped() {
    let text = cable(12).replace(
        "The ferry sailed.",
        "The ferry sailed.\n\n   One\\two   3\n   Four      5",
    );
    let ran = run_on(text, &["get", "paragraphs.text"]);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("sailed.\\n\\n"), "{}", ran.out);
    assert!(ran.out.contains("One\\\\two"), "{}", ran.out);
}

#[test]
fn what_is_asked_for_is_made() {
    let ran = run_on(cable(12), &["get", "spans.subject,roles.role"]);
    assert!(
        ran.out.starts_with("[[12,12]]\ttransmission-id|"),
        "{}",
        ran.out
    );
}

#[test]
fn standard_input_and_records() {
    let dir = archive();
    let fields = "id,source.path,subject";
    let ran = run_on(cable(12), &["get", fields, "-"]);
    assert_eq!(ran.out, "07LIMA12\t-\tA NEW FERRY\n");
    let direct = run_in(dir.path(), &["get", fields, "."]);
    let records = run_in(dir.path(), &["parse", "-q", "."]);
    let again = run_on(records.out, &["get", fields]);
    assert_eq!(again.out, direct.out);
    let one = run_in(dir.path(), &["get", "-j1", fields, "."]);
    let two = run_in(dir.path(), &["get", "-j2", fields, "."]);
    assert_eq!(one.out, two.out);
}

#[test]
fn wrong_fields_are_named_with_the_nearest() {
    let dir = archive();
    for (args, expected) in [
        (
            &["get", "id,subjet", "."][..],
            "error: no field \"subjet\"; did you mean subject",
        ),
        (
            &["get", "a.txt"],
            "error: \"a.txt\" is a file, and no field",
        ),
        (
            &["get"],
            "error: the following required arguments were not provided:\n  <FIELDS>",
        ),
        (
            &["get", "--list", "--year=2007"],
            "error: the argument '--list' cannot be used with",
        ),
    ] {
        let ran = run_in(dir.path(), args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with(expected), "{}", ran.err);
    }
    write(dir.path(), "empty.txt", b"");
    let ran = run_in(dir.path(), &["get", "id", "empty.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("empty.txt: empty"), "{}", ran.err);
}

#[test]
fn every_field_is_listed() {
    let ran = run_on("", &["get", "--list"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.lines().all(|line| line.split('\t').count() == 3));
    assert!(ran.out.contains("\ntags.code\tlist of string\t"));
    assert!(ran.out.contains("\nclassification.level\tstring\t"));
}

#[test]
fn no_cell_of_a_spreadsheet_is_a_formula() {
    let long = "1. (U) The ferry sailed.";
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
        ("\u{ff0b}1", "'\u{ff0b}1"),
        ("\u{ff0d}1", "'\u{ff0d}1"),
        ("\u{ff20}A1", "'\u{ff20}A1"),
        ("\n=1+1", "\"'\n=1+1\""),
        ("\r=1+1", "\"'\r=1+1\""),
        ("\t=1+1", "'\t=1+1"),
        ("\u{feff}=1+1", "'\u{feff}=1+1"),
        ("a=1", "a=1"),
    ] {
        // A record that is read back has any text; the first cell of a file without a header stands at its beginning.
        let record = run_on(cable(12), &["parse", "-q"]).out;
        let record: serde_json::Value = serde_json::from_str(&record).unwrap();
        let mut record = record.clone();
        record["subject"] = text.into();
        let line = record.to_string() + "\n";
        for args in [
            &["get", "-q", "subject", "--csv", "--csv-safe"][..],
            &["stats", "--csv", "--csv-safe", "--by", "subject"],
        ] {
            let ran = run_on(line.clone(), args);
            let (first, _) = ran.out.split_once("\r\n").unwrap();
            assert_eq!(first.trim_end_matches(",1"), cell, "{args:?} {text:?}");
        }
    }
    // Where cells are parted by tabs, quotation marks of a text may be taken away.
    let text = cable(12).replace(long, "1. (U) \"=1+1\"");
    let ran = run_on(text, &["get", "-q", "paragraphs.text", "--csv-safe"]);
    assert_eq!(ran.out, "'\"=1+1\"\n");
}
