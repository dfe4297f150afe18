//! What must hold of every message and every record, whatever the input was.

use cablex::container;
use cablex::message::{Container, Message};
use cablex::output::jsonl;
use cablex::parse::{Options, parse, parts};
use cablex::record::{Cable, Record};

/// All that a record can hold.
pub const EVERYTHING: Options = Options {
    text: true,
    spans: true,
    roles: true,
    layout: false,
};

/// The parts of a message cover its text without gap or overlap, in order, and say in which line they begin.
pub fn assert_tiled(message: &Message) {
    let parts = parts(message);
    let (mut end, mut line) = (0, 1);
    for part in &parts {
        assert_eq!(part.span.start, end, "a gap or an overlap at {part:?}");
        assert!(part.span.end > end, "an empty part: {part:?}");
        assert_eq!(part.line, line, "{part:?}");
        end = part.span.end;
        let text = &message.text[part.span.clone()];
        line += u32::try_from(text.matches('\n').count()).unwrap();
    }
    assert_eq!(end, message.text.len(), "a rest that is no part");
    let record = parse(message, EVERYTHING);
    assert_eq!(record.text.as_ref(), Some(&message.text));
    assert_eq!(record.roles.map_or(0, |roles| roles.len()), parts.len());
}

/// A record that was written is read as the same one, and written again it is the same line.
pub fn assert_read_back(record: &Record) {
    let written = written(record);
    let mut read = container::read("records", written.clone(), Some(Container::Records));
    match (read.next(), read.next()) {
        (Some(Ok(Cable::Read(again))), None) => {
            assert!(*again == *record, "{record:?}\n{again:?}");
            assert!(self::written(&again) == written, "{record:?}");
        }
        (first, second) => panic!("{first:?} {second:?} of {record:?}"),
    }
}

/// A record as it is written: what serde makes of it, byte for byte.
fn written(record: &Record) -> Vec<u8> {
    let mut line = Vec::new();
    jsonl::line(&mut line, record).unwrap();
    assert!(line.strip_suffix(b"\n") == Some(&*serde_json::to_vec(record).unwrap()));
    line
}
