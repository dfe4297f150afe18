//! `cablex refs`.

use crate::*;

/// A cable of Lima of 2007 with this on its REF line.
fn citing(number: u32, references: &str) -> String {
    cable(number).replace("FERRY\n", &format!("FERRY\nREF: {references}\n"))
}

/// Cables that cite one another, what is not there, and what has no id.
fn archive() -> tempfile::TempDir {
    folder(&[
        ("a.txt", &citing(12, "A) LIMA 13 B) 06 QUITO 7 C) STATE")),
        (
            "b.txt",
            &(citing(13, "QUITO 9") + &citing(14, "A. QUITO 9 B. LIMA 12 C. QUITO 9")),
        ),
        (
            "c.txt",
            &citing(15, "A) LIMA 12 (NOTAL) B) LETTER OF JUNE 1"),
        ),
    ])
}

const ALL: &str = "\
07LIMA12	07LIMA13	A	cable	yes	
07LIMA12	06QUITO7	B	cable	no	
07LIMA12		C	incomplete		STATE
07LIMA13	07QUITO9		cable	no	
07LIMA14	07QUITO9	A	cable	no	
07LIMA14	07LIMA12	B	cable	yes	
07LIMA14	07QUITO9	C	cable	no	
07LIMA15	07LIMA12	A	cable	yes	
07LIMA15		B	document		LETTER OF JUNE 1
";

/// The records of the archive, as an earlier run wrote them.
fn records(dir: &std::path::Path) -> String {
    run_in(dir, &["parse", "-q", "."]).out
}

#[test]
fn references_are_rows_in_the_order_of_the_inputs() {
    let dir = archive();
    for jobs in ["1", "2"] {
        let ran = run_in(dir.path(), &["refs", "-j", jobs, "."]);
        assert_eq!((ran.out.as_str(), ran.code), (ALL, 0));
        assert_eq!(ran.err, "3 inputs: 4 cables\n");
    }
    let ran = run_in(dir.path(), &["refs", "-q", "--header", "a.txt"]);
    let first = ran.out.lines().next();
    assert_eq!(first, Some("from\tto\tlabel\tkind\tpresent\ttext"));
    assert_eq!(ran.out.lines().count(), 4);
}

#[test]
fn records_and_standard_input_are_read() {
    let dir = archive();
    let records = records(dir.path());
    for args in [&["refs", "-q"][..], &["refs", "-q", "-"]] {
        let ran = run_on(records.clone(), args);
        assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), (ALL, "", 0));
    }
    write(dir.path(), "all.jsonl", records.as_bytes());
    let ran = run_in(dir.path(), &["refs", "-q", "all.jsonl", "."]);
    assert_eq!(ran.out, ALL, "two releases are one cable");
}

#[test]
fn nothing_read_gives_no_rows_and_whole_graphs() {
    let ran = run_on("", &["refs"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), ("", "", 0));
    let ran = run_on(cable(12), &["refs", "-q", "--header"]);
    assert_eq!(ran.out, "from\tto\tlabel\tkind\tpresent\ttext\n");
    assert_eq!(ran.code, 0);
    for (format, end) in [
        ("dot", "}\n"),
        ("graphml", "</graphml>\n"),
        ("gexf", "</gexf>\n"),
    ] {
        let ran = run_on("", &["refs", "--format", format]);
        assert!(ran.out.ends_with(end), "{}", ran.out);
        assert_eq!(ran.code, 0);
    }
}

#[test]
fn an_input_that_fails_does_not_stop_the_others() {
    let dir = archive();
    write(dir.path(), "0.txt", b"A letter.\n");
    let ran = run_in(dir.path(), &["refs", "."]);
    assert_eq!((ran.out.as_str(), ran.code), (ALL, 2));
    assert!(ran.err.starts_with("./0.txt: not a cable: "), "{}", ran.err);
    let ran = run_in(dir.path(), &["refs", "--backwards", "09LIMA1", "."]);
    assert_eq!(
        (ran.out.as_str(), ran.code),
        ("", 2),
        "it outranks nothing found"
    );
}

#[test]
fn a_cable_without_an_id_is_named_by_its_place() {
    let undated = citing(13, "07 LIMA 12").replace("R 150802Z JUN 07\n", "");
    let dir = folder(&[("a.txt", &(cable(12) + &undated))]);
    let ran = run_in(dir.path(), &["refs", "-q", "a.txt"]);
    assert_eq!(ran.out, "a.txt#1\t07LIMA12\t\tcable\tyes\t\n");
}

#[test]
fn who_cites_a_cable() {
    let dir = archive();
    let rows = |id: &str| {
        let ran = run_in(dir.path(), &["refs", "-q", "--backwards", id, "."]);
        (ran.out, ran.code)
    };
    let citing = "07LIMA14\t07LIMA12\tB\tcable\tyes\t\n07LIMA15\t07LIMA12\tA\tcable\tyes\t\n";
    for id in [
        "07LIMA12",
        "07lima12",
        "07 Lima 12",
        "LIMA 12-07",
        "2007 LIMA 00012",
    ] {
        assert_eq!(rows(id), (citing.to_owned(), 0), "{id}");
    }
    let absent = "07LIMA12\t06QUITO7\tB\tcable\tno\t\n";
    assert_eq!(rows("06 QUITO 7"), (absent.to_owned(), 0));
    // It is there, and nobody cites it.
    assert_eq!(rows("07LIMA15"), (String::new(), 1));
    assert_eq!(rows("07LIMA99"), (String::new(), 1));
}

#[test]
fn the_containers_identifier_finds_a_cable() {
    let rows = row("07QUITO7", &cable(21)) + &row("07SECTION01OF02LIMA9", &cable(22));
    let records = "A) 07 QUITO 7 B) LIMA 21 C) LIMA 30";
    let dir = folder(&[("a.txt", &citing(12, records)), ("b.csv", &rows)]);
    let refs = |args: &[&str]| {
        let ran = run_in(dir.path(), &[&["refs", "-q"], args, &["."]].concat());
        (ran.out, ran.code)
    };
    let to_it = "07LIMA12\t07LIMA21\tA\tcable\tyes\t\n07LIMA12\t07LIMA21\tB\tcable\tyes\t\n";
    let all = format!("{to_it}07LIMA12\t07LIMA30\tC\tcable\tno\t\n");
    assert_eq!(refs(&[]), (all, 0));
    assert_eq!(refs(&["--missing"]), ("07LIMA30\t1\n".to_owned(), 0));
    for id in ["07QUITO7", "07 Quito 0007", "07LIMA21"] {
        let found = refs(&["--backwards", id]);
        assert_eq!(found, (to_it.to_owned(), 0), "{id}");
    }
    // A malformed one is a name as given.
    let cites = citing(13, "LIMA 22");
    write(dir.path(), "c.txt", cites.as_bytes());
    for id in ["07SECTION01OF02LIMA9", "07LIMA22"] {
        let found = refs(&["--backwards", id]);
        let expected = "07LIMA13\t07LIMA22\t\tcable\tyes\t\n";
        assert_eq!(found, (expected.to_owned(), 0), "{id}");
    }
    // An id that a cable has as its own names that one.
    let own = cable(7).replace("LIMA", "QUITO");
    write(dir.path(), "d.txt", own.as_bytes());
    let found = refs(&["--backwards", "07QUITO7"]);
    let expected = "07LIMA12\t07QUITO7\tA\tcable\tyes\t\n";
    assert_eq!(found, (expected.to_owned(), 0));
}

#[test]
fn an_id_that_is_none_is_refused() {
    for (id, expected) in [
        (
            "TASHKENT 1243",
            "TASHKENT 1243 is a cable of every year: put the year before it, as in 09TASHKENT1243",
        ),
        (
            "a letter",
            "no cable's id, which is year, post and number: 09TASHKENT1243",
        ),
    ] {
        let ran = run_on("", &["refs", "--backwards", id]);
        assert_eq!((ran.out.as_str(), ran.code), ("", 2));
        assert!(ran.err.contains(expected), "{}", ran.err);
    }
}

#[test]
fn what_is_cited_and_not_there() {
    let dir = archive();
    for jobs in ["1", "2"] {
        let ran = run_in(dir.path(), &["refs", "--missing", "-q", "-j", jobs, "."]);
        assert_eq!(
            (ran.out.as_str(), ran.code),
            ("07QUITO9\t2\n06QUITO7\t1\n", 0)
        );
    }
    let args = [
        "refs",
        "--missing",
        "--header",
        "--format",
        "csv",
        "-q",
        "b.txt",
    ];
    let ran = run_in(dir.path(), &args);
    assert_eq!(ran.out, "id,cited_by\r\n07QUITO9,2\r\n07LIMA12,1\r\n");
    let ran = run_on(cable(12), &["refs", "--missing", "-q"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), ("", "", 1));
}

#[test]
fn filters_choose_who_cites_and_not_what_is_there() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        (
            "b.txt",
            &citing(13, "A) LIMA 12 B) LIMA 14").replace("TAGS: PREL", "TAGS: EWWT"),
        ),
        ("c.txt", &citing(14, "QUITO 7")),
    ]);
    let run = |args: &[&str]| {
        let ran = run_in(
            dir.path(),
            &[&["refs", "-q", "--tag", "EWWT"], args, &["."]].concat(),
        );
        (ran.out, ran.code)
    };
    let rows = "07LIMA13\t07LIMA12\tA\tcable\tyes\t\n07LIMA13\t07LIMA14\tB\tcable\tyes\t\n";
    assert_eq!(run(&[]), (rows.to_owned(), 0));
    assert_eq!(run(&["--missing"]), (String::new(), 1));
    assert_eq!(run(&["--backwards", "07QUITO7"]), (String::new(), 1));
    let (dot, _) = run(&["--format", "dot"]);
    assert_eq!(dot.matches("[label=\"0").count(), 3, "{dot}");
    assert!(!dot.contains("QUITO7"), "{dot}");
}

#[test]
fn graphs_hold_cables_and_references_with_an_id() {
    let dir = archive();
    for (format, node, edge) in [
        ("dot", "[label=\"0", " -> "),
        ("graphml", "<node ", "<edge "),
        ("gexf", "<node ", "<edge "),
    ] {
        let args = ["refs", "-q", "--format", format, "."];
        let ran = run_in(dir.path(), &args);
        assert_eq!((ran.err.as_str(), ran.code), ("", 0));
        assert_eq!(ran.out.matches(node).count(), 6, "{}", ran.out);
        assert_eq!(ran.out.matches(edge).count(), 7, "{}", ran.out);
        for word in [
            "07LIMA13",
            "A NEW FERRY",
            "2007-06-15T08:02:00Z",
            "UNCLASSIFIED",
            "notal",
        ] {
            assert!(ran.out.contains(word), "{word}: {}", ran.out);
        }
        let again = run_in(dir.path(), &[&args[..], &["-j", "1"]].concat());
        assert_eq!(again.out, ran.out);
    }
    let args = [
        "refs",
        "-q",
        "--format",
        "gexf",
        "--backwards",
        "07QUITO9",
        ".",
    ];
    let ran = run_in(dir.path(), &args);
    assert_eq!(ran.out.matches("<node ").count(), 3);
    assert_eq!(ran.out.matches("<edge ").count(), 3);
}

#[test]
fn text_is_as_printed_in_rows_and_no_danger_in_a_spreadsheet() {
    let record = run_on(citing(12, "STATE"), &["parse", "-q"]).out;
    let line = record
        .replace(r#""text":"STATE""#, r#""text":"=1+\u001b[2J, \"x\"\ty""#)
        .replace("A NEW FERRY", r"bell \u0007 & <b>");
    let rows = |args: &[&str]| run_on(line.clone(), &[&["refs", "-q"], args].concat()).out;
    assert_eq!(
        rows(&[]),
        "07LIMA12\t\t\tincomplete\t\t=1+\u{1b}[2J, \"x\"\\ty\n"
    );
    assert_eq!(
        rows(&["--format", "csv", "--csv-safe"]),
        "07LIMA12,,,incomplete,,\"'=1+\u{1b}[2J, \"\"x\"\"\ty\"\r\n"
    );
    let xml = rows(&["--format", "graphml"]);
    assert!(
        xml.contains(">bell \u{FFFD} &amp; &lt;b&gt;</data>"),
        "{xml}"
    );
}

#[test]
fn what_is_for_rows_is_refused_for_graphs() {
    for option in ["--missing", "--header", "--csv-safe"] {
        let ran = run_on(cable(12), &["refs", "--format", "gexf", option]);
        let expected = format!("error: {option} is for rows: --format tsv or csv\n");
        assert_eq!((ran.out.as_str(), ran.err, ran.code), ("", expected, 2));
    }
    let ran = run_on("", &["refs", "--missing", "--backwards", "07LIMA12"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
}
