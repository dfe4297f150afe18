//! Tables as a person sees them.
#![allow(clippy::unwrap_used)]

use cablex::diagnostic::{Code, Diagnostic};
use cablex::record::{Level, Record, Tag, TagKind};
use cablex::stats::{Dimension, Plan, Stats};

use super::super::io::Face;
use super::super::paper::Paper;
use super::{Counted, OVERVIEW, Shown, Top, tables, top};

fn tag(code: &str) -> Tag {
    Tag {
        code: code.to_owned().into(),
        kind: TagKind::Unknown,
        name: None,
        raw: None,
    }
}

fn record(day: Option<&str>, level: Option<Level>, codes: &[&str]) -> Record {
    let mut record = Record {
        date: day.map(|day| format!("{day}T04:51:00Z").parse().unwrap()),
        tags: codes.iter().map(|code| tag(code)).collect(),
        ..Record::default()
    };
    record.classification.level = level;
    record
}

/// Six cables: one without a date, one whose level could not be read, one that hides what a terminal would obey.
fn records() -> Vec<Record> {
    let mut unread = record(Some("2008-03-01"), None, &["PREL", "PE"]);
    unread
        .diagnostics
        .push(Diagnostic::new(Code::ClassificationUnread, "").field("classification.level"));
    vec![
        record(Some("2007-06-15"), Some(Level::Secret), &["PREL"]),
        record(
            Some("2007-06-16"),
            Some(Level::Secret),
            &["PREL", "PE", "PE"],
        ),
        record(Some("2009-01-02"), Some(Level::Confidential), &["PREL"]),
        unread,
        record(None, Some(Level::Unclassified), &[]),
        record(Some("2009-01-03"), None, &["ROE\u{1b}[2J"]),
    ]
}

fn shown(records: &[Record], by: &str, top: Option<Top>, width: usize, utf8: bool) -> String {
    let named = |name: &str| Dimension::named(name).unwrap();
    let (shown, plan) = match by {
        "" => {
            let tables = OVERVIEW.iter().map(|name| vec![named(name)]);
            (Shown::Overview, Plan::new(tables.collect(), false))
        }
        "coverage" => (Shown::Coverage, Plan::new(Vec::new(), true)),
        by => {
            let dimensions = by.split(',').map(named).collect();
            (Shown::Table, Plan::new(vec![dimensions], false))
        }
    };
    let mut stats = Stats::default();
    for record in records {
        plan.count(&mut stats, record);
    }
    let paper = Paper {
        face: Face {
            terminal: true,
            color: false,
        },
        width,
        utf8,
    };
    let counted = Counted {
        shown,
        plan: &plan,
        stats: &stats,
        top,
    };
    let mut out = Vec::new();
    tables::write(&mut out, paper, &counted).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
fn one_field_has_bars() {
    assert_eq!(
        shown(&records(), "year", None, 46, true),
        "\
6 cables, 2007-06-15 to 2009-01-03; 1 without a date

year            cables       %
2007                 2   33.3%  ██████████████
2008                 1   16.7%  ███████
2009                 2   33.3%  ██████████████
(none)               1   16.7%"
    );
    assert_eq!(
        shown(&records(), "tag", Some(Top::Most(2)), 70, false),
        "\
6 cables, 2007-06-15 to 2009-01-03; 1 without a date

tag                                   cables       %
PREL    External Political Relations       4   66.7%  ################
PE      Peru                               2   33.3%  ########
(none)                                     1   16.7%
... 1 more of tag"
    );
}

#[test]
fn what_a_terminal_would_obey_is_escaped_and_cut() {
    assert!(shown(&records(), "tag", None, 80, true).contains("\nROE\\u{1b}[2J "));
    let narrow = shown(&records(), "tag", None, 30, true);
    assert!(narrow.contains("\nROE\\u{1b…  "), "{narrow}");
}

#[test]
fn two_fields_are_crossed_with_totals() {
    assert_eq!(
        shown(&records(), "year,classification", None, 80, true),
        "\
6 cables, 2007-06-15 to 2009-01-03; 1 without a date

year by classification
        all  SECRET  CONFIDENTIAL  UNCLASSIFIED  (unread)  (none)
2007      2       2             ·             ·         ·       ·
2008      1       ·             ·             ·         1       ·
2009      2       ·             1             ·         ·       1
(none)    1       ·             ·             1         ·       ·
all       6       2             1             1         1       1"
    );
    // The most frequent years that fit, in their order; a cable of two TAGS is one cable in the totals.
    assert_eq!(
        shown(&records(), "tag,year", Some(Top::Most(2)), 32, false),
        "\
6 cables, 2007-06-15 to 2009-01-03; 1 without a date

tag by year
        all  2007  2009  (none)
PREL      4     2     1       .
PE        2     1     .       .
(none)    1     .     .       1
all       6     2     2       1
... 1 more of tag
... 1 more of year"
    );
    assert_eq!(
        shown(&records(), "tag,year", None, 30, true),
        "\
6 cables, 2007-06-15 to 2009-01-03; 1 without a date

tag by year
            all  2007  2009
PREL          4     2     1
PE            2     1     ·
ROE\\u{1b}…    1     ·     1
(none)        1     ·     ·
all           6     2     2
… 2 more columns do not fit; where piped, all come"
    );
}

#[test]
fn fields_that_lie_within_another_are_set_in() {
    let text = shown(&records(), "coverage", None, 80, true);
    let line = |name: &str| {
        let mut lines = text.lines();
        lines.find(|line| line.starts_with(name)).unwrap()
    };
    assert_eq!(
        line("field"),
        "field                     present          absent          unread"
    );
    assert_eq!(
        line("date"),
        "date                    5   83.3%       1   16.7%               0  ██████████▉"
    );
    assert_eq!(
        line("  level"),
        "  level                 4   66.7%       1   16.7%       1   16.7%  ████████▋"
    );
    let text = shown(&records(), "coverage", None, 56, false);
    assert!(
        text.contains("\n  level                 4   66.7%       1       1  ###\n"),
        "{text}"
    );
}

#[test]
fn the_overview_says_how_to_see_more_and_leaves_no_year_out() {
    let mut many: Vec<Record> = (1970..2000)
        .map(|year| record(Some(&format!("{year}-01-01")), None, &[]))
        .collect();
    for (number, record) in many.iter_mut().enumerate() {
        record.mrn.post = Some(format!("POST{number:02}"));
    }
    let text = shown(&many, "", None, 80, true);
    assert!(text.starts_with("30 cables, 1970-01-01 to 1999-01-01\n\nyear"));
    assert!((1970..2000).all(|year| text.contains(&format!("\n{year} "))));
    assert!(text.contains("\nPOST19 ") && !text.contains("\nPOST20 "));
    assert!(text.contains("\n… 10 more (--by origin, or --top all)\n"));
    let text = shown(&many, "", Some(Top::All), 80, true);
    assert!(text.contains("\nPOST29 ") && !text.contains(" more"));
    let text = shown(&many, "", Some(Top::Most(3)), 80, true);
    assert!(text.contains("\n… 27 more\n"));
}

#[test]
fn no_line_is_wider_than_the_paper() {
    let mut records = records();
    records.push(Record {
        subject: Some("外".repeat(60)),
        ..Record::default()
    });
    for width in [50, 60, 80, 132] {
        for by in [
            "",
            "coverage",
            "subject",
            "tag",
            "code",
            "origin,tag",
            "subject,subject",
        ] {
            for line in shown(&records, by, None, width, true).lines().skip(1) {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(
                    columns <= width || line.starts_with('…'),
                    "{width} {by}: {line:?}"
                );
            }
        }
    }
}

#[test]
fn no_cables_no_tables() {
    assert_eq!(shown(&[], "", None, 80, true), "0 cables");
    assert_eq!(shown(&[], "year,tag", None, 80, true), "0 cables");
}

#[test]
fn a_number_of_values_is_one_or_all() {
    for (text, expected) in [
        ("all", Some(Top::All)),
        ("0", Some(Top::All)),
        ("12", Some(Top::Most(12))),
        ("-1", None),
        ("", None),
        ("few", None),
    ] {
        assert_eq!(top(text).ok(), expected, "{text}");
    }
}
