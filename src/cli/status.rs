//! What became of the inputs: each failure named at once, all counted at the end.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, bail};
use cablex::archive::Input;
use cablex::error::InputError;
use serde::{Deserialize, Serialize};

use super::Env;
use super::beside::Folders;
use super::exit::{ExitStatus, Stop};
use super::io::Err;
use super::page::{Events, FileEvent};

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
}

/// The file of failures.
struct Failures {
    file: BufWriter<File>,
    /// Bytes of it.
    len: u64,
}

/// A failure as a JSON line.
#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    /// The name by which it can be read again; standard input cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    code: &'static str,
    message: String,
}

impl Status {
    /// Writes failures to a file too, where one is named.
    pub(super) fn new(errors: Option<&Path>, filtered: bool) -> anyhow::Result<Self> {
        Status::resumed(
            errors,
            0,
            Counts {
                matched: filtered.then_some(0),
                ..Counts::default()
            },
        )
    }

    /// Goes on where an earlier run stopped, with what it had counted and the bytes of its file of failures.
    pub(super) fn resumed(errors: Option<&Path>, len: u64, counts: Counts) -> anyhow::Result<Self> {
        let open = |path: &Path| -> anyhow::Result<Failures> {
            let options = OpenOptions::new()
                .create(true)
                .write(true)
                .truncate(false)
                .clone();
            let name = || format!("--errors {}", path.display());
            let mut file = options.open(path).with_context(name)?;
            let about = file.metadata().with_context(name)?;
            // A device, or a pipe, has no length.
            if about.is_file() {
                if about.len() < len {
                    let text = "is shorter than it was left: --overwrite begins anew";
                    bail!("{} {text}", name());
                }
                file.set_len(len).with_context(name)?;
                file.seek(SeekFrom::End(0)).with_context(name)?;
            }
            let file = BufWriter::new(file);
            Ok(Failures { file, len })
        };
        if errors == Some(Path::new("-")) {
            let text = "--errors wants a file: failures are named on standard error anyway";
            return Err(Stop::Usage(text.to_owned()).into());
        }
        Ok(Status {
            errors: errors.map(open).transpose()?,
            folders: Folders::default(),
            counts,
        })
    }

    /// The same, of a run that reads these inputs.
    pub(super) fn reading(mut self, inputs: &[Input]) -> Self {
        self.folders = Folders::of(inputs);
        self
    }

    /// Bytes of the file of failures, all of them written.
    pub(super) fn flush(&mut self) -> anyhow::Result<u64> {
        match &mut self.errors {
            Some(failures) => {
                failures.file.flush()?;
                Ok(failures.len)
            }
            None => Ok(0),
        }
    }

    /// Counts what became of some inputs, and names those that failed.
    pub(super) fn page(&mut self, events: &mut Events, env: &Env) -> anyhow::Result<()> {
        self.counts.cables += events.cables;
        self.counts.own += events.own;
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
        if let Some(failures) = &mut self.errors {
            let failure = Failure {
                path: &error.path,
                index: error.index,
                input: error.input(),
                code,
                message: error.kind.to_string(),
            };
            let mut line = serde_json::to_vec(&failure)?;
            line.push(b'\n');
            failures.file.write_all(&line)?;
            failures.len += line.len() as u64;
        }
        Ok(())
    }

    /// Closes the file of failures, and says how the run ended.
    pub(super) fn finish(&mut self) -> anyhow::Result<ExitStatus> {
        self.flush()?;
        Ok(if self.counts.failed.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::Failed
        })
    }
}

impl Counts {
    /// The closing line, where there was more than one input, or one that failed.
    pub(super) fn closing(&self) -> Option<String> {
        (self.inputs > 1 || !self.failed.is_empty() || self.own > 0).then(|| self.line())
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
        };
        assert_eq!(
            counts.line(),
            "3 inputs: 2 cables (1 matched), 1 not a cable; 2 files of this run's own not read"
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
