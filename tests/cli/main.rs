//! The command, as a shell sees it: what it prints where, and how it ends.
#![cfg(feature = "cli")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr
)]

mod again;
mod annotate;
mod audit;
mod bounds;
#[cfg(target_os = "linux")]
mod calls;
mod check;
mod completions;
mod convert;
mod full;
mod get;
mod grep;
mod habits;
mod help;
#[cfg(feature = "index")]
mod index;
mod inputs;
mod limits;
mod man;
mod names;
mod outputs;
mod packed;
mod parse;
mod refs;
#[cfg(feature = "index")]
mod search;
mod show;
mod stats;
mod terminal;
mod threads;
mod torn;
mod verify;
mod vocab;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

/// An invented cable; the header's lines are those of every other one but for the number.
pub fn cable(number: u32) -> String {
    format!(
        "VZCZCXYZ{number:04}\nRR RUEHC\nDE RUEHPE #{number:04} 1660802\nZNR UUUUU ZZH\nR 150802Z JUN 07\n\
         FM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC 6677\nUNCLAS LIMA {number:06}\n\nE.O. 12958: N/A\n\
         TAGS: PREL, PE\nSUBJECT: A NEW FERRY\n\n1. (U) The ferry sailed.\n\nROE\n"
    )
}

/// The row of a table that files a cable under an identifier.
pub fn row(identifier: &str, cable: &str) -> String {
    let (head, body) = cable.split_at(cable.find("UNCLAS LIMA").unwrap());
    let head = head.trim_end();
    format!(
        "\"7\",\"6/15/2007 8:02\",\"{identifier}\",\"Embassy Lima\",\"UNCLASSIFIED\",\"\",\"{head}\",\"{body}\"\n"
    )
}

/// The command, with nothing of the caller's surroundings that could change what it prints.
pub fn cablex() -> Command {
    let mut command = cargo_bin_cmd!("cablex");
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "CABLEX_INDEX",
    ] {
        command.env_remove(name);
    }
    // Nobody's own index.
    command.env("XDG_DATA_HOME", "/nowhere");
    command
}

/// A folder with these files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        write(dir.path(), name, text.as_bytes());
    }
    dir
}

pub fn write(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What a run printed, and how it ended.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Ran {
    /// The lines on standard output as JSON.
    pub fn json(&self) -> Vec<serde_json::Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// Runs the command in a folder.
pub fn run_in(dir: &Path, args: &[&str]) -> Ran {
    ran(cablex().current_dir(dir).args(args))
}

/// Runs the command on a text on standard input.
pub fn run_on(text: impl Into<Vec<u8>>, args: &[&str]) -> Ran {
    ran(cablex().args(args).write_stdin(text))
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}
