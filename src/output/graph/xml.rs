//! What the formats that are XML have in common.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// An attribute that cables or references have.
#[derive(Clone, Copy)]
pub(super) struct Attribute {
    pub name: &'static str,
    /// `string` or `boolean`.
    pub kind: &'static str,
    /// Its value where none is given.
    pub default: Option<&'static str>,
}

const fn string(name: &'static str) -> Attribute {
    Attribute {
        name,
        kind: "string",
        default: None,
    }
}

const fn boolean(name: &'static str, default: Option<&'static str>) -> Attribute {
    Attribute {
        name,
        kind: "boolean",
        default,
    }
}

/// The attributes of cables, their label apart.
pub(super) const OF_CABLES: [Attribute; 5] = [
    string("date"),
    string("subject"),
    string("post"),
    string("level"),
    boolean("present", None),
];

/// The attributes of references, their label apart.
pub(super) const OF_REFERENCES: [Attribute; 2] = [string("kind"), boolean("notal", Some("false"))];

/// Begins a document: elements below one another are indented.
pub(super) fn begin<W: Write>(out: W) -> io::Result<Writer<W>> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

/// Ends a document.
pub(super) fn end<W: Write>(xml: Writer<W>) -> io::Result<()> {
    xml.into_inner().write_all(b"\n")
}

/// A text with what XML 1.0 cannot hold, even as an escape, shown as lost. What breaks a line is a blank: readers make
/// one of it in attributes, and the same name has to be the same everywhere.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| matches!(c, '\t' | '\n' | '\r');
    let is_none = |c: char| c < ' ' || matches!(c, '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(is_none) {
        return Cow::Borrowed(text);
    }
    let clean = text.chars().map(|c| match c {
        c if is_break(c) => ' ',
        c if is_none(c) => '\u{FFFD}',
        c => c,
    });
    Cow::Owned(clean.collect())
}

/// `true` or `false`.
pub(super) fn word(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn every_character_that_is_left_is_one_of_xml() {
        let all: String = ('\0'..=char::MAX).collect();
        let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        let clean = clean(&all);
        assert!(clean.chars().all(is_char));
        assert_eq!(clean.chars().count(), all.chars().count());
        assert_eq!(super::clean("a\tb\u{1b}[é\u{85}"), "a b\u{FFFD}[é\u{FFFD}");
    }
}
