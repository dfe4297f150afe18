//! How far a run has come, in a file beside what it writes.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use cablex::archive::Position;
use serde::{Deserialize, Serialize};

use super::super::exit::Stop;
use super::super::status::{Counts, Status};
use super::super::written::{Extent, Writing, put, small};
use super::made::Made;
use super::target::Target;

/// How long a run goes on before it writes down again how far it has come.
const EVERY: Duration = Duration::from_millis(200);
/// It goes on so many times longer than writing that down took: syncing costs a twentieth at most.
const SHARE: u32 = 20;

/// How far a run has come.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The version of this program, its arguments and its inputs, as they decide what is written.
    work: String,
    pub position: Position,
    /// The output up to there.
    #[serde(flatten)]
    pub written: Extent,
    /// The file of failures up to there.
    pub errors: Extent,
    pub counts: Counts,
    /// What was made up to there.
    #[serde(default)]
    pub made: Made,
    /// Whether the run may replace what was there.
    #[serde(default)]
    pub replace: bool,
    /// The sum of all this: a state that has been changed is no state.
    check: u32,
}

impl Checkpoint {
    /// Where a run begins.
    pub(super) fn first(work: String, filtered: bool, replace: bool, made: Made) -> Self {
        Checkpoint {
            work,
            position: Position::default(),
            written: Extent::default(),
            errors: Extent::default(),
            replace,
            made,
            check: 0,
            counts: Counts {
                matched: filtered.then_some(0),
                ..Counts::default()
            },
        }
    }

    /// What an interrupted run left; nothing where there was none, or it did not come far enough to leave anything.
    pub(super) fn read(target: &Target) -> Result<Option<Self>> {
        let path = target.state.display();
        let Some(json) = small(&target.state)? else {
            return Ok(None);
        };
        match serde_json::from_slice::<Self>(&json) {
            Ok(state) if state.sum()? == state.check => Ok(Some(state)),
            _ => bail!("{path} is damaged: --overwrite begins anew"),
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

    /// The sum of what it says.
    fn sum(&self) -> Result<u32> {
        let json = serde_json::to_vec(&Checkpoint {
            check: 0,
            ..self.clone()
        })?;
        Ok(crc32fast::hash(&json))
    }

    /// Writes it down.
    pub(super) fn write(&self, target: &Target) -> Result<()> {
        let json = serde_json::to_vec(&Checkpoint {
            check: self.sum()?,
            ..self.clone()
        })?;
        put(&target.state, &target.fresh, &json)
    }

    /// Writes it down from here on. What it says has been written lasts through a loss of power, where that is to be
    /// synced.
    pub(super) fn keeper(self, target: &Target, sync: bool) -> Keeper<'_> {
        Keeper {
            checkpoint: self,
            target,
            sync,
            next: None,
        }
    }
}

/// Writes down how far a run has come, from time to time.
pub(super) struct Keeper<'t> {
    checkpoint: Checkpoint,
    target: &'t Target,
    sync: bool,
    /// When it is to be written down again; at once, where it has not been yet.
    next: Option<Instant>,
}

impl Keeper<'_> {
    pub(super) fn keep(
        &mut self,
        position: &Position,
        writing: &Writing,
        made: &Made,
        status: &mut Status,
    ) -> Result<()> {
        // Also where nothing is written down: it says what the run has seen.
        self.checkpoint.position.seen = position.seen;
        let now = Instant::now();
        if self.next.is_some_and(|next| now < next) {
            return Ok(());
        }
        self.checkpoint.position = position.clone();
        self.checkpoint.written = writing.extent();
        self.checkpoint.errors = status.flush()?;
        self.checkpoint.counts = status.counts.clone();
        self.checkpoint.made = made.clone();
        if self.sync {
            writing.sync()?;
        }
        self.checkpoint.write(self.target)?;
        self.next = Some(Instant::now() + EVERY.max(now.elapsed() * SHARE));
        Ok(())
    }

    /// What the files are like that the run has read.
    pub(super) fn seen(&self) -> u64 {
        self.checkpoint.position.seen
    }
}
