//! cablex-query(7): the language in which cables are searched for.

use std::io;

use cablex::query::{self, FIELDS};

use super::super::query::shown;
use super::Page;
use super::sheet::Sheet;

pub(super) const ABOUT: &str = "The language in which cables are searched for";

const DESCRIPTION: &str = "\
A query is one or more terms, and finds the cables that all of them find. A term without a field looks into the subject \
and the paragraphs. Capital and small letters do not differ, and words are taken as they stand: `ferry` does not find \
ferries.

A word is a run of letters, digits and underscores; everything else parts words. So `al-qadir` is two words, and is \
looked for as the phrase `\"al qadir\"`; `U.S.` as well.";

const TERMS: &[(&str, &str)] = &[
    ("ferry", "The word."),
    (
        "\"new bridge\"",
        "The phrase: these words, one behind the other, whatever stands between them that is no word.",
    ),
    ("ferr*", "Words that begin so."),
    (
        "qadir~",
        "The word, or one with a letter wrong: one missing, one too many, one in place of another, or two that stand the \
         other way round. `qadir~2` is two letters.",
    ),
    (
        "/ferr(y|ies)/",
        "Words that the regular expression matches as a whole, in the syntax of the regex crate, without `^`, `$` and \
         `\\b`. It is about one word and holds no blank; a slash in it is written `\\/`.",
    ),
    (
        "subject:ferry",
        "The word in a field; so with a phrase and all the others. There is no blank behind the colon.",
    ),
    (
        "subject:(ferry OR bridge)",
        "Every term in the parentheses that names no field itself is about this one.",
    ),
];

const OPERATORS: &[(&str, &str)] = &[
    ("ferry lima", "Both. `ferry AND lima` is the same."),
    (
        "ferry OR lima",
        "One of them, or both. `ferry | lima` is the same. `OR` binds less than terms that stand beside one another: \
         `a b OR c` is `(a b) OR c`.",
    ),
    (
        "-lima",
        "Not this one. `NOT lima` is the same. A query may be of such terms alone: it finds all cables but these.",
    ),
    ("(ferry OR bridge) lima", "Parentheses group."),
];

const MORE: &str = "\
`AND`, `OR` and `NOT` are operators in capitals only, and words in small letters and in quotation marks. A hyphen is one \
at the beginning of a term only. The curly quotation marks of word processors are taken as straight ones.";

const FIELDS_ABOUT: &str = "\
Fields of codes and names take their values in any case, and a value with blanks in quotation marks. With `*` behind it a \
value is a beginning: `tag:PR*`. A post is taken in any of its spellings, an id as well: year, post and number.";

const RANGES: &str = "\
`year:`, `number:` and `date:` take one value or a range of them: `2005..2009`, `2005..` or `..2009`. Both ends belong to \
it. A date is a year, a month or a day: `date:2009-07..2009-09` is from the first of July to the last of September. Days \
are those of the date-time group, in UTC.";

const ERRORS: &str = "\
A query that does not parse shows where, and the command ends with exit status 2:";

const WRONG: &[&str] = &["bridge tga:ECON", "ferry OR \"new bridge"];

const EXAMPLES: &str = "\
Examples:
  cablex search 'ferry -lima'                          a word, and another not
  cablex search '\"new bridge\" OR ferr*'                a phrase, or the beginning of a word
  cablex search 'tag:(PREL OR PGOV) post:\"new delhi\"'  codes and a post
  cablex search 'subject:ferry date:2009-07..2009-09'  a word of the subject, in three months
  cablex search 'ref:09STATE123 class:secret'          who cites a cable, among those that are secret";

pub(super) fn page(page: &Page, pages: &[Page]) -> io::Result<String> {
    let mut sheet = Sheet::begin(page);
    sheet.section("DESCRIPTION");
    sheet.prose(DESCRIPTION);
    for (title, items) in [("TERMS", TERMS), ("OPERATORS", OPERATORS)] {
        sheet.section(title);
        for (form, text) in items {
            sheet.item(form, "", text);
        }
    }
    sheet.paragraph();
    sheet.prose(MORE);
    sheet.section("FIELDS");
    sheet.prose(FIELDS_ABOUT);
    for field in FIELDS {
        let about = format!("{}: `{}`", field.about, field.example);
        sheet.item(&format!("{}:", field.name), "", &about);
    }
    sheet.section("RANGES");
    sheet.prose(RANGES);
    sheet.section("ERRORS");
    sheet.prose(ERRORS);
    for wrong in WRONG {
        if let Err(error) = query::parse(wrong) {
            sheet.example(shown(wrong, &error).lines());
        }
    }
    sheet.examples(EXAMPLES);
    Ok(sheet.end(page, pages))
}
