#![allow(clippy::unwrap_used, clippy::panic, clippy::format_push_string)]

use super::*;

/// The events of a page, tags between angle brackets, attributes left out.
fn shown(page: &[u8]) -> String {
    let mut out = String::new();
    for event in Events::new(page, &["pre"]) {
        match event {
            Event::Start(tag) => out.push_str(&format!("[{}]", tag.name())),
            Event::End(tag) => out.push_str(&format!("[/{}]", tag.name())),
            Event::Text(text) => out.push_str(&String::from_utf8_lossy(&text)),
        }
    }
    out
}

#[test]
fn printed_text_loses_nothing() {
    for text in [
        "<NAME> said",
        "A < B",
        "A<B and B>A",
        "<roe@example.org>",
        "GROWTH <9 PERCENT",
        "<a few> words",
        "<a href=",
        "<A href='x'>",
        "<B>bold</B>",
        "<table>",
        "<!-- no end",
        "<!-- <b>x</b> -->",
        "<!DOCTYPE html>",
        "<?php ?>",
        "</NAME>",
        "</",
        "<",
        "<<<>>>",
        "<p <p",
        "<a title='<'>",
        "R&D",
        "AT&T; R&D",
        "&",
        "&#",
        "&#;",
        "&#x;",
        "&copy",
        "&nosuchname;",
        "&amp",
        "<script>no end",
    ] {
        let page = format!("<p>x</p><pre>{text}</pre>");
        let expected = format!("[p]x[/p][pre]{text}[/pre]")
            .replace("<script>", "[script]")
            .replace("<b>", "[b]")
            .replace("</b>", "[/b]");
        assert_eq!(shown(page.as_bytes()), expected);
    }
}

#[test]
fn markup_in_printed_text_is_markup() {
    for (text, expected) in [
        (
            "TAGS: <a href='/tag/PREL_0.html'>PREL</a>, <a href=x>PE</a>",
            "TAGS: [a]PREL[/a], [a]PE[/a]",
        ),
        ("a<br>b<br/>c<br />d", "a\nb\nc\nd"),
        ("a&#x000A;b&#10;c&#xa;d", "a\nb\nc\nd"),
        (
            "R&amp;D &lt;NAME&gt; &quot;x&quot; &#39;",
            "R&D <NAME> \"x\" '",
        ),
        ("&para;1. &#182;2. &#xB6;3. &nbsp;", "¶1. ¶2. ¶3. \u{a0}"),
        ("&#146; &#0; &#x110000;", "\u{2019} \u{fffd} \u{fffd}"),
        (
            "<script type='x'>if (a < b) {}</script>y",
            "[script][/script]y",
        ),
        ("a<!-- b -->c", "ac"),
        ("<a href='a>b'>c</a>", "[a]c[/a]"),
        ("<b>c</b >", "[b]c[/b]"),
    ] {
        assert_eq!(
            shown(format!("<pre>{text}").as_bytes()),
            format!("[pre]{expected}")
        );
    }
}

#[test]
fn outside_it_every_name_is_a_tag() {
    for (page, expected) in [
        ("<!DOCTYPE html>\n<x-y>z</X-Y>", "\n[x-y]z[/x-y]"),
        ("<td title='a<b>c' class=d>e", "[td]e"),
        ("<td <a href='x'>y", "[td][a]y"),
        ("<td", "[td]"),
        (
            "<script>var s = '<pre>';</script><pre>\nx",
            "[script][/script][pre]x",
        ),
        ("<style>a > b", "[style]"),
        ("<roe@example.org>", "<roe@example.org>"),
        ("<PRE><B>x</B><b></PRE>", "[pre][b]x[/b]<b>[/pre]"),
        ("<pre>a</code>b<NAME>", "[pre]a[/code]b[name]"),
        ("<pre>a</div><pre>\r\nb", "[pre]a[/div][pre]b"),
        ("<?xml?><!x>y<!-- -->", "y"),
    ] {
        assert_eq!(shown(page.as_bytes()), expected, "{page}");
    }
}

#[test]
fn bytes_stay_as_they_are() {
    let page = b"<pre title='caf\xE9'>\xB61. \x92 \0 \r\r\n&amp;\xEF\xBF\xBD</pre>";
    let mut events = Events::new(page, &["pre"]);
    let Some(Event::Start(tag)) = events.next() else {
        panic!("no tag");
    };
    assert_eq!(tag.attribute("title"), Some("café".to_owned()));
    assert_eq!(events.printed(), Some("pre"));
    let mut text = Vec::new();
    for event in events {
        if let Event::Text(piece) = event {
            text.extend_from_slice(&piece);
        }
    }
    assert_eq!(text, b"\xB61. \x92 \0 \r\r\n&\xEF\xBF\xBD");
}

/// What pages are made of, and what looks so.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"&",
    b"&#x000A;",
    b"&#",
    b";",
    b"<a href='",
    b"'",
    b"\"",
    b"<pre>",
    b"</pre>",
    b"<!--",
    b"-->",
    b"<script>",
    b"</script",
    b"\n",
    b"\0",
    b"\xB6",
    b"<td",
    b" x=",
    b"/",
    b"&amp;",
    b"lt",
    b"<!",
    b"<?",
];

proptest::proptest! {
    #[test]
    fn any_bytes_end(page in proptest::collection::vec(
        proptest::sample::select(PIECES),
        0..60,
    )) {
        let page = page.concat();
        let mut events = Events::new(&page, &["pre"]);
        let mut at = 0;
        while events.next().is_some() {
            assert!(events.at > at && events.at <= page.len());
            at = events.at;
        }
    }
}
