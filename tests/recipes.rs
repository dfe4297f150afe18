//! The README and the pages of `docs/recipes` do what they say: every block in them is run as written, on the archive in
//! `docs/sample`, and what it prints is what the page shows. A block whose tool is not at hand (jq, pandas, R, DuckDB) is skipped with a notice.
//! Linux only: `uniq -c` and others print other blanks elsewhere.
#![cfg(all(feature = "cli", target_os = "linux"))]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]

#[path = "recipes/page.rs"]
mod page;
#[path = "recipes/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use page::{Block, Language};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// No more blocks than these may say that they are not run.
const NOT_RUN: usize = 2;
/// Lines of the README: whoever opens it is to see what this is, and not everything that it can do.
const README_LINES: usize = 150;

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap()
}

/// The README and the pages of recipes: what each is called, and its text.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(ROOT).join("docs/recipes");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = format!("docs/recipes/{}", entry.file_name().to_str().unwrap());
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    pages.push(("README.md".to_owned(), readme()));
    pages.sort();
    assert!(pages.len() > 1, "no page of recipes");
    pages
}

/// A program with the built command first on its path, and with nothing of the caller's that changes what is printed.
fn program(name: &str, dir: &Path) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_cablex")).parent().unwrap();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(own.to_owned()).chain(std::env::split_paths(&rest));
    let path: OsString = std::env::join_paths(path).unwrap();
    let mut command = Command::new(name);
    command.current_dir(dir).env("PATH", path);
    command.env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn bash(script: &str, dir: &Path) -> Output {
    let mut command = program("bash", dir);
    command.args(["-euo", "pipefail", "-c", script]);
    command.output().unwrap()
}

/// The first tool of a block that is not at hand.
fn missing(language: Language, text: &str, dir: &Path) -> Option<&'static str> {
    let word = |word: &str| {
        text.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|part| part == word)
    };
    let tools = [
        ("python3", language == Language::Python, "python3 -c ''"),
        ("pandas", word("pandas"), "python3 -c 'import pandas'"),
        ("Rscript", language == Language::R, "Rscript --version"),
        (
            "duckdb",
            language == Language::Sql || word("duckdb"),
            "duckdb -version",
        ),
        ("jq", word("jq"), "jq --version"),
    ];
    let absent = |call: &str| !bash(call, dir).status.success();
    let tool = tools
        .into_iter()
        .find(|(_, needed, call)| *needed && absent(call));
    tool.map(|(name, ..)| name)
}

/// What the sample holds when it is cloned; what else lies there was made by someone who tried the recipes.
fn sample() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let from = Path::new(ROOT).join("docs/sample");
    fs::create_dir(dir.path().join("cables")).unwrap();
    fs::copy(from.join("names.txt"), dir.path().join("names.txt")).unwrap();
    for entry in fs::read_dir(from.join("cables")).unwrap() {
        let entry = entry.unwrap();
        let to = dir.path().join("cables").join(entry.file_name());
        fs::copy(entry.path(), to).unwrap();
    }
    dir
}

/// Every file below a folder, with what it holds.
fn held(dir: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            held(&path, files);
        } else {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        }
    }
}

/// What a person sees. The closing count of the inputs is left out where it is all that standard error has.
fn seen(output: &Output) -> String {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    let count = |line: &str| {
        let counted = line.split_once(": ").map_or("", |(counted, _)| counted);
        let Some((number, what)) = counted.split_once(' ') else {
            return false;
        };
        let what = ["input", "inputs", "file", "files", "query", "queries"].contains(&what);
        what && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    if err.lines().all(count) {
        out
    } else {
        out + &err
    }
}

/// Runs a block, and says what is wrong with it.
fn run(block: &Block, dir: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    if block.language == Language::Console {
        for (command, shown) in block.commands() {
            let output = bash(&command, dir);
            let seen = seen(&output);
            // 1 is an answer: `check` found something. Of 2, standard error tells the reason, which is shown then.
            let answered = matches!(output.status.code(), Some(0..=2));
            if !answered || seen != shown {
                wrong.push(format!("{command}\n{}\n{seen}", output.status));
            }
        }
        return wrong;
    }
    let mut before = BTreeMap::new();
    held(dir, &mut before);
    let script = tempfile::NamedTempFile::new().unwrap();
    script.as_file().write_all(block.text.as_bytes()).unwrap();
    let output = match block.language {
        Language::Python => program("python3", dir).arg(script.path()).output(),
        Language::R => program("Rscript", dir).arg(script.path()).output(),
        Language::Sql => {
            let input = fs::File::open(script.path()).unwrap();
            program("duckdb", dir).arg("-csv").stdin(input).output()
        }
        _ => Ok(bash(&block.text, dir)),
    };
    let output = output.unwrap();
    let seen = seen(&output);
    let mut after = BTreeMap::new();
    held(dir, &mut after);
    let error = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        wrong.push(format!("{}\n{seen}{error}", output.status));
    }
    match &block.shown {
        Some(shown) if *shown != seen => wrong.push(format!("printed:\n{seen}")),
        None if output.stdout.is_empty() && before == after => {
            wrong.push("it printed nothing, and wrote nothing".to_owned());
        }
        _ => (),
    }
    wrong
}

#[test]
fn every_block_does_what_it_shows() {
    let mut wrong = Vec::new();
    let (mut ran, mut not_run) = (0, 0);
    for (name, text) in pages() {
        let dir = sample();
        for block in page::blocks(&name, &text) {
            if !block.language.runs() {
                continue;
            }
            if block.not_run.is_some() {
                not_run += 1;
                continue;
            }
            if let Some(tool) = missing(block.language, &block.text, dir.path()) {
                // Written past the test runner, which would keep it to itself.
                let notice = format!("skipped: {}: there is no {tool}\n", block.place);
                std::io::stderr().write_all(notice.as_bytes()).unwrap();
                continue;
            }
            ran += 1;
            for what in run(&block, dir.path()) {
                wrong.push(format!("{}: {what}", block.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // As many need nothing but the shell.
    assert!(ran > 5, "only {ran} blocks were run");
    assert!(not_run <= NOT_RUN, "{not_run} blocks are not run");
}

#[test]
fn every_block_for_a_shell_is_one() {
    let dir = sample();
    let mut wrong = Vec::new();
    let pages = pages();
    let blocks = pages
        .iter()
        .flat_map(|(name, text)| page::blocks(name, text));
    for block in blocks {
        let scripts = match block.language {
            Language::Sh => vec![block.text.clone()],
            Language::Console => block.commands().into_iter().map(|(one, _)| one).collect(),
            _ => Vec::new(),
        };
        for script in scripts {
            let mut command = program("bash", dir.path());
            let output = command.args(["-n", "-c", &script]).output().unwrap();
            if !output.status.success() {
                let error = String::from_utf8_lossy(&output.stderr).into_owned();
                wrong.push(format!("{}: {error}", block.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_and_option_on_a_page_exists() {
    let help = words::Help::default();
    let pages = pages();
    let calls = pages
        .iter()
        .flat_map(|(name, text)| words::calls(name, text));
    let calls: Vec<_> = calls.collect();
    assert!(calls.len() > 40, "only {} calls were found", calls.len());
    let wrong: Vec<String> = calls.iter().filter_map(|call| help.wrong(call)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_has_its_row_in_the_readme() {
    let text = readme();
    let without = |name: &String| !text.contains(&format!("\n| `cablex {name} "));
    let bare = |name: &String| !text.contains(&format!("\n| `cablex {name}`"));
    let missing: Vec<String> = words::Help::default()
        .commands()
        .into_iter()
        .filter(|name| without(name) && bare(name))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}

#[test]
fn the_readme_is_short_and_names_every_page_of_recipes() {
    let text = readme();
    let lines = text.lines().count();
    assert!(lines <= README_LINES, "{lines} lines");
    for (name, _) in pages() {
        assert!(
            name == "README.md" || text.contains(&format!("({name})")),
            "no link to {name}"
        );
    }
}

#[test]
fn a_marker_that_nobody_knows_is_refused() {
    let marked = |marker: &str| format!("text\n\n<!-- {marker} -->\n```sh\ntrue\n```\n");
    let block = page::blocks("a page", &marked("not run: it builds"));
    assert_eq!(block.first().unwrap().not_run.as_deref(), Some("it builds"));
    for text in [
        marked("skip"),
        marked("not run:"),
        "<!-- not run: it builds -->\n\ntext\n".to_owned(),
        "```bash\ntrue\n```\n".to_owned(),
        "text\n\n```text\nshown by nothing\n```\n".to_owned(),
        "```\nno language\n```\n".to_owned(),
        "```sh\nnever ends\n".to_owned(),
    ] {
        assert!(page::read("a page", &text).is_err(), "{text}");
    }
}
