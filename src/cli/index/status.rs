//! `cablex index --status`: what is in the index.

use std::io::Write;

use anyhow::Result;
use cablex::index::Index;
use cablex::output::tsv;
use chrono::{DateTime, Utc};

use super::super::Env;
use super::super::exit::ExitStatus;
use super::super::io::style;
use super::super::progress::size;
use super::super::sanitize;
use super::super::status::thousands;

/// Prints it: text on a terminal, `key<TAB>value` in a pipe, or one JSON object.
pub(super) fn print(index: &Index, json: bool, env: &Env) -> Result<ExitStatus> {
    let status = index.status()?;
    let mut out = env.out();
    if json {
        serde_json::to_writer(&mut out, &status)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(ExitStatus::Done);
    }
    let face = out.face;
    let number = |number: u64| {
        if face.terminal {
            thousands(number)
        } else {
            number.to_string()
        }
    };
    let time = |time: Option<DateTime<Utc>>| {
        time.map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    };
    let bytes = if face.terminal {
        size(status.bytes)
    } else {
        status.bytes.to_string()
    };
    let mut rows = vec![
        ("index", Some(status.dir.clone())),
        ("version", Some(number(status.version.into()))),
        ("changed", time(status.changed)),
        ("files", Some(number(status.files))),
        ("failed", Some(number(status.failed))),
        ("cables", Some(number(status.cables))),
        ("ids", Some(number(status.ids))),
        ("versions", Some(number(status.versions))),
        ("first", time(status.first)),
        ("last", time(status.last)),
        ("bytes", Some(bytes)),
    ];
    let roots = status.roots.iter();
    rows.extend(roots.map(|root| ("input", Some(root.clone()))));
    for (key, value) in rows {
        let Some(value) = value else { continue };
        if face.terminal {
            let dim = face.style(style::DIM);
            let value = sanitize::escape_if(true, &value);
            writeln!(out, "{dim}{key:<9}{dim:#}{value}")?;
        } else {
            out.write_all(tsv::line([key, &value]).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
