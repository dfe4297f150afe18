//! What is asked for: files, or cables of the index by their ids.

use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::parse;
use cablex::record::{Cable, Record};
use cablex::view;

use super::super::Env;
use super::super::exit::{ExitStatus, Stop};
#[cfg(feature = "index")]
use super::super::index_dir::IndexDir;
use super::super::input::{InputArgs, Wants};
use super::super::page::Page;
use super::ShowArgs;

/// Where the cables come from.
pub(super) struct Asked<'a> {
    input: &'a InputArgs,
    /// Cables of the index; nothing where files are read.
    cables: Option<Vec<Cable>>,
    /// An id was not found.
    missing: bool,
    #[cfg(feature = "index")]
    index: Option<cablex::index::Index>,
}

impl<'a> Asked<'a> {
    /// A name of no file is an id where it can be read as one.
    pub(super) fn of(args: &'a ShowArgs, env: &Env) -> Result<Self> {
        let (files, ids) = args.input.apart(|name| id(name).is_none());
        let asked = Asked {
            input: &args.input,
            cables: None,
            missing: false,
            #[cfg(feature = "index")]
            index: None,
        };
        if ids.is_empty() {
            return Ok(asked);
        }
        if files.has_names() {
            let text =
                "files and ids cannot be shown together: the cables of one come from the index";
            return Err(Stop::Usage(text.to_owned()).into());
        }
        asked.look_up(args, &ids, env)
    }

    /// Looks ids up in the index; those that are not there are named.
    #[cfg(feature = "index")]
    fn look_up(mut self, args: &ShowArgs, names: &[PathBuf], env: &Env) -> Result<Self> {
        let dir: &IndexDir = &args.index;
        let index = dir.open().map_err(|error| {
            let name = names.first().cloned().unwrap_or_default();
            error.context(format!("no file {name:?}, and no index to look it up in"))
        })?;
        let mut cables = Vec::new();
        for id in names.iter().filter_map(|name| id(name)) {
            let versions = index.versions(&id)?;
            if versions.is_empty() {
                self.missing = true;
                env.err
                    .line(&format!("no cable {id} in {}", index.dir().display()));
            }
            if versions.len() > 1 && !args.diff && !env.quiet {
                let places: Vec<String> = versions
                    .iter()
                    .map(|version| format!("{}#{}", version.path(), version.index()))
                    .collect();
                let line = format!(
                    "{id} has {} versions: {}; --diff shows how they differ",
                    places.len(),
                    places.join(", ")
                );
                env.err.line(&line);
            }
            cables.extend(versions.into_iter().map(cablex::index::Stored::cable));
        }
        self.cables = Some(cables);
        self.index = Some(index);
        Ok(self)
    }

    /// There is no index in this build.
    #[cfg(not(feature = "index"))]
    fn look_up(self, _: &ShowArgs, names: &[PathBuf], _: &Env) -> Result<Self> {
        let name = names.first().cloned().unwrap_or_default();
        Err(Stop::Usage(format!("no file {name:?}")).into())
    }

    /// Whether the filters let a cable through.
    pub(super) fn matches(&self, record: &Record) -> bool {
        self.input.filter.matches(record)
    }

    /// Whether there is a filter.
    pub(super) fn is_filtered(&self) -> bool {
        self.input.is_filtered()
    }

    /// Gives every cable to `each`, and pages to `sink`, as [`InputArgs::gather`] does.
    pub(super) fn gather<T: Default + Send>(
        &self,
        env: &Env,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        sink: impl FnMut(&mut Page<T>) -> Result<()>,
    ) -> Result<ExitStatus> {
        let status = match &self.cables {
            Some(cables) => self.input.given(env, cables.clone(), each, sink),
            None => self.input.gather(env, &Wants::default(), each, sink),
        }?;
        Ok(if self.missing {
            status.max(ExitStatus::Odd)
        } else {
            status
        })
    }

    /// The options of a view; from the index, references are marked as present or absent.
    pub(super) fn view<T>(
        &self,
        diagnostics: bool,
        view: impl FnOnce(view::Options<'_>) -> T,
    ) -> T {
        #[cfg(feature = "index")]
        if let Some(index) = &self.index {
            let presence = |id: &str| index.has_cable(id).ok();
            return view(view::Options {
                diagnostics,
                presence: Some(&presence),
            });
        }
        view(view::Options {
            diagnostics,
            presence: None,
        })
    }
}

/// The canonical id that a name is, where it is none of a file.
fn id(name: &Path) -> Option<String> {
    let id = parse::id(name.to_str()?).ok()?;
    (!name.exists()).then_some(id)
}
