//! Which files are in an index, and how they were when they were read.
//!
//! A manifest is a file beside the segments: a line of JSON about all of it, then a line a file. Each commit writes one
//! of its own before, and names it; so the index and its manifest change together, in one step.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::place::{is_manifest, sync};
use crate::archive::Limits;
use crate::message::Container;

/// What was named to be indexed, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Root {
    /// The key of its path.
    pub path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Container>,
    pub max_message: u64,
}

impl Root {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            from: self.from,
            max_message: self.max_message,
        }
    }
}

/// The first line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Head {
    roots: Vec<Root>,
    /// When it was written, in seconds since 1970.
    changed: u64,
    /// How many lines follow.
    files: usize,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub size: u64,
    /// When it was changed last, in nanoseconds since 1970; nothing where that cannot be relied on.
    pub time: Option<u64>,
    /// Of its content; nothing where the file is to be read again.
    pub hash: Option<Hash>,
    pub cables: u64,
    pub failed: u64,
    /// How it was read.
    pub limits: Limits,
}

/// BLAKE3 of a file's content.
pub(super) type Hash = blake3::Hash;

/// A line: key, size, time, hash, cables, failures, container if one was named, longest message.
type Line<'a> = (
    std::borrow::Cow<'a, str>,
    u64,
    Option<u64>,
    Option<String>,
    u64,
    u64,
    Option<Container>,
    u64,
);

/// What an index holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub roots: Vec<Root>,
    /// When the index was changed last, in seconds since 1970.
    pub changed: u64,
    /// By their keys.
    pub rows: BTreeMap<String, Row>,
}

/// What tantivy's own file says that is of use here.
#[derive(Deserialize)]
struct Meta {
    payload: Option<String>,
}

impl Manifest {
    /// The manifest of the last commit of a folder; its roots alone, where no more is wanted.
    pub(super) fn load(folder: &Path, roots_only: bool) -> Result<Self, IndexError> {
        loop {
            let path = folder.join(named(folder)?);
            match Manifest::read(&path, roots_only) {
                // Another commit came between.
                Err(IndexError::Io { error, .. })
                    if error.kind() == io::ErrorKind::NotFound
                        && folder.join(named(folder)?) != path => {}
                Err(IndexError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                    return Err(IndexError::damaged(&path, "it is missing"));
                }
                other => return other,
            }
        }
    }

    fn read(path: &Path, roots_only: bool) -> Result<Self, IndexError> {
        let io = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidData => IndexError::damaged(path, "it is no text"),
            _ => IndexError::io(path, error),
        };
        let damaged = |error: serde_json::Error| IndexError::damaged(path, error.to_string());
        let mut lines = BufReader::new(File::open(path).map_err(io)?).lines();
        let head = lines.next().transpose().map_err(io)?.unwrap_or_default();
        let head: Head = serde_json::from_str(&head).map_err(damaged)?;
        let mut manifest = Manifest {
            roots: head.roots,
            changed: head.changed,
            rows: BTreeMap::new(),
        };
        if roots_only {
            return Ok(manifest);
        }
        for line in lines {
            let line = line.map_err(io)?;
            let (key, size, time, hash, cables, failed, from, max_message): Line<'_> =
                serde_json::from_str(&line).map_err(damaged)?;
            let hash = hash.map(|hash| Hash::from_hex(hash.as_bytes())).transpose();
            let row = Row {
                size,
                time,
                hash: hash.map_err(|error| IndexError::damaged(path, error.to_string()))?,
                cables,
                failed,
                limits: Limits { from, max_message },
            };
            manifest.rows.insert(key.into_owned(), row);
        }
        if manifest.rows.len() != head.files {
            return Err(IndexError::damaged(path, "lines are missing"));
        }
        Ok(manifest)
    }

    /// Writes it into a folder, on the disk, and gives the name that the commit is to name.
    pub(super) fn write(&self, folder: &Path, number: u64) -> Result<String, IndexError> {
        let name = format!("files-{number}.jsonl");
        let path = folder.join(&name);
        self.write_to(&path)
            .map_err(|error| IndexError::io(&path, error))?;
        sync(folder)?;
        Ok(name)
    }

    fn write_to(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        let head = Head {
            roots: self.roots.clone(),
            changed: self.changed,
            files: self.rows.len(),
        };
        serde_json::to_writer(&mut file, &head)?;
        for (key, row) in &self.rows {
            let hash = row.hash.map(|hash| hash.to_hex().to_string());
            let line: Line<'_> = (
                key.as_str().into(),
                row.size,
                row.time,
                hash,
                row.cables,
                row.failed,
                row.limits.from,
                row.limits.max_message,
            );
            file.write_all(b"\n")?;
            serde_json::to_writer(&mut file, &line)?;
        }
        file.write_all(b"\n")?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }

    /// Removes the manifests of earlier commits from a folder, and those of commits that never came.
    pub(super) fn tidy(folder: &Path, current: &str) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_manifest(&name) && name != current {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The manifest that the last commit of a folder names.
fn named(folder: &Path) -> Result<PathBuf, IndexError> {
    let path = folder.join("meta.json");
    let bytes = fs::read(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => IndexError::damaged(&path, "it is missing"),
        _ => IndexError::io(&path, error),
    })?;
    let meta: Meta = serde_json::from_slice(&bytes)
        .map_err(|error| IndexError::damaged(&path, error.to_string()))?;
    let payload = meta.payload.filter(|name| is_manifest(name));
    let name = payload.ok_or_else(|| IndexError::damaged(&path, "it names no list of files"))?;
    Ok(PathBuf::from(name))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let row = |time, hash| Row {
            size: 7,
            time,
            hash,
            cables: 3,
            failed: 1,
            limits: Limits {
                from: Some(Container::Page),
                max_message: 8,
            },
        };
        let manifest = Manifest {
            roots: vec![Root {
                path: "/a".to_owned(),
                from: Some(Container::Page),
                max_message: 9,
            }],
            changed: 5,
            rows: [
                ("/a/\0x".to_owned(), row(Some(12), Some(blake3::hash(b"x")))),
                ("/a/é\n".to_owned(), row(None, None)),
            ]
            .into(),
        };
        let name = manifest.write(dir.path(), 4).unwrap();
        let meta = dir.path().join("meta.json");
        fs::write(&meta, format!("{{\"payload\":\"{name}\",\"x\":1}}")).unwrap();
        let again = Manifest::load(dir.path(), false).unwrap();
        assert_eq!(
            (&again.rows, &again.roots),
            (&manifest.rows, &manifest.roots)
        );
        assert_eq!(again.changed, 5);
        assert!(Manifest::load(dir.path(), true).unwrap().rows.is_empty());
        Manifest::tidy(dir.path(), &name);
        assert!(Manifest::load(dir.path(), false).is_ok());
        let whole = fs::read_to_string(dir.path().join(&name)).unwrap();
        for cut in [0, 10, whole.find('\n').unwrap() + 1, whole.len() - 9] {
            fs::write(dir.path().join(&name), whole.get(..cut).unwrap()).unwrap();
            let error = Manifest::load(dir.path(), false).unwrap_err().to_string();
            assert!(error.contains("the index is damaged"), "{error}");
        }
        Manifest::tidy(dir.path(), "");
        let error = Manifest::load(dir.path(), false).unwrap_err().to_string();
        assert!(
            error.contains("files-4.jsonl: the index is damaged (it is missing)"),
            "{error}"
        );
    }
}
