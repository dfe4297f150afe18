//! `cablex grep`: words and patterns in chosen fields.

mod look;
mod print;
mod sought;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use cablex::archive::Wanted;
use cablex::output::select::Texts;
use cablex::parse::{self, Options};
use clap::Args;

use self::look::Look;
use self::print::{Printer, Shape};
use self::sought::SoughtArgs;
use super::Env;
use super::exit::{ExitStatus, Stop};
use super::input::{InputArgs, Wants};
use super::page::Page;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex grep -i 'rare earths?' cables/        path:id:field: text
  cablex grep -F -f names.txt --json cables/   a list of names, and which one
  cablex grep -l -w uranium --year 2009 cables.jsonl
  cablex grep -n --in signature,classification.by -w ROE cables/
  cablex grep --files -F 'Lima' cables/ | xargs cablex parse";

/// Look for a pattern in chosen fields, and print path:id:field: text
///
/// The pattern is a regular expression; each text is looked at by itself: the subject, or one paragraph or heading. A
/// text is printed in one line, line feeds as blanks; the field is the path that jq takes, its items counted from 0. What
/// a cable does not say is found nowhere. Of records that cannot hold the pattern only the bytes are looked at, of the
/// others only what is asked for, unless --errors is given: the rest is not checked.
/// Exit 0 where something was found, 1 where nothing was, 2 where an input failed.
#[derive(Args, Debug)]
pub(crate) struct GrepArgs {
    #[command(flatten)]
    sought: SoughtArgs,
    /// Look in these fields
    #[arg(
        long = "in",
        value_name = "FIELDS",
        default_value = "subject,paragraphs", long_help = IN
    )]
    fields: String,
    /// Texts that do not match
    #[arg(short = 'v', long)]
    invert_match: bool,
    #[command(flatten)]
    shape: Shape,
    /// Print nothing; end at the first match, with exit 0
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    input: InputArgs,
}

const IN: &str = "\
Look in these fields: paths in a record, with commas between; `cablex get --list` has them all. What holds more than a \
text stands for all texts in it; paragraphs are their headings and texts.";

/// What ends a run that needs to know no more.
#[derive(Debug, thiserror::Error)]
#[error("found")]
struct Enough;

pub(super) fn run(args: &GrepArgs, env: &mut Env) -> Result<ExitStatus> {
    let input = args.input.beginning_with(args.sought.input());
    if args.sought.reads_stdin() && input.reads_stdin() {
        let text = "standard input cannot be both an input and the list of patterns";
        return Err(Stop::Usage(text.to_owned()).into());
    }
    args.shape.check()?;
    let sought = args.sought.read()?;
    let patterns = sought.patterns(args.sought.how())?;
    let patterns = Arc::new(patterns);
    let texts = Texts::parse(&args.fields).map_err(|error| {
        Stop::Lines(format!(
            "--in: {error}\n\n`cablex get --list` lists them all"
        ))
    })?;
    let look = Look {
        patterns: patterns.clone(),
        texts,
        invert: args.invert_match,
        most: args.shape.most(),
        marks: args.shape.shows_texts() && !args.quiet,
    };
    let mut out = env.out();
    let printer = Printer::new(&args.shape, out.face, &sought.texts);
    let options = Options {
        text: look.texts.has("text"),
        spans: printer.wants_lines() || look.texts.has("spans"),
        roles: look.texts.has("roles"),
        ..Options::default()
    };
    // A text that does not match may be in any record, and whoever wants to know what failed has every record read.
    let by_bytes = !args.invert_match
        && !args.shape.is_without()
        && input.source.errors.is_none()
        && look.texts.are_as_written();
    // Of a record are read what is searched, what is printed, and what the filters ask for.
    let mut keys: Vec<&str> = look.texts.keys().iter().map(String::as_str).collect();
    keys.extend(["date", "spans"]);
    for key in input.filter.keys() {
        keys.push(key);
    }
    let wants = Wants {
        some: true,
        records: by_bytes
            .then(|| Wanted::new(move |object| patterns.may_be_in(object)).with_keys(keys)),
    };
    let found = AtomicBool::new(false);
    let each = |page: &mut Page<Vec<Vec<u8>>>, cable| {
        let record = parse::record(cable, options);
        if !input.filter.matches(&record) {
            return Ok(false);
        }
        let value = look.texts.pick(&record);
        let hits = look.at(&value);
        if hits.is_empty() != args.shape.is_without() {
            return Ok(false);
        }
        found.store(true, Ordering::Relaxed);
        if args.quiet {
            return Err(Enough.into());
        }
        if args.shape.is_files() {
            page.more.push(record.source.raw_path().to_vec());
        } else {
            printer.apart(&mut page.out)?;
            printer.cable(&mut page.out, &record, &hits)?;
        }
        Ok(true)
    };
    let mut last = None;
    let mut printed = false;
    let done = input.gather(env, &wants, each, |page| {
        for path in page.more.drain(..) {
            if last.as_ref() != Some(&path) {
                printer.item(&mut page.out, &[&path])?;
                last = Some(path);
            }
        }
        if printed && !page.out.is_empty() {
            out.write_all(printer.gap())?;
        }
        printed |= !page.out.is_empty();
        out.write_all(&page.out)?;
        Ok(out.finish_item()?)
    });
    let status = match done {
        Err(error) if error.is::<Enough>() => ExitStatus::Done,
        done => done?,
    };
    out.flush()?;
    Ok(if found.into_inner() {
        status
    } else {
        status.max(ExitStatus::Odd)
    })
}
