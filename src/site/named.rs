//! The variables that a page sets itself, in Liquid or Nunjucks.

use super::liquid::{Piece, pieces};
use std::cell::OnceCell;
use std::collections::HashMap;

/// What a page does with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set<'t> {
    /// It gives it what this says.
    To(&'t str),
    /// It gives it what is written in the page: `{% capture x %}…{% endcapture %}`.
    Text,
    /// It sets it several times.
    Often,
}

/// The variables that a text sets, looked for once.
#[derive(Debug)]
pub(super) struct Named<'t> {
    text: &'t str,
    sets: OnceCell<HashMap<&'t str, Set<'t>>>,
}

impl<'t> Named<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, sets: OnceCell::new() }
    }

    /// What the text does with the variable `name`; `None` where it sets none of that name.
    pub(super) fn get(&self, name: &str) -> Option<Set<'t>> {
        self.sets.get_or_init(|| sets(self.text)).get(name).copied()
    }
}

fn sets(text: &str) -> HashMap<&str, Set<'_>> {
    let mut sets = HashMap::new();
    if !["assign ", "capture ", "set ", "setAsync "].iter().any(|word| text.contains(word)) {
        return sets;
    }
    for piece in pieces(text) {
        let Piece::Tag(range) = piece else { continue };
        let Some((word, rest)) = text[range].trim().split_once(char::is_whitespace) else { continue };
        let (name, set) = match (word, rest.split_once('=')) {
            ("assign" | "set" | "setAsync", Some((name, expression))) => (name.trim(), Set::To(expression)),
            ("capture" | "set" | "setAsync", None) => (rest.trim().trim_matches(['"', '\'']), Set::Text),
            _ => continue,
        };
        sets.entry(name)
            .and_modify(|known| *known = if *known == Set::Text && set == Set::Text { set } else { Set::Often })
            .or_insert(set);
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_sets() {
        let named = Named::new(
            "{% assign a = 'b' %}{%- capture c -%}x{% endcapture %}{% set d = 1 %}{% set d = 2 %}{% set e %}y{% endset %}",
        );
        assert_eq!(named.get("a"), Some(Set::To(" 'b'")));
        assert_eq!((named.get("c"), named.get("e")), (Some(Set::Text), Some(Set::Text)));
        assert_eq!((named.get("d"), named.get("x")), (Some(Set::Often), None));
    }
}
