//! `cablex show`.

use crate::*;

/// The invented cable with a few words changed.
fn second(text: &str) -> String {
    text.replace("The ferry sailed.", "The old ferry sank.")
}

#[test]
fn a_cable_is_laid_out() {
    let ran = run_on(cable(12), &["show", "-q"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "\
Subject         A NEW FERRY
Id              07LIMA12
Date            2007-06-15 08:02 UTC (150802Z JUN 07)
Precedence      ROUTINE
From            AMEMBASSY LIMA (Embassy Lima, Peru)
To              SECSTATE WASHDC
Classification  UNCLASSIFIED
Order           E.O. 12958
TAGS            PREL (External Political Relations); PE (Peru)
Source          - (acp127, cable 1, lines 1-16)

1.  (U) The ferry sailed.

    ROE
";
    assert_eq!(ran.out, expected);
    assert_eq!(run_on(cable(12), &["show", "-q", "-"]).out, expected);
}

#[test]
fn lines_have_the_width_that_was_asked_for() {
    let text = cable(12).replace("sailed.", &"sailed again. ".repeat(30));
    for (args, width) in [
        (&["show", "-q"][..], 80),
        (&["show", "-q", "--width", "40"], 40),
    ] {
        let ran = run_on(text.clone(), args);
        let widest = ran.out.lines().map(|line| line.chars().count()).max();
        let widest = widest.unwrap();
        assert!(widest <= width && widest > width - 12, "{}", ran.out);
    }
    let ran = run_on(text, &["show", "--width", "5"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--width"), "{}", ran.err);
}

#[test]
fn several_cables_are_apart_and_the_same_on_any_number_of_threads() {
    let stream: String = (1..600).map(cable).collect();
    let one = run_on(stream.clone(), &["show", "-j", "1"]);
    let two = run_on(stream.clone(), &["show", "-j", "2"]);
    assert_eq!((one.code, &one.out), (two.code, &two.out));
    let rule = format!("\n\n{}\n\nSubject  ", "=".repeat(80));
    assert_eq!(one.out.matches(&rule).count(), 598);
    for mode in ["--html", "--raw", "--json"] {
        let one = run_on(stream.clone(), &["show", "-j", "1", mode]);
        let two = run_on(stream.clone(), &["show", "-j", "2", mode]);
        assert_eq!((one.code, &one.out), (two.code, &two.out));
    }
}

#[test]
fn what_was_odd_is_added_on_request() {
    let text = cable(12).replace("FERRY\n", "FERRY\nREF: QUITO\n");
    let plain = run_on(text.clone(), &["show", "-q"]);
    assert!(!plain.out.contains("Diagnostics"));
    let ran = run_on(text, &["show", "-q", "--diagnostics"]);
    let expected = "\nDiagnostics\n  line 13: warning[reference-incomplete]: ";
    assert!(ran.out.contains(expected), "{}", ran.out);
}

#[test]
fn inputs_that_fail_are_named_and_the_others_shown() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        ("b.txt", "A letter.\n"),
        ("c.txt", ""),
    ]);
    let ran = run_in(dir.path(), &["show", "a.txt", "b.txt", "c.txt", "d.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("Subject "));
    for text in ["b.txt: not a cable", "c.txt: empty input", "d.txt: "] {
        assert!(ran.err.contains(text), "{}", ran.err);
    }
    let ran = run_on("", &["show"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn filters_that_leave_nothing_end_in_one() {
    for mode in [&[][..], &["--raw"], &["--json"], &["--html"], &["--diff"]] {
        let args = [&["show", "-q", "--year", "1999"], mode].concat();
        let ran = run_on(cable(12), &args);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (1, "", ""),
            "{mode:?}"
        );
        let args = [&["show", "-q", "--year", "2007"], mode].concat();
        let ran = run_on(cable(12), &args);
        // One version is compared with nothing.
        assert_eq!(ran.out.is_empty(), mode == ["--diff"], "{mode:?}");
    }
}

#[test]
fn an_id_is_no_file() {
    let dir = folder(&[("09LIMA13", &cable(12))]);
    for id in ["09LIMA12", "09 lima 012", "2009 NEW DELHI 7"] {
        let ran = run_in(dir.path(), &["show", id]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        let begin = format!("error: no file {id:?}, and no index to look it up in: ");
        assert!(ran.err.starts_with(&begin), "{}", ran.err);
        assert!(ran.err.contains("cablex index"), "{}", ran.err);
    }
    assert_eq!(run_in(dir.path(), &["show", "09LIMA13"]).code, 0);
}

#[test]
fn an_id_without_its_year_is_explained() {
    let dir = folder(&[("a.txt", &cable(12)), ("QUITO 7", &cable(13))]);
    let said = "\"Lima 1234\" is no file, and LIMA 1234 is a cable of every year: \
                put the year before it, as in 09LIMA1234\n";
    let ran = run_in(dir.path(), &["show", "Lima 1234"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (2, "", said)
    );
    // The others are still shown, among them a file whose name is one.
    let args = ["show", "-q", "--json", "Lima 1234", "a.txt", "QUITO 7"];
    let ran = run_in(dir.path(), &args);
    assert_eq!((ran.code, ran.err.as_str()), (2, said));
    assert_eq!(ran.json().len(), 2);
}

#[test]
#[cfg(feature = "index")]
fn ids_of_a_list_are_looked_up() {
    let dir = search::shelf();
    let show = |list: &str| {
        let args = ["show", "--index=index", "-q", "--json", "--files-from=-"];
        ran(cablex().current_dir(&dir).args(args).write_stdin(list))
    };
    let found = show("09TASHKENT138\n09 lima 108\n");
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let ids: Vec<serde_json::Value> = found
        .json()
        .iter()
        .map(|cable| cable["id"].clone())
        .collect();
    assert_eq!(ids, ["09TASHKENT138", "09LIMA108"]);
    let one = show("09TASHKENT138\n09LIMA9999\n");
    assert_eq!((one.code, one.json().len()), (1, 1));
    assert_eq!(one.err, "no cable 09LIMA9999 in index\n");
    let files = show("cables/01.txt\ncables/02.txt\n");
    assert_eq!((files.code, files.json().len()), (0, 2));
    let both = show("cables/01.txt\n09LIMA108\n");
    assert_eq!((both.code, both.out.as_str()), (2, ""));
    assert!(both.err.contains("files and ids"), "{}", both.err);
    let none = show("");
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn raw_is_the_text_byte_for_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in [
        "acp127/table_indented.txt",
        "acp127/control_characters.txt",
        "page/page_head.txt",
    ] {
        let path = root.join("fixtures").join(name);
        let ran = run_in(root, &["show", "--raw", "-q", path.to_str().unwrap()]);
        assert_eq!(ran.out.as_bytes(), fs::read(&path).unwrap(), "{name}");
    }
    let text = cable(12);
    let open = text.trim_end();
    assert_eq!(run_on(open, &["show", "--raw", "-q"]).out, open);
    let dir = folder(&[("a.txt", open), ("b.txt", open)]);
    let ran = run_in(dir.path(), &["show", "--raw", "-q", "a.txt", "b.txt"]);
    assert_eq!(ran.out, format!("{open}\n{open}"));
}

#[test]
fn records_are_shown_and_their_text_where_they_have_it() {
    let bare = run_on(cable(12), &["parse"]).out;
    let whole = run_on(cable(12), &["parse", "--with", "text"]).out;
    let shown = run_on(cable(12), &["show", "-q"]).out;
    let dir = folder(&[
        ("bare.jsonl", &bare),
        ("whole.jsonl", &whole),
        ("text.txt", &cable(12)),
    ]);
    for name in ["bare.jsonl", "whole.jsonl"] {
        assert_eq!(run_in(dir.path(), &["show", "-q", name]).out, shown);
    }
    assert_eq!(
        run_in(dir.path(), &["show", "--json", "-q", "bare.jsonl"]).out,
        bare
    );
    assert_eq!(
        run_in(dir.path(), &["show", "--raw", "-q", "whole.jsonl"]).out,
        cable(12)
    );
    let records = run_in(dir.path(), &["parse", "-q", "text.txt"]).out;
    write(dir.path(), "records.jsonl", records.as_bytes());
    let ran = run_in(dir.path(), &["show", "--raw", "-q", "records.jsonl"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("text.txt: a record without its text"),
        "{}",
        ran.err
    );
}

#[test]
fn a_web_page_holds_all_cables_and_nothing_that_runs() {
    let odd = cable(12).replace("A NEW FERRY", "<script>alert(1)</script> & \u{202e}");
    let one = run_on(odd.clone(), &["show", "--html", "-q"]).out;
    assert!(one.starts_with("<!DOCTYPE html>\n<html lang=\"en\""));
    assert!(one.ends_with("</html>\n"));
    assert!(!one.contains("<script") && !one.contains("<nav"), "{one}");
    assert!(one.contains(
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <span class=\"hidden\">U+202E</span>"
    ));
    // The browser is told to load nothing, before anything that could be loaded; the page is styled by itself.
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                  style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">";
    let head = one.find("<head>\n<meta charset=\"utf-8\">\n").unwrap();
    assert_eq!(
        one.find(policy),
        Some(head + "<head>\n<meta charset=\"utf-8\">\n".len())
    );
    assert_eq!(one.matches("http-equiv").count(), 1);
    assert!(one.contains("\n<style>\n:root { color-scheme") && one.contains("\n</style>\n</head>"));
    for loaded in [
        "src=", "<link", "url(", "@import", "<img", "<iframe", "<base", "<form", "href=\"h",
    ] {
        assert!(!one.contains(loaded), "{loaded}");
    }
    let two = run_on(odd + &cable(13), &["show", "--html", "-q"]).out;
    assert!(two.contains("<a href=\"#cable-2\"><span class=\"id\">07LIMA13 </span>"));
    assert_eq!(two.matches("<article id=\"cable-").count(), 2);
    assert!(two.find("<nav") < two.find("<article"));
}

#[test]
fn versions_are_compared() {
    let old = cable(12);
    let dir = folder(&[
        ("a.txt", &old),
        ("b.txt", &second(&old)),
        ("c.txt", &old),
        ("d.txt", &cable(13)),
    ]);
    let ran = run_in(dir.path(), &["show", "--diff", "-q", "a.txt", "b.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "\
First           a.txt (acp127, cable 1, lines 1-16)
Second          b.txt (acp127, cable 1, lines 1-16)
Same            Subject; Id; Date; Precedence; From; To; Classification; Order;
                TAGS

1. (U) The {+old+} ferry [-sailed.-] {+sank.+}
";
    assert_eq!(ran.out, expected);
    let args = ["show", "--diff", "-q", "a.txt", "b.txt", "c.txt"];
    let ran = run_in(dir.path(), &args);
    assert_eq!(ran.out.matches("First  ").count(), 2);
    assert!(ran.out.contains("[-old-] ferry [-sank.-] {+sailed.+}"));
    let ran = run_in(dir.path(), &["show", "--diff", "-q", "a.txt", "c.txt"]);
    assert!(ran.out.ends_with("\n1 same\n"), "{}", ran.out);
    let ran = run_in(
        dir.path(),
        &["show", "--diff", "--html", "-q", "a.txt", "b.txt"],
    );
    assert!(
        ran.out
            .contains("The <ins>old</ins> ferry <del>sailed.</del> <ins>sank.</ins>")
    );
}

#[test]
fn values_of_the_head_that_differ_are_whole() {
    let old = cable(12).replace("TAGS: PREL, PE", "TAGS: PREL, PE, ETRD");
    for (tags, expected) in [
        (
            "PREL",
            "PREL (External Political Relations); [-PE (Peru)-]; \
             [-ETRD (Foreign Trade)-]",
        ),
        (
            "PREL, PE, PGOV, ETRD",
            "PREL (External Political Relations); PE (Peru); \
             {+PGOV (Internal Governmental Affairs)+}; ETRD (Foreign Trade)",
        ),
        (
            "PREL, EC, ETRD",
            "PREL (External Political Relations); [-PE (Peru)-]; {+EC (Ecuador)+}; \
             ETRD (Foreign Trade)",
        ),
    ] {
        let new = cable(12).replace("TAGS: PREL, PE", &format!("TAGS: {tags}"));
        let dir = folder(&[("a.txt", &old), ("b.txt", &new)]);
        let ran = run_in(
            dir.path(),
            &["show", "--diff", "--width", "200", "a.txt", "b.txt"],
        );
        let line = ran.out.lines().find(|line| line.starts_with("TAGS"));
        assert_eq!(
            line,
            Some(&*format!("TAGS            {expected}")),
            "{}",
            ran.out
        );
    }
}

#[test]
fn a_cable_of_one_version_is_compared_with_nothing() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        ("b.txt", &cable(13)),
        ("c.txt", &cable(12)),
    ]);
    let ran = run_in(dir.path(), &["show", "--diff", "-q", "b.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "07LIMA13: one version only, in b.txt\n");
    let ran = run_in(
        dir.path(),
        &["show", "--diff", "-q", "a.txt", "b.txt", "c.txt"],
    );
    assert_eq!(ran.code, 1);
    assert!(ran.out.ends_with("\n1 same\n"));
    let nameless = "UNCLAS SECTION 01 OF 02\n\nSUBJECT: A NEW FERRY\n\n1. It sailed.\n";
    write(
        dir.path(),
        "d.txt",
        format!("FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n{nameless}").as_bytes(),
    );
    let ran = run_in(dir.path(), &["show", "--diff", "-q", "d.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "d.txt: no id, so nothing tells its versions\n");
}

#[test]
fn ways_to_show_exclude_each_other() {
    for args in [
        &["show", "--raw", "--json"][..],
        &["show", "--html", "--raw"],
        &["show", "--diff", "--json"],
        &["show", "--raw", "--width", "60"],
        &["show", "--diff", "--diagnostics"],
    ] {
        let ran = run_on(cable(12), args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
    }
}
