//! `cablex index` and `cablex search` as whole processes.
//!
//! `cargo bench --bench index` prints times and ratios, all of one run. Budgets (docs/benchmarks.md), on 25,000 cables:
//! - `index -j 2`: at least 0.7 of the speed of bare tantivy that stores the same texts and indexes their words with
//!   their positions, with two threads and the same memory.
//! - a second run with nothing changed: 1 s; with one file changed: 2 s.
//! - the index: at most 1.3 times the text.
//! - `search`, whole process: 15 ms.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/common/cables.rs"]
mod cables;
#[path = "common/tree.rs"]
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, TantivyDocument};

use tree::{median, verdict, write_tree};

/// Cables in the tree.
const CABLES: usize = 25_000;
/// Runs of each measurement, in turns; the median counts.
const RUNS: usize = 3;
/// Runs of each search.
const SEARCHES: usize = 41;
const THREADS: usize = 2;
/// What tantivy may hold in memory before it writes, in bytes.
const MEMORY: usize = 128 << 20;

fn main() {
    let dir = tempfile::tempdir().expect("a folder for the bench");
    let dir = dir.path();
    let archive = cables::archive(2, CABLES);
    let bytes: usize = archive.iter().map(String::len).sum();
    println!(
        "{CABLES} cables, {:.1} MB, {THREADS} threads",
        bytes as f64 / 1e6
    );
    let paths = write_tree(&dir.join("tree"), &archive);
    drop(archive);

    let mut times = [const { Vec::new() }; 2];
    for _ in 0..RUNS {
        times[0].push(bare(&paths, &dir.join("bare")));
        let _ = fs::remove_dir_all(dir.join("index"));
        times[1].push(cablex(dir, &["index", "-q", "-j", "2", "tree"]));
    }
    let [bare, index] = times.map(|mut times| median(&mut times).as_secs_f64());
    let ratio = bare / index;
    println!(
        "bare tantivy                       {:8.1} MB/s",
        bytes as f64 / 1e6 / bare
    );
    println!(
        "index -j 2                         {:8.1} MB/s",
        bytes as f64 / 1e6 / index
    );
    println!(
        "  ratio to bare tantivy            {ratio:8.2}   budget 0.7: {}",
        verdict(ratio >= 0.7)
    );
    let size = size_of(&dir.join("index")) as f64 / bytes as f64;
    println!(
        "  size of the index, of the text   {size:8.2}   budget 1.3: {}",
        verdict(size <= 1.3)
    );
    again(dir, "nothing changed", 1.0);
    let changed = fs::read_to_string(&paths[77]).expect("a file of the bench");
    fs::write(&paths[77], changed + "\n").expect("a file for the bench");
    again(dir, "one file changed", 2.0);

    for (name, args) in [
        ("a word that no cable has", &["zzyzx"][..]),
        ("a rare word", &["number:77"]),
        ("a common word", &["the"]),
        ("a common word, by score", &["--sort", "score", "the"]),
        ("a phrase", &["\"of the\""]),
        (
            "a field with a range of dates",
            &["class:secret date:2006-01..2008-06"],
        ),
        ("facets", &["--facets", "year,post,tag,class", "the"]),
    ] {
        let mut times: Vec<Duration> = (0..SEARCHES)
            .map(|_| cablex(dir, &[&["search", "-q"], args].concat()))
            .collect();
        let time = median(&mut times).as_secs_f64() * 1000.0;
        println!(
            "search: {name:<31} {time:5.1} ms  budget 15 ms: {}",
            verdict(time <= 15.0)
        );
    }
}

/// Indexes once more.
fn again(dir: &Path, what: &str, budget: f64) {
    let time = cablex(dir, &["index", "-q", "-j", "2", "tree"]).as_secs_f64();
    println!(
        "index again, {what:<21} {time:8.2} s budget {budget}: {}",
        verdict(time <= budget)
    );
}

/// Runs cablex; how long it took.
fn cablex(dir: &Path, args: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_cablex"))
        .args(args)
        .env("CABLEX_INDEX", dir.join("index"))
        .current_dir(dir)
        .stdout(Stdio::null())
        .status();
    // Nothing found is exit 1.
    assert!(
        status.expect("the command runs").code() < Some(2),
        "{args:?}"
    );
    start.elapsed()
}

/// Bare tantivy: reads the files, stores and indexes their texts.
fn bare(paths: &[PathBuf], dir: &Path) -> Duration {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir(dir).expect("a folder for the bench");
    let start = Instant::now();
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("words")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field(
        "text",
        TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored(),
    );
    let index = Index::create_in_dir(dir, schema.build()).expect("an index for the bench");
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    index.tokenizers().register("words", words.build());
    let mut writer = index
        .writer_with_num_threads(THREADS, MEMORY)
        .expect("a writer for the bench");
    for path in paths {
        let mut document = TantivyDocument::default();
        document.add_text(text, fs::read_to_string(path).expect("a file of the bench"));
        writer.add_document(document).expect("room for the bench");
    }
    writer.commit().expect("room for the bench");
    writer.wait_merging_threads().expect("room for the bench");
    start.elapsed()
}

/// Bytes of all files below a directory.
fn size_of(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).expect("a folder of the bench");
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(about) if about.is_dir() => size_of(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
