//! Posts and other senders: their one name in ids, and the many names that cables print.

use std::sync::LazyLock;

use super::scan::ByLetter;
use super::tsv::{self, Map, with_upper};

/// A post or another sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its name in ids: capitals, no spaces.
    pub canonical: &'static str,
    /// As archives print it, the first form.
    pub origin: Option<&'static str>,
    /// All forms that archives print, the first one first.
    pub origins: Vec<&'static str>,
    /// `embassy`, `consulate`, `consulate general`, `mission`, `office`, `department`, ...
    pub kind: &'static str,
    /// The city it is in.
    pub city: Option<&'static str>,
    /// The country it is in.
    pub country: Option<&'static str>,
    /// That country's place TAG.
    pub country_code: Option<&'static str>,
}

/// The data file of the posts.
pub(super) const DATA: &str = include_str!("data/posts.tsv");
/// The data file of their other spellings.
pub(super) const ALIASES: &str = include_str!("data/aliases.tsv");
/// The data file of the words in front of a name.
pub(super) const PREFIXES: &str = include_str!("data/prefixes.tsv");

static POSTS: LazyLock<Map<Post>> = LazyLock::new(|| {
    tsv::map(
        DATA,
        |[canonical, origin, kind, city, country, country_code]| {
            let origins: Vec<&str> = origin.split("; ").filter(|form| !form.is_empty()).collect();
            let post = Post {
                canonical,
                origin: origins.first().copied(),
                origins,
                kind,
                city: tsv::filled(city),
                country: tsv::filled(country),
                country_code: tsv::filled(country_code),
            };
            (canonical, post)
        },
    )
});

/// Every name that an id may be rewritten from, squeezed, with its canonical post. Old names are posts of their own.
static NAMES: LazyLock<Map<&'static str, Box<str>>> = LazyLock::new(|| {
    let rows = tsv::lines(ALIASES).count() + tsv::lines(DATA).count();
    let mut names: Map<&'static str, Box<str>> =
        Map::with_capacity_and_hasher(rows, Default::default());
    for [alias, canonical, kind] in tsv::rows(ALIASES) {
        if kind != OLD_NAME
            && let Some(key) = Key::of(alias)
        {
            names.insert(key.as_str().into(), canonical);
        }
    }
    for [canonical] in tsv::rows(DATA) {
        names.insert(canonical.into(), canonical);
    }
    names
});

/// The words in front of a name, and whether PLADs have them.
static WORDS_BEFORE: LazyLock<ByLetter<(&'static str, bool)>> = LazyLock::new(|| {
    ByLetter::words(tsv::rows(PREFIXES).map(|[prefix, plad]| (prefix, plad == "yes")))
});

/// Origins in capitals; nothing where two posts share one.
static ORIGINS: LazyLock<Map<Option<&'static str>, String>> = LazyLock::new(|| {
    let mut origins: Map<Option<&'static str>, String> = Map::default();
    for post in POSTS.values() {
        for origin in &post.origins {
            origins
                .entry(origin.to_ascii_uppercase())
                .and_modify(|shared| *shared = None)
                .or_insert(Some(post.canonical));
        }
    }
    origins
});

/// Canonical post and other spelling, misspellings and old names left out, sorted.
static SPELLINGS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut spellings: Vec<_> = tsv::rows(ALIASES)
        .filter(|[_, _, kind]| *kind == "spelling" || *kind == "abbreviation")
        .map(|[alias, canonical, _]| (canonical, alias))
        .collect();
    spellings.sort_unstable();
    spellings
});

static OLD_NAMES: LazyLock<Map<&'static str>> = LazyLock::new(|| {
    tsv::rows(ALIASES)
        .filter(|[_, _, kind]| *kind == OLD_NAME)
        .map(|[alias, canonical, _]| (alias, canonical))
        .collect()
});

const OLD_NAME: &str = "old name";

/// No name is printed longer, in bytes, with all that is passed over in it: there may be any number of blanks and dashes.
const PRINTED: usize = 256;

/// A name as it is looked up: capitals; spaces, hyphens, periods, apostrophes left out.
struct Key {
    bytes: [u8; 48],
    len: usize,
}

impl Key {
    /// Nothing where the name holds what no name holds, or is longer than any.
    fn of(name: &str) -> Option<Key> {
        if name.len() > PRINTED {
            return None;
        }
        let mut key = Key {
            bytes: [0; 48],
            len: 0,
        };
        let mut bytes = name.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b' ' | b'-' | b'.' | b'\'' => {}
                // The curly apostrophe, U+2019.
                0xE2 if bytes.next() == Some(0x80) && bytes.next() == Some(0x99) => {}
                b'!'..=b'~' => {
                    *key.bytes.get_mut(key.len)? = byte.to_ascii_uppercase();
                    key.len += 1;
                }
                _ => return None,
            }
        }
        Some(key)
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    /// Writes a last `WASHINGTON DC` as `WASHDC`.
    fn shorten_washington(&mut self) {
        if self.as_bytes().ends_with(WASHINGTON.as_bytes())
            && let Some(at) = self.len.checked_sub(WASHINGTON.len() - "WASH".len())
            && let Some(place) = self.bytes.get_mut(at..at + 2)
        {
            place.copy_from_slice(b"DC");
            self.len = at + 2;
        }
    }
}

const WASHINGTON: &str = "WASHINGTONDC";

/// The post with this canonical name, in any case.
#[must_use]
pub fn find(canonical: &str) -> Option<&'static Post> {
    with_upper(canonical, |canonical| POSTS.get(canonical))
}

/// The canonical name of a post, from any name that message numbers and references print: `NEW DELHI`, `SECSTATE`,
/// `EMBASSY VIENNA`, `PORT-OF-SPAIN`. An old name stays what it is (`BOMBAY`).
#[must_use]
pub fn canonical(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let key = Key::of(name)?;
    look_up(name, key.as_str(), |_| true)
}

/// The canonical post that a PLAD names: `AMEMBASSY TASHKENT`, `SECSTATE WASHDC`.
///
/// The whole PLAD is tried first, then its prefix comes off. `WASHINGTON DC` is `WASHDC`, which by itself names nobody;
/// `DIA WASHINGTON DC` and collectives name no post, nor does a PLAD with noise behind it.
#[must_use]
pub fn of_plad(plad: &str) -> Option<&'static str> {
    let plad = plad.trim();
    let mut key = Key::of(plad)?;
    key.shorten_washington();
    let key = key.as_str();
    look_up(plad, key, |is_plad| is_plad)
        .filter(|_| !key.strip_suffix("WASHDC").is_some_and(is_bare))
}

/// Whether a word is one that PLADs of posts begin with: `AMEMBASSY`.
#[must_use]
pub fn begins_plad(word: &str) -> bool {
    let mut words = WORDS_BEFORE.begin(word).iter();
    words.any(|(prefix, plad)| *plad && *prefix == word)
}

/// Whether a word stands in front of the name of a post: `AMEMBASSY`.
#[must_use]
pub fn is_prefix(word: &str) -> bool {
    let mut words = WORDS_BEFORE.begin(word).iter();
    words.any(|(prefix, _)| *prefix == word)
}

/// Whether nothing but a prefix, or nothing at all, is left of a PLAD.
fn is_bare(rest: &str) -> bool {
    rest.is_empty() || is_prefix(rest)
}

/// The name whole, then without the prefix that it begins with.
fn look_up(name: &str, key: &str, counts: impl Fn(bool) -> bool) -> Option<&'static str> {
    if let Some(canonical) = NAMES.get(key) {
        return Some(canonical);
    }
    let first = name.get(..memchr::memchr(b' ', name.as_bytes())?)?;
    WORDS_BEFORE.word(first).filter(|plad| counts(**plad))?;
    NAMES.get(key.get(first.len()..)?).copied()
}

/// The post of an origin as archives print it, in any case: `Embassy Tashkent`. Nothing where two posts share it.
#[must_use]
pub fn of_origin(origin: &str) -> Option<&'static Post> {
    let canonical = with_upper(origin.trim(), |origin| ORIGINS.get(origin).copied())?;
    find(canonical?)
}

/// Other spellings of a post, misspellings left out: `NEW DELHI`, `DELHI`, `NEWDE` for `NEWDELHI`.
pub fn spelled_out(canonical: &str) -> impl Iterator<Item = &'static str> + use<> {
    let range = with_upper(canonical, |canonical| {
        let start = SPELLINGS.partition_point(|(post, _)| *post < canonical);
        start..SPELLINGS.partition_point(|(post, _)| *post <= canonical)
    });
    let found = SPELLINGS.get(range).unwrap_or_default();
    found.iter().map(|(_, alias)| *alias)
}

/// The later name of a post that ids know by an old one: `MUMBAI` for `BOMBAY`. It groups, and rewrites no id.
#[must_use]
pub fn now_called(canonical: &str) -> Option<&'static str> {
    with_upper(canonical, |canonical| OLD_NAMES.get(canonical).copied())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_found_by_its_canonical_name() {
        let post = find("tashkent").unwrap();
        assert_eq!(post.canonical, "TASHKENT");
        assert_eq!(post.origin, Some("Embassy Tashkent"));
        assert_eq!(post.kind, "embassy");
        assert_eq!(
            (post.city, post.country, post.country_code),
            (Some("Tashkent"), Some("Uzbekistan"), Some("UZ"))
        );
        let geneva = find("GENEVA").unwrap();
        assert_eq!(geneva.origins, ["US Mission Geneva", "Mission Geneva"]);
        assert_eq!(geneva.origin, Some("US Mission Geneva"));
        assert!(find("ANTWERP").unwrap().origin.is_none());
        assert!(find("NEW DELHI").is_none() && find("").is_none());
    }

    #[test]
    fn names_become_canonical() {
        for (name, want) in [
            ("TASHKENT", "TASHKENT"),
            ("New Delhi", "NEWDELHI"),
            ("NEW  DELHI", "NEWDELHI"),
            ("SECSTATE", "STATE"),
            ("USUN", "USUNNEWYORK"),
            ("PARISFR", "UNESCOPARISFR"),
            ("USEU", "USEUBRUSSELS"),
            ("BRUSSELS", "BRUSSELS"),
            ("EMBASSY VIENNA", "VIENNA"),
            ("CONSULATE MUNICH", "MUNICH"),
            ("PORT-OF-SPAIN", "PORTOFSPAIN"),
            ("ST. PETERSBURG", "STPETERSBURG"),
            ("N'DJAMENA", "NDJAMENA"),
            ("N\u{2019}DJAMENA", "NDJAMENA"),
            ("BKK", "BANGKOK"),
            ("TAIPEI", "AITTAIPEI"),
            ("AMEMBASSY KARTOUM", "KHARTOUM"),
            // Old names are posts of their own.
            ("BOMBAY", "BOMBAY"),
            ("KIEV", "KIEV"),
        ] {
            assert_eq!(canonical(name), Some(want), "{name}");
        }
        let long = "A".repeat(5000);
        for name in ["", "EMBASSY", "NOWHERE", "REFTEL", "PORTO", "ÖREBRO", &long] {
            assert_eq!(canonical(name), None, "{name}");
        }
    }

    #[test]
    fn plads_name_posts() {
        for (plad, want) in [
            ("AMEMBASSY TASHKENT", Some("TASHKENT")),
            ("AMEMBASSY NEW DELHI", Some("NEWDELHI")),
            ("Amembassy Port au Prince", Some("PORTAUPRINCE")),
            ("AMCONSUL HONG KONG", Some("HONGKONG")),
            ("SECSTATE WASHDC", Some("STATE")),
            ("SECSTATE WASHINGTON DC", Some("STATE")),
            ("SECDEF WASHINGTON DC", Some("SECDEF")),
            ("SECDEF WASHDC", Some("SECDEF")),
            ("AIT TAIPEI", Some("AITTAIPEI")),
            ("AIT KAOHSIUNG", Some("KAOHSIUNG")),
            ("USINT HAVANA", Some("HAVANA")),
            ("USLO PEKING", Some("PEKING")),
            ("USDEL SALT TALKS", Some("SALTTALKS")),
            ("USMISSION USUN NEW YORK", Some("USUNNEWYORK")),
            ("USMISSION GENEVA", Some("GENEVA")),
            ("USMISSION UNVIE VIENNA", Some("UNVIEVIENNA")),
            ("USEU BRUSSELS", Some("USEUBRUSSELS")),
            ("AMEMBASSY BRUSSELS", Some("BRUSSELS")),
            ("AMEMBASSY ASTANA", Some("ASTANA")),
            ("USDOC WASHDC", Some("USDOC")),
            // Washington by itself, agencies that are no senders, collectives, noise.
            ("WASHDC", None),
            ("WASHINGTON DC", None),
            ("AMEMBASSY WASHDC", None),
            ("USDEL WASHINGTON DC", None),
            ("DIA WASHINGTON DC", None),
            ("NSC WASHDC", None),
            ("CIA WASHINGTON DC", None),
            ("JOINT STAFF WASHINGTON DC", None),
            ("DEPT OF COMMERCE WASHINGTON DC", None),
            ("CIS COLLECTIVE", None),
            ("HQ USCENTCOM MACDILL AFB FL", None),
            ("AMEMBASSY HELSINKI FEB HELSINKI", None),
            ("CONSULATE MUNICH", None),
            ("AMEMBASSY", None),
            ("AMEMBASSYTASHKENT", None),
            ("", None),
        ] {
            assert_eq!(of_plad(plad), want, "{plad}");
        }
    }

    #[test]
    fn origins_name_posts_unless_two_share_one() {
        let post = |origin| of_origin(origin).map(|post| post.canonical);
        assert_eq!(post("Embassy Tashkent"), Some("TASHKENT"));
        assert_eq!(post("EMBASSY TASHKENT"), Some("TASHKENT"));
        assert_eq!(post("Department of State"), Some("STATE"));
        assert_eq!(post("American Institute Taiwan, Taipei"), Some("AITTAIPEI"));
        assert_eq!(post("Embassy Kyiv"), None);
        assert_eq!(post("Iran RPO Dubai"), None);
        assert_eq!(post(""), None);
    }

    #[test]
    fn spellings_and_later_names() {
        let spelled: Vec<&str> = spelled_out("NEWDELHI").collect();
        assert_eq!(spelled, ["DELHI", "NEW DELHI", "NEWDE"]);
        assert_eq!(spelled_out("NOWHERE").count(), 0);
        assert_eq!(now_called("BOMBAY"), Some("MUMBAI"));
        assert_eq!(now_called("MUMBAI"), None);
    }

    #[test]
    fn aliases_lead_to_posts_and_never_to_two() {
        let mut seen: Map<&'static str, String> = Map::default();
        for [alias, canonical, kind] in tsv::rows(ALIASES) {
            assert!(find(canonical).is_some(), "{alias}");
            if kind == OLD_NAME {
                assert!(find(alias).is_some(), "{alias}");
                continue;
            }
            let key = Key::of(alias).unwrap().as_str().to_owned();
            assert!(find(&key).is_none_or(|post| post.canonical == canonical));
            assert_eq!(*seen.entry(key).or_insert(canonical), canonical, "{alias}");
        }
    }

    #[test]
    fn countries_have_place_tags() {
        for post in POSTS.values() {
            let code = post.country_code.unwrap();
            let tag = crate::vocab::tags::find(code).unwrap();
            assert_eq!(tag.kind, crate::vocab::tags::TagKind::Place, "{code}");
        }
    }
}
