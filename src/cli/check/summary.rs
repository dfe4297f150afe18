//! How often each code was found.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use cablex::diagnostic::{Diagnostic, Severity};
use cablex::output::tsv;
use serde::Serialize;

use super::super::io::Out;
use super::super::status::thousands;
use super::super::{json, sanitize};
use super::{Format, style_of};

/// The columns of a row.
pub(super) const COLUMNS: [&str; 4] = ["severity", "code", "found", "cables"];

/// Counts by code.
#[derive(Default)]
pub(super) struct Summary {
    codes: BTreeMap<(Severity, String), Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    /// How often it was found.
    found: u64,
    /// In how many cables.
    cables: u64,
}

/// A code and its counts as JSON.
#[derive(Serialize)]
struct Row<'a> {
    severity: &'static str,
    code: &'a str,
    found: u64,
    cables: u64,
}

impl Summary {
    /// Counts what was found in a cable.
    pub(super) fn add<'a>(&mut self, found: impl Iterator<Item = &'a Diagnostic>) {
        let mut seen = BTreeSet::new();
        for found in found {
            let code = (found.severity, found.code.clone().into_owned());
            let first = seen.insert(code.clone());
            let count = self.codes.entry(code).or_default();
            count.found += 1;
            count.cables += u64::from(first);
        }
    }

    /// Takes the counts of other cables.
    pub(super) fn merge(&mut self, other: &mut Summary) {
        for (code, more) in std::mem::take(&mut other.codes) {
            let count = self.codes.entry(code).or_default();
            count.found += more.found;
            count.cables += more.cables;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Prints the codes, the most frequent first.
    pub(super) fn write(&self, out: &mut Out, format: Format) -> io::Result<()> {
        let mut rows: Vec<_> = self.codes.iter().collect();
        rows.sort_by_key(|(code, count)| (std::cmp::Reverse(count.found), &code.1, code.0));
        let face = out.face;
        let widest = |number: fn(&Count) -> u64| {
            let numbers = self
                .codes
                .values()
                .map(|count| thousands(number(count)).len());
            numbers.max().unwrap_or(0)
        };
        let (found, cables) = (widest(|count| count.found), widest(|count| count.cables));
        for ((severity, code), count) in rows {
            match format {
                Format::Json => {
                    let row = Row {
                        severity: severity.as_str(),
                        code,
                        found: count.found,
                        cables: count.cables,
                    };
                    json::write(out, face, &row, false)?;
                }
                Format::Tsv => {
                    let (found, cables) = (count.found.to_string(), count.cables.to_string());
                    let row = tsv::line([severity.as_str(), code, &found, &cables]);
                    out.write_all(row.as_bytes())?;
                }
                Format::Text => {
                    let style = face.style(style_of(*severity));
                    let code = code.replace(['\n', '\r'], " ");
                    let code = sanitize::escape_if(face.escapes(), &code);
                    writeln!(
                        out,
                        "{:>found$} in {:>cables$} {:<7} {style}{}[{code}]{style:#}",
                        thousands(count.found),
                        thousands(count.cables),
                        if count.cables == 1 {
                            "cable:"
                        } else {
                            "cables:"
                        },
                        severity.as_str(),
                    )?;
                }
            }
        }
        Ok(())
    }
}
