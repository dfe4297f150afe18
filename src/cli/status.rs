//! What became of the inputs: each failure named at once, all counted at the end.

use std::collections::BTreeMap;

use cablex::archive::Input;
use cablex::error::InputError;
use serde::{Deserialize, Serialize};

use super::Env;
use super::beside::Folders;
use super::exit::ExitStatus;
use super::failures::Failures;
use super::io::Err;
use super::page::{Events, FileEvent};
use super::source::SourceArgs;
use super::written::{Extent, Writing};

/// Counts cables and failures, and names the failures on standard error and in the file of `--errors`.
pub(super) struct Status {
    /// Where failures go as JSON lines.
    errors: Option<Failures>,
    /// Where records may lie beside what they were made from.
    folders: Folders,
    pub counts: Counts,
}

/// What has been counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    /// How many inputs failed, by code.
    pub failed: BTreeMap<String, u64>,
    /// How many files there were.
    pub inputs: u64,
    pub cables: u64,
    /// How many of them the filters let through; nothing where there is no filter.
    pub matched: Option<u64>,
    /// How many files were not read because this run writes them. A run that goes on meets them again.
    #[serde(skip)]
    pub own: u64,
    /// How many pipes, devices and sockets in folders were not read. The same holds for them.
    #[serde(skip)]
    pub no_files: u64,
}

impl Status {
    /// Writes failures to a file too, where one is named.
    pub(super) fn new(source: &SourceArgs, filtered: bool) -> anyhow::Result<Self> {
        let counts = Counts {
            matched: filtered.then_some(0),
            ..Counts::default()
        };
        Ok(Status::with(Failures::begin(source)?, counts))
    }

    /// Goes on with what has been counted, and with a file of failures.
    pub(super) fn with(errors: Option<Failures>, counts: Counts) -> Self {
        Status {
            errors,
            folders: Folders::default(),
            counts,
        }
    }

    /// The same, of a run that reads these inputs.
    pub(super) fn reading(mut self, inputs: &[Input]) -> Self {
        self.folders = Folders::of(inputs);
        self
    }

    /// How far the file of failures has been written, with all there are; nothing where it has none.
    pub(super) fn flush(&mut self) -> anyhow::Result<Extent> {
        self.errors
            .as_mut()
            .map_or(Ok(Extent::default()), Failures::flush)
    }

    /// The file of failures, where it is one.
    pub(super) fn failures(&self) -> Option<&Writing> {
        self.errors.as_ref().and_then(Failures::writing)
    }

    /// Counts what became of some inputs, and names those that failed.
    pub(super) fn page(&mut self, events: &mut Events, env: &Env) -> anyhow::Result<()> {
        self.counts.cables += events.cables;
        self.counts.own += events.own;
        self.counts.no_files += events.no_files;
        if let Some(count) = &mut self.counts.matched {
            *count += events.matched;
        }
        for event in events.files.drain(..) {
            match event {
                FileEvent::Begin(path) => {
                    self.counts.inputs += 1;
                    if env.verbose {
                        env.err.line(&format!("reading {path}"));
                    }
                }
                FileEvent::Records(path, source) => {
                    if let Some(source) = self.folders.source(&path, &source)
                        && !env.quiet
                    {
                        env.err.line(&format!(
                            "warning: {path} holds records of {}, which lies below the same input: cables come twice",
                            source.display()
                        ));
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
        *self.counts.failed.entry(code.to_owned()).or_default() += 1;
        err.line(&error.to_string());
        match &mut self.errors {
            Some(failures) => failures.add(error),
            None => Ok(()),
        }
    }

    /// Closes the file of failures, and says how the run ended.
    pub(super) fn finish(&mut self) -> anyhow::Result<ExitStatus> {
        if let Some(failures) = self.errors.take() {
            failures.finish()?;
        }
        Ok(if self.counts.failed.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::Failed
        })
    }
}

impl Counts {
    /// How many records the filters let through.
    pub(super) fn records(&self) -> u64 {
        self.matched.unwrap_or(self.cables)
    }

    /// The closing line, where there was more than one input, or one that failed.
    pub(super) fn closing(&self) -> Option<String> {
        (self.inputs > 1 || !self.failed.is_empty() || self.own + self.no_files > 0)
            .then(|| self.line())
    }

    /// The closing line: `25,000 inputs: 24,990 cables, 8 not cables, 2 unreadable`.
    pub(super) fn line(&self) -> String {
        let mut line = format!(
            "{}: {}",
            count(self.inputs, "input", "inputs"),
            count(self.cables, "cable", "cables")
        );
        if let Some(matched) = self.matched {
            line += &format!(" ({} matched)", thousands(matched));
        }
        line += &self.failures();
        if self.own > 0 {
            let files = count(self.own, "file", "files");
            line += &format!("; {files} of this run's own not read");
        }
        line += &no_files(self.no_files);
        line
    }

    /// What failed, for the closing line: `, 8 not cables, 2 unreadable`.
    pub(super) fn failures(&self) -> String {
        let mut line = String::new();
        for (code, one, many) in [
            ("not-cable", "not a cable", "not cables"),
            (
                "not-container",
                "of another container",
                "of another container",
            ),
            ("not-found", "not found", "not found"),
            ("damaged", "damaged", "damaged"),
            ("too-large", "too large", "too large"),
            ("empty", "empty", "empty"),
            ("no-files", "without files", "without files"),
            ("no-text", "without text", "without text"),
            ("unsupported", "unsupported", "unsupported"),
            ("unreadable", "unreadable", "unreadable"),
        ] {
            if let Some(failed) = self.failed.get(code) {
                line += &format!(", {}", count(*failed, one, many));
            }
        }
        line
    }
}

/// What was passed over in folders, for the closing line: `; 2 pipes, devices or sockets not read`.
pub(super) fn no_files(number: u64) -> String {
    match number {
        0 => String::new(),
        number => {
            let what = count(
                number,
                "pipe, device or socket",
                "pipes, devices or sockets",
            );
            format!("; {what} not read")
        }
    }
}

/// A number and its noun.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// A number with commas: `25,000`.
pub(super) fn thousands(number: u64) -> String {
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
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts() {
        let mut counts = Counts {
            inputs: 1,
            cables: 1,
            ..Counts::default()
        };
        assert_eq!(counts.closing(), None);
        (counts.inputs, counts.cables) = (25_000, 24_990);
        assert_eq!(counts.line(), "25,000 inputs: 24,990 cables");
        counts.failed.insert("not-cable".to_owned(), 8);
        counts.failed.insert("unreadable".to_owned(), 2);
        assert_eq!(
            counts.line(),
            "25,000 inputs: 24,990 cables, 8 not cables, 2 unreadable"
        );
        let counts = Counts {
            inputs: 3,
            cables: 2,
            matched: Some(1),
            failed: [("not-cable".to_owned(), 1)].into(),
            own: 2,
            no_files: 1,
        };
        assert_eq!(
            counts.line(),
            "3 inputs: 2 cables (1 matched), 1 not a cable; 2 files of this run's own not read; 1 pipe, device or socket not read"
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
