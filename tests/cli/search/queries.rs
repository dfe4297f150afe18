//! Many queries at once.

use super::*;

#[test]
fn many_queries_come_from_a_file() {
    let dir = shelf();
    write(
        &dir,
        "names.txt",
        "\u{feff}# names\n\nmoskva year:2009\n  qadir  \nnowhere\n".as_bytes(),
    );
    let ran = search(&["--queries", "names.txt", "--no-snippet", "--limit=2"]);
    let cells: Vec<Vec<&str>> = ran
        .out
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let queries: Vec<&str> = cells.iter().map(|cells| cells[0]).collect();
    assert_eq!(
        queries,
        ["moskva year:2009", "moskva year:2009", "qadir", "qadir"]
    );
    assert!(cells.iter().all(|cells| cells.len() == 6));
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            0,
            "3 queries: 2 found something, 1 more than is shown; --all shows them all\n"
        )
    );
    let ran = search(&["-q", "--queries", "names.txt", "--count"]);
    assert_eq!(ran.out, "moskva year:2009\t2\nqadir\t6\nnowhere\t0\n");
    let ran = search(&["-q", "--queries", "names.txt", "--json", "--limit=1"]);
    let queries: Vec<serde_json::Value> =
        ran.json().iter().map(|hit| hit["query"].clone()).collect();
    assert_eq!(queries, ["moskva year:2009", "qadir"]);
    let ran = search(&["-q", "--queries", "names.txt", "--facets=kind", "--header"]);
    assert_eq!(
        ran.out,
        "query\tfacet\tvalue\tcount\nmoskva year:2009\tkind\tcable\t2\nqadir\tkind\tcable\t6\n"
    );
    // One that does not parse is named, and the others still run.
    let mut command = cablex();
    command
        .current_dir(&dir)
        .args(["search", "--index=index", "-q", "--ids", "--queries=-"]);
    let ran = crate::ran(command.write_stdin("(ferry\nmoskva year:2009\n"));
    assert_eq!(
        ran.out,
        "moskva year:2009\t09TASHKENT138\nmoskva year:2009\t09LIMA108\n"
    );
    assert!(ran.err.starts_with("-:1: "), "{}", ran.err);
    assert!(ran.err.contains("\n  (ferry\n  ^"), "{}", ran.err);
    assert_eq!((ran.code, ran.err.lines().count()), (2, 3));
    let ran = search(&["--queries=missing.txt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("error: --queries missing.txt"),
        "{}",
        ran.err
    );
    write(&dir, "none.txt", b"# nothing\n\n");
    let ran = search(&["--queries=none.txt"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "error: none.txt: no query in it\n")
    );
}

#[test]
fn a_line_that_is_no_text_stops_no_other() {
    let dir = shelf();
    write(
        &dir,
        "latin.txt",
        b"\xef\xbb\xbfqadir\r\ncaf\xe9\nmoskva year:2009\n\xff",
    );
    let ran = search(&["-q", "--queries", "latin.txt", "--count"]);
    assert_eq!(ran.out, "qadir\t6\nmoskva year:2009\t2\n");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "latin.txt:2: not UTF-8\nlatin.txt:4: not UTF-8\n")
    );
}
