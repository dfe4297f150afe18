//! What a packed file may hold: a small one may unpack to more than a machine can take.

use std::io::Write;
use std::path::Path;

use crate::packed::{gzip, tar, zip};
use crate::{Ran, cable, cablex, folder, ran, run_in, write};

/// The lines on standard error, but for the closing one.
fn said(ran: &Ran) -> Vec<&str> {
    let lines = ran.err.lines();
    lines.filter(|line| !line.contains(" inputs: ")).collect()
}

fn ids(ran: &Ran) -> Vec<String> {
    let records = ran.json();
    let ids = records
        .iter()
        .map(|record| record["id"].as_str().unwrap_or("torn"));
    ids.map(str::to_owned).collect()
}

/// Reads inputs of a folder with options, and the cable 3 behind them, which always comes.
fn parse(dir: &Path, args: &[&str]) -> Ran {
    let args = [&["parse", "--errors", "failed.jsonl", "--overwrite"], args].concat();
    let ran = run_in(dir, &args);
    let failed = std::fs::read_to_string(dir.join("failed.jsonl")).unwrap();
    for line in failed.lines() {
        assert!(line.contains("\"code\":\"too-large\""), "{line}");
    }
    assert_eq!(failed.lines().count(), said(&ran).len());
    assert_eq!(
        ids(&ran).last().map(String::as_str),
        Some("07LIMA3"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, if failed.is_empty() { 0 } else { 2 });
    ran
}

#[test]
fn a_file_that_unpacks_to_a_thousand_times_its_size_is_given_up() {
    // Hidden members are passed over: what has to be unpacked for that counts as well.
    let zeros = vec![0_u8; 1 << 20];
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
    let first = tar(&[("first.txt", cable(1).as_bytes())]);
    encoder.write_all(&first[..first.len() - 1024]).unwrap();
    let mut header = tar::Header::new_gnu();
    header.set_path(".hidden").unwrap();
    header.set_size(1100 << 20);
    header.set_cksum();
    encoder.write_all(header.as_bytes()).unwrap();
    for _ in 0..1100 {
        encoder.write_all(&zeros).unwrap();
    }
    let last = tar(&[("last.txt", cable(2).as_bytes())]);
    encoder.write_all(&last).unwrap();
    let dir = folder(&[("b.txt", &cable(3))]);
    write(dir.path(), "a.tar.zst", &encoder.finish().unwrap());
    let refused = "a.tar.zst: the file unpacks to more than 1073741824 bytes and 1000 times its size: --max-ratio allows more";
    let ran = parse(dir.path(), &["a.tar.zst", "b.txt"]);
    assert_eq!(said(&ran), [refused]);
    assert_eq!(ids(&ran), ["07LIMA1", "07LIMA3"]);
    let ran = parse(dir.path(), &["--max-ratio", "100000", "a.tar.zst", "b.txt"]);
    assert_eq!(ids(&ran), ["07LIMA1", "07LIMA2", "07LIMA3"]);
}

#[test]
fn what_is_packed_in_what_is_packed_counts_together() {
    let long = "The ferry sailed. ".repeat(80);
    let many: String = (10..600)
        .map(|number| cable(number).replace("The ferry sailed.", &long))
        .collect();
    let (one, two) = (gzip(many.as_bytes()), gzip(cable(2).as_bytes()));
    let inner = zip(&[("one.gz", &one), ("two.gz", &two)]);
    let dir = folder(&[("b.txt", &cable(3))]);
    let members: &[(&str, &[u8])] = &[("inner.zip", &inner), ("again.gz", &one), ("two.gz", &two)];
    write(dir.path(), "a.tar.gz", &gzip(&tar(members)));
    let len = many.len();
    // The tar, the zip in it, all of the first one and half of the second.
    let limit = (len + len / 2 + 6 * one.len()).to_string();
    let ran = parse(dir.path(), &["--max-unpacked", &limit, "a.tar.gz", "b.txt"]);
    let place = said(&ran)[0]
        .strip_prefix("a.tar.gz!/again.gz: behind line ")
        .unwrap();
    let (line, reason) = place.split_once(": ").unwrap();
    let reasons =
        format!("the file unpacks to more than {limit} bytes: --max-unpacked allows more");
    assert_eq!((reason, said(&ran).len()), (&*reasons, 1));
    assert!(
        ids(&ran).len() > 590 && line.parse::<u32>().unwrap() > 1000,
        "{line}"
    );
    // Nothing behind it was looked at; so nothing is said to be missing.
    let named = ["a.tar.gz!/again.gz", "a.tar.gz!/two.gz"];
    let limit = (len / 2).to_string();
    let args = ["--max-unpacked", &limit, named[0], named[1], "b.txt"];
    let ran = parse(dir.path(), &args);
    let again: Vec<_> = said(&ran)
        .iter()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(again, ["a.tar.gz!/again.gz", "a.tar.gz"]);
    let limit = (len * 4).to_string();
    let ran = parse(dir.path(), &["--max-unpacked", &limit, "a.tar.gz", "b.txt"]);
    assert_eq!(ids(&ran).len(), 590 * 2 + 3);
}

#[test]
fn a_zip_that_is_no_file_itself_fills_no_temporary_folder() {
    let packed = zip(&[("a.txt", cable(1).as_bytes())]);
    let dir = folder(&[("b.txt", &cable(3))]);
    let mut long = packed.clone();
    long.extend(vec![0; 5000]);
    write(dir.path(), "a.gz", &gzip(&long));
    write(dir.path(), "a.zip", &packed);
    let refused = "a.gz: a zip of more than 4096 bytes that is no file itself would fill the temporary folder: \
                   --max-spooled allows more";
    let ran = parse(
        dir.path(),
        &["--max-spooled", "4K", "a.gz", "a.zip", "b.txt"],
    );
    assert_eq!(said(&ran), [refused]);
    assert_eq!(ids(&ran), ["07LIMA1", "07LIMA3"]);
    let ran = ran_on(&packed, &["parse", "--max-spooled", "100"]);
    assert!(
        ran.err.starts_with("-: a zip of more than 100 bytes"),
        "{}",
        ran.err
    );
    assert_eq!(ids(&ran_on(&packed, &["parse"])), ["07LIMA1"]);
}

fn ran_on(stdin: &[u8], args: &[&str]) -> Ran {
    ran(cablex().args(args).write_stdin(stdin))
}

/// A tar with an entry of this kind between two members.
fn tar_with(kind: tar::EntryType, body: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let (one, two) = (cable(1), cable(2));
    for (kind, name, bytes) in [
        (tar::EntryType::Regular, "first.txt", one.as_bytes()),
        (kind, "header", body),
        (tar::EntryType::Regular, "second.txt", two.as_bytes()),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_path(name).unwrap();
        header.set_cksum();
        builder.append(&header, bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn a_member_of_a_tar_has_no_name_without_an_end() {
    let name = vec![b'n'; 2 << 20];
    let record = |value: &str| {
        let digits = 7 + " path=\n".len() + value.len();
        format!("{digits} path={value}\n")
    };
    let attributes = record(&"n".repeat((2 << 20) - 20));
    let dir = folder(&[("b.txt", &cable(3))]);
    for (kind, body) in [
        (tar::EntryType::GNULongName, &*name),
        (tar::EntryType::GNULongLink, &name),
        (tar::EntryType::XHeader, attributes.as_bytes()),
    ] {
        write(dir.path(), "a.tar", &tar_with(kind, body));
        let ran = parse(dir.path(), &["a.tar", "b.txt"]);
        let refused = "a.tar: tar: name and attributes of a member have more than 1048576 bytes: --max-header allows more";
        assert_eq!(said(&ran), [refused], "{kind:?}");
        assert_eq!(ids(&ran), ["07LIMA1", "07LIMA3"]);
        let ran = parse(dir.path(), &["--max-header", "4M", "a.tar", "b.txt"]);
        assert_eq!(ids(&ran), ["07LIMA1", "07LIMA2", "07LIMA3"], "{kind:?}");
    }
    // What is passed over between two members is no name, however long it is.
    for kind in [tar::EntryType::XGlobalHeader, tar::EntryType::Symlink] {
        write(dir.path(), "a.tar", &tar_with(kind, &name));
        let ran = parse(dir.path(), &["a.tar", "b.txt"]);
        assert_eq!(ids(&ran), ["07LIMA1", "07LIMA2", "07LIMA3"], "{kind:?}");
    }
}

#[cfg(feature = "index")]
#[test]
fn the_index_tries_again_where_more_is_allowed() {
    let dir = folder(&[("in/b.txt", &cable(3))]);
    write(dir.path(), "in/a.gz", &gzip(cable(1).as_bytes()));
    let index = |args: &[&str]| run_in(dir.path(), &[&["index", "--index", "i"], args].concat());
    let ran = index(&["in", "--max-unpacked", "100"]);
    assert!(
        ran.err.contains("--max-unpacked allows more"),
        "{}",
        ran.err
    );
    let ran = index(&["in", "--max-unpacked", "1G"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = run_in(dir.path(), &["search", "--index", "i", "-c", "ferry"]);
    assert_eq!(found.out.trim(), "2", "{}", found.err);
}
