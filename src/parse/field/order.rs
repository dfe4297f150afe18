//! The E.O. line: the executive order under which the cable is classified, and until when.

mod date;

use super::super::context::Context;
use super::super::flow::{Flow, groups};
use super::super::fragment::Fragment;
use super::super::steps::{Cursor, clip, same};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::Declassify;
use crate::vocab::declassification::{self, Instruction};
use crate::vocab::labels::{self, Label};
use crate::vocab::orders::{self, Order};

/// What the E.O. lines say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OrderLine {
    /// Number of the executive order meant.
    pub order: Option<String>,
    /// The declassification instruction; none where it does not apply.
    pub declassify: Option<Declassify>,
}

/// Reads the E.O. lines. The first wins; a further one fills what the first left out, and one that says something else
/// is diagnosed.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> OrderLine {
    let label = |text: &str| labels::read(text).filter(|(found, _)| *found == Label::Order);
    let mut found: Option<(Flow, OrderLine)> = None;
    for (_, group) in groups(fragments, label) {
        let flow = Flow::joined(group);
        match &mut found {
            None => {
                let line = read_one(&flow, context, diagnostics);
                found = Some((flow, line));
            }
            Some((first, _)) if same(&first.text, &flow.text) => {}
            Some((_, kept)) => {
                let line = read_one(&flow, context, diagnostics);
                let apart = differ(kept.order.as_ref(), line.order.as_ref())
                    || differ(kept.declassify.as_ref(), line.declassify.as_ref());
                if apart {
                    let [first, last] = flow.all_lines();
                    diagnostics.push(
                        Diagnostic::new(
                            Code::FieldContradicted,
                            format!(
                                "a second E.O. line says something else: {}",
                                clip(&flow.text)
                            ),
                        )
                        .field("classification.declassify")
                        .lines(first, last),
                    );
                }
                kept.order = kept.order.take().or(line.order);
                kept.declassify = kept.declassify.take().or(line.declassify);
            }
        }
    }
    found.map(|(_, line)| line).unwrap_or_default()
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// One E.O. line, its label taken off.
fn read_one(flow: &Flow, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> OrderLine {
    let [first, last] = flow.all_lines();
    if flow.text.is_empty() {
        return OrderLine::default();
    }
    let (printed, rest) = number(&flow.text);
    let meant = orders::meant(printed);
    match meant {
        None => diagnostics.push(
            Diagnostic::new(
                Code::OrderUnread,
                format!("no executive order that is known: {}", clip(printed)),
            )
            .field("classification.order")
            .lines(first, first),
        ),
        Some((order, true)) => diagnostics.push(
            Diagnostic::new(
                Code::OrderMisprinted,
                format!("E.O. {printed} was read as {}", order.number),
            )
            .field("classification.order")
            .lines(first, first),
        ),
        Some((_, false)) => {}
    }
    let order = meant.map(|(order, _)| order);
    let instruction = instruction(rest, order, context);
    if let Some((declassify, false)) = &instruction {
        diagnostics.push(
            Diagnostic::new(
                Code::DeclassifyUnread,
                format!("no instruction that is known: {}", clip(&declassify.text)),
            )
            .field("classification.declassify")
            .lines(first, last),
        );
    }
    OrderLine {
        order: order.map(|order| order.number.to_string()),
        declassify: instruction.map(|(declassify, _)| declassify),
    }
}

/// The printed number of the order, and what stands after it and its colon.
fn number(text: &str) -> (&str, &str) {
    let mut cursor = Cursor::new(text);
    let punctuation = |b: u8| b.is_ascii_whitespace() || b".:;,#".contains(&b);
    cursor.take(punctuation);
    let printed = cursor.digits();
    let mut ahead = cursor;
    ahead.take(punctuation);
    if ahead.word("AS") && ahead.spaces() && ahead.word("AMENDED") {
        cursor = ahead;
    }
    cursor.take(punctuation);
    (printed, cursor.rest().trim())
}

/// The instruction, and whether it was understood. None where there is none, or it does not apply.
fn instruction(
    text: &str,
    order: Option<&'static Order>,
    context: &Context<'_>,
) -> Option<(Declassify, bool)> {
    let mut cursor = Cursor::new(text);
    let mut declassify = Declassify {
        text: text.to_string(),
        ..Declassify::default()
    };
    let (mut known, mut downgrade, mut said) = (false, false, false);
    while cursor.peek().is_some() {
        let start = cursor.at;
        if let Some(found) = date::read(&mut cursor) {
            let on = found.day(order, context.date);
            known |= on.is_some();
            if !downgrade {
                declassify.on = declassify.on.or(on);
            }
            said = true;
            continue;
        }
        if !said && not_applicable(&cursor) {
            return None;
        }
        let token = cursor.take(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        if token.is_empty() {
            cursor.bump();
            continue;
        }
        let token = token.trim_end_matches(['.', '-']);
        let word = token
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        if is_exemption(token) {
            declassify.exemptions.push(token.to_ascii_uppercase());
            (known, said) = (true, true);
            continue;
        }
        match declassification::read(word) {
            Some(Instruction::Declassify) => downgrade = false,
            Some(Instruction::Downgrade) => {
                (downgrade, known, said) = (true, true, true);
            }
            Some(Instruction::Known | Instruction::Event) if word == token => {
                (known, said) = (true, true);
            }
            Some(Instruction::Period) if said => known = true,
            Some(Instruction::Schedule) => {
                let code = category(token, &mut cursor, start);
                declassify.exemptions.push(code.to_ascii_uppercase());
                (known, said) = (true, true);
            }
            _ if token.eq_ignore_ascii_case("ON") => {}
            _ => said = true,
        }
    }
    said.then_some((declassify, known))
}

/// `N/A` and its like.
fn not_applicable(cursor: &Cursor<'_>) -> bool {
    ["N/A", "NA", "N.A", "N/ A", "N / A", "NOT APPLICABLE"]
        .iter()
        .any(|form| cursor.clone().word(form))
}

/// Exemptions by their shape: a letter X with its number, the paragraph or the years before it (`X1`, `1.6X1`, `25X1`),
/// a word after it (`25X1-HUMAN`).
fn is_exemption(token: &str) -> bool {
    let mut cursor = Cursor::new(token);
    let before = cursor.take(|b| b.is_ascii_digit() || b == b'.');
    if before.ends_with('.') || !(cursor.eat(b'X') || cursor.eat(b'x')) {
        return false;
    }
    let number = cursor.digits();
    if number.is_empty() || number.len() > 2 {
        return false;
    }
    cursor.peek().is_none()
        || cursor.eat(b'-') && !cursor.letters().is_empty() && cursor.peek().is_none()
}

/// A schedule's category, which may stand apart from it: `XGDS-1`, `XGDS 1`, `XGDS (1)`.
fn category<'a>(token: &'a str, cursor: &mut Cursor<'a>, start: usize) -> &'a str {
    if !token.bytes().all(|b| b.is_ascii_alphabetic()) {
        return token;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    let open = ahead.eat(b'(');
    if ahead.digits().len() == 1
        && (!open || ahead.eat(b')'))
        && !ahead
            .peek()
            .is_some_and(|b| b.is_ascii_alphanumeric() || b == b'/' || b == b'-')
    {
        *cursor = ahead;
        return ahead.since(start).trim();
    }
    token
}

#[cfg(test)]
mod tests;
