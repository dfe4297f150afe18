//! `cablex grep` and `cablex get` as whole processes, against programs that do the least that could be done.
//!
//! `cargo bench --bench toolkit` prints times and ratios, all of one run. Budgets (docs/benchmarks.md):
//! - `grep` of a text over records: at most 3 times `rg -cF` over the same file. `rg` is looked for on the path
//!   (`cargo install ripgrep`); where it is not there, that line is left out.
//! - `grep` of a text over the tree: at most 1.5 times `convert`.
//! - `grep -F -f` of 1,000 names over the tree: at most twice one name.
//! - `get` over records, on one thread: at most twice a program that reads the lines and makes a `serde_json::Value` of
//!   each.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/common/cables.rs"]
mod cables;
#[path = "common/tree.rs"]
mod tree;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tree::{median, verdict, write_tree};

/// The allocator of the command, which the floor of `get` has too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Cables in the tree.
const CABLES: usize = 25_000;
/// Names in the list.
const NAMES: usize = 1000;
/// Runs of each measurement, in turns; the median counts.
const RUNS: usize = 7;

fn main() {
    let dir = tempfile::tempdir().expect("a folder for the bench");
    let dir = dir.path();
    write_tree(&dir.join("tree"), &cables::archive(2, CABLES));
    run(
        dir,
        &[
            "convert",
            "-q",
            "--overwrite",
            "tree",
            "-o",
            "records.jsonl",
        ],
    );
    let names: Vec<String> = (0..NAMES).map(name).collect();
    fs::write(dir.join("names"), names.join("\n")).expect("a file for the bench");
    let size = fs::metadata(dir.join("records.jsonl")).map_or(0, |about| about.len());
    println!("{CABLES} cables, {:.1} MB of records", size as f64 / 1e6);

    let rg = Command::new("rg").arg("--version").output().is_ok();
    let convert = &["convert", "-q", "--overwrite", "tree", "-o", "out.jsonl"][..];
    let mut pairs = vec![
        Pair::new(
            "grep in the tree, convert",
            1.5,
            &["grep", "-F", "-c", RARE, "tree"],
            convert,
        ),
        Pair::new(
            "1,000 names in the tree, one",
            2.0,
            &["grep", "-F", "-c", "-f", "names", "tree"],
            &["grep", "-F", "-c", "Nobody Of That Name", "tree"],
        ),
        Pair::new(
            "1,000 words in any case, one",
            2.0,
            &["grep", "-F", "-w", "-i", "-c", "-f", "names", "tree"],
            &[
                "grep",
                "-F",
                "-w",
                "-i",
                "-c",
                "Nobody Of That Name",
                "tree",
            ],
        ),
        Pair::new(
            "get from records, the floor",
            2.0,
            &[
                "get",
                "-j1",
                "id,date,classification.level,tags.code,subject",
                "records.jsonl",
            ],
            &[],
        ),
    ];
    for word in [RARE, OFTEN, ALWAYS].into_iter().filter(|_| rg) {
        pairs.push(Pair {
            name: format!("grep {word:?} in records, rg"),
            budget: 3.0,
            ours: ["grep", "-F", "-c", word, "records.jsonl"]
                .map(str::to_owned)
                .to_vec(),
            other: ["rg", "-c", "-F", word, "records.jsonl"]
                .map(str::to_owned)
                .to_vec(),
        });
    }
    for pair in &pairs {
        pair.measure(dir);
    }
    if !rg {
        println!("rg is not on the path: grep in records is not measured (cargo install ripgrep)");
    }
}

/// A text that no cable has, one that many have, one that almost all have.
const RARE: &str = "zzyzx";
const OFTEN: &str = "grain treaty";
const ALWAYS: &str = "the";

/// An invented name; most are in no cable.
fn name(number: usize) -> String {
    const FIRST: [&str; 20] = [
        "Abel", "Bashir", "Carmen", "Dorji", "Elif", "Farid", "Galina", "Hamid", "Ines", "Jomo",
        "Karim", "Leila", "Marta", "Nadia", "Omar", "Petra", "Rashid", "Sofia", "Tariq", "Vera",
    ];
    const LAST: [&str; 50] = [
        "Aliyev",
        "Baptiste",
        "Costa",
        "Demir",
        "Engel",
        "Fofana",
        "Gomez",
        "Hakimov",
        "Ibarra",
        "Jansen",
        "Kovacs",
        "Lindqvist",
        "Moreau",
        "Novak",
        "Okafor",
        "Petrov",
        "Quispe",
        "Rahimov",
        "Santos",
        "Tanaka",
        "Usmanov",
        "Varga",
        "Weber",
        "Ximenes",
        "Yilmaz",
        "Zhang",
        "Abdullaev",
        "Bianchi",
        "Chavez",
        "Diallo",
        "Eriksen",
        "Ferrari",
        "Gruber",
        "Haddad",
        "Ivanov",
        "Juarez",
        "Keita",
        "Larsen",
        "Mbeki",
        "Nilsen",
        "Ortiz",
        "Popescu",
        "Rossi",
        "Silva",
        "Toure",
        "Urban",
        "Vargas",
        "Wagner",
        "Yusuf",
        "Zidane",
    ];
    format!(
        "{} {}",
        FIRST[number % FIRST.len()],
        LAST[number / FIRST.len() % LAST.len()]
    )
}

/// Two commands, of which one may take so many times the other's time.
struct Pair {
    name: String,
    budget: f64,
    ours: Vec<String>,
    /// Of `rg`, or of cablex; where it is empty, the floor of `get`.
    other: Vec<String>,
}

impl Pair {
    fn new(name: &str, budget: f64, ours: &[&str], other: &[&str]) -> Self {
        let owned = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect();
        Pair {
            name: name.to_owned(),
            budget,
            ours: owned(ours),
            other: owned(other),
        }
    }

    fn measure(&self, dir: &Path) {
        let mut times = [const { Vec::new() }; 2];
        for _ in 0..RUNS {
            times[0].push(run(dir, &self.ours));
            times[1].push(match self.other.first().map(String::as_str) {
                None => floor(&dir.join("records.jsonl")),
                Some("rg") => spawn(Command::new("rg").args(&self.other[1..]), dir),
                Some(_) => run(dir, &self.other),
            });
        }
        let [ours, other] = times.map(|mut times| median(&mut times).as_secs_f64());
        let ratio = ours / other;
        println!(
            "{:<34} {:6.0} ms {:6.0} ms  ratio {ratio:5.2}  budget {}: {}",
            self.name,
            ours * 1000.0,
            other * 1000.0,
            self.budget,
            verdict(ratio <= self.budget)
        );
    }
}

/// Runs cablex; how long it took.
fn run(dir: &Path, args: &[impl AsRef<std::ffi::OsStr>]) -> Duration {
    spawn(Command::new(env!("CARGO_BIN_EXE_cablex")).args(args), dir)
}

fn spawn(command: &mut Command, dir: &Path) -> Duration {
    let start = Instant::now();
    let status = command
        .current_dir(dir)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // Nothing found is exit 1.
    assert!(
        status.expect("the command runs").code() < Some(2),
        "{command:?}"
    );
    start.elapsed()
}

/// Reads the lines of a file, and makes JSON values of them.
fn floor(path: &Path) -> Duration {
    let start = Instant::now();
    let mut lines =
        BufReader::with_capacity(1 << 19, File::open(path).expect("a file of the bench"));
    let mut line = Vec::new();
    while lines
        .read_until(b'\n', &mut line)
        .expect("a file of the bench")
        > 0
    {
        black_box(serde_json::from_slice::<serde_json::Value>(&line).expect("a line of the bench"));
        line.clear();
    }
    start.elapsed()
}
