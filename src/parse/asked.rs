//! The id of a cable as a person types it.

use super::field::reference;
use super::identity::Identifier;

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

#[cfg(test)]
mod tests {
    use super::{NoId, id};

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
