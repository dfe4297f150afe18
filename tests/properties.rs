//! The promises: every character once, total, deterministic; and that prose is never lost.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::panic
)]
#![allow(clippy::print_stderr, clippy::indexing_slicing, dead_code)]

#[path = "common/cables.rs"]
mod cables;
#[path = "common/chance.rs"]
mod chance;
#[path = "common/corpus.rs"]
mod corpus;
#[path = "common/promises.rs"]
mod promises;
#[path = "common/prose.rs"]
mod prose;
#[path = "common/vocabulary.rs"]
mod vocabulary;

use cablex::container;
use cablex::message::{Container, Message};
use cablex::parse::{Options, parse, record};
use cablex::record::Cable;
use promises::{EVERYTHING, assert_tiled};
use proptest::prelude::*;

/// The messages of an input; nothing of one that is no cable.
fn messages(name: &str, bytes: &[u8]) -> Vec<Message> {
    container::read(name, bytes, None)
        .filter_map(|cable| cable.ok()?.message())
        .collect()
}

/// What an input gives, as one text: records and errors.
fn outcome(bytes: &[u8], options: Options) -> String {
    let mut out = String::new();
    for cable in container::read("input", bytes, None) {
        match cable {
            Ok(cable) => out += &serde_json::to_string(&record(cable, options)).unwrap(),
            Err(error) => out += &error.to_string(),
        }
        out.push('\n');
    }
    out
}

/// All promises, of the messages of an input.
fn assert_promises(bytes: &[u8]) {
    for options in [Options::default(), EVERYTHING] {
        assert_eq!(outcome(bytes, options), outcome(bytes, options));
    }
    let (mut end, mut skipped) = (0, false);
    for (cable, index) in container::read("input", bytes, None).zip(0..) {
        // A message that its container does not hold whole is an error, and the next one goes on behind it.
        let Some(message) = cable.ok().and_then(Cable::message) else {
            skipped = true;
            continue;
        };
        assert_eq!(message.index, index);
        assert!(message.bytes.start >= end, "a message inside another");
        // A row of names, another table of a dump and the envelope of objects are the container's own, and no message.
        let own = matches!(
            message.container,
            Container::Csv | Container::Sql | Container::Json
        );
        assert!(
            skipped || own || message.bytes.start == end,
            "bytes between two messages"
        );
        (end, skipped) = (message.bytes.end, own);
        assert_tiled(&message);
        prose::assert_kept(&message);
    }
    assert!(skipped || end == bytes.len() as u64);
}

/// A file whose lines end in carriage return and line feed gives the same record but for the bytes in the source.
fn assert_same_with_crlf(name: &str, bytes: &[u8]) {
    let mut crlf = Vec::new();
    for &byte in bytes {
        if byte == b'\n' {
            crlf.push(b'\r');
        }
        crlf.push(byte);
    }
    let (plain, crlf) = (messages(name, bytes), messages(name, &crlf));
    assert_eq!(plain.len(), crlf.len(), "{name}");
    for (plain, crlf) in plain.iter().zip(&crlf) {
        assert_eq!(plain.text, crlf.text, "{name}");
        let mut record = parse(crlf, EVERYTHING);
        record.source.bytes = [plain.bytes.start, plain.bytes.end];
        let plain = serde_json::to_value(parse(plain, EVERYTHING)).unwrap();
        assert_eq!(plain, serde_json::to_value(record).unwrap(), "{name}");
    }
}

/// The lengths of an input cut behind each of its lines.
fn cuts(bytes: &[u8]) -> Vec<usize> {
    let ends = bytes.iter().zip(1..);
    let ends = ends.filter_map(|(byte, end)| matches!(byte, b'\n' | b'\r').then_some(end));
    ends.chain([bytes.len()]).collect()
}

#[test]
fn fixtures_keep_the_promises() {
    for file in corpus::fixtures() {
        assert_promises(&file.bytes);
        if !file.bytes.contains(&b'\r') {
            assert_same_with_crlf(&file.name, &file.bytes);
        }
    }
}

#[test]
fn fixtures_keep_the_promises_cut_at_each_line() {
    for file in corpus::fixtures() {
        for end in cuts(&file.bytes) {
            assert_promises(&file.bytes[..end]);
            assert_promises(&file.bytes[end..]);
        }
    }
}

#[test]
fn the_seed_keeps_the_promises() {
    let Some((file, _)) = corpus::seed() else {
        return;
    };
    assert_same_with_crlf(&file.name, &file.bytes);
    for end in cuts(&file.bytes) {
        assert_promises(&file.bytes[..end]);
    }
}

#[test]
fn invented_archives_keep_the_promises() {
    for (cable, seed) in cables::archive(7, 40).iter().zip(0..) {
        assert_promises(cable.as_bytes());
        assert_same_with_crlf(&format!("cable {seed}"), cable.as_bytes());
    }
    // Many in one stream are as many messages.
    let stream = cables::archive(8, 12).join("");
    assert_eq!(messages("stream", stream.as_bytes()).len(), 12);
    assert_promises(stream.as_bytes());
}

/// Bytes as a broken archive has them: line ends of every kind, marks of every encoding, and anything else.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let odd = prop::sample::select(vec![
        &b"\n"[..],
        b"\r\n",
        b"\r",
        b"\r\r\n",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xC2\xB6",
        b"\xB6",
        b"\xEF\xBF\xBD",
        b"\xE2\x80\xA8",
        b"\xC2\xA0",
        b"\x0C",
        b"\x1A",
        b"\x93",
        b"\xFF",
        b"\\\n",
        b"1. (C) ",
        b"VZCZC",
        b"UNCLAS LIMA 000012",
        b" LIMA 00000012  002 OF 003 ",
        b"E.O. 12958: ",
        b"TAGS: ",
        b"REF: ",
        b"----",
        b"NNNN",
    ]);
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..8),
        odd.prop_map(<[u8]>::to_vec),
        "[ -~]{0,12}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..48).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(chance::config(300))]

    #[test]
    fn any_bytes_keep_the_promises(bytes in bytes()) {
        assert_promises(&bytes);
    }

    #[test]
    fn any_bytes_behind_a_header_keep_the_promises(bytes in bytes()) {
        assert_promises(&[b"FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n", bytes.as_slice()].concat());
    }

    #[test]
    fn any_text_is_cut_into_parts(text in "\\PC{0,200}", more in "[\\x00-\\x7f\u{b6}\u{fffd}\u{2028}\u{425}]{0,400}") {
        let message = Message::from_text(text + &more);
        assert_tiled(&message);
        prose::assert_kept(&message);
    }

    #[test]
    fn mixtures_of_lines_keep_the_promises(text in vocabulary::mixture()) {
        assert_promises(text.as_bytes());
        assert_same_with_crlf("mixture", text.as_bytes());
    }

    #[test]
    fn prose_is_never_lost(cable in vocabulary::cable()) {
        let messages = messages("cable", cable.text.as_bytes());
        prop_assert_eq!(messages.len(), 1);
        let record = parse(&messages[0], Options::default());
        let mut words = prose::words(&record);
        for word in &cable.words {
            prop_assert!(words.any(|found| found.contains(word.as_str())), "{word} is lost or out of order:\n{}", cable.text);
        }
    }
}
