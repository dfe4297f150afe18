//! `cablex convert`: a whole archive into one file.

mod checkpoint;
mod done;
mod form;
mod made;
mod manifest;
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
use self::made::{Made, More};
use self::manifest::Ledger;
use self::target::Target;
use super::Env;
use super::exit::{ExitStatus, Stop};
use super::failures::Failures;
use super::input::InputArgs;
use super::manifest::Counts;
use super::page::Page;
use super::parse::RecordArgs;
use super::progress::{self, Progress};
use super::status::Status;
use super::sums::Hash;
use super::written::Writing;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex convert cables/ -o out.jsonl            one record a line
  cablex convert cables.csv -o out.jsonl.zst     all commands read it again
  cablex convert cables/ -o out.csv --fields id,date,subject
  cablex convert cables/ -o out.jsonl --resume   goes on after an interruption
  cablex convert cables/ -o out.jsonl --verify --manifest  for an archive
  cablex convert cables/ -o 1.jsonl --shard 1/4  a quarter of the inputs";

const OVERWRITE: &str =
    "Replace OUT, its manifest and the file of --errors, and what an interrupted run left";

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
    /// Read back what was written before it gets its name
    ///
    /// The text, unpacked, and the number of records have to be what was made, that of an interrupted run included; where
    /// they are not, OUT.part stays as it is. What is read is what the system has of the file, which may be its memory: what a
    /// disk keeps is seen by `cablex check --manifest`, later.
    #[arg(long)]
    verify: bool,
    /// Put down what was read and made in OUT.manifest.json
    ///
    /// Inputs and outputs with their sizes and SHA-256, what was counted, the options and the version. The same inputs and
    /// options give the same manifest. Files are told from the manifest's folder on, where they lie below it. Each input is
    /// read a second time. `cablex check --manifest` holds it against the files.
    #[arg(long)]
    manifest: bool,
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
    target.is_no_input(source, &inputs, args.manifest)?;
    if args.manifest {
        can_be_audited(&inputs)?;
    }
    let shard = args.shard.map(|shard| match args.shard_by {
        By::File => shard.by(ShardBy::File),
        By::Cable => shard.by(ShardBy::Cable),
    });
    let work = format!(
        "{} {form:?} {:?} {:?} {:?} {} {inputs:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        shard,
        source.errors,
        args.record,
        args.input.described(),
        (args.verify, args.manifest),
    );
    let mut selection = Selection {
        limits: source.limits(),
        bounds: source.bounds.bounds(),
        shard,
        start: Position::default(),
        wanted: None,
        one_by_one: false,
        except: target.files().chain(source.written()).collect(),
        opened: args.manifest,
    };
    if args.resume
        && inputs.iter().all(is_there_still)
        && let Some(done) = Done::of(&target, &args.output)
        && done.work == work
        && done.seen == batch::seen(inputs.clone(), &selection)
        && manifest::settle(&args.output, done.manifest, !args.no_sync)?
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
    let ledger = Ledger::place(&args.output, args.resume, replace);
    let ledger = args.manifest.then_some(ledger).transpose()?;
    if let Some(folder) = target.folder(&inputs).filter(|_| !env.quiet) {
        env.err.line(&format!(
            "warning: {} lies below the input {}: another run over it reads it too",
            args.output.display(),
            folder.display()
        ));
    }
    // A run that was interrupted before it had written anything is begun anew.
    let begun = checkpoint.filter(|checkpoint| checkpoint.written.bytes > 0);
    if let Some(checkpoint) = &begun {
        checkpoint.is_for(&work)?;
    }
    let sync = !args.no_sync;
    let errors = begun.as_ref().map(|checkpoint| checkpoint.errors);
    let failures = Failures::resumed(source, replace, errors, sync)?;
    let (mut writing, checkpoint) = match begun {
        Some(checkpoint) => (place.go_on(checkpoint.written)?, checkpoint),
        None => {
            let filtered = args.input.is_filtered();
            let made = Made::begin(args.verify, args.manifest, form.rows);
            let mut checkpoint = Checkpoint::first(work.clone(), filtered, replace, made);
            let mut writing = place.begin(|| checkpoint.write(&target))?;
            let mut first = form.first()?;
            let text = form.pack(&mut first)?;
            writing.add(&first)?;
            checkpoint.made.add(&first, &mut More::of(text));
            (writing, checkpoint)
        }
    };
    let mut ledger = ledger.map(Ledger::begin).transpose()?;
    let mut made = checkpoint.made.clone();
    if sync {
        writing.sync_meanwhile();
    }
    selection.start = checkpoint.position.clone();
    let mut status = Status::with(failures, checkpoint.counts.clone()).reading(&inputs);
    let mut progress = Progress::new(env, &inputs);
    let mut state = checkpoint.keeper(&target, sync);
    let options = args.record.options();
    let done = args.input.run(
        inputs,
        &selection,
        |page: &mut Page<More>, cable| {
            let record = parse::record(cable, options);
            if !args.input.filter.matches(&record) {
                return Ok(false);
            }
            form.add(&mut page.out, &record)?;
            if args.manifest {
                page.more.count(&record);
            }
            Ok(true)
        },
        |page| {
            let text = form.pack(&mut page.out)?;
            page.more.text = text.filter(|_| args.verify);
            Ok(())
        },
        |page, position, bytes| {
            if let Some(ledger) = &mut ledger {
                let mut opened = page.events.opened.drain(..);
                opened.try_for_each(|stamp| ledger.opened(stamp))?;
            }
            progress.suspend(|| status.page(&mut page.events, env))?;
            writing.add(&page.out)?;
            made.add(&page.out, &mut page.more);
            progress.add(bytes, &status.counts);
            state.keep(position, &writing, &made, &mut status)
        },
    );
    progress.end();
    match done {
        Ok(()) => {}
        Err(batch::Stop::Failed(error)) => return Err(error),
        Err(batch::Stop::Changed(path)) => return Err(changed(path).into()),
    }
    let replaces = writing.replaces() || ledger.as_ref().is_some_and(Ledger::replaces);
    if status.counts.cables == 0 && replaces && !args.allow_empty {
        status.finish()?;
        ledger.map_or(Ok(()), Ledger::abandon)?;
        if !env.quiet {
            env.err.line(&status.counts.line());
        }
        return Err(target.kept(writing));
    }
    status.flush()?;
    let records = status.counts.records();
    if args.verify {
        if sync {
            writing.sync()?;
        }
        made.verify(&writing, form.packing, records)?;
    }
    let ledger = match ledger {
        Some(ledger) => Some(ended(ledger, &made, &writing, &status)?),
        None => None,
    };
    Done {
        work,
        seen: state.seen(),
        bytes: writing.len,
        written: writing.modified(),
        failed: !status.counts.failed.is_empty(),
        manifest: ledger.as_ref().map(|writing| writing.len),
    }
    .write(&target)?;
    let bytes = writing.finish(sync)?;
    ledger.map_or(Ok(0), |writing| writing.finish(sync))?;
    let exit = status.finish()?;
    target.clear()?;
    if !env.quiet {
        let line = status.counts.line();
        let path = args.output.display();
        let size = progress::size(bytes);
        let verified = if args.verify { ", verified" } else { "" };
        env.err
            .line(&format!("{line}; {path} has {size}{verified}"));
    }
    Ok(exit)
}

/// Ends a manifest with what the run has made.
fn ended(ledger: Ledger, made: &Made, writing: &Writing, status: &Status) -> Result<Writing> {
    let counts = &status.counts;
    let counts = Counts {
        inputs: counts.inputs,
        cables: counts.cables,
        records: counts.records(),
        failures: &counts.failed,
        diagnostics: &made.found,
    };
    let own = made.file.clone().unwrap_or_default();
    let mut outputs = vec![(writing.whole(), own, counts.records)];
    if let Some(list) = status.failures() {
        let hash = list.again().and_then(|file| Ok(Hash::of(file)?))?;
        outputs.push((list.whole(), hash, counts.failures.values().sum()));
    }
    ledger.end(&counts, &outputs)
}

/// Of what is read only once nothing can be said that could be checked later.
fn can_be_audited(inputs: &[Input]) -> Result<()> {
    let stream = inputs.iter().find_map(|input| match input {
        Input::Stdin => Some("standard input".to_owned()),
        Input::Path(path) => {
            let is_stream = |about: std::fs::Metadata| !about.is_file() && !about.is_dir();
            let is_stream = path.metadata().is_ok_and(is_stream);
            is_stream.then(|| path.display().to_string())
        }
    });
    stream.map_or(Ok(()), |name| {
        let text = format!("{name}: --manifest wants files, which can be read again");
        Err(Stop::Usage(text).into())
    })
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
