//! A telegram inside a telegram: whether a head of another cable is text of the open one, which passes it on.
//!
//! It is where the passage in which it stands is closed (`BEGIN TEXT` ... `END TEXT`), or where what ends the open
//! cable comes behind it: its serial by itself (`#4120`), or its number on a classification line. A `BT` or `NNNN`
//! proves nothing, since what is passed on may have its own. Until that is known, the place of the head is pending, and
//! what follows is read as that head's cable. The next head decides that it was one: no cable is swallowed.

use memchr::memmem;

use super::classified;
use super::kind;
use super::line::Lines;
use crate::vocab::passages::{self, Kinds};

/// What the text of a cable says of a telegram inside it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Up to here the text has been looked at.
    at: usize,
    /// The number on its first classification line.
    number: Option<u32>,
    /// The passages that are open.
    open: Kinds,
}

impl Told {
    /// Looks at the lines up to a place, where that has not been done.
    pub(super) fn look(&mut self, mut lines: Lines<'_>, end: usize) {
        lines.at = self.at;
        while lines.at < end {
            let Some((line, text)) = lines.next_printed().filter(|(line, _)| line.start < end)
            else {
                break;
            };
            self.at = line.next;
            if self.number.is_none() {
                self.number = classified::number(text);
            }
            let marks = passages::read(text);
            self.open = self.open.with(marks.opens).without(marks.closes);
        }
    }

    /// The number on its first classification line, as far as it has been looked at.
    pub(super) fn number(&self) -> Option<u32> {
        self.number
    }

    /// A passage has ended, with all that stood open, and the text goes on behind it.
    pub(super) fn begin_at(&mut self, at: usize) {
        (self.at, self.open) = (at, Kinds::NONE);
    }
}

/// A head that may be text of the cable above it.
pub(super) struct Pending<T> {
    /// Where the cable above it ends, if it is not.
    pub cut: usize,
    /// The cable above it.
    pub open: T,
    /// The serial by itself that ended that cable.
    pub end: Option<u32>,
    /// The passages that are open around it.
    around: Kinds,
    /// Those that are open inside it.
    within: Kinds,
    /// The serials that end the cable above it.
    serials: [Option<u32>; 2],
    /// The number of that cable, and its digits.
    number: Option<(u32, String)>,
    /// Whether the head's own classification line has come.
    classed: bool,
}

impl Pending<()> {
    /// What is looked for behind a head with the serial `inner` in a cable of the serial `own`; nothing where nothing
    /// could show that the one is text of the other.
    pub(super) fn new(told: Told, own: Option<u32>, inner: Option<u32>) -> Option<Self> {
        let number = told.number.filter(|number| Some(number % 10_000) != inner);
        let serials = [own, number.map(|number| number % 10_000)]
            .map(|serial| serial.filter(|_| own != inner || own.is_none()));
        let pending = Pending {
            cut: 0,
            open: (),
            end: None,
            around: told.open,
            within: Kinds::NONE,
            serials,
            number: number.map(|number| (number, number.to_string())),
            classed: false,
        };
        let hopeless = told.open.is_empty() && serials == [None; 2] && pending.number.is_none();
        (!hopeless).then_some(pending)
    }

    /// The same, of a cable that ends at `cut` if at all.
    pub(super) fn at<T>(self, cut: usize, open: T) -> Pending<T> {
        Pending {
            cut,
            open,
            end: self.end,
            around: self.around,
            within: self.within,
            serials: self.serials,
            number: self.number,
            classed: self.classed,
        }
    }
}

impl<T> Pending<T> {
    /// Whether it stands in a passage that is open.
    pub(super) fn is_in_passage(&self) -> bool {
        !self.around.is_empty()
    }

    /// Whether a line shows that the head is text of the cable above it, and that what is passed on ends here.
    pub(super) fn is_over(&mut self, text: &[u8]) -> bool {
        if self.is_in_passage() {
            let marks = passages::read(text);
            let closes = marks.closes.without(self.within);
            if !closes.both(self.around).is_empty() {
                return true;
            }
            self.within = self
                .within
                .without(marks.closes)
                .with(marks.opens)
                .with(passages::mentioned(text).without(marks.closes));
        }
        if let Some(serial) = text.strip_prefix(b"#").and_then(kind::serial)
            && self.serials.contains(&Some(serial))
        {
            self.end = Some(serial);
            return true;
        }
        if !self.classed {
            self.own_line(text);
            return false;
        }
        self.number.as_ref().is_some_and(|(number, digits)| {
            memmem::find(text, digits.as_bytes()).is_some()
                && classified::number(text) == Some(*number)
        })
    }

    /// Looks for the head's own classification line. Where it has the number of the cable above, as two cables of two years
    /// may, no number shows anything.
    fn own_line(&mut self, text: &[u8]) {
        let Some(number) = classified::number(text) else {
            return;
        };
        self.classed = true;
        if self.serials.contains(&Some(number % 10_000)) {
            (self.serials, self.number) = ([None; 2], None);
        }
    }
}
