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

/// Two cables with a reference that names no number each, one of them twice.
fn archive() -> TempDir {
    let refs = |number: u32, refs: &str| {
        cable(number).replace("FERRY\n\n", &format!("FERRY\nREF: {refs}\n\n"))
    };
    let text = refs(12, "A) STATE\n     B) QUITO");
    folder(&[
        ("a.txt", &text),
        ("b.txt", &refs(13, "STATE")),
        ("c.txt", &cable(14)),
    ])
}

#[test]
fn what_is_odd_is_a_line_in_every_format() {
    let dir = archive();
    let message = "a reference with no number: STATE";
    let ran = run_in(dir.path(), &["check", "-q", "b.txt"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out,
        format!("b.txt:13: warning[reference-incomplete]: {message}\n")
    );
    let ran = run_in(
        dir.path(),
        &["check", "-q", "--format=tsv", "--header", "b.txt"],
    );
    let row =
        format!("b.txt\t13\t07LIMA13\twarning\treference-incomplete\treferences\t{message}\n");
    assert_eq!(
        ran.out,
        format!("path\tline\tid\tseverity\tcode\tfield\tmessage\n{row}")
    );
    let ran = run_in(dir.path(), &["check", "-q", "--format=json", "b.txt"]);
    let expected = serde_json::json!({
        "path": "b.txt", "line": 13, "id": "07LIMA13", "severity": "warning", "code": "reference-incomplete",
        "field": "references", "message": message,
    });
    assert_eq!(ran.json(), [expected]);
    let records = run_in(dir.path(), &["parse", "-q", "b.txt"]).out;
    let again = run_on(records, &["check", "--format=json", "-"]);
    assert_eq!((again.code, again.out), (ran.code, ran.out));
}

#[test]
fn a_summary_counts_by_code() {
    let dir = archive();
    for jobs in ["-j1", "-j2"] {
        let ran = run_in(dir.path(), &["check", "--summary", jobs, "."]);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.out, "3 in 2 cables: warning[reference-incomplete]\n");
        assert_eq!(ran.err, "3 inputs: 3 cables\n");
    }
    let ran = run_in(
        dir.path(),
        &["check", "-q", "--summary", "--format=tsv", "--header", "."],
    );
    assert_eq!(
        ran.out,
        "severity\tcode\tfound\tcables\nwarning\treference-incomplete\t3\t2\n"
    );
    let ran = run_in(
        dir.path(),
        &["check", "-q", "--summary", "--format=json", "."],
    );
    let expected = serde_json::json!({"severity": "warning", "code": "reference-incomplete", "found": 3, "cables": 2});
    assert_eq!(ran.json(), [expected]);
    for args in [&["c.txt"][..], &["--min-severity=error", "."]] {
        let ran = run_in(dir.path(), &[&["check", "-q", "--summary"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    }
    let ran = run_in(dir.path(), &["check", "--header", "."]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "error: --header is for --format tsv\n")
    );
}
