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
    #[cfg_attr(not(feature = "index"), allow(unused_mut))]
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

/// A cable whose texts would move the cursor.
fn unsafe_cable() -> String {
    cable(12)
        .replace("A NEW FERRY", "A \u{1b}[2JNEW FERRY\nREF: \u{1b}[2JX")
        .replace("The ferry", "The \u{1b}]0;x\u{7}ferry")
}

#[test]
fn what_is_printed_in_colours_is_escaped_in_a_pipe_too() {
    let escapes = ["\u{1b}[2J", "\u{1b}]", "\u{7}"];
    for args in [
        &["show"][..],
        &["show", "--json"],
        &["parse"],
        &["parse", "--pretty"],
        &["annotate"],
        &["grep", "ferry|NEW"],
        &["grep", "-o", ".*ferry|.*NEW.*"],
        &["grep", "--json", "ferry|NEW"],
    ] {
        let coloured = run_on(unsafe_cable(), &[args, &["--color=always"]].concat());
        assert!(coloured.out.contains("\u{1b}["), "{args:?}");
        for escape in escapes {
            assert!(!coloured.out.contains(escape), "{args:?}: {}", coloured.out);
        }
        let shown = coloured.out.contains("\\u{1b}") || coloured.out.contains("\\u001b");
        assert!(shown, "{args:?}: {}", coloured.out);
        // The text itself, where nothing is coloured; JSON escapes what it has to by itself.
        let plain = run_on(unsafe_cable(), args).out;
        let is_json = plain.starts_with('{');
        assert_eq!(plain.contains("\u{1b}]0;x\u{7}"), !is_json, "{args:?}");
    }
    // Rows and the text as it was decoded have no colours.
    for args in [&["get", "subject"][..], &["show", "--raw"]] {
        let coloured = run_on(unsafe_cable(), &[args, &["--color=always"]].concat());
        assert!(coloured.out.contains("\u{1b}[2J"), "{args:?}");
    }
    let name = "a\u{1b}[2J.txt";
    let dir = folder(&[(name, &unsafe_cable())]);
    for (args, escaped) in [
        (&["grep", "-l", "ferry"][..], true),
        (&["grep", "--files", "ferry"], false),
        (&["check"], true),
        (&["check", "--format=tsv"], false),
        (&["annotate"], true),
    ] {
        let ran = run_in(dir.path(), &[args, &["--color=always", "."]].concat());
        assert_eq!(ran.out.contains("\\u{1b}[2J.txt"), escaped, "{}", ran.out);
        assert_eq!(ran.out.contains("\u{1b}[2J.txt"), !escaped, "{}", ran.out);
    }
}
