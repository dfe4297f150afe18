#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

const CELLS: [(&str, &str); 5] = [
    (
        "Reference ID",
        "<a href='/cable/2007/06/07LIMA12.html'>07LIMA12</a>",
    ),
    (
        "Created",
        "<a href='/date/2007-06_0.html'>2007-06-15 08:08</a>",
    ),
    (
        "Released",
        "<a href='/reldate/2011-08-30_0.html'>2011-08-30 01:01</a>",
    ),
    (
        "Classification",
        "<a href='/classification/1_0.html' title='unclassified'>SECRET//NOFORN</a>",
    ),
    ("Origin", "<a href='/origin/1_0.html'>Embassy\nLima</a>"),
];

/// A page with these cells and this text of its blocks.
fn page(cells: &[(&str, &str)], blocks: &[&str]) -> String {
    let labels: String = cells
        .iter()
        .map(|(label, _)| format!("<th>{label}</th>\n"))
        .collect();
    let values: String = cells
        .iter()
        .map(|(_, value)| format!("<td>\n{value}\n</td>\n"))
        .collect();
    let blocks: Vec<String> = blocks
        .iter()
        .map(|text| format!("<code><pre>{text}</pre></code>\n"))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html>\n<head><style>a > b</style><script>var s = '<pre>no</pre>';</script></head>\n<body>\n\
         <h3>Viewing cable 07LIMA12, R&D <9 PERCENT, &lt;NAME&gt;</h3>\n<p>DE RUEHAA #0001 is an example.</p>\n\
         <table class='cable'>\n<tr>\n{labels}</tr>\n<tr>\n{values}</tr>\n</table>\n{}</body>\n</html>\n",
        blocks.concat()
    )
}

#[test]
fn a_page_says_what_its_cells_say() {
    let content =
        read(page(&CELLS, &["R 150802Z JUN 07", "UNCLAS LIMA 000012\n"]).as_bytes()).unwrap();
    assert_eq!(content.text, "R 150802Z JUN 07\nUNCLAS LIMA 000012\n");
    assert!(content.given.is_empty() && content.diagnostics.is_empty());
    for (key, value) in [
        ("identifier", "07LIMA12"),
        ("created", "2007-06-15 08:08"),
        ("released", "2011-08-30 01:01"),
        ("classification", "SECRET//NOFORN"),
        ("origin", "Embassy Lima"),
        ("title", "R&D <9 PERCENT, <NAME>"),
    ] {
        assert_eq!(content.archive.text(key), Some(value), "{key}");
    }
}

#[test]
fn the_first_layout_has_a_date() {
    let mut cells = CELLS;
    cells[1].0 = "Date";
    let content = read(page(&[&cells[..2], &cells[3..]].concat(), &["x"]).as_bytes()).unwrap();
    assert_eq!(content.archive.text("created"), Some("2007-06-15 08:08"));
    assert_eq!(content.archive.text("released"), None);
    assert_eq!(content.archive.text("origin"), Some("Embassy Lima"));
}

#[test]
fn tags_are_links_and_text() {
    let body = "TAGS: <a href='/tag/PREL_0.html'>PREL</a>, <a href='/tag/FREE_0.html'>FREE</a> \
        <a href='/tag/TRADE_0.html'>TRADE</a>, <a href='/cable/1'>07QUITO1</a>&#x000A;TAGS: <a href='/tag/PREL_0.html'>PREL</a>";
    let content = read(page(&CELLS, &["", body]).as_bytes()).unwrap();
    assert_eq!(
        content.text,
        "TAGS: PREL, FREE TRADE, 07QUITO1\nTAGS: PREL\n"
    );
    assert_eq!(content.archive.list("tags"), ["PREL", "FREE", "TRADE"]);
}

#[test]
fn a_tag_ends_where_its_link_is_not_closed() {
    let body = "TAGS: <a href='/tag/PREL_0.html'>PREL, <a href='/tag/PE_0.html'>PE&#x000A;SUBJECT: A TITLE";
    let content = read(page(&CELLS, &["", body]).as_bytes()).unwrap();
    assert_eq!(content.archive.list("tags"), ["PREL", "PE"]);
}

#[test]
fn unclosed_tags_lose_nothing() {
    let whole = page(&CELLS, &["R 150802Z JUN 07", "A <B> C & D"]);
    let expected = read(whole.as_bytes()).unwrap();
    for tag in [
        "</a>", "</th>", "</td>", "</tr>", "</code>", "</pre>", "</table>", "</body>", "</h3>",
    ] {
        let content = read(whole.replace(tag, "").as_bytes()).unwrap();
        assert_eq!(
            content.archive.text("origin"),
            Some("Embassy Lima"),
            "{tag}"
        );
        assert_eq!(
            content.archive.text("identifier"),
            Some("07LIMA12"),
            "{tag}"
        );
        assert_eq!(content.text.trim_end(), expected.text.trim_end(), "{tag}");
    }
    let cut = whole.split_inclusive("A <B").next().unwrap();
    let content = read(cut.as_bytes()).unwrap();
    assert_eq!(content.text, "R 150802Z JUN 07\nA <B\n");
    assert_eq!(
        content.diagnostics.first().unwrap().code,
        Code::TextCut.as_str()
    );
}

#[test]
fn lines_of_diagnostics_are_the_messages() {
    let page = page(&CELLS, &["R 150802Z JUN 07&#x000A;", "a&#x000A;@B"]);
    let bytes: Vec<u8> = page
        .bytes()
        .map(|b| if b == b'@' { 0xB6 } else { b })
        .collect();
    let content = read(&bytes).unwrap();
    assert_eq!(content.text, "R 150802Z JUN 07\n\na\n¶B\n");
    let found = content.diagnostics.first().unwrap();
    assert_eq!(
        (&*found.code, found.lines),
        ("encoding-reinterpreted", Some([4, 4]))
    );
}

#[test]
fn a_page_without_text_is_damaged() {
    let reason = |page: &str| match read(page.as_bytes()).unwrap_err() {
        InputErrorKind::Damaged(reason) => reason,
        other => other.code().to_owned(),
    };
    let none = page(&CELLS, &[]);
    assert!(reason(&none).starts_with("no <pre> in the page"));
    let cut = none.split("</table>").next().unwrap();
    assert!(reason(cut).starts_with("the page breaks off before its <pre>"));
    assert!(reason(&page(&CELLS, &["", " &#x000A;"])).starts_with("nothing in the page's <pre>"));
    assert_eq!(reason("<html><p>News</p></html>"), "not-cable");
    assert_eq!(reason("<html><pre>fn main() {}</pre></html>"), "not-cable");
    assert_eq!(reason(""), "not-cable");
    let bare = "<html><pre>UNCLAS LIMA 000012\n</pre></html>";
    assert_eq!(read(bare.as_bytes()).unwrap().text, "UNCLAS LIMA 000012\n");
}

#[test]
fn pages_are_told_from_other_inputs() {
    let whole = page(&CELLS, &["x"]);
    for (head, expected) in [
        (whole.as_str(), true),
        (&whole.to_uppercase(), true),
        (&format!("\r\n {whole}"), true),
        ("<table class=\"cable\"><tr>", true),
        ("<html><h3>Viewing cable", true),
        (
            "<html><a href='https://search.wikileaks.org/plusd/cables/1'>Viewing cable x</a>",
            false,
        ),
        // Markup is never a bare telegram; whether it holds a cable, reading it tells.
        ("<html><p>News</p></html>", true),
        ("<?xml version='1.0'?>\n<html>", true),
        ("<NAME> said", false),
        (
            "UNCLAS LIMA 000012\n\n1. Viewing cable <table class='cable'>",
            false,
        ),
        ("\"1\",\"<h3>Viewing cable 07LIMA12\"", false),
        ("{\"body\":\"<h3>Viewing cable 07LIMA12\"}", false),
        ("", false),
    ] {
        assert_eq!(recognise(head.as_bytes()), expected, "{head}");
    }
}
