//! `--manifest`: what the run has read and made is put down beside what it writes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use cablex::archive::Stamp;
use clap::CommandFactory;
use clap::parser::ValueSource;
use serde::Serialize;
use serde_json::Value;

use super::super::Cli;
use super::super::exit::Stop;
use super::super::manifest::{Counts, Entry, Folder, Head, SCHEMA, path};
use super::super::sums::Hash;
use super::super::written::{Place, Writing};

/// So much is held before it is written.
const HELD: usize = 1 << 13;

/// Options that decide neither what is read nor what is written of it. Inputs have a place of their own.
const ASIDE: [&str; 14] = [
    "output",
    "resume",
    "overwrite",
    "allow-empty",
    "no-sync",
    "verify",
    "manifest",
    "errors",
    "files-from",
    "null",
    "jobs",
    "quiet",
    "verbose",
    "color",
];

/// A manifest that is being written.
pub(super) struct Ledger {
    writing: Writing,
    held: Vec<u8>,
    folder: Folder,
    /// The file that was opened last: while it is read, it may still change.
    open: Option<Stamp>,
    /// Whether an input has been put down.
    begun: bool,
}

impl Ledger {
    /// Where the manifest of an output is to be, if nothing is in the way.
    pub(super) fn place(output: &Path, resume: bool, replace: bool) -> Result<Place> {
        let place = Place::new(&path(output), replace)?;
        let part = place.part.display();
        if place.left()?.unwrap_or(0) > 0 {
            if !is_manifest(&place.part) {
                bail!("{part} is in the way, and no manifest: move it away");
            }
            if !resume && !replace {
                bail!("{part} is what an interrupted run left: --overwrite begins anew");
            }
        }
        Ok(place)
    }

    /// Begins a manifest. A run that goes on begins it too: all inputs pass by once more.
    pub(super) fn begin(place: Place) -> Result<Self> {
        let options = options();
        let head = Head {
            schema: SCHEMA,
            cablex: env!("CARGO_PKG_VERSION"),
            options: &options,
        };
        let folder = Folder::of(&place.whole).with_context(|| place.whole.display().to_string())?;
        let mut held = serde_json::to_vec_pretty(&head)?;
        // The object stays open, and so does the list of inputs.
        held.truncate(held.len().saturating_sub(2));
        held.extend_from_slice(b",\n  \"inputs\": [");
        Ok(Ledger {
            writing: place.begin(|| Ok(()))?,
            held,
            folder,
            open: None,
            begun: false,
        })
    }

    /// A file has been opened: the one before has been read.
    pub(super) fn opened(&mut self, stamp: Stamp) -> Result<()> {
        let before = self.open.replace(stamp);
        before.map_or(Ok(()), |stamp| self.input(&stamp))
    }

    /// Puts down a file that has been read, if it is still what it was when it was opened.
    fn input(&mut self, stamp: &Stamp) -> Result<()> {
        let path = stamp.file();
        let name = || path.display().to_string();
        let file = File::open(path).with_context(name)?;
        let hash = match stamp.is_of(&file.metadata().with_context(name)?) {
            true => Some(Hash::of(&file).with_context(name)?),
            false => None,
        };
        let is_same = stamp.is_of(&file.metadata().with_context(name)?);
        let Some(hash) = hash.filter(|_| is_same) else {
            let text = format!(
                "{} was written to while this run read it: no manifest can say what was read",
                name()
            );
            return Err(Stop::Usage(text).into());
        };
        let own = self.folder.path_of(path).with_context(name)?;
        self.entry(&Entry::new(&own, &hash, None))
    }

    /// Adds an entry to the list that is open.
    fn entry(&mut self, entry: &impl Serialize) -> Result<()> {
        let between = if self.begun { ",\n    " } else { "\n    " };
        self.begun = true;
        self.held.extend_from_slice(between.as_bytes());
        serde_json::to_writer(&mut self.held, entry)?;
        if self.held.len() >= HELD {
            self.writing.add(&std::mem::take(&mut self.held))?;
        }
        Ok(())
    }

    /// Closes the list that is open.
    fn close(&mut self) {
        let end: &[u8] = if self.begun { b"\n  ]" } else { b"]" };
        self.held.extend_from_slice(end);
        self.begun = false;
    }

    /// The run has read all, and made these files: under their names, with what they are like, and how many records they
    /// hold. What is written is a whole manifest, which has not got its name yet.
    pub(super) fn end(
        mut self,
        counts: &Counts<'_>,
        outputs: &[(&Path, Hash, u64)],
    ) -> Result<Writing> {
        if let Some(stamp) = self.open.take() {
            self.input(&stamp)?;
        }
        self.close();
        self.held.extend_from_slice(b",\n  \"counts\": ");
        serde_json::to_writer(&mut self.held, counts)?;
        self.held.extend_from_slice(b",\n  \"outputs\": [");
        for (path, hash, records) in outputs {
            let own = self.folder.path_of(path);
            let own = own.with_context(|| path.display().to_string())?;
            self.entry(&Entry::new(&own, hash, Some(*records)))?;
        }
        self.close();
        self.held.extend_from_slice(b"\n}\n");
        self.writing.add(&self.held)?;
        Ok(self.writing)
    }

    /// Whether one was there.
    pub(super) fn replaces(&self) -> bool {
        self.writing.replaces()
    }

    /// Throws away what has been written.
    pub(super) fn abandon(self) -> Result<()> {
        self.writing.abandon()
    }
}

/// Gives the manifest of a run its name that had ended with one of so many bytes, where it has not got it yet. Whether all
/// that the run wrote of it is there then.
pub(super) fn settle(output: &Path, bytes: Option<u64>, sync: bool) -> Result<bool> {
    let Some(bytes) = bytes else {
        return Ok(true);
    };
    let place = Place::new(&path(output), true)?;
    match place.left()? {
        Some(left) if left == bytes && is_manifest(&place.part) => {
            let written = place.found(bytes)?;
            place.go_on(written)?.finish(sync)?;
            Ok(true)
        }
        _ => Ok(place.was_there()),
    }
}

/// Whether a file is a manifest, by its first bytes.
fn is_manifest(path: &Path) -> bool {
    let begins = b"{\n  \"schema\": \"cablex-manifest/";
    let mut first = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(begins.len() as u64).read_to_end(&mut first));
    read.is_ok() && first == begins
}

/// The options that decide what is read and what is written, as they were given.
fn options() -> BTreeMap<String, Value> {
    let mut definition = Cli::command();
    let given = definition.try_get_matches_from_mut(std::env::args_os());
    let given = given.ok().and_then(|mut given| given.remove_subcommand());
    let Some((name, given)) = given else {
        return BTreeMap::new();
    };
    let option = |arg: &clap::Arg| {
        let long = arg.get_long().filter(|long| !ASIDE.contains(long))?;
        let id = arg.get_id().as_str();
        (given.value_source(id) == Some(ValueSource::CommandLine)).then_some(())?;
        let values = given.get_raw(id)?;
        let value = if arg.get_action().takes_values() {
            values
                .map(|value| value.to_string_lossy().into_owned())
                .collect::<Vec<String>>()
                .into()
        } else {
            true.into()
        };
        Some((long.to_owned(), value))
    };
    let command = definition.find_subcommand(name);
    let arguments = command.into_iter().flat_map(clap::Command::get_arguments);
    arguments.filter_map(option).collect()
}
