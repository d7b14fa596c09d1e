//! `_redirects`, which Netlify and Cloudflare Pages read, and `netlify.toml`.

use super::super::files::{Files, at, literal, text_at};
use super::{Rules, pattern};
use crate::data::Node;
use crate::text::path::under;

/// `_redirects`: an address, where it leads, a status.
pub(super) fn list(rules: &mut Rules, files: &Files<'_>, path: &str) {
    for line in files.text(path).unwrap_or_default().lines() {
        rules.line(line);
    }
}

impl Rules {
    /// One line of `_redirects`.
    pub(super) fn line(&mut self, line: &str) {
        let line = line.split(" #").next().unwrap_or_default();
        let mut words = line.split_whitespace().filter(|word| !word.contains('='));
        let (Some(from), to) = (words.next().filter(|from| !from.starts_with('#')), words.next()) else { return };
        if to.is_some_and(|to| to.contains("/.netlify/functions")) {
            return self.doubt(pattern::literal_start(from));
        }
        // What is not found is shown another page, and not found all the same.
        if words.next().is_some_and(|status| is_absent(status.trim_end_matches('!'))) {
            return;
        }
        self.glob(from, to);
    }
}

/// Whether a status says that nothing is there.
fn is_absent(status: &str) -> bool {
    matches!(status, "404" | "410")
}

/// `netlify.toml`: the same rules, and functions that stand before pages.
pub(super) fn toml(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let Some(data) = files.data(path) else { return rules.doubt("") };
    for rule in at(&data, &["redirects"]).into_iter().flat_map(|list| list.items()) {
        let absent = at(rule, &["status"]).and_then(Node::scalar_text).is_some_and(|status| is_absent(&status));
        if let Some(from) = text_at(rule, &["from"]).filter(|_| !absent) {
            rules.glob(from, text_at(rule, &["to"]));
        }
    }
    for function in at(&data, &["edge_functions"]).into_iter().flat_map(|list| list.items()) {
        match (text_at(function, &["path"]), text_at(function, &["pattern"])) {
            (Some(path), _) => rules.doubt(pattern::literal_start(path)),
            (None, Some(regex)) => rules.doubt(pattern::literal_start(regex.trim_start_matches('^'))),
            _ => rules.doubt(""),
        }
    }
    functions(rules, files, path.strip_suffix("netlify.toml").unwrap_or_default().trim_end_matches('/'));
}

/// Functions that say in their own file which addresses they answer.
fn functions(rules: &mut Rules, files: &Files<'_>, folder: &str) {
    let folder = under(folder, "netlify/edge-functions");
    for path in files.below(&folder).filter(|path| path.ends_with(".ts") || path.ends_with(".js")).take(64) {
        let Some(code) = files.text(path).filter(|code| code.contains("export const config")) else { continue };
        rules.file = path.into();
        let config = code.split("export const config").nth(1).unwrap_or_default();
        match literal(config, "path") {
            Some(Ok(path)) => rules.doubt(pattern::literal_start(&path)),
            Some(Err(())) => rules.doubt(""),
            None => {}
        }
    }
}
