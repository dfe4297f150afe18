//! The filters that every command that reads cables takes. What a cable does not say, no filter finds.

use std::ops::RangeInclusive;

use cablex::record::{Level, Record};
use cablex::vocab::posts;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

/// What help says above the filters: how they go together.
const HEADING: &str = "Filters (A,B: any of them; several options: all)";

/// Which cables are wanted; several values of one option are alternatives, several options all hold.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = HEADING)]
pub(crate) struct Filter {
    /// Cables of this year, or of years such as 2005-2009
    #[arg(long, value_name = "YEAR", value_delimiter = ',', value_parser = years)]
    year: Vec<RangeInclusive<i32>>,
    /// Cables of this day and later: 2009, 2009-07, 2009-07-17
    ///
    /// A month or a year stands for its first day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    after: Option<NaiveDate>,
    /// Cables from before this day
    ///
    /// A month or a year stands for its first day: `--after 2005 --before 2010` are five years.
    #[arg(long, value_name = "DATE", value_parser = day)]
    before: Option<NaiveDate>,
    /// Cables of this sending post, in any of its spellings
    #[arg(long, value_name = "POST", value_delimiter = ',')]
    post: Vec<String>,
    /// Cables with this TAGS code
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    tag: Vec<String>,
    /// Cables of this classification: u, c, s, ts, or in full
    ///
    /// In full: unclassified, confidential, secret, top-secret.
    #[arg(
        long,
        value_name = "LEVEL",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    class: Vec<Class>,
}

/// A level of classification, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Class {
    #[value(alias = "u")]
    Unclassified,
    #[value(alias = "c")]
    Confidential,
    #[value(alias = "s")]
    Secret,
    #[value(alias = "ts")]
    TopSecret,
}

impl Class {
    fn level(self) -> Level {
        match self {
            Class::Unclassified => Level::Unclassified,
            Class::Confidential => Level::Confidential,
            Class::Secret => Level::Secret,
            Class::TopSecret => Level::TopSecret,
        }
    }
}

impl Filter {
    /// Whether every cable is wanted.
    pub(crate) fn is_empty(&self) -> bool {
        self.year.is_empty()
            && self.after.is_none()
            && self.before.is_none()
            && self.post.is_empty()
            && self.tag.is_empty()
            && self.class.is_empty()
    }

    /// The keys of a record by which it is told whether it is wanted.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> {
        let keys = ["date", "mrn", "routing", "classification", "tags"];
        keys.into_iter().filter(|_| !self.is_empty())
    }

    /// Whether a cable is wanted.
    pub(crate) fn matches(&self, record: &Record) -> bool {
        let day = record.date.map(|date| date.date_naive());
        let year = record.year();
        let level = record.classification.level;
        one_of(&self.year, |years| {
            year.is_some_and(|year| years.contains(&year))
        }) && self
            .after
            .is_none_or(|first| day.is_some_and(|day| day >= first))
            && self
                .before
                .is_none_or(|end| day.is_some_and(|day| day < end))
            && one_of(&self.post, |post| is_of_post(record, post))
            && one_of(&self.tag, |code| has_tag(record, code))
            && one_of(&self.class, |class| level == Some(class.level()))
    }
}

/// Whether one of the alternatives holds, where there are any.
fn one_of<T>(wanted: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(holds)
}

/// Whether the message number, or the originator where there is none, names the post. The post may be one that the
/// built-in table does not know.
fn is_of_post(record: &Record, post: &str) -> bool {
    record
        .sender()
        .is_some_and(|sender| match posts::canonical(post) {
            Some(canonical) => sender == canonical,
            None => {
                let letters = post.chars().filter(|c| !c.is_whitespace());
                letters.flat_map(char::to_uppercase).eq(sender.chars())
            }
        })
}

fn has_tag(record: &Record, code: &str) -> bool {
    let mut tags = record.tags.iter();
    tags.any(|tag| tag.code.eq_ignore_ascii_case(code.trim()))
}

/// How years are written.
const YEARS: &str = "years are written 2009 or 2005-2009";

/// `2009`, or `2005-2009`.
fn years(text: &str) -> Result<RangeInclusive<i32>, String> {
    let year = |text: &str| {
        let text = text.trim();
        text.parse()
            .ok()
            .filter(|_| text.len() == 4)
            .ok_or_else(|| format!("{text:?} is no year of four digits; {YEARS}"))
    };
    match text.split_once('-') {
        Some((first, last)) => match (year(first)?, year(last)?) {
            (first, last) if first <= last => Ok(first..=last),
            (first, last) => Err(format!("{first} is later than {last}; {YEARS}")),
        },
        None => year(text).map(|year| year..=year),
    }
}

/// The first day of a year, a month, or a day.
fn day(text: &str) -> Result<NaiveDate, String> {
    const DATES: &str = "a date is written 2009, 2009-07 or 2009-07-17";
    let text = text.trim();
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let digits = |part: &str| part.parse::<u32>().ok();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| digits(part)).collect();
    let (year, month, day) = match numbers.as_deref() {
        Some([year]) => (*year, 1, 1),
        Some([year, month]) => (*year, *month, 1),
        Some([year, month, day]) => (*year, *month, *day),
        _ => return Err(DATES.to_owned()),
    };
    let is_year = parts.first().is_some_and(|year| year.len() == 4);
    let year = i32::try_from(year).ok().filter(|_| is_year);
    let year = year.ok_or_else(|| DATES.to_owned())?;
    let found = NaiveDate::from_ymd_opt(year, month, day);
    let found = found.ok_or_else(|| format!("there is no such day; {DATES}"))?;
    let written = found.to_string();
    let written = match parts.len() {
        1 => written.get(..4),
        2 => written.get(..7),
        _ => Some(written.as_str()),
    };
    match written {
        Some(written) if written != text => Err(format!("{DATES}; did you mean {written}?")),
        _ => Ok(found),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use cablex::record::{Tag, TagKind};

    fn record() -> Record {
        let mut record = Record {
            date: Some("2009-07-17T04:51:00Z".parse().unwrap()),
            ..Record::default()
        };
        record.mrn.post = Some("NEWDELHI".to_owned());
        record.mrn.year = Some(2009);
        record.classification.level = Some(Level::Secret);
        record.tags = vec![Tag {
            code: "PREL".into(),
            kind: TagKind::Subject,
            name: None,
            raw: None,
        }];
        record
    }

    #[test]
    fn filters_let_through_what_they_say() {
        let day = |text| Some(day(text).unwrap());
        let years = |text| vec![years(text).unwrap()];
        let words = |text: &str| vec![text.to_owned()];
        for (filter, expected) in [
            (Filter::default(), true),
            (
                Filter {
                    year: years("2009"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    year: years("2005-2009"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    year: years("2008"),
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    after: day("2009-07-17"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    after: day("2009-07-18"),
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    before: day("2009-07-17"),
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    before: day("2010"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    after: day("2009-07"),
                    before: day("2009-08"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    post: words("New Delhi"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    post: words("lima"),
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    tag: words("prel"),
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    tag: words("PGOV"),
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    class: vec![Class::Secret],
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    class: vec![Class::Confidential],
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    class: vec![Class::Confidential, Class::Secret],
                    ..Filter::default()
                },
                true,
            ),
            (
                Filter {
                    class: vec![Class::Secret],
                    tag: words("PGOV"),
                    ..Filter::default()
                },
                false,
            ),
        ] {
            assert_eq!(filter.matches(&record()), expected, "{filter:?}");
            assert!(filter.is_empty() || !filter.matches(&Record::default()));
        }
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        for text in [
            "",
            "09",
            "2009-7",
            "2009-13",
            "2009-02-30",
            "2009-07-17-1",
            "next year",
        ] {
            assert!(day(text).is_err(), "{text}");
        }
        for text in ["", "09", "2009-2005", "2009-", "20095"] {
            assert!(years(text).is_err(), "{text}");
        }
    }
}
