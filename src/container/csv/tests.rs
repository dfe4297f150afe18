//! Rows, whole and torn, in one piece and byte by byte.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::container::content::cut_in_steps;

const HEAD: &str = "\"09STATE1|08LIMA3\",\"FM AMEMBASSY LIMA\",";

fn row(number: u32, body: &str) -> String {
    format!(
        "\"{number}\",\"7/17/2009 4:51\",\"09LIMA{number}\",\"Embassy Lima\",\"SECRET\",{HEAD}\"{body}\"\n"
    )
}

/// The rows of a table. However it arrives, the rows are the same.
fn rows(table: &str) -> Vec<&str> {
    let whole = cut(table, table.len().max(1));
    for step in [1, 2, 7] {
        assert_eq!(cut(table, step), whole, "in steps of {step}");
    }
    whole
}

fn cut(table: &str, step: usize) -> Vec<&str> {
    let rows = cut_in_steps(Cutter::default(), table.as_bytes(), step);
    rows.into_iter()
        .map(|row| std::str::from_utf8(row).unwrap())
        .collect()
}

fn ids(rows: &[&str]) -> Vec<String> {
    let id = |row: &&str| match read(row.as_bytes()) {
        Ok(content) => content.archive.text("identifier").unwrap_or("-").to_owned(),
        Err(error) => error.to_string(),
    };
    rows.iter().map(id).collect()
}

#[test]
fn a_row_says_what_it_says() {
    let raw = row(
        12,
        "He said \\\"no\\\", didn\\'t he?\nA \"\"\u{b6}\"\" and \\\\ and \\n\r\r\nend",
    );
    let content = read(raw.as_bytes()).unwrap_or_default();
    for (key, value) in [
        ("row", "12"),
        ("created", "7/17/2009 4:51"),
        ("identifier", "09LIMA12"),
        ("origin", "Embassy Lima"),
        ("classification", "SECRET"),
    ] {
        assert_eq!(content.archive.text(key), Some(value), "{key}");
    }
    assert_eq!(content.archive.list("references"), ["09STATE1", "08LIMA3"]);
    assert_eq!(
        content.text,
        "FM AMEMBASSY LIMA\nHe said \"no\", didn't he?\nA \"\u{b6}\" and \\ and \\n\nend"
    );
    assert_eq!(content.diagnostics, []);
    assert!(content.given.is_empty());
}

#[test]
fn a_row_without_header_is_its_body() {
    let content = read(b"\"1\",\"7/17/2009 4:51\",\"\",\"\",\"\",\"\",\"\",\"UNCLAS LIMA 12\"");
    let content = content.unwrap_or_default();
    assert_eq!(content.text, "UNCLAS LIMA 12");
    assert_eq!(content.archive.text("identifier"), None);
    assert!(content.archive.list("references").is_empty());
}

#[test]
fn bytes_that_are_not_utf_8_are_windows_1252() {
    let raw: Vec<u8> = row(1, "^1. (U) It opened.")
        .bytes()
        .map(|b| if b == b'^' { 0xB6 } else { b })
        .collect();
    let content = read(&raw).unwrap_or_default();
    assert!(content.text.ends_with("\u{b6}1. (U) It opened."));
    assert_eq!(content.diagnostics.len(), 1);
}

#[test]
fn rows_end_where_they_end() {
    let (one, two) = (row(1, "a\n\n\\\"b\\\"\n"), row(2, "c\\\\"));
    let crlf = |row: &str| row.replace('\n', "\r\n");
    for rows_of in [
        vec![one.clone(), two.clone()],
        vec![crlf(&one), crlf(&two)],
        vec![one.replace('\n', "\r\r\n"), two.replace('\n', "\r\r\n")],
        vec![one.clone(), two.trim_end().to_owned()],
        vec![format!("\"\n{one}"), two.clone()],
        vec![format!("\n\n{one}\n \r\n"), format!("{two}\n")],
        vec![format!("a,b,c,d,e,f,g,h\n{one}"), two.clone()],
    ] {
        let table = rows_of.concat();
        assert_eq!(rows(&table), rows_of);
        assert_eq!(ids(&rows(&table)), ["09LIMA1", "09LIMA2"]);
        assert!(recognise(table.as_bytes()));
    }
    let names = "a,b,c,d,e,f,g,h\n";
    assert_eq!(rows(names), [names]);
    assert_eq!(ids(&[names]), ["damaged: no row follows"]);
    assert_eq!(rows(""), [""; 0]);
    assert_eq!(rows("\n\n"), [""; 0]);
}

#[test]
fn a_torn_row_costs_itself_alone() {
    let (one, two) = (row(1, "a"), row(2, "c"));
    for (torn, reason) in [
        (
            "\"5\",\"7/17/2009 4:51\",\"09LIMA5\",\"Embassy\nLima\"\n",
            "line 2 of the row: 4 of 8 columns",
        ),
        (
            "\"5\",\"7/17/2009 4:51\",\"09LIMA5\",\"Embassy Li\n",
            "line 1 of the row: 4 of 8 columns, the last without its closing quote",
        ),
        (
            "\"5\",\"7/17/2009 4:51\",\n",
            "line 1 of the row: 2 of 8 columns, the last without its closing quote",
        ),
        (
            "\"5\",\"7/17/2009 4:51\",\"09LIMA5\\\",\"Embassy Lima\",\"SECRET\",\"\",\"\",\"a\"\n",
            "line 1 of the row: 7 of 8 columns",
        ),
        (
            "the rest of a text,\nand its end\"\n",
            "no row begins here: the rest of a torn one",
        ),
        (
            "1. (U) Text\n",
            "no row begins here: the rest of a torn one",
        ),
    ] {
        for table in [format!("{one}{torn}{two}"), format!("{torn}{one}{two}")] {
            let rows = rows(&table);
            assert!(rows.contains(&torn), "{rows:#?}");
            let mut found = ids(&rows);
            found.sort();
            assert_eq!(found, ["09LIMA1", "09LIMA2", &format!("damaged: {reason}")]);
        }
    }
}

#[test]
fn a_row_torn_in_its_text_is_read_as_far_as_it_goes() {
    for end in ["\n", " \\\"\n"] {
        let torn = row(1, "The text is lo").replace("\"\n", end);
        let table = format!("{torn}{}", row(2, "b"));
        let rows = rows(&table);
        assert_eq!(ids(&rows), ["09LIMA1", "09LIMA2"]);
        let content = read(torn.as_bytes()).unwrap_or_default();
        assert!(content.text.contains("\nThe text is lo"));
        assert_eq!(content.diagnostics.len(), 1, "{end:?}");
        assert_eq!(
            content.diagnostics.first().map(|d| &*d.code),
            Some("container-torn")
        );
    }
}

#[test]
fn quotes_without_an_escape_are_text() {
    let raw = row(1, "He said \"no\", and \"yes\",\"no\".");
    assert_eq!(rows(&raw), [raw.as_str()]);
    let content = read(raw.as_bytes()).unwrap_or_default();
    assert!(
        content
            .text
            .ends_with("\nHe said \"no\", and \"yes\",\"no\".")
    );
    assert_eq!(
        content.diagnostics.first().map(|d| &*d.code),
        Some("container-mended")
    );
}

#[test]
fn other_texts_are_no_table() {
    for text in [
        "",
        "\"",
        "VZCZCXYZ0001\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n",
        "Identifier\nCreated\nClassification\nOrigin\n09LIMA12\n",
        "{\"id\": \"09LIMA12\", \"body\": \"\\n\\\"1\\\",\\\"7/17/2009 4:51\\\",\\\"\"}",
        "<html><td>\"1\",\"7/17/2009 4:51\",\"</td>",
        "\"1\",\"2\",\"3\"\n",
        "a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n",
        // Eight columns, a number and a date are no archive: no cable is named.
        "\"1\",\"7/17/2009 4:51\",\"SKU1\",\"Pier\",\"NEW\",\"\",\"a\",\"b\"\n",
    ] {
        assert!(!recognise(text.as_bytes()), "{text:?}");
    }
}
