//! Columns by their names, and by what they hold.

use super::*;

fn things(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|column| column.key.as_str()).collect()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn names_tell_what_columns_hold() {
    for (names, cells, expected) in [
        (
            &["id", "datetime", "local_title", "data"][..],
            &["1", "2009-07-17 04:51", "09LIMA12", "UNCLAS LIMA 12"][..],
            &["row", "created", "identifier", "body"][..],
        ),
        (
            &["", "Content", "_id", "destination", "Destination Post"],
            &[
                "0",
                "UNCLAS LIMA 12",
                "09LIMA12",
                "08LIMA3|08STATE1",
                "Lima",
            ],
            &[
                "column_1",
                "body",
                "identifier",
                "references",
                "destination_post",
            ],
        ),
        (
            &["id", "destination", "text", "text"],
            &["09LIMA12", "Department of State", "UNCLAS LIMA 12", ""],
            &["identifier", "destination", "body", "text"],
        ),
    ] {
        let names = row(names);
        assert_eq!(things(&by_names(&names, &[row(cells)])), expected);
    }
    assert_eq!(known(&row(&["id", "data", "x"])), (2, true));
}

#[test]
fn columns_without_names_tell_by_what_they_hold() {
    for (cells, expected) in [
        (
            &[
                "1",
                "7/17/2009 4:51",
                "09LIMA12",
                "Embassy Lima",
                "SECRET",
                "",
                "",
                "S E C R E T LIMA 000012",
            ][..],
            Some(
                &[
                    "row",
                    "created",
                    "identifier",
                    "origin",
                    "classification",
                    "references",
                    "header",
                    "body",
                ][..],
            ),
        ),
        (
            &[
                "0",
                "9",
                "2009-07-17T04:51:00Z",
                "09LIMA12",
                "SECRET",
                "Embassy Lima",
                "08LIMA3",
                "FM AMEMBASSY LIMA",
                "S E C R E T LIMA 000012\n\n1. (S) Text.",
            ],
            Some(&[
                "column_1",
                "row",
                "created",
                "identifier",
                "classification",
                "origin",
                "references",
                "header",
                "body",
            ]),
        ),
        (
            &[
                "S E C R E T LIMA 000012\n\n1. (S) Text.",
                "09LIMA12",
                "SECRET//NOFORN",
            ],
            Some(&["body", "identifier", "classification"]),
        ),
        (
            &[
                "Embassy Lima",
                "S E C R E T LIMA 000012\n\n1. (S) Text.",
                "09LIMA12",
            ],
            Some(&["origin", "body", "identifier"]),
        ),
        (&["1", "2009-07-17", "A letter."], None),
        (&["Lima", "S E C R E T LIMA 000012"], None),
    ] {
        let found = by_content(None, &[row(cells)]);
        assert_eq!(
            found.as_deref().map(things).as_deref(),
            expected,
            "{cells:?}"
        );
    }
}

#[test]
fn a_column_of_prose_is_no_origin() {
    let body = "S E C R E T LIMA 000012\n\n1. (S) Text.";
    let note = "The keeper of the light wrote down what the pilot had told her on the pier.";
    let rows = [
        row(&["Embassy Lima", body, "09LIMA12"]),
        row(&[note, body, "09LIMA13"]),
    ];
    let found = by_content(None, &rows);
    assert_eq!(
        found.as_deref().map(things).as_deref(),
        Some(&["column_1", "body", "identifier"][..])
    );
}

#[test]
fn dates_are_told_by_their_form() {
    for (text, expected) in [
        ("7/17/2009 4:51", true),
        ("7/17/2009 4:51:00 PM", true),
        ("2009-07-17T04:51:00.000+00:00", true),
        ("2009-07-17 04:51:00 UTC", true),
        ("2009-07-17", true),
        ("2009", false),
        ("09LIMA12", false),
        ("1-2-3", false),
    ] {
        assert_eq!(is_date(text), expected, "{text}");
    }
}
