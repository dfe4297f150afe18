//! Inputs by their own names: how records and errors call what lies in a file, and the way back.
//!
//! A name is a file where one of that name exists. Else `a.zip!/b.txt` is a member of what is packed, with all that is
//! packed in it, and `b.csv#12` one cable of a file or member, by its index in it (`source.index`). Names that lie in one
//! file and stand behind one another are looked for in one pass, and what they name comes in the file's order.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Input;
use crate::container::Take;
use crate::error::{InputError, InputErrorKind};
use crate::path_bytes::PathBytes;

/// What parts a packed file's name and that of a member.
const MEMBER: &[u8] = b"!/";

/// How a stream is called.
#[derive(Clone)]
pub(super) struct Name {
    /// In records and errors.
    pub path: Arc<str>,
    /// Its bytes, where it is no text.
    pub bytes: Option<PathBytes>,
    /// Below the named input, with slashes; asked for where a share is wanted.
    pub below: String,
}

impl Name {
    pub(super) fn of(path: &Path) -> Self {
        let text = path.to_string_lossy();
        Name {
            path: Arc::from(&*text),
            bytes: PathBytes::of_path(path),
            below: text.into_owned(),
        }
    }

    /// What failed.
    pub(super) fn of_error(error: &InputError) -> Self {
        Name {
            path: Arc::from(error.path.as_str()),
            bytes: error.path_bytes.clone(),
            below: error.path.clone(),
        }
    }

    /// A member of what is packed.
    pub(super) fn member(&self, member: &[u8]) -> Self {
        self.with("!/", member)
    }

    /// A part of a member.
    pub(super) fn below(&self, part: &str) -> Self {
        self.with("/", part.as_bytes())
    }

    fn with(&self, sign: &str, part: &[u8]) -> Self {
        let text = String::from_utf8_lossy(part);
        let own = self
            .bytes
            .as_ref()
            .map_or(self.path.as_bytes(), PathBytes::as_bytes);
        let is_text = self.bytes.is_none() && matches!(text, Cow::Borrowed(_));
        Name {
            path: Arc::from(format!("{}{sign}{text}", self.path)),
            bytes: (!is_text)
                .then(|| PathBytes::of(&[own, sign.as_bytes(), part].concat()))
                .flatten(),
            below: format!("{}{sign}{text}", self.below),
        }
    }
}

/// The file that an input lies in, where it is the name of a member or of one cable, and of no file itself.
#[must_use]
pub fn file_around(name: &Path) -> Option<PathBuf> {
    let sign = [&b"#"[..], MEMBER];
    let bytes = name.as_os_str().as_encoded_bytes();
    let may_be = sign
        .iter()
        .any(|sign| memchr::memmem::find(bytes, sign).is_some());
    if !may_be || !is_nothing(name) {
        return None;
    }
    let is_file = |file: &PathBuf| file.metadata().is_ok_and(|about| !about.is_dir());
    let members = memchr::memmem::find_iter(bytes, MEMBER);
    let mut files = members.filter_map(|at| path(bytes.get(..at)?));
    files
        .find(is_file)
        .or_else(|| path(numbered(bytes)?.0).filter(is_file))
}

/// Whether the file system says that nothing is there.
fn is_nothing(name: &Path) -> bool {
    name.symlink_metadata().is_err_and(|error| {
        !matches!(
            error.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::Interrupted
        )
    })
}

/// A name and the index behind it.
fn numbered(name: &[u8]) -> Option<(&[u8], usize)> {
    let at = memchr::memrchr(b'#', name)?;
    let (before, digits) = name.split_at_checked(at)?;
    let digits = digits.get(1..)?;
    let is_index = (1..=18).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let index = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (is_index && !before.is_empty()).then_some((before, index))
}

/// The path of some bytes of a path.
#[cfg(unix)]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(OsStr::from_bytes(bytes)))
}

/// The path of some bytes of a path.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    Some(PathBuf::from(OsStr::new(std::str::from_utf8(bytes).ok()?)))
}

/// What is wanted of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Neither it nor what is packed in it.
    Nothing,
    /// Only something that is packed in it.
    Inside,
    /// All of it, or some of its messages; which of the inputs says so.
    Some(Take, usize),
}

/// Names that lie in one file.
pub(super) struct Sought {
    pub file: PathBuf,
    places: Vec<Place>,
}

/// What a name means.
struct Place {
    /// Which of the inputs it is.
    input: usize,
    /// The name of the stream.
    path: String,
    /// Of which only one message is wanted.
    index: Option<usize>,
    /// The same name may be that of a stream with a number sign in it.
    or: Option<String>,
    /// Whether a stream of exactly this name came, or one that lies in it.
    exact: bool,
    found: bool,
}

impl Place {
    fn of(name: &Path, file: &Path, input: usize) -> Self {
        let whole = name.to_string_lossy();
        let is_member = name.as_os_str().len() > file.as_os_str().len()
            && name
                .as_os_str()
                .as_encoded_bytes()
                .get(file.as_os_str().len()..)
                .is_some_and(|rest| rest.starts_with(MEMBER));
        let (path, index) = match numbered(whole.as_bytes()) {
            Some((before, index)) => (
                whole.get(..before.len()).unwrap_or_default().to_owned(),
                Some(index),
            ),
            None => (whole.clone().into_owned(), None),
        };
        Place {
            input,
            path,
            or: (is_member && index.is_some()).then(|| whole.into_owned()),
            index,
            exact: false,
            found: false,
        }
    }

    /// Whether all of a stream is wanted: it has this name, or lies in what has it.
    fn has(&self, path: &str) -> bool {
        let lies_in = |name: &str| match path.strip_prefix(name) {
            Some("") => true,
            Some(rest) => rest.starts_with("!/") || rest.starts_with('/') && !self.exact,
            None => false,
        };
        match &self.or {
            Some(name) => lies_in(name),
            None => self.index.is_none() && lies_in(&self.path),
        }
    }

    /// Whether it lies in a stream.
    fn lies_in(&self, path: &str) -> bool {
        let rest = self.path.strip_prefix(path).or_else(|| {
            let or = self.or.as_deref()?;
            or.strip_prefix(path)
        });
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("!/") || rest.starts_with('/'))
    }
}

impl Sought {
    /// What is wanted of a stream.
    pub(super) fn part(&self, path: &str) -> Part {
        let (mut cables, mut first, mut inside) = (Vec::new(), None, false);
        for place in &self.places {
            if place.has(path) {
                return Part::Some(Take::All, place.input);
            }
            if let Some(index) = place.index.filter(|_| place.path == path) {
                cables.push(index);
                first.get_or_insert(place.input);
            }
            inside |= place.lies_in(path);
        }
        match first {
            Some(input) => Part::Some(Take::these(cables), input),
            None if inside => Part::Inside,
            None => Part::Nothing,
        }
    }

    /// Notes that a stream came.
    pub(super) fn came(&mut self, path: &str) {
        for place in &mut self.places {
            let cable_of = place.index.is_some() && place.path == path;
            place.found |= cable_of || place.has(path);
            place.exact |= cable_of || place.path == path || place.or.as_deref() == Some(path);
        }
    }

    /// Notes that a stream cannot be opened: nothing that lies in it can come, and its failure says why.
    pub(super) fn failed(&mut self, path: &str) {
        for place in &mut self.places {
            if !place.found && !place.has(path) && place.lies_in(path) {
                place.or = None;
                (place.path, place.index) = (path.to_owned(), None);
            }
        }
    }

    /// The names of which nothing came.
    pub(super) fn missing(&self) -> impl Iterator<Item = (usize, InputError)> {
        let missing = self.places.iter().filter(|place| !place.found);
        missing.map(|place| {
            let kind = InputErrorKind::NotFound(format!(
                "no such file, and no such member of {}",
                self.file.display()
            ));
            let error = match (&place.or, place.index) {
                (Some(name), _) => InputError::new(name.as_str(), kind),
                (None, _) => InputError::new(place.path.as_str(), kind),
            };
            (place.input, error)
        })
    }
}

/// What is read in one go.
pub(super) enum Group {
    /// One of the inputs.
    Input(usize, Input),
    /// Some of them, which lie in one file.
    Sought(Sought),
}

/// The inputs in order, those together that lie in one file and stand behind one another, unless each is to be
/// read by itself.
pub(super) fn groups(inputs: Vec<Input>, one_by_one: bool) -> impl Iterator<Item = Group> {
    let mut inputs = inputs.into_iter().enumerate().peekable();
    std::iter::from_fn(move || {
        let (number, input) = inputs.next()?;
        let Some((name, file)) = around(&input) else {
            return Some(Group::Input(number, input));
        };
        let mut places = vec![Place::of(name, &file, number)];
        while let Some((number, next)) = inputs.next_if(|(_, next)| {
            !one_by_one && around(next).is_some_and(|(_, other)| other == file)
        }) {
            if let Input::Path(name) = &next {
                places.push(Place::of(name, &file, number));
            }
        }
        Some(Group::Sought(Sought { file, places }))
    })
}

/// The name of an input, and the file that it lies in.
fn around(input: &Input) -> Option<(&Path, PathBuf)> {
    match input {
        Input::Path(name) => Some((name, file_around(name)?)),
        Input::Stdin => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_file_before_it_is_a_place_in_one() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a.csv", "a.csv#2", "a.zip"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        for (name, expected) in [
            ("a.csv", None),
            ("a.csv#2", None),
            ("a.csv#1", Some("a.csv")),
            ("a.csv#2#0", Some("a.csv#2")),
            ("a.csv#", None),
            ("a.csv#x", None),
            ("b.csv#1", None),
            ("a.zip!/b.txt", Some("a.zip")),
            ("a.zip!/b.zip!/c.txt#0", Some("a.zip")),
            ("#1", None),
        ] {
            let found = file_around(&dir.path().join(name));
            assert_eq!(found, expected.map(|file| dir.path().join(file)), "{name}");
        }
    }

    #[test]
    fn what_is_wanted_of_a_stream_is_told_by_its_name() {
        let all = |input| Part::Some(Take::All, input);
        for (names, stream, expected) in [
            (
                &["a.csv#3", "a.csv#1"][..],
                "a.csv",
                Part::Some(Take::these(vec![1, 3]), 0),
            ),
            (&["a!/b.txt"], "a", Part::Inside),
            (&["a!/b.txt"], "a!/b.txt", all(0)),
            (&["a!/b.txt"], "a!/c.txt", Part::Nothing),
            (&["a!/b"], "a!/b!/c.txt", all(0)),
            (&["a!/b"], "a!/b/c.txt", all(0)),
            (&["a!/b"], "a!/bc.txt", Part::Nothing),
            (&["a!/b!/c"], "a!/b", Part::Inside),
            (&["a!/1/b.txt"], "a!/1", Part::Inside),
            (
                &["a!/c", "a!/b#2"],
                "a!/b",
                Part::Some(Take::these(vec![2]), 1),
            ),
            (&["a!/b#2"], "a!/b#2", all(0)),
        ] {
            let file = PathBuf::from(if stream.starts_with("a.csv") {
                "a.csv"
            } else {
                "a"
            });
            let places = names.iter().enumerate();
            let sought = Sought {
                places: places
                    .map(|(input, name)| Place::of(Path::new(name), &file, input))
                    .collect(),
                file,
            };
            assert_eq!(sought.part(stream), expected, "{names:?} {stream}");
        }
    }
}
