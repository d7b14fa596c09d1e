//! Which Latin letters `@sindresorhus/slugify` writes for a character. The table is made by
//! `tests/tools/anchors/transliteration.mjs`, which asks the package.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which version of the package.
#[derive(Clone, Copy)]
pub(super) enum Table {
    /// The current one.
    Current,
    /// The one that comes with Eleventy.
    Eleventy,
}

/// A line: letters, and the characters that both versions write so, the current one alone, and Eleventy's alone.
const TABLE: &str = include_str!("transliteration.tsv");

static CURRENT: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| read(1));
static ELEVENTY: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| read(2));

fn read(own: usize) -> HashMap<&'static str, &'static str> {
    let mut table = HashMap::new();
    for line in TABLE.lines() {
        let mut columns = line.split('\t');
        let letters = columns.next().unwrap_or_default();
        for (at, keys) in columns.enumerate().filter(|&(at, _)| at == 0 || at == own) {
            debug_assert!(at < 3);
            table.extend(keys.split(' ').filter(|key| !key.is_empty()).map(|key| (key, letters)));
        }
    }
    table
}

/// `text` with the letters for each character that the table has; two that it has together come first.
pub(super) fn apply(text: &str, table: Table) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let table = match table {
        Table::Current => &*CURRENT,
        Table::Eleventy => &*ELEVENTY,
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let one = first.len_utf8();
        let two = rest[one..].chars().next().map_or(one, |second| one + second.len_utf8());
        let found = [two, one].into_iter().find_map(|end| Some((end, *table.get(&rest[..end])?)));
        let (end, letters) = found.unwrap_or((one, &rest[..one]));
        out.push_str(letters);
        rest = &rest[end..];
    }
    Cow::Owned(out)
}
