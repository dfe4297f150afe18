use super::*;
use crate::parse::element::tag_line::continues;
use crate::parse::fragment::numbered;

fn read_lines(lines: &[&str]) -> (String, Vec<String>) {
    let fragments = numbered(7, lines);
    let mut notes = Vec::new();
    let tags = read(&fragments, Some(2009), &mut notes);
    let shown: Vec<String> = tags
        .iter()
        .map(|tag| match tag.kind {
            TagKind::Person => format!("<{}>", tag.code),
            TagKind::Unknown => format!("?{}", tag.code),
            _ => tag.code.to_string(),
        })
        .collect();
    let codes = notes.iter().map(|d| d.code.to_string()).collect();
    (shown.join("; "), codes)
}

#[test]
fn every_form_of_the_line() {
    for (lines, want) in [
        (&["TAGS: PREL, PGOV, UZ"][..], "PREL; PGOV; UZ"),
        (&["TAGS: PREL PGOV UZ "], "PREL; PGOV; UZ"),
        (&["TAGS: PREL,PGOV,  UZ."], "PREL; PGOV; UZ"),
        (&["TAGS PREL PGOV"], "PREL; PGOV"),
        (&["TAGS: (U) PREL, PGOV"], "PREL; PGOV"),
        (&["TAGS: PREL, PGOV AND UZ"], "PREL; PGOV; UZ"),
        (&["TAGE: PREL/PGOV"], "PREL; PGOV"),
        (&["tags: prel, uz"], "PREL; UZ"),
        (
            &["TAGS: PREL, PGOV,", "MTCRE, UNGA, EUN"],
            "PREL; PGOV; MTCRE; UNGA; EUN",
        ),
        (&["TAGS: PREL", "PGOV UZ"], "PREL; PGOV; UZ"),
        (&["TAGS: PREL, UZ", "TAGS: PREL, UZ"], "PREL; UZ"),
        (&["TAGS: PREL, AL-1, UNGA/C-1"], "PREL; AL-1; UNGA/C-1"),
        (&["TAGS: OVIP (DOE, JANE), PREL"], "OVIP; <DOE, JANE>; PREL"),
        (
            &["TAGS: OVIP (DOE,", "JANE) PREL"],
            "OVIP; <DOE, JANE>; PREL",
        ),
        (
            &["TAGS: OVIP (DOE, JANE; ROE, RICHARD)"],
            "OVIP; <DOE, JANE>; <ROE, RICHARD>",
        ),
        (
            &["TAGS: PREL (ROE, RICHARD), UZ"],
            "PREL; <ROE, RICHARD>; UZ",
        ),
        (
            &["TAGS: OVIP LONGSTOCKING PIPPI PREL UZ"],
            "OVIP; <LONGSTOCKING PIPPI>; PREL; UZ",
        ),
        (
            &["TAGS: PREL, OVIP LONGSTOCKING PIPPI, UZ"],
            "PREL; OVIP; <LONGSTOCKING PIPPI>; UZ",
        ),
        (
            &["TAGS: OVIP, LONGSTOCKING, PIPPI, UZ"],
            "OVIP; <LONGSTOCKING, PIPPI>; UZ",
        ),
        (
            &["TAGS: OVIP DOUGHNUT JANE, LONGSTOCKING PIPPI, UZ"],
            "OVIP; <DOUGHNUT JANE>; <LONGSTOCKING PIPPI>; UZ",
        ),
        (&["TAGS: PREL, COLOMBO PLAN, UZ"], "PREL; COLOMBO PLAN; UZ"),
    ] {
        assert_eq!(read_lines(lines), (want.to_string(), vec![]), "{lines:?}");
    }
}

#[test]
fn slips_are_mended_and_said() {
    for (line, want, code) in [
        ("TAGS: PRELPGOV, UZ", "PREL; PGOV; UZ", "tags-glued"),
        ("TAGS: IZPREL", "IZ; PREL", "tags-glued"),
        ("TAGS: ENVR", "SENV", "tags-misspelt"),
        ("TAGS: KQQQ, UZ", "?KQQQ; UZ", "tags-unknown"),
        (
            "TAGS: PREL, HARVEST FESTIVALS, UZ",
            "PREL; ?HARVEST FESTIVALS; UZ",
            "tags-unknown",
        ),
        (
            "TAGS: PREL DOUGHNUT DISPUTE HUMAN RIGHTS UZ",
            "PREL; ?DOUGHNUT DISPUTE; HUMAN RIGHTS; UZ",
            "tags-unknown",
        ),
        (
            "TAGS: PREL, Drought: USAID/LIMA Report, UZ",
            "PREL; ?DROUGHT: USAID/LIMA REPORT; UZ",
            "tags-unknown",
        ),
        ("TAGS: PREL, SIPDIS, UZ", "PREL; UZ", ""),
        ("TAGS: ENIV", "EINV", "tags-misspelt"),
        (
            "TAGS: PREL DOUGHNUTS UZ",
            "PREL; ?DOUGHNUTS; UZ",
            "tags-unknown",
        ),
        (
            "TAGS: PREL, OVIP (LONGSTOCKING, PIPPI",
            "PREL; OVIP; <LONGSTOCKING, PIPPI>",
            "",
        ),
    ] {
        let (shown, codes) = read_lines(&[line]);
        assert_eq!(
            (shown.as_str(), codes.join(" ").as_str()),
            (want, code),
            "{line}"
        );
    }
}

#[test]
fn the_printed_form_is_kept_where_it_differs() {
    let line = [Fragment {
        text: "TAGS: prel PRELPGOV ENVR",
        line: 3,
    }];
    let tags = read(&line, None, &mut Vec::new());
    let raw: Vec<Option<&str>> = tags.iter().map(|tag| tag.raw.as_deref()).collect();
    assert_eq!(raw, [Some("prel"), Some("PRELPGOV"), Some("ENVR")]);
    assert_eq!(
        tags.first().and_then(|tag| tag.name.as_deref()),
        Some("External Political Relations")
    );
}

#[test]
fn a_word_is_kept_as_it_stands_in_its_line() {
    for (text, want) in [
        ("TAGS: PREL, COLOMBO PLAN, UZ", "PREL COLOMBO PLAN UZ"),
        (
            "TAGS: PREL, Colombo Plan, UZ",
            "PREL COLOMBO PLAN=Colombo Plan UZ",
        ),
        ("TAGS: PREL, UZ (7)", "PREL UZ 7"),
    ] {
        let tags = read(&[Fragment { text, line: 3 }], None, &mut Vec::new());
        let raw = |raw: &String| format!("={raw}");
        let shown: Vec<String> = tags
            .iter()
            .map(|tag| tag.code.to_string() + &tag.raw.as_ref().map(raw).unwrap_or_default())
            .collect();
        assert_eq!(shown.join(" "), want, "{text}");
    }
}

#[test]
fn a_name_is_of_its_years() {
    let line = [Fragment {
        text: "TAGS: GE",
        line: 3,
    }];
    for (year, want) in [
        (Some(1985), Some("Germany (East)")),
        (Some(2008), None),
        (None, Some("Germany (East)")),
    ] {
        let tags = read(&line, year, &mut Vec::new());
        let name = tags.first().and_then(|tag| tag.name.as_deref());
        assert_eq!(name, want, "{year:?}");
    }
}

#[test]
fn only_codes_continue_the_line() {
    for (text, comma, want) in [
        ("PGOV, UZ", false, true),
        ("pgov uz", true, true),
        ("PGOV UZ", false, true),
        ("KQQQ, UZ", true, true),
        ("KQQQ, UZ", false, true),
        ("KQQQ", false, false),
        ("KQQQ", true, true),
        ("TALKS IN RIGA END", false, false),
        ("JANE), PREL", true, true),
        ("JANE)", true, true),
        ("PREL, OVIP (DOE, JANE)", false, true),
        ("TRADE TALKS", false, false),
        ("TALKS ON TRADE GO ON AND ON", true, false),
        ("SUBJECT: TALKS", true, false),
        ("Iran", false, false),
        ("", true, false),
    ] {
        assert_eq!(continues(text, comma), want, "{text}");
    }
}

#[test]
fn text_without_sense_gives_no_panic() {
    for line in [
        "TAGS:",
        "TAGS: (",
        "TAGS: )(",
        "TAGS: é, ÉÉÉ (é",
        "TAGS: ,,;;--",
        "TAGS: (U)",
    ] {
        read_lines(&[line]);
        continues(line, true);
    }
}
