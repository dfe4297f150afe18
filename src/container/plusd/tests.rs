#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]

use super::*;
use crate::container::content::cut_in_steps;

const FIELDS: &str = "A TITLE\nDate: 1976 May 12, 00:00 (Wednesday)\nCanonical ID: 1976LIMA04711_b\n\
    Original Classification: SECRET\nTAGS: PE - Peru | ECON - Trade, in short\nEnclosure: -- Not Assigned --\n";
const TEXT: &str = "UNCLAS LIMA 4711\n\nTAGS: PE\nSUBJECT: X\n\n1. TEXT\n";

fn html(inside: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Date: x</title></head><body><p>menu</p><table>\
         <tr><td>A TITLE</td></tr><tr><td><div class='s_key'>Canonical ID:</div><div class='s_val'>1976LIMA04711_b</div>\
         </td></tr><tr><td>Original Classification: SECRET &amp; more</td></tr></table>{inside}</body></html>\n"
    )
}

#[test]
fn fields_are_read_however_they_stand() {
    let below = FIELDS.replace(": ", ":\n");
    let beside = FIELDS.replace("\nCan", "\tCan").replace(": ", ":\t");
    for fields in [FIELDS, &below, &beside] {
        let text = format!("{fields}\n{TEXT}");
        let content = read(text.as_bytes()).unwrap();
        assert_eq!(content.archive.text("title"), Some("A TITLE"));
        assert_eq!(
            content.archive.text("canonical_id"),
            Some("1976LIMA04711_b")
        );
        assert_eq!(content.archive.text("enclosure"), None);
        assert_eq!(
            content.archive.list("tags"),
            ["PE - Peru", "ECON - Trade, in short"],
            "{fields}"
        );
        let last = content.given.last().unwrap().span.end;
        assert_eq!(&content.text[last..], TEXT, "{fields}");
    }
}

#[test]
fn a_page_becomes_its_text() {
    for (inside, text) in [
        (
            "<pre>1. A &lt;B&gt; &#x26; C</pre><p>foot</p>",
            "1. A <B> & C\n",
        ),
        (
            "<pre>1. A <B> & C < D\n<a href=x>E</a></pre>",
            "1. A <B> & C < D\nE\n",
        ),
        ("<pre>1. SAME</pre> <pre>1. SAME\n</pre>", "1. SAME\n"),
        (
            "<div id='tagged-text'>1. A<br>2. <div>B</div>C</div>",
            "1. A\n2. B\nC\n",
        ),
        ("<pre>  1. NEVER CLOSED", "  1. NEVER CLOSED\n"),
        ("<script>x < '<pre>'</script><pre>1. A</pre>", "1. A\n"),
    ] {
        let content = read(html(inside).as_bytes()).unwrap();
        let head =
            "A TITLE\nCanonical ID:\n1976LIMA04711_b\nOriginal Classification: SECRET & more\n\n";
        assert_eq!(content.text, format!("{head}{text}"), "{inside}");
        // What was read once is read again as it is.
        let again = read(content.text.as_bytes()).unwrap();
        assert_eq!((again.text, again.archive), (content.text, content.archive));
        assert_eq!(again.given, content.given);
    }
}

#[test]
fn an_input_is_told_by_its_fields() {
    for (head, expected) in [
        (FIELDS.to_owned(), true),
        (FIELDS.replace('\n', "\t"), true),
        (html(""), true),
        ("<html><a href='/plusd/cables/x.html'>".to_owned(), true),
        ("<html><h3>Viewing cable 07LIMA1, X</h3>".to_owned(), false),
        (TEXT.to_owned(), false),
        (
            "1. The Canonical ID: field\nCharacter Count: 3\n".to_owned(),
            true,
        ),
        ("Canonical ID: x\n".to_owned(), false),
        (String::new(), false),
    ] {
        assert_eq!(recognise(head.as_bytes()), expected, "{head:?}");
    }
    let error = read(b"nothing of it\n").unwrap_err();
    assert_eq!(error.code(), "damaged");
}

/// The pieces that come of an input in steps of some bytes.
fn cut(input: &[u8], step: usize) -> Vec<&[u8]> {
    cut_in_steps(Cutter::default(), input, step)
}

#[test]
fn a_stream_is_cut_into_pages() {
    let page = format!("{FIELDS}\n{TEXT}\n");
    let web = html("<pre>1. A < B</pre>");
    for step in [1, 10, 100_000] {
        assert_eq!(
            cut([&*page, &page].concat().as_bytes(), step),
            [page.as_bytes(); 2]
        );
        assert_eq!(
            cut([&*web, &web].concat().as_bytes(), step),
            [web.as_bytes(); 2]
        );
        let torn = web.replace("</html>", "");
        let stream = [&*torn, &web].concat();
        let pieces = cut(stream.as_bytes(), step);
        assert_eq!(pieces, [torn.as_bytes(), web.as_bytes()]);
    }
}

const PIECES: &[&str] = &[
    "Canonical ID: x",
    "Date:",
    "TAGS: A | B",
    "Content",
    "\t",
    "\n",
    "\n\n",
    "text",
    "<",
    ">",
    "</",
    "<pre>",
    "</pre>",
    "<div class='text-content'>",
    "</div>",
    "<p>",
    "<br>",
    "&amp;",
    "&",
    ";",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<!DOCTYPE html>",
    "</html>",
    "\u{e9}",
    "\u{feff}",
    "\r",
];

proptest::proptest! {
    #[test]
    fn any_pieces_are_read_and_cut(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
        step in 1_usize..60,
    ) {
        let input = pieces.concat();
        let _ = recognise(input.as_bytes());
        let whole = cut(input.as_bytes(), usize::MAX / 2);
        proptest::prop_assert_eq!(&whole, &cut(input.as_bytes(), step));
        proptest::prop_assert_eq!(whole.concat(), input.as_bytes());
        if let Ok(content) = read(input.as_bytes()) {
            let mut at = 0;
            for part in &content.given {
                proptest::prop_assert!(part.span.start >= at && part.span.end > part.span.start);
                proptest::prop_assert!(content.text.get(part.span.clone()).is_some());
                at = part.span.end;
            }
        }
    }
}
