//! One thing that is odd, in a line.

use std::io::{self, Write};

use cablex::diagnostic::Diagnostic;
use cablex::output::tsv;
use cablex::record::Record;
use serde::Serialize;

use super::super::io::Face;
use super::super::{json, sanitize};
use super::{Format, style_of};

/// The columns of a row.
pub(super) const COLUMNS: [&str; 7] =
    ["path", "line", "id", "severity", "code", "field", "message"];

/// What is odd, and where; as JSON, these keys.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    path: &'a str,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    severity: &'static str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    message: &'a str,
    #[serde(skip)]
    found: &'a Diagnostic,
}

impl<'a> Finding<'a> {
    pub(super) fn new(record: &'a Record, found: &'a Diagnostic) -> Self {
        let first = record.source.lines.map_or(1, |[first, _]| first);
        let line = found
            .lines
            .map_or(0, |[line, _]| u64::from(line).saturating_sub(1));
        Finding {
            path: &record.source.path,
            line: first.saturating_add(line),
            id: record.id.as_deref(),
            severity: found.severity.as_str(),
            code: &found.code,
            field: found.field.as_deref(),
            message: &found.message,
            found,
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>, face: Face, format: Format) -> io::Result<()> {
        let shown = |text: &str| sanitize::escape_if(face.escapes(), text).into_owned();
        match format {
            Format::Json => json::write(out, face, self, false),
            Format::Tsv => {
                let row = tsv::line([
                    self.path,
                    &self.line.to_string(),
                    self.id.unwrap_or_default(),
                    self.severity,
                    self.code,
                    self.field.unwrap_or_default(),
                    self.message,
                ]);
                if face.terminal {
                    let mut out = sanitize::Escaped::new(out);
                    out.write_all(row.as_bytes())?;
                    return out.finish();
                }
                out.write_all(row.as_bytes())
            }
            Format::Text => {
                let style = face.style(style_of(self.found.severity));
                // One finding, one line, whatever stands in the texts: a record that is read back may have any.
                let line = |text: &str| text.replace(['\n', '\r'], " ");
                writeln!(
                    out,
                    "{}:{}: {style}{}[{}]{style:#}: {}",
                    shown(&line(self.path)),
                    self.line,
                    self.severity,
                    shown(&line(self.code)),
                    shown(&line(self.message))
                )
            }
        }
    }
}
