//! Text that no browser takes for anything else.

use super::super::is_hidden;

/// Adds a text between tags. Characters that hide themselves or turn the text are shown by their numbers; line feeds
/// and tabs stay.
pub(super) fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            c if is_hidden(c) => {
                let number = u32::from(c);
                out.push_str(&format!("<span class=\"hidden\">U+{number:04X}</span>"));
            }
            c => push_char(out, c),
        }
    }
}

/// Adds a text in which no tag may stand: the title, an attribute.
pub(super) fn push_bare(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            c if is_hidden(c) => out.push_str(&format!("U+{:04X}", u32::from(c))),
            c => push_char(out, c),
        }
    }
}

fn push_char(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_and_nothing_hides() {
        let mut out = String::new();
        push(&mut out, "<a href='x'>&\"\u{202e}\u{1b}[2J\r\n\té");
        assert_eq!(
            out,
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;<span class=\"hidden\">U+202E</span><span \
             class=\"hidden\">U+001B</span>[2J<span class=\"hidden\">U+000D</span>\n\té"
        );
        let mut out = String::new();
        push_bare(&mut out, "</title>\u{200b}\n");
        assert_eq!(out, "&lt;/title&gt;U+200B ");
    }
}
