//! Patterns of addresses, however a host writes them, as one kind of regular expression.

use crate::text::path::under;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::sync::OnceLock;

/// A pattern of addresses.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    from: Regex,
    /// The path of the site, which the addresses asked for are without.
    base: Box<str>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.from.as_str() == other.from.as_str() && self.base == other.base
    }
}

/// Many patterns, made one when an address is first asked for: each link of a page may ask, and a list may have thousands.
#[derive(Debug, Default)]
pub(super) struct Together(OnceLock<Option<RegexSet>>);

/// It is made of the patterns, and says nothing that these do not.
impl PartialEq for Together {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Together {
    /// Those of `all` that are patterns of the address `wanted`; all of them where they are too large to be one. The same `all` is
    /// given each time.
    pub(super) fn of<'p, T>(&self, all: &'p [(Pattern, T)], wanted: &str) -> impl Iterator<Item = &'p (Pattern, T)> {
        let together = self.0.get_or_init(|| {
            let written = all.iter().map(|(pattern, _)| pattern.from.as_str());
            RegexSetBuilder::new(written).size_limit(TOGETHER).dfa_size_limit(TOGETHER).build().ok()
        });
        let matched = |set: &RegexSet, (pattern, _): &(Pattern, T)| -> Vec<usize> {
            pattern.full(wanted).iter().flat_map(|full| set.matches(full).into_iter().collect::<Vec<_>>()).collect()
        };
        let mut found: Vec<usize> = match (together, all.iter().find(|(pattern, _)| !pattern.base.is_empty()).or(all.first())) {
            (Some(set), Some(first)) => matched(set, first),
            _ => (0..all.len()).collect(),
        };
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| all.get(at))
    }
}

/// The largest compiled pattern of many, in bytes.
const TOGETHER: usize = 1 << 25;
/// The largest compiled pattern, in bytes.
const LARGEST: usize = 1 << 18;
/// Paths that no rule is about, unless it is about all.
const PROBES: [&str; 4] = ["/zzq0-nowhere", "/zzq0-nowhere/zzq1", "/zzq0-nowhere/zzq1/", "/zzq0-nowhere/zzq1.html"];

impl Pattern {
    /// That of a regular expression over the path, `/` first; `None` where it can't be read: a language of another kind.
    pub(super) fn regex(from: &str) -> Option<Self> {
        let from = RegexBuilder::new(from).size_limit(LARGEST).build().ok()?;
        Some(Self { from, base: Box::default() })
    }

    /// That of a path with `*`, `**`, `:name`, `:name*` and `(.*)` in it; `None` where it has none of them, or more.
    pub(super) fn glob(from: &str) -> Option<Self> {
        let path = super::route(from);
        let mut regex = String::from("^");
        let mut any = false;
        for part in path.split('/') {
            match part {
                "*" | "**" | "(.*)" | "(.+)" => regex.push_str("(?:/(.*))?"),
                _ if part.starts_with(':') => {
                    let (repeats, optional) = (part.ends_with(['*', '+']), part.ends_with(['?', '*']));
                    // `:name(a|b)` is a regular expression of its own.
                    let own = part.find('(').map(|at| part[at..].trim_end_matches(['?', '*', '+'])).filter(|own| *own != "(.*)");
                    let one = own.unwrap_or(if repeats || part.contains('(') { "(.*)" } else { "([^/]+)" });
                    let end = if optional || repeats || part.contains("(.*)") { "?" } else { "" };
                    regex.push_str(&format!("(?:/{one}){end}"));
                }
                _ => {
                    regex.push('/');
                    any |= part_into(part, &mut regex)?;
                    continue;
                }
            }
            any = true;
        }
        regex.push_str("/?$");
        any.then(|| Self::regex(&regex)).flatten()
    }

    /// The same for addresses of a site that is published under `base`.
    pub(super) fn without(mut self, base: &str) -> Self {
        self.base = base.into();
        self
    }

    /// Whether it is one of any address.
    pub(super) fn is_of_all(&self) -> bool {
        PROBES.iter().any(|probe| self.from.is_match(probe))
    }

    /// Whether it is one of the address `wanted`, without slashes at its ends.
    pub(super) fn matches(&self, wanted: &str) -> bool {
        self.full(wanted).iter().any(|full| self.from.is_match(full))
    }

    /// Where `to` leads from `wanted`: it holds `$1` or `:name` for what the pattern matches.
    pub(super) fn replaced(&self, wanted: &str, to: &str) -> Option<String> {
        let all = self.full(wanted);
        let (full, found) = all.iter().find_map(|full| Some((full.as_str(), self.from.captures(full)?)))?;
        let mut out = String::new();
        let mut rest = to;
        let mut named = 1;
        while let Some(at) = rest.find(['$', ':']) {
            out.push_str(&rest[..at]);
            let end =
                rest[at + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(rest.len(), |end| at + 1 + end);
            let name = &rest[at + 1..end];
            let value = match name.parse::<usize>() {
                Ok(number) => found.get(number).map_or("", |value| value.as_str()),
                Err(_) if matches!(name, "uri" | "request_uri" | "document_uri") => full,
                Err(_) if matches!(name, "scheme" | "host" | "http_host" | "is_args" | "args" | "query_string") => "",
                Err(_) => {
                    named += 1;
                    found.get(named - 1).map_or("", |value| value.as_str())
                }
            };
            out.push_str(value);
            rest = rest[end..].trim_start_matches('*');
        }
        out.push_str(rest);
        Some(super::route(out.trim_matches([':', '/'])).to_owned())
    }

    /// The paths by which a browser may ask for it; rules are written with the path of the site and without.
    fn full(&self, wanted: &str) -> Vec<String> {
        let bases: &[&str] = if self.base.is_empty() { &[""] } else { &["", &self.base] };
        let of = |base: &str| ["", "/", ".html"].map(|end| format!("/{}{end}", under(base, wanted)));
        bases.iter().flat_map(|base| of(base)).collect()
    }
}

/// Appends one part of a path as an expression; whether `*` is in it. `None` for other signs than that.
fn part_into(part: &str, regex: &mut String) -> Option<bool> {
    if part.contains(['(', '[', '{', '!', '@', '^', '|']) {
        return None;
    }
    let pieces: Vec<String> = part.split('*').map(regex::escape).collect();
    regex.push_str(&pieces.join("[^/]*"));
    Some(pieces.len() > 1)
}

/// Whether `to` takes something over from the address.
pub(super) fn has_value(to: &str) -> bool {
    to.contains(['$', ':'])
}

/// What any address that the pattern is about begins with.
pub(super) fn literal_start(from: &str) -> &str {
    let end = from.find(['*', ':', '(', '[', '{', '?', '^', '$', '\\', '.', '|', '@', '!', '+']).unwrap_or(from.len());
    // A sign that makes what stands before it optional.
    let back = usize::from(from[end..].starts_with(['?', '*']) && end > 0 && !from[..end].ends_with('/'));
    let mut at = end.saturating_sub(back);
    while !from.is_char_boundary(at) {
        at -= 1;
    }
    &from[..at]
}

/// The one address that a regular expression is about, if it is no more than that.
pub(super) fn plain(from: &str) -> Option<String> {
    let inner = from.strip_prefix('^')?.strip_suffix('$')?;
    let inner = inner.strip_suffix("/?").unwrap_or(inner);
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next().filter(|c| !c.is_alphanumeric())?),
            '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '.' | '^' | '$' => return None,
            _ => out.push(c),
        }
    }
    Some(out)
}
