//! The E.O. line: the executive order under which the cable is classified, and until when.

mod date;

use super::super::context::Context;
use super::super::flow::{Flow, groups};
use super::super::fragment::Fragment;
use super::super::steps::{Cursor, same};
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
                            format!("a second E.O. line says something else: {}", flow.text),
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
    let meant = orders::meant(&printed);
    match meant {
        None => diagnostics.push(
            Diagnostic::new(
                Code::OrderUnread,
                format!("no executive order that is known: {printed}"),
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
                format!("no instruction that is known: {}", declassify.text),
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
fn number(text: &str) -> (String, &str) {
    let mut cursor = Cursor::new(text);
    let punctuation = |b: u8| b.is_ascii_whitespace() || b".:;,#".contains(&b);
    cursor.take(punctuation);
    let mut printed = cursor.digits().to_string();
    // A space may stand inside the number.
    while orders::meant(&printed).is_none() && !printed.is_empty() && printed.len() < 5 {
        let mut ahead = cursor;
        ahead.spaces();
        let more = ahead.digits();
        if more.is_empty() || printed.len() + more.len() > 5 {
            break;
        }
        printed.push_str(more);
        cursor = ahead;
    }
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
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read_lines(lines: &[&str]) -> (OrderLine, Vec<String>) {
        let fragments: Vec<Fragment<'_>> = (7..)
            .zip(lines)
            .map(|(line, text)| Fragment { text, line })
            .collect();
        let context = Context {
            date: Some("1999-03-04T05:06:00Z".parse().unwrap()),
            ..Context::default()
        };
        let mut diagnostics = Vec::new();
        let line = read(&fragments, &context, &mut diagnostics);
        let codes = diagnostics.iter().map(|d| d.code.to_string()).collect();
        (line, codes)
    }

    /// Order, text, day and exemptions in one line.
    fn shown(line: &OrderLine) -> String {
        let empty = Declassify::default();
        let declassify = line.declassify.as_ref().unwrap_or(&empty);
        let on = declassify.on.map(|on| on.to_string()).unwrap_or_default();
        format!(
            "{}|{}|{on}|{}",
            line.order.as_deref().unwrap_or_default(),
            declassify.text,
            declassify.exemptions.join(" ")
        )
    }

    #[test]
    fn every_form_of_the_line() {
        for (printed, want) in [
            (
                "E.O. 12958: DECL: 07/18/2019",
                "12958|DECL: 07/18/2019|2019-07-18|",
            ),
            (
                "EO 12958 DECL: 2019/07/18 ",
                "12958|DECL: 2019/07/18|2019-07-18|",
            ),
            ("E.O. 12958:DECL:7/8/09", "12958|DECL:7/8/09|2009-07-08|"),
            ("E.O. 12958: N/A", "12958|||"),
            ("E.O. 12958: DECL: N/A", "12958|||"),
            ("E.O. 12958: NOT APPLICABLE", "12958|||"),
            ("E.O. 12958:", "12958|||"),
            (
                "E.o. 12958: decl: after korean unification",
                "12958|decl: after korean unification||",
            ),
            ("E.O. 12958: DECL: X1", "12958|DECL: X1||X1"),
            ("E.O. 12958: DECL: x1, x6", "12958|DECL: x1, x6||X1 X6"),
            ("E.O. 12958: DECL: X1/X5", "12958|DECL: X1/X5||X1 X5"),
            ("E.O. 12958: DECL: 1.6X1", "12958|DECL: 1.6X1||1.6X1"),
            ("E.O. 12958: DECL: 25X1", "12958|DECL: 25X1||25X1"),
            (
                "E.O. 13526: DECL: 25X1-HUMAN",
                "13526|DECL: 25X1-HUMAN||25X1-HUMAN",
            ),
            (
                "E.O. 13526: DECL: 50X1-HUM",
                "13526|DECL: 50X1-HUM||50X1-HUM",
            ),
            ("E.O. 12356: DECL: OADR", "12356|DECL: OADR||"),
            ("E.O. 12958: DECL: MR", "12958|DECL: MR||"),
            (
                "E.O. 12958: DECL: TWENTY YEARS",
                "12958|DECL: TWENTY YEARS||",
            ),
            (
                "E.O. 12958: DECL: 14 OCTOBER 2034",
                "12958|DECL: 14 OCTOBER 2034|2034-10-14|",
            ),
            (
                "E.O. 12958: DECL: OCTOBER 14, 2034",
                "12958|DECL: OCTOBER 14, 2034|2034-10-14|",
            ),
            (
                "E.O. 12958: DECL ON: 03/04/2009",
                "12958|DECL ON: 03/04/2009|2009-03-04|",
            ),
            (
                "E.O. 12958: Declassify on: 03/04/2009",
                "12958|Declassify on: 03/04/2009|2009-03-04|",
            ),
            (
                "E.O. 12958: DNG: CO 01/02/2021",
                "12958|DNG: CO 01/02/2021||",
            ),
            (
                "E.O. 12958: DNG: CO 01/02/2021 DECL: 01/02/2031",
                "12958|DNG: CO 01/02/2021 DECL: 01/02/2031|2031-01-02|",
            ),
            ("E.O. 12065: GDS 5/12/04", "12065|GDS 5/12/04|2004-05-12|"),
            ("E.O. 12065: XDS-1", "12065|XDS-1||XDS-1"),
            (
                "E.O. 12065: RDS-3 2/14/09",
                "12065|RDS-3 2/14/09|2009-02-14|RDS-3",
            ),
            ("E.O. 11652: GDS", "11652|GDS||"),
            ("E.O. 11652: XGDS-3", "11652|XGDS-3||XGDS-3"),
            ("E.O. 11652: XGDS (2)", "11652|XGDS (2)||XGDS (2)"),
            ("E.O. 11652: XGDS", "11652|XGDS||XGDS"),
            (
                "E.O. 11652: ADS, DECLAS 01/01/00",
                "11652|ADS, DECLAS 01/01/00|2000-01-01|",
            ),
            (
                "E.O. 12 958: DECL: 18 JUL 2019",
                "12958|DECL: 18 JUL 2019|2019-07-18|",
            ),
            ("E.O. 12958, AS AMENDED: DECL: X4", "12958|DECL: X4||X4"),
        ] {
            assert_eq!(
                (shown(&read_lines(&[printed]).0), read_lines(&[printed]).1),
                (want.to_string(), vec![]),
                "{printed}"
            );
        }
    }

    #[test]
    fn a_wrapped_line_is_one() {
        let (line, codes) = read_lines(&["E.O. 12958: DECL: UPON CLOSURE OF THE", "MISSION"]);
        assert_eq!(shown(&line), "12958|DECL: UPON CLOSURE OF THE MISSION||");
        assert!(codes.is_empty());
    }

    #[test]
    fn a_misprinted_order_is_the_one_meant() {
        let (line, codes) = read_lines(&["E.O. 12598: DECL: X1"]);
        assert_eq!(line.order.as_deref(), Some("12958"));
        assert_eq!(codes, ["order-misprinted"]);
        assert_eq!(read_lines(&["E.O. 77777: N/A"]).1, ["order-unread"]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for printed in [
            "DECL: 02/30/2019",
            "DECL: SOON",
            "DECL: 2019",
            "DECL: 4/2019",
        ] {
            let (line, codes) = read_lines(&[&format!("E.O. 12958: {printed}")]);
            assert_eq!(shown(&line), format!("12958|{printed}||"));
            assert_eq!(codes, ["declassify-unread"], "{printed}");
        }
    }

    #[test]
    fn a_second_line_adds_only_what_is_new() {
        let (line, codes) = read_lines(&["E.O. 12958: DECL: X1", "E.O. 12958:  DECL: X1"]);
        assert_eq!(
            (shown(&line), codes.len()),
            ("12958|DECL: X1||X1".into(), 0)
        );
        let (line, codes) = read_lines(&["E.O. 12958:", "E.O. 12958: DECL: X1"]);
        assert_eq!(
            (shown(&line), codes.len()),
            ("12958|DECL: X1||X1".into(), 0)
        );
        let (line, codes) = read_lines(&["E.O. 12958: DECL: X1", "E.O. 12958: DECL: X2"]);
        assert_eq!(shown(&line), "12958|DECL: X1||X1");
        assert_eq!(codes, ["field-contradicted"]);
    }

    #[test]
    fn text_without_sense_gives_nothing() {
        assert_eq!(read_lines(&[]).0, OrderLine::default());
        read_lines(&["E.O."]);
        read_lines(&["E.O. é12958é: é/é/é 99999999999999999999"]);
    }
}
