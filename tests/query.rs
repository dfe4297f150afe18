//! The query language: what reads as what, what does not read, and that no text does harm.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

#[path = "common/chance.rs"]
mod chance;

use cablex::query::{Code, CodeField, FIELDS, Marks, Query, TextField, What, parse};
use proptest::prelude::*;

#[test]
fn queries_read_as_what_they_say() {
    for (text, expected) in [
        // Terms and what stands between them.
        ("ferry", "ferry"),
        ("  Ferry\tLIMA ", "ferry lima"),
        ("ferry AND lima", "ferry lima"),
        ("ferry OR lima", "ferry OR lima"),
        (
            "ferry | lima || bogota|quito",
            "ferry OR lima OR bogota OR quito",
        ),
        ("a b OR c d", "(a b) OR (c d)"),
        ("a (b OR c) d", "a (b OR c) d"),
        ("(a (b c)) (d)", "a b c d"),
        ("a OR (b OR (c OR d e))", "a OR b OR c OR (d e)"),
        ("a and b or not c", "a and b or not c"),
        ("\"OR\" \"not\"", "or not"),
        ("-ferry", "-ferry"),
        ("NOT ferry lima", "-ferry lima"),
        ("-(a b) --c NOT -d", "-(a b) c d"),
        ("a OR -b", "a OR -b"),
        ("-(-a)", "a"),
        ("f(x)\"y z\"", "f x \"y z\""),
        // Words are those of texts.
        ("Al-Qadir", "\"al qadir\""),
        ("U.S. 10:30", "\"u s\" \"10 30\""),
        ("\"The New-Bridge, 3\"", "\"the new bridge 3\""),
        ("“curly \"quotes\"” „low“", "\"curly quotes\" low"),
        ("ÉTÉ \u{17F}ea", "été sea"),
        ("\"one\"", "one"),
        // Kinds of terms.
        ("FERR*", "ferr*"),
        ("Qadir~ qadir~1 qadir~2", "qadir~ qadir~ qadir~2"),
        ("/ferr(y|ies)/ x", "/ferr(y|ies)/ x"),
        (r"/a\/b\\\/c/", r"/a\/b\\\/c/"),
        ("(/a/|/b/)", "/a/ OR /b/"),
        // Fields of words.
        ("subject:Ferry", "subject:ferry"),
        (
            "SUBJECT:\"a b\" para:c* from:/d/ to:e~",
            "subject:\"a b\" para:c* from:/d/ to:e~",
        ),
        ("by:(roe OR doe) x", "(by:roe OR by:doe) x"),
        (
            "signed:(a -b tag:C (d OR subject:e))",
            "signed:a -signed:b tag:C (signed:d OR subject:e)",
        ),
        (
            "subject:re:ferry subject:-x subject:NOT",
            "subject:\"re ferry\" subject:x subject:not",
        ),
        // Codes and names.
        (
            "tag:prel tag:PR* tag:\"doe, john\"",
            "tag:PREL tag:PR* tag:\"DOE, JOHN\"",
        ),
        ("tag:(PREL OR PGOV)", "tag:PREL OR tag:PGOV"),
        (
            "caption:nodis caption:\"roger  channel\"",
            "caption:NODIS caption:\"ROGER CHANNEL\"",
        ),
        (
            "post:Tashkent post:\"new delhi\" post:\"far town\"",
            "post:TASHKENT post:NEWDELHI post:FARTOWN",
        ),
        ("post:new*", "post:NEW*"),
        (
            "ref:09STATE123 cites:\"09 secstate 00123\"",
            "ref:09STATE123 ref:09STATE123",
        ),
        (
            "id:09tashkent1243 id:09tash*",
            "id:09TASHKENT1243 id:09TASH*",
        ),
        (
            "class:s class:TS class:\"top secret\" class:Confidential",
            "class:secret class:top-secret class:top-secret class:confidential",
        ),
        ("kind:withdrawal -kind:cable", "kind:withdrawal -kind:cable"),
        // Numbers and days.
        (
            "year:2009 year:2005..2009 year:..2009 year:2005..",
            "year:2009 year:2005..2009 year:..2009 year:2005..",
        ),
        ("year:(2005 OR 2009)", "year:2005 OR year:2009"),
        (
            "number:1243 number:1000.. number:\"5 .. 7\"",
            "number:1243 number:1000.. number:5..7",
        ),
        ("date:2009-07-17", "date:2009-07-17"),
        ("date:2009-07..2009-09", "date:2009-07-01..2009-09-30"),
        (
            "date:..2009 date:2009-07..",
            "date:..2009-12-31 date:2009-07-01..",
        ),
    ] {
        assert_eq!(
            parse(text).map(|query| query.to_string()).as_deref(),
            Ok(expected),
            "{text}"
        );
        let again = parse(expected);
        assert_eq!(again, parse(text), "{expected}");
    }
}

#[test]
fn what_does_not_read_shows_where() {
    for (text, at, message) in [
        ("", "", "the query is empty; "),
        ("  ", "  ", "the query is empty"),
        (
            "ferry \"al qadir",
            "\"",
            "this quotation mark is not closed",
        ),
        ("ferry (a (b)", "(", "this parenthesis is not closed"),
        ("ferry (", "(", "this parenthesis is not closed"),
        ("ferry) a", ")", "this parenthesis closes none"),
        (")", ")", "this parenthesis closes none"),
        ("a ()", ")", "nothing stands in these parentheses"),
        (
            "a OR",
            "OR",
            "nothing stands behind OR; the word itself is written \"OR\"",
        ),
        ("a | ", "|", "nothing stands behind |"),
        ("(a OR) b", "OR", "nothing stands behind OR"),
        ("OR a", "OR", "nothing stands before OR"),
        ("a OR OR b", "OR", "nothing stands behind OR"),
        ("AND a", "AND", "nothing stands before AND"),
        ("a AND", "AND", "nothing stands behind AND"),
        ("a NOT", "NOT", "nothing stands behind NOT"),
        ("a -)", "-", "nothing stands behind -"),
        ("iran - iraq", "-", "nothing stands behind the hyphen"),
        ("a -", "-", "nothing stands behind the hyphen"),
        ("iran & iraq", "&", "there is no word in &"),
        (
            "a \"—\"",
            "\"—\"",
            "no word stands in these quotation marks",
        ),
        // Kinds of terms.
        ("*", "*", "* stands alone"),
        (
            "*bridge",
            "*",
            "* stands at the end of a word only; a regular expression takes longer, and finds it: /.*bridge/",
        ),
        (
            "fe*ry",
            "*",
            "* stands at the end of a word only; a regular expression takes longer, and finds it: /fe.*ry/",
        ),
        (
            "al-*qadir",
            "*",
            "* stands at the end of a word only; other places",
        ),
        (
            "al-qad*",
            "al-qad*",
            "* stands behind one whole word; al-qad is none; its words are al qad*",
        ),
        ("al-qadir~", "al-qadir~", "~ stands behind one whole word"),
        ("~", "~", "~ stands alone"),
        ("\"a b\"~2", "~2", "~ stands alone"),
        (
            "qadir~3",
            "~3",
            "one or two letters may be wrong; qadir~ or qadir~2",
        ),
        ("qadir~99999999999", "~99999999999", "one or two letters"),
        ("x /ferr(y/", "(", "no regular expression: unclosed group"),
        ("x /a{9}{/", "{", "no regular expression"),
        (
            r"/\w{1000}{1000}/",
            r"/\w{1000}{1000}/",
            "this regular expression is too large",
        ),
        (
            "/^ferry$/",
            "/^ferry$/",
            "a regular expression is for one whole word; leave ^",
        ),
        (
            "/new bridge/",
            " ",
            "a regular expression is for one word, which holds no blank",
        ),
        ("/ferry", "/", "this regular expression is not closed"),
        (r"/ferry\/", "/", "this regular expression is not closed"),
        ("//", "//", "this regular expression is empty"),
        (
            "/usr/lib",
            "/usr/",
            "a regular expression ends with its slash, and a blank",
        ),
        // Fields.
        (
            "a tga:PREL",
            "tga",
            "there is no field tga; did you mean tag?",
        ),
        (
            "TAGS:PREL",
            "TAGS",
            "there is no field TAGS; did you mean tag?",
        ),
        (
            "subj:x",
            "subj",
            "there is no field subj; did you mean subject?",
        ),
        (
            "classification:s",
            "classification",
            "there is no field classification; did you mean class?",
        ),
        ("re:x", "re", "there is no field re; did you mean ref?"),
        (
            "http://x",
            "http",
            "there is no field http; the fields are subject, para, ",
        ),
        (
            "tag: PREL",
            "tag:",
            "tag has no value; write it without a blank, as in tag:PREL",
        ),
        ("tag:", "tag:", "tag has no value"),
        ("(tag:)", "tag:", "tag has no value"),
        ("subject:()", ")", "nothing stands in these parentheses"),
        (
            "tag:\" \"",
            "\" \"",
            "nothing stands in these quotation marks",
        ),
        ("tag:*", "*", "* stands alone"),
        ("tag:P*L", "P*L", "no code holds '*'"),
        (
            "tag:PREL,PGOV",
            "PREL,PGOV",
            "\"PREL,PGOV\" is not one value; several stand in parentheses",
        ),
        (
            "tag:PREL|PGOV",
            "|",
            "tag: ends where | stands; alternatives of a field stand in parentheses: tag:(A | B)",
        ),
        ("tag:/P.*/", "/P.*/", "tag: takes no regular expression"),
        ("post:tashkint~", "tashkint~", "no code holds '~'"),
        (
            "class:secert",
            "secert",
            "there is no classification \"secert\"; did you mean secret?",
        ),
        (
            "class:conf",
            "conf",
            "there is no classification \"conf\"; did you mean confidential?",
        ),
        (
            "kind:memo",
            "memo",
            "there is no kind \"memo\"; the kinds are cable, withdrawal and document",
        ),
        (
            "ref:STATE123",
            "STATE123",
            "STATE 123 is a cable of every year: put the year before it, as in 09STATE123",
        ),
        (
            "ref:x",
            "x",
            "\"x\" is no cable's id; an id is year, post and number",
        ),
        (
            "year:09",
            "09",
            "\"09\" is no year of four digits; years are written 2009",
        ),
        (
            "year:2005-2009",
            "2005-2009",
            "\"2005-2009\" is no year; a range is written 2005..2009",
        ),
        (
            "year:2009..2005",
            "2009..2005",
            "the range ends before it begins: 2009 is more than 2005; the other way round",
        ),
        ("year:..", "..", "this range has neither end"),
        ("number:x", "x", "\"x\" is no number"),
        ("number:+5", "+5", "\"+5\" is no number"),
        (
            "number:99999999999",
            "99999999999",
            "\"99999999999\" is no number",
        ),
        (
            "date:yesterday",
            "yesterday",
            "\"yesterday\" is no date; a date is written 2009",
        ),
        (
            "date:2009-02-30",
            "2009-02-30",
            "there is no day 2009-02-30",
        ),
        (
            "date:2009-7..2009-09",
            "2009-7..2009-09",
            "\"2009-7\" is no date; did you mean 2009-07?",
        ),
        (
            "date:2009/07/17",
            "2009/07/17",
            "\"2009/07/17\" is no date; did you mean 2009-07-17?",
        ),
        (
            "date:2009-09..2009-07",
            "2009-09..2009-07",
            "the range ends before it begins",
        ),
        ("date:..", "..", "this range has neither end"),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(text.get(error.at.clone()), Some(at), "{text}: {error}");
        assert!(error.to_string().starts_with(message), "{text}: {error}");
    }
}

#[test]
fn parentheses_lie_so_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(parse(&nested(64)).unwrap(), parse("a").unwrap());
    let error = parse(&nested(65)).unwrap_err();
    assert_eq!(
        (error.at, error.message.as_str()),
        (64..65, "more than 64 parentheses in one another")
    );
    let error = parse(&"(subject:".repeat(100_000)).unwrap_err();
    assert!(error.message.starts_with("more than 64"));
    // Terms that turn round are no depth, nor are terms beside one another.
    let turned = format!("{}a", "-".repeat(100_001));
    assert_eq!(parse(&turned).unwrap(), parse("-a").unwrap());
    let many = format!("{}c", "(a OR b) | ".repeat(20_000));
    let Query::Any(many) = parse(&many).unwrap() else {
        panic!("no alternatives");
    };
    assert_eq!(many.len(), 40_001);
}

#[test]
fn examples_of_fields_read_as_their_field() {
    let mut names: Vec<&str> = Vec::new();
    for field in FIELDS {
        parse(field.example).unwrap();
        assert!(
            field
                .example
                .trim_start_matches('-')
                .starts_with(&format!("{}:", field.name))
        );
        assert!(!names.contains(&field.name));
        names.push(field.name);
    }
    for name in "tag post from to subject class caption ref cites by signed para year date number"
        .split(' ')
    {
        assert!(names.contains(&name), "{name}");
    }
}

#[test]
fn a_query_says_what_is_looked_for() {
    let Query::All(all) = parse("al-qadir -tag:PR*").unwrap() else {
        panic!("no terms");
    };
    let what = What::Phrase(vec!["al".to_owned(), "qadir".to_owned()]);
    let tag = Query::Code {
        field: CodeField::Tag,
        code: Code::Begins("PR".to_owned()),
    };
    assert_eq!(
        all,
        [
            Query::Text {
                field: TextField::Anywhere,
                what
            },
            Query::Not(Box::new(tag))
        ]
    );
}

/// Pieces that queries are made of, and what they are not made of.
const PIECES: &str = "(\\PC|[\"“”()|/*~:. \\t\\\\-]|a|Qadir|été|İ|2009|-07|\\.\\.|09LIMA12|subject:|para:|signed:|\
                      tag:|post:|class:|secret|ref:|id:|year:|date:|number:|kind:|cable| OR | AND | NOT |NEW DELHI){0,12}";

proptest! {
    #![proptest_config(chance::config(1000))]

    #[test]
    fn any_text_reads_or_shows_where(text in PIECES) {
        match parse(&text) {
            Ok(query) => {
                let printed = query.to_string();
                let again = parse(&printed);
                prop_assert_eq!(again.as_ref(), Ok(&query), "{:?} is printed {:?}", text, printed);
                for field in [TextField::Anywhere, TextField::Para, TextField::From] {
                    let mut end = 0;
                    for range in Marks::of(&query, field).find(&text) {
                        prop_assert!(range.start >= end && text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                        end = range.end;
                    }
                }
            }
            Err(error) => {
                prop_assert!(text.get(error.at.clone()).is_some(), "{error:?}");
                prop_assert!((!error.at.is_empty() || text.is_empty()) && !error.message.is_empty(), "{error:?}");
            }
        }
    }

    #[test]
    fn words_of_a_text_are_found_in_it(text in "[a-cA-CéÉ .,'-]{1,30}") {
        let quoted = format!("\"{text}\"");
        if let Ok(query) = parse(&quoted) {
            prop_assert!(!Marks::of(&query, TextField::Subject).find(&text).is_empty());
        }
    }
}
