//! `cablex vocab`.

use crate::*;

#[test]
fn tables_are_tab_separated_where_piped() {
    let ran = ran(cablex().args(["vocab", "tags", "prel"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut lines = ran.out.lines();
    assert!(lines.next().unwrap().starts_with("code\tkind\tname\t"));
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("PREL\tsubject\tExternal Political Relations\t")
    );
}

#[test]
fn every_table_can_be_printed_and_has_even_rows() {
    let names = ran(cablex().arg("vocab"));
    assert_eq!(names.code, 0);
    for name in ["captions", "codes", "orders", "posts", "tags"] {
        assert!(names.out.lines().any(|line| line == name), "{name}");
    }
    for name in names.out.lines() {
        let ran = ran(cablex().args(["vocab", name]));
        assert_eq!(ran.code, 0, "{name}");
        let columns = |line: &str| line.split('\t').count();
        let header = columns(ran.out.lines().next().unwrap());
        assert!(
            ran.out.lines().all(|line| columns(line) == header),
            "{name}"
        );
        assert!(ran.out.lines().count() > 1, "{name}");
    }
}

#[test]
fn nothing_found_is_said_and_an_unknown_table_is_wrong_usage() {
    let none = ran(cablex().args(["vocab", "tags", "xyzzy"]));
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert_eq!(none.err, "no row of tags matches \"xyzzy\"\n");
    let unknown = ran(cablex().args(["vocab", "tgs"]));
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(
        unknown
            .err
            .starts_with("error: no table \"tgs\"; did you mean tags?\n"),
        "{}",
        unknown.err
    );
}
