//! Characters that hide themselves or turn the text around them.

/// Whether a character is to be shown as an escape wherever something would obey it: a control character, one that turns
/// the direction of the text, or one of which nothing is seen. The last are those that Unicode has with the property
/// `Default_Ignorable_Code_Point`, those not given out yet included.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || c >= '\u{AD}'
            && matches!(c,
            // Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, inherent vowels of Khmer.
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            // Mongolian variation selectors and vowel separator.
            | '\u{180B}'..='\u{180F}'
            // Zero-width characters and marks of direction; line and paragraph separators; embeddings and overrides.
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            // Word joiner, invisible operators, isolates, deprecated controls; the other Hangul fillers.
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}'
            // Variation selectors; byte order mark; marks of annotations and what is kept free before them.
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
            // Controls of shorthand and of music.
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            // Tag characters, more variation selectors, and what is kept free around them.
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_hidden_and_what_is_seen_is_not() {
        for hidden in [
            '\u{1b}',
            '\u{9b}',
            '\u{ad}',
            '\u{34f}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b5}',
            '\u{180f}',
            '\u{202e}',
            '\u{2065}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{1bca0}',
            '\u{1d17a}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e01ef}',
            '\u{e0fff}',
        ] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for seen in [
            ' ',
            'e',
            '\u{a0}',
            '\u{e9}',
            '\u{301}',
            '\u{1100}',
            '\u{1780}',
            '\u{2010}',
            '\u{2044}',
            '\u{3131}',
            '\u{fffd}',
            '\u{1f600}',
        ] {
            assert!(!is_hidden(seen), "{seen:?}");
        }
    }
}
