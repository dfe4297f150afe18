//! A disk that has no room left.
#![cfg(target_os = "linux")]

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::{Ran, cable, cablex, folder, ran};

/// Cables of words that are in no other.
fn archive(files: u32) -> TempDir {
    let dir = folder(&[("disk/empty", "")]);
    for file in 0..files {
        let cables = (1..=20).map(|number| {
            let number = file * 20 + number;
            let words: String = (0..150).map(|word| format!("w{number}x{word} ")).collect();
            cable(number).replace("The ferry sailed.", &words)
        });
        let text: String = cables.collect();
        crate::write(dir.path(), &format!("in/{file:03}.txt"), text.as_bytes());
    }
    dir
}

/// Runs a script in a folder whose `disk` has so much room; nothing where nobody may make such a disk.
fn on_a_disk(dir: &Path, size: &str, script: &str) -> Option<Ran> {
    let mount = format!("mount -t tmpfs -o size={size} tmpfs disk || exit 77\n{script}");
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &mount]);
    command
        .env("CABLEX", cablex().get_program())
        .current_dir(dir);
    command.output().ok()?;
    let ran = ran(&mut command);
    (ran.code != 77 && !ran.err.contains("unshare")).then_some(ran)
}

#[test]
fn a_run_that_filled_the_disk_is_gone_on_with() {
    let dir = archive(60);
    let script = "$CABLEX convert -q in -o disk/a.jsonl; echo $?
        mount -o remount,size=50m disk
        $CABLEX convert -q in -o disk/a.jsonl --resume; echo $?
        $CABLEX convert -q in -o b.jsonl
        cmp b.jsonl disk/a.jsonl && echo same";
    let Some(ran) = on_a_disk(dir.path(), "1m", script) else {
        return;
    };
    assert_eq!(ran.out, "2\n0\nsame\n", "{}", ran.err);
    let said = "error: disk/a.jsonl.part: No space left on device";
    assert!(ran.err.starts_with(said), "{}", ran.err);
}

#[cfg(feature = "index")]
#[test]
fn an_index_that_filled_the_disk_is_not_said_to_be_damaged() {
    let dir = archive(60);
    let script = "for size in 1500k 1750k 2m; do
            mount -o remount,size=$size disk
            $CABLEX index -q --index disk/i --portion 300000 -j2 in
            rm -r disk/i
        done
        mount -o remount,size=2m disk
        $CABLEX index -q --index disk/i --portion 300000 in
        mount -o remount,size=80m disk
        $CABLEX index -q --index disk/i in && $CABLEX search --index disk/i -c ferry";
    let Some(ran) = on_a_disk(dir.path(), "1m", script) else {
        return;
    };
    assert_eq!(ran.out, "1200\n", "{}", ran.err);
    for line in ran.err.lines() {
        assert!(line.contains("no space left: make room"), "{line}");
    }
    assert!(ran.err.lines().count() > 2, "{}", ran.err);
}
