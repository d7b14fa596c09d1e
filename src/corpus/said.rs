//! Anchors that may be meant where none is spelled alike: a link's own words tell, or those of what it asks for.

use super::{Page, PageLink};
use crate::anchor::Anchors;
use crate::text::normalise::key;

/// Where a page has more anchors than these, its words are looked for in vain.
const MANY: usize = 200;

/// Fewer letters than these are in every second heading: `how-to`.
const LETTERS: usize = 6;

/// The one of `anchors` that the words of `link`, or else those of `fragment`, tell; `here`: they are those of the link's own page.
pub(super) fn anchor(page: &Page, link: &PageLink, anchors: &Anchors, fragment: &str, here: bool) -> Option<Box<str>> {
    if anchors.iter().nth(MANY).is_some() {
        return None;
    }
    let sought = key(fragment);
    let (text, words): (_, Vec<&str>) = (key(text(page, link)), sought.split(' ').collect());
    // The text of a link to another page may be the title of that: the fragment has to say a word of it as well.
    let said = |anchor: &str| key(anchor) == text && (here || words.iter().any(|word| word.len() > 2 && has(&text, word)));
    let numbered = words.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let telling = words.len() > 1 && sought.len() - words.len() + 1 >= LETTERS && !numbered;
    let all = |anchor: &str| {
        let anchor = key(anchor);
        words.iter().all(|word| has(&anchor, word))
    };
    let same = (!text.is_empty()).then(|| only(anchors, said)).flatten();
    same.or_else(|| telling.then(|| only(anchors, all)).flatten()).map(Into::into)
}

/// The one that is so, where no other is.
fn only(anchors: &Anchors, is: impl Fn(&str) -> bool) -> Option<&str> {
    let mut found = anchors.iter().filter(|anchor| is(anchor));
    found.next().filter(|_| found.next().is_none())
}

/// Whether `word` is one of the words of `text`, be it as their plural or their singular.
fn has(text: &str, word: &str) -> bool {
    let more = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|end| matches!(end, "" | "s" | "es"));
    text.split(' ').any(|other| more(other, word) || more(word, other))
}

/// What a link of Markdown shows, as it is written.
fn text<'p>(page: &'p Page, link: &PageLink) -> &'p str {
    let written = page.source.text().get(link.span.range()).unwrap_or_default();
    let inside = written.strip_prefix('[').unwrap_or_default();
    inside.find("](").or_else(|| inside.find("][")).and_then(|end| inside.get(..end)).unwrap_or_default()
}
