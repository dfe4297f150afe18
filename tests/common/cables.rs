//! Invented cables of any number and size, the same for the same seed: for the property tests and the benches.

#![allow(unreachable_pub, clippy::indexing_slicing, clippy::string_slice)]

/// A small source of chance that is the same everywhere (SplitMix64).
pub struct Chance(u64);

impl Chance {
    /// A source that gives the same numbers for the same seed.
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn odds(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const WORDS: &[&str] = &[
    "the",
    "of",
    "harbor",
    "ministry",
    "to",
    "and",
    "bridge",
    "council",
    "in",
    "that",
    "delegation",
    "a",
    "for",
    "with",
    "on",
    "was",
    "as",
    "ferry",
    "would",
    "agreement",
    "opened",
    "regional",
    "said",
    "by",
    "grain",
    "from",
    "visit",
    "offered",
    "not",
    "timetable",
    "election",
    "observers",
    "at",
    "he",
    "described",
    "draft",
    "water",
    "treaty",
    "customs",
    "officials",
    "had",
    "no",
    "objection",
    "meeting",
    "which",
    "followed",
    "long-term",
    "U.S.",
];
const POSTS: &[(&str, &str, &str)] = &[
    ("LIMA", "AMEMBASSY LIMA", "RUEHPE"),
    ("NEW DELHI", "AMEMBASSY NEW DELHI", "RUEHNE"),
    ("ANKARA", "AMEMBASSY ANKARA", "RUEHAK"),
    ("USUN NEW YORK", "USMISSION USUN NEW YORK", "RUCNDT"),
];
const LEVELS: &[(&str, &str, &str)] = &[
    ("UNCLAS", "ZNR UUUUU", "U"),
    ("C O N F I D E N T I A L", "ZNY CCCCC", "C"),
    ("S E C R E T", "ZNY SSSSS", "S"),
];

/// One invented cable with about this many paragraphs.
pub fn cable(chance: &mut Chance, paragraphs: usize) -> String {
    let (place, plad, ri) = POSTS[chance.below(POSTS.len())];
    let (words, security, mark) = LEVELS[chance.below(LEVELS.len())];
    let number = 1 + chance.below(9000);
    let total = 1 + paragraphs / 8;
    let day = 1 + chance.below(28);
    let mut text = format!(
        "VZCZCXRO{:04}\nPP RUEHBO RUEHLO\nDE {ri} #{number:04}/01 {:03}0930\n{security} ZZH\nP {day:02}0930Z JAN 08\nFM {plad}\n\
         TO RUEHC/SECSTATE WASHDC PRIORITY 0123\nINFO RUEHBO/AMEMBASSY BOGOTA 0042\nRUEHLO/AMEMBASSY LONDON 0007\n\
         {words} SECTION 01 OF {total:02} {place} {number:06} \n\nSIPDIS\n\nDEPARTMENT FOR EUR/ERA\n\n\
         E.O. 12958: DECL: 01/{day:02}/2018\nTAGS: PREL, PGOV, PE\nSUBJECT: {} {}\n\nREF: A. BOGOTA 12\n     B. 07 STATE 345\n\n\
         Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).\n\n",
        chance.below(9999),
        day,
        chance.pick(WORDS).to_uppercase(),
        chance.pick(WORDS).to_uppercase(),
    );
    for paragraph in 1..=paragraphs {
        if chance.odds(10) {
            text.push_str("Next Steps\n----------\n\n");
        }
        let mut line = format!("{paragraph}. ({mark})");
        for sentence in 0..3 + chance.below(5) {
            if paragraph == 1 && sentence == 0 {
                line.push_str(" Summary:");
            }
            for word in 0..8 + chance.below(12) {
                let next = chance.pick(WORDS);
                if line.len() + next.len() > 64 {
                    text.push_str(&line);
                    text.push('\n');
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                if word == 0 {
                    line.push_str(&next[..1].to_uppercase());
                    line.push_str(&next[1..]);
                } else {
                    line.push_str(next);
                }
            }
            line.push('.');
        }
        text.push_str(&line);
        text.push_str(if paragraph == 1 {
            " End summary.\n\n"
        } else {
            "\n\n"
        });
        if paragraph % 8 == 0 {
            text.push_str(&format!(
                "{place} {number:08}  {:03} OF {total:03}\n\n\n",
                paragraph / 8 + 1
            ));
        }
    }
    text.push_str("ROE\n");
    text
}

/// An archive of cables, about 6.8 KB each on average, as in the archives,, with a long tail.
pub fn archive(seed: u64, count: usize) -> Vec<String> {
    let mut chance = Chance::new(seed);
    (0..count)
        .map(|_| {
            let size = 3 + chance.below(17) + if chance.odds(10) { chance.below(80) } else { 0 };
            cable(&mut chance, size)
        })
        .collect()
}
