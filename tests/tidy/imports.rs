//! Imports run one way, and only the command knows arguments, terminals and exits.

use std::collections::BTreeSet;

use crate::{Source, assert_none, sources};

/// What a module may know of the crate, beside itself.
const KNOWS: &[(&str, &[&str])] = &[
    (
        "archive",
        &["container", "error", "message", "path_bytes", "record"],
    ),
    ("batch", &["archive", "error", "record"]),
    (
        "container",
        &[
            "diagnostic",
            "error",
            "line",
            "message",
            "part",
            "path_bytes",
            "record",
            "slice",
            "vocab",
        ],
    ),
    ("diagnostic", &[]),
    ("error", &["path_bytes"]),
    (
        "index",
        &[
            "archive",
            "batch",
            "container",
            "diagnostic",
            "error",
            "message",
            "parse",
            "part",
            "path_bytes",
            "query",
            "record",
            "words",
        ],
    ),
    ("line", &["slice", "tally", "vocab"]),
    ("literals", &[]),
    ("message", &["diagnostic", "part", "path_bytes"]),
    ("near", &[]),
    ("output", &["near", "record"]),
    (
        "parse",
        &[
            "diagnostic",
            "line",
            "literals",
            "message",
            "part",
            "record",
            "redaction",
            "slice",
            "tally",
            "vocab",
        ],
    ),
    ("part", &[]),
    ("path_bytes", &[]),
    ("pattern", &["words"]),
    ("query", &["near", "parse", "record", "vocab", "words"]),
    (
        "record",
        &["diagnostic", "message", "part", "path_bytes", "vocab"],
    ),
    ("redaction", &[]),
    ("slice", &[]),
    (
        "stats",
        &["diagnostic", "near", "output", "record", "vocab"],
    ),
    ("tally", &[]),
    ("view", &["diagnostic", "record", "redaction", "vocab"]),
    ("vocab", &["diagnostic", "slice", "tally"]),
    ("words", &[]),
];

/// What only the command may use: the arguments, the terminal, the way out.
const COMMAND_ONLY: &[&str] = &[
    "clap",
    "anyhow",
    "anstream",
    "anstyle",
    "terminal_size",
    "println!",
    "eprintln!",
    "print!",
    "stdout()",
    "stderr()",
    "process::exit",
    "ExitCode",
];

impl Source {
    /// The modules that lead to the file: `parse`, `field`, `tags`.
    pub fn module(&self) -> Vec<&str> {
        let path = self.name.strip_prefix("src/").unwrap();
        path.strip_suffix(".rs").unwrap().split('/').collect()
    }

    /// The file's lines without comments, and how deep each lies in modules of the file itself.
    fn code(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut inside = 0;
        self.text.lines().map(move |line| {
            if line.starts_with("mod ") && line.ends_with('{') {
                inside = 1;
            } else if line == "}" {
                inside = 0;
            }
            let code = line.trim_start();
            (if code.starts_with("//") { "" } else { code }, inside)
        })
    }

    /// Everything of the crate that the file names: each path from the crate's root on.
    fn paths(&self) -> BTreeSet<Vec<String>> {
        let mut paths = BTreeSet::new();
        for (line, inside) in self.code() {
            for (at, _) in line.match_indices("crate::") {
                paths.extend(tree(&line[at + "crate::".len()..], &[]));
            }
            // `super::` once for each module that is left.
            let mut from = 0;
            while let Some(at) = line[from..].find("super::").map(|at| from + at) {
                let mut rest = &line[at..];
                let mut left = 0;
                while let Some(after) = rest.strip_prefix("super::") {
                    (rest, left) = (after, left + 1);
                }
                from = line.len() - rest.len();
                let module = self.module();
                let kept = (module.len() + inside).checked_sub(left).unwrap();
                let base: Vec<String> = module
                    .iter()
                    .take(kept)
                    .map(|name| (*name).to_owned())
                    .collect();
                paths.extend(tree(rest, &base));
            }
        }
        paths
    }
}

/// The paths of a use tree, or of a path in an expression: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn tree(text: &str, base: &[String]) -> Vec<Vec<String>> {
    let mut path = base.to_vec();
    let mut rest = text;
    loop {
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if end > 0 {
            path.push(rest[..end].to_owned());
        }
        let after = &rest[end..];
        if let Some(group) = after.strip_prefix('{') {
            return group_items(group)
                .into_iter()
                .flat_map(|item| tree(item.trim(), &path))
                .collect();
        }
        match after.strip_prefix("::") {
            Some(next) => rest = next,
            None => return vec![path],
        }
    }
}

/// The items of a group up to its brace.
pub fn group_items(text: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&text[start..at]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&text[start..]);
    items
}

#[test]
fn paths_are_found() {
    let source = Source {
        name: "src/parse/field/tags.rs".to_owned(),
        text: "use crate::vocab::{tags, posts::find};\nuse super::super::steps;\nuse super::order;\n// crate::cli\n\
               mod tests {\n    use super::*;\n    use super::super::subject::read;\n}\n"
            .to_owned(),
    };
    let paths: Vec<String> = source.paths().iter().map(|path| path.join("::")).collect();
    assert_eq!(
        paths,
        [
            "parse::field::order",
            "parse::field::subject::read",
            "parse::field::tags",
            "parse::steps",
            "vocab::posts::find",
            "vocab::tags",
        ]
    );
}

/// Whether a file is the command's.
fn is_command(name: &str) -> bool {
    name == "src/main.rs" || name == "src/cli.rs" || name.starts_with("src/cli/")
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        if is_command(&source.name) || source.name == "src/lib.rs" {
            continue;
        }
        let own = source.module()[0].to_owned();
        let (_, known) = KNOWS
            .iter()
            .find(|(name, _)| *name == own)
            .unwrap_or_else(|| panic!("say in tests/tidy.rs what {own} may know"));
        for path in source.paths() {
            // `Reader`, which lib.rs re-exports, is archive's.
            let Some(root) = path.first().filter(|root| **root != own) else {
                continue;
            };
            if !known.contains(&root.as_str()) {
                wrong.push(format!("{} knows {}", source.name, path.join("::")));
            }
        }
    }
    assert_none("imports that run the wrong way", wrong);
}

#[test]
fn vocab_knows_no_more_of_diagnostics_than_the_table_that_prints_them() {
    let mut wrong = Vec::new();
    for source in sources("src/vocab") {
        let knows = source.paths().iter().any(|path| path[0] == "diagnostic");
        if knows && source.name != "src/vocab/table.rs" {
            wrong.push(source.name);
        }
    }
    assert_none("tables that know diagnostics", wrong);
}

#[test]
fn no_field_knows_another() {
    let mut wrong = Vec::new();
    for source in sources("src/parse/field") {
        let own = source.module()[2].to_owned();
        for path in source.paths() {
            if path.len() > 2 && path[..2] == ["parse", "field"] && path[2] != own {
                wrong.push(format!("{} knows {}", source.name, path.join("::")));
            }
        }
    }
    assert_none("fields that know another", wrong);
}

#[test]
fn only_the_command_knows_arguments_terminals_and_exits() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        if is_command(&source.name) {
            continue;
        }
        for (line, _) in source.code() {
            let word = COMMAND_ONLY.iter().find(|word| {
                line.match_indices(**word)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            wrong.extend(word.map(|word| format!("{}: {word}: {line}", source.name)));
        }
    }
    assert_none("the command's business elsewhere", wrong);
}
