//! What the command needs of memory, held by a limit on its address space far above that.
#![cfg(unix)]

use std::fmt::Write;

use crate::*;

/// Runs the command in a folder, with so many megabytes of address space.
fn within(megabytes: u32, dir: &Path, args: &[&str]) -> Ran {
    let limited = format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes * 1024);
    let program = cablex().get_program().to_owned();
    let mut command = Command::new("sh");
    command.args(["-c", &limited]).arg(program).args(args);
    ran(command.current_dir(dir))
}

/// An invented name, another one for each number.
fn name(number: usize) -> String {
    const PARTS: &[&str] = &["An", "Be", "Có", "Du", "El", "Fa", "Gé", "Ho", "Iš", "Jo"];
    let part = |place: u32| PARTS[number / 10_usize.pow(place) % 10].to_lowercase();
    let digits = [0, 1, 2, 3, 4].map(part);
    let [a, b, c, d, e] = &digits;
    format!("N{a}{b}ra V{c}{d}{e}dez")
}

#[test]
fn a_hundred_thousand_names_are_looked_for() {
    let mut names = String::new();
    for number in 0..100_000 {
        writeln!(names, "{}", name(number)).unwrap();
    }
    let text = format!(
        "The ferry of {}, then of {}s and of {}.",
        name(7),
        name(8),
        name(99_999).to_uppercase()
    );
    let cable = cable(12).replace("The ferry sailed.", &text);
    let dir = folder(&[("names", &names), ("a.txt", &cable)]);
    for (options, expected) in [
        (&["-F"][..], &[name(7), name(8)][..]),
        (&["-i"], &[name(7), name(8), name(99_999)]),
        (&["-F", "-i", "-w"], &[name(7), name(99_999)]),
    ] {
        let args = [&["grep", "--json", "-f", "names"], options, &["a.txt"]].concat();
        let ran = within(2000, dir.path(), &args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let lines = ran.json();
        let found: Vec<&str> = lines
            .iter()
            .flat_map(|line| line["matches"].as_array().unwrap())
            .map(|found| found["pattern"].as_str().unwrap())
            .collect();
        assert_eq!(found, expected, "{options:?}");
    }
}

#[test]
fn repeats_in_repeats_are_bounded() {
    let dir = folder(&[
        ("a.txt", &cable(12)),
        ("patterns", "ferry\n((a*){1000}){1000}\n"),
    ]);
    for (args, at) in [
        (&["(((a{100}){100}){100})"][..], ""),
        (&["-i", r"(\w{100}){100}{100}"], ""),
        (&["-f", "patterns"], "patterns:2: "),
    ] {
        let args = [&["grep"], args, &["a.txt"]].concat();
        let ran = within(2000, dir.path(), &args);
        let expected =
            format!("error: {at}what it repeats is too large: more than 20000 characters");
        assert!(ran.err.starts_with(&expected), "{}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    }
}

#[test]
fn texts_of_very_many_lines_take_little_room() {
    let text = |lines: String| cable(12).replace("sailed.\n", &format!("sailed.\n{lines}"));
    let blank = text("\n".repeat(1_500_000));
    let short = text("of x\n".repeat(400_000));
    let dir = folder(&[("1", &blank), ("2", &short), ("3", &blank), ("4", &short)]);
    let ran = within(400, dir.path(), &["parse", "-q", "-j4", "1", "2", "3", "4"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for (record, ferry) in ran.json().iter().zip([0, 400_000].iter().cycle()) {
        let paragraphs = record["paragraphs"].as_array().unwrap();
        assert_eq!(paragraphs.len(), 1);
        let text = paragraphs[0]["text"].as_str().unwrap();
        assert_eq!(text, format!("The ferry sailed.{}", " of x".repeat(*ferry)));
        assert_eq!(record["signature"], serde_json::json!(["ROE"]));
    }
}

#[test]
fn texts_of_very_many_paragraphs_take_little_room() {
    // A blank line behind each number, a word a paragraph, a page marker every second line.
    let kinds = [
        "1. x\n\n",
        "Word\n\n",
        "(U) b\n\n",
        "b\nLIMA 00000012  002 OF 003\n",
    ];
    let texts = kinds.map(|kind| {
        let lines = kind.repeat(5_000_000 / kind.len());
        let lines = format!("sailed.\n{lines}\n2. (U) It came back.\n");
        cable(12).replace("sailed.\n", &lines)
    });
    let names = ["1", "2", "3", "4"];
    let dir = folder(&[0, 1, 2, 3].map(|at| (names[at], texts[at].as_str())));
    for name in names {
        let ran = within(170, dir.path(), &["parse", "-q", "-j1", name]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        let record = &ran.json()[0];
        assert_eq!(record["signature"], serde_json::json!(["ROE"]), "{name}");
        let notes = record["diagnostics"].as_array().unwrap();
        assert!(
            notes.iter().any(|note| note["code"] == "lines-crowded"),
            "{name}"
        );
    }
}

#[test]
fn numbers_out_of_order_are_noted_up_to_a_bound() {
    let dir = folder(&[(
        "a",
        &cable(12).replace(
            "sailed.\n",
            &format!("sailed.\n{}", "1. (C) x\n".repeat(5000)),
        ),
    )]);
    let record = &run_in(dir.path(), &["parse", "-q", "a"]).json()[0];
    assert_eq!(record["paragraphs"].as_array().unwrap().len(), 5001);
    let notes = record["diagnostics"].as_array().unwrap();
    assert_eq!(notes.len(), 1001);
    let last = &notes[1000];
    assert_eq!(
        last["message"],
        "4000 further paragraph numbers do not go on either"
    );
    assert_eq!(last["lines"], serde_json::json!([1015, 5014]));
}
