use super::*;
use crate::parse::fragment::numbered;

fn read_with(lines: &[&str], dated: bool) -> (String, Vec<String>) {
    let fragments = numbered(7, lines);
    let context = Context {
        date: "2009-03-04T05:06:00Z".parse().ok().filter(|_| dated),
        post: Some("TASHKENT"),
        number: Some(55),
        action: Some("LIMA"),
    };
    let mut notes = Vec::new();
    let shown: Vec<String> = read(&fragments, &context, &mut notes)
        .iter()
        .map(|reference| {
            let label = reference.label.clone().map(|label| format!("{label}:"));
            let kind = match reference.kind {
                ReferenceKind::Cable => reference.id.clone().unwrap_or("?".into()),
                other => format!("{other:?}"),
            };
            let notal = if reference.notal { "!" } else { "" };
            format!("{}{kind}{notal}", label.unwrap_or_default())
        })
        .collect();
    let said = notes
        .iter()
        .map(|d| format!("{} {:?}", d.code, d.lines.unwrap_or_default()))
        .collect();
    (shown.join("; "), said)
}

#[test]
fn every_form_of_the_block() {
    for (lines, want) in [
        (&["REF: RIYADH 12"][..], "09RIYADH12"),
        (&["Ref: 07 RIYADH 12 (NOTAL)"], "07RIYADH12!"),
        (&["REFTEL: RIYADH 2009"], "09RIYADH2009"),
        (
            &["REFS: RIYADH 12, 13 AND 15"],
            "09RIYADH12; 09RIYADH13; 09RIYADH15",
        ),
        (
            &["REF: RIYADH 12: PORT AU", "PRINCE 13: LIMA 14"],
            "09RIYADH12; 09PORTAUPRINCE13; 09LIMA14",
        ),
        (
            &["REF: A. RIYADH 1579  B. RIYADH 1408  C. 07 RIYADH 1298"],
            "A:09RIYADH1579; B:09RIYADH1408; C:07RIYADH1298",
        ),
        (
            &["REF: A. RIYADH 1579", "     B. RIYADH 1408 (NOTAL)"],
            "A:09RIYADH1579; B:09RIYADH1408!",
        ),
        (
            &["REF: A. A) RIYADH 1579", "¶B. B) LIMA 3"],
            "A:09RIYADH1579; B:09LIMA3",
        ),
        (
            &["REF: A. RIYADH 1579", "", "¶B. LIMA 3"],
            "A:09RIYADH1579; B:09LIMA3",
        ),
        (
            &["REF: (A) RIYADH 1579 (B) LIMA 3"],
            "A:09RIYADH1579; B:09LIMA3",
        ),
        (
            &["REF: a. RIYADH 1579", "b. LIMA 3"],
            "a:09RIYADH1579; b:09LIMA3",
        ),
        (
            &["REF: A) SECSTATE 74879 B) ROE-DOE EMAIL 05/11/07"],
            "A:09STATE74879; B:Email",
        ),
        (
            &["REF: A. RIYADH 12, 13 AND 15", "B. LIMA 3; AND C. LIMA 4"],
            "A:09RIYADH12; A:09RIYADH13; A:09RIYADH15; B:09LIMA3; C:09LIMA4",
        ),
        (
            &[
                "REF: A. 08 PORT OF",
                "SPAIN 12 B. IIR 6 888",
                "0123 07 C. LIMA A-50",
            ],
            "A:08PORTOFSPAIN12; B:Message; C:Document",
        ),
        (&["REF: 08 LIMA 12 AND LIMA 14"], "08LIMA12; 09LIMA14"),
        (&["REF: RIYADH 12: LIMA 14"], "09RIYADH12; 09LIMA14"),
        (&["REF: RIYADH 12", "LIMA 14"], "09RIYADH12; 09LIMA14"),
        (&["REF: RIYADH 12", "REF: RIYADH 12"], "09RIYADH12"),
        (&["REF: RIYADH 12", "REF: LIMA 14"], "09RIYADH12; 09LIMA14"),
        (&["REF:"], ""),
        (
            &["REF: A. LIMA 12 (FERRIES)", "B. LIMA 13 AND PREVIOUS"],
            "A:09LIMA12; B:09LIMA13",
        ),
        (&["REF: A LIMA 12 B 08 QUITO 3"], "A:09LIMA12; B:08QUITO3"),
        (
            &["REF: A. REF A: LIMA 12", "B. REF B: QUITO 3"],
            "A:09LIMA12; B:09QUITO3",
        ),
        (&["REF: 1. LIMA 12, 2. QUITO 3"], "1:09LIMA12; 2:09QUITO3"),
        (&["REF: LIMA 12", "", "Ref: lima 12"], "09LIMA12"),
        (&["REF: DEPTEL 12; EMBTEL 13"], "09STATE12; 09TASHKENT13"),
        (&["REF: STATE 12 TOSEC 13"], "09STATE12"),
        (&["REF: LIMA 12-15"], "09LIMA12"),
        (&["REF: PRAGUE DAILY REPORT 08.11.2008"], "Document"),
    ] {
        assert_eq!(
            read_with(lines, true),
            (want.to_string(), vec![]),
            "{lines:?}"
        );
    }
}

#[test]
fn what_is_odd_is_said() {
    for (lines, want, said) in [
        (
            &["REF: STATE"][..],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: LIMA 3", "RUBBISH (AND MORE)", "LIMA 4"],
            "09LIMA3; 09LIMA4",
            "reference-end [8, 8]",
        ),
        (
            &["REF: A. LIMA 3", "B. STATE"],
            "A:09LIMA3; B:Incomplete",
            "reference-incomplete [8, 8]",
        ),
        (
            &["REF: A. LIMA 3 B."],
            "A:09LIMA3",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: TASHKENT 55"],
            "09TASHKENT55",
            "reference-self [7, 7]",
        ),
        (&["REF: 08 TASHKENT 55"], "08TASHKENT55", ""),
        (
            &["REF: FARTOWN 12"],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: 08 XXXXXXXXXX 12"],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: FERRY LIMA 2007"],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: A. LIMA 12", "B. AND PREVIOUS"],
            "A:09LIMA12; B:Incomplete",
            "reference-incomplete [8, 8]",
        ),
        (
            &["REF: TOSEC 12"],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: 10 LIMA 12"],
            "Incomplete",
            "reference-incomplete [7, 7]",
        ),
        (
            &["REF: A. LIMA 12", "B. LIMA 1..."],
            "A:09LIMA12; B:Incomplete",
            "reference-incomplete [8, 8]",
        ),
        (
            &["REF: LIMA 12 SENSITIVE BUT UNCLASSIFIED"],
            "09LIMA12",
            "reference-end [7, 7]",
        ),
        (
            &["REF: LIMA 12 The ferry was late. It rained."],
            "09LIMA12",
            "reference-end [7, 7]",
        ),
    ] {
        assert_eq!(
            read_with(lines, true),
            (
                want.to_string(),
                vec![said.to_string()]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .collect()
            ),
            "{lines:?}"
        );
    }
}

#[test]
fn without_a_date_only_a_printed_year_gives_an_id() {
    let (shown, said) = read_with(&["REF: A. LIMA 3", "B. 07 LIMA 4", "C. LIMA 5"], false);
    assert_eq!(shown, "A:?; B:07LIMA4; C:?");
    assert_eq!(said, ["reference-year-unknown [7, 9]"]);
}

#[test]
fn an_embassys_own_telegram() {
    for (post, action, want) in [
        (Some("LIMA"), Some("STATE"), Some("09LIMA12")),
        (Some("STATE"), Some("QUITO"), Some("09QUITO12")),
        (Some("STATE"), None, None),
        (None, Some("STATE"), None),
    ] {
        let context = Context {
            date: "2009-03-04T05:06:00Z".parse().ok(),
            post,
            number: None,
            action,
        };
        let fragments = numbered(1, &["REF: EMBTEL 12"]);
        let found = read(&fragments, &context, &mut Vec::new());
        let id = found.first().and_then(|found| found.id.as_deref());
        assert_eq!(id, want, "{post:?} {action:?}");
    }
}

#[test]
fn the_message_names_the_post() {
    let line = [Fragment {
        text: "REF: STATE",
        line: 45,
    }];
    let mut notes = Vec::new();
    let references = read(&line, &Context::default(), &mut notes);
    assert_eq!(references.first().map(|r| r.text.as_str()), Some("STATE"));
    let first = notes.first();
    assert_eq!(
        first.map(|d| d.message.as_str()),
        Some("a reference with no number: STATE")
    );
}

#[test]
fn text_without_sense_gives_no_panic() {
    for line in [
        "REF: é",
        "REF: (((",
        "REF: A. é B. ), ;",
        "REF: 12 é 13",
        "REF: \u{b6}\u{b6}B.",
        "REF: éMAIL 12, 13",
    ] {
        read_with(&[line, line], true);
    }
}
