use super::*;

#[test]
fn names_titles_offices() {
    for (text, want) in [
        ("Ambassador Jane Roe", "Jane Roe|Ambassador|"),
        ("Ambassador, Jane Roe, Lima", "Jane Roe|Ambassador|Lima"),
        ("A/DCM Jane Roe", "Jane Roe|A/DCM|"),
        (
            "Charge d'Affaires Jane Roe, DCM",
            "Jane Roe|Charge d'Affaires, DCM|",
        ),
        ("Jane Roe", "Jane Roe||"),
        ("Jane Roe, DCM", "Jane Roe|DCM|"),
        ("Jane Roe, Tea Taster, State", "Jane Roe|Tea Taster|State"),
        ("Jane Roe, EUR/ERA", "Jane Roe||EUR/ERA"),
        ("Jane Roe, III, DCM", "Jane Roe, III|DCM|"),
        ("DCM", "|DCM|"),
        ("Second Secretary, State", "|Second Secretary|State"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
    assert_eq!(read("1.4"), None);
    assert_eq!(read(""), None);
}

#[test]
fn a_title_goes_as_far_as_its_last_word() {
    for (text, want) in [
        ("ISN/MTR DIRECTOR ANN ROE", "ANN ROE|ISN/MTR DIRECTOR|"),
        ("PolMinCouns Jane Roe", "Jane Roe|PolMinCouns|"),
        ("Politicl Couselor Jane Roe", "Jane Roe|Politicl Couselor|"),
        (
            "Deputy Cheif of Mission Jane Roe",
            "Jane Roe|Deputy Cheif of Mission|",
        ),
        (
            "Green Valley Team Leader Jane Roe",
            "Jane Roe|Green Valley Team Leader|",
        ),
        ("DCM John Leader", "John Leader|DCM|"),
        ("John Leader, DCM", "John Leader|DCM|"),
        ("AIR ATTACHE MAJ JANE ROE", "JANE ROE|AIR ATTACHE MAJ|"),
        (
            "U.S. Embassy Lima DCM Jane Roe",
            "Jane Roe|U.S. Embassy Lima DCM|",
        ),
        ("EUR Acting A/S Jane Q. Roe", "Jane Q. Roe|EUR Acting A/S|"),
        ("XYZ Jane Q. Roe", "Jane Q. Roe||XYZ"),
        ("XYZ JANE ROE", "XYZ JANE ROE||"),
        ("Ambassador JANE Q. ROE", "JANE Q. ROE|Ambassador|"),
        ("Jane ROE, DCM", "Jane ROE|DCM|"),
        ("ISN ANN ROE", "ANN ROE||ISN"),
        ("DCM ANN PM", "ANN PM|DCM|"),
        ("DCM Jane van der Roe Jr.", "Jane van der Roe Jr.|DCM|"),
        ("DCM Jane Roe-Smith", "Jane Roe-Smith|DCM|"),
        ("AMBASSAD0R JANE ROE", "JANE ROE|AMBASSAD0R|"),
        ("dcm jane roe", "jane roe|dcm|"),
        ("DCM Jane Roe as of today", "Jane Roe|DCM|"),
        ("DCM Jane Roe (acting)", "Jane Roe|DCM|"),
        ("Jane Roe (DCM)", "Jane Roe|DCM|"),
        ("Jane Roe DCM", "Jane Roe|DCM|"),
        (
            "Jane Roe Political Counselor",
            "Jane Roe|Political Counselor|",
        ),
        ("Poloff Jane Roe and DCM John Roe", "Jane Roe|Poloff|"),
        ("One Two Three Four Five", "||"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn what_a_title_governs_belongs_to_it() {
    for (text, want) in [
        (
            "Assistant Secretary for Inland Fisheries Jane R. Roe",
            "Jane R. Roe|Assistant Secretary for Inland Fisheries|",
        ),
        (
            "Minister Counselor for Economic Affairs Jane Roe",
            "Jane Roe|Minister Counselor for Economic Affairs|",
        ),
        (
            "Ambassador to Peru Jane van Roe",
            "Jane van Roe|Ambassador to Peru|",
        ),
        (
            "Ambassador to Peru, Jane Roe",
            "Jane Roe|Ambassador to Peru|",
        ),
        (
            "Director of Inland Fisheries, Jane Roe",
            "Jane Roe|Director of Inland Fisheries|",
        ),
        (
            "U/S FOR TRADE AND QUAYS (Q) JANE C. ROE",
            "JANE C. ROE|U/S FOR TRADE AND QUAYS (Q)|",
        ),
        ("Embassy Lima, DCM Jane Roe", "Jane Roe|DCM|Embassy Lima"),
        ("Jane Roe DCM Embassy Lima", "Jane Roe|DCM Embassy Lima|"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn the_charge_in_all_spellings() {
    for title in [
        "Charge d'Affaires",
        "Charge d\u{2019}Affaires",
        "Charge d,Affaires",
        "Charge d Affaires",
        "Charge d' Affaires",
        "Charge d'Affairs",
        "Charge de Affaires",
        "Charg\u{e9} d'affaires",
        "Charge' d'Affaires",
        "Charge d?Affaires",
        "CHARGE DAFFAIRES",
        "Charge d'Affaires a.i.",
        "Charge d'Affaires, a.i.",
        "Charge d'Affaires ad interim",
        "Charge d'Affaires (CDA)",
        "Charge'",
    ] {
        for divider in [" ", ", ", ": ", " - "] {
            let text = format!("{title}{divider}Jane Roe");
            assert_eq!(shown(&text), format!("Jane Roe|{title}|"), "{text}");
        }
    }
    assert_eq!(
        shown("Jane Roe, Charge d'Affaires, a.i., Lima"),
        "Jane Roe|Charge d'Affaires, a.i.|Lima"
    );
}

#[test]
fn what_divides() {
    for (text, want) in [
        ("COM: Jane Roe", "Jane Roe|COM|"),
        ("EUR - Jane Roe, Acting", "Jane Roe|Acting|EUR"),
        ("DCM-Jane Roe", "Jane Roe|DCM|"),
        ("Counselor/Jane Roe", "Jane Roe|Counselor|"),
        ("EUR/FO ? JANE ROE", "JANE ROE||EUR/FO"),
        ("Pol/Econ Chief Jane Roe", "Jane Roe|Pol/Econ Chief|"),
        ("OES/OPA, Jane Roe", "Jane Roe||OES/OPA"),
        ("WHA/AND, Director Jane Roe", "Jane Roe|Director|WHA/AND"),
        ("ROE, Jane, DCM, State", "Jane ROE|DCM|State"),
        ("Roe, DCM", "Roe|DCM|"),
        ("Roe, Lima, DCM", "Roe|Lima|DCM"),
        (
            "Jane Roe, DCM, U.S. Embassy - Lima, State",
            "Jane Roe|DCM|U.S. Embassy - Lima, State",
        ),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

fn shown(text: &str) -> String {
    let by = read(text).unwrap_or_default();
    assert_eq!(by.text, text);
    let words = [by.name, by.title, by.office].map(Option::unwrap_or_default);
    words.join("|")
}
