//! A sentence that says how a cable is to be handled: `SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY.`

use crate::slice::{find, from, part, shows};

/// What every such sentence says, one of these; found in 6,712 public cables.
const SAID: [&str; 12] = [
    "BUT UNCLASSIFIED",
    "BUT SENSITIVE",
    "PROTECT ACCORD",
    "HANDLE ACCORD",
    "TREAT ACCORD",
    "FOR INTERNET",
    "POST ON INTERNET",
    "INTERNET DISTRIBUTION",
    "BUSINESS-SENSITIVE",
    "OFFICIAL USE ONLY",
    "OUTSIDE USG",
    "OUTSIDE THE USG",
];
/// What it says to do, where it stands behind something else on its line.
const TO_DO: [&str; 3] = ["ACCORD", "INTERNET", "ENTIRE TEXT"];
/// The longest line that is looked at.
const LONGEST: usize = 200;
/// What is left of it where its line was wrapped.
const LAST: [&str; 3] = ["ACCORDINGLY", "DISTRIBUTION", "INTERNET DISTRIBUTION"];
/// Words before those that are said with which such a sentence begins.
const FIRST: [&str; 15] = [
    "BUSINESS",
    "BUSINESS-SENSITIVE",
    "CONTAINS",
    "DO",
    "ENTIRE",
    "HANDLE",
    "NOT",
    "PLEASE",
    "PROPRIETARY",
    "PROTECT",
    "SBU",
    "SENSITIVE",
    "THIS",
    "TREAT",
    "UNCLASSIFIED",
];
/// Words that stand between.
const BETWEEN: [&str; 19] = [
    "AND",
    "AS",
    "BUT",
    "CABLE",
    "CONFIDENTIAL",
    "DISTRIBUTION",
    "FOR",
    "INFORMATION",
    "INTERNET",
    "IS",
    "MESSAGE",
    "OF",
    "OFFICIAL",
    "ONLY",
    "OUTSIDE",
    "POST",
    "TELEGRAM",
    "TEXT",
    "USE",
];

/// Whether a line says how the cable is to be handled.
pub(crate) fn is_handling(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && said(line).is_some()
}

/// Whether a line says nothing else: such a sentence begins it, behind its mark or not, or its last words are all of it.
pub(crate) fn is_all(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_end_matches('.');
    if LAST.iter().any(|last| last.eq_ignore_ascii_case(bare)) {
        return true;
    }
    let begins = |at: usize| {
        let before = part(line, 0, at).trim();
        before.is_empty() || before.starts_with('(') && before.ends_with(')')
    };
    line.len() <= LONGEST
        && said(line)
            .and_then(|(at, _)| opening(line, at))
            .is_some_and(begins)
}

/// Three letters of each of them, in small letters, that seldom stand elsewhere.
const SIGNS: [[u8; 3]; 6] = [*b"cco", *b"rne", *b"tiv", *b"cla", *b"nly", *b"tsi"];

/// Where a text first says how it is to be handled.
fn said(text: &str) -> Option<(usize, &'static str)> {
    if !shows(text, &SIGNS) {
        return None;
    }
    let found = SAID
        .iter()
        .filter_map(|words| Some((find(text, words)?, *words)));
    found.min_by_key(|(at, _)| *at)
}

/// Where such a sentence begins behind a subject on its line: it goes on to the line's end.
pub(crate) fn find_inside(line: &str, behind: usize) -> Option<usize> {
    if line.len() - behind > LONGEST * 2 {
        return None;
    }
    let text = from(line, behind);
    let (at, words) = said(text)?;
    let start = opening(text, at)?;
    let rest = from(text, at + words.len());
    let does = |text: &str| TO_DO.iter().any(|word| find(text, word).is_some());
    let ends = rest.len() <= LONGEST / 2
        && (rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
            || does(words)
            || does(rest));
    (ends && !part(text, 0, start).trim().is_empty()).then_some(behind + start)
}

/// Where the sentence begins that says at `at` how a text is to be handled: at the first of the words that begin one, as
/// far back as nothing but such words stands there.
fn opening(text: &str, at: usize) -> Option<usize> {
    let is_sign = |c: char| !c.is_alphanumeric();
    let one_of = |words: &[&str], word: &str| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    let mut begin = None;
    let mut end = text
        .get(at..)?
        .find(' ')
        .map_or(text.len(), |blank| at + blank);
    while end > 0 {
        let before = part(text, 0, end).trim_end();
        let start = before.rfind(' ').map_or(0, |blank| blank + 1);
        let word = from(before, start).trim_matches(is_sign);
        // The word may be misspelt, its first letters are not.
        let sensitive = word
            .get(..3)
            .is_some_and(|word| word.eq_ignore_ascii_case("SEN"));
        let official = word.eq_ignore_ascii_case("FOR")
            && find(from(text, start), "FOR OFFICIAL USE") == Some(0);
        if sensitive || official || one_of(&FIRST, word) {
            begin = Some(start);
        } else if !(word.is_empty() || one_of(&BETWEEN, word)) {
            break;
        }
        end = start;
    }
    begin
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
        for line in [
            "(SBU) This cable is sensitive but unclassified.",
            "PLEASE HANDLE ACCORDINGLY.",
            "accordingly.",
        ] {
            assert!(is_all(line), "{line}");
        }
        assert!(!is_all("The papers are sensitive but unclassified."));
        assert!(!is_handling("THE INTERNET IN PERU"));
        assert!(!is_handling("SENSITIVE TALKS"));
    }

    #[test]
    fn behind_a_subject() {
        let line = "TALKS SENSTIVE BUT UNCLASSIFIED -- HANDLE ACCORDINGLY";
        assert_eq!(find_inside(line, 0), Some(6));
        assert_eq!(find_inside("TALKS: SENSITIVE BUT UNCLASSIFIED", 0), Some(7));
        for sentence in [
            "THIS MESSAGE IS SENSITIVE BUT UNCLASSIFIED. PLEASE HANDLE ACCORDINGLY.",
            "Not for internet distribution",
            "SBU - PLEASE PROTECT ACCORDINGLY",
            "FOR OFFICIAL USE ONLY. PLEASE HANDLE ACCORDINGLY.",
            "CONTAINS BUSINESS CONFIDENTIAL INFORMATION - PLEASE PROTECT ACCORDINGLY",
            "UNCLASSIFIED BUT SENSITIVE. PLEASE HANDLE ACCORDINGLY.",
            "SENSITIVE BUT UNCLASSIFIED - ENTIRE TEXT",
        ] {
            let line = format!("TALKS ON TUGS {sentence}");
            assert_eq!(find_inside(&line, 0), Some(14), "{line}");
        }
        assert_eq!(find_inside("A FERRY FOR INTERNET USERS", 0), None);
        assert_eq!(
            find_inside("SENSITIVE BUT UNCLASSIFIED PAPERS KEPT", 0),
            None
        );
        assert_eq!(find_inside("ON SENSITIVE BUT UNCLASSIFIED PAPERS", 0), None);
    }
}
