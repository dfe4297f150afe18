//! What one line of a stream looks like to whoever looks for heads: a look at its first bytes.

use super::line::slice;
use crate::line::{is_indicator, is_office_copies};
use crate::vocab::janap;

/// The kind of a line. Nearly every line is [`Kind::Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// FL1: `VZCZC`, channel and number.
    TransmissionId(&'a [u8]),
    /// FL2: a doubled prosign and routing indicators.
    Routing,
    /// Routing indicators alone.
    Indicators,
    /// FL3, or the line of JANAP 128 in its place, with its serial number.
    Station(u32),
    /// FL4.
    Security,
    /// FL5, or a date-time group alone.
    Dtg(Dtg),
    /// FL6, with its originator.
    From(&'a [u8]),
    /// FL7, with what follows `TO`.
    To(&'a [u8]),
    /// `PAGE 01` of the 1970s, with the message's number.
    FirstPage(u32),
    /// `#0123` by itself: the serial at the end of a transmission.
    Serial(u32),
    /// `NNNN`, or `=====CABLE ENDS=====` of another system.
    EndMark,
    /// A line such as stands before a head: a distribution block, `TED1234`, mail headers, a post's own block.
    Preamble,
    /// Anything else.
    Text,
}

/// A date-time group in its comparable form: day, time, month and the year's last two digits, in capitals, without blanks.
pub(super) type Dtg = [u8; 12];

/// A shorter line is no whole cable.
pub(super) const SHORTEST_CABLE: usize = 120;

/// What a line looks like; blanks around it are taken off already.
pub(super) fn kind(line: &[u8]) -> Kind<'_> {
    let found = match line {
        [b'V', b'Z', b'C', b'Z', b'C', ..] => transmission_id(line).map(Kind::TransmissionId),
        [b'D', b'E', b' ', rest @ ..] => station(rest).map(Kind::Station),
        [b'Z', b'N', b'R' | b'Y', b' ', ..] => Some(Kind::Security),
        [b'F', b'M', b' ', rest @ ..] => Some(Kind::From(rest.trim_ascii_start())),
        [b'T', b'O'] => Some(Kind::To(&[])),
        [b'T', b'O', b' ', rest @ ..] => Some(Kind::To(rest.trim_ascii_start())),
        [b'P', b'A', b'G', b'E', b' ', rest @ ..] => first_page(rest).map(Kind::FirstPage),
        b"NNNN" => Some(Kind::EndMark),
        [b'#', rest @ ..] => serial(rest).map(Kind::Serial),
        [b'=', ..] if is_cable_ends(line) => Some(Kind::EndMark),
        [a, b, b' ', rest @ ..] if a == b && b"ROPZY".contains(a) => {
            let indicator = words(rest).next().filter(|word| is_indicator(word));
            indicator
                .map(|_| Kind::Routing)
                .or_else(|| dtg(line).map(Kind::Dtg))
        }
        [b'0'..=b'9', ..]
        | [b'A'..=b'Z', b' ' | b'0'..=b'3', ..]
        | [
            b'R' | b'O' | b'P' | b'Z',
            b'R' | b'O' | b'P' | b'Z',
            b' ',
            ..,
        ] => dtg(line).map(Kind::Dtg),
        [b'A'..=b'Z', rest @ ..] if rest.get(7) == Some(&b' ') && janap::read(line).is_some() => {
            janap::read(line).map(|line| Kind::Station(line.serial))
        }
        [b'R' | b'U' | b'Y', ..] if words(line).all(is_indicator) => Some(Kind::Indicators),
        _ => None,
    };
    match found {
        Some(kind) => kind,
        None if is_preamble(line) => Kind::Preamble,
        None => Kind::Text,
    }
}

/// Whether a line is of no kind that the splitter looks for, which its first and last letters tell of many lines: none
/// begins in small letters, but a page's first label may be glued to its end.
#[inline]
pub(super) fn is_prose(line: &[u8]) -> bool {
    line.first().is_some_and(u8::is_ascii_lowercase)
        && line
            .last()
            .is_some_and(|b| b.is_ascii_lowercase() && *b != b'r')
}

/// Whether a line means nothing to whoever looks for the next cable, which its first and last letters tell of nearly all
/// lines: it is of no kind and no whole cable, and no head begins inside it, nor a page at its end.
#[inline]
pub(super) fn is_plain(line: &[u8]) -> bool {
    if line.len() >= SHORTEST_CABLE {
        return false;
    }
    let begins = match line {
        [b'a'..=b'z', ..] => true,
        [b'#' | b'=', ..] | [b'-', b'-', ..] => false,
        [b'0'..=b'9', rest @ ..] => {
            let behind = rest.iter().find(|b| !b.is_ascii_digit());
            matches!(behind, Some(b'.' | b')'))
        }
        // The labels of mail headers are not all in capitals.
        [b'C', b'c', ..] | [b'D', b'a', ..] | [b'F', b'r', ..] | [b'I', b'm', ..] => false,
        [b'S', b'e' | b'u', ..] | [b'T', b'o', ..] => false,
        // The second word may be that of an office.
        [b'A'..=b'Z', b'a'..=b'z', rest @ ..] => {
            let mut behind = rest.iter().skip_while(|b| !b.is_ascii_whitespace());
            let second = behind.find(|b| !b.is_ascii_whitespace());
            !second.is_some_and(u8::is_ascii_uppercase)
        }
        [b'A'..=b'Z', ..] => false,
        _ => true,
    };
    let ends = match line {
        [.., b'r'] => !line.ends_with(b"Identifier"),
        [.., b'A'..=b'Z' | b'0'..=b'9'] => !ends_as_head(line),
        _ => true,
    };
    begins && ends
}

/// Whether a line ends with a transmission's identity, or as the first page of the 1970s does: where a head begins inside of
/// a line, it does.
pub(super) fn ends_as_head(line: &[u8]) -> bool {
    match line {
        [.., b'0'..=b'9', b'Z'] => true,
        [.., b'A'..=b'Z' | b'0'..=b'9'] => (8..=13).any(|length| {
            let at = line.len().checked_sub(length);
            at.and_then(|at| line.get(at..at + 5)) == Some(b"VZCZC")
        }),
        _ => false,
    }
}

/// `VZCZC`, a channel of three letters and up to four digits, from the first byte on.
pub(super) fn transmission_id(text: &[u8]) -> Option<&[u8]> {
    let length = text
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let id = text.get(..length)?;
    let number = id.get(8..)?;
    let is_one = id.starts_with(b"VZCZC")
        && id.iter().take(8).all(u8::is_ascii_uppercase)
        && number.len() <= 5
        && number.iter().all(u8::is_ascii_digit);
    is_one.then_some(id)
}

/// The serial number behind a routing indicator and a number sign: what follows `DE`.
fn station(rest: &[u8]) -> Option<u32> {
    let mut words = words(rest);
    words.next().filter(|word| is_indicator(word))?;
    number(words.next()?.strip_prefix(b"#")?)
}

/// A serial by itself, modulo 10,000, its section behind it or not: what follows the number sign.
pub(super) fn serial(rest: &[u8]) -> Option<u32> {
    let is_one = rest.len() < 10 && rest.iter().all(|b| b.is_ascii_digit() || *b == b'/');
    Some(number(rest).filter(|_| is_one)? % 10_000)
}

/// The message's number behind a first page and a station: what follows `PAGE`.
fn first_page(rest: &[u8]) -> Option<u32> {
    let mut words = words(rest);
    let page = words.next()?;
    if !matches!(page, b"01" | b"1" | b"001") {
        return None;
    }
    let is_name = |word: &&[u8]| word.iter().all(u8::is_ascii_alphabetic);
    let mut after = words.skip_while(is_name);
    let number = number(after.next()?)?;
    // The day and time close the line; the section may stand before it.
    let last = after.last()?;
    (last.len() >= 5 && last.strip_suffix(b"Z")?.iter().all(u8::is_ascii_digit)).then_some(number)
}

/// The date-time group of a line in its comparable form, precedence letters before it or not, a tail behind it or
/// not. Copies of the 1970s put blanks inside (`P 251346 Z JUN 7 3`), so blanks do not count.
pub(super) fn dtg(line: &[u8]) -> Option<Dtg> {
    let mut rest = line;
    loop {
        rest = match rest {
            [b'A' | b'I', b' ', ..] => return None,
            [b'A'..=b'Z' | b'0', b' ', after @ ..] => after.trim_ascii_start(),
            [
                b'R' | b'O' | b'P' | b'Z',
                b'R' | b'O' | b'P' | b'Z',
                b' ',
                after @ ..,
            ]
            | [b'0', b'0', b' ', after @ ..] => after.trim_ascii_start(),
            [b'R' | b'O' | b'P' | b'Z', b'0'..=b'3', b'0'..=b'9', ..] => slice(rest, 1..rest.len()),
            _ => break,
        };
    }
    let mut compact = rest.iter().copied().filter(|b| *b != b' ').peekable();
    let mut out = [0; 12];
    let [time @ .., zulu, a, b, c, decade, year] = &mut out;
    for place in time {
        *place = compact.next_if(u8::is_ascii_digit)?;
    }
    *zulu = compact
        .next_if(|b| b.eq_ignore_ascii_case(&b'Z'))?
        .to_ascii_uppercase();
    for place in [a, b, c] {
        *place = compact
            .next_if(u8::is_ascii_alphabetic)?
            .to_ascii_uppercase();
    }
    while compact.next_if(u8::is_ascii_alphabetic).is_some() {}
    *year = compact.next_if(u8::is_ascii_digit)?;
    // The last two of four digits, or of two or three.
    let mut more = 0;
    while more < 3
        && let Some(digit) = compact.next_if(u8::is_ascii_digit)
    {
        (*decade, *year) = (*year, digit);
        more += 1;
    }
    (more > 0).then_some(out)
}

/// Where a date-time group with its precedence begins that ends a line of something else: the last line of a file
/// that lacked its line feed, and FL5 of the next one behind it.
pub(super) fn dtg_at_end(line: &[u8]) -> Option<usize> {
    let from = line.len().saturating_sub(48);
    let mut at = (from..line.len()).find(|at| {
        let tail = line.get(*at..).unwrap_or_default();
        tail.first().is_some_and(u8::is_ascii_digit) && dtg(tail).is_some()
    })?;
    // Precedence letters, each with its blank.
    while let Some([before @ .., b'R' | b'O' | b'P' | b'Z', b' ']) = line.get(..at) {
        at = before.len();
    }
    Some(at)
}

/// `CABLE ENDS` between rules.
fn is_cable_ends(line: &[u8]) -> bool {
    let end = line.iter().rposition(|b| *b != b'=').map_or(0, |at| at + 1);
    let start = line.iter().take_while(|b| **b == b'=').count();
    line.get(start..end)
        .is_some_and(|text| text.trim_ascii() == b"CABLE ENDS")
}

/// Whether a line is one of those that stand before a head and belong to it.
fn is_preamble(line: &[u8]) -> bool {
    match line {
        [b'-', ..] => is_dashed_number(line),
        [b'T', b'E', b'D', number @ ..] => {
            (1..=6).contains(&number.len()) && number.iter().all(u8::is_ascii_digit)
        }
        [b'A'..=b'Z', ..]
            if memchr::memchr2(b':', b'-', slice(line, 0..line.len().min(24))).is_some() =>
        {
            is_labelled(line) || words(line).take(2).any(is_office_copies)
        }
        _ => false,
    }
}

/// The dashed line of a distribution block: `------------------0A1B2C  121101Z /38`.
fn is_dashed_number(line: &[u8]) -> bool {
    let dashes = line.iter().take_while(|b| **b == b'-').count();
    let rest = line.get(dashes..).unwrap_or_default();
    dashes >= 4
        && rest.len() < 40
        && rest.iter().any(u8::is_ascii_digit)
        && rest
            .iter()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b' ' | b'/'))
}

/// Mail headers and the lines of a post's own block: a label and a colon.
fn is_labelled(line: &[u8]) -> bool {
    let Some(colon) = line.iter().take(16).position(|b| *b == b':') else {
        return false;
    };
    match line.get(..colon).unwrap_or_default() {
        b"From" | b"Sent" | b"To" | b"Cc" | b"Subject" | b"Date" | b"Importance" => true,
        b"ACTION" | b"INFO" | b"DISSEMINATION" | b"CHARGE" | b"APPROVED" | b"DRAFTED"
        | b"CLEARED" => true,
        [b'C', b'X', post @ ..] => {
            post.len() > 1 && post.iter().all(u8::is_ascii_uppercase) && colon + 1 == line.len()
        }
        _ => false,
    }
}

/// The number at the beginning of a word, up to what is no digit.
fn number(word: &[u8]) -> Option<u32> {
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=9).contains(&digits) {
        return None;
    }
    std::str::from_utf8(word.get(..digits)?).ok()?.parse().ok()
}

fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn format_lines_are_told_by_their_beginning() {
        for (line, expected) in [
            ("VZCZCXRO1234", Kind::TransmissionId(b"VZCZCXRO1234")),
            ("VZCZC is what FL1 begins with", Kind::Text),
            ("PP RUEHAA RUEHBB", Kind::Routing),
            ("RUEHDD RUEHEE", Kind::Indicators),
            ("RR AND NOT A LINE OF ROUTING", Kind::Text),
            ("DE RUEHZZ #0123/01 1980449", Kind::Station(123)),
            ("DE FACTO #1", Kind::Text),
            (
                "RTTUZYUW RUABCDE0412 3651921-UUUU--RUFGHIJ.",
                Kind::Station(412),
            ),
            ("ZNY CCCCC ZZH", Kind::Security),
            ("P R 170451Z JUL 09 ZDK", Kind::Dtg(*b"170451ZJUL09")),
            ("P 251346 Z JUN 7 3", Kind::Dtg(*b"251346ZJUN73")),
            ("OO 170451Z JUL 09", Kind::Dtg(*b"170451ZJUL09")),
            ("K 170451Z JUL 09", Kind::Dtg(*b"170451ZJUL09")),
            ("PR170451Z JUL 09", Kind::Text),
            ("R170451Z JUL 09", Kind::Dtg(*b"170451ZJUL09")),
            ("170451Z July 2009", Kind::Dtg(*b"170451ZJUL09")),
            ("2009 was a year", Kind::Text),
            ("FM AMEMBASSY LIMA", Kind::From(b"AMEMBASSY LIMA")),
            ("TO", Kind::To(b"")),
            (
                "PAGE 01        LIMA    00123  01 OF 02 082030Z",
                Kind::FirstPage(123),
            ),
            (
                "PAGE 01        PORT A  00123  082030Z",
                Kind::FirstPage(123),
            ),
            ("PAGE 02        LIMA    00123  082030Z", Kind::Text),
            ("INFO  LOG-00   EUR-00   /001W", Kind::Preamble),
            ("------------------0A1B2C  121101Z /38", Kind::Preamble),
            ("-------", Kind::Text),
            ("TED1234", Kind::Preamble),
            ("CXLIMA:", Kind::Preamble),
            ("DRAFTED: POL:JROE", Kind::Preamble),
            ("Sent: 02/20/2004 23:34", Kind::Preamble),
            ("SUBJECT: A TITLE", Kind::Text),
            ("NNNN", Kind::EndMark),
            ("#0123", Kind::Serial(123)),
            ("#0123/02", Kind::Serial(123)),
            ("#1 is a pier", Kind::Text),
            ("=====CABLE ENDS=====", Kind::EndMark),
            ("==========", Kind::Text),
            ("Contact was made", Kind::Text),
        ] {
            assert_eq!(kind(line.as_bytes()), expected, "{line:?}");
        }
    }

    #[test]
    fn a_plain_line_means_nothing() {
        for line in [
            "the minister said that he would come,",
            "The minister said so",
            "12. (C) Summary",
            "(C) No number",
            "- a dash leads prose",
            "in the year 2009",
            "",
        ] {
            assert!(is_plain(line.as_bytes()), "{line:?}");
            assert_eq!(kind(line.as_bytes()), Kind::Text, "{line:?}");
        }
        let long = "the minister said that he would come, ".repeat(4);
        for line in [
            "VZCZCXRO1234",
            "as he said. VZCZCXRO1234",
            "as he said. VZCZCXRO12345",
            "as he said. PAGE 01 LIMA 00123 01 OF 02 082030Z",
            "as he said.Identifier",
            "170451Z Jul 09",
            "00 170451Z JUL 09",
            "------------------0A1B2C  121101Z /38",
            "Action EUR-12",
            "Sent: 02/20/2004 23:34",
            "Cc: a",
            "NNNN",
            "#0123",
            &long,
        ] {
            assert!(!is_plain(line.as_bytes()), "{line:?}");
        }
    }

    #[test]
    fn a_date_time_group_may_be_glued_to_a_last_line() {
        for (line, expected) in [
            ("ROER 191912Z APR 79", Some("R 191912Z APR 79")),
            (
                "as he said. ROEO P 191912Z APR 79",
                Some("O P 191912Z APR 79"),
            ),
            ("the meeting at 191912Z", None),
            ("", None),
        ] {
            let found = dtg_at_end(line.as_bytes()).map(|at| line.get(at..).unwrap());
            assert_eq!(found, expected, "{line:?}");
        }
    }
}
