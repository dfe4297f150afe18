//! The container's list of references against the cable's own REF lines: taken where they are silent.

use super::context::Context;
use super::identifier::Identifier;
use super::identity;
use super::said;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::message::Archive;
use crate::record::{Record, Reference, ReferenceKind};

/// Takes from the container the references, or the ids of those that have none; says what it names beside them.
pub(super) fn check(record: &mut Record, archive: &Archive, notes: &mut Vec<Diagnostic>) {
    let post = record.mrn.post.clone();
    let context = Context {
        date: record.date,
        post: post.as_deref(),
        number: record.mrn.number,
        action: None,
    };
    let mut unread = Vec::new();
    let given = said::references(archive, &context, &mut unread);
    if given.is_empty() {
        return;
    }
    if record.references.is_empty() {
        record.references = given;
        notes.append(&mut unread);
        notes.push(from_container("references", "the list of references is"));
        return;
    }
    let given: Vec<Identifier> = given
        .iter()
        .filter_map(|reference| Identifier::read(reference.id.as_deref()?))
        .collect();
    let mut completed = false;
    for reference in &mut record.references {
        if reference.kind == ReferenceKind::Cable && reference.id.is_none() {
            reference.id = year_of(&reference.text, &given).map(Identifier::canonical);
            completed |= reference.id.is_some();
        }
    }
    if completed {
        let still = |reference: &Reference| {
            reference.kind == ReferenceKind::Cable && reference.id.is_none()
        };
        if !record.references.iter().any(still) {
            notes.retain(|note| note.code != Code::ReferenceYearUnknown.as_str());
        }
        notes.push(from_container("references.id", "the year of references is"));
    }
    let is_own = |id: &str| {
        let mut own = record.references.iter();
        own.any(|reference| reference.id.as_deref() == Some(id))
    };
    let others: Vec<String> = given.iter().map(Identifier::canonical).collect();
    let others: Vec<&str> = others
        .iter()
        .map(String::as_str)
        .filter(|id| !is_own(id))
        .collect();
    if !others.is_empty() {
        let message = format!(
            "the container names references that the cable's own lines do not: {}",
            shown(&others.join(", "))
        );
        notes.push(Diagnostic::new(Code::ReferencesContradicted, message).field("references"));
    }
}

fn from_container(field: &'static str, what: &str) -> Diagnostic {
    let message = format!("{what} the container's: the cable has none");
    Diagnostic::new(Code::FieldFromContainer, message).field(field)
}

/// The one identifier of those given that has this post and number.
fn year_of<'a>(printed: &str, given: &'a [Identifier]) -> Option<&'a Identifier> {
    let post = printed.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u32 = printed.get(post.len()..)?.parse().ok()?;
    let post = identity::canonical_post(post);
    let mut found = given
        .iter()
        .filter(|id| id.number == number && id.post == post);
    // Two of different years: the cable does not say which is meant.
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(own: &[(&str, Option<&str>)], given: &[&str]) -> (Vec<String>, Vec<String>) {
        let own = own.iter().map(|(text, id)| Reference {
            id: id.map(str::to_owned),
            kind: ReferenceKind::Cable,
            text: (*text).to_owned(),
            label: None,
            notal: false,
        });
        let mut record = Record {
            references: own.collect(),
            ..Record::default()
        };
        let mut archive = Archive::new();
        let given = given.iter().map(|text| (*text).to_owned()).collect();
        archive.set_list("references", given);
        let mut notes = Vec::new();
        check(&mut record, &archive, &mut notes);
        let ids = record.references.into_iter();
        let ids = ids.map(|reference| reference.id.unwrap_or("-".to_owned()));
        let codes = notes.into_iter().map(|note| note.code.into_owned());
        (ids.collect(), codes.collect())
    }

    #[test]
    fn the_container_completes_and_does_not_overrule() {
        for (own, given, ids, codes) in [
            (&[][..], &[][..], &[][..], &[][..]),
            (
                &[],
                &["09SECSTATE12", "letter"],
                &["09STATE12", "-"],
                &["field-from-container"],
            ),
            (
                &[("LIMA 12", None), ("STATE 7", None)],
                &["08LIMA12", "09STATE7", "08STATE7"],
                &["08LIMA12", "-"],
                &["field-from-container", "references-contradicted"],
            ),
            (
                &[("LIMA 12", Some("09LIMA12"))],
                &["09LIMA12"],
                &["09LIMA12"],
                &[],
            ),
            (
                &[("LIMA 12", Some("09LIMA12")), ("STATE 7", Some("09STATE7"))],
                &["09LIMA12"],
                &["09LIMA12", "09STATE7"],
                &[],
            ),
            (
                &[("LIMA 12", Some("09LIMA12"))],
                &["09LIMA13"],
                &["09LIMA12"],
                &["references-contradicted"],
            ),
        ] {
            let (found, noted) = checked(own, given);
            assert_eq!(found, ids, "{own:?} {given:?}");
            assert_eq!(noted, codes, "{own:?} {given:?}");
        }
    }
}
