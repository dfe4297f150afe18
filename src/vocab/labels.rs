//! The labels that open the lines between the classification line and the text: E.O., TAGS, SUBJECT, REF, ...

mod misspelt;

use std::cmp::Reverse;
use std::sync::LazyLock;

use memchr::{memchr2_iter, memchr3_iter};

use super::scan::{self, ByLetter};
use super::tsv;
use crate::slice;

pub use misspelt::misspelt;

/// What a label opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// The executive order and the declassification instruction.
    Order,
    /// TAGS.
    Tags,
    /// The subject.
    Subject,
    /// The references.
    References,
    /// Who classified the cable.
    ClassifiedBy,
    /// The source of a derivative classification.
    DerivedFrom,
}

/// What must follow a label for it to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Punctuation {
    /// A colon or semicolon.
    Required,
    /// The same, or a space if the label begins the line and is in capitals.
    Capitals,
    /// The same, or a space if the label begins the line with a capital.
    Capital,
    /// The digits of an order.
    Number,
}

impl Row {
    /// Whether the label counts behind a letter too, in capitals and with its colon: `TALKS IN LIMAREF: A. QUITO 12`.
    /// Slips do not, nor does `EO`: other words end so.
    fn may_be_glued(&self) -> bool {
        match self.punctuation {
            Punctuation::Required => false,
            Punctuation::Number => self.spelling.contains('.'),
            Punctuation::Capitals | Punctuation::Capital => true,
        }
    }
}

#[derive(Clone, Copy)]
struct Row {
    spelling: &'static str,
    label: Label,
    punctuation: Punctuation,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/labels.tsv");

struct Labels {
    /// The longest spellings first.
    by_first: ByLetter<Row>,
    by_last: ByLetter<Row>,
    /// The second letters of the labels of an order.
    order_seconds: Vec<u8>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut rows: Vec<Row> = tsv::rows(DATA)
        .filter_map(|[spelling, what, punctuation]| {
            let label = match what {
                "order" => Label::Order,
                "tags" => Label::Tags,
                "subject" => Label::Subject,
                "references" => Label::References,
                "classified by" => Label::ClassifiedBy,
                "derived from" => Label::DerivedFrom,
                _ => return None,
            };
            let punctuation = match punctuation {
                "capitals" => Punctuation::Capitals,
                "capital" => Punctuation::Capital,
                "number" => Punctuation::Number,
                _ => Punctuation::Required,
            };
            Some(Row {
                spelling,
                label,
                punctuation,
            })
        })
        .collect();
    rows.sort_by_key(|row| Reverse(row.spelling.len()));
    let letter = |at: fn(&str) -> Option<u8>| {
        ByLetter::new(
            rows.iter()
                .filter_map(|row| Some((at(row.spelling)?, *row))),
        )
    };
    Labels {
        by_first: letter(|spelling| spelling.bytes().next()),
        by_last: letter(|spelling| spelling.bytes().next_back()),
        order_seconds: {
            let orders = rows.iter().filter(|row| row.label == Label::Order);
            orders
                .filter_map(|row| row.spelling.as_bytes().get(1).copied())
                .collect()
        },
    }
});

static REASONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .filter(|[_, what]| *what == "reason")
        .map(|[spelling, _]| spelling)
        .collect()
});

/// So near behind a glued `REF:` a number must stand.
const GLUED_ITEM: usize = 60;
/// What may stand behind the number of an order on an E.O. line.
const INSTRUCTIONS: [&str; 13] = [
    "DECL", "DECLAS", "N/A", "NA", "GDS", "XGDS", "XDS", "RDS", "ADS", "NEG", "DNG", "OADR",
    "UNCLAS",
];

/// Digits of an order's number: at least so many at a line's start, where misprints are read too, and inside a line.
const DIGITS: usize = 4;
const DIGITS_INSIDE: usize = 5;

/// The label that the line begins with, blanks before it allowed, and how many bytes it takes up: blanks before it, its
/// colon and the blanks behind it included. For the order that is `E.O. `: what follows begins with the number.
#[must_use]
pub fn read(line: &str) -> Option<(Label, usize)> {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::Label);
    let blank = scan::blanks(line);
    let text = slice::from(line, blank);
    LABELS.by_first.begin(text).iter().find_map(|row| {
        let end = scan::prefix(text, row.spelling)?;
        let len = match row.punctuation {
            Punctuation::Number => before_digits(text, end, DIGITS)?,
            needed => with_colon(text, end).or_else(|| with_space(text, end, needed))?,
        };
        Some((row.label, blank + len))
    })
}

/// The next label inside the line, at or behind `from`: where it begins, what it is, how many bytes it takes up.
///
/// It stands behind a blank and has its colon or semicolon, or is `E.O.` with five digits. Small letters throughout
/// count only where no capital stands between `from` and the label: `one subject: trade` is prose.
#[must_use]
pub fn find_inside(line: &str, from: usize) -> Option<(usize, Label, usize)> {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::LabelInside);
    let mut capitals = Capitals {
        line,
        at: from,
        seen: false,
    };
    let bytes = line.as_bytes();
    let behind = bytes.get(from..)?;
    let mut label = |offset: usize| {
        let at = from + offset;
        let (start, label, len) = if bytes.get(at) == Some(&b'E') {
            let second = bytes.get(at + 1)?.to_ascii_uppercase();
            if !LABELS.order_seconds.contains(&second) {
                return None;
            }
            if !behind_blank(bytes, at) && !is_glued_order(line, at) {
                return None;
            }
            (at, Label::Order, order_at(line, at)?)
        } else {
            ending_at(line, from, at)?
        };
        let counts = start >= from
            && start > 0
            && (bytes.get(start).is_some_and(u8::is_ascii_uppercase)
                || capitals.none_before(start));
        counts.then_some((start, label, len))
    };
    // An order has its number: without a digit only a sign ends a label. A long line is not looked through for that at
    // every label.
    if behind.len() > LONG || slice::has_digit(behind) {
        memchr3_iter(b':', b';', b'E', behind).find_map(label)
    } else {
        memchr2_iter(b':', b';', behind).find_map(&mut label)
    }
}

/// A line is long that has more bytes than this.
const LONG: usize = 1 << 12;

/// How many bytes a label takes up that announces the reasons for classification, at the start of `text`: `REASON: `,
/// `Reason(s): `.
#[must_use]
pub fn reason(text: &str) -> Option<usize> {
    REASONS
        .iter()
        .find_map(|spelling| with_colon(text, scan::prefix(text, spelling)?))
}

/// The length of a label with its colon or semicolon and the blanks around that.
fn with_colon(text: &str, end: usize) -> Option<usize> {
    let colon = end + scan::blanks(slice::from(text, end));
    matches!(text.as_bytes().get(colon)?, b':' | b';')
        .then(|| colon + 1 + scan::blanks(slice::from(text, colon + 1)))
}

/// So many bytes show whether a line is set in small letters throughout.
const THROUGHOUT: usize = 1_000;

/// The length of a label that only a blank follows, and then more, where its case allows that.
fn with_space(text: &str, end: usize, needed: Punctuation) -> Option<usize> {
    let label = text.get(..end)?;
    let cased = match needed {
        // A cable set in small letters throughout has its labels so too.
        Punctuation::Capitals => {
            !label.bytes().any(|byte| byte.is_ascii_lowercase())
                || !text
                    .bytes()
                    .take(THROUGHOUT)
                    .any(|byte| byte.is_ascii_uppercase())
        }
        Punctuation::Capital => label.bytes().next()?.is_ascii_uppercase(),
        Punctuation::Required | Punctuation::Number => false,
    };
    let blank = scan::blanks(slice::from(text, end));
    // `Classified ByMinister Jane Roe`: the capital begins a word.
    let glued = needed == Punctuation::Capital
        && label.ends_with('y')
        && slice::from(text, end).starts_with(|c: char| c.is_ascii_uppercase());
    (cased && (blank > 0 || glued) && text.len() > end + blank).then_some(end + blank)
}

/// Where the digits begin that follow `end`, a colon and blanks between allowed, if there are enough of them.
fn before_digits(text: &str, end: usize, enough: usize) -> Option<usize> {
    let start = with_colon(text, end).unwrap_or(end + scan::blanks(slice::from(text, end)));
    let digits = slice::from(text, start)
        .bytes()
        .take(enough)
        .take_while(u8::is_ascii_digit);
    (digits.count() == enough).then_some(start)
}

/// The length of the order's label that begins at `at`.
fn order_at(line: &str, at: usize) -> Option<usize> {
    let text = slice::from(line, at);
    let rows = LABELS.by_first.begin(text).iter();
    rows.filter(|row| row.punctuation == Punctuation::Number)
        .find_map(|row| before_digits(text, scan::prefix(text, row.spelling)?, DIGITS_INSIDE))
}

/// The label whose colon or semicolon stands at `colon`; for the order, the colon behind its number.
fn ending_at(line: &str, from: usize, colon: usize) -> Option<(usize, Label, usize)> {
    let text = line.get(from..colon)?.trim_end_matches([' ', '\t']);
    if text.bytes().next_back()?.is_ascii_digit() {
        let label = text.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let label = label.trim_end_matches([' ', '\t']);
        let mut orders = LABELS
            .by_last
            .end(label)
            .iter()
            .filter(|row| row.label == Label::Order);
        let start = from + orders.find_map(|row| scan::suffix(label, row.spelling))?;
        return Some((start, Label::Order, order_at(line, start)?));
    }
    LABELS
        .by_last
        .end(text)
        .iter()
        .filter(|row| row.punctuation != Punctuation::Number)
        .find_map(|row| {
            let start = from + scan::suffix(text, row.spelling)?;
            let behind = colon + 1 + scan::blanks(slice::from(line, colon + 1));
            let apart = behind_blank(line.as_bytes(), start)
                || start > from && row.may_be_glued() && is_glued(line, start, colon, row.label);
            apart.then_some((start, row.label, behind - start))
        })
}

/// Whether a label that ends at `colon` is glued to the word before: it is written as labels are, and what follows
/// references names one.
fn is_glued(line: &str, start: usize, colon: usize, label: Label) -> bool {
    let printed = line.get(start..colon).unwrap_or_default();
    let written = match label {
        Label::ClassifiedBy => printed.starts_with('C'),
        _ => !printed.bytes().any(|byte| byte.is_ascii_lowercase()),
    };
    let behind = slice::head(slice::from(line, colon + 1), GLUED_ITEM);
    written
        && behind_word(line, start)
        && (label != Label::References || behind.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether `E.O.` begins here, glued to the word before it, and its number has the colon or the instruction behind it.
fn is_glued_order(line: &str, at: usize) -> bool {
    let text = slice::from(line, at);
    text.starts_with("E.O.")
        && behind_word(line, at)
        && order_at(line, at).is_some_and(|len| is_instructed(slice::from(text, len)))
}

/// Whether what follows the label of an order, from its number on, says what is to be done, as an E.O. line does:
/// `E.O. 12345 ENTITIES` is another matter.
#[must_use]
pub fn is_instructed(number: &str) -> bool {
    let rest = number
        .trim_start()
        .trim_start_matches(|digit: char| digit.is_ascii_digit());
    let words = rest.trim_start_matches([':', ';', ',', '.', ' ']);
    INSTRUCTIONS
        .iter()
        .any(|word| slice::begins(words, word) && scan::word_ends(words, word.len()))
}

/// Whether a letter, a digit or the mark that closes a word stands before `start`.
fn behind_word(line: &str, start: usize) -> bool {
    let before = line
        .get(..start)
        .and_then(|before| before.chars().next_back());
    before.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '.' | ',' | ')' | ']' | '?' | '!' | '"' | '\'' | '”' | '’' | ';'
            )
    })
}

/// Whether a blank stands before `start`, which then is not the line's start.
fn behind_blank(bytes: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    before.is_some_and(|byte| scan::is_blank(*byte))
}

/// Whether capitals were met in a line, looking at no byte twice.
struct Capitals<'a> {
    line: &'a str,
    at: usize,
    seen: bool,
}

impl Capitals<'_> {
    fn none_before(&mut self, end: usize) -> bool {
        if !self.seen && end > self.at {
            let between = self.line.get(self.at..end).unwrap_or("");
            self.seen = between.bytes().any(|byte| byte.is_ascii_uppercase());
            self.at = end;
        }
        !self.seen
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests;
