//! Whether a page of the web has the place that a fragment names.

use super::client::Page;
use crate::document::html;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, HashSet};

/// Whether a fragment names a place of the page as the server sends it: not a passage of text, a route of a program that
/// runs in the page, or a line of source code that one numbers.
pub(super) fn is_place(fragment: &str) -> bool {
    let line = fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let program = fragment.starts_with([':', '/', '!', '?']) || fragment.contains(['=', '&']);
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !line && !program
}

/// Which of `fragments` the page has. What a page cut short does not show is left out; so is what its scripts may make.
pub(super) fn find(page: &Page, fragments: &[&str]) -> BTreeMap<String, bool> {
    let text = String::from_utf8_lossy(&page.bytes);
    let ids: HashSet<String> = html::ids(&text).collect();
    let mut found = BTreeMap::new();
    for fragment in fragments {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let has =
            |name: &str| ids.contains(name) || ids.contains(format!("user-content-{name}").as_str()) || is_quoted(&text, name);
        if has(fragment) || has(&decoded) {
            found.insert((*fragment).to_owned(), true);
        } else if page.whole {
            found.insert((*fragment).to_owned(), false);
        }
    }
    found
}

/// Whether `name` stands in quotation marks somewhere: a script or data in the page may make an anchor of it.
fn is_quoted(text: &str, name: &str) -> bool {
    let mark = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'\\'));
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, name.as_bytes()).any(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        // `href="#name"` is a link to it, not it.
        mark(before) && mark(bytes.get(at + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_other_fragments() {
        for place in ["a", "été", "section-2", "LICENSE", "10"] {
            assert!(is_place(place), "{place}");
        }
        for other in ["", "top", ":~:text=a", "/route", "!x", "L10-L20", "page=3", "?q"] {
            assert!(!is_place(other), "{other}");
        }
    }

    #[test]
    fn a_page_has_the_places_that_it_names() {
        let text =
            r##"<h2 id="été">É</h2><a name=b></a><div id='user-content-c'></div><script>x={"id":"d"}</script><a href="#e">"##;
        let page = |whole| Page { bytes: text.as_bytes().to_vec(), whole };
        let asked = ["%C3%A9t%C3%A9", "b", "c", "d", "e"];
        let found = find(&page(true), &asked);
        assert_eq!(found.values().copied().collect::<Vec<_>>(), [true, true, true, true, false]);
        assert!(!find(&page(false), &asked).contains_key("e"));
    }
}
