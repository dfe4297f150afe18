use super::*;

fn shown(text: &str) -> String {
    match read(text) {
        Kind::Cable(cable) => {
            let year = cable
                .year
                .map(|year| format!("{year:02}"))
                .unwrap_or_default();
            let unknown = match (cable.known, cable.listed) {
                (true, _) => "",
                (false, true) => "?",
                (false, false) => "??",
            };
            format!(
                "{year}{}{}{unknown}{}",
                cable.post,
                cable.number,
                from(text, cable.length)
            )
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn cables() {
    for (text, want) in [
        ("RIYADH 1579", "RIYADH1579"),
        ("07 RIYADH 1298", "07RIYADH1298"),
        ("2007 RIYADH 1298", "07RIYADH1298"),
        ("07RIYADH1298", "07RIYADH1298"),
        ("RIYADH 12 (2007)", "07RIYADH12"),
        ("RIYADH 123-91", "91RIYADH123"),
        ("RIYADH 123/08", "08RIYADH123"),
        ("RIYADH 2009", "RIYADH2009"),
        ("SECSTATE 74879", "STATE74879"),
        ("Port-of-Spain 001", "PORTOFSPAIN1"),
        ("USUN NEW YORK 12", "USUNNEWYORK12"),
        ("THE HAGUE 12 AND PREVIOUS", "THEHAGUE12 AND PREVIOUS"),
        ("TAIPEI 12", "AITTAIPEI12"),
        ("LIMA-12", "LIMA12"),
        ("YOUR LIMA 12", "LIMA12?"),
        ("FAR TOWN 12", "FARTOWN12??"),
        ("FARTOWN 12", "FARTOWN12??"),
        ("FERRY LIMA 2007", "LIMA2007??"),
        ("(07) RIYADH 12", "07RIYADH12"),
        ("O7 RIYADH 12", "07RIYADH12"),
        ("0 7 RIYADH 12", "07RIYADH12"),
        ("07 L0ME 12", "07LOME12"),
        ("07 LIMA 12--05/DEC/2007", "07LIMA12--05/DEC/2007"),
        ("STATE 12 TOSEC 34", "STATE12"),
        ("DEPTEL 12", "STATE12"),
        ("EMBTEL 12", "EMBTEL12??"),
        ("TOSEC 12", "TOSEC12??"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn what_is_no_cable() {
    for (text, want) in [
        ("ROE-DOE EMAIL 05/11/07", "Email"),
        ("ROE-DOE E-MAIL OF 05/11/07", "Email"),
        ("ROE E MAIL", "Email"),
        ("ROE-DOE TELCON 05/11/07", "Document"),
        ("ROE MEMO OF 05/11/07", "Document"),
        ("ROE LETTER OF MAY 5", "Document"),
        ("FAX TO ROE", "Document"),
        ("LIMA A-50", "Document"),
        ("CDRUSCENTCOM 121200Z JAN 07", "Message"),
        ("IIR 6 888 0123 07", "Message"),
        ("TDX-315/01234-07", "Message"),
        ("TD-315/01234-07", "Message"),
        ("DTG 121200Z", "Message"),
        ("STATE", "Post"),
        ("08 STATE", "Post"),
        ("FARTOWN", "Unread"),
        ("JAN 07", "Unread"),
        ("OF 05/11/07", "Unread"),
        ("LIMA 12/13/07", "Unread"),
        ("LIMA 12.13.07", "Unread"),
        ("LIMA 12...", "Unread"),
        ("LIMA DAILY REPORT 12/13/07", "Paper"),
        ("LIMA REPORT DTG 121200Z", "Message"),
        ("LETTER 12 OF 3 MAY", "Document"),
        ("LIMA 99999999999", "Unread"),
        ("12", "Unread"),
        ("", "Unread"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn numbers_of_a_list() {
    assert_eq!(number("13"), Some((13, None, 2)));
    assert_eq!(number("15 (2007)"), Some((15, Some(7), 9)));
    assert_eq!(number("13B"), None);
    assert_eq!(number("B"), None);
}
