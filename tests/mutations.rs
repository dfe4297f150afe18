//! Every fixture changed at random, the same in every run: whatever stands in an input, the promises hold.
//!
//! `PROPTEST_RNG_SEED` gives other changes.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stderr
)]

#[path = "common/cables.rs"]
mod cables;
#[path = "common/corpus.rs"]
mod corpus;
#[path = "common/envelope.rs"]
mod envelope;
#[path = "common/promises.rs"]
mod promises;
#[path = "common/tokens.rs"]
mod tokens;

use std::fs;

use cables::Chance;
use cablex::error::InputError;
use cablex::parse::{Options, record};
use cablex::record::Cable;
use cablex::{Reader, container};
use corpus::File;
use envelope::{CONTAINERS, PACKINGS};

/// So many changes of each fixture, read as they are; of those in an envelope and of those packed, a share.
const BARE: usize = 16;
const ENCLOSED: usize = 4;
const PACKED: usize = 3;

/// What is changed, and by what.
struct Mutations {
    files: Vec<File>,
    tokens: Vec<Vec<u8>>,
}

impl Mutations {
    fn new() -> Self {
        Mutations {
            files: corpus::fixtures(),
            tokens: tokens::all(),
        }
    }

    /// Gives every fixture to `each`, so many times, changed otherwise each time.
    fn run(&self, times: usize, each: impl Fn(&mut Chance, Vec<u8>)) {
        let seed = std::env::var("PROPTEST_RNG_SEED").ok();
        let seed: u64 = seed.and_then(|seed| seed.parse().ok()).unwrap_or(1974);
        for (number, file) in (0..).zip(&self.files) {
            // Of the file's own, so that a fixture more does not change what becomes of the others.
            let own = file.name.bytes().fold(0_u64, |sum, byte| {
                sum.wrapping_mul(31).wrapping_add(u64::from(byte))
            });
            let mut chance = Chance::new(seed ^ own);
            for time in 0..times {
                let bytes = self.mutated(&mut chance, number, &file.bytes);
                let told = Told(&file.name, time, &bytes);
                each(&mut chance, bytes.clone());
                drop(told);
            }
        }
    }

    fn mutated(&self, chance: &mut Chance, number: usize, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=chance.below(4) {
            self.mutate(chance, number, &mut bytes);
        }
        bytes
    }

    fn mutate(&self, chance: &mut Chance, number: usize, bytes: &mut Vec<u8>) {
        let len = bytes.len();
        let at = chance.below(len + 1);
        let end = len.min(at + 1 + chance.below(200));
        match chance.below(9) {
            0 if at < len => bytes[at] ^= 1 << chance.below(8),
            1 if at < len => bytes[at] = chance.below(256) as u8,
            2 => drop(bytes.drain(at..end)),
            3 if chance.below(2) == 0 => bytes.truncate(at),
            3 => drop(bytes.drain(..at)),
            4 => {
                let twice = bytes[at..end].to_vec();
                let to = chance.below(len + 1);
                bytes.splice(to..to, twice);
            }
            // From here on another fixture, which is mostly of the same container.
            5 => {
                let near = (number + chance.below(30)) % self.files.len();
                let other = &self.files[near].bytes;
                bytes.truncate(at);
                bytes.extend_from_slice(&other[chance.below(other.len() + 1)..]);
            }
            6 => {
                let token = &self.tokens[chance.below(self.tokens.len())];
                let many = token.repeat(1 + chance.below(40));
                bytes.splice(at..at, many);
            }
            _ => {
                let token = &self.tokens[chance.below(self.tokens.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
}

/// Says what was read when a promise broke.
struct Told<'a>(&'a str, usize, &'a [u8]);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Told(name, time, bytes) = self;
            eprintln!("change {time} of {name}:\n{}", bytes.escape_ascii());
        }
    }
}

/// What must hold of an input: it is told as a text, records and errors.
fn told(cables: impl Iterator<Item = Result<Cable, InputError>>) -> String {
    let mut told = String::new();
    for cable in cables {
        match cable {
            Ok(cable) => {
                if let Cable::Unread(message) = &cable {
                    promises::assert_tiled(message);
                }
                let record = record(cable, Options::default());
                promises::assert_read_back(&record);
                told += &serde_json::to_string(&record).unwrap();
            }
            Err(error) => told += &clear(&error),
        }
        told.push('\n');
    }
    told
}

/// An error in one line, which names the input and gives a reason.
fn clear(error: &InputError) -> String {
    let (text, reason) = (error.to_string(), error.kind.to_string());
    assert!(
        text.starts_with(&error.path) && text.ends_with(&reason),
        "{text}"
    );
    assert!(reason.len() > 3 && !reason.contains('\n'), "{text}");
    format!("{:?} {text}", error.index)
}

fn assert_promises(bytes: &[u8]) {
    let read = || told(container::read("input", bytes, None));
    assert!(read() == read(), "not the same twice");
}

#[test]
fn changed_fixtures_keep_the_promises() {
    Mutations::new().run(BARE, |_, bytes| assert_promises(&bytes));
}

#[test]
fn changed_fixtures_in_every_container_keep_the_promises() {
    Mutations::new().run(ENCLOSED, |chance, bytes| {
        let (_, envelope) = CONTAINERS[chance.below(CONTAINERS.len())];
        assert_promises(&envelope(&bytes));
    });
}

/// Packed, and the packing itself changed every other time.
#[test]
fn changed_fixtures_in_every_packing_keep_the_promises() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("packed");
    let mutations = Mutations::new();
    mutations.run(PACKED, |chance, bytes| {
        let (_, pack) = PACKINGS[chance.below(PACKINGS.len())];
        let mut bytes = pack(&bytes);
        if chance.below(2) == 0 {
            let number = chance.below(mutations.files.len());
            mutations.mutate(chance, number, &mut bytes);
        }
        fs::write(&path, bytes).unwrap();
        let read = || told(Reader::new([path.clone()]));
        assert!(read() == read(), "not the same twice");
    });
}
