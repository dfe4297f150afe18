//! How much may be unpacked: a small file may hold more than a machine can.
//!
//! Everything that is unpacked of a file is counted, however deep it lies: what a gzip in a zip in a tar gives is held
//! against the size of the tar. Where a bound is reached, reading fails, and nothing more of that file is read.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::error::Bound;

/// How much a packed file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How many times its own size a file may unpack to, where that is more than [`Bounds::free`].
    pub ratio: u64,
    /// So many bytes a file may unpack to, however small it is.
    pub free: u64,
    /// How many bytes a file may unpack to in all.
    pub unpacked: Option<u64>,
    /// How many bytes of the temporary folder a zip may take that is no file itself: from a pipe, or packed in something.
    pub spooled: u64,
    /// How many bytes the name and the attributes of a member of a tar may have.
    pub header: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            ratio: 1000,
            free: 1 << 30,
            unpacked: None,
            spooled: 4 << 30,
            header: 1 << 20,
        }
    }
}

/// Counts what comes out of one file.
#[derive(Default)]
pub(super) struct Meter {
    bounds: Bounds,
    /// The size of the file; 0 where it is not known before it has been read.
    size: u64,
    /// Bytes that were read of the file, and bytes that were unpacked.
    read: Cell<u64>,
    unpacked: Cell<u64>,
    /// The bound that was reached.
    over: Cell<Option<Bound>>,
}

impl Meter {
    pub(super) fn new(bounds: Bounds, size: u64) -> Rc<Self> {
        Rc::new(Meter {
            bounds,
            size,
            ..Meter::default()
        })
    }

    pub(super) fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// The bound that was reached: nothing more of the file is to be read.
    pub(super) fn over(&self) -> Option<Bound> {
        self.over.get()
    }

    /// Reading has come to a bound.
    pub(super) fn stop(&self, bound: Bound) -> io::Error {
        self.over.set(Some(bound));
        io::Error::other(bound)
    }

    /// Notes that so many bytes of the file were read.
    pub(super) fn add_read(&self, bytes: usize) {
        let sum = self.read.get().saturating_add(bytes as u64);
        self.read.set(sum);
    }

    /// Notes that so many bytes were unpacked.
    fn add(&self, bytes: usize) -> io::Result<()> {
        if let Some(bound) = self.over.get() {
            return Err(io::Error::other(bound));
        }
        let sum = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(sum);
        let limit = self.bounds.unpacked.unwrap_or(u64::MAX);
        if sum > limit {
            return Err(self.stop(Bound::Unpacked { limit }));
        }
        let Bounds { ratio, free, .. } = self.bounds;
        if sum > free && sum > self.read.get().max(self.size).saturating_mul(ratio) {
            return Err(self.stop(Bound::Ratio { ratio, free }));
        }
        Ok(())
    }
}

/// A file that is read, of which every byte is counted.
pub(super) struct Packed<R> {
    pub inner: R,
    pub meter: Rc<Meter>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.add_read(read);
        Ok(read)
    }
}

/// A stream that is unpacked, of which every byte is counted.
pub(super) struct Unpacked<R> {
    pub inner: R,
    pub meter: Rc<Meter>,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.add(read)?;
        Ok(read)
    }
}

/// How far a stream may be read on. What reads a tar holds all of a name in memory, however long it says that it is; so
/// it is held short while it looks for the next member.
#[derive(Default)]
pub(super) struct Leash {
    /// Bytes that were read.
    pub at: Cell<u64>,
    /// How far reading may come, where that is bounded.
    pub end: Cell<Option<u64>>,
}

/// A stream that is read on a leash.
pub(super) struct Leashed<R> {
    pub inner: R,
    pub leash: Rc<Leash>,
    pub meter: Rc<Meter>,
}

impl<R: Read> Read for Leashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let at = self.leash.at.get();
        let room = match self.leash.end.get() {
            Some(end) if end <= at && !buffer.is_empty() => {
                let limit = self.meter.bounds.header;
                return Err(self.meter.stop(Bound::Header { limit }));
            }
            Some(end) => usize::try_from(end - at.min(end)).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        let room = room.min(buffer.len());
        let read = self
            .inner
            .read(buffer.get_mut(..room).unwrap_or_default())?;
        self.leash.at.set(at + read as u64);
        Ok(read)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_is_held_against_the_size_of_the_file() {
        let bounds = Bounds {
            ratio: 10,
            free: 100,
            ..Bounds::default()
        };
        for (size, read, given, fails) in [
            (20, 20, &[200][..], false),
            (20, 0, &[200], false),
            (20, 0, &[200, 1], true),
            (20, 0, &[100, 101], true),
            (5, 5, &[100], false),
            (0, 15, &[150], false),
            (0, 15, &[150, 1], true),
        ] {
            let meter = Meter::new(bounds, size);
            meter.read.set(read);
            let last = given.iter().try_for_each(|bytes| meter.add(*bytes));
            let bound = last.err().and_then(|error| Bound::of(&error));
            assert_eq!(bound.is_some(), fails, "{size} {given:?}");
            assert_eq!(meter.over(), bound);
        }
    }

    #[test]
    fn what_all_may_be_unpacked_is_bounded_where_that_is_asked_for() {
        let bounds = Bounds {
            unpacked: Some(100),
            ..Bounds::default()
        };
        let meter = Meter::new(bounds, 1000);
        assert!(meter.add(60).is_ok() && meter.add(40).is_ok());
        let error = meter.add(1).unwrap_err();
        assert_eq!(Bound::of(&error), Some(Bound::Unpacked { limit: 100 }));
        assert!(meter.add(0).is_err());
    }
}
