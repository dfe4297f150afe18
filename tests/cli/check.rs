//! `cablex check`.

use crate::*;

#[test]
fn a_code_is_explained() {
    let ran = run_on("", &["check", "--explain", "reference-incomplete"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("warning[reference-incomplete]: A reference names a post")
    );
    let ran = run_on("", &["check", "--explain", "unsupported"]);
    assert!(ran.out.starts_with("input[unsupported]: The format"));
    let ran = run_on("", &["check", "--explain", "reference-incomplet"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with(
            "error: no code \"reference-incomplet\"; did you mean reference-incomplete"
        ),
        "{}",
        ran.err
    );
}

#[test]
fn an_explanation_takes_what_every_command_takes_and_no_input() {
    let ran = run_on(
        "",
        &["check", "-q", "--color", "never", "--explain", "text-cut"],
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for more in ["a.txt", "--year=2008", "--min-severity=note", "--from=page"] {
        let ran = run_on("", &["check", "--explain", "text-cut", more]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{more}");
    }
}

#[test]
fn an_input_that_fails_outranks_what_is_odd() {
    let ran = run_on("A letter.\n", &["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("-: not a cable"));
}
