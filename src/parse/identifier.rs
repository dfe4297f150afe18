//! What the identifier of a cable says: year, post and number.

use crate::vocab::posts;

/// What an identifier says: `09TASHKENT1243`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identifier {
    /// The last two digits of the year.
    pub year: i32,
    /// The post as the id spells it.
    pub post: String,
    /// The post as it was printed, without blanks around it.
    pub printed: String,
    /// The post's number in that year.
    pub number: u32,
    /// Whether the post is one of the table.
    pub known: bool,
}

impl Identifier {
    /// Reads an identifier; its post is made canonical where the table knows it.
    pub(crate) fn read(text: &str) -> Option<Identifier> {
        let text = text.trim();
        let (year, rest) = text.split_at_checked(2)?;
        let year = year.parse().ok().filter(|year| *year >= 0)?;
        // The library of the archives marks its collections: `_a`.
        let rest = match rest.rsplit_once('_') {
            Some((id, collection)) if collection.len() == 1 => id,
            _ => rest,
        };
        let post = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = rest.get(post.len()..)?.parse().ok()?;
        let post = post.trim();
        let letters = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '-' | '.');
        if post.is_empty() || !post.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let known = posts::canonical(post);
        // A mangled one has digits inside: 08SECTION01OF02LIMA12. It is read, but its post is none.
        let known = known.filter(|_| post.chars().all(letters));
        Some(Identifier {
            year,
            post: known.unwrap_or(post).to_owned(),
            printed: post.to_owned(),
            number,
            known: known.is_some(),
        })
    }

    /// The same in its canonical form.
    pub(crate) fn canonical(&self) -> String {
        format!("{:02}{}{}", self.year, self.post, self.number)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        let id = Identifier::read("09TASHKENT1243").unwrap();
        assert_eq!(
            (id.year, id.post.as_str(), id.number, id.known),
            (9, "TASHKENT", 1243, true)
        );
        let mangled = Identifier::read("08ECTION01OF02LIMA492").unwrap();
        assert!(!mangled.known);
        assert_eq!(Identifier::read("RIYADH 12"), None);
        assert_eq!(Identifier::read(""), None);
    }
}
