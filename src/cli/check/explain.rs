//! What a code means.

use std::io::Write;

use anyhow::Result;
use cablex::diagnostic::{Code, Severity};
use cablex::error::InputErrorKind;

use super::super::Env;
use super::super::exit::{ExitStatus, Stop, did_you_mean};
use super::super::io::style;
use super::{audit, style_of};

/// The codes of diagnostics, of inputs that failed, and of files that are not as a manifest says.
pub(super) fn codes() -> Vec<String> {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let inputs = InputErrorKind::CODES.iter().map(|(code, _)| *code);
    let files = audit::CODES.iter().map(|(code, _)| *code);
    codes
        .chain(inputs)
        .chain(files)
        .map(str::to_owned)
        .collect()
}

/// Prints what a code means: of a diagnostic, or of an input that failed.
pub(super) fn explain(name: &str, env: &mut Env) -> Result<ExitStatus> {
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
    } else if let Some((code, sentence)) = audit::CODES.iter().find(|(code, _)| *code == name) {
        let style = out.face.style(style_of(Severity::Error));
        writeln!(out, "{style}error[{code}]{style:#}: {sentence}")?;
    } else {
        let codes = codes();
        let near = did_you_mean(name, codes.iter().map(String::as_str));
        let text = format!("no code {name:?}{near}\n\n`cablex vocab codes` lists them all");
        return Err(Stop::Lines(text).into());
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
