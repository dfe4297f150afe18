//! The subject: one line of text, which a portion mark of its own may lead.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::flow::{Flow, groups, same};
use crate::parse::fragment::Fragment;
use crate::slice::{self, from, part};
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
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Option<Subject> {
    let mut found: Option<Subject> = None;
    for group in groups(fragments, &[Label::Subject]) {
        let flow = Flow::joined(group.lines());
        if flow.text.is_empty() {
            continue;
        }
        let mut note = |span, code, field, message: String| {
            notes.push(flow.diagnostic(span, code, field, message));
        };
        let (portion, slip, text) = portion(&flow.text);
        // `SUBJECT: (C) SUBJECT: TALKS`
        let text = labels::read(text)
            .filter(|(label, _)| *label == Label::Subject)
            .map_or(text, |(_, len)| from(text, len));
        if let Some(kept) = &mut found {
            // A first line that was cut stands again as a whole.
            if slice::begins(text, &kept.text) && text.len() > kept.text.len() {
                kept.text = text.to_string();
            } else if !same(&kept.text, text) {
                let message = format!(
                    "a second subject says something else: {}",
                    shown(&flow.text)
                );
                note(flow.whole(), Code::FieldContradicted, "subject", message);
            }
            continue;
        }
        if group.label.is_none() {
            let message = "the subject has no label".to_owned();
            note(flow.whole(), Code::SubjectUnlabelled, "subject", message);
        }
        if let Some(mark) = portion.filter(|_| slip) {
            let message = format!("an unusual portion mark: ({mark})");
            note([0, 0], Code::PortionMisprinted, "subject_portion", message);
        }
        found = Some(Subject {
            text: text.to_string(),
            portion: portion.map(str::to_string),
        });
    }
    found
}

/// The portion mark that leads a subject, or ends it, whether it is a slip, and the text apart from it. `(CORRECTED
/// COPY)` is text, and so is a mark without a subject: the subject would be lost.
fn portion(text: &str) -> (Option<&str>, bool, &str) {
    let leading = || text.strip_prefix('(')?.split_once(')');
    let closing = || {
        let (before, mark) = text.strip_suffix(')')?.rsplit_once('(')?;
        before.ends_with(' ').then_some((mark, before))
    };
    let read = |(mark, rest): (&'_ str, &'_ str), lone: bool| {
        let printed = mark.trim();
        // A small letter at the end may be that of a list.
        let found = if lone {
            portions::read(printed)?
        } else {
            portions::read_any(printed)?
        };
        (!rest.trim().is_empty()).then_some(found.slip || printed != mark)
    };
    if let Some((mark, rest)) = leading()
        && let Some(slip) = read((mark, rest), false)
    {
        // The same mark may stand at both ends.
        let again = closing().filter(|(last, before)| *last == mark && !before.ends_with(") "));
        let rest = again.map_or(rest, |(last, _)| {
            part(rest, 0, rest.len().saturating_sub(last.len() + 2))
        });
        return (Some(mark.trim()), slip, rest.trim());
    }
    if let Some((mark, rest)) = closing()
        && let Some(slip) = read((mark, rest), true)
    {
        return (Some(mark.trim()), slip, rest.trim());
    }
    (None, false, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    fn read_lines(lines: &[&str]) -> (String, Vec<String>) {
        let fragments = numbered(7, lines);
        let mut notes = Vec::new();
        let subject = read(&fragments, &mut notes);
        let shown = subject.map_or(String::new(), |subject| {
            let portion = subject.portion.map(|mark| format!("<{mark}> "));
            format!("{}{}", portion.unwrap_or_default(), subject.text)
        });
        let codes = notes.iter().map(|d| d.code.to_string()).collect();
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
            (&["SUBJECT: TALKS (C)"], "<C> TALKS"),
            (&["SUBJECT: TALKS OF ENVOY(S)"], "TALKS OF ENVOY(S)"),
            (&["SUBJECT: (C) SUBJECT: TALKS"], "<C> TALKS"),
            (&["SUBJT: TALKS"], "TALKS"),
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
