//! The executive orders on classification, their misprints, and what a two-digit year means under each.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::tsv::{self, Map};

/// An executive order on classification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub number: &'static str,
    /// The day from which it was in force.
    pub in_force_from: Option<NaiveDate>,
    /// The day on which another took its place.
    pub in_force_to: Option<NaiveDate>,
    /// The orders that amended it.
    pub amended_by: Vec<&'static str>,
    /// Where it lists its reasons for classification: `1.4`.
    pub reason_paragraph: Option<&'static str>,
    /// What a two-digit year means under it, where that is known.
    pub century: Option<Century>,
}

/// What a two-digit year means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Century {
    /// A year of the 20th century.
    Nineteen,
    /// The first such year that is not before the cable's.
    Next,
    /// A year of the 21st century; but in a cable of before 2000, the year of the 20th where that is not before the
    /// cable's.
    Twenty,
}

impl Century {
    fn year(self, two_digits: i32, cable: i32) -> i32 {
        match self {
            Century::Nineteen => 1900 + two_digits,
            Century::Next => cable + (two_digits - cable).rem_euclid(100),
            Century::Twenty if cable < 2000 && 1900 + two_digits >= cable => 1900 + two_digits,
            Century::Twenty => 2000 + two_digits,
        }
    }
}

impl Order {
    /// The year that two digits mean under this order, in a cable of the year `cable`.
    ///
    /// Where the cable's year is not known, the answer is given only if every year in which the order was in force
    /// leads to the same one. Nothing, too, where the order has no rule, or where `two_digits` are more than two.
    #[must_use]
    pub fn full_year(&self, two_digits: u32, cable: Option<i32>) -> Option<i32> {
        let century = self.century?;
        let two_digits = i32::try_from(two_digits).ok().filter(|year| *year < 100)?;
        if let Some(cable) = cable {
            return Some(century.year(two_digits, cable));
        }
        let mut years = self
            .years_in_force()?
            .map(|cable| century.year(two_digits, cable));
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }

    /// The years in which it was in force; of one that still is, the first ten.
    fn years_in_force(&self) -> Option<RangeInclusive<i32>> {
        let from = self.in_force_from?.year();
        let to = self.in_force_to.map_or(from + 10, |day| day.year());
        Some(from..=to)
    }
}

/// The data file of the orders.
pub(super) const DATA: &str = include_str!("data/orders.tsv");
/// The data file of misprinted numbers.
pub(super) const MISPRINTS: &str = include_str!("data/misprints.tsv");
/// The data file of orders that do not classify.
pub(super) const OTHERS: &str = include_str!("data/other_orders.tsv");

static ORDERS: LazyLock<Map<Order>> = LazyLock::new(|| {
    tsv::map(
        DATA,
        |[number, _, from, to, amended_by, paragraph, century]| {
            let order = Order {
                number,
                in_force_from: from.parse().ok(),
                in_force_to: to.parse().ok(),
                amended_by: amended_by.split_ascii_whitespace().collect(),
                reason_paragraph: tsv::filled(paragraph),
                century: match century {
                    "19" => Some(Century::Nineteen),
                    "next" => Some(Century::Next),
                    "20" => Some(Century::Twenty),
                    _ => None,
                },
            };
            (number, order)
        },
    )
});

static MEANT: LazyLock<Map<&'static str>> =
    LazyLock::new(|| tsv::map(MISPRINTS, |[printed, meant]| (printed, meant)));

/// The order with this number.
#[must_use]
pub fn find(number: &str) -> Option<&'static Order> {
    ORDERS.get(number)
}

/// The order that a printed number means, and whether the number is a misprint. Misprints are those of the table; a
/// number that merely looks like an order's is none, since orders on other matters do (12938).
#[must_use]
pub fn meant(printed: &str) -> Option<(&'static Order, bool)> {
    if let Some(order) = find(printed) {
        return Some((order, false));
    }
    Some((find(MEANT.get(printed)?)?, true))
}

/// Whether the number is that of an order on sanctions, which cables name but which classifies nothing.
#[must_use]
pub fn is_other(number: &str) -> bool {
    tsv::rows(OTHERS).any(|[other]| other == number)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_found() {
        let order = find("12958").unwrap();
        assert_eq!(order.in_force_from, NaiveDate::from_ymd_opt(1995, 10, 14));
        assert_eq!(order.in_force_to, NaiveDate::from_ymd_opt(2010, 6, 27));
        assert_eq!(order.reason_paragraph, Some("1.5"));
        assert_eq!(order.amended_by, ["12972", "13142", "13292"]);
        assert!(find("13526").unwrap().in_force_to.is_none());
        assert!(find("1").is_none());
    }

    #[test]
    fn misprints_mean_an_order_and_sanctions_none() {
        for printed in ["12598", "1295", "12928", "12985", "19523", "19528"] {
            let (order, misprinted) = meant(printed).unwrap();
            assert_eq!((order.number, misprinted), ("12958", true), "{printed}");
        }
        assert!(!meant("12958").unwrap().1);
        for number in ["13224", "13382", "13460", "12938"] {
            assert!(meant(number).is_none() && is_other(number), "{number}");
        }
        assert!(meant("12957").is_none() && !is_other("12958"));
    }

    #[test]
    fn misprints_lead_to_orders_and_are_none() {
        for (printed, meant) in MEANT.iter() {
            assert!(
                find(meant).is_some() && find(printed).is_none(),
                "{printed}"
            );
        }
    }

    #[test]
    fn two_digit_years() {
        for (order, digits, cable, want) in [
            ("10501", 71, Some(1966), Some(1971)),
            ("10501", 5, None, Some(1905)),
            ("11652", 80, Some(1974), Some(1980)),
            ("12065", 84, Some(1979), Some(1984)),
            ("12065", 79, Some(1979), Some(1979)),
            ("12065", 5, Some(1981), Some(2005)),
            ("12065", 84, None, Some(1984)),
            ("12065", 80, None, None),
            ("12356", 91, Some(1985), Some(1991)),
            ("12356", 1, Some(1991), Some(2001)),
            ("12958", 19, Some(2009), Some(2019)),
            ("12958", 99, Some(1997), Some(1999)),
            ("12958", 7, Some(1997), Some(2007)),
            ("12958", 96, Some(1997), Some(2096)),
            ("12958", 99, Some(2004), Some(2099)),
            ("12958", 19, None, Some(2019)),
            ("12958", 97, None, None),
            ("13526", 35, None, Some(2035)),
            ("10290", 60, Some(1952), None),
            ("12958", 100, Some(2009), None),
        ] {
            let order = find(order).unwrap();
            let got = order.full_year(digits, cable);
            assert_eq!(got, want, "{} {digits} {cable:?}", order.number);
        }
    }
}
