//! `cablex show`: one cable, laid out to be read.

mod asked;
mod pages;
mod screen;
mod versions;

use std::io::Write;

use anyhow::Result;
use cablex::container;
use cablex::error::{InputError, InputErrorKind};
use cablex::parse;
use cablex::record::{Cable, Record};
use cablex::view::{self, text};
use clap::Args;

use super::Env;
use super::exit::ExitStatus;
#[cfg(feature = "index")]
use super::index_dir::IndexDir;
use super::input::InputArgs;
use super::io::Out;
use super::page::Page;
use super::sanitize;
use asked::Asked;
use screen::Screen;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex show cable.txt                    head, headings, paragraphs
  cablex show --color always cable.txt | less -R
  cablex show 09TASHKENT1243               from the index, in all its versions
  cablex show --raw cable.txt              the text as it was decoded
  cablex show --html cables/ --tag EWWT > ferries.html
  cablex show --diff 2008/cable.txt 2011/cable.txt";

/// Show cables laid out to be read
///
/// The head with labels, TAGS with their names, headings, numbered paragraphs wrapped to the terminal, what was redacted;
/// tables keep their lines. Where piped, lines have 80 columns.
///
/// What is no file but can be read as an id, in any spelling, is looked up in the index (`cablex index`), also where it
/// stands in the list of --files-from: all versions of the cable are shown, and references are marked as present or absent. Exit 1 where a cable is not there, or the filters
/// left none.
#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// Show the text as it was decoded
    #[arg(long, conflicts_with_all = ["json", "html", "diff"])]
    raw: bool,
    /// Show the record, as parse prints it
    #[arg(long, conflicts_with_all = ["html", "diff"])]
    json: bool,
    /// Write one web page of all cables
    ///
    /// It needs no other file, no script and no network; several cables have a table of contents.
    #[arg(long)]
    html: bool,
    /// Show how versions of one cable differ
    ///
    /// Versions are cables with one id among the inputs; each is compared with the next, in the order of the inputs:
    /// the head field by field, the text paragraph by paragraph and word by word. Where there are no colours, words that
    /// went are marked as [-this-], words that came as {+this+}. White space and line ends are not compared.
    #[arg(long)]
    diff: bool,
    /// Add what was odd
    #[arg(long, conflicts_with_all = ["raw", "json", "diff"])]
    diagnostics: bool,
    /// Wrap lines to N columns [default: as on the terminal]
    ///
    /// By default the terminal's width, at most 100; 80 where piped.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000), conflicts_with_all = ["raw", "json", "html"])]
    width: Option<u16>,
    #[cfg(feature = "index")]
    #[command(flatten)]
    index: IndexDir,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(args: &ShowArgs, env: &mut Env) -> Result<ExitStatus> {
    let asked = Asked::of(args, env)?;
    let mut out = env.out();
    let screen = Screen::new(out.face, args.width);
    let status = if args.diff {
        versions::show(args, &asked, env, &mut out, screen)?
    } else if args.html {
        pages::show(args, &asked, env, &mut out)?
    } else {
        show(args, &asked, env, &mut out, screen)?
    };
    out.flush()?;
    Ok(status)
}

/// How it ends where so many cables were shown.
fn ended(status: ExitStatus, shown: u64) -> ExitStatus {
    let found = match shown {
        0 => ExitStatus::Odd,
        _ => ExitStatus::Done,
    };
    status.max(found)
}

/// One cable after another.
fn show(
    args: &ShowArgs,
    asked: &Asked,
    env: &Env,
    out: &mut Out,
    screen: Screen,
) -> Result<ExitStatus> {
    let mut shown = 0;
    // Whether what was printed last has no line end.
    let mut open = false;
    let each = |page: &mut Page<u64>, cable| {
        let matched = args.add(asked, page, cable, screen)?;
        page.more += u64::from(matched);
        Ok(matched)
    };
    let status = asked.gather(env, each, |page| {
        if page.more > 0 {
            if shown > 0 {
                out.write_all(args.between(screen, open).as_bytes())?;
            }
            shown += page.more;
            open = page.out.last().is_some_and(|byte| *byte != b'\n');
            out.write_all(&page.out)?;
        }
        Ok(out.finish_item()?)
    })?;
    Ok(ended(status, shown))
}

impl ShowArgs {
    /// Adds a cable to a page, unless the filters leave it out.
    fn add(
        &self,
        asked: &Asked,
        page: &mut Page<u64>,
        cable: Cable,
        screen: Screen,
    ) -> Result<bool> {
        let between = match page.more {
            0 => String::new(),
            _ => self.between(screen, page.out.last().is_some_and(|byte| *byte != b'\n')),
        };
        if self.raw {
            return raw(asked, page, cable, screen, &between);
        }
        let record = parse::record(cable, parse::Options::default());
        if !asked.matches(&record) {
            return Ok(false);
        }
        page.out.write_all(between.as_bytes())?;
        if self.json {
            let face = screen.face;
            super::parse::write(&mut page.out, face, &record, face.terminal)?;
        } else {
            let text = self.document(asked, &record, |document| text::write(document, &screen));
            page.out.write_all(text.as_bytes())?;
        }
        Ok(true)
    }

    /// What becomes of a record laid out.
    fn document<T>(
        &self,
        asked: &Asked,
        record: &Record,
        write: impl FnOnce(&view::Document<'_>) -> T,
    ) -> T {
        asked.view(self.diagnostics, |options| {
            write(&view::document(record, options))
        })
    }

    /// What stands between two cables, the first of which has a line that has not ended, or none.
    fn between(&self, screen: Screen, open: bool) -> String {
        match (self.raw, self.json) {
            (true, _) if open => "\n".to_owned(),
            (true, _) | (_, true) => String::new(),
            _ => screen.between(),
        }
    }
}

/// The text as it was decoded.
fn raw(
    asked: &Asked,
    page: &mut Page<u64>,
    cable: Cable,
    screen: Screen,
    between: &str,
) -> Result<bool> {
    if asked.is_filtered() {
        let record = parse::record(cable.clone(), parse::Options::default());
        if !asked.matches(&record) {
            return Ok(false);
        }
    }
    let (path, index) = (cable.path().to_owned(), cable.index());
    let Some(message) = cable.message().map(container::again) else {
        page.failed(InputError::new(path, InputErrorKind::NoText).at(index));
        return Ok(false);
    };
    page.out.write_all(between.as_bytes())?;
    if screen.face.terminal {
        let mut out = sanitize::Escaped::new(&mut page.out);
        out.write_all(message.text.as_bytes())?;
        out.finish()?;
    } else {
        page.out.write_all(message.text.as_bytes())?;
    }
    Ok(true)
}
