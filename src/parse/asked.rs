//! The id of a cable as a person types it.

use super::field::reference;
use super::identifier::Identifier;
use super::said;
use crate::record::Record;

/// What is asked for names no cable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoId {
    /// Post and number are there; the same number comes again every year.
    #[error(
        "{post} {number} is a cable of every year: put the year before it, as in 09{post}{number}"
    )]
    NoYear {
        /// The canonical post.
        post: String,
        /// The number.
        number: u32,
    },
    /// It could not be read.
    #[error("no cable's id, which is year, post and number: 09TASHKENT1243")]
    Unread,
}

/// The canonical id of a cable, from any spelling that a reference or a container may have.
///
/// ```
/// use cablex::parse;
///
/// assert_eq!(parse::id("09 New Delhi 0012").as_deref(), Ok("09NEWDELHI12"));
/// assert!(parse::id("New Delhi 12").is_err());
/// ```
///
/// # Errors
/// The year is missing, or something else is.
pub fn id(text: &str) -> Result<String, NoId> {
    let text = text.trim();
    // The library of the archives marks its collections: `_a`.
    let text = match text.rsplit_once('_') {
        Some((id, collection)) if collection.len() == 1 => id,
        _ => text,
    };
    let read = reference::cable(text).filter(|cable| {
        let rest = text.get(cable.length..).unwrap_or_default();
        rest.trim().is_empty()
    });
    if let Some(cable) = read {
        let (post, number) = (cable.post, cable.number);
        return match cable.year {
            Some(year) => Ok(format!("{year:02}{post}{number}")),
            None => Err(NoId::NoYear { post, number }),
        };
    }
    // A post of letters that no reference prints, such as one with digits in it.
    let text = text.to_ascii_uppercase();
    Identifier::read(&text)
        .filter(|_| !text.contains(char::is_whitespace))
        .map(|id| id.canonical())
        .ok_or(NoId::Unread)
}

/// The other ids by which a cable is known beside its own: the container's identifier, as [`id`] reads it where a person
/// types it, and with the post that it cuts short in full. A malformed one is a name as given.
///
/// ```
/// use cablex::parse;
/// use cablex::record::Record;
///
/// let mut record = Record {
///     id: Some("09LIMA12".to_owned()),
///     ..Record::default()
/// };
/// record.archive.set("identifier", "09LIMA0021");
/// assert_eq!(parse::other_ids(&record), ["09LIMA21"]);
/// ```
#[must_use]
pub fn other_ids(record: &Record) -> Vec<String> {
    let Some((printed, read)) = said::identifier(&record.archive) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let full = read.filter(|read| read.known).map(|read| read.canonical());
    let both = [id(printed).ok(), full];
    for name in both.into_iter().flatten() {
        if record.id.as_ref() != Some(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{NoId, id, other_ids};
    use crate::record::Record;

    #[test]
    fn the_containers_identifier_is_another_id() {
        for (own, key, identifier, from, expected) in [
            (Some("08LIMA12"), "identifier", "08LIMA12", "", &[][..]),
            (Some("08LIMA12"), "identifier", "08Lima0012", "", &[]),
            (
                Some("08LIMA12"),
                "identifier",
                "08QUITO7",
                "",
                &["08QUITO7"],
            ),
            (None, "identifier", "08LIMA7", "", &["08LIMA7"]),
            (
                Some("08LIMA12"),
                "identifier",
                "08SECTION01OF02LIMA12",
                "",
                &["08SECTION01OF02LIMA12"],
            ),
            (
                Some("76LIMA12"),
                "document_number",
                "1976LIMA00012",
                "",
                &[],
            ),
            (
                Some("76LIMA13"),
                "document_number",
                "1976LIMA00012_b",
                "",
                &["76LIMA12"],
            ),
            // A post that is cut short: as it is typed, and in full.
            (
                Some("76PORTOFSPAIN13"),
                "document_number",
                "1976PORTO00012",
                "PORT OF SPAIN",
                &["76PORTO12", "76PORTOFSPAIN12"],
            ),
            (Some("08LIMA12"), "identifier", "a letter", "", &[]),
            (Some("08LIMA12"), "identifier", "", "", &[]),
        ] {
            let mut record = Record {
                id: own.map(str::to_owned),
                ..Record::default()
            };
            record.archive.set(key, identifier);
            record.archive.set("from", from);
            assert_eq!(other_ids(&record), expected, "{own:?} {identifier}");
        }
    }

    #[test]
    fn an_id_is_read_in_any_spelling() {
        for (text, expected) in [
            ("09TASHKENT1243", "09TASHKENT1243"),
            ("09tashkent1243", "09TASHKENT1243"),
            ("09 TASHKENT 1243", "09TASHKENT1243"),
            (" 09 Tashkent 001243 ", "09TASHKENT1243"),
            ("2009 TASHKENT 1243", "09TASHKENT1243"),
            ("TASHKENT 1243-09", "09TASHKENT1243"),
            ("TASHKENT 1243 (2009)", "09TASHKENT1243"),
            ("09-TASHKENT-1243", "09TASHKENT1243"),
            ("09 NEW DELHI 12", "09NEWDELHI12"),
            ("09 SECSTATE 12", "09STATE12"),
            ("08 EMBASSY VIENNA 7", "08VIENNA7"),
            ("1976LIMA00123_b", "76LIMA123"),
            ("09FARTOWN12", "09FARTOWN12"),
            ("09fart0wn12", "09FART0WN12"),
        ] {
            assert_eq!(id(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_id_is_said_to_be_none() {
        for text in [
            "",
            "TASHKENT",
            "09 TASHKENT",
            "1243",
            "091243",
            "09 TASHKENT 1243 AND 1244",
            "09TASHKENT1243, 09LIMA7",
            "letter of 12 June",
            "é",
        ] {
            assert_eq!(id(text), Err(NoId::Unread), "{text}");
        }
        let no_year = id("New Delhi 0012").map_err(|error| error.to_string());
        let text =
            "NEWDELHI 12 is a cable of every year: put the year before it, as in 09NEWDELHI12";
        assert_eq!(no_year, Err(text.to_owned()));
    }
}
