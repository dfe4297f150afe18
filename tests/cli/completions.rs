//! `cablex completions`.

use std::process::Command as Process;

use crate::*;

const SHELLS: &[&str] = &["bash", "elvish", "fish", "powershell", "zsh"];

/// The commands, as the list of manual pages names them.
fn commands() -> Vec<String> {
    let list = run_on("", &["man"]).out;
    let rows = list.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[1].ends_with(".1") && row[0] != "cablex")
        .map(|row| row[0].to_owned())
        .collect()
}

/// Whether a shell is on this machine; where it is not, the test says so and tests nothing.
fn has(shell: &str) -> bool {
    let has = Process::new(shell).arg("--version").output().is_ok();
    if !has {
        eprintln!("skipped: there is no {shell} on this machine");
    }
    has
}

#[test]
fn each_shell_gets_every_command_and_its_options() {
    let commands = commands();
    assert!(commands.len() > 7, "{commands:?}");
    for shell in SHELLS {
        let ran = run_on("", &["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for command in &commands {
            assert!(ran.out.contains(command.as_str()), "{shell}: {command}");
        }
        assert!(ran.out.contains("max-message"), "{shell}");
        // The others do not complete values.
        if ["bash", "fish", "zsh"].contains(shell) {
            for word in ["reference-incomplete", "top-secret"] {
                assert!(ran.out.contains(word), "{shell}: {word}");
            }
        }
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    if !has("bash") {
        return;
    }
    let script = run_on("", &["completions", "bash"]).out;
    let dir = folder(&[("cablex.bash", &script), ("prel.txt", "")]);
    // `compopt` works only where a person presses the key.
    let script = "compopt() { :; }; source ./cablex.bash && complete -p cablex && COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)) && \
                  _cablex cablex \"${@: -1}\" \"${@: -2:1}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    for (words, expected) in [
        (&["cablex", "pa"][..], &["parse"][..]),
        (&["cablex", "parse", "--pre"], &["--pretty"]),
        (&["cablex", "parse", "--from", "pl"], &["plusd"]),
        (&["cablex", "vocab", "prec"], &["precedence"]),
        (&["cablex", "man", "rec"], &["record"]),
        (&["cablex", "check", "--explain", "text-c"], &["text-cut"]),
        (&["cablex", "completions", "p"], &["powershell"]),
        // A file where a file is wanted, and none where a word is. Where the script says nothing, bash offers files.
        (&["cablex", "parse", "pr"], &[""]),
        (&["cablex", "parse", "--errors", "pr"], &["prel.txt"]),
        (&["cablex", "parse", "--tag", "pr"], &["pr"]),
    ] {
        let output = Process::new("bash")
            .args(["--norc", "-c", script, "bash"])
            .args(words)
            .current_dir(dir.path())
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        let mut lines = out.lines();
        let complete = lines.next().unwrap_or_else(|| panic!("{err}"));
        assert!(complete.contains(" -o default "), "{complete}");
        assert!(complete.ends_with(" -F _cablex cablex"), "{complete}");
        assert_eq!(lines.collect::<Vec<_>>(), expected, "{words:?}: {err}");
        assert_eq!(err, "");
    }
}

#[test]
fn zsh_and_fish_read_their_scripts() {
    for shell in ["zsh", "fish"] {
        if !has(shell) {
            continue;
        }
        let dir = folder(&[("script", &run_on("", &["completions", shell]).out)]);
        let output = Process::new(shell)
            .args(["-n", "script"])
            .current_dir(dir.path())
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.success(), &*err), (true, ""), "{shell}");
    }
}

#[test]
fn help_says_where_each_shell_looks() {
    let ran = run_on("", &["completions", "--help"]);
    for shell in SHELLS {
        let command = format!("cablex completions {shell} >");
        assert!(ran.out.contains(&command), "{}", ran.out);
    }
    let ran = run_on("", &["completions", "fsh"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("similar value exists: 'fish'"));
    assert_eq!(run_on("", &["completions"]).code, 2);
}
