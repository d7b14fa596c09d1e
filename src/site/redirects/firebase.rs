//! `firebase.json`: `redirects` and `rewrites` of one site or several, with `*`, `**` and `:name`, or regular expressions.

use super::super::files::{Files, at, text_at};
use super::{Rules, pattern};
use crate::data::Node;

pub(super) fn read(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let Some(data) = files.data(path) else { return rules.doubt("") };
    let Some(hosting) = at(&data, &["hosting"]) else { return };
    let several = hosting.items();
    for site in if several.is_empty() { std::slice::from_ref(hosting) } else { several } {
        for key in ["redirects", "rewrites"] {
            at(site, &[key]).into_iter().flat_map(|list| list.items()).for_each(|rule| one(rules, rule));
        }
    }
}

fn one(rules: &mut Rules, rule: &Node) {
    let to = text_at(rule, &["destination"]);
    let glob = text_at(rule, &["source"]).or_else(|| text_at(rule, &["glob"]));
    match (glob, text_at(rule, &["regex"])) {
        // A function or a container answers.
        (Some(from), _) if to.is_none() => rules.doubt(pattern::literal_start(from)),
        (None, Some(from)) if to.is_none() => rules.doubt(pattern::literal_start(from.trim_start_matches('^'))),
        (Some(from), _) => rules.glob(from, to),
        (None, Some(from)) => rules.regex(from, to),
        (None, None) => rules.doubt(""),
    }
}
