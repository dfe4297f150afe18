//! `cablex check`: what is odd.

mod audit;
mod explain;
mod finding;
mod summary;

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::Style;
use anyhow::Result;
use cablex::diagnostic::Severity;
use cablex::output::tsv;
use cablex::parse::{self, Options};
use clap::{Args, ValueEnum, ValueHint};

use self::explain::{codes, explain};
use self::finding::Finding;
use self::summary::Summary;
use super::Env;
use super::exit::{ExitStatus, Stop};
use super::input::{InputArgs, Wants};
use super::io::style;
use super::names::Names;
use super::page::Page;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex check cables/                              warnings and errors
  cablex check --min-severity note cable.txt        notes too
  cablex check --explain reference-incomplete       what a code means
  cablex check --summary cables/                    how often each code stands
  cablex check --format json cables/ | jq -r .path | sort -u
  cablex check --manifest out.jsonl.manifest.json   whether all is as it was";

/// Tell what is odd, as path:line: severity[code]: message
///
/// Lines count from 1 at the input's first line. tsv has the columns path, line, id, severity, code, field, message; json
/// has an object with these keys a line. --summary counts instead: of each code how often it was found, and in how many
/// cables, the most frequent first. Exit 1 where something was shown, 2 where an input failed.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The least severity to show
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    min_severity: MinSeverity,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Count by code instead of showing each
    #[arg(long)]
    summary: bool,
    /// With --format tsv: begin with the names of the columns
    #[arg(long, hide_short_help = true)]
    header: bool,
    /// Say what a code means, and read no input
    #[arg(long, value_name = "CODE", conflicts_with_all = ["inputs", "files_from", "from", "errors", "Filter", "min_severity", "format", "summary", "header"], value_parser = Names(codes), hide_possible_values = true)]
    explain: Option<String>,
    /// Hold files against what `convert --manifest` wrote of them
    ///
    /// Of its inputs and outputs, whether they are there, their sizes, their SHA-256, and how many records an output holds: a
    /// line for each that is not as the manifest says. Exit 1 where there is one, 2 where a file cannot be read.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["inputs", "files_from", "from", "errors", "Filter", "min_severity", "summary", "explain"])]
    manifest: Option<PathBuf>,
    #[command(flatten)]
    input: InputArgs,
}

/// How findings are printed. The names say it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Tsv,
}

/// A severity, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MinSeverity {
    /// A repeat was dropped, a breach mended, a value taken from the container
    Note,
    /// A contradiction, or a doubt
    Warning,
    /// Something was lost
    Error,
}

impl MinSeverity {
    fn severity(self) -> Severity {
        match self {
            MinSeverity::Note => Severity::Note,
            MinSeverity::Warning => Severity::Warning,
            MinSeverity::Error => Severity::Error,
        }
    }
}

pub(super) fn run(args: &CheckArgs, env: &mut Env) -> Result<ExitStatus> {
    if let Some(code) = &args.explain {
        return explain(code, env);
    }
    if args.header && args.format != Format::Tsv {
        let text = "--header is for --format tsv";
        return Err(Stop::Usage(text.to_owned()).into());
    }
    if let Some(manifest) = &args.manifest {
        return audit::audit(manifest, args.format, args.header, env);
    }
    let least = args.min_severity.severity();
    let mut out = env.out();
    let face = out.face;
    if args.header {
        let columns = if args.summary {
            &summary::COLUMNS[..]
        } else {
            &finding::COLUMNS
        };
        out.write_all(tsv::line(columns.iter().copied()).as_bytes())?;
    }
    let odd = AtomicBool::new(false);
    let mut all = Summary::default();
    let status = args.input.gather(
        env,
        &Wants::default(),
        |page: &mut Page<Summary>, cable| {
            let record = parse::record(cable, Options::default());
            if !args.input.filter.matches(&record) {
                return Ok(false);
            }
            let found = record.diagnostics.iter();
            let shown = found.filter(|found| found.severity >= least);
            if args.summary {
                page.more.add(shown);
                return Ok(true);
            }
            for found in shown {
                odd.store(true, Ordering::Relaxed);
                Finding::new(&record, found).write(&mut page.out, face, args.format)?;
            }
            Ok(true)
        },
        |page| {
            all.merge(&mut page.more);
            out.write_all(&page.out)?;
            Ok(out.finish_item()?)
        },
    )?;
    all.write(&mut out, args.format)?;
    out.flush()?;
    Ok(if odd.into_inner() || !all.is_empty() {
        status.max(ExitStatus::Odd)
    } else {
        status
    })
}

/// The colour of a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Note => style::CYAN,
        Severity::Warning => style::MAGENTA,
        Severity::Error => style::RED,
    }
}
