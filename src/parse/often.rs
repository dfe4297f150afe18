//! How often each recogniser of lines is asked while cables are parsed.

use super::{Options, parse};
use crate::message::Message;
use crate::tally::{self, Asked};

#[path = "../../tests/common/cables.rs"]
#[allow(dead_code)]
mod cables;

/// Questions for a hundred lines, no more; whoever saves some writes fewer here.
fn most(asked: Asked) -> u64 {
    match asked {
        Asked::Shape => 41,
        Asked::ClassLine => 2,
        Asked::Label => 18,
        Asked::LabelInside => 9,
        Asked::Number => 21,
        Asked::Portion => 26,
    }
}

#[test]
fn no_line_is_looked_at_more_often_than_it_was() {
    let messages: Vec<Message> = cables::archive(2, 100)
        .into_iter()
        .map(Message::from_text)
        .collect();
    let lines: usize = messages.iter().map(|it| it.text.lines().count()).sum();
    let _ = tally::taken();
    for message in &messages {
        let _ = parse(message, Options::default());
    }
    let counts: Vec<(Asked, u64)> = tally::taken()
        .map(|(asked, count)| (asked, (count * 100).div_ceil(lines as u64)))
        .collect();
    assert!(
        counts.iter().all(|(asked, count)| *count <= most(*asked)),
        "questions for a hundred of {lines} lines: {counts:?}"
    );
}
