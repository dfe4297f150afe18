//! The E.O. line: the executive order under which the cable is classified, and until when.

mod date;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::context::Context;
use crate::parse::cursor::Cursor;
use crate::parse::flow::{Flow, groups, same};
use crate::parse::fragment::Fragment;
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
    notes: &mut Vec<Diagnostic>,
) -> OrderLine {
    let mut found: Option<(Flow, OrderLine)> = None;
    let turned = turned(fragments);
    let fragments = turned.as_deref().unwrap_or(fragments);
    for group in groups(fragments, &[Label::Order]) {
        let flow = Flow::joined(group.lines());
        match &mut found {
            None => {
                let line = read_one(&flow, context, notes);
                found = Some((flow, line));
            }
            Some((first, _)) if same(&first.text, &flow.text) => {}
            Some((_, kept)) => {
                let line = read_one(&flow, context, notes);
                let apart = differ(kept.order.as_ref(), line.order.as_ref())
                    || differ(kept.declassify.as_ref(), line.declassify.as_ref());
                if apart {
                    let message = format!(
                        "a second E.O. line says something else: {}",
                        shown(&flow.text)
                    );
                    notes.push(flow.diagnostic(
                        flow.whole(),
                        Code::FieldContradicted,
                        "classification.declassify",
                        message,
                    ));
                }
                kept.order = kept.order.take().or(line.order);
                kept.declassify = kept.declassify.take().or(line.declassify);
            }
        }
    }
    found.map(|(_, line)| line).unwrap_or_default()
}

/// `DECL: 05/12/2016 E.O. 12958`: the instruction before its order, on one line. It is put behind it.
fn turned<'a>(fragments: &[Fragment<'a>]) -> Option<Vec<Fragment<'a>>> {
    let [first, second, further @ ..] = fragments else {
        return None;
    };
    let is_order =
        |text| labels::read(text).is_some_and(|(label, _)| matches!(label, Label::Order));
    if first.line != second.line || is_order(first.text) || !is_order(second.text) {
        return None;
    }
    let mut turned = vec![*second, *first];
    turned.extend(further);
    Some(turned)
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// One E.O. line, its label taken off.
fn read_one(flow: &Flow, context: &Context<'_>, notes: &mut Vec<Diagnostic>) -> OrderLine {
    if flow.text.is_empty() {
        return OrderLine::default();
    }
    let (printed, rest) = number(&flow.text);
    let meant = orders::meant(printed);
    let odd = match meant {
        None => Some((
            Code::OrderUnread,
            format!("no executive order that is known: {}", shown(printed)),
        )),
        Some((order, true)) => Some((
            Code::OrderMisprinted,
            format!("E.O. {printed} was read as {}", order.number),
        )),
        Some((_, false)) => None,
    };
    if let Some((code, message)) = odd {
        notes.push(flow.diagnostic([0, 0], code, "classification.order", message));
    }
    let order = meant.map(|(order, _)| order);
    let instruction = instruction(rest, order, context);
    if let Some((declassify, false)) = &instruction {
        let message = format!("no instruction that is known: {}", shown(&declassify.text));
        notes.push(flow.diagnostic(
            flow.whole(),
            Code::DeclassifyUnread,
            "classification.declassify",
            message,
        ));
    }
    if instruction.is_none() && announces(rest) {
        let message = "no instruction stands behind DECL";
        notes.push(flow.diagnostic(
            flow.whole(),
            Code::DeclassifyUnread,
            "classification.declassify",
            message,
        ));
    }
    OrderLine {
        order: order.map(|order| order.number.to_string()),
        declassify: instruction.map(|(declassify, _)| declassify),
    }
}

/// Whether a text announces an instruction and has none: `DECL:`.
fn announces(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("ON"))
        .peekable();
    words.peek().is_some()
        && words.all(|word| declassification::read(word) == Some(Instruction::Declassify))
}

/// The printed number of the order, and what stands after it and its colon.
fn number(text: &str) -> (&str, &str) {
    let mut cursor = Cursor::new(text);
    let punctuation = |c: char| c.is_whitespace() || ".:;,#".contains(c);
    cursor.take_while(punctuation);
    let printed = cursor.digits();
    let mut ahead = cursor;
    ahead.take_while(punctuation);
    if ahead.word("AS") && ahead.spaces() && ahead.word("AMENDED") {
        cursor = ahead;
    }
    cursor.take_while(punctuation);
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
    while !cursor.is_end() {
        let start = cursor.at();
        if let Some(found) = date::read(&mut cursor) {
            let on = found.day(order, context.date);
            known |= on.is_some();
            if !downgrade {
                declassify.on = declassify.on.or(on);
            }
            said = true;
            continue;
        }
        if !said && not_applicable(cursor) {
            return None;
        }
        let token = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
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
fn not_applicable(cursor: Cursor<'_>) -> bool {
    ["N/A", "NA", "N.A", "N/ A", "N / A", "NOT APPLICABLE"]
        .iter()
        .any(|form| {
            let mut ahead = cursor;
            ahead.word(form)
        })
}

/// Exemptions by their shape: a letter X with its number, the paragraph or the years before it (`X1`, `1.6X1`, `25X1`),
/// a word after it (`25X1-HUMAN`).
fn is_exemption(token: &str) -> bool {
    let mut cursor = Cursor::new(token);
    let before = cursor.take_while(|c| c.is_ascii_digit() || c == '.');
    if before.ends_with('.') || !cursor.eat('X') {
        return false;
    }
    let number = cursor.digits();
    if number.is_empty() || number.len() > 2 {
        return false;
    }
    cursor.is_end() || cursor.eat('-') && !cursor.letters().is_empty() && cursor.is_end()
}

/// A schedule's category, which may stand apart from it: `XGDS-1`, `XGDS 1`, `XGDS (1)`.
fn category<'a>(token: &'a str, cursor: &mut Cursor<'a>, start: usize) -> &'a str {
    if !token.bytes().all(|b| b.is_ascii_alphabetic()) {
        return token;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    let open = ahead.eat('(');
    if ahead.digits().len() == 1
        && (!open || ahead.eat(')'))
        && !ahead.next_is(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-'))
    {
        *cursor = ahead;
        return ahead.since(start).trim();
    }
    token
}

#[cfg(test)]
mod tests;
