//! `cablex parse`: records, one JSON object a line.

use std::io::Write;

use anyhow::Result;
use cablex::output::jsonl;
use cablex::parse::{self, Options};
use cablex::record::Record;
use clap::{Args, ValueEnum};

use super::Env;
use super::exit::ExitStatus;
use super::input::InputArgs;
use super::io::Face;
use super::json;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex parse cable.txt                   the record, indented on a terminal
  cablex parse cables/ > records.jsonl     a whole folder, one record a line
  cat cable.txt | cablex parse | jq -r .subject
  cablex parse cables/ --year 2009 --tag PREL --errors failed.jsonl";

/// Read cables into records, one JSON object a line
///
/// A record holds what the cable says and nothing else: what is absent is left out, and what was odd stands in
/// `diagnostics`. `cablex schema` describes every key.
#[derive(Args, Debug)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// Indent, also where the output is no terminal
    #[arg(long)]
    pretty: bool,
    #[command(flatten)]
    input: InputArgs,
}

/// What a record is to hold.
#[derive(Args, Debug)]
pub(crate) struct RecordArgs {
    /// Add to each record; several are separated by commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    with: Vec<With>,
    /// Keep the printed line breaks of paragraphs
    ///
    /// Otherwise the lines of a paragraph are joined to running text.
    #[arg(long)]
    layout: bool,
}

impl RecordArgs {
    pub(super) fn options(&self) -> Options {
        Options {
            text: self.with.contains(&With::Text),
            spans: self.with.contains(&With::Spans),
            roles: self.with.contains(&With::Roles),
            layout: self.layout,
        }
    }
}

/// What can be added to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum With {
    /// The whole decoded text
    Text,
    /// The lines of each field
    Spans,
    /// The role of each part of the text
    Roles,
}

pub(super) fn run(args: &ParseArgs, env: &mut Env) -> Result<ExitStatus> {
    let options = args.record.options();
    let mut out = env.out();
    let face = out.face;
    let pretty = args.pretty || face.terminal;
    let status = args.input.print(env, &mut out, |page, cable| {
        let record = parse::record(cable, options);
        if !args.input.filter.matches(&record) {
            return Ok(false);
        }
        write(&mut page.out, face, &record, pretty)?;
        Ok(true)
    })?;
    out.flush()?;
    Ok(status)
}

/// Adds a record, over indented lines or in one.
pub(super) fn write(
    out: &mut Vec<u8>,
    face: Face,
    record: &Record,
    pretty: bool,
) -> std::io::Result<()> {
    match (face.color || face.terminal, pretty) {
        (true, pretty) => json::write(out, face, record, pretty),
        (false, true) => jsonl::pretty(out, record),
        (false, false) => jsonl::line(out, record),
    }
}
