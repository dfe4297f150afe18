//! Lists told and cut.
#![allow(clippy::unwrap_used)]

use super::super::envelope::{find, keyed};
use super::*;
use crate::container::content::cut_in_steps;

const HIT: &str =
    r#"{"_id":"09LIMA12","_source":{"body":"UNCLAS LIMA 000012\n]}\"{","tags":[{"a":1}]}}"#;

#[test]
fn lists_are_told_by_where_they_lie() {
    for (head, expected) in [
        (
            format!(r#"{{"took":3,"hits":{{"total":1,"hits":[{HIT}"#),
            Some((2, Some("hits"))),
        ),
        (
            format!(r#" {{"error":[{{"a":"b"}}],"cables":[{HIT}"#),
            Some((1, Some("cables"))),
        ),
        (
            r#"{"rows":[{"doc":{"content":"x"#.to_owned(),
            Some((1, Some("rows"))),
        ),
        (
            r#"{"id":1,"references":[{"id":"09LIMA12"}],"body":"x"}"#.to_owned(),
            None,
        ),
        (
            r#"{"09LIMA12": {"refid": "09LIMA12", "body": "x"#.to_owned(),
            Some((1, None)),
        ),
        (
            r#"{"of":{"a":1},"cables":{"0":{"id":"x","body":"x"#.to_owned(),
            Some((2, None)),
        ),
        // What lies in it before its text is not the list.
        (
            r#"{"09LIMA12": {"tags": ["PREL"], "of": {"a": [1]}, "body": "x"#.to_owned(),
            Some((1, None)),
        ),
        (r#"{"_source":{"body":"x"#.to_owned(), None),
        (r#"{"09LIMA12":{"id":1},"body":"x"#.to_owned(), None),
        (format!("[{HIT}]"), None),
        (HIT.to_owned(), None),
        (r#"{"rows":[1,2]}"#.to_owned(), None),
        (String::new(), None),
    ] {
        let found = find(head.as_bytes());
        let found = found.map(|found| {
            (
                found.depth,
                found.key.map(|key| String::from_utf8(key).unwrap()),
            )
        });
        assert_eq!(
            found,
            expected.map(|(depth, key)| (depth, key.map(str::to_owned))),
            "{head}"
        );
    }
}

#[test]
fn objects_are_cut_out_of_their_lists() {
    let page = format!(r#"{{"took":3,"x":"[","hits":{{"hits":[{HIT}, {HIT}],"more":[{{}}]}}}}"#);
    let stream = format!("{page}\n{page}\n");
    let envelope = find(stream.as_bytes()).unwrap();
    for step in [1, 7, stream.len()] {
        let found = cut_in_steps(Items::new(envelope.clone()), stream.as_bytes(), step);
        let whole = found
            .iter()
            .filter(|one| one.ends_with(b"]}}") && one.len() > 40)
            .count();
        assert_eq!((found.len(), whole), (7, 4), "in steps of {step}");
    }
}

#[test]
fn objects_are_cut_out_of_an_object_whose_keys_are_theirs() {
    let stream = r#"{"of": {"text": "of"}, "all": {"09LIMA12": {"body": "}{"}, "2" : {"body":"b"} , "x": [1, {"y": 2}]}}"#;
    let envelope = Envelope {
        depth: 2,
        key: None,
    };
    for step in [1, 7, stream.len()] {
        let found = cut_in_steps(Items::new(envelope.clone()), stream.as_bytes(), step);
        let whole: Vec<_> = found.iter().filter_map(|raw| keyed(raw)).collect();
        let expected: [(&[u8], &[u8]); 2] = [
            (b"09LIMA12", br#"{"body": "}{"}"#),
            (b"2", br#"{"body":"b"}"#),
        ];
        assert_eq!(whole, expected, "in steps of {step}");
    }
}

#[test]
fn what_is_left_of_an_object_that_is_too_long_ends_where_it_ends() {
    let head = br#"{"rows":["#;
    let mut items = Items::new(Envelope {
        depth: 1,
        key: Some(b"rows".to_vec()),
    });
    assert_eq!(items.end(head, false), Some(head.len()));
    let (begin, rest) = HIT.split_at(HIT.len() / 2);
    assert_eq!(items.end(begin.as_bytes(), false), None);
    assert!(items.skip());
    let rest = format!("{rest}, {HIT}");
    assert_eq!(
        items.end(rest.as_bytes(), false),
        Some(rest.len() - HIT.len() - 2)
    );
}

#[test]
fn a_long_input_without_a_list_is_told_of_at_its_end() {
    let mut items = Items::new(Envelope {
        depth: 1,
        key: Some(b"rows".to_vec()),
    });
    let blank = " ".repeat(STEP + 1);
    assert_eq!(items.end(blank.as_bytes(), false), Some(STEP));
    assert_eq!(items.stretch(), Stretch::Between);
    assert_eq!(items.end(b" ", true), Some(1));
    assert_eq!(items.stretch(), Stretch::Nothing);
}
