//! `cablex grep`.

use crate::*;

/// Cables of several paragraphs, with headings, a signature and an escape sequence.
fn archive() -> TempDir {
    let first = cable(12).replace(
        "1. (U) The ferry sailed.\n",
        "1. (U) The ferry sailed.\n\n2. (U) Nobody waved.\n\nA Harbour Opens\n---------------\n\n\
         3. (U) The harbour, \"new\",\nopened.\n\n4. (U) Ferries, a Ferry\nand the ferry.\n",
    );
    let second = cable(13)
        .replace("A NEW FERRY", "BOATS")
        .replace("The ferry", "A boat");
    folder(&[("a.txt", &first), ("b.txt", &second)])
}

fn grep(args: &[&str]) -> Ran {
    let dir = archive();
    run_in(dir.path(), &[&["grep"], args].concat())
}

#[test]
fn a_text_is_a_line_with_its_place() {
    let ran = grep(&["ferry", "."]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "2 inputs: 2 cables (1 matched)\n")
    );
    assert_eq!(
        ran.out,
        "./a.txt:07LIMA12:paragraphs[0].text: The ferry sailed.\n\
         ./a.txt:07LIMA12:paragraphs[3].text: Ferries, a Ferry and the ferry.\n"
    );
    let ran = grep(&["-n", "-S", "ferry|harbour opens", "."]);
    assert_eq!(
        ran.out,
        "./a.txt:12:07LIMA12:subject: A NEW FERRY\n\
         ./a.txt:14:07LIMA12:paragraphs[0].text: The ferry sailed.\n\
         ./a.txt:21:07LIMA12:paragraphs[2].heading: A Harbour Opens\n\
         ./a.txt:24:07LIMA12:paragraphs[3].text: Ferries, a Ferry and the ferry.\n"
    );
}

#[test]
fn nothing_found_is_exit_1() {
    for args in [
        &["whale", "."][..],
        &["-w", "ferr", "."],
        &["ferry", "b.txt"],
        &["-i", "ferry", "--year=1999", "."],
    ] {
        let ran = grep(&[&["-q"], args].concat());
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (1, "", ""),
            "{args:?}"
        );
        let ran = grep(args);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}");
    }
}

#[test]
fn what_is_printed_is_chosen() {
    for (args, expected) in [
        (&["-c", "-i", "ferry"][..], "./a.txt:07LIMA12:3\n"),
        (
            &["-c", "sailed"],
            "./a.txt:07LIMA12:1\n./b.txt:07LIMA13:1\n",
        ),
        (&["-l", "sailed"], "./a.txt:07LIMA12\n./b.txt:07LIMA13\n"),
        (&["-L", "harbour"], "./b.txt:07LIMA13\n"),
        (&["--ids", "sailed"], "07LIMA12\n07LIMA13\n"),
        (&["--ids", "-L", "harbour"], "07LIMA13\n"),
        (&["--files", "boat"], "./b.txt\n"),
        (&["--files", "--print0", "sailed"], "./a.txt\0./b.txt\0"),
        (&["-l", "--print0", "boat"], "./b.txt:07LIMA13\0"),
        (
            &["-o", "[Ff]err[a-z]+"],
            "./a.txt:07LIMA12:paragraphs[0].text: ferry\n./a.txt:07LIMA12:paragraphs[3].text: Ferries\n\
             ./a.txt:07LIMA12:paragraphs[3].text: Ferry\n./a.txt:07LIMA12:paragraphs[3].text: ferry\n",
        ),
        (
            &["-m1", "-i", "ferry"],
            "./a.txt:07LIMA12:subject: A NEW FERRY\n",
        ),
        (
            &["-v", "-i", "ferr|harbour"],
            "./a.txt:07LIMA12:paragraphs[1].text: Nobody waved.\n./b.txt:07LIMA13:subject: BOATS\n./b.txt:07LIMA13:paragraphs[0].text: A boat sailed.\n",
        ),
        // Lines that were wrapped are joined.
        (&["-F", "\"new\",\nopened."], ""),
        (
            &["-F", "\"new\", opened"],
            "./a.txt:07LIMA12:paragraphs[2].text: The harbour, \"new\", opened.\n",
        ),
    ] {
        let ran = grep(&[args, &["."]].concat());
        assert_eq!(ran.out, expected, "{args:?}");
        assert_eq!(ran.code, i32::from(expected.is_empty()), "{args:?}");
    }
}

#[test]
fn paragraphs_near_a_match_are_printed_with_it() {
    let near = |args: &[&str]| {
        let ran = grep(&[args, &["a.txt"]].concat());
        let lines = ran.out.lines();
        let short = |line: &str| {
            line.replace("a.txt:07LIMA12:", "")
                .replace("a.txt-07LIMA12-", "")
        };
        lines.map(short).collect::<Vec<_>>()
    };
    assert_eq!(
        near(&["-A1", "sailed"]),
        [
            "paragraphs[0].text: The ferry sailed.",
            "paragraphs[1].text- Nobody waved."
        ]
    );
    assert_eq!(
        near(&["-B1", "opened"]),
        [
            "paragraphs[1].text- Nobody waved.",
            "paragraphs[2].heading- A Harbour Opens",
            "paragraphs[2].text: The harbour, \"new\", opened."
        ]
    );
    assert_eq!(near(&["-C1", "NEW FERRY"]), ["subject: A NEW FERRY"]);
    assert_eq!(
        near(&["-C0", "sailed|ferry\\."]),
        [
            "paragraphs[0].text: The ferry sailed.",
            "paragraphs[3].text: Ferries, a Ferry and the ferry."
        ]
    );
    assert_eq!(
        near(&["-A1", "NEW FERRY|waved|ferry\\."]),
        [
            "subject: A NEW FERRY",
            "--",
            "paragraphs[1].text: Nobody waved.",
            "paragraphs[2].heading- A Harbour Opens",
            "paragraphs[2].text- The harbour, \"new\", opened.",
            "paragraphs[3].text: Ferries, a Ferry and the ferry."
        ]
    );
}

#[test]
fn any_field_can_be_searched() {
    for (args, expected) in [
        (
            &["--in", "signature", "ROE"][..],
            "07LIMA12:signature[0]: ROE\n",
        ),
        (
            &["--in", "tags.code", "-w", "PE"],
            "07LIMA12:tags[1].code: PE\n",
        ),
        (
            &["--in", "routing", "-o", "SECSTATE.*"],
            "07LIMA12:routing.to[0].plad: SECSTATE WASHDC\n",
        ),
        (
            &["--in", "date", "^2007-06"],
            "07LIMA12:date: 2007-06-15T08:02:00Z\n",
        ),
        (&["--in", "mrn", "-w", "12"], "07LIMA12:mrn.number: 12\n"),
    ] {
        let ran = grep(&[args, &["a.txt"]].concat());
        assert_eq!(ran.out, format!("a.txt:{expected}"), "{args:?}");
    }
}

#[test]
fn many_patterns_and_which_one_was_found() {
    let dir = archive();
    write(
        dir.path(),
        "names",
        "boat\r\n\nNobody\nharbour\nThe harbour\n".as_bytes(),
    );
    let ran = run_in(
        dir.path(),
        &["grep", "-F", "-f", "names", "-o", "a.txt", "b.txt"],
    );
    assert_eq!(
        ran.out,
        "a.txt:07LIMA12:paragraphs[1].text: Nobody\na.txt:07LIMA12:paragraphs[2].text: The harbour\n\
         b.txt:07LIMA13:paragraphs[0].text: boat\n"
    );
    let ran = run_in(
        dir.path(),
        &["grep", "--json", "-e", "boat", "-e", "wav(ed|es)", "."],
    );
    let lines = ran.json();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        lines[0],
        serde_json::json!({
            "path": "./a.txt", "id": "07LIMA12", "date": "2007-06-15T08:02:00Z", "field": "paragraphs[1].text", "number": 2,
            "line": 16, "text": "Nobody waved.",
            "matches": [{"start": 7, "end": 12, "text": "waved", "pattern": "wav(ed|es)"}],
        })
    );
    assert_eq!(lines[1]["matches"][0]["pattern"], "boat");
    // Which line of which file is wrong.
    write(dir.path(), "wrong", b"\n\nok\n(bad\n");
    let ran = run_in(dir.path(), &["grep", "-f", "names", "-f", "wrong", "."]);
    assert!(
        ran.err.starts_with("error: wrong:4: regex parse error"),
        "{}",
        ran.err
    );
    // The list may come from a pipe.
    let ran = ran_with(
        dir.path(),
        "boat\n",
        &["grep", "-l", "-f", "-", "a.txt", "b.txt"],
    );
    assert_eq!(ran.out, "b.txt:07LIMA13\n");
}

fn ran_with(dir: &Path, stdin: &str, args: &[&str]) -> Ran {
    ran(cablex().current_dir(dir).args(args).write_stdin(stdin))
}

#[test]
fn records_and_standard_input() {
    let dir = archive();
    let records = run_in(dir.path(), &["parse", "-q", "."]).out;
    for args in [
        &["-i", "ferry"][..],
        &["-c", "sailed"],
        &["-v", "ferry"],
        &["-L", "harbour"],
        &["--in=id", "LIMA13"],
        &["-F", "\"new\""],
        &["whale"],
    ] {
        let direct = run_in(dir.path(), &[&["grep"], args, &["."]].concat());
        let again = run_on(records.clone(), &[&["grep"], args, &["-"]].concat());
        assert_eq!(
            (again.code, &again.out),
            (direct.code, &direct.out),
            "{args:?}"
        );
        for jobs in ["-j1", "-j2"] {
            let again = run_in(dir.path(), &[&["grep", jobs], args, &["."]].concat());
            assert_eq!(again.out, direct.out, "{args:?}");
        }
    }
    // A record that cannot hold the word is counted, though it is not read; one that is cut off is read and fails.
    write(dir.path(), "r.jsonl", records.as_bytes());
    let ran = run_in(dir.path(), &["grep", "boat", "r.jsonl", "a.txt"]);
    assert_eq!(ran.err, "2 inputs: 3 cables (1 matched)\n");
    let cut = records.get(..records.len() - 9).unwrap();
    let ran = run_on(cut, &["grep", "harbour"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("damaged"), "{}", ran.err);
    assert!(ran.out.contains("The harbour"));
}

#[test]
fn the_same_place_is_found_in_records_of_other_writers() {
    let escaped = run_on(cable(12).replace("The ferry", "L'été"), &["parse"])
        .out
        .replace('é', "\\u00e9");
    let ran = run_on(escaped, &["grep", "-F", "été"]);
    assert_eq!(ran.out, "-:07LIMA12:paragraphs[0].text: L'été sailed.\n");
}

#[test]
fn no_record_is_passed_over_that_may_hold_the_text() {
    let records = run_on(cable(12), &["parse"]).out;
    let dates = records.replace("08:02:00Z\"", "08:02:00+00:00\"");
    let ran = run_on(dates, &["grep", "--in", "date", ":00Z"]);
    assert_eq!(ran.out, "-:07LIMA12:date: 2007-06-15T08:02:00Z\n");
    // What is asked for is made.
    let ran = run_on(
        cable(12),
        &["grep", "-c", "--in", "roles,text,spans", "(?i)subject"],
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, "-:07LIMA12:2\n"));
    // With --errors, every record is read.
    let dir = archive();
    let bad = records.replace("\"kind\":\"cable\"", "\"kind\":7");
    write(dir.path(), "bad.jsonl", bad.as_bytes());
    let ran = run_in(dir.path(), &["grep", "whale", "bad.jsonl"]);
    assert_eq!(ran.code, 1);
    let ran = run_in(dir.path(), &["grep", "--errors", "e", "whale", "bad.jsonl"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn cables_stand_apart_where_paragraphs_near_to_a_match_are_printed() {
    let ran = grep(&["-q", "-C1", "sailed", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    for jobs in ["-j1", "-j2"] {
        let ran = grep(&[jobs, "-A1", "sailed", "."]);
        let apart: Vec<&str> = ran
            .out
            .lines()
            .map(|line| line.get(..5).unwrap_or(line))
            .collect();
        assert_eq!(apart, ["./a.t", "./a.t", "--", "./b.t"]);
    }
}

#[test]
fn an_input_that_fails_outranks_what_was_found() {
    let dir = archive();
    write(dir.path(), "c.txt", b"A letter.\n");
    let ran = run_in(dir.path(), &["grep", "-c", "boat", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (2, "./b.txt:07LIMA13:1\n"));
    assert!(ran.err.starts_with("./c.txt: not a cable"), "{}", ran.err);
    let ran = run_in(dir.path(), &["grep", "-q", "boat", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}

#[test]
fn wrong_arguments_are_explained() {
    let dir = archive();
    write(dir.path(), "empty", b"\n\n");
    write(dir.path(), "latin", b"Abc\nJos\xE9\n");
    for (args, expected) in [
        (
            &["fer(ry", "."][..],
            "error: regex parse error:\n    fer(ry\n       ^\nerror: unclosed group\n\n-F takes",
        ),
        (
            &["--in", "subjet", "ferry", "."],
            "error: --in: no field \"subjet\"; did you mean subject",
        ),
        (&["-f", "empty", "."], "error: empty: no pattern in it"),
        (&["-f", "latin", "."], "error: latin:2: not UTF-8"),
        (&["-f", "none", "."], "error: none: No such file"),
        (&["-f", "-"], "error: standard input cannot be both"),
        (
            &[],
            "error: the following required arguments were not provided:\n  <PATTERN>",
        ),
        (
            &["-l", "-c", "x"],
            "error: the argument '--cables-with-match' cannot be used with '--count'",
        ),
        (
            &["-m0", "x"],
            "error: invalid value '0' for '--max-count <N>'",
        ),
        (
            &["--regex", "x"],
            "error: unexpected argument '--regex' found\n\n  tip: a similar argument exists: '--regexp'",
        ),
    ] {
        let ran = run_in(dir.path(), &[&["grep"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with(expected), "{}", ran.err);
    }
}

#[test]
fn what_matched_is_coloured() {
    let dir = archive();
    let ran = run_in(dir.path(), &["grep", "--color=always", "boat", "b.txt"]);
    let plain = anstream::adapter::strip_str(&ran.out).to_string();
    assert_eq!(plain, "b.txt:07LIMA13:paragraphs[0].text: A boat sailed.\n");
    assert!(
        ran.out
            .contains("A \u{1b}[1m\u{1b}[31mboat\u{1b}[0m sailed."),
        "{:?}",
        ran.out
    );
    let ran = run_in(dir.path(), &["grep", "boat", "b.txt"]);
    assert!(!ran.out.contains('\u{1b}'));
}
