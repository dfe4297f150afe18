//! The inputs of a command that reads cables.

use std::ffi::OsString;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cablex::Reader;
use cablex::archive::Input;
use cablex::message::{Container, Message};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Env;
use super::exit::{ExitStatus, Stop};
use super::filter::Filter;
use super::status::Status;

/// What to read, and what of it.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// Files, directories, or - for standard input, which is also read where nothing is named
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Read the names of inputs from a file, or from standard input, one a line
    #[arg(long, value_name = "FILE|-")]
    files_from: Option<PathBuf>,
    /// With --files-from: names end in NUL, not in a line feed
    #[arg(short = '0', long = "null", requires = "files_from")]
    null: bool,
    /// Take every input to be a bare telegram (acp127), or an archive's page around one (page),
    /// instead of looking
    #[arg(long, value_name = "CONTAINER", value_parser = containers())]
    from: Option<Container>,
    /// Write each failed input as a JSON line: path, index, code, message
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filter: Filter,
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
    /// Gives every cable of the inputs to `each`, which says whether the filters let it through. Inputs that fail are
    /// named and counted, and the others still come.
    pub(crate) fn each(
        &self,
        env: &Env,
        mut each: impl FnMut(Message) -> Result<bool>,
    ) -> Result<ExitStatus> {
        let mut status = Status::new(self.errors.as_deref(), !self.filter.is_empty())?;
        let mut reader = Reader::new(self.list()?).taken_as(self.from);
        let mut files = 0;
        while let Some(message) = reader.next() {
            if env.verbose && reader.files() != files {
                files = reader.files();
                let path = match &message {
                    Ok(message) => &message.path,
                    Err(error) => &error.path,
                };
                env.err.line(&format!("reading {path}"));
            }
            match message {
                Ok(message) => {
                    let matched = each(message)?;
                    status.cable(matched);
                }
                Err(error) => status.failed(&error, &env.err)?,
            }
        }
        if !env.quiet
            && let Some(line) = status.closing(reader.files())
        {
            env.err.line(&line);
        }
        status.finish()
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
    fn list(&self) -> Result<Vec<Input>> {
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
        Ok(inputs)
    }
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
    let bytes = bytes.with_context(|| file.display().to_string())?;
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
