//! The directory of an index, and which of its folders is the index.
//!
//! `current` names the version and a folder beside it: `cablex 3 index-7` is version 3 in `index-7`. An index that is
//! made anew is made in a folder of its own, and `current` is replaced when it is whole; until then the old one is read.
//!
//! Nothing is removed or replaced that was not made here. A folder that is made holds, from the first moment on, a file
//! that bears the folder's name (`index-7.cablex`). A folder goes only if that file is there and all else in it has a
//! name that an index gives; and its files go one by one, so what is strange would keep it. `current` is replaced if it
//! is one of ours, or if all in the directory is ours. A file that stands for `current` is written in our folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{IndexError, VERSION};

/// The directory of an index.
#[derive(Clone, Debug)]
pub(super) struct Place {
    dir: PathBuf,
}

/// What `current` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Current {
    pub version: u32,
    /// The number in the folder's name.
    pub number: u32,
}

const CURRENT: &str = "current";
const LOCK: &str = "lock";
/// Written in the folder that it names, and moved beside it.
const FRESH: &str = "current.new";
/// What `current` begins with.
const OURS: &str = "cablex";
/// What the name of a folder begins with.
const FOLDER: &str = "index-";

impl Place {
    pub(super) fn new(dir: &Path) -> Self {
        Place {
            dir: dir.to_path_buf(),
        }
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.dir.join(LOCK)
    }

    pub(super) fn folder(&self, number: u32) -> PathBuf {
        self.dir.join(name(number))
    }

    /// The file that says that a folder was made here. A copy of the folder under another name has it not.
    fn mark(&self, number: u32) -> PathBuf {
        self.folder(number).join(mark(number))
    }

    /// What `current` says; nothing where there is none. It is damaged if all else in the directory is ours, and
    /// otherwise belongs to somebody.
    pub(super) fn read(&self) -> Result<Option<Current>, IndexError> {
        let path = self.dir.join(CURRENT);
        let about = match path.symlink_metadata() {
            Ok(about) => about,
            Err(error) => {
                return match error.kind() {
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
                    _ => Err(IndexError::io(&path, error)),
                };
            }
        };
        if !about.is_file() {
            return Err(IndexError::Foreign(self.dir.clone()));
        }
        let bytes = fs::read(&path).map_err(|error| IndexError::io(&path, error))?;
        if let Some(current) = said(&bytes) {
            return Ok(Some(current));
        }
        let made = self.numbers().any(|number| self.is_made(number));
        Err(if made && self.is_all_own()? {
            IndexError::damaged(&path, "it names no folder")
        } else {
            IndexError::Foreign(self.dir.clone())
        })
    }

    /// The folder of an index of this version.
    pub(super) fn current(&self) -> Result<u32, IndexError> {
        match self.read()? {
            None => Err(IndexError::Missing(self.dir.clone())),
            Some(current) if current.version != VERSION => Err(IndexError::Version {
                dir: self.dir.clone(),
                found: current.version,
            }),
            Some(current) => Ok(current.number),
        }
    }

    /// Makes a folder whose number is not taken.
    pub(super) fn make(&self) -> Result<u32, IndexError> {
        let last = self.numbers().max();
        let number = last.map_or(1, |last| last.saturating_add(1));
        let folder = self.folder(number);
        // Not one that is there, whoever made it.
        fs::create_dir(&folder)
            .and_then(|()| File::create_new(self.mark(number))?.sync_all())
            .map_err(|error| IndexError::io(&folder, error))?;
        Ok(number)
    }

    /// Makes a folder the index, in one step.
    pub(super) fn switch(&self, number: u32) -> Result<(), IndexError> {
        let fresh = self.folder(number).join(FRESH);
        let path = self.dir.join(CURRENT);
        let written = File::create(&fresh)
            .and_then(|mut file| {
                writeln!(file, "{OURS} {VERSION} {}", name(number))?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&fresh, &path));
        written.map_err(|error| IndexError::io(&path, error))?;
        sync(&self.dir)
    }

    /// Removes the folders of indexes that were replaced, or that never became whole. Nothing depends on it, so a file
    /// that a reader holds open, where that matters, is left for the next run.
    pub(super) fn tidy(&self, current: u32) {
        for number in self.numbers() {
            if number != current {
                let _ = self.remove(number);
            }
        }
    }

    /// Removes a folder that was made here, if nothing else is in it.
    fn remove(&self, number: u32) -> io::Result<()> {
        let (folder, mark) = (self.folder(number), self.mark(number));
        if !self.is_made(number) {
            return Ok(());
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.path() == mark {
                continue;
            }
            if !entry.file_type()?.is_file() || !is_of_index(&entry.file_name().to_string_lossy()) {
                return Ok(());
            }
            files.push(entry.path());
        }
        for file in files {
            fs::remove_file(file)?;
        }
        // Last, so that what is left of a folder is still known to be ours.
        if fs::read_dir(&folder)?.count() == 1 {
            fs::remove_file(mark)?;
            fs::remove_dir(folder)?;
        }
        Ok(())
    }

    /// Whether a folder was made here.
    fn is_made(&self, number: u32) -> bool {
        is(&self.folder(number), fs::Metadata::is_dir)
            && is(&self.mark(number), fs::Metadata::is_file)
    }

    /// Whether there is nothing in the directory, `current` aside, that was not made here.
    pub(super) fn is_all_own(&self) -> Result<bool, IndexError> {
        let io = |error| IndexError::io(&self.dir, error);
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(io(error)),
        };
        for entry in entries {
            let entry = entry.map_err(io)?;
            let is_own = match entry.file_name().to_str() {
                Some(CURRENT) => true,
                Some(LOCK) => is(&entry.path(), |about| about.is_file() && about.len() == 0),
                // A run that ended at once left a folder that is empty.
                Some(name) => number(name)
                    .is_some_and(|number| self.is_made(number) || is_empty(&entry.path())),
                None => false,
            };
            if !is_own {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The numbers that folders have, whoever made them.
    fn numbers(&self) -> impl Iterator<Item = u32> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        entries.filter_map(|entry| number(entry.file_name().to_str()?))
    }
}

fn name(number: u32) -> String {
    format!("{FOLDER}{number}")
}

fn mark(number: u32) -> String {
    format!("{FOLDER}{number}.{OURS}")
}

/// The number of a folder's name, if that is how it would be written.
fn number(text: &str) -> Option<u32> {
    let number = text.strip_prefix(FOLDER)?.parse().ok()?;
    (name(number) == text).then_some(number)
}

/// What a `current` says, if it is one of ours.
fn said(bytes: &[u8]) -> Option<Current> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (version, folder) = text
        .strip_prefix(OURS)?
        .strip_prefix(' ')?
        .split_once(' ')?;
    Some(Current {
        version: version.parse().ok()?,
        number: number(folder)?,
    })
}

/// Whether a file of this name is one that an index makes in its folder.
fn is_of_index(name: &str) -> bool {
    const FIXED: [&str; 7] = [
        "meta.json",
        "meta.json.new",
        ".managed.json",
        ".managed.json.new",
        ".tantivy-meta.lock",
        ".tantivy-writer.lock",
        FRESH,
    ];
    let is_segment = name.split_once('.').is_some_and(|(segment, _)| {
        segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    is_segment || FIXED.contains(&name) || is_manifest(name)
}

/// Whether a file of this name is a manifest.
pub(super) fn is_manifest(name: &str) -> bool {
    let number = name
        .strip_prefix("files-")
        .and_then(|name| name.strip_suffix(".jsonl"));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether something is there of which this is true; what a link leads to does not count.
fn is(path: &Path, test: impl Fn(&fs::Metadata) -> bool) -> bool {
    path.symlink_metadata().is_ok_and(|about| test(&about))
}

fn is_empty(folder: &Path) -> bool {
    is(folder, fs::Metadata::is_dir)
        && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Has a directory's entries written to the disk, where the system can be asked for it.
pub(super) fn sync(dir: &Path) -> Result<(), IndexError> {
    #[cfg(unix)]
    {
        let synced = File::open(dir).and_then(|dir| dir.sync_all());
        synced.map_err(|error| IndexError::io(dir, error))?;
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}
