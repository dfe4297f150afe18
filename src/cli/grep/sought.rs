//! What is looked for: one pattern, several, or a list of them in a file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::pattern::{Case, How, PatternError, Patterns};
use clap::Args;

use super::super::exit::Stop;
use super::super::list;
use super::super::sanitize;

/// The patterns, and how they are read.
#[derive(Args, Debug)]
pub(super) struct SoughtArgs {
    /// What to look for; with -e or -f, it is the first INPUT
    #[arg(value_name = "PATTERN", required_unless_present_any = ["regexp", "file"])]
    pattern: Option<OsString>,
    /// Another pattern; any of them will do
    #[arg(short = 'e', long, value_name = "PATTERN", allow_hyphen_values = true)]
    regexp: Vec<String>,
    /// Patterns from a file, one a line
    ///
    /// With - they come from standard input. Empty lines are left out.
    #[arg(short, long, value_name = "FILE|-")]
    file: Vec<PathBuf>,
    /// Patterns are texts, not regular expressions
    #[arg(short = 'F', long)]
    fixed_strings: bool,
    /// Capital and small letters are the same
    #[arg(short, long)]
    ignore_case: bool,
    /// They are, for a pattern without capital letters
    #[arg(
        hide_short_help = true,
        short = 'S',
        long,
        conflicts_with = "ignore_case"
    )]
    smart_case: bool,
    /// Only whole words
    #[arg(short, long)]
    word_regexp: bool,
}

impl SoughtArgs {
    pub(super) fn how(&self) -> How {
        How {
            fixed: self.fixed_strings,
            words: self.word_regexp,
            case: match (self.ignore_case, self.smart_case) {
                (true, _) => Case::Ignored,
                (_, true) => Case::Smart,
                _ => Case::Differs,
            },
        }
    }

    /// The input that stands in the place of the pattern, where patterns are named by -e or -f.
    pub(super) fn input(&self) -> Option<PathBuf> {
        let named = !self.regexp.is_empty() || !self.file.is_empty();
        self.pattern.clone().filter(|_| named).map(PathBuf::from)
    }

    /// Whether patterns come from standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        self.file.iter().any(|file| file == Path::new("-"))
    }

    /// All patterns, those of files behind the others.
    pub(super) fn read(&self) -> Result<Sought> {
        let mut sought = Sought::default();
        for pattern in &self.regexp {
            sought.add(pattern.clone(), None);
        }
        if self.input().is_none()
            && let Some(pattern) = self.pattern.clone()
        {
            let text = |pattern| Stop::Usage(format!("the pattern {pattern:?} is not UTF-8"));
            sought.add(pattern.into_string().map_err(text)?, None);
        }
        for file in &self.file {
            let text = lines_of(file)?;
            for (line, pattern) in text.lines().enumerate() {
                if !pattern.is_empty() {
                    let file = file.display().to_string();
                    let place = format!("{}:{}", sanitize::escape(&file), line + 1);
                    sought.add(pattern.to_owned(), Some(place));
                }
            }
        }
        if sought.texts.is_empty() {
            let files: Vec<String> = self
                .file
                .iter()
                .map(|file| file.display().to_string())
                .collect();
            let text = format!("{}: no pattern in it", files.join(", "));
            return Err(Stop::Usage(text).into());
        }
        Ok(sought)
    }
}

/// What is looked for.
#[derive(Default)]
pub(super) struct Sought {
    pub texts: Vec<String>,
    /// The file and line of each, where it comes from a file.
    places: Vec<Option<String>>,
}

impl Sought {
    fn add(&mut self, text: String, place: Option<String>) {
        self.texts.push(text);
        self.places.push(place);
    }

    /// The patterns, ready to be looked for.
    pub(super) fn patterns(&self, how: How) -> Result<Patterns> {
        Patterns::new(&self.texts, how).map_err(|error| {
            let text = match &error {
                PatternError::Syntax { number, text } => {
                    let place = self.places.get(number - 1).cloned().flatten();
                    let many = self.texts.len() > 1;
                    match place.or_else(|| many.then(|| format!("pattern {number}"))) {
                        Some(place) => format!("{place}: {text}"),
                        None => text.clone(),
                    }
                }
                PatternError::TooLarge(_) => error.to_string(),
            };
            let tip = "-F takes a pattern as a text, not as a regular expression";
            Stop::Lines(format!("{text}\n\n{tip}")).into()
        })
    }
}

/// The text of a file of patterns.
fn lines_of(file: &Path) -> Result<String> {
    let bytes = list::text("", file)?;
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let line = before
            .unwrap_or_default()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        Stop::Usage(format!("{}:{line}: not UTF-8", file.display())).into()
    })
}
