//! `cablex annotate`.

use crate::*;

/// A cell as it was before it was escaped.
fn unescaped(cell: &str) -> String {
    let mut out = String::new();
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => out.push(c),
            _ => out.push(match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('\\') => '\\',
                other => panic!("an escape that is none: {other:?}"),
            }),
        }
    }
    out
}

/// The third column put together.
fn text(rows: &str) -> String {
    rows.lines()
        .map(|row| unescaped(row.split('\t').nth(2).unwrap()))
        .collect()
}

#[test]
fn the_parts_of_a_page_are_there() {
    let page = format!(
        "Identifier\nCreated\nClassification\nOrigin\n07LIMA12\n2007-06-15 08:02:00\nUNCLASSIFIED\nEmbassy Lima\n\
         Cable title:\u{a0}\u{a0} \n\nA\tnew \\ferry\n\nTags:\u{a0}\u{a0} PREL\u{a0} \npdf\u{a0} how-to read a cable\n{}",
        cable(12)
    );
    let ran = run_on(page.clone(), &["annotate"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.lines().next(), Some("1\tarchive\tIdentifier\\n"));
    assert_eq!(
        ran.out.lines().nth(10),
        Some("11\tarchive\tA\\tnew \\\\ferry\\n")
    );
    assert!(page.starts_with(&text(&ran.out)));
}

#[test]
fn a_row_stands_before_each_cable_of_several() {
    let dir = folder(&[("a.txt", &(cable(12) + &cable(13))), ("b.txt", &cable(14))]);
    let heads = |args: &[&str]| -> Vec<String> {
        let ran = run_in(dir.path(), args);
        let heads = ran.out.lines().filter(|row| row.starts_with("#\t"));
        heads.map(str::to_owned).collect()
    };
    assert_eq!(heads(&["annotate", "b.txt"]), [""; 0]);
    assert_eq!(heads(&["annotate", "a.txt"]), ["#\t1\ta.txt"]);
    assert_eq!(
        heads(&["annotate", "a.txt", "b.txt"]),
        ["#\t0\ta.txt", "#\t1\ta.txt", "#\t0\tb.txt"]
    );
    assert_eq!(
        heads(&["annotate", "."]),
        ["#\t0\t./a.txt", "#\t1\t./a.txt", "#\t0\t./b.txt"]
    );
}
