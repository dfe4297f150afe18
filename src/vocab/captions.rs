//! Captions under the classification line.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::scan::{self, ByLetter};
use super::tsv::{self, Map};

/// What a caption does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaptionKind {
    /// It says how far the cable may be distributed.
    Distribution,
    /// It controls what may be done with the text.
    Control,
    /// It names a channel.
    Channel,
    /// It says what the cable is about.
    Topic,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The caption, in capitals.
    pub code: &'static str,
    /// What it does.
    pub kind: CaptionKind,
    /// What it means.
    pub meaning: &'static str,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/captions.tsv");

static CAPTIONS: LazyLock<Map<Caption>> = LazyLock::new(|| {
    tsv::map(DATA, |[code, kind, meaning]| {
        let kind = match kind {
            "distribution" => CaptionKind::Distribution,
            "control" => CaptionKind::Control,
            "channel" => CaptionKind::Channel,
            _ => CaptionKind::Topic,
        };
        let caption = Caption {
            code,
            kind,
            meaning,
        };
        (code, caption)
    })
});

/// Captions of so many letters may be glued to each other: shorter ones are the beginning of words.
const GLUED_LETTERS: usize = 5;
/// Words with which an instruction begins.
const INSTRUCTING: [&str; 8] = [
    "FOR",
    "FROM",
    "DEPT",
    "DEPARTMENT",
    "STATE",
    "PASS",
    "PLEASE",
    "ATTN",
];

/// The captions by their first letter, the longest first.
static BY_LETTER: LazyLock<ByLetter<&'static Caption>> =
    LazyLock::new(|| by_letter(CAPTIONS.values().collect()));

/// Those of them that may be glued to others.
static GLUED: LazyLock<ByLetter<&'static Caption>> = LazyLock::new(|| {
    let words = CAPTIONS
        .values()
        .filter(|caption| caption.code.len() >= GLUED_LETTERS && !caption.code.contains(' '));
    by_letter(words.collect())
});

/// Captions under their first letter, the longest first.
fn by_letter(mut all: Vec<&'static Caption>) -> ByLetter<&'static Caption> {
    all.sort_unstable_by_key(|caption| (Reverse(caption.code.len()), caption.code));
    ByLetter::new(
        all.into_iter()
            .filter_map(|caption| Some((caption.code.bytes().next()?, caption))),
    )
}

/// The row of this caption, in any case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Caption> {
    let mut led = BY_LETTER.begin(code).iter().copied();
    led.find(|caption| caption.code.len() == code.len() && caption.code.eq_ignore_ascii_case(code))
}

/// Every caption, in no order.
pub fn all() -> impl Iterator<Item = &'static Caption> {
    CAPTIONS.values()
}

/// The longest caption that the text begins with, in any case and with any run of spaces between two words, and how
/// many bytes it takes up. It ends where a word ends.
#[must_use]
pub fn longest(text: &str) -> Option<(&'static Caption, usize)> {
    BY_LETTER.begin(text).iter().find_map(|caption| {
        let end = scan::prefix(text, caption.code)?;
        scan::word_ends(text, end).then_some((*caption, end))
    })
}

/// The caption of one word that the text begins with in capitals, glued to a further caption, to the order behind it
/// (`SIPDISNOFORNE.O. 12958`) or to an instruction (`SIPDISDEPT FOR`), or where a word ends, and how many bytes it takes
/// up.
#[must_use]
pub fn glued(text: &str) -> Option<(&'static Caption, usize)> {
    let begins = |text: &str| {
        let mut found = GLUED.begin(text).iter();
        found.find(|caption| text.starts_with(caption.code))
    };
    let caption = begins(text)?;
    let rest = text.get(caption.code.len()..)?;
    let ends = scan::word_ends(text, caption.code.len());
    // A look at the word's own letters, not for its end: there may be any number of captions.
    let is_word = |word: &&str| {
        let behind = rest.strip_prefix(*word);
        behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let instructs = || {
        let kinds = [CaptionKind::Distribution, CaptionKind::Control];
        kinds.contains(&caption.kind) && INSTRUCTING.iter().any(&is_word)
    };
    (ends || rest.starts_with("E.O.") || begins(rest).is_some() || instructs())
        .then_some((*caption, caption.code.len()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_found() {
        assert_eq!(find("SIPDIS").unwrap().kind, CaptionKind::Distribution);
        assert_eq!(find("noforn").unwrap().kind, CaptionKind::Control);
        assert_eq!(find("ROGER CHANNEL").unwrap().kind, CaptionKind::Channel);
        assert_eq!(find("CODEL").unwrap().kind, CaptionKind::Topic);
        assert!(find("ROGER").is_none());
    }

    #[test]
    fn captions_may_be_glued() {
        for (text, want) in [
            ("SIPDISNOFORNE.O. 12958", Some("SIPDIS")),
            ("NOFORNE.O. 12958", Some("NOFORN")),
            ("NOFORN SIPDIS", Some("NOFORN")),
            ("SENSITIVITY", None),
            ("SIPDISX", None),
            ("SIPDISFOR THE DESK", Some("SIPDIS")),
            ("SIPDISFORCE", None),
            ("NOFORNDEPT FOR EUR", Some("NOFORN")),
            ("Sipdisnoforn", None),
        ] {
            assert_eq!(glued(text).map(|(caption, _)| caption.code), want, "{text}");
        }
    }

    #[test]
    fn the_longest_caption_wins_and_ends_with_a_word() {
        for (text, want) in [
            ("SIPDIS", Some(("SIPDIS", 6))),
            ("sipdis, noforn", Some(("SIPDIS", 6))),
            (
                "SENSITIVE BUT  UNCLASSIFIED X",
                Some(("SENSITIVE BUT UNCLASSIFIED", 27)),
            ),
            ("SENSITIVE SIPDIS", Some(("SENSITIVE", 9))),
            ("TERREP EXCLUSIVE", Some(("TERREP EXCLUSIVE", 16))),
            ("REL TO USA, GBR", Some(("REL TO", 6))),
            ("SIPDISX", None),
            ("SENSITIVELY", None),
            (" SIPDIS", None),
            ("TO SIPDIS", None),
            ("", None),
            ("éSIPDIS", None),
        ] {
            let found = longest(text).map(|(caption, len)| (caption.code, len));
            assert_eq!(found, want, "{text}");
        }
    }
}
