//! A system that gives few threads, or none.

use std::path::Path;

use assert_cmd::Command;

use crate::{Ran, cable, cablex, folder, ran, run_in};

/// The command for which the system has so many threads in all; nothing where that cannot be had.
fn with_threads(number: u32, dir: &Path) -> Option<Command> {
    let mut command = Command::new("setpriv");
    // Whoever may do everything is not counted.
    command.args(["--reuid=54321", "--clear-groups", "prlimit"]);
    command.arg(format!("--nproc={number}:{number}"));
    command.arg(cablex().get_program()).current_dir(dir);
    let mut version = Command::from_std(std::process::Command::new("setpriv"));
    version.args(["--reuid=54321", "--clear-groups"]);
    let version = version
        .arg(cablex().get_program())
        .arg("--version")
        .output();
    version
        .is_ok_and(|output| output.status.success())
        .then_some(command)
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_thread_is_to_be_had_one_does_all_the_work() {
    use std::os::unix::fs::PermissionsExt;

    let stream: String = (1..1200).map(cable).collect();
    let dir = folder(&[("in/a.txt", &stream), ("in/b.txt", "A letter.\n")]);
    std::fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o777)).unwrap();
    for (args, numbers) in [
        (&["parse", "--jobs", "4", "in"][..], &[1, 2, 3, 9][..]),
        (&["stats", "--jobs", "4", "in"], &[1]),
    ] {
        let expected = run_in(dir.path(), args);
        assert!(expected.out.len() > 100);
        for number in numbers {
            let Some(mut command) = with_threads(*number, dir.path()) else {
                return;
            };
            let Ran { out, err, code } = ran(command.args(args));
            assert_eq!((err, code), (expected.err.clone(), 2), "{number} {args:?}");
            assert!(out == expected.out, "{number} {args:?}");
        }
    }
    // A failure ends the run as it always does.
    if let Some(mut command) = with_threads(1, dir.path()) {
        let ran = ran(command.args(["convert", "--jobs", "4", "in", "-o", "none/a.jsonl"]));
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{}", ran.err);
    }
}
