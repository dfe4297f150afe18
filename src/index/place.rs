//! The directory of an index, and which of its folders is the index.
//!
//! `current` names the version and a folder beside it: `1 7` is version 1 in `7`. An index that is made anew is made in
//! a folder of its own, and `current` is replaced when it is whole; until then the old one is read.

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
    /// The number that is the folder's name.
    pub number: u32,
}

const CURRENT: &str = "current";
const FRESH: &str = "current.new";
const LOCK: &str = "lock";

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
        self.dir.join(number.to_string())
    }

    /// What `current` says; nothing where there is no index.
    pub(super) fn read(&self) -> Result<Option<Current>, IndexError> {
        let path = self.dir.join(CURRENT);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                return match error.kind() {
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
                    io::ErrorKind::InvalidData => Err(IndexError::damaged(&path, "it is no text")),
                    _ => Err(IndexError::io(&path, error)),
                };
            }
        };
        let read = text
            .trim_end()
            .split_once(' ')
            .and_then(|(version, number)| {
                Some(Current {
                    version: version.parse().ok()?,
                    number: number.parse().ok()?,
                })
            });
        read.map(Some)
            .ok_or_else(|| IndexError::damaged(&path, "it names no folder"))
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

    /// Makes a folder the index, in one step.
    pub(super) fn switch(&self, number: u32) -> Result<(), IndexError> {
        let (fresh, path) = (self.dir.join(FRESH), self.dir.join(CURRENT));
        let written = File::create(&fresh)
            .and_then(|mut file| {
                writeln!(file, "{VERSION} {number}")?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&fresh, &path));
        written.map_err(|error| IndexError::io(&path, error))?;
        sync(&self.dir)
    }

    /// Removes what is no part of the index: folders of indexes that were replaced, or that never became whole. Nothing
    /// depends on it, so a file that a reader holds open, where that matters, is left for the next run.
    pub(super) fn tidy(&self, current: Option<u32>) {
        for number in self.numbers() {
            if Some(number) != current {
                let _ = fs::remove_dir_all(self.folder(number));
            }
        }
        let _ = fs::remove_file(self.dir.join(FRESH));
    }

    /// A folder's number that is not taken.
    pub(super) fn unused(&self) -> u32 {
        self.numbers()
            .max()
            .map_or(1, |last| last.saturating_add(1))
    }

    /// Whether everything in the directory is an index's.
    pub(super) fn is_own(&self) -> Result<bool, IndexError> {
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(IndexError::io(&self.dir, error)),
        };
        let mut own = true;
        for entry in entries {
            let entry = entry.map_err(|error| IndexError::io(&self.dir, error))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            own &= [CURRENT, FRESH, LOCK].contains(&&*name) || name.parse::<u32>().is_ok();
        }
        Ok(own)
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
    }
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
