use super::Label::{ClassifiedBy, DerivedFrom, Order, References, Subject, Tags};
use super::*;

#[test]
fn labels_open_lines() {
    for (label, rest, want) in [
        ("E.O. ", "12958: DECL: 07/17/2019", Order),
        ("E.O.", "12958: N/A", Order),
        ("EO ", "12958 DECL: 2019/07/17", Order),
        ("E.o. ", "12958: decl: oadr", Order),
        ("e.o. ", "1295: n/a", Order),
        ("TAGS: ", "PREL", Tags),
        ("  TAGS:  ", "PREL", Tags),
        ("TAGS ", "PREL", Tags),
        ("TAGS; ", "PREL", Tags),
        ("TAG: ", "PREL", Tags),
        ("TAGE: ", "PREL", Tags),
        ("TAS: ", "PREL", Tags),
        ("AGS: ", "PREL", Tags),
        ("tags: ", "prel", Tags),
        ("TAGS:", "", Tags),
        ("SUBJECT: ", "TALKS", Subject),
        ("SUBJECT :", "TALKS", Subject),
        ("Subject: ", "Talks", Subject),
        ("SUBJECT ", "TALKS", Subject),
        ("SUBJ: ", "TALKS", Subject),
        ("UBJECT: ", "TALKS", Subject),
        ("REF: ", "LIMA 12", References),
        ("REF ", "LIMA 12", References),
        ("REFS: ", "A. LIMA 12", References),
        ("REF(S): ", "LIMA 12", References),
        ("REFTEL: ", "LIMA 12", References),
        ("REFTELS ", "LIMA 12", References),
        ("Ref: ", "LIMA 12", References),
        ("Classified By: ", "Ambassador Jane Roe", ClassifiedBy),
        ("CLASSIFIED BY ", "DCM JANE ROE", ClassifiedBy),
        ("Classified by ", "DCM Jane Roe", ClassifiedBy),
        ("Derived from: ", "DSCG 05-1", DerivedFrom),
    ] {
        let line = format!("{label}{rest}");
        assert_eq!(read(&line), Some((want, label.len())), "{line}");
    }
}

#[test]
fn prose_is_no_label() {
    for line in [
        "",
        "Refugees crossed",
        "REFUGEES CROSSED",
        "Subject to approval",
        "Tags were removed",
        "TAG PREL",
        "AGS PREL",
        "E.O. was",
        "EO 12",
        "EON 12958",
        "SUBJECTS: two",
        "REFER: x",
        "classified by nobody",
        "Derived from tests",
        "REF",
        "TAGS ",
        "UBJECT TALKS",
        "éTAGS:",
        "Estimates 12958",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
}

#[test]
fn labels_inside_a_line() {
    let line = "E.O. 12958: N/A TAGS: PREL, UZ SUBJ: TALKS REF: LIMA 12 Classified By: Jane Roe";
    let mut found = Vec::new();
    let mut from = read(line).map_or(0, |(_, len)| len);
    while let Some((start, label, len)) = find_inside(line, from) {
        from = start + len;
        found.push((label, &line[start..from]));
    }
    assert_eq!(
        found,
        [
            (Tags, "TAGS: "),
            (Subject, "SUBJ: "),
            (References, "REF: "),
            (ClassifiedBy, "Classified By: "),
        ]
    );
}

#[test]
fn what_counts_inside_a_line() {
    for (line, want) in [
        ("SIPDIS E.O. 12958: N/A", Some((7, Order, 5))),
        ("SIPDIS EO 12958 DECL: OADR", Some((7, Order, 3))),
        ("sipdis e.o. 12958: n/a", Some((7, Order, 5))),
        ("é SUBJECT : TALKS", Some((3, Subject, 10))),
        ("prel uz subject: talks", Some((8, Subject, 9))),
        ("x classified   by: roe", Some((2, ClassifiedBy, 17))),
        // At the start, without punctuation, in prose, inside a word, too few digits.
        ("TAGS: PREL", None),
        ("X TAGS PREL", None),
        ("He raised one subject: trade", None),
        ("HE RAISED XREF: IT", None),
        ("TALKSREF: A. LIMA 12", Some((5, References, 5))),
        ("UZSUBJECT: TALKS", Some((2, Subject, 9))),
        ("THE CONSULE.O. 12958: N/A", Some((10, Order, 5))),
        (
            "Talks in LimaClassified By: DCM Roe",
            Some((13, ClassifiedBy, 15)),
        ),
        ("SIPDIS E.O. 1295 N/A", None),
        ("SIPDIS E.O. 1295: N/A", None),
        ("THE EOC 12958 WAS", None),
        ("X:", None),
        (" : ; ::", None),
        ("", None),
    ] {
        assert_eq!(find_inside(line, 0), want, "{line}");
    }
    assert_eq!(find_inside("a TAGS: x", 9), None);
    assert_eq!(find_inside("a TAGS: x", 99), None);
    assert_eq!(find_inside("é TAGS: x", 1), None);
}

#[test]
fn misspelt_labels_where_they_are_due() {
    let codes = |text: &str| text == "PREL, UZ";
    for (line, want) in [
        ("TAG PREL, UZ", Some((Tags, 4))),
        ("TAGS, PREL, UZ", Some((Tags, 6))),
        ("TAGES: PREL, UZ", Some((Tags, 7))),
        ("TAGZ: TALKS", None),
        ("SUBJT: TALKS", Some((Subject, 7))),
        ("S U B J E C T: TALKS", Some((Subject, 15))),
        ("SUJBECT: TALKS", Some((Subject, 9))),
        ("Classfied By: Roe", Some((ClassifiedBy, 14))),
        ("CLASIFIED BY: ROE", Some((ClassifiedBy, 14))),
        ("SUMMARY: TALKS", None),
        ("OBJECT OF IT", None),
        ("", None),
    ] {
        assert_eq!(misspelt(line, codes), want, "{line}");
    }
}

#[test]
fn other_orders_are_no_line_of_their_own() {
    for text in [
        "12958: DECL: OADR",
        "12958 DECL: OADR",
        "12958: N/A",
        "12356 N/A",
    ] {
        assert!(is_instructed(text), "{text}");
    }
    for text in ["13382 ENTITIES", "13224", "13382: DECLARED"] {
        assert!(!is_instructed(text), "{text}");
    }
}

#[test]
fn reasons_are_announced() {
    assert_eq!(reason("REASON: 1.4"), Some(8));
    assert_eq!(reason("Reason(s):  1.4"), Some(12));
    assert_eq!(reason("reasons; 1.4"), Some(9));
    assert_eq!(reason("reasons 1.4"), None);
}
