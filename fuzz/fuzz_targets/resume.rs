//! What an interrupted run left, torn or changed, and gone on with: the file becomes what an uninterrupted run makes, or
//! the command refuses.
//!
//! The command runs in this process. Its runs are interrupted once, in the beginning, each in a process of its own that
//! the system kills in the middle of a file that has become too long. The first byte says which of them goes on; each four
//! bytes behind it are a change of the part or of the state.
#![no_main]
#![allow(unexpected_cfgs, unreachable_pub)]

#[path = "../../tests/common/cables.rs"]
#[allow(dead_code)]
mod cables;
mod common;
/// The command, of the same files.
#[path = "../../src"]
#[allow(dead_code)]
mod command {
    pub(crate) mod cli;
}

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::OnceLock;

use command::cli;

/// The arguments of a run that is to be interrupted, in the environment of its process.
const ARGS: &str = "CABLEX_FUZZ_ARGS";

/// A run that was interrupted.
struct Scene {
    name: &'static str,
    /// The output of an uninterrupted run, and its list of failures.
    whole: Vec<u8>,
    failures: Vec<u8>,
    /// What the interrupted run left.
    part: Vec<u8>,
    state: Vec<u8>,
    failures_part: Vec<u8>,
}

static SCENES: OnceLock<Vec<Scene>> = OnceLock::new();

libfuzzer_sys::fuzz_target!(init: begin(), |bytes: &[u8]| {
    let scenes = SCENES.get().unwrap();
    let Some((first, changes)) = bytes.split_first() else {
        return;
    };
    go_on(&scenes[usize::from(*first) % scenes.len()], changes);
});

fn begin() {
    if let Ok(args) = std::env::var(ARGS) {
        let args: Vec<OsString> = args.split('\n').map(OsString::from).collect();
        let _ = cli::run(&args);
        std::process::exit(0);
    }
    let names = ["many.jsonl", "table.csv.gz", "stream.jsonl.zst"];
    SCENES.get_or_init(|| names.map(scene).into());
}

fn scene(name: &'static str) -> Scene {
    let folder = common::folder().join(format!("of-{name}"));
    let input = folder.join("in");
    fs::create_dir_all(&input).unwrap();
    let cables = cables::archive(7, 120);
    match name {
        "many.jsonl" => {
            fs::write(input.join("000.txt"), "no cable").unwrap();
            for (number, cable) in (1..).zip(&cables) {
                fs::write(input.join(format!("{number:03}.txt")), cable).unwrap();
            }
        }
        "table.csv.gz" => {
            let (_, csv) = common::envelope::CONTAINERS[3];
            let rows: Vec<_> = cables.iter().map(|cable| csv(cable.as_bytes())).collect();
            fs::write(input.join("all.csv"), rows.concat()).unwrap();
        }
        _ => fs::write(input.join("all.txt"), cables.concat()).unwrap(),
    }
    let output = folder.join(name);
    run(&output, &["--no-sync"]);
    let read = |ending: &str| {
        let mut path = output.clone().into_os_string();
        path.push(ending);
        fs::read(path).unwrap_or_default()
    };
    let (whole, failures) = (read(""), read(".failed"));
    clear(&output);
    // Blocks of 512 or of 1024 bytes: the run comes to two thirds, or not farther than its first page.
    let mut blocks = whole.len() / 3 * 2 / 512;
    while blocks > 0 {
        let limit = format!("ulimit -f {blocks}; exec \"$0\"");
        let interrupted = Command::new("sh")
            .args(["-c", &limit])
            .arg(std::env::current_exe().unwrap())
            .env(ARGS, args(&output, &["--no-sync"]).join("\n"))
            .output()
            .unwrap();
        if !output.exists() && !read(".part.state").is_empty() && !read(".part").is_empty() {
            return Scene {
                name,
                whole,
                failures,
                part: read(".part"),
                state: read(".part.state"),
                failures_part: read(".failed.part"),
            };
        }
        clear(&output);
        blocks = blocks / 4 * 3;
        assert!(blocks > 8, "{name}: {interrupted:?}");
    }
    panic!("{name} has nothing to go on with");
}

fn args(output: &Path, more: &[&str]) -> Vec<String> {
    let output = output.to_str().unwrap().to_owned();
    let input = Path::new(&output).with_file_name("in");
    let mut args = ["cablex", "convert", "-q", "-j", "1"]
        .map(str::to_owned)
        .to_vec();
    args.extend([
        input.to_str().unwrap().to_owned(),
        "-o".to_owned(),
        output.clone(),
    ]);
    args.extend(["--errors".to_owned(), output + ".failed"]);
    args.extend(more.iter().map(|arg| (*arg).to_owned()));
    args
}

fn run(output: &Path, more: &[&str]) -> ExitCode {
    let args: Vec<OsString> = args(output, more).into_iter().map(OsString::from).collect();
    cli::run(&args)
}

/// Takes away all that a run writes.
fn clear(output: &Path) {
    for entry in fs::read_dir(output.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
}

/// Changes what was left and goes on with it.
fn go_on(scene: &Scene, changes: &[u8]) {
    let output = common::folder()
        .join(format!("of-{}", scene.name))
        .join(scene.name);
    let beside = |ending: &str| {
        let mut path = output.clone().into_os_string();
        path.push(ending);
        std::path::PathBuf::from(path)
    };
    clear(&output);
    let (mut part, mut state) = (scene.part.clone(), scene.state.clone());
    let mut failures = scene.failures_part.clone();
    for change in changes.chunks_exact(4).take(8) {
        let [what, high, low, value] = change else {
            continue;
        };
        let at = u16::from_be_bytes([*high, *low]);
        let bytes = match what & 3 {
            0 | 1 => &mut state,
            2 => &mut part,
            _ => &mut failures,
        };
        damage(bytes, what >> 2, usize::from(at), *value);
    }
    let is_changed = part != scene.part || state != scene.state || failures != scene.failures_part;
    fs::write(beside(".part"), &part).unwrap();
    fs::write(beside(".part.state"), &state).unwrap();
    fs::write(beside(".failed.part"), &failures).unwrap();
    let code = run(&output, &["--no-sync", "--resume"]);
    if output.exists() {
        assert!(fs::read(&output).unwrap() == scene.whole, "another file");
        assert!(
            fs::read(beside(".failed")).unwrap() == scene.failures,
            "another list"
        );
        return;
    }
    assert!(is_changed, "what was left whole is refused");
    assert_eq!(code, ExitCode::from(2), "neither a file nor a refusal");
    // A list that is none is in the way, and moved away by hand.
    if failures != scene.failures_part {
        fs::remove_file(beside(".failed.part")).unwrap();
    }
    run(&output, &["--no-sync", "--overwrite"]);
    assert!(
        fs::read(&output).unwrap() == scene.whole,
        "not the same anew"
    );
}

/// One change of a file, as a machine that stops, a disk and a hand may leave it.
fn damage(bytes: &mut Vec<u8>, what: u8, at: usize, value: u8) {
    let len = bytes.len();
    if len == 0 {
        return;
    }
    let at = (at * len) >> 16;
    let end = len.min(at + usize::from(value) + 1);
    match what % 8 {
        0 => bytes.truncate(at),
        1 => bytes[at] = value,
        2 => bytes[at] ^= 1 << (value % 8),
        3 => drop(bytes.drain(at..end)),
        4 => bytes.insert(at, value),
        5 => bytes[at..end].fill(0),
        6 => {
            let twice = bytes[at..end].to_vec();
            bytes.splice(at..at, twice);
        }
        // Another digit, so that what was a number stays one.
        _ => {
            if let Some(digit) = bytes[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                *digit = b'0' + value % 10;
            }
        }
    }
}
