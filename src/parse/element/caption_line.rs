//! A line of captions: `SIPDIS`, `SENSITIVE, NOFORN`, `EYES ONLY FOR THE AMBASSADOR FROM ROE`.

use crate::vocab::captions;

/// The longest line that is looked at.
const LONGEST: usize = 120;

/// The captions of a line, in order, as the vocabulary spells them; nothing where anything else stands on it.
pub(crate) fn read(line: &str) -> Option<Vec<&'static str>> {
    let mut rest = line.trim();
    if rest.is_empty() || rest.len() > LONGEST {
        return None;
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
        assert_eq!(read("SIPDIS FOR EUR"), None);
        assert_eq!(read(""), None);
    }
}
