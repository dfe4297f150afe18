//! The subject: one line of text, which a portion mark of its own may lead.

use super::super::flow::{Flow, groups};
use super::super::fragment::Fragment;
use super::super::steps::{clip, from, same};
use crate::diagnostic::{Code, Diagnostic};
use crate::vocab::labels::{self, Label};
use crate::vocab::portions;

/// What the SUBJECT lines say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The subject in one line, without its portion mark.
    pub text: String,
    /// The portion mark, as printed between its parentheses.
    pub portion: Option<String>,
}

/// Reads the SUBJECT lines. Where the label stands again the first subject holds.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Subject> {
    let label = |text: &str| labels::read(text).filter(|(found, _)| *found == Label::Subject);
    let mut found: Option<Subject> = None;
    for (label, group) in groups(fragments, label) {
        let flow = Flow::joined(group);
        if flow.text.is_empty() {
            continue;
        }
        let [first, last] = flow.all_lines();
        let (portion, slip, text) = portion(&flow.text);
        if let Some(kept) = &found {
            if !same(&kept.text, text) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::FieldContradicted,
                        format!("a second subject says something else: {}", clip(&flow.text)),
                    )
                    .field("subject")
                    .lines(first, last),
                );
            }
            continue;
        }
        if label.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::SubjectUnlabelled, "the subject has no label")
                    .field("subject")
                    .lines(first, last),
            );
        }
        if let Some(mark) = portion.filter(|_| slip) {
            diagnostics.push(
                Diagnostic::new(
                    Code::PortionMisprinted,
                    format!("an unusual portion mark: ({mark})"),
                )
                .field("subject_portion")
                .lines(first, first),
            );
        }
        found = Some(Subject {
            text: text.to_string(),
            portion: portion.map(str::to_string),
        });
    }
    found
}

/// The portion mark that leads a subject, whether it is a slip, and the text after it. `(CORRECTED COPY)` is text.
fn portion(text: &str) -> (Option<&str>, bool, &str) {
    let mark = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let read = mark.and_then(|(mark, rest)| {
        let printed = mark.trim();
        let found = portions::read_any(printed)?;
        let rest = rest.trim_start();
        // A mark without a subject is no mark: the subject would be lost.
        (!rest.is_empty()).then_some((Some(printed), found.slip || printed != mark, rest))
    });
    read.unwrap_or((None, false, from(text, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(lines: &[&str]) -> (String, Vec<String>) {
        let fragments: Vec<Fragment<'_>> = (7..)
            .zip(lines)
            .map(|(line, text)| Fragment { text, line })
            .collect();
        let mut diagnostics = Vec::new();
        let subject = read(&fragments, &mut diagnostics);
        let shown = subject.map_or(String::new(), |subject| {
            let portion = subject.portion.map(|mark| format!("<{mark}> "));
            format!("{}{}", portion.unwrap_or_default(), subject.text)
        });
        let codes = diagnostics.iter().map(|d| d.code.to_string()).collect();
        (shown, codes)
    }

    #[test]
    fn every_form_of_the_line() {
        for (lines, want) in [
            (&["SUBJECT: TALKS ON TRADE "][..], "TALKS ON TRADE"),
            (&["SUBJ: TALKS", "ON TRADE  "], "TALKS ON TRADE"),
            (&["SUBJECT TALKS ON", " TRADE"], "TALKS ON TRADE"),
            (&["UBJECT: TALKS"], "TALKS"),
            (
                &["SUBJECT: TALKS WITH US- ", "BASED FIRMS"],
                "TALKS WITH US-BASED FIRMS",
            ),
            (&["SUBJECT: TALKS -", "BASED"], "TALKS - BASED"),
            (&["SUBJECT: (C) TALKS"], "<C> TALKS"),
            (&["SUBJECT: (SBU) TALKS"], "<SBU> TALKS"),
            (&["SUBJECT: (S//NF) TALKS"], "<S//NF> TALKS"),
            (&["subject: (c) talks"], "<c> talks"),
            (&["SUBJECT:", "(C) TALKS"], "<C> TALKS"),
            (
                &["SUBJECT: (CORRECTED COPY) TALKS"],
                "(CORRECTED COPY) TALKS",
            ),
            (&["SUBJECT: (PART 1) TALKS"], "(PART 1) TALKS"),
            (&["SUBJECT: TALKS (C)"], "TALKS (C)"),
            (&["SUBJECT: (C)"], "(C)"),
            (&["SUBJECT: TALKS", "SUBJECT: Talks"], "TALKS"),
            (&["SUBJECT:"], ""),
        ] {
            assert_eq!(read_lines(lines), (want.to_string(), vec![]), "{lines:?}");
        }
    }

    #[test]
    fn what_is_odd_is_said() {
        for (lines, want, code) in [
            (
                &["TALKS ON", "TRADE"][..],
                "TALKS ON TRADE",
                "subject-unlabelled",
            ),
            (&["SUBJECT: (C ) TALKS"], "<C> TALKS", "portion-misprinted"),
            (
                &["SUBJECT: TALKS", "SUBJECT: TRADE"],
                "TALKS",
                "field-contradicted",
            ),
        ] {
            assert_eq!(
                read_lines(lines),
                (want.to_string(), vec![code.to_string()])
            );
        }
    }
}
