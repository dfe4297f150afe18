//! Which cable this is: number, id and origin, from the cable's own lines; the container's word only where they are
//! silent.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Utc};

use super::element::year;
use super::said;
use crate::diagnostic::{Code, Diagnostic};
use crate::message::Archive;
use crate::record::{Kind, Mrn, Origin};
use crate::vocab::posts;

/// The canonical form of a post as printed: from the table, else its letters without blanks.
pub(crate) fn canonical_post(printed: &str) -> String {
    match posts::canonical(printed) {
        Some(post) => post.to_owned(),
        None => printed
            .chars()
            .flat_map(char::to_uppercase)
            .filter(|c| c.is_alphanumeric())
            .collect(),
    }
}

/// The canonical id, where year, post and number are known.
pub(crate) fn id(mrn: &Mrn) -> Option<String> {
    let (post, number, year) = (mrn.post.as_deref()?, mrn.number?, mrn.year?);
    Some(format!("{:02}{post}{number}", year.rem_euclid(100)))
}

/// The sending post of the table.
pub(crate) fn origin(post: &str) -> Option<Origin> {
    let post = posts::find(post)?;
    Some(Origin {
        post: post.canonical.into(),
        name: post.origin.map(Cow::Borrowed),
        country: post.country.map(Cow::Borrowed),
        code: post.country_code.map(Cow::Borrowed),
    })
}

/// The container's identifier as the id, where the text names another post and has no date of its own: its number and
/// the container's year are of two cables.
pub(crate) fn of_another(
    mrn: &mut Mrn,
    own_date: bool,
    archive: &Archive,
    notes: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (printed, read) = said::identifier(archive)?;
    let given = read.filter(|given| given.known)?;
    let post = mrn.post.as_deref().filter(|post| *post != given.post)?;
    if own_date {
        return None;
    }
    let message =
        format!("the text names {post} and has no date: the id is the container's {printed}");
    notes.push(Diagnostic::new(Code::IdentifierOfContainer, message).field("id"));
    mrn.year = None;
    Some(given.canonical())
}

/// Completes a number that lacks its last digits: the one that the serial and the container's identifier both show, of the
/// same post, and of which the printed one is only the beginning.
pub(crate) fn complete_cut(
    mrn: &mut Mrn,
    serial: Option<u32>,
    archive: &Archive,
    notes: &mut Vec<Diagnostic>,
) {
    let (Some(own), Some(serial)) = (mrn.number, serial) else {
        return;
    };
    let Some((_, Some(given))) = said::identifier(archive) else {
        return;
    };
    let is_cut = own > 0
        && own < given.number
        && std::iter::successors(Some(given.number), |number| Some(number / 10))
            .take_while(|number| *number > 0)
            .any(|number| number == own);
    if is_cut && given.number % 10_000 == serial && mrn.post.as_deref() == Some(&*given.post) {
        let message = format!(
            "the number is cut to {own}; the serial and the identifier say {}",
            given.number
        );
        notes.push(Diagnostic::new(Code::NumberCut, message).field("mrn.number"));
        mrn.number = Some(given.number);
    }
}

/// Completes the number with the container's identifier where the cable's own lines are silent; where both speak and
/// differ, the cable's own stay and a diagnostic says so.
pub(crate) fn complete(
    mrn: &mut Mrn,
    date: Option<DateTime<Utc>>,
    archive: &Archive,
    notes: &mut Vec<Diagnostic>,
) {
    let Some((printed, read)) = said::identifier(archive) else {
        return;
    };
    let Some(given) = read else {
        // A document that is no cable has a number of another kind.
        if said::kind(archive) == Kind::Document {
            return;
        }
        let message = format!("the container's identifier could not be read: {printed}");
        notes.push(Diagnostic::new(Code::IdentifierMangled, message).field("id"));
        return;
    };
    let mut taken = Vec::new();
    if mrn.post.is_none() && mrn.number.is_none() && given.known {
        mrn.post = Some(given.post.clone());
        mrn.number = Some(given.number);
        taken.push("post and number");
    }
    if mrn.year.is_none() {
        // The id has two digits; the container's date has four.
        mrn.year = date
            .map(|date| date.year())
            .or(Some(year::of_two_digits(given.year)));
        taken.push("the year");
    }
    if !taken.is_empty() {
        let message = format!(
            "{} from the container's identifier {printed}",
            taken.join(" and ")
        );
        notes.push(Diagnostic::new(Code::FieldFromContainer, message).field("mrn"));
    }
    let theirs = given.canonical();
    if let Some(own) = id(mrn).filter(|own| *own != theirs) {
        let (code, what) = if given.known {
            (Code::IdentifierContradicted, "is not the cable's own")
        } else {
            (Code::IdentifierMangled, "was made of a damaged line")
        };
        let message = format!("the container's identifier {printed} {what}: {own}");
        notes.push(Diagnostic::new(code, message).field("id"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_another_cable() {
        let mut archive = Archive::new();
        archive.set("identifier", "05VALLETTA31");
        for (post, own_date, want) in [
            (Some("ROME"), false, Some("05VALLETTA31")),
            (Some("ROME"), true, None),
            (Some("VALLETTA"), false, None),
            (None, false, None),
        ] {
            let mut mrn = Mrn {
                post: post.map(str::to_owned),
                number: Some(7),
                year: Some(2005),
            };
            let mut notes = Vec::new();
            let id = of_another(&mut mrn, own_date, &archive, &mut notes);
            assert_eq!(id.as_deref(), want, "{post:?} {own_date}");
            assert_eq!(mrn.year.is_none(), want.is_some());
            assert_eq!(notes.len(), usize::from(want.is_some()));
        }
    }
}
