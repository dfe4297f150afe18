//! Names that come near to one that is none.

/// How like a name has to be to be proposed; 1 is the same.
const LIKE: f64 = 0.8;

/// At most three of some names, the most like first; `likeness` says how like one is.
///
/// ```
/// let names = ["tags", "posts", "captions"];
/// let nearest = cablex::near::nearest(names, |name| if name == "tags" { 0.9 } else { 0.1 });
/// assert_eq!(cablex::near::did_you_mean(&nearest), "; did you mean tags?");
/// ```
pub fn nearest<'a>(
    names: impl IntoIterator<Item = &'a str>,
    likeness: impl Fn(&str) -> f64,
) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(like, _)| *like > LIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

/// `; did you mean A or B?`; nothing where no name comes near.
#[must_use]
pub fn did_you_mean(nearest: &[&str]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [others @ .., last] => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}
