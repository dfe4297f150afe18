//! How the cost grows with the input: every field and every container, filled with the tokens of the format.
//!
//! Linear is the promise: sixteen times the bytes cost at most 24 times as much, half as much again. Each token, each one on
//! a line of its own, and pairs of them chosen by a seed fill each place in turn. A first look takes the time that the
//! processor worked in the library, from 12.5 to 200 KB; whatever looks steeper there is counted from 100 KB to 1.6 MB, in
//! instructions of the whole process where valgrind is to be had. Whole processes over 1.6 MB are looked at too, for what is
//! cut while it is read and what is packed: each place by its median. Around a container, and in processes, each place takes a
//! fourth of the fillers, another fourth each. `cargo bench --bench growth -- NAME` takes the places whose name holds NAME; it
//! all takes half an hour.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[path = "../tests/common/cables.rs"]
mod cables;
#[path = "../tests/common/corpus.rs"]
mod corpus;
#[path = "growth/count.rs"]
mod count;
#[path = "../tests/common/envelope.rs"]
mod envelope;
#[path = "growth/languages.rs"]
mod languages;
#[path = "growth/places.rs"]
mod places;
#[path = "../tests/common/tokens.rs"]
mod tokens;

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use cables::Chance;
use cablex::container;
use cablex::output::jsonl;
use cablex::parse::{Options, record};
use languages::Language;
use places::Place;

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sixteen times the bytes may cost so many times as much.
const STEEPEST: f64 = 24.0;
/// The sizes of the first look, and of the count.
const LOOK: [usize; 2] = [12_500, 200_000];
const COUNT: [usize; 2] = [100_000, 1_600_000];
/// Of so many fillers one, where there are many places or each takes long.
const SHARES: usize = 4;
/// Pairs of tokens for each place.
const PAIRS: usize = 100;

fn main() {
    let only = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let is_wanted = |place: &Place| only.as_ref().is_none_or(|only| place.name.contains(only));
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let fillers = fillers();
    println!("{} fillers", fillers.len());
    let mut bench = Bench {
        path: folder.path().join("grown"),
        steep: 0,
    };
    for (number, place) in places::all().into_iter().enumerate() {
        if !is_wanted(&place) {
            continue;
        }
        let share = fillers.iter().skip(number % SHARES).step_by(SHARES);
        let share: Vec<_> = share.cloned().collect();
        if !place.packed {
            let is_around = place.name.ends_with("/8");
            bench.look(&place, if is_around { &share } else { &fillers });
        }
        if place.packed || place.name.ends_with(":text") || place.name == "before" {
            bench.look_at_processes(&place, &share);
        }
    }
    let typed = fillers.iter().cloned().chain(languages::tokens());
    let typed: Vec<_> = typed.collect();
    for language in languages::LANGUAGES {
        if only.as_ref().is_none_or(|only| language.0.contains(only)) {
            bench.look_at_language(language, &typed);
        }
    }
    for place in places::many().into_iter().filter(is_wanted) {
        bench.count(&place, b"x");
    }
    let verdict = if bench.steep == 0 { "kept" } else { "NOT KEPT" };
    println!(
        "steeper than {STEEPEST} for sixteen times: {}; budget 0: {verdict}",
        bench.steep
    );
}

/// Every token, each on a line of its own, and pairs of them.
fn fillers() -> Vec<Vec<u8>> {
    let tokens = tokens::all();
    let mut fillers = tokens.clone();
    let open = tokens.iter().filter(|token| !token.ends_with(b"\n"));
    fillers.extend(open.map(|token| [token, &b"\n"[..]].concat()));
    let mut chance = Chance::new(15);
    for _ in 0..PAIRS {
        let mut pick = || tokens[chance.below(tokens.len())].as_slice();
        fillers.push([pick(), pick()].concat());
    }
    fillers
}

struct Bench {
    path: std::path::PathBuf,
    /// How many were steeper than linear.
    steep: usize,
}

impl Bench {
    /// The library over a place, filled with each in turn.
    fn look(&mut self, place: &Place, fillers: &[Vec<u8>]) {
        let cost = |runs, filler: &[u8], size| {
            let input = place.grown(filler, size);
            count::thread(runs, || read(&input))
        };
        for filler in look(&place.name, fillers, cost) {
            self.count(place, filler);
        }
    }

    /// The library over what is typed, of each token in turn.
    fn look_at_language(&mut self, (name, read): Language, fillers: &[Vec<u8>]) {
        let cost = |runs, filler: &[u8], size: usize| {
            let text = String::from_utf8_lossy(filler).repeat(size / filler.len() + 1);
            count::thread(runs, || read(&text))
        };
        for filler in look(name, fillers, cost) {
            // As in the first look, but longer.
            let [short, long] = COUNT.map(|size| cost(2, filler, size));
            let factor = long / short;
            self.steep += usize::from(factor > STEEPEST);
            let is_steep = if factor > STEEPEST {
                "STEEP"
            } else {
                "counted"
            };
            println!(
                "{is_steep} {name}: {:.0} to {:.0} ms, {factor:.1} times  {}",
                short / 1e6,
                long / 1e6,
                filler.escape_ascii()
            );
        }
    }

    /// Whole processes over a place: what takes much longer than the others is counted.
    fn look_at_processes(&mut self, place: &Place, fillers: &[Vec<u8>]) {
        let mut times = Vec::new();
        for filler in fillers {
            fs::write(&self.path, place.grown(filler, COUNT[1])).expect("a file for the bench");
            times.push((count::process(&self.path), filler));
        }
        times.sort_unstable();
        let median = times[times.len() / 2].0.max(Duration::from_millis(20));
        for (time, filler) in times.iter().rev() {
            if *time < 4 * median {
                break;
            }
            self.count(place, filler);
        }
        let worst = times[times.len() - 1];
        println!(
            "{:20} {:4} ms, at most {:4} ms  {}",
            place.name,
            median.as_millis(),
            worst.0.as_millis(),
            worst.1.escape_ascii()
        );
    }

    /// Counts one filling of a place.
    fn count(&mut self, place: &Place, filler: &[u8]) {
        let costs = COUNT.map(|size| {
            let input = place.grown(filler, size);
            fs::write(&self.path, &input).expect("a file for the bench");
            match count::instructions(&self.path) {
                Some(count) => (count, "instructions"),
                None if place.packed => {
                    (count::process(&self.path).as_nanos() as f64, "nanoseconds")
                }
                None => (count::thread(3, || read(&input)), "nanoseconds"),
            }
        });
        let factor = costs[1].0 / costs[0].0;
        let is_steep = factor > STEEPEST;
        self.steep += usize::from(is_steep);
        println!(
            "{} {}: {:.0} to {:.0} million {}, {factor:.1} times  {}",
            if is_steep { "STEEP" } else { "counted" },
            place.name,
            costs[0].0 / 1e6,
            costs[1].0 / 1e6,
            costs[0].1,
            filler.escape_ascii()
        );
    }
}

/// What each filler costs at two sizes; says which of them look steep.
fn look<'f>(
    name: &str,
    fillers: &'f [Vec<u8>],
    cost: impl Fn(usize, &[u8], usize) -> f64,
) -> Vec<&'f [u8]> {
    let mut worst = (0.0, &[][..]);
    let mut steep = Vec::new();
    for filler in fillers {
        let factor = |runs| {
            let costs = LOOK.map(|size| cost(runs, filler, size));
            (costs[1] / costs[0], costs[1])
        };
        let (mut factor, long) = match factor(1) {
            // One run may be disturbed.
            (steep, _) if steep > STEEPEST => factor(3),
            flat => flat,
        };
        // Too short for a verdict.
        if long < 1e6 {
            factor = factor.min(STEEPEST);
        }
        if factor > worst.0 {
            worst = (factor, filler);
        }
        if factor > STEEPEST {
            steep.push(filler.as_slice());
        }
    }
    println!("{name:20} {:6.1}  {}", worst.0, worst.1.escape_ascii());
    steep
}

/// What the library does with an input: cut, read, written.
fn read(input: &[u8]) {
    let mut out = Vec::new();
    for cable in container::read("growth", input, None) {
        match cable {
            Ok(cable) => {
                out.clear();
                jsonl::line(&mut out, &record(cable, Options::default()))
                    .expect("a record is JSON");
            }
            Err(error) => out = error.to_string().into_bytes(),
        }
        black_box(&out);
    }
}
