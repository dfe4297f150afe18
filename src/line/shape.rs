//! The shape of a line, from that line alone: a look at its first bytes, sometimes at its last.

use super::head::{ends_like_marker, is_dtg, is_indicator, is_office_copies};
use crate::slice::trim_start;
use crate::vocab::{janap, levels};

/// What a line looks like. What it is, its neighbours decide: `TO` also begins a line of upper-case prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing but blanks.
    Blank,
    /// Dashes (or `=`, `_`, `*`, `.`), at least three, and blanks.
    Rule,
    /// `VZCZC`, channel and number; junk may stand before them.
    TransmissionId,
    /// A doubled prosign and routing indicators.
    RoutingLine,
    /// Routing indicators alone.
    Indicators,
    /// `DE`, a routing indicator, a serial; or the line of JANAP 128 that says the same.
    Station,
    /// `ZNR` or `ZNY`.
    Security,
    /// A date-time group.
    Dtg,
    /// `FM` and a name.
    From,
    /// `TO`, alone or with a name.
    To,
    /// `INFO`, alone or with a name.
    Info,
    /// `XMT` and a name.
    Exempt,
    /// `BT`.
    Break,
    /// Offices with their copies: `ACTION EUR-12`, `INFO  OCT-01  ISO-00`.
    Distribution,
    /// A word of classification and more.
    Classified,
    /// A word of classification alone.
    Classification,
    /// `ANYTOWN 00000123  002 OF 003` or `PAGE 02  ANYTOWN ...`, nothing else.
    PageMarker,
    /// A number of one to three digits, a pilcrow before it or not, and a period or parenthesis.
    Numbered,
    /// A parenthesis at the beginning.
    Parenthesis,
    /// `NNNN`, `#0123`.
    EndMark,
    /// Anything else.
    Text,
}

/// Whether a line is prose by its first two letters and its last sign, as nearly all are: in small letters, a capital before
/// them or not, and no word of classification; what ends in a digit may be the marker of a page.
#[inline]
pub(super) fn is_prose(line: &[u8]) -> bool {
    match line {
        [b'a'..=b'z', .., last] | [b'A'..=b'Z', b'a'..=b'z', .., last] => {
            matches!(last, b'!'..=b'/' | b':'..=b'[' | b']'..=b'~') && !levels::may_begin(line)
        }
        _ => false,
    }
}

/// The shape of a line; trailing blanks are taken off already.
pub(crate) fn shape(line: &str) -> Shape {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::Shape);
    let text = trim_start(line);
    let bytes = text.as_bytes();
    let [first, .., last] = bytes else {
        return match bytes {
            [] => Shape::Blank,
            [b'(', ..] => Shape::Parenthesis,
            _ => Shape::Text,
        };
    };
    if last.is_ascii_digit()
        && (10..80).contains(&bytes.len())
        && ends_like_marker(bytes)
        && is_marker(bytes)
    {
        return Shape::PageMarker;
    }
    match first {
        b'-' | b'=' | b'_' | b'*' | b'.' if is_rule(bytes) => Shape::Rule,
        b'0'..=b'9' if is_numbered(bytes) => Shape::Numbered,
        b'0'..=b'9' if is_dtg(text) => Shape::Dtg,
        b'(' => Shape::Parenthesis,
        b'#' if is_serial(bytes) => Shape::EndMark,
        b'A'..=b'Z' => word_shape(text),
        b'a'..=b'z' => level_shape(text),
        0xE2 if is_dash_rule(text) => Shape::Rule,
        0xC2 | 0xEF => match text.strip_prefix(['¶', '\u{fffd}']) {
            Some(rest) if is_numbered(rest.trim_start().as_bytes()) => Shape::Numbered,
            _ => Shape::Text,
        },
        _ => Shape::Text,
    }
}

/// A line that is told by all of its words is no longer than this: a copy without line ends is one line, and is cut in many.
const LONGEST: usize = 1 << 12;

/// The shape of a line that begins with a capital letter: its first word tells.
fn word_shape(text: &str) -> Shape {
    let bytes = text.as_bytes();
    // Prose mostly: every word that is asked for below is in capitals.
    if let [_, b'a'..=b'z', ..] = bytes {
        return level_shape(text);
    }
    let end = bytes
        .iter()
        .position(|b| !b.is_ascii_alphanumeric())
        .unwrap_or(bytes.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let after = trim_start(rest);
    let spaced = after.is_empty() || rest.len() > after.len();
    match word.as_bytes() {
        b"FM" if spaced && is_sender(after) => Shape::From,
        b"TO" if spaced => Shape::To,
        b"INFO" if spaced && is_distribution(after) => Shape::Distribution,
        b"INFO" if spaced => Shape::Info,
        b"ACTION" | b"ORIGIN" if spaced && is_distribution(after) => Shape::Distribution,
        b"XMT" if spaced || rest.starts_with('/') => Shape::Exempt,
        b"BT" if after.is_empty() => Shape::Break,
        b"DE" if is_station(after) => Shape::Station,
        b"ZNR" | b"ZNY" if spaced => Shape::Security,
        b"NNNN" | b"NNN" if after.is_empty() => Shape::EndMark,
        b"PAGE" if bytes.len() <= LONGEST && is_page(after) => Shape::PageMarker,
        b"RR" | b"PP" | b"OO" | b"ZZ" | b"YY"
            if spaced && after.split(' ').next().is_some_and(is_indicator) =>
        {
            Shape::RoutingLine
        }
        [b'A'..=b'Z'] | [b'O' | b'P' | b'R' | b'Z', b'O' | b'P' | b'R' | b'Z' | b'0']
            if is_dtg(text) =>
        {
            Shape::Dtg
        }
        b"PRIORITY" | b"ROUTINE" | b"IMMEDIATE" | b"FLASH" if is_dtg(text) => Shape::Dtg,
        [b'R' | b'P' | b'O' | b'Z', b'0'..=b'3', b'0'..=b'9', ..] if is_dtg(text) => Shape::Dtg,
        [b'V', b'Z', b'C', b'Z', b'C', ..] => Shape::TransmissionId,
        [_, _, _, _, _, _, _, _] if spaced && janap::read(bytes).is_some() => Shape::Station,
        [b'R' | b'U' | b'Y', ..]
            if bytes.len() <= LONGEST
                && is_indicator(word)
                && text.split_ascii_whitespace().all(is_indicator)
                && levels::read(text).is_none() =>
        {
            Shape::Indicators
        }
        _ if rest.starts_with(['-', '/'])
            && is_office_copies(text.split(' ').next().unwrap_or_default())
            && is_distribution(text) =>
        {
            Shape::Distribution
        }
        _ => level_shape(text),
    }
}

/// Whether a word of classification begins the text, alone or with more behind it.
fn level_shape(text: &str) -> Shape {
    match levels::read(text) {
        Some(words) if text.get(words.len..).unwrap_or_default().trim().is_empty() => {
            Shape::Classification
        }
        Some(_) => Shape::Classified,
        None => Shape::Text,
    }
}

/// Three or more rule characters and blanks, nothing else.
fn is_rule(bytes: &[u8]) -> bool {
    let is_mark = |b: &u8| matches!(b, b'-' | b'=' | b'_' | b'*' | b'.');
    bytes.iter().all(|b| is_mark(b) || *b == b' ')
        && bytes.iter().filter(|b| is_mark(b)).count() >= 3
}

/// A dash that rules are drawn with: a hyphen, or one of its longer relatives.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Three or more such dashes and blanks, nothing else.
fn is_dash_rule(text: &str) -> bool {
    text.chars().all(|c| is_dash(c) || c == ' ')
        && text.chars().filter(|c| is_dash(*c)).count() >= 3
}

/// One to three digits, then a period or a closing parenthesis; not a decimal number. A portion mark may stand in the
/// period's place: `7 (C) Text`.
fn is_numbered(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = bytes.get(digits..).unwrap_or_default();
    (1..=3).contains(&digits)
        && match rest {
            [b'.' | b')', after @ ..] => !after.first().is_some_and(u8::is_ascii_digit),
            [b' ', b'.', b' ', b'(', b'A'..=b'Z', ..] => true,
            [b' ', b' ', b'(', b'A'..=b'Z', b'A'..=b'Z' | b')' | b'/', ..] => digits < 3,
            [b',', b' ', b'(', b'A'..=b'Z', b'A'..=b'Z' | b')' | b'/', ..] => digits < 3,
            [
                b' ',
                b'(',
                b'A'..=b'Z',
                b'A'..=b'Z' | b')' | b'/' | b' ',
                ..,
            ] => digits < 3,
            _ => false,
        }
}

/// `#` and the digits of a station serial, perhaps its section.
fn is_serial(bytes: &[u8]) -> bool {
    bytes.len() > 1
        && bytes.len() < 10
        && bytes
            .iter()
            .skip(1)
            .all(|b| b.is_ascii_digit() || *b == b'/')
}

/// A routing indicator, then a number sign.
fn is_station(after: &str) -> bool {
    let mut words = after.split_ascii_whitespace();
    words.next().is_some_and(is_indicator) && words.next().is_some_and(|word| word.starts_with('#'))
}

/// The name of a sender: its first word has no small letter beside a capital. FM is the foreign minister too.
fn is_sender(after: &str) -> bool {
    let word = after.split(' ').next().unwrap_or_default();
    let small = word.bytes().any(|b| b.is_ascii_lowercase());
    !(word.is_empty() || small && word.bytes().any(|b| b.is_ascii_uppercase()))
}

/// Two digits of a page, then a station, and a day and time in Zulu at the end: what follows `PAGE`.
fn is_page(after: &str) -> bool {
    let mut words = after.split_ascii_whitespace();
    words
        .next()
        .is_some_and(|page| page.len() <= 3 && page.bytes().all(|b| b.is_ascii_digit()))
        && words
            .next()
            .is_some_and(|station| station.bytes().all(|b| b.is_ascii_uppercase()))
        && after
            .split_ascii_whitespace()
            .any(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit()))
        && after
            .split_ascii_whitespace()
            .next_back()
            .is_some_and(|word| {
                let digits = word.strip_suffix('Z').unwrap_or(word);
                digits.bytes().all(|b| b.is_ascii_digit())
            })
}

/// Offices with copies, at least one, in the first two words.
fn is_distribution(text: &str) -> bool {
    text.split_ascii_whitespace().take(2).any(is_office_copies)
}

/// A word in small letters, a capital before them or not, or in capitals.
fn is_name(word: &[u8]) -> bool {
    let small = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_lowercase);
    word.iter().all(u8::is_ascii_uppercase)
        || word
            .split_first()
            .is_some_and(|(first, rest)| first.is_ascii_alphabetic() && small(rest))
}

/// Words, eight digits, then the page: nothing before and nothing after. The words are the post's name, in capitals
/// unless all of the line is in small letters.
fn is_marker(bytes: &[u8]) -> bool {
    let digits = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let mut words = bytes
        .split(|b| b.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .rev()
        .skip(1);
    let small = words.next() == Some(b"of");
    let page = words.next().unwrap_or_default();
    let number = words.next().unwrap_or_default();
    let names = words.clone().count();
    let capitals = |b: &u8| b.is_ascii_uppercase() || matches!(b, b'-' | b'.' | b'\'');
    // Two blanks part the post from the words that the page cuts.
    let named = bytes
        .windows(number.len().max(1))
        .position(|word| word == number);
    let post = named
        .and_then(|at| bytes.get(..at))
        .unwrap_or_default()
        .trim_ascii();
    let parted = post.windows(2).any(|two| two == b"  ");
    !parted
        && page.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        && (6..=8).contains(&number.len())
        && digits(number)
        && (1..=4).contains(&names)
        && (words.clone().all(|word| word.iter().all(capitals)) || small && words.all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_shape() {
        for (line, expected) in [
            ("", Shape::Blank),
            ("  ", Shape::Blank),
            ("-------", Shape::Rule),
            (
                "--------------------------------------------- ---",
                Shape::Rule,
            ),
            ("\u{2010}\u{2010}\u{2010}\u{2010}", Shape::Rule),
            ("\u{2014} a dash leads prose", Shape::Text),
            ("- a dash leads prose", Shape::Text),
            ("VZCZCXRO1234", Shape::TransmissionId),
            ("PP RUEHAA RUEHBB", Shape::RoutingLine),
            ("RUEHDD RUEHEE", Shape::Indicators),
            ("DE RUEHZZ #0123/01 1980449", Shape::Station),
            (
                "RTTUZYUW RUABCDE0412 3651921-UUUU--RUFGHIJ.",
                Shape::Station,
            ),
            ("ZNY CCCCC ZZH", Shape::Security),
            ("P R 170451Z JUL 09 ZDK", Shape::Dtg),
            ("P 251346 Z JUN 7 3", Shape::Dtg),
            ("170451Z Jul 09", Shape::Dtg),
            ("O 0 170451Z JUL 09", Shape::Dtg),
            ("PP 170451Z JUL 09", Shape::Dtg),
            ("R170451Z JUL 09", Shape::Dtg),
            ("K 170451Z JUL 09", Shape::Dtg),
            ("PRIORITY 170451Z JUL 09", Shape::Dtg),
            ("AT 170451Z JUL 09 HE CAME", Shape::Text),
            ("FM AMEMBASSY LIMA", Shape::From),
            ("TO RUEHC/SECSTATE WASHDC 0012", Shape::To),
            ("TO", Shape::To),
            ("INFO RUEHAA/AMEMBASSY QUITO", Shape::Info),
            (
                "INFO  LOG-00   EUR-00   DODE-00  /001W",
                Shape::Distribution,
            ),
            ("      PA-02  PRS-01  /056 W", Shape::Distribution),
            ("XMT/AMEMBASSY QUITO", Shape::Exempt),
            ("BT", Shape::Break),
            ("UNCLAS LIMA 000012", Shape::Classified),
            ("CONFIDENTIAL", Shape::Classification),
            ("UNCLAS", Shape::Classification),
            ("c o n f i d e n t i a l lima 000012", Shape::Classified),
            ("LIMA 00000123  002 OF 003", Shape::PageMarker),
            ("PORT AU PRINCE 00000402  001.2 of 003", Shape::PageMarker),
            (
                "PAGE 02        LIMA    00123  01 OF 02 082030Z",
                Shape::PageMarker,
            ),
            ("Lima 00000123 002 of 003", Shape::PageMarker),
            ("PAGE 02 LIMA 00412 151459Z THE PIER.", Shape::Text),
            ("FM Roe received us", Shape::Text),
            ("the minister LIMA 00000123  002 OF 003", Shape::Text),
            ("1. (C) First", Shape::Numbered),
            ("¶2. Second", Shape::Numbered),
            ("2007. Next sentence", Shape::Text),
            ("3.5 percent", Shape::Text),
            ("7 (C) Seventh", Shape::Numbered),
            ("3 . (U) Third", Shape::Numbered),
            ("12 (Twelve) men", Shape::Text),
            ("(C) No number", Shape::Parenthesis),
            ("7, (C) Seventh", Shape::Numbered),
            (
                "WITHOUT A PIER  ANYTOWN 00000123  001.2 OF 002",
                Shape::Text,
            ),
            ("NNNN", Shape::EndMark),
            ("#0123", Shape::EndMark),
            ("Contact was made", Shape::Text),
        ] {
            assert_eq!(shape(line), expected, "{line:?}");
        }
    }
}
