//! What is asked for: files, and cables by their ids.

use std::path::Path;

use anyhow::Result;
use cablex::parse;

use super::super::exit::Stop;
use super::super::input::InputArgs;

/// The inputs, taken apart.
pub(super) struct Asked {
    /// Those that are read; nothing where there are ids alone.
    pub files: Option<InputArgs>,
    /// The ids, as they were typed.
    pub ids: Vec<String>,
}

impl Asked {
    /// A name of no file is an id where it can be read as one.
    pub(super) fn of(input: &InputArgs) -> Self {
        let (files, ids) = input.apart(|name| !is_id(name));
        let named = ids.iter().filter_map(|name| name.to_str());
        let ids: Vec<String> = named.map(str::to_owned).collect();
        let alone = !ids.is_empty() && !files.has_names();
        Asked {
            files: (!alone).then_some(files),
            ids,
        }
    }
}

fn is_id(name: &Path) -> bool {
    let text = name.to_str();
    text.is_some_and(|text| parse::id(text).is_ok()) && !name.exists()
}

/// Looks the ids up. There is nothing yet in which they could be found.
pub(super) fn look_up(ids: &[String]) -> Result<()> {
    match ids.first() {
        Some(id) => Err(Stop::Usage(format!("no file {id:?}")).into()),
        None => Ok(()),
    }
}
