//! The classification lines: what they say of level, captions and number, and what is odd about them.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::element::class_line::{ClassLine, scan};
use crate::parse::fragment::{Fragment, lines_of};

/// Reads a classification line; one that was wrapped is joined.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> ClassLine {
    let text = match fragments {
        [one] => one.text.trim().to_owned(),
        _ => fragments
            .iter()
            .map(|fragment| fragment.text.trim())
            .collect::<Vec<_>>()
            .join(" "),
    };
    let found = scan(&text);
    let Some([first, last]) = lines_of(fragments) else {
        return found;
    };
    let mut note = |code, field, what: &str| {
        let message = format!("{what} in `{}`", shown(&text));
        notes.push(
            Diagnostic::new(code, message)
                .field(field)
                .lines(first, last),
        );
    };
    if found.level_misspelt {
        note(
            Code::ClassificationMisspelt,
            "classification.level",
            "the classification is misspelt",
        );
    }
    if found.level_unread {
        note(
            Code::ClassificationUnread,
            "classification.level",
            "no level that is known",
        );
    }
    if found.section_misspelt {
        note(
            Code::SectionMisspelt,
            "sections",
            "the word SECTION is misspelt or left out",
        );
    }
    if found.section_unread {
        note(Code::HeaderUnread, "sections", "no numbers of sections");
    }
    let more = text
        .get(found.end..)
        .is_some_and(|rest| !rest.trim().is_empty());
    if found.post.is_some() != found.number.is_some() || found.number.is_none() && more {
        note(Code::MrnUnread, "mrn", "no post with its number");
    }
    found
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    /// Level, captions, section, post and number in one line, then the codes of the diagnostics.
    fn one(text: &str) -> (String, String) {
        let mut notes = Vec::new();
        let found = read(&[Fragment { text, line: 17 }], &mut notes);
        let codes: Vec<_> = notes.iter().map(|d| d.code.to_string()).collect();
        let mut words: Vec<String> = Vec::new();
        words.extend(found.level.map(|it| it.as_str().to_owned()));
        words.extend(found.captions.iter().map(|it| format!("+{it}")));
        let section = found.section.zip(found.total);
        words.extend(section.map(|(a, b)| format!("{a}/{b}")));
        words.extend(found.post.map(|it| format!("[{it}]")));
        words.extend(found.number.map(|it| it.to_string()));
        (words.join(" "), codes.join(" "))
    }

    /// A case a line: the text, an arrow, what is to be read.
    fn check(code: &str, cases: &str) {
        for case in cases.trim().lines() {
            let (text, wanted) = case.split_once(" => ").unwrap();
            assert_eq!(one(text), (wanted.to_owned(), code.to_owned()), "{text}");
        }
    }

    #[test]
    fn reads_the_usual_forms() {
        check(
            "",
            r"
            C O N F I D E N T I A L SECTION 01 OF 03 TASHKENT 001243 => CONFIDENTIAL 1/3 [TASHKENT] 1243
            S E C R E T NEW DELHI 005135 => SECRET [NEW DELHI] 5135
            TOP SECRET PORT-OF-SPAIN 000012 => TOP SECRET [PORT-OF-SPAIN] 12
            UNCLAS SECTION 01/02 ST. PETERSBURG 000012 => UNCLASSIFIED 1/2 [ST. PETERSBURG] 12
            UNCLASSIFIED N'DJAMENA 1196 => UNCLASSIFIED [N'DJAMENA] 1196
            CONFIDENTIAL SECTION 1 OF 3 ANYTOWN 12 => CONFIDENTIAL 1/3 [ANYTOWN] 12
            c o n f i d e n t i a l section 01 of 03 the hague 001243 => CONFIDENTIAL 1/3 [the hague] 1243
            UNCLAS USUN NEW YORK 000123 => UNCLASSIFIED [USUN NEW YORK] 123
            C  O  N  F  I  D  E  N  T  I  A  L  ANYTOWN 000123 => CONFIDENTIAL [ANYTOWN] 123
            ",
        );
    }

    #[test]
    fn reads_controls_and_captions() {
        check(
            "",
            r"
            UNCLAS EFTO ANYTOWN 000012 => UNCLASSIFIED +EFTO [ANYTOWN] 12
            UNCLAS E F T O ANYTOWN 000012 => UNCLASSIFIED +EFTO [ANYTOWN] 12
            LIMITED OFFICIAL USE STATE 12345 => UNCLASSIFIED +LIMITED OFFICIAL USE [STATE] 12345
            SENSITIVE BUT UNCLASSIFIED ANYTOWN 000012 => UNCLASSIFIED +SENSITIVE BUT UNCLASSIFIED [ANYTOWN] 12
            CONFIDENTIAL NOFORN SECTION 01 OF 02 ANYTOWN 000012 => CONFIDENTIAL +NOFORN 1/2 [ANYTOWN] 12
            CONFIDENTIAL //NOFORN ANYTOWN 000012 SIPDIS => CONFIDENTIAL +NOFORN +SIPDIS [ANYTOWN] 12
            CONFIDENTIAL//NOFORN//EXDIS ANYTOWN 000012SIPDIS => CONFIDENTIAL +NOFORN +EXDIS +SIPDIS [ANYTOWN] 12
            CONFIDENTIAL SECTO 10123 => CONFIDENTIAL [SECTO] 10123
            CONFIDENTIAL NOFORN SECTO 10123 EXDIS => CONFIDENTIAL +NOFORN +EXDIS [SECTO] 10123
            ",
        );
    }

    #[test]
    fn reads_what_is_damaged() {
        check(
            "classification-misspelt",
            r"
            O N F I D E N T I A L ANYTOWN 000012 => CONFIDENTIAL [ANYTOWN] 12
            SS E C R E T ANYTOWN 000012 => SECRET [ANYTOWN] 12
            NCLAS ANYTOWN 000012 => UNCLASSIFIED [ANYTOWN] 12
            ",
        );
        check(
            "section-misspelt",
            r"
            UNCLAS 01 OF 02 ANYTOWN 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            UNCLAS SCTION 01 OF 02 ANYTOWN 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            UNCLAS ECTION 01 OF 02 ANYTOWN 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            UNCLAS SECTON 01GF02 ANYTOWN 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            ",
        );
        check(
            "",
            r"
            UNCLAS S E C T I O N 01 OF 02 ANYTOWN 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            UNCLAS ANYTOWN SECTION 01 OF 02 000012 => UNCLASSIFIED 1/2 [ANYTOWN] 12
            UNCLAS ANYTOWN 000012 SECTION 01 OF 02 SIPDIS => UNCLASSIFIED +SIPDIS 1/2 [ANYTOWN] 12
            SECTION 01 OF 04 ANYTOWN 754 => 1/4 [ANYTOWN] 754
            ",
        );
    }

    #[test]
    fn says_what_it_could_not_read() {
        check(
            "",
            r"
            CONFIDENTIAL => CONFIDENTIAL
            ",
        );
        check(
            "mrn-unread",
            r"
            CONFIDENTIAL ANYTOWN => CONFIDENTIAL [ANYTOWN]
            CONFIDENTIAL ANYTOWN 0012X4 => CONFIDENTIAL [ANYTOWN]
            CONFIDENTIAL ANYTOWN 00124X SIPDIS => CONFIDENTIAL [ANYTOWN]
            CONFIDENTIAL 001243 => CONFIDENTIAL 1243
            CONFIDENTIAL NOFORN E.O. 12958: N/A => CONFIDENTIAL +NOFORN
            CONFIDENTIAL EO 12958: N/A => CONFIDENTIAL
            ",
        );
        check(
            "header-unread",
            r"
            CONFIDENTIAL SECTION OF 03 ANYTOWN 000012 => CONFIDENTIAL [ANYTOWN] 12
            CONFIDENTIAL SECTION ANYTOWN 000012 => CONFIDENTIAL [ANYTOWN] 12
            ",
        );
    }

    #[test]
    fn knows_where_the_line_ends() {
        for (text, rest) in [
            (
                "UNCLAS ANYTOWN 000012SIPDIS E.O. 12958: N/A TAGS: PREL",
                " E.O. 12958: N/A TAGS: PREL",
            ),
            ("UNCLAS ANYTOWN 000012 E.O. 12958: N/A", " E.O. 12958: N/A"),
            ("  UNCLAS ANYTOWN 000012 1/2 OF THE", " 1/2 OF THE"),
            ("UNCLAS", ""),
        ] {
            assert_eq!(&text[scan(text).end..], rest, "{text}");
        }
    }

    #[test]
    fn a_date_is_no_section() {
        for text in ["Sent: 01/26/2007 18:01", "1/26/2007 18:01", "EO 12958"] {
            let found = scan(text);
            assert_eq!((found.section, found.post), (None, None), "{text}");
        }
    }

    #[test]
    fn joins_a_wrapped_line() {
        let fragments = [
            "C O N F I D E N T I A L SECTION 01 OF 02 PORT OF ",
            "SPAIN 000012",
        ]
        .map(|text| Fragment { text, line: 1 });
        let found = read(&fragments, &mut Vec::new());
        assert_eq!(found.post.as_deref(), Some("PORT OF SPAIN"));
        assert_eq!(found.number, Some(12));
    }
}
