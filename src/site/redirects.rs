//! Addresses that the host of a site leads elsewhere: `_redirects`, `netlify.toml`, `vercel.json`.

use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Kinds, Reach};
use crate::text::path::under;
use std::collections::BTreeSet;

/// The addresses that lead elsewhere.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Redirects {
    exact: Vec<Box<str>>,
    /// Beginnings of addresses that a pattern matches.
    prefixes: Vec<Box<str>>,
}

/// Files of hosts whose rules are not read: with one of them any address of the site may lead somewhere.
const UNREAD: &[&str] = &["firebase.json", "staticwebapp.config.json", "amplify.yml", "nginx.conf", ".htaccess", "_worker.js"];

impl Redirects {
    /// Reads those of the site in `folder`, whose public folders are these; a host's files also stand at the root.
    pub(super) fn read(&mut self, files: &Files<'_>, folder: &str, public: &[Box<str>]) {
        for folder in public.iter().map(|folder| &**folder).chain([folder, ""]) {
            if let Some(text) = files.text(&under(folder, "_redirects")) {
                text.lines().filter_map(|line| line.split_whitespace().next()).for_each(|from| self.add(from));
            }
        }
        for folder in [folder, ""] {
            if let Some(rules) = files.data(&under(folder, "netlify.toml")) {
                let from = at(&rules, &["redirects"]).into_iter().flat_map(|list| list.items());
                from.filter_map(|rule| text_at(rule, &["from"])).for_each(|from| self.add(from));
            }
            if let Some(rules) = files.data(&under(folder, "vercel.json")) {
                for key in ["redirects", "rewrites", "routes"] {
                    let from = at(&rules, &[key]).into_iter().flat_map(|list| list.items());
                    from.filter_map(|rule| text_at(rule, &["source"]).or_else(|| text_at(rule, &["src"])))
                        .for_each(|from| self.add(from));
                }
            }
        }
    }

    /// What the rules of hosts that are not read may answer: addresses of the site, no file beside a page.
    pub(super) fn doubts(&self, files: &Files<'_>, folder: &str, public: &[Box<str>]) -> Vec<Reach> {
        let folders: BTreeSet<&str> = public.iter().map(|folder| &**folder).chain([folder, ""]).collect();
        let paths = folders.into_iter().flat_map(|folder| UNREAD.iter().map(move |unread| under(folder, unread)));
        let reach = |path: String| Reach {
            doubt: Doubt::shown_by(Cause::Server, &path),
            kinds: Kinds::ADDRESSES,
            prefix: Box::default(),
        };
        paths.filter(|path| files.has(path)).map(reach).collect()
    }

    /// Adds the address or the pattern `from`.
    pub(super) fn add(&mut self, from: &str) {
        // A comment, or another host.
        if from.starts_with('#') || from.contains("://") {
            return;
        }
        let path = super::files::path_of(from);
        // A pattern for one language or one file kind still begins with what it is about.
        match path.find(['*', ':', '(', '[', '?', '^', '$']) {
            Some(end) => self.prefixes.push(path[..end].trim_end_matches('/').into()),
            None => self.exact.push(route(path).into()),
        }
    }

    /// Whether the address `wanted`, without slashes at its ends, leads elsewhere.
    pub(super) fn lead(&self, wanted: &str) -> bool {
        let wanted = route(wanted);
        self.exact.iter().any(|from| **from == *wanted)
            || self.prefixes.iter().any(|from| crate::text::path::below(from, wanted).is_some())
    }
}

fn route(path: &str) -> &str {
    super::routes::normal(path)
}
