//! The built-in tables: what the codes, names and words of cables mean.
//!
//! Each table is a data file, a fact a row with its source, compiled in. It is read on its first use, and never at
//! start-up. Look-ups take any case, and do not allocate where the text is in capitals already.

pub mod asked;
pub mod attributes;
pub mod captions;
pub mod columns;
pub mod declassification;
pub mod documents;
pub mod fields;
pub mod furniture;
pub mod janap;
pub mod labels;
pub mod levels;
pub mod markup;
pub mod months;
pub mod orders;
pub mod passages;
pub mod portions;
pub mod posts;
pub mod precedence;
pub mod reasons;
pub mod routing;
mod scan;
pub mod sets;
pub mod signals;
mod table;
pub mod tags;
pub mod titles;
pub mod topics;
mod tsv;

pub use table::{TABLES, Table, table};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_looked_up_and_lengths_lie_in_it(
            text in "(\\PC|[ :;/.E]|SECRET|TAGS|S//REL|E\\.O\\. 12958|AMEMBASSY |WASHINGTON DC|PREL){0,12}",
            from in 0_usize..40,
        ) {
            let lengths = [
                labels::read(&text).map(|(_, len)| len),
                labels::find_inside(&text, from).map(|(start, _, len)| start + len),
                labels::reason(&text),
                captions::longest(&text).map(|(_, len)| len),
                levels::read(&text).map(|words| words.len),
                precedence::ends_with_precedence(&text).map(|(_, start)| start),
            ];
            for len in lengths.into_iter().flatten() {
                prop_assert!(text.is_char_boundary(len), "{len} in {text:?}");
            }
            let _ = portions::read_any(&text);
            let _ = posts::canonical(&text);
            let _ = posts::of_plad(&text);
            let _ = posts::of_origin(&text);
            let _ = tags::split_glued(&text);
            let _ = tags::split_run(&text);
            let _ = months::read(&text);
            let _ = (titles::word(&text), titles::is_misspelt(&text));
        }
    }
}
