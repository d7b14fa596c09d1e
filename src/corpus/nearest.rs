//! What a link that leads nowhere may have meant.

use super::{Form, Page, PageLink};
use crate::anchor::Anchors;
use crate::paths::PathIndex;
use crate::text::path::{file_name, folder_of};

/// Searches among the paths of a snapshot.
#[derive(Clone, Copy)]
pub(super) struct Nearest<'c> {
    index: &'c PathIndex,
}

impl<'c> Nearest<'c> {
    pub(super) fn new(index: &'c PathIndex) -> Self {
        Self { index }
    }

    /// The target that `page` should have written for `target`, which was looked for at `path`.
    pub(super) fn path(&self, page: &Page, target: &str, path: &str) -> Option<String> {
        let found = self.candidate(path, page.path())?;
        Some(written(page.path(), target, path, found))
    }

    /// The path that may have been meant by `path`, from a link of the file at `page`.
    pub(super) fn candidate(&self, path: &str, page: &str) -> Option<&'c str> {
        self.index.nearest(path, page)
    }

    /// The one of `anchors` that is nearest to `wanted`.
    pub(super) fn anchor<'p>(&self, anchors: &'p Anchors, wanted: &str) -> Option<&'p str> {
        anchors.nearest(wanted)
    }
}

/// The one of `anchors` that is nearest to `wanted`.
pub(super) fn anchor<'p>(anchors: &'p Anchors, wanted: &str) -> Option<&'p str> {
    anchors.nearest(wanted)
}

/// The target for `to` in the file at `page`, as `target` was written (which was looked for at `path`): the same dots, the same
/// encoding, the same query and fragment.
pub(super) fn written(page: &str, target: &str, path: &str, to: &str) -> String {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let (before, tail) = target.split_at(end);
    // A file in place of what was thought a folder.
    let file = file_name(to).contains('.') && !file_name(path).contains('.');
    let slash = if before.ends_with('/') && !to.is_empty() && !file { "/" } else { "" };
    let depth = |path: &str| memchr::memchr_iter(b'/', path.as_bytes()).count();
    let new = if before.starts_with('/') {
        format!("/{}", encode(to))
    } else if depth(path) == depth(to) && before.split('/').all(|part| part != "..") && same_depth(path, to, page) {
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
    if link.is_filled() {
        return link.spelled(&page.source, new.clone()).unwrap_or(new);
    }
    match link.form {
        // Either kind of quotation mark may end an attribute; the other one is always encoded.
        Form::Html => new.replace('\'', "%27"),
        // So may they a value of YAML, to which other marks mean something as well.
        Form::FrontMatter => encoded(&new, |c| "'[]{},*!@`".contains(c)),
        Form::Inline | Form::Reference | Form::Address | Form::Tag | Form::Part => new,
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
    encoded(path, |c| c.is_control() || matches!(c, ' ' | '%' | '#' | '?' | '(' | ')' | '<' | '>' | '\\' | '"' | '|' | '&'))
}

fn encoded(path: &str, which: impl Fn(char) -> bool) -> String {
    // Nearly all are fine as they are.
    if !path.contains(&which) {
        return path.to_owned();
    }
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
