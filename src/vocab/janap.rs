//! The one line that military traffic has in place of format lines 2 and 3, as JANAP 128 has it: precedence, media and
//! classification in its first word, then originating station and serial, day and time of filing, the classification
//! again, and where it goes: `RTTUZYUW RUABCDE0412 3651921-UUUU--RUFGHIJ.`

use std::sync::LazyLock;

use super::precedence;
use super::tsv;

/// The data file.
pub(super) const DATA: &str = include_str!("data/media.tsv");

static MEDIA: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let rows = tsv::rows(DATA).filter_map(|[letter]| letter.bytes().next());
    rows.collect()
});

/// What such a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The precedence in words.
    pub precedence: &'static str,
    /// The routing indicator of the originating station.
    pub station: &'a str,
    /// The station's serial number.
    pub serial: u32,
    /// Day of the year, hour and minute of filing: seven digits.
    pub filed: u32,
    /// The letters of the classification: `UUUU`.
    pub letters: &'a str,
    /// Where it goes, routing indicators with blanks between them.
    pub routes: &'a str,
}

/// Reads such a line; blanks around it are taken off already.
#[must_use]
pub fn read(line: &[u8]) -> Option<Line<'_>> {
    let (first, _) = line.split_first_chunk::<9>()?;
    let [prosign, from, to, class, code @ .., blank] = first;
    let code = code.iter().all(u8::is_ascii_uppercase);
    let is_one = code && *blank == b' ' && class.is_ascii_uppercase();
    if !is_one || !MEDIA.contains(from) || !MEDIA.contains(to) {
        return None;
    }
    let precedence = precedence::of_letter(char::from(*prosign))?;
    let text = std::str::from_utf8(line).ok()?;
    let (head, route) = text.get(9..)?.split_once('-')?;
    let (letters, route) = route.split_once("--")?;
    let own = char::from(*class);
    let again = matches!(letters.len(), 2..=5) && letters.chars().all(|c| c == own);
    let mut words = head.split_ascii_whitespace();
    let station = words.next()?;
    let mut next = words.next()?;
    let serial = match glued(station) {
        Some(_) => None,
        None => Some(std::mem::replace(&mut next, words.next()?)),
    };
    let (station, serial) = match serial {
        Some(serial) => (station, serial),
        None => glued(station)?,
    };
    let digits = |word: &str, len| word.len() == len && word.bytes().all(|b| b.is_ascii_digit());
    let named = (4..=7).contains(&station.len())
        && station
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let whole = again && named && digits(serial, 4) && digits(next, 7) && words.next().is_none();
    Some(Line {
        precedence,
        station,
        serial: serial.parse().ok()?,
        filed: next.parse().ok()?,
        letters,
        routes: route.trim_end_matches(['.', ' ']),
    })
    .filter(|_| whole)
}

/// A station and the four digits that are glued to it.
fn glued(word: &str) -> Option<(&str, &str)> {
    let at = word.len().checked_sub(4).filter(|at| *at >= 4)?;
    let (station, serial) = word.split_at_checked(at)?;
    let digits = serial.bytes().all(|b| b.is_ascii_digit());
    digits.then_some((station, serial))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_read_whole_or_not_at_all() {
        for (text, expected) in [
            (
                "RTTUZYUW RUABCDE0412 3651921-UUUU--RUFGHIJ.",
                Some(("ROUTINE", "RUABCDE", 412, 3_651_921, "UUUU", "RUFGHIJ")),
            ),
            (
                "OATSZYUW RUABCDE 0007 0010001-SSSS--RUFGHIJ RUKLMNO.",
                Some(("IMMEDIATE", "RUABCDE", 7, 10_001, "SSSS", "RUFGHIJ RUKLMNO")),
            ),
            (
                "ZTTCZYUW RUAB0001 1231200-CCCC--RUCD",
                Some(("FLASH", "RUAB", 1, 1_231_200, "CCCC", "RUCD")),
            ),
            // Another level behind, another medium, no serial, prose.
            ("RTTUZYUW RUABCDE0412 3651921-CCCC--RUFGHIJ.", None),
            ("RXTUZYUW RUABCDE0412 3651921-UUUU--RUFGHIJ.", None),
            ("RTTUZYUW RUABCDE 3651921-UUUU--RUFGHIJ.", None),
            ("RATTLING IS A SOUND - OR NONE--SO.", None),
            ("RTTUZYUW", None),
        ] {
            let found = read(text.as_bytes()).map(|line| {
                (
                    line.precedence,
                    line.station,
                    line.serial,
                    line.filed,
                    line.letters,
                    line.routes,
                )
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
