//! The stamps of a release: case and document number, how much was released, which exemptions were claimed.

use crate::container::values::{Items, Values};
use crate::vocab::furniture;

const CASE: &[u8] = b"Case No.";
const DOCUMENT: &[u8] = b"Doc No.";
const DATE: &[u8] = b"Date:";
const DEPARTMENT: &str = "U.S. Department of State";

/// What the stamps said so far.
#[derive(Debug, Default)]
pub(super) struct Stamp {
    case: Option<String>,
    document: Option<String>,
    date: Option<String>,
    release: Option<String>,
    exemptions: Vec<String>,
    /// What the next line may go on with.
    open: Open,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    /// A stamp of several lines.
    Case,
    /// The exemptions, below `RELEASE IN PART`.
    Release,
}

impl Stamp {
    /// Takes a line of a stamp; says whether it is one.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let was = std::mem::take(&mut self.open);
        if text.is_empty() {
            self.open = was;
            return false;
        }
        let bytes = text.as_bytes();
        if is_case(bytes) || is_department(text) {
            self.open = Open::Case;
            note(&mut self.case, behind(bytes, CASE));
            note(&mut self.document, behind(bytes, DOCUMENT));
            note(&mut self.date, behind(bytes, DATE));
            return true;
        }
        if was == Open::Case {
            for (label, value) in [
                (CASE, &mut self.case),
                (DOCUMENT, &mut self.document),
                (DATE, &mut self.date),
            ] {
                if starts(bytes, label) {
                    self.open = Open::Case;
                    note(value, behind(bytes, label));
                    return true;
                }
            }
        }
        if furniture::read(text) == Some(furniture::Kind::Stamp) {
            let words = text.split_ascii_whitespace().count();
            let (release, exemptions) = halves(text, words.min(RELEASE_WORDS));
            if exemptions.is_empty() || is_exemptions(exemptions) {
                self.open = Open::Release;
                self.release.get_or_insert_with(|| release.to_owned());
                self.claim(exemptions);
                return true;
            }
            return false;
        }
        if was == Open::Release && is_exemptions(text) {
            self.open = Open::Release;
            self.claim(text);
            return true;
        }
        false
    }

    fn claim(&mut self, exemptions: &str) {
        for one in exemptions
            .split([',', ' ', ';'])
            .filter(|one| !one.is_empty())
        {
            if !self.exemptions.iter().any(|known| known == one) {
                self.exemptions.push(one.to_owned());
            }
        }
    }

    /// Notes what the stamps said.
    pub(super) fn note(self, values: &mut Values) {
        let named = [
            ("case_number", self.case),
            ("document_id", self.document),
            ("released", self.date),
            ("release", self.release),
        ];
        for (name, value) in named {
            if let Some(value) = value {
                values.begin(name.into(), Items::One, &value);
            }
        }
        if !self.exemptions.is_empty() {
            let list = self.exemptions.join(",");
            values.begin("exemptions".into(), Items::Commas, &list);
        }
    }
}

/// `RELEASE IN PART`.
const RELEASE_WORDS: usize = 3;

/// The first words of a text, and the others.
fn halves(text: &str, words: usize) -> (&str, &str) {
    let mut rest = text;
    for _ in 0..words {
        rest = rest.trim_start();
        let end = rest.find(' ').unwrap_or(rest.len());
        rest = rest.get(end..).unwrap_or_default();
    }
    let head = text.get(..text.len() - rest.len()).unwrap_or(text);
    (head.trim(), rest.trim())
}

/// Whether a line holds exemptions and nothing else: `B1,1.4(D)`, `B6`, `NR`, `(b)(6)`.
fn is_exemptions(text: &str) -> bool {
    let is_one = |one: &str| {
        let bare = one.trim_matches(['(', ')']);
        let has_digit = one.bytes().any(|b| b.is_ascii_digit());
        one.len() <= 10
            && (has_digit || matches!(bare, "NR" | "B"))
            && matches!(
                bare.as_bytes().first(),
                Some(b'B' | b'b' | b'1' | b'2' | b'N' | b'5')
            )
            && one
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'(' | b')' | b'-'))
    };
    text.len() <= 60
        && text
            .split([',', ' ', ';'])
            .filter(|one| !one.is_empty())
            .all(is_one)
}

fn note(slot: &mut Option<String>, value: Option<&[u8]>) {
    if slot.is_none()
        && let Some(value) = value
    {
        *slot = Some(String::from_utf8_lossy(value).into_owned());
    }
}

fn starts(text: &[u8], label: &[u8]) -> bool {
    text.get(..label.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(label))
}

/// The word behind a label.
fn behind<'a>(text: &'a [u8], label: &[u8]) -> Option<&'a [u8]> {
    let at = memchr::memmem::find(text, label)?;
    let rest = text.get(at + label.len()..)?.trim_ascii_start();
    let end = rest.iter().position(u8::is_ascii_whitespace);
    let word = rest.get(..end.unwrap_or(rest.len()))?;
    (!word.is_empty()).then_some(word)
}

/// Whether a line is the stamp that stands on each page: the Department and the case.
pub(super) fn is_case(text: &[u8]) -> bool {
    text.len() < 400
        && memchr::memmem::find(text, CASE).is_some()
        && memchr::memmem::find(text, DEPARTMENT.as_bytes()).is_some()
}

/// The document number on a stamp.
pub(super) fn document(text: &[u8]) -> Option<&[u8]> {
    (starts(text, DOCUMENT) || is_case(text)).then(|| behind(text, DOCUMENT))?
}

/// Whether a line names the Department and nothing else: a stamp of several lines.
pub(super) fn is_department(text: &str) -> bool {
    text.eq_ignore_ascii_case(DEPARTMENT)
}
