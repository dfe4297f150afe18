//! Every file below `fixtures/` is read, and what it was read as is compared with the snapshot beside it: a new quirk
//! is one new file. Snapshots that changed: `INSTA_UPDATE=always cargo test --test fixtures`, then read them.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::panic
)]
#![allow(clippy::print_stderr, clippy::indexing_slicing, dead_code)]

#[path = "common/corpus.rs"]
mod corpus;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use cablex::container;
use cablex::message::Message;
use cablex::parse::{Options, parse, parts};
use cablex::record::Cable;
use corpus::File;

#[test]
fn fixtures_read_as_their_snapshots_say() {
    let mut names = BTreeSet::new();
    let mut failed = Vec::new();
    for file in corpus::fixtures() {
        let path = Path::new(&file.name);
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap();
        assert!(
            names.insert((folder.to_owned(), stem.to_owned())),
            "{}: another fixture has this name",
            file.name
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(corpus::root().join(folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let shown = show(&file);
        // Every fixture is compared, not only up to the first that differs.
        let compare = || settings.bind(|| insta::assert_snapshot!(stem, shown));
        if catch_unwind(AssertUnwindSafe(compare)).is_err() {
            failed.push(file.name);
        }
    }
    assert!(failed.is_empty(), "not as in their snapshots: {failed:#?}");
}

/// What a file was read as: for each message its parts, a row each, and its record.
fn show(file: &File) -> String {
    let container = file.name.split('/').nth(1).unwrap();
    let mut out = String::new();
    for cable in container::read(&file.name, file.bytes.as_slice(), None) {
        if !out.is_empty() {
            out.push('\n');
        }
        match cable {
            Ok(Cable::Unread(message)) => {
                assert_eq!(message.container.name(), container, "{}", file.name);
                annotate(&mut out, &message);
                let record = parse(&message, Options::default());
                let json = serde_json::to_string_pretty(&record).unwrap();
                out.push('\n');
                out.push_str(&compact(&json));
            }
            Ok(Cable::Read(record)) => {
                out.push_str(&compact(&serde_json::to_string_pretty(&record).unwrap()));
            }
            Err(error) => writeln!(out, "{error}").unwrap(),
        }
    }
    out
}

/// A row a part: line, role, text. A text that does not end its line is followed by `⋯`.
fn annotate(out: &mut String, message: &Message) {
    for part in parts(message) {
        let text = &message.text[part.span];
        let (text, end) = match text.strip_suffix('\n') {
            Some(text) => (text, ""),
            None => (text, "⋯"),
        };
        let row = format!(
            "{:>3} {:<19} {}{end}",
            part.line,
            part.role.name(),
            visible(text)
        );
        writeln!(out, "{}", row.trim_end()).unwrap();
    }
}

/// A text whose every character can be seen: a snapshot is read by eye, and compared by tools that trim.
fn visible(text: &str) -> String {
    let printed = text.trim_end_matches(' ').len();
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\u{A0}' | '\u{2028}' | '\u{FEFF}' | '\u{FFFD}' => {
                write!(out, "{}", c.escape_unicode()).unwrap();
            }
            ' ' if at >= printed => out.push('·'),
            c if c.is_control() => write!(out, "{}", c.escape_unicode()).unwrap(),
            c => out.push(c),
        }
    }
    out
}

/// Indented JSON with each list of plain values on one line.
fn compact(json: &str) -> String {
    let mut out = String::new();
    let lines: Vec<&str> = json.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        out.push_str(line);
        if line.ends_with('[') {
            let plain = |line: &&&str| !line.ends_with(['{', '[', '}', ']']) && !closes(line);
            let items: Vec<&str> = lines[at..]
                .iter()
                .take_while(plain)
                .map(|l| l.trim())
                .collect();
            let end = lines.get(at + items.len());
            if let Some(end) = end.filter(|end| closes(end)) {
                out.push_str(&items.join(" "));
                out.push_str(end.trim());
                at += items.len() + 1;
            }
        }
        out.push('\n');
    }
    out
}

/// Whether a line closes a list.
fn closes(line: &str) -> bool {
    matches!(line.trim(), "]" | "],")
}

#[test]
fn lists_of_plain_values_stand_on_one_line() {
    let value = serde_json::json!({"a": [1, 2], "b": [{"c": ["x]", "y,"]}]});
    let json = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(
        compact(&json),
        "{\n  \"a\": [1, 2],\n  \"b\": [\n    {\n      \"c\": [\"x]\", \"y,\"]\n    }\n  ]\n}\n"
    );
}

#[test]
fn nothing_of_a_text_is_invisible() {
    assert_eq!(visible("a b  "), "a b··");
    assert_eq!(visible("\u{7}\\\u{A0}\u{85}¶"), "\\u{7}\\\\\\u{a0}\\u{85}¶");
}
