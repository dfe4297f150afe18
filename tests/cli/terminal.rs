//! On a terminal, or as on one.

use crate::*;

/// What the command says on a terminal of its own; nothing where there is no `script` to make one.
#[cfg(target_os = "linux")]
pub(crate) fn on_terminal(dir: &Path, args: &str) -> Option<String> {
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

/// What moves the cursor, turns the text, or is not seen, and how it is shown.
const ODD: &str =
    "$(printf '\\033[2Jx\\343\\205\\244\\342\\200\\256y\\357\\270\\217\\363\\240\\201\\201')";
const SHOWN: &str = "\\u{1b}[2Jx\\u{3164}\\u{202e}y\\u{fe0f}\\u{e0041}";

#[test]
#[cfg(target_os = "linux")]
fn arguments_are_escaped_where_a_terminal_shows_what_is_wrong_with_them() {
    let dir = folder(&[("a.txt", &cable(12))]);
    for (args, expected) in [
        ("'pars'X", "unrecognized subcommand 'parsX'"),
        ("parse --wrong-X", "unexpected argument '--wrong-X'"),
        ("parse --wrong-X", "tip: to pass '--wrong-X' as a value"),
        (
            "parse -\"$(printf '\\033c')\" a.txt",
            "unexpected argument '-\\u{1b}'",
        ),
        (
            "parse \"$(printf -- '--f\\377\\033c')\" a.txt",
            "unexpected argument '--f\u{fffd}\\u{1b}c'",
        ),
        ("parse --jobs X a.txt", "invalid value 'X'"),
        ("parse --after X a.txt", "invalid value 'X'"),
        ("parse --from=X a.txt", "invalid value 'X'"),
        ("--color X parse a.txt", "invalid value 'X'"),
        ("refs --backwards X a.txt", "invalid value 'X'"),
        ("completions X", "invalid value 'X'"),
        ("convert a.txt -o X", "error: X: the name of the output"),
        ("get X a.txt", "no field \"X\""),
        ("stats --by X a.txt", "called \"X\""),
        ("vocab X", "no table \"X\""),
        ("man X", "no page \"X\"\n\nPages: "),
        ("check --explain X", "no code \"X\""),
        ("grep '('X a.txt", "(X\n"),
        ("parse X", "X: no such file"),
    ] {
        // Quoted, or the shell parts it at its blanks.
        let Some(said) = on_terminal(dir.path(), &args.replace('X', &format!("\"{ODD}\""))) else {
            return;
        };
        assert!(
            said.contains(&expected.replace('X', SHOWN)),
            "{args}: {said}"
        );
        for odd in [
            "\u{1b}[2J",
            "\u{1b}c",
            "\u{3164}",
            "\u{202e}",
            "\u{fe0f}",
            "\u{e0041}",
        ] {
            assert!(!said.contains(odd), "{args}: {said:?}");
        }
    }
    // In a pipe an argument is what it was.
    let ran = run_in(dir.path(), &["parse", "--wrong-\u{3164}"]);
    assert!(ran.err.contains("'--wrong-\u{3164}'"), "{}", ran.err);
    // Where there are colours it is shown as on a terminal.
    let args = ["--color=always", "parse", "--wrong-\u{3164}"];
    let ran = run_in(dir.path(), &args);
    assert!(ran.err.contains("--wrong-\\u{3164}"), "{}", ran.err);
}

#[test]
fn what_is_not_seen_is_shown_beside_colours() {
    let hidden =
        "A\u{3164}B\u{115f}C\u{1160}D\u{ffa0}E\u{34f}F\u{fe00}G\u{e01ef}H\u{e007f}I\u{180f}";
    let shown = "A\\u{3164}B\\u{115f}C\\u{1160}D\\u{ffa0}E\\u{34f}F\\u{fe00}G\\u{e01ef}H\\u{e007f}I\\u{180f}";
    let text = cable(12).replace("The ferry", hidden);
    let ran = run_on(text.clone(), &["grep", "--color=always", "sailed"]);
    let plain = ran.out.replace("\u{1b}[0m", "");
    assert!(plain.contains(shown), "{}", ran.out);
    let ran = run_on(text.clone(), &["parse", "--color=always", "-q"]);
    assert!(ran.out.contains("A\\u3164B\\u115fC"), "{}", ran.out);
    assert!(ran.out.contains("G\\udb40\\uddefH"), "{}", ran.out);
    let ran = run_on(text, &["parse", "-q"]);
    assert!(ran.out.contains(hidden), "{}", ran.out);
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
