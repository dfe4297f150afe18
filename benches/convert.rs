//! `cablex convert` as a whole process, against the floor: a program that reads every file of the same tree and writes
//! each as one JSON string a line, on as many threads, and does nothing else.
//!
//! `cargo bench --bench convert` prints both rates, their ratio and the peak of memory, all of one run. Budgets
//! (docs/benchmarks.md): at least 0.6 of the floor from the tree and from one table, at most 64 MB of memory.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/common/cables.rs"]
mod cables;
#[path = "common/table.rs"]
mod table;
#[path = "common/tree.rs"]
mod tree;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use table::write_table;
use tree::{median, verdict, write_tree};

/// Cables in the tree.
const CABLES: usize = 25_000;
/// Runs of each measurement, in turns; the median counts.
const RUNS: usize = 7;
const THREADS: usize = 2;

fn main() {
    let dir = tempfile::tempdir().expect("a folder for the bench");
    let archive = cables::archive(2, CABLES);
    let bytes: usize = archive.iter().map(String::len).sum();
    println!(
        "{CABLES} cables, {:.1} MB, {THREADS} threads",
        bytes as f64 / 1e6
    );
    let folder = dir.path().join("tree");
    let paths = write_tree(&folder, &archive);
    let table = dir.path().join("cables.csv");
    write_table(&table, &archive);
    drop(archive);

    let mut times = [const { Vec::new() }; 3];
    let mut peaks = [0_u64; 3];
    for _ in 0..RUNS {
        times[0].push(floor(&paths, dir.path()));
        for (at, input) in [(1, &folder), (2, &table)] {
            let (time, peak) = convert(input, dir.path());
            times[at].push(time);
            peaks[at] = peaks[at].max(peak);
        }
    }
    let rates = times.map(|mut times| bytes as f64 / 1e6 / median(&mut times).as_secs_f64());
    println!("floor: read, write as JSON         {:8.0} MB/s", rates[0]);
    for (at, name) in [(1, "convert the tree"), (2, "convert the table")] {
        let ratio = rates[at] / rates[0];
        println!("{name:<34} {:8.0} MB/s", rates[at]);
        println!(
            "  ratio to the floor               {ratio:8.2}   budget 0.6: {}",
            verdict(ratio >= 0.6)
        );
        if peaks[at] > 0 {
            let peak = peaks[at] as f64 / 1024.0;
            println!(
                "  peak of memory                   {peak:8.1} MB budget 64: {}",
                verdict(peak <= 64.0)
            );
        }
    }
}

/// The floor.
fn floor(paths: &[PathBuf], dir: &Path) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || {
                let out = File::create(dir.join(format!("floor.{thread}")))
                    .expect("a file for the bench");
                let mut out = BufWriter::with_capacity(1 << 20, out);
                for path in paths.iter().skip(thread).step_by(THREADS) {
                    let text = fs::read_to_string(path).expect("a file of the bench");
                    serde_json::to_writer(&mut out, &text).expect("a file for the bench");
                    out.write_all(b"\n").expect("a file for the bench");
                }
                out.flush().expect("a file for the bench");
            });
        }
    });
    start.elapsed()
}

/// Runs the command; how long it took, and its peak of memory in KB where the system tells.
fn convert(input: &Path, dir: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cablex"))
        .args(["convert", "-q", "--overwrite", "-j", &THREADS.to_string()])
        .arg(input)
        .arg("-o")
        .arg(dir.join("out.jsonl"))
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        peak = fs::read_to_string(&status)
            .ok()
            .and_then(|status| high_water(&status))
            .unwrap_or(peak);
        if child.try_wait().expect("the command runs").is_some() {
            return (start.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The peak of memory in a process's status.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
