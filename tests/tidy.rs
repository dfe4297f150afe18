//! The house rules, as tests.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]
#![allow(
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code
)]

#[path = "tidy/circles.rs"]
mod circles;
#[path = "common/corpus.rs"]
mod corpus;
#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/quirks.rs"]
mod quirks;
#[path = "tidy/reach.rs"]
mod reach;
#[path = "tidy/tables.rs"]
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use cablex::diagnostic::Code;

/// No file may be longer; one that nears it wants to be two.
const LONGEST: usize = 450;

/// A source file.
struct Source {
    /// From the project's folder on: `src/parse/field/tags.rs`.
    name: String,
    text: String,
}

/// The files below a folder that end so, sorted.
fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in corpus::folder(dir) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found
}

fn sources(dir: &str) -> Vec<Source> {
    let files = files(&corpus::root().join(dir), "rs");
    assert!(!files.is_empty());
    let source = |path: PathBuf| Source {
        name: name(&path),
        text: fs::read_to_string(&path).unwrap(),
    };
    files.into_iter().map(source).collect()
}

/// A path from the project's folder on.
fn name(path: &Path) -> String {
    let name = path.strip_prefix(corpus::root()).unwrap();
    name.to_string_lossy().replace('\\', "/")
}

fn assert_none(what: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{what}: {wrong:#?}");
}

#[test]
fn files_are_small_and_named_after_their_module() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{}: {lines} lines", source.name));
        }
        if source.name.ends_with("/mod.rs") {
            wrong.push(source.name);
        }
    }
    assert_none("files too long, or named mod.rs", wrong);
}

#[test]
fn codes_are_sorted() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(codes.is_sorted());
}
