//! From inputs to files to bytes: files, directories, standard input.
//!
//! The way in for a program that has an archive: [`Reader`] takes what a person would name and gives messages. An
//! input that fails is one error among the messages; the others still come.

mod open;
mod walk;

use std::path::PathBuf;

use crate::container::{self, Messages};
use crate::error::InputError;
use crate::message::{Container, Message};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, which records call `-`.
    Stdin,
    /// A file, or a directory with all that lies below it.
    Path(PathBuf),
}

impl From<&str> for Input {
    /// `-` is standard input, anything else a path.
    fn from(name: &str) -> Self {
        Input::from(PathBuf::from(name))
    }
}

impl From<PathBuf> for Input {
    /// `-` is standard input, anything else a path.
    fn from(path: PathBuf) -> Self {
        if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::Path(path)
        }
    }
}

/// Reads inputs one after another and gives their messages in order.
///
/// A directory is walked sorted by name bytes within each folder; hidden entries are skipped, links to files followed,
/// links to folders not. A file that is named is read whatever its name. One file is held in memory at a time.
///
/// ```
/// use cablex::{Reader, parse};
///
/// # let dir = std::env::temp_dir().join(format!("cablex-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&dir)?;
/// # std::fs::write(dir.join("a.txt"), "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n")?;
/// # std::fs::write(dir.join("b.txt"), "A letter.\n")?;
/// let mut cables = 0;
/// for message in Reader::new([dir.clone()]) {
///     match message {
///         Ok(message) => {
///             let record = parse::parse(&message, parse::Options::default());
///             println!("{}", serde_json::to_string(&record)?);
///             cables += 1;
///         }
///         Err(error) => assert!(error.to_string().ends_with("b.txt: not a cable: no header and no classification line")),
///     }
/// }
/// assert_eq!(cables, 1);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader {
    inputs: std::vec::IntoIter<Input>,
    from: Option<Container>,
    walk: Option<walk::Walk>,
    messages: Option<Messages<Vec<u8>>>,
    files: u64,
}

impl Reader {
    /// Reads these inputs, in this order.
    pub fn new<I>(inputs: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Input>,
    {
        let inputs: Vec<Input> = inputs.into_iter().map(Into::into).collect();
        Reader {
            inputs: inputs.into_iter(),
            from: None,
            walk: None,
            messages: None,
            files: 0,
        }
    }

    /// Takes every input to be of this container instead of looking.
    #[must_use]
    pub fn taken_as(mut self, container: Option<Container>) -> Self {
        self.from = container;
        self
    }

    /// How many inputs were opened so far, those that failed among them; a directory counts as the files in it.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.files
    }

    /// Opens the next file; nothing where there is none.
    fn open(&mut self) -> Option<Result<Messages<Vec<u8>>, InputError>> {
        loop {
            if let Some(walk) = &mut self.walk {
                if let Some(path) = walk.next() {
                    self.files += 1;
                    return Some(path.and_then(|path| self.read(Input::Path(path))));
                }
                self.walk = None;
            }
            let input = self.inputs.next()?;
            match input {
                Input::Path(path) if path.is_dir() => self.walk = Some(walk::Walk::new(path)),
                input => {
                    self.files += 1;
                    return Some(self.read(input));
                }
            }
        }
    }

    /// The messages of one file.
    fn read(&self, input: Input) -> Result<Messages<Vec<u8>>, InputError> {
        let (name, bytes) = open::bytes(&input)?;
        Ok(container::read(name, bytes, self.from))
    }
}

impl Iterator for Reader {
    type Item = Result<Message, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(message) = self.messages.as_mut().and_then(Iterator::next) {
                return Some(message);
            }
            self.messages = None;
            match self.open()? {
                Ok(messages) => self.messages = Some(messages),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
