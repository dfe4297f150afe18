//! Mailboxes and mails: what is in them is read as a file of its own, its transfer encoding undone.
//!
//! A mailbox is mails one behind another, each begun by a line `From ADDRESS DATE` (RFC 4155). The headers of a mail are
//! wrapper, and no line of a cable; its text and what is attached to it are members, as those of a zip are. A telegram
//! that merely begins with the printed headers of a mail (`From:`, `Sent:`, `To:`, `Subject:`) is none: a mail as it was
//! sent says of itself how it is written.

use std::io::{self, BufRead, BufReader, Read};

use mailparse::{DispositionType, ParsedMail};

/// What begins each mail of a mailbox.
const FROM: &[u8] = b"From ";
/// Headers that only a mail as it was sent has, in small letters.
const SENT: [&[u8]; 5] = [
    b"mime-version:",
    b"message-id:",
    b"received:",
    b"content-type:",
    b"content-transfer-encoding:",
];
/// The headers of a mail are looked for in so many lines.
const HEADERS: usize = 64;
/// Bytes of a line that are always read at once: the line that begins a mail is no longer.
const SHORT: u64 = 1024;
/// Parts within parts deeper than this are passed over.
const DEEPEST: usize = 16;

/// Whether a stream begins with a mail, or with a mailbox.
pub(super) fn is_mail(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = head.split(|b| *b == b'\n').take(HEADERS);
    let first = lines.next().unwrap_or_default();
    let mailbox = first.starts_with(FROM);
    if !mailbox && !is_header(first) {
        return false;
    }
    let begins = |line: &[u8]| {
        SENT.iter().any(|name| {
            line.get(..name.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(name))
        })
    };
    let mut sent = !mailbox && begins(first);
    for line in lines.map(<[u8]>::trim_ascii_end) {
        if line.is_empty()
            || !is_header(line) && !line.starts_with(b" ") && !line.starts_with(b"\t")
        {
            break;
        }
        sent |= begins(line);
    }
    sent
}

/// Whether a line is a header: a name without blanks, a colon.
fn is_header(line: &[u8]) -> bool {
    let name = line
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    name > 0 && line.get(name) == Some(&b':')
}

/// The mails of a stream, one after another; of one that is too long, nothing.
pub(super) struct Mails<R> {
    lines: BufReader<R>,
    /// The longest mail, in bytes.
    limit: usize,
    /// The line that begins the next mail has been read.
    begun: bool,
    ended: bool,
}

impl<R: Read> Mails<R> {
    pub(super) fn new(stream: R, limit: u64) -> Self {
        Mails {
            lines: BufReader::new(stream),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            begun: false,
            ended: false,
        }
    }

    /// The next mail without the line that begins it; `Some(None)` where it is longer than one may be.
    pub(super) fn next(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        if self.ended {
            return Ok(None);
        }
        let mut mail = Vec::new();
        let (mut blank, mut long, mut any) = (!self.begun, false, self.begun);
        loop {
            let from = mail.len();
            // A line without an end is cut where the mail is too long anyway.
            let room = self.limit.saturating_add(1).saturating_sub(from) as u64;
            let read = self
                .lines
                .by_ref()
                .take(room.max(SHORT))
                .read_until(b'\n', &mut mail)?;
            if read == 0 {
                self.ended = true;
                break;
            }
            let line = mail.get(from..).unwrap_or_default();
            if blank && line.starts_with(FROM) {
                mail.truncate(from);
                self.begun = true;
                if any {
                    break;
                }
                (any, blank) = (true, false);
                continue;
            }
            any = true;
            blank = line.trim_ascii().is_empty();
            // A mailbox writes `>From ` for a line of the mail that begins with `From `.
            if self.begun && line.starts_with(b">From ") {
                mail.remove(from);
            }
            if mail.len() > self.limit {
                mail.clear();
                long = true;
            }
        }
        Ok(any.then(|| (!long).then_some(mail)))
    }
}

/// A text or a file in a mail.
pub(super) struct Member {
    /// What it is called, below the mail.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What a mail holds: its text, and what is attached to it.
pub(super) fn members(mail: &[u8]) -> Result<Vec<Member>, mailparse::MailParseError> {
    let mut leaves = Vec::new();
    collect(&mailparse::parse_mail(mail)?, 0, &mut leaves)?;
    Ok(leaves)
}

/// The texts and files of a part. Of what says the same in several ways, the plain text is taken.
fn collect(
    part: &ParsedMail<'_>,
    depth: usize,
    out: &mut Vec<Member>,
) -> Result<(), mailparse::MailParseError> {
    let kind = part.ctype.mimetype.as_str();
    if !part.subparts.is_empty() {
        if depth == DEEPEST {
            return Ok(());
        }
        if kind == "multipart/alternative" {
            let plain = part
                .subparts
                .iter()
                .find(|part| part.ctype.mimetype == "text/plain");
            return match plain.or(part.subparts.last()) {
                Some(best) => collect(best, depth + 1, out),
                None => Ok(()),
            };
        }
        return part
            .subparts
            .iter()
            .try_for_each(|part| collect(part, depth + 1, out));
    }
    if ["image/", "audio/", "video/"]
        .iter()
        .any(|other| kind.starts_with(other))
    {
        return Ok(());
    }
    let disposition = part.get_content_disposition();
    let file = disposition
        .params
        .get("filename")
        .or_else(|| part.ctype.params.get("name"));
    let is_text =
        kind.starts_with("text/") && disposition.disposition != DispositionType::Attachment;
    let bytes = if is_text {
        part.get_body()?.into_bytes()
    } else {
        part.get_body_raw()?
    };
    if !bytes.trim_ascii().is_empty() {
        let name = file.cloned().unwrap_or_default();
        out.push(Member { name, bytes });
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ONE: &str = "From: Roe <roe@example.org>\nSubject: a cable\nMIME-Version: 1.0\n\
        Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
        UNCLAS LIMA 000412\n\nSUBJECT: A CAF=C9 =\nAT THE PIER\n";

    #[test]
    fn a_mail_says_how_it_is_written() {
        for (head, expected) in [
            (ONE, true),
            (
                &format!("From roe@example.org Tue Feb 24 18:21:00 2009\n{ONE}"),
                true,
            ),
            (
                "From: Roe\nSent: Monday\nTo: Doe\nSubject: x\n\nUNCLAS LIMA 000412\n",
                false,
            ),
            ("From the embassy\n\nMIME-Version: 1.0\n", false),
            ("UNCLAS LIMA 000412\n\nContent-Type: text/plain\n", false),
            ("", false),
        ] {
            assert_eq!(is_mail(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn a_mailbox_is_cut_into_mails() {
        let line = "From roe@example.org Tue Feb 24 18:21:00 2009\n";
        let body = format!("{ONE}>From the pier it sailed.\n\n");
        let mut mails = Mails::new(
            std::io::Cursor::new(format!("{line}{body}{line}{ONE}")),
            1000,
        );
        let first = mails.next().unwrap().unwrap().unwrap();
        assert!(
            String::from_utf8(first)
                .unwrap()
                .ends_with("\nFrom the pier it sailed.\n\n")
        );
        assert_eq!(mails.next().unwrap().unwrap().unwrap(), ONE.as_bytes());
        assert!(mails.next().unwrap().is_none());
        let mut short = Mails::new(
            std::io::Cursor::new(format!("{line}{body}{line}x: y\n\n")),
            40,
        );
        assert!(short.next().unwrap().unwrap().is_none());
        assert_eq!(short.next().unwrap().unwrap().unwrap(), b"x: y\n\n");
    }

    #[test]
    fn the_transfer_encoding_is_undone() {
        let members = members(ONE.as_bytes()).unwrap();
        let texts: Vec<_> = members
            .iter()
            .map(|member| String::from_utf8_lossy(&member.bytes).replace("\r\n", "\n"))
            .collect();
        assert_eq!(
            texts,
            ["UNCLAS LIMA 000412\n\nSUBJECT: A CAF\u{c9} AT THE PIER\n"]
        );
    }

    #[test]
    fn plain_text_is_taken_and_files_are_members() {
        let mail = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\
            Content-Type: multipart/alternative; boundary=Y\n\n--Y\nContent-Type: text/plain\n\nplain\n--Y\n\
            Content-Type: text/html\n\n<p>html\n--Y--\n--X\nContent-Type: image/png\n\nx\n--X\n\
            Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.txt\n\
            Content-Transfer-Encoding: base64\n\nVU5DTEFT\n--X--\n";
        let members: Vec<_> = members(mail.as_bytes())
            .unwrap()
            .into_iter()
            .map(|member| (member.name, String::from_utf8(member.bytes).unwrap()))
            .collect();
        let expected = [("", "plain"), ("a.txt", "UNCLAS")];
        assert_eq!(
            members,
            expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }
}
