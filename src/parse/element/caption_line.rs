//! A line of captions: `SIPDIS`, `SENSITIVE, NOFORN`, `EYES ONLY FOR THE AMBASSADOR FROM ROE`.

use crate::slice;
use crate::vocab::captions;

/// The longest line that is looked at.
const LONGEST: usize = 120;
/// The label.
const LABEL: &str = "CAPTIONS:";

/// The captions of a line, in order, as the vocabulary spells them; nothing where anything else stands on it.
pub(crate) fn read(line: &str) -> Option<Vec<&'static str>> {
    let mut rest = line.trim();
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
    while !rest.is_empty() {
        let (caption, len) = captions::longest(rest)?;
        found.push(caption.code);
        // EYES ONLY FOR X FROM Y names persons: all of the line is the caption.
        if caption.code == "EYES ONLY" {
            break;
        }
        rest = rest
            .get(len..)?
            .trim_start_matches([' ', ',', '/', ';', '\u{a0}']);
    }
    Some(found)
}

/// A caption with blanks between its letters, a remark behind it or not: `C O R R E C T E D  C O P Y - SUBJECT LINE`.
fn spaced(line: &str) -> Option<&'static str> {
    let mut words = line.split_ascii_whitespace();
    let letters: String = words.by_ref().map_while(letter).collect();
    captions::all()
        .map(|caption| caption.code)
        .find(|code| letters.len() > 4 && code.bytes().filter(|b| *b != b' ').eq(letters.bytes()))
}

/// A word of one letter, in capitals.
fn letter(word: &str) -> Option<char> {
    let mut chars = word.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    (chars.next().is_none() && letter.is_ascii_uppercase()).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::read;

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
        assert_eq!(read("S I P D I S"), Some(vec!["SIPDIS"]));
        assert_eq!(read("SIPDIS FOR EUR"), None);
        assert_eq!(read(""), None);
    }
}
