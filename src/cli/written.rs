//! A file that a run writes: under its name with `.part` behind it until it is whole.
//!
//! What was there stays until there is something better, and nobody meets half a file. What stands in the way and is not
//! ours (a link, a device, another's file that is called like the part) is never written to.

mod disk;

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use cablex::archive::FileId;
use crc32fast::Hasher;
use disk::Disk;
use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::sums::in_steps;

/// How far a file has been written: so many bytes, and the sum of them, by which they are known again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extent {
    pub bytes: u64,
    pub sum: u32,
}

/// A file as it was found: another one in its place, or the same one written to, differs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    id: FileId,
    len: u64,
    modified: Option<SystemTime>,
}

/// What is at a path; nothing where nothing is.
fn look(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(about) => Ok(Some(about)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// The file at a path; nothing where nothing is, an error where it is something else.
pub(super) fn file_at(path: &Path) -> Result<Option<Metadata>> {
    let Some(about) = look(path)? else {
        return Ok(None);
    };
    let path = path.display();
    if about.is_symlink() {
        bail!("{path} is a link: name the file itself");
    }
    if about.is_dir() {
        bail!("{path} is a directory");
    }
    if !about.is_file() {
        bail!("{path} is no file, but a pipe or a device");
    }
    Ok(Some(about))
}

/// What a small file of ours holds; nothing where there is none. What is no file is not opened, for a pipe may never end.
pub(super) fn small(path: &Path) -> Result<Option<Vec<u8>>> {
    let found = file_at(path)?;
    let read = found.map(|_| fs::read(path)).transpose();
    read.with_context(|| path.display().to_string())
}

/// Writes a small file of ours: under another name first, and then in its place, so that one of them is always whole. What
/// is there under other names too stays as it is.
pub(super) fn put(path: &Path, fresh: &Path, bytes: &[u8]) -> Result<()> {
    let name = || path.display().to_string();
    file_at(path)?;
    if file_at(fresh)?.is_some() {
        fs::remove_file(fresh).with_context(|| fresh.display().to_string())?;
    }
    let created = File::create_new(fresh).and_then(|mut file| file.write_all(bytes));
    created.with_context(|| fresh.display().to_string())?;
    fs::rename(fresh, path).with_context(name)
}

fn seen(path: &Path) -> Result<Option<Seen>> {
    let Some(about) = file_at(path)? else {
        return Ok(None);
    };
    let id = FileId::known(path, &about).with_context(|| path.display().to_string())?;
    Ok(Some(Seen {
        id,
        len: about.len(),
        modified: about.modified().ok(),
    }))
}

/// Where a file is to be.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub whole: PathBuf,
    /// What is being written.
    pub part: PathBuf,
    /// What was there.
    before: Option<Seen>,
}

impl Place {
    /// A place that may be written to.
    ///
    /// # Errors
    /// Where something is there that is no file, may not be written, or, where it is not to be replaced, holds anything.
    pub(super) fn new(path: &Path, replace: bool) -> Result<Self> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let before = seen(path)?;
        if before.is_some() {
            let whole = path.display();
            if fs::metadata(path).is_ok_and(|about| about.permissions().readonly()) {
                bail!("{whole} is read-only");
            }
            if !replace {
                bail!("{whole} exists: --overwrite replaces it");
            }
        }
        Ok(Place {
            whole: path.to_owned(),
            part: part.into(),
            before,
        })
    }

    /// Whether a whole file was there.
    pub(super) fn was_there(&self) -> bool {
        self.before.is_some()
    }

    /// Bytes of what an earlier run left unfinished; nothing where there is none.
    pub(super) fn left(&self) -> Result<Option<u64>> {
        Ok(file_at(&self.part)?.map(|about| about.len()))
    }

    /// What the first bytes of that are.
    pub(super) fn found(&self, bytes: u64) -> Result<Extent> {
        let sum = summed(&self.part, bytes).map(Hasher::finalize);
        let sum = sum.with_context(|| self.part.display().to_string())?;
        Ok(Extent { bytes, sum })
    }

    /// Opens the part and keeps other runs away from it, as long as it is open.
    fn open(&self) -> Result<File> {
        let part = || self.part.display().to_string();
        let found = seen(&self.part)?;
        let mut options = OpenOptions::new();
        options.write(true);
        // Where nothing was, nothing may have come meanwhile.
        options.create_new(found.is_none());
        let file = options.open(&self.part).with_context(part)?;
        if let Some(found) = found {
            let about = file.metadata().with_context(part)?;
            if FileId::known(&self.part, &about).with_context(part)? != found.id {
                bail!("{} has just been replaced", part());
            }
        }
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => bail!("{} is being written by another run", part()),
            // Some file systems know no locks.
            Err(TryLockError::Error(_)) => Ok(file),
        }
    }

    /// Begins to write. What else there is to be done, once no other run can write and before anything is thrown away, is
    /// done by `first`.
    pub(super) fn begin(self, first: impl FnOnce() -> Result<()>) -> Result<Writing> {
        let file = self.open()?;
        first()?;
        let cut = file.set_len(0);
        cut.with_context(|| self.part.display().to_string())?;
        Ok(Writing {
            file,
            len: 0,
            sum: Hasher::new(),
            place: self,
            disk: None,
        })
    }

    /// Goes on behind so many bytes, which are to be those that were written.
    pub(super) fn go_on(self, Extent { bytes, sum }: Extent) -> Result<Writing> {
        let part = || self.part.display().to_string();
        match self.left()? {
            None => bail!("{} is gone: --overwrite begins anew", part()),
            Some(len) if len < bytes => bail!(
                "{} is shorter than it was left: --overwrite begins anew",
                part()
            ),
            Some(_) => {}
        }
        let mut file = self.open()?;
        let found = summed(&self.part, bytes).with_context(part)?;
        if found.clone().finalize() != sum {
            bail!(
                "{} is not what the interrupted run wrote: --overwrite begins anew",
                part()
            );
        }
        file.set_len(bytes).with_context(part)?;
        file.seek(SeekFrom::End(0)).with_context(part)?;
        Ok(Writing {
            file,
            len: bytes,
            sum: found,
            place: self,
            disk: None,
        })
    }
}

/// The sum of a file's first bytes.
fn summed(path: &Path, bytes: u64) -> io::Result<Hasher> {
    let mut sum = Hasher::new();
    in_steps(File::open(path)?.take(bytes), |bytes| sum.update(bytes))?;
    Ok(sum)
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    file: File,
    /// Bytes that have been written.
    pub len: u64,
    /// The sum of them.
    sum: Hasher,
    place: Place,
    /// Where what is written is to get onto the disk meanwhile.
    disk: Option<Disk>,
}

impl Writing {
    /// From here on what is written gets onto the disk while the run goes on.
    pub(super) fn sync_meanwhile(&mut self) {
        self.disk = Disk::of(&self.file, self.len);
    }

    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.file.write_all(bytes);
        written.with_context(|| self.place.part.display().to_string())?;
        self.len += bytes.len() as u64;
        self.sum.update(bytes);
        if let Some(disk) = &mut self.disk {
            disk.reached(self.len);
        }
        Ok(())
    }

    /// What is being written.
    pub(super) fn part(&self) -> &Path {
        &self.place.part
    }

    /// What it is to be called.
    pub(super) fn whole(&self) -> &Path {
        &self.place.whole
    }

    /// Opens what has been written once more, to be read.
    pub(super) fn again(&self) -> Result<File> {
        let part = || self.place.part.display().to_string();
        let file = File::open(&self.place.part).with_context(part)?;
        let own = self
            .file
            .metadata()
            .and_then(|about| FileId::known(self.part(), &about));
        let found = file
            .metadata()
            .and_then(|about| FileId::known(self.part(), &about));
        if own.with_context(part)? != found.with_context(part)? {
            bail!("{} has just been replaced", part());
        }
        Ok(file)
    }

    /// How far it has been written.
    pub(super) fn extent(&self) -> Extent {
        Extent {
            bytes: self.len,
            sum: self.sum.clone().finalize(),
        }
    }

    /// Whether a whole file was there.
    pub(super) fn replaces(&self) -> bool {
        self.place.was_there()
    }

    /// When the file was written last.
    pub(super) fn modified(&self) -> Option<SystemTime> {
        self.file.metadata().and_then(|about| about.modified()).ok()
    }

    /// Makes what has been written last through a loss of power.
    pub(super) fn sync(&self) -> Result<()> {
        let synced = match &self.disk {
            Some(disk) => disk.sync(),
            None => self.file.sync_data(),
        };
        synced.with_context(|| self.place.part.display().to_string())
    }

    /// Throws away what has been written.
    pub(super) fn abandon(self) -> Result<()> {
        let gone = fs::remove_file(&self.place.part);
        gone.with_context(|| self.place.part.display().to_string())
    }

    /// Makes the file the whole one, which lasts through a loss of power where it is to be synced. Returns its bytes.
    pub(super) fn finish(self, sync: bool) -> Result<u64> {
        let Place {
            whole,
            part,
            before,
        } = &self.place;
        let name = || whole.display().to_string();
        if sync {
            self.sync()?;
        }
        let now = seen(whole)?;
        if now != *before {
            bail!(
                "{} was {} while this run went on: what it wrote is in {}",
                name(),
                if now.is_none() { "removed" } else { "written" },
                part.display()
            );
        }
        // The lock is held until the name is that of the whole.
        if before.is_some() {
            fs::rename(part, whole).with_context(name)?;
        } else {
            let path = TempPath::try_from_path(part).with_context(name)?;
            path.persist_noclobber(whole)
                .map_err(|error| {
                    // It stays, whatever came between.
                    let _ = error.path.keep();
                    error.error
                })
                .with_context(name)?;
        }
        if sync {
            sync_folder(whole);
        }
        Ok(self.len)
    }
}

/// Makes a file's new name last. A folder that cannot be synced (some file systems know no such thing) is left as it is.
fn sync_folder(path: &Path) {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    if let Ok(folder) = File::open(parent.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}
