//! Progress on a terminal: files, cables, bytes, rate, time left, failures.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use cablex::archive::Input;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Env;
use super::status::{Counts, thousands};

/// Not known yet, or not to be known.
const UNKNOWN: u64 = u64::MAX;

/// A line on a terminal that says how far a run has come; nothing elsewhere.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    /// Bytes of all inputs, once another thread has found out.
    total: Arc<AtomicU64>,
}

impl Progress {
    /// Of a run that reads all of these inputs.
    pub(super) fn new(env: &Env, inputs: &[Input]) -> Self {
        let progress = Progress::unmeasured(env);
        if progress.bar.is_some() {
            let (inputs, found) = (inputs.to_vec(), progress.total.clone());
            // Where no thread is to be had, it stays unknown.
            let _ = std::thread::Builder::new().spawn(move || {
                if let Some(bytes) = size_of(&inputs) {
                    found.store(bytes, Ordering::Relaxed);
                }
            });
        }
        progress
    }

    /// Of a run that reads what it finds that it has to read.
    pub(super) fn unmeasured(env: &Env) -> Self {
        let total = Arc::new(AtomicU64::new(UNKNOWN));
        if env.quiet || env.verbose || !std::io::stderr().is_terminal() {
            return Progress { bar: None, total };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
        bar.set_style(style("{msg}, {bytes}, {bytes_per_sec}"));
        // The bar asks for a thread without looking whether one is to be had.
        if std::thread::Builder::new().spawn(|| ()).is_ok() {
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Progress {
            bar: Some(bar),
            total,
        }
    }

    /// So many bytes more have been read.
    pub(super) fn add(&mut self, bytes: usize, counts: &Counts) {
        let Some(bar) = &self.bar else {
            return;
        };
        let total = self.total.load(Ordering::Relaxed);
        if bar.length().is_none() && total != UNKNOWN {
            bar.set_length(total);
            bar.set_style(style(
                "{msg}, {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
            ));
        }
        bar.inc(bytes as u64);
        let failed: u64 = counts.failed.values().sum();
        let mut text = format!(
            "{} files, {} cables",
            thousands(counts.inputs),
            thousands(counts.cables)
        );
        if failed > 0 {
            text += &format!(", {} failed", thousands(failed));
        }
        bar.set_message(text);
    }

    /// Does what prints on the terminal, the line out of the way.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Bytes of all inputs; nothing where they cannot be known, or are not those that are read, for they are compressed.
fn size_of(inputs: &[Input]) -> Option<u64> {
    let mut total = 0;
    for input in inputs {
        let Input::Path(path) = input else {
            return None;
        };
        for entry in walkdir::WalkDir::new(path) {
            let entry = entry.ok()?;
            let name = entry.file_name().to_string_lossy();
            let packed = ["gz", "zst", "zip", "tar", "tgz"];
            if name
                .rsplit_once('.')
                .is_some_and(|(_, ending)| packed.contains(&ending))
            {
                return None;
            }
            let about = entry.metadata().ok()?;
            total += if about.is_file() { about.len() } else { 0 };
        }
    }
    Some(total)
}

/// A number of bytes for people.
pub(super) fn size(bytes: u64) -> String {
    indicatif::BinaryBytes(bytes).to_string()
}
