//! The fields of queries.

use super::{CodeField, TextField};

/// A field that a query may name.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, as it stands before the colon.
    pub name: &'static str,
    /// What it finds.
    pub about: &'static str,
    /// How it is written.
    pub example: &'static str,
    pub(super) takes: Takes,
}

/// What stands behind a field's colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Text(TextField),
    Code(CodeField),
    Class,
    Kind,
    Year,
    Date,
    Number,
}

/// Every field.
pub const FIELDS: &[Field] = &[
    Field {
        name: "subject",
        about: "words of the subject",
        example: "subject:\"new bridge\"",
        takes: Takes::Text(TextField::Subject),
    },
    Field {
        name: "para",
        about: "words of the paragraphs and their headings",
        example: "para:ferr*",
        takes: Takes::Text(TextField::Para),
    },
    Field {
        name: "from",
        about: "words of the sender's PLAD",
        example: "from:\"amembassy lima\"",
        takes: Takes::Text(TextField::From),
    },
    Field {
        name: "to",
        about: "words of the addressees' PLADs, for action and for information",
        example: "to:nsc",
        takes: Takes::Text(TextField::To),
    },
    Field {
        name: "by",
        about: "words of who classified the cable: name, title, office",
        example: "by:polcouns",
        takes: Takes::Text(TextField::By),
    },
    Field {
        name: "signed",
        about: "a name of those who sign",
        example: "signed:roe",
        takes: Takes::Text(TextField::Signed),
    },
    Field {
        name: "tag",
        about: "a code of the TAGS line, or a person named there",
        example: "tag:PREL",
        takes: Takes::Code(CodeField::Tag),
    },
    Field {
        name: "caption",
        about: "a caption or a control",
        example: "caption:nodis",
        takes: Takes::Code(CodeField::Caption),
    },
    Field {
        name: "class",
        about: "the classification: u, c, s, ts, or in full",
        example: "class:secret",
        takes: Takes::Class,
    },
    Field {
        name: "post",
        about: "the sending post, in any of its spellings",
        example: "post:\"new delhi\"",
        takes: Takes::Code(CodeField::Post),
    },
    Field {
        name: "number",
        about: "the number of the cable in its year, or a range of numbers",
        example: "number:1000..1999",
        takes: Takes::Number,
    },
    Field {
        name: "year",
        about: "the year, or a range of years",
        example: "year:2005..2009",
        takes: Takes::Year,
    },
    Field {
        name: "date",
        about: "the day of the date-time group; a month and a year are all their days",
        example: "date:2009-07..2009-09",
        takes: Takes::Date,
    },
    Field {
        name: "id",
        about: "the cable with this id, its own or its container's, in any spelling that a reference may have",
        example: "id:09TASHKENT1243",
        takes: Takes::Code(CodeField::Id),
    },
    Field {
        name: "ref",
        about: "cables that refer to the cable with this id",
        example: "ref:\"09 STATE 123\"",
        takes: Takes::Code(CodeField::Cites),
    },
    Field {
        name: "cites",
        about: "the same as ref",
        example: "cites:09STATE123",
        takes: Takes::Code(CodeField::Cites),
    },
    Field {
        name: "kind",
        about: "what kind of document it is: cable, withdrawal or document",
        example: "-kind:withdrawal",
        takes: Takes::Kind,
    },
];

/// Words anywhere, which have no name before them.
pub(super) static ANYWHERE: Field = Field {
    name: "",
    about: "words of the subject and the paragraphs",
    example: "ferry",
    takes: Takes::Text(TextField::Anywhere),
};

/// The field of a name, in any case.
pub(super) fn find(name: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case(name))
}

/// The name of the first field that takes this.
pub(super) fn name(takes: Takes) -> &'static str {
    let found = FIELDS.iter().find(|field| field.takes == takes);
    found.map_or("", |field| field.name)
}
