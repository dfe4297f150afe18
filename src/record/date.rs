//! Days and moments as a record has them, put together digit by digit: what formats them otherwise is many times slower.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use serde::{Serialize, Serializer};

/// Writes a moment as `2009-07-17T04:51:00Z`.
pub(super) fn moment<S: Serializer>(
    moment: &Option<DateTime<Utc>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let digits = moment.and_then(|moment| {
        let moment = moment.naive_utc();
        let [a, b, c, d, e, f, g, h, i, j] = digits(moment.date())?;
        let [k, l] = two(moment.hour());
        let [m, n] = two(moment.minute());
        let [o, p] = two(moment.second());
        let whole = [
            a, b, c, d, e, f, g, h, i, j, b'T', k, l, b':', m, n, b':', o, p, b'Z',
        ];
        (moment.nanosecond() == 0).then_some(whole)
    });
    match digits.as_ref().map(|digits| std::str::from_utf8(digits)) {
        Some(Ok(text)) => serializer.serialize_str(text),
        _ => moment.serialize(serializer),
    }
}

/// Writes a day as `2009-07-17`.
pub(super) fn day<S: Serializer>(
    day: &Option<NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let digits = day.and_then(digits);
    match digits.as_ref().map(|digits| std::str::from_utf8(digits)) {
        Some(Ok(text)) => serializer.serialize_str(text),
        _ => day.serialize(serializer),
    }
}

/// The digits of a day; nothing where its year has another number of them.
fn digits(day: NaiveDate) -> Option<[u8; 10]> {
    let year = u32::try_from(day.year())
        .ok()
        .filter(|year| *year < 10_000)?;
    let ([a, b], [c, d]) = (two(year / 100), two(year % 100));
    let ([e, f], [g, h]) = (two(day.month()), two(day.day()));
    Some([a, b, c, d, b'-', e, f, b'-', g, h])
}

/// The digits of a number below a hundred.
fn two(number: u32) -> [u8; 2] {
    [number / 10, number % 10].map(|digit| b'0' + digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Ours {
        #[serde(serialize_with = "moment")]
        moment: Option<DateTime<Utc>>,
        #[serde(serialize_with = "day")]
        day: Option<NaiveDate>,
    }

    #[test]
    fn dates_are_written_as_chrono_writes_them() {
        let seconds = [
            0,
            1_247_806_260,
            -62_167_219_201,
            -62_167_219_200,
            253_402_300_799,
        ];
        for seconds in seconds.into_iter().chain([253_402_300_800, 951_782_399]) {
            for nanoseconds in [0, 1, 1_000_000_000] {
                let moment = DateTime::from_timestamp(seconds, nanoseconds);
                let day = moment.map(|moment| moment.date_naive());
                let theirs = serde_json::json!({ "moment": moment, "day": day });
                let ours = serde_json::to_value(Ours { moment, day });
                assert_eq!(ours.ok(), Some(theirs), "{seconds} {nanoseconds}");
            }
        }
    }
}
