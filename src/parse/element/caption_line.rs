//! A line of captions: `SIPDIS`, `SENSITIVE, NOFORN`, `EYES ONLY FOR THE AMBASSADOR FROM ROE`.

use super::handling;
use crate::slice;
use crate::vocab::captions::{self, Caption, CaptionKind};
use crate::vocab::levels;

/// The longest line that is looked at.
const LONGEST: usize = 120;
/// What parts the captions of a line.
const SEPARATORS: [char; 6] = [' ', ',', '/', ';', '\t', '\u{a0}'];
/// Captions that take words with them, so that what follows is no text of its own.
const OPEN: [&str; 5] = ["EYES ONLY", "FGI", "NOTAL", "ONLY", "REL TO"];
/// The label.
const LABEL: &str = "CAPTIONS:";

/// The captions of a line, in order, as the vocabulary spells them; nothing where anything else stands on it.
pub(crate) fn read(line: &str) -> Option<Vec<&'static str>> {
    let rest = line.trim().trim_matches(['/', '*']);
    let mut rest = rest.trim_end_matches(['-', ' ']).trim_start();
    // Among labelled fields it has a label.
    if slice::begins(rest, LABEL) {
        rest = slice::from(rest, LABEL.len()).trim();
    }
    if rest.is_empty() || rest.len() > LONGEST {
        return None;
    }
    if let Some(code) = spaced(rest) {
        return Some(vec![code]);
    }
    let mut found = Vec::new();
    // The level may stand again before them: `SECRET//NOFORN`.
    if let Some(level) = levels::read(rest).filter(|level| level.control.is_none()) {
        let behind = slice::from(rest, level.len);
        rest = behind.trim_start_matches(SEPARATORS);
        if rest.is_empty() || rest.len() == behind.len() {
            return None;
        }
    }
    while !rest.is_empty() {
        let (caption, len) = captions::longest(rest).or_else(|| captions::glued(rest))?;
        found.push(caption.code);
        rest = rest.get(len..)?.trim_start_matches(SEPARATORS);
        // EYES ONLY FOR X FROM Y names persons, and a remark says what was corrected: all of the line is the caption.
        if caption.code == "EYES ONLY"
            || caption.code == "CORRECTED COPY" && rest.starts_with(['-', '('])
        {
            break;
        }
    }
    Some(found)
}

/// The caption with which a sentence begins that says how the cable is to be handled.
pub(crate) fn of_handling(line: &str) -> Option<Vec<&'static str>> {
    let (caption, _) =
        captions::longest(line.trim_start()).filter(|_| handling::is_handling(line))?;
    Some(vec![caption.code])
}

/// Bytes of the captions with which a line begins, and of what parts them from the instruction behind them; nothing
/// where none lead, or nothing else follows.
pub(crate) fn leading(line: &str) -> Option<usize> {
    let mut at = line.len() - line.trim_start().len();
    let mut found = None;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((_, len)) = captions::longest(rest).filter(|(caption, _)| is_closed(caption))
        else {
            return found;
        };
        let behind = line.get(at + len..)?;
        let rest = behind.trim_start_matches(SEPARATORS);
        // A dash may part them from what follows.
        let rest = rest
            .strip_prefix('-')
            .map_or(rest, |rest| rest.trim_start_matches(['-', ' ']));
        at = line.len() - rest.len();
        found = Some(at);
    }
    None
}

/// Where the captions begin with which a line ends; nothing where none do, or nothing else stands before them.
pub(crate) fn trailing(line: &str) -> Option<usize> {
    let mut found = None;
    let mut rest = line.trim_end_matches(SEPARATORS);
    while let Some(at) = rest.rfind(SEPARATORS) {
        let word = rest.get(at..)?.trim_start_matches(SEPARATORS);
        let closed = captions::find(word).is_some_and(is_closed);
        if !closed || word.bytes().any(|b| b.is_ascii_lowercase()) {
            return found;
        }
        found = Some(rest.len() - word.len());
        rest = rest.get(..at)?.trim_end_matches(SEPARATORS);
    }
    None
}

/// The captions and controls that stand among the codes of a TAGS line.
pub(crate) fn among_tags(word: &str) -> Option<&'static str> {
    captions::find(word)
        .filter(|caption| is_closed(caption))
        .map(|caption| caption.code)
}

/// Whether a caption says how the cable is to be handled, by itself.
fn is_closed(caption: &Caption) -> bool {
    matches!(
        caption.kind,
        CaptionKind::Control | CaptionKind::Distribution
    ) && !OPEN.contains(&caption.code)
}

/// A caption with blanks between its letters, its second word whole or not, a remark behind it or not: `C O R R E C T E D
/// COPY - SUBJECT LINE`. Before its second word the first may lack its end.
fn spaced(line: &str) -> Option<&'static str> {
    // Nearly every line begins with a longer word.
    if !matches!(line.as_bytes(), [_, next, ..] if next.is_ascii_whitespace()) {
        return None;
    }
    let words = || line.split_ascii_whitespace();
    let letters: String = words().map_while(letter).collect();
    if letters.len() < 5 {
        return None;
    }
    let next = words().find(|word| letter(word).is_none());
    captions::all().map(|caption| caption.code).find(|code| {
        let whole = code.bytes().filter(|b| *b != b' ').eq(letters.bytes());
        let halves = code.split_once(' ');
        whole
            || halves.is_some_and(|(first, last)| first.starts_with(&letters) && next == Some(last))
    })
}

/// A word of one letter, in capitals.
fn letter(word: &str) -> Option<char> {
    let mut chars = word.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    (chars.next().is_none() && letter.is_ascii_uppercase()).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::{leading, read, trailing};

    #[test]
    fn a_remark_says_what_was_corrected() {
        for (line, wanted) in [
            ("CORRECTED COPY - TEXT ADDED", Some(vec!["CORRECTED COPY"])),
            ("CORRECTED COPY (PARA 2)", Some(vec!["CORRECTED COPY"])),
            ("CORRECTED COPY OF A CHART", None),
        ] {
            assert_eq!(read(line), wanted, "{line}");
        }
    }

    #[test]
    fn captions_at_either_end() {
        for (line, wanted) in [
            ("SIPDIS NOFORN DEPT FOR WHA/AND", (Some(14), None)),
            ("SENSITIVE FOR DRL", (Some(10), None)),
            ("SIPDIS - FOR DRL", (Some(9), None)),
            ("DEPT FOR WHA/AND SENSITIVE SIPDIS", (None, Some(17))),
            ("SIPDIS", (None, None)),
            ("EYES ONLY FOR THE CHARGE", (None, None)),
            ("CODEL ROE FOR WHA", (None, None)),
            ("DEPT FOR WHA/AND", (None, None)),
            ("", (None, None)),
        ] {
            assert_eq!((leading(line), trailing(line)), wanted, "{line}");
        }
    }

    #[test]
    fn captions_alone() {
        assert_eq!(read("SIPDIS"), Some(vec!["SIPDIS"]));
        assert_eq!(
            read("SENSITIVE, NOFORN "),
            Some(vec!["SENSITIVE", "NOFORN"])
        );
        assert_eq!(read("sipdis"), Some(vec!["SIPDIS"]));
        assert_eq!(
            read("C O R R E C T E D  C O P Y - ADDED CAPTION"),
            Some(vec!["CORRECTED COPY"])
        );
        assert_eq!(
            read("C O R R E C T E D COPY CAPTION"),
            Some(vec!["CORRECTED COPY"])
        );
        assert_eq!(
            read("C O R R E C T COPY - TAGS"),
            Some(vec!["CORRECTED COPY"])
        );
        assert_eq!(read("C O R R E C T TAGS"), None);
        assert_eq!(read("SIPDISNOFORN"), Some(vec!["SIPDIS", "NOFORN"]));
        assert_eq!(read("S I P D I S"), Some(vec!["SIPDIS"]));
        assert_eq!(read("SECRET//NOFORN"), Some(vec!["NOFORN"]));
        assert_eq!(
            read("SENSITIVE BUT UNCLASSIFIED"),
            Some(vec!["SENSITIVE BUT UNCLASSIFIED"])
        );
        assert_eq!(read("SECRET"), None);
        assert_eq!(read("SECRET LIMA 000012"), None);
        assert_eq!(
            read("/// C O R R E C T E D  C O P Y ///"),
            Some(vec!["CORRECTED COPY"])
        );
        assert_eq!(read("SIPDIS FOR EUR"), None);
        assert_eq!(read(""), None);
    }
}
