//! Why an input, or one message of it, gave no record.
//!
//! Only inputs fail: what can be opened, decoded and recognised always gives a record.

use std::io;

/// An input, or one message of it, that gave no record.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {kind}")]
pub struct InputError {
    /// The input's path as given; `-` for standard input.
    pub path: String,
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
            index: None,
            kind,
        }
    }

    /// The name by which what failed can be read again: `cables.csv#12`. Standard input has none.
    #[must_use]
    pub fn input(&self) -> Option<String> {
        let named = (self.path != "-").then_some(&self.path)?;
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
    #[error("{0}")]
    NotFound(String),
    /// A directory without a file to read.
    #[error("no files in it")]
    NoFiles,
    /// A text that shows nothing of a cable.
    #[error("not a cable: no header and no classification line")]
    NotCable,
    /// Something whose form is known, and which holds no cables: what it is, and what was looked for.
    #[error("not a cable: {0}")]
    NoCables(String),
    /// A text that is not of the container that was asked for.
    #[error("not of the container {0}, which was asked for")]
    NotContainer(&'static str),
    /// A message that its container does not hold whole, or not as the container is written.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A message longer than one may be.
    #[error("message of more than {limit} bytes: --max-message allows more")]
    TooLarge {
        /// How many bytes one may have.
        limit: u64,
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
            "The message is longer than --max-message allows.",
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
            InputErrorKind::TooLarge { .. } => "too-large",
            InputErrorKind::Unsupported { .. } => "unsupported",
        }
    }
}

/// The system's reason in the words of this tool: no capital letter, no error number, the same on every platform.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                Some((text, _)) => text.to_lowercase(),
                None => text,
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
