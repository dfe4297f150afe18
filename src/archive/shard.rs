//! A share of the inputs, so that several machines read one archive.

use std::str::FromStr;

use crate::container::Take;

/// One share of so many: `2/8`. A file belongs to the share that a hash of its path below the named input tells, so
/// that the shares are the same on every machine, wherever the archive lies there. Where cables are shared out, the hash
/// tells which share has the first one: small files are shared out too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u64,
    of: u64,
    by: ShardBy,
}

/// What is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShardBy {
    /// Whole files.
    #[default]
    File,
    /// The cables of every file, one after another: each share reads the file, and parses its own of them.
    Cable,
}

impl Shard {
    /// The same share of something else.
    #[must_use]
    pub fn by(self, by: ShardBy) -> Self {
        Shard { by, ..self }
    }

    /// Which messages of a file belong to it, where any may; `path` is the part below the named input, with slashes.
    pub(crate) fn take(self, path: &str) -> Option<Take> {
        let first = hash(path) % self.of;
        let own = self.number - 1;
        match self.by {
            ShardBy::File => (first == own).then_some(Take::All),
            ShardBy::Cable => Some(Take::Every {
                of: self.of,
                number: (own + self.of - first) % self.of,
            }),
        }
    }
}

fn hash(path: &str) -> u64 {
    // FNV-1a, 64 bits: it is written down, and the same everywhere.
    let hash = path.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    // The low bits of this hash are weak for short paths.
    hash ^ (hash >> 32)
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "a share is written I/N, 1/8 to 8/8 for the eight shares of an archive";
        let (number, of) = text.split_once('/').ok_or(FORM)?;
        let (number, of) = (
            number.parse().map_err(|_| FORM)?,
            of.parse().map_err(|_| FORM)?,
        );
        if number < 1 || number > of {
            return Err(FORM);
        }
        Ok(Shard {
            number,
            of,
            by: ShardBy::File,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_in_one_share_and_shares_are_even() {
        let shards: Vec<Shard> = (1..=4).map(|i| format!("{i}/4").parse().unwrap()).collect();
        let mut counts = [0; 4];
        for n in 0..4000 {
            let path = format!("2009/{n}.txt");
            let of: Vec<usize> = (0..4)
                .filter(|&i| shards[i].take(&path).is_some())
                .collect();
            assert_eq!(of.len(), 1);
            counts[of[0]] += 1;
        }
        assert!(
            counts.iter().all(|count| (900..1100).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn every_cable_is_in_one_share_and_small_files_are_shared_out() {
        let shards: Vec<Shard> = (1..=4).map(|i| format!("{i}/4").parse().unwrap()).collect();
        let mut firsts = [0; 4];
        for n in 0..400 {
            let path = format!("2009/{n}.txt");
            for index in 0..9 {
                let has = |shard: &Shard| {
                    let take = shard.by(ShardBy::Cable).take(&path);
                    take.is_some_and(|take| take.has(index))
                };
                let of: Vec<usize> = (0..4).filter(|&i| has(&shards[i])).collect();
                assert_eq!(of.len(), 1);
                firsts[of[0]] += usize::from(index == 0);
            }
        }
        assert!(
            firsts.iter().all(|count| (75..125).contains(count)),
            "{firsts:?}"
        );
    }

    #[test]
    fn a_share_is_one_of_so_many() {
        let whole: Shard = "1/1".parse().unwrap();
        assert_eq!((whole.number, whole.of, whole.by), (1, 1, ShardBy::File));
        for text in ["", "1", "0/4", "5/4", "a/4", "1/0", "-1/4"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
