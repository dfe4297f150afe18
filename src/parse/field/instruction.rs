//! Attention and passing instructions under the classification line.

mod split;

use crate::parse::element::addressee::{COURTESY, is_known};
use crate::parse::fragment::Fragment;
use crate::record::{Instruction, InstructionKind};
use crate::slice::{head, offset};

/// Reads the instructions, mostly one a line. An indented line, one after a comma or AND, or one that asks nobody belongs
/// to the line above it.
pub(crate) fn read(fragments: &[Fragment<'_>]) -> Vec<Instruction> {
    let mut texts: Vec<(String, u32)> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let text = fragment.text.trim();
        if text.is_empty() {
            continue;
        }
        match texts.last_mut() {
            Some((above, line))
                if line.saturating_add(1) == fragment.line
                    && (fragment.text.starts_with([' ', '\t'])
                        || goes_on(above)
                        || is_rest(above, text)) =>
            {
                above.push(' ');
                above.push_str(text);
                *line = fragment.line;
            }
            _ => texts.push((text.to_owned(), fragment.line)),
        }
    }
    texts
        .iter()
        .flat_map(|(text, _)| split::several(text))
        .map(|text| instruction(text.to_owned()))
        .collect()
}

/// How far behind its beginning FOR or PASS stands in an instruction of its own.
const NAME_WORDS: usize = 12;
/// And within so many bytes, whatever stands there in place of words.
const NAME_BYTES: usize = 1000;

/// Who is asked before the first FOR or PASS of a text; nothing where neither stands near its beginning, or a semicolon
/// before it.
fn asked(text: &str) -> Option<&str> {
    let text = head(text.trim_start(), NAME_BYTES);
    let text = text.split(';').next().unwrap_or_default();
    let (at, _) = words(text)
        .take(NAME_WORDS)
        .find(|(_, word)| word.eq_ignore_ascii_case("FOR") || word.eq_ignore_ascii_case("PASS"))?;
    Some(without_courtesy(text.get(..at)?))
}

/// Whether a line without FOR and PASS is what did not fit on the line above: it begins with nobody who could be asked.
fn is_rest(above: &str, text: &str) -> bool {
    let first = text.split([' ', '/', ',']).next().unwrap_or_default();
    asked(above).is_some() && asked(text).is_none() && first != "FROM" && !is_known(first)
}

/// Whether a line wants another behind it.
fn goes_on(text: &str) -> bool {
    const OPEN: [&str; 3] = ["AND", "FOR", "TO"];
    let word = text.split_whitespace().next_back().unwrap_or_default();
    text.ends_with(',') || OPEN.iter().any(|open| word.eq_ignore_ascii_case(open))
}

/// Whoever stands before the first FOR or PASS is asked, what stands behind it says for whom.
fn instruction(text: String) -> Instruction {
    let found = words(&text).find_map(|(start, word)| {
        let kind = if word.eq_ignore_ascii_case("FOR") {
            InstructionKind::Attention
        } else if word.eq_ignore_ascii_case("PASS") {
            InstructionKind::Pass
        } else {
            return None;
        };
        Some((kind, text.get(..start)?, text.get(start + word.len()..)?))
    });
    let Some((kind, before, behind)) = found else {
        return Instruction {
            kind: InstructionKind::Attention,
            text,
            addressee: None,
            for_whom: None,
        };
    };
    // Who speaks is not who is asked: `FROM THE AMBASSADOR FOR ...`.
    let from = before.split_whitespace().next();
    let addressee = if from.is_some_and(|word| word.eq_ignore_ascii_case("FROM")) {
        ""
    } else {
        without_courtesy(before)
    };
    let for_whom = match kind {
        InstructionKind::Attention => trim(behind),
        InstructionKind::Pass => without_to(trim(behind)),
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Instruction {
        kind,
        addressee: some(addressee),
        for_whom: some(for_whom),
        text,
    }
}

/// The words of a text, without the punctuation behind them, each with the byte where it starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (offset(text, word), word.trim_end_matches([':', ','])))
}

/// Who is asked, without the words of courtesy behind them.
fn without_courtesy(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(word) = text.split_whitespace().next_back() {
        if !COURTESY.iter().any(|it| word.eq_ignore_ascii_case(it)) {
            break;
        }
        text = text
            .get(..text.len() - word.len())
            .unwrap_or_default()
            .trim_end();
    }
    text.trim_end_matches([',', ':', '-']).trim_end()
}

/// Without white space, nor a colon before it or a comma or semicolon behind it.
fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == ':' || c.is_whitespace())
        .trim_end_matches(|c: char| matches!(c, ',' | ';') || c.is_whitespace())
}

/// What is behind PASS, without its TO.
fn without_to(text: &str) -> &str {
    match text.split_at_checked(2) {
        Some((to, rest))
            if to.eq_ignore_ascii_case("TO")
                && (rest.is_empty()
                    || rest.starts_with(|c: char| c == ':' || c.is_whitespace())) =>
        {
            trim(rest)
        }
        _ => text,
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;
    use InstructionKind::{Attention, Pass};

    fn of(lines: &[&str]) -> Vec<Instruction> {
        let fragments = numbered(20, lines);
        read(&fragments)
    }

    #[test]
    fn signs_around_a_name_are_none_of_it() {
        for (text, expected) in [
            (" : WHA/AND, ", "WHA/AND"),
            ("WHA/AND;", "WHA/AND"),
            ("WHA/AND - ROE", "WHA/AND - ROE"),
        ] {
            assert_eq!(trim(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_the_forms() {
        for (text, kind, addressee, for_whom) in [
            (
                "DEPARTMENT FOR SCA/CEN ",
                Attention,
                "DEPARTMENT",
                "SCA/CEN",
            ),
            (
                "STATE FOR EUR/ERA AND INR/B",
                Attention,
                "STATE",
                "EUR/ERA AND INR/B",
            ),
            ("FOR EUR/ERA, INR/B", Attention, "", "EUR/ERA, INR/B"),
            ("treasury for roe", Attention, "treasury", "roe"),
            ("STATE PASS USTR - ROE", Pass, "STATE", "USTR - ROE"),
            (
                "AMEMBASSY LIMA PASS TO AMCONSUL CUSCO",
                Pass,
                "AMEMBASSY LIMA",
                "AMCONSUL CUSCO",
            ),
            ("PLEASE PASS TO AMEMBASSY LIMA", Pass, "", "AMEMBASSY LIMA"),
            ("DEPT PLEASE PASS: USTR", Pass, "DEPT", "USTR"),
            (
                "STATE PASS TO USAID FOR ROE",
                Pass,
                "STATE",
                "USAID FOR ROE",
            ),
            ("STATE ALSO FOR OES", Attention, "STATE", "OES"),
            ("FROM THE CHARGE FOR WHA", Attention, "", "WHA"),
            ("FORMER OFFICERS PASSED", Attention, "", ""),
            ("FOR", Attention, "", ""),
        ] {
            let found = of(&[text]);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].kind, kind, "{text}");
            assert_eq!(found[0].text, text.trim());
            assert_eq!(found[0].addressee.as_deref().unwrap_or_default(), addressee);
            assert_eq!(found[0].for_whom.as_deref().unwrap_or_default(), for_whom);
        }
    }

    #[test]
    fn two_stand_on_a_line() {
        for (line, wanted) in [
            (
                "LONDON FOR ROE; PARIS FOR MOE",
                &["LONDON FOR ROE", "PARIS FOR MOE"][..],
            ),
            (
                "DEPT FOR WHA/AND, QUITO PASS TO CUENCA",
                &["DEPT FOR WHA/AND", "QUITO PASS TO CUENCA"],
            ),
            (
                "DEPT FOR AF/E, LONDON, PARIS FOR AFRICA WATCHERS",
                &["DEPT FOR AF/E", "LONDON, PARIS FOR AFRICA WATCHERS"],
            ),
            (
                "LONDON, PARIS FOR AFRICA WATCHERS",
                &["LONDON, PARIS FOR AFRICA WATCHERS"],
            ),
            ("DEPT FOR WHA, EB; INR", &["DEPT FOR WHA, EB; INR"]),
            ("DEPT FOR WHA, ROE FOR MOE", &["DEPT FOR WHA, ROE FOR MOE"]),
            ("FOR EUR; ALSO FOR AF", &["FOR EUR; ALSO FOR AF"]),
            (
                "DEPT FOR EB, WHA; PLEASE PASS TO USTR, ALSO PASS TO OPIC",
                &[
                    "DEPT FOR EB, WHA",
                    "PLEASE PASS TO USTR",
                    "ALSO PASS TO OPIC",
                ],
            ),
            (
                "EUR FOR ROE, EUR/CE FOR DOE",
                &["EUR FOR ROE", "EUR/CE FOR DOE"],
            ),
            (
                "DEPT FOR AF/W, INL FOR ROE",
                &["DEPT FOR AF/W, INL FOR ROE"],
            ),
            (
                "USDOC FOR ROE DEPT OF ENERGY FOR DOE",
                &["USDOC FOR ROE", "DEPT OF ENERGY FOR DOE"],
            ),
            (
                "TREASURY PASS TO FRB/ROE STATE FOR EB LONDON AND PARIS FOR MOE",
                &[
                    "TREASURY PASS TO FRB/ROE",
                    "STATE FOR EB",
                    "LONDON AND PARIS FOR MOE",
                ],
            ),
            (
                "STATE PASS TO DEPT OF LABOR FOR ROE",
                &["STATE PASS TO DEPT OF LABOR FOR ROE"],
            ),
            (
                "PLEASE PASS TO EB ROE, MOE PLEASE ALSO PASS TO USTR: DOE",
                &[
                    "PLEASE PASS TO EB ROE, MOE",
                    "PLEASE ALSO PASS TO USTR: DOE",
                ],
            ),
            (
                "BAKU FOR ROE PARIS FOR MOE NEW DELHI ALSO FOR DOE",
                &["BAKU FOR ROE", "PARIS FOR MOE", "NEW DELHI ALSO FOR DOE"],
            ),
            (
                "KABUL - PLEASE PASS TO CFC DEPARTMENT - PLEASE PASS TO USAID",
                &[
                    "KABUL - PLEASE PASS TO CFC",
                    "DEPARTMENT - PLEASE PASS TO USAID",
                ],
            ),
            (
                "STATE PASS TO USTR FOR ROE AID/W FOR LAC",
                &["STATE PASS TO USTR FOR ROE", "AID/W FOR LAC"],
            ),
            (
                "STATE PASS US TREASURY FOR ROE",
                &["STATE PASS US TREASURY FOR ROE"],
            ),
        ] {
            let found = of(&[line]);
            let texts: Vec<_> = found.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(texts, wanted, "{line}");
        }
    }

    #[test]
    fn joins_what_was_wrapped() {
        let found = of(&[
            "STATE FOR EUR/ERA,",
            "INR/B AND",
            "PM/RSAT",
            "NSC FOR ROE",
            "  AND DOE",
            "FOR AF/W",
            "WATCHERS",
            "TREASURY/ROE",
        ]);
        let texts: Vec<_> = found.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "STATE FOR EUR/ERA, INR/B AND PM/RSAT",
                "NSC FOR ROE AND DOE",
                "FOR AF/W WATCHERS",
                "TREASURY/ROE"
            ]
        );
    }
}
