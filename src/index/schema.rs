//! The fields of the index.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};

/// The name of the tokenizer that cuts texts into words.
pub(super) const WORDS: &str = "words";

/// The fields of a document; a document is one cable of one file.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The file that was named or walked to, as the manifest calls it: what is deleted when the file has changed.
    pub file: Field,
    /// The record's id.
    pub id: Field,
    /// Other ids by which it is known: the container's.
    pub other_id: Field,
    pub kind: Field,
    /// Seconds since 1970.
    pub date: Field,
    /// Of the date, else of the message number.
    pub year: Field,
    /// Of the message number.
    pub number: Field,
    /// The sending post, canonical; where the table does not know it, as the message number prints it.
    pub post: Field,
    /// The level: `SECRET`.
    pub class: Field,
    /// Captions and controls, in capitals.
    pub caption: Field,
    /// Codes of TAGS, and persons among them, in capitals.
    pub tag: Field,
    /// Ids of the cables that it refers to.
    pub cites: Field,
    /// PLADs, in words: the originator; those to whom it is sent, for action or for information.
    pub from: Field,
    pub to: Field,
    /// Who classified it, and who signed it, in words.
    pub by: Field,
    pub signed: Field,
    pub subject: Field,
    /// Headings and texts of paragraphs; between two of them no phrase is found.
    pub body: Field,
    /// The decoded text, where there is one.
    pub text: Field,
    /// What else it takes to make the record again, as JSON.
    pub rest: Field,
}

impl Fields {
    /// The schema, and its fields. Another schema needs another [`super::VERSION`].
    pub(super) fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let words = |stored: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(WORDS)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let options = TextOptions::default().set_indexing_options(indexing);
            if stored {
                options.set_stored()
            } else {
                options
            }
        };
        let counted = || STRING.set_fast("raw");
        let number = || NumericOptions::default().set_indexed().set_fast();
        let fields = Fields {
            file: schema.add_text_field("file", STRING),
            id: schema.add_text_field("id", counted()),
            other_id: schema.add_text_field("other_id", counted()),
            kind: schema.add_text_field("kind", counted()),
            date: schema.add_i64_field("date", number()),
            year: schema.add_i64_field("year", number()),
            number: schema.add_u64_field("number", number()),
            post: schema.add_text_field("post", counted()),
            class: schema.add_text_field("class", counted()),
            caption: schema.add_text_field("caption", counted()),
            tag: schema.add_text_field("tag", counted()),
            cites: schema.add_text_field("cites", STRING),
            from: schema.add_text_field("from", words(false)),
            to: schema.add_text_field("to", words(false)),
            by: schema.add_text_field("by", words(false)),
            signed: schema.add_text_field("signed", words(false)),
            subject: schema.add_text_field("subject", words(true)),
            body: schema.add_text_field("body", words(false)),
            text: schema.add_text_field("text", STORED),
            rest: schema.add_text_field("rest", STORED),
        };
        (schema.build(), fields)
    }
}
