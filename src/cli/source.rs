//! What inputs a command reads: how they are named, and how they are read.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::archive::{Except, FileId, Input, Limits, file_around};
use cablex::message::Container;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};

use super::bounds::BoundArgs;
use super::bytes::bytes;
use super::exit::Stop;
use super::list;

/// What to read.
#[derive(Args, Clone, Debug)]
pub(crate) struct SourceArgs {
    /// Files, directories, or - for standard input (the default)
    ///
    /// What lies in a file has a name too, as in source.path and source.index of records: a.zip!/b.txt is a member,
    /// b.csv#12 one cable. Names in one file, one behind another, are read in one pass, in its order.
    ///
    /// Whatever the files are: gzip, zstd, zip and tar are opened, and each container is told by its content. Records
    /// that were written earlier are read as well.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,
    /// Read names of inputs from a file or -, one a line
    #[arg(long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub(super) files_from: Option<PathBuf>,
    /// With --files-from: names end in NUL, not in a line feed
    #[arg(
        short = '0',
        long = "null",
        requires = "files_from",
        hide_short_help = true
    )]
    null: bool,
    /// Take every input to be of this container instead of looking
    #[arg(long, value_name = "CONTAINER", value_parser = containers(), hide_short_help = true)]
    pub(super) from: Option<Container>,
    /// Write each failed input into a file, as a JSON line
    ///
    /// Its keys are path, index, input, code and message; input names what failed so that it can be read again (b.csv#12).
    /// A name that is no text has path_bytes in its place, its bytes in base64.
    /// `cablex check --explain CODE` says what a code means.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) errors: Option<PathBuf>,
    /// Replace the file of --errors where it is there
    #[arg(long, hide_short_help = true)]
    pub(crate) overwrite: bool,
    /// Work on so many threads [default: all cores]
    #[arg(short, long, value_name = "N", help_heading = "Everywhere", value_parser = threads)]
    jobs: Option<u16>,
    /// Refuse messages of more bytes than this; K, M and G count in 1024
    ///
    /// A record that was written earlier may be 96 times as long.
    #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = bytes, hide_short_help = true)]
    pub(super) max_message: u64,
    #[command(flatten)]
    pub(crate) bounds: BoundArgs,
}

/// A file of fewer bytes than this is read on one thread.
const SMALL: u64 = 1 << 18;

/// A number of threads.
fn threads(text: &str) -> Result<u16, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=1024).contains(number));
    number.ok_or_else(|| "a number of threads is 1 to 1024".to_owned())
}

/// The names of containers, with their values.
fn containers() -> impl TypedValueParser<Value = Container> {
    let names = Container::ALL.iter().map(|(_, name)| *name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut all = Container::ALL.iter();
        let found = all.find(|(_, known)| *known == name);
        found
            .map(|(container, _)| *container)
            .ok_or("unknown container")
    })
}

impl SourceArgs {
    /// The files that this run writes: they are no inputs, where they lie among them.
    pub(crate) fn written(&self) -> impl Iterator<Item = Except> {
        let own = self.errors.iter().flat_map(|errors| written(errors));
        own.chain(stdout_id().map(Except::File))
    }

    /// How each input is to be read.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            from: self.from,
            max_message: self.max_message,
        }
    }

    /// How many threads work: one where a single small file is read, for it takes less time than starting more.
    pub(super) fn threads(&self, inputs: &[Input]) -> usize {
        if let [Input::Path(path)] = inputs
            && path
                .metadata()
                .is_ok_and(|about| about.is_file() && about.len() < SMALL)
        {
            return 1;
        }
        self.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        )
    }

    /// The inputs, in order: those named by --files-from come after those on the command line.
    pub(crate) fn list(&self) -> Result<Vec<Input>> {
        let mut inputs = self.named()?;
        if inputs.is_empty() && self.files_from.is_none() {
            if std::io::stdin().is_terminal() {
                return Err(Stop::NoInput.into());
            }
            inputs.push(Input::Stdin);
        }
        Ok(inputs)
    }

    /// The inputs that are named.
    pub(super) fn named(&self) -> Result<Vec<Input>> {
        let mut inputs: Vec<Input> = self.inputs.iter().cloned().map(Input::from).collect();
        if let Some(file) = &self.files_from {
            let named = names(file, self.null)?;
            if file == Path::new("-")
                && (inputs.contains(&Input::Stdin) || named.contains(&Input::Stdin))
            {
                let text = "standard input cannot be both an input and the list of inputs";
                return Err(Stop::Usage(text.to_owned()).into());
            }
            inputs.extend(named);
        }
        if let Some(errors) = &self.errors
            && self.reads(&inputs, errors)
        {
            let text = "the file of --errors is one of the inputs: it would be overwritten";
            return Err(Stop::Usage(text.to_owned()).into());
        }
        Ok(inputs)
    }

    /// Whether a file is one that is read because it is named: an input, what a member or a cable of it lies in, standard
    /// input, or the list of inputs.
    pub(super) fn reads(&self, inputs: &[Input], file: &Path) -> bool {
        let Ok(file) = FileId::of(file) else {
            return false;
        };
        let is_it = |path: &Path| FileId::of(path).is_ok_and(|id| id == file);
        let is_read = |input: &Input| match input {
            Input::Stdin => stdin_id().is_some_and(|id| id == file),
            Input::Path(path) => is_it(path) || file_around(path).is_some_and(|path| is_it(&path)),
        };
        inputs.iter().any(is_read) || self.files_from.as_deref().is_some_and(is_it)
    }
}

/// A file that is written, and what it is called until it is whole: under their names, and what is there under any name.
pub(super) fn written(path: &Path) -> impl Iterator<Item = Except> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    [path.to_owned(), part.into()].into_iter().flat_map(|path| {
        let file = FileId::of(&path).ok().map(Except::File);
        Except::named(&path).into_iter().chain(file)
    })
}

/// The file that standard output goes to, where it is one.
fn stdout_id() -> Option<FileId> {
    file_id(std::io::stdout())
}

/// The file that standard input comes from, where it is one.
fn stdin_id() -> Option<FileId> {
    file_id(std::io::stdin())
}

/// The file that is open, where it is one.
#[cfg(unix)]
fn file_id(open: impl std::os::fd::AsFd) -> Option<FileId> {
    let file = open.as_fd().try_clone_to_owned().ok()?;
    let about = std::fs::File::from(file).metadata().ok()?;
    about
        .is_file()
        .then(|| FileId::known(Path::new("-"), &about).ok())?
}

/// The file that is open, which only Unix tells.
#[cfg(not(unix))]
fn file_id<T>(_: T) -> Option<FileId> {
    None
}

/// The names in a list, empty ones left out.
fn names(file: &Path, null: bool) -> Result<Vec<Input>> {
    let bytes = list::bytes("--files-from ", file)?;
    let end = if null { b'\0' } else { b'\n' };
    let names = bytes.split(|byte| *byte == end).map(|name| {
        if null {
            name
        } else {
            name.strip_suffix(b"\r").unwrap_or(name)
        }
    });
    Ok(names
        .filter(|name| !name.is_empty())
        .map(|name| Input::from(PathBuf::from(os_string(name))))
        .collect())
}

/// A file's name from its bytes: any bytes on Unix, else text.
#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

/// A file's name from its bytes: any bytes on Unix, else text.
#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
