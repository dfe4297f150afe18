//! What comes of some cables on one thread: what is to be printed, and what became of the inputs.

use std::sync::Arc;

use anyhow::Result;
use cablex::archive::Stamp;
use cablex::batch::{Outcome, Work};
use cablex::error::InputError;
use cablex::record::Cable;

/// What came of some cables, in order.
#[derive(Default)]
pub(crate) struct Page<T = ()> {
    /// What is to be printed.
    pub out: Vec<u8>,
    /// What a command keeps beside it: its counts.
    pub more: T,
    /// What became of the inputs.
    pub(super) events: Events,
    /// The file that has begun, as long as nothing of it was read.
    begun: Option<Arc<str>>,
}

/// What became of some inputs.
#[derive(Default)]
pub(super) struct Events {
    /// Files that began, and what failed, in order.
    pub files: Vec<FileEvent>,
    /// Cables that were read.
    pub cables: u64,
    /// Cables that the filters let through.
    pub matched: u64,
    /// Files that were not read because this run writes them.
    pub own: u64,
    /// Pipes, devices and sockets in folders.
    pub no_files: u64,
    /// Files that were opened, where that is asked for.
    pub opened: Vec<Stamp>,
}

/// What happened to a file.
pub(super) enum FileEvent {
    Begin(Arc<str>),
    /// It holds records, the first of which was made from another file.
    Records(Arc<str>, String),
    Failed(InputError),
}

/// So many bytes a page keeps room for.
const ROOM: usize = 1 << 21;

impl<T: Default + Send> Outcome for Page<T> {
    fn clear(&mut self) {
        self.out.clear();
        // What was long once may never be so again.
        self.out.shrink_to(ROOM);
        self.more = T::default();
        self.events = Events::default();
        self.begun = None;
    }
}

impl<T> Page<T> {
    /// Takes one piece of work; `each` says whether the filters let a cable through.
    pub(super) fn work(
        &mut self,
        work: Work,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool>,
    ) -> Result<()> {
        match work {
            Work::Begin(path) => {
                self.begun = Some(path.clone());
                self.events.files.push(FileEvent::Begin(path));
            }
            Work::Failed(error) => self.failed(error),
            Work::Passed(records) => self.events.cables += records,
            Work::Own => self.events.own += 1,
            Work::NoFiles(number) => self.events.no_files += number,
            Work::Opened(stamp) => self.events.opened.push(stamp),
            Work::Input(_) | Work::Close => {}
            Work::Cable(cable) => {
                self.events.cables += 1;
                if let (Some(path), Cable::Read(record)) = (self.begun.take(), &cable) {
                    let source = record.source.path.clone();
                    self.events.files.push(FileEvent::Records(path, source));
                }
                let matched = each(self, cable)?;
                self.events.matched += u64::from(matched);
            }
        }
        Ok(())
    }

    /// Notes a failure.
    pub(super) fn failed(&mut self, error: InputError) {
        self.events.files.push(FileEvent::Failed(error));
    }
}
