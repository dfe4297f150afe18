//! Format line 3: `DE`, originating station, serial and section, filing time, operating signals.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::line::is_indicator;
use crate::parse::cursor::Cursor;
use crate::parse::element::signal;
use crate::parse::fragment::Fragment;
use crate::record::{self, Level};
use crate::vocab::{janap, levels};

/// A filing time within so many days of New Year may belong to the other year than the date-time group.
const NEW_YEAR_DAYS: i64 = 5;

/// What format line 3 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Station {
    /// Routing indicator of the originating station.
    pub station: Option<String>,
    /// Station serial number.
    pub serial: Option<u32>,
    /// The section that was transmitted.
    pub section: Option<u32>,
    /// When the message was filed.
    pub filing: Option<Filing>,
    /// Operating signals, in order.
    pub signals: Vec<String>,
    /// What the line of JANAP 128 says beside that.
    pub more: More,
}

/// What the line of JANAP 128 says that other headers say in format lines 2, 4 and 5.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct More {
    /// The precedence in words.
    pub precedence: Option<&'static str>,
    /// The letters of the classification, and what they say.
    pub security: Option<record::Security>,
    /// Where the message goes.
    pub indicators: Vec<String>,
}

/// A filing time as it is printed: without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filing {
    /// Day of the year, from 1.
    pub day: u32,
    /// Hour.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// The line that says so.
    pub line: u32,
}

/// Reads format line 3.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Option<Station> {
    let (first, further) = fragments.split_first()?;
    let mut found = line(*first, notes);
    // The same station's own line may stand below that of the network.
    if let Some((below, _)) = further.split_first().filter(|_| found.is_of_network()) {
        let own = line(*below, notes);
        found.section = own.section;
        found.signals = own.signals;
        return Some(found);
    }
    found
        .signals
        .extend(further.iter().flat_map(|line| signal::read(line.text)));
    Some(found)
}

impl Station {
    /// Whether it was read of the line of JANAP 128.
    fn is_of_network(&self) -> bool {
        self.more.precedence.is_some()
    }

    fn of_network(line: &janap::Line<'_>, at: u32) -> Self {
        let letter = line.letters.chars().next().and_then(levels::letter);
        Station {
            station: Some(line.station.to_owned()),
            serial: Some(line.serial),
            filing: filing(line.filed, at),
            more: More {
                precedence: Some(line.precedence),
                security: letter.map(|row| record::Security {
                    signal: line.letters.to_owned(),
                    level: row.level.and_then(Level::from_words),
                }),
                indicators: line.routes.split(' ').map(str::to_owned).collect(),
            },
            ..Station::default()
        }
    }
}

fn line(fragment: Fragment<'_>, notes: &mut Vec<Diagnostic>) -> Station {
    if let Some(line) = janap::read(fragment.text.trim().as_bytes()) {
        return Station::of_network(&line, fragment.line);
    }
    let mut unread = |field, what: &str| {
        let message = format!("no {what} in `{}`", shown(fragment.text));
        notes.push(fragment.diagnostic(Code::StationUnread, field, message));
    };
    let mut found = Station::default();
    let mut cursor = Cursor::new(fragment.text.trim());
    cursor.word("DE");
    cursor.spaces();
    let mut ahead = cursor;
    let word = ahead.take_while(|c| c.is_ascii_alphanumeric());
    if is_indicator(word) {
        found.station = Some(word.to_ascii_uppercase());
        cursor = ahead;
    } else {
        unread("header.station", "routing indicator of a station");
        cursor.take_while(|c| c != '#');
    }
    cursor.spaces();
    let numbered = cursor.eat('#');
    cursor.spaces();
    let mut ahead = cursor;
    let digits = ahead.digits();
    // Without its sign, seven digits are the filing time, and the serial is missing.
    if numbered || !matches!(digits.len(), 0 | 7) {
        cursor = ahead;
        // Half of a damaged number is none.
        let damage = cursor.take_while(|c| !c.is_whitespace() && c != '/');
        if damage.is_empty() {
            found.serial = digits.parse().ok();
        }
        if cursor.eat('/') {
            found.section = cursor.digits().parse().ok();
        }
        if found.serial.is_none() {
            unread("header.serial", "station serial number");
        }
    }
    let mut ahead = cursor;
    match ahead
        .spaced_digits(7)
        .and_then(|it| filing(it, fragment.line))
    {
        Some(filing) => {
            found.filing = Some(filing);
            ahead.eat('Z');
            cursor = ahead;
        }
        None if cursor.rest().contains(|c: char| c.is_ascii_digit()) => {
            unread("header.filed", "filing time");
        }
        None => {}
    }
    found.signals = signal::read(cursor.rest()).collect();
    found
}

/// Seven digits as day of the year, hour and minute.
fn filing(digits: u32, line: u32) -> Option<Filing> {
    let (day, hour, minute) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let possible = (1..=366).contains(&day) && hour < 24 && minute < 60;
    possible.then_some(Filing {
        day,
        hour,
        minute,
        line,
    })
}

/// The moment of filing. The year is that of the date-time group, unless New Year lies between the two.
pub(crate) fn filed(
    filing: Filing,
    dtg: Option<DateTime<Utc>>,
    notes: &mut Vec<Diagnostic>,
) -> Option<DateTime<Utc>> {
    let mut note = |code, message: &str| {
        notes.push(
            Diagnostic::new(code, message)
                .field("header.filed")
                .lines(filing.line, filing.line),
        );
    };
    let Some(dtg) = dtg else {
        note(
            Code::FiledYearUnknown,
            "the filing time has no year, for there is no date-time group",
        );
        return None;
    };
    let in_year = |year| {
        NaiveDate::from_yo_opt(year, filing.day)
            .and_then(|day| day.and_hms_opt(filing.hour, filing.minute, 0))
            .map(|time| time.and_utc())
    };
    let near = |moment: &DateTime<Utc>| {
        moment.signed_duration_since(dtg).num_hours().abs() <= NEW_YEAR_DAYS * 24
    };
    let year = dtg.year();
    let across = [year - 1, year + 1]
        .into_iter()
        .filter_map(in_year)
        .find(near);
    let Some(filed) = across.or_else(|| in_year(year)) else {
        note(
            Code::StationUnread,
            "the year of the date-time group has no such day as the filing time",
        );
        return None;
    };
    let (early, late) = (filed.min(dtg), filed.max(dtg));
    if early
        .checked_add_days(Days::new(1))
        .is_some_and(|limit| late > limit)
    {
        note(
            Code::DateContradicted,
            "the filing time lies more than a day from the date-time group",
        );
    }
    Some(filed)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    fn one(text: &str) -> (Station, Vec<Diagnostic>) {
        let mut notes = Vec::new();
        let found = read(&[Fragment { text, line: 3 }], &mut notes);
        (found.unwrap_or_default(), notes)
    }

    #[test]
    fn half_a_number_is_none() {
        let (found, notes) = one("DE RUEHNT #00X3/02 0010000");
        assert_eq!((found.serial, found.section), (None, Some(2)));
        assert_eq!(found.filing.map(|filing| filing.day), Some(1));
        let fields: Vec<_> = notes.iter().map(|note| note.field.as_deref()).collect();
        assert_eq!(fields, [Some("header.serial")]);
    }

    #[test]
    fn reads_the_forms() {
        type Wanted = (Option<u32>, Option<u32>, Option<(u32, u32, u32)>);
        let cases: &[(&str, Wanted, &[&str])] = &[
            (
                "DE RUEHNT #1243/01 1980449",
                (Some(1243), Some(1), Some((198, 4, 49))),
                &[],
            ),
            (
                "DE RUEHNT #0063 0010000 ",
                (Some(63), None, Some((1, 0, 0))),
                &[],
            ),
            (
                "de ruehnt #0063/12 3662359Z ZUI RUEHC #0012",
                (Some(63), Some(12), Some((366, 23, 59))),
                &["ZUI"],
            ),
            (
                "DE RUEHNT# 63 198 04 49",
                (Some(63), None, Some((198, 4, 49))),
                &[],
            ),
            ("DE RUEHNT 1980449", (None, None, Some((198, 4, 49))), &[]),
            ("DE RUEHNT", (None, None, None), &[]),
        ];
        for (text, (serial, section, time), wanted) in cases {
            let (found, notes) = one(text);
            assert_eq!(found.station.as_deref(), Some("RUEHNT"), "{text}");
            assert_eq!(found.serial, *serial, "{text}");
            assert_eq!(found.section, *section, "{text}");
            assert_eq!(
                found.filing.map(|f| (f.day, f.hour, f.minute)),
                *time,
                "{text}"
            );
            assert_eq!(found.signals, *wanted, "{text}");
            assert!(notes.is_empty(), "{text}: {notes:?}");
        }
    }

    #[test]
    fn says_what_it_could_not_read() {
        for (text, field) in [
            ("DE #1243 1980449", "header.station"),
            ("DE RUEHNT #X 1980449", "header.serial"),
            ("DE RUEHNT #1243 1982449", "header.filed"),
            ("DE RUEHNT #1243 19804", "header.filed"),
        ] {
            let (_, notes) = one(text);
            assert_eq!(notes[0].code, "station-unread", "{text}");
            assert_eq!(notes[0].field.as_deref(), Some(field), "{text}");
        }
    }

    #[test]
    fn takes_the_year_of_the_date_time_group() {
        let filed = |digits, dtg: &str| {
            let mut notes = Vec::new();
            let filed = super::filed(filing(digits, 3).unwrap(), dtg.parse().ok(), &mut notes);
            let codes: Vec<_> = notes.iter().map(|d| d.code.to_string()).collect();
            (
                filed.map(|it| it.to_rfc3339()).unwrap_or_default(),
                codes.join(" "),
            )
        };
        let cases = [
            (
                1_980_449,
                "2009-07-17T04:51:00Z",
                "2009-07-17T04:49:00+00:00",
                "",
            ),
            (
                10_005,
                "2008-12-31T23:58:00Z",
                "2009-01-01T00:05:00+00:00",
                "",
            ),
            (
                3_652_358,
                "2010-01-01T00:10:00Z",
                "2009-12-31T23:58:00+00:00",
                "",
            ),
            (
                280_000,
                "2008-12-31T00:00:00Z",
                "2008-01-28T00:00:00+00:00",
                "date-contradicted",
            ),
            (3_660_000, "2009-05-01T00:00:00Z", "", "station-unread"),
            (1_980_449, "", "", "filed-year-unknown"),
        ];
        for (digits, dtg, wanted, codes) in cases {
            assert_eq!(
                filed(digits, dtg),
                (wanted.to_owned(), codes.to_owned()),
                "{digits} {dtg}"
            );
        }
    }
}
