//! What became of the inputs: each failure named at once, all counted at the end.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use cablex::error::InputError;
use serde::Serialize;

use super::Env;
use super::exit::ExitStatus;
use super::io::Err;
use super::page::{Events, FileEvent};

/// Counts cables and failures, and names the failures on standard error and in the file of `--errors`.
pub(super) struct Status {
    /// Where failures go as JSON lines.
    errors: Option<BufWriter<File>>,
    /// How many inputs failed, by code.
    failed: BTreeMap<&'static str, u64>,
    /// How many files there were.
    inputs: u64,
    cables: u64,
    /// How many of them the filters let through; nothing where there is no filter.
    matched: Option<u64>,
}

/// A failure as a JSON line.
#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    code: &'static str,
    message: String,
}

impl Status {
    /// Writes failures to a file too, where one is named.
    pub(super) fn new(errors: Option<&Path>, filtered: bool) -> anyhow::Result<Self> {
        let create = |path: &Path| File::create(path).with_context(|| path.display().to_string());
        Ok(Status {
            errors: errors.map(create).transpose()?.map(BufWriter::new),
            failed: BTreeMap::new(),
            inputs: 0,
            cables: 0,
            matched: filtered.then_some(0),
        })
    }

    /// Counts what became of some inputs, and names those that failed.
    pub(super) fn page(&mut self, events: &mut Events, env: &Env) -> anyhow::Result<()> {
        self.cables += events.cables;
        if let Some(count) = &mut self.matched {
            *count += events.matched;
        }
        for event in events.files.drain(..) {
            match event {
                FileEvent::Begin(path) => {
                    self.inputs += 1;
                    if env.verbose {
                        env.err.line(&format!("reading {path}"));
                    }
                }
                FileEvent::Failed(error) => self.failed(&error, &env.err)?,
            }
        }
        Ok(())
    }

    /// An input failed.
    fn failed(&mut self, error: &InputError, err: &Err) -> anyhow::Result<()> {
        let code = error.kind.code();
        *self.failed.entry(code).or_default() += 1;
        err.line(&error.to_string());
        if let Some(file) = &mut self.errors {
            let failure = Failure {
                path: &error.path,
                index: error.index,
                code,
                message: error.kind.to_string(),
            };
            serde_json::to_writer(&mut *file, &failure)?;
            file.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Closes the file of failures, and says how the run ended.
    pub(super) fn finish(&mut self) -> anyhow::Result<ExitStatus> {
        if let Some(file) = &mut self.errors {
            file.flush()?;
        }
        Ok(if self.failed.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::Failed
        })
    }

    /// The closing line: `25,000 inputs: 24,990 cables, 8 not cables, 2 unreadable`. Nothing where one input went well.
    pub(super) fn closing(&self) -> Option<String> {
        let inputs = self.inputs;
        if inputs <= 1 && self.failed.is_empty() {
            return None;
        }
        let mut line = format!(
            "{}: {}",
            count(inputs, "input", "inputs"),
            count(self.cables, "cable", "cables")
        );
        if let Some(matched) = self.matched {
            line += &format!(" ({} matched)", thousands(matched));
        }
        for (code, one, many) in [
            ("not-cable", "not a cable", "not cables"),
            (
                "not-container",
                "of another container",
                "of another container",
            ),
            ("damaged", "damaged", "damaged"),
            ("too-large", "too large", "too large"),
            ("empty", "empty", "empty"),
            ("no-files", "without files", "without files"),
            ("unsupported", "unsupported", "unsupported"),
            ("unreadable", "unreadable", "unreadable"),
        ] {
            if let Some(failed) = self.failed.get(code) {
                line += &format!(", {}", count(*failed, one, many));
            }
        }
        Some(line)
    }
}

/// A number and its noun.
fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// A number with commas: `25,000`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts() {
        let mut status = Status::new(None, false).unwrap();
        status.inputs = 1;
        assert_eq!(status.closing(), None);
        (status.inputs, status.cables) = (25_000, 24_990);
        assert_eq!(status.closing().unwrap(), "25,000 inputs: 24,990 cables");
        status.failed.insert("not-cable", 8);
        status.failed.insert("unreadable", 2);
        assert_eq!(
            status.closing().unwrap(),
            "25,000 inputs: 24,990 cables, 8 not cables, 2 unreadable"
        );
        let mut status = Status::new(None, true).unwrap();
        (status.inputs, status.cables, status.matched) = (3, 2, Some(1));
        status.failed.insert("not-cable", 1);
        assert_eq!(
            status.closing().unwrap(),
            "3 inputs: 2 cables (1 matched), 1 not a cable"
        );
    }

    #[test]
    fn numbers_have_commas() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), expected);
        }
    }
}
