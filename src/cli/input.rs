//! The inputs of a command that reads cables.

use std::ffi::OsString;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cablex::archive::{Except, FileId, Input, Limits, Position, Selection, Wanted};
use cablex::batch::{self, Work};
use cablex::message::Container;
use cablex::record::Cable;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};

use super::Env;
use super::exit::{ExitStatus, Stop};
use super::filter::Filter;
use super::io::Out;
use super::page::Page;
use super::status::Status;

/// What to read, and what of it.
#[derive(Args, Clone, Debug)]
pub(crate) struct InputArgs {
    /// Files, directories, or - for standard input (the default)
    ///
    /// Whatever the files are: gzip, zstd, zip and tar are opened, and each container is told by its content. Records
    /// that were written earlier are read as well.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// Read names of inputs from a file or -, one a line
    #[arg(long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    files_from: Option<PathBuf>,
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
    from: Option<Container>,
    /// Write each failed input into a file, as a JSON line
    ///
    /// Its keys are path, index, code and message; `cablex check --explain CODE` says what a code means.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) errors: Option<PathBuf>,
    /// Work on so many threads [default: all cores]
    #[arg(short, long, value_name = "N", help_heading = "Everywhere", value_parser = threads)]
    jobs: Option<u16>,
    /// Refuse messages of more bytes than this; K, M and G count in 1024
    #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = size, hide_short_help = true)]
    max_message: u64,
    #[command(flatten)]
    pub(crate) filter: Filter,
}

/// What a command wants of the inputs, beside what the filters say.
#[derive(Debug, Default)]
pub(crate) struct Wants {
    /// It looks for some cables: the closing line says how many it found.
    pub some: bool,
    /// Which records it has to read at all.
    pub records: Option<Wanted>,
}

/// A file of fewer bytes than this is read on one thread.
const SMALL: u64 = 1 << 18;

/// A number of bytes: `16M`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let shift = match text.get(digits.len()..).unwrap_or_default() {
        "" => 0,
        "K" | "k" => 10,
        "M" | "m" => 20,
        "G" | "g" => 30,
        _ => return Err(SIZE.to_owned()),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| SIZE.to_owned())
}

/// What `size` reads.
const SIZE: &str = "a size in bytes is written 500000, 500K, 16M or 1G";

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

impl InputArgs {
    /// Gives every cable of the inputs to `each`, on all threads, which adds to the page what is to be printed and says
    /// whether the filters let the cable through; pages are printed in the order of the inputs. Inputs that fail are
    /// named and counted, and the others still come.
    pub(crate) fn print(
        &self,
        env: &Env,
        out: &mut Out,
        each: impl Fn(&mut Page, Cable) -> Result<bool> + Sync,
    ) -> Result<ExitStatus> {
        self.gather(env, &Wants::default(), each, |page| {
            out.write_all(&page.out)?;
            Ok(out.finish_item()?)
        })
    }

    /// Gives every cable of the inputs to `each`, on all threads, which adds to the page and says whether the filters let
    /// the cable through; gives pages to `sink` in the order of the inputs. Inputs that fail are named and counted, and
    /// the others still come.
    pub(crate) fn gather<T: Default + Send>(
        &self,
        env: &Env,
        wants: &Wants,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        mut sink: impl FnMut(&mut Page<T>) -> Result<()>,
    ) -> Result<ExitStatus> {
        let inputs = self.list()?;
        let counted = self.is_filtered() || wants.some;
        let mut status = Status::new(self.errors.as_deref(), counted)?;
        let selection = Selection {
            limits: self.limits(),
            wanted: wants.records.clone(),
            except: self.written().collect(),
            ..Selection::default()
        };
        let done = self.run(
            inputs,
            &selection,
            &each,
            |_| Ok(()),
            |page, _, _| {
                status.page(&mut page.events, env)?;
                sink(page)
            },
        );
        match done {
            Ok(()) | Err(batch::Stop::Changed) => {}
            Err(batch::Stop::Failed(error)) => return Err(error),
        }
        if !env.quiet
            && let Some(line) = status.counts.closing()
        {
            env.err.line(&line);
        }
        status.finish()
    }

    /// Does with some cables that are at hand what [`InputArgs::gather`] does with those of the inputs.
    pub(crate) fn given<T: Default + Send>(
        &self,
        env: &Env,
        cables: Vec<Cable>,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        mut sink: impl FnMut(&mut Page<T>) -> Result<()>,
    ) -> Result<ExitStatus> {
        let mut status = Status::new(self.errors.as_deref(), self.is_filtered())?;
        let mut page = Page::default();
        for cable in cables {
            page.work(Work::Cable(cable), &each)?;
        }
        status.page(&mut page.events, env)?;
        sink(&mut page)?;
        status.finish()
    }

    /// Gives every cable of a selection to `each` and every page that is whole to `close`, on all threads, then to
    /// `sink` in the order of the inputs, with the position behind it and the bytes that were read for it.
    pub(crate) fn run<T: Default + Send>(
        &self,
        inputs: Vec<Input>,
        selection: &Selection,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        close: impl Fn(&mut Page<T>) -> Result<()> + Sync,
        sink: impl FnMut(&mut Page<T>, &Position, usize) -> Result<()>,
    ) -> Result<(), batch::Stop<anyhow::Error>> {
        let threads = self.threads(&inputs);
        batch::run(
            inputs,
            selection,
            threads,
            |page: &mut Page<T>, work| match work {
                Work::Close => close(page),
                work => page.work(work, &each),
            },
            sink,
        )
    }

    /// The files that this run writes: they are no inputs, where they lie among them.
    pub(crate) fn written(&self) -> impl Iterator<Item = Except> {
        let errors = self
            .errors
            .as_deref()
            .and_then(|path| FileId::of(path).ok());
        errors.into_iter().chain(stdout_id()).map(Except::File)
    }

    /// How each input is to be read.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            from: self.from,
            max_message: self.max_message,
        }
    }

    /// These arguments with another input before the others.
    pub(crate) fn beginning_with(&self, first: Option<PathBuf>) -> Self {
        let mut args = self.clone();
        args.inputs.splice(0..0, first);
        args
    }

    /// These arguments with those of the inputs that are wanted, and the others.
    pub(crate) fn apart(&self, wanted: impl Fn(&Path) -> bool) -> (Self, Vec<PathBuf>) {
        let mut args = self.clone();
        let (inputs, others) = std::mem::take(&mut args.inputs)
            .into_iter()
            .partition(|input| wanted(input));
        args.inputs = inputs;
        (args, others)
    }

    /// Whether any input is named; else standard input is read.
    pub(crate) fn has_names(&self) -> bool {
        !self.inputs.is_empty() || self.files_from.is_some()
    }

    /// Whether standard input is read, for cables or for the names of inputs.
    pub(crate) fn reads_stdin(&self) -> bool {
        let stdin = Path::new("-");
        match &self.files_from {
            Some(file) => file == stdin || self.inputs.iter().any(|input| input == stdin),
            None => self.inputs.is_empty() || self.inputs.iter().any(|input| input == stdin),
        }
    }

    /// Whether only some of the cables are wanted.
    pub(crate) fn is_filtered(&self) -> bool {
        !self.filter.is_empty()
    }

    /// What of these arguments decides what is read, in words that are the same for the same arguments.
    pub(crate) fn described(&self) -> String {
        format!("{:?} {} {:?}", self.from, self.max_message, self.filter)
    }

    /// How many threads work: one where a single small file is read, for it takes less time than starting more.
    fn threads(&self, inputs: &[Input]) -> usize {
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

    /// Whether the inputs are exactly one name, and that of no directory: what is printed needs no path then.
    pub(crate) fn is_one_file(&self) -> bool {
        match (&self.files_from, self.inputs.as_slice()) {
            (None, []) => true,
            (None, [one]) => !one.is_dir(),
            _ => false,
        }
    }

    /// The inputs, in order: those named by --files-from come after those on the command line.
    pub(crate) fn list(&self) -> Result<Vec<Input>> {
        let mut inputs: Vec<Input> = self.inputs.iter().cloned().map(Input::from).collect();
        match &self.files_from {
            Some(file) => {
                let named = names(file, self.null)?;
                if file == Path::new("-")
                    && (inputs.contains(&Input::Stdin) || named.contains(&Input::Stdin))
                {
                    let text = "standard input cannot be both an input and the list of inputs";
                    return Err(Stop::Usage(text.to_owned()).into());
                }
                inputs.extend(named);
            }
            None if inputs.is_empty() => {
                if std::io::stdin().is_terminal() {
                    return Err(Stop::NoInput.into());
                }
                inputs.push(Input::Stdin);
            }
            None => {}
        }
        if let Some(errors) = self
            .errors
            .as_deref()
            .and_then(|path| FileId::of(path).ok())
        {
            let is_errors = |input: &Input| matches!(input, Input::Path(path) if FileId::of(path).is_ok_and(|id| id == errors));
            if inputs.iter().any(is_errors) {
                let text = "the file of --errors is one of the inputs: it would be overwritten";
                return Err(Stop::Usage(text.to_owned()).into());
            }
        }
        Ok(inputs)
    }
}

/// The file that standard output goes to, where it is one.
#[cfg(unix)]
fn stdout_id() -> Option<FileId> {
    use std::os::fd::AsFd;
    let stdout = std::io::stdout().as_fd().try_clone_to_owned().ok()?;
    let about = std::fs::File::from(stdout).metadata().ok()?;
    about
        .is_file()
        .then(|| FileId::known(Path::new("-"), &about).ok())?
}

/// The file that standard output goes to, which only Unix tells.
#[cfg(not(unix))]
fn stdout_id() -> Option<FileId> {
    None
}

/// The names in a list, empty ones left out.
fn names(file: &Path, null: bool) -> Result<Vec<Input>> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    let bytes = bytes.with_context(|| format!("--files-from {}", file.display()))?;
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
