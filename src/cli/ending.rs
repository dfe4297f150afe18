//! What a file's name says of its form: how records stand in it, and how it is compressed.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// How records stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Rows {
    /// One a line.
    Lines,
    /// Rows of a table, behind one of names; a cell in quotation marks may hold line ends.
    Csv,
    /// Rows of a table, behind one of names, one a line.
    Tsv,
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
}

/// What a name says; of the rows, where it says anything.
pub(super) fn of(path: &Path) -> (Option<Rows>, Packing) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (name, packing) = match name.rsplit_once('.') {
        Some((name, "gz")) => (name, Packing::Gzip),
        Some((name, "zst")) => (name, Packing::Zstd),
        _ => (&*name, Packing::None),
    };
    let rows = match name.rsplit_once('.') {
        Some((_, "jsonl")) => Some(Rows::Lines),
        Some((_, "csv")) => Some(Rows::Csv),
        Some((_, "tsv")) => Some(Rows::Tsv),
        _ => None,
    };
    (rows, packing)
}

impl Packing {
    /// Compresses bytes, as a member or frame of its own.
    pub(super) fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Packing::None => Ok(bytes.to_vec()),
            Packing::Gzip => {
                let packed = Vec::with_capacity(bytes.len() / 2);
                let level = flate2::Compression::default();
                let mut encoder = flate2::write::GzEncoder::new(packed, level);
                encoder.write_all(bytes)?;
                encoder.finish()
            }
            Packing::Zstd => zstd::bulk::compress(bytes, zstd::DEFAULT_COMPRESSION_LEVEL),
        }
    }

    /// What a compressed stream holds: all its members or frames, of which there may be none.
    pub(super) fn unpack<'a>(self, packed: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
        let mut packed = BufReader::with_capacity(1 << 16, packed);
        let is_empty = packed.fill_buf()?.is_empty();
        Ok(match self {
            _ if is_empty => Box::new(io::empty()),
            Packing::None => Box::new(packed),
            Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
            Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(packed)?),
        })
    }
}
