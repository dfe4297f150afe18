//! What is in an index.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tantivy::SegmentReader;

use super::manifest::Manifest;
use super::write::bytes;
use super::{Index, IndexError, VERSION, key};

/// What is in an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its directory.
    pub dir: String,
    /// The version of what is in the directory.
    pub version: u32,
    /// Files that were read.
    pub files: u64,
    /// Files that failed, or in which something failed.
    pub failed: u64,
    /// Cables; the same cable of two files is two.
    pub cables: u64,
    /// Distinct ids.
    pub ids: u64,
    /// Ids that more than one cable has.
    pub versions: u64,
    /// The earliest date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<DateTime<Utc>>,
    /// The latest date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<DateTime<Utc>>,
    /// Bytes on the disk.
    pub bytes: u64,
    /// When it was changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<DateTime<Utc>>,
    /// What was named to be indexed.
    pub roots: Vec<String>,
}

impl Index {
    /// Bytes that it has on the disk.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        bytes(&self.folder())
    }

    /// What is in it, once its files were held against their checksums.
    ///
    /// # Errors
    /// It is damaged.
    pub fn status(&self) -> Result<Status, IndexError> {
        let folder = self.folder();
        let manifest = Manifest::load(&folder, false)?;
        let (mut ids, mut span) = (HashMap::new(), None);
        self.verify()?;
        self.guard(|| {
            for segment in self.searcher().segment_readers() {
                count(segment, &mut ids, &mut span).map_err(|error| self.error(error))?;
            }
            Ok(())
        })?;
        let date = |seconds| DateTime::from_timestamp(seconds, 0);
        Ok(Status {
            dir: self.dir().to_string_lossy().into_owned(),
            version: VERSION,
            files: manifest.rows.len() as u64,
            failed: manifest.rows.values().filter(|row| row.failed > 0).count() as u64,
            cables: self.cables(),
            ids: ids.len() as u64,
            versions: ids.values().filter(|cables| **cables > 1).count() as u64,
            first: span.and_then(|(first, _)| date(first)),
            last: span.and_then(|(_, last)| date(last)),
            bytes: self.bytes(),
            changed: i64::try_from(manifest.changed).ok().and_then(date),
            roots: manifest
                .roots
                .iter()
                .map(|root| key::path(&root.path).to_string_lossy().into_owned())
                .collect(),
        })
    }
}

/// Counts the cables of each id, and finds the first and the last date.
fn count(
    segment: &SegmentReader,
    ids: &mut HashMap<String, u64>,
    span: &mut Option<(i64, i64)>,
) -> tantivy::Result<()> {
    let dates = segment.fast_fields().i64("date")?;
    let column = segment.fast_fields().str("id")?;
    let mut of_ord: HashMap<u64, u64> = HashMap::new();
    for document in segment.doc_ids_alive() {
        if let Some(date) = dates.first(document) {
            let (first, last) = span.unwrap_or((date, date));
            *span = Some((first.min(date), last.max(date)));
        }
        if let Some(ord) = column
            .as_ref()
            .and_then(|ids| ids.term_ords(document).next())
        {
            *of_ord.entry(ord).or_default() += 1;
        }
    }
    if let Some(column) = column {
        for (ord, cables) in of_ord {
            let mut id = String::new();
            if column.ord_to_str(ord, &mut id)? {
                *ids.entry(id).or_default() += cables;
            }
        }
    }
    Ok(())
}
