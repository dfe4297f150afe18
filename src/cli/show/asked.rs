//! What is asked for: files, or cables of the index by their ids.

use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::archive::file_around;
use cablex::parse::{self, NoId};
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
pub(super) struct Asked {
    input: InputArgs,
    /// Cables of the index; nothing where files are read.
    cables: Option<Vec<Cable>>,
    /// An id was not found.
    missing: bool,
    /// A name means nothing.
    failed: bool,
    #[cfg(feature = "index")]
    index: Option<cablex::index::Index>,
}

impl Asked {
    /// A name of no file is an id where it can be read as one.
    pub(super) fn of(args: &ShowArgs, env: &Env) -> Result<Self> {
        let (input, names) = args.input.listed()?.apart(|name| id(name).is_none());
        let has_files = input.has_names();
        let mut asked = Asked {
            input,
            cables: None,
            missing: false,
            failed: false,
            #[cfg(feature = "index")]
            index: None,
        };
        let mut ids = Vec::new();
        for name in names {
            match id(&name) {
                Some(Ok(id)) => ids.push((name, id)),
                Some(Err(error)) => {
                    env.err.line(&format!("{name:?} is no file, and {error}"));
                    asked.failed = true;
                }
                // It has become a file since.
                None => {}
            }
        }
        if ids.is_empty() {
            // Where nothing but such names was given, standard input is not meant.
            asked.cables = (asked.failed && !has_files).then(Vec::new);
            return Ok(asked);
        }
        if has_files {
            let text =
                "files and ids cannot be shown together: the cables of one come from the index";
            return Err(Stop::Usage(text.to_owned()).into());
        }
        asked.look_up(args, &ids, env)
    }

    /// Looks ids up in the index; those that are not there are named.
    #[cfg(feature = "index")]
    fn look_up(mut self, args: &ShowArgs, ids: &[(PathBuf, String)], env: &Env) -> Result<Self> {
        let dir: &IndexDir = &args.index;
        let index = dir.open().map_err(|error| {
            let name = ids.first().map(|(name, _)| name.as_path());
            let name = name.unwrap_or(Path::new(""));
            error.context(format!("no file {name:?}, and no index to look it up in"))
        })?;
        let mut cables = Vec::new();
        for (_, id) in ids {
            let (versions, others) = (index.versions(id)?, index.known_as(id)?);
            if versions.is_empty() && others.is_empty() {
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
            let found = versions.into_iter().chain(others);
            cables.extend(found.map(cablex::index::Stored::cable));
        }
        self.cables = Some(cables);
        self.index = Some(index);
        Ok(self)
    }

    /// There is no index in this build.
    #[cfg(not(feature = "index"))]
    fn look_up(self, _: &ShowArgs, ids: &[(PathBuf, String)], _: &Env) -> Result<Self> {
        let name = ids.first().map(|(name, _)| name.as_path());
        let name = name.unwrap_or(Path::new(""));
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
        Ok(match (self.failed, self.missing) {
            (true, _) => ExitStatus::Failed,
            (_, true) => status.max(ExitStatus::Odd),
            _ => status,
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

/// The canonical id that a name is, or that it would be with a year, where it is none of a file.
fn id(name: &Path) -> Option<Result<String, NoId>> {
    let id = parse::id(name.to_str()?);
    (id != Err(NoId::Unread) && !name.exists() && file_around(name).is_none()).then_some(id)
}
