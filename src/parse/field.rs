//! The fields: each gets only its own stretches of text and gives its part of the record, or a diagnostic.
//!
//! Architecture invariant: one field never imports another.
#![allow(dead_code)] // until layout hands the fields their lines

pub(crate) mod classified_by;
pub(crate) mod order;
pub(crate) mod portion;
pub(crate) mod reference;
pub(crate) mod subject;
pub(crate) mod tags;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::context::Context;
    use super::super::fragment::Fragment;
    use super::*;

    /// Feeds some text to every field.
    fn read_all(lines: &[&str]) {
        let fragments: Vec<Fragment<'_>> = (1..)
            .zip(lines)
            .map(|(line, text)| Fragment { text, line })
            .collect();
        let context = Context {
            date: "2009-03-04T05:06:00Z".parse().ok(),
            post: Some("LIMA"),
            number: Some(12),
        };
        let mut diagnostics = Vec::new();
        order::read(&fragments, &context, &mut diagnostics);
        tags::read(&fragments, &mut diagnostics);
        subject::read(&fragments, &mut diagnostics);
        reference::read(&fragments, &context, &mut diagnostics);
        classified_by::read(&fragments, &mut diagnostics);
        for text in lines {
            tags::continues(text, true);
            portion::read(text, portion::Place::AfterNumber);
            classified_by::read_inside(text, 1, &mut diagnostics);
        }
    }

    /// Words that mean something to one field or another.
    const WORDS: &str = "E.O.|12958|:|DECL|07/18/2019|14|OCTOBER|X1|XGDS|(|)|TAGS:|PREL|PRELPGOV|OVIP|,|;|SUBJECT:|(C)|(C |\
        REF:|A.|(B)|b.|¶|LIMA|12|AND|07|PORT OF|(NOTAL)|EMAIL|121200Z|STATE|A-50|Classified By:|CLASSIFIED BY|Ambassador|\
        Jane Roe|Jr.|for reasons|REASON(S)|1.4|b|(d)|-|&|Derived from:|N/A|é|\u{2013}|\u{FFFD}|X";

    proptest! {
        #[test]
        fn any_text_is_read(lines in prop::collection::vec(".{0,80}", 0..6)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            read_all(&lines);
        }

        #[test]
        fn any_order_of_words_is_read(
            picks in prop::collection::vec(prop::collection::vec((0_usize..64, any::<bool>()), 0..12), 0..5)
        ) {
            let words: Vec<&str> = WORDS.split('|').collect();
            let lines: Vec<String> = picks
                .iter()
                .map(|line| {
                    let words = line.iter().filter_map(|(at, space)| Some((words.get(*at)?, space)));
                    words.map(|(word, space)| format!("{word}{}", if *space { " " } else { "" })).collect()
                })
                .collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            read_all(&lines);
        }
    }
}
