//! Reading one pattern: whether it is a plain text, or what it is as a regular expression.

use std::borrow::Cow;

use regex_syntax::ParserBuilder;
use regex_syntax::ast::{self, Ast, Visitor};
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

use super::{Case, How, PatternError};

/// So many characters the repeats of a pattern may be long when they are spelled out: a search may have to go on with all
/// of them at each character of a text.
const REPEATED: u64 = 20_000;

/// A pattern that stands for one text.
pub(super) struct Plain<'a> {
    pub text: Cow<'a, str>,
    /// Whether it is looked for in any case.
    pub ignored: bool,
}

/// The text that a pattern stands for, where it stands for one and that is not empty.
pub(super) fn plain(pattern: &str, how: How) -> Option<Plain<'_>> {
    let text = if how.fixed || !pattern.chars().any(regex_syntax::is_meta_character) {
        Cow::Borrowed(pattern)
    } else {
        let mut text = String::new();
        spell(&ast::parse::Parser::new().parse(pattern).ok()?, &mut text)?;
        Cow::Owned(text)
    };
    let ignored = match how.case {
        Case::Differs => false,
        Case::Ignored => true,
        Case::Smart => !text.contains(char::is_uppercase),
    };
    (!text.is_empty()).then_some(Plain { text, ignored })
}

/// Adds the characters of an expression that is made of nothing else.
fn spell(ast: &Ast, text: &mut String) -> Option<()> {
    match ast {
        // Not a byte that is no character.
        Ast::Literal(literal) if literal.byte().is_none() => text.push(literal.c),
        Ast::Concat(concat) => {
            for ast in &concat.asts {
                spell(ast, text)?;
            }
        }
        _ => return None,
    }
    Some(())
}

/// Reads one pattern as a regular expression.
pub(super) fn expression(number: usize, pattern: &str, how: How) -> Result<Hir, PatternError> {
    let syntax = |text: String| PatternError::Syntax { number, text };
    let escaped;
    let source = if how.fixed {
        escaped = regex_syntax::escape(pattern);
        &escaped
    } else {
        pattern
    };
    let ignored = match how.case {
        Case::Differs => false,
        Case::Ignored => true,
        Case::Smart if how.fixed => !pattern.contains(char::is_uppercase),
        Case::Smart => {
            let ast = ast::parse::Parser::new().parse(source);
            !has_capital(&ast.map_err(|error| syntax(error.to_string()))?)
        }
    };
    let mut parser = ParserBuilder::new();
    let parser = parser.case_insensitive(ignored).dot_matches_new_line(true);
    let hir = parser
        .build()
        .parse(source)
        .map_err(|error| syntax(error.to_string()))?;
    if repeated(&hir) > REPEATED {
        return Err(syntax(format!(
            "what it repeats is too large: more than {REPEATED} characters, each repeat spelled out"
        )));
    }
    Ok(if how.words {
        Hir::concat(vec![
            Hir::look(Look::WordStartHalfUnicode),
            hir,
            Hir::look(Look::WordEndHalfUnicode),
        ])
    } else {
        hir
    })
}

/// How many characters the repeats of an expression are long when they are spelled out.
fn repeated(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Repetition(repeat) if times(repeat) > 1 => spelled_out(hir),
        _ => sum(hir, repeated),
    }
}

/// How many characters an expression is long with its repeats spelled out.
fn spelled_out(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Empty => 0,
        HirKind::Literal(literal) => literal.0.len() as u64,
        // Small, but repeated as often as a character.
        HirKind::Class(_) | HirKind::Look(_) => 1,
        HirKind::Repetition(repeat) => sum(hir, spelled_out).saturating_mul(times(repeat)),
        HirKind::Capture(_) | HirKind::Concat(_) | HirKind::Alternation(_) => sum(hir, spelled_out),
    }
}

/// How often a repeat stands in what is searched with.
fn times(repeat: &Repetition) -> u64 {
    u64::from(repeat.max.unwrap_or(repeat.min).max(1))
}

/// The size of all that an expression is made of.
fn sum(hir: &Hir, size: fn(&Hir) -> u64) -> u64 {
    let parts = hir.kind().subs().iter().map(size);
    parts.fold(0, u64::saturating_add)
}

/// Whether a regular expression has a capital letter that stands for itself: `\S` and `\pL` have none.
fn has_capital(ast: &Ast) -> bool {
    struct Capital(bool);
    impl Visitor for Capital {
        type Output = bool;
        type Err = ();

        fn finish(self) -> Result<bool, ()> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            if let Ast::Literal(literal) = ast {
                self.0 |= literal.c.is_uppercase();
            }
            Ok(())
        }

        fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
            match item {
                ast::ClassSetItem::Literal(literal) => self.0 |= literal.c.is_uppercase(),
                ast::ClassSetItem::Range(range) => {
                    self.0 |= range.start.c.is_uppercase() || range.end.c.is_uppercase();
                }
                _ => {}
            }
            Ok(())
        }
    }
    ast::visit(ast, Capital(false)).unwrap_or(false)
}
