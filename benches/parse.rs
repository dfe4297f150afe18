//! Parse and serialise in memory, against the floor: reading every file of a tree.
//!
//! `cargo bench` prints each rate and the ratio of the two, measured in the same run. Budgets (docs/architecture.md):
//! at least 200 MB/s on one core, or a quarter of the floor; and the same rate, within a factor of two, for one cable
//! of 10 KB, 100 KB, 1 MB and 10 MB.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/common/cables.rs"]
mod cables;

use std::hint::black_box;
use std::time::{Duration, Instant};

use cablex::message::Message;
use cablex::output::jsonl;
use cablex::parse::{Options, parse};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs of each measurement; the median counts.
const RUNS: usize = 7;

fn main() {
    let archive = cables::archive(2, 3000);
    let bytes: usize = archive.iter().map(String::len).sum();
    println!("{} cables, {:.1} MB", archive.len(), bytes as f64 / 1e6);

    let floor = floor(&archive, bytes);
    println!("floor: read every file             {floor:8.0} MB/s");
    let messages: Vec<Message> = archive
        .iter()
        .map(|text| Message::from_text(text.as_str()))
        .collect();
    let rate = rate(bytes, || serialise(&messages));
    println!("parse and serialise in memory      {rate:8.0} MB/s");
    let ratio = rate / floor;
    let kept = rate >= 200.0 || ratio >= 0.25;
    println!(
        "ratio to the floor                 {ratio:8.2}   budget 0.25, or 200 MB/s: {}",
        verdict(kept)
    );

    let mut rates = Vec::new();
    for size in [10_000, 100_000, 1_000_000, 10_000_000] {
        let message = vec![Message::from_text(one(size))];
        let rate = self::rate(message[0].text.len(), || serialise(&message));
        println!(
            "one cable of {:>8} bytes          {rate:8.0} MB/s",
            message[0].text.len()
        );
        rates.push(rate);
    }
    let spread =
        rates.iter().copied().fold(0.0, f64::max) / rates.iter().copied().fold(f64::MAX, f64::min);
    println!(
        "fastest to slowest                 {spread:8.2}   budget 2: {}",
        verdict(spread <= 2.0)
    );
}

fn verdict(kept: bool) -> &'static str {
    if kept { "kept" } else { "NOT KEPT" }
}

/// One cable of about this many bytes.
fn one(size: usize) -> String {
    let mut chance = cables::Chance::new(size as u64);
    let small = cables::cable(&mut chance, 20).len() / 20;
    cables::cable(&mut chance, size / small)
}

/// Bytes a microsecond, by the median of some runs.
fn rate(bytes: usize, mut run: impl FnMut()) -> f64 {
    run();
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    bytes as f64 / 1e6 / times[RUNS / 2].as_secs_f64()
}

fn serialise(messages: &[Message]) {
    let mut out = Vec::new();
    for message in messages {
        out.clear();
        let record = parse(black_box(message), Options::default());
        jsonl::line(&mut out, &record).expect("a record is always JSON");
        black_box(&out);
    }
}

/// The rate of reading every file of a tree and doing nothing with it.
fn floor(archive: &[String], bytes: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let paths: Vec<_> = archive
        .iter()
        .enumerate()
        .map(|(i, text)| {
            let path = folder.path().join(format!("{i:06}.txt"));
            std::fs::write(&path, text).expect("a file for the bench");
            path
        })
        .collect();
    rate(bytes, || {
        for path in &paths {
            black_box(std::fs::read(path).expect("a file of the bench"));
        }
    })
}
