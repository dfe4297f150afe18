//! `cablex index`: an archive is indexed, once and again.

mod status;

use std::path::PathBuf;

use anyhow::Result;
use cablex::archive::Input;
use cablex::index::{Index, IndexError, Report, Seen, SeenFile, Update};
use clap::Args;

use super::Env;
use super::bytes::bytes;
use super::exit::{ExitStatus, Stop};
use super::index_dir::IndexDir;
use super::page::{Events, FileEvent};
use super::progress::{Progress, size};
use super::source::SourceArgs;
use super::status::{Status, count, no_files, thousands};

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex index cables/               read it once, then search it for ever
  cablex index                       what is new, changed or gone since then
  cablex index more.zip              another archive into the same index
  cablex index --status              what is in the index
  cablex index --rebuild             make it anew";

/// Index archives, so that they are searched in milliseconds
///
/// The index remembers what was named: without INPUT it is brought up to date with that. Files whose size and time are
/// as they were are not opened; of the others only those are read whose content has changed. Cables of files that are
/// gone are taken out; those of an input of which nothing can be found are kept, until --forget. A file that is no cable, or in which something failed, is not tried again before it changes: only new failures
/// count for --errors and for how the command ends, and the last line says how many there were earlier. What the system
/// did not let be read is tried in every run. The index holds the texts, and needs the files no more. A run that is interrupted loses little, and the next
/// one goes on.
#[derive(Args, Debug)]
pub(crate) struct IndexArgs {
    #[command(flatten)]
    index: IndexDir,
    /// Make the index anew, of INPUT alone or of all that was named before
    ///
    /// The old index is there until the new one is whole.
    #[arg(long)]
    rebuild: bool,
    /// Say what is in the index
    #[arg(long, conflicts_with_all = ["rebuild", "inputs", "files_from"])]
    status: bool,
    /// Take what is at PATH, or below it, out of the index, whether it is there or not
    ///
    /// An input of which no file can be found is kept until then: its disk may only not be there.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["rebuild", "status", "inputs", "files_from"])]
    forget: Vec<PathBuf>,
    /// With --status: one JSON object
    #[arg(long, requires = "status")]
    json: bool,
    /// Write down what is done whenever so many bytes of files have been read
    #[arg(long, value_name = "BYTES", default_value = "128M", value_parser = bytes, hide_short_help = true)]
    portion: u64,
    #[command(flatten)]
    source: SourceArgs,
}

/// What inputs are here.
pub(super) fn inputs(arg: clap::Arg) -> clap::Arg {
    arg.help("Files and directories [default: those of earlier runs]")
        .long_help(
            "Files and directories [default: those of earlier runs]\n\nWhatever the files are: gzip, zstd, zip and tar \
             are opened, and each container is told by its content. Records that were written earlier are read as well.",
        )
}

pub(super) fn run(args: &IndexArgs, env: &mut Env) -> Result<ExitStatus> {
    if args.status {
        return status::print(&args.index.open()?, args.json, env);
    }
    let dir = args.index.dir()?;
    let inputs = args.source.named()?;
    if inputs.is_empty() && args.source.files_from.is_some() {
        return Err(Stop::Usage("--files-from names no input".to_owned()).into());
    }
    let path = |input: &Input| match input {
        Input::Path(path) => Ok(path.clone()),
        Input::Stdin => Err(Stop::Usage(
            "standard input cannot be indexed: the next run could not see whether it has changed"
                .to_owned(),
        )),
    };
    let update = Update {
        dir: dir.clone(),
        inputs: inputs.iter().map(path).collect::<Result<_, _>>()?,
        limits: args.source.limits(),
        bounds: args.source.bounds.bounds(),
        rebuild: args.rebuild,
        threads: args.source.threads(&inputs),
        portion: args.portion,
        except: args.source.written().collect(),
        forget: args.forget.clone(),
    };
    let mut status = Status::new(&args.source, false)?;
    let mut progress = Progress::unmeasured(env);
    let done = update.run(|seen: &mut Seen| -> Result<()> {
        let mut events = Events {
            files: seen.files.drain(..).map(event).collect(),
            cables: seen.cables,
            ..Events::default()
        };
        progress.suspend(|| status.page(&mut events, env))?;
        progress.add(seen.bytes, &status.counts);
        Ok(())
    });
    progress.end();
    let report = done.map_err(|error| explained(error, args))?;
    let mut exit = status.finish()?;
    for lost in &report.lost {
        exit = exit.max(ExitStatus::Failed);
        let (path, files) = (lost.path.display(), count(lost.files, "file", "files"));
        env.err.line(&format!(
            "{path}: nothing of it can be found: the index keeps {files} of it until you type cablex index --forget {path}"
        ));
    }
    if !env.quiet {
        let bytes = Index::open(&dir).map_or(0, |index| index.bytes());
        env.err
            .line(&closing(&report, &status.counts.failures(), bytes));
    }
    Ok(exit)
}

fn event(seen: SeenFile) -> FileEvent {
    match seen {
        SeenFile::Begin(path) => FileEvent::Begin(path),
        SeenFile::Failed(error) => FileEvent::Failed(error),
    }
}

/// Where there is no index and no input, help says more.
fn explained(error: anyhow::Error, args: &IndexArgs) -> anyhow::Error {
    match error.downcast_ref() {
        Some(IndexError::Missing(_)) if !args.rebuild => {
            let text = "no index yet: name the files and directories that it is to be of";
            Stop::Usage(text.to_owned()).into()
        }
        _ => error,
    }
}

/// The closing line: `25,000 files: 3 new, 1 changed, 2 vanished; 25,000 cables; the index has 190 MB`.
fn closing(report: &Report, failures: &str, bytes: u64) -> String {
    let mut changes = Vec::new();
    for (number, what) in [
        (report.new, "new"),
        (report.changed, "changed"),
        (report.moved, "moved"),
        (report.vanished, "vanished"),
    ] {
        if number > 0 {
            changes.push(format!("{} {what}", thousands(number)));
        }
    }
    if changes.is_empty() {
        changes.push("nothing new".to_owned());
    }
    let mut line = format!(
        "{}: {}{failures}; {}; the index has {}",
        count(report.files, "file", "files"),
        changes.join(", "),
        count(report.cables, "cable", "cables"),
        size(bytes)
    );
    if report.failed_before > 0 {
        let files = count(report.failed_before, "file", "files");
        line.push_str(&format!("; {files} failed in earlier runs"));
    }
    line + &no_files(report.no_files)
}
