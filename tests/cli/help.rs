//! Help of every command, and what is said of wrong arguments.

use crate::man::list;
use crate::*;

/// Short and long help of every command, in so many columns.
fn helps(columns: &str) -> Vec<(String, String)> {
    let mut helps = Vec::new();
    for [word, ..] in list().iter().filter(|[_, file, _]| file.ends_with(".1")) {
        for flag in ["-h", "--help"] {
            let mut command = cablex();
            command.env("COLUMNS", columns);
            if word != "cablex" {
                command.arg(word);
            }
            let ran = ran(command.arg(flag));
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{word} {flag}");
            helps.push((format!("{word} {flag}"), ran.out));
        }
    }
    helps
}

#[test]
fn help_begins_with_examples_and_keeps_to_the_width() {
    for width in [60, 80] {
        for (name, help) in helps(&width.to_string()) {
            assert!(help.starts_with("Examples:\n  "), "{name}: {help}");
            for line in help.lines() {
                assert!(line.chars().count() <= width, "{name}, {width}: {line}");
            }
        }
    }
}

#[test]
fn short_help_fits_a_screen_and_long_help_has_more() {
    let helps = helps("80");
    for (name, help) in helps.iter().filter(|(name, _)| name.ends_with(" -h")) {
        let lines = help.lines().count();
        assert!(
            lines <= 48,
            "{name} has {lines} lines: hide_short_help for what is rare"
        );
        assert!(!help.contains("--max-message"), "{name}");
    }
    let long = |word: &str| &helps.iter().find(|(name, _)| name == word).unwrap().1;
    for word in ["--max-message", "--null", "--from <CONTAINER>"] {
        assert!(long("parse --help").contains(word), "{word}");
    }
}

#[test]
fn wrong_arguments_are_named_with_what_would_be_right() {
    for (args, expected) in [
        (
            &["parse", "--from", "pgae"][..],
            &[
                "'pgae' for '--from <CONTAINER>'",
                "similar value exists: 'page'",
            ][..],
        ),
        (
            &["parse", "--class", "secrte"],
            &[
                "'secrte' for '--class <LEVEL>'",
                "similar value exists: 'secret'",
            ],
        ),
        (
            &["parse", "--year", "209"],
            &[
                "'209' for '--year <YEAR>'",
                "years are written 2009 or 2005-2009",
            ],
        ),
        (
            &["parse", "--year", "2009-2005"],
            &["2009 is later than 2005; years are written"],
        ),
        (
            &["check", "--after", "2009-13"],
            &[
                "'2009-13' for '--after <DATE>'",
                "no such day; a date is written 2009, ",
            ],
        ),
        (
            &["parse", "--before", "2009/7/1"],
            &["'--before <DATE>'", "did you mean 2009-07-01?"],
        ),
        (
            &["parse", "--after"],
            &[
                "value is required for '--after <DATE>'",
                "tip: --after <DATE>: Cables of this day",
            ],
        ),
        (&["parse", "-j", "0"], &["'--jobs <N>'", "1 to 1024"]),
        (&["parse", "-j", "x"], &["'--jobs <N>'", "1 to 1024"]),
        (
            &["parse", "--max-message", "99999999999G"],
            &["'--max-message <BYTES>'", "500K, 16M or 1G"],
        ),
        (
            &["parse", "--shard", "1/4"],
            &[
                "unexpected argument '--shard'",
                "--shard is an option of cablex convert",
            ],
        ),
        (
            &["qqq"],
            &["'qqq'", "tip: the commands are parse, convert, "],
        ),
        (&["help"], &["help is an option: cablex --help"]),
        (
            &["parse", "--errors", "no/such", "-"],
            &["error: --errors no/such: "],
        ),
        (
            &["parse", "--files-from", "no"],
            &["error: --files-from no: "],
        ),
        (
            &["convert", "-o", "x.csv", "--fields", "subjct", "-"],
            &["error: --fields: no field \"subjct\"; did you mean subject"],
        ),
    ] {
        let dir = folder(&[]);
        let ran = ran(cablex().current_dir(dir.path()).args(args).write_stdin(""));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        for text in expected {
            assert!(ran.err.contains(text), "{args:?}: {}", ran.err);
        }
    }
}
