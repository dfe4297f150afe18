//! `--manifest`: whether a data set is what its manifest says.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use cablex::diagnostic::Severity;
use cablex::output::tsv;
use serde::Serialize;

use super::super::Env;
use super::super::ending::{self, Rows};
use super::super::exit::ExitStatus;
use super::super::io::Out;
use super::super::manifest::{Entry, Manifest, SCHEMA, parent};
use super::super::status::{count, thousands};
use super::super::sums::{Count, Hash, in_steps};
use super::super::{json, sanitize};
use super::{Format, finding, style_of};

/// What may be wrong with a file of a manifest, with a sentence for each.
pub(super) const CODES: [(&str, &str); 5] = [
    (
        "file-missing",
        "A file that the manifest names is not there, or is no file.",
    ),
    (
        "file-size",
        "A file is longer or shorter than the manifest says.",
    ),
    (
        "file-hash",
        "A file has the size that the manifest says, but holds something else.",
    ),
    (
        "file-records",
        "A file does not hold as many records as the manifest says.",
    ),
    (
        "file-unreadable",
        "A file that the manifest names cannot be read.",
    ),
];

/// What is wrong with a file; as JSON, these keys.
#[derive(Serialize)]
struct Wrong<'a> {
    path: &'a str,
    severity: &'static str,
    code: &'static str,
    field: String,
    message: String,
}

/// What has been looked at.
#[derive(Default)]
struct Looked {
    wrong: u64,
    unreadable: bool,
}

/// Holds all files of a manifest against it.
pub(super) fn audit(
    path: &Path,
    format: Format,
    header: bool,
    env: &mut Env,
) -> Result<ExitStatus> {
    let manifest = read(path)?;
    let mut out = env.out();
    if header {
        out.write_all(tsv::line(finding::COLUMNS).as_bytes())?;
    }
    let folder = parent(path);
    let mut looked = Looked::default();
    let lists = [("inputs", &manifest.inputs), ("outputs", &manifest.outputs)];
    for (list, entries) in lists {
        for (index, entry) in entries.iter().enumerate() {
            let Some((code, message)) = look(entry, folder) else {
                continue;
            };
            looked.wrong += 1;
            looked.unreadable |= code == "file-unreadable";
            let wrong = Wrong {
                path: &entry.path,
                severity: Severity::Error.as_str(),
                code,
                field: format!("{list}[{index}]"),
                message,
            };
            wrong.write(&mut out, format)?;
            out.finish_item()?;
        }
    }
    out.flush()?;
    if !env.quiet {
        let files = |entries: &[Entry], one, many| count(entries.len() as u64, one, many);
        env.err.line(&format!(
            "{}: {}, {}: {}",
            path.display(),
            files(&manifest.inputs, "input", "inputs"),
            files(&manifest.outputs, "output", "outputs"),
            match looked.wrong {
                0 => "all as it says".to_owned(),
                wrong => format!("{} not as it says", thousands(wrong)),
            }
        ));
    }
    Ok(match looked {
        Looked {
            unreadable: true, ..
        } => ExitStatus::Failed,
        Looked { wrong: 0, .. } => ExitStatus::Done,
        _ => ExitStatus::Odd,
    })
}

/// A manifest as it was written.
fn read(path: &Path) -> Result<Manifest> {
    let name = || path.display().to_string();
    let about = path.metadata().with_context(name)?;
    if about.is_dir() {
        bail!("{}: a manifest is a file", name());
    }
    let file = BufReader::new(File::open(path).with_context(name)?);
    let manifest: Manifest =
        serde_json::from_reader(file).with_context(|| format!("{}: no manifest", name()))?;
    if manifest.schema != SCHEMA {
        bail!(
            "{}: {:?} is not {SCHEMA:?}, which this version reads",
            name(),
            manifest.schema
        );
    }
    Ok(manifest)
}

/// What is wrong with a file, where anything is.
fn look(entry: &Entry, folder: &Path) -> Option<(&'static str, String)> {
    let Some(path) = entry.file(folder) else {
        return Some((
            "file-missing",
            "its name is none that this system has".to_owned(),
        ));
    };
    match path.metadata() {
        // What is none is not opened: a pipe may never end.
        Ok(about) if !about.is_file() => {
            return Some(("file-missing", "no file, but something else".to_owned()));
        }
        Ok(about) if about.len() != entry.size => {
            let text = format!(
                "{} bytes, not {}",
                thousands(about.len()),
                thousands(entry.size)
            );
            return Some(("file-size", text));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Some(("file-missing", "not there".to_owned()));
        }
        Err(error) => return Some(("file-unreadable", error.to_string())),
    }
    let hash = match File::open(&path).and_then(Hash::of) {
        Ok(hash) => hash,
        Err(error) => return Some(("file-unreadable", error.to_string())),
    };
    if hash.bytes != entry.size {
        let text = format!(
            "{} bytes, not {}",
            thousands(hash.bytes),
            thousands(entry.size)
        );
        return Some(("file-size", text));
    }
    if !hash.hex().eq_ignore_ascii_case(&entry.sha256) {
        return Some((
            "file-hash",
            format!("its SHA-256 is {}, not {}", hash.hex(), entry.sha256),
        ));
    }
    let expected = entry.records?;
    match records(&path) {
        Ok(found) if found == expected => None,
        Ok(found) => {
            let text = format!("{} records, not {}", thousands(found), thousands(expected));
            Some(("file-records", text))
        }
        Err(error) => Some((
            "file-records",
            format!("its records cannot be counted: {error}"),
        )),
    }
}

/// How many records a file holds, by the form that its name says.
fn records(path: &Path) -> io::Result<u64> {
    let (rows, packing) = ending::of(path);
    let mut count = Count::new(rows.unwrap_or(Rows::Lines));
    in_steps(packing.unpack(File::open(path)?)?, |bytes| count.add(bytes))?;
    Ok(count.records())
}

impl Wrong<'_> {
    fn write(&self, out: &mut Out, format: Format) -> io::Result<()> {
        let face = out.face;
        let shown = |text: &str| sanitize::escape_if(face.escapes(), text).into_owned();
        match format {
            Format::Json => json::write(out, face, self, false),
            Format::Tsv => {
                let cells = [
                    self.path,
                    "",
                    "",
                    self.severity,
                    self.code,
                    &self.field,
                    &self.message,
                ];
                let cells = cells.map(|cell| sanitize::escape_if(face.terminal, cell));
                out.write_all(tsv::line(cells.iter().map(|cell| &**cell)).as_bytes())
            }
            Format::Text => {
                let style = face.style(style_of(Severity::Error));
                // One finding, one line, whatever stands in the manifest.
                let line = |text: &str| text.replace(['\n', '\r'], " ");
                writeln!(
                    out,
                    "{}: {style}{}[{}]{style:#}: {}",
                    shown(&line(self.path)),
                    self.severity,
                    self.code,
                    shown(&line(&self.message))
                )
            }
        }
    }
}
