//! Years, days and numbers, and ranges of them.

use std::cmp::Ordering;
use std::fmt::Display;

use chrono::{Months, NaiveDate};

use super::wrong::Wrong;
use super::{Days, Span};

const YEARS: &str = "years are written 2009, 2005..2009, 2005.. or ..2009";
const DATES: &str = "a date is written 2009, 2009-07 or 2009-07-17, and a range 2009-07..2009-09";
const NUMBERS: &str = "numbers are written 1243, 1000..1999, 1000.. or ..1999";

/// `2009`, or a range of years.
pub(super) fn years(text: &str) -> Result<Span<i32>, Wrong> {
    span(text, YEARS, |text| {
        let year = text.parse().ok().filter(|_| is_digits(text, 4));
        year.ok_or_else(|| match text.split_once('-') {
            Some((first, last)) if is_digits(first, 4) && is_digits(last, 4) => Wrong::new(
                format!("{text:?} is no year"),
                format!("a range is written {first}..{last}"),
            ),
            _ => Wrong::new(format!("{text:?} is no year of four digits"), YEARS),
        })
    })
}

/// A number, or a range of numbers.
pub(super) fn numbers(text: &str) -> Result<Span<u32>, Wrong> {
    span(text, NUMBERS, |text| {
        let number = text
            .parse()
            .ok()
            .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        number.ok_or_else(|| Wrong::new(format!("{text:?} is no number"), NUMBERS))
    })
}

/// One, or a range.
fn span<T: PartialOrd + Copy + Display>(
    text: &str,
    hint: &str,
    read: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<Span<T>, Wrong> {
    let (first, last) = ends(text, hint)?;
    let first = first.map(&read).transpose()?;
    let last = last.map(&read).transpose()?;
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        let message = format!("the range ends before it begins: {first} is more than {last}");
        return Err(Wrong::new(
            message,
            format!("the other way round it is {last}..{first}"),
        ));
    }
    Ok(Span { first, last })
}

/// The two ends of a range; what is no range is both.
fn ends<'a>(text: &'a str, hint: &str) -> Result<(Option<&'a str>, Option<&'a str>), Wrong> {
    let text = text.trim();
    let filled = |text: &'a str| Some(text.trim()).filter(|text| !text.is_empty());
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (filled(first), filled(last)),
        None => (filled(text), filled(text)),
    };
    if first.is_none() && last.is_none() {
        return Err(Wrong::new("this range has neither end", hint));
    }
    Ok((first, last))
}

fn is_digits(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day, a month or a year, or a range from one to another.
pub(super) fn days(text: &str) -> Result<Days, Wrong> {
    let (first, last) = ends(text, DATES)?;
    let first = first.map(days_of).transpose()?;
    let last = last.map(days_of).transpose()?;
    let days = Days {
        from: first.map(|(from, _)| from),
        before: last.map(|(_, before)| before),
    };
    match (days.from, days.before) {
        (Some(from), Some(before)) if from.cmp(&before) != Ordering::Less => {
            let message = "the range ends before it begins";
            Err(Wrong::new(
                message,
                "the earlier date stands first, as in 2009-07..2009-09",
            ))
        }
        _ => Ok(days),
    }
}

/// The first day of a year, a month or a day, and the one behind its last.
fn days_of(text: &str) -> Result<(NaiveDate, NaiveDate), Wrong> {
    let none = || Wrong::new(format!("{text:?} is no date"), DATES);
    let parts: Vec<&str> = text.split('-').collect();
    let loose: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let number = |part: &&str| part.parse::<u32>().ok();
    let numbers: Vec<u32> = loose
        .iter()
        .map(number)
        .collect::<Option<_>>()
        .ok_or_else(none)?;
    let (year, month, day) = match numbers.as_slice() {
        [year] => (*year, 1, 1),
        [year, month] => (*year, *month, 1),
        [year, month, day] => (*year, *month, *day),
        _ => return Err(none()),
    };
    let is_year = loose.first().is_some_and(|year| is_digits(year, 4));
    let year = i32::try_from(year)
        .ok()
        .filter(|_| is_year)
        .ok_or_else(none)?;
    let first = NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| Wrong::new(format!("there is no day {text}"), DATES))?;
    let is_exact = parts == loose && parts.iter().skip(1).all(|part| part.len() == 2);
    if !is_exact {
        let written = first.to_string();
        let written = written
            .get(..written.len() - 3 * (3 - numbers.len()))
            .unwrap_or(&written);
        let message = format!("{text:?} is no date; did you mean {written}?");
        return Err(Wrong::plain(message));
    }
    let next = match numbers.len() {
        1 => first.checked_add_months(Months::new(12)),
        2 => first.checked_add_months(Months::new(1)),
        _ => first.succ_opt(),
    };
    Ok((first, next.ok_or_else(none)?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_month_and_a_year_are_all_their_days() {
        for (text, from, before) in [
            ("2009", Some("2009-01-01"), Some("2010-01-01")),
            ("2009-07", Some("2009-07-01"), Some("2009-08-01")),
            ("2009-12", Some("2009-12-01"), Some("2010-01-01")),
            ("2008-02-29", Some("2008-02-29"), Some("2008-03-01")),
            ("2009-07..2009-09", Some("2009-07-01"), Some("2009-10-01")),
            ("2005..2009-02-03", Some("2005-01-01"), Some("2009-02-04")),
            ("2009-07-17..2009", Some("2009-07-17"), Some("2010-01-01")),
            ("..2009", None, Some("2010-01-01")),
            ("2009-07..", Some("2009-07-01"), None),
            ("9999", Some("9999-01-01"), Some("+10000-01-01")),
        ] {
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            let expected = Days {
                from: from.map(day),
                before: before.map(day),
            };
            assert_eq!(days(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn what_lies_in_a_range() {
        let july = days("2009-07").unwrap();
        for (day, expected) in [
            ("2009-06-30", false),
            ("2009-07-01", true),
            ("2009-07-31", true),
            ("2009-08-01", false),
        ] {
            assert_eq!(july.contains(day.parse().unwrap()), expected, "{day}");
        }
        for (text, inside, outside) in [
            ("5..7", &[5, 6, 7][..], &[4, 8][..]),
            ("5", &[5], &[4, 6]),
            ("5..", &[5, u32::MAX], &[0, 4]),
            ("..5", &[0, 5], &[6]),
        ] {
            let span = numbers(text).unwrap();
            assert!(inside.iter().all(|number| span.contains(*number)), "{text}");
            assert!(
                !outside.iter().any(|number| span.contains(*number)),
                "{text}"
            );
        }
    }
}
