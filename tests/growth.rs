//! Time is linear in what fills a field: inputs that took minutes when it grew with the square.
#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use cablex::container;
use cablex::parse::{Options, record};

/// So many bytes fill the field: with the time growing with the square of them, this test took minutes.
const BYTES: usize = 400_000;

#[test]
fn what_fills_a_field_is_read_in_linear_time() {
    let before = "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0401\n";
    let block = "C O N F I D E N T I A L LIMA 000401\n\nE.O. 12958: DECL: 05/12/2016\nTAGS: PREL, PE\n\
                 SUBJECT: A LIGHT\nREF: QUITO 812";
    for (field, token) in [
        // Pilcrows, one behind the other: is there a number behind them?
        ("text", "\u{b6}"),
        ("text", "&para;"),
        ("before", "\u{b6}"),
        // Parentheses in references: does a portion mark end with a blank?
        ("references", "-("),
        ("below", "-("),
        // Commas on an attention line: is somebody else asked behind them?
        ("captions", "\",\""),
        // Labels without a sign on one line: each stretch that is cut off was read with all that followed.
        ("references", "REFTEL "),
        // Points between the word of classification and the number: which of them does a post's name follow?
        ("class", ". "),
        // Captions glued to each other above a line of the header: where does the word end?
        ("info", "STADIS"),
        // Lines without a word below the TAGS: which is the first word of the subject?
        ("tags", "=\n"),
        // Labels in small letters on one line: is there a capital behind them?
        ("captions", "reftels "),
        // Labels of references, a line each: is there an AND before them?
        ("references", "A. \n"),
    ] {
        let filler = token.repeat(BYTES / token.len());
        let text = match field {
            "captions" => {
                let lines = format!("\n\nSIPDIS\n{filler}\nE.O. 12958");
                before.to_owned() + &block.replacen("\n\nE.O. 12958", &lines, 1)
            }
            "tags" => {
                let lines = block.replacen("PREL, PE\n", &format!("PREL, PE {filler}\n"), 1);
                format!("{before}{lines}\n\n1. (C) The keeper left.\n\nROE\n")
            }
            "class" => {
                let lines = block.replacen("D E N", &format!("D{filler}E N"), 1);
                format!("{before}{lines}\n\n1. (C) The keeper left.\n\nROE\n")
            }
            "info" => {
                let header =
                    before.replacen("WASHDC 0401\n", "WASHDC 0401\n{}INFO AMEMBASSY QUITO\n", 1);
                format!(
                    "{}{block}\n\n1. (C) The keeper left.\n\nROE\n",
                    header.replace("{}", &filler)
                )
            }
            "before" => format!("{filler}\n{before}{block}\n\n1. (C) The keeper left.\n\nROE\n"),
            "below" => format!("{before}{block}\nAND{filler}\n\n1. (C) The keeper left.\n\nROE\n"),
            "references" => format!("{before}{block} {filler}\n\n1. (C) The keeper left.\n\nROE\n"),
            _ => format!("{before}{block}\n\n1. (C) The keeper left. {filler}\n\nROE\n"),
        };
        for cable in container::read("growth", text, None) {
            black_box(record(cable.unwrap(), Options::default()));
        }
    }
}
