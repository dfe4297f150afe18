//! The queries: of the command line, or of a file, one a line.

use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::query::{self, Query};
use clap::Args;

use super::super::exit::Stop;
use super::super::list;
use super::super::query::shown;
use super::super::sanitize::escape;

/// What is looked for.
#[derive(Args, Debug)]
pub(super) struct SoughtArgs {
    /// What to look for; several arguments are one query
    ///
    /// A query that begins with - stands behind --.
    #[arg(value_name = "QUERY", required_unless_present = "queries")]
    query: Vec<String>,
    /// Run the queries of a file, one a line, each for itself
    ///
    /// With - they come from standard input. Empty lines and those that begin with # are left out. What is printed begins
    /// with the query. A query that is no UTF-8 or does not parse is named with its line; the others still run.
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
            let text = self.query.join(" ");
            return match query::parse(&text) {
                Ok(query) => Ok((vec![Sought { text, query }], Vec::new())),
                Err(error) => Err(Stop::Lines(shown(&text, &error)).into()),
            };
        };
        let name = if file == Path::new("-") {
            "-".to_owned()
        } else {
            escape(&file.display().to_string()).into_owned()
        };
        let lines = list::text("--queries ", file)?;
        let (mut sought, mut wrong) = (Vec::new(), Vec::new());
        for (number, line) in lines.split(|byte| *byte == b'\n').enumerate() {
            let number = number + 1;
            let Ok(text) = std::str::from_utf8(line) else {
                wrong.push(format!("{name}:{number}: not UTF-8"));
                continue;
            };
            let text = text.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            match query::parse(text) {
                Ok(query) => sought.push(Sought {
                    text: text.to_owned(),
                    query,
                }),
                Err(error) => wrong.push(format!("{name}:{number}: {}", shown(text, &error))),
            }
        }
        if sought.is_empty() && wrong.is_empty() {
            return Err(Stop::Usage(format!("{name}: no query in it")).into());
        }
        Ok((sought, wrong))
    }
}
