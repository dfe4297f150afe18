//! What written files are like: their bytes, their SHA-256, how many records they hold.

use std::io::{self, Read};

use data_encoding::HEXLOWER;
use memchr::{memchr_iter, memchr2_iter};
use serde::{Deserialize, Serialize};
use sha2::digest::common::hazmat::{SerializableState, SerializedState};
use sha2::{Digest, Sha256};

use super::ending::Rows;

/// So much of a file is read at a time.
const STEP: usize = 1 << 17;

/// Gives all that a stream gives to `add`, a step at a time.
pub(super) fn in_steps(mut stream: impl Read, mut add: impl FnMut(&[u8])) -> io::Result<()> {
    let mut buffer = vec![0; STEP];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => add(buffer.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The SHA-256 of what has come so far. It can be kept in a file, and gone on with by a later run.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(into = "State", try_from = "State")]
pub(super) struct Hash {
    sha: Sha256,
    /// Bytes that have come.
    pub bytes: u64,
}

impl Hash {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.sha.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// All that a stream gives.
    pub(super) fn of(stream: impl Read) -> io::Result<Self> {
        let mut hash = Hash::default();
        in_steps(stream, |bytes| hash.add(bytes))?;
        Ok(hash)
    }

    /// In hexadecimal digits, as `sha256sum` prints it.
    pub(super) fn hex(&self) -> String {
        HEXLOWER.encode(&self.sha.clone().finalize())
    }

    /// The first of its bytes, which tell two apart.
    fn short(&self) -> u64 {
        let sum = self.sha.clone().finalize();
        sum.iter()
            .take(8)
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

/// A hash as it is kept in a file.
#[derive(Serialize, Deserialize)]
struct State {
    sha: String,
    bytes: u64,
}

impl From<Hash> for State {
    fn from(hash: Hash) -> Self {
        State {
            sha: HEXLOWER.encode(&hash.sha.serialize()),
            bytes: hash.bytes,
        }
    }
}

impl TryFrom<State> for Hash {
    type Error = &'static str;

    fn try_from(state: State) -> Result<Self, Self::Error> {
        const WRONG: &str = "no state of a SHA-256";
        let bytes = HEXLOWER.decode(state.sha.as_bytes()).map_err(|_| WRONG)?;
        let bytes = SerializedState::<Sha256>::try_from(&*bytes).map_err(|_| WRONG)?;
        let sha = Sha256::deserialize(&bytes).map_err(|_| WRONG)?;
        Ok(Hash {
            sha,
            bytes: state.bytes,
        })
    }
}

/// Counts the rows of a file while it comes.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Count {
    rows: Rows,
    ended: u64,
    /// Whether a cell in quotation marks is open.
    quoted: bool,
    /// Whether a row has begun.
    open: bool,
}

impl Count {
    pub(super) fn new(rows: Rows) -> Self {
        Count {
            rows,
            ended: 0,
            quoted: false,
            open: false,
        }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        if self.rows == Rows::Csv {
            for at in memchr2_iter(b'"', b'\n', bytes) {
                match bytes.get(at) {
                    Some(b'"') => self.quoted = !self.quoted,
                    _ if self.quoted => {}
                    _ => self.ended += 1,
                }
            }
        } else {
            self.ended += memchr_iter(b'\n', bytes).count() as u64;
        }
        if let Some(last) = bytes.last() {
            self.open = *last != b'\n' || self.quoted;
        }
    }

    /// How many records there are: a row that has not ended is one, the names of columns are none.
    pub(super) fn records(self) -> u64 {
        let rows = self.ended + u64::from(self.open);
        rows.saturating_sub(u64::from(self.rows != Rows::Lines))
    }
}

/// A place in a stream, and what had come before it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    sum: u64,
    records: u64,
}

/// So many marks are held at most.
const MARKS: usize = 256;
/// The first ones stand so many bytes apart.
const APART: u64 = 1 << 16;

/// What a stream of records is like, and at some places on the way: where two differ, they tell where. The same bytes give
/// the same, however they were cut.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Tally {
    pub hash: Hash,
    count: Count,
    /// One every so many bytes.
    marks: Vec<Mark>,
    apart: u64,
}

impl Tally {
    pub(super) fn new(rows: Rows) -> Self {
        Tally {
            hash: Hash::default(),
            count: Count::new(rows),
            marks: Vec::new(),
            apart: APART,
        }
    }

    pub(super) fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = self.apart - self.hash.bytes % self.apart;
            let room = usize::try_from(room).unwrap_or(usize::MAX);
            let (now, rest) = bytes.split_at(room.min(bytes.len()));
            self.hash.add(now);
            self.count.add(now);
            bytes = rest;
            if self.hash.bytes.is_multiple_of(self.apart) {
                self.mark();
            }
        }
    }

    fn mark(&mut self) {
        self.marks.push(Mark {
            sum: self.hash.short(),
            records: self.count.records(),
        });
        if self.marks.len() == MARKS {
            let mut number = 0_usize;
            self.marks.retain(|_| {
                number += 1;
                number.is_multiple_of(2)
            });
            self.apart *= 2;
        }
    }

    pub(super) fn records(&self) -> u64 {
        self.count.records()
    }

    pub(super) fn rows(&self) -> Rows {
        self.count.rows
    }

    /// What had come at a place, where there is a mark.
    fn at(&self, place: u64) -> Option<Mark> {
        let number = (place / self.apart).checked_sub(1)?;
        let mark = self.marks.get(usize::try_from(number).ok()?)?;
        place.is_multiple_of(self.apart).then_some(*mark)
    }

    /// Between which of its bytes, and behind how many records, another stream differs from this one; nothing where both
    /// are the same.
    pub(super) fn differs(&self, other: &Tally) -> Option<Difference> {
        let is_same =
            self.hash.bytes == other.hash.bytes && self.hash.short() == other.hash.short();
        if is_same && self.hash.hex() == other.hash.hex() {
            return None;
        }
        let apart = self.apart.max(other.apart);
        let end = self.hash.bytes.min(other.hash.bytes);
        let mut from = (0, 0);
        for place in (1..).map(|number| apart.saturating_mul(number)) {
            let (Some(own), Some(others)) = (self.at(place), other.at(place)) else {
                break;
            };
            if own != others {
                return Some(Difference {
                    from: from.0,
                    to: place,
                    records: from.1,
                });
            }
            from = (place, own.records);
        }
        Some(Difference {
            from: from.0,
            to: end.max(from.0),
            records: from.1,
        })
    }
}

/// Where two streams differ first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// They are the same up to here.
    pub from: u64,
    /// They are not up to here, or one of them ends here.
    pub to: u64,
    /// So many records are the same.
    pub records: u64,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn tally(rows: Rows, bytes: &[u8], step: usize) -> Tally {
        let mut tally = Tally::new(rows);
        bytes.chunks(step).for_each(|chunk| tally.add(chunk));
        tally
    }

    #[test]
    fn a_hash_is_that_of_everybody_and_can_be_gone_on_with() {
        let mut hash = Hash::default();
        hash.add(b"ab");
        let kept = serde_json::to_string(&hash).unwrap();
        let mut again: Hash = serde_json::from_str(&kept).unwrap();
        again.add(b"c");
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((again.hex().as_str(), again.bytes), (expected, 3));
        assert_eq!(Hash::of(&b"abc"[..]).unwrap().hex(), expected);
        for wrong in [
            r#"{"sha":"zz","bytes":1}"#,
            r#"{"sha":"00","bytes":1}"#,
            r#"{"sha":"0","bytes":1}"#,
        ] {
            assert!(serde_json::from_str::<Hash>(wrong).is_err());
        }
    }

    #[test]
    fn rows_are_counted_however_they_are_cut() {
        for (rows, text, records) in [
            (Rows::Lines, "", 0),
            (Rows::Lines, "{}\n{}\n", 2),
            (Rows::Lines, "{}\n{}", 2),
            (Rows::Tsv, "id\n", 0),
            (Rows::Tsv, "id\na\nb\n", 2),
            (Rows::Csv, "id\r\n\"a\nb\"\"\n\"\r\nc\r\n", 2),
            (Rows::Csv, "id\r\n\"a\n", 1),
        ] {
            for step in 1..=text.len().max(1) {
                assert_eq!(
                    tally(rows, text.as_bytes(), step).records(),
                    records,
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn where_two_differ_is_told() {
        let text = b"0123456789ABCDE\n".repeat(3 << 14);
        let whole = tally(Rows::Lines, &text, 1000);
        assert_eq!(whole.differs(&tally(Rows::Lines, &text, 77_777)), None);
        let mut other = text.clone();
        other[300_000] = b'!';
        let found = whole.differs(&tally(Rows::Lines, &other, 4096));
        let expected = Difference {
            from: 262_144,
            to: 327_680,
            records: 16_384,
        };
        assert_eq!(found, Some(expected));
        let short = tally(Rows::Lines, &text[..text.len() - 3], 4096);
        let found = whole.differs(&short).unwrap();
        assert_eq!((found.from, found.to), (720_896, 786_429));
        // One that is much longer has its marks farther apart.
        let long = tally(Rows::Lines, &text.repeat(40), 1 << 20);
        assert!(long.marks.len() < MARKS && long.apart > APART);
        let found = whole.differs(&long).unwrap();
        assert_eq!(found.to, 786_432);
        let kept = serde_json::to_string(&long).unwrap();
        let again: Tally = serde_json::from_str(&kept).unwrap();
        assert_eq!(again.differs(&long), None);
    }
}
