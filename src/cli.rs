//! The command line: arguments to the library and back. The only place that knows clap, anyhow, standard output and
//! exit codes; errors are printed here and nowhere else.

mod annotate;
mod bars;
mod beside;
mod bounds;
mod bytes;
mod check;
mod columns;
mod completions;
mod convert;
mod ending;
mod exit;
mod failures;
mod filter;
mod get;
mod grep;
#[cfg(feature = "index")]
mod index;
#[cfg(feature = "index")]
mod index_dir;
mod input;
mod io;
mod json;
mod list;
mod man;
mod manifest;
mod names;
mod page;
mod paper;
mod parse;
mod progress;
mod query;
mod refs;
mod sanitize;
mod schema;
#[cfg(feature = "index")]
mod search;
mod show;
mod source;
mod stats;
mod status;
mod sums;
mod usage;
mod vocab;
mod written;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand};

use exit::{ExitStatus, Stop};
use io::ColorWhen;

const EXIT: &str = "\
Exit: 0 done; 1 nothing found (grep, refs, search, show, vocab) or something odd (check); 2 wrong usage, or an input failed \
(the others still come out)";

const EXAMPLES: &str = "\
Examples:
  cablex parse cables/ > records.jsonl     one JSON record a line
  cat cable.txt | cablex parse | jq -r .subject
  cablex annotate cable.txt                what each line was read as
  cablex check cables/                     what is odd
  cablex show cable.txt                    a cable laid out to be read
  cablex grep -i uranium cables/           words in subjects and paragraphs
  cablex stats cables/                     how many cables there are of what
  cablex index cables/                     read them once, then
  cablex search 'ferry year:2009'          find them in milliseconds
  cablex vocab tags PREL                   what a code means";

/// Read archives of diplomatic cables into normalized records, one a cable
#[derive(Parser, Debug)]
#[command(name = "cablex", version, before_help = EXAMPLES, after_help = EXIT, max_term_width = 100)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Everywhere")]
struct Global {
    /// When to use colours: auto, always or never
    ///
    /// auto: on a terminal, unless NO_COLOR is set. What is printed in colours shows what a terminal would obey as an
    /// escape, \u{1b}, also in a pipe.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Everywhere"
    )]
    color: ColorWhen,
    /// No closing count of the inputs
    ///
    /// Inputs that failed are still named.
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Everywhere"
    )]
    quiet: bool,
    /// Name each input as it is read
    #[arg(long, global = true, help_heading = "Everywhere")]
    verbose: bool,
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(before_help = parse::EXAMPLES)]
    Parse(parse::ParseArgs),
    #[command(before_help = convert::EXAMPLES)]
    Convert(convert::ConvertArgs),
    #[command(before_help = annotate::EXAMPLES)]
    Annotate(annotate::AnnotateArgs),
    #[command(before_help = check::EXAMPLES)]
    Check(check::CheckArgs),
    #[command(before_help = get::EXAMPLES)]
    Get(get::GetArgs),
    #[command(before_help = grep::EXAMPLES)]
    Grep(grep::GrepArgs),
    #[command(before_help = show::EXAMPLES)]
    Show(show::ShowArgs),
    #[cfg(feature = "index")]
    #[command(before_help = index::EXAMPLES, mut_arg("inputs", index::inputs))]
    Index(index::IndexArgs),
    #[cfg(feature = "index")]
    #[command(before_help = search::EXAMPLES)]
    Search(search::SearchArgs),
    #[command(before_help = refs::EXAMPLES)]
    Refs(refs::RefsArgs),
    #[command(before_help = stats::EXAMPLES)]
    Stats(stats::StatsArgs),
    #[command(before_help = vocab::EXAMPLES)]
    Vocab(vocab::VocabArgs),
    /// Print the JSON Schema of a record
    #[command(before_help = schema::EXAMPLES)]
    Schema,
    #[command(before_help = man::EXAMPLES)]
    Man(man::ManArgs),
    #[command(before_help = completions::EXAMPLES, after_long_help = completions::INSTALL)]
    Completions(completions::CompletionsArgs),
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Command::Parse(_) => "parse",
            Command::Convert(_) => "convert",
            Command::Annotate(_) => "annotate",
            Command::Check(_) => "check",
            Command::Get(_) => "get",
            Command::Grep(_) => "grep",
            Command::Show(_) => "show",
            #[cfg(feature = "index")]
            Command::Index(_) => "index",
            #[cfg(feature = "index")]
            Command::Search(_) => "search",
            Command::Refs(_) => "refs",
            Command::Stats(_) => "stats",
            Command::Vocab(_) => "vocab",
            Command::Schema => "schema",
            Command::Man(_) => "man",
            Command::Completions(_) => "completions",
        }
    }

    fn run(&self, env: &mut Env) -> Result<ExitStatus> {
        match self {
            Command::Parse(args) => parse::run(args, env),
            Command::Convert(args) => convert::run(args, env),
            Command::Annotate(args) => annotate::run(args, env),
            Command::Check(args) => check::run(args, env),
            Command::Get(args) => get::run(args, env),
            Command::Grep(args) => grep::run(args, env),
            Command::Show(args) => show::run(args, env),
            #[cfg(feature = "index")]
            Command::Index(args) => index::run(args, env),
            #[cfg(feature = "index")]
            Command::Search(args) => search::run(args, env),
            Command::Refs(args) => refs::run(args, env),
            Command::Stats(args) => stats::run(args, env),
            Command::Vocab(args) => vocab::run(args, env),
            Command::Schema => schema::run(env),
            Command::Man(args) => man::run(args, env),
            Command::Completions(args) => completions::run(args, env),
        }
    }
}

/// What a command finds around itself.
struct Env {
    color: ColorWhen,
    quiet: bool,
    verbose: bool,
    err: io::Err,
}

impl Env {
    /// Standard output; it is locked while it is held.
    fn out(&self) -> io::Out {
        io::Out::new(self.color)
    }
}

/// Runs the command as a shell calls it.
pub(crate) fn main() -> ExitCode {
    on_panic();
    run(&std::env::args_os().collect::<Vec<_>>())
}

/// Runs the command with these arguments, prints its error if it has one, and says how it ended.
pub(crate) fn run(args: &[OsString]) -> ExitCode {
    let cli = match read(args) {
        Ok(cli) => cli,
        Err(error) => return usage::print(error, args).into(),
    };
    let mut env = Env {
        color: cli.global.color,
        quiet: cli.global.quiet,
        verbose: cli.global.verbose,
        err: io::Err::new(cli.global.color),
    };
    let status = match cli.command.run(&mut env) {
        Ok(status) => status,
        Err(error) if exit::is_closed_pipe(&error) => ExitStatus::Done,
        Err(error) => {
            match error.downcast_ref::<Stop>() {
                Some(Stop::NoInput) => help(cli.command.name()),
                Some(Stop::Lines(text)) => env.err.errors(text),
                _ => env.err.error(&format!("{error:#}")),
            }
            ExitStatus::Failed
        }
    };
    status.into()
}

/// A panic ends the process at once, for other threads may wait for the one that had it. One that comes of a damaged
/// index is an error instead, and is said as one.
fn on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        #[cfg(feature = "index")]
        if cablex::index::is_reading() {
            return;
        }
        tell(panic);
        std::process::abort();
    }));
}

/// The command that arguments give.
fn read(args: &[OsString]) -> Result<Cli, clap::Error> {
    let choice = match color(args) {
        ColorWhen::Auto => clap::ColorChoice::Auto,
        ColorWhen::Always => clap::ColorChoice::Always,
        ColorWhen::Never => clap::ColorChoice::Never,
    };
    let matches = Cli::command().color(choice).try_get_matches_from(args)?;
    <Cli as clap::FromArgMatches>::from_arg_matches(&matches)
}

/// The colours that were asked for: clap prints help before it has read them.
fn color(args: &[OsString]) -> ColorWhen {
    let mut words = args
        .iter()
        .filter_map(|arg| arg.to_str())
        .take_while(|arg| *arg != "--");
    let mut color = ColorWhen::Auto;
    while let Some(word) = words.next() {
        let when = match word.split_once('=') {
            Some(("--color", when)) => Some(when),
            None if word == "--color" => words.next(),
            _ => None,
        };
        color = match when {
            Some("always") => ColorWhen::Always,
            Some("never") => ColorWhen::Never,
            _ => color,
        };
    }
    color
}

/// Prints the help of a command that was given nothing to read.
fn help(name: &str) {
    let mut command = Cli::command();
    command.build();
    if let Some(command) = command.find_subcommand_mut(name) {
        let help = command.render_help();
        let _ = std::io::Write::write_all(
            &mut anstream::stderr().lock(),
            help.ansi().to_string().as_bytes(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_argument_says_what_it_is_for() {
        let mut definition = Cli::command();
        definition.build();
        let commands = definition.get_subcommands().chain([&definition]);
        for command in commands.filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name}");
            let examples = command.get_before_help().map(ToString::to_string);
            let examples = examples.unwrap_or_default();
            assert!(examples.starts_with("Examples:\n  "), "{name}");
            let width = examples.lines().map(|line| line.chars().count()).max();
            assert!(width <= Some(78), "{name}: {examples}");
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string);
                assert!(help.is_some_and(|help| !help.is_empty()), "{name} {arg}");
            }
        }
    }
}
