//! Hits as a person sees them.
#![allow(clippy::unwrap_used)]

use super::*;
use cablex::query::parse;
use cablex::record::Paragraph;

fn record(id: Option<&str>, level: Option<Level>, subject: &str, text: &str) -> Record {
    let mut record = Record {
        id: id.map(str::to_owned),
        date: id.map(|_| "2009-07-17T04:51:00Z".parse().unwrap()),
        subject: Some(subject.to_owned()),
        paragraphs: vec![Paragraph {
            number: Some(3),
            text: text.to_owned(),
            ..Paragraph::default()
        }],
        ..Record::default()
    };
    record.mrn.post = id.map(|_| "LIMA".to_owned());
    record.classification.level = level;
    record
}

fn shown(query: &str, record: &Record, color: bool, width: usize) -> String {
    let face = Face {
        terminal: true,
        color,
    };
    let paper = Paper {
        face,
        width,
        utf8: true,
    };
    let query = parse(query).unwrap();
    let printer = Printer::new(Shape::Page(paper), face, &query, None);
    let mut out = Vec::new();
    let post = record.sender().unwrap_or_default().len();
    let id = record.id.as_deref().unwrap_or(NO_ID).len();
    printer.page(&mut out, paper, record, id, post).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_hit_is_a_line_and_a_snippet_below_it() {
    let text =
        "Nobody said so. ".repeat(20) + "Then a ferry sailed. " + &"It came back. ".repeat(20);
    let record = record(
        Some("09LIMA12"),
        Some(Level::TopSecret),
        "A NEW FERRY",
        &text,
    );
    assert_eq!(
        shown("ferry", &record, false, 60),
        "09LIMA12  2009-07-17  TS  LIMA  A NEW FERRY\n    \
         3. …so. Nobody said so. Then a ferry sailed. It came\n    \
         back. It came back. It came back. It came back.…\n"
    );
    let painted = shown("ferry", &record, true, 60);
    let found = format!("{0}ferry{0:#}", style::RED);
    assert!(
        painted.contains(&format!("Then a {found} sailed")),
        "{painted:?}"
    );
    let found = format!("A NEW {0}FERRY{0:#}", style::RED);
    assert!(painted.contains(&found), "{painted:?}");
    assert_eq!(
        anstream::adapter::strip_str(&painted).to_string(),
        shown("ferry", &record, false, 60)
    );
}

#[test]
fn nothing_of_a_cable_moves_the_cursor() {
    let record = record(
        None,
        None,
        "A\u{1b}[2J \u{202e}TITLE",
        "x\u{1b}[31my\r\n\tferry\u{7}",
    );
    assert_eq!(
        shown("ferry", &record, false, 100),
        "(no id)              -     A\\u{1b}[2J \\u{202e}TITLE\n    3. x\\u{1b}[31my ferry\\u{7}\n"
    );
}

#[test]
fn lines_are_no_wider_than_the_paper() {
    let text = "外交部長 ferry ".repeat(60);
    let subject = "A VERY LONG SUBJECT ".repeat(8);
    let record = record(Some("09LIMA12"), Some(Level::Secret), &subject, &text);
    for width in [60, 80, 133] {
        let shown = shown("ferry", &record, false, width);
        assert_eq!(shown.lines().count(), 3, "{shown}");
        assert!(
            shown.lines().all(|line| line.width() <= width),
            "{width}: {shown}"
        );
    }
}
