//! `cablex man`.

use std::process::{Command as Process, Stdio};

use cablex::diagnostic::Code;
use cablex::output::select;
use cablex::query::FIELDS;

use crate::*;

/// A line of the list: the word that asks for a page, its file, what it is about.
pub(crate) fn list() -> Vec<[String; 3]> {
    let ran = run_on("", &["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    ran.out
        .lines()
        .map(|line| cells(line).try_into().unwrap())
        .collect()
}

fn page(word: &str) -> String {
    let ran = run_on("", &["man", word]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{word}");
    ran.out
}

/// The names of the sections of a page.
fn sections(page: &str) -> Vec<&str> {
    let heads = page.lines().filter_map(|line| line.strip_prefix(".SH "));
    heads.map(|name| name.trim_matches('"')).collect()
}

#[test]
fn there_is_a_page_for_every_command() {
    let help = run_on("", &["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let list = list();
    let words: Vec<&str> = list.iter().map(|[word, ..]| word.as_str()).collect();
    assert_eq!(words.first(), Some(&"cablex"));
    assert_eq!(&words[1..words.len() - 3], commands);
    assert_eq!(words[words.len() - 3..], ["record", "fields", "query"]);
}

#[test]
fn pages_of_commands_have_all_sections() {
    for [word, file, about] in list().iter().filter(|[_, file, _]| file.ends_with(".1")) {
        let page = page(word);
        let name = file.trim_end_matches(".1");
        let head = format!(
            ".TH {} 1 \"\" \"cablex {}\" \"Cablex Manual\"\n",
            name.to_uppercase().replace('-', "\\-"),
            env!("CARGO_PKG_VERSION")
        );
        assert!(page.starts_with(&head), "{page}");
        let sections = sections(&page);
        let expected = [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "EVERYWHERE",
            "EXIT STATUS",
            "ENVIRONMENT",
            "EXAMPLES",
            "SEE ALSO",
        ];
        let mut found = sections.iter();
        for section in expected {
            assert!(found.any(|one| *one == section), "{word}: {sections:?}");
        }
        let first: String = about.chars().take(8).collect();
        assert!(page.contains(&format!("{} \\- {first}", name.replace('-', "\\-"))));
        assert!(page.contains("\n.EX\n"), "{word}");
        // No option is without its text, also where short help leaves it out.
        let lines: Vec<&str> = page.lines().collect();
        for item in lines.windows(3).filter(|item| item[0] == ".TP") {
            assert!(!item[2].starts_with('.'), "{word}: {item:?}");
        }
    }
}

#[test]
fn options_that_short_help_leaves_out_are_in_the_manual() {
    let page = page("parse");
    assert!(page.contains("\\fB\\-\\-max\\-message\\fR \\fI<BYTES>\\fR [default: 16M]\nRefuse"));
    assert!(page.contains("\nOne of acp127, page, "));
    assert!(page.contains("\nA,B: any of them; several options: all.\n"));
}

#[test]
fn a_page_is_asked_for_by_any_of_its_names() {
    let page = page("parse");
    for word in ["cablex-parse", "cablex-parse.1"] {
        assert_eq!(run_on("", &["man", word]).out, page);
    }
    let ran = run_on("", &["man", "pares"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .starts_with("error: no page \"pares\"; did you mean parse?\n\nPages: cablex, parse, "),
        "{}",
        ran.err
    );
}

#[test]
fn the_page_of_a_record_has_every_key_value_and_code() {
    let page = page("record");
    let bold = |name: &str| format!("\n\\fB{}\\fR", name.replace('-', "\\-"));
    let mut values = 0;
    for field in select::paths() {
        let head = format!(
            "{} (\\fI{}",
            bold(&field.path),
            field.kind.replace('-', "\\-")
        );
        assert!(page.contains(&head), "{head}");
        for value in &field.values {
            values += 1;
            assert!(page.contains(&bold(&value.name)), "{}", value.name);
        }
    }
    assert!(values > 20);
    for code in Code::ALL {
        let head = format!(
            "{} (\\fI{}\\fR)\n",
            bold(code.as_str()),
            code.severity().as_str()
        );
        assert!(page.contains(&head), "{head}");
    }
    assert!(page.contains("\n\\fBno\\-files\\fR\n"));
}

#[test]
fn the_page_of_fields_has_paths_and_cells() {
    let page = page("fields");
    for field in select::paths() {
        let start = format!("\n{} ", field.path.replace('-', "\\-"));
        assert!(page.contains(&start), "{}", field.path);
    }
    assert!(page.contains("\nreferences.id     09LIMA7||08BOGOTA3\n"));
    assert!(page.contains("\n\\fBcablex convert \\-\\-fields <FIELDS>\\fR\n"));
    assert!(page.contains("\n\\fB\\(rst\\fR\na tab\n"));
    // Text is as it stands: nothing of it is taken for a request or an escape.
    assert!(
        page.contains("| jq \\-r \\(aq[.id, .subject] | @tsv\\(aq\n"),
        "{page}"
    );
}

#[test]
fn the_page_of_queries_has_every_field_and_shows_an_error() {
    let page = page("query");
    for field in FIELDS {
        let about = field.about.replace('-', "\\-").replace('\'', "\\(aq");
        let head = format!("\n.TP\n\\fB{}:\\fR\n{about}", field.name);
        assert!(page.contains(&head), "{head}");
    }
    let shown = "\n.EX\nthere is no field tga; did you mean tag?\n  bridge tga:ECON\n         \\(ha\\(ha\\(ha\n.EE\n";
    assert!(page.contains(shown), "{page}");
}

#[test]
fn the_examples_of_queries_parse() {
    let page = page("query");
    let (_, examples) = page.split_once(".SH EXAMPLES").unwrap();
    let quoted = |line: &str| {
        Some(
            line.strip_prefix("cablex search \\(aq")?
                .strip_suffix("\\(aq")?
                .replace("\\-", "-"),
        )
    };
    let queries: Vec<String> = examples.lines().filter_map(quoted).collect();
    assert_eq!(queries.len(), 5);
    for query in queries {
        assert!(cablex::query::parse(&query).is_ok(), "{query}");
    }
}

#[test]
fn all_pages_go_into_a_folder() {
    let dir = folder(&[("file", "x")]);
    let ran = run_in(dir.path(), &["man", "--all", "share/man"]);
    let list = list();
    let expected = format!("{} pages in share/man\n", list.len());
    assert_eq!((ran.code, ran.out.as_str(), ran.err), (0, "", expected));
    for [word, file, _] in &list {
        let written = fs::read_to_string(dir.path().join("share/man").join(file)).unwrap();
        assert_eq!(written, page(word));
    }
    let files = fs::read_dir(dir.path().join("share/man")).unwrap().count();
    assert_eq!(files, list.len());
    // Again, over what is there; in silence.
    let ran = run_in(dir.path(), &["man", "-q", "--all", "share/man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for at in ["file", "file/below"] {
        let ran = run_in(dir.path(), &["man", "--all", at]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{at}");
        assert!(
            ran.err.starts_with(&format!("error: --all {at}: ")),
            "{}",
            ran.err
        );
    }
    assert_eq!(fs::read_to_string(dir.path().join("file")).unwrap(), "x");
    assert_eq!(run_in(dir.path(), &["man", "parse", "--all", "d"]).code, 2);
}

/// Gives a page to a program, where it is on this machine, and returns what it prints and what it complains of.
fn set(program: &str, args: &[&str], page: &str) -> Option<(String, String)> {
    let child = Process::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: there is no {program} on this machine");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let page = page.to_owned();
    let writer = std::thread::spawn(move || {
        std::io::Write::write_all(&mut stdin, page.as_bytes()).unwrap();
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Some((text(output.stdout), text(output.stderr)))
}

#[test]
fn groff_sets_every_page_without_a_warning() {
    for [word, ..] in list() {
        let args = ["-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=100n"];
        let Some((out, err)) = set("groff", &args, &page(&word)) else {
            return;
        };
        assert_eq!(err, "", "{word}");
        let examples = out.split("EXAMPLES").nth(1).unwrap();
        assert!(
            examples.contains("\n           cablex ") || word == "completions",
            "{out}"
        );
        if word == "fields" {
            assert!(out.contains("\n       \\t     a tab\n"), "{out}");
            assert!(out.contains("| jq -r '[.id, .subject] | @tsv'\n"), "{out}");
        }
    }
}

#[test]
fn mandoc_finds_nothing_but_that_there_is_no_date() {
    for [word, ..] in list() {
        let Some((out, err)) = set("mandoc", &["-T", "lint", "-W", "warning"], &page(&word)) else {
            return;
        };
        let all = format!("{out}{err}");
        let mut lines = all.lines();
        assert!(
            lines.all(|line| line.contains("missing date")),
            "{word}: {all}"
        );
    }
}
