//! What is wrong with the arguments, said so that the next try is right.

use std::path::Path;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Cli;
use super::exit::ExitStatus;
use super::io::{ColorWhen, Err};
use super::sanitize;

/// Prints help, or what is wrong with the arguments.
pub(super) fn print(mut error: clap::Error) -> ExitStatus {
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(&error, ContextKind::InvalidSubcommand);
            if let Some(text) = no_command(&word) {
                Err::new(ColorWhen::Auto).error(&text);
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
            super::io::Err::new(super::ColorWhen::Auto).error(&error.to_string());
            ExitStatus::Failed
        }
        _ => ExitStatus::Done,
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
