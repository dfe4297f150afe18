//! The files of one output: it, what it is called until it is whole, how far an interrupted run came, and what a finished
//! one was made of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use cablex::archive::{Except, FileId, Input};

use super::super::exit::Stop;
use super::super::manifest;
use super::super::source::{SourceArgs, written};
use super::super::written::{Place, Writing, file_at};

/// The files of one output.
pub(super) struct Target {
    whole: PathBuf,
    /// How far an interrupted run came.
    pub state: PathBuf,
    /// The same in the making.
    pub fresh: PathBuf,
    /// What the finished file was made of. Hidden, so that it is no input.
    pub done: PathBuf,
    /// What is put down of the run.
    manifest: PathBuf,
}

impl Target {
    pub(super) fn new(path: &Path) -> Self {
        let with = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let mut done = std::ffi::OsString::from(".");
        done.push(path.file_name().unwrap_or_default());
        done.push(".done");
        Target {
            whole: path.to_owned(),
            state: with(".part.state"),
            fresh: with(".part.state.new"),
            done: path.with_file_name(done),
            manifest: manifest::path(path),
        }
    }

    /// Whether there is nothing in the way, or it may be replaced. Returns where to write.
    pub(super) fn place(&self, resume: bool, replace: bool, overwrite: bool) -> Result<Place> {
        let place = Place::new(&self.whole, replace)?;
        // What is beside it is written to as well: no link is followed, and nothing that is no file is opened.
        for beside in [&self.state, &self.fresh, &self.done] {
            file_at(beside)?;
        }
        let part = place.part.display();
        match place.left()? {
            None | Some(0) => {}
            Some(_) if !self.state.exists() => {
                let state = self.state.display();
                bail!("{part} is in the way, and not ours, for there is no {state}: move it away")
            }
            Some(_) if !resume && !overwrite => {
                bail!(
                    "{part} is what an interrupted run left: --resume goes on, --overwrite begins anew"
                )
            }
            Some(_) => {}
        }
        Ok(place)
    }

    /// An output is none of the inputs, nor is its manifest, where there is to be one.
    pub(super) fn is_no_input(
        &self,
        source: &SourceArgs,
        inputs: &[Input],
        manifest: bool,
    ) -> Result<()> {
        let manifest = manifest.then_some((&self.manifest, "manifest"));
        for (path, what) in [(&self.whole, "output")].into_iter().chain(manifest) {
            if source.reads(inputs, path) {
                let text = format!(
                    "{}: the {what} is one of the inputs, and would be lost",
                    path.display()
                );
                return Err(Stop::Usage(text).into());
            }
        }
        Ok(())
    }

    /// Whether the file of failures is none of these files.
    pub(super) fn is_apart_from(&self, errors: Option<&Path>, place: &Place) -> Result<()> {
        let own = [
            &self.whole,
            &place.part,
            &self.state,
            &self.fresh,
            &self.done,
            &self.manifest,
        ];
        let Some(errors) = errors.filter(|errors| {
            let same = |own: &Path| {
                own == *errors
                    || FileId::of(own).is_ok_and(|own| FileId::of(errors).is_ok_and(|id| id == own))
            };
            own.into_iter().any(|own| same(own))
        }) else {
            return Ok(());
        };
        let text = format!("{}: --errors needs a file of its own", errors.display());
        Err(Stop::Usage(text).into())
    }

    /// These files, which are no inputs: under their names, and what of them is there under any name.
    pub(super) fn files(&self) -> impl Iterator<Item = Except> {
        [&self.whole, &self.state, &self.fresh, &self.manifest]
            .into_iter()
            .flat_map(|path| written(path))
    }

    /// The folder among the inputs that the file lies below, where there is one: a later run reads it.
    pub(super) fn folder<'i>(&self, inputs: &'i [Input]) -> Option<&'i Path> {
        let parent = self.whole.parent();
        let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
        let own = parent.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let hidden = |below: &Path| below.as_os_str().as_encoded_bytes().starts_with(b".");
        inputs.iter().find_map(|input| match input {
            Input::Path(path) if path.is_dir() => {
                let below = own.strip_prefix(path.canonicalize().ok()?).ok()?;
                let name = self.whole.file_name().map(Path::new);
                let mut parts = below.iter().map(Path::new).chain(name);
                (!parts.any(hidden)).then_some(path.as_path())
            }
            _ => None,
        })
    }

    /// A run that read no cable replaces nothing: the error that says so.
    pub(super) fn kept(&self, writing: Writing) -> anyhow::Error {
        if let Err(error) = writing.abandon().and_then(|()| self.clear()) {
            return error;
        }
        let whole = self.whole.display();
        anyhow!(
            "{whole} is kept as it was: no cable was read (--allow-empty replaces it all the same)"
        )
    }

    /// Takes away what says how far the run came.
    pub(super) fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.state) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| self.state.display().to_string())
            }
            _ => Ok(()),
        }
    }
}
