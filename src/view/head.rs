//! The labels over the text: who wrote to whom, how it is classified, what it is about.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Field, Line, Options, Span, Style, Values};
use crate::record::{
    Address, Kind, Record, Reference, ReferenceKind, Sections, Source, Tag, TagKind,
};
use crate::redaction;
use crate::vocab::reasons;

/// The label of where a cable was read.
pub(super) const SOURCE: &str = "Source";

/// The label of the subject.
pub(super) const SUBJECT: &str = "Subject";

/// The fields in the making.
struct Head<'a>(Vec<Field<'a>>);

impl<'a> Head<'a> {
    /// Adds a field, unless it has no value.
    fn lines(&mut self, label: impl Into<Cow<'a, str>>, lines: impl IntoIterator<Item = Line<'a>>) {
        self.add(label.into(), lines, Values::Lines);
    }

    /// Adds a field whose values stand one after another.
    fn run(&mut self, label: &'static str, items: impl IntoIterator<Item = Line<'a>>) {
        self.add(label.into(), items, Values::Run);
    }

    /// Adds a field of one text.
    fn text(&mut self, label: impl Into<Cow<'a, str>>, text: Option<&'a str>) {
        self.lines(label, text.map(|text| vec![Span::plain(text)]));
    }

    fn add(
        &mut self,
        label: Cow<'a, str>,
        lines: impl IntoIterator<Item = Line<'a>>,
        values: fn(Vec<Line<'a>>) -> Values<'a>,
    ) {
        let lines: Vec<Line> = lines.into_iter().collect();
        if !lines.is_empty() {
            let values = values(lines);
            self.0.push(Field { label, values });
        }
    }
}

/// Every field that the record has.
pub(super) fn fields<'a>(record: &'a Record, options: Options<'_>) -> Vec<Field<'a>> {
    let mut head = Head(Vec::new());
    let portion = record.subject_portion.as_deref().map(portion);
    head.lines(
        SUBJECT,
        record.subject.as_deref().map(|subject| {
            let title = Span::new(Style::Title, subject);
            portion.into_iter().flatten().chain([title]).collect()
        }),
    );
    head.lines(
        "Id",
        record
            .id
            .as_deref()
            .map(|id| vec![Span::new(Style::Id, id)]),
    );
    head.text(
        "Kind",
        match record.kind {
            Kind::Cable => None,
            Kind::Withdrawal => Some("a withdrawal card, which stands for the text"),
            Kind::Document => Some("a document of the archive that is no telegram"),
        },
    );
    head.lines("Date", date(record));
    routing(record, &mut head);
    classification(record, &mut head);
    head.run("TAGS", record.tags.iter().map(tag));
    let references = record.references.iter();
    head.lines(
        "References",
        references.map(|reference| self::reference(reference, options)),
    );
    let drafting = &record.drafting;
    head.text("Drafted by", drafting.drafted_by.as_deref());
    head.text("Approved by", drafting.approved_by.as_deref());
    head.text("Cleared by", drafting.cleared_by.as_deref());
    head.lines("Sections", record.sections.as_ref().map(sections));
    let partial = "the archive holds only a part of this cable";
    head.lines(
        "Partial",
        record
            .partial
            .then(|| vec![Span::new(Style::Missing, partial)]),
    );
    head.lines("Redacted", redacted(record));
    head.text("Released", record.archive.text("released"));
    head.lines(SOURCE, [source(&record.source)]);
    head.0
}

/// A portion mark and a blank.
fn portion(mark: &str) -> [Span<'_>; 2] {
    [
        Span::new(Style::Portion, format!("({mark})")),
        Span::plain(" "),
    ]
}

fn date(record: &Record) -> Option<Line<'_>> {
    let date = record
        .date
        .map(|date| Span::plain(date.format("%Y-%m-%d %H:%M UTC").to_string()));
    let dtg = record.header.dtg.as_deref();
    let dtg = match (&date, dtg) {
        (Some(_), Some(dtg)) => Some(Span::quiet(format!(" ({dtg})"))),
        (_, dtg) => dtg.map(Span::plain),
    };
    let line: Line = date.into_iter().chain(dtg).collect();
    (!line.is_empty()).then_some(line)
}

fn routing<'a>(record: &'a Record, head: &mut Head<'a>) {
    let routing = &record.routing;
    let precedence = &record.header.precedence;
    head.lines(
        "Precedence",
        (!precedence.is_empty()).then(|| vec![Span::plain(precedence.join(", "))]),
    );
    let origin = record.origin.as_ref();
    let from = routing.from.as_ref().map(|from| {
        let mut line = address(from);
        let names = origin.map(|origin| [origin.name.as_deref(), origin.country.as_deref()]);
        let names: Vec<&str> = names.into_iter().flatten().flatten().collect();
        if !names.is_empty() {
            line.push(Span::quiet(format!(" ({})", names.join(", "))));
        }
        line
    });
    let named = origin.and_then(|origin| origin.name.as_deref());
    head.lines("From", from.or_else(|| Some(vec![Span::plain(named?)])));
    head.run("To", routing.to.iter().map(address));
    head.run("Info", routing.info.iter().map(address));
    head.run("Exempt", routing.exempt.iter().map(address));
    let instructions = routing.instructions.iter();
    head.lines(
        "Instructions",
        instructions.map(|one| vec![Span::plain(&*one.text)]),
    );
    if let Some(distribution) = &routing.distribution {
        for (label, offices) in [
            ("Action offices", &distribution.action),
            ("Info offices", &distribution.info),
        ] {
            let offices = (!offices.is_empty()).then(|| vec![Span::plain(offices.join(" "))]);
            head.lines(label, offices);
        }
    }
}

/// An addressee: who, which offices, how fast. Numbers of continuity and routing indicators are for machines.
fn address(address: &Address) -> Line<'_> {
    let mut line = vec![Span::plain(&*address.plad)];
    if !address.offices.is_empty() {
        line.push(Span::plain(format!(" //{}//", address.offices.join("/"))));
    }
    if let Some(precedence) = &address.precedence {
        line.push(Span::quiet(format!(" {precedence}")));
    }
    line
}

fn classification<'a>(record: &'a Record, head: &mut Head<'a>) {
    let marked = &record.classification;
    let level = marked
        .level
        .map(|level| Span::new(Style::Level, level.as_str()));
    let words = marked.controls.iter().chain(&marked.captions);
    let words: Vec<&str> = words.map(|word| &**word).collect();
    let gap = if level.is_some() { ", " } else { "" };
    let words = (!words.is_empty()).then(|| Span::plain(format!("{gap}{}", words.join(", "))));
    let line: Line = level.into_iter().chain(words).collect();
    head.lines("Classification", (!line.is_empty()).then_some(line));
    let order = marked.order.as_ref().map(|order| format!("E.O. {order}"));
    let declassify = marked.declassify.as_ref().map(|one| one.text.as_str());
    match (order, declassify.filter(|text| !text.is_empty())) {
        (Some(order), Some(text)) => head.text(order, Some(text)),
        // The line says that the order does not apply, or could not be read.
        (Some(order), None) => head.lines("Order", [vec![Span::plain(order)]]),
        (None, text) => head.text("Declassify", text),
    }
    head.text("Derived from", marked.derived_from.as_deref());
    let by = marked.by.as_ref().map(|by| by.text.as_str());
    head.text("Classified by", by.filter(|text| !text.is_empty()));
    head.lines(
        "Reasons",
        marked
            .reasons
            .iter()
            .map(|text| reason(text, marked.order.as_deref())),
    );
}

/// A reason, and what it is about: `1.4(b)`.
fn reason<'a>(text: &'a str, order: Option<&str>) -> Line<'a> {
    let meaning = || {
        let (paragraph, code) = text.split_once('(')?;
        reasons::find(order?, paragraph, code.trim_end_matches(')')).map(|row| row.meaning)
    };
    let meaning = meaning().map(|meaning| Span::quiet(format!(": {meaning}")));
    [Span::plain(text)].into_iter().chain(meaning).collect()
}

fn tag(tag: &Tag) -> Line<'_> {
    let code = match tag.kind {
        TagKind::Person => Span::plain(&*tag.code),
        _ => Span::new(Style::Id, &*tag.code),
    };
    let name = tag
        .name
        .as_ref()
        .map(|name| Span::quiet(format!(" ({name})")));
    [code].into_iter().chain(name).collect()
}

/// A reference: its letter, its words, its id where that is spelled otherwise, what is to be known of it.
fn reference<'a>(reference: &'a Reference, options: Options<'_>) -> Line<'a> {
    let mut line = Vec::new();
    if let Some(label) = &reference.label {
        line.push(Span::plain(format!("{}. ", label.to_uppercase())));
    }
    line.push(Span::plain(&*reference.text));
    if let Some(id) = reference.id.as_ref().filter(|id| **id != reference.text) {
        line.push(Span::quiet(" = "));
        line.push(Span::new(Style::Id, &**id));
    }
    let mut notes = Vec::new();
    match reference.kind {
        ReferenceKind::Cable => {}
        ReferenceKind::Incomplete => notes.push("incomplete"),
        kind => notes.push(kind.as_str()),
    }
    if reference.notal {
        notes.push("NOTAL");
    }
    if !notes.is_empty() {
        line.push(Span::quiet(format!(" ({})", notes.join(", "))));
    }
    let known = options.presence.zip(reference.id.as_deref());
    if let Some(present) = known.and_then(|(presence, id)| presence(id)) {
        line.push(Span::plain(" "));
        line.push(if present {
            Span::new(Style::Present, "[present]")
        } else {
            Span::new(Style::Missing, "[absent]")
        });
    }
    line
}

/// More sections than this are not looked for one by one.
const MOST_SECTIONS: u32 = 999;

fn sections(sections: &Sections) -> Line<'_> {
    let total = sections.total;
    if sections.markers.is_some() {
        return vec![Span::plain(format!("{total}, not all marked in this copy"))];
    }
    let missing: Vec<u32> = (1..=total.min(MOST_SECTIONS))
        .filter(|section| !sections.present.contains(section))
        .collect();
    let are = match missing.len() {
        0 => return vec![Span::plain(format!("{total}, all present"))],
        1 => "is",
        _ => "are",
    };
    let missing = format!("{} {are} missing", and(&missing));
    vec![
        Span::plain(format!("{total}, of which ")),
        Span::new(Style::Missing, missing),
    ]
}

/// How many redactions there are, and in which paragraphs.
fn redacted(record: &Record) -> Option<Line<'static>> {
    if record.redactions == 0 {
        return None;
    }
    let holds = |text: &str| !redaction::find(text).is_empty();
    let mut numbers = BTreeSet::new();
    let mut others = false;
    for paragraph in record.paragraphs.iter().filter(|one| holds(&one.text)) {
        match paragraph.number {
            Some(number) => {
                numbers.insert(number);
            }
            None => others = true,
        }
    }
    let numbers: Vec<u32> = numbers.into_iter().collect();
    let places = match record.redactions {
        1 => "1 place".to_owned(),
        count => format!("{count} places"),
    };
    let paragraphs = match numbers.len() {
        0 => String::new(),
        1 => format!(", in paragraph {}", and(&numbers)),
        _ => format!(", in paragraphs {}", and(&numbers)),
    };
    let others = match (others, numbers.is_empty()) {
        (true, false) => " and in unnumbered text",
        _ => "",
    };
    Some(vec![Span::new(
        Style::Redacted,
        format!("{places}{paragraphs}{others}"),
    )])
}

/// `1`, `1 and 2`, `1-3 and 5`.
pub(super) fn and(numbers: &[u32]) -> String {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some([_, last]) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push([number, number]),
        }
    }
    let names: Vec<String> = runs
        .iter()
        .flat_map(|&[first, last]| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first}-{last}")],
        })
        .collect();
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Where it was read.
pub(super) fn source(source: &Source) -> Line<'_> {
    let mut about = format!(
        " ({}, cable {}",
        source.container.name(),
        source.index.saturating_add(1)
    );
    if let Some([first, last]) = source.lines {
        about.push_str(&format!(", lines {first}-{last}"));
    }
    about.push(')');
    vec![Span::plain(&*source.path), Span::quiet(about)]
}
