//! Formats that are recognised by their first bytes and have to be opened by another program first.

use crate::error::InputErrorKind;

/// First bytes, the name of the format, what to run first.
const FORMATS: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "PDF",
        "run `pdftotext -layout FILE.pdf` first, and read the text",
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

/// Why these bytes cannot be read as a text, where their beginning shows it.
pub(super) fn refuse(bytes: &[u8]) -> Option<InputErrorKind> {
    let (magic, format, advice) = FORMATS
        .iter()
        .find(|(magic, _, _)| bytes.starts_with(magic))?;
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
