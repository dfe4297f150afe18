//! The directory of an index: what in it is the index's, and what is left alone.

use super::{archive, closing, counts, index, settled, walkdir};
use crate::*;

/// Every file and folder below a folder, with its bytes.
fn all(dir: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = walkdir(dir)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Runs that would write an index into a folder; all are refused, and nothing in it is changed.
fn refused(dir: &Path, folder: &str) {
    let before = all(dir);
    for args in [
        &["index", "--index", folder, folder][..],
        &["index", "--index", folder, "--rebuild", folder],
        &["index", "--index", folder, "--rebuild"],
        &["index", "--index", folder],
    ] {
        let ran = run_in(dir, args);
        assert_eq!(ran.code, 2, "{args:?}");
        let is_said = ran.err.contains("holds something else than an index")
            || args.len() < 5 && ran.err.contains("no index");
        assert!(is_said, "{args:?}: {}", ran.err);
        assert!(all(dir) == before, "{args:?} changed {folder}");
    }
}

#[test]
fn folders_of_an_archive_are_never_taken_for_those_of_an_index() {
    let years = ["1979", "1985"];
    let months = ["1", "02", "12"];
    let names = ["index-1", "index-2", "index-02"];
    for folders in [&years[..], &months, &names] {
        for more in ["", "current", "current.new", "lock", "index-9/meta.json"] {
            let dir = TempDir::new().unwrap();
            for folder in folders {
                settled(dir.path(), &format!("arch/{folder}/1.txt"), &cable(1));
            }
            if !more.is_empty() {
                settled(dir.path(), &format!("arch/{more}"), "1 7\n");
            }
            refused(dir.path(), "arch");
        }
    }
}

#[test]
fn an_archive_is_no_index_of_itself() {
    let dir = archive();
    let before = all(dir.path());
    for args in [&["."][..], &["--rebuild", "."]] {
        let ran = run_in(
            &dir.path().join("in"),
            &[&["index", "--index", "."], args].concat(),
        );
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("holds something else"), "{}", ran.err);
        assert!(all(dir.path()) == before);
    }
}

#[test]
fn what_is_called_current_may_be_anybodys() {
    for text in ["", "1 7\n", "cablex", "cablex 3 index-1", "notes\n"] {
        let dir = folder(&[("arch/current", text), ("arch/lock", "")]);
        refused(dir.path(), "arch");
    }
    let dir = folder(&[("arch/current/1.txt", "x")]);
    refused(dir.path(), "arch");
    #[cfg(unix)]
    {
        let dir = folder(&[("arch/lock", "")]);
        std::os::unix::fs::symlink("gone", dir.path().join("arch/current")).unwrap();
        let ran = run_in(dir.path(), &["index", "--index", "arch", "arch"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("holds something else"), "{}", ran.err);
        assert!(dir.path().join("arch/current").is_symlink());
    }
}

#[test]
fn what_lies_in_an_index_and_is_none_of_it_stays() {
    let dir = archive();
    index(dir.path(), &["in"]);
    // A folder that was made here and copied, one with a file in it that was not, and what systems leave behind.
    let idx = dir.path().join("idx");
    for (name, text) in [
        ("idx/.DS_Store", "x"),
        ("idx/lost+found/a", "x"),
        ("idx/.nfs001", "x"),
        ("idx/current.new", "x"),
        ("idx/1979/1.txt", "x"),
        ("idx/index-7/meta.json", "{}"),
        ("idx/index-8/index-8.cablex", ""),
        ("idx/index-8/meta.json", "{}"),
        ("idx/index-8/notes.txt", "x"),
        ("idx/index-9/index-9.cablex", ""),
        ("idx/index-9/meta.json/1.txt", "x"),
        ("idx/index-10/index-1.cablex", ""),
        ("idx/index-11/index-11.cablex/1.txt", ""),
    ] {
        write(dir.path(), name, text.as_bytes());
    }
    let strange = |path: &Path| !path.starts_with(idx.join("index-1"));
    let kept = |dir: &Path| {
        let mut files = all(&dir.join("idx"));
        files.retain(|(path, _)| strange(path) && !path.ends_with("current"));
        files
    };
    let before = kept(dir.path());
    assert!(before.len() > 13);
    settled(dir.path(), "in/4.txt", &cable(4));
    let ran = index(dir.path(), &["in"]);
    assert_eq!(closing(&ran), "5 files: 1 new; 4 cables");
    assert!(kept(dir.path()) == before);
    for args in [&["--rebuild"][..], &["--rebuild", "in"]] {
        let ran = index(dir.path(), args);
        assert_eq!(closing(&ran), "5 files: 5 new, 1 not a cable; 4 cables");
        assert_eq!(counts(dir.path()), [5, 1, 4, 4]);
        for (path, bytes) in &before {
            assert!(fs::read(path).unwrap() == *bytes, "{}", path.display());
        }
    }
    assert!(!idx.join("index-1").exists() && !idx.join("index-12").exists());
    assert!(idx.join("index-13").is_dir());
}

#[test]
fn an_index_whose_current_is_damaged_or_gone_is_made_anew() {
    let dir = archive();
    index(dir.path(), &["in"]);
    let current = dir.path().join("idx/current");
    for text in [&b""[..], b"\xff\n", b"cablex 3 index-", b"?"] {
        fs::write(&current, text).unwrap();
        for args in [&["in"][..], &[], &["--status"]] {
            let ran = index(dir.path(), args);
            assert_eq!(ran.code, 2);
            assert!(
                ran.err.contains("current: the index is damaged"),
                "{}",
                ran.err
            );
        }
        let ran = index(dir.path(), &["--rebuild"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("name the inputs"), "{}", ran.err);
        assert!(fs::read(&current).unwrap() == text);
        let ran = index(dir.path(), &["--rebuild", "in"]);
        assert_eq!(closing(&ran), "4 files: 4 new, 1 not a cable; 3 cables");
        assert_eq!(counts(dir.path()), [4, 1, 3, 3]);
    }
    fs::remove_file(&current).unwrap();
    let ran = index(dir.path(), &["in"]);
    assert_eq!(closing(&ran), "4 files: 4 new, 1 not a cable; 3 cables");
    // What was replaced is gone.
    let entries = fs::read_dir(dir.path().join("idx")).unwrap();
    assert_eq!(entries.count(), 3);
}
