//! Anchors that may be meant where none is spelled alike: a link's own words tell, or those of what it asks for.

use super::{Page, PageLink};
use crate::anchor::Anchors;
use crate::text::normalise::{has_word, key};

/// Where a page has more anchors than these, its words are looked for in vain.
const MANY: usize = 200;

/// Fewer letters than these are in every second heading: `how-to`.
const LETTERS: usize = 6;

/// The one of `anchors` that the words of `link`, or else those of `fragment`, tell; `here`: they are those of the link's own page.
pub(super) fn anchor(page: &Page, link: &PageLink, anchors: &Anchors, fragment: &str, here: bool) -> Option<Box<str>> {
    let (text, sought) = (key(text(page, link)), key(fragment));
    let words: Vec<&str> = sought.split(' ').collect();
    // The text of a link to another page may be the title of that: the fragment has to say a word of it as well.
    let told = here || words.iter().any(|word| word.len() > 2 && has_word(&text, word));
    let numbered = words.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let telling = words.len() > 1 && sought.len() - words.len() + 1 >= LETTERS && !numbered;
    let same = told.then(|| anchors.spelled(&text)).flatten();
    same.or_else(|| telling.then(|| anchors.having(&sought, MANY)).flatten()).map(Into::into)
}

/// What a link of Markdown shows, as it is written.
fn text<'p>(page: &'p Page, link: &PageLink) -> &'p str {
    let written = page.source.text().get(link.span.range()).unwrap_or_default();
    let inside = written.strip_prefix('[').unwrap_or_default();
    inside.find("](").or_else(|| inside.find("][")).and_then(|end| inside.get(..end)).unwrap_or_default()
}
