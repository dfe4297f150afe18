//! The role of a line where one rule decides it, in a whole cable.

use super::layout;
use crate::message::Message;
use crate::part::Role;

/// The role of the first part whose text is this line, in a cable with these lines in the place of some of its own.
fn role(text: &str, line: &str) -> Option<Role> {
    let message = Message::from_text(text);
    let found = layout(&message).parts.into_iter().find(|part| {
        let text = message.text.get(part.span.clone());
        text.is_some_and(|text| text.trim_end() == line)
    });
    found.map(|part| part.role)
}

/// A cable with these addressees and this text.
fn cable(addressees: &str, text: &str) -> String {
    format!(
        "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0421\n{addressees}UNCLAS LIMA 001234\n\n\
         E.O. 12958: N/A\nTAGS: EWWT, PE\nSUBJECT: A FERRY\n\n{text}"
    )
}

#[test]
fn lines_of_the_body() {
    for (text, line, expected) in [
        // A dash alone parts paragraphs as a blank line does.
        (
            "The board met.\n-\nNobody came to it in the morning.\n",
            "Nobody came to it in the morning.",
            Role::ParagraphStart,
        ),
        // A page marker cut a sentence; below its end stands a heading over a rule.
        (
            "1. The keeper of the\n\nLIMA 00001234  002 OF 002\n\nlight left in March\nNEXT STEPS\n----------\n2. He came back.\n",
            "NEXT STEPS",
            Role::Heading,
        ),
        // Behind a page marker a subject goes on, but not with a heading.
        (
            "LIMA 00001234  002 OF 002\n\nSUMMARY\n\n1. It sailed.\n",
            "SUMMARY",
            Role::Heading,
        ),
        // A second block that says something else is no repeat of the first.
        (
            "E.O. 12958: N/A\nTAGS: EWWT, PE\nSUBJECT: A PIER\n\n1. It sailed.\n",
            "SUBJECT: A PIER",
            Role::Subject,
        ),
        // The head of a telegram that is passed on is cut by a page marker.
        (
            "1. As follows.\n\nR 110815Z MAY 06\nFM AMEMBASSY QUITO\n\nLIMA 00001234  002 OF 002\n\n\
             TO SECSTATE WASHDC 0007\nUNCLAS QUITO 000065\n\nIt floats.\n\n2. That is all.\n",
            "LIMA 00001234  002 OF 002",
            Role::PageMarker,
        ),
        // A number that goes back is that of a paragraph where it has its mark.
        (
            "1. (C) One.\n\n2. (C) Two.\n\n3. (C) Three.\n\n2. (C) Two again.\n",
            "2. (C) Two again.",
            Role::ParagraphStart,
        ),
    ] {
        assert_eq!(role(&cable("", text), line), Some(expected), "{text}");
    }
}

#[test]
fn a_post_of_its_own_among_the_addressees_is_no_classification_line() {
    let addressees = "INFO AMEMBASSY QUITO 0012\nAMCONSUL LIMA 0042\nAMEMBASSY BOGOTA 0013\n";
    let text = cable(addressees, "1. It sailed.\n");
    assert_eq!(role(&text, "AMCONSUL LIMA 0042"), Some(Role::Info));
}

#[test]
fn an_address_behind_another_one_in_the_head_of_a_section_is_of_its_kind() {
    let text = "C O N F I D E N T I A L SECTION 01 OF 02 QUITO 002204\nSIPDIS\nE.O. 12958: DECL: 07/14/2007\n\
        TAGS: PREL, EC\nSUBJECT: THE RAILWAY\n1. (C) THE MINISTER SAID THAT THE RAILS HAVE COME, BUT NOT THE\n \
        CONFIDENTIAL\n CONFIDENTIAL PTQ0815\nPAGE 01 QUITO 02204 02 OF 02 141702Z ACTION WHA-00\n\
        INFO LOG-00 NP-00 AID-00 /009W ------------------71B570 141703Z /38 P 141659Z JUL 97 FM AMEMBASSY QUITO \
        TO SECSTATE WASHDC PRIORITY 3313 AMEMBASSY BOGOTA 0042 INFO AMEMBASSY LA PAZ\n\
        C O N F I D E N T I A L SECTION 02 OF 02 QUITO 002204\nENGINES, WHICH WAIT IN A HARBOR.\n";
    assert_eq!(role(text, "AMEMBASSY BOGOTA 0042"), Some(Role::To));
    assert_eq!(role(text, "INFO AMEMBASSY LA PAZ"), Some(Role::Info));
}
