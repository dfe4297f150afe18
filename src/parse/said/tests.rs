#![allow(clippy::unwrap_used)]

use super::*;

fn archive(values: &[(&str, &str)]) -> Archive {
    let mut archive = Archive::new();
    for (key, value) in values {
        archive.set(key, value);
    }
    archive
}

#[test]
fn dates_are_as_exact_as_they_are_printed() {
    for (key, printed, expected) in [
        (
            "created",
            "2007-06-15 18:06",
            Some(("2007-06-15T18:06", Precision::Minute)),
        ),
        (
            "draft_date",
            "01 JAN 1994",
            Some(("1994-01-01T00:00", Precision::Day)),
        ),
        (
            "draft_date",
            "01 jan 1994",
            Some(("1994-01-01T00:00", Precision::Day)),
        ),
        (
            "sent_date",
            "01-Jan-1994 12:00:00 am",
            Some(("1994-01-01T00:00", Precision::Day)),
        ),
        (
            "date",
            "2010 February 26, 11:30 (Friday)",
            Some(("2010-02-26T11:30", Precision::Minute)),
        ),
        (
            "date",
            "1975 January 1, 00:00 (Wednesday)",
            Some(("1975-01-01T00:00", Precision::Day)),
        ),
        (
            "date_dtg",
            "Oct 30, 2001 / 301122Z OCT 01",
            Some(("2001-10-30T11:22", Precision::Minute)),
        ),
        (
            "date_dtg",
            "Oct 30, 2001",
            Some(("2001-10-30T00:00", Precision::Day)),
        ),
        ("draft_date", "31 FEB 1994", None),
        ("draft_date", "- - -", None),
        ("date", "", None),
        ("date", "soon", None),
    ] {
        let mut message = Message::from_text("");
        message.archive = archive(&[(key, printed)]);
        let found = date(&message);
        let found = found.map(|(date, how)| (date.format("%Y-%m-%dT%H:%M").to_string(), how));
        let expected = expected.map(|(date, how)| (date.to_owned(), how));
        assert_eq!(found, expected, "{printed}");
    }
}

#[test]
fn identifiers_of_every_container() {
    for (key, printed, from, expected) in [
        ("identifier", "09TASHKENT1243", "", Some("09TASHKENT1243")),
        (
            "document_number",
            "1976STATE187673",
            "STATE",
            Some("76STATE187673"),
        ),
        (
            "document_number",
            "1973NEWDE10625",
            "NEW DELHI",
            Some("73NEWDELHI10625"),
        ),
        (
            "document_number",
            "1973NEWDE10625",
            "",
            Some("73NEWDELHI10625"),
        ),
        (
            "document_number",
            "1977PORTO01820",
            "PORT OF SPAIN",
            Some("77PORTOFSPAIN1820"),
        ),
        ("canonical_id", "10SHANGHAI60_a", "", Some("10SHANGHAI60")),
        (
            "canonical_id",
            "1975LIMA00292_b",
            "Peru Lima",
            Some("75LIMA292"),
        ),
        ("mrn", "23 MEXICO 2544", "", Some("23MEXICO2544")),
        ("document_number", "P750052-1187", "", None),
        ("document_number", "é", "", None),
    ] {
        let archive = archive(&[(key, printed), ("from", from)]);
        let (_, found) = identifier(&archive).unwrap();
        let id = found.as_ref().map(Identifier::canonical);
        assert_eq!(id.as_deref(), expected, "{printed}");
        assert!(found.is_none_or(|id| id.known), "{printed}");
    }
    // Nobody says which of the posts that are cut so it is.
    let archive = archive(&[("document_number", "1977PORTO01820")]);
    assert!(!identifier(&archive).unwrap().1.unwrap().known);
}

#[test]
fn a_document_that_is_no_cable_says_so() {
    for (printed, expected) in [
        ("TE", Kind::Cable),
        ("TE - Telegram (cable)", Kind::Cable),
        ("AI", Kind::Document),
        ("LE - Letter", Kind::Document),
        ("", Kind::Cable),
    ] {
        assert_eq!(kind(&archive(&[("type", printed)])), expected, "{printed}");
    }
}

#[test]
fn tags_and_references_are_read_as_the_cable_s_own() {
    let mut archive = Archive::new();
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
    archive.set_list(
        "tags",
        list(&["AE - United Arab Emirates", "QQQQ", "OVIP (ROE, JANE)"]),
    );
    archive.set_list(
        "reference",
        list(&["08LIMA12", "75 LA PAZ 2201", "MEMO OF MARCH"]),
    );
    let mut notes = Vec::new();
    let tags: Vec<String> = tags(&archive, None, &mut notes)
        .into_iter()
        .map(|tag| tag.code.into_owned())
        .collect();
    assert_eq!(tags, ["AE", "QQQQ", "OVIP", "ROE, JANE"]);
    let ids: Vec<Option<String>> = references(&archive, &Context::default(), &mut notes)
        .into_iter()
        .map(|reference| reference.id)
        .collect();
    assert_eq!(
        ids,
        [
            Some("08LIMA12".to_owned()),
            Some("75LAPAZ2201".to_owned()),
            None
        ]
    );
    assert!(!notes.is_empty() && notes.iter().all(|note| note.lines.is_none()));
}

#[test]
fn a_page_of_the_web_knows_the_hour() {
    let mut message = Message::from_text("");
    message.archive = archive(&[("created", "2007-06-15 18:06")]);
    message.container = Container::Html;
    let (found, precision) = date(&message).unwrap();
    assert_eq!(found.to_rfc3339(), "2007-06-15T18:00:00+00:00");
    assert_eq!(precision, Precision::Hour);
}
