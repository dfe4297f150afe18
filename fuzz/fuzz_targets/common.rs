//! What must hold of any input: each message becomes a record, and its parts cover its text.

use cablex::container;
use cablex::message::Container;
use cablex::parse::{Options, parse, parts};

/// Reads an input, of the container that is asked for or of the one recognised.
pub fn read(bytes: &[u8], from: Option<Container>) {
    for cable in container::read("fuzz", bytes, from) {
        let Some(message) = cable.ok().and_then(|cable| cable.message()) else {
            continue;
        };
        let mut end = 0;
        for part in parts(&message) {
            assert_eq!(part.span.start, end, "a gap or an overlap at {part:?}");
            assert!(part.span.end > end, "an empty part: {part:?}");
            end = part.span.end;
        }
        assert_eq!(end, message.text.len(), "a rest that is no part");
        let _ = parse(&message, Options::default());
    }
}
