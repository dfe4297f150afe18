//! `cablex convert`: a whole archive into one file.

mod checkpoint;
mod target;

use std::path::PathBuf;

use anyhow::Result;
use cablex::archive::{Selection, Shard, ShardBy};
use cablex::batch;
use cablex::parse;
use clap::{Args, ValueEnum, ValueHint};

use self::checkpoint::Checkpoint;
use self::target::{Form, TableArgs, Target};
use super::Env;
use super::exit::{ExitStatus, Stop};
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

/// Convert a whole archive into one file
///
/// The records come in the order of the inputs, whatever the number of threads. They are written to OUT.part, which
/// becomes OUT when it is whole; OUT.part.state beside it says how far an interrupted run came.
#[derive(Args, Debug)]
pub(crate) struct ConvertArgs {
    /// The file to write: .jsonl, .csv or .tsv
    ///
    /// With .gz or .zst behind it, what is written is compressed.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    /// Go on where an interrupted run stopped
    ///
    /// Where there was none, begin.
    #[arg(long)]
    resume: bool,
    /// Replace OUT, and what an interrupted run left
    #[arg(long, conflicts_with = "resume")]
    overwrite: bool,
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
    let form = Form::of(&args.output, &args.table)?;
    let target = Target::new(&args.output);
    let inputs = args.input.source.list()?;
    let checkpoint = if args.resume {
        Checkpoint::read(&target)?
    } else {
        None
    };
    target.may_write(args.resume, args.overwrite)?;
    target.is_apart_from(args.input.source.errors.as_deref())?;
    let shard = args.shard.map(|shard| match args.shard_by {
        By::File => shard.by(ShardBy::File),
        By::Cable => shard.by(ShardBy::Cable),
    });
    if let Some(folder) = target.folder(&inputs).filter(|_| !env.quiet) {
        env.err.line(&format!(
            "warning: {} lies below the input {}: another run over it reads it too",
            args.output.display(),
            folder.display()
        ));
    }
    let work = format!(
        "{} {form:?} {:?} {:?} {:?} {} {inputs:?}",
        env!("CARGO_PKG_VERSION"),
        shard,
        args.input.source.errors,
        args.record,
        args.input.described(),
    );
    let mut writer = match &checkpoint {
        Some(checkpoint) => {
            checkpoint.is_for(&work)?;
            target.go_on(checkpoint.bytes)?
        }
        None => target.begin()?,
    };
    let checkpoint = match checkpoint {
        Some(checkpoint) => checkpoint,
        None => {
            let first = form.first()?;
            writer.add(&first)?;
            Checkpoint::first(work, writer.len, args.input.is_filtered())
        }
    };
    let mut status = Status::resumed(
        args.input.source.errors.as_deref(),
        checkpoint.errors,
        checkpoint.counts.clone(),
    )?
    .reading(&inputs);
    let selection = Selection {
        limits: args.input.source.limits(),
        shard,
        start: checkpoint.position.clone(),
        wanted: None,
        one_by_one: false,
        except: target.files().chain(args.input.source.written()).collect(),
    };
    let mut progress = Progress::new(env, &inputs);
    let mut state = checkpoint.keeper(&target);
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
            writer.add(&page.out)?;
            progress.add(bytes, &status.counts);
            state.keep(position, &mut writer, &mut status)
        },
    );
    progress.end();
    match done {
        Ok(()) => {}
        Err(batch::Stop::Failed(error)) => return Err(error),
        Err(batch::Stop::Changed) => {
            let text = "the inputs are not those of the interrupted run: --overwrite begins anew";
            return Err(Stop::Usage(text.to_owned()).into());
        }
    }
    let exit = status.finish()?;
    let bytes = writer.finish()?;
    if !env.quiet {
        let line = status.counts.line();
        let path = args.output.display();
        env.err
            .line(&format!("{line}; {path} has {}", progress::size(bytes)));
    }
    Ok(exit)
}
