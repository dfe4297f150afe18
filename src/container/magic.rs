//! Formats that are recognised by their first bytes and have to be opened by another program first, and bytes that are
//! no text at all.

use super::seen;
use crate::error::InputErrorKind;

/// What to run first on a document of an office program.
const OFFICE: &str = "run `soffice --headless --convert-to txt:Text FILE` first, and read the text";
/// Bytes of a beginning in which control characters are counted.
const LOOK: usize = 4096;

/// First bytes, the name of the format, what to run first.
const FORMATS: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "PDF",
        "run `pdftotext -layout FILE.pdf` first, and read the text",
    ),
    (
        b"WARC/",
        "WARC",
        "run `warc2zim` or `warcat extract FILE.warc` first, and read the pages",
    ),
    (
        b"{\\rtf",
        "RTF",
        "run `unrtf --text FILE.rtf` first, and read the text",
    ),
    (
        b"SQLite format 3\0",
        "SQLite database",
        "run `sqlite3 -csv -header FILE 'SELECT * FROM TABLE'` first, and read the table",
    ),
    (
        b"PAR1",
        "Parquet",
        "run `duckdb -csv -c \"FROM 'FILE'\"` first, and read the table",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "office document",
        OFFICE,
    ),
    (
        b"Rar!\x1A\x07",
        "RAR archive",
        "run `unrar x FILE.rar` first, and read the files",
    ),
    (
        b"7z\xBC\xAF\x27\x1C",
        "7z archive",
        "run `7z x FILE.7z` first, and read the files",
    ),
    (
        b"BZh",
        "bzip2",
        "run `bunzip2 FILE.bz2` first, and read what comes out",
    ),
    (
        b"\xFD7zXZ\x00",
        "xz",
        "run `unxz FILE.xz` first, and read what comes out",
    ),
    (
        b"\x1F\x8B",
        "gzip",
        "run `gunzip FILE.gz` first, and read what comes out",
    ),
    (
        b"PK\x03\x04",
        "zip archive",
        "run `unzip FILE.zip` first, and read the files",
    ),
    (
        b"PK\x05\x06",
        "empty zip archive",
        "there is nothing in it to read",
    ),
    (
        b"\x28\xB5\x2F\xFD",
        "zstd",
        "run `unzstd FILE.zst` first, and read what comes out",
    ),
    (
        b"\xFF\xFE",
        "UTF-16 text",
        "run `iconv -f UTF-16 -t UTF-8 FILE` first, and read what comes out",
    ),
    (
        b"\xFE\xFF",
        "UTF-16 text",
        "run `iconv -f UTF-16 -t UTF-8 FILE` first, and read what comes out",
    ),
];

/// A document of an office program.
pub(crate) fn office() -> InputErrorKind {
    InputErrorKind::Unsupported {
        format: "office document",
        advice: OFFICE,
    }
}

/// Why these bytes cannot be read as a text, where their beginning shows it.
pub(super) fn refuse(bytes: &[u8]) -> Option<InputErrorKind> {
    let known = FORMATS
        .iter()
        .find(|(magic, _, _)| bytes.starts_with(magic));
    let Some((magic, format, advice)) = known else {
        return is_binary(bytes).then_some(InputErrorKind::Unsupported {
            format: "binary file",
            advice: "only texts, and what they are packed in, hold cables",
        });
    };
    // `BZh` alone might begin a text: a block size and the block's own magic follow.
    if *magic == b"BZh"
        && !bytes
            .get(4..)
            .is_some_and(|rest| rest.starts_with(b"1AY&SY"))
    {
        return None;
    }
    Some(InputErrorKind::Unsupported { format, advice })
}

/// Whether one byte of eight, and not only a few, are control characters that no text has: a damaged cable has some.
fn is_binary(bytes: &[u8]) -> bool {
    let look = bytes.get(..LOOK).unwrap_or(bytes);
    if seen::is_printed(look) {
        return false;
    }
    // By blocks, and without a branch, so that the compiler takes many bytes at once.
    let controls = look.chunks(128).map(|block| {
        let marks = block.iter().map(|b| {
            u8::from((*b < 9) | ((*b > 13) & (*b < 27)) | ((*b > 27) & (*b < 32)) | (*b == 127))
        });
        usize::from(marks.sum::<u8>())
    });
    let controls: usize = controls.sum();
    controls >= 32 && controls * 8 > look.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        for (bytes, expected) in [
            (&b"%PDF-1.4\n"[..], Some("PDF")),
            (b"7z\xBC\xAF\x27\x1C\0\x04", Some("7z archive")),
            (b"BZh91AY&SY\0", Some("bzip2")),
            (b"BZh is no word", None),
            (b"\xFD7zXZ\x00\0", Some("xz")),
            (b"\x1F\x8B\x08\0", Some("gzip")),
            (b"PK\x03\x04\x14", Some("zip archive")),
            (b"\x28\xB5\x2F\xFD\x04", Some("zstd")),
            (b"\xFF\xFEV\0Z\0", Some("UTF-16 text")),
            (b"WARC/1.0\r\n", Some("WARC")),
            (b"{\\rtf1\\ansi", Some("RTF")),
            (b"SQLite format 3\0", Some("SQLite database")),
            (b"PAR1\x15\x04", Some("Parquet")),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some("office document")),
            (b"Rar!\x1A\x07\0", Some("RAR archive")),
            (&[0_u8, 1, 2, 65].repeat(20), Some("binary file")),
            (b"UNCLAS LIMA\x00 000012\x00\n", None),
            (b"VZCZCXRO1234\n", None),
            (b"", None),
        ] {
            let found = match refuse(bytes) {
                Some(InputErrorKind::Unsupported { format, .. }) => Some(format),
                _ => None,
            };
            assert_eq!(found, expected, "{bytes:?}");
        }
    }
}
