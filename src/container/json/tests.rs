//! Objects, whole and broken.

use super::*;
use crate::container::columns::is_identifier;

fn content(json: &str) -> Content {
    read(json.as_bytes()).unwrap_or_default()
}

fn codes(content: &Content) -> Vec<&str> {
    content.diagnostics.iter().map(|d| &*d.code).collect()
}

#[test]
fn an_object_says_what_it_says() {
    let content = content(
        r#"{"_id": "09LIMA12", "origin": "Embassy Lima", "date_time": "2009-07-17 04:51:00",
            "classification": "SECRET", "header": "FM AMEMBASSY LIMA", "body": "S E C R E T LIMA 12\r\n\u00b61.",
            "size": 12, "tagList": ["PREL", "PE"], "none": null, "more": {"a": [1]}}"#,
    );
    assert_eq!(
        content.text,
        "FM AMEMBASSY LIMA\nS E C R E T LIMA 12\n\u{b6}1."
    );
    for (key, value) in [
        ("identifier", "09LIMA12"),
        ("origin", "Embassy Lima"),
        ("created", "2009-07-17 04:51:00"),
        ("classification", "SECRET"),
        ("size", "12"),
        ("more", r#"{"a":[1]}"#),
    ] {
        assert_eq!(content.archive.text(key), Some(value), "{key}");
    }
    assert_eq!(content.archive.list("tag_list"), ["PREL", "PE"]);
    assert_eq!(content.archive.text("none"), None);
    assert_eq!(codes(&content), [""; 0]);
}

#[test]
fn an_identifier_is_believed_where_it_looks_like_one() {
    for (json, identifier, other) in [
        (r#"{"_id": "09LIMA12", "body": ""}"#, Some("09LIMA12"), None),
        (
            r#"{"_id": "08STATE1", "id": "09LIMA12", "body": ""}"#,
            Some("09LIMA12"),
            Some("08STATE1"),
        ),
        (
            r#"{"_id": "09LIMA12", "id": 7, "body": ""}"#,
            Some("09LIMA12"),
            None,
        ),
        (r#"{"_id": "4f5e", "body": ""}"#, None, Some("4f5e")),
    ] {
        let content = content(json);
        assert_eq!(content.archive.text("identifier"), identifier, "{json}");
        assert_eq!(content.archive.text("_id"), other, "{json}");
        let expected = if identifier.is_none() {
            &["identifier-mangled"][..]
        } else {
            &[]
        };
        assert_eq!(codes(&content), expected, "{json}");
    }
    for (text, expected) in [
        ("09LIMA12", true),
        ("08ECTION01OF02LIMA492", true),
        ("1976STATE187673", true),
        ("09PORT-OF-SPAIN12", true),
        ("", false),
        ("12", false),
        ("09LIMA", false),
        ("09lima12", false),
        ("09LIMA12, 09LIMA13", false),
        ("507f1f77bcf86cd799439011", false),
    ] {
        assert_eq!(is_identifier(text), expected, "{text}");
    }
}

#[test]
fn an_identifier_that_the_text_refers_to_is_a_reference() {
    let body = "UNCLAS LIMA 000012\\nREF: A. 08 STATE 000123\\n     B. NEW DELHI 7\\n     C. DELHI 9\\n\\n1. (U) Text.";
    for (id, expected) in [
        ("08STATE123", &["08STATE123"][..]),
        ("08NEWDELHI7", &["08NEWDELHI7"]),
        ("08NEWDELHI9", &["08NEWDELHI9"]),
        ("08STATE1|08LIMA3", &["08STATE1", "08LIMA3"]),
        ("08LIMA12", &[]),
        ("08STATE23", &[]),
        ("08QUITO7", &[]),
    ] {
        let content = content(&format!("{{\"_id\": \"{id}\", \"body\": \"{body}\"}}"));
        assert_eq!(content.archive.list("references"), expected, "{id}");
        let identifier = expected.is_empty().then_some(id);
        assert_eq!(content.archive.text("identifier"), identifier, "{id}");
        assert_eq!(codes(&content), [""; 0], "{id}");
    }
}

#[test]
fn texts_stand_under_other_names_and_in_other_objects() {
    for json in [
        r#"{"refid": "09LIMA12", "date": "2009-07-17", "content": "UNCLAS"}"#,
        r#"{"_id": {"$oid": "4f5e0c0ffee0c0ffee0c0ffe"}, "canonical_id": "09LIMA12", "date": {"$date": 1247788800000}, "text": "UNCLAS"}"#,
        r#"{"_id": "09LIMA12", "_source": {"date": "2009-07-17", "body": "UNCLAS", "content": "UNCLAS"}, "highlight": {"body": ["<b>"]}}"#,
        r#"{"pk": 1, "fields": {"reference": "09LIMA12", "date": {"$date": "2009-07-17"}, "data": ["UNCLAS"]}}"#,
        "{\"index\": {\"_index\": \"a\", \"_id\": \"09LIMA12\"}}\n{\"date\": \"2009-07-17\", \"message\": \"UNCLAS\"}\n",
    ] {
        let content = content(json);
        assert_eq!(content.text, "UNCLAS", "{json}");
        assert_eq!(
            content.archive.text("identifier"),
            Some("09LIMA12"),
            "{json}"
        );
        let created = content.archive.text("created").unwrap_or_default();
        assert!(created.starts_with("2009-07-17"), "{json}");
        assert_eq!(codes(&content), [""; 0], "{json}");
    }
}

#[test]
fn what_is_nothing_of_cables_is_told_of_once() {
    let stream = "{\"id\": 1, \"text\": \"A letter.\"}\n{\"id\": 2}\n{\"id\": \"09LIMA12\", \"body\": \"\"}\n{\"id\": 3}\n";
    let mut cutter = Cutter::default();
    let (mut at, mut found) = (0, Vec::new());
    while let Some(end) = cutter.end(slice(stream.as_bytes(), at..stream.len()), true) {
        found.push(cutter.stretch());
        at += end;
    }
    let expected = [
        Stretch::Nothing,
        Stretch::Between,
        Stretch::Message,
        Stretch::Message,
    ];
    assert_eq!(found, expected);
}

#[test]
fn keys_that_meet_are_kept_apart() {
    let content =
        content(r#"{"id": "09LIMA12", "identifier": "x", "a b": "1", "aB": "2", "body": ""}"#);
    let json = serde_json::to_string(&content.archive).unwrap_or_default();
    assert_eq!(
        json,
        r#"{"identifier":"09LIMA12","identifier_":"x","a_b":"1","a_b_":"2"}"#
    );
}

#[test]
fn broken_escapes_are_mended() {
    let content = content(r#"{"id": "09LIMA12", "body": "It\'s \d and \"quoted\"."}"#);
    assert_eq!(content.text, r#"It's \d and "quoted"."#);
    assert_eq!(codes(&content), ["container-mended"]);
}

#[test]
fn bytes_that_are_not_utf_8_are_windows_1252() {
    let content = read(b"{\"body\": \"\xB61. (U) \x93It opened.\x94\"}").unwrap_or_default();
    assert_eq!(content.text, "\u{b6}1. (U) \u{201c}It opened.\u{201d}");
    assert_eq!(codes(&content), ["encoding-reinterpreted"]);
}

#[test]
fn lost_line_ends_are_diagnosed() {
    let long = "UNCLAS LIMA 000012 ".repeat(40);
    for (json, expected) in [
        (format!("{{\"body\": \"{long}\"}}"), true),
        (
            format!("{{\"header\": \"FM LIMA\", \"body\": \"{long}\"}}"),
            true,
        ),
        (
            format!("{{\"body\": \"UNCLAS LIMA 000012\\n\\n{long}\"}}"),
            false,
        ),
        ("{\"body\": \"UNCLAS LIMA 000012\"}".to_owned(), false),
    ] {
        let found = codes(&content(&json)).contains(&"lines-lost");
        assert_eq!(found, expected, "{json}");
    }
}

#[test]
fn what_is_no_cable_is_refused_with_its_reason() {
    for (json, expected) in [
        (
            "{\"id\": \"a",
            "damaged: column 9: EOF while parsing a string",
        ),
        (
            "{\"id\": \"a\" \"b\"}",
            "damaged: column 12: expected `,` or `}`",
        ),
        (
            "{\n  \"id\": x\n}",
            "damaged: line 2 of the object, column 9: expected value",
        ),
        (
            "{\"id\": \"a\", \"Name\": \"b\"}",
            "damaged: no header and no body among its keys: id, Name",
        ),
        ("a line\n", "damaged: column 1: expected value"),
        (
            "7\n",
            "damaged: column 1: invalid type: integer `7`, expected an object",
        ),
    ] {
        match read(json.as_bytes()) {
            Ok(content) => assert_eq!(content.text, expected, "{json}"),
            Err(error) => assert_eq!(error.to_string(), expected, "{json}"),
        }
    }
}

#[test]
fn objects_are_recognised() {
    for (head, expected) in [
        ("{\"id\": \"09LIMA12\"", true),
        (" [\n  {\n    \"_id\" : \"", true),
        ("{\"id", false),
        ("{}", false),
        ("{ a b }", false),
        ("\"1\",\"7/17/2009 4:51\",\"", false),
        ("UNCLAS LIMA 000012\n{\"id\": \"09LIMA12\"", false),
        ("<html>{\"id\": 1}", false),
        ("", false),
    ] {
        assert_eq!(recognise(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn the_key_of_an_object_is_its_identifier() {
    let json = r#""09LIMA12": {"body": "UNCLAS LIMA 000012"}"#;
    assert_eq!(content(json).archive.text("identifier"), Some("09LIMA12"));
    let json = r#""0": {"_id": "09LIMA12", "body": "UNCLAS LIMA 000012"}"#;
    assert_eq!(content(json).archive.text("identifier"), Some("09LIMA12"));
}

#[test]
fn two_texts_are_no_record() {
    let found = read(br#"{"id": "09LIMA12", "a": {"body": "x"}, "b": {"body": "y"}}"#);
    assert_eq!(
        found.err().map(|error| error.to_string()).as_deref(),
        Some("damaged: more than one text in an object: under a and b")
    );
}
