//! `cablex parse`.

use crate::*;

#[test]
fn a_file_is_one_line_and_nothing_is_said() {
    let dir = folder(&[("a.txt", &cable(12))]);
    let ran = run_in(dir.path(), &["parse", "a.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let records = ran.json();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["schema"], "cablex/1");
}

#[test]
fn standard_input_is_read_where_nothing_is_named_and_where_it_is() {
    for args in [&["parse"][..], &["parse", "-"]] {
        let ran = run_on(cable(12), args);
        assert_eq!((ran.code, ran.err.as_str(), ran.json().len()), (0, "", 1));
    }
}

#[test]
fn several_cables_in_one_stream_are_several_lines() {
    let ran = run_on(cable(12) + &cable(13) + cable(14).trim_end(), &["parse"]);
    assert_eq!((ran.code, ran.json().len()), (0, 3));
}

#[test]
fn pretty_is_indented_and_the_same_record() {
    let plain = run_on(cable(12), &["parse"]);
    let pretty = run_on(cable(12), &["parse", "--pretty"]);
    assert!(pretty.out.starts_with("{\n  \"schema\": \"cablex/1\","));
    let pretty: serde_json::Value = serde_json::from_str(&pretty.out).unwrap();
    assert_eq!(pretty, plain.json()[0]);
}

#[test]
fn colours_come_only_where_they_are_asked_for() {
    for (args, no_color, colored) in [
        (&["parse"][..], false, false),
        (&["parse", "--color", "always"], false, true),
        (&["parse", "--color", "always"], true, true),
        (&["parse", "--color=never"], false, false),
        (&["parse", "--color", "auto"], true, false),
    ] {
        let mut command = cablex();
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let ran = ran(command.args(args).write_stdin(cable(12)));
        assert_eq!(ran.out.contains('\u{1b}'), colored, "{args:?}");
    }
    let help = ran(cablex().args(["parse", "--color", "always", "--help"]));
    assert!(help.out.contains('\u{1b}'));
}

#[test]
fn what_is_to_be_added_is_one_of_three() {
    let ran = run_on(
        cable(12),
        &["parse", "--with", "text,spans,roles", "--layout"],
    );
    assert_eq!(ran.code, 0);
    let ran = run_on(cable(12), &["parse", "--with", "test"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("a similar value exists: 'text'"),
        "{}",
        ran.err
    );
}

#[test]
fn filters_are_checked_and_counted() {
    let dir = folder(&[("a.txt", &cable(12)), ("b.txt", &cable(13))]);
    let ran = run_in(dir.path(), &["parse", ".", "--year", "1066"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "2 inputs: 2 cables (0 matched)\n");
    for args in [
        ["--year", "99"],
        ["--after", "tomorrow"],
        ["--class", "secrets"],
    ] {
        let ran = run_in(dir.path(), &["parse", ".", args[0], args[1]]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("error: invalid value"), "{}", ran.err);
    }
}

#[test]
fn a_container_that_was_asked_for_is_not_looked_for() {
    let ran = run_on(cable(12), &["parse", "--from", "acp127"]);
    assert_eq!((ran.code, ran.json().len()), (0, 1));
    let ran = run_on(cable(12), &["parse", "--from", "page"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .starts_with("-: not of the container page, which was asked for\n")
    );
    let ran = run_on(cable(12), &["parse", "--from", "pages"]);
    assert!(
        ran.err.contains("a similar value exists: 'page'"),
        "{}",
        ran.err
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let dir = folder(&[
        ("b/1.txt", &cable(1)),
        ("a.txt", &cable(2)),
        ("B.txt", &cable(3)),
    ]);
    let first = run_in(dir.path(), &["parse", "."]);
    let second = ran(cablex()
        .current_dir(dir.path())
        .args(["parse", "."])
        .env("TZ", "Asia/Tashkent")
        .env("LC_ALL", "tr_TR"));
    assert_eq!(first.out, second.out);
    assert_eq!(first.json().len(), 3);
}
