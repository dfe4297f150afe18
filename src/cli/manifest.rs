//! What a data set was made of and what it holds, for whoever audits it: the file `OUT.manifest.json`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use cablex::path_bytes::PathBytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sums::Hash;

/// What a manifest calls itself. It grows by adding keys only.
pub(super) const SCHEMA: &str = "cablex-manifest/1";

/// Where the manifest of an output lies.
pub(super) fn path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".manifest.json");
    name.into()
}

/// A manifest. It is written piece by piece, with its keys in this order and an entry a line.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    pub schema: String,
    pub inputs: Vec<Entry>,
    pub outputs: Vec<Entry>,
}

/// What stands before the inputs.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    pub schema: &'a str,
    /// The version of this program.
    pub cablex: &'a str,
    /// The options that decide what is read and what is written, as they were given.
    pub options: &'a BTreeMap<String, Value>,
}

/// What was counted.
#[derive(Serialize)]
pub(super) struct Counts<'a> {
    /// Files, members of what is packed counted one by one.
    pub inputs: u64,
    pub cables: u64,
    /// Those that the filters let through.
    pub records: u64,
    /// What failed, by code.
    pub failures: &'a BTreeMap<String, u64>,
    /// What was odd in the records, by code.
    pub diagnostics: &'a BTreeMap<String, u64>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// From the manifest's folder on, where the file lies below it.
    pub path: String,
    /// The path's bytes, where it is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_bytes: Option<PathBytes>,
    pub size: u64,
    pub sha256: String,
    /// How many records an output holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
}

impl Entry {
    pub(super) fn new(path: &Path, hash: &Hash, records: Option<u64>) -> Self {
        let text = path.to_string_lossy();
        Entry {
            path: match cfg!(windows) {
                true => text.replace('\\', "/"),
                false => text.into_owned(),
            },
            path_bytes: PathBytes::of_path(path),
            size: hash.bytes,
            sha256: hash.hex(),
            records,
        }
    }

    /// Where the file is, by its path from a folder on; nothing where its name is none of this system.
    pub(super) fn file(&self, folder: &Path) -> Option<PathBuf> {
        Some(match &self.path_bytes {
            Some(bytes) => folder.join(bytes.path()?),
            None => folder.join(&self.path),
        })
    }
}

/// The folder of a manifest, which paths are told from.
pub(super) struct Folder {
    own: PathBuf,
    /// The folder of the last file, as it was named and as it is: most files lie beside the one before.
    last: Option<(PathBuf, PathBuf)>,
}

impl Folder {
    /// The folder of a file.
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        Ok(Folder {
            own: parent(file).canonicalize()?,
            last: None,
        })
    }

    /// The path of a file as the manifest has it: from its folder on, where the file lies below it, else from the root.
    /// Links to folders are followed, for the manifest may be read from elsewhere; a link to a file is that link.
    pub(super) fn path_of(&mut self, file: &Path) -> io::Result<PathBuf> {
        let parent = parent(file);
        let known = self.last.as_ref().filter(|(named, _)| named == parent);
        let whole = match known {
            Some((_, whole)) => whole.clone(),
            None => parent.canonicalize()?,
        };
        self.last = Some((parent.to_owned(), whole.clone()));
        let whole = whole.join(file.file_name().unwrap_or_default());
        Ok(match whole.strip_prefix(&self.own) {
            Ok(below) => below.to_owned(),
            Err(_) => whole,
        })
    }
}

/// The folder that a file lies in.
pub(super) fn parent(file: &Path) -> &Path {
    let parent = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}
