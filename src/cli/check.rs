//! `cablex check`: what is odd.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::Style;
use anyhow::Result;
use cablex::diagnostic::{Code, Severity};
use cablex::error::InputErrorKind;
use cablex::parse::{self, Options};
use clap::{Args, ValueEnum};

use super::Env;
use super::exit::{ExitStatus, Stop, did_you_mean};
use super::input::InputArgs;
use super::io::style;
use super::names::Names;
use super::sanitize;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex check cables/                              warnings and errors
  cablex check --min-severity note cable.txt        notes too
  cablex check --explain reference-incomplete       what a code means
  cablex check -q cables/ | grep -o '\\[[a-z-]*\\]' | sort | uniq -c";

/// Tell what is odd, as path:line: severity[code]: message
///
/// Lines count from 1 at the input's first line. Exit 1 where something was shown, 2 where an input failed.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The least severity to show
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    min_severity: MinSeverity,
    /// Say what a code means, and read no input
    #[arg(long, value_name = "CODE", conflicts_with_all = ["inputs", "files_from", "from", "errors", "Filter", "min_severity"], value_parser = Names(codes), hide_possible_values = true)]
    explain: Option<String>,
    #[command(flatten)]
    input: InputArgs,
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
    let least = args.min_severity.severity();
    let mut out = env.out();
    let face = out.face;
    let odd = AtomicBool::new(false);
    let status = args.input.print(env, &mut out, |page, cable| {
        let record = parse::record(cable, Options::default());
        if !args.input.filter.matches(&record) {
            return Ok(false);
        }
        let first = record.source.lines.map_or(1, |[first, _]| first);
        let path = sanitize::escape_if(face.terminal, &record.source.path);
        for found in record
            .diagnostics
            .iter()
            .filter(|found| found.severity >= least)
        {
            odd.store(true, Ordering::Relaxed);
            let line = first
                + found
                    .lines
                    .map_or(0, |[line, _]| u64::from(line).saturating_sub(1));
            let severity = found.severity.as_str();
            let style = face.style(style_of(found.severity));
            // One finding, one line, whatever stands in the text.
            let text = found.message.replace('\n', " ");
            let text = sanitize::escape_if(face.terminal, &text);
            writeln!(
                page.out,
                "{path}:{line}: {style}{severity}[{}]{style:#}: {text}",
                found.code
            )?;
        }
        Ok(true)
    })?;
    out.flush()?;
    let shown = if odd.into_inner() {
        ExitStatus::Odd
    } else {
        ExitStatus::Done
    };
    Ok(status.max(shown))
}

/// The codes of diagnostics and of inputs that failed.
fn codes() -> Vec<String> {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let inputs = InputErrorKind::CODES.iter().map(|(code, _)| *code);
    codes.chain(inputs).map(str::to_owned).collect()
}

/// Prints what a code means: of a diagnostic, or of an input that failed.
fn explain(name: &str, env: &mut Env) -> Result<ExitStatus> {
    let mut out = env.out();
    let bold = out.face.style(style::BOLD);
    let inputs = InputErrorKind::CODES;
    if let Some(code) = Code::find(name) {
        let severity = code.severity();
        let style = out.face.style(style_of(severity));
        writeln!(
            out,
            "{style}{}[{}]{style:#}: {}",
            severity.as_str(),
            code.as_str(),
            code.explanation()
        )?;
    } else if let Some((code, sentence)) = inputs.iter().find(|(code, _)| *code == name) {
        writeln!(out, "{bold}input[{code}]{bold:#}: {sentence}")?;
    } else {
        let codes = codes();
        let near = did_you_mean(name, codes.iter().map(String::as_str));
        let text = format!("no code {name:?}{near}\n\n`cablex vocab codes` lists them all");
        return Err(Stop::Usage(text).into());
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// The colour of a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Note => style::CYAN,
        Severity::Warning => style::MAGENTA,
        Severity::Error => style::RED,
    }
}
