//! What a run costs: the time that the processor worked, or instructions where valgrind is to be had.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The time that this thread has worked; nothing where the system does not tell.
#[cfg(unix)]
fn worked() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ThreadCPUTime).try_into().ok()
}

#[cfg(not(unix))]
fn worked() -> Option<Duration> {
    None
}

/// What the work of one thread costs, in nanoseconds: the least of some runs.
pub fn thread(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut least = f64::MAX;
    for _ in 0..runs {
        let (before, start) = (worked(), Instant::now());
        work();
        let wall = start.elapsed();
        let cost = match (before, worked()) {
            (Some(before), Some(after)) => after - before,
            _ => wall,
        };
        least = least.min(cost.as_nanos() as f64);
    }
    least
}

/// The command over a file.
fn command(path: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cablex"));
    command.args(["parse", "-q", "-j", "1"]).arg(path);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The time that a whole process takes.
pub fn process(path: &Path) -> Duration {
    let start = Instant::now();
    let status = command(path).status();
    assert!(
        status.is_ok_and(|status| status.code().is_some()),
        "{}",
        path.display()
    );
    start.elapsed()
}

/// The instructions of a whole process, where valgrind is to be had.
pub fn instructions(path: &Path) -> Option<f64> {
    let own = command(path);
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own.get_program())
        .args(own.get_args())
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&out.stderr);
    let line = told.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok()
}
