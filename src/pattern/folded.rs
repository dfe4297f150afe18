//! A text in which names are looked for in any case: in the letters that stand for its letters, with the way back.

use std::borrow::Cow;

use crate::words;

/// A text as names are looked for in it.
#[derive(Clone, Debug)]
pub(super) struct Folded<'a> {
    text: Cow<'a, str>,
    /// Where a letter has become one of another length: the place behind it, in the folded text and in the text itself.
    shifts: Vec<(usize, usize)>,
}

impl<'a> Folded<'a> {
    /// A text as it stands.
    pub(super) fn as_it_stands(text: &'a str) -> Self {
        Folded {
            text: Cow::Borrowed(text),
            shifts: Vec::new(),
        }
    }

    /// A text in any case.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len() + 8);
        let mut shifts = Vec::new();
        let mut rest = text;
        loop {
            let (before, behind) = rest.split_at_checked(ascii(rest)).unwrap_or((rest, ""));
            words::fold_into(before, &mut folded);
            let mut chars = behind.chars();
            let Some(c) = chars.next() else { break };
            rest = chars.as_str();
            let one = words::fold_char(c);
            folded.push(one);
            if one.len_utf8() != c.len_utf8() {
                shifts.push((folded.len(), text.len() - rest.len()));
            }
        }
        Folded {
            text: Cow::Owned(folded),
            shifts,
        }
    }

    /// The text in which is looked.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the text itself of one in the folded text, both between characters.
    pub(super) fn back(&self, at: usize) -> usize {
        let shifts = self.shifts.partition_point(|(folded, _)| *folded <= at);
        self.before(shifts)
            .map_or(at, |(folded, given)| given + (at - folded))
    }

    /// The place in the folded text of one in the text itself.
    pub(super) fn there(&self, at: usize) -> usize {
        let shifts = self.shifts.partition_point(|(_, given)| *given <= at);
        self.before(shifts)
            .map_or(at, |(folded, given)| folded + (at - given))
    }

    fn before(&self, shift: usize) -> Option<(usize, usize)> {
        self.shifts.get(shift.checked_sub(1)?).copied()
    }
}

/// How many bytes stand before the first character beyond ASCII.
fn ascii(text: &str) -> usize {
    // Many are looked at in one step.
    let (steps, _) = text.as_bytes().as_chunks::<64>();
    let plain = steps.iter().take_while(|step| step.is_ascii()).count() * 64;
    let rest = text.as_bytes().get(plain..).unwrap_or_default();
    plain + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        for text in [
            "",
            "Ferry",
            "ÉTÉ 3",
            "\u{212A}ilo ſea Ⱥ\u{23A} x",
            "Ⱥ",
            "Kelvin\u{212A}",
        ] {
            let folded = Folded::of(text);
            assert_eq!(folded.text(), words::fold(text));
            let ends = |text: &str| {
                text.char_indices()
                    .map(|(at, _)| at)
                    .chain([text.len()])
                    .collect::<Vec<_>>()
            };
            let back: Vec<usize> = ends(folded.text())
                .iter()
                .map(|at| folded.back(*at))
                .collect();
            assert_eq!(back, ends(text), "{text}");
            let there: Vec<usize> = back.iter().map(|at| folded.there(*at)).collect();
            assert_eq!(there, ends(folded.text()), "{text}");
        }
    }
}
