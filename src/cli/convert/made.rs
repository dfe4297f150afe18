//! What a run has made so far, for `--verify` and `--manifest`. It is kept beside how far the run has come, so that a run
//! that goes on knows what an earlier one had made.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use cablex::record::Record;
use serde::{Deserialize, Serialize};

use super::super::ending::{Packing, Rows};
use super::super::status::thousands;
use super::super::sums::{Hash, Tally, in_steps};
use super::super::written::Writing;

/// What a run has made so far.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Made {
    /// Before it was compressed; nothing where it is not to be read back.
    text: Option<Tally>,
    /// As it stands in the file; nothing where there is no manifest.
    pub file: Option<Hash>,
    /// How often each diagnostic stands in the records, where there is a manifest.
    pub found: BTreeMap<String, u64>,
}

/// What came of some cables, beside the page.
#[derive(Default)]
pub(super) struct More {
    /// The page before it was compressed, where it was.
    pub text: Option<Vec<u8>>,
    /// How often each diagnostic stands in its records.
    pub found: BTreeMap<String, u64>,
}

impl More {
    /// Of a page without records.
    pub(super) fn of(text: Option<Vec<u8>>) -> Self {
        More {
            text,
            ..More::default()
        }
    }

    /// Counts the diagnostics of a record.
    pub(super) fn count(&mut self, record: &Record) {
        for found in &record.diagnostics {
            if let Some(count) = self.found.get_mut(&*found.code) {
                *count += 1;
            } else {
                self.found.insert(found.code.clone().into_owned(), 1);
            }
        }
    }
}

impl Made {
    /// Nothing yet, of what is to be read back and of what is to be put down in a manifest.
    pub(super) fn begin(verify: bool, manifest: bool, rows: Rows) -> Self {
        Made {
            text: verify.then(|| Tally::new(rows)),
            file: manifest.then(Hash::default),
            found: BTreeMap::new(),
        }
    }

    /// Takes what has been written.
    pub(super) fn add(&mut self, written: &[u8], more: &mut More) {
        if let Some(tally) = &mut self.text {
            tally.add(more.text.as_deref().unwrap_or(written));
        }
        if let Some(hash) = &mut self.file {
            hash.add(written);
        }
        for (code, count) in std::mem::take(&mut more.found) {
            *self.found.entry(code).or_default() += count;
        }
    }

    /// Reads back what has been written, where that is asked for, and compares it with what was made: the text, and the
    /// number of records.
    ///
    /// # Errors
    /// Where it cannot be read, or is not the same.
    pub(super) fn verify(&self, writing: &Writing, packing: Packing, records: u64) -> Result<()> {
        let Some(made) = &self.text else {
            return Ok(());
        };
        let name = || {
            format!(
                "{}: what was written cannot be read back",
                writing.part().display()
            )
        };
        let file = writing.again().with_context(name)?;
        let mut read = Tally::new(made.rows());
        let stream = packing.unpack(file).with_context(name)?;
        let place = |bytes| format!("{} (behind byte {} of the text)", name(), thousands(bytes));
        let done = in_steps(stream, |bytes| read.add(bytes));
        done.with_context(|| place(read.hash.bytes))?;
        let part = writing.part().display();
        let of = match packing {
            Packing::None => "",
            _ => " of the text",
        };
        if let Some(found) = made.differs(&read) {
            bail!(
                "{part}: read back, it is not what was written: bytes {} to {}{of}, behind record {}; {} bytes where there were {}",
                thousands(found.from),
                thousands(found.to),
                thousands(found.records),
                thousands(read.hash.bytes),
                thousands(made.hash.bytes),
            );
        }
        if read.records() != records {
            bail!(
                "{part}: read back, it has {} records where there were {}",
                thousands(read.records()),
                thousands(records)
            );
        }
        Ok(())
    }
}
