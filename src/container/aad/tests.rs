#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]

use super::*;
use crate::container::content::cut_in_steps;

const TELEGRAM: &str = "PAGE 01        LIMA    04711  121530Z\n\nR 121530Z MAR 75\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\
    UNCLAS LIMA 4711\n\n1. TEXT. SUBJECT: NONE\nROE\n\nNNNN\n\n";

fn one(attributes: &str) -> String {
    format!("Message Text\n\n{TELEGRAM}Message Attributes\n\n{attributes}")
}

#[test]
fn attributes_are_read_as_given() {
    let text = one(
        "Copy: SINGLE\nDrafter: n/a\nTAGS: EFIS, (ROE,\nJANE)\nReview Markings: n/a\nReleased\nin full\n\
         Review Foo Bar: x\nSubject: SUBJECT: TWICE\nTEXT: goes on\n\nType: TE\n",
    );
    let content = read(text.as_bytes()).unwrap();
    for (key, value) in [
        ("copy", Some("SINGLE")),
        ("drafter", None),
        ("review_markings", Some("Released in full")),
        ("review_foo_bar", Some("x")),
        ("subject", Some("SUBJECT: TWICE TEXT: goes on")),
        ("type", Some("TE")),
    ] {
        assert_eq!(content.archive.text(key), value, "{key}");
    }
    assert_eq!(content.archive.list("tags"), ["EFIS", "(ROE, JANE)"]);
    assert!(content.diagnostics.is_empty());
}

#[test]
fn marks_and_attributes_are_given() {
    let text = one("Copy: SINGLE\n");
    let content = read(text.as_bytes()).unwrap();
    let given: String = content
        .given
        .iter()
        .map(|part| &content.text[part.span.clone()])
        .collect();
    assert_eq!(given, "Message Text\nMessage Attributes\n\nCopy: SINGLE\n");
    let lines: Vec<u32> = content.given.iter().map(|part| part.line).collect();
    let attributes = 1 + text[..text.find("Message Attributes").unwrap()]
        .matches('\n')
        .count() as u32;
    assert_eq!(lines, [1, attributes, attributes + 1, attributes + 2]);
}

#[test]
fn a_message_without_either_half() {
    let content = read(b"Message Text\n\nUNCLAS LIMA 4711\n").unwrap();
    assert_eq!(content.diagnostics[0].code, "container-torn");
    let content = read(b"PAGE 01\n\nMessage Attributes\nCopy: SINGLE\n").unwrap();
    assert_eq!(content.archive.text("copy"), Some("SINGLE"));
    let error = read(b"Message Text\n\n\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "damaged: neither a telegram nor its attributes"
    );
}

#[test]
fn an_input_is_told_by_its_marks() {
    let attributes = &one("Copy: SINGLE\n")["Message Text\n\n".len()..];
    for (head, expected) in [
        (one("").as_str(), true),
        ("\n  Message Text\n\nWITHDRAWAL CARD\n", true),
        ("Released in full\nMessage Text\n", true),
        (attributes, true),
        (TELEGRAM, false),
        ("UNCLAS LIMA 4711\n\nMessage Text\n", false),
        (
            "1. Message Attributes\nMessage Attributes\nwere sent.\n",
            false,
        ),
        ("{\"body\": \"Message Text\"}\n", false),
        ("", false),
    ] {
        assert_eq!(recognise(head.as_bytes()), expected, "{head:?}");
    }
}

/// The pieces that come of an input in steps of some bytes.
fn cut(input: &[u8], step: usize) -> Vec<&[u8]> {
    cut_in_steps(Cutter::default(), input, step)
}

#[test]
fn a_stream_is_cut_at_its_marks() {
    let first = one("Copy: SINGLE\nConcepts: PAGE 01, A BOOK\n\n");
    let card = "Message Text\n\nWITHDRAWAL CARD\n\nMessage Attributes\n\nCopy: SINGLE\n".to_owned();
    let bare = format!("{TELEGRAM}Message Attributes\nCopy: SINGLE\n");
    let marked = format!("\u{feff}{first}");
    let all = [first.clone(), card, bare, marked];
    for step in [1, 7, 100, 10_000] {
        let stream = all.concat();
        let expected = all.each_ref().map(|one| one.as_bytes());
        assert_eq!(cut(stream.as_bytes(), step), expected, "{step}");
    }
    assert_eq!(cut(b"\n\nMessage Text\nx\n", 3), [b"\n\nMessage Text\nx\n"]);
    // Stamps go with the form below them, as many as stand on one.
    for (stamps, pieces) in [(1, 1), (LONGEST_HEAD, 1), (LONGEST_HEAD + 1, 2)] {
        let form = "Released in full\n".repeat(stamps) + "Message Text\nx\n";
        assert_eq!(cut(form.as_bytes(), 100).len(), pieces, "{stamps}");
    }
}

const PIECES: &[&str] = &[
    "Message Text",
    "Message Attributes",
    " Message Text ",
    "Message Texts",
    "PAGE 01        LIMA    04711  121530Z",
    "Copy: SINGLE",
    "Copy: n/a",
    "TAGS: A, (B, C",
    "Review Foo: x",
    ":",
    "1. TEXT",
    "WITHDRAWAL CARD",
    "",
    "\u{feff}",
    "\u{c}",
    "\r",
    "\u{e9}",
];

proptest::proptest! {
    #[test]
    fn any_lines_are_read_and_cut(
        lines in proptest::collection::vec(proptest::sample::select(PIECES), 0..24),
        step in 1_usize..60,
    ) {
        let input = lines.join("\n");
        let _ = recognise(input.as_bytes());
        let whole = cut(input.as_bytes(), usize::MAX / 2);
        proptest::prop_assert_eq!(&whole, &cut(input.as_bytes(), step));
        proptest::prop_assert_eq!(whole.concat(), input.as_bytes());
        if let Ok(content) = read(input.as_bytes()) {
            let mut at = 0;
            for part in &content.given {
                proptest::prop_assert!(part.span.start >= at && part.span.end > part.span.start);
                proptest::prop_assert!(content.text.get(part.span.clone()).is_some());
                let line = 1 + content.text[..part.span.start].matches('\n').count();
                proptest::prop_assert_eq!(part.line as usize, line);
                at = part.span.end;
            }
        }
    }
}
