//! Where an input can grow: the fields of a telegram, and whatever a container or a packing has around one.

use super::envelope::{self, CONTAINERS, PACKINGS};

/// Makes the input around what fills the place.
type Make = dyn Fn(&[u8]) -> Vec<u8>;

/// A place that is filled.
pub struct Place {
    pub name: String,
    make: Box<Make>,
    /// Whether only a reader of files opens it.
    pub packed: bool,
}

impl Place {
    fn new(name: impl Into<String>, make: impl Fn(&[u8]) -> Vec<u8> + 'static) -> Self {
        Place {
            name: name.into(),
            make: Box::new(make),
            packed: false,
        }
    }

    /// The input with so many bytes there, of these tokens over and over.
    pub fn grown(&self, tokens: &[u8], bytes: usize) -> Vec<u8> {
        let times = bytes / tokens.len().max(1) + 1;
        (self.make)(&tokens.repeat(times))
    }
}

/// A cable; each `@` is a place that can be filled.
const CABLE: &str = "@VZCZCXYZ0401\nRR RUEHC@\nDE RUEHPE #0401 1320930\nZNR UUUUU ZZH\n@R 120930Z MAY 06@\n\
                     FM AMEMBASSY LIMA@\nTO RUEHC/SECSTATE WASHDC 0401@\n@INFO RUEHQT/AMEMBASSY QUITO 0012@\nBT\n@\
                     C O N F I D E N T I A L LIMA 000401 @\n\nSIPDIS\n@\nE.O. 12958: DECL: 05/12/2016 @\n\
                     TAGS: PREL, PE @\nSUBJECT: A LIGHT @\nREF: QUITO 812 @\n\
                     Classified By: DCM Jane Roe @ for reasons 1.4 (b) and (d).\n\n@\n\n\
                     1. (C) Summary: The keeper left. @ End summary.\n@\n2. (C) The light @ is out.\n\n\
                     ROE\n@BT\n#0401\nNNNN\n@";

const NAMES: [&str; 21] = [
    "before",
    "routing",
    "signals",
    "dtg",
    "from",
    "to",
    "info",
    "info-line",
    "office",
    "class",
    "caption",
    "order",
    "tags",
    "subject",
    "refs",
    "by",
    "block",
    "summary",
    "paragraphs",
    "text",
    "end",
];

/// The cable, nothing filled.
fn cable() -> Vec<u8> {
    CABLE.replace('@', "").into_bytes()
}

/// Every place.
pub fn all() -> Vec<Place> {
    let pieces: Vec<_> = CABLE.split('@').collect();
    assert_eq!(
        pieces.len(),
        NAMES.len() + 2,
        "a name for each place, but for the last"
    );
    let mut places = Vec::new();
    for (number, name) in (1..).zip(NAMES.into_iter().chain(["behind"])) {
        let (before, after) = (pieces[..number].concat(), pieces[number..].concat());
        places.push(Place::new(name, move |filler| {
            [before.as_bytes(), filler, after.as_bytes()].concat()
        }));
    }
    for (name, envelope) in CONTAINERS {
        // Within the text of the cable.
        places.push(Place::new(format!("{name}:text"), move |filler| {
            envelope(&[&cable(), filler].concat())
        }));
        if name == "acp127" {
            continue;
        }
        // And in what is around it, as it stands there: before each eighth of it, and behind all.
        let around = envelope(&cable());
        for eighth in 0..=8 {
            let (before, after) = around.split_at(around.len() * eighth / 8);
            let (before, after) = (before.to_vec(), after.to_vec());
            places.push(Place::new(format!("{name}:{eighth}/8"), move |filler| {
                [&before, filler, &after].concat()
            }));
        }
    }
    for (name, pack) in PACKINGS {
        let packed = Place::new(format!("{name}:text"), move |filler| {
            pack(&[&cable(), filler].concat())
        });
        places.push(Place {
            packed: true,
            ..packed
        });
        if name.starts_with("mail") {
            let around = pack(&cable());
            for eighth in 0..=8 {
                let (before, after) = around.split_at(around.len() * eighth / 8);
                let (before, after) = (before.to_vec(), after.to_vec());
                let place = Place::new(format!("{name}:{eighth}/8"), move |filler| {
                    [&before, filler, &after].concat()
                });
                places.push(Place {
                    packed: true,
                    ..place
                });
            }
        }
    }
    places
}

/// Inputs of many things instead of long ones: the whole of an envelope over and over, many members, many mails.
pub fn many() -> Vec<Place> {
    let mut places = Vec::new();
    let around = CONTAINERS.into_iter().map(|envelope| (envelope, false));
    for ((name, envelope), packed) in around.chain(PACKINGS.map(|packing| (packing, true))) {
        let one = envelope(&cable());
        let place = Place::new(format!("many:{name}"), move |filler| {
            one.repeat(filler.len() / one.len() + 1)
        });
        places.push(Place { packed, ..place });
    }
    for (name, pack) in [
        ("zip", envelope::zip as fn(&[(&str, &[u8])]) -> Vec<u8>),
        ("tar", envelope::tar),
    ] {
        let place = Place::new(format!("many:members of {name}"), move |filler| {
            let cable = cable();
            let names: Vec<_> = (0..filler.len() / (cable.len() + 128) + 1)
                .map(|number| format!("{}/{number}.txt", number % 7))
                .collect();
            let files: Vec<_> = names
                .iter()
                .map(|name| (name.as_str(), cable.as_slice()))
                .collect();
            pack(&files)
        });
        places.push(Place {
            packed: true,
            ..place
        });
    }
    places
}
