//! The year that two digits mean where no executive order says otherwise.

/// Two-digit years from this one on are of the 20th century, those below of the 21st.
const FIRST: i32 = 66;

/// The year in full.
pub(crate) fn of_two_digits(year: i32) -> i32 {
    year + if year < FIRST { 2000 } else { 1900 }
}

#[cfg(test)]
mod tests {
    use super::of_two_digits;

    #[test]
    fn centuries() {
        assert_eq!([65, 66, 99, 0].map(of_two_digits), [2065, 1966, 1999, 2000]);
    }
}
