//! What a cable promises and its record does not have: nothing is lost in silence.
//!
//! A printed label promises a value: where the record has none, a diagnostic says so on the field's own path. So does
//! one on each line that was read as nothing. An unsigned cable promises no signature, and what has no label promises
//! nothing.

use super::fragment::Fragment;
use super::sorted::Sorted;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::part::{Part, Role, RoleGroup};
use crate::record::{Kind, Record};
use crate::slice::{from, offset};
use crate::vocab::labels::{self, Label};
use crate::vocab::posts;

/// How many parts of the text are looked through for labels of the block: they stand before it.
const FIRST_PARTS: usize = 80;

/// A value that is promised.
struct Promise {
    /// The role of the lines that promise it.
    role: Role,
    /// The label with which they begin, where it is one of the block's.
    label: Option<Label>,
    /// The dotted path of the value.
    field: &'static str,
    /// Whether the record has it.
    kept: fn(&Record) -> bool,
}

const PROMISES: [Promise; 12] = [
    Promise {
        role: Role::Tags,
        label: Some(Label::Tags),
        field: "tags",
        kept: |record| !record.tags.is_empty(),
    },
    Promise {
        role: Role::Subject,
        label: Some(Label::Subject),
        field: "subject",
        kept: |record| record.subject.is_some(),
    },
    Promise {
        role: Role::References,
        label: Some(Label::References),
        field: "references",
        kept: |record| !record.references.is_empty(),
    },
    Promise {
        role: Role::ClassifiedBy,
        label: Some(Label::ClassifiedBy),
        field: "classification.by",
        kept: |record| {
            record.classification.by.is_some() || record.classification.derived_from.is_some()
        },
    },
    Promise {
        role: Role::Order,
        label: Some(Label::Order),
        field: "classification.order",
        kept: |record| {
            record.classification.order.is_some() || record.classification.declassify.is_some()
        },
    },
    Promise {
        role: Role::Dtg,
        label: None,
        field: "header.dtg",
        kept: |record| record.header.dtg.is_some(),
    },
    Promise {
        role: Role::Station,
        label: None,
        field: "header.station",
        kept: |record| record.header.station.is_some(),
    },
    Promise {
        role: Role::Security,
        label: None,
        field: "header.security",
        kept: |record| record.header.security.is_some() || !record.header.signals.is_empty(),
    },
    Promise {
        role: Role::From,
        label: None,
        field: "routing.from",
        kept: |record| record.routing.from.is_some(),
    },
    Promise {
        role: Role::To,
        label: None,
        field: "routing.to",
        kept: |record| !record.routing.to.is_empty(),
    },
    Promise {
        role: Role::Info,
        label: None,
        field: "routing.info",
        kept: |record| !record.routing.info.is_empty(),
    },
    Promise {
        role: Role::Exempt,
        label: None,
        field: "routing.exempt",
        kept: |record| !record.routing.exempt.is_empty(),
    },
];

/// Says what is promised and not there, which lines were read as nothing, and that there is no text.
pub(super) fn check(
    record: &Record,
    text: &str,
    parts: &[Part],
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    unread(sorted.of(Role::Unread), notes);
    for promise in &PROMISES {
        if (promise.kept)(record) || notes.iter().any(|note| speaks_of(note, promise.field)) {
            continue;
        }
        let lines = sorted.of(promise.role);
        let printed = match lines {
            [] => promise
                .label
                .and_then(|label| labelled_elsewhere(text, parts, label))
                .map(|line| (line, line.line)),
            [first, ..] if !says_none(lines) => {
                Some((*first, lines.last().map_or(0, |it| it.line)))
            }
            _ => None,
        };
        if let Some((first, last)) = printed {
            let what = match lines {
                [] => "the label stands in the text, and its value was not read",
                _ => "no value could be read",
            };
            let message = format!("{what}: {}", shown(first.text));
            notes.push(
                Diagnostic::new(Code::FieldUnread, message)
                    .field(promise.field)
                    .lines(first.line, last.max(first.line)),
            );
        }
    }
    if record.routing.from.is_none() {
        header(record, sorted, notes);
    }
    let long = overlong(sorted);
    if let Some((field, line)) = long {
        let message = format!("it may hold text of the cable: {}", shown(line.text));
        notes.push(line.diagnostic(Code::FieldOverlong, field, message));
    }
    missing(record, text, long.is_some(), sorted, notes);
}

/// Words that begin lines of the header, and the field of each.
const HEADER: [(&str, &str); 3] = [
    ("FM", "routing.from"),
    ("TO", "routing.to"),
    ("INFO", "routing.info"),
];

/// Lines of a header that was not known for one: `FM` stands alone, and what follows it reads like instructions.
fn header(record: &Record, sorted: &Sorted<'_>, notes: &mut Vec<Diagnostic>) {
    let lines = [Role::Preamble, Role::Instruction, Role::Unread];
    for line in lines.into_iter().flat_map(|role| sorted.of(role)) {
        let first = line.text.split_ascii_whitespace().next();
        let Some((_, field)) = HEADER.into_iter().find(|(word, _)| first == Some(word)) else {
            continue;
        };
        let behind = line.text.trim().strip_prefix(first.unwrap_or_default());
        let address = behind.map(str::trim).is_some_and(|name| {
            name.is_empty() || name.contains('/') || posts::of_plad(name).is_some()
        });
        if !address {
            continue;
        }
        let kept = match field {
            "routing.to" => !record.routing.to.is_empty(),
            "routing.info" => !record.routing.info.is_empty(),
            _ => false,
        };
        if !kept && !notes.iter().any(|note| speaks_of(note, field)) {
            let message = format!("no value could be read: {}", shown(line.text));
            notes.push(line.diagnostic(Code::FieldUnread, field, message));
        }
    }
}

/// A field of the block whose lines are more than such a field has, and the first of them.
pub(super) fn overlong<'m>(sorted: &Sorted<'m>) -> Option<(&'static str, Fragment<'m>)> {
    const LONGEST: [(Role, &str, usize); 4] = [
        (Role::Subject, "subject", 550),
        (Role::ClassifiedBy, "classification.by", 450),
        (Role::Tags, "tags", 450),
        (Role::Order, "classification.declassify", 450),
    ];
    // References may be many, but they are in capitals: small letters are prose.
    const SMALL: usize = 400;
    let bytes = |role: Role| -> usize { sorted.of(role).iter().map(|line| line.text.len()).sum() };
    let small = |line: &Fragment<'_>| line.text.bytes().filter(u8::is_ascii_lowercase).count();
    let long = LONGEST
        .into_iter()
        .find(|(role, _, longest)| bytes(*role) > *longest)
        .map(|(role, field, _)| (role, field));
    let found = long.or_else(|| {
        let references = sorted.of(Role::References).iter();
        (references.map(small).sum::<usize>() > SMALL).then_some((Role::References, "references"))
    });
    found.and_then(|(role, field)| Some((field, *sorted.of(role).first()?)))
}

/// Lines that were read as nothing, those that follow each other together.
fn unread(lines: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) {
    for run in lines.chunk_by(|one, next| next.line <= one.line + 1) {
        let ([first, ..], [.., last]) = (run, run) else {
            continue;
        };
        let message = format!("read as nothing: {}", shown(first.text));
        notes.push(Diagnostic::new(Code::LineUnread, message).lines(first.line, last.line));
    }
}

/// A cable without a paragraph.
fn missing(
    record: &Record,
    text: &str,
    elsewhere: bool,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    let has_text = record
        .paragraphs
        .iter()
        .any(|paragraph| !paragraph.text.is_empty());
    if record.kind != Kind::Cable || has_text {
        return;
    }
    let message = match (sorted.has_no_text(), sorted.of(Role::Archive)) {
        (false, _) if elsewhere => {
            "no paragraph was found: the text may stand in a field of the block"
        }
        (false, _) if !record.paragraphs.is_empty() => "a heading stands alone: no text follows it",
        (false, _) => "no paragraph was found below the labelled lines",
        (true, []) if !text.trim().is_empty() => "the header stands alone: no text follows it",
        (true, _) => "the archive has no text of the cable",
    };
    notes.push(Diagnostic::new(Code::TextMissing, message).field("paragraphs"));
}

/// Whether a diagnostic is about a field, or about what is above or below it.
fn speaks_of(note: &Diagnostic, field: &str) -> bool {
    note.field
        .as_deref()
        .is_some_and(|own| own == field || is_above(own, field) || is_above(field, own))
}

/// Whether one path leads to the other.
fn is_above(short: &str, long: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with('.'))
}

/// Whether lines say that there is nothing: `REF: NONE`, `TAGS: N/A`.
fn says_none(lines: &[Fragment<'_>]) -> bool {
    const NONE: [&str; 10] = [
        "AS NOTED IN TEXT",
        "NOTED IN TEXT",
        "SEE TEXT",
        "NONE",
        "N/A",
        "NA",
        "NIL",
        "NOT APPLICABLE",
        "N A",
        "NO REFERENCES",
    ];
    let mut values = lines.iter().filter_map(|line| {
        let label = labels::read(line.text).map_or(0, |(_, len)| len);
        let value = from(line.text, label).trim_matches([' ', '.', '(', ')', '-', '\t']);
        (!value.is_empty()).then_some(value)
    });
    let first = values.next();
    first.is_some_and(|first| NONE.iter().any(|none| none.eq_ignore_ascii_case(first)))
        && values.next().is_none()
}

/// A line that begins with a label of the block, colon and all, and was read as something else.
fn labelled_elsewhere<'m>(text: &'m str, parts: &[Part], label: Label) -> Option<Fragment<'m>> {
    let of_text = |part: &&Part| part.role.group() == RoleGroup::Body;
    let numbered = |part: &Part| {
        let printed = from(text, part.span.start).trim_start_matches([' ', '¶', '\t']);
        part.role == Role::ParagraphStart && printed.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = parts
        .iter()
        .filter(|part| of_text(part) || part.role == Role::Unread)
        .take(FIRST_PARTS)
        .take_while(|part| !numbered(part));
    for part in before {
        let line = text.get(part.span.clone()).unwrap_or_default().trim_end();
        let Some((found, len)) = labels::read(line) else {
            continue;
        };
        let has_colon = line
            .get(..len)
            .is_some_and(|label| label.contains([':', ';']));
        let fragment = Fragment {
            text: from(text, offset(text, line)).get(..line.len())?,
            line: part.line,
        };
        if found == label && (has_colon || label == Label::Order) && !says_none(&[fragment]) {
            return Some(fragment);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::message::Message;
    use crate::parse::{Options, parse};

    /// Code and field of each diagnostic of a cable whose block and text are given.
    fn said(block: &str, body: &str) -> Vec<String> {
        let text = format!(
            "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0421\nC O N F I D E N T I A L LIMA 001234\n\n\
             {block}\n\n{body}"
        );
        said_of(text)
    }

    /// The same of a whole cable.
    fn said_of(text: String) -> Vec<String> {
        let record = parse(&Message::from_text(text), Options::default());
        let said = record.diagnostics.iter().map(|note| {
            let field = note.field.as_deref().unwrap_or("-");
            format!("{} {field}", note.code)
        });
        said.collect()
    }

    #[test]
    fn a_label_without_its_value_is_said() {
        const BODY: &str = "1. (C) It sailed.\n\nROE\n";
        for (block, expected) in [
            (
                "E.O. 12958: DECL: 01/02/2016\nTAGS: PREL\nSUBJECT: A PIER\nREF: LIMA 12",
                &[][..],
            ),
            ("TAGS: PREL\nSUBJECT: A PIER", &[]),
            (
                "TAGS: PREL\nSUBJECT: A PIER\nREF:",
                &["field-unread references"],
            ),
            ("TAGS:\nSUBJECT: A PIER", &["field-unread tags"]),
            ("TAGS: PREL\nSUBJECT:", &["field-unread subject"]),
        ] {
            assert_eq!(said(block, BODY), expected, "{block}");
        }
    }

    #[test]
    fn lines_of_a_header_that_has_no_sender_are_said_where_nothing_is_read() {
        for (info, expected) in [
            ("INFO AMEMBASSY QUITO\n", &[][..]),
            ("", &["field-unread routing.info"]),
        ] {
            let text = format!(
                "R 120930Z MAY 06\nTO SECSTATE WASHDC 0421\n{info}UNCLAS LIMA 001234\n\nINFO AMEMBASSY BOGOTA\n\n\
                 TAGS: PREL\nSUBJECT: A PIER\n\n1. It sailed.\nROE\n"
            );
            assert_eq!(said_of(text), expected, "{info}");
        }
    }

    #[test]
    fn a_cable_without_paragraphs_is_said() {
        let block = "TAGS: PREL\nSUBJECT: A PIER";
        assert_eq!(said(block, ""), ["text-missing paragraphs"]);
    }
}
