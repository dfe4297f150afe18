#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]

use super::*;
use crate::container::content::cut_in_steps;
use crate::part::Part;

const STAMP: &str = "UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001 Date: 06/30/2015\n";
const FIELDS: &str = "UNCLASSIFIED\nSENSITIVE\n\nMRN: 10 LIMA 1234\nDate/DTG: Feb 10, 2010 / 101234Z FEB 10\nFrom: AMEMBASSY LIMA\n\
    Action: WASHDC, SECSTATE ROUTINE\nQUITO, AMEMBASSY ROUTINE\nTAGS: PREL, PE\nSubject: A title\n\n";
const BELOW: &str = "Signature: Roe\n\nDrafted By: POL:Roe, Jane\nECON:Doe, John\n\nUNCLASSIFIED\n";

fn roles(content: &Content) -> Vec<(&str, Role)> {
    let part = |part: &Part| (content.text[part.span.clone()].trim(), part.role);
    content
        .given
        .iter()
        .map(part)
        .filter(|(text, _)| !text.is_empty())
        .collect()
}

#[test]
fn labelled_fields_have_the_roles_of_the_cable() {
    let text =
        format!("{FIELDS}1. (U) Text.\n\nDrafted By: nobody, it said.\n\nTo go on.\n\n{BELOW}");
    let content = read(text.as_bytes()).unwrap();
    assert_eq!(
        roles(&content),
        [
            ("UNCLASSIFIED", Role::PageClassification),
            ("SENSITIVE", Role::Caption),
            ("MRN: 10 LIMA 1234", Role::Archive),
            ("Date/DTG: Feb 10, 2010 / 101234Z FEB 10", Role::Archive),
            ("From: AMEMBASSY LIMA", Role::From),
            ("Action: WASHDC, SECSTATE ROUTINE", Role::To),
            ("QUITO, AMEMBASSY ROUTINE", Role::To),
            ("TAGS: PREL, PE", Role::Tags),
            ("Subject: A title", Role::Subject),
            ("Signature: Roe", Role::Signature),
            ("Drafted By: POL:Roe, Jane", Role::Drafting),
            ("ECON:Doe, John", Role::Drafting),
            ("UNCLASSIFIED", Role::PageClassification),
        ]
    );
    assert_eq!(content.archive.text("classification"), Some("UNCLASSIFIED"));
    assert_eq!(
        content.archive.text("drafted_by"),
        Some("POL:Roe, Jane ECON:Doe, John")
    );
    assert_eq!(content.archive.list("tags"), ["PREL", "PE"]);
}

#[test]
fn stamps_say_case_document_and_exemptions() {
    let lines = "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2001-00001\nDoc No. C00000001\nDate: 06/30/2015\n";
    for (stamp, exemptions) in [
        (
            format!("{STAMP}RELEASE IN PART\nB1,1.4(D)\nB6\n"),
            &["B1", "1.4(D)", "B6"][..],
        ),
        (format!("{lines}RELEASE IN PART B6\n"), &["B6"]),
        (format!("{STAMP}RELEASE IN FULL\n"), &[]),
    ] {
        let text = format!(
            "{stamp}\nUNCLAS LIMA 1234\n\n1. (U) Text.\nRelease in part is what he asked for.\nB6\n"
        );
        let content = read(text.as_bytes()).unwrap();
        assert_eq!(content.archive.text("case_number"), Some("F-2001-00001"));
        assert_eq!(content.archive.text("document_id"), Some("C00000001"));
        assert_eq!(content.archive.text("released"), Some("06/30/2015"));
        assert_eq!(content.archive.list("exemptions"), exemptions, "{stamp}");
        let last = content.given.last().unwrap().span.end;
        assert!(content.text[last..].starts_with("UNCLAS LIMA"), "{stamp}");
    }
}

#[test]
fn an_input_is_told_by_its_stamp_or_its_fields() {
    for (head, expected) in [
        (STAMP, true),
        (FIELDS, true),
        (
            "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2001-00001\n",
            true,
        ),
        ("MRN: 10 LIMA 1234\n", false),
        (
            "{\"body\": \"U.S. Department of State Case No. 1\"}\n",
            false,
        ),
        (
            "UNCLAS LIMA 1234\n\n1. The Department's case no. 3.\n",
            false,
        ),
        ("", false),
    ] {
        assert_eq!(recognise(head.as_bytes()), expected, "{head:?}");
    }
    let mail = format!("{STAMP}From: Roe, Jane\nSubject: Lunch\n\nAt noon?\n");
    assert!(matches!(
        read(mail.as_bytes()),
        Err(InputErrorKind::NotCable)
    ));
}

/// The pieces that come of an input in steps of some bytes.
fn cut(input: &[u8], step: usize) -> Vec<&[u8]> {
    cut_in_steps(Cutter::default(), input, step)
}

#[test]
fn a_stream_is_cut_where_its_numbers_change() {
    let page = |document: &str, number: &str| {
        format!("{STAMP}\n{FIELDS}1. (U) Text.\n\n{STAMP}\x0C{STAMP}2. (U) Text.\n\n{BELOW}{STAMP}")
            .replace("C00000001", document)
            .replace("LIMA 1234", number)
    };
    let all = [
        page("C00000001", "LIMA 1234"),
        page("C00000002", "LIMA 1235"),
    ];
    let bare = format!("{FIELDS}1. (U) Text.\n\n{BELOW}");
    let bare = [
        format!("{bare}\x0C"),
        bare.replace("LIMA 1234", "LIMA 1235"),
    ];
    for step in [1, 10, 100_000] {
        assert_eq!(
            cut(all.concat().as_bytes(), step),
            all.each_ref().map(|page| page.as_bytes())
        );
        assert_eq!(
            cut(bare.concat().as_bytes(), step),
            bare.each_ref().map(|page| page.as_bytes())
        );
    }
}

const PIECES: &[&str] = &[
    "UNCLASSIFIED",
    "SENSITIVE",
    "UNCLASSIFIED U.S. Department of State Case No. F-1 Doc No. C1 Date: 1",
    "UNCLASSIFIED U.S. Department of State Case No. F-1 Doc No. C2",
    "U.S. Department of State",
    "Case No. F-1",
    "Doc No. C1",
    "Doc No.",
    "Date: 1",
    "RELEASE IN PART",
    "RELEASE IN PART B6",
    "B1,1.4(D)",
    "MRN: 10 LIMA 1234",
    "MRN: 10 LIMA 1235",
    "Date/DTG: Feb 10, 2010 / 101234Z FEB 10",
    "Subject:",
    "Drafted By: x",
    "goes on",
    "1. (U) Text",
    "UNCLAS LIMA 1234",
    "",
    "\u{c}",
    "\r",
    "\u{e9}",
];

proptest::proptest! {
    #[test]
    fn any_lines_are_read_and_cut(
        lines in proptest::collection::vec(proptest::sample::select(PIECES), 0..30),
        step in 1_usize..80,
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
                at = part.span.end;
            }
        }
    }
}
