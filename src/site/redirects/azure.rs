//! `staticwebapp.config.json` of Azure: `routes` with one `*` at their end. A page for what is missing
//! (`navigationFallback`) makes nothing of it right.

use super::super::files::{Files, at, text_at};
use super::Rules;

pub(super) fn read(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let Some(data) = files.data(path) else { return rules.doubt("") };
    for rule in at(&data, &["routes"]).into_iter().flat_map(|list| list.items()) {
        let to = ["redirect", "rewrite", "serve"].iter().find_map(|key| text_at(rule, &[key]));
        if let (Some(from), Some(to)) = (text_at(rule, &["route"]), to) {
            rules.glob(from, Some(to));
        }
    }
}
