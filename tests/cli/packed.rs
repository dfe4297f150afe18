//! What is compressed or packed.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::{Ran, cable, cablex, folder, ran, run_in, run_on, write};

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 0).unwrap()
}

pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The ids of the records that a file gives, and the paths in them.
fn ids(ran: &Ran) -> Vec<String> {
    let records = ran.json();
    records
        .iter()
        .map(|record| {
            format!(
                "{} {}",
                record["id"].as_str().unwrap(),
                record["source"]["path"].as_str().unwrap()
            )
        })
        .collect()
}

/// The code of the one failure in the file of failures.
fn code_of_failure(dir: &Path) -> String {
    let text = fs::read_to_string(dir.join("failed.jsonl")).unwrap();
    let failure: serde_json::Value = serde_json::from_str(&text).unwrap();
    failure["code"].as_str().unwrap().to_owned()
}

fn parse(dir: &Path, name: &str) -> Ran {
    run_in(dir, &["parse", name])
}

#[test]
fn members_come_in_order_under_their_names() {
    let (one, two, three) = (cable(1), cable(2), cable(3));
    let files: &[(&str, &[u8])] = &[
        ("b.txt", one.as_bytes()),
        ("a/c.txt", two.as_bytes()),
        (".hidden", b"never read"),
        ("__MACOSX/._b.txt", b"never read"),
        ("d.txt.gz", &gzip(three.as_bytes())),
    ];
    let dir = folder(&[]);
    write(dir.path(), "x.zip", &zip(files));
    write(dir.path(), "x.tar", &tar(files));
    write(dir.path(), "x.tgz", &gzip(&tar(files)));
    write(dir.path(), "x.tar.zst", &zstd(&tar(files)));
    write(dir.path(), "x.zip.gz", &gzip(&zip(files)));
    for name in ["x.zip", "x.tar", "x.tgz", "x.tar.zst", "x.zip.gz"] {
        let ran = parse(dir.path(), name);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let expected = [
            format!("07LIMA1 {name}!/b.txt"),
            format!("07LIMA2 {name}!/a/c.txt"),
            format!("07LIMA3 {name}!/d.txt.gz"),
        ];
        assert_eq!(ids(&ran), expected);
        let piped = run_on(fs::read(dir.path().join(name)).unwrap(), &["parse"]);
        assert_eq!(ids(&piped), expected.map(|id| id.replace(name, "-")));
    }
}

#[test]
fn compressed_texts_keep_their_offsets() {
    let text = [cable(1), cable(2)].concat();
    let dir = folder(&[("a.txt", &text)]);
    let plain = parse(dir.path(), "a.txt").out;
    for (name, bytes) in [
        ("a.txt.gz", gzip(text.as_bytes())),
        ("a.txt.zst", zstd(text.as_bytes())),
        // Two members, two frames.
        (
            "two.gz",
            [gzip(cable(1).as_bytes()), gzip(cable(2).as_bytes())].concat(),
        ),
        (
            "two.zst",
            [zstd(cable(1).as_bytes()), zstd(cable(2).as_bytes())].concat(),
        ),
    ] {
        write(dir.path(), name, &bytes);
        let ran = parse(dir.path(), name);
        assert_eq!((ran.code, ran.out), (0, plain.replace("a.txt", name)));
    }
}

#[test]
fn what_is_torn_is_named_and_the_rest_comes_out() {
    let long: String = (1..400).map(cable).collect();
    let torn = |packed: Vec<u8>| packed[..packed.len() / 2].to_vec();
    let dir = folder(&[("z.txt", &cable(7))]);
    write(dir.path(), "a.gz", &torn(gzip(long.as_bytes())));
    write(dir.path(), "b.zst", &torn(zstd(long.as_bytes())));
    write(
        dir.path(),
        "c.zip",
        &torn(zip(&[("x.txt", long.as_bytes())])),
    );
    let member = cable(9);
    let whole = tar(&[("one.txt", member.as_bytes()), ("two.txt", long.as_bytes())]);
    write(dir.path(), "d.tar", &torn(whole));
    let ran = run_in(dir.path(), &["parse", ".", "--errors", "failed.jsonl"]);
    assert_eq!(ran.code, 2);
    let found = ids(&ran);
    // What came before the tear is there, and so are the others.
    for path in ["./a.gz", "./d.tar!/one.txt", "./d.tar!/two.txt", "./z.txt"] {
        assert!(found.iter().any(|id| id.ends_with(path)), "{path}");
    }
    let failed = fs::read_to_string(dir.path().join("failed.jsonl")).unwrap();
    let failed: Vec<(String, String)> = failed
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|failure| failure["index"].is_null())
        .map(|failure| {
            (
                failure["path"].as_str().unwrap().to_owned(),
                failure["code"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    for path in ["./a.gz", "./b.zst", "./c.zip", "./d.tar!/two.txt"] {
        assert!(
            failed
                .iter()
                .any(|(failed, code)| failed == path && code == "damaged"),
            "{path} in {failed:?}"
        );
    }
}

#[test]
fn a_bomb_is_refused_and_the_rest_comes_out() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![b'A'; 1 << 20];
    for _ in 0..80 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let dir = folder(&[("z.txt", &cable(7))]);
    write(dir.path(), "bomb.gz", &bomb);
    let mut nested = bomb;
    for _ in 0..9 {
        nested = gzip(&nested);
    }
    write(dir.path(), "nested.gz", &nested);
    let ran = run_in(dir.path(), &["parse", ".", "--max-message", "1M"]);
    assert_eq!(
        (ran.code, ids(&ran)),
        (2, vec!["07LIMA7 ./z.txt".to_owned()])
    );
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        lines[0],
        "./bomb.gz: message of more than 1048576 bytes: --max-message allows more"
    );
    assert!(
        lines[1].starts_with("./bomb.gz: damaged: given up after "),
        "{lines:?}"
    );
    assert_eq!(
        lines[2..],
        [
            "./nested.gz: damaged: packed more than 8 times over",
            "3 inputs: 1 cable, 2 damaged, 1 too large",
        ]
    );
}

#[test]
fn a_long_message_is_allowed_by_the_option_that_is_named() {
    let text = cable(1).replace("The ferry sailed.", &"The ferry sailed. ".repeat(100));
    let dir = folder(&[("a.txt", &text)]);
    let args = [
        "parse",
        "--max-message",
        "1K",
        "a.txt",
        "--errors",
        "failed.jsonl",
    ];
    let ran = run_in(dir.path(), &args);
    assert_eq!(code_of_failure(dir.path()), "too-large");
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err,
        "a.txt: message of more than 1024 bytes: --max-message allows more\n1 input: 0 cables, 1 too large\n"
    );
    assert_eq!(
        run_in(dir.path(), &["parse", "--max-message", "2K", "a.txt"]).code,
        0
    );
    let ran = run_in(dir.path(), &["parse", "--max-message", "2X", "a.txt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("a size in bytes is written 500000, 500K, 16M or 1G"),
        "{}",
        ran.err
    );
}

#[test]
fn records_without_text_have_no_parts() {
    let dir = folder(&[("a.txt", &cable(1))]);
    let records = run_in(dir.path(), &["parse", "a.txt"]).out;
    let args = ["annotate", "--errors", "failed.jsonl"];
    let ran = ran(cablex()
        .current_dir(dir.path())
        .args(args)
        .write_stdin(records));
    assert_eq!(code_of_failure(dir.path()), "no-text");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("a.txt: a record without its text"),
        "{}",
        ran.err
    );
    let with_text = run_in(dir.path(), &["parse", "--with", "text", "a.txt"]).out;
    let again = run_on(with_text, &["annotate"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(
        again
            .out
            .ends_with(&run_in(dir.path(), &["annotate", "a.txt"]).out)
    );
}

#[test]
fn what_is_packed_and_empty_is_said_to_be() {
    let dir = folder(&[]);
    write(dir.path(), "a.zip", &zip(&[(".hidden", b"never read")]));
    write(dir.path(), "b.tar", &tar(&[(".hidden", b"never read")]));
    let ran = run_in(dir.path(), &["parse", "a.zip", "b.tar"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "a.zip: no files in it\nb.tar: no files in it\n2 inputs: 0 cables, 2 without files\n"
    );
}

#[test]
fn a_mailbox_is_mails_that_hold_cables() {
    let mail = |encoding: &str, text: &str| {
        format!(
            "From roe@example.org Tue Feb 24 18:21:00 2009\nFrom: Roe <roe@example.org>\nMIME-Version: 1.0\n\
             Content-Type: text/plain\nContent-Transfer-Encoding: {encoding}\n\n{text}\n\n"
        )
    };
    let quoted = cable(2)
        .replace("DECL", "=44ECL")
        .replace("sailed.", "sai=\nled.");
    let mailbox = [
        mail("7bit", &cable(1)),
        mail("quoted-printable", &quoted),
        mail("7bit", "Nothing but greetings."),
    ];
    let dir = folder(&[("a.mbox", &mailbox.concat())]);
    let ran = parse(dir.path(), "a.mbox");
    assert_eq!(ids(&ran), ["07LIMA1 a.mbox!/1", "07LIMA2 a.mbox!/2"]);
    assert_eq!(ran.json()[1]["paragraphs"][0]["text"], "The ferry sailed.");
    assert!(ran.err.contains("a.mbox!/3: not a cable"), "{}", ran.err);
    assert_eq!(ran.code, 2);
}

#[test]
fn an_office_document_is_refused_by_name() {
    let dir = folder(&[]);
    let files: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ];
    write(dir.path(), "a.docx", &zip(files));
    let ran = parse(dir.path(), "a.docx");
    assert!(
        ran.err.contains("a.docx: office document: run `soffice"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 2);
}

#[test]
fn members_of_one_name_are_all_read() {
    let one = cable(1);
    let two = cable(2);
    let mut bytes = zip(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"b.txt" {
            bytes[at] = b'a';
        }
    }
    let dir = folder(&[]);
    write(dir.path(), "x.zip", &bytes);
    let ran = run_in(dir.path(), &["parse", "x.zip"]);
    assert_eq!(
        ids(&ran),
        ["07LIMA1 x.zip!/a.txt", "07LIMA2 x.zip!/a.txt"],
        "{}",
        ran.err
    );
}

#[test]
fn a_zip_whose_members_share_bytes_is_refused() {
    let text = cable(1).repeat(9);
    let mut bytes = zip(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    // The second entry of the table of contents points to where the first member lies.
    let entry = b"PK\x01\x02";
    let last = (0..bytes.len() - 4)
        .rfind(|at| &bytes[*at..at + 4] == entry)
        .unwrap();
    bytes[last + 42..last + 46].fill(0);
    let dir = folder(&[]);
    write(dir.path(), "x.zip", &bytes);
    let ran = run_in(dir.path(), &["parse", "x.zip"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("its members share bytes"), "{}", ran.err);
}

#[test]
fn any_number_of_blanks_may_stand_before_a_cable() {
    let dir = folder(&[]);
    for blanks in [1 << 19, (1 << 19) + 1, 3 << 20] {
        let text = format!("{}{}", "\n".repeat(blanks), cable(1));
        write(dir.path(), "a.txt", text.as_bytes());
        for name in ["a.txt", "a.csv"] {
            if name == "a.csv" {
                let text = format!(
                    "{}{}",
                    "\n".repeat(blanks),
                    crate::row("07LIMA1", &cable(1))
                );
                write(dir.path(), name, text.as_bytes());
            }
            let ran = run_in(dir.path(), &["parse", name]);
            assert_eq!(ran.code, 0, "{blanks}: {}", ran.err);
            let source = &ran.json()[0]["source"];
            let (first, last) = (source["lines"][0].as_u64(), source["bytes"][1].as_u64());
            let len = fs::metadata(dir.path().join(name)).unwrap().len();
            assert_eq!(last, Some(len), "{name}");
            assert!(
                first.is_some_and(|line| line <= blanks as u64 + 1),
                "{first:?}"
            );
        }
        let ran = run_on("\n".repeat(blanks), &["parse"]);
        assert!(ran.out.is_empty(), "{}", ran.out);
    }
}

#[test]
fn files_of_every_kind_in_a_tar_are_read() {
    let text = cable(2);
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Continuous);
    header.set_path("one.txt").unwrap();
    header.set_size(cable(1).len() as u64);
    header.set_cksum();
    builder.append(&header, cable(1).as_bytes()).unwrap();
    // As tar writes a file with holes, though this one has none: they would make it no text.
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_path("two.txt").unwrap();
    header.set_size(text.len() as u64);
    let gnu = header.as_gnu_mut().unwrap();
    gnu.set_real_size(text.len() as u64);
    gnu.sparse[0].set_offset(0);
    gnu.sparse[0].set_length(text.len() as u64);
    header.set_cksum();
    builder.append(&header, text.as_bytes()).unwrap();
    let dir = folder(&[]);
    write(dir.path(), "a.tar", &builder.into_inner().unwrap());
    let ran = parse(dir.path(), "a.tar");
    assert_eq!(
        ids(&ran),
        ["07LIMA1 a.tar!/one.txt", "07LIMA2 a.tar!/two.txt"],
        "{}",
        ran.err
    );
}
