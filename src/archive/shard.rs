//! A share of the inputs, so that several machines read one archive.

use std::str::FromStr;

/// One share of so many: `2/8`. An input belongs to the share that a hash of its path below the named input tells, so
/// that the shares are the same on every machine, wherever the archive lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u64,
    of: u64,
}

impl Shard {
    /// Whether an input belongs to it; `path` is the part below the named input, with slashes.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        // FNV-1a, 64 bits: it is written down, and the same everywhere.
        let hash = path.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        // The low bits of this hash are weak for short paths.
        (hash ^ (hash >> 32)) % self.of == self.number - 1
    }
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
        Ok(Shard { number, of })
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
            let of: Vec<usize> = (0..4).filter(|&i| shards[i].has(&path)).collect();
            assert_eq!(of.len(), 1);
            counts[of[0]] += 1;
        }
        assert!(
            counts.iter().all(|count| (900..1100).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_share_is_one_of_so_many() {
        assert_eq!("1/1".parse::<Shard>().unwrap(), Shard { number: 1, of: 1 });
        for text in ["", "1", "0/4", "5/4", "a/4", "1/0", "-1/4"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
