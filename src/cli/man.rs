//! `cablex man`: manual pages, made from the definition of the command, the schema of a record and the table of codes.

mod command;
mod fields;
mod query;
mod record;
mod sheet;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, CommandFactory, ValueHint};

use super::exit::{ExitStatus, Stop, did_you_mean};
use super::names::Names;
use super::{Cli, Env};

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex man                     which pages there are
  cablex man parse | man -l -    read one
  cablex man record | man -l -   every key of a record
  cablex man --all pages/        each page as a file: cablex-parse.1, ...";

/// Print a manual page, or tell which there are
///
/// A page is printed as roff, also on a terminal: `man -l -`, `mandoc` or `groff -man -Tutf8` set it. There is a page
/// for each command, one for the keys of a record, one for the paths of fields and one for the language of queries.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// A command, `cablex` itself, `record`, `fields` or `query`; without it, the pages are listed
    #[arg(value_parser = Names(names), hide_possible_values = true)]
    page: Option<String>,
    /// Write every page into a folder, which is made where there is none
    #[arg(long, value_name = "DIR", conflicts_with = "page", value_hint = ValueHint::DirPath)]
    all: Option<PathBuf>,
}

/// A page of the manual.
struct Page {
    /// The word that asks for it: `parse`.
    word: String,
    /// Its name: `cablex-parse`.
    name: String,
    /// The section of the manual that it belongs to.
    section: char,
    /// What it is about, in a line.
    about: String,
    text: Text,
}

/// What a page is made from.
enum Text {
    Command(Box<clap::Command>),
    Record,
    Fields,
    Query,
}

impl Page {
    /// The name of its file: `cablex-parse.1`.
    fn file(&self) -> String {
        format!("{}.{}", self.name, self.section)
    }

    /// The page as roff; `pages` are all there are.
    fn roff(&self, pages: &[Page]) -> io::Result<String> {
        match &self.text {
            Text::Command(command) => command::page(self, command, pages),
            Text::Record => record::page(self, pages),
            Text::Fields => fields::page(self, pages),
            Text::Query => query::page(self, pages),
        }
    }
}

/// Every page, that of the whole command first.
fn pages() -> Vec<Page> {
    let mut definition = Cli::command();
    definition.build();
    let commands = definition
        .get_subcommands()
        .filter(|one| !one.is_hide_set());
    let commands = std::iter::once(&definition).chain(commands);
    let mut pages: Vec<Page> = commands
        .map(|command| {
            let name = command.get_display_name().unwrap_or(command.get_name());
            Page {
                word: command.get_name().to_owned(),
                name: name.to_owned(),
                section: '1',
                about: command
                    .get_about()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                text: Text::Command(Box::new(command.clone())),
            }
        })
        .collect();
    for (word, section, about, text) in [
        ("record", '5', record::ABOUT, Text::Record),
        ("fields", '7', fields::ABOUT, Text::Fields),
        ("query", '7', query::ABOUT, Text::Query),
    ] {
        pages.push(Page {
            word: word.to_owned(),
            name: format!("cablex-{word}"),
            section,
            about: about.to_owned(),
            text,
        });
    }
    pages
}

/// The words that ask for pages.
fn names() -> Vec<String> {
    pages().into_iter().map(|page| page.word).collect()
}

pub(super) fn run(args: &ManArgs, env: &mut Env) -> Result<ExitStatus> {
    let pages = pages();
    if let Some(dir) = &args.all {
        return write_all(dir, &pages, env);
    }
    let mut out = env.out();
    match &args.page {
        Some(word) => out.write_all(find(&pages, word)?.roff(&pages)?.as_bytes())?,
        None => {
            let width = pages.iter().map(|page| page.word.len()).max().unwrap_or(0);
            for page in &pages {
                let Page { word, about, .. } = page;
                if out.face.terminal {
                    writeln!(out, "{word:width$}  {about}")?;
                } else {
                    writeln!(out, "{word}\t{}\t{about}", page.file())?;
                }
            }
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// The page that a word asks for: `parse`, or `cablex-parse`, or the name of its file.
fn find<'a>(pages: &'a [Page], word: &str) -> Result<&'a Page> {
    let is_it = |page: &&Page| page.word == word || page.name == word || page.file() == word;
    pages.iter().find(is_it).ok_or_else(|| {
        let words = || pages.iter().map(|page| page.word.as_str());
        let near = did_you_mean(word, words());
        let all = words().collect::<Vec<_>>().join(", ");
        Stop::Lines(format!("no page {word:?}{near}\n\nPages: {all}")).into()
    })
}

/// Writes every page into a folder.
fn write_all(dir: &Path, pages: &[Page], env: &Env) -> Result<ExitStatus> {
    let told = || format!("--all {}", dir.display());
    if dir.exists() && !dir.is_dir() {
        return Err(Stop::Usage(format!("{}: is no folder", told())).into());
    }
    fs::create_dir_all(dir).with_context(told)?;
    for page in pages {
        let path = dir.join(page.file());
        fs::write(&path, page.roff(pages)?).with_context(|| path.display().to_string())?;
    }
    if !env.quiet {
        env.err
            .line(&format!("{} pages in {}", pages.len(), dir.display()));
    }
    Ok(ExitStatus::Done)
}
