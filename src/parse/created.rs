//! The dates of tables and databases: `7/17/2009 4:51`, `2009-07-17T04:51:00.000Z`, `2009-07-17 04:51:00+00`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

/// How exact a container's date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    Minute,
    Hour,
    Day,
}

impl Precision {
    /// The date in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Precision::Minute => "the date",
            Precision::Hour => "the date, to the hour,",
            Precision::Day => "the date, to the day,",
        }
    }
}

/// How days are written: the year first, or the month.
const DAYS: &[&str] = &["%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d"];
/// How times are written.
const TIMES: &[&str] = &["%H:%M", "%H:%M:%S%.f", "%I:%M %p", "%I:%M:%S %p"];

/// A day alone, or a day and a time, with a zone or not; where there is none it is that of the archive, which is Z.
pub(super) fn read(printed: &str) -> Option<(DateTime<Utc>, Precision)> {
    let printed = printed.trim();
    let (day, time) = match printed.split_once(['T', ' ']) {
        Some((day, time)) => (day, time.trim()),
        None => (printed, ""),
    };
    let day = parse(DAYS, |format| NaiveDate::parse_from_str(day, format).ok())?;
    // Two digits are no year.
    if day < NaiveDate::from_ymd_opt(1000, 1, 1)? {
        return None;
    }
    if time.is_empty() {
        return Some((day.and_time(NaiveTime::MIN).and_utc(), Precision::Day));
    }
    let (time, zone) = zone(time)?;
    let time = parse(TIMES, |format| NaiveTime::parse_from_str(time, format).ok())?;
    let local = day.and_time(time).and_local_timezone(zone).single()?;
    Some((local.with_timezone(&Utc), Precision::Minute))
}

fn parse<T>(formats: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
    formats.iter().find_map(|format| read(format))
}

/// A time without its zone, and the zone.
fn zone(time: &str) -> Option<(&str, FixedOffset)> {
    let utc = FixedOffset::east_opt(0)?;
    for name in ["Z", "UTC", "GMT"] {
        if let Some(time) = time.strip_suffix(name) {
            return Some((time.trim_end(), utc));
        }
    }
    let Some(at) = time.rfind(['+', '-']) else {
        return Some((time, utc));
    };
    let (time, offset) = time.split_at_checked(at)?;
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let seconds = (hours * 60 + minutes) * 60;
    let seconds = if offset.starts_with('-') {
        -seconds
    } else {
        seconds
    };
    Some((time.trim_end(), FixedOffset::east_opt(seconds)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_form() {
        for printed in [
            "7/17/2009 16:51",
            "07/17/2009 16:51:00",
            "7/17/2009 4:51 PM",
            "7/17/2009 4:51:00 pm",
            "2009-07-17 16:51",
            "2009-07-17 16:51:00",
            "2009-07-17T16:51:00",
            "2009-07-17T16:51:00Z",
            "2009-07-17T16:51:00.000Z",
            "2009-07-17 16:51:00.000000+00",
            "2009-07-17T18:51:00+02:00",
            "2009-07-17T12:21:00-0430",
            "2009-07-17 16:51:00 UTC",
            "2009/07/17 16:51",
        ] {
            let found = read(printed).map(|(date, precision)| (date.to_rfc3339(), precision));
            let expected = ("2009-07-17T16:51:00+00:00".to_owned(), Precision::Minute);
            assert_eq!(found, Some(expected), "{printed}");
        }
        let day = read("2009-07-17").map(|(date, precision)| (date.to_rfc3339(), precision));
        assert_eq!(
            day,
            Some(("2009-07-17T00:00:00+00:00".to_owned(), Precision::Day))
        );
        for printed in [
            "",
            "17 July",
            "2009-13-17",
            "17/7/2009 4:51",
            "7/17/09 4:51",
            "7/17/2009 25:00",
        ] {
            assert_eq!(read(printed), None, "{printed}");
        }
    }
}
