//! Dumps, in one piece and byte by byte.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::container::formats;
use crate::message::Container;

/// What the rows of a dump say, text and archive; they are the same however it arrives.
fn rows(dump: &str) -> Vec<Result<Content, String>> {
    let dialect = recognise(dump.as_bytes()).unwrap();
    let read_in = |step: usize| {
        let mut cutter = Cutter::new(dialect);
        let (mut found, mut start, mut seen) = (Vec::new(), 0, 0);
        while start < dump.len() {
            let last = seen == dump.len();
            let open = slice(dump.as_bytes(), start..seen);
            match cutter.end(open, last) {
                Some(len) => {
                    let raw = slice(open, 0..len);
                    if cutter.stretch() != Stretch::Between {
                        let form = cutter.form().unwrap();
                        let read = formats::read(Container::Sql, Some(&*form), raw);
                        found.push(read.map_err(|error| error.to_string()));
                    }
                    start += len;
                }
                None if last => break,
                None => seen = dump.len().min(seen + step),
            }
        }
        found
    };
    let whole = read_in(dump.len());
    for step in [1, 5, 64] {
        let stepped = read_in(step);
        let show = |rows: &[Result<Content, String>]| format!("{rows:?}");
        assert_eq!(show(&stepped), show(&whole), "in steps of {step}");
    }
    whole
}

fn said(dump: &str, key: &str) -> Vec<String> {
    rows(dump)
        .into_iter()
        .map(|row| match row {
            Ok(content) if key == "text" => content.text,
            Ok(content) => content.archive.text(key).unwrap_or("-").to_owned(),
            Err(error) => error,
        })
        .collect()
}

#[test]
fn tuples_of_insert() {
    let dump = "-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `user` (`id` int, `name` text);\n\
        INSERT INTO `user` VALUES (1,'a\\'; b)'),(2,'(');\n\
        CREATE TABLE IF NOT EXISTS `cable` (\n `id` int(11) NOT NULL,\n `date` datetime DEFAULT '0000-00-00',\n `refid` varchar(9),\n \
        `content` text,\n PRIMARY KEY (`id`),\n KEY `x` (`refid`,`date`)\n);\n\
        INSERT INTO `cable` VALUES (1,'2009-07-17 04:51:00','09LIMA12','UNCLAS LIMA 000012\\n\\nIt\\'s \\\"here\\\"; a) yes'),\n\
        (2,NULL,'09LIMA13',_binary 'UNCLAS LIMA 000013');\nUNLOCK TABLES;\n";
    assert_eq!(
        said(dump, "text"),
        [
            "UNCLAS LIMA 000012\n\nIt's \"here\"; a) yes",
            "UNCLAS LIMA 000013"
        ]
    );
    assert_eq!(said(dump, "created"), ["2009-07-17 04:51:00", "-"]);
    assert_eq!(said(dump, "identifier"), ["09LIMA12", "09LIMA13"]);
}

#[test]
fn strings_without_backslashes() {
    let dump = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n\
        INSERT INTO \"cables\" (refid, body) VALUES ('09LIMA12', replace('UNCLAS LIMA 000012\\n\\nIt''s here','\\n',char(10)));\n\
        INSERT INTO \"cables\" (refid, body) VALUES ('09LIMA13', 'UNCLAS LIMA 000013\nC:\\');\nCOMMIT;";
    assert_eq!(
        said(dump, "text"),
        [
            "UNCLAS LIMA 000012\n\nIt's here",
            "UNCLAS LIMA 000013\nC:\\"
        ]
    );
}

#[test]
fn lines_of_copy() {
    let dump = "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n\n\
        COPY public.users (id, name) FROM stdin;\n1\tAnn\n\\.\n\n\
        COPY public.cables (id, refid, sent, content) FROM stdin;\n\
        1\t09LIMA12\t\\N\tUNCLAS LIMA 000012\\n\\nA\\ttab, \\\\ and \"quotes\"\n2\t09LIMA13\t\\N\tUNCLAS LIMA 000013\n\\.\n\n\
        ALTER TABLE public.cables OWNER TO a;\n";
    assert_eq!(
        said(dump, "text"),
        [
            "UNCLAS LIMA 000012\n\nA\ttab, \\ and \"quotes\"",
            "UNCLAS LIMA 000013"
        ]
    );
}

#[test]
fn columns_without_names_tell_by_what_they_hold() {
    let dump =
        "INSERT INTO x VALUES (7,'09LIMA12','7/17/2009 4:51','SECRET','S E C R E T LIMA 000012');";
    assert_eq!(said(dump, "classification"), ["SECRET"]);
    assert_eq!(said(dump, "row"), ["7"]);
}

#[test]
fn columns_have_the_names_of_their_table() {
    let rows = "('09LIMA12','seen','UNCLAS LIMA 000012');";
    for dump in [
        format!("INSERT INTO c (refid, note, body) VALUES {rows}"),
        format!("CREATE TABLE c (refid text, note text, body text);\nINSERT INTO c VALUES {rows}"),
        "COPY c (refid, note, body) FROM stdin;\n09LIMA12\tseen\tUNCLAS LIMA 000012\n\\.\n"
            .to_owned(),
    ] {
        assert_eq!(said(&dump, "note"), ["seen"], "{dump}");
    }
}

#[test]
fn what_is_no_tuple_ends_with_its_statement() {
    let dump = "INSERT INTO x (a) VALUES   DEFAULT;INSERT INTO c (refid, body) VALUES ('09LIMA12','UNCLAS LIMA 000012');";
    assert_eq!(said(dump, "identifier"), ["09LIMA12"]);
}

#[test]
fn a_torn_tuple_is_damaged() {
    let dump =
        "INSERT INTO x (refid, body) VALUES ('09LIMA12','UNCLAS LIMA 000012'),('09LIMA13','UNCLAS";
    assert_eq!(
        said(dump, "identifier"),
        ["09LIMA12", "damaged: the tuple has no end"]
    );
}

#[test]
fn a_dump_without_cables_says_so_once() {
    for dump in [
        "CREATE TABLE posts (id int, date text, content text);\nINSERT INTO posts VALUES (1,'2009-07-17','A letter.'),(2,'','b');\n",
        "INSERT INTO posts VALUES (1,'A letter.')",
        "INSERT INTO posts SELECT * FROM others;\n",
    ] {
        let found = said(dump, "text");
        assert_eq!(found.len(), 1, "{dump}");
        assert!(
            found
                .concat()
                .starts_with("not a cable: a dump of a database without cables: "),
            "{found:?}"
        );
    }
}

#[test]
fn other_texts_are_no_dump() {
    for text in [
        "",
        "-- a comment\nlocal x = 1\n",
        "SET OUT, the party left.\n",
        "VZCZCXYZ0001\nFM AMEMBASSY LIMA\n",
        "CREATE TABLE a (b int);\n",
    ] {
        assert!(recognise(text.as_bytes()).is_none(), "{text:?}");
    }
}
