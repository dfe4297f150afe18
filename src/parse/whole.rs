//! Whether the archive holds the whole cable: sections that are missing, a text that breaks off, or none at all.

use super::element::ending;
use super::promise;
use super::sorted::Sorted;
use crate::diagnostic::{Code, Diagnostic};
use crate::part::Role;
use crate::record::{Kind, Markers, Record, Sections};
use crate::vocab::furniture;

/// So many numbers may be left out between two paragraphs of a text that runs on: fewer than a section holds.
const SKIPPED: u32 = 3;
/// Bytes of text that a section holds, no more.
const SECTION: usize = 5400;

/// Says what is missing of a cable; `counted` is the line that counts its sections.
pub(super) fn check(
    record: &mut Record,
    sorted: &Sorted<'_>,
    counted: u32,
    notes: &mut Vec<Diagnostic>,
) {
    let last = record
        .paragraphs
        .iter()
        .rev()
        .find(|paragraph| !paragraph.text.is_empty());
    let signed = !record.signature.is_empty();
    let closed = signed || last.is_some_and(|last| is_closed(&last.text));
    let ended = closed
        || sorted
            .last_role
            .is_some_and(|role| matches!(role, Role::EndMark | Role::Footer));
    let cut = record.kind == Kind::Cable
        && !ended
        && last.is_some_and(|last| ending::breaks_off(&last.text))
        && !is_cancelled(record);
    if let Some(last) = last.filter(|_| cut) {
        let message = "the text ends in the middle of a sentence";
        notes.push(
            Diagnostic::new(Code::TextCut, message)
                .field("partial")
                .lines(last.lines[1], last.lines[1]),
        );
    }
    let bytes: usize = record.paragraphs.iter().map(|it| it.text.len()).sum();
    let runs_on = closed && numbers_run_on(record) || !cut && fills(record, bytes);
    let missing = record
        .sections
        .as_mut()
        .is_some_and(|sections| is_one_missing(sections, [runs_on, closed], counted, notes));
    let absent = record.kind == Kind::Cable
        && last.is_none()
        && (sorted.has_no_text() || !ended && promise::overlong(sorted).is_none());
    // In the header's place the notice speaks of the header, and where the copy has lost the markers of its sections it
    // speaks of those: the text may be whole.
    let in_place = record.header.dtg.is_none() && record.routing.from.is_none();
    let stripped = record
        .sections
        .as_ref()
        .is_some_and(|sections| sections.markers == Some(Markers::Stripped));
    let explained = (in_place || stripped) && signed;
    let notice = sorted.is_stamped(furniture::Kind::Partial) && !explained;
    record.partial = notice || missing && !ended || cut || absent;
}

/// Whether the text says no more than that its telegram is cancelled.
fn is_cancelled(record: &Record) -> bool {
    let first = record.paragraphs.iter().find(|p| !p.text.is_empty());
    first.is_some_and(|first| ending::is_cancellation(&first.text))
}

/// Whether a text without a signature is at its end: an end mark, a redaction in the signature's place, or who cleared it.
fn is_closed(last: &str) -> bool {
    ending::ends_in_mark(last) || ending::ends_in_redaction(last) || ending::says_cleared(last)
}

/// Whether a text is longer than all sections but the last one can hold.
fn fills(record: &Record, bytes: usize) -> bool {
    record.sections.as_ref().is_some_and(|sections| {
        let before: usize = sections
            .total
            .saturating_sub(1)
            .try_into()
            .unwrap_or(usize::MAX);
        bytes > before.saturating_mul(SECTION)
    })
}

/// Whether a section is missing, which is said; where the text runs on to its end, only markers are. Where it is closed, the
/// last section is there, marked or not.
fn is_one_missing(
    sections: &mut Sections,
    [runs_on, closed]: [bool; 2],
    counted: u32,
    notes: &mut Vec<Diagnostic>,
) -> bool {
    let missing: Vec<u32> = (1..=sections.total)
        .filter(|section| !sections.present.contains(section))
        .collect();
    let [first, ..] = missing.as_slice() else {
        return false;
    };
    let last_is_there = closed && *first == sections.total;
    if runs_on || last_is_there {
        sections.markers = Some(Markers::Stripped);
        return false;
    }
    let missing: Vec<String> = missing
        .iter()
        .filter(|section| !(closed && **section == sections.total))
        .map(u32::to_string)
        .collect();
    let message = format!(
        "of {} sections these are not there: {}",
        sections.total,
        missing.join(", ")
    );
    notes.push(
        Diagnostic::new(Code::SectionMissing, message)
            .field("sections.present")
            .lines(counted, counted),
    );
    true
}

/// Whether the numbers of the paragraphs run on from the first one, so that no section can be missing between them.
/// Where more than one section is marked, none may be left out; where no number stands, no marker may tell one section
/// from another.
fn numbers_run_on(record: &Record) -> bool {
    let marked = record
        .sections
        .as_ref()
        .is_some_and(|sections| sections.present.len() > 1);
    // A marker may stand in what was redacted.
    let skipped = match (marked, record.redactions) {
        (true, 0) => 0,
        (true, _) => 1,
        (false, _) => SKIPPED,
    };
    let mut highest = 0;
    for number in record
        .paragraphs
        .iter()
        .filter_map(|paragraph| paragraph.number)
    {
        if number > highest + 1 + skipped {
            return false;
        }
        highest = highest.max(number);
    }
    highest > 0 || !marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Paragraph;

    #[test]
    fn numbers_run_on_where_none_is_left_out() {
        for (present, numbers, expected) in [
            (&[1][..], &[1, 2, 3][..], true),
            (&[1], &[1, 5], true),
            (&[1], &[1, 6], false),
            (&[1, 2], &[1, 2], true),
            (&[1, 2], &[1, 3], false),
            (&[1], &[], true),
            (&[1, 2], &[], false),
        ] {
            let paragraph = |number: &u32| Paragraph {
                number: Some(*number),
                ..Paragraph::default()
            };
            let record = Record {
                sections: Some(Sections {
                    total: 3,
                    present: present.to_vec(),
                    markers: None,
                }),
                paragraphs: numbers.iter().map(paragraph).collect(),
                ..Record::default()
            };
            assert_eq!(numbers_run_on(&record), expected, "{present:?} {numbers:?}");
        }
    }
}
