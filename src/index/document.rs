//! What the index is told of a cable.

use tantivy::TantivyDocument;

use super::schema::Fields;
use super::stored;
use crate::parse::{self, Options};
use crate::record::{Cable, Record};

/// Bytes for all of a document but its text.
const ROOM: usize = 1 << 12;

/// The document of a cable that a file holds.
pub(super) fn document(
    fields: &Fields,
    file: &str,
    cable: Cable,
) -> Result<TantivyDocument, serde_json::Error> {
    // Most of it is the text, and once more its paragraphs.
    let text = match &cable {
        Cable::Unread(message) => message.text.len(),
        Cable::Read(record) => {
            let paragraphs = record.paragraphs.iter().map(|one| one.text.len());
            paragraphs
                .sum::<usize>()
                .max(record.text.as_ref().map_or(0, String::len))
        }
    };
    let mut document = TantivyDocument::with_capacity(2 * text + ROOM);
    document.add_text(fields.file, file);
    match &cable {
        Cable::Unread(message) => {
            let record = parse::parse(message, Options::default());
            fill(&mut document, fields, &record);
        }
        Cable::Read(record) => fill(&mut document, fields, record),
    }
    let (text, rest) = stored::split(cable)?;
    if let Some(text) = text {
        document.add_text(fields.text, text);
    }
    document.add_text(fields.rest, rest);
    Ok(document)
}

/// Fills what is searched for.
fn fill(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    if let Some(id) = &record.id {
        document.add_text(fields.id, id);
    }
    for id in parse::other_ids(record) {
        document.add_text(fields.other_id, id);
    }
    document.add_text(fields.kind, record.kind.as_str());
    if let Some(date) = record.date {
        document.add_i64(fields.date, date.timestamp());
    }
    if let Some(year) = record.year() {
        document.add_i64(fields.year, i64::from(year));
    }
    if let Some(number) = record.mrn.number {
        document.add_u64(fields.number, u64::from(number));
    }
    let routing = &record.routing;
    let from = routing.from.as_ref();
    if let Some(post) = record.sender() {
        document.add_text(fields.post, post);
    }
    let classification = &record.classification;
    if let Some(level) = classification.level {
        document.add_text(fields.class, level.as_str());
    }
    let captions = classification.captions.iter();
    for caption in captions.chain(&classification.controls) {
        document.add_text(fields.caption, caption.to_uppercase());
    }
    for tag in &record.tags {
        document.add_text(fields.tag, tag.code.to_uppercase());
    }
    let mut cited: Vec<&str> = Vec::new();
    for id in record
        .references
        .iter()
        .filter_map(|reference| reference.id.as_deref())
    {
        if !cited.contains(&id) {
            cited.push(id);
            document.add_text(fields.cites, id);
        }
    }
    if let Some(from) = from {
        document.add_text(fields.from, &from.plad);
    }
    for address in routing.to.iter().chain(&routing.info) {
        document.add_text(fields.to, &address.plad);
    }
    if let Some(by) = &classification.by {
        document.add_text(fields.by, &by.text);
    }
    for name in &record.signature {
        document.add_text(fields.signed, name);
    }
    if let Some(subject) = &record.subject {
        document.add_text(fields.subject, subject);
    }
    for paragraph in &record.paragraphs {
        if let Some(heading) = &paragraph.heading {
            document.add_text(fields.body, heading);
        }
        if !paragraph.text.is_empty() {
            document.add_text(fields.body, &paragraph.text);
        }
    }
}
