//! A day in every form that instructions print it in.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::parse::cursor::Cursor;
use crate::vocab::months;
use crate::vocab::orders::Order;

/// A printed day; its year may have two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    year: u32,
    two_digits: bool,
    month: u32,
    day: u32,
}

impl Printed {
    /// The day it stands for: a two-digit year follows the order's rule of the century.
    pub(super) fn day(
        self,
        order: Option<&'static Order>,
        cable: Option<DateTime<Utc>>,
    ) -> Option<NaiveDate> {
        let year = if self.two_digits {
            order?.full_year(self.year, cable.map(|date| date.year()))?
        } else {
            i32::try_from(self.year).ok()?
        };
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

/// A day at the cursor, which moves over it: `07/18/2019`, `2019/07/18`, `7-18-19`, `14 OCTOBER 2034`, `14OCT34`,
/// `OCTOBER 14, 2034`, `20190718`.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Printed> {
    let forms: &[fn(&mut Cursor<'_>) -> Option<Printed>] = match cursor.peek()? {
        '0'..='9' => &[numbers, day_first],
        'O' | 'o' | 'l' | 'I' => &[numbers, month_first],
        c if c.is_ascii_alphabetic() => &[month_first],
        _ => return None,
    };
    forms.iter().find_map(|form| {
        let mut ahead = *cursor;
        let found = form(&mut ahead).filter(|_| !ahead.next_is(|c| c.is_ascii_alphanumeric()))?;
        *cursor = ahead;
        Some(found)
    })
}

fn numbers(ahead: &mut Cursor<'_>) -> Option<Printed> {
    let (a, first) = figures(ahead)?;
    let separator = ahead.peek();
    if first == 8 && separator != Some('/') {
        let n = a;
        return Some(Printed {
            year: n / 10_000,
            two_digits: false,
            month: n / 100 % 100,
            day: n % 100,
        });
    }
    let separator = separator.filter(|c| "/-.".contains(*c))?;
    ahead.eat(separator);
    ahead.spaces();
    let (b, second) = figures(ahead)?;
    if !ahead.eat(separator) {
        return None;
    }
    ahead.spaces();
    let (c, third) = figures(ahead)?;
    let (year, two_digits, month, day) = match (first, second, third) {
        (4, 1..=2, 1..=2) => (a, false, b, c),
        // Only a four-digit year leaves no doubt that the day stands first.
        (1..=2, 1..=2, 4) if a > 12 => (c, false, b, a),
        (1..=2, 1..=2, 4) => (c, false, a, b),
        (1..=2, 1..=2, 2) => (c, true, a, b),
        _ => return None,
    };
    Some(Printed {
        year,
        two_digits,
        month,
        day,
    })
}

/// A number of eight figures at most, and how many they are. Among its digits may be letters that look like them:
/// `O5`, `2O17`.
fn figures(ahead: &mut Cursor<'_>) -> Option<(u32, usize)> {
    let printed = ahead.take_while(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I'));
    if printed.len() > 8 || !printed.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = printed.bytes().fold(0, |number, byte| {
        let digit = match byte {
            b'O' | b'o' => 0,
            b'l' | b'I' => 1,
            _ => u32::from(byte - b'0'),
        };
        number * 10 + digit
    });
    Some((number, printed.len()))
}

fn day_first(ahead: &mut Cursor<'_>) -> Option<Printed> {
    let day = day(ahead)?;
    let month = month(ahead)?;
    with_year(ahead, month, day)
}

fn month_first(ahead: &mut Cursor<'_>) -> Option<Printed> {
    let month = month(ahead)?;
    let day = day(ahead)?;
    with_year(ahead, month, day)
}

/// `14`, `14TH`, and what parts it from the next word.
fn day(ahead: &mut Cursor<'_>) -> Option<u32> {
    let digits = ahead.digits();
    for ordinal in ["ST", "ND", "RD", "TH"] {
        ahead.word(ordinal);
    }
    gap(ahead);
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

/// A month that is spelt right, and what parts it from the next word.
fn month(ahead: &mut Cursor<'_>) -> Option<u32> {
    let (month, misspelt) = months::read(ahead.letters())?;
    gap(ahead);
    (!misspelt).then_some(month)
}

fn gap(ahead: &mut Cursor<'_>) {
    ahead.take_while(|c| c.is_whitespace() || ".,-/".contains(c));
}

fn with_year(ahead: &mut Cursor<'_>, month: u32, day: u32) -> Option<Printed> {
    let digits = ahead.digits();
    matches!(digits.len(), 2 | 4).then_some(())?;
    Some(Printed {
        year: digits.parse().ok()?,
        two_digits: digits.len() == 2,
        month,
        day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let mut cursor = Cursor::new(text);
        let found = read(&mut cursor)?;
        Some(format!(
            "{}-{}-{}{}|{}",
            found.year,
            found.month,
            found.day,
            if found.two_digits { "?" } else { "" },
            cursor.rest()
        ))
    }

    #[test]
    fn every_form() {
        for (text, want) in [
            ("07/18/2019", "2019-7-18|"),
            ("2019/07/18 x", "2019-7-18| x"),
            ("2019-07-18", "2019-7-18|"),
            ("7.18.19", "19-7-18?|"),
            ("07/ 18/ 2019.", "2019-7-18|."),
            ("25/12/2019", "2019-12-25|"),
            ("20190718", "2019-7-18|"),
            ("14 OCTOBER 2034", "2034-10-14|"),
            ("14th of", ""),
            ("14OCT34", "34-10-14?|"),
            ("14-Oct-2034", "2034-10-14|"),
            ("October 14, 2034", "2034-10-14|"),
            ("1.6X1", ""),
            ("25X1", ""),
            ("2019", ""),
            ("4/2019", ""),
            ("OCTOBER", ""),
        ] {
            assert_eq!(shown(text).unwrap_or_default(), want, "{text}");
        }
    }
}
