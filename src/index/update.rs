//! Brings an index up to date with the files that it is of.
//!
//! Files that are new or have changed are read in portions. Before a portion, what the index has of its files is
//! deleted; behind it comes a commit, with a manifest in which its files are. So whatever a commit holds is whole, and a
//! run that is interrupted loses the portion that was open. Nothing is read twice but to tell that it is the same.

use std::collections::HashSet;
use std::mem;
use std::path::{Path, PathBuf};

use super::forget::forget;
use super::key::{self, absolute, key};
use super::lock::Lock;
use super::lost::{keep_lost, lost, lost_files};
use super::manifest::{Manifest, Root, Row};
use super::place::{Current, Place, sync};
use super::portion::{Portion, Seen, portions};
use super::report::Report;
use super::scan::{Found, Known, Scan, Skip, hashed};
use super::write::Writer;
use super::{Index, IndexError};
use crate::archive::{Bounds, Except, Limits, file_around};

/// What is to be indexed, where, and how.
#[derive(Clone, Debug)]
pub struct Update {
    /// The directory of the index.
    pub dir: PathBuf,
    /// Files and directories; where none are named, those that were named in earlier runs.
    pub inputs: Vec<PathBuf>,
    /// How the inputs that are named are read, now and in later runs.
    pub limits: Limits,
    /// How much of what is packed is unpacked, in this run; files in which something failed are tried again where these
    /// are not the usual bounds.
    pub bounds: Bounds,
    /// Make the index anew, of the inputs alone. The old one stays as it is until then.
    pub rebuild: bool,
    /// How many threads read and parse.
    pub threads: usize,
    /// Commit whenever so many bytes of files have been read.
    pub portion: u64,
    /// Files that are never read; the index's own are not either.
    pub except: Vec<Except>,
    /// Take these files, or all that lies below these directories, out of the index, whether they are there or not;
    /// nothing is read then.
    pub forget: Vec<PathBuf>,
}

impl Update {
    /// So many bytes of files are read between two commits, if nothing else is said.
    pub const PORTION: u64 = 128 << 20;

    /// Brings the index up to date. Gives what is seen to `each`, in the order of the files; what failed is among it.
    ///
    /// # Errors
    /// The index cannot be written, or `each` fails. What was committed before stays, and the next run goes on there.
    pub fn run<E>(&self, mut each: impl FnMut(&mut Seen) -> Result<(), E>) -> Result<Report, E>
    where
        E: From<IndexError> + Send,
    {
        let place = Place::new(&self.dir);
        let old = self.old(&place)?;
        if self.inputs.is_empty() && old.is_none() {
            return Err(IndexError::Missing(self.dir.clone()).into());
        }
        create(&self.dir)?;
        // Where a `current` of ours is, strange things beside it are nobody's harm: they are left alone.
        if old.is_none() && !place.is_all_own()? {
            return Err(IndexError::Foreign(self.dir.clone()).into());
        }
        let _lock = Lock::take(&place)?;
        let (current, mut manifest) = self.base(&place)?;
        let roots = self.roots(&manifest);
        let named = !self.inputs.is_empty();
        if !self.forget.is_empty() {
            return Ok(forget(
                &self.forget,
                self.threads,
                &place,
                current,
                manifest,
            )?);
        }
        let skip = Skip {
            own: &self.dir,
            except: &self.except,
        };
        let mut scan = Scan::of(&roots, &skip);
        let mut seen = Seen::default();
        seen.failed(mem::take(&mut scan.errors));
        each(&mut seen)?;
        if self.rebuild && !named && !scan.unseen.is_empty() {
            // It would be an index of less than the one that is there.
            return Err(IndexError::Unseen(self.dir.clone()).into());
        }
        scan.read_as(&manifest.roots, &roots);
        scan.found
            .retain(|file| !file.lies_in(|file| manifest.rows.contains_key(file)));
        let mut vanished = vanished(&manifest, &scan, &roots);
        let lost = lost(&scan, &roots);
        let mut report = Report {
            files: scan.found.len() as u64,
            no_files: scan.no_files,
            ..Report::default()
        };
        if self.bounds != Bounds::default() {
            manifest.try_again();
        }
        let mut known = Known::of(
            mem::take(&mut scan.found),
            &manifest.rows,
            &vanished,
            self.threads,
        );
        (report.new, report.changed, report.moved) = (known.new, known.changed, known.moved);
        keep_lost(&lost, &manifest, &known, &mut vanished);
        report.lost = lost_files(lost, &manifest, &vanished);
        report.vanished = (vanished.len() as u64).saturating_sub(known.moved);
        let mut seen = Seen::default();
        seen.failed(mem::take(&mut known.failed));
        each(&mut seen)?;
        let merged = merged(&manifest.roots, &roots, &scan);
        let failed_again = known.failed_again;
        let idle = known.read.is_empty()
            && vanished.is_empty()
            && known.same.is_empty()
            && (merged == manifest.roots && current.is_some() || merged.is_empty());
        if idle {
            report.close(&manifest, failed_again);
            return Ok(report);
        }
        manifest.roots = merged;
        for file in &known.same {
            if let Some(row) = manifest.rows.get_mut(&file.key) {
                row.time = file.time;
            }
        }
        let mut writer = Writer::open(&place, current, self.threads)?;
        writer.bounds = self.bounds;
        for key in &vanished {
            writer.delete(key);
            manifest.rows.remove(key);
        }
        let mut failed_now = failed_again;
        let portions = portions(known.read, self.portion);
        // Of an index that is made anew nobody sees anything before it is whole: there is one commit.
        let once = self.rebuild || portions.is_empty();
        for Portion { files, limits } in portions {
            // Before anything is read: if a file changes from now on, the next run sees another hash.
            let (files, failed) = hashed(files, self.threads);
            let mut seen = Seen::default();
            for (file, error) in failed {
                report.changed -= u64::from(manifest.keep(&file));
                failed_now += 1;
                seen.fail(error);
            }
            each(&mut seen)?;
            let rows = writer.add(&files, limits, &self.except, &mut each)?;
            for (file, row) in files.into_iter().zip(rows) {
                report.read += row.cables;
                failed_now += u64::from(row.failed > 0);
                manifest.rows.insert(file.key, row);
            }
            if !once {
                writer.commit(&mut manifest)?;
                writer.show(&place)?;
            }
        }
        if once {
            writer.commit(&mut manifest)?;
        }
        report.close(&manifest, failed_now);
        writer.finish(&place)?;
        Ok(report)
    }

    /// What `current` says; where it is damaged and the inputs are named anew, nothing.
    fn old(&self, place: &Place) -> Result<Option<Current>, IndexError> {
        match place.read() {
            Err(IndexError::Damaged { .. }) if self.rebuild && self.inputs.is_empty() => {
                Err(IndexError::Unnamed(self.dir.clone()))
            }
            Err(IndexError::Damaged { .. }) if self.rebuild => Ok(None),
            other => other,
        }
    }

    /// The folder that is written to, where there is one, and what is in it.
    fn base(&self, place: &Place) -> Result<(Option<u32>, Manifest), IndexError> {
        if !self.rebuild {
            return match place.read()? {
                None => Ok((None, Manifest::default())),
                Some(_) => {
                    // What cannot be read is not to be added to either.
                    Index::open(&self.dir)?.verify()?;
                    let number = place.current()?;
                    Ok((Some(number), Manifest::load(&place.folder(number), false)?))
                }
            };
        }
        let mut manifest = Manifest::default();
        if self.inputs.is_empty() {
            // Another version may have written it, or it may be damaged elsewhere.
            let old = place
                .read()?
                .ok_or_else(|| IndexError::Missing(self.dir.clone()))?;
            let old = Manifest::load(&place.folder(old.number), true);
            manifest.roots = old
                .map_err(|_| IndexError::Unnamed(self.dir.clone()))?
                .roots;
        }
        Ok((None, manifest))
    }

    /// What is looked at in this run: no root twice, and none that lies in another.
    fn roots(&self, manifest: &Manifest) -> Vec<Root> {
        if self.inputs.is_empty() {
            return manifest.roots.clone();
        }
        let root = |path: &PathBuf| Root {
            path: key(&absolute(path)),
            from: self.limits.from,
            max_message: self.limits.max_message,
        };
        let mut roots = Vec::new();
        add_roots(&mut roots, self.inputs.iter().map(root));
        roots
    }
}

impl Manifest {
    /// Has files read again in which something failed.
    fn try_again(&mut self) {
        for row in self.rows.values_mut().filter(|row| row.failed > 0) {
            row.hash = None;
        }
    }

    /// Keeps what the index has of a file that cannot be read now, to be replaced once it can be. Whether it was known.
    fn keep(&mut self, file: &Found) -> bool {
        let known = self.rows.contains_key(&file.key);
        let row = self.rows.entry(file.key.clone()).or_insert(Row {
            size: file.size,
            time: file.time,
            hash: None,
            cables: 0,
            failed: 0,
            limits: file.limits,
        });
        (row.hash, row.failed) = (None, row.failed.max(1));
        known
    }
}

/// Adds roots to others: one that lies in another goes, unless it is read in another way.
fn add_roots(roots: &mut Vec<Root>, more: impl Iterator<Item = Root>) {
    for root in more {
        let path = key::path(&root.path);
        roots.retain(|other| other.path != root.path);
        let ways = |other: &Root| other.limits() == root.limits();
        if roots
            .iter()
            .any(|other| ways(other) && path.starts_with(key::path(&other.path)))
        {
            continue;
        }
        roots.retain(|other| !(ways(other) && key::path(&other.path).starts_with(&path)));
        roots.push(root);
    }
}

/// All roots after this run.
fn merged(old: &[Root], looked: &[Root], scan: &Scan) -> Vec<Root> {
    let mut roots = old.to_vec();
    // A root that is named again keeps its place, and is read as it is named now.
    for root in looked {
        match roots.iter_mut().find(|known| known.path == root.path) {
            Some(known) => *known = root.clone(),
            None if scan.unseen.contains(&key::path(&root.path)) => {}
            None => add_roots(&mut roots, std::iter::once(root.clone())),
        }
    }
    roots
}

/// The files that are known and not there any more, as far as this run looked.
fn vanished(manifest: &Manifest, scan: &Scan, roots: &[Root]) -> Vec<String> {
    let found: HashSet<&str> = scan.found.iter().map(|file| file.key.as_str()).collect();
    let roots = roots.iter().map(|root| key::path(&root.path)).collect();
    let keys = manifest.rows.keys();
    // What was read out of a file goes where the whole file is read now.
    let is_read_whole = |name: &str| {
        let file = name
            .contains(['!', '#'])
            .then(|| file_around(&key::path(name)));
        file.flatten()
            .is_some_and(|file| found.contains(key::key(&file).as_str()))
    };
    let goes = |key: &str| scan.has_vanished(key, &roots) || is_read_whole(key);
    keys.filter(|key| !found.contains(key.as_str()) && goes(key))
        .cloned()
        .collect()
}

/// The directory of an index, and those above it.
fn create(dir: &Path) -> Result<(), IndexError> {
    if dir.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(dir).map_err(|error| IndexError::io(dir, error))?;
    match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync(parent),
        _ => Ok(()),
    }
}
