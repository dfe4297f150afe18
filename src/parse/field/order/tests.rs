#![allow(clippy::unwrap_used)]

use super::*;
use crate::parse::fragment::numbered;

fn read_lines(lines: &[&str]) -> (OrderLine, Vec<String>) {
    let fragments = numbered(7, lines);
    let context = Context {
        date: Some("1999-03-04T05:06:00Z".parse().unwrap()),
        ..Context::default()
    };
    let mut notes = Vec::new();
    let line = read(&fragments, &context, &mut notes);
    let codes = notes.iter().map(|d| d.code.to_string()).collect();
    (line, codes)
}

/// Order, text, day and exemptions in one line.
fn shown(line: &OrderLine) -> String {
    let empty = Declassify::default();
    let declassify = line.declassify.as_ref().unwrap_or(&empty);
    let on = declassify.on.map(|on| on.to_string()).unwrap_or_default();
    format!(
        "{}|{}|{on}|{}",
        line.order.as_deref().unwrap_or_default(),
        declassify.text,
        declassify.exemptions.join(" ")
    )
}

#[test]
fn every_form_of_the_line() {
    for (printed, want) in [
        (
            "E.O. 12958: DECL: 07/18/2019",
            "12958|DECL: 07/18/2019|2019-07-18|",
        ),
        (
            "EO 12958 DECL: 2019/07/18 ",
            "12958|DECL: 2019/07/18|2019-07-18|",
        ),
        (
            "E.O. 12958: DECL: O7/l8/2O19",
            "12958|DECL: O7/l8/2O19|2019-07-18|",
        ),
        ("E.O. 12958:DECL:7/8/09", "12958|DECL:7/8/09|2009-07-08|"),
        ("E.O. 12958: N/A", "12958|||"),
        ("E.O. 12958: DECL: N/A", "12958|||"),
        ("E.O. 12958: NOT APPLICABLE", "12958|||"),
        ("E.O. 12958:", "12958|||"),
        (
            "E.o. 12958: decl: after korean unification",
            "12958|decl: after korean unification||",
        ),
        ("E.O. 12958: DECL: X1", "12958|DECL: X1||X1"),
        ("E.O. 12958: DECL: x1, x6", "12958|DECL: x1, x6||X1 X6"),
        ("E.O. 12958: DECL: X1/X5", "12958|DECL: X1/X5||X1 X5"),
        ("E.O. 12958: DECL: 1.6X1", "12958|DECL: 1.6X1||1.6X1"),
        ("E.O. 12958: DECL: 25X1", "12958|DECL: 25X1||25X1"),
        (
            "E.O. 13526: DECL: 25X1-HUMAN",
            "13526|DECL: 25X1-HUMAN||25X1-HUMAN",
        ),
        (
            "E.O. 13526: DECL: 50X1-HUM",
            "13526|DECL: 50X1-HUM||50X1-HUM",
        ),
        ("E.O. 12356: DECL: OADR", "12356|DECL: OADR||"),
        ("E.O. 12958: DECL: MR", "12958|DECL: MR||"),
        (
            "E.O. 12958: DECL: TWENTY YEARS",
            "12958|DECL: TWENTY YEARS||",
        ),
        (
            "E.O. 12958: DECL: 14 OCTOBER 2034",
            "12958|DECL: 14 OCTOBER 2034|2034-10-14|",
        ),
        (
            "E.O. 12958: DECL: OCTOBER 14, 2034",
            "12958|DECL: OCTOBER 14, 2034|2034-10-14|",
        ),
        (
            "E.O. 12958: DECL ON: 03/04/2009",
            "12958|DECL ON: 03/04/2009|2009-03-04|",
        ),
        (
            "E.O. 12958: Declassify on: 03/04/2009",
            "12958|Declassify on: 03/04/2009|2009-03-04|",
        ),
        (
            "E.O. 12958: DNG: CO 01/02/2021",
            "12958|DNG: CO 01/02/2021||",
        ),
        (
            "E.O. 12958: DNG: CO 01/02/2021 DECL: 01/02/2031",
            "12958|DNG: CO 01/02/2021 DECL: 01/02/2031|2031-01-02|",
        ),
        ("E.O. 12065: GDS 5/12/04", "12065|GDS 5/12/04|2004-05-12|"),
        ("E.O. 12065: XDS-1", "12065|XDS-1||XDS-1"),
        (
            "E.O. 12065: RDS-3 2/14/09",
            "12065|RDS-3 2/14/09|2009-02-14|RDS-3",
        ),
        ("E.O. 11652: GDS", "11652|GDS||"),
        ("E.O. 11652: XGDS-3", "11652|XGDS-3||XGDS-3"),
        ("E.O. 11652: XGDS (2)", "11652|XGDS (2)||XGDS (2)"),
        ("E.O. 11652: XGDS", "11652|XGDS||XGDS"),
        (
            "E.O. 11652: ADS, DECLAS 01/01/00",
            "11652|ADS, DECLAS 01/01/00|2000-01-01|",
        ),
        ("E.O. 12958, AS AMENDED: DECL: X4", "12958|DECL: X4||X4"),
    ] {
        assert_eq!(
            (shown(&read_lines(&[printed]).0), read_lines(&[printed]).1),
            (want.to_string(), vec![]),
            "{printed}"
        );
    }
}

#[test]
fn a_wrapped_line_is_one() {
    let (line, codes) = read_lines(&["E.O. 12958: DECL: UPON CLOSURE OF THE", "MISSION"]);
    assert_eq!(shown(&line), "12958|DECL: UPON CLOSURE OF THE MISSION||");
    assert!(codes.is_empty());
}

#[test]
fn a_misprinted_order_is_the_one_meant() {
    let (line, codes) = read_lines(&["E.O. 12598: DECL: X1"]);
    assert_eq!(line.order.as_deref(), Some("12958"));
    assert_eq!(codes, ["order-misprinted"]);
    assert_eq!(read_lines(&["E.O. 77777: N/A"]).1, ["order-unread"]);
}

#[test]
fn what_is_not_understood_is_said() {
    for printed in [
        "DECL: 02/30/2019",
        "DECL: SOON",
        "DECL: YEARS",
        "DECL: 2019",
        "DECL: 4/2019",
    ] {
        let (line, codes) = read_lines(&[&format!("E.O. 12958: {printed}")]);
        assert_eq!(shown(&line), format!("12958|{printed}||"));
        assert_eq!(codes, ["declassify-unread"], "{printed}");
    }
}

#[test]
fn a_second_line_adds_only_what_is_new() {
    let (line, codes) = read_lines(&["E.O. 12958: DECL: X1", "E.O. 12958:  DECL: X1"]);
    assert_eq!(
        (shown(&line), codes.len()),
        ("12958|DECL: X1||X1".into(), 0)
    );
    let (line, codes) = read_lines(&["E.O. 12958:", "E.O. 12958: DECL: X1"]);
    assert_eq!(
        (shown(&line), codes.len()),
        ("12958|DECL: X1||X1".into(), 0)
    );
    let (line, codes) = read_lines(&["E.O. 12958: DECL: X1", "E.O. 12958: DECL: X2"]);
    assert_eq!(shown(&line), "12958|DECL: X1||X1");
    assert_eq!(codes, ["field-contradicted"]);
}

#[test]
fn text_without_sense_gives_nothing() {
    assert_eq!(read_lines(&[]).0, OrderLine::default());
    read_lines(&["E.O."]);
    read_lines(&["E.O. é12958é: é/é/é 99999999999999999999"]);
}

#[test]
fn exemptions_have_a_shape() {
    for (token, expected) in [
        ("X1", true),
        ("X12", true),
        ("1.6X1", true),
        ("25X1-HUMAN", true),
        ("X", false),
        ("X123", false),
        ("1.X1", false),
        ("X1A", false),
        ("X1-", false),
        ("X1-HUMAN1", false),
    ] {
        assert_eq!(is_exemption(token), expected, "{token}");
    }
}
