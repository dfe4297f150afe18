//! On a terminal, or as on one.

use crate::*;

/// What the command says on a terminal of its own; nothing where there is no `script` to make one.
#[cfg(target_os = "linux")]
fn on_terminal(dir: &Path, args: &str) -> Option<String> {
    let program = cablex().get_program().to_str()?.to_owned();
    let output = Command::new("script")
        .current_dir(dir)
        .env_remove("CABLEX_INDEX")
        .env("NO_COLOR", "1")
        .env("TERM", "xterm")
        .env("SHELL", "/bin/sh")
        .args([
            "-q",
            "-e",
            "-c",
            &format!("'{program}' {args}"),
            "/dev/null",
        ])
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no script(1)");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap().replace('\r', ""))
}

#[test]
#[cfg(target_os = "linux")]
fn messages_of_several_lines_have_them_on_a_terminal() {
    let dir = folder(&[("a.txt", &cable(12))]);
    let mut list = vec![
        (
            "grep '(x' a.txt",
            "error: regex parse error:\n    (x\n    ^\nerror: unclosed group\n\n-F takes",
        ),
        ("get nothing a.txt", "\n\n`cablex get --list`"),
        ("vocab nothing", "\n\nTables: "),
        ("check --explain nothing", "\n\n`cablex vocab codes`"),
        ("stats --by nothing a.txt", "\n\n`cablex stats --help`"),
        // A line feed of a name is none of ours.
        ("parse \"$(printf 'no\\nfile')\"", "no\\u{a}file"),
        ("grep -f \"$(printf 'no\\nfile')\" a.txt", "no\\u{a}file"),
    ];
    #[cfg(feature = "index")]
    let index = search::shelf().join("index");
    #[cfg(feature = "index")]
    let args = format!(
        "search --index '{}' 'boats tga:PREL'",
        index.to_str().unwrap()
    );
    #[cfg(feature = "index")]
    list.push((&args, "tag?\n  boats tga:PREL\n        ^^^\n"));
    #[cfg(feature = "index")]
    let facets = format!(
        "search --index '{}' --facets post,year,tag --limit 1 boats",
        index.to_str().unwrap()
    );
    #[cfg(feature = "index")]
    list.push((&facets, "shows them all\ntag: 1 of "));
    for (args, expected) in list {
        let Some(said) = on_terminal(dir.path(), args) else {
            return;
        };
        assert!(said.contains(expected), "{args}: {said}");
    }
}
