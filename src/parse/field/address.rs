//! Format lines 6 to 9: originator, action and information addressees, and those exempted from a collective.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::line::is_indicator;
use crate::parse::cursor::Cursor;
use crate::parse::element::class_line;
use crate::parse::fragment::Fragment;
use crate::record::Address;
use crate::slice::{from, part, trim_end, trim_start};
use crate::vocab::{posts, precedence, routing};

/// Which of the lines it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Format line 6: the originator.
    From,
    /// Format line 7: action addressees.
    To,
    /// Format line 8: information addressees.
    Info,
    /// Format line 9: addressees left out of a collective.
    Exempt,
}

impl Line {
    /// The word that opens the line, and the dotted path of its field.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Line::From => ("FM", "routing.from"),
            Line::To => ("TO", "routing.to"),
            Line::Info => ("INFO", "routing.info"),
            Line::Exempt => ("XMT", "routing.exempt"),
        }
    }

    /// The label of the line in a header of labelled fields; a colon follows it.
    fn label(self) -> &'static str {
        match self {
            Line::From => "FROM:",
            Line::To => "ACTION:",
            Line::Info => "INFO:",
            Line::Exempt => "XMT:",
        }
    }
}

/// Reads the addresses, one a fragment. The line's label may open a fragment or stand alone.
pub(crate) fn read(
    line: Line,
    fragments: &[Fragment<'_>],
    notes: &mut Vec<Diagnostic>,
) -> Vec<Address> {
    let (label, field) = line.words();
    let mut found: Vec<Address> = Vec::with_capacity(fragments.len());
    let mut fragments = fragments.iter().peekable();
    while let Some(fragment) = fragments.next() {
        let text = trim_start(trim_end(fragment.text));
        let text = match text.split_at_checked(line.label().len()) {
            Some((head, rest)) if head.eq_ignore_ascii_case(line.label()) => rest.trim(),
            _ => unlabelled(text, label),
        };
        if text.is_empty() {
            continue;
        }
        let joined = fragments
            .next_if(|next| offices_go_on(text, next.text))
            .map(|next| format!("{text}{}", next.text.trim()));
        let tail = tail(joined.as_deref().unwrap_or(text));
        if let Some(address) = address(&tail) {
            if let Some(word) = tail.misspelt {
                let message = format!("the precedence `{}` is misspelt", shown(word));
                notes.push(fragment.diagnostic(Code::PrecedenceMisspelt, field, message));
            }
            found.push(address);
        } else if let Some(last) = found.last_mut().filter(|last| tail.continues(last)) {
            // A precedence or number by itself: the line above was too long for it.
            last.precedence = last
                .precedence
                .take()
                .or(tail.precedence.map(Cow::Borrowed));
            last.number = last.number.take().or(tail.number.map(str::to_owned));
        } else {
            let message = format!("no addressee in `{}`", shown(fragment.text));
            notes.push(fragment.diagnostic(Code::HeaderUnread, field, message));
        }
    }
    found
}

/// A line without its label; a slash may follow that (`XMT/AMEMBASSY LIMA`), or a colon.
fn unlabelled<'a>(text: &'a str, label: &str) -> &'a str {
    let mut cursor = Cursor::new(text);
    if !cursor.word(label) {
        return text;
    }
    let rest = cursor.rest();
    let end = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "/:".contains(c));
    if end {
        rest.trim_start_matches(|c: char| c.is_whitespace() || "/:".contains(c))
    } else {
        text
    }
}

/// Whether the offices of a line, opened by a double slash, are closed in the next.
fn offices_go_on(text: &str, next: &str) -> bool {
    double_slashes(text) % 2 == 1
        && double_slashes(next) % 2 == 1
        && !next.trim_start().starts_with("//")
        && split_indicator(next.trim()).0.is_none()
}

/// Where a double slash stands first.
fn double_slash(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'/', bytes).find(|at| bytes.get(at + 1) == Some(&b'/'))
}

/// How many double slashes a text has.
fn double_slashes(text: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while let Some(at) = double_slash(rest) {
        rest = from(rest, at + 2);
        count += 1;
    }
    count
}

/// An address taken apart from its end.
struct Tail<'a> {
    /// What is left.
    rest: &'a str,
    precedence: Option<&'static str>,
    /// The word of precedence as printed, where it is misspelt.
    misspelt: Option<&'a str>,
    number: Option<&'a str>,
}

impl Tail<'_> {
    /// Takes the number off the end.
    fn take_number(&mut self) {
        if let Some((rest, number)) = number_off(self.rest) {
            self.rest = rest;
            self.number = Some(number);
        }
    }

    /// Whether it is only what the address before it lacks.
    fn continues(&self, last: &Address) -> bool {
        self.rest.is_empty()
            && (self.precedence.is_none() || last.precedence.is_none())
            && (self.number.is_none() || last.number.is_none())
    }
}

/// Takes the number and the precedence off an address: mostly in this order from the end, at times the other way round.
fn tail(text: &str) -> Tail<'_> {
    let mut tail = Tail {
        rest: text.trim_end(),
        precedence: None,
        misspelt: None,
        number: None,
    };
    tail.take_number();
    if tail.number.is_none()
        && let Some((rest, number)) = short_number_off(tail.rest)
    {
        (tail.rest, tail.number) = (rest, Some(number));
    }
    if let Some((word, printed)) = precedence::misspelt_at_end(tail.rest) {
        tail.rest = part(tail.rest, 0, tail.rest.len() - printed.len()).trim_end();
        (tail.precedence, tail.misspelt) = (Some(word), Some(printed));
    } else if let Some((word, start)) = precedence::ends_with_precedence(tail.rest) {
        tail.rest = part(tail.rest, 0, start).trim_end();
        tail.precedence = Some(word);
        if tail.number.is_none() {
            tail.take_number();
        }
    }
    tail
}

/// A text without the message continuity number at its end, and that number: four digits, or a range of two.
fn number_off(text: &str) -> Option<(&str, &str)> {
    if !ends_in_digit(text) {
        return None;
    }
    let word = text
        .rsplit(|c: char| c.is_whitespace() || c == '/')
        .next()?;
    let rest = part(text, 0, text.len() - word.len());
    let four = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    if let Some(glued) = glued_number(text) {
        return Some(glued);
    }
    let number = match word.split_once('-') {
        Some((first, last)) => four(first) && four(last),
        None => four(word),
    };
    number.then(|| (rest.trim_end(), word))
}

/// Whether a digit stands at the end of a text, as that of any number does.
fn ends_in_digit(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_digit)
}

/// A number of four digits that is glued to the name of a post: `SECSTATE WASHDC0000`.
fn glued_number(text: &str) -> Option<(&str, &str)> {
    let (rest, number) = text.split_at_checked(text.len().checked_sub(4)?)?;
    let glued = number.bytes().all(|b| b.is_ascii_digit())
        && rest.ends_with(|c: char| c.is_ascii_uppercase())
        && posts::of_plad(split_indicator(rest).1).is_some();
    glued.then_some((rest, number))
}

/// A text without a number of two, three or five digits at its end: other than the rule, so that it counts only behind a
/// precedence, one of two digits not behind the name of a post.
fn short_number_off(text: &str) -> Option<(&str, &str)> {
    if !ends_in_digit(text) {
        return None;
    }
    let (rest, word) = text.rsplit_once(char::is_whitespace)?;
    let rest = rest.trim_end();
    let behind_post = || {
        posts::of_plad(split_indicator(rest).1).is_some()
            || class_line::known_post_at_end(rest).is_some()
    };
    let counts = matches!(word.len(), 2 | 3 | 5)
        && word.bytes().all(|b| b.is_ascii_digit())
        && (precedence::ends_with_precedence(rest).is_some()
            || precedence::misspelt_at_end(rest).is_some()
            || word.len() > 2 && behind_post());
    counts.then_some((rest, word))
}

/// Whether it is a routing indicator of the built-in table.
fn is_known(indicator: &str) -> bool {
    routing::find(indicator).next().is_some()
}

/// Routing indicator and the rest. `ZEN/`, delivered by other means, gives none; and what names a post is none.
fn split_indicator(text: &str) -> (Option<&str>, &str) {
    match text.split_once('/') {
        Some((head, rest)) if head.eq_ignore_ascii_case("ZEN") => (None, rest.trim_start()),
        Some((head, rest))
            if is_indicator(head)
                && !rest.starts_with('/')
                && (is_known(head) || posts::of_plad(head).is_none()) =>
        {
            (Some(head), rest.trim_start())
        }
        _ => (None, text),
    }
}

/// The address without its tail; none where no PLAD is left.
fn address(tail: &Tail<'_>) -> Option<Address> {
    let (ri, rest) = split_indicator(tail.rest);
    let end = double_slash(rest).unwrap_or(rest.len());
    let offices = from(rest, end + 2);
    let plad = part(rest, 0, end).trim();
    if plad.is_empty() {
        return None;
    }
    Some(Address {
        plad: plad.to_owned(),
        ri: ri.map(str::to_ascii_uppercase),
        offices: offices
            .split('/')
            .map(str::trim)
            .filter(|office| !office.is_empty())
            .map(str::to_owned)
            .collect(),
        precedence: tail.precedence.map(Cow::Borrowed),
        number: tail.number.map(str::to_owned),
        post: posts::of_plad(plad)
            .or_else(|| turned(plad))
            .map(Cow::Borrowed),
    })
}

/// The post of a PLAD with its place first, as headers of labelled fields print it: `WASHDC, SECSTATE`.
fn turned(plad: &str) -> Option<&'static str> {
    let (place, name) = plad.split_once(", ")?;
    posts::of_plad(&format!("{name} {place}"))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    fn of(line: Line, lines: &[&str]) -> (Vec<String>, Vec<Diagnostic>) {
        let fragments = numbered(6, lines);
        let mut notes = Vec::new();
        let found = read(line, &fragments, &mut notes)
            .into_iter()
            .map(|a| {
                let plain = |part: Option<String>| part.unwrap_or_default();
                let (offices, plad) = (a.offices.join("+"), a.plad);
                let (ri, precedence) = (plain(a.ri), a.precedence.unwrap_or_default());
                format!("{ri}|{plad}|{offices}|{precedence}|{}", plain(a.number))
            })
            .collect();
        (found, notes)
    }

    #[test]
    fn reads_the_forms() {
        for (text, wanted) in [
            (
                "RUEHC/SECSTATE WASHDC PRIORITY 1150 ",
                "RUEHC|SECSTATE WASHDC||PRIORITY|1150",
            ),
            ("RUEHAA/AMEMBASSY LIMA 0063", "RUEHAA|AMEMBASSY LIMA|||0063"),
            (
                "AMEMBASSY LIMA NIACT IMMEDIATE",
                "|AMEMBASSY LIMA||NIACT IMMEDIATE|",
            ),
            (
                "RUEHAA/AMEMBASSY LIMA 0123-0124",
                "RUEHAA|AMEMBASSY LIMA|||0123-0124",
            ),
            (
                "AMEMBASSY LIMA 0012 PRIORITY",
                "|AMEMBASSY LIMA||PRIORITY|0012",
            ),
            ("ZEN/AMEMBASSY LIMA 0063", "|AMEMBASSY LIMA|||0063"),
            (
                "RUEKJCS/SECDEF WASHDC//USDP ADMIN/CHAIRS//",
                "RUEKJCS|SECDEF WASHDC|USDP ADMIN+CHAIRS||",
            ),
            (
                "RHMFISS/HQ USEUCOM VAIHINGEN GE//CC/J2:POLAD// FLASH 0007",
                "RHMFISS|HQ USEUCOM VAIHINGEN GE|CC+J2:POLAD|FLASH|0007",
            ),
            ("SECDEF WASHDC//OSD:P&R", "|SECDEF WASHDC|OSD:P&R||"),
            ("SECDEF WASHDC//J5//0007", "|SECDEF WASHDC|J5||0007"),
            (
                "RUEHAA/AMEMBASSY LIMA FEB OTHERTOWN 4783",
                "RUEHAA|AMEMBASSY LIMA FEB OTHERTOWN|||4783",
            ),
            (
                "ALL DIPLOMATIC POSTS COLLECTIVE PRIORITY",
                "|ALL DIPLOMATIC POSTS COLLECTIVE||PRIORITY|",
            ),
            ("CTF 345", "|CTF 345|||"),
            (
                "AMEMBASSY ROME PRIORITY 738",
                "|AMEMBASSY ROME||PRIORITY|738",
            ),
            ("SECSTATE WASHDC0012", "|SECSTATE WASHDC|||0012"),
            ("RUEHAA/AMEMBASSY LIMA 012", "RUEHAA|AMEMBASSY LIMA|||012"),
            (
                "39ABG ELSEWHERE AB IT//CC// PRIORITY",
                "|39ABG ELSEWHERE AB IT|CC|PRIORITY|",
            ),
            ("ruehaa/Amembassy Lima 0063", "RUEHAA|Amembassy Lima|||0063"),
            ("USUN/POL", "|USUN/POL|||"),
            ("TOGO MISSION", "|TOGO MISSION|||"),
            ("XMT/AMEMBASSY LIMA", "|XMT/AMEMBASSY LIMA|||"),
        ] {
            let (found, notes) = of(Line::To, &[text]);
            assert_eq!(found, [wanted], "{text}");
            assert!(notes.is_empty(), "{text}");
        }
    }

    #[test]
    fn takes_the_labels_off() {
        let lima = ["|AMEMBASSY LIMA|||"];
        assert_eq!(of(Line::From, &["FM AMEMBASSY LIMA"]).0, lima);
        assert_eq!(of(Line::To, &["TO ", "AMEMBASSY LIMA"]).0, lima);
        assert_eq!(of(Line::Info, &["INFO  AMEMBASSY LIMA"]).0, lima);
        assert_eq!(of(Line::Exempt, &["XMT/AMEMBASSY LIMA"]).0, lima);
        let (found, _) = of(Line::Exempt, &["XMT AMEMBASSY LIMA", "USINT HAVANA"]);
        assert_eq!(found, ["|AMEMBASSY LIMA|||", "|USINT HAVANA|||"]);
    }

    #[test]
    fn joins_what_was_wrapped() {
        let (found, notes) = of(
            Line::Info,
            &[
                "INFO RUEKJCS/SECDEF WASHDC//OSD-ISA/",
                "USDP:NESA//",
                "RUEHAA/AMEMBASSY LIMA PRIORITY",
                "0063",
                "RUEHBB/AMEMBASSY QUITO",
            ],
        );
        assert_eq!(
            found,
            [
                "RUEKJCS|SECDEF WASHDC|OSD-ISA+USDP:NESA||",
                "RUEHAA|AMEMBASSY LIMA||PRIORITY|0063",
                "RUEHBB|AMEMBASSY QUITO|||"
            ]
        );
        assert!(notes.is_empty());
    }

    #[test]
    fn finds_the_post() {
        let fragment = Fragment {
            text: "RUEHC/SECSTATE WASHDC 1150",
            line: 7,
        };
        let found = read(Line::To, &[fragment], &mut Vec::new());
        assert_eq!(found[0].post.as_deref(), Some("STATE"));
    }

    #[test]
    fn reads_a_misspelt_precedence() {
        for (text, wanted) in [
            ("AMEMBASSY LIMA PIORITY", "|AMEMBASSY LIMA||PRIORITY|"),
            (
                "AMEMBASSY LIMA IMMEDAITE 0012",
                "|AMEMBASSY LIMA||IMMEDIATE|0012",
            ),
        ] {
            let (found, notes) = of(Line::Info, &[text]);
            assert_eq!(found, [wanted], "{text}");
            assert_eq!(notes[0].code, "precedence-misspelt");
        }
    }

    #[test]
    fn says_what_it_could_not_read() {
        let (found, notes) = of(Line::To, &["TO RUEHC/ 1150", "//J5//"]);
        assert!(found.is_empty());
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[0].field.as_deref(), Some("routing.to"));
    }
}
