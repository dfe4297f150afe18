//! Inputs that fail, lists of inputs, and what is said of them.

use crate::*;

#[test]
fn one_bad_input_never_stops_the_others() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        ("b.txt", "A letter.\n"),
        ("c.txt", &cable(13)),
        ("d.txt", ""),
    ]);
    let ran = run_in(
        dir.path(),
        &["parse", "a.txt", "b.txt", "missing.txt", "d.txt", "c.txt"],
    );
    assert_eq!((ran.code, ran.json().len()), (2, 2));
    assert_eq!(
        ran.err,
        "b.txt: not a cable: no header and no classification line\n\
         missing.txt: no such file or directory\n\
         d.txt: empty input\n\
         5 inputs: 2 cables, 1 not a cable, 1 empty, 1 unreadable\n"
    );
}

#[test]
fn bad_input_on_standard_input_is_named_by_a_dash() {
    for (text, reason) in [
        (
            &b"A letter.\n"[..],
            "not a cable: no header and no classification line",
        ),
        (b" \r\n\n", "empty input"),
        (
            b"%PDF-1.4\n",
            "PDF: run `pdftotext -layout FILE.pdf` first, and read the text",
        ),
        (
            b"7z\xBC\xAF\x27\x1C\0\x04",
            "7z archive: run `7z x FILE.7z` first, and read the files",
        ),
        (
            b"BZh91AY&SY\0",
            "bzip2: run `bunzip2 FILE.bz2` first, and read what comes out",
        ),
        (
            b"\xFD7zXZ\0\0",
            "xz: run `unxz FILE.xz` first, and read what comes out",
        ),
    ] {
        let ran = run_on(text, &["parse"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(
            ran.err
                .starts_with(&format!("-: {reason}\n1 input: 0 cables, ")),
            "{}",
            ran.err
        );
    }
}

#[test]
fn failures_are_written_as_json_lines_that_feed_a_retry() {
    let dir = folder(&[("a.txt", &cable(12)), ("b.txt", "A letter.\n")]);
    let ran = run_in(
        dir.path(),
        &[
            "parse",
            "-q",
            "a.txt",
            "b.txt",
            "missing.txt",
            "--errors",
            "failed.jsonl",
        ],
    );
    assert_eq!(ran.code, 2);
    let failed = fs::read_to_string(dir.path().join("failed.jsonl")).unwrap();
    assert_eq!(
        failed,
        "{\"path\":\"b.txt\",\"input\":\"b.txt\",\"code\":\"not-cable\",\"message\":\"not a cable: no header and no classification line\"}\n\
         {\"path\":\"missing.txt\",\"input\":\"missing.txt\",\"code\":\"unreadable\",\"message\":\"no such file or directory\"}\n"
    );
    let args = ["parse", "a.txt", "--errors", "failed.jsonl", "--overwrite"];
    let ran = run_in(dir.path(), &args);
    assert_eq!(ran.code, 0);
    assert_eq!(
        fs::read_to_string(dir.path().join("failed.jsonl")).unwrap(),
        ""
    );
    let ran = run_in(
        dir.path(),
        &["parse", "a.txt", "--errors", "no/such/folder"],
    );
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("error: --errors no/such/folder: "),
        "{}",
        ran.err
    );
}

#[test]
fn each_kind_of_failure_has_its_code() {
    let dir = folder(&[
        ("cable.txt", &cable(12)),
        ("letter.txt", "A letter.\n"),
        ("nothing.txt", " \n"),
        ("print.pdf", "%PDF-1.4\n"),
    ]);
    fs::create_dir(dir.path().join("bare")).unwrap();
    for (input, from, code) in [
        ("letter.txt", "acp127", "not-cable"),
        ("cable.txt", "page", "not-container"),
        ("nothing.txt", "acp127", "empty"),
        ("print.pdf", "acp127", "unsupported"),
        ("bare", "acp127", "no-files"),
        ("missing.txt", "acp127", "unreadable"),
        ("cable.txt#1", "acp127", "not-found"),
    ] {
        let args = [
            "parse",
            "-q",
            input,
            "--from",
            from,
            "--errors",
            "failed.jsonl",
            "--overwrite",
        ];
        let ran = run_in(dir.path(), &args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{input}");
        let failed = fs::read_to_string(dir.path().join("failed.jsonl")).unwrap();
        let failed: serde_json::Value = serde_json::from_str(&failed).unwrap();
        assert_eq!(
            (&failed["input"], &failed["code"]),
            (&input.into(), &code.into())
        );
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.txt", &cable(12)), ("b.txt", &cable(13))]);
    let closed = dir.path().join("b.txt");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may read everything cannot be refused.
    if fs::read(&closed).is_ok() {
        return;
    }
    let ran = run_in(dir.path(), &["parse", "."]);
    assert_eq!((ran.code, ran.json().len()), (2, 1));
    assert_eq!(
        ran.err,
        "./b.txt: permission denied\n2 inputs: 1 cable, 1 unreadable\n"
    );
}

#[test]
fn a_folder_is_walked_in_order_and_hidden_files_are_skipped() {
    let dir = folder(&[
        ("x/b.txt", "no"),
        ("x/a/z.txt", "no"),
        ("x/B.txt", "no"),
        ("x/.hidden", "no"),
        ("x/.git/c", "no"),
    ]);
    let ran = run_in(dir.path(), &["parse", "-q", "x"]);
    let paths: Vec<&str> = ran
        .err
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(paths, ["x/B.txt", "x/a/z.txt", "x/b.txt"]);
    // One that is named is read.
    let ran = run_in(dir.path(), &["parse", "-q", "x/.hidden"]);
    assert!(ran.err.starts_with("x/.hidden: not a cable"));
    fs::create_dir(dir.path().join("bare")).unwrap();
    let ran = run_in(dir.path(), &["parse", "bare"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "bare: no files in it\n1 input: 0 cables, 1 without files\n"
        )
    );
}

#[test]
fn names_may_come_from_a_list() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        ("b c.txt", &cable(13)),
        ("list", "a.txt\r\n\nb c.txt\n"),
    ]);
    let ran = run_in(dir.path(), &["parse", "--files-from", "list"]);
    assert_eq!(
        (ran.code, ran.json().len(), ran.err.as_str()),
        (0, 2, "2 inputs: 2 cables\n")
    );
    let listed = |list: &str, args: &[&str]| ran_with(dir.path(), list, args);
    let ran = listed(
        "a.txt\0b c.txt\0",
        &["parse", "-q", "--files-from", "-", "-0"],
    );
    assert_eq!((ran.code, ran.json().len(), ran.err.as_str()), (0, 2, ""));
    let ran = listed("a.txt", &["parse", "b c.txt", "--files-from=-", "--null"]);
    assert_eq!((ran.code, ran.json().len()), (0, 2));
    // An empty list is no reason to wait for standard input.
    let ran = listed("", &["parse", "--files-from", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let ran = listed("a.txt", &["parse", "-", "--files-from", "-"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("both an input and the list"),
        "{}",
        ran.err
    );
    let ran = listed("", &["parse", "--files-from", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("error: --files-from nowhere: "),
        "{}",
        ran.err
    );
    assert_eq!(listed("", &["parse", "-0"]).code, 2);
}

fn ran_with(dir: &Path, text: &str, args: &[&str]) -> Ran {
    ran(cablex().current_dir(dir).args(args).write_stdin(text))
}

#[test]
fn each_input_is_named_where_that_is_asked_for() {
    let dir = folder(&[
        ("a.txt", &(cable(12) + &cable(13))),
        ("b.txt", "A letter.\n"),
    ]);
    let ran = run_in(dir.path(), &["parse", "--verbose", "a.txt", "b.txt"]);
    assert_eq!(
        ran.err,
        "reading a.txt\nreading b.txt\nb.txt: not a cable: no header and no classification line\n\
         2 inputs: 2 cables, 1 not a cable\n"
    );
    assert_eq!(
        run_in(dir.path(), &["parse", "--verbose", "-q", "a.txt"]).code,
        2
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_in_a_folder_is_counted() {
    let dir = folder(&[("in/1.txt", &cable(1))]);
    let made = std::process::Command::new("mkfifo")
        .arg(dir.path().join("in/pipe"))
        .status();
    assert!(made.unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("in/socket")).unwrap();
    std::os::unix::fs::symlink("/dev/null", dir.path().join("in/link")).unwrap();
    let closing = "1 input: 1 cable; 3 pipes, devices or sockets not read";
    for args in [&["parse", "in"][..], &["convert", "in", "-o", "a.jsonl"]] {
        let ran = run_in(dir.path(), args);
        assert_eq!(ran.code, 0);
        assert!(ran.err.starts_with(closing), "{}", ran.err);
    }
    std::fs::remove_file(dir.path().join("in/socket")).unwrap();
    std::fs::remove_file(dir.path().join("in/link")).unwrap();
    let ran = run_in(dir.path(), &["check", "in"]);
    assert!(
        ran.err.contains("1 pipe, device or socket not read"),
        "{}",
        ran.err
    );
}
