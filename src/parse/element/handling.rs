//! A sentence that says how a cable is to be handled: `SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY.`

use crate::slice::{begins, find, from, part};

/// What every such sentence says, one of these; found in 6,712 public cables.
const SAID: [&str; 8] = [
    "BUT UNCLASSIFIED",
    "PROTECT ACCORD",
    "HANDLE ACCORD",
    "TREAT ACCORD",
    "FOR INTERNET",
    "POST ON INTERNET",
    "INTERNET DISTRIBUTION",
    "BUSINESS-SENSITIVE",
];
/// What it says to do, where it stands behind something else on its line.
const TO_DO: [&str; 2] = ["ACCORD", "INTERNET"];
/// The longest line that is looked at.
const LONGEST: usize = 200;

/// Whether a line says how the cable is to be handled.
pub(crate) fn is_handling(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && SAID.iter().any(|words| find(line, words).is_some())
}

/// Where such a sentence begins behind a subject on its line: it goes on to the line's end.
pub(crate) fn find_inside(line: &str, behind: usize) -> Option<usize> {
    if line.len() - behind > LONGEST * 2 {
        return None;
    }
    let text = from(line, behind);
    let at = find(text, "BUT UNCLASSIFIED")?;
    let rest = from(text, at + "BUT UNCLASSIFIED".len());
    let before = part(text, 0, at).trim_end();
    let start = before.rfind(' ')? + 1;
    // The word may be misspelt, its first letters are not.
    let sensitive = begins(from(before, start), "SEN");
    let ends = rest.len() <= LONGEST / 2
        && (rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
            || TO_DO.iter().any(|word| find(rest, word).is_some()));
    (sensitive && ends && !part(text, 0, start).trim().is_empty()).then_some(behind + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_cable_is_handled() {
        for line in [
            "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY.",
            "Sensitive but unclassified. Please handle accordingly.",
            "This message is business-sensitive.",
            "Not for Internet distribution",
        ] {
            assert!(is_handling(line), "{line}");
        }
        assert!(!is_handling("THE INTERNET IN PERU"));
        assert!(!is_handling("SENSITIVE TALKS"));
    }

    #[test]
    fn behind_a_subject() {
        let line = "TALKS SENSTIVE BUT UNCLASSIFIED -- HANDLE ACCORDINGLY";
        assert_eq!(find_inside(line, 0), Some(6));
        assert_eq!(find_inside("TALKS: SENSITIVE BUT UNCLASSIFIED", 0), Some(7));
        assert_eq!(
            find_inside("SENSITIVE BUT UNCLASSIFIED PAPERS KEPT", 0),
            None
        );
        assert_eq!(find_inside("ON SENSITIVE BUT UNCLASSIFIED PAPERS", 0), None);
    }
}
