//! `cablex stats`.

use crate::*;

/// A cable of another day, level and TAGS.
fn other(number: u32) -> String {
    cable(number)
        .replace("1660802", "0320930")
        .replace("150802Z JUN 07", "010930Z FEB 08")
        .replace("ZNR UUUUU", "ZNY SSSSS")
        .replace("UNCLAS LIMA", "S E C R E T LIMA")
        .replace("TAGS: PREL, PE", "TAGS: PREL, PGOV, PREL")
}

/// Four cables: two of June 2007, one of February 2008, one without a date or a level that could be read.
fn stream() -> String {
    let undated = "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nX Y Z LIMA 000014\n\n\
                   E.O. 12958: N/A\n\n1. (U) It sailed.\n\nROE\n";
    format!("{}{}{}\u{c}{undated}", cable(11), cable(12), other(13))
}

fn stats(args: &[&str]) -> Ran {
    run_on(stream(), &[&["stats", "-q"], args].concat())
}

/// The lines of one table of the overview.
fn of<'a>(out: &'a str, table: &str) -> Vec<&'a str> {
    let lines = out.lines();
    lines
        .filter_map(|line| line.strip_prefix(table)?.strip_prefix('\t'))
        .collect()
}

#[test]
fn one_field_is_counted() {
    for (by, expected) in [
        ("year", "2007\t2\n2008\t1\n\t1\n"),
        ("month", "2007-06\t2\n2008-02\t1\n\t1\n"),
        ("origin", "LIMA\t4\n"),
        // PREL stands twice in one of them, which is one cable.
        ("tag", "PREL\t3\nPE\t2\nPGOV\t1\n\t1\n"),
        ("tags", "PREL\t3\nPE\t2\nPGOV\t1\n\t1\n"),
        ("container", "acp127\t4\n"),
        ("kind", "cable\t4\n"),
        ("drafter", "\t4\n"),
        ("signature", "ROE\t4\n"),
        ("routing.to.plad", "SECSTATE WASHDC\t4\n"),
        ("paragraphs.portion", "U\t4\n"),
        ("archive.title", "\t4\n"),
    ] {
        let ran = stats(&["--by", by]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{by}");
        assert_eq!(ran.out, expected, "{by}");
    }
}

#[test]
fn absent_and_unread_are_told_apart() {
    let unread =
        "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nC O N F U S E D LIMA 000014\n\n1. It sailed.\n";
    let dir = folder(&[("a.txt", &cable(1)), ("b.txt", unread)]);
    let ran = run_in(dir.path(), &["parse", "-q", "b.txt"]);
    let record = &ran.json()[0];
    let codes: Vec<_> = record["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["field"] == "classification.level")
        .map(|found| &found["code"])
        .collect();
    assert_eq!(codes, ["classification-unread"]);
    let ran = run_in(dir.path(), &["stats", "-q", "--by", "classification", "."]);
    assert_eq!(ran.out, "UNCLASSIFIED\t1\n(unread)\t1\n");
    let ran = run_in(dir.path(), &["stats", "-q", "--by", "subject", "."]);
    assert_eq!(ran.out, "A NEW FERRY\t1\n\t1\n");
    let ran = run_in(dir.path(), &["stats", "-q", "--coverage", "."]);
    assert_eq!(of(&ran.out, "classification.level"), ["1\t0\t1"]);
    assert_eq!(of(&ran.out, "subject"), ["1\t1\t0"]);
}

#[test]
fn two_fields_are_crossed() {
    let ran = stats(&["--by", "tag,year", "--header"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "tag\tyear\tcount\nPREL\t2007\t2\nPREL\t2008\t1\nPE\t2007\t2\nPGOV\t2008\t1\n\t\t1\n"
    );
    let ran = stats(&["--by", "year, tag", "--top", "1"]);
    assert_eq!(ran.out, "2007\tPREL\t2\n\t\t1\n");
    let ran = stats(&["--by", "year,tag,origin"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: --by takes one field, or two that are crossed\n"
    );
}

#[test]
fn the_overview_is_one_table_of_tables() {
    let ran = stats(&["--header"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("table\tvalue\tcount\ncables\tall\t4\nyear\t2007\t2\n")
    );
    assert_eq!(of(&ran.out, "origin"), ["LIMA\t4"]);
    assert_eq!(of(&ran.out, "tag"), ["PREL\t3", "PE\t2", "PGOV\t1", "\t1"]);
    let mut sums = std::collections::BTreeMap::new();
    for line in ran.out.lines().filter(|line| line.starts_with("coverage.")) {
        let [_, field, count] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        *sums.entry(field.to_owned()).or_insert(0) += count.parse::<u64>().unwrap();
    }
    assert!(
        sums.len() > 40 && sums.values().all(|sum| *sum == 4),
        "{sums:?}"
    );
    assert!(ran.out.contains("\ncoverage.present\tsubject\t3\n"));
    assert!(ran.out.contains("\ncoverage.absent\tsubject\t1\n"));
}

#[test]
fn json_holds_numbers_dates_and_nulls() {
    let ran = stats(&["--json", "--by", "year"]);
    assert_eq!(
        ran.out,
        "{\"cables\":4,\"first\":\"2007-06-15T08:02:00Z\",\"last\":\"2008-02-01T09:30:00Z\",\"tables\":[\
         {\"by\":[\"year\"],\"rows\":[{\"value\":[\"2007\"],\"count\":2},{\"value\":[\"2008\"],\"count\":1},\
         {\"value\":[null],\"count\":1}]}]}\n"
    );
    let overview = &stats(&["--json", "--top", "1"]).json()[0];
    assert_eq!(overview["tables"][4]["by"], serde_json::json!(["tag"]));
    assert_eq!(overview["tables"][4]["more"], serde_json::json!([2]));
    let coverage = overview["coverage"].as_array().unwrap();
    let subject = coverage.iter().find(|row| row["field"] == "subject");
    assert_eq!(
        *subject.unwrap(),
        serde_json::json!({"field": "subject", "present": 3, "absent": 1, "unread": 0})
    );
    assert_eq!(
        stats(&["--json", "--coverage"]).json()[0]["coverage"],
        overview["coverage"]
    );
}

#[test]
fn csv_is_quoted_and_can_be_disarmed() {
    let text = cable(1).replace("A NEW FERRY", "=SUM(A1), OR \u{1b}NOT");
    let ran = run_on(
        text.clone(),
        &["stats", "--csv", "--by", "subject", "--header"],
    );
    assert_eq!(ran.out, "subject,count\r\n\"=SUM(A1), OR \u{1b}NOT\",1\r\n");
    let ran = run_on(text, &["stats", "--csv", "--csv-safe", "--by", "subject"]);
    assert_eq!(ran.out, "\"'=SUM(A1), OR \u{1b}NOT\",1\r\n");
    let ran = stats(&["--csv-safe", "--by", "subject"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn a_name_that_is_none_is_explained() {
    for (by, expected) in [
        (
            "yaer",
            "error: nothing is called \"yaer\"; did you mean year",
        ),
        (
            "tags.cod",
            "error: nothing is called \"tags.cod\"; did you mean tags.code",
        ),
        (
            "orign",
            "error: nothing is called \"orign\"; did you mean origin",
        ),
        ("year,", "error: nothing is called \"\"\n"),
        ("", "error: nothing is called \"\"\n"),
    ] {
        let ran = stats(&["--by", by]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{by}");
        assert!(ran.err.starts_with(expected), "{}", ran.err);
    }
    for args in [
        &["--by", "year", "--coverage"][..],
        &["--json", "--csv"],
        &["--json", "--header"],
        &["--coverage", "--top", "3"],
        &["--top", "-1"],
        &["--top=few"],
    ] {
        let ran = stats(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn filters_hold_and_nothing_is_counted_where_they_let_nothing_through() {
    assert_eq!(
        stats(&["--by", "tag", "--year", "2008"]).out,
        "PGOV\t1\nPREL\t1\n"
    );
    let ran = stats(&["--by", "tag", "--year", "1999"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let ran = stats(&["--json", "--by", "tag", "--year", "1999"]);
    assert_eq!(
        ran.out,
        "{\"cables\":0,\"tables\":[{\"by\":[\"tag\"],\"rows\":[]}]}\n"
    );
    let ran = stats(&["--coverage", "--year", "1999"]);
    assert_eq!(of(&ran.out, "subject"), ["0\t0\t0"]);
}

#[test]
fn inputs_that_fail_are_named_and_the_others_counted() {
    let ran = run_on("", &["stats", "--by", "year"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let dir = folder(&[("a.txt", &stream()), ("b.txt", "A letter.\n")]);
    let ran = run_in(dir.path(), &["stats", "--by", "year", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (2, "2007\t2\n2008\t1\n\t1\n"));
    assert!(ran.err.contains("b.txt: not a cable"), "{}", ran.err);
    let ran = run_in(dir.path(), &["stats", "--by", "year", "none.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn records_give_the_counts_of_their_texts_on_any_number_of_threads() {
    let stream: String = (1..800)
        .map(|number| {
            if number % 3 == 0 {
                other(number)
            } else {
                cable(number)
            }
        })
        .collect();
    let records = run_on(stream.clone(), &["parse", "-q"]).out;
    for args in [
        &[][..],
        &["--json"],
        &["--coverage"],
        &["--by", "source.lines"],
        &["--by", "tag,tag"],
    ] {
        let args = [&["stats", "-q"], args].concat();
        let on = |threads: &str, text: &str| {
            let ran = run_on(text, &[args.as_slice(), &["-j", threads, "-"]].concat());
            assert_eq!((ran.code, ran.err.as_str()), (0, ""));
            ran.out
        };
        let one = on("1", &stream);
        assert!(!one.is_empty());
        assert_eq!(one, on("2", &stream), "{args:?}");
        // The container of records is that of the text.
        assert_eq!(one, on("2", &records), "{args:?}");
    }
}

#[test]
fn help_names_every_field_that_has_a_name() {
    let help = run_on("", &["stats", "-h"]).out;
    let words: Vec<&str> = help.split(|c: char| !c.is_alphanumeric()).collect();
    for known in cablex::stats::Dimension::known() {
        assert!(words.contains(&known.name), "{}", known.name);
    }
}

#[test]
fn what_is_counted_by_is_made() {
    let ran = run_on(cable(12), &["stats", "--by", "roles.role"]);
    assert!(ran.out.contains("subject\t1\n"), "{}", ran.out);
}
