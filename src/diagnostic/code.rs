//! The table of all codes: what can be odd about a cable or an input, a sentence each.

use super::Severity;

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $explanation:literal;)+) => {
        /// The kind of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $explanation] $name,)+ }

        impl Code {
            /// Every code, sorted by name.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code in words, as records hold it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// The severity of every diagnostic of this code.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// One sentence that says what the code means.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation,)+ }
            }
        }
    };
}

// Sorted by code; tests/tidy.rs holds that, and that every code occurs in a snapshot or a command test.
codes! {
    BlockRepeated "block-repeated" Note
        "The lines from the classification line to \"Classified By\" stand twice; the second copy adds nothing and is left out.";
    BytesReplaced "bytes-replaced" Warning
        "Characters that had been lost before the archive was written (U+FFFD) stand in the text.";
    CharactersControl "characters-control" Warning
        "NUL or other control characters stand in the text.";
    ClassificationContradicted "classification-contradicted" Warning
        "The classification line, the security warning and the container do not say the same level.";
    ClassificationMisspelt "classification-misspelt" Note
        "The word of classification had lost or doubled a letter; it was read as the level meant.";
    ClassificationUnread "classification-unread" Warning
        "The classification line names no level that is known.";
    ClassifiedByUnread "classified-by-unread" Warning
        "The line \"Classified By\" names nobody who could be read.";
    ContainerMended "container-mended" Note
        "The message was not written as its container wants, a broken escape or a quotation mark without one; it was read as it was meant.";
    ContainerTorn "container-torn" Warning
        "The container breaks off inside the message; the text may not be whole.";
    DateContradicted "date-contradicted" Warning
        "The date-time group and the filing time, or the container's date, lie more than a day apart; the date-time group was kept.";
    DateUnread "date-unread" Warning
        "The container gives a date that could not be read.";
    DeclassifyUnread "declassify-unread" Warning
        "The declassification instruction is none that is known.";
    DtgUnread "dtg-unread" Warning
        "A date-time group stands in the header but could not be read.";
    EncodingReinterpreted "encoding-reinterpreted" Note
        "The bytes were not UTF-8 and were read as Windows-1252.";
    FieldContradicted "field-contradicted" Warning
        "A field stands twice in the cable and its two forms do not agree; the first was kept.";
    FieldCut "field-cut" Warning
        "A field of the block is longer than one may be; it was cut at its bound, and what lies behind is no part of it.";
    FieldFromContainer "field-from-container" Note
        "The cable itself does not have the field; the value is the container's.";
    FieldOverlong "field-overlong" Warning
        "A field of the block is longer than such fields are; text of the cable may stand in it.";
    FieldUnread "field-unread" Warning
        "The label of a field is printed, but no value could be read.";
    FiledYearUnknown "filed-year-unknown" Note
        "The filing time says the day of the year but not the year, and the cable has no date-time group that would.";
    GarbledText "garbled-text" Note
        "Quotation marks or apostrophes were turned into other characters, or line noise stands in the text; it was kept as printed.";
    HeaderUnread "header-unread" Warning
        "A line of the header holds something that could not be read.";
    IdentifierContradicted "identifier-contradicted" Warning
        "The container's identifier and the cable's own post, number or year do not agree; the cable's own were kept.";
    IdentifierMangled "identifier-mangled" Note
        "The container's identifier was made of a damaged classification line; the canonical one is the cable's own.";
    IdentifierOfContainer "identifier-of-container" Warning
        "The text names another post than the container and has no date of its own; the id is the container's.";
    LineEndsDoubled "line-ends-doubled" Note
        "A blank line stands behind every line; one of the two line ends was passed over.";
    LineFaulty "line-faulty" Note
        "A line of inverted question marks and nothing else: a fault of copying, and no text.";
    LineUnread "line-unread" Warning
        "A line, or several that follow each other, was read as nothing.";
    LinesCrowded "lines-crowded" Warning
        "The text has more short lines than any cable; those behind the first hundred thousand were read as running text, whatever they look like.";
    LinesLost "lines-lost" Warning
        "The line ends of the text are lost, so that its elements could not be told apart for sure.";
    MonthMisspelt "month-misspelt" Note
        "The month of the date-time group was misspelt; it was read as the month meant.";
    MrnUnread "mrn-unread" Warning
        "The classification line names no post and number that could be read.";
    NumberCut "number-cut" Note
        "The number of the classification line lacks its last digits; the serial and the container's identifier have it whole.";
    NumberingGap "numbering-gap" Note
        "A paragraph number was skipped.";
    NumberingRepeated "numbering-repeated" Note
        "A paragraph number stands twice.";
    NumberingRestarted "numbering-restarted" Note
        "The paragraph numbers begin again.";
    NumberingStart "numbering-start" Note
        "The first paragraph number is not 1.";
    OrderMisprinted "order-misprinted" Note
        "The number of the executive order was misprinted; it was read as the order meant.";
    OrderUnread "order-unread" Warning
        "The E.O. line names no executive order that is known.";
    PassageUnended "passage-unended" Warning
        "Words open a passage that is passed on (BEGIN TEXT, QUOTE), and none close it before the next header; that header was read as the beginning of another cable.";
    PortionMisprinted "portion-misprinted" Note
        "A portion mark was written in a form that the handbooks do not know.";
    PrecedenceMisspelt "precedence-misspelt" Note
        "A precedence was misspelt; the one that was meant was taken.";
    ReasonsUnread "reasons-unread" Warning
        "The reasons for classification could not be read.";
    ReferenceEnd "reference-end" Note
        "Behind a reference stands what is none; the reference ends before it, and it was not read.";
    ReferenceIncomplete "reference-incomplete" Warning
        "A reference names a post but no number, or no post of the table, or could not be read.";
    ReferenceSelf "reference-self" Warning
        "A reference of the cable to itself: a copying fault, kept as printed.";
    ReferenceYearUnknown "reference-year-unknown" Note
        "A reference without a printed year has no id, because the cable's own year is not known.";
    ReferencesContradicted "references-contradicted" Warning
        "The container names references that the cable's own lines do not; the cable's own were kept.";
    SectionMissing "section-missing" Warning
        "A section that the classification line counts is not there.";
    SectionMisspelt "section-misspelt" Note
        "The word SECTION was misspelt or left out; the numbers were read all the same.";
    SecurityUnread "security-unread" Warning
        "The security warning could not be read.";
    SignatureRepeated "signature-repeated" Note
        "The signature stands twice.";
    StationUnread "station-unread" Warning
        "The line of the originating station could not be read.";
    SubjectUnlabelled "subject-unlabelled" Note
        "The subject stands without its label.";
    SummaryEndMissing "summary-end-missing" Note
        "The summary has no end mark; it was taken to be that paragraph. Not said of comments, nor of what a heading begins.";
    SummaryStartMissing "summary-start-missing" Note
        "An end mark stands without the start of a summary or comment; a summary that ends among the first paragraphs was taken to begin with the text.";
    TagsGlued "tags-glued" Note
        "Two TAGS were written as one word; they were read as two.";
    TagsMisspelt "tags-misspelt" Note
        "A TAG was misspelt, or is a code of another list; it was read as the code meant.";
    TagsUnknown "tags-unknown" Note
        "A TAG is not in the built-in table.";
    TextCut "text-cut" Warning
        "The text ends in the middle of a sentence.";
    TextMissing "text-missing" Warning
        "No paragraph of the text was found: the header or the block stands alone.";
}

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}
