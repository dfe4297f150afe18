//! The file of `--errors`: each input that failed, as a JSON line.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use cablex::error::InputError;
use cablex::path_bytes::PathBytes;
use serde::{Deserialize, Serialize};

use super::exit::Stop;
use super::source::SourceArgs;
use super::written::{Extent, Place, Writing};

/// So much is held before it is written.
const HELD: usize = 1 << 13;

/// A failure as a JSON line.
#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    /// The bytes of the path, where it is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<&'a PathBytes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    /// The name by which it can be read again; standard input cannot, and a name that is no text is `path_bytes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    code: &'static str,
    message: String,
}

/// The file of failures.
pub(super) struct Failures {
    to: To,
    held: Vec<u8>,
    /// Whether the file has to last through a loss of power.
    sync: bool,
}

/// Where failures go.
enum To {
    /// A file, which has its name when the run has ended.
    File(Writing),
    /// What has no name of its own to keep: a pipe, a device, the standard error of the process.
    Stream(File, String),
}

impl Failures {
    /// Begins the file that the arguments name, where they name one.
    pub(super) fn begin(source: &SourceArgs) -> Result<Option<Self>> {
        Failures::resumed(source, source.overwrite, None, false)
    }

    /// Begins the file that the arguments name, where they name one, or goes on with it from where it was left. One that
    /// is there may be replaced or not; an empty one has nothing to lose.
    pub(super) fn resumed(
        source: &SourceArgs,
        replace: bool,
        written: Option<Extent>,
        sync: bool,
    ) -> Result<Option<Self>> {
        let Some(path) = source.errors.as_deref() else {
            return Ok(None);
        };
        let name = || format!("--errors {}", path.display());
        if path == Path::new("-") {
            let text = "--errors wants a file: failures are named on standard error anyway";
            return Err(Stop::Usage(text.to_owned()).into());
        }
        let to = if is_stream(path) {
            let file = OpenOptions::new().append(true).open(path);
            To::Stream(file.with_context(name)?, name())
        } else {
            let empty = fs::metadata(path).is_ok_and(|about| about.len() == 0);
            let place = Place::new(path, replace || empty).with_context(name)?;
            let left = place.left().with_context(name)?.unwrap_or(0);
            if left > 0 {
                let part = place.part.display();
                if !is_list(&place.part) {
                    bail!("{part} is in the way, and no list of failures: move it away");
                }
                if written.is_none() && !replace {
                    bail!("{part} is what an interrupted run left: --overwrite begins anew");
                }
            }
            let writing = match written {
                Some(written) if written.bytes > 0 => place.go_on(written),
                _ => place.begin(|| Ok(())),
            };
            To::File(writing.with_context(name)?)
        };
        Ok(Some(Failures {
            to,
            held: Vec::new(),
            sync,
        }))
    }

    /// Gives the list of a run its name that had come to its end, where it has not got it yet.
    pub(super) fn settle(source: &SourceArgs, sync: bool) -> Result<()> {
        let Some(path) = source.errors.as_deref().filter(|path| !is_stream(path)) else {
            return Ok(());
        };
        let place = Place::new(path, true)?;
        match place.left()? {
            Some(len) if is_list(&place.part) => {
                let written = place.found(len)?;
                place.go_on(written)?.finish(sync).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// Writes down a failure.
    pub(super) fn add(&mut self, error: &InputError) -> Result<()> {
        let failure = Failure {
            path: &error.path,
            path_bytes: error.path_bytes.as_ref(),
            index: error.index,
            input: error.input(),
            code: error.kind.code(),
            message: error.kind.to_string(),
        };
        serde_json::to_writer(&mut self.held, &failure)?;
        self.held.push(b'\n');
        if self.held.len() >= HELD {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is held. Returns how far the file has been written.
    pub(super) fn flush(&mut self) -> Result<Extent> {
        let extent = match &mut self.to {
            To::File(writing) => {
                writing.add(&self.held)?;
                writing.extent()
            }
            To::Stream(file, name) => {
                file.write_all(&self.held).with_context(|| name.clone())?;
                Extent::default()
            }
        };
        self.held.clear();
        Ok(extent)
    }

    /// The file that is being written, where it is one.
    pub(super) fn writing(&self) -> Option<&Writing> {
        match &self.to {
            To::File(writing) => Some(writing),
            To::Stream(..) => None,
        }
    }

    /// The run has ended: the file gets its name.
    pub(super) fn finish(mut self) -> Result<()> {
        self.flush()?;
        match self.to {
            To::File(writing) => writing.finish(self.sync).map(|_| ()),
            To::Stream(..) => Ok(()),
        }
    }
}

/// Whether what is written to a path goes elsewhere: into a pipe or a device, or into what a name of the system stands for
/// (`/dev/stderr` may be a file, which belongs to whoever started this run; `/dev/shm` is a folder as any other).
fn is_stream(path: &Path) -> bool {
    let is_name = path.parent() == Some(Path::new("/dev"))
        || ["/dev/fd", "/proc"].iter().any(|own| path.starts_with(own));
    let is_other = || fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
    is_name || is_other()
}

/// Whether a file is a list of failures, by its first line.
fn is_list(path: &Path) -> bool {
    #[derive(Deserialize)]
    struct Line {
        path: String,
        code: String,
        message: String,
    }
    let mut line = Vec::new();
    let read = File::open(path).and_then(|file| {
        let file = file.take(1 << 20);
        BufReader::new(file).read_until(b'\n', &mut line)
    });
    let line: Option<Line> = read.ok().and_then(|_| serde_json::from_slice(&line).ok());
    line.is_some_and(|line| {
        ![line.path, line.code, line.message]
            .iter()
            .any(String::is_empty)
    })
}
