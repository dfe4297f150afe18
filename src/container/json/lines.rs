//! Line ends of a text that lost them all: put back where something stands that begins a line in every cable.
//!
//! A copy whose line feeds were flattened to blanks still shows the elements of its head, for they have forms of their
//! own and stand in one order: a format line, an addressee, the classification line, a label. Two blanks in the block
//! are a blank at a line's end and the line end; three are a blank line. In the text only a blank line and the number
//! that continues the paragraphs are sure; all other line ends stay lost, and nothing is guessed.

mod block;

use crate::container::{classified, kind};
use crate::line::{is_indicator, is_office_copies};
use crate::slice::{from, part};
use crate::vocab::{portions, posts, precedence};

/// A word is looked at with so many bytes behind it.
const AHEAD: usize = 120;
/// So many blanks are a line end and what indents the next line.
const INDENT: usize = 6;
/// A post's name may go on for so many words behind what is a post's name already: `NEW YORK`, `WASHINGTON DC`.
const LONGEST: usize = 3;

/// The text with line feeds for the blanks before what begins a line, and how many there are.
pub(in crate::container) fn restore(text: &str) -> (String, usize) {
    let words = words(text);
    let mut reader = Reader {
        text,
        words: &words,
        stage: Stage::Head,
        action: false,
        fresh: false,
        plad: 0,
        label: 0,
        paragraph: 1,
        marked: None,
        unit: usize::MAX,
    };
    let mut out = text.as_bytes().to_vec();
    let mut count = 0;
    for (at, &[start, _]) in words.iter().enumerate() {
        let gap = reader.gap(at);
        let heads = matches!(reader.stage, Stage::Head | Stage::Addressees);
        let begins = reader.begins(at) || reader.before(at, 1).ends_with('\\');
        if begins && heads && at > 0 {
            reader.unit = reader.unit.min(gap);
        }
        // A line feed that is there already is one of the container's own: between header and body.
        if begins && put(&mut out, start, 1) {
            count += 1;
            if reader.blanks(at) >= 3 && !(gap >= INDENT && reader.lists()) {
                put(&mut out, start, 2);
            }
        }
    }
    // Blanks became line feeds, one byte for one.
    (
        String::from_utf8(out).unwrap_or_else(|_| text.to_owned()),
        count,
    )
}

/// Puts a line feed so many bytes before a word, where a blank stands there.
fn put(out: &mut [u8], start: usize, before: usize) -> bool {
    match start.checked_sub(before).and_then(|at| out.get_mut(at)) {
        Some(byte) if *byte == b' ' => {
            *byte = b'\n';
            true
        }
        _ => false,
    }
}

/// Where the words of a text begin and end.
fn words(text: &str) -> Vec<[usize; 2]> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte.is_ascii_whitespace(), start) {
            (true, Some(begun)) => {
                words.push([begun, at]);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|begun| [begun, text.len()]));
    words
}

/// Where in the cable a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the originator.
    Head,
    /// From the originator to the classification line.
    Addressees,
    /// In the classification line, up to its number.
    Classification(u32),
    /// From there to the first paragraph.
    Block,
    /// Behind it.
    Text,
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [[usize; 2]],
    stage: Stage,
    /// Whether `TO` has been seen.
    action: bool,
    /// Whether the word before began a list of addressees.
    fresh: bool,
    /// Where the open addressee's PLAD begins.
    plad: usize,
    /// The last label that was seen in the block, by its place there.
    label: usize,
    /// The number of the next paragraph.
    paragraph: u32,
    /// The last word of the page marker that was seen last.
    marked: Option<usize>,
    /// The least blanks that were a line end of the header: what each line end became.
    unit: usize,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        let [start, end] = self.words.get(at).copied().unwrap_or_default();
        part(self.text, start, end)
    }

    /// The word so many words before another; nothing before the first.
    fn before(&self, at: usize, words: usize) -> &'a str {
        at.checked_sub(words).map_or("", |at| self.word(at))
    }

    /// The text from a word on, its beginning only.
    fn ahead(&self, at: usize) -> &'a str {
        let [start, _] = self.words.get(at).copied().unwrap_or_default();
        crate::slice::head(from(self.text, start), AHEAD)
    }

    /// How many blanks stand before a word.
    fn gap(&self, at: usize) -> usize {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        match (before, self.words.get(at)) {
            (Some([_, end]), Some([start, _])) => start - end,
            _ => 0,
        }
    }

    /// How many blanks there would be before a word if each line end were one; three or more are alike.
    fn blanks(&self, at: usize) -> usize {
        match (self.gap(at), self.unit) {
            (3, 2) => 2,
            (gap, _) => gap,
        }
    }

    /// Whether a word begins a line.
    fn begins(&mut self, at: usize) -> bool {
        if matches!(self.stage, Stage::Head | Stage::Addressees)
            && let Some(number) = classified::number_at_start(self.ahead(at).as_bytes())
        {
            self.stage = Stage::Classification(number);
            return true;
        }
        match self.stage {
            Stage::Head => self.head(at),
            Stage::Addressees => self.addressee(at),
            Stage::Classification(number) => {
                // The number may have a caption glued to it.
                let digits = self.before(at, 1).trim_end_matches(char::is_alphabetic);
                let ended = digits.parse() == Ok(number);
                if ended {
                    self.stage = Stage::Block;
                    let _ = self.label(at) || self.paragraph(at);
                }
                ended
            }
            Stage::Block => match self.page(at) {
                Some(begins) => begins,
                None => self.paragraph(at) || self.label(at) || self.block(at),
            },
            Stage::Text => self.paragraph(at) || self.blanks(at) >= 3,
        }
    }

    /// Format lines 2 to 6, and the distribution of the 1970s.
    fn head(&mut self, at: usize) -> bool {
        let (ahead, next) = (self.ahead(at).as_bytes(), self.word(at + 1));
        match self.word(at) {
            "FM" => {
                self.stage = Stage::Addressees;
                self.fresh = true;
                true
            }
            "DE" => matches!(kind::kind(ahead), kind::Kind::Station(_)),
            "ZNR" | "ZNY" => next.len() >= 3 && next.bytes().all(|b| b.is_ascii_uppercase()),
            "ACTION" | "INFO" | "ORIGIN" => is_office_copies(next),
            word if word.starts_with("----") => true,
            word if precedence::of_prosign(word).is_some() => is_indicator(next),
            // Its first precedence letter, or its day.
            word if word.len() == 1 || word.starts_with(|c: char| c.is_ascii_digit()) => {
                kind::dtg(ahead).is_some() && self.before(at, 1).len() > 1
            }
            _ => false,
        }
    }

    /// Format lines 7 to 11: each addressee in a line.
    fn addressee(&mut self, at: usize) -> bool {
        let word = self.word(at);
        let opens = match word {
            "TO" => !std::mem::replace(&mut self.action, true),
            "INFO" | "XMT" | "BT" => true,
            _ => false,
        };
        if opens {
            self.fresh = true;
            return true;
        }
        let [start, _] = self.words.get(at).copied().unwrap_or_default();
        let indicator = word.split_once('/').map_or("", |(indicator, _)| indicator);
        // In small letters it is two words of prose: `rural/urban`.
        let has_indicator =
            indicator.starts_with(|c: char| c.is_ascii_uppercase()) && is_indicator(indicator);
        let fresh = std::mem::take(&mut self.fresh);
        let begins = fresh || has_indicator || posts::begins_plad(word) || self.ended(at);
        if begins {
            let skipped = if has_indicator {
                indicator.len() + 1
            } else {
                0
            };
            self.plad = start + skipped;
        }
        begins && !fresh
    }

    /// Whether the addressee before a word is whole, so that the word begins another one.
    fn ended(&self, at: usize) -> bool {
        let (word, before) = (self.word(at), self.before(at, 1));
        if is_number(word)
            || is_precedence(word)
            || word.starts_with('/')
            || matches!(word, "WASHDC" | "WASHINGTON" | "COLLECTIVE")
        {
            return false;
        }
        let is_post = |end: usize| {
            let plad = part(self.text, self.plad, end);
            posts::of_plad(plad.split("//").next().unwrap_or(plad)).is_some()
        };
        let end = |at: usize| self.words.get(at).map_or(0, |[_, end]| *end);
        is_number(before)
            || is_precedence(before)
            || before.ends_with("//")
            || matches!(before, "WASHDC" | "COLLECTIVE" | "POSTS")
            || before == "DC" && self.before(at, 2) == "WASHINGTON"
            || is_post(end(at.saturating_sub(1))) && !(at..at + LONGEST).any(|at| is_post(end(at)))
    }

    /// The number that continues the paragraphs, with a portion mark behind it or blanks before it.
    fn paragraph(&mut self, at: usize) -> bool {
        let word = self.word(at).trim_start_matches('\u{b6}');
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if part(word, 0, digits).parse() != Ok(self.paragraph) {
            return false;
        }
        let Some(behind) = from(word, digits).strip_prefix(['.', ')']) else {
            return false;
        };
        let mark = if behind.is_empty() {
            self.word(at + 1)
        } else {
            behind
        };
        let mark = mark
            .strip_prefix('(')
            .and_then(|mark| mark.split_once(')'))
            .is_some_and(|(mark, _)| portions::read_any(mark).is_some());
        let begins = mark || behind.is_empty() && self.gap(at) >= 2;
        if begins {
            self.stage = Stage::Text;
            self.paragraph += 1;
        }
        begins
    }
}

/// A message continuity number: four digits, or a range.
fn is_number(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

fn is_precedence(word: &str) -> bool {
    word == "NIACT" || precedence::of_word(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cable without its line ends, and with those that came back.
    fn assert_restored(cable: &str, expected: &str) {
        let (text, count) = restore(&cable.replace('\n', " "));
        assert_eq!(text, expected);
        assert_eq!(text.len(), cable.len());
        assert!(count > 0);
    }

    #[test]
    fn a_head_comes_back_whole() {
        let cable = "VZCZCXRO1234\nPP RUEHAA RUEHBB\nDE RUEHZZ #0123/01 1980449\nZNY CCCCC ZZH\n\
            P R 170451Z JUL 09 ZDK\nFM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC PRIORITY 1150\n\
            RUEHAA/AMEMBASSY QUITO 0063\nINFO ALL EXAMPLE COLLECTIVE\nDIA WASHINGTON DC\n\
            NSC WASHINGTON DC PRIORITY 2199\nAMEMBASSY THE HAGUE\nUSEU BRUSSELS NIACT IMMEDIATE\n\
            DEPT OF COMMERCE WASHINGTON DC//ITA/MAC//\nCIA WASHINGTON DC 0123-0124\nXMT AMEMBASSY LA PAZ\nBT\n\
            C O N F I D E N T I A L SECTION 01 OF 03 LIMA 000123\nSIPDIS\nE.O. 12958: DECL: 07/17/2019\n\
            TAGS: PREL, PGOV, PE\nSUBJECT: A NEW BRIDGE\nREF: LIMA 63\n\
            Classified By: Ambassador Jane Roe for reason 1.4 (b).\n1. (C) It opened.\n2. (SBU) It closed.";
        assert_restored(cable, cable);
    }

    #[test]
    fn blanks_tell_the_lines_of_the_block() {
        assert_restored(
            "UNCLAS LIMA 000012 \n\nDEPT FOR WHA/AND \nSTATE PASS USTR \n \nE.O. 12958: N/A \nTAGS: PREL,  PE \n\
             SUBJECT: A NEW BRIDGE \nTHAT OPENED \n \nIt opened. Then \nit closed.  It was late. \n \nROE",
            "UNCLAS LIMA 000012 \n\nDEPT FOR WHA/AND \nSTATE PASS USTR  \n\nE.O. 12958: N/A \nTAGS: PREL,  PE \n\
             SUBJECT: A NEW BRIDGE \nTHAT OPENED  \n\nIt opened. Then \nit closed.  It was late.  \n\nROE",
        );
    }

    #[test]
    fn markers_and_spaced_words_of_the_block_stand_in_lines_of_their_own() {
        assert_restored(
            "UNCLAS LIMA 000012 \nR E P E A T E D  C O P Y (PARA 2) \nQUITOX FOR POLCOUNS \nREF: QUITO 7 \n\
             NEW LIMA 00000012  001.2 OF 002  \nCLASSIFIED BY: JANE ROE  \n1. (U) It opened.",
            "UNCLAS LIMA 000012 \nR E P E A T E D  C O P Y (PARA 2) \nQUITOX FOR POLCOUNS \nREF: QUITO 7 \n\
             NEW LIMA 00000012  001.2 OF 002 \n\nCLASSIFIED BY: JANE ROE \n\n1. (U) It opened.",
        );
    }

    #[test]
    fn a_marker_counts_its_pages_in_digits() {
        for (page, stands_apart) in [("001", true), ("001.2", true), ("0A1", false), ("A", false)] {
            let cable =
                format!("UNCLAS LIMA 000012  REF: QUITO 7 NEW LIMA 00000012 {page} OF 002  It.");
            let (text, _) = restore(&cable);
            assert_eq!(text.contains("\nNEW LIMA 00000012"), stands_apart, "{text}");
        }
    }

    #[test]
    fn numbers_that_continue_the_paragraphs_begin_them() {
        assert_restored(
            "UNCLAS LIMA 000012\n1. (U) In\n2007. (A) 2. It\n2.(U) rose by\n3. Then 3. it fell. \n3.  It ended 4. (q) so.",
            "UNCLAS LIMA 000012\n1. (U) In 2007. (A) 2. It\n2.(U) rose by 3. Then 3. it fell. \n3.  It ended 4. (q) so.",
        );
    }

    #[test]
    fn the_distribution_of_the_1970s_comes_back() {
        assert_restored(
            "PAGE 01        LIMA    00123  191912Z\n\n53\nACTION NEA-18\n\nINFO  L-06  NSC-07\n      DODE-07  /038 W\n\
             ---------------------191912Z 040474 /20\nR 191912Z APR 79\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 1277\n\
             LIMITED OFFICIAL USE LIMA 123",
            "PAGE 01        LIMA    00123  191912Z  53\nACTION NEA-18 \nINFO  L-06  NSC-07       DODE-07  /038 W\n\
             ---------------------191912Z 040474 /20\nR 191912Z APR 79\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 1277\n\
             LIMITED OFFICIAL USE LIMA 123",
        );
    }

    #[test]
    fn prose_keeps_its_blanks() {
        let prose = "He went TO Lima.  INFO followed, and SUBJECT matter; 1. nothing.";
        assert_eq!(restore(prose), (prose.to_owned(), 0));
        assert_eq!(restore(""), (String::new(), 0));
        assert_eq!(restore("\u{b6}"), ("\u{b6}".to_owned(), 0));
    }
}
