//! As many diagnostics of a kind as somebody may read.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;

/// So many of a code are said one by one.
const OF_A_CODE: usize = 1_000;

/// Leaves so many diagnostics of each code; of the others the first stands for all, and says how many they are.
pub(super) fn bounded(notes: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if notes.len() <= OF_A_CODE {
        return notes;
    }
    // How many of a code there are beyond the bound, and where the one is that stands for them.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut beyond: HashMap<String, (usize, usize)> = HashMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for note in notes {
        if let Some((further, at)) = beyond.get_mut(&*note.code) {
            *further += 1;
            if let Some(all) = kept.get_mut(*at) {
                let both = all.lines.zip(note.lines);
                all.lines = both.map(|([a, b], [c, d])| [a.min(c), b.max(d)]);
            }
            continue;
        }
        let count = counts.entry(note.code.to_string()).or_default();
        *count += 1;
        if *count > OF_A_CODE {
            beyond.insert(note.code.to_string(), (1, kept.len()));
        }
        kept.push(note);
    }
    for (further, at) in beyond.into_values().filter(|(further, _)| *further > 1) {
        if let Some(all) = kept.get_mut(at) {
            all.message = format!("{further} further diagnostics are of this code");
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn of_a_code_there_are_so_many() {
        let note = |code, line: u32| Diagnostic::new(code, "x").lines(line, line);
        let mut notes: Vec<_> = (1..=1001)
            .map(|line| note(Code::TagsUnknown, line))
            .collect();
        assert_eq!(bounded(notes.clone()), notes);
        notes.push(note(Code::TextCut, 1002));
        notes.extend((1003..=1009).map(|line| note(Code::TagsUnknown, line)));
        let kept = bounded(notes);
        assert_eq!(kept.len(), 1002);
        let said = kept.get(1000).map(|all| (all.message.as_str(), all.lines));
        let message = "8 further diagnostics are of this code";
        assert_eq!(said, Some((message, Some([1001, 1009]))));
        assert!(kept.last().is_some_and(|last| last.code == "text-cut"));
    }
}
