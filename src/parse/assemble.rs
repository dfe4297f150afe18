//! The fields put together into one record, and held against each other and against the container.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Utc};

use super::bounded::bounded;
use super::context::Context;
use super::element::class_line::{self, ClassLine};
use super::element::{caption_line, marker};
use super::field::{
    address, classification, classified_by, distribution, drafting, dtg, garble, indicators,
    instruction, order, paragraph, reference, section, security, signature, station, subject,
    summary, tags, transmission,
};
use super::layout::Layout;
use super::setting::Setting;
use super::sorted::Sorted;
use super::{check, glance, identity, promise, second, whole};
use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::part::Role;
use crate::record::{Classification, Header, Mrn, Record, Routing, Source};
use crate::redaction;
use crate::slice::{from, offset};
use crate::vocab::captions::{self, CaptionKind};

/// The record of a message whose parts are known.
pub(super) fn record(
    message: &Message,
    read: &Layout,
    notes: Vec<Diagnostic>,
    layout: bool,
) -> Record {
    let mut sorted = Sorted::new(&message.text, read);
    let mut record = Record {
        source: source(message),
        archive: message.archive.clone(),
        ..Record::default()
    };
    let mut notes = notes;
    notes.splice(0..0, message.diagnostics.iter().cloned());
    sorted.bound(&mut notes);

    let dtg = header(&mut record, &sorted, &mut notes);
    routing(&mut record.routing, &sorted, &mut notes);
    let (class, counted) = class_lines(&mut record, &sorted, &mut notes);
    record.date = dtg.or_else(|| check::date(message, &mut notes));
    let own_date = dtg.is_some();
    let of_another = identify(
        &mut record,
        class.as_ref(),
        &message.archive,
        own_date,
        &mut notes,
    );
    second::check(&record, sorted.of(Role::SecondHeader), &mut notes);
    let post = record.mrn.post.take();
    let action = match record.routing.to.as_slice() {
        [only] => only.post.clone(),
        _ => None,
    };
    let context = Context {
        // The container's date says nothing of another cable's text.
        date: record.date.filter(|_| !of_another),
        post: post.as_deref(),
        number: record.mrn.number,
        action: action.as_deref(),
    };
    block(&mut record, &sorted, &context, &mut notes);
    record.mrn.post = post;
    let printed = sorted.body.first().map_or("", |first| {
        from(&message.text, offset(&message.text, first.fragment.text))
    });
    body(
        &mut record,
        printed,
        &sorted,
        Setting::of(&sorted.body, layout),
        &mut notes,
    );
    check::record(&mut record, message, &sorted, &mut notes);
    whole::check(&mut record, &sorted, counted, &mut notes);
    promise::check(&record, &message.text, &read.parts, &sorted, &mut notes);
    notes.sort_by_key(|note| note.lines.unwrap_or([0, 0]));
    record.diagnostics = bounded(notes);
    record
}

fn source(message: &Message) -> Source {
    Source {
        path: message.path.clone(),
        path_bytes: message.path_bytes.clone(),
        container: message.container,
        index: message.index,
        bytes: [message.bytes.start, message.bytes.end],
        lines: message.lines,
    }
}

/// Format lines 1 to 5. Returns the date of the date-time group.
fn header(
    record: &mut Record,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Option<DateTime<Utc>> {
    let indicators = indicators::read(sorted.of(Role::RoutingIndicators), notes);
    let station = station::read(sorted.of(Role::Station), notes).unwrap_or_default();
    let security = security::read(sorted.of(Role::Security), notes);
    let dtg = dtg::read(sorted.of(Role::Dtg), notes);
    let filed = station
        .filing
        .and_then(|filing| station::filed(filing, dtg.date, notes));
    let mut precedence: Vec<_> = dtg.precedence.iter().copied().map(Cow::Borrowed).collect();
    if precedence.is_empty() {
        let above = indicators.precedence.or(station.more.precedence);
        precedence.extend(above.map(Cow::Borrowed));
    }
    record.header = Header {
        transmission_id: transmission::read(sorted.of(Role::TransmissionId), notes),
        precedence,
        station: station.station,
        serial: station.serial,
        section: station.section,
        filed,
        security: security.security.or(station.more.security),
        signals: put_together([station.signals, security.signals, dtg.signals]),
        dtg: dtg.printed,
    };
    record.routing.indicators = put_together([indicators.indicators, station.more.indicators]);
    dtg.date
}

/// Lists as one; mostly all but one are empty.
fn put_together<const N: usize>(lists: [Vec<String>; N]) -> Vec<String> {
    let together = lists.into_iter().reduce(|mut list, more| {
        if list.is_empty() {
            return more;
        }
        list.extend(more);
        list
    });
    together.unwrap_or_default()
}

/// Originator, addressees, instructions, distribution.
fn routing(routing: &mut Routing, sorted: &Sorted<'_>, notes: &mut Vec<Diagnostic>) {
    let mut read = |line, role| address::read(line, sorted.of(role), notes);
    routing.from = read(address::Line::From, Role::From).into_iter().next();
    routing.to = read(address::Line::To, Role::To);
    routing.info = read(address::Line::Info, Role::Info);
    routing.exempt = read(address::Line::Exempt, Role::Exempt);
    routing.instructions = instruction::read(sorted.of(Role::Instruction));
    routing.distribution = distribution::read(sorted.of(Role::Distribution), notes);
}

/// Level, captions and sections. Returns the first classification line, which names the cable, and the line that
/// counts the sections.
fn class_lines(
    record: &mut Record,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) -> (Option<ClassLine>, u32) {
    let mut first: Option<ClassLine> = None;
    let mut named = Vec::new();
    let mut captions = Vec::new();
    let lines = sorted.of(Role::Classification);
    let mut halves = lines.iter().enumerate();
    while let Some((i, line)) = halves.next() {
        let of_line = match lines.get(i + 1) {
            Some(below)
                if line.line < below.line
                    && class_line::goes_on(&class_line::scan(line.text), line.text, below.text)
                        .is_some() =>
            {
                halves.next();
                lines.get(i..i + 2)
            }
            _ => lines.get(i..=i),
        };
        // The classification line of a later section says again what is odd about the first.
        let mut again = Vec::new();
        let found = classification::read(
            of_line.unwrap_or_default(),
            if i == 0 { notes } else { &mut again },
        );
        if let (Some(section), Some(total)) = (found.section, found.total) {
            named.push(section::Named {
                section,
                total,
                line: line.line,
            });
        }
        captions.extend(found.captions.iter().map(|code| (line.line, *code)));
        first.get_or_insert(found);
    }
    for line in sorted.of(Role::PageMarker) {
        if let Some(marker::Marker {
            section: Some(section),
            total: Some(total),
            ..
        }) = marker::read(line.text)
        {
            named.push(section::Named {
                section,
                total,
                line: line.line,
            });
        }
    }
    for line in sorted.of(Role::Caption) {
        captions.extend(
            caption_line::read(line.text)
                .or_else(|| caption_line::of_handling(line.text))
                .into_iter()
                .flatten()
                .map(|code| (line.line, code)),
        );
    }
    for line in sorted.of(Role::Tags) {
        let words = line.text.split(|c: char| !c.is_ascii_alphanumeric());
        let codes = words.filter_map(caption_line::among_tags);
        captions.extend(codes.map(|code| (line.line, code)));
    }
    captions.sort_by_key(|(line, _)| *line);
    let class = &mut record.classification;
    class.level = first.as_ref().and_then(|line| line.level);
    for (_, code) in captions {
        let list = match captions::find(code).map(|caption| caption.kind) {
            Some(CaptionKind::Control) => &mut class.controls,
            _ => &mut class.captions,
        };
        if !list.iter().any(|known| known == code) {
            list.push(Cow::Borrowed(code));
        }
    }
    let (sections, counted) = section::read(&named).unzip();
    record.sections = sections;
    (first, counted.unwrap_or_default())
}

/// Number, id and origin. Whether the text is that of another cable than the container names.
fn identify(
    record: &mut Record,
    class: Option<&ClassLine>,
    archive: &crate::message::Archive,
    own_date: bool,
    notes: &mut Vec<Diagnostic>,
) -> bool {
    let named = class.filter(|line| line.number.is_some());
    record.mrn = Mrn {
        post: named
            .and_then(|line| line.post.as_deref())
            .map(identity::canonical_post),
        number: named.and_then(|line| line.number),
        year: record.date.map(|date| date.year()),
    };
    let of_container = identity::of_another(&mut record.mrn, own_date, archive, notes);
    if of_container.is_none() {
        identity::complete_cut(&mut record.mrn, record.header.serial, archive, notes);
        identity::complete(&mut record.mrn, record.date, archive, notes);
    }
    let of_another = of_container.is_some();
    record.id = of_container.or_else(|| identity::id(&record.mrn));
    record.origin = record.mrn.post.as_deref().and_then(identity::origin);
    of_another
}

/// What stands between the classification line and the body.
fn block(
    record: &mut Record,
    sorted: &Sorted<'_>,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    let order = order::read(sorted.of(Role::Order), context, notes);
    let by = classified_by::read(sorted.of(Role::ClassifiedBy), notes);
    let class = &mut record.classification;
    *class = Classification {
        order: order.order,
        declassify: order.declassify,
        derived_from: by.derived_from,
        by: by
            .by
            .or_else(|| classified_by::schedule::read(sorted.of(Role::Order))),
        reasons: by.reasons,
        ..std::mem::take(class)
    };
    let year = context.date.map(|date| date.year());
    record.tags = tags::read(sorted.of(Role::Tags), year, notes);
    if let Some(subject) = subject::read(sorted.of(Role::Subject), notes) {
        (record.subject, record.subject_portion) = (
            Some(subject.text).filter(|text| !text.is_empty()),
            subject.portion,
        );
    }
    record.references = reference::read(sorted.of(Role::References), context, notes);
    record.drafting = drafting::read(sorted.of(Role::Drafting), notes).unwrap_or_default();
}

/// Paragraphs, and what is read from their text.
fn body(
    record: &mut Record,
    text: &str,
    sorted: &Sorted<'_>,
    setting: Setting,
    notes: &mut Vec<Diagnostic>,
) {
    record.paragraphs = paragraph::read(&sorted.body, setting, notes);
    let class = &mut record.classification;
    if class.by.is_none() && class.derived_from.is_none() {
        // In the 1990s it stood inside paragraph 1.
        if let Some(first) = record
            .paragraphs
            .iter()
            .find(|paragraph| !paragraph.text.is_empty())
        {
            let by = classified_by::read_inside(&first.text, first.lines[0], notes);
            if let Some(by) = by {
                (class.by, class.derived_from) = (by.by, by.derived_from);
                class.reasons = by.reasons;
            }
        }
    }
    let said = summary::read(&mut record.paragraphs, &sorted.topics, notes);
    (record.summary, record.comment) = (said.summary, said.comment);
    record.signature = signature::read(sorted.of(Role::Signature));
    if !glance::is_odd(text) {
        return;
    }
    if redaction::may_stand_in(text) {
        record.redactions = record
            .paragraphs
            .iter()
            .map(|paragraph| redaction::find(&paragraph.text).len())
            .sum::<usize>()
            .try_into()
            .unwrap_or(u32::MAX);
    }
    garble::check(&record.paragraphs, text, notes);
}
