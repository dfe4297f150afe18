//! A text in every container and packing: the first byte says in which container, the second how that is packed.
//!
//! The envelopes are well formed, so that what is inside is reached; without one, the bytes are what the container or the
//! packing holds.
#![no_main]

mod common;

use cablex::message::Container;
use cablex::{Reader, container};
use common::envelope::{CONTAINERS, PACKINGS};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [first, second, text @ ..] = bytes else {
        return;
    };
    let (first, second) = (usize::from(*first), usize::from(*second));
    let first = first % (CONTAINERS.len() + Container::ALL.len());
    let (bytes, from) = match CONTAINERS.get(first) {
        Some((_, envelope)) => (envelope(text), None),
        None => {
            let own = Container::ALL.get(first - CONTAINERS.len());
            (text.to_vec(), own.map(|(container, _)| *container))
        }
    };
    // A packing, the bytes as they are in a file, or in memory only.
    match second % (2 * PACKINGS.len()) {
        0 => read(bytes),
        packing => match PACKINGS.get(packing - 1) {
            Some((_, pack)) => read(pack(&bytes)),
            None => common::check(container::read("fuzz", bytes, from)),
        },
    }
});

/// Reads the bytes as a file.
fn read(bytes: Vec<u8>) {
    let path = common::folder().join("packed");
    std::fs::write(&path, bytes).unwrap();
    common::check(Reader::new([path]));
}
