//! What a text of cables may lie in: every container and every packing, whole and well formed around whatever text.

use std::io::{Cursor, Write};

use cablex::message::{Container, Message};
use cablex::output::jsonl;
use cablex::parse::{Options, parse};

/// Something around a text, by its name.
pub type Envelope = (&'static str, fn(&[u8]) -> Vec<u8>);

/// The containers, more than one form of those that have several.
pub const CONTAINERS: [Envelope; 13] = [
    ("acp127", <[u8]>::to_vec),
    ("page", page),
    ("html", html),
    ("csv", csv),
    ("table", table),
    ("json", json),
    ("array", array),
    ("insert", insert),
    ("copy", copy),
    ("records", records),
    ("aad", aad),
    ("plusd", plusd),
    ("foia", foia),
];

/// What files are packed in.
pub const PACKINGS: [Envelope; 8] = [
    ("gzip", gzip),
    ("zstd", zstd),
    ("tar", |text| tar(&[("a.txt", text)])),
    ("zip", |text| zip(&[("a.txt", text)])),
    ("mail", mail),
    ("mail-base64", mail_base64),
    ("mailbox", |text| [mailbox(text), mailbox(text)].concat()),
    ("tar.gz", |text| {
        gzip(&tar(&[("a/b.txt", text), ("c", text)]))
    }),
];

/// The head of the telegram, for containers that keep it apart from the text.
const HEADER: &str = "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0401";

fn around(before: &str, text: &[u8], after: &str) -> Vec<u8> {
    [before.as_bytes(), text, after.as_bytes()].concat()
}

/// The text with some bytes written in another way.
fn escaped(text: &[u8], escapes: &[(u8, &str)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match escapes.iter().find(|(escaped, _)| escaped == byte) {
            Some((_, escape)) => out.extend_from_slice(escape.as_bytes()),
            None => out.push(*byte),
        }
    }
    out
}

fn page(text: &[u8]) -> Vec<u8> {
    let head = "Identifier\nCreated\nClassification\nOrigin\n06LIMA401\n2006-05-12 09:30:00\nUNCLASSIFIED\n\
                Embassy Lima\n";
    around(head, text, "\n")
}

const MARKUP: [(u8, &str); 3] = [(b'<', "&lt;"), (b'>', "&gt;"), (b'&', "&amp;")];

fn html(text: &[u8]) -> Vec<u8> {
    let before = format!(
        "<!DOCTYPE html>\n<html><body><h3>Viewing cable 06LIMA401, A LIGHT</h3>\n<table class='cable'>\n\
         <tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>\n\
         <tr><td><a href='/c.html'>06LIMA401</a></td><td><a href='/d.html'>2006-05-12 09:30</a></td>\
         <td><a href='/r.html'>2011-08-30 01:01</a></td><td><a href='/k.html'>UNCLASSIFIED</a></td>\
         <td><a href='/o.html'>Embassy Lima</a></td></tr>\n</table>\n<code><pre>{HEADER}</pre></code>\n<code><pre>"
    );
    around(
        &before,
        &escaped(text, &MARKUP),
        "\n</pre></code></body></html>\n",
    )
}

/// A row of the dialect in which the archive goes round.
fn csv(text: &[u8]) -> Vec<u8> {
    let before = format!(
        "\"1\",\"5/12/2006 9:30\",\"06LIMA401\",\"Embassy Lima\",\"UNCLASSIFIED\",\"\",\"{HEADER}\",\""
    );
    around(
        &before,
        &escaped(text, &[(b'"', "\\\""), (b'\\', "\\\\")]),
        "\"\n",
    )
}

fn table(text: &[u8]) -> Vec<u8> {
    let before = format!(
        "id;date;origin;classification;header;body\n\
         06LIMA401;2006-05-12 09:30;Embassy Lima;UNCLASSIFIED;\"{HEADER}\";\""
    );
    around(&before, &escaped(text, &[(b'"', "\"\"")]), "\"\n")
}

fn object(text: &[u8]) -> String {
    let text = serde_json::Value::from(String::from_utf8_lossy(text));
    let header = serde_json::Value::from(HEADER);
    format!(
        "{{\"id\":\"06LIMA401\",\"date\":\"2006-05-12 09:30:00\",\"origin\":\"Embassy Lima\",\
         \"classification\":\"UNCLASSIFIED\",\"header\":{header},\"body\":{text}}}"
    )
}

fn json(text: &[u8]) -> Vec<u8> {
    format!("{}\n{}\n", object(text), object(text)).into_bytes()
}

fn array(text: &[u8]) -> Vec<u8> {
    format!(
        "{{\"took\":1,\"hits\":[\n{},\n{}]}}\n",
        object(text),
        object(text)
    )
    .into_bytes()
}

fn insert(text: &[u8]) -> Vec<u8> {
    let before = "INSERT INTO `cable` (`id`, `refid`, `origin`, `header`, `content`) VALUES \
                  (1,'06LIMA401','Embassy Lima','R 120930Z MAY 06\\nFM AMEMBASSY LIMA\\nTO SECSTATE WASHDC 0401','";
    let text = escaped(text, &[(b'\'', "\\'"), (b'\\', "\\\\"), (b'\n', "\\n")]);
    around(before, &text, "');\n")
}

fn copy(text: &[u8]) -> Vec<u8> {
    let before = "COPY public.cables (id, refid, origin, header, content) FROM stdin;\n\
                  1\t06LIMA401\tEmbassy Lima\tR 120930Z MAY 06\\nFM AMEMBASSY LIMA\\nTO SECSTATE WASHDC 0401\t";
    let text = escaped(
        text,
        &[
            (b'\t', "\\t"),
            (b'\\', "\\\\"),
            (b'\n', "\\n"),
            (b'\r', "\\r"),
        ],
    );
    around(before, &text, "\n\\.\n")
}

/// What the text reads as, written as records with their text: one as it comes, one by another program.
fn records(text: &[u8]) -> Vec<u8> {
    let message = Message {
        container: Container::Page,
        ..Message::from_text(String::from_utf8_lossy(text))
    };
    let options = Options {
        text: true,
        spans: true,
        roles: true,
        layout: true,
    };
    let record = parse(&message, options);
    let mut out = Vec::new();
    let _ = jsonl::line(&mut out, &record);
    let _ = jsonl::pretty(&mut out, &record);
    out
}

fn aad(text: &[u8]) -> Vec<u8> {
    let after = "\nNNNN\n\n<< END OF DOCUMENT >>\n\n Message Attributes\n\nAutomatic Decaptioning: X\n\
                 Capture Date: 01 JAN 1994\nCurrent Classification: UNCLASSIFIED\nConcepts: FISHERIES, HARBORS\n\
                 Draft Date: 12 MAY 2006\nDocument Number: 2006LIMA00401\nFrom: LIMA\nLine Count: 40\n\
                 Reference: 06 QUITO 812\nSubject: A LIGHT\nTAGS: PREL, PE\nTo: STATE\nType: TE\n\
                 Markings: Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n";
    around(" Message Text\n\n\n", text, after)
}

fn plusd(text: &[u8]) -> Vec<u8> {
    let before = "<!DOCTYPE html>\n<html><head><title>Cable: 1976LIMA00401_b</title></head><body>\n\
                  <table id=\"synopsis\"><tr><td class=\"title\">A LIGHT</td></tr>\n\
                  <tr><td><div class=\"s_key\">Date:</div><div class=\"s_val\">1976 May 12, 09:30 (Wednesday)</div>\
                  </td></tr>\n<tr><td><div class=\"s_key\">Canonical ID:</div>\
                  <div class=\"s_val\">1976LIMA00401_b</div></td></tr></table>\n\
                  <div class=\"text-content s_indent\">";
    let text = escaped(text, &[MARKUP[0], MARKUP[1], MARKUP[2], (b'\n', "<br>\n")]);
    around(before, &text, "</div></body></html>\n")
}

fn foia(text: &[u8]) -> Vec<u8> {
    let stamp = "UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001 Date: 06/30/2015\n";
    let before = format!("{stamp}RELEASE IN PART\nB1,1.4(D)\n\n");
    around(&before, text, &format!("\n{stamp}"))
}

/// The bytes as a gzip stream.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 1).unwrap()
}

/// Files as a tar.
pub fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Files as a zip.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The headers of a mail that says how it is written.
fn headers(kind: &str, encoding: &str) -> String {
    format!(
        "From: Jane Roe <roe@example.org>\nTo: doe@example.org\nSubject: a cable\nMIME-Version: 1.0\n\
         Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
}

fn mail(text: &[u8]) -> Vec<u8> {
    around(&headers("text/plain; charset=utf-8", "8bit"), text, "\n")
}

fn mailbox(text: &[u8]) -> Vec<u8> {
    let from = "From roe@example.org Fri May 12 09:30:00 2006\n";
    around(from, &mail(text), "\n")
}

/// A mail with the text attached to it.
fn mail_base64(text: &[u8]) -> Vec<u8> {
    let before = format!(
        "{}--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: text/plain; name=\"a.txt\"\n\
         Content-Disposition: attachment; filename=\"a.txt\"\nContent-Transfer-Encoding: base64\n\n",
        headers("multipart/mixed; boundary=\"b\"", "7bit")
    );
    around(&before, &base64(text), "\n--b--\n")
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len() / 3 * 4 + 4);
    for (number, three) in bytes.chunks(3).enumerate() {
        if number > 0 && number % 19 == 0 {
            out.push(b'\n');
        }
        let bits = three.iter().chain([&0, &0]).take(3);
        let bits = bits.fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for digit in 0..4 {
            let is_there = digit <= three.len();
            out.push(if is_there {
                DIGITS[bits >> (18 - 6 * digit) & 63]
            } else {
                b'='
            });
        }
    }
    out
}
