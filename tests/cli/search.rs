//! `cablex search`.

mod facets;
mod ids;
mod queries;

use std::path::PathBuf;
use std::sync::OnceLock;

use assert_cmd::Command;

use crate::*;

const POSTS: [&str; 4] = ["LIMA", "QUITO", "TASHKENT", "NEW DELHI"];
const LEVELS: [&str; 4] = ["UNCLAS", "C O N F I D E N T I A L", "S E C R E T", "UNCLAS"];

/// What is said in cable so and so: words with digits, accents, apostrophes and hyphens beside them.
const TEXTS: [&str; 10] = [
    "The ferry sailed.",
    "Ferries, a FERRY-boat and the ferryman's boats.",
    "Al-Qadir's ferry; \"qadir\" (al qadir) sailed at 10:30.",
    "L'été à Lima: ÉTÉ, étés.",
    "Article 19b of 2nd draft, No. 3.",
    "Nobody waved_back, nobody (waved).",
    "The U.S. and US-made boats.",
    "MiG-29s and a mig 29 flew.",
    "Москва, МОСКВА: the boats of moskva.",
    "Don't; 'don', d'on. x\u{301}y and x.",
];

/// Sixty cables: each year, post, level and text more than once; every seventh has no date-time group.
fn cable_of(number: usize) -> String {
    let post = POSTS[number % 4];
    let head = if number.is_multiple_of(7) {
        String::new()
    } else {
        format!(
            "R {:02}0802Z JUN {:02}\nFM AMEMBASSY {post}\nTO RUEHC/SECSTATE WASHDC 6677\n",
            number % 28 + 1,
            number % 3 + 7
        )
    };
    let tags = ["PREL, PE", "PGOV", "PREL, PTER", "ETRD, Roe, Jane"][number % 4];
    format!(
        "{head}{} {post} {:06}\n\n{}E.O. 12958: N/A\nTAGS: {tags}\nSUBJECT: BOATS OF {}\n\n\
         1. (U) Nothing new.\n\n2. (U) {}\n\n3. (U) It is over.\n\nROE\n",
        LEVELS[number % 4],
        number + 100,
        if number.is_multiple_of(5) {
            "SIPDIS\n\n"
        } else {
            ""
        },
        ["JUNE", "LIMA", "THE FERRY"][number % 3],
        TEXTS[number % 10],
    )
}

/// A folder with the cables in `cables/` and their index in `index/`, made once.
pub(crate) fn shelf() -> PathBuf {
    static SHELF: OnceLock<PathBuf> = OnceLock::new();
    let made = SHELF.get_or_init(|| {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search");
        let _ = fs::remove_dir_all(&dir);
        for number in 0..60 {
            let name = format!("cables/{number:02}.txt");
            write(&dir, &name, cable_of(number).as_bytes());
        }
        let ran = run_in(&dir, &["index", "-q", "--index", "index", "cables"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        dir
    });
    made.clone()
}

fn search(args: &[&str]) -> Ran {
    run_in(&shelf(), &[&["search", "--index", "index"], args].concat())
}

/// The path of cable so and so, as the index has it: in full.
fn path(number: usize) -> String {
    let path = shelf().join("cables").join(format!("{number:02}.txt"));
    path.to_str().unwrap().to_owned()
}

/// The lines of standard output, in the order of their letters.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn queries_of_every_kind_find_what_they_say() {
    for (args, expected) in [
        (&["ferry"][..], 32),
        (&["the", "ferry"], 28),
        (&["ferry NOT boats"], 0),
        (&["ferry", "NOT", "boats"], 0),
        (&["ferry NOT lima"], 24),
        (&["--", "-ferry"], 28),
        (&["\"al qadir\""], 6),
        (&["subject:lima"], 20),
        (&["para:ferry -subject:ferry"], 12),
        (&["ferr*"], 32),
        (&["/ferr(ies|yman)/"], 6),
        (&["kadir~"], 6),
        (&["fery~ OR moskva"], 36),
        (&["(qadir OR moskva) -tag:pe"], 6),
        (&["tag:PREL"], 30),
        (&["tag:roe"], 15),
        (&["post:new-delhi"], 15),
        (&["class:s"], 15),
        (&["caption:sipdis", "year:2008"], 4),
        (&["number:100..109"], 10),
        (&["signed:roe", "to:secstate"], 51),
        (&["date:2007-06-10..2007-06-12"], 2),
        (&["nowhere"], 0),
    ] {
        let ran = search(&[&["--count"], args].concat());
        let code = i32::from(expected == 0);
        assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{args:?}");
        assert_eq!(ran.out, format!("{expected}\n"), "{args:?}");
        let rows = search(&[&["--all"], args].concat());
        assert_eq!(rows.out.lines().count(), expected, "{args:?}");
        assert_eq!(rows.code, code, "{args:?}");
    }
}

/// `grep -l -i -w`, on the texts of subject and paragraphs, a file a cable.
fn grep(word: &str, dir: &Path) -> usize {
    let output = Command::new("grep")
        .env("LC_ALL", "C.UTF-8")
        .args(["-r", "-l", "-i", "-w", "-F", "-e", word])
        .arg(dir)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().lines().count()
}

#[test]
fn a_word_is_found_where_grep_finds_it() {
    let records = run_in(&shelf(), &["parse", "cables"]).json();
    assert_eq!(records.len(), 60);
    let texts = TempDir::new().unwrap();
    for (number, record) in records.iter().enumerate() {
        let mut lines = vec![record["subject"].as_str().unwrap()];
        for paragraph in record["paragraphs"].as_array().unwrap() {
            let keys = ["heading", "text"].iter();
            lines.extend(keys.filter_map(|key| paragraph[key].as_str()));
        }
        let name = format!("{number}.txt");
        write(texts.path(), &name, lines.join("\n").as_bytes());
    }
    let mut most = 0;
    for word in [
        "ferry",
        "Boats",
        "qadir",
        "été",
        "étés",
        "19b",
        "2nd",
        "29",
        "mig",
        "waved",
        "waved_back",
        "don",
        "us",
        "s",
        "москва",
        "the",
        "3",
        "nobody",
        "ferryman",
        "x",
    ] {
        let ran = search(&["--count", word]);
        let found = grep(word, texts.path());
        assert_eq!(ran.out, format!("{found}\n"), "{word}");
        most = most.max(found);
        let ran = run_in(&shelf(), &["grep", "-q", "-i", "-w", "-F", word, "cables"]);
        assert_eq!(ran.code, i32::from(found == 0), "{word}");
        let ran = run_in(&shelf(), &["grep", "-l", "-i", "-w", "-F", word, "cables"]);
        assert_eq!(ran.out.lines().count(), found, "{word}");
    }
    assert_eq!(most, 60);
}

#[test]
fn a_row_holds_head_and_snippet() {
    let ran = search(&["moskva", "--header", "--limit", "1"]);
    assert_eq!(
        ran.out,
        "id\tdate\tclass\tpost\tsubject\tsnippet\n\
         09TASHKENT138\t2009-06-11T08:02:00Z\tSECRET\tTASHKENT\tBOATS OF THE FERRY\t\
         Москва, МОСКВА: the boats of moskva.\n"
    );
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "1 of 6; --all shows them all\n")
    );
    let ran = search(&["moskva", "--limit", "1", "--no-snippet", "--header"]);
    assert_eq!(
        ran.out,
        "id\tdate\tclass\tpost\tsubject\n\
         09TASHKENT138\t2009-06-11T08:02:00Z\tSECRET\tTASHKENT\tBOATS OF THE FERRY\n"
    );
    // A query of fields alone shows how the text begins.
    let ran = search(&["number:138", "--csv", "--header", "--csv-safe"]);
    assert_eq!(
        ran.out,
        "id,date,class,post,subject,snippet\r\n\
         09TASHKENT138,2009-06-11T08:02:00Z,SECRET,TASHKENT,BOATS OF THE FERRY,Nothing new.\r\n"
    );
    let ran = search(&["moskva", "--limit=1", "--json"]);
    let hit = &ran.json()[0];
    for (key, expected) in [
        ("id", "09TASHKENT138"),
        ("date", "2009-06-11T08:02:00Z"),
        ("class", "SECRET"),
        ("post", "TASHKENT"),
        ("snippet", "Москва, МОСКВА: the boats of moskva."),
    ] {
        assert_eq!(hit[key], expected, "{key}");
    }
    assert_eq!((&hit["path"], &hit["index"]), (&path(38).into(), &0.into()));
    let matches = hit["matches"].as_array().unwrap();
    assert_eq!(matches.len(), 1);
    let found = &matches[0];
    assert_eq!(
        (&found["field"], &found["number"], &found["text"]),
        (&"paragraphs[1].text".into(), &2.into(), &"moskva".into())
    );
    assert_eq!((&found["start"], &found["end"]), (&41.into(), &47.into()));
    assert!(hit.get("score").is_none() && hit.get("query").is_none());
}

#[test]
fn the_newest_comes_first_and_what_has_no_date_last() {
    let ran = search(&["--all", "boats"]);
    let dates: Vec<&str> = ran
        .out
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    assert_eq!((dates.len(), ran.err.as_str()), (60, ""));
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    assert_eq!(dates.iter().filter(|date| date.is_empty()).count(), 9);
    let ids: Vec<(&str, &str)> = ran
        .out
        .lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let id = cells.next().unwrap();
            (cells.next().unwrap(), id)
        })
        .collect();
    let same_day = ids.chunk_by(|a, b| a.0 == b.0 && !a.0.is_empty());
    assert!(
        same_day
            .into_iter()
            .all(|ids| ids.is_sorted_by(|a, b| a.1 < b.1))
    );
    // Without an id, the path decides.
    let ran = search(&["--all", "--files", "boats"]);
    let files: Vec<&str> = ran.out.lines().collect();
    let undated: Vec<String> = (0..60).step_by(7).map(path).collect();
    assert_eq!(files[51..], undated);
}

#[test]
fn what_says_the_words_most_comes_first_by_score() {
    let ran = search(&["--sort=score", "--json", "--all", "ferry"]);
    let hits = ran.json();
    let scores: Vec<f64> = hits
        .iter()
        .map(|hit| hit["score"].as_f64().unwrap())
        .collect();
    assert_eq!(scores.len(), 32);
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores[0] > scores[31]);
    // The subject says it too.
    assert!(
        hits[0]["matches"].as_array().unwrap().len() > 1,
        "{}",
        hits[0]
    );
    let by_date = search(&["--all", "--ids", "ferry"]);
    let by_score = search(&["--sort=score", "--all", "--ids", "ferry"]);
    assert_eq!(sorted(&by_date.out), sorted(&by_score.out));
    assert_ne!(by_date.out, by_score.out);
}

#[test]
fn limit_and_offset_are_pieces_of_the_whole() {
    let whole = search(&["--all", "boats"]).out;
    let lines: Vec<&str> = whole.lines().collect();
    for (args, from, to, said) in [
        // Nothing is cut where it goes to a program.
        (&[][..], 0, 60, ""),
        (&["--limit=7"], 0, 7, "7 of 60; --all shows them all\n"),
        (&["--offset=20"], 20, 60, "21-60 of 60\n"),
        (
            &["--offset=55", "--limit=3"],
            55,
            58,
            "56-58 of 60; --all shows them all\n",
        ),
        (&["--offset=50", "--all"], 50, 60, "51-60 of 60\n"),
        (&["--limit=100"], 0, 60, ""),
    ] {
        let ran = search(&[args, &["boats"]].concat());
        let piece: Vec<&str> = ran.out.lines().collect();
        assert_eq!(piece, lines[from..to], "{args:?}");
        assert_eq!((ran.code, ran.err.as_str()), (0, said), "{args:?}");
    }
    let ran = search(&["-q", "boats"]);
    assert_eq!((ran.out.lines().count(), ran.err.as_str()), (60, ""));
    // What was found is found, whatever is left out of it.
    for (args, said) in [
        (
            &["--offset=60", "--all"][..],
            "--offset 60 leaves none of 60\n",
        ),
        (&["--offset=1000"], "--offset 1,000 leaves none of 60\n"),
        (&["--limit=0"], "none of 60; --all shows them all\n"),
    ] {
        let ran = search(&[args, &["boats"]].concat());
        assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", said));
        assert_eq!(ran.code, 0, "{args:?}");
    }
    let ran = search(&["--offset=60", "nowhere"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "nothing found\n"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_shows_as_many_as_fit_it() {
    let shown = |args: &str| {
        let args = format!("search --index index --no-snippet {args}");
        crate::terminal::on_terminal(&shelf(), &args)
    };
    let Some(one) = shown("boats") else { return };
    assert_eq!(one.lines().count(), 21, "{one}");
    assert!(one.ends_with("20 of 60; --all shows them all\n"), "{one}");
    assert_eq!(shown("--all boats").unwrap().lines().count(), 60);
    assert_eq!(shown("--limit=30 boats").unwrap().lines().count(), 31);
    write(&shelf(), "two.txt", b"boats\nferry\n");
    let list = shown("--queries two.txt").unwrap();
    // A heading for each, what each found, and the closing line.
    assert_eq!(list.lines().count(), 2 + 60 + 32 + 1, "{list}");
}

#[test]
fn lists_hold_one_thing_of_each() {
    let ran = search(&["--ids", "moskva", "year:2009"]);
    assert_eq!(ran.out, "09TASHKENT138\n09LIMA108\n");
    let ran = search(&["--files", "moskva", "year:2009"]);
    assert_eq!(ran.out, format!("{}\n{}\n", path(38), path(8)));
    let ran = search(&["--files", "--print0", "moskva", "year:2009"]);
    assert_eq!(ran.out, format!("{}\0{}\0", path(38), path(8)));
    // One that has no id is in no list of ids.
    let ran = search(&["--ids", "--all", "boats"]);
    assert_eq!(ran.out.lines().count(), 51);
}

#[test]
fn a_query_that_does_not_parse_shows_where() {
    for (args, expected) in [
        (
            &["ferry", "tga:PREL"][..],
            "  ferry tga:PREL\n        ^^^\n",
        ),
        (&["boats (ferry"], "  boats (ferry\n        ^"),
        (&["/fer(/"], "  /fer(/\n"),
        (&["year:200x"], "  year:200x\n"),
        (
            &["pier", "-velarde"],
            "stands in quotes with the query, 'ferry -velarde', or behind NOT: ferry NOT velarde",
        ),
        (&["ferry", "--limt"], "a similar argument exists: '--limit'"),
        (&["ferry", "--sort=size"], "possible values: date, score"),
        (&["ferry", "--count", "--json"], "cannot be used with"),
        (&[], "required"),
    ] {
        let ran = search(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
        assert!(ran.err.contains(expected), "{args:?}: {}", ran.err);
    }
}

#[test]
fn without_an_index_it_says_what_to_do() {
    let dir = folder(&[("a.txt", &cable(1))]);
    let ran = run_in(dir.path(), &["search", "--index", "none", "ferry"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("error: no index in "), "{}", ran.err);
    assert!(ran.err.contains("cablex index"), "{}", ran.err);
}

#[test]
fn nothing_found_is_exit_1() {
    let ran = search(&["nowhere"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (1, "", "nothing found\n")
    );
    let ran = search(&["-q", "nowhere"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", ""));
}
