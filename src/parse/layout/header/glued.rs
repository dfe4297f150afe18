//! Lines of a header that have lost their ends: the next fixed line begins inside.

use crate::line::{Shape, is_indicator};
use crate::slice::{from, part};
use crate::vocab::routing;

/// The longest line of a header; what is longer is no header's.
const LONGEST: usize = 4000;
/// Letters and digits of a routing indicator.
const INDICATOR: std::ops::RangeInclusive<usize> = 4..=8;
/// Characters of a transmission identifier behind `VZCZC`: the channel's letters, the number's digits.
const CHANNEL: usize = 3;

/// Where the next line of a header begins inside a line of this shape. `open` says whether addressees may go on here.
pub(super) fn end(text: &str, shape: Shape, open: bool) -> Option<usize> {
    if text.len() > LONGEST {
        return None;
    }
    match shape {
        Shape::TransmissionId => behind_identifier(text),
        Shape::RoutingLine | Shape::Indicators => station(text),
        Shape::Station => security(text),
        Shape::Security => dtg(text),
        Shape::Dtg => sender(text),
        Shape::From | Shape::To | Shape::Info | Shape::Exempt => addressee(text),
        Shape::Text if is_routing(text) => station(text),
        Shape::Text if open => addressee(text),
        _ => None,
    }
}

/// `VZCZCXYZ0006RR RUEHWEB`
fn behind_identifier(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("VZCZC")?;
    let letters = rest
        .bytes()
        .take(CHANNEL)
        .take_while(u8::is_ascii_uppercase)
        .count();
    let digits = from(rest, letters)
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let end = letters + digits;
    let glued = digits > 0 && from(rest, end).starts_with(|c: char| c.is_ascii_uppercase());
    glued.then_some("VZCZC".len() + end)
}

/// Whether a text begins with a doubled prosign and a letter of an indicator.
fn is_routing(text: &str) -> bool {
    matches!(text.as_bytes(), [one @ (b'Z' | b'O' | b'P' | b'R'), two, b' ', b'R' | b'U', ..] if one == two)
}

/// `OO RUEHWEBDE RUEHPE #0147/01 2941434`
fn station(text: &str) -> Option<usize> {
    let number = text.find(" #")?;
    let indicator = part(text, 0, number).rsplit(' ').next()?;
    let before = part(text, 0, number - indicator.len()).trim_end();
    let at = before.strip_suffix("DE")?.len();
    (at > 0 && is_indicator(indicator)).then_some(at)
}

/// `DE RUEHPE #0062/01 0161747ZNR UUUUU ZZH`
fn security(text: &str) -> Option<usize> {
    let mut found = text.match_indices("ZN").map(|(at, _)| at);
    found.find(|&at| {
        let rest = from(text, at + 2);
        at > 0 && rest.starts_with(['R', 'Y']) && from(rest, 1).starts_with(' ')
    })
}

/// `ZNR UUUUU ZZHR 161747Z JAN 08`: the letters of the precedence before the time.
fn dtg(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let time = bytes.windows(7).position(
        |group| matches!(group, [digits @ .., b'Z'] if digits.iter().all(u8::is_ascii_digit)),
    )?;
    let mut at = time;
    while let Some([letter, b' ']) = at.checked_sub(2).and_then(|start| bytes.get(start..at))
        && matches!(letter, b'Z' | b'O' | b'P' | b'R')
    {
        at -= 2;
    }
    (0 < at && at < time && from(text, time + 7).starts_with(' ')).then_some(at)
}

/// `R 161747Z JAN 08FM AMEMBASSY LIMA`
fn sender(text: &str) -> Option<usize> {
    let mut found = text.match_indices("FM ").map(|(at, _)| at);
    found.find(|&at| part(text, 0, at).ends_with(|c: char| c.is_ascii_digit()))
}

/// `FM AMEMBASSY LIMATO RUEHC/SECSTATE WASHDC 0071INFO RUEHQT/AMEMBASSY QUITO 6974RUEHBO/AMEMBASSY BOGOTA`
fn addressee(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'/', text.as_bytes()).find_map(|slash| {
        let before = part(text, 0, slash);
        // The indicator that leads the line.
        if before.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        indicator(before).or_else(|| labelled(before))
    })
}

/// Where a known routing indicator begins that is glued to what stands before it; the one that leads the line is not.
fn indicator(before: &str) -> Option<usize> {
    let words = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let run = before.len() - words.len();
    let known = |len: &usize| {
        let word = from(before, before.len() - len);
        is_indicator(word) && routing::find(word).next().is_some()
    };
    if words.is_empty() || run <= *INDICATOR.start() {
        return None;
    }
    let len = INDICATOR.rev().filter(|len| *len < run).find(known)?;
    Some(before.len() - len)
}

/// Where `TO` or `INFO` begins that is glued to what stands before it, an indicator behind it.
fn labelled(before: &str) -> Option<usize> {
    let word = before
        .rsplit(' ')
        .next()
        .filter(|word| is_indicator(word))?;
    let before = part(before, 0, before.len() - word.len()).trim_end();
    let glued = |label: &&str| {
        before
            .strip_suffix(*label)
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let label = ["INFO", "TO"].into_iter().find(glued)?;
    Some(before.len() - label.len())
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;
    use crate::line::shape;

    #[test]
    fn where_the_next_line_begins() {
        for (line, next) in [
            ("VZCZCXYZ0006RR RUEHWEB", "RR RUEHWEB"),
            (
                "RR RUEHWEBDE RUEHPE #0062/01 0161747",
                "DE RUEHPE #0062/01 0161747",
            ),
            ("DE RUEHPE #0062/01 0161747ZNR UUUUU ZZH", "ZNR UUUUU ZZH"),
            ("ZNR UUUUU ZZHR 161747Z JAN 08", "R 161747Z JAN 08"),
            (
                "ZNY CCCCC ZZH (CCY AD00C9/MSI28)O P 211434Z OCT 09",
                "O P 211434Z OCT 09",
            ),
            ("R 161747Z JAN 08FM AMEMBASSY LIMA", "FM AMEMBASSY LIMA"),
            (
                "FM AMEMBASSY LIMATO RUEHC/SECSTATE WASHDC 0071",
                "TO RUEHC/SECSTATE WASHDC 0071",
            ),
            (
                "TO RUEHC/SECSTATE WASHDC 0071INFO RUEHQT/AMEMBASSY QUITO 69",
                "INFO RUEHQT/AMEMBASSY QUITO 69",
            ),
            (
                "RUEHQT/AMEMBASSY QUITO 6974RUEHBO/AMEMBASSY BOGOTA",
                "RUEHBO/AMEMBASSY BOGOTA",
            ),
        ] {
            let found = end(line, shape(line), true);
            assert_eq!(found.map(|at| &line[at..]), Some(next), "{line}");
        }
        for line in [
            "VZCZCXYZ0006",
            "RR RUEHWEB RUEHPE",
            "DE RUEHPE #0062/01 0161747",
            "ZNY CCCCC ZZH",
            "R 161747Z JAN 08 ZDK",
            "FM AMEMBASSY LIMA",
            "TO RUEHC/SECSTATE WASHDC PRIORITY 0071",
            "INFO RUEKJCS/SECDEF WASHDC//USDP/ISA:PD/J2//",
            "RUEHQT/AMEMBASSY QUITO 6974",
        ] {
            assert_eq!(end(line, shape(line), true), None, "{line}");
        }
    }

    #[test]
    fn a_line_of_the_station_names_one() {
        assert_eq!(station("RR RUEHWEBDE RUEHPE #0062"), Some(10));
        assert_eq!(station("RR RUEHWEBDE FACTO #0062"), None);
        assert_eq!(station("DE RUEHPE #0062"), None);
    }
}
