//! The Department's own distribution: `ACTION EUR-12`, `INFO  OCT-01  ISO-00`, offices with their number of copies.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::fragment::Fragment;
use crate::record::Distribution;

/// Reads the block. The sum of copies (`/056 W`), stray numbers of copies and the dashed line are no offices.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    notes: &mut Vec<Diagnostic>,
) -> Option<Distribution> {
    let mut found = Distribution::default();
    let mut is_info = false;
    for fragment in fragments {
        // The dashed line ends it, on its line or below.
        let offices = fragment.text.split("---").next().unwrap_or_default();
        let mut unread = None;
        for word in offices.split_whitespace() {
            let word = word.trim_matches([',', ';', ':']);
            if word.eq_ignore_ascii_case("INFO") {
                is_info = true;
            } else if word.eq_ignore_ascii_case("ACTION") || word.eq_ignore_ascii_case("ORIGIN") {
                is_info = false;
            } else if is_office(word) {
                let list = if is_info {
                    &mut found.info
                } else {
                    &mut found.action
                };
                list.push(word.to_owned());
            } else if !is_sum(word) {
                unread = unread.or(Some(word));
            }
        }
        if let Some(word) = unread {
            let message = format!("`{}` is no office with its number of copies", shown(word));
            notes.push(fragment.diagnostic(Code::HeaderUnread, "routing.distribution", message));
        }
    }
    let empty = found.action.is_empty() && found.info.is_empty();
    (!empty).then_some(found)
}

/// Letters (at times with a digit, a slash or an ampersand), a hyphen, and one to three digits.
fn is_office(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(office, copies)| {
        office.starts_with(|c: char| c.is_ascii_alphabetic())
            && office
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"/&-".contains(&b))
            && matches!(copies.len(), 1..=3)
            && copies.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Numbers of copies and their sum, with the letter of its series: `53`, `/056`, `/001W`, `/002R`, `W`.
fn is_sum(word: &str) -> bool {
    let digits = word.trim_start_matches('/');
    let digits = digits.strip_suffix(['W', 'w', 'R', 'r']).unwrap_or(digits);
    digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    fn of(lines: &[&str]) -> (Option<Distribution>, Vec<Diagnostic>) {
        let fragments = numbered(1, lines);
        let mut notes = Vec::new();
        let found = read(&fragments, &mut notes);
        (found, notes)
    }

    #[test]
    fn reads_the_block_of_the_1970s() {
        let (found, notes) = of(&[
            "53",
            "ACTION EUR-12",
            "",
            "INFO  OCT-01  ISO-00  CIAE-00",
            "      DODE-00  H-02  /056 W",
            "                    --------------------- 054819",
        ]);
        let found = found.unwrap();
        assert_eq!(found.action, ["EUR-12"]);
        assert_eq!(
            found.info,
            ["OCT-01", "ISO-00", "CIAE-00", "DODE-00", "H-02"]
        );
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn reads_origin_and_the_modern_line() {
        let (found, _) = of(&[
            "ORIGIN EB-08",
            "INFO LOG-00   EUR-00  /001R ---------71B570",
        ]);
        let found = found.unwrap();
        assert_eq!(found.action, ["EB-08"]);
        assert_eq!(found.info, ["LOG-00", "EUR-00"]);
    }

    #[test]
    fn says_what_it_could_not_read() {
        let (found, notes) = of(&["", "INFO SOMEBODY"]);
        assert_eq!(found, None);
        assert_eq!(notes[0].lines, Some([2, 2]));
    }
}
