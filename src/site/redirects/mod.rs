//! Addresses that the host of a site leads elsewhere, one file a format. A rule that can be read is followed; what can't be read
//! reaches the addresses under the beginning of its pattern, and no others.

mod apache;
mod azure;
mod firebase;
mod netlify;
mod nginx;
mod pattern;
mod vercel;

use super::files::Files;
use super::{Cause, Doubt, Kinds, Reach};
use crate::text::path::{below, folder_of, under};
use pattern::{Pattern, Together};
use std::collections::{BTreeSet, HashSet};

/// The addresses that lead elsewhere.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Redirects {
    exact: HashSet<Box<str>>,
    /// Whole areas that lead elsewhere, and where to, if that is an address of the site made of the one asked for.
    patterns: Vec<(Pattern, Option<Box<str>>)>,
    /// The same patterns as one, which tells those of an address apart in one look.
    all: Together,
    /// Rules that match everything, and say where else a page may stand.
    rewrites: Vec<(Pattern, Box<str>)>,
}

/// What the rules of one site's host say, while they are read.
#[derive(Debug, Default)]
pub(super) struct Rules {
    redirects: Redirects,
    doubts: Vec<Reach>,
    /// The file that is being read.
    file: Box<str>,
    /// The path under which the site is published.
    base: Box<str>,
}

/// How many patterns are compiled: a list of more is made by a program.
const MANY: usize = 2_000;
/// The formats: the name of the file, and what reads it.
type Format = (&'static str, fn(&mut Rules, &Files<'_>, &str));
const FORMATS: &[Format] = &[
    ("_redirects", netlify::list),
    ("netlify.toml", netlify::toml),
    ("vercel.json", vercel::read),
    ("firebase.json", firebase::read),
    ("staticwebapp.config.json", azure::read),
    (".htaccess", apache::read),
    ("nginx.conf", nginx::read),
    ("_worker.js", |rules, _, _| rules.doubt("")),
];

impl Redirects {
    /// Reads those of the site in `folder`, whose other folders are these; a host's files also stand at the root. What the
    /// rules that can't be read may answer is given back.
    pub(super) fn read<'s>(&mut self, files: &Files<'_>, folders: impl Iterator<Item = &'s str>, base: &str) -> Vec<Reach> {
        let mut rules = Rules { redirects: std::mem::take(self), base: base.into(), ..Rules::default() };
        let folders: BTreeSet<&str> = folders.chain([""]).collect();
        for folder in folders {
            for (name, read) in FORMATS {
                let path = under(folder, name);
                if files.is_file(&path) {
                    rules.file = path.as_str().into();
                    read(&mut rules, files, &path);
                }
            }
        }
        *self = rules.redirects;
        rules.doubts
    }

    /// Adds the address or the pattern `from`, as a generator's own configuration names it.
    pub(super) fn add(&mut self, from: &str) {
        let mut rules = Rules { redirects: std::mem::take(self), ..Rules::default() };
        rules.glob(from, None);
        *self = rules.redirects;
    }

    /// Adds the lines of a template of `_redirects` that are no template's.
    pub(super) fn lines(&mut self, text: &str) {
        let mut rules = Rules { redirects: std::mem::take(self), ..Rules::default() };
        text.lines().filter(|line| !line.contains("{{")).for_each(|line| rules.line(line));
        *self = rules.redirects;
    }

    /// Whether the address `wanted` leads elsewhere, and not to an address of the site of which `is_there` says that nothing
    /// answers it.
    pub(super) fn lead(&self, wanted: &str, is_there: impl Fn(&str) -> bool) -> bool {
        let wanted = route(wanted);
        let there = |(from, to): &(Pattern, Option<Box<str>>)| match to {
            None => from.matches(wanted),
            Some(to) => from.replaced(wanted, to).is_some_and(|to| self.exact.contains(&*to) || is_there(&to)),
        };
        self.exact.contains(wanted) || self.all.of(&self.patterns, wanted).any(there)
    }

    /// The other addresses of the site at which what `wanted` names may stand.
    pub(super) fn rewritten(&self, wanted: &str) -> impl Iterator<Item = String> {
        self.rewrites.iter().filter_map(|(from, to)| from.replaced(route(wanted), to))
    }
}

impl Rules {
    /// A rule whose pattern is written with `*` and `:name`, to where it says.
    fn glob(&mut self, from: &str, to: Option<&str>) {
        // Another host.
        if from.contains("://") {
            return;
        }
        match Pattern::glob(from) {
            Some(pattern) => self.pattern(pattern, to),
            None if from.contains(['*', '(', '[', '{']) => self.doubt(pattern::literal_start(from)),
            None => self.address(from),
        }
    }

    /// A rule whose pattern is a regular expression over the whole path, `/` first.
    fn regex(&mut self, from: &str, to: Option<&str>) {
        if let Some(address) = pattern::plain(from) {
            return self.address(&address);
        }
        match Pattern::regex(from) {
            Some(pattern) => self.pattern(pattern, to),
            None => self.doubt(pattern::literal_start(from.trim_start_matches('^'))),
        }
    }

    /// A rule for one address.
    fn address(&mut self, from: &str) {
        let from = self.based(super::files::path_of(from));
        self.redirects.exact.insert(route(&from).into());
    }

    fn pattern(&mut self, pattern: Pattern, to: Option<&str>) {
        let Redirects { patterns, rewrites, .. } = &mut self.redirects;
        if patterns.len() + rewrites.len() >= MANY {
            return self.doubt("");
        }
        if !pattern.is_of_all() {
            let own = to.filter(|to| to.starts_with('/') && pattern::has_value(to) && !to.contains("://"));
            patterns.push((pattern.without(&self.base), own.map(Into::into)));
            self.redirects.all = Together::default();
            return;
        }
        // A rule for everything: the page for what is missing, another host, or the same path written in another way.
        match to {
            Some(to) if to.contains("://") => self.doubt(""),
            Some(to) if pattern::has_value(to) => rewrites.push((pattern, to.into())),
            _ => {}
        }
    }

    /// What stands below `prefix` is answered by something that is not read here.
    fn doubt(&mut self, prefix: &str) {
        let whole = if prefix.ends_with('/') { prefix } else { folder_of(prefix) };
        self.doubt_below(whole);
    }

    /// The same for a prefix of whole parts.
    fn doubt_below(&mut self, prefix: &str) {
        let prefix = self.based(prefix.trim_matches('/')).into();
        let reach = Reach { doubt: Doubt::shown_by(Cause::Server, &self.file), kinds: Kinds::ADDRESSES, prefix, named: false };
        if !self.doubts.contains(&reach) {
            self.doubts.push(reach);
        }
    }

    fn based(&self, path: &str) -> String {
        below(&self.base, path).unwrap_or(path).to_owned()
    }
}

fn route(path: &str) -> &str {
    super::routes::normal(path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what fails here fails the test")]
mod tests;
