//! Mixtures of lines as cables have them, in any order, and cables whose every word of prose is known.

use proptest::prelude::*;

/// Lines of headers, blocks and bodies, of other systems, and of nothing in particular.
const LINES: &[&str] = &[
    // Headers.
    "VZCZCXRO0417",
    "PP RUEHDA RUEHIT",
    "RUEHBO RUEHLO",
    "DE RUEHPE #1234/01 1320930",
    "ZNY CCCCC ZZH",
    "ZNR UUUUU ZZH",
    "P R 120930Z MAY 06 ZDK",
    "P 251346 Z JUN 7 3",
    "FM AMEMBASSY LIMA",
    "TO RUEHC/SECSTATE WASHDC PRIORITY 0421",
    "INFO RUEHBO/AMEMBASSY BOGOTA 0123-0124",
    "INFO ALL DIPLOMATIC POSTS COLLECTIVE PRIORITY",
    "RUEKJCS/SECDEF WASHDC//USDP ADMIN/CHAIRS//",
    "XMT USINT HAVANA",
    "TO PAGE 02        STATE   012345  182333Z",
    "BT",
    "INFO LOG-00 EUR-00 DODE-00  /001W",
    "------------------012345  182333Z /20",
    "DRAFTED BY: EUR/ERA: J ROE",
    // Blocks.
    "C O N F I D E N T I A L SECTION 01 OF 03 LIMA 001234",
    "C O N F I D E N T I A L LIMA 001234 SIPDIS",
    "S E C R E T SECTION 02 OF 03 LIMA 001234",
    "UNCLAS E F T O LIMA 000012",
    "SS E C R E T LIMA 001234",
    "CONFIDENTIAL",
    "SIPDIS",
    "NOFORN",
    "DEPARTMENT FOR EUR/ERA AND INR/B",
    "AMEMBASSY BOGOTA PASS TO AMCONSUL NEARBY",
    "E.O. 12958: DECL: 05/12/2016",
    "EO 12958 DECL: 2016/05/12 TAGS: PREL, PE",
    "E.O. 11652: GDS",
    "E.O. 12598: N/A",
    "TAGS: PREL, PGOV, PE",
    "TAGS: OVIP (ROE, JANE), PREL,",
    "KWMN, ZZZZ",
    "SUBJECT: A NEW FERRY CROSSES",
    "SUBJ: (C) BRIDGES AND US-",
    "THE BAY, AND WHAT IT COSTS",
    "REF: STATE",
    "REF: A. BOGOTA 12 B. 07 STATE 345",
    "REFS: A) ROE-DOE EMAIL B) LIMA 12, 13 AND 15",
    "     B. 08 QUITO 99 (NOTAL)",
    "\u{b6}B. QUITO 12",
    "Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).",
    "CLASSIFIED BY: John Doe, Consul; REASON: 1.4(B),(D)",
    "1. 4 (b)",
    "Derived from: a guide",
    // Bodies.
    "1. (C) Summary: The ferry has three decks.",
    "2. (C) The mayor spoke of two. End summary.",
    "\u{b6}3. (SBU) It sails at noon.",
    "3.(C/NF) Comment: It is late. End comment.",
    "4. (S//REL TO USA, GBR) It sank.",
    "5. (C It floats",
    "6. Nobody was hurt.",
    "7. S-NF There were no waves.",
    "1. One of a list",
    "A. and another",
    "   (a) and a third",
    "2005. The lighthouse is older.",
    "the mayor said that",
    "a committee of twelve would meet in the multi-",
    "year plan of the province.",
    "Next Steps",
    "SUMMARY",
    "End Summary.",
    "COMMENT:",
    "ACTION REQUEST",
    "-------",
    "------- The Mayor -------",
    "--------------------------------------------- -----",
    "=====",
    "     fish      12      40",
    "     salt       3       2",
    "XXXXXXXXXXXX",
    "the clerk XXXXXXXXXXXX left; \u{425}\u{425}\u{425}\u{425}\u{425}\u{425}\u{425} stayed.",
    "the minister,s QwordQ",
    "LIMA 00001234  002 OF 003",
    "LIMA 00001234  001.2 OF 003",
    "the coast guard LIMA 00001234  003 of 003 said so",
    "PAGE 02        LIMA    01234  01 OF 02  082030Z",
    "ROE",
    "Doe",
    "\\ROE",
    "It ended. ROE",
    "NNNN",
    "#1234",
    // Other systems.
    "Friday, 12 May 2006, 10:23",
    "EO 12958 DECL: 05/12/2016",
    "TAGS PREL, PE",
    "id: 12345",
    "refid: 06LIMA1234",
    "----- header ends -----",
    "=====CABLE ENDS=====",
    "2006LIMA001234 - Classification: CONFIDENTIAL",
    "Cable dated:2006-05-12T09:30:00",
    "This record is a partial extract of the original cable.",
    "Visit Embassy Lima's Classified Website:",
    "UNCLASSIFIED U.S. Department of State Case No. F-2006-01234 Doc No. C05000000 Date: 01/02/2016",
    "Identifier",
    "Created",
    "Classification",
    "Origin",
    "06LIMA1234",
    "2006-05-12 09:30:00",
    "Embassy Lima",
    "Cable title:\u{a0}\u{a0} ",
    "Tags:\u{a0}\u{a0} PREL\u{a0} PE\u{a0} ",
    // Nothing in particular.
    "",
    " ",
    "\t",
    "\u{c}",
    "\u{b6}",
    "(",
    ".",
    "1.",
    "12345678",
    "a",
    "\u{fffd}",
];

/// What stands between two lines: mostly one line feed, now and then a blank line, or nothing but a space.
fn joint() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        12 => Just("\n"),
        4 => Just("\n\n"),
        1 => Just(" \n"),
        1 => Just(" "),
        1 => Just("  "),
        1 => Just("\n\n\n\n"),
    ]
}

/// Telegram-like lines in any order; half of them behind a header and a block, so that bodies are met too.
pub fn mixture() -> impl Strategy<Value = String> {
    let line = (prop::sample::select(LINES), joint());
    let head = prop_oneof![
        Just(""),
        Just(
            "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 001234\n\nTAGS: PE\nSUBJECT: FERRIES\n\n"
        ),
    ];
    (head, prop::collection::vec(line, 0..60)).prop_map(|(head, lines)| {
        lines
            .into_iter()
            .fold(head.to_owned(), |text, (line, joint)| text + line + joint)
    })
}

/// A cable, and its words of prose in order: each stands in it once.
#[derive(Clone, Debug)]
pub struct Cable {
    pub text: String,
    pub words: Vec<String>,
}

/// What may stand between two words of a paragraph.
#[derive(Clone, Copy, Debug)]
enum Between {
    Space,
    Line,
    Blank,
    Marker,
    MarkerInside,
}

/// What may stand between two paragraphs.
#[derive(Clone, Copy, Debug)]
enum Above {
    Nothing,
    Heading,
    Ruled,
    RuledLine,
    Marker,
    Unnumbered,
}

/// A cable whose body is made of words that can be told apart, cut by whatever cuts a body.
pub fn cable() -> impl Strategy<Value = Cable> {
    use {Above as A, Between as B};
    let between = prop_oneof![
        30 => Just(B::Space),
        6 => Just(B::Line),
        1 => Just(B::Blank),
        1 => Just(B::Marker),
        1 => Just(B::MarkerInside),
    ];
    let above = prop::sample::select(vec![
        A::Nothing,
        A::Nothing,
        A::Heading,
        A::Ruled,
        A::RuledLine,
        A::Marker,
        A::Unnumbered,
    ]);
    let paragraph = (above, prop::collection::vec(between, 1..40));
    let tail = prop::sample::select(vec!["", "\nROE\n", "\n\nROE\nROE\n", "\nRoe\nNNNN\n"]);
    (prop::collection::vec(paragraph, 1..8), tail).prop_map(|(paragraphs, tail)| {
        let mut cable = Cable {
            text: "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC 0123\n\
                   C O N F I D E N T I A L SECTION 01 OF 02 LIMA 001234 \n\nSIPDIS\n\nE.O. 12958: DECL: 05/12/2016\n\
                   TAGS: PREL, PE\nSUBJECT: FERRIES\n\nREF: LIMA 12\n\n"
                .to_owned(),
            words: Vec::new(),
        };
        for ((above, joints), number) in paragraphs.into_iter().zip(1..) {
            cable.paragraph(number, above, &joints);
        }
        cable.text += tail;
        cable
    })
}

impl Cable {
    fn paragraph(&mut self, number: usize, above: Above, joints: &[Between]) {
        match above {
            Above::Nothing => {}
            Above::Heading => {
                self.heading();
                self.text += "\n\n";
            }
            Above::Ruled => {
                self.text += "-----------\n";
                self.heading();
                self.text += "\n-----------\n\n";
            }
            Above::RuledLine => {
                self.text += "------- ";
                self.heading();
                self.text += " -------\n\n";
            }
            Above::Marker => self.text += "LIMA 00001234  002 OF 002 \n\n\n",
            Above::Unnumbered => {
                self.text += "The ";
                self.word();
                self.text += " of the fleet was not counted, as\nthe harbor master ";
                self.word();
                self.text += " said.\n\n";
            }
        }
        self.text += &format!("{number}. (C) The ");
        for joint in joints {
            self.word();
            self.text += match joint {
                Between::Space => " ",
                Between::Line => "\n",
                Between::Blank => "\n\n",
                Between::Marker => "\n\nLIMA 00001234  002 OF 002 \n\n\n",
                Between::MarkerInside => " LIMA 00001234  002 OF 002 ",
            };
        }
        self.word();
        self.text += " sailed.\n\n";
    }

    fn heading(&mut self) {
        self.text += "Next Steps of ";
        self.word();
    }

    /// A word that stands nowhere else: its number in letters.
    fn word(&mut self) {
        let mut word = "w".to_owned();
        for digit in self.words.len().to_string().bytes() {
            word.push(char::from(digit - b'0' + b'a'));
        }
        word.push('z');
        self.text += &word;
        self.words.push(word);
    }
}
