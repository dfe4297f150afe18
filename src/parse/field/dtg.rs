//! Format line 5: precedences, the date-time group, operating signals.

use chrono::{DateTime, NaiveDate, Utc};

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::cursor::Cursor;
use crate::parse::element::{signal, year};
use crate::parse::fragment::Fragment;
use crate::slice::{from, part};
use crate::vocab::{months, precedence};

const FIELD: &str = "header.dtg";
/// What stands for the letter O at times, doubled as the letter may be.
const ZEROS: [&str; 2] = ["0", "00"];
/// No month, however misspelt, is longer.
const MONTH_LETTERS: usize = 12;

/// What format line 5 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dtg {
    /// The precedences in words: for action first, for information later.
    pub precedence: Vec<&'static str>,
    /// The date-time group as printed.
    pub printed: Option<String>,
    /// The moment it stands for.
    pub date: Option<DateTime<Utc>>,
    /// Operating signals behind it, in order.
    pub signals: Vec<String>,
}

/// A date-time group in its line.
struct Group {
    start: usize,
    end: usize,
    date: Option<DateTime<Utc>>,
    month_misspelt: bool,
}

/// Reads format line 5.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Dtg {
    let mut found = Dtg::default();
    for fragment in fragments {
        let text = fragment.text.trim();
        if found.printed.is_some() {
            found.signals.extend(signal::read(text));
            continue;
        }
        let mut note = |code, field, message: String| {
            notes.push(fragment.diagnostic(code, field, message));
        };
        let group = find(text);
        let (start, end) = group
            .as_ref()
            .map_or((text.len(), text.len()), |group| (group.start, group.end));
        let stray = precedences(part(text, 0, start), &mut found.precedence);
        let Some(group) = group else {
            if stray.is_some() {
                let message = format!("no date-time group in `{}`", shown(text));
                note(Code::DtgUnread, FIELD, message);
            }
            continue;
        };
        let printed = part(text, start, end);
        if part(text, 0, start)
            .split_whitespace()
            .any(|it| ZEROS.contains(&it))
        {
            let message = format!("`0` for the letter O in `{}`", shown(text));
            note(Code::PrecedenceMisspelt, "header.precedence", message);
        }
        if let Some(word) = stray {
            let message = format!("`{}` is no precedence", shown(word));
            note(Code::HeaderUnread, "header.precedence", message);
        }
        if group.date.is_none() {
            let message = format!("there is no such day or time as `{}`", shown(printed));
            note(Code::DtgUnread, "date", message);
        }
        if group.month_misspelt {
            let message = format!("the month of `{}` is misspelt", shown(printed));
            note(Code::MonthMisspelt, FIELD, message);
        }
        found.printed = Some(printed.to_owned());
        found.date = group.date;
        found.signals.extend(signal::read(from(text, end)));
    }
    found
}

/// The first date-time group of a line.
fn find(text: &str) -> Option<Group> {
    let mut cursor = Cursor::new(text);
    while !cursor.is_end() {
        cursor.take_while(|c| !c.is_ascii_digit());
        if let Some(group) = group(cursor) {
            return Some(group);
        }
        cursor.digits();
    }
    None
}

/// A date-time group that begins here. White space may stand between any of its characters, and the `Z` be lost.
fn group(mut cursor: Cursor<'_>) -> Option<Group> {
    let start = cursor.at();
    let time = cursor.spaced_digits(6)?;
    cursor.spaces();
    cursor.eat('Z');
    let mut word = String::new();
    loop {
        cursor.spaces();
        let letters = cursor.letters();
        word.push_str(letters);
        if letters.is_empty() || word.len() > MONTH_LETTERS {
            break;
        }
    }
    cursor.take_while(|c| matches!(c, '.' | ',' | '-' | '\'') || c.is_whitespace());
    let (month, month_misspelt) = months::read(&word)?;
    let year = full_year(&mut cursor)?;
    let (day, hour, minute) = (time / 10_000, time / 100 % 100, time % 100);
    let date = NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|day| day.and_hms_opt(hour, minute, 0))
        .map(|time| time.and_utc());
    Some(Group {
        start,
        end: cursor.at(),
        date,
        month_misspelt,
    })
}

/// The year: four digits of these two centuries, else two. White space may part them.
fn full_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let ends = |cursor: Cursor<'_>| !cursor.next_is(|c| c.is_ascii_digit());
    let mut four = *cursor;
    if let Some(year) = four.spaced_digits(4).and_then(|it| i32::try_from(it).ok())
        && (1900..2100).contains(&year)
        && ends(four)
    {
        *cursor = four;
        return Some(year);
    }
    let mut two = *cursor;
    let digits = i32::try_from(two.spaced_digits(2)?).ok()?;
    if !ends(two) {
        return None;
    }
    *cursor = two;
    Some(year::of_two_digits(digits))
}

/// Reads the precedences before a date-time group: letters, apart or in a row, prosigns, words. Returns the first word
/// that is none.
fn precedences<'a>(text: &'a str, found: &mut Vec<&'static str>) -> Option<&'a str> {
    if let Some((word, 0)) = precedence::ends_with_precedence(text.trim()) {
        found.push(word);
        return None;
    }
    let mut stray = None;
    for word in text.split_whitespace() {
        if ZEROS.contains(&word) {
            found.extend(precedence::of_letter('O'));
            continue;
        }
        if let Some(prosign) = precedence::of_prosign(word) {
            found.push(prosign);
            continue;
        }
        let letters: Option<Vec<_>> = word.chars().map(precedence::of_letter).collect();
        match letters {
            Some(letters) if letters.len() <= 3 => found.extend(letters),
            _ => stray = stray.or(Some(word)),
        }
    }
    stray
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    fn one(text: &str) -> (Dtg, Vec<Diagnostic>) {
        let mut notes = Vec::new();
        let found = read(&[Fragment { text, line: 5 }], &mut notes);
        (found, notes)
    }

    #[test]
    fn reads_the_forms() {
        let july = "2009-07-17T04:51:00Z";
        let june = "1973-06-25T13:46:00Z";
        // The line; precedences, date-time group as printed, its moment, signals.
        type Case = (
            &'static str,
            &'static [&'static str],
            &'static str,
            &'static str,
            &'static [&'static str],
        );
        let cases: &[Case] = &[
            (
                "R 170451Z JUL 09",
                &["ROUTINE"],
                "170451Z JUL 09",
                july,
                &[],
            ),
            (
                "O P 170451Z JUL 09 ZDK",
                &["IMMEDIATE", "PRIORITY"],
                "170451Z JUL 09",
                july,
                &["ZDK"],
            ),
            (
                "PR 170451Z JUL 2009",
                &["PRIORITY", "ROUTINE"],
                "170451Z JUL 2009",
                july,
                &[],
            ),
            (
                "ZZ 170451Z JULY 09",
                &["FLASH"],
                "170451Z JULY 09",
                july,
                &[],
            ),
            ("170451Z Jul 09 ", &[], "170451Z Jul 09", july, &[]),
            (
                "R 170451Z JUL 09 //ZEL//",
                &["ROUTINE"],
                "170451Z JUL 09",
                july,
                &["ZEL"],
            ),
            (
                "R 170451Z JUL 09 ZDK CTG RUEHZZ #0123",
                &["ROUTINE"],
                "170451Z JUL 09",
                july,
                &["ZDK"],
            ),
            (
                "P 251346 Z JUN 7 3",
                &["PRIORITY"],
                "251346 Z JUN 7 3",
                june,
                &[],
            ),
            (
                "P 25 1346Z JUN 73",
                &["PRIORITY"],
                "25 1346Z JUN 73",
                june,
                &[],
            ),
            (
                "P 251346Z J UN 73",
                &["PRIORITY"],
                "251346Z J UN 73",
                june,
                &[],
            ),
            (
                "P 251346Z JUN 19 73",
                &["PRIORITY"],
                "251346Z JUN 19 73",
                june,
                &[],
            ),
            ("P251346Z JUN73", &["PRIORITY"], "251346Z JUN73", june, &[]),
            (
                "R 010000Z JAN 66",
                &["ROUTINE"],
                "010000Z JAN 66",
                "1966-01-01T00:00:00Z",
                &[],
            ),
            (
                "R 010000Z JAN 65",
                &["ROUTINE"],
                "010000Z JAN 65",
                "2065-01-01T00:00:00Z",
                &[],
            ),
        ];
        for (text, precedence, printed, date, signals) in cases {
            let (found, notes) = one(text);
            assert_eq!(found.precedence, *precedence, "{text}");
            assert_eq!(found.printed.as_deref(), Some(*printed), "{text}");
            assert_eq!(found.date, date.parse().ok(), "{text}");
            assert_eq!(found.signals, *signals, "{text}");
            assert!(notes.is_empty(), "{text}: {notes:?}");
        }
    }

    #[test]
    fn reads_a_misspelt_month() {
        let (found, notes) = one("R 170451Z JLU 09");
        assert_eq!(found.date, "2009-07-17T04:51:00Z".parse().ok());
        assert_eq!(notes[0].code, "month-misspelt");
    }

    #[test]
    fn reads_a_zero_for_the_letter() {
        let (found, notes) = one("0 170451Z JUL 09");
        assert_eq!(found.precedence, ["IMMEDIATE"]);
        assert_eq!(found.printed.as_deref(), Some("170451Z JUL 09"));
        assert_eq!(notes[0].code, "precedence-misspelt");
    }

    #[test]
    fn says_what_it_could_not_read() {
        for (text, code, field) in [
            ("R 170451Z QQQ 09", "dtg-unread", "header.dtg"),
            ("R 170451Z JUL", "dtg-unread", "header.dtg"),
            ("R 320451Z JUL 09", "dtg-unread", "date"),
            ("R 172451Z JUL 09", "dtg-unread", "date"),
            ("R 170451Z JUL 099", "dtg-unread", "header.dtg"),
            (
                "R QQQQ 170451Z JUL 09",
                "header-unread",
                "header.precedence",
            ),
        ] {
            let (found, notes) = one(text);
            assert_eq!(found.precedence, ["ROUTINE"], "{text}");
            assert_eq!(found.printed.is_none(), field == FIELD, "{text}");
            assert_eq!(notes.len(), 1, "{text}");
            assert_eq!(notes[0].code, code, "{text}");
            assert_eq!(notes[0].field.as_deref(), Some(field), "{text}");
        }
    }

    #[test]
    fn precedence_alone_is_no_unread_date() {
        let (found, notes) = one("P R");
        assert_eq!(found.precedence, ["PRIORITY", "ROUTINE"]);
        assert!(notes.is_empty());
    }
}
