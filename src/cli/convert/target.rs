//! The file that is written: its form, told by its name, and how it comes to be whole.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cablex::archive::{Except, FileId, Input};
use cablex::output::jsonl;
use cablex::output::select::Fields;
use cablex::output::table::{Format, Table};
use cablex::record::Record;
use clap::Args;

use super::super::exit::Stop;

/// How records are written.
#[derive(Clone, Debug)]
enum Rows {
    /// The whole record.
    Jsonl,
    /// Some of its fields.
    Table(Table, Fields, String),
}

/// The fields of a table where none are named.
const FIELDS: &str = "id,date,classification.level,routing.from.plad,routing.to.plad,tags.code,subject,references.id,\
                      signature,source.path,source.index";

/// What a table is to hold.
#[derive(Args, Debug)]
pub(super) struct TableArgs {
    /// For .csv and .tsv: the fields, by their paths
    ///
    /// `cablex man fields` lists the paths. [default: id, date, level, from, to, TAGS, subject, references, signature,
    /// path, index]
    #[arg(long, value_name = "FIELDS")]
    fields: Option<String>,
    /// What stands between the items of a list in a cell
    #[arg(long, value_name = "TEXT", default_value = "|", hide_short_help = true)]
    join: String,
    /// Disarm cells that a spreadsheet would run as formulas, by an apostrophe before them
    #[arg(long, hide_short_help = true)]
    csv_safe: bool,
}

/// How what is written is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

/// The form of the file.
#[derive(Clone, Debug)]
pub(super) struct Form {
    rows: Rows,
    packing: Packing,
}

impl Form {
    /// The form that a file's name says.
    pub(super) fn of(path: &Path, args: &TableArgs) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (name, packing) = match name.rsplit_once('.') {
            Some((name, "gz")) => (name.to_owned(), Packing::Gzip),
            Some((name, "zst")) => (name.to_owned(), Packing::Zstd),
            _ => (name.into_owned(), Packing::None),
        };
        let table = |format| {
            let fields = Fields::parse(args.fields.as_deref().unwrap_or(FIELDS));
            let fields = fields.map_err(|error| Stop::Usage(format!("--fields: {error}")))?;
            let table = Table {
                format,
                csv_safe: args.csv_safe,
            };
            anyhow::Ok(Rows::Table(table, fields, args.join.clone()))
        };
        let rows = match name.rsplit_once('.') {
            Some((_, "jsonl")) if args.fields.is_some() => {
                let text = "--fields is for .csv and .tsv: a line of .jsonl is a whole record";
                return Err(Stop::Usage(text.to_owned()).into());
            }
            Some((_, "jsonl")) => Rows::Jsonl,
            Some((_, "csv")) => table(Format::Csv)?,
            Some((_, "tsv")) => table(Format::Tsv)?,
            _ => {
                let text = format!(
                    "{}: the name of the output says its form: .jsonl, .csv or .tsv, and .gz or .zst behind it",
                    path.display()
                );
                return Err(Stop::Usage(text).into());
            }
        };
        Ok(Form { rows, packing })
    }

    /// What stands before the first record: the names of a table's columns.
    pub(super) fn first(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        if let Rows::Table(table, fields, _) = &self.rows {
            table.row(&mut out, fields.names())?;
            self.pack(&mut out)?;
        }
        Ok(out)
    }

    /// Adds a record.
    pub(super) fn add(&self, out: &mut Vec<u8>, record: &Record) -> Result<()> {
        match &self.rows {
            Rows::Jsonl => jsonl::line(out, record)?,
            Rows::Table(table, fields, join) => table.row(out, fields.cells(record, join))?,
        }
        Ok(())
    }

    /// Compresses a page. Each page is a member or frame of its own, so that the file can be cut behind any of them,
    /// and is the same however many threads compress.
    pub(super) fn pack(&self, out: &mut Vec<u8>) -> Result<()> {
        if out.is_empty() {
            return Ok(());
        }
        match self.packing {
            Packing::None => {}
            Packing::Gzip => {
                let packed = Vec::with_capacity(out.len() / 2);
                let mut encoder =
                    flate2::write::GzEncoder::new(packed, flate2::Compression::default());
                encoder.write_all(out)?;
                *out = encoder.finish()?;
            }
            Packing::Zstd => *out = zstd::bulk::compress(out, zstd::DEFAULT_COMPRESSION_LEVEL)?,
        }
        Ok(())
    }
}

/// The files of one output.
pub(super) struct Target {
    whole: PathBuf,
    /// What is being written.
    part: PathBuf,
    /// How far an interrupted run came.
    pub state: PathBuf,
    /// The same in the making.
    pub fresh: PathBuf,
}

impl Target {
    pub(super) fn new(path: &Path) -> Self {
        let with = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        Target {
            whole: path.to_owned(),
            part: with(".part"),
            state: with(".part.state"),
            fresh: with(".part.state.new"),
        }
    }

    /// Whether there is nothing in the way, or it may be replaced.
    pub(super) fn may_write(&self, resume: bool, overwrite: bool) -> Result<()> {
        let whole = self.whole.display();
        if self.whole.is_dir() {
            bail!("{whole} is a directory");
        }
        if overwrite {
            return Ok(());
        }
        if self.whole.exists() {
            bail!("{whole} exists: --overwrite replaces it");
        }
        if self.part.exists() && !resume {
            let part = self.part.display();
            bail!(
                "{part} is what an interrupted run left: --resume goes on, --overwrite begins anew"
            );
        }
        Ok(())
    }

    /// Begins to write.
    pub(super) fn begin(self: &Target) -> Result<Writer> {
        let part = || self.part.display().to_string();
        let options = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .clone();
        let file = options.open(&self.part).with_context(part)?;
        self.lock(&file)?;
        file.set_len(0).with_context(part)?;
        match std::fs::remove_file(&self.state) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| self.state.display().to_string())
            }
            _ => Ok(self.writer(file, 0)),
        }
    }

    /// Keeps other runs away from what is being written, as long as it is open.
    fn lock(&self, file: &File) -> Result<()> {
        match file.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                bail!("{} is being written by another run", self.part.display())
            }
            // Some file systems know no locks.
            Err(TryLockError::Error(_)) => Ok(()),
        }
    }

    /// Whether the file of failures is none of these files.
    pub(super) fn is_apart_from(&self, errors: Option<&Path>) -> Result<()> {
        let own = [&self.whole, &self.part, &self.state];
        let Some(errors) = errors.filter(|errors| {
            let same = |own: &Path| {
                own == *errors
                    || FileId::of(own).is_ok_and(|own| FileId::of(errors).is_ok_and(|id| id == own))
            };
            own.into_iter().any(|own| same(own))
        }) else {
            return Ok(());
        };
        let text = format!("{}: --errors needs a file of its own", errors.display());
        Err(Stop::Usage(text).into())
    }

    /// These files, which are no inputs: under their names, and what of them is there under any name.
    pub(super) fn files(&self) -> impl Iterator<Item = Except> {
        let own = [&self.whole, &self.part, &self.state, &self.fresh];
        own.into_iter().flat_map(|path| {
            let file = FileId::of(path).ok().map(Except::File);
            Except::named(path).into_iter().chain(file)
        })
    }

    /// The folder among the inputs that the file lies below, where there is one: a later run reads it.
    pub(super) fn folder<'i>(&self, inputs: &'i [Input]) -> Option<&'i Path> {
        let parent = self.whole.parent();
        let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
        let own = parent.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let hidden = |below: &Path| below.as_os_str().as_encoded_bytes().starts_with(b".");
        inputs.iter().find_map(|input| match input {
            Input::Path(path) if path.is_dir() => {
                let below = own.strip_prefix(path.canonicalize().ok()?).ok()?;
                let name = self.whole.file_name().map(Path::new);
                let mut parts = below.iter().map(Path::new).chain(name);
                (!parts.any(hidden)).then_some(path.as_path())
            }
            _ => None,
        })
    }

    /// Goes on behind so many bytes.
    pub(super) fn go_on(&self, bytes: u64) -> Result<Writer> {
        let part = || self.part.display().to_string();
        let mut file = match OpenOptions::new().write(true).open(&self.part) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("{} is gone: --overwrite begins anew", part())
            }
            opened => opened.with_context(part)?,
        };
        self.lock(&file)?;
        if file.metadata().with_context(part)?.len() < bytes {
            bail!(
                "{} is shorter than it was left: --overwrite begins anew",
                part()
            );
        }
        file.set_len(bytes).with_context(part)?;
        file.seek(SeekFrom::End(0)).with_context(part)?;
        Ok(self.writer(file, bytes))
    }

    fn writer(&self, file: File, len: u64) -> Writer {
        Writer {
            file,
            len,
            whole: self.whole.clone(),
            part: self.part.clone(),
            state: self.state.clone(),
        }
    }
}

/// Writes the file.
pub(super) struct Writer {
    file: File,
    /// Bytes that have been written.
    pub len: u64,
    whole: PathBuf,
    part: PathBuf,
    state: PathBuf,
}

impl Writer {
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.file.write_all(bytes);
        written.with_context(|| self.part.display().to_string())?;
        self.len += bytes.len() as u64;
        Ok(())
    }

    /// Makes the file the whole one. Returns its bytes.
    pub(super) fn finish(self) -> Result<u64> {
        // The lock is held until the name is that of the whole.
        let whole = std::fs::rename(&self.part, &self.whole).and_then(|()| {
            match std::fs::remove_file(&self.state) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            }
        });
        whole.with_context(|| self.whole.display().to_string())?;
        Ok(self.len)
    }
}
