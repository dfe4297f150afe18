//! What the keys of an object say: which of them holds the text, which the identifier, and so on.

use serde_json::Value;

use super::node::{Entries, Node};
use crate::container::classified;
use crate::container::columns::{self, are_identifiers, is_identifier};
use crate::container::content::Content;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::error::InputErrorKind;
use crate::message::Archive;
use crate::slice::{from, head};
use crate::vocab::columns::{Thing, find};

/// The cable may lie so deep in its object.
const DEPTH: usize = 4;
/// A key of search engines: pieces of texts, with what was looked for marked in them.
const HIGHLIGHT: &str = "highlight";
/// A name that has this rank or more may mean references as well.
const UNSURE: u8 = 5;
/// So much of a text is looked at for its references.
const BLOCK: usize = 1 << 13;

/// The thing that a key holds, and how sure that is.
fn thing(key: &str) -> Option<(Thing, u8)> {
    find(key).map(|name| (name.thing, name.rank))
}

/// The place of the key that holds a thing: of those that fit, the one whose name is surest.
fn place(entries: &Entries, wanted: Thing, fits: impl Fn(&str) -> bool) -> Option<usize> {
    entries
        .iter()
        .enumerate()
        .filter_map(|(at, (key, node))| {
            let (thing, rank) = thing(key)?;
            (thing == wanted && fits(node.text()?)).then_some((rank, at))
        })
        .min()
        .map(|(_, at)| at)
}

/// Whether a text stands among the keys.
pub(super) fn has_text(entries: &Entries) -> bool {
    let holds = |(key, node): &(String, Node)| {
        node.text().is_some() && matches!(thing(key), Some((Thing::Header | Thing::Body, _)))
    };
    entries.iter().any(holds)
}

/// Whether a text stands among the keys, or in an object below them.
fn holds_text(entries: &Entries, depth: usize) -> bool {
    has_text(entries)
        || depth > 0
            && entries.iter().any(|(_, node)| match node {
                Node::Object(inner) => holds_text(inner, depth - 1),
                Node::Plain(_) => false,
            })
}

/// The keys of the object that holds the text, where it lies in another one, among that one's own: `_source`, `fields`.
/// Two of them would be two cables in one record.
pub(super) fn lift(mut entries: Entries) -> Result<Entries, InputErrorKind> {
    for depth in (0..DEPTH).rev() {
        if has_text(&entries) {
            break;
        }
        let holds = |(key, node): &(String, Node)| match node {
            Node::Object(inner) => key != HIGHLIGHT && holds_text(inner, depth),
            Node::Plain(_) => false,
        };
        let Some(at) = entries.iter().position(holds) else {
            break;
        };
        if let Some((key, _)) = entries.iter().skip(at + 1).find(|entry| holds(entry)) {
            let first = entries.get(at).map_or("", |(key, _)| key);
            return Err(InputErrorKind::Damaged(format!(
                "more than one text in an object: under {} and {}",
                shown(first),
                shown(key)
            )));
        }
        if let (_, Node::Object(inner)) = entries.remove(at) {
            entries.splice(at..at, inner);
        }
    }
    Ok(entries)
}

/// The key under which an object lies is its identifier, where it has none of its own.
pub(super) fn name(entries: &mut Entries, key: &str) {
    if is_identifier(key) && place(entries, Thing::Identifier, is_identifier).is_none() {
        entries.push(("_id".to_owned(), Node::Plain(Value::from(key))));
    }
}

/// Header and body, and what else the object says.
pub(super) struct Told {
    pub header: String,
    pub body: String,
    pub archive: Archive,
    pub diagnostics: Vec<Diagnostic>,
}

/// What an object says.
pub(super) fn told(entries: Entries) -> Result<Told, InputErrorKind> {
    if !has_text(&entries) {
        return Err(InputErrorKind::Damaged(format!(
            "no header and no body among its keys: {}",
            keys(&entries)
        )));
    }
    let is_said = |text: &str| !text.trim().is_empty();
    let body =
        place(&entries, Thing::Body, is_said).or_else(|| place(&entries, Thing::Body, |_| true));
    let header = place(&entries, Thing::Header, |_| true);
    let created = place(&entries, Thing::Created, is_said);
    let text = |at: Option<usize>| {
        let entry = at.and_then(|at| entries.get(at));
        entry
            .and_then(|(_, node)| node.text())
            .unwrap_or_default()
            .to_owned()
    };
    let mut told = Told {
        header: text(header),
        body: text(body),
        archive: Archive::new(),
        diagnostics: Vec::new(),
    };
    let identifier = place(&entries, Thing::Identifier, is_identifier);
    // An identifier under a name that databases give may be that of a cable that is referred to.
    let cited = identifier.filter(|at| {
        let named = entries
            .get(*at)
            .and_then(|(key, node)| Some((thing(key)?.1, node.text()?)));
        named.is_some_and(|(rank, id)| rank >= UNSURE && is_reference(id, &told.body))
    });
    let identifier = identifier.filter(|at| cited != Some(*at));
    let mut names = Vec::new();
    for (at, (key, node)) in entries.into_iter().enumerate() {
        if Some(at) == header || Some(at) == body || node == Node::Plain(Value::Null) {
            continue;
        }
        // The text may stand there twice.
        if node
            .text()
            .is_some_and(|text| text == told.body && is_said(text))
        {
            continue;
        }
        let mut name = if Some(at) == identifier {
            "identifier".to_owned()
        } else if Some(at) == created {
            "created".to_owned()
        } else if let Some(list) = references(&key, &node, Some(at) == cited) {
            let name = apart(&mut names, columns::key(Thing::References).to_owned());
            told.archive.set_list(&name, list);
            continue;
        } else {
            if identifier.is_none() && cited.is_none() {
                told.diagnostics.extend(no_identifier(&key, &node));
            }
            snake(&key)
        };
        name = apart(&mut names, name);
        set(&mut told.archive, &name, node.into_value());
    }
    Ok(told)
}

/// A name that is not there yet.
fn apart(names: &mut Vec<String>, mut name: String) -> String {
    while names.contains(&name) {
        name.push('_');
    }
    names.push(name.clone());
    name
}

/// The names of an object's keys, as far as they fit in a message.
pub(super) fn keys(entries: &Entries) -> String {
    let keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
    shown(&keys.join(", ")).to_owned()
}

/// The references under a key, where it holds identifiers in one text; a list stays as it is given.
fn references(key: &str, node: &Node, cited: bool) -> Option<Vec<String>> {
    let text = node.text()?;
    let (thing, _) = thing(key)?;
    let is_list = match thing {
        Thing::References => are_identifiers(text),
        // An identifier's name over several at a time.
        Thing::Identifier => cited || are_identifiers(text) && !is_identifier(text),
        _ => false,
    };
    is_list.then(|| columns::references(text).map(str::to_owned).collect())
}

/// Says so where a key of identifiers holds none: not where it is a database's own number.
fn no_identifier(key: &str, node: &Node) -> Option<Diagnostic> {
    let (thing, _) = thing(key)?;
    let text = node.text().filter(|text| !text.trim().is_empty())?;
    let is_own = text.len() == 24 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if thing != Thing::Identifier || is_own {
        return None;
    }
    let message = format!("the container's {key} is no identifier: {text}");
    Some(Diagnostic::new(Code::IdentifierMangled, shown(&message)).field("id"))
}

/// Whether an identifier is one of a text's own references: its post and number stand in the text, whose own number is
/// another one.
fn is_reference(identifier: &str, text: &str) -> bool {
    let identifier = identifier
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let post = identifier.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = from(identifier, post.len()).trim_start_matches('0');
    let block = head(text, BLOCK);
    let own = classified::number(head(block.trim_start(), 200).as_bytes()).or_else(|| {
        block
            .lines()
            .find_map(|line| classified::number(line.trim().as_bytes()))
    });
    if number.is_empty() || own.is_none() || own == number.parse().ok() {
        return false;
    }
    let is_digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let bytes = block.as_bytes();
    memchr::memmem::find_iter(bytes, number.as_bytes()).any(|at| {
        let before = bytes.get(..at).unwrap_or_default();
        let zeros = before.iter().rev().take_while(|b| **b == b'0').count();
        let name = before.get(..at - zeros).unwrap_or_default();
        !is_digit(bytes.get(at + number.len()))
            && !is_digit(name.last())
            && ends_with_post(name, post)
    })
}

/// Whether a text ends with the name of a post, blanks apart, or with the last words of one: `RPO DUBAI` of `IRAN RPO
/// DUBAI`.
fn ends_with_post(text: &[u8], post: &str) -> bool {
    let letters = |bytes: &[u8]| -> Vec<u8> {
        let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic());
        letters.map(u8::to_ascii_uppercase).collect()
    };
    let post = letters(post.as_bytes());
    let text = text.trim_ascii_end();
    let word = text
        .iter()
        .rev()
        .take_while(|b| !b.is_ascii_whitespace())
        .count();
    let word = letters(text.get(text.len() - word..).unwrap_or_default());
    if word.len() >= 3 && post.ends_with(&word) {
        return true;
    }
    let near = text.get(text.len().saturating_sub(2 * post.len() + 4)..);
    !post.is_empty() && letters(near.unwrap_or_default()).ends_with(&post)
}

/// Notes a value as given.
fn set(archive: &mut Archive, key: &str, value: Value) {
    match value {
        Value::Array(values) => {
            archive.set_list(
                key,
                values
                    .iter()
                    .map(said)
                    .filter(|text| !text.is_empty())
                    .collect(),
            );
        }
        value => archive.set(key, &said(&value)),
    }
}

/// A value as one text: nothing for `null`, what is nested as JSON.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A key in snake case: `dateTime` and `Date Time` are `date_time`.
fn snake(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut lower = false;
    for c in key.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && lower {
                out.push('_');
            }
            lower = c.is_lowercase() || c.is_numeric();
            out.extend(c.to_lowercase());
        } else {
            lower = false;
            if !out.ends_with('_') {
                out.push('_');
            }
        }
    }
    out
}

/// Whether the identifier of a cable stands among the keys.
pub(super) fn is_identified(entries: &Entries) -> bool {
    place(entries, Thing::Identifier, columns::is_sure_identifier).is_some()
}

/// Whether what an object says shows a cable.
pub(super) fn shows(content: &Content) -> bool {
    let identifier = content.archive.text("identifier");
    let values = [
        content.text.clone(),
        identifier.unwrap_or_default().to_owned(),
    ];
    columns::show_cable(&values)
}
