//! Whole inputs, as they come from archives and pipes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use super::*;
use crate::error::InputError;
use crate::part::Role;
use proptest::strategy::Strategy;

/// A whole cable with its own number; the header's lines are those of every other one.
fn cable(number: u32) -> String {
    format!(
        "VZCZCXYZ{number:04}\nRR RUEHC RUEHLM\nDE RUEHPE #{number:04}/01 1660802\nZNR UUUUU ZZH\n\
         R 150802Z JUN 07\nFM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC 6677\nINFO RUEHLM/AMEMBASSY QUITO\n\
         UNCLAS LIMA {number:06}\n\nSUBJECT: A TITLE\n\n1. (U) A paragraph.\n\nROE\n"
    )
}

/// A copy of the 1970s.
fn old_cable(number: u32) -> String {
    format!(
        "PAGE 01        LIMA    {number:05}  191912Z\n\n53\nACTION ARA-18\n\nINFO  L-06  NSC-07\n\n      H-08  /038 W\n\
         \x20                   ---------------------191912Z 040474 /20\nR 191912Z APR 79\nFM AMEMBASSY LIMA\n\
         TO SECSTATE WASHDC 1277\nLIMITED OFFICIAL USE LIMA {number}\n\nSUBJECT: A TITLE\n\n1. A paragraph.\nROE\n"
    )
}

fn page(number: u32) -> String {
    format!(
        "Identifier\nCreated\nClassification\nOrigin\n07LIMA{number}\n2007-06-15 08:02:00\nUNCLASSIFIED\nEmbassy Lima\n\
         Cable title:\u{a0}\u{a0} \n\nA title\n\nTags:\u{a0}\u{a0} PREL\u{a0} PE\u{a0} \npdf\u{a0} how-to read a cable\n{}",
        cable(number)
    )
}

/// The messages of an input.
fn messages(
    input: impl AsRef<[u8]>,
    from: Option<Container>,
) -> impl Iterator<Item = Result<Message, InputError>> {
    read("x", input.as_ref(), from).map(|cable| cable.map(|cable| cable.message().unwrap()))
}

/// The texts of the messages; they have to cover the input, and count its lines.
fn texts(input: &str) -> Vec<String> {
    let mut at = 0;
    let messages: Vec<Message> = messages(input, None).map(Result::unwrap).collect();
    for (index, message) in messages.iter().enumerate() {
        assert_eq!(message.index, index);
        assert_eq!(message.bytes.start, at);
        at = message.bytes.end;
        let [first, last] = message.lines.unwrap();
        let start = usize::try_from(message.bytes.start).unwrap();
        assert_eq!(first, 1 + input[..start].matches('\n').count() as u64);
        assert_eq!(last - first + 1, message.text.lines().count() as u64);
    }
    assert_eq!(at, input.len() as u64);
    messages.into_iter().map(|message| message.text).collect()
}

#[test]
fn one_cable_is_one_message() {
    for input in [
        cable(12),
        old_cable(12),
        page(12),
        "UNCLAS LIMA 000012\n\n1. (U) No header.\n".to_owned(),
        "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\n1. A paragraph.\n".to_owned(),
        "R 150802Z JUN 07\n\nSUBJECT: A title\n".to_owned(),
        "DE RUEHPE #0012 1660802\n".to_owned(),
    ] {
        assert_eq!(texts(&input), [input.as_str()]);
    }
}

#[test]
fn every_other_head_begins_a_cable() {
    let cables = [
        cable(12),
        cable(13),
        old_cable(14),
        page(15),
        page(16),
        cable(17),
        old_cable(18),
    ];
    assert_eq!(texts(&cables.concat()), cables);
}

#[test]
fn cables_are_told_apart_without_a_line_feed_between() {
    for cables in [
        [cable(12), cable(13)],
        [cable(12), page(13)],
        [page(12), old_cable(13)],
        [cable(1), cable(2)],
    ] {
        let cables = [cables[0].trim_end(), &cables[1]];
        assert_eq!(texts(&cables.concat()), cables);
    }
    let from_fl5 = cable(13).replacen("R 15", "O R 16", 1);
    let from_fl5 = &from_fl5[from_fl5.find("O R 16").unwrap()..];
    let cables = [cable(12).trim_end().to_owned(), from_fl5.to_owned()];
    assert_eq!(texts(&cables.concat()), cables);
    let marked = format!("\u{feff}{}", cable(13));
    let messages = messages([cable(12).trim_end(), &marked].concat(), None);
    let texts: Vec<String> = messages.map(|message| message.unwrap().text).collect();
    assert_eq!(texts, [cable(12).trim_end(), &cable(13)]);
}

#[test]
fn a_head_of_the_same_cable_begins_none() {
    let whole = cable(12);
    let (head, body) = whole.split_at(whole.find("UNCLAS").unwrap());
    let escaped = head.replace('\n', "\\\n");
    for input in [
        // The header a second time, wrapped into another system's remains.
        format!("{head}12\n6/15/2007 8:02\n07LIMA12\nEmbassy Lima\n{head}{body}"),
        format!(
            "{head}id: 12\nheader:\n{head}\n---- header ends ----\n\n{body}\n====CABLE ENDS====\n"
        ),
        format!("{head}12\t6/15/2007 8:02\t07LIMA12\tEmbassy Lima\t\t{escaped}{body}"),
        // The next section.
        format!(
            "{whole}NNNN\n{}",
            whole.replace("XYZ0012", "XYZ0013").replace("/01 ", "/02 ")
        ),
        format!("{}\x0C{}", old_cable(12), old_cable(12)),
        // Page markers, and words of the header in prose.
        format!(
            "{}PAGE 02        LIMA    00012  191912Z\n\nTO be continued\nFM radio\n",
            old_cable(12)
        ),
        // A header and a classification line that contradict each other.
        format!("{head}UNCLAS LIMA 000099\n\n1. (U) Text.\n"),
    ] {
        assert_eq!(texts(&input), [input.as_str()]);
    }
}

#[test]
fn what_belongs_to_a_head_goes_with_it() {
    for before in [
        "INFO  LOG-00   EUR-00   /001W\n                  ------------------0A1B2C  121101Z /38\n",
        "TED1234\n",
        "From: Roe, Jane\nSent: 02/20/2004 23:34\nTo: Doe, John\nSubject: For the file\n\n",
        "CXLIMA:\n    ACTION: POL\n    INFO:   AMB DCM\nDISSEMINATION: POL\nDRAFTED: POL:JROE\n\n",
    ] {
        let next = format!("{before}{}", cable(13));
        assert_eq!(texts(&(cable(12) + &next)), [cable(12), next.clone()]);
        assert_eq!(texts(&next), [next]);
    }
    let ended = cable(12) + "NNNN\n\n";
    let next = format!("A remark.\n\n{}", cable(13));
    assert_eq!(texts(&(ended.clone() + &next)), [ended, next.clone()]);
    let torn = cable(12) + "\x0C";
    assert_eq!(texts(&(torn.clone() + &next)), [torn, next]);
    let remark = cable(12) + "A remark.\n\n";
    assert_eq!(texts(&(remark.clone() + &cable(13))), [remark, cable(13)]);
    let noise = format!("QQ12 {}", cable(13));
    assert_eq!(texts(&(cable(12) + &noise)), [cable(12), noise]);
}

#[test]
fn a_form_feed_splits_only_before_a_head() {
    let input = cable(12).replace("1. (U)", "\x0C\n1. (U)");
    assert_eq!(texts(&input), [input.as_str()]);
    let bare = "UNCLAS LIMA 000013\n\n1. (U) Another.\n";
    let first = cable(12) + "\x0C\n";
    assert_eq!(texts(&(first.clone() + bare)), [first.as_str(), bare]);
    // The classification line may be the heading of a header.
    let headed = "UNCLAS LIMA 000013\n\nR 160802Z JUN 07\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\n1. (U) Another.\n";
    assert_eq!(texts(&(first.clone() + headed)), [first.as_str(), headed]);
}

#[test]
fn a_table_that_is_asked_for_is_read_in_its_dialect() {
    let table =
        "id;date;refid;content\n1;2009-07-17;09LIMA12;\"UNCLAS LIMA 000012\n\n1. (U) Text.\n\"\n";
    for from in [None, Some(Container::Csv)] {
        let messages: Vec<Message> = messages(table, from).map(Result::unwrap).collect();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].archive.text("identifier"), Some("09LIMA12"));
    }
}

#[test]
fn offsets_are_those_of_the_input() {
    let input = format!("\u{feff}{}{}", cable(12), cable(13)).replace('\n', "\r\n");
    let messages: Vec<Message> = messages(&input, None).map(Result::unwrap).collect();
    let first = 3 + cable(12).len() as u64 + 15;
    assert_eq!(messages[0].bytes, 0..first);
    assert_eq!(messages[1].bytes, first..input.len() as u64);
    assert_eq!(messages[0].text, cable(12));
    assert_eq!(messages[0].lines, Some([1, 15]));
    assert_eq!(messages[1].lines, Some([16, 30]));
}

#[test]
fn a_page_hands_over_its_own_lines() {
    let message = messages(page(12), None).next().unwrap().unwrap();
    assert_eq!(message.container, Container::Page);
    assert_eq!(message.given.len(), 14);
    assert!(message.given.iter().all(|part| part.role == Role::Archive));
    assert_eq!(message.archive.text("identifier"), Some("07LIMA12"));
    let message = messages(page(12), Some(Container::Acp127))
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(message.container, Container::Acp127);
    assert!(message.given.is_empty());
}

#[test]
fn no_cable_is_no_message() {
    for (input, code) in [
        (&b""[..], "empty"),
        (b"\xEF\xBB\xBF \r\n\t\n", "empty"),
        (
            b"1. (U) A numbered paragraph.\n2. (C) Another.\n",
            "not-cable",
        ),
        (
            b"Secret police arrested 200 people.\nFM radio.\nTO whom it may concern\n",
            "not-cable",
        ),
        (b"Identifier\nCreated\nOrigin\n", "not-cable"),
        (b"\0\0\0\xFF", "not-cable"),
        (b"%PDF-1.4\n", "unsupported"),
    ] {
        let found: Vec<&str> = messages(input, None)
            .map(|found| found.unwrap_err().kind.code())
            .collect();
        assert_eq!(found, [code], "{input:?}");
    }
    let found = messages(cable(12), Some(Container::Page)).next().unwrap();
    assert_eq!(found.unwrap_err().kind.code(), "not-container");
}

/// A cable with something at the end of its text, and its own end behind it or not.
fn passing_on(number: u32, passage: &str, ended: bool) -> String {
    let end = if ended {
        format!("BT\n#{number:04}\nNNNN\n")
    } else {
        String::new()
    };
    format!("{}{passage}{end}", cable(number))
}

#[test]
fn a_telegram_inside_a_telegram_is_its_text() {
    let inner = cable(13).replace("LIMA", "QUITO");
    let ended = format!("{inner}BT\n#0013\nNNNN\n");
    for (passage, own_end) in [
        (
            format!("BEGIN TEXT:\n\n{inner}\nEND TEXT.\n2. (U) More.\n"),
            false,
        ),
        (format!("2. (U) IT READS: QUOTE\n{ended}UNQUOTE\n"), true),
        (
            format!("BEGIN TEXT\n{inner}QUOTE\nNo.\nUNQUOTE\nEND TEXT\n"),
            false,
        ),
        (inner.clone(), true),
        (ended.clone(), true),
        (
            format!("{inner}UNCLAS LIMA 000012\n\n2. (U) More.\n"),
            false,
        ),
        (
            format!("BEGIN TEXT\n{inner}END TEXT\nBEGIN TEXT\n{ended}END TEXT\n"),
            true,
        ),
    ] {
        let input = passing_on(12, &passage, own_end);
        assert_eq!(texts(&input), [input.as_str()]);
        let next = cable(14);
        assert_eq!(texts(&(input.clone() + &next)), [input, next]);
    }
}

#[test]
fn a_telegram_in_doubt_is_a_cable_of_its_own() {
    let [inner, next] = [13, 14].map(|number| cable(number).replace("LIMA", "QUITO"));
    let quoting = next.replace("A paragraph.", "HE SAID QUOTE NO.\nUNQUOTE");
    let same_number = cable(12).replace("150802Z", "160802Z");
    for cables in [
        // Nothing closes the passage, or something that another one opened.
        vec![passing_on(12, "BEGIN TEXT\n", false), inner.clone()],
        vec![passing_on(12, "QUOTE\n", false), quoting],
        vec![
            passing_on(12, "QUOTE\n", false),
            inner.clone() + "END TEXT\n",
        ],
        // A third cable comes first.
        vec![
            passing_on(12, "QUOTE\n", false),
            inner.clone(),
            next + "UNQUOTE\n",
        ],
        // The open cable has ended.
        vec![passing_on(12, "QUOTE\n", true), inner.clone() + "UNQUOTE\n"],
        // Two cables of one number.
        vec![cable(12), format!("{same_number}BT\n#0012\nNNNN\n")],
        vec![cable(12), inner],
    ] {
        assert_eq!(texts(&cables.concat()), cables);
    }
}

/// Pieces that streams are made of, and some that only look so.
const PIECES: &[&[u8]] = &[
    b"VZCZCXYZ0001",
    b"QQ12 VZCZCXRO1234",
    b"RR RUEHC RUEHLM",
    b"DE RUEHPE #0012/01 1660802",
    b"ZNR UUUUU ZZH",
    b"R 150802Z JUN 07",
    b"R 150803Z JUN 07",
    b"FM AMEMBASSY LIMA",
    b"FM AMEMBASSY QUITO",
    b"TO RUEHC/SECSTATE WASHDC 6677",
    b"UNCLAS LIMA 000012",
    b"S E C R E T QUITO 000013",
    b"PAGE 01        LIMA    00012  191912Z",
    b"Identifier\nCreated\nClassification\nOrigin\n",
    b"Tags:\xC2\xA0 PREL",
    b"pdf\xC2\xA0 how-to read a cable",
    b"TED1234",
    b"NNNN",
    b"#0012",
    b"BEGIN TEXT",
    b"END TEXT",
    b"1. (C) Text.",
    b"\x0C",
    b"\n",
    b"\r\n",
    b"\r\r\n",
    b"\r",
    b"\xE2\x80\xA8",
    b"\xEF\xBB\xBF",
    b"\xB6\x92",
    b"\0",
    b"\t",
    b" ",
    b"\\",
];

proptest::proptest! {
    /// Any bytes are cut into messages that lie one behind the other, or are one clear failure; the same ones again
    /// where every line feed is a carriage return and a line feed.
    #[test]
    fn any_bytes_are_covered(pieces in proptest::collection::vec(
        proptest::prop_oneof![
            9 => proptest::sample::select(PIECES).prop_map(<[u8]>::to_vec),
            1 => proptest::collection::vec(proptest::num::u8::ANY, 0..8),
        ],
        0..60,
    ), feeds in proptest::bool::ANY) {
        let input = pieces.join(if feeds { &b"\n"[..] } else { b"" });
        let found: Vec<_> = messages(&input, None).collect();
        if let [Err(_)] = found.as_slice() {
            return Ok(());
        }
        let (mut at, mut line) = (0, 1);
        for (index, message) in found.iter().enumerate() {
            let message = message.as_ref().unwrap();
            proptest::prop_assert_eq!(message.index, index);
            proptest::prop_assert_eq!(message.bytes.start, at);
            let [first, last] = message.lines.unwrap();
            proptest::prop_assert!(first >= line && first <= last);
            let given: String = message.given.iter().map(|part| &message.text[part.span.clone()]).collect();
            proptest::prop_assert!(message.text.starts_with(&given));
            (at, line) = (message.bytes.end, last);
        }
        proptest::prop_assert_eq!(at, input.len() as u64);
        if !input.contains(&b'\r') {
            let marked = String::from_utf8_lossy(&input).replace('\n', "\r\n");
            let plain = String::from_utf8_lossy(&input).into_owned();
            let texts = |input: String| -> Vec<String> {
                messages(input, None).map(|message| message.unwrap().text).collect()
            };
            proptest::prop_assert_eq!(texts(marked), texts(plain));
        }
    }
}
