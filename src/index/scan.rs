//! What is there to be indexed, and what of it an index has already.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use super::key::{self, key};
use super::manifest::{Hash, Root, Row};
use crate::archive::{Except, FileId, Limits, Walk, file_around};
use crate::error::{InputError, InputErrorKind};

/// A file that was changed this short a time ago may be changed again without its time telling.
const SETTLED: Duration = Duration::from_secs(2);

/// A file that is there.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub key: String,
    pub path: PathBuf,
    /// The file around it, where it is something in a file.
    pub around: Option<PathBuf>,
    pub size: u64,
    pub time: Option<u64>,
    /// Which of the roots it belongs to.
    pub root: usize,
    /// How it is to be read.
    pub limits: Limits,
    /// Of its content, once that was looked at.
    pub hash: Option<Hash>,
}

impl Found {
    /// The file that it is, or lies in.
    fn file(&self) -> &Path {
        self.around.as_deref().unwrap_or(&self.path)
    }

    /// Whether it is something in a file for whose key this holds: whoever reads the file reads it too.
    pub(super) fn lies_in(&self, known: impl Fn(&str) -> bool) -> bool {
        self.around.as_ref().is_some_and(|file| known(&key(file)))
    }
}

/// What is there.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// In the order of the roots, and in each in the order of reading.
    pub found: Vec<Found>,
    pub errors: Vec<InputError>,
    /// What could not be looked at: nothing can be said of the files there.
    pub unseen: HashSet<PathBuf>,
    /// How many pipes, devices and sockets were passed over.
    pub no_files: u64,
}

/// What is never read.
pub(super) struct Skip<'a> {
    /// The directory of the index.
    pub own: &'a Path,
    pub except: &'a [Except],
}

impl Scan {
    /// Looks at what is below the roots. A root that is gone is an error.
    pub(super) fn of(roots: &[Root], skip: &Skip<'_>) -> Self {
        let mut scan = Scan::default();
        let own = FileId::of(skip.own).ok();
        let mut inside = Inside {
            own,
            known: HashMap::new(),
        };
        let mut seen = HashSet::new();
        for (number, root) in roots.iter().enumerate() {
            let path = key::path(&root.path);
            if path.is_dir() {
                let mut walk = Walk::new(path);
                for found in walk.by_ref() {
                    match found {
                        Ok(path) => scan.file(path, None, number, skip, &mut inside, &mut seen),
                        Err(error) => scan.failed(error),
                    }
                }
                scan.no_files += walk.passed;
            } else if let Some(file) = file_around(&path) {
                scan.file(path, Some(file), number, skip, &mut inside, &mut seen);
            } else {
                scan.file(path, None, number, skip, &mut inside, &mut seen);
            }
        }
        scan.found
            .retain(|file| !file.lies_in(|file| seen.contains(file)));
        scan
    }

    fn failed(&mut self, error: InputError) {
        // Of an empty directory everything can be said.
        if !matches!(error.kind, InputErrorKind::NoFiles) {
            self.unseen.insert(error.path_buf());
        }
        self.errors.push(error);
    }

    fn file(
        &mut self,
        path: PathBuf,
        around: Option<PathBuf>,
        root: usize,
        skip: &Skip<'_>,
        inside: &mut Inside,
        seen: &mut HashSet<String>,
    ) {
        let file = around.as_deref().unwrap_or(&path);
        let about = match file.metadata() {
            Ok(about) if about.is_file() => about,
            Ok(_) => {
                let text = "no file, so it could not be seen whether it has changed";
                return self.unreadable(path, io::Error::other(text));
            }
            Err(error) => return self.unreadable(path, error),
        };
        let key = key(&path);
        let is_skipped = Except::has(skip.except, file, &about);
        if is_skipped || inside.has(file.parent()) || !seen.insert(key.clone()) {
            return;
        }
        self.found.push(Found {
            key,
            size: about.len(),
            time: time(&about),
            path,
            around,
            root,
            limits: Limits::default(),
            hash: None,
        });
    }

    fn unreadable(&mut self, path: PathBuf, error: io::Error) {
        self.errors.push(unreadable(&path, error));
        self.unseen.insert(path);
    }

    /// Says of each file how it is to be read: as the innermost of the roots around it says, those that are known from
    /// earlier among them, but as they are named now.
    pub(super) fn read_as(&mut self, known: &[Root], named: &[Root]) {
        let ways: HashMap<PathBuf, Limits> = known
            .iter()
            .chain(named)
            .map(|root| (key::path(&root.path), root.limits()))
            .collect();
        for file in &mut self.found {
            let mut above = file.path.ancestors();
            if let Some(limits) = above.find_map(|path| ways.get(path)) {
                file.limits = *limits;
            }
        }
    }

    /// Whether a file that was not found is not there any more, as far as these roots go.
    pub(super) fn has_vanished(&self, key: &str, roots: &HashSet<PathBuf>) -> bool {
        let path = key::path(key);
        let below = |set: &HashSet<PathBuf>| path.ancestors().any(|above| set.contains(above));
        below(roots) && !below(&self.unseen)
    }
}

/// When a file was changed last, in nanoseconds since 1970; nothing where it may be changing.
fn time(about: &Metadata) -> Option<u64> {
    let time = about.modified().ok()?;
    let settled = SystemTime::now().duration_since(time).ok()? >= SETTLED;
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    settled.then(|| u64::try_from(since.as_nanos()).ok())?
}

/// Which folders lie in the index's own directory.
struct Inside {
    own: Option<FileId>,
    known: HashMap<PathBuf, bool>,
}

impl Inside {
    fn has(&mut self, folder: Option<&Path>) -> bool {
        let Some(folder) = folder.filter(|_| self.own.is_some()) else {
            return false;
        };
        if let Some(known) = self.known.get(folder) {
            return *known;
        }
        let is_own = FileId::of(folder).ok() == self.own;
        let inside = is_own || self.has(folder.parent());
        self.known.insert(folder.to_path_buf(), inside);
        inside
    }
}

/// What the index has of what was found.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Files to be read: new ones, changed ones, and those that are to be read in another way.
    pub read: Vec<Found>,
    /// Files whose content is as it was, though size or time could not tell.
    pub same: Vec<Found>,
    /// Files that cannot be read now, though they are there.
    pub failed: Vec<InputError>,
    /// How many of them failed in an earlier run too.
    pub failed_again: u64,
    pub unchanged: u64,
    pub new: u64,
    pub changed: u64,
    pub moved: u64,
}

impl Known {
    /// Holds what was found against the files that are known, and against those of them that have vanished.
    pub(super) fn of(
        found: Vec<Found>,
        rows: &BTreeMap<String, Row>,
        vanished: &[String],
        threads: usize,
    ) -> Self {
        let mut known = Known::default();
        let gone: Vec<&Row> = vanished.iter().filter_map(|key| rows.get(key)).collect();
        let sizes: HashSet<u64> = gone.iter().map(|row| row.size).collect();
        let mut looked: Vec<Found> = Vec::new();
        for file in found {
            match rows.get(&file.key) {
                Some(row) if is_same(row, &file) => known.unchanged += 1,
                Some(row) if may_be_same(row, &file) => looked.push(file),
                Some(_) => {
                    known.changed += 1;
                    known.read.push(file);
                }
                None if sizes.contains(&file.size) => looked.push(file),
                None => {
                    known.new += 1;
                    known.read.push(file);
                }
            }
        }
        let mut gone: HashMap<Hash, u64> =
            gone.iter()
                .filter_map(|row| row.hash)
                .fold(HashMap::new(), |mut counts, hash| {
                    *counts.entry(hash).or_default() += 1;
                    counts
                });
        let is_sorted = looked.is_empty();
        let (looked, failed) = hashed(looked, threads);
        let again = |file: &Found| rows.get(&file.key).is_some_and(|row| row.failed > 0);
        known.failed_again = failed.iter().filter(|(file, _)| again(file)).count() as u64;
        known.failed = failed.into_iter().map(|(_, error)| error).collect();
        for file in looked {
            match rows.get(&file.key) {
                Some(row) if row.hash == file.hash => {
                    known.unchanged += 1;
                    if file.time.is_some() {
                        known.same.push(file);
                    }
                    continue;
                }
                Some(_) => known.changed += 1,
                None => match file.hash.and_then(|hash| gone.get_mut(&hash)) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        known.moved += 1;
                    }
                    _ => known.new += 1,
                },
            }
            known.read.push(file);
        }
        if !is_sorted {
            known
                .read
                .sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
        }
        known
    }
}

/// Whether size and time say that a file is as it was, and was read as it is to be read.
fn is_same(row: &Row, file: &Found) -> bool {
    may_be_same(row, file) && row.time.is_some() && row.time == file.time
}

/// Whether its content alone can tell that a file is as it was.
fn may_be_same(row: &Row, file: &Found) -> bool {
    row.hash.is_some() && row.size == file.size && row.limits == file.limits
}

/// Files with the hashes of their contents, and those that cannot be read.
pub(super) fn hashed(files: Vec<Found>, threads: usize) -> (Vec<Found>, Vec<(Found, InputError)>) {
    let hashes = hashes(&files, threads);
    let (mut read, mut failed) = (Vec::with_capacity(files.len()), Vec::new());
    for (mut file, hash) in files.into_iter().zip(hashes) {
        match hash {
            Ok(hash) => {
                file.hash = Some(hash);
                read.push(file);
            }
            Err(error) => {
                let error = unreadable(&file.path, error);
                failed.push((file, error));
            }
        }
    }
    (read, failed)
}

/// A file that the system does not let be read.
fn unreadable(path: &Path, error: io::Error) -> InputError {
    InputError::of(path, InputErrorKind::Unreadable(error))
}

/// The hashes of files' contents, in order.
fn hashes(files: &[Found], threads: usize) -> Vec<io::Result<Hash>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(files.len()));
    thread::scope(|scope| {
        let work = || {
            while let Some((number, file)) = {
                let number = next.fetch_add(1, Ordering::Relaxed);
                files.get(number).map(|file| (number, file))
            } {
                let hash = hash(file.file());
                if let Ok(mut done) = done.lock() {
                    done.push((number, hash));
                }
            }
        };
        // This thread works too, and alone where no other is to be had.
        for _ in 1..threads.min(files.len()) {
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, hash)| hash).collect()
}

fn hash(path: &Path) -> io::Result<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}
