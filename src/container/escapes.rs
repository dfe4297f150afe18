//! Character references in a copy that is no markup: text that came out of a web page keeps them, `&amp;`, `&#8217;`.

use memchr::memchr;

use super::html::markup;
use crate::slice::{from, head};

/// The text with its references resolved. One needs its semicolon; one that names no character, or a control character
/// other than a line feed or a tab, stays as printed.
pub(super) fn resolve(text: String) -> String {
    if memchr(b'&', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(head(rest, at));
        rest = from(rest, at);
        let found = markup::reference(rest).filter(|(characters, _)| {
            !characters.contains(|c: char| {
                c == char::REPLACEMENT_CHARACTER || c.is_control() && c != '\n' && c != '\t'
            })
        });
        if let Some((characters, length)) = found {
            out.push_str(&characters);
            rest = from(rest, length);
        } else {
            out.push('&');
            rest = from(rest, 1);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_are_the_characters() {
        for (text, wanted) in [
            (
                "THE MASTER&#8217;S &quot;PLAN&quot;",
                "THE MASTER’S \"PLAN\"",
            ),
            ("CRANES &amp; BOATS", "CRANES & BOATS"),
            ("a&#x000A;b", "a\nb"),
            ("R&D; A & B; AT&T &amp", "R&D; A & B; AT&T &amp"),
            ("&amp;quot;", "&quot;"),
            ("&#0;&#7;", "&#0;&#7;"),
            ("é&eacute;&", "éé&"),
        ] {
            assert_eq!(resolve(text.to_owned()), wanted, "{text}");
        }
    }
}
