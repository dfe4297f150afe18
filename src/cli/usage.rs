//! What is wrong with the arguments, said so that the next try is right.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Cli;
use super::exit::ExitStatus;
use super::io::Err;
use super::sanitize;

/// Prints help, or what is wrong with the arguments.
pub(super) fn print(error: clap::Error, args: &[OsString]) -> ExitStatus {
    let err = Err::new(super::color(args));
    let mut error = if err.escapes {
        shown(error, args)
    } else {
        error
    };
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(&error, ContextKind::InvalidSubcommand);
            if let Some(text) = no_command(&word) {
                err.error(&text);
                return ExitStatus::Failed;
            }
            let is_near = error.get(ContextKind::SuggestedSubcommand).is_some();
            (!is_near).then(commands)
        }
        ErrorKind::UnknownArgument => {
            let option = text(&error, ContextKind::InvalidArg);
            unwanted(&option).or_else(|| owners(&option))
        }
        ErrorKind::InvalidValue if text(&error, ContextKind::InvalidValue).is_empty() => {
            meaning(&text(&error, ContextKind::InvalidArg))
        }
        _ => None,
    };
    if let Some(tip) = tip {
        let tips = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tips);
    }
    let printed = error.print();
    if error.use_stderr() {
        return ExitStatus::Failed;
    }
    // Help that nobody wants to read any more is no failure; help that cannot be written is one.
    match printed {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            err.error(&error.to_string());
            ExitStatus::Failed
        }
        _ => ExitStatus::Done,
    }
}

/// The error where a person sees it: what is wrong with the arguments may quote any of them, so they are read once more
/// with what a terminal would obey escaped.
fn shown(error: clap::Error, args: &[OsString]) -> clap::Error {
    let is_safe = |arg: &OsString| !arg.to_string_lossy().contains(sanitize::is_unsafe);
    if args.iter().all(is_safe) {
        return error;
    }
    let escaped = |arg: &OsString| match is_safe(arg) {
        true => arg.clone(),
        false => sanitize::escape(&arg.to_string_lossy()).into_owned().into(),
    };
    let args: Vec<OsString> = args.iter().map(escaped).collect();
    match super::read(&args) {
        Err(mut escaped) => {
            // A letter with which an option is meant, whose escape is more than a letter.
            let option = sanitize::escape(&text(&error, ContextKind::InvalidArg)).into_owned();
            let is_cut = text(&escaped, ContextKind::InvalidArg) != option;
            if error.kind() == ErrorKind::UnknownArgument && is_cut {
                escaped.insert(ContextKind::InvalidArg, ContextValue::String(option));
                escaped.insert(ContextKind::Suggested, ContextValue::StyledStrs(Vec::new()));
            }
            escaped
        }
        // What was refused for such a character alone.
        Ok(_) => clap::Error::raw(
            error.kind(),
            sanitize::escape_lines(&error.render().to_string()),
        ),
    }
}

/// What clap says of an error under a heading.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Words that are no command, and what was meant.
fn no_command(word: &str) -> Option<String> {
    if word == "help" {
        return Some("help is an option: cablex --help, cablex COMMAND --help".to_owned());
    }
    Path::new(word)
        .exists()
        .then(|| format!("{word:?} is no command; to read it: cablex parse {word}"))
}

/// The names of all commands.
fn commands() -> String {
    let definition = Cli::command();
    let names = definition
        .get_subcommands()
        .filter(|one| !one.is_hide_set());
    let names: Vec<&str> = names.map(clap::Command::get_name).collect();
    format!("the commands are {}", names.join(", "))
}

/// What help says of an option that was given without its value: `--after <DATE>`.
fn meaning(option: &str) -> Option<String> {
    let mut definition = Cli::command();
    definition.build();
    let mut asked = definition.get_subcommands().filter(|command| {
        let mut words = std::env::args_os();
        words.any(|word| word == command.get_name())
    });
    asked.find_map(|command| {
        let mut arguments = command.get_arguments();
        let found = arguments.find(|arg| arg.to_string() == option)?;
        Some(format!("{option}: {}", found.get_help()?))
    })
}

/// How a word that is not wanted is written, where a query has one that stands as an option: `search pier -velarde`. Of
/// it, the error names one letter.
fn unwanted(option: &str) -> Option<String> {
    let mut words = std::env::args_os().skip(1);
    if !words.any(|word| word == "search") {
        return None;
    }
    // Letters before it may be options: -qadir is -q with more behind it.
    let letter = option.strip_prefix('-')?;
    let is_word = |word: &str| {
        let letters = word.strip_prefix('-').unwrap_or_default();
        !letters.starts_with('-') && letters.contains(letter)
    };
    let mut words = words.map(|word| word.to_string_lossy().into_owned());
    let word = words.find(|word| is_word(word))?;
    let word = sanitize::escape(&word);
    let letters = word.trim_start_matches('-');
    Some(format!(
        "a word that is not wanted stands in quotes with the query, 'ferry {word}', or behind NOT: ferry NOT {letters}"
    ))
}

/// The commands that have an option, where any has.
fn owners(option: &str) -> Option<String> {
    let name = option.strip_prefix("--")?.split('=').next()?;
    let definition = Cli::command();
    let has = |command: &&clap::Command| {
        let mut arguments = command.get_arguments();
        arguments.any(|arg| arg.get_long() == Some(name))
    };
    let owners: Vec<String> = definition
        .get_subcommands()
        .filter(has)
        .map(|command| format!("cablex {}", command.get_name()))
        .collect();
    (!owners.is_empty()).then(|| format!("--{name} is an option of {}", owners.join(", ")))
}
