//! Which paragraph of one version is which of the other.

use similar::DiffTag;

use super::super::head;
use super::words;
use crate::record::Record;

/// How far a paragraph is looked for among those of the other version that are no twins of any.
const REACH: usize = 8;

/// The text of a version.
pub(super) struct Text {
    pub items: Vec<Item>,
    pub signature: String,
}

/// A paragraph with what stands over it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub number: Option<u32>,
    pub heading: String,
    /// Number, portion mark, text.
    pub text: String,
    /// The words of it all, by which twins are known.
    key: String,
}

impl Text {
    pub(super) fn of(record: &Record) -> Self {
        let items = record.paragraphs.iter().map(|paragraph| {
            let number = paragraph.number.map(|number| format!("{number}. "));
            let portion = paragraph.portion.as_ref().map(|mark| format!("({mark}) "));
            let lead = format!(
                "{}{}",
                number.unwrap_or_default(),
                portion.unwrap_or_default()
            );
            let heading = paragraph.heading.clone().unwrap_or_default();
            let text = format!("{lead}{}", paragraph.text).trim_end().to_owned();
            let words: Vec<&str> = heading.split_whitespace().collect();
            let mut key = words.join(" ");
            for word in text.split_whitespace() {
                key.push(' ');
                key.push_str(word);
            }
            Item {
                number: paragraph.number,
                heading,
                text,
                key,
            }
        });
        Text {
            items: items.collect(),
            signature: record.signature.join(" "),
        }
    }
}

/// What became of paragraphs.
pub(super) enum Found<'t> {
    /// They are in both versions.
    Same(&'t [Item]),
    /// It has other words in the second one.
    Changed(&'t Item, &'t Item),
    /// The second one lacks it.
    Removed(&'t Item),
    /// The first one lacks it.
    Added(&'t Item),
}

/// What became of each paragraph, in the order of the second version.
pub(super) fn find<'t>(old: &'t [Item], new: &'t [Item]) -> Vec<Found<'t>> {
    let keys =
        |items: &'t [Item]| -> Vec<&'t str> { items.iter().map(|item| &*item.key).collect() };
    let mut found = Vec::new();
    for op in words::compare(&keys(old), &keys(new)) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let old = old.get(old_range).unwrap_or_default();
        let new = new.get(new_range).unwrap_or_default();
        match tag {
            DiffTag::Equal if new.is_empty() => {}
            DiffTag::Equal => found.push(Found::Same(new)),
            _ => pair(old, new, &mut found),
        }
    }
    found
}

/// Paragraphs between two pairs of twins: those that have words in common are one, changed; the others were taken out
/// or put in.
fn pair<'t>(mut old: &'t [Item], mut new: &'t [Item], found: &mut Vec<Found<'t>>) {
    while let ([first, old_rest @ ..], [second, new_rest @ ..]) = (old, new) {
        let near = |one: &Item, other: &Item| words::are_near(&one.key, &other.key);
        let ahead = |items: &[Item], one: &Item| {
            let mut items = items.iter().take(REACH);
            items.any(|item| near(item, one))
        };
        if near(first, second) {
            found.push(Found::Changed(first, second));
            (old, new) = (old_rest, new_rest);
        } else if ahead(new_rest, first) {
            found.push(Found::Added(second));
            new = new_rest;
        } else {
            found.push(Found::Removed(first));
            old = old_rest;
        }
    }
    found.extend(old.iter().map(Found::Removed));
    found.extend(new.iter().map(Found::Added));
}

/// What paragraphs are called: `1-4`, `2 and 3`; those without a number are counted.
pub(super) fn names(items: &[Item]) -> String {
    let numbers: Vec<u32> = items.iter().filter_map(|item| item.number).collect();
    let others = items.len() - numbers.len();
    let others = match others {
        0 => None,
        count => Some(format!("{count} unnumbered")),
    };
    let numbers = (!numbers.is_empty()).then(|| head::and(&numbers));
    let names: Vec<String> = numbers.into_iter().chain(others).collect();
    names.join(", ")
}
