//! How far a run has come, in a file beside what it writes.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cablex::archive::Position;
use serde::{Deserialize, Serialize};

use super::super::exit::Stop;
use super::super::status::{Counts, Status};
use super::target::{Target, Writer};

/// How long a run goes on before it writes down again how far it has come.
const EVERY: Duration = Duration::from_millis(200);

/// How far a run has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The version of this program, its arguments and its inputs, as they decide what is written.
    work: String,
    pub position: Position,
    /// Bytes of the output up to there.
    pub bytes: u64,
    /// Bytes of the file of failures up to there.
    pub errors: u64,
    pub counts: Counts,
}

impl Checkpoint {
    /// Where a run begins that has written so many bytes.
    pub(super) fn first(work: String, bytes: u64, filtered: bool) -> Self {
        Checkpoint {
            work,
            position: Position::default(),
            bytes,
            errors: 0,
            counts: Counts {
                matched: filtered.then_some(0),
                ..Counts::default()
            },
        }
    }

    /// What an interrupted run left; nothing where there was none, or it did not come far enough to leave anything.
    pub(super) fn read(target: &Target) -> Result<Option<Self>> {
        let path = target.state.display();
        match fs::read(&target.state) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .with_context(|| format!("{path} is damaged: --overwrite begins anew")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| path.to_string()),
        }
    }

    /// Whether it was left by a run that did the same work.
    pub(super) fn is_for(&self, work: &str) -> Result<()> {
        if self.work == work {
            return Ok(());
        }
        let text = "the interrupted run had other inputs, options or another version of cablex: give the same ones, \
                    or --overwrite to begin anew";
        Err(Stop::Usage(text.to_owned()).into())
    }

    /// Writes it down from here on.
    pub(super) fn keeper(self, target: &Target) -> Keeper {
        Keeper {
            checkpoint: self,
            path: target.state.clone(),
            fresh: target.fresh.clone(),
            last: None,
        }
    }
}

/// Writes down how far a run has come, from time to time.
pub(super) struct Keeper {
    checkpoint: Checkpoint,
    path: PathBuf,
    /// Written first, and then put in the place of the other, so that one of them is always whole.
    fresh: PathBuf,
    /// When it was written last.
    last: Option<Instant>,
}

impl Keeper {
    pub(super) fn keep(
        &mut self,
        position: &Position,
        writer: &mut Writer,
        status: &mut Status,
    ) -> Result<()> {
        if self.last.is_some_and(|last| last.elapsed() < EVERY) {
            return Ok(());
        }
        self.checkpoint.position = position.clone();
        self.checkpoint.bytes = writer.len;
        self.checkpoint.errors = status.flush()?;
        self.checkpoint.counts = status.counts.clone();
        let json = serde_json::to_vec(&self.checkpoint)?;
        fs::write(&self.fresh, json)
            .and_then(|()| fs::rename(&self.fresh, &self.path))
            .with_context(|| self.path.display().to_string())?;
        self.last = Some(Instant::now());
        Ok(())
    }
}
