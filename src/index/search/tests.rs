//! What an index finds, against what a look at every record finds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use chrono::Datelike;
use tantivy::{IndexWriter, Term};

use super::super::document::document;
use super::super::open::create_folder;
use super::super::place::Place;
use super::*;
use crate::container;
use crate::parse::{self, Options};
use crate::query::{Code, CodeField, TextField, What, WordTest, parse};
use crate::record::{Cable, Record};
use crate::words;

const POSTS: [&str; 5] = ["LIMA", "QUITO", "TASHKENT", "NEW DELHI", "BOGOTA"];
const LEVELS: [&str; 4] = ["UNCLAS", "C O N F I D E N T I A L", "S E C R E T", "UNCLAS"];
const NOUNS: [&str; 7] = [
    "ferry", "ferries", "bridge", "Al-Qadir", "été", "FERRY_2", "kadir",
];

/// Cable so and so: every third has no date-time group, the last are the same cable twice.
fn text(number: usize) -> String {
    let post = POSTS[number % 5];
    let dated = format!(
        "R {:02}0802Z JUN {:02}\nFM AMEMBASSY {post}\nTO RUEHC/SECSTATE WASHDC 6677\n",
        number % 27 + 1,
        number % 4 + 6
    );
    let header = if number.is_multiple_of(3) { "" } else { &dated };
    let tags = ["PREL, PE", "PGOV", "PREL, Roe, Jane", "PREL, PREL"][number % 4];
    let (a, b) = (NOUNS[number % 7], NOUNS[number * 3 % 5]);
    let capitals = ["", "3. (U) A LIGHT-HOUSE STOOD THERE.\n\n"][usize::from(number % 4 == 1)];
    format!(
        "{header}{} {post} {:06}\n\n{}E.O. 12958: N/A\nTAGS: {tags}\nSUBJECT: A NEW {a}\n\nREF: 08 STATE {number}\n\n\
         1. (U) The {b} and the {a} sailed.\n\n2. (U) The bridge held in {number}.\n\n{capitals}ROE\n",
        LEVELS[number % 4],
        number + 1000,
        if number.is_multiple_of(5) {
            "SIPDIS\n\n"
        } else {
            ""
        },
    )
}

fn cable(number: usize, path: &str) -> Cable {
    container::read(path, &*text(number), None)
        .next()
        .unwrap()
        .unwrap()
}

/// An index in several segments, from one of which a cable is gone, and the records that it holds.
fn index() -> (tempfile::TempDir, Index, Vec<Record>) {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path());
    std::fs::create_dir(place.folder(1)).unwrap();
    let (index, fields) = create_folder(&place.folder(1)).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    let mut records = Vec::new();
    for number in 0..90 {
        let path = format!("{number:02}.txt");
        let versions = if number > 70 {
            &["", "b/", "a/"][..]
        } else {
            &[""]
        };
        for version in versions {
            let cable = cable(number, &format!("{version}{path}"));
            if number != 33 {
                records.push(parse::record(cable.clone(), Options::default()));
            }
            let document = document(&fields, &path, cable).unwrap();
            writer.add_document(document).unwrap();
        }
        if number % 20 == 19 {
            writer.commit().unwrap();
        }
    }
    writer.delete_term(Term::from_field_text(fields.file, "33.txt"));
    writer.commit().unwrap();
    place.switch(1).unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert!(index.searcher().segment_readers().len() > 3);
    assert_eq!(index.cables(), records.len() as u64);
    (dir, index, records)
}

/// Whether a query finds a record, by the meaning of the query alone.
fn finds(query: &Query, record: &Record) -> bool {
    let class = &record.classification;
    let codes = |texts: Vec<&str>, code: &Code| {
        texts.iter().any(|text| match code {
            Code::Is(code) => text.to_uppercase() == *code,
            Code::Begins(stem) => text.to_uppercase().starts_with(stem),
        })
    };
    let year = record.date.map(|date| date.year()).or(record.mrn.year);
    match query {
        Query::All(queries) => queries.iter().all(|query| finds(query, record)),
        Query::Any(queries) => queries.iter().any(|query| finds(query, record)),
        Query::Not(query) => !finds(query, record),
        Query::Text { field, what } => texts(*field, record).iter().any(|text| says(text, what)),
        Query::Code { field, code } => codes(
            match field {
                CodeField::Tag => record.tags.iter().map(|tag| &*tag.code).collect(),
                CodeField::Post => record.mrn.post.as_deref().into_iter().collect(),
                CodeField::Caption => class.captions.iter().map(|text| &**text).collect(),
                CodeField::Cites => {
                    let ids = record.references.iter();
                    ids.filter_map(|reference| reference.id.as_deref())
                        .collect()
                }
                CodeField::Id => record.id.as_deref().into_iter().collect(),
            },
            code,
        ),
        Query::Class(level) => class.level == Some(*level),
        Query::Kind(kind) => record.kind == *kind,
        Query::Year(years) => year.is_some_and(|year| years.contains(year)),
        Query::Date(days) => record
            .date
            .is_some_and(|date| days.contains(date.date_naive())),
        Query::Number(numbers) => {
            let number = record.mrn.number;
            number.is_some_and(|number| numbers.contains(number))
        }
    }
}

fn texts(field: TextField, record: &Record) -> Vec<&str> {
    let subject = record.subject.as_deref().into_iter();
    let paragraphs = record.paragraphs.iter();
    let body =
        paragraphs.flat_map(|paragraph| [paragraph.heading.as_deref(), Some(&*paragraph.text)]);
    let body = body.flatten();
    let routing = &record.routing;
    match field {
        TextField::Anywhere => subject.chain(body).collect(),
        TextField::Subject => subject.collect(),
        TextField::Para => body.collect(),
        TextField::From => routing.from.iter().map(|address| &*address.plad).collect(),
        TextField::To => routing.to.iter().map(|address| &*address.plad).collect(),
        TextField::By => Vec::new(),
        TextField::Signed => record.signature.iter().map(|name| &**name).collect(),
    }
}

fn says(text: &str, what: &What) -> bool {
    // At each place a word, and the one of which it may be the first half.
    let words: Vec<Vec<String>> = words::placed(text)
        .map(|placed| {
            let joined = placed.joined.map(|(joined, _)| joined);
            let word = words::fold(placed.word.text).into_owned();
            std::iter::once(word).chain(joined).collect()
        })
        .collect();
    match what {
        What::Phrase(phrase) => words.windows(phrase.len()).any(|places| {
            let mut places = places.iter().zip(phrase);
            places.all(|(place, word)| place.contains(word))
        }),
        what => {
            let test = WordTest::of(what).unwrap();
            words.iter().flatten().any(|word| test.passes(word))
        }
    }
}

/// Records by what they are ordered by: the newest first, then by id, then by path.
fn in_order(records: &[Record], query: &Query) -> Vec<String> {
    let mut found: Vec<&Record> = records
        .iter()
        .filter(|record| finds(query, record))
        .collect();
    found.sort_by_key(|record| {
        (
            std::cmp::Reverse(record.date),
            record.id.is_none(),
            record.id.clone(),
            record.source.path.clone(),
        )
    });
    found
        .iter()
        .map(|record| record.source.path.clone())
        .collect()
}

fn ask(range: Range<usize>) -> Ask {
    Ask {
        order: Order::Date,
        range,
        facets: Vec::new(),
        values: 0,
    }
}

fn paths(index: &Index, answer: &Answer) -> Vec<String> {
    let path = |hit| index.cable(hit).unwrap().path().to_owned();
    answer.hits.iter().map(path).collect()
}

const QUERIES: &[&str] = &[
    "ferry",
    "nowhere",
    "FERRY bridge",
    "ferry OR kadir",
    "-ferry",
    "-ferry -bridge",
    "bridge -(ferry OR qadir)",
    "kadir OR -bridge",
    "\"al qadir\"",
    "lighthouse",
    "lighth*",
    "\"a lighthouse\"",
    "\"light house stood\"",
    "al-qadir",
    "\"qadir al\"",
    "\"sailed the\"",
    "ferr*",
    "ferry_*",
    "/ferr(y|ies)/",
    "/.*i.*/",
    "kadir~",
    "bridgw~2",
    "rfeyr~2",
    "efrry~",
    "fery~",
    "ferryy~",
    "ete~",
    "été~2",
    "the~",
    "été",
    "ÉT*",
    "10",
    "subject:ferry",
    "para:ferry",
    "subject:ferry para:kadir",
    "from:lima",
    "to:secstate",
    "to:wash*",
    "signed:roe",
    "by:roe",
    "tag:prel",
    "tag:pr*",
    "tag:\"Roe, Jane\"",
    "-tag:prel",
    "post:lima",
    "post:\"new delhi\"",
    "caption:sipdis ferry",
    "class:secret",
    "class:u -post:quito",
    "cites:08STATE12",
    "ref:\"08 STATE 12\"",
    "id:07LIMA1025",
    "kind:cable",
    "year:2007",
    "year:2007..2008",
    "year:2008..",
    "year:..2007",
    "-year:2007",
    "date:2007-06-10..2008-06-05",
    "date:2007-06-20",
    "date:2009..",
    "date:..2007",
    "number:1010..1020",
    "number:1012",
    "ferry date:2007..2008 class:c",
    "(ferry OR \"al qadir\") (tag:pgov OR year:2009) -post:lima",
];

#[test]
fn an_index_finds_what_a_look_at_every_record_finds() {
    let (_dir, index, records) = index();
    let mut found = 0;
    for text in QUERIES {
        let query = parse(text).unwrap();
        let expected = in_order(&records, &query);
        let answer = index.search(&query, &ask(0..usize::MAX)).unwrap();
        assert_eq!(paths(&index, &answer), expected, "{text}");
        assert_eq!(answer.total, expected.len() as u64, "{text}");
        assert_eq!(index.count(&query).unwrap(), answer.total, "{text}");
        found += usize::from(!expected.is_empty());
        // The same cables by their scores, in whatever order.
        let by_score = Ask {
            order: Order::Score,
            ..ask(0..usize::MAX)
        };
        let mut scored = paths(&index, &index.search(&query, &by_score).unwrap());
        let mut expected = expected;
        scored.sort();
        expected.sort();
        assert_eq!(scored, expected, "{text}");
    }
    assert!(found > QUERIES.len() * 4 / 5, "{found}");
}

#[test]
fn any_range_is_a_piece_of_the_whole() {
    let (_dir, index, records) = index();
    for text in ["bridge", "ferry -year:2007"] {
        let query = parse(text).unwrap();
        let expected = in_order(&records, &query);
        for range in [0..1, 0..7, 5..30, 29..31, 60..90, 85..200, 500..501, 3..3] {
            let answer = index.search(&query, &ask(range.clone())).unwrap();
            let end = range.end.min(expected.len());
            let piece = expected.get(range.start.min(end)..end).unwrap();
            assert_eq!(paths(&index, &answer), piece, "{text} {range:?}");
            assert_eq!(answer.total, expected.len() as u64);
        }
    }
}

#[test]
fn what_says_the_words_most_has_the_best_score() {
    let (_dir, index, _) = index();
    let query = parse("ferry bridge tag:prel").unwrap();
    let ask = Ask {
        order: Order::Score,
        ..ask(0..10)
    };
    let answer = index.search(&query, &ask).unwrap();
    let scores: Vec<f32> = answer.hits.iter().map(|hit| hit.score.unwrap()).collect();
    assert!(
        scores.is_sorted_by(|a, b| a >= b) && scores[0] > scores[9],
        "{scores:?}"
    );
    // A field of codes says nothing of how well words fit.
    let words = parse("ferry bridge").unwrap();
    let best = index.search(&words, &ask).unwrap();
    assert_eq!(best.hits[0].score, answer.hits[0].score);
    let codes = index
        .search(&parse("tag:prel year:2007 -lima").unwrap(), &ask)
        .unwrap();
    assert!(codes.hits.iter().all(|hit| hit.score == Some(0.0)));
}

#[test]
fn facets_count_cables_once_for_each_of_their_values() {
    let (_dir, index, records) = index();
    let facets = [
        Facet::Year,
        Facet::Post,
        Facet::Tag,
        Facet::Class,
        Facet::Caption,
        Facet::Kind,
    ];
    for text in ["bridge", "ferry", "nowhere", "year:2007"] {
        let query = parse(text).unwrap();
        let ask = Ask {
            facets: facets.to_vec(),
            values: usize::MAX,
            ..ask(0..2)
        };
        let answer = index.search(&query, &ask).unwrap();
        assert!(answer.hits.len() <= 2);
        for counts in answer.facets {
            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            let mut none = 0;
            for record in records.iter().filter(|record| finds(&query, record)) {
                let class = &record.classification;
                let year = record.date.map(|date| date.year()).or(record.mrn.year);
                let mut values: Vec<String> = match counts.facet {
                    Facet::Year => year.iter().map(ToString::to_string).collect(),
                    Facet::Post => record.mrn.post.iter().cloned().collect(),
                    Facet::Tag => record
                        .tags
                        .iter()
                        .map(|tag| tag.code.to_uppercase())
                        .collect(),
                    Facet::Class => class
                        .level
                        .iter()
                        .map(|level| level.as_str().to_owned())
                        .collect(),
                    Facet::Caption => class.captions.iter().map(|it| it.to_string()).collect(),
                    Facet::Kind => vec!["cable".to_owned()],
                };
                values.sort();
                values.dedup();
                none += u64::from(values.is_empty());
                for value in values {
                    *expected.entry(value).or_default() += 1;
                }
            }
            let found: BTreeMap<String, u64> = counts.values.iter().cloned().collect();
            assert_eq!(
                (found, counts.none),
                (expected, none),
                "{text} {:?}",
                counts.facet
            );
            if counts.facet != Facet::Year {
                assert!(
                    counts
                        .values
                        .is_sorted_by(|a, b| a.1 > b.1 || a.1 == b.1 && a.0 < b.0)
                );
            }
        }
    }
    let ask = Ask {
        facets: vec![Facet::Post, Facet::Year],
        values: 2,
        ..ask(0..0)
    };
    let answer = index.search(&parse("bridge").unwrap(), &ask).unwrap();
    let (posts, years) = (&answer.facets[0], &answer.facets[1]);
    assert_eq!((posts.values.len(), posts.more), (2, 3));
    let years: Vec<&str> = years.values.iter().map(|(year, _)| year.as_str()).collect();
    assert_eq!(years, ["2006", "2007", "2008", "2009"]);
}
