//! The generators' configuration files, read through the snapshot: bounded, and never trusted.

use crate::data::{Node, parse_toml, parse_yaml};
use crate::paths::{PathKind, Paths};
use crate::text::Span;
use crate::text::path::join;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::HashSet;
use std::sync::Arc;

/// The largest configuration file that is read, in bytes: a larger one is no hand-written configuration.
const LARGEST: usize = 1 << 20;

/// The files of a snapshot.
pub struct Files<'a> {
    paths: &'a dyn Paths,
    /// Every file, sorted.
    all: Vec<Arc<str>>,
}

impl<'a> Files<'a> {
    /// Those of the snapshot with these `paths`.
    pub(super) fn new(paths: &'a dyn Paths) -> Self {
        let mut all = Vec::new();
        paths.visit(&mut |path, kind, _| {
            if kind == PathKind::File {
                all.push(Arc::clone(path));
            }
        });
        Self { paths, all }
    }

    /// Every file, sorted.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|path| &**path)
    }

    /// The files in `folder` and below.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.all.partition_point(|path| **path < *prefix);
        self.all[from..].iter().map(|path| &**path).take_while(move |path| path.starts_with(&prefix))
    }

    /// Whether a file or a folder stands at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.is_file(path) || self.below(path).next().is_some()
    }

    /// Whether a file stands at `path`.
    pub(super) fn is_file(&self, path: &str) -> bool {
        self.all.binary_search_by(|known| (**known).cmp(path)).is_ok()
    }

    /// The text of the file at `path`; `None` where there is none, or none of that size that is text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.paths.read(path, LARGEST)
    }

    /// The same of a script, without its comments: what stands in one says nothing.
    pub(super) fn code(&self, path: &str) -> Option<String> {
        self.text(path).map(|code| without_comments(&code))
    }

    /// The values in the YAML, JSON or TOML file at `path`; `None` where they can't be read.
    pub(super) fn data(&self, path: &str) -> Option<Node> {
        let text = self.text(path)?;
        let all = Span::new(0, text.len());
        // JSON is YAML too.
        let tree = if path.ends_with(".toml") { parse_toml(&text, all) } else { parse_yaml(&text, all) };
        tree.ok().map(|tree| tree.root)
    }
}

/// `code` without its comments, and those of HTML.
pub(super) fn without_comments(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let (mut rest, mut quote) = (code, None);
    while let Some(c) = rest.chars().next() {
        let skipped = match (quote, rest) {
            (Some(_), _) => None,
            (None, rest) if rest.starts_with("<!--") => Some(rest.find("-->").map_or(rest.len(), |end| end + 3)),
            (None, rest) if rest.starts_with("/*") => Some(rest.find("*/").map_or(rest.len(), |end| end + 2)),
            (None, rest) if rest.starts_with("//") => Some(rest.find('\n').unwrap_or(rest.len())),
            _ => None,
        };
        if let Some(skipped) = skipped {
            rest = &rest[skipped..];
            continue;
        }
        match quote {
            Some(open) if c == open || c == '\n' && open != '`' => quote = None,
            None if matches!(c, '\'' | '"' | '`') => quote = Some(c),
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The text under a path of keys.
pub(super) fn text_at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    at(node, keys)?.as_str()
}

/// The value under a path of keys.
pub(super) fn at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n Node> {
    // Hugo minds no letter case in keys, and for the others a key of another case is a mistake.
    keys.iter().try_fold(node, |node, key| {
        node.get(key)
            .or_else(|| node.entries().iter().find(|entry| entry.key.eq_ignore_ascii_case(key)).map(|entry| &entry.value))
    })
}

/// All words in `node`, however deep, as paths from `folder`: what a list of chapters and of parts names.
pub(super) fn paths_in(node: &Node, folder: &str) -> HashSet<String> {
    let (mut found, mut open) = (HashSet::new(), vec![node]);
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|entry| &entry.value));
        found.extend(node.as_str().and_then(|path| join(folder, path)));
    }
    found
}

/// What follows `key` and one of `signs` in program text, wherever it stands apart from other words.
pub(super) fn values<'c>(code: &'c str, key: &'c str, signs: &'c [char]) -> impl Iterator<Item = &'c str> {
    code.match_indices(key).filter_map(move |(at, _)| {
        let before = code[..at].chars().next_back();
        let apart = before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '/')));
        let after = code[at + key.len()..].trim_start_matches(['\'', '"']).trim_start();
        after.strip_prefix(signs).filter(|_| apart).map(str::trim_start)
    })
}

/// The quoted text that follows `key:` in program text: `base: '/x/'`. `None` where the key is not there; an empty
/// error where what follows is no plain text.
pub(super) fn literal(code: &str, key: &str) -> Option<Result<String, ()>> {
    let value = values(code, key, &[':']).next()?;
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '\'' | '"' | '`')) else { return Some(Err(())) };
    let Some(end) = value[1..].find([quote, '\n']) else { return Some(Err(())) };
    let text = &value[1..=end];
    Some(if text.contains("${") { Err(()) } else { Ok(text.to_owned()) })
}

/// The texts in the list that follows `key:` or `key =` in program text. `None` if that is no list, or is computed.
pub(super) fn literal_list(code: &str, key: &str) -> Option<Vec<String>> {
    let found = values(code, key, &[':', '=']).find_map(|value| value.strip_prefix('['))?;
    let mut rest = found.trim_start();
    let mut texts = Vec::new();
    while !rest.starts_with(']') {
        let mark = rest.chars().next()?;
        let end = matches!(mark, '\'' | '"' | '`').then(|| rest[1..].find(mark)).flatten();
        rest = match end {
            Some(end) => {
                texts.push(rest[1..=end].to_owned());
                &rest[end + 2..]
            }
            None if rest.starts_with("//") || mark == '#' => rest.split_once('\n')?.1,
            None if mark == ',' => &rest[1..],
            None => return None,
        }
        .trim_start();
    }
    Some(texts)
}

/// `patterns` of paths as one, in which `*` stays within a folder; those that can't be read are left out.
pub(super) fn globs<'p>(patterns: impl IntoIterator<Item = &'p str>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    let read = |pattern: &str| GlobBuilder::new(pattern).literal_separator(true).build().ok();
    patterns.into_iter().filter_map(read).for_each(|pattern| {
        set.add(pattern);
    });
    set.build().unwrap_or_default()
}

/// The keys of the object that follows `key:` in program text. `None` where the key is not there; an empty error where
/// what follows is no object written out.
pub(super) fn object_keys(code: &str, key: &str) -> Option<Result<Vec<String>, ()>> {
    Some(object(code, key)?.map(|pairs| pairs.into_iter().map(|(key, _)| key).collect()))
}

/// A key, and the text that is its value, where that is a plain text.
type Pair = (String, Option<String>);

/// The keys of the object that follows `key:`, each with the text that is its value, where that is a plain text.
pub(super) fn object(code: &str, key: &str) -> Option<Result<Vec<Pair>, ()>> {
    let found = values(code, key, &[':', '=']).next()?;
    let Some(inner) = found.strip_prefix('{') else { return Some(Err(())) };
    Some(pairs(inner).ok_or(()))
}

/// The entries of an object after its opening brace; `None` where one is computed or spread, or the object has no end.
fn pairs(inner: &str) -> Option<Vec<(String, Option<String>)>> {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let (mut depth, mut at) = (0_u32, 0);
    // The key that was read last; whether what stands here is a value.
    let (mut key, mut value) = (String::new(), false);
    while let Some(c) = inner[at..].chars().next() {
        let rest = &inner[at..];
        let mut step = c.len_utf8();
        match c {
            '/' if rest.starts_with("//") => step = rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => step = rest.find("*/")? + 2,
            '\'' | '"' | '`' => {
                let end = rest[1..].find(c)? + 1;
                step = end + 1;
                match found.last_mut().filter(|_| value) {
                    _ if depth > 0 => {}
                    Some((_, text)) => *text = Some(rest[1..end].to_owned()),
                    None => rest[1..end].clone_into(&mut key),
                }
            }
            '{' | '[' | '(' => depth += 1,
            '}' if depth == 0 => return Some(found),
            '}' | ']' | ')' => depth = depth.checked_sub(1)?,
            '.' if depth == 0 && rest.starts_with("...") => return None,
            ':' if depth == 0 && !value => {
                found.push((std::mem::take(&mut key), None));
                value = true;
            }
            ',' if depth == 0 => value = false,
            c if depth == 0 && (c.is_alphabetic() || matches!(c, '_' | '$')) => {
                step = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(rest.len());
                if !value {
                    rest[..step].clone_into(&mut key);
                }
            }
            _ => {}
        }
        at += step;
    }
    None
}

/// The path of an address (`https://example.org/handbook/` → `handbook`), without slashes at its ends.
pub(super) fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    rest.split(['?', '#']).next().unwrap_or_default().trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_program_text() {
        let code = "export default { base: '/x/', 'srcDir': \"src\", out: `a${b}`, cleanUrls: true, database: 'no' }";
        assert_eq!(literal(code, "base"), Some(Ok("/x/".to_owned())));
        assert_eq!(literal(code, "srcDir"), Some(Ok("src".to_owned())));
        assert_eq!(literal(code, "out"), Some(Err(())));
        assert_eq!(literal(code, "cleanUrls"), Some(Err(())));
        assert_eq!(literal(code, "rewrites"), None);
    }

    #[test]
    fn lists_of_program_text() {
        let texts = |code: &str| literal_list(code, "exclude").map(|texts| texts.join(" "));
        assert_eq!(texts("exclude = ['a', # no 'b'\n \"c/*\",]").as_deref(), Some("a c/*"));
        assert_eq!(texts("{ include: ['b'], exclude: [ // all\n`a`], }").as_deref(), Some("a"));
        for code in ["exclude: all", "exclude = ['a', *more]", "my_exclude = ['a']", "exclude = ['a", "exclude = ['é"] {
            assert_eq!(texts(code), None, "{code}");
        }
    }

    #[test]
    fn objects_of_program_text() {
        let text = |text: &str| Some(text.to_owned());
        let code = "export default { redirects: { '/a': '/b', \"/c\": { to: '/d', x: [1] }, e: f('g'), // '/h': 'i'\n'/j/[k]': `/l` }, }";
        let expected = [("/a", text("/b")), ("/c", None), ("e", None), ("/j/[k]", text("/l"))];
        let expected = expected.map(|(key, value)| (key.to_owned(), value)).to_vec();
        assert_eq!(object(code, "redirects"), Some(Ok(expected)));
        assert_eq!(object("{ redirects }", "redirects"), None);
        assert_eq!(object("{ redirects: known }", "redirects"), Some(Err(())));
        assert_eq!(object("{ redirects: { ...known, '/a': '/b' } }", "redirects"), Some(Err(())));
        assert_eq!(object("{ redirects: { '/a'", "redirects"), Some(Err(())));
    }

    #[test]
    fn paths_of_addresses() {
        assert_eq!(path_of("https://example.org/a/b/?x"), "a/b");
        assert_eq!(path_of("https://example.org"), "");
        assert_eq!(path_of("/a/"), "a");
    }
}
