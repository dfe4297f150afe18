//! How a run ends.

use std::process::ExitCode;

use cablex::near;

/// How a run ended; the worse outranks the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    /// Done.
    #[default]
    Done,
    /// Nothing was found, or something is odd.
    Odd,
    /// Wrong usage, or some input failed.
    Failed,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(match status {
            ExitStatus::Done => 0,
            ExitStatus::Odd => 1,
            ExitStatus::Failed => 2,
        })
    }
}

/// Why a command could not do what was asked, other than an input that failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// No input, and standard input is a terminal: help says more than waiting would.
    #[error("no input")]
    NoInput,
    /// An argument means nothing.
    #[error("{0}")]
    Usage(String),
    /// An argument means nothing, said in several lines. What comes from elsewhere and may have line ends of its own, such
    /// as the name of a file, is escaped where it is put in.
    #[error("{0}")]
    Lines(String),
}

/// Whether an error is a pipe that the reader closed: the reader has seen enough, and that is no failure.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// `; did you mean A or B?`, where some names come near to a word; nothing where none does.
pub(super) fn did_you_mean<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> String {
    let word = word.to_lowercase();
    near::did_you_mean(&near::nearest(names, |name| {
        strsim::jaro_winkler(&word, &name.to_lowercase())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_come_near_are_offered() {
        let names = ["block-repeated", "signature-repeated", "text-cut"];
        assert_eq!(
            did_you_mean("block-repeted", names.into_iter()),
            "; did you mean block-repeated?"
        );
        assert_eq!(did_you_mean("zzz", names.into_iter()), "");
    }

    #[test]
    fn a_failure_outranks_an_oddity() {
        assert_eq!(ExitStatus::Odd.max(ExitStatus::Failed), ExitStatus::Failed);
        assert_eq!(ExitStatus::Odd.max(ExitStatus::Done), ExitStatus::Odd);
    }
}
