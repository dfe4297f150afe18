//! What an interrupted run left, torn or changed since: it is gone on with to the same bytes, or refused.

use std::fs;

use tempfile::TempDir;

use crate::{Ran, cable, folder, run_in, write};

#[path = "../common/cables.rs"]
#[allow(dead_code)]
mod cables;

/// What a run leaves.
const LEFT: [&str; 3] = ["x.jsonl.part", "x.jsonl.part.state", "failed.part"];

/// A run that was interrupted: what it left, and what one that is not interrupted makes.
struct Scene {
    dir: TempDir,
    left: [Vec<u8>; 3],
    whole: Vec<u8>,
    failed: Vec<u8>,
}

impl Scene {
    fn new() -> Self {
        let prose = "The ferry sailed over the bay to the other pier and came back.\n".repeat(40);
        let mut files: Vec<(String, String)> = (1..=1000)
            .map(|number| {
                let text = cable(number).replace("The ferry sailed.", &prose);
                (format!("in/{number:05}.txt"), text)
            })
            .collect();
        files.push(("in/00000.txt".to_owned(), "Nothing of ours.".to_owned()));
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        let dir = folder(&files);
        assert!(crate::convert::kill_midway(dir.path(), "x.jsonl", "failed"));
        let left = LEFT.map(|name| fs::read(dir.path().join(name)).unwrap());
        let scene = Scene {
            dir,
            left,
            whole: Vec::new(),
            failed: Vec::new(),
        };
        assert_eq!(scene.convert("--overwrite").code, 2);
        Scene {
            whole: scene.read("x.jsonl"),
            failed: scene.read("failed"),
            ..scene
        }
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.dir.path().join(name)).unwrap()
    }

    fn convert(&self, how: &str) -> Ran {
        run_in(
            self.dir.path(),
            &["convert", "in", "--errors", "failed", "-o", "x.jsonl", how],
        )
    }

    /// Goes on with what was left, one of the files changed.
    fn go_on(&self, changed: usize, change: impl FnOnce(&mut Vec<u8>)) -> Ran {
        for name in ["x.jsonl", ".x.jsonl.done", "failed"] {
            let path = self.dir.path().join(name);
            if path.exists() {
                fs::remove_file(path).unwrap();
            }
        }
        let mut left = self.left.clone();
        change(&mut left[changed]);
        for (name, bytes) in LEFT.iter().zip(&left) {
            write(self.dir.path(), name, bytes);
        }
        self.convert("--resume")
    }

    /// Whether there is an output; it is the one that it has to be, whatever happened.
    fn is_done(&self) -> bool {
        let is_done = self.dir.path().join("x.jsonl").exists();
        if is_done {
            assert!(self.read("x.jsonl") == self.whole && self.read("failed") == self.failed);
        }
        is_done
    }
}

type Change<'a> = &'a dyn Fn(&mut Vec<u8>);

fn flip(at: usize) -> impl Fn(&mut Vec<u8>) {
    move |bytes| {
        let at = at % bytes.len();
        bytes[at] ^= 1;
    }
}

#[test]
fn what_an_interrupted_run_left_is_known_again() {
    let scene = Scene::new();
    scene.go_on(0, |_| ());
    assert!(scene.is_done());
    // What was written behind the place that is noted is written again.
    scene.go_on(0, |part| part.extend_from_slice(b"{\"schema\":\"cabl"));
    assert!(scene.is_done());
    let part = "x.jsonl.part is not what the interrupted run wrote: --overwrite begins anew";
    let failed = "failed.part is not what the interrupted run wrote: --overwrite begins anew";
    let state = "x.jsonl.part.state is damaged: --overwrite begins anew";
    let digit = |bytes: &mut Vec<u8>| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (before, after) = text.split_once("\"bytes\":").unwrap();
        *bytes = format!("{before}\"bytes\":1{after}").into_bytes();
    };
    let zeros = |bytes: &mut Vec<u8>| bytes[100..5000].fill(0);
    let short = |bytes: &mut Vec<u8>| bytes.truncate(20);
    let changes: [(usize, Change, &str); 7] = [
        (0, &flip(40), part),
        (0, &zeros, part),
        (0, &short, "x.jsonl.part is shorter than it was left"),
        (1, &digit, state),
        (1, &short, state),
        (2, &flip(14), failed),
        (
            2,
            &short,
            "failed.part is in the way, and no list of failures: move it away",
        ),
    ];
    for (changed, change, said) in changes {
        let ran = scene.go_on(changed, change);
        assert_eq!(ran.code, 2, "{said}: {}", ran.err);
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
        assert!(!scene.is_done(), "{said}");
        if said.ends_with("move it away") {
            fs::remove_file(scene.dir.path().join(LEFT[changed])).unwrap();
        }
        scene.convert("--overwrite");
        assert!(scene.is_done(), "{said}");
    }
}

#[test]
fn whatever_is_changed_no_other_file_comes_of_it() {
    let scene = Scene::new();
    let mut chance = cables::Chance::new(15);
    for number in 0..24 {
        let (at, value) = (chance.below(1 << 30), chance.below(256));
        let ran = scene.go_on(number % LEFT.len(), |bytes| {
            let at = at % bytes.len();
            match number / LEFT.len() % 4 {
                0 => bytes[at] = value as u8,
                1 => bytes.truncate(at),
                2 => bytes.insert(at, value as u8),
                _ => {
                    let end = bytes.len().min(at + value);
                    drop(bytes.drain(at..end));
                }
            }
        });
        assert!(scene.is_done() || ran.code == 2, "{number}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{number}: {}", ran.err);
    }
}
