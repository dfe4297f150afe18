//! Invented cables laid out: as text, as a web page, compared.
#![allow(missing_docs)]

use cablex::message::Message;
use cablex::parse::{Options, parse};
use cablex::record::Record;
use cablex::view::text::Plain;
use cablex::view::{self, diff, html, text};

/// Many addressees, references of every kind, a table, a list, redactions, a comment, a wide script.
const WHOLE: &str = "\
VZCZCXRO4410
PP RUEHGL RUEHPE
DE RUEHQT #4711/01 0742207
ZNY CCCCC ZZH
P 142207Z MAR 08
FM AMEMBASSY QUITO
TO RUEHC/SECSTATE WASHDC PRIORITY 8812
INFO RUEHPE/AMEMBASSY LIMA 2290
RUEHBO/AMEMBASSY BOGOTA 2291
RUEHCV/AMEMBASSY CARACAS 2292
RUEHLP/AMEMBASSY LA PAZ 2293
RUEHSG/AMEMBASSY SANTIAGO 2294
RUEHBU/AMEMBASSY BUENOS AIRES 2295
RUEHGL/AMCONSUL GUAYAQUIL 3377
RHEHNSC/NSC WASHINGTON DC
C O N F I D E N T I A L SECTION 01 OF 02 QUITO 004711

SIPDIS

DEPARTMENT FOR WHA/AND

E.O. 12958: DECL: 03/14/2018
TAGS: EWWT, ETRD, DOE, JOHN, EC
SUBJECT: (C) PORT AUTHORITY PLANS A SECOND PIER
REF: A. LIMA 12
     B. 07 QUITO 3001 (NOTAL)
     C. DOE-ROE E-MAIL OF MARCH 3
     D. GUAYAQUIL

Classified By: Economic Counselor Margaret Dunmore for reasons 1.4 (b) and (d).

1. (C) Summary: The port authority plans a second pier, said XXXXXXXXXXXX, its chief of works. End summary.

------------
WHAT IT COSTS
------------

2. (C) The sums, in thousands:

     Year          2008     2009
     ----          ----     ----
     Piles          120       80
     Planks          40       60

The bank has not been asked.

3. (U) The chief named three wants:

-- a crane that lifts thirty tons, which none of the three yards of the country has yet built;
-- a road;
-- XXXXXXXXXXXX.

4. (C) Comment: We doubt it. End comment.
DUNMORE
";

fn read(text: &str) -> Record {
    parse(&Message::from_text(text), Options::default())
}

/// A missing section, no head: what the archive lacks.
const PARTIAL: &str = "\
UNCLAS SECTION 01 OF 03 LIMA 001234

SUBJECT: A NEW FERRY

The ferry sailed at noon and was seen
by all.

The captain slept.
";

fn partial(text: &str) -> Record {
    let mut record = read(text);
    record.partial = true;
    record
}

/// What is at hand: the cables of Lima.
fn at_hand(id: &str) -> Option<bool> {
    match id {
        "08LIMA12" => Some(true),
        "07QUITO3001" => Some(false),
        _ => None,
    }
}

const KNOWN: view::Options<'static> = view::Options {
    diagnostics: true,
    presence: Some(&at_hand),
};

#[test]
fn a_whole_cable_as_text() {
    let record = read(WHOLE);
    let document = view::document(&record, KNOWN);
    insta::assert_snapshot!(text::write(&document, &Plain { width: 80 }));
    insta::assert_snapshot!(text::write(&document, &Plain { width: 44 }));
}

#[test]
fn a_part_of_a_cable_as_text() {
    let record = partial(PARTIAL);
    let document = view::document(&record, view::Options::default());
    insta::assert_snapshot!(text::write(&document, &Plain { width: 80 }));
}

#[test]
fn cables_as_a_web_page() {
    let odd = PARTIAL.replace("slept", "\u{202e}slept\u{7}");
    let (whole, partial) = (read(WHOLE), partial(&odd));
    let documents = [
        view::document(&whole, KNOWN),
        view::document(&partial, view::Options::default()),
    ];
    let page = html::page(&documents);
    // What it looks like is for eyes; what it says is for this test.
    let style = page.find("<style>").zip(page.find("</style>"));
    let (start, end) = style.unwrap_or_default();
    let shown = [page.get(..start), page.get(end..)].map(Option::unwrap_or_default);
    insta::assert_snapshot!(shown.concat());
}

#[test]
fn two_versions_as_text() {
    let old = read(WHOLE);
    let new = read(
        &WHOLE
            .replace("said XXXXXXXXXXXX, its", "said Juan Roe, its")
            .replace("WHAT IT COSTS", "WHAT IT WOULD COST")
            .replace("Planks          40       60", "Planks          45       60")
            .replace(
                "4. (C) Comment: We doubt it.",
                "4. (U) No ship has called since May.\n\n5. (C) Comment: We doubt it.",
            )
            .replace("DECL: 03/14/2018", "DECL: 03/14/2033")
            .replace("EWWT, ETRD", "EWWT"),
    );
    let document = diff::document(&old, &new);
    insta::assert_snapshot!(text::write(&document, &Plain { width: 80 }));
    let same = diff::document(&old, &old);
    insta::assert_snapshot!(text::write(&same, &Plain { width: 80 }));
}

#[test]
fn every_word_of_a_text_is_shown_at_any_width() {
    let record = read(WHOLE);
    let document = view::document(&record, view::Options::default());
    for width in [0, 1, 20, 33, 80, 1000] {
        let shown = text::write(&document, &Plain { width });
        let shown: Vec<&str> = shown.split_whitespace().collect();
        let shown = shown.join(" ");
        for paragraph in &record.paragraphs {
            let words: Vec<&str> = paragraph.text.split_whitespace().collect();
            assert!(shown.contains(&words.join(" ")), "{width}: {shown}");
        }
    }
}
