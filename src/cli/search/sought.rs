//! The queries: of the command line, or of a file, one a line.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cablex::query::{self, Query, QueryError};
use clap::Args;
use unicode_width::UnicodeWidthStr;

use super::super::exit::Stop;
use super::super::sanitize;

/// What is looked for.
#[derive(Args, Debug)]
pub(super) struct SoughtArgs {
    /// What to look for; several arguments are one query
    #[arg(
        value_name = "QUERY",
        required_unless_present = "queries",
        allow_hyphen_values = true
    )]
    query: Vec<String>,
    /// Run the queries of a file, one a line, each for itself
    ///
    /// With - they come from standard input. Empty lines and those that begin with # are left out. What is printed begins
    /// with the query. A query that does not parse is named with its line; the others still run.
    #[arg(long, value_name = "FILE|-", conflicts_with = "query")]
    queries: Option<PathBuf>,
}

/// A query, as it was given and as it was read.
#[derive(Debug)]
pub(super) struct Sought {
    pub text: String,
    pub query: Query,
}

impl SoughtArgs {
    /// Whether there may be several.
    pub(super) fn is_list(&self) -> bool {
        self.queries.is_some()
    }

    /// The queries that can be read, and what is wrong with the others.
    pub(super) fn read(&self) -> Result<(Vec<Sought>, Vec<String>)> {
        let Some(file) = &self.queries else {
            let text = self.one()?;
            return match query::parse(&text) {
                Ok(query) => Ok((vec![Sought { text, query }], Vec::new())),
                Err(error) => Err(Stop::Usage(shown(&error, &text)).into()),
            };
        };
        let name = if file == Path::new("-") {
            "-".to_owned()
        } else {
            file.display().to_string()
        };
        let lines = lines_of(file)?;
        let (mut sought, mut wrong) = (Vec::new(), Vec::new());
        for (number, line) in lines.lines().enumerate() {
            let text = line.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            match query::parse(text) {
                Ok(query) => sought.push(Sought {
                    text: text.to_owned(),
                    query,
                }),
                Err(error) => wrong.push(format!("{name}:{}: {}", number + 1, shown(&error, text))),
            }
        }
        if sought.is_empty() && wrong.is_empty() {
            return Err(Stop::Usage(format!("{name}: no query in it")).into());
        }
        Ok((sought, wrong))
    }

    /// The query of the command line.
    fn one(&self) -> Result<String, Stop> {
        // `-lima` takes cables away, but no query begins a word so.
        match self.query.iter().find(|word| word.starts_with("--")) {
            Some(word) => Err(Stop::Usage(format!(
                "there is no option {word}; `cablex search --help` names them"
            ))),
            None => Ok(self.query.join(" ")),
        }
    }
}

/// What is wrong with a query, and below it where.
fn shown(error: &QueryError, text: &str) -> String {
    // The place is found by columns, so that what is shown has none that a terminal would not show.
    let text = text.replace(['\t', '\n', '\r'], " ");
    let before = text.get(..error.at.start).unwrap_or_default();
    let at = text.get(error.at.clone()).unwrap_or_default();
    let columns = |text: &str| sanitize::escape(text).width();
    let caret = "^".repeat(columns(at).max(1));
    format!("{error}\n  {text}\n  {:1$}{caret}", "", columns(before))
}

/// The text of a file, or of standard input.
fn lines_of(file: &Path) -> Result<String> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.context("--queries -: standard input cannot be read")?;
        bytes
    } else {
        std::fs::read(file).with_context(|| format!("--queries {}", file.display()))?
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Stop::Usage(format!("--queries {}: it is not UTF-8", file.display())))?;
    Ok(text.trim_start_matches('\u{FEFF}').to_owned())
}
