//! `vercel.json`: `redirects` and `rewrites` with `:name` and `(.*)`, the older `routes` with regular expressions.

use super::super::files::{Files, at, text_at};
use super::Rules;

pub(super) fn read(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let Some(data) = files.data(path) else { return rules.doubt("") };
    for key in ["redirects", "rewrites"] {
        for rule in at(&data, &[key]).into_iter().flat_map(|list| list.items()) {
            if let Some(from) = text_at(rule, &["source"]) {
                rules.glob(from, text_at(rule, &["destination"]));
            }
        }
    }
    for rule in at(&data, &["routes"]).into_iter().flat_map(|list| list.items()) {
        let Some(from) = text_at(rule, &["src"]).or_else(|| text_at(rule, &["source"])) else { continue };
        let to = text_at(rule, &["dest"]).or_else(|| text_at(rule, &["headers", "Location"]));
        // One that only sets headers goes on to the next.
        if to.is_some() || at(rule, &["continue"]).is_none() && at(rule, &["status"]).is_some() {
            rules.regex(&format!("^{}$", from.trim_start_matches('^').trim_end_matches('$')), to);
        }
    }
}
