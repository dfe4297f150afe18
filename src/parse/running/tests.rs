use super::*;

fn joined(lines: &[(&str, Gap)]) -> String {
    set(lines, Setting::default())
}

fn set(lines: &[(&str, Gap)], setting: Setting) -> String {
    let mut running = Running::with_capacity(0, setting);
    for (at, (line, gap)) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map_or("", |(line, _)| *line);
        let line = Line {
            text: line,
            columns: true,
        };
        running.push(line, *gap, next);
    }
    running.finish()
}

#[test]
fn points_and_columns() {
    for (lines, expected) in [
        (
            vec![
                "Two points:",
                "-- The pier is",
                "too short.",
                "-- Nobody pays.",
            ],
            "Two points:\n-- The pier is too short.\n-- Nobody pays.",
        ),
        (
            vec!["He will pay only if the city", "-- and the owners -- pay"],
            "He will pay only if the city -- and the owners -- pay",
        ),
        (
            vec!["The pier is short;", "- the ferry is not", "- nobody pays"],
            "The pier is short;\n- the ferry is not\n- nobody pays",
        ),
        (
            vec!["Boats and years", "2003 2004 2005", "12 14 1,027"],
            "Boats and years\n2003 2004 2005\n12 14 1,027",
        ),
        (
            vec!["A ferry", "cannot land.   He expects", "that."],
            "A ferry cannot land.   He expects that.",
        ),
        (
            vec!["As follows:", "Boats    12", "Ferries   3", "Then"],
            "As follows:\nBoats    12\nFerries   3\nThen",
        ),
        (
            vec!["Call:", "Jane Dunmore", "Office- (511) 555-0133", "Lima"],
            "Call: Jane Dunmore\nOffice- (511) 555-0133\nLima",
        ),
    ] {
        let lines: Vec<_> = lines.into_iter().map(|line| (line, Gap::Line)).collect();
        assert_eq!(joined(&lines), expected);
    }
    assert_eq!(
        joined(&[
            ("Advice:", Gap::Line),
            ("a. Ferry", Gap::Blank),
            ("b. Money", Gap::Blank)
        ]),
        "Advice:\n\na. Ferry\n\nb. Money"
    );
}

#[test]
fn blocks_of_an_unwrapped_copy() {
    let setting = Setting {
        unwrapped: true,
        ..Setting::default()
    };
    let long = "The harbor master named three reasons why no ferry can land at the old pier.";
    for (second, between) in [
        ("He did not name the fourth.", "\n"),
        ("and a fourth one.", " "),
    ] {
        assert_eq!(
            set(&[(long, Gap::Line), (second, Gap::Line)], setting),
            format!("{long}{between}{second}")
        );
    }
}

#[test]
fn lines_of_a_list_had_room() {
    let setting = Setting {
        width: 60,
        ..Setting::default()
    };
    for (lines, expected) in [
        (
            vec!["Jane Roe, Harbor Master", "John Doe, Port Captain"],
            "Jane Roe, Harbor Master\nJohn Doe, Port Captain",
        ),
        (
            vec!["THE HARBOR MASTER", "PORT OFFICE", "LIMA"],
            "THE HARBOR MASTER\nPORT OFFICE\nLIMA",
        ),
        (
            vec![
                "He called on the Harbor Master of the city of Lima and",
                "Roe",
            ],
            "He called on the Harbor Master of the city of Lima and Roe",
        ),
        (
            vec!["He met XXXXXXXXXXXX", "Harbor Master of the city"],
            "He met XXXXXXXXXXXX Harbor Master of the city",
        ),
        (
            vec![
                "He called the Harbor Master",
                "Dunmore of the city of Lima, who was at home",
            ],
            "He called the Harbor Master\nDunmore of the city of Lima, who was at home",
        ),
        (
            vec![
                "He called the keeper",
                "Dunmore of the great city of Lima, who was at it",
            ],
            "He called the keeper Dunmore of the great city of Lima, who was at it",
        ),
        (
            vec!["He told the", "Harbor Master of the great city of Lima it"],
            "He told the Harbor Master of the great city of Lima it",
        ),
    ] {
        let lines: Vec<_> = lines.into_iter().map(|line| (line, Gap::Line)).collect();
        assert_eq!(set(&lines, setting), expected);
    }
    let open = [
        ("THE PIER WILL BE BUILT IF THE OWNERS TAKE THEIR", Gap::Line),
        (
            "INTERESTS ELSEWHERE. QUITO DOES NOT WANT TO PAY",
            Gap::Blank,
        ),
    ];
    assert_eq!(
        set(&open, setting),
        "THE PIER WILL BE BUILT IF THE OWNERS TAKE THEIR INTERESTS ELSEWHERE. QUITO DOES NOT WANT TO PAY"
    );
}

#[test]
fn a_line_had_room_for_a_word_and_some_letters_more() {
    let lines = [
        ("Jane Roe, Harbor Master", Gap::Line),
        ("John Doe, Port Captain", Gap::Line),
    ];
    // 23 letters, a blank, the four of `John` and eight more.
    for (width, between) in [(36, "\n"), (35, " ")] {
        let setting = Setting {
            width,
            ..Setting::default()
        };
        let expected = [lines[0].0, lines[1].0].join(between);
        assert_eq!(set(&lines, setting), expected, "{width}");
    }
}

#[test]
fn lines_join() {
    for (lines, expected) in [
        (vec![("One ", Gap::Line), ("two", Gap::Line)], "One two"),
        (
            vec![("multi-", Gap::Line), ("ethnic", Gap::Line)],
            "multi-ethnic",
        ),
        (
            vec![("a dash -", Gap::Line), ("and more", Gap::Line)],
            "a dash - and more",
        ),
        (
            vec![("One.", Gap::Line), ("Two.", Gap::Blank)],
            "One.\n\nTwo.",
        ),
        (
            vec![("One", Gap::Line), ("goes on", Gap::Blank)],
            "One goes on",
        ),
        (vec![("One", Gap::Line), ("Two", Gap::Marker)], "One Two"),
        (
            vec![("since", Gap::Line), ("¶2007. Next", Gap::Line)],
            "since 2007. Next",
        ),
        (
            vec![
                ("As follows:", Gap::Line),
                ("     a   1", Gap::Blank),
                ("     b   2", Gap::Line),
                ("Then", Gap::Blank),
            ],
            "As follows:\n\n     a   1\n     b   2\n\nThen",
        ),
    ] {
        assert_eq!(joined(&lines), expected);
    }
}

#[test]
fn labels_inside_the_lines() {
    let wide = Setting {
        width: 60,
        ..Setting::default()
    };
    for (lines, expected) in [
        (
            [
                "There are two ways to land: (1) at the new pier, by night and",
                "(2) at the ferry slip, by day.",
            ],
            "There are two ways to land: (1) at the new pier, by night and (2) at the ferry slip, by day.",
        ),
        (
            [
                "He named the owners of all the boats there: (4-7) pilots,",
                "(8) the harbor master.",
            ],
            "He named the owners of all the boats there: (4-7) pilots, (8) the harbor master.",
        ),
        (
            ["Two ways: (1) at the pier,", "(2) at the ferry slip."],
            "Two ways: (1) at the pier,\n(2) at the ferry slip.",
        ),
        (
            [
                "There are two ways to land in the harbor of the old town by",
                "(2) the ferry slip.",
            ],
            "There are two ways to land in the harbor of the old town by\n(2) the ferry slip.",
        ),
    ] {
        let lines = lines.map(|line| (line, Gap::Line));
        assert_eq!(set(&lines, wide), expected);
    }
}

#[test]
fn lists_of_an_unwrapped_copy() {
    let unwrapped = Setting {
        unwrapped: true,
        ..Setting::default()
    };
    let long = "Harbor Master Dunmore Pilot Marlow Clerk Tunstall Keeper of the Light Garrow";
    for (lines, expected) in [
        (
            ["Participants: Lima", long],
            format!("Participants: Lima\n{long}"),
        ),
        ([long, "Quito"], format!("{long}\nQuito")),
        ([long, "Bay."], format!("{long} Bay.")),
        (
            ["Said by XXXXXXXXXXXX", long],
            format!("Said by XXXXXXXXXXXX {long}"),
        ),
        (
            ["The pier and the ferry;", long],
            format!("The pier and the ferry;\n{long}"),
        ),
        (["He saw the", long], format!("He saw the {long}")),
        ([long, long], format!("{long} {long}")),
    ] {
        assert_eq!(
            set(&lines.map(|line| (line, Gap::Line)), unwrapped),
            expected
        );
    }
}

#[test]
fn a_dash_over_a_blank_line() {
    let poll = ("A poll of the Harbor Group", Gap::Line);
    let first = ("-- owners of the daily Bell -- shows that", Gap::Blank);
    let lines = [poll, first, ("nobody pays.", Gap::Line)];
    assert_eq!(
        joined(&lines),
        "A poll of the Harbor Group -- owners of the daily Bell -- shows that nobody pays."
    );
    let lines = [poll, first, ("-- others do.", Gap::Blank)];
    assert_eq!(
        joined(&lines),
        "A poll of the Harbor Group\n\n-- owners of the daily Bell -- shows that\n\n-- others do."
    );
}
