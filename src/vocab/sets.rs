//! The sets of formatted military messages: `SUBJ/A NEW PIER//`.

use std::sync::LazyLock;

use super::tsv;

/// What a set holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The subject.
    Subject,
    /// One reference.
    Reference,
    /// Text of the message.
    Text,
    /// What the format needs and the reader does not.
    Wrapper,
}

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Another message.
    Message,
    /// A mail.
    Email,
    /// A letter, a book, a conversation.
    Document,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/sets.tsv");

type Rows<T> = Vec<(&'static str, T)>;

static SETS: LazyLock<Rows<Set>> = LazyLock::new(|| {
    rows("set", |what| match what {
        "subject" => Set::Subject,
        "references" => Set::Reference,
        "text" => Set::Text,
        _ => Set::Wrapper,
    })
});

static NAMED: LazyLock<Rows<Named>> = LazyLock::new(|| {
    rows("reference", |what| match what {
        "message" => Named::Message,
        "email" => Named::Email,
        _ => Named::Document,
    })
});

fn rows<T>(place: &str, what: impl Fn(&str) -> T) -> Rows<T> {
    let rows = tsv::rows(DATA).filter(|[of, _, _]| *of == place);
    rows.map(|[_, word, means]| (word, what(means))).collect()
}

/// The set that a line begins, and the bytes of its name and the slash behind it.
#[must_use]
pub fn read(line: &str) -> Option<(Set, usize)> {
    let (word, _) = line.split_once('/')?;
    let mut sets = SETS.iter();
    let (_, set) = sets.find(|(known, _)| *known == word)?;
    Some((*set, word.len() + 1))
}

/// What a word says of a reference: `MSG`.
#[must_use]
pub fn named(word: &str) -> Option<Named> {
    let mut named = NAMED.iter();
    let (_, what) = named.find(|(known, _)| *known == word)?;
    Some(*what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_told_by_its_name_and_a_slash() {
        for (line, expected) in [
            ("SUBJ/A NEW PIER//", Some((Set::Subject, 5))),
            ("RMKS/1. THE FERRY", Some((Set::Text, 5))),
            ("REF/A/MSG/ANYTOWN", Some((Set::Reference, 4))),
            ("SUBJ: A NEW PIER", None),
            ("subj/a new pier//", None),
            ("AND/OR", None),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
        assert_eq!(named("MSG"), Some(Named::Message));
        assert_eq!(named("FERRY"), None);
    }
}
