//! Prose is never lost: what stands in the parts of the body stands in the record's paragraphs, and nothing else does.

use std::collections::BTreeSet;

use cablex::message::Message;
use cablex::parse::{Options, parse, parts};
use cablex::part::Role;
use cablex::record::{Paragraph, Record};

/// The words of the paragraphs and their headings, in order.
pub fn words(record: &Record) -> impl Iterator<Item = &str> {
    let texts = record.paragraphs.iter().flat_map(|paragraph| {
        [paragraph.heading.as_deref(), Some(paragraph.text.as_str())]
            .into_iter()
            .flatten()
    });
    texts.flat_map(str::split_whitespace)
}

/// A text without its blanks: how lines are joined is of no concern here.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Walks down the parts of the body and the paragraphs side by side: each part's words stand in its paragraph, in
/// order, but for number, portion mark, pilcrow and the rule around a heading; and the paragraphs hold no other word.
pub fn assert_kept(message: &Message) {
    let record = parse(message, Options::default());
    let mut rest = String::new();
    for paragraph in &record.paragraphs {
        rest += &squeezed(paragraph.heading.as_deref().unwrap_or_default());
        rest += &squeezed(&paragraph.text);
    }
    // What may be left of the paragraphs: a part may have more than one form of which each fits so far.
    let mut rests = BTreeSet::from([rest.as_str()]);
    let mut paragraphs = record.paragraphs.iter();
    let mut open = false;
    for part in parts(message) {
        // Some archives put a backslash at a line's end; it is no text.
        let text = message.text[part.span.clone()].trim_end();
        let text = text.strip_suffix('\\').unwrap_or(text);
        let forms = match part.role {
            Role::Heading => {
                open = false;
                let rule = |c: char| {
                    matches!(
                        c,
                        '-' | '=' | '_' | '*' | '\u{2010}'..='\u{2015}' | '\u{2212}'
                    ) || c.is_whitespace()
                };
                let bare = unmarked(text).trim_matches(rule);
                // A portion mark before it is the mark of the paragraph below.
                let behind = bare
                    .strip_prefix('(')
                    .and_then(|rest| rest.split_once(')'))
                    .filter(|(mark, _)| mark.len() < 24)
                    .map_or(bare, |(_, heading)| heading.trim_matches(rule));
                vec![
                    squeezed(unmarked(text.trim_matches(rule))),
                    squeezed(text.trim_matches(rule)),
                    squeezed(bare),
                    squeezed(behind),
                ]
            }
            Role::Paragraph if open => vec![squeezed(text), squeezed(unmarked(text))],
            Role::ParagraphStart if unmarked(text).is_empty() => vec![String::new()],
            Role::ParagraphStart | Role::Paragraph => {
                open = true;
                // A heading that no paragraph follows is an entry before this one.
                let mut ahead = paragraphs.clone();
                let begun = ahead.find(|entry| {
                    entry.lines[0] == part.line
                        && (entry.number.is_some() || !entry.text.is_empty())
                });
                if begun.is_some() {
                    paragraphs = ahead;
                }
                starts(text, begun)
            }
            _ => continue,
        };
        let after: BTreeSet<&str> = rests
            .iter()
            .flat_map(|rest| {
                let forms = forms.iter();
                forms.filter_map(|form| rest.strip_prefix(form.as_str()))
            })
            .collect();
        assert!(
            !after.is_empty(),
            "line {}, {}: {text:?}\nas {forms:?}\nis not where the paragraphs go on: {:?}\nin\n{}",
            part.line,
            part.role.name(),
            rests
                .iter()
                .map(|rest| rest.chars().take(80).collect::<String>())
                .collect::<Vec<_>>(),
            message.text
        );
        rests = after;
    }
    assert!(
        rests.contains(""),
        "words that stand in no part of the body, {rests:?}, in\n{}",
        message.text
    );
}

/// The forms that a paragraph's first line may have in its text.
fn starts(text: &str, paragraph: Option<&Paragraph>) -> Vec<String> {
    let Some(paragraph) = paragraph else {
        let mut forms = vec![squeezed(unmarked(text)), squeezed(text)];
        // Number and mark alone stand over their paragraph's heading.
        if text.len() < 120 && text.ends_with([')', '.']) {
            forms.push(String::new());
        }
        return forms;
    };
    // What was lost before a word was a quotation mark, and stays.
    let quoted = squeezed(text);
    let mut text = squeezed(unmarked(text));
    let mut forms = Vec::new();
    if paragraph.number.is_some() {
        let bare = text
            .strip_prefix('(')
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let bare = bare
            .unwrap_or(&text)
            .trim_start_matches(|c: char| c.is_ascii_digit());
        let mut ends = [").", ".", ",", ")"]
            .iter()
            .filter_map(|end| bare.strip_prefix(end));
        let end = ends.next().unwrap_or(bare).to_owned();
        // The period behind `9)` may be all of the text.
        forms.extend(ends.map(str::to_owned));
        text = end;
    }
    if let Some(portion) = &paragraph.portion {
        let portion = squeezed(portion);
        if let Some(at) = text.find(&portion) {
            // The mark and its parentheses; it may stand behind the word that heads the paragraph.
            let before = text[..at].trim_end_matches(['(', '[']);
            let after = &text[at + portion.len()..];
            for close in [")", "]", ".", ").", ""] {
                if let Some(after) = after.strip_prefix(close) {
                    forms.push(format!("{before}{after}"));
                }
            }
        }
    }
    forms.push(text);
    // A pilcrow behind number and mark is none of the text either.
    let unmarked: Vec<String> = forms.iter().map(|form| unmarked(form).to_owned()).collect();
    forms.extend(unmarked);
    forms.push(quoted);
    forms
}

/// A line without the pilcrow that the archive put before it.
fn unmarked(text: &str) -> &str {
    let text = text.trim_start().trim_start_matches(['¶', '\u{FFFD}']);
    text.trim_start()
}
