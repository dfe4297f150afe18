//! Reads inputs one after another.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread;

use crossbeam_channel::{Receiver, bounded};

use super::{Bounds, Event, Input, Selection, feed};
use crate::container::{Cables, Limits};
use crate::error::{InputError, InputErrorKind};
use crate::message::Container;
use crate::record::Cable;

/// How many pieces are read ahead.
const AHEAD: usize = 4;

/// Reads inputs one after another and gives their cables in order.
///
/// A directory is walked sorted by name bytes within each folder; hidden entries are skipped, links to files followed,
/// links to folders not. A file that is named is read whatever its name. What is compressed with gzip or zstd, or
/// packed as zip or tar, is opened; a member is called `a.zip!/name.txt`. A thread reads ahead, a few pieces far; where the
/// system gives none, that is the only error, and [`crate::batch::run`] does without.
///
/// ```
/// use cablex::{Reader, parse};
///
/// # let dir = std::env::temp_dir().join(format!("cablex-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&dir)?;
/// # std::fs::write(dir.join("a.txt"), "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n")?;
/// # std::fs::write(dir.join("b.txt"), "A letter.\n")?;
/// let mut cables = 0;
/// for cable in Reader::new([dir.clone()]) {
///     match cable {
///         Ok(cable) => {
///             let record = parse::record(cable, parse::Options::default());
///             println!("{}", serde_json::to_string(&record)?);
///             cables += 1;
///         }
///         Err(error) => assert!(error.to_string().ends_with("b.txt: not a cable: no header and no classification line")),
///     }
/// }
/// assert_eq!(cables, 1);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader {
    /// The inputs, before the first cable is asked for.
    inputs: Vec<Input>,
    selection: Selection,
    events: Option<Receiver<Event>>,
    cables: Option<Cables>,
}

impl Reader {
    /// Reads these inputs, in this order.
    pub fn new<I>(inputs: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Input>,
    {
        Reader {
            inputs: inputs.into_iter().map(Into::into).collect(),
            selection: Selection::default(),
            events: None,
            cables: None,
        }
    }

    /// Takes every input to be of this container instead of looking.
    #[must_use]
    pub fn taken_as(mut self, container: Option<Container>) -> Self {
        self.selection.limits.from = container;
        self
    }

    /// Reads with these limits.
    #[must_use]
    pub fn within(mut self, limits: Limits) -> Self {
        self.selection.limits = limits;
        self
    }

    /// Unpacks no more than these bounds allow; a file that holds more is an error among the cables.
    #[must_use]
    pub fn unpacking(mut self, bounds: Bounds) -> Self {
        self.selection.bounds = bounds;
        self
    }

    /// Begins to read ahead.
    fn begin(&mut self) -> Receiver<Event> {
        let (sender, events) = bounded(AHEAD);
        let (inputs, selection) = (std::mem::take(&mut self.inputs), self.selection.clone());
        let path = match inputs.first() {
            Some(Input::Path(path)) => path.clone(),
            _ => PathBuf::from("-"),
        };
        let reading = thread::Builder::new().spawn(move || {
            feed(inputs, &selection, &mut |event| match sender.send(event) {
                Ok(()) => ControlFlow::Continue(()),
                // Nobody wants any more.
                Err(_) => ControlFlow::Break(()),
            })
        });
        let Err(error) = reading else {
            return events;
        };
        let (sender, failed) = bounded(AHEAD);
        let error = InputError::of(&path, InputErrorKind::Unreadable(error));
        let _ = sender.send(Event::Failed(error));
        failed
    }
}

impl Iterator for Reader {
    type Item = Result<Cable, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.events.is_none() {
            self.events = Some(self.begin());
        }
        loop {
            if let Some(cable) = self.cables.as_mut().and_then(Iterator::next) {
                return Some(cable);
            }
            self.cables = None;
            match self.events.as_ref()?.recv().ok()? {
                Event::Piece(piece) => self.cables = Some(piece.cables()),
                Event::Failed(error) => return Some(Err(error)),
                Event::Begin { .. }
                | Event::End
                | Event::Opened(_)
                | Event::Own
                | Event::NoFiles(_)
                | Event::Passed(_) => {}
            }
        }
    }
}
