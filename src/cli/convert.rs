//! `cablex convert`: a whole archive into one file.

mod checkpoint;
mod done;
mod form;
mod target;

use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::archive::{Input, Position, Selection, Shard, ShardBy, file_around};
use cablex::batch;
use cablex::parse;
use clap::{Args, ValueEnum, ValueHint};

use self::checkpoint::Checkpoint;
use self::done::Done;
use self::form::{Form, TableArgs};
use self::target::Target;
use super::Env;
use super::exit::{ExitStatus, Stop};
use super::failures::Failures;
use super::input::InputArgs;
use super::page::Page;
use super::parse::RecordArgs;
use super::progress::{self, Progress};
use super::status::Status;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex convert cables/ -o out.jsonl            one record a line
  cablex convert cables.csv -o out.jsonl.zst     all commands read it again
  cablex convert cables/ -o out.csv --fields id,date,subject
  cablex convert cables/ -o out.jsonl --resume   goes on after an interruption
  cablex convert cables/ -o 1.jsonl --shard 1/4  a quarter of the inputs";

const OVERWRITE: &str = "Replace OUT and the file of --errors, and what an interrupted run left";

/// Convert a whole archive into one file
///
/// The records come in the order of the inputs, whatever the number of threads. They are written to OUT.part, which
/// becomes OUT when it is whole; OUT.part.state beside it says how far an interrupted run came.
#[derive(Args, Debug)]
#[command(mut_arg("overwrite", |arg| arg.help(OVERWRITE).hide_short_help(false)))]
pub(crate) struct ConvertArgs {
    /// The file to write: .jsonl, .csv or .tsv
    ///
    /// With .gz or .zst behind it, what is written is compressed.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    /// Go on where an interrupted run stopped
    ///
    /// Where there was none, begin.
    #[arg(long, conflicts_with = "overwrite")]
    resume: bool,
    /// Replace OUT also where no cable was read
    #[arg(long, hide_short_help = true)]
    allow_empty: bool,
    /// Do not wait until what is written lasts through a loss of power
    #[arg(long, hide_short_help = true)]
    no_sync: bool,
    /// Read only one of N shares of the inputs, told by their paths
    #[arg(long, value_name = "I/N", hide_short_help = true)]
    shard: Option<Shard>,
    /// What --shard shares out: files, or the cables of every file
    ///
    /// By cable, each share reads every file, and takes every Nth cable of it: one table can be shared out so.
    #[arg(
        long,
        value_name = "WHAT",
        value_enum,
        default_value_t,
        requires = "shard",
        hide_short_help = true
    )]
    shard_by: By,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// What is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    /// Files, by their paths
    #[default]
    File,
    /// The cables of every file, by their index
    Cable,
}

pub(super) fn run(args: &ConvertArgs, env: &mut Env) -> Result<ExitStatus> {
    let source = &args.input.source;
    let form = Form::of(&args.output, &args.table)?;
    let target = Target::new(&args.output);
    let inputs = source.list()?;
    target.is_no_input(source, &inputs)?;
    let shard = args.shard.map(|shard| match args.shard_by {
        By::File => shard.by(ShardBy::File),
        By::Cable => shard.by(ShardBy::Cable),
    });
    let work = format!(
        "{} {form:?} {:?} {:?} {:?} {} {inputs:?}",
        env!("CARGO_PKG_VERSION"),
        shard,
        source.errors,
        args.record,
        args.input.described(),
    );
    let mut selection = Selection {
        limits: source.limits(),
        bounds: source.bounds.bounds(),
        shard,
        start: Position::default(),
        wanted: None,
        one_by_one: false,
        except: target.files().chain(source.written()).collect(),
    };
    if args.resume
        && inputs.iter().all(is_there_still)
        && let Some(done) = Done::of(&target, &args.output)
        && done.work == work
        && done.seen == batch::seen(inputs.clone(), &selection)
    {
        return finished(args, &target, &done, env);
    }
    let checkpoint = if args.resume {
        Checkpoint::read(&target)?
    } else {
        None
    };
    let replace = checkpoint
        .as_ref()
        .map_or(source.overwrite, |checkpoint| checkpoint.replace);
    let place = target.place(args.resume, replace, source.overwrite)?;
    target.is_apart_from(source.errors.as_deref(), &place)?;
    if let Some(folder) = target.folder(&inputs).filter(|_| !env.quiet) {
        env.err.line(&format!(
            "warning: {} lies below the input {}: another run over it reads it too",
            args.output.display(),
            folder.display()
        ));
    }
    // A run that was interrupted before it had written anything is begun anew.
    let begun = checkpoint.filter(|checkpoint| checkpoint.bytes > 0);
    if let Some(checkpoint) = &begun {
        checkpoint.is_for(&work)?;
    }
    let sync = !args.no_sync;
    let errors = begun.as_ref().map(|checkpoint| checkpoint.errors);
    let failures = Failures::resumed(source, replace, errors, sync)?;
    let (mut writing, checkpoint) = match begun {
        Some(checkpoint) => (place.go_on(checkpoint.bytes)?, checkpoint),
        None => {
            let checkpoint = Checkpoint::first(work.clone(), args.input.is_filtered(), replace);
            let mut writing = place.begin(|| checkpoint.write(&target))?;
            writing.add(&form.first()?)?;
            (writing, checkpoint)
        }
    };
    selection.start = checkpoint.position.clone();
    let mut status = Status::with(failures, checkpoint.counts.clone()).reading(&inputs);
    let mut progress = Progress::new(env, &inputs);
    let mut state = checkpoint.keeper(&target, sync);
    let options = args.record.options();
    let done = args.input.run(
        inputs,
        &selection,
        |page: &mut Page, cable| {
            let record = parse::record(cable, options);
            if !args.input.filter.matches(&record) {
                return Ok(false);
            }
            form.add(&mut page.out, &record)?;
            Ok(true)
        },
        |page| form.pack(&mut page.out),
        |page, position, bytes| {
            progress.suspend(|| status.page(&mut page.events, env))?;
            writing.add(&page.out)?;
            progress.add(bytes, &status.counts);
            state.keep(position, &writing, &mut status)
        },
    );
    progress.end();
    match done {
        Ok(()) => {}
        Err(batch::Stop::Failed(error)) => return Err(error),
        Err(batch::Stop::Changed(path)) => return Err(changed(path).into()),
    }
    if status.counts.cables == 0 && writing.replaces() && !args.allow_empty {
        status.finish()?;
        if !env.quiet {
            env.err.line(&status.counts.line());
        }
        return Err(target.kept(writing));
    }
    status.flush()?;
    Done {
        work,
        seen: state.seen(),
        bytes: writing.len,
        written: writing.modified(),
        failed: !status.counts.failed.is_empty(),
    }
    .write(&target)?;
    let bytes = writing.finish(sync)?;
    let exit = status.finish()?;
    target.clear()?;
    if !env.quiet {
        let line = status.counts.line();
        let path = args.output.display();
        env.err
            .line(&format!("{line}; {path} has {}", progress::size(bytes)));
    }
    Ok(exit)
}

/// Whether an input can be looked at again: what came through a pipe cannot.
fn is_there_still(input: &Input) -> bool {
    let is_kept = |path: &Path| {
        path.metadata()
            .is_ok_and(|about| about.is_file() || about.is_dir())
    };
    match input {
        Input::Stdin => false,
        Input::Path(path) => is_kept(path) || file_around(path).is_some_and(|path| is_kept(&path)),
    }
}

/// The run to be gone on with had come to its end.
fn finished(args: &ConvertArgs, target: &Target, done: &Done, env: &Env) -> Result<ExitStatus> {
    Failures::settle(&args.input.source, !args.no_sync)?;
    target.clear()?;
    if !env.quiet {
        env.err.line(&format!(
            "{} is whole: the same inputs and options made it",
            args.output.display()
        ));
    }
    Ok(if done.failed {
        ExitStatus::Failed
    } else {
        ExitStatus::Done
    })
}

/// The inputs are not what the interrupted run read.
fn changed(path: Option<String>) -> Stop {
    Stop::Usage(match path {
        Some(path) => {
            format!("{path} has changed since the interrupted run read it: --overwrite begins anew")
        }
        None => {
            "the inputs are not those of the interrupted run: --overwrite begins anew".to_owned()
        }
    })
}
