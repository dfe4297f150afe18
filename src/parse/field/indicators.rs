//! Format line 2: a doubled prosign and routing indicators, over several lines.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::line::is_indicator;
use crate::parse::fragment::Fragment;
use crate::vocab::precedence;

/// What format line 2 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Indicators {
    /// The prosign's precedence, the highest of the message: for a cable whose format line 5 has none.
    pub precedence: Option<&'static str>,
    /// The routing indicators, in order.
    pub indicators: Vec<String>,
}

/// Reads format line 2 and the lines that continue it.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Indicators {
    let mut found = Indicators::default();
    for fragment in fragments {
        let mut unread = None;
        for word in fragment.text.split_whitespace() {
            let prosign = precedence::of_prosign(word);
            if is_indicator(word) {
                found.indicators.push(word.to_ascii_uppercase());
            } else if prosign.is_some() && found.indicators.is_empty() {
                found.precedence = found.precedence.or(prosign);
            } else {
                unread = unread.or(Some(word));
            }
        }
        if let Some(word) = unread {
            let message = format!("`{}` is no routing indicator", shown(word));
            notes.push(fragment.diagnostic(Code::HeaderUnread, "routing.indicators", message));
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    fn of(lines: &[&str]) -> (Indicators, Vec<Diagnostic>) {
        let fragments = numbered(1, lines);
        let mut notes = Vec::new();
        let found = read(&fragments, &mut notes);
        (found, notes)
    }

    #[test]
    fn reads_several_lines() {
        let (found, notes) = of(&["OO RUEHAA RUEHBB  RHMFISS ", "RUEHDD ruehee"]);
        assert_eq!(found.precedence, Some("IMMEDIATE"));
        assert_eq!(
            found.indicators,
            ["RUEHAA", "RUEHBB", "RHMFISS", "RUEHDD", "RUEHEE"]
        );
        assert!(notes.is_empty());
    }

    #[test]
    fn reads_a_line_without_prosign() {
        let (found, _) = of(&["RUEHAA"]);
        assert_eq!(found.precedence, None);
        assert_eq!(found.indicators, ["RUEHAA"]);
    }

    #[test]
    fn says_what_it_could_not_read() {
        let (found, notes) = of(&["PP RUEHAA", "RU#HBB RUEHCC"]);
        assert_eq!(found.indicators, ["RUEHAA", "RUEHCC"]);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].lines, Some([2, 2]));
    }
}
