//! How often the recognisers of lines are asked: counted in tests only, which hold how often that may be.

use std::cell::Cell;

/// What a recogniser looks for in a line.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    /// Its shape.
    Shape,
    /// A classification line.
    ClassLine,
    /// The label that it begins with.
    Label,
    /// A label inside of it.
    LabelInside,
    /// The number of a paragraph.
    Number,
    /// A portion mark.
    Portion,
}

impl Asked {
    pub(crate) const ALL: [Asked; 6] = [
        Asked::Shape,
        Asked::ClassLine,
        Asked::Label,
        Asked::LabelInside,
        Asked::Number,
        Asked::Portion,
    ];
}

thread_local! {
    static COUNTS: Cell<[u64; Asked::ALL.len()]> = const { Cell::new([0; Asked::ALL.len()]) };
}

/// A recogniser was asked.
pub(crate) fn count(asked: Asked) {
    let mut counts = COUNTS.get();
    if let Some(count) = counts.get_mut(asked as usize) {
        *count += 1;
    }
    COUNTS.set(counts);
}

/// How often each was asked on this thread since this was called last.
pub(crate) fn taken() -> impl Iterator<Item = (Asked, u64)> {
    Asked::ALL.into_iter().zip(COUNTS.take())
}
