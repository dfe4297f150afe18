use super::*;

fn shown(text: &str) -> String {
    let items: Vec<String> = items(text)
        .iter()
        .map(|item| {
            let kind = match &item.kind {
                Kind::Cable(cable) => {
                    let year = cable.year.map(|year| format!("{year:02}"));
                    format!("{}{}{}", year.unwrap_or_default(), cable.post, cable.number)
                }
                other => format!("{other:?}"),
            };
            let notal = if item.notal { "!" } else { "" };
            format!("{}{notal}={kind}", item.text)
        })
        .collect();
    items.join("; ")
}

#[test]
fn one() {
    for (text, want) in [
        ("RIYADH 12", "RIYADH 12=RIYADH12"),
        ("RIYADH 12 (NOTAL).", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12 (NOTAL) (2007)", "RIYADH 12  (2007)!=RIYADH12"),
        ("RIYADH 12 AND PREVIOUS", "RIYADH 12=RIYADH12"),
        ("RIYADH 12 AND\nPREVIOUS (NOTAL)", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12\n(NOTAL)", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12 (ALL NOTAL)", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12 (NOTALS)", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12 (NOT ALL)", "RIYADH 12!=RIYADH12"),
        ("RIYADH 12 -- FERRIES", "RIYADH 12 -- FERRIES=RIYADH12"),
        ("RIYADH 12 (U) It rained.", "RIYADH 12=RIYADH12"),
        ("RIYADH 12 ... 4711", "RIYADH 12=RIYADH12"),
        ("(07) RIYADH 12", "(07) RIYADH 12=07RIYADH12"),
        ("ANKARA\n12", "ANKARA 12=ANKARA12"),
        ("PORT OF\nSPAIN 12", "PORT OF SPAIN 12=PORTOFSPAIN12"),
        ("07\nLIMA 12", "07 LIMA 12=07LIMA12"),
        ("USUN\nNEW YORK 12", "USUN NEW YORK 12=USUNNEWYORK12"),
        ("AIT\nTAIPEI 12", "AIT TAIPEI 12=AITTAIPEI12"),
        ("ROE-\nDOE EMAIL", "ROE-DOE EMAIL=Email"),
        ("ROE-DOE EMAIL\n05/11/07", "ROE-DOE EMAIL 05/11/07=Email"),
        (
            "ROE-DOE\nEMAIL OF MAY 11, 2007",
            "ROE-DOE EMAIL OF MAY 11, 2007=Email",
        ),
        (
            "CDRUSCENTCOM 121200Z\nJAN 07",
            "CDRUSCENTCOM 121200Z JAN 07=Message",
        ),
        ("IIR 6\n888 0123 07", "IIR 6 888 0123 07=Message"),
        ("LIMA\nA-50", "LIMA A-50=Document"),
        ("ROE AND DOE LETTER", "ROE AND DOE LETTER=Document"),
        ("STATE", "STATE=Post"),
        ("", ""),
        (" ;, ", ""),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn several() {
    let three = "RIYADH 12=RIYADH12; 13=RIYADH13; 15=RIYADH15";
    let two = "RIYADH 12=RIYADH12; 07 LIMA 13=07LIMA13";
    for (text, want) in [
        ("RIYADH 12, 13 AND 15", three),
        ("RIYADH 12, 13, AND 15", three),
        ("RIYADH 12,\n13 AND 15", three),
        ("RIYADH 12; 07 LIMA 13", two),
        ("RIYADH 12, 07 LIMA 13", two),
        ("RIYADH 12\n07 LIMA 13", two),
        ("RIYADH 12: 07 LIMA 13", two),
        ("RIYADH 12 AND 07 LIMA 13", two),
        ("RIYADH 12  07 LIMA 13", two),
        ("RIYADH 12; 07\nLIMA 13", two),
        ("RIYADH 12, 07\nLIMA 13", two),
        ("RIYADH 12 & 07 LIMA\n13", two),
        ("08 LIMA 12 AND 14", "08 LIMA 12=08LIMA12; 14=08LIMA14"),
        (
            "FARTOWN 1091: OTHERTOWN 263",
            "FARTOWN 1091=FARTOWN1091; OTHERTOWN 263=OTHERTOWN263",
        ),
        (
            "STATE 74879; ROE-DOE EMAIL 05/11/07",
            "STATE 74879=STATE74879; ROE-DOE EMAIL 05/11/07=Email",
        ),
        (
            "ROE-DOE EMAIL 05/11/07\nSTATE 74879",
            "ROE-DOE EMAIL 05/11/07=Email; STATE 74879=STATE74879",
        ),
        ("STATE\nLIMA 12", "STATE=Post; LIMA 12=LIMA12"),
        ("LIMA 12, STATE", "LIMA 12=LIMA12; STATE=Post"),
        ("RUBBISH; LIMA 12", "RUBBISH=Unread; LIMA 12=LIMA12"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}
