//! Works on the cables of many inputs on all cores, and gives what came of it in the order of the inputs.
//!
//! One thread reads and cuts, so many others work, and the thread that called puts the results in order; where the system
//! gives fewer threads, those do all of it, and in the end the thread that called alone. No more than a
//! few units are on their way at any time, so that memory stays bounded however fast reading is. Units are cut without
//! regard to threads: what comes out is the same for any number of them.

mod units;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, select};

use self::units::{Changed, Unit, Units};
use crate::archive::{Event, Input, Position, Selection, Stamp, Stamps, feed};
use crate::error::InputError;
use crate::record::Cable;

/// What there is to work on.
pub enum Work {
    /// What follows is of this one of the inputs, from 0; said at the beginning of each unit and of each file.
    Input(usize),
    /// A file has been opened, where that is to be told: [`Selection::opened`].
    Opened(Stamp),
    /// A file begins; its path.
    Begin(Arc<str>),
    /// A cable of it.
    Cable(Cable),
    /// So many records were passed over, because [`Selection::wanted`] does not want them.
    Passed(u64),
    /// The file, or a message of it, failed.
    Failed(InputError),
    /// A file was passed over, because it is one of those that are written: [`Selection::except`].
    Own,
    /// So many pipes, devices and sockets in a folder were passed over: reading one might never end.
    NoFiles(u64),
    /// The unit has ended: nothing more is added to this result.
    Close,
}

/// How a run came to an end.
#[derive(Debug)]
pub enum Stop<E> {
    /// Work or its results failed.
    Failed(E),
    /// The inputs are not those of the earlier run. The file that has changed, where it is one that was read; else another
    /// file is in the place of the last one that was done.
    Changed(Option<String>),
}

impl<E> From<E> for Stop<E> {
    fn from(error: E) -> Self {
        Stop::Failed(error)
    }
}

/// What comes of a unit of work. It is used again for another unit when it has been given on, so that a long run does not
/// ask for memory over and over.
pub trait Outcome: Default + Send {
    /// Makes it as good as new.
    fn clear(&mut self);
}

/// Gives every cable of the inputs to `work`, on so many threads, which adds to a `U` of its own; gives each `U` to
/// `sink` in the order of the inputs, with the position that reading had come to behind it and the bytes that were read
/// for it.
///
/// # Errors
/// The first error of `work` or `sink` in the order of the inputs; what came before it has been given to `sink`.
pub fn run<U, E>(
    inputs: Vec<Input>,
    selection: &Selection,
    threads: usize,
    work: impl Fn(&mut U, Work) -> Result<(), E> + Sync,
    mut sink: impl FnMut(&mut U, &Position, usize) -> Result<(), E>,
) -> Result<(), Stop<E>>
where
    U: Outcome,
    E: Send,
{
    let work = |input: usize, unit: Vec<Event>, mut result: U| -> Result<U, E> {
        work(&mut result, Work::Input(input))?;
        for event in unit {
            one(&mut result, event, selection, &work)?;
        }
        work(&mut result, Work::Close)?;
        Ok(result)
    };
    if threads <= 1 {
        return alone(inputs, selection, work, sink);
    }
    let window = 2 * threads + 2;
    let (units, to_work) = bounded::<(usize, Unit)>(window);
    let (slots, free) = bounded::<()>(window);
    let kept = Arc::new(Mutex::new(inputs));
    let reading = {
        let (selection, kept) = (selection.clone(), kept.clone());
        // Not of the scope: where nobody wants more, a read from a pipe that says nothing is not waited for.
        thread::Builder::new().spawn(move || read(taken(&kept), &selection, &units, &slots))
    };
    // There may be no thread to be had.
    let Ok(reading) = reading else {
        return alone(taken(&kept), selection, work, sink);
    };
    thread::scope(|scope| {
        let (results, worked) = bounded(window);
        let (used, spare) = bounded::<U>(window);
        // Ends with this scope, and the workers with it: after a failure the reading thread may never say that it ended.
        let (quit, quitting) = bounded::<()>(0);
        let mut workers = 0;
        for _ in 0..threads {
            let (to_work, results, work) = (to_work.clone(), results.clone(), &work);
            let (spare, quitting) = (spare.clone(), quitting.clone());
            let worker = thread::Builder::new().spawn_scoped(scope, move || {
                while let Some((number, unit)) = next(&to_work, &quitting) {
                    let spare = spare.try_recv().unwrap_or_default();
                    let (end, bytes) = (unit.end, unit.bytes);
                    let result = AssertUnwindSafe(|| work(unit.input, unit.events, spare));
                    let result = catch_unwind(result);
                    if results.send((number, result, end, bytes)).is_err() {
                        return;
                    }
                }
            });
            if worker.is_err() {
                break;
            }
            workers += 1;
        }
        let mut sink = |mut result: U, end: &Position, bytes| {
            sink(&mut result, end, bytes)?;
            result.clear();
            // There is room for every one that is on its way.
            let _ = used.try_send(result);
            Ok(())
        };
        let done = if workers == 0 {
            let mut units = to_work.iter();
            units.try_for_each(|(_, unit)| {
                let spare = spare.try_recv().unwrap_or_default();
                sink(work(unit.input, unit.events, spare)?, &unit.end, unit.bytes)?;
                release(&free, unit.bytes);
                Ok(())
            })
        } else {
            drop(results);
            in_order(&worked, &free, sink)
        };
        let done = done.map_err(Stop::Failed);
        drop((to_work, worked, free, quit));
        done?;
        match reading.join() {
            Ok(Err(Changed(path))) => Err(Stop::Changed(path)),
            Ok(Ok(())) => Ok(()),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// The same on the calling thread.
fn alone<U: Outcome, E>(
    inputs: Vec<Input>,
    selection: &Selection,
    work: impl Fn(usize, Vec<Event>, U) -> Result<U, E>,
    mut sink: impl FnMut(&mut U, &Position, usize) -> Result<(), E>,
) -> Result<(), Stop<E>> {
    let mut stop = None;
    let mut spare = None;
    let mut units = Units::new(selection, |unit: Unit| {
        let result = spare.take().unwrap_or_default();
        let done = work(unit.input, unit.events, result).and_then(|mut result| {
            sink(&mut result, &unit.end, unit.bytes)?;
            result.clear();
            spare = Some(result);
            Ok(())
        });
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                stop = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    let ran = units.run(inputs);
    match (stop, ran) {
        (Some(error), _) => Err(Stop::Failed(error)),
        (None, Err(Changed(path))) => Err(Stop::Changed(path)),
        (None, Ok(())) => Ok(()),
    }
}

/// The inputs, for whichever thread comes to read them.
fn taken(kept: &Mutex<Vec<Input>>) -> Vec<Input> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *kept)
}

/// The next unit to work on; nothing at the end of them, or of the run.
fn next<T>(to_work: &Receiver<T>, quitting: &Receiver<()>) -> Option<T> {
    select! {
        recv(to_work) -> unit => unit.ok(),
        recv(quitting) -> _ => None,
    }
}

/// Works on one event.
fn one<U, E>(
    result: &mut U,
    event: Event,
    selection: &Selection,
    work: impl Fn(&mut U, Work) -> Result<(), E>,
) -> Result<(), E> {
    match event {
        Event::Piece(piece) => {
            let mut cables = piece.cables_of(selection.wanted.as_ref());
            for cable in &mut cables {
                let cable = cable.map_or_else(Work::Failed, Work::Cable);
                work(result, cable)?;
            }
            match cables.passed() {
                0 => Ok(()),
                passed => work(result, Work::Passed(passed)),
            }
        }
        Event::Failed(error) => work(result, Work::Failed(error)),
        Event::Begin { path, input, again } => {
            work(result, Work::Input(input))?;
            if again {
                Ok(())
            } else {
                work(result, Work::Begin(path))
            }
        }
        Event::Own => work(result, Work::Own),
        Event::NoFiles(number) => work(result, Work::NoFiles(number)),
        Event::Opened(stamp) => work(result, Work::Opened(stamp)),
        Event::End | Event::Passed(_) => Ok(()),
    }
}

/// What the files of a selection are like, as a number: the [`Position::seen`] behind a run over all of them.
#[must_use]
pub fn seen(inputs: Vec<Input>, selection: &Selection) -> u64 {
    let mut selection = selection.clone();
    // All of them have been read: they are only looked at.
    selection.start.files = u64::MAX;
    let mut stamps = Stamps::default();
    let _ = feed(inputs, &selection, &mut |event| {
        if let Event::Opened(stamp) = event {
            stamps.add(&stamp);
        }
        ControlFlow::Continue(())
    });
    stamps.sum
}

/// So many bytes of a unit take a slot of the window. One that takes all of them is alone on its way: long messages are
/// worked on one after the other, for what comes of one may be many times as long.
const SLOT: usize = 1 << 20;

/// How many slots a unit of so many bytes takes.
fn slots_of(bytes: usize, window: Option<usize>) -> usize {
    (1 + bytes / SLOT).min(window.unwrap_or(1))
}

/// The slots of a unit are free again.
fn release(free: &Receiver<()>, bytes: usize) {
    for _ in 0..slots_of(bytes, free.capacity()) {
        let _ = free.try_recv();
    }
}

/// Reads the inputs and numbers their units. Each takes slots of the window, which are free again when its result has
/// been given on.
fn read(
    inputs: Vec<Input>,
    selection: &Selection,
    units: &Sender<(usize, Unit)>,
    slots: &Sender<()>,
) -> Result<(), Changed> {
    let mut number = 0;
    Units::new(selection, |unit| {
        let taken = (0..slots_of(unit.bytes, slots.capacity())).try_for_each(|_| slots.send(()));
        if taken.is_err() || units.send((number, unit)).is_err() {
            return ControlFlow::Break(());
        }
        number += 1;
        ControlFlow::Continue(())
    })
    .run(inputs)
}

/// The number of a unit, what came of it (where the work did not panic), where it ends, its bytes.
type Worked<U, E> = (usize, thread::Result<Result<U, E>>, Position, usize);

/// Gives results on in their order.
fn in_order<U, E>(
    worked: &Receiver<Worked<U, E>>,
    free: &Receiver<()>,
    mut sink: impl FnMut(U, &Position, usize) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = 0;
    let mut waiting = BTreeMap::new();
    for (number, result, end, bytes) in worked {
        waiting.insert(number, (result, end, bytes));
        while let Some((result, end, bytes)) = waiting.remove(&next) {
            let result = result.unwrap_or_else(|panic| resume_unwind(panic));
            sink(result?, &end, bytes)?;
            next += 1;
            release(free, bytes);
        }
    }
    Ok(())
}
