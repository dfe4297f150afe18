//! Cables that are found by their container's identifier.

use super::*;

/// What a run found, as paths without their folder.
fn files(dir: &Path, query: &str) -> Vec<String> {
    let ran = run_in(dir, &["search", "--index=index", "-q", "--files", query]);
    let mut files: Vec<String> = ran
        .out
        .lines()
        .map(|path| path.rsplit('/').next().unwrap().to_owned())
        .collect();
    files.sort_unstable();
    files
}

#[test]
fn the_containers_identifier_finds_a_cable() {
    let citing = |number: u32, reference: &str| {
        cable(number).replace("FERRY\n", &format!("FERRY\nREF: {reference}\n"))
    };
    let dir = folder(&[
        ("in/a.txt", &citing(12, "07 QUITO 7")),
        ("in/b.txt", &citing(13, "LIMA 21")),
        ("in/c.csv", &row("07QUITO7", &cable(21))),
        ("in/d.csv", &row("07SECTION01OF02LIMA9", &cable(22))),
    ]);
    let dir = dir.path();
    let index = || run_in(dir, &["index", "-q", "--index=index", "in"]).code;
    assert_eq!(index(), 0);
    for (query, expected) in [
        ("id:07QUITO7", &["c.csv"][..]),
        ("id:\"07 quito 0007\"", &["c.csv"]),
        ("id:07QUI*", &["c.csv"]),
        ("id:07LIMA21", &["c.csv"]),
        ("id:07SECTION01OF02LIMA9", &["d.csv"]),
        ("id:07LIMA2* -id:07QUITO7", &["d.csv"]),
        ("cites:07QUITO7", &["a.txt", "b.txt"]),
        ("ref:07LIMA21", &["a.txt", "b.txt"]),
        ("cites:07LIMA21 -number:13", &["a.txt"]),
        ("number:13 -cites:07LIMA21", &[]),
        ("cites:07LIMA22", &[]),
    ] {
        assert_eq!(files(dir, query), expected, "{query}");
    }
    for id in ["07QUITO7", "07 Quito 7", "07SECTION01OF02LIMA9"] {
        let ran = run_in(dir, &["show", "--index=index", "--json", id]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{id}");
        assert_eq!(ran.json().len(), 1, "{id}");
    }
    let ran = run_in(dir, &["show", "--index=index", "07LIMA12"]);
    assert!(ran.out.contains("[present]"), "{}", ran.out);
    // The id is its own, and it is one cable.
    let ran = run_in(
        dir,
        &["search", "--index=index", "-q", "--ids", "id:07QUITO7"],
    );
    assert_eq!(ran.out, "07LIMA21\n");
    // An id that a cable has as its own names that one, in what is cited.
    let own = cable(7).replace("LIMA", "QUITO");
    write(dir, "in/e.txt", own.as_bytes());
    assert_eq!(index(), 0);
    for (query, expected) in [
        ("id:07QUITO7", &["c.csv", "e.txt"][..]),
        ("cites:07QUITO7", &["a.txt"]),
        ("cites:07LIMA21", &["b.txt"]),
    ] {
        assert_eq!(files(dir, query), expected, "{query}");
    }
}
