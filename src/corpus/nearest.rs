//! What a link that leads nowhere may have meant.

use super::resolve::loose;
use super::{Form, Page, PageLink};
use crate::anchor::Anchors;
use crate::paths::PathIndex;
use crate::text::normalise;
use crate::text::path::{file_name, folder_of};

/// How many searches by edit distance one page may ask for, and among how many names each: a page of a thousand
/// broken links has another problem than spelling.
const SEARCHES: u32 = 24;
const CANDIDATES: usize = 400;

/// Searches for one page.
pub(super) struct Nearest<'c> {
    index: &'c PathIndex,
    left: u32,
}

impl<'c> Nearest<'c> {
    pub(super) fn new(index: &'c PathIndex) -> Self {
        Self { index, left: SEARCHES }
    }

    /// The target that `page` should have written for `target`, which was looked for at `path`.
    pub(super) fn path(&mut self, page: &Page, target: &str, path: &str) -> Option<String> {
        let found = self.candidate(path, page.path())?;
        Some(written(page.path(), target, path, found))
    }

    /// The path that may have been meant by `path`, from a link of the file at `page`.
    pub(super) fn candidate(&mut self, path: &str, page: &str) -> Option<&'c str> {
        self.left = self.left.checked_sub(1)?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.elsewhere(name).or_else(|| self.beside(folder, name, page))
    }

    /// The only file of that name in another folder.
    fn elsewhere(&self, name: &str) -> Option<&'c str> {
        // Every second folder has one of these.
        if ["readme.md", "index.md", "_index.md", "index.html", "license"].contains(&name.to_lowercase().as_str()) {
            return None;
        }
        let mut same = self.index.named(name);
        let first = same.next()?;
        same.next().is_none().then_some(first)
    }

    /// The file of the same folder whose name is nearest; the extension must be the same.
    fn beside(&self, folder: &str, name: &str, page: &str) -> Option<&'c str> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let stem_of = |path: &'c str| {
            let (stem, end) = file_name(path).rsplit_once('.').unwrap_or((file_name(path), ""));
            (end.eq_ignore_ascii_case(extension) && path != page).then_some(stem)
        };
        let near: Vec<(&str, &str)> = self
            .index
            .siblings(folder)
            .filter_map(|path| Some((stem_of(path)?, path)))
            .filter(|(other, _)| other.len().abs_diff(stem.len()) <= stem.len().max(other.len()).div_ceil(3) + 1)
            .take(CANDIDATES)
            .collect();
        let found = normalise::nearest(stem, near.iter().map(|(stem, _)| *stem))?;
        near.iter().find(|(stem, _)| *stem == found).map(|(_, path)| *path)
    }

    /// The one of `anchors` that is nearest to `wanted`, while searches are left.
    pub(super) fn anchor<'p>(&mut self, anchors: &'p Anchors, wanted: &str) -> Option<&'p str> {
        self.left = self.left.checked_sub(1)?;
        anchor(anchors, wanted)
    }
}

/// The one of `anchors` that is nearest to `wanted`.
pub(super) fn anchor<'p>(anchors: &'p Anchors, wanted: &str) -> Option<&'p str> {
    let key = loose(wanted);
    if key.is_empty() {
        return None;
    }
    // What is much longer or shorter is another title.
    let length = wanted.len();
    let likely = |name: &&str| name.len().abs_diff(length) <= length.max(name.len()) / 2;
    let names: Vec<&str> = anchors.iter().take(4_000).filter(likely).collect();
    if let Some(same) = names.iter().find(|name| loose(name) == key) {
        return Some(same);
    }
    // Another number is another version or another day, not a misspelling.
    if key.bytes().filter(u8::is_ascii_digit).count() * 2 > key.len() {
        return None;
    }
    let near = names.iter().copied().filter(|name| name.len().abs_diff(wanted.len()) <= wanted.len().max(name.len()).div_ceil(3));
    normalise::nearest(wanted, near.take(CANDIDATES))
}

/// The target for `to` in the file at `page`, as `target` was written (which was looked for at `path`): the same dots, the same
/// encoding, the same query and fragment.
pub(super) fn written(page: &str, target: &str, path: &str, to: &str) -> String {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let (before, tail) = target.split_at(end);
    let slash = if before.ends_with('/') && !to.is_empty() { "/" } else { "" };
    let encoded = encode(to);
    let new = if before.starts_with('/') {
        format!("/{encoded}")
    } else if path.split('/').count() == to.split('/').count()
        && before.split('/').all(|part| part != "..")
        && same_depth(path, to, page)
    {
        let kept = to.get(folder_of(page).len()..).unwrap_or(to).trim_start_matches('/');
        format!("{}{}", if before.starts_with("./") { "./" } else { "" }, encode(kept))
    } else {
        relative(folder_of(page), to, before.starts_with("./"))
    };
    format!("{new}{slash}{tail}")
}

/// [`written`] for a link of `page`, so that it may stand where the link's target stands.
pub(super) fn written_for(page: &Page, link: &PageLink, path: &str, to: &str) -> String {
    let new = written(page.path(), page.target(link), path, to);
    match link.form {
        // Either kind of quotation mark may end an attribute; the other one is always encoded.
        Form::Html => new.replace('\'', "%27"),
        // So may they a value of YAML, to which other marks mean something as well.
        Form::FrontMatter => encoded(&new, |c| "'[]{},*!@`".contains(c)),
        Form::Inline | Form::Reference | Form::Address | Form::Tag => new,
    }
}

/// Whether both paths stand in or below the folder of `page`.
fn same_depth(path: &str, to: &str, page: &str) -> bool {
    let folder = folder_of(page);
    let below = |path: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    below(path) && below(to)
}

/// `to` as seen from `folder`.
fn relative(folder: &str, to: &str, dot: bool) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&parts).take_while(|(a, b)| a == b).count().min(parts.len().saturating_sub(1));
    let mut out = "../".repeat(from.len() - common);
    if out.is_empty() && dot {
        out.push_str("./");
    }
    out.push_str(&encode(&parts[common..].join("/")));
    out
}

/// A path as it may stand in a link of Markdown: what would end the target or change its meaning is encoded.
pub(super) fn encode(path: &str) -> String {
    encoded(path, |c| c.is_control() || " %#?()<>\\\"|&".contains(c))
}

fn encoded(path: &str, which: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if which(c) {
            out.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}
