//! Tables of many dialects, whole and torn, in one piece and byte by byte.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::container::content::cut_in_steps;

const BODY: &str = "UNCLAS LIMA 000012\n\n1. (U) He said \"no\", and left.";
const HEADER: &str = "R 170451Z JUL 09\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC";

/// How a value is written.
type Quote = fn(&str) -> String;

fn doubled(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

fn behind_backslash(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn minimal(value: &str) -> String {
    if value.contains(['\n', '"', ',', ';', '\t']) {
        doubled(value)
    } else {
        value.to_owned()
    }
}

fn letters(value: &str) -> String {
    value.replace('\n', "\\n").replace('\t', "\\t")
}

fn table(delimiter: &str, quote: Quote, names: &[&str], rows: &[Vec<&str>]) -> String {
    let mut out = String::new();
    if !names.is_empty() {
        out.push_str(&names.join(delimiter));
        out.push('\n');
    }
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quote(cell)).collect();
        out.push_str(&cells.join(delimiter));
        out.push('\n');
    }
    out
}

fn dialect(table: &str) -> Arc<Dialect> {
    match sniff(table.as_bytes()) {
        Sniffed::Table(dialect) => Arc::new(dialect),
        other => panic!("{other:?}: {table}"),
    }
}

/// The messages of a table; they are the same however it arrives.
fn rows(table: &str) -> Vec<Result<Content, String>> {
    let dialect = dialect(table);
    let cut = |step| {
        let cutter = Cutter::new(dialect.clone());
        let found = cut_in_steps(cutter, table.as_bytes(), step);
        found.into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let whole = cut(table.len());
    for step in [1, 3, 7] {
        assert_eq!(cut(step), whole, "in steps of {step}");
    }
    let names = usize::from(dialect.named);
    whole
        .iter()
        .skip(names)
        .map(|raw| read(raw, &dialect).map_err(|error| error.to_string()))
        .collect()
}

fn ids(table: &str) -> Vec<String> {
    rows(table)
        .iter()
        .map(|row| match row {
            Ok(content) => content.archive.text("identifier").unwrap_or("-").to_owned(),
            Err(error) => error.clone(),
        })
        .collect()
}

#[test]
fn every_dialect_says_the_same() {
    let one = vec![
        "1",
        "2009-07-17 04:51:00",
        "09LIMA12",
        "Embassy Lima",
        "UNCLASSIFIED",
        "09STATE1|08LIMA3",
        HEADER,
        BODY,
    ];
    let two = vec![
        "2",
        "2009-07-18 04:51:00",
        "09LIMA13",
        "Embassy Lima",
        "UNCLASSIFIED",
        "",
        HEADER,
        BODY,
    ];
    let all = [
        "id",
        "datetime",
        "local_title",
        "origin",
        "classification",
        "referenceIDs",
        "header",
        "data",
    ];
    for delimiter in [",", ";", "\t"] {
        for quote in [doubled, behind_backslash, minimal, letters] as [Quote; 4] {
            if quote as usize == letters as Quote as usize && delimiter != "\t" {
                continue;
            }
            for names in [&all[..], &[]] {
                let table = table(delimiter, quote, names, &[one.clone(), two.clone()]);
                let found = rows(&table);
                assert_eq!(found.len(), 2, "{table}");
                let content = found.into_iter().next().unwrap().unwrap();
                assert_eq!(content.text, format!("{HEADER}\n{BODY}"), "{table}");
                assert_eq!(content.archive.text("row"), Some("1"));
                assert_eq!(content.archive.text("created"), Some("2009-07-17 04:51:00"));
                assert_eq!(content.archive.text("identifier"), Some("09LIMA12"));
                assert_eq!(content.archive.text("origin"), Some("Embassy Lima"));
                assert_eq!(content.archive.list("references"), ["09STATE1", "08LIMA3"]);
                assert_eq!(content.diagnostics, []);
            }
        }
    }
}

#[test]
fn columns_are_where_their_names_say() {
    for end in ["\n", "\r\n"] {
        let found = rows(&format!(
            "sep=;{end}body;Reference ID;date;note{end}{};09LIMA12;7/17/2009 4:51 PM;seen{end}",
            doubled(BODY)
        ));
        let content = found.into_iter().next().unwrap().unwrap();
        assert_eq!(content.text, BODY);
        assert_eq!(content.archive.text("note"), Some("seen"));
        assert_eq!(content.archive.text("created"), Some("7/17/2009 4:51 PM"));
    }
}

#[test]
fn a_backslash_may_stand_before_a_closing_quote_where_nothing_shows_what_it_does() {
    let either = Dialect {
        delimiter: b',',
        quotes: true,
        escape: dialect::Escape::Either,
        ..Dialect::default()
    };
    for (value, last, expected) in [
        (r#"C:\","a""#, true, Found::Value { end: 3, next: 5 }),
        (r#"a \" b","a""#, true, Found::Value { end: 6, next: 8 }),
        (r#"C:\""#, true, Found::Row { end: 3, next: 4 }),
        (r#"C:\""#, false, Found::More { at: 2 }),
        (r#"C:\","#, false, Found::More { at: 2 }),
    ] {
        let found = scan::next(value.as_bytes(), 0, true, &either, 0, last);
        assert_eq!(found, expected, "{value}");
    }
}

#[test]
fn a_torn_row_costs_itself_alone() {
    let row = |number: u32| {
        format!(
            "{number},2009-07-17,09LIMA{number},\"{}\"\n",
            BODY.replace('"', "\"\"")
        )
    };
    let short = "the rest of a text,\nand its end\"\n";
    for (torn, reason) in [
        ("5,2009-07-17,09LIMA5,\"UNCLAS LIMA 000005\n", "09LIMA5"),
        (
            "5,2009-07-17\n",
            "damaged: line 1 of the row: 2 of 4 columns",
        ),
        (
            "5,2009-07-17,09LIMA5\n",
            "damaged: line 1 of the row: 3 of 4 columns",
        ),
    ] {
        let table = format!("{}{torn}{}", row(1), row(2));
        assert_eq!(ids(&table), ["09LIMA1", reason, "09LIMA2"], "{table}");
    }
    let table = format!("{short}{}{}", row(1), row(2));
    assert_eq!(
        ids(&table),
        [
            "damaged: no row begins here: the rest of a torn one",
            "09LIMA1",
            "09LIMA2"
        ]
    );
}

#[test]
fn a_quote_without_its_escape_is_text() {
    let table = format!(
        "1,2009-07-17,09LIMA12,\"He said \"no\" to it.\n{}\"\n",
        BODY.replace('"', "\"\"")
    );
    let content = rows(&table).into_iter().next().unwrap().unwrap();
    assert!(content.text.starts_with("He said \"no\" to it.\n"));
    assert_eq!(content.diagnostics.len(), 1);
}

#[test]
fn a_quote_at_the_end_of_a_line_ends_no_row_that_lacks_values() {
    let row = |number: u32, note: &str| {
        format!("{number},2009-07-17,09LIMA{number},\"{note}\",\"UNCLAS LIMA {number:06}\n\"\n")
    };
    let table = [
        row(1, "FM AMEMBASSY LIMA"),
        row(2, "He said \"no\"\nto it."),
        row(3, "FM AMEMBASSY LIMA"),
    ];
    assert_eq!(ids(&table.concat()), ["09LIMA1", "09LIMA2", "09LIMA3"]);
}

#[test]
fn rows_stand_where_their_lines_end() {
    let two = "1,2009-07-17,\"UNCLAS LIMA 000012\n\",09LIMA12\n2,2009-07-18,\"UNCLAS LIMA 000013\n\",09LIMA13\n";
    for (table, expected) in [
        (
            "id,body\n09LIMA12,\"UNCLAS LIMA 000012\n\"\n".to_owned(),
            &["09LIMA12"][..],
        ),
        (two.to_owned(), &["09LIMA12", "09LIMA13"]),
        (two.replace("12\n2", "12\n\n\n2"), &["09LIMA12", "09LIMA13"]),
        (two.replace('\n', "\r"), &["09LIMA12", "09LIMA13"]),
    ] {
        assert_eq!(ids(&table), expected, "{table}");
    }
}

#[test]
fn bare_rows_behind_the_rest_of_one_are_two_at_least() {
    let row = |number: u32| {
        format!("{number}\t2009-07-17\t09LIMA{number}\tUNCLAS LIMA {number:06}\\n\\n1. (U) Text.\n")
    };
    for (rows, expected) in [(1, false), (2, true), (3, true)] {
        let rows: String = (1..=rows).map(row).collect();
        let found = slice_of(format!("the rest of a text\n{rows}").as_bytes());
        assert_eq!(found.is_some(), expected, "{rows}");
    }
}

#[test]
fn few_lines_are_tried_that_look_like_a_row() {
    let other = "12,7/17/2009 4:51,no row\n";
    let rows = "\"\n12,7/17/2009 4:51,09LIMA12,\"UNCLAS LIMA 000012\n\"\n";
    for (tried, expected) in [(15, true), (16, false)] {
        let text = format!("The rest of a text.\n{}{rows}", other.repeat(tried));
        assert_eq!(slice_of(text.as_bytes()).is_some(), expected, "{tried}");
    }
}

#[test]
fn the_rest_of_a_row_that_is_too_long_ends_where_one_begins() {
    let row = |number: u32| {
        format!(
            "{number},2009-07-17,09LIMA{number},\"{}\"\n",
            "UNCLAS LIMA 000012\n"
        )
    };
    let mut cutter = Cutter::new(dialect(&[row(1), row(2)].concat()));
    let rest = format!("the rest of a text\n{}", row(2));
    assert!(cutter.skip());
    assert_eq!(cutter.end(slice(rest.as_bytes(), 0..19), false), None);
    assert_eq!(cutter.end(rest.as_bytes(), false), Some(19));
}

#[test]
fn a_table_that_is_not_known_is_named() {
    for (table, expected) in [
        (
            "id,date,text\n1,2009-07-17,A letter.\n",
            "a table without cables, line 1: id, date, text; looked for",
        ),
        (
            "a,b,c\n1,2,3\n4,5,6\n",
            "a table of an unknown form, line 1: a,b,c; looked for",
        ),
    ] {
        match sniff(table.as_bytes()) {
            Sniffed::Unknown(reason) => assert!(reason.starts_with(expected), "{reason}"),
            other => panic!("{other:?}: {table}"),
        }
    }
}

#[test]
fn other_texts_are_no_table() {
    for text in [
        "",
        "VZCZCXYZ0001\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n",
        "UNCLAS LIMA 000012\n\n1. (U) One, two, three.\n2. (U) Four, five, six.\n",
        "A letter, a word, a line.\nAnother, longer.\n",
        "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n12,7/17/2009 4:51,09LIMA12,\"UNCLAS LIMA 000012\n\"\n",
        "1. (U) Text.\n12,7/17/2009 4:51,09LIMA12,\"UNCLAS LIMA 000012\n\"\n",
    ] {
        let found = sniff(text.as_bytes());
        assert!(matches!(found, Sniffed::Other), "{found:?}: {text:?}");
    }
}

#[test]
fn the_dialect_of_the_archive_is_told() {
    for (quote, date, expected) in [
        (behind_backslash as Quote, "7/17/2009 4:51", true),
        (behind_backslash, "2009-07-17 04:51:00", false),
        (doubled, "7/17/2009 4:51", false),
        (minimal, "7/17/2009 4:51", false),
    ] {
        let row = vec![
            "1",
            date,
            "09LIMA12",
            "Embassy Lima",
            "SECRET",
            "",
            "",
            BODY,
        ];
        let table = table(",", quote, &[], &[row]);
        assert_eq!(
            dialect(&table).is_of_archive(table.as_bytes()),
            expected,
            "{table}"
        );
    }
}
