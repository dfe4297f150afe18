//! The lines `Classified By` and `Derived from`: who classified the cable, and why.

mod cell;
mod cut;
mod label;
mod person;
mod reasons;
pub(crate) mod schedule;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::flow::groups;
use crate::parse::fragment::Fragment;
use crate::record::ClassifiedBy;
use crate::redaction;
use crate::slice::{find, from, head, part};
use crate::vocab::labels::Label;
use label::{label_inside, over_labels};

/// What the lines say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct By {
    /// Who classified the cable.
    pub by: Option<ClassifiedBy>,
    /// Why: `1.4(b)`.
    pub reasons: Vec<String>,
    /// The source of a derivative classification, as printed.
    pub derived_from: Option<String>,
}

/// Punctuation at the ends of what stands in the record.
const ENDS: [char; 8] = [' ', ',', ';', '.', ':', '-', '\u{2013}', '('];

/// How far into a paragraph its sentence `Classified by ...` may reach.
const SENTENCE: usize = 250;

/// Reads the lines. Of each field the first that is there holds, and whoever is named before whoever is not.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> By {
    let mut found = By::default();
    let mut as_printed = fragments;
    let mut unread = Vec::new();
    for group in groups(fragments, &[Label::ClassifiedBy, Label::DerivedFrom]) {
        let (lines, behind) = as_printed.split_at_checked(group.len()).unwrap_or_default();
        as_printed = behind;
        let is_source = group.label == Some(Label::DerivedFrom);
        let lines = if is_source { &[] } else { lines };
        let printed = lines.iter().map(|line| line.text.chars().count());
        let flow = cut::joined(group.lines(), printed);
        let (own, derived) = if is_source {
            ("", Some(flow.text.as_str()))
        } else {
            split_derived(over_labels(&flow.text))
        };
        if !own.trim_matches(ENDS).is_empty() {
            let mut noted = Vec::new();
            let (by, reasons) = read_text(own, flow.all_lines(), &mut noted);
            let is_named =
                |by: &Option<ClassifiedBy>| by.as_ref().is_some_and(|by| by.name.is_some());
            let (named, held) = (is_named(&by), is_named(&found.by));
            if named && !held {
                unread.clear();
                found.by = by;
            } else {
                found.by = found.by.or(by);
            }
            if named || !held {
                unread.append(&mut noted);
            }
            if found.reasons.is_empty() {
                found.reasons = reasons;
            }
        }
        let derived = derived
            .map(|text| text.trim_matches(ENDS))
            .filter(|text| !text.is_empty());
        found.derived_from = found.derived_from.or(derived.map(str::to_string));
    }
    notes.append(&mut unread);
    found
}

/// Reads `Classified by ...` where a paragraph's text begins with it, or has it right after `ENTIRE TEXT`.
pub(crate) fn read_inside(text: &str, line: u32, notes: &mut Vec<Diagnostic>) -> Option<By> {
    let words = over_labels(from(text, label_inside(text)?));
    let window = head(words, SENTENCE);
    let end = match reasons::find(window) {
        Some(found) if !found.list.is_empty() => found.end,
        _ => sentence_end(window),
    };
    let (by, reasons) = read_text(part(window, 0, end), [line, line], notes);
    Some(By {
        by,
        reasons,
        derived_from: None,
    })
}

/// `Derived from` inside the text: what stands before it, and after it. Its colon may be missing where it begins the
/// text.
fn split_derived(text: &str) -> (&str, Option<&str>) {
    const LABEL: &str = "DERIVED FROM";
    let Some(at) = find(text, LABEL) else {
        return (text, None);
    };
    let behind = from(text, at + LABEL.len()).trim_start();
    let before = part(text, 0, at);
    match behind.strip_prefix([':', ';']) {
        Some(source) => (before, Some(source)),
        None if before.trim_matches(ENDS).is_empty() => ("", Some(behind)),
        None => (text, None),
    }
}

/// Who and why; the text holds nothing else.
fn read_text(
    text: &str,
    [first, last]: [u32; 2],
    notes: &mut Vec<Diagnostic>,
) -> (Option<ClassifiedBy>, Vec<String>) {
    let mut note = |code, field, message: String| {
        notes.push(
            Diagnostic::new(code, message)
                .field(field)
                .lines(first, last),
        );
    };
    let reasons = reasons::find(text);
    let start = reasons.as_ref().map_or(text.len(), |found| found.start);
    if reasons.as_ref().is_some_and(|found| found.list.is_empty()) {
        let message = format!("no reasons that are known: {}", shown(from(text, start)));
        note(Code::ReasonsUnread, "classification.reasons", message);
    }
    let mut by = person::read(person::bare(part(text, 0, start)));
    // What stands in the place of a name that was redacted is none.
    let redacted = by
        .as_mut()
        .and_then(|by| by.name.take_if(|name| !redaction::find(name).is_empty()))
        .is_some();
    if !redacted && by.as_ref().is_none_or(|by| by.name.is_none()) {
        let message = format!("nobody is named: {}", shown(text));
        note(Code::ClassifiedByUnread, "classification.by", message);
    }
    (by, reasons.map(|found| found.list).unwrap_or_default())
}

/// Where the first sentence ends: at a period after a word of three letters or more, so that `Mr.` and an initial end
/// none.
fn sentence_end(text: &str) -> usize {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let mut long = ends.filter(|&at| {
        let word = part(text, 0, at).bytes().rev();
        word.take_while(u8::is_ascii_alphabetic).count() > 2
    });
    long.next().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    /// Name, title, office, reasons, source.
    fn shown(found: &By) -> String {
        let by = found.by.clone().unwrap_or_default();
        let words = [by.name, by.title, by.office].map(Option::unwrap_or_default);
        format!(
            "{}|{}|{}",
            words.join("|"),
            found.reasons.join(" "),
            found.derived_from.as_deref().unwrap_or_default()
        )
    }

    fn read_lines(lines: &[&str]) -> (By, Vec<String>) {
        let fragments = numbered(7, lines);
        let mut notes = Vec::new();
        let found = read(&fragments, &mut notes);
        let codes = notes.iter().map(|d| d.code.to_string()).collect();
        (found, codes)
    }

    #[test]
    fn every_form_of_the_lines() {
        for (lines, want) in [
            (
                &["Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d)."][..],
                "Jane Roe|Ambassador||1.4(b) 1.4(d)|",
            ),
            (
                &[
                    "CLASSIFIED BY: Jane Roe, Second Secretary, State,",
                    "Pol-Econ; REASON: 1.4(B),(D)",
                ],
                "Jane Roe|Second Secretary|State, Pol-Econ|1.4(b) 1.4(d)|",
            ),
            (
                &["CLASSIFIED BY: Jane Roe, DCM, State, Economic Section; REASON: 1.4 (B)"],
                "Jane Roe|DCM|State, Economic Section|1.4(b)|",
            ),
            (
                &["Classified By: Jane Roe, DCM, Economic Section, for reasons of section 1.4 (b)"],
                "Jane Roe|DCM|Economic Section|1.4(b)|",
            ),
            (
                &[
                    "Classified By: Minister Counselor for Economic Affairs",
                    "Jane Roe for",
                    "reasons 1.4",
                    "(b).",
                ],
                "Jane Roe|Minister Counselor for Economic Affairs||1.4(b)|",
            ),
            (
                &["Classified By: Classified by DCM John Roe for reasons 1.5 (d)."],
                "John Roe|DCM||1.5(d)|",
            ),
            (
                &["Classified By: (U) Classified by DCM John Roe, reason 1.5 (d)."],
                "John Roe|DCM||1.5(d)|",
            ),
            (
                &["Classified By: John Roe, Economic Counselor, Lima. Reason: 1.4 (b)."],
                "John Roe|Economic Counselor|Lima|1.4(b)|",
            ),
            (
                &["Classified By: DCM John Roe, Embassy Lima, 1.4 b/d"],
                "John Roe|DCM|Embassy Lima|1.4(b) 1.4(d)|",
            ),
            (
                &["Classified By: John Roe, Jr., DCM; Reasons 1.4 (b)"],
                "John Roe, Jr.|DCM||1.4(b)|",
            ),
            (
                &["CLASSIFIED BY: AMBASSADOR JANE ROE"],
                "JANE ROE|AMBASSADOR|||",
            ),
            (
                &["Derived from: DSCG 05-1, B and D"],
                "||||DSCG 05-1, B and D",
            ),
            (
                &[
                    "Classified By: Jane Roe, DCM, Reason: 1.4 (b)",
                    "Derived from: DSCG 05-1.",
                ],
                "Jane Roe|DCM||1.4(b)|DSCG 05-1",
            ),
            (
                &["Classified By: Jane Roe, reason 1.4 (b). Derived from: DSCG 05-1"],
                "Jane Roe|||1.4(b)|DSCG 05-1",
            ),
            (
                &["Classified By: Derived from Multiple Sources"],
                "||||Multiple Sources",
            ),
            (
                &["Classified By: 1. (U) CLASSIFED BY DCM JANE ROE FOR REASONS 1.5 (B)"],
                "JANE ROE|DCM||1.5(b)|",
            ),
            (
                &[
                    "Classified By: Political Minister-Counselor Hildebrand Roe for reaso",
                    "ns 1.4 (b) and (d).",
                ],
                "Hildebrand Roe|Political Minister-Counselor||1.4(b) 1.4(d)|",
            ),
            (
                &["Classified By: A", "Classified By: DCM Jane Roe, 1.4 (b)"],
                "Jane Roe|DCM||1.4(b)|",
            ),
            (&["Classified By:"], "||||"),
        ] {
            let (found, codes) = read_lines(lines);
            assert_eq!(
                (shown(&found).as_str(), codes.len()),
                (want, 0),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn the_text_is_what_stands_before_the_reasons() {
        let (found, _) = read_lines(&[
            "CLASSIFIED BY: Jane Roe, DCM, State,",
            "POL; REASON: 1.4(B),(D)",
        ]);
        assert_eq!(
            found.by.map(|by| by.text).as_deref(),
            Some("Jane Roe, DCM, State, POL")
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (line, want, codes) in [
            (
                "Classified By: Jane Roe, Reason: secret",
                "Jane Roe||||",
                "reasons-unread",
            ),
            (
                "Classified By: reasons 1.4 (b)",
                "|||1.4(b)|",
                "classified-by-unread",
            ),
            (
                "Classified By: Ambassador",
                "|Ambassador|||",
                "classified-by-unread",
            ),
        ] {
            let (found, said) = read_lines(&[line]);
            assert_eq!(
                (shown(&found).as_str(), said.join(" ").as_str()),
                (want, codes),
                "{line}"
            );
        }
    }

    #[test]
    fn inside_a_paragraph() {
        for (text, want) in [
            (
                "Classified by DCM John Roe for reasons 1.5 (b) and (d).",
                "John Roe|DCM||1.5(b) 1.5(d)|",
            ),
            (
                "(U) Classified by DCM John Roe, 1.5 (d). Summary follows.",
                "John Roe|DCM||1.5(d)|",
            ),
            (
                "CLASSIFIED BY POLOFF JOHN ROE, 1.5 (D).",
                "JOHN ROE|POLOFF||1.5(d)|",
            ),
            (
                "CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM JOHN ROE - 1.5 B,D.",
                "JOHN ROE|DCM||1.5(b) 1.5(d)|",
            ),
            (
                "Classified by DCM John Q. Roe. The reason is plain.",
                "John Q. Roe|DCM|||",
            ),
        ] {
            let mut notes = Vec::new();
            let found = read_inside(text, 3, &mut notes).unwrap_or_default();
            assert_eq!((shown(&found).as_str(), notes.len()), (want, 0), "{text}");
        }
        for text in [
            "The text was classified by the ministry.",
            "Classified byway",
            "",
            "ENTIRE TEXT. é",
        ] {
            assert_eq!(read_inside(text, 3, &mut Vec::new()), None, "{text}");
        }
    }
}
