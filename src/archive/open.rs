//! Opens files, and what is compressed or packed in them: gzip, zstd, zip, tar, mails, told by their first bytes.

use std::fs::File;
use std::io::{self, Cursor, Read, Write};

use super::bounds::Meter;
use super::mail;
use crate::container::STEP;
use crate::error::{Bound, reason};

/// What a stream is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Nothing: a text, or what only another program opens.
    None,
    Gzip,
    Zstd,
    Zip,
    Tar,
    /// A mail, or a mailbox.
    Mail,
}

impl Packing {
    pub(super) fn of(head: &[u8]) -> Self {
        match head {
            [0x1F, 0x8B, ..] => Packing::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing::Zstd,
            [b'P', b'K', 3, 4, ..] => Packing::Zip,
            _ if is_tar(head) => Packing::Tar,
            _ if mail::is_mail(head) => Packing::Mail,
            _ => Packing::None,
        }
    }
}

/// Whether a tar header stands at the beginning: its magic word behind the first 257 bytes.
fn is_tar(head: &[u8]) -> bool {
    head.get(257..)
        .is_some_and(|rest| rest.starts_with(b"ustar"))
}

/// A stream that begins with bytes which were read already.
pub(super) fn whole<'a>(head: Vec<u8>, rest: impl Read + 'a) -> Box<dyn Read + 'a> {
    Box::new(Cursor::new(head).chain(rest))
}

/// The text of a gzip stream, all its members.
pub(super) fn gzip<'a>(packed: Box<dyn Read + 'a>) -> Box<dyn Read + 'a> {
    Box::new(flate2::read::MultiGzDecoder::new(packed))
}

/// The text of a zstd stream, all its frames.
pub(super) fn zstd<'a>(packed: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    Ok(Box::new(zstd::stream::read::Decoder::new(packed)?))
}

/// A file with the bytes of a stream in it, to be read anywhere: a zip has its table of contents at the end.
pub(super) fn spooled(packed: Box<dyn Read + '_>, meter: &Meter) -> io::Result<File> {
    let limit = meter.bounds().spooled;
    let mut file = tempfile::tempfile().map_err(in_temporary)?;
    let mut buffer = vec![0; STEP];
    let mut packed = packed.take(limit.saturating_add(1));
    let mut len = 0;
    loop {
        let read = match packed.read(&mut buffer) {
            Ok(0) => return Ok(file),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        len += read as u64;
        if len > limit {
            return Err(meter.stop(Bound::Spooled { limit }));
        }
        let bytes = buffer.get(..read).unwrap_or_default();
        file.write_all(bytes).map_err(in_temporary)?;
    }
}

/// An error of the temporary folder, which is none of the input.
fn in_temporary(error: io::Error) -> io::Error {
    let text = format!("temporary folder: {}", reason(&error));
    io::Error::new(error.kind(), text)
}

/// Counts what is read of a file, to tell whether it shrank meanwhile.
pub(super) struct Counted<R> {
    inner: R,
    /// Bytes that were read.
    pub read: u64,
    /// Whether the end has come.
    pub ended: bool,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, read: u64) -> Self {
        Counted {
            inner,
            read,
            ended: false,
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        self.ended |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packings_are_told_by_their_first_bytes() {
        let mut tar = [0_u8; 512];
        if let Some(magic) = tar.get_mut(257..262) {
            magic.copy_from_slice(b"ustar");
        }
        for (head, expected) in [
            (&b"\x1F\x8B\x08"[..], Packing::Gzip),
            (b"\x28\xB5\x2F\xFD\x04", Packing::Zstd),
            (b"PK\x03\x04\x14", Packing::Zip),
            (&tar, Packing::Tar),
            (b"VZCZC", Packing::None),
            (b"", Packing::None),
        ] {
            assert_eq!(Packing::of(head), expected);
        }
    }
}
