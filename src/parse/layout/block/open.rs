//! Whether a line goes on with the field that is open.

use super::line::begins_body;
use super::{Block, Gap, ahead, bound};
use crate::line::Shape;
use crate::parse::element::{addressee, ending, handling, number, reference_line, tag_line, text};
use crate::parse::layout::sheet::Sheet;
use crate::part::Role;
use crate::slice::from;
use crate::vocab::labels;

/// A subject that stands a blank line below its label is at most this long.
const APART: usize = 200;

impl Block {
    /// The open field, where this line goes on with it. `own` is the line up to the next label inside it.
    pub(super) fn continued(
        &self,
        sheet: &Sheet<'_>,
        at: usize,
        text: &str,
        own: &str,
    ) -> Option<Role> {
        let role = self.open?;
        let body = begins_body(sheet.shape(at), text) || ending::is_cancellation(text);
        // What the line says of the field; the text may begin behind it.
        let cut = match role {
            Role::Tags => None,
            _ => bound::text_inside(role, own, 0, self.taken),
        };
        let said = cut.and_then(|cut| own.get(..cut)).unwrap_or(own);
        let last = || last_printed(sheet, at).unwrap_or_default();
        // A blank line parts nothing where the next label stands right below.
        let between = || {
            (own.len() < text.len() || ahead::is_between(sheet, at))
                && !addressee::is_asked(text)
                && !handling::is_handling(own)
                && !text::is_heading_word(own)
                && !own.trim_end().ends_with('.')
                && own.len() <= APART
        };
        let alone = || sheet.shape(at + 1) == Shape::Blank;
        let goes_on = match role {
            Role::Order => self.gap == Gap::None && is_order_tail(text),
            Role::Tags => {
                let before = || own.len() < text.len() || ahead::subject_next(sheet, at);
                self.gap != Gap::Blank
                    && (tag_line::continues(own, last().ends_with(','))
                        || before() && tag_line::is_like_codes(own))
            }
            Role::Subject => {
                self.subject_goes_on(sheet, at, said, body)
                    && (self.gap != Gap::Blank
                        || self.taken == 0
                        || alone() && (wants_more(last()) || is_last_words(last(), said))
                        || between())
            }
            Role::References => match self.gap {
                Gap::None => {
                    let ends = handling::is_handling(said)
                        || text::is_prose(said)
                        || is_closed_item(last()) && text::begins_sentence(said);
                    !ends
                        && (!body
                            || reference_line::is_labelled_item(text)
                            || reference_line::is_numbered_item(text))
                }
                Gap::Marker | Gap::Blank => {
                    let rest = wants_more(last()) && said.starts_with(char::is_lowercase);
                    !body && rest
                        || !text::is_prose(said)
                            && (reference_line::is_labelled_item(text)
                                || (self.gap == Gap::Marker || is_unfinished(last()))
                                    && reference_line::is_item(said)
                                || reference_line::is_number_due(last(), said)
                                || self.gap == Gap::Blank && !body && between())
                }
            },
            Role::ClassifiedBy => self.classified_by_goes_on(sheet, at, said, body, last()),
            _ => false,
        };
        goes_on.then_some(role)
    }

    /// The subject ends at a heading, a sentence on how to handle the cable, a list, and where a text in capitals
    /// turns to small letters. Its label alone takes the next line, over a blank one too.
    fn subject_goes_on(&self, sheet: &Sheet<'_>, at: usize, text: &str, body: bool) -> bool {
        if body || handling::is_handling(text) || is_list_head(text) {
            return false;
        }
        let first = self.words(sheet, at);
        if first.is_empty() {
            return text.len() <= APART;
        }
        if self.taken >= bound::longest(Role::Subject) {
            return false;
        }
        let turns = text::is_in_capitals(first) && text::is_mostly_small(text);
        match self.gap {
            Gap::None => !turns,
            Gap::Marker => !turns && !text::is_heading_word(text),
            Gap::Blank => !turns && !reference_line::is_item(text),
        }
    }

    /// Whoever classified, and why; behind whole reasons only reasons go on.
    fn classified_by_goes_on(
        &self,
        sheet: &Sheet<'_>,
        at: usize,
        text: &str,
        body: bool,
        last: &str,
    ) -> bool {
        // `1.4 (b)` may break before its letters, and the paragraph of the order before its dot.
        let open = !text::ends_sentence(last);
        let letters = sheet.shape(at) == Shape::Parenthesis && open && !bound::is_marked_text(text);
        // Over a blank line only what the line above left open.
        let awaited =
            open && !last.ends_with(')') || last.ends_with([':', '1']) || last.ends_with(" 1.");
        match self.gap {
            Gap::None => {
                let whole = !open && self.has_reasons(sheet, at);
                !body
                    && !whole
                    && !text::is_prose(text)
                    && self.taken < bound::longest(Role::ClassifiedBy)
                    || is_reason(text)
                    || last.ends_with(" 1.") && is_reasons(text)
                    || letters
                    || whole && !body && is_reasons(text)
            }
            Gap::Marker | Gap::Blank => {
                let marker = self.gap == Gap::Marker && !body;
                let short = !body && text.len() <= APART;
                marker && is_reasons(text)
                    || (marker || short) && self.goes_on_apart(sheet, at, text, awaited)
                    || awaited && is_reasons(text)
            }
        }
    }

    /// Over a page marker or a blank line goes on whoever classified, while no reasons have been named, to the line that
    /// names them.
    fn goes_on_apart(&self, sheet: &Sheet<'_>, at: usize, text: &str, awaited: bool) -> bool {
        awaited
            && !self.has_reasons(sheet, at)
            && !text::is_prose(text)
            && !text::is_heading_word(text)
            && self.taken < bound::longest(Role::ClassifiedBy)
            && bound::has_reasons(text)
    }

    /// Whether the lines of the open field name reasons already.
    fn has_reasons(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        (self.opened..at).any(|row| bound::has_reasons(sheet.text(row)))
    }

    /// The first words of the open field, behind its label.
    fn words<'m>(&self, sheet: &Sheet<'m>, at: usize) -> &'m str {
        (self.opened..at)
            .take(WORDLESS)
            .map(|row| {
                let text = sheet.text(row);
                let behind = labels::read(text).map_or(0, |(_, len)| len);
                from(text, behind).trim()
            })
            .find(|words| words.contains(char::is_alphanumeric) && !is_mark(words))
            .unwrap_or_default()
    }
}

/// So many lines of a field are looked through for its first word: rules and marks may stand before it.
const WORDLESS: usize = 32;

/// Whether a text is a portion mark and nothing else.
fn is_mark(text: &str) -> bool {
    text.starts_with('(') && text.find(')') == Some(text.len() - 1)
}

/// The last printed line before this one.
fn last_printed<'m>(sheet: &Sheet<'m>, at: usize) -> Option<&'m str> {
    let printed = |at: &usize| {
        !matches!(
            sheet.role(*at),
            Some(Role::Blank | Role::PageMarker | Role::PageClassification)
        )
    };
    (0..at)
        .rev()
        .find(printed)
        .map(|before| sheet.text(before).trim_end())
}

/// Whether a line of references awaits more: it ends in a comma or a semicolon, in a year before its post, or in the
/// letter of an item.
fn is_unfinished(last: &str) -> bool {
    let word = last.rsplit([' ', '.', ')']).next().unwrap_or_default();
    let year = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    let label = last.rsplit(' ').next().unwrap_or_default();
    let letter = matches!(
        label.trim_start_matches('(').as_bytes(),
        [b'A'..=b'Z', b'.' | b')']
    );
    last.ends_with([',', ';']) || year || letter
}

/// A line of capitals that is so long was broken, its next word would not have fitted.
const BROKEN: usize = 56;

/// Whether a line in capitals with a period at its end is the end of a subject of capitals that was broken above it: a
/// heading has no period.
fn is_last_words(last: &str, text: &str) -> bool {
    let printed = text.trim_end();
    let word = printed.split(' ').next().unwrap_or_default();
    printed.ends_with('.')
        && last.len() + 1 + word.len() >= BROKEN
        && !last.ends_with('.')
        && text::is_in_capitals(last)
        && text::is_in_capitals(printed)
        && !text::is_heading_word(printed)
}

/// Whether the last word of a line wants another behind it: `talks with`.
fn wants_more(last: &str) -> bool {
    last.ends_with(|c: char| c.is_ascii_alphabetic()) && text::ends_open(last)
}

/// Whether a line of references ends in the number of a cable.
fn is_closed_item(last: &str) -> bool {
    last.trim_end_matches(['.', ')', ' '])
        .ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a line goes on with an E.O. line: a declassification or a reason that did not fit.
pub(super) fn is_order_tail(text: &str) -> bool {
    let upper = text
        .trim_start()
        .get(..4)
        .unwrap_or_default()
        .to_ascii_uppercase();
    matches!(upper.as_str(), "DECL" | "OADR" | "DNG:")
}

/// Whether a line begins with the paragraph of the order that lists the reasons, a blank inside: `1. 4 (b)`.
fn is_reason(text: &str) -> bool {
    number::read(text).is_some_and(|number| {
        let rest = text.get(number.len..).unwrap_or_default();
        number.value == 1 && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line begins with reasons: the paragraph of the order, letters in parentheses, the word for them.
fn is_reasons(text: &str) -> bool {
    let text = text.trim_start();
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    match text.as_bytes() {
        [b'1', b'.' | b',', b'0'..=b'9', ..] => true,
        [b'1', b'.', b' ', ..] => is_reason(text),
        [b'(', b'a'..=b'h' | b'A'..=b'H', b')', ..] => !text::is_prose(text),
        [b'3'..=b'8', b' ' | b'.' | b'(', ..] => !text::is_prose(text),
        _ => ["REASON", "REASONS", "AND", "OR", "FOR"]
            .iter()
            .any(|reason| reason.eq_ignore_ascii_case(word)),
    }
}

/// Whether a line heads what stands below the subject: one word and a colon, a word that heads a list or the text, or the
/// first item of a list.
fn is_list_head(text: &str) -> bool {
    let text = text.trim();
    let word = text
        .strip_suffix(':')
        .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase()));
    let index = ["INDEX", "CONTENTS", "IN THIS ISSUE"]
        .iter()
        .any(|head| text.trim_end_matches(':').eq_ignore_ascii_case(head));
    let item = text.strip_prefix('(').is_some_and(|inner| {
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && from(inner, digits).starts_with(')')
    });
    word || index || item || text::is_heading_word(text) && text.ends_with([':', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_reasons() {
        for (text, expected) in [
            ("1.4 (b) and (d)", true),
            ("1. 4 (b) and (d)", true),
            ("reasons 1.4 (b)", true),
            ("(b) and (d)", true),
            ("1. The keeper left", false),
            ("The keeper left", false),
        ] {
            assert_eq!(is_reasons(text), expected, "{text}");
        }
    }
}
