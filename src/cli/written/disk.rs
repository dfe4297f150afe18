//! What is written gets onto the disk while the run goes on: its end waits for the rest only.

use std::fs::File;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// So many bytes that were written are given to the disk at once.
const AT_ONCE: u64 = 8 << 20;

/// Where the answer goes; nobody waits for that of a sync which only is to begin early.
type Asked = Option<SyncSender<io::Result<()>>>;

/// A file's way to the disk: a thread that syncs it. Every sync goes through it, for of an error of the disk the system
/// tells only once.
#[derive(Debug)]
pub(super) struct Disk {
    ask: SyncSender<Asked>,
    /// Bytes of the file when the disk was asked last.
    given: u64,
}

impl Disk {
    /// Nothing where there is no second handle or no thread to be had: then the file is synced by whoever writes it.
    pub(super) fn of(file: &File, len: u64) -> Option<Self> {
        let file = file.try_clone().ok()?;
        let (ask, asked) = sync_channel(1);
        let thread = thread::Builder::new().name("sync".to_owned());
        thread.spawn(move || serve(&file, &asked)).ok()?;
        Some(Disk { ask, given: len })
    }

    /// The file has so many bytes now.
    pub(super) fn reached(&mut self, len: u64) {
        // Where the disk is behind, it is asked again later.
        if len - self.given >= AT_ONCE && self.ask.try_send(None).is_ok() {
            self.given = len;
        }
    }

    /// Waits until all that was written is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        let gone = |_| io::Error::other("the thread that syncs has ended");
        let (reply, answer) = sync_channel(1);
        self.ask.send(Some(reply)).map_err(|_| gone(()))?;
        answer.recv().map_err(|_| gone(()))?
    }
}

/// Syncs the file as often as it is asked to. Once that has failed, all answers are that error.
fn serve(file: &File, asked: &Receiver<Asked>) {
    let mut failed: Option<(io::ErrorKind, String)> = None;
    for reply in asked {
        if failed.is_none() {
            let error = file.sync_data().err();
            failed = error.map(|error| (error.kind(), error.to_string()));
        }
        if let Some(reply) = reply {
            let answer = match &failed {
                None => Ok(()),
                Some((kind, text)) => Err(io::Error::new(*kind, text.clone())),
            };
            // Whoever asked may have gone.
            let _ = reply.send(answer);
        }
    }
}
