//! Why an input, or one message of it, gave no record.
//!
//! Only inputs fail: what can be opened, decoded and recognised always gives a record.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use crate::path_bytes::PathBytes;

/// An input, or one message of it, that gave no record.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {kind}")]
pub struct InputError {
    /// The input's path as given; `-` for standard input.
    pub path: String,
    /// The bytes of the path, where it is no text and [`InputError::path`] lost some.
    pub path_bytes: Option<PathBytes>,
    /// Which message of that input, from 0; absent where the whole input failed.
    pub index: Option<usize>,
    /// What was wrong with it.
    #[source]
    pub kind: InputErrorKind,
}

impl InputError {
    /// The failure of a whole input.
    #[must_use]
    pub fn new(path: impl Into<String>, kind: InputErrorKind) -> Self {
        InputError {
            path: path.into(),
            path_bytes: None,
            index: None,
            kind,
        }
    }

    /// The failure of a file, whatever its name.
    #[must_use]
    pub fn of(path: &Path, kind: InputErrorKind) -> Self {
        InputError::new(path.to_string_lossy(), kind).called(PathBytes::of_path(path))
    }

    /// The same of an input with such a name.
    #[must_use]
    pub fn called(mut self, path_bytes: Option<PathBytes>) -> Self {
        self.path_bytes = path_bytes;
        self
    }

    /// The path of the input.
    #[must_use]
    pub fn path_buf(&self) -> PathBuf {
        let bytes = self.path_bytes.as_ref().and_then(PathBytes::path);
        bytes.unwrap_or_else(|| PathBuf::from(&self.path))
    }

    /// The name by which what failed can be read again: `cables.csv#12`. Standard input has none, and no text is the
    /// name of what is no text.
    #[must_use]
    pub fn input(&self) -> Option<String> {
        let has_name = self.path != "-" && self.path_bytes.is_none();
        let named = has_name.then_some(&self.path)?;
        Some(match self.index {
            Some(index) => format!("{named}#{index}"),
            None => named.clone(),
        })
    }

    /// The same, for the message at this place in the input.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.index = Some(index);
        self
    }
}

/// What was wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum InputErrorKind {
    /// It could not be opened or read.
    #[error("{}", reason(.0))]
    Unreadable(#[source] io::Error),
    /// It holds nothing, or nothing but blanks.
    #[error("empty input")]
    Empty,
    /// A name of what is in a file, where nothing of that name is.
    #[error("{}", one_line(.0))]
    NotFound(String),
    /// A directory without a file to read.
    #[error("no files in it")]
    NoFiles,
    /// A text that shows nothing of a cable.
    #[error("not a cable: no header and no classification line")]
    NotCable,
    /// Something whose form is known, and which holds no cables: what it is, and what was looked for.
    #[error("not a cable: {}", one_line(.0))]
    NoCables(String),
    /// A text that is not of the container that was asked for.
    #[error("not of the container {0}, which was asked for")]
    NotContainer(&'static str),
    /// A message that its container does not hold whole, or not as the container is written.
    #[error("damaged: {}", one_line(.0))]
    Damaged(String),
    /// A message longer than one may be.
    #[error("message of more than {limit} bytes: --max-message allows more")]
    TooLarge {
        /// How many bytes one may have.
        limit: u64,
    },
    /// A packed file that holds more than one may.
    #[error("{}{bound}", behind(*.line))]
    TooMuch {
        /// What it may hold.
        bound: Bound,
        /// The line of the text behind which that was reached, where it was reached amid one.
        line: Option<u64>,
    },
    /// A record that was written without the text that is needed.
    #[error("a record without its text: write records with `--with text`, or name the first input")]
    NoText,
    /// A format that another program has to open first.
    #[error("{format}: {advice}")]
    Unsupported {
        /// The format.
        format: &'static str,
        /// What to run first.
        advice: &'static str,
    },
}

/// What a packed file may hold, each with the option that allows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bound {
    /// How many times its own size.
    #[error(
        "the file unpacks to more than {free} bytes and {ratio} times its size: --max-ratio allows more"
    )]
    Ratio {
        /// So many times its own size.
        ratio: u64,
        /// So many bytes are free.
        free: u64,
    },
    /// How many bytes.
    #[error("the file unpacks to more than {limit} bytes: --max-unpacked allows more")]
    Unpacked {
        /// So many.
        limit: u64,
    },
    /// How many bytes of a zip that is no file itself.
    #[error(
        "a zip of more than {limit} bytes that is no file itself would fill the temporary folder: --max-spooled allows more"
    )]
    Spooled {
        /// So many.
        limit: u64,
    },
    /// How many bytes of the name and the attributes of one member.
    #[error(
        "tar: name and attributes of a member have more than {limit} bytes: --max-header allows more"
    )]
    Header {
        /// So many.
        limit: u64,
    },
}

impl Bound {
    /// The bound that an error of reading came from.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        let mut cause: Option<&(dyn std::error::Error + 'static)> =
            error.get_ref().map(|error| error as _);
        while let Some(error) = cause {
            if let Some(bound) = error.downcast_ref::<Bound>() {
                return Some(*bound);
            }
            cause = match error.downcast_ref::<io::Error>() {
                Some(error) => error.get_ref().map(|error| error as _),
                None => error.source(),
            };
        }
        None
    }
}

/// Behind which line of a text something was found.
fn behind(line: Option<u64>) -> String {
    line.map_or_else(String::new, |line| format!("behind line {line}: "))
}

impl InputErrorKind {
    /// One code of every kind, for scripts, with the sentence that explains it; sorted by code.
    pub const CODES: &'static [(&'static str, &'static str)] = &[
        (
            "damaged",
            "The message is not whole, or not as its container is written: a torn row, a cut member.",
        ),
        ("empty", "The input holds nothing, or nothing but blanks."),
        (
            "no-files",
            "The directory, zip or tar holds no file that could be read.",
        ),
        (
            "no-text",
            "The record was written without the text that is needed.",
        ),
        (
            "not-cable",
            "The text shows no header, no addressees and no classification line.",
        ),
        (
            "not-container",
            "The text is not of the container that was asked for.",
        ),
        (
            "not-found",
            "The file holds no such member, or no cable of that number.",
        ),
        (
            "too-large",
            "The message, or what the file unpacks to, is more than one of the options --max-... allows.",
        ),
        ("unreadable", "The input could not be opened or read."),
        (
            "unsupported",
            "The format has to be opened by another program first.",
        ),
    ];

    /// The same, with the line of the input in which the message begins where it says what is damaged.
    pub(crate) fn at_line(self, line: u64) -> Self {
        match self {
            InputErrorKind::Damaged(text) => {
                InputErrorKind::Damaged(format!("line {line}: {text}"))
            }
            other => other,
        }
    }

    /// The kind in a word or two, for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            InputErrorKind::Unreadable(_) => "unreadable",
            InputErrorKind::Empty => "empty",
            InputErrorKind::NoFiles => "no-files",
            InputErrorKind::NoText => "no-text",
            InputErrorKind::NotCable | InputErrorKind::NoCables(_) => "not-cable",
            InputErrorKind::NotContainer(_) => "not-container",
            InputErrorKind::NotFound(_) => "not-found",
            InputErrorKind::Damaged(_) => "damaged",
            InputErrorKind::TooLarge { .. } | InputErrorKind::TooMuch { .. } => "too-large",
            InputErrorKind::Unsupported { .. } => "unsupported",
        }
    }
}

/// A reason in one line, however much of a broken input it quotes: what would end the line or obeys no reader is escaped.
fn one_line(reason: &str) -> Cow<'_, str> {
    const LONGEST: usize = 1_000;
    let is_plain = |c: char| !c.is_control();
    if reason.len() <= LONGEST && reason.chars().all(is_plain) {
        return Cow::Borrowed(reason);
    }
    let mut line = String::new();
    for c in reason.chars() {
        if line.len() > LONGEST {
            line.push_str("...");
            break;
        }
        if is_plain(c) {
            line.push(c);
        } else {
            line.extend(c.escape_debug());
        }
    }
    Cow::Owned(line)
}

/// The system's reason in the words of this tool: no capital letter, no error number, the same on every platform.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                Some((text, _)) => text.to_lowercase(),
                None => one_line(&text).into_owned(),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_path_and_reason() {
        for (kind, expected) in [
            (InputErrorKind::Empty, "a.txt: empty input"),
            (
                InputErrorKind::NotCable,
                "a.txt: not a cable: no header and no classification line",
            ),
            (
                InputErrorKind::Unreadable(io::ErrorKind::NotFound.into()),
                "a.txt: no such file or directory",
            ),
            (
                InputErrorKind::Unreadable(io::Error::from_raw_os_error(13)),
                "a.txt: permission denied",
            ),
            (
                InputErrorKind::Unsupported {
                    format: "PDF",
                    advice: "run pdftotext first",
                },
                "a.txt: PDF: run pdftotext first",
            ),
        ] {
            assert_eq!(InputError::new("a.txt", kind).to_string(), expected);
        }
    }

    #[test]
    fn a_reason_is_one_line_whatever_it_quotes() {
        let long = "K".repeat(9_000);
        for (quoted, expected) in [
            (
                "keys: a\nb, \u{1b}[1m, \u{e9}",
                "damaged: keys: a\\nb, \\u{1b}[1m, \u{e9}",
            ),
            ("keys: a\\n", "damaged: keys: a\\n"),
            (&long, &format!("damaged: {}...", "K".repeat(1_001))),
        ] {
            assert_eq!(
                InputErrorKind::Damaged(quoted.to_owned()).to_string(),
                expected
            );
        }
        let torn = io::Error::new(io::ErrorKind::InvalidData, "name a\nb");
        let unreadable = InputErrorKind::Unreadable(torn);
        assert_eq!(unreadable.to_string(), "name a\\nb");
    }

    #[test]
    fn codes_are_sorted_and_complete() {
        assert!(InputErrorKind::CODES.is_sorted());
        for kind in [
            InputErrorKind::Unreadable(io::ErrorKind::Other.into()),
            InputErrorKind::Empty,
            InputErrorKind::NoFiles,
            InputErrorKind::NotCable,
            InputErrorKind::NotContainer("page"),
            InputErrorKind::NotFound(String::new()),
            InputErrorKind::Unsupported {
                format: "",
                advice: "",
            },
        ] {
            assert!(
                InputErrorKind::CODES
                    .iter()
                    .any(|(code, _)| *code == kind.code())
            );
        }
    }
}
