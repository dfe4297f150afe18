//! A part of the body as its paragraphs are read from it.

use super::fragment::Fragment;
use crate::line::printed;
use crate::part::Role;

/// A part of the body: what it is, and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub role: Role,
    pub fragment: Fragment<'a>,
    /// Whether three blanks in a row stand in it, as columns have them.
    pub columns: bool,
    /// Whether it may have several lines.
    pub several: bool,
}

impl<'a> Piece<'a> {
    /// A part of one line, for tests.
    #[cfg(test)]
    pub(crate) fn of(role: Role, text: &'a str) -> Self {
        Piece {
            role,
            fragment: Fragment { text, line: 1 },
            columns: false,
            several: false,
        }
    }

    /// The lines of a part that may have several.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let piece = *self;
        let lines = piece.fragment.text.split('\n').zip(piece.fragment.line..);
        lines.map(move |(text, line)| {
            let text = printed(text);
            Piece {
                role: if text.is_empty() {
                    Role::Blank
                } else {
                    piece.role
                },
                fragment: Fragment { text, line },
                several: false,
                ..piece
            }
        })
    }

    /// The first line.
    #[inline]
    pub(crate) fn first(&self) -> Fragment<'a> {
        if !self.several {
            return self.fragment;
        }
        let first = self.lines().next();
        first.map_or(self.fragment, |line| line.fragment)
    }

    /// Gives each line from one on to `add`, with the text below it: below the last one it is `next`.
    #[inline]
    pub(crate) fn each(
        &self,
        from: usize,
        next: &'a str,
        mut add: impl FnMut(&Piece<'a>, &'a str),
    ) {
        if !self.several {
            if from == 0 {
                add(self, next);
            }
            return;
        }
        let mut lines = self.lines().skip(from).peekable();
        while let Some(line) = lines.next() {
            add(
                &line,
                lines.peek().map_or(next, |below| below.fragment.text),
            );
        }
    }
}

/// Whether something holds for every line of some parts.
#[inline]
pub(crate) fn all_lines(body: &[Piece<'_>], mut holds: impl FnMut(&Piece<'_>) -> bool) -> bool {
    body.iter().all(|piece| {
        if piece.several {
            piece.lines().all(|line| holds(&line))
        } else {
            holds(piece)
        }
    })
}
