//! Writes documents into the folder of an index.

use std::mem;
use std::path::{Path, PathBuf};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::IndexError;
use super::document::document;
use super::manifest::{Manifest, Row, now};
use super::open::{create_folder, open_folder};
use super::place::Place;
use super::portion::Seen;
use super::scan::Found;
use super::schema::Fields;
use crate::archive::{Bounds, Except, Input, Limits, Selection};
use crate::batch::{self, Work};

/// Bytes of documents that are held before they become a segment, in all threads together.
const HEAP: usize = 192 << 20;

/// More threads than this make smaller segments, and no more speed.
const THREADS: usize = 8;

/// Segments of so many documents and more are merged with their like only.
const SMALL: u32 = 1 << 10;

/// A segment of which this share was deleted is written anew.
const DELETED: f32 = 0.3;

/// The writer of an index.
pub(super) struct Writer {
    folder: PathBuf,
    number: u32,
    fields: Fields,
    writer: IndexWriter,
    threads: usize,
    /// How much of what is packed is unpacked.
    pub(super) bounds: Bounds,
    /// Whether readers see this folder.
    is_shown: bool,
    /// Whether this run made it.
    is_new: bool,
}

/// Why a portion was not read to its end.
enum Trouble<E> {
    /// The caller wants no more.
    Caller(E),
    /// The index takes no more.
    Index(TantivyError),
    /// A document could not be made.
    Document(serde_json::Error),
}

impl Writer {
    /// Opens the index of a folder, or makes one in a folder of its own.
    pub(super) fn open(
        place: &Place,
        current: Option<u32>,
        threads: usize,
    ) -> Result<Self, IndexError> {
        // Where `current` is lost, any folder may be the index that was: they stay until the new one is whole.
        if let Ok(Some(shown)) = place.read() {
            place.tidy(shown.number);
        }
        let (number, folder, (index, fields)) = match current {
            Some(number) => {
                let folder = place.folder(number);
                let opened = open_folder(&folder)?;
                (number, folder, opened)
            }
            None => {
                let number = place.make()?;
                let folder = place.folder(number);
                let made = create_folder(&folder)?;
                (number, folder, made)
            }
        };
        let workers = threads.clamp(1, THREADS);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(workers)
            .memory_budget_per_thread(HEAP / workers)
            .num_merge_threads(1)
            .build();
        let writer = index
            .writer_with_options(options)
            .map_err(|error| IndexError::of(&folder, error))?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_layer_size(SMALL);
        policy.set_del_docs_ratio_before_merge(DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(Writer {
            folder,
            number,
            fields,
            writer,
            threads,
            bounds: Bounds::default(),
            is_shown: current.is_some(),
            is_new: current.is_none(),
        })
    }

    /// Deletes what the index has of a file.
    pub(super) fn delete(&self, key: &str) {
        let term = Term::from_field_text(self.fields.file, key);
        self.writer.delete_term(term);
    }

    /// Adds what files hold, instead of what the index has of them; their rows of the manifest.
    pub(super) fn add<E>(
        &mut self,
        files: &[Found],
        limits: Limits,
        except: &[Except],
        each: &mut impl FnMut(&mut Seen) -> Result<(), E>,
    ) -> Result<Vec<Row>, E>
    where
        E: From<IndexError> + Send,
    {
        // An index that this run made has nothing of any file: none is added twice.
        if !self.is_new {
            for file in files {
                self.delete(&file.key);
            }
        }
        let mut rows: Vec<Row> = files
            .iter()
            .map(|file| Row {
                size: file.size,
                time: file.time,
                hash: file.hash,
                cables: 0,
                failed: 0,
                limits,
            })
            .collect();
        let selection = Selection {
            limits,
            bounds: self.bounds,
            except: except.to_vec(),
            one_by_one: true,
            ..Selection::default()
        };
        let inputs = files.iter().map(|file| Input::Path(file.path.clone()));
        let (writer, fields) = (&self.writer, &self.fields);
        let done = batch::run(
            inputs.collect(),
            &selection,
            self.threads,
            |seen: &mut Seen, work| {
                let added = work_on(seen, work, fields, files, writer);
                added.map_err(Trouble::<E>::from)
            },
            |seen, _, bytes| {
                seen.bytes = bytes;
                for tally in &seen.tallies {
                    if let Some(row) = rows.get_mut(tally.input) {
                        row.cables += tally.cables;
                        row.failed += tally.failed;
                        row.hash = row.hash.filter(|_| !tally.unread);
                    }
                }
                each(seen).map_err(Trouble::Caller)
            },
        );
        match done {
            Ok(()) | Err(batch::Stop::Changed(_)) => Ok(rows),
            Err(batch::Stop::Failed(trouble)) => Err(self.failed(trouble)),
        }
    }

    /// What really happened, where it did; what was written for nothing is removed.
    fn failed<E: From<IndexError>>(&mut self, trouble: Trouble<E>) -> E {
        let error = match trouble {
            Trouble::Caller(error) => error,
            Trouble::Document(error) => IndexError::damaged(&self.folder, error.to_string()).into(),
            Trouble::Index(error) => {
                // A thread that writes segments ended: it says why when it is asked for the next commit.
                let cause = self.writer.prepare_commit().err();
                IndexError::of(&self.folder, cause.unwrap_or(error)).into()
            }
        };
        self.give_up();
        error
    }

    fn give_up(&mut self) {
        if self.writer.rollback().is_ok() {
            let _ = self.writer.garbage_collect_files().wait();
        }
    }

    /// Makes what was added and deleted the index, together with its manifest.
    pub(super) fn commit(&mut self, manifest: &mut Manifest) -> Result<(), IndexError> {
        let done = self.try_commit(manifest);
        if done.is_err() {
            self.give_up();
        }
        done
    }

    fn try_commit(&mut self, manifest: &mut Manifest) -> Result<(), IndexError> {
        let folder = &self.folder;
        let error = |error| IndexError::of(folder, error);
        manifest.changed = now();
        let mut commit = self.writer.prepare_commit().map_err(error)?;
        let name = manifest.write(folder, commit.opstamp())?;
        commit.set_payload(&name);
        commit.commit().map_err(error)?;
        Manifest::tidy(folder, &name);
        Ok(())
    }

    /// Has readers see it, if they do not yet.
    pub(super) fn show(&mut self, place: &Place) -> Result<(), IndexError> {
        if !mem::replace(&mut self.is_shown, true) {
            place.switch(self.number)?;
        }
        Ok(())
    }

    /// Waits for merges, has readers see it, and removes what it replaced.
    pub(super) fn finish(mut self, place: &Place) -> Result<(), IndexError> {
        let (folder, number) = (self.folder.clone(), self.number);
        self.show(place)?;
        let _ = self.writer.garbage_collect_files().wait();
        let waited = self.writer.wait_merging_threads();
        waited.map_err(|error| IndexError::of(&folder, error))?;
        place.tidy(number);
        Ok(())
    }
}

/// Why one piece of work failed.
enum Fault {
    Index(TantivyError),
    Document(serde_json::Error),
}

impl<E> From<Fault> for Trouble<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Index(error) => Trouble::Index(error),
            Fault::Document(error) => Trouble::Document(error),
        }
    }
}

fn work_on(
    seen: &mut Seen,
    work: Work,
    fields: &Fields,
    files: &[Found],
    writer: &IndexWriter<TantivyDocument>,
) -> Result<(), Fault> {
    match work {
        Work::Input(input) => seen.input(input),
        Work::Begin(path) => seen.files.push(super::SeenFile::Begin(path)),
        Work::Failed(error) => seen.fail(error),
        Work::Cable(cable) => {
            let input = seen.tallies.last().map_or(0, |tally| tally.input);
            let key = files.get(input).map_or("", |file| file.key.as_str());
            let document = document(fields, key, cable).map_err(Fault::Document)?;
            writer.add_document(document).map_err(Fault::Index)?;
            seen.cable();
        }
        Work::Passed(_) | Work::Own | Work::NoFiles(_) | Work::Opened(_) | Work::Close => {}
    }
    Ok(())
}

/// How many bytes the files of a folder have.
pub(super) fn bytes(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.filter_map(|entry| Some(entry.metadata().ok()?.len()));
    sizes.sum()
}
