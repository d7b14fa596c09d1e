//! What leaves the checks though it stays in the repository: a document that is none any more, a module whose text is still there.

use super::super::compared::{Before, Head};
use super::super::{Reported, read};
use crate::config::Config;
use crate::curriculum::Module;
use crate::document::Source;
use crate::finding::{Finding, Severity};
use crate::rules;
use crate::rules::contribution::checks_weakened::RULE;
use crate::text::Span;
use crate::text::path::{file_name, is_markdown};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many new files that are no documents are looked at.
pub(super) const MOST: usize = 500;

/// What `base` checked under `before`, its configuration, and the contribution still has and does not check any more.
pub(super) fn left(before: &Config, base: &Before, head: &Head) -> Vec<Finding> {
    let now = |path: &str| base.moved.changes.now(path).to_owned();
    let after = &head.judged.configured.config;
    let is_in = |path: &str| read::in_scope(before, path) && is_markdown(path);
    let changes = &base.moved.changes;
    let touched = changes.renamed.iter().chain(changes.modified.iter().map(|path| (path, path)));
    let mut findings: Vec<Finding> = Vec::new();
    for (old, new) in touched.filter(|(old, _)| is_in(old)) {
        let Some(entry) = head.judged.snapshot.get(new) else { continue };
        // Where the configuration itself says so, that is told once for all of them.
        let by_configuration = read::in_scope(before, new) && !read::in_scope(after, new);
        if by_configuration {
            continue;
        }
        let source = || base.moved.source(new).unwrap_or_else(|| Source::new(&**new, String::new()));
        let care = |path: &str| rules::care(&Source::new(path, String::new()));
        let variant = if !read::is_document(entry) || !read::in_scope(before, new) || is_hidden(base, head, old, new) {
            "left"
        } else if care(new) < care(old) {
            "put-away"
        } else {
            continue;
        };
        findings.push(at_first_line(&source()).variant(variant).argument("path", &**old));
    }
    for (old, source) in under_other_names(base, is_in) {
        findings.push(at_first_line(&source).variant("left").argument("path", &*old));
    }
    let gone = base.curriculum.report.modules.iter().zip(&base.pairs.after).filter(|(_, pair)| pair.is_none());
    for (module, _) in gone {
        let new = now(module.source.path());
        let told = findings.iter().any(|finding| finding.place.path() == new);
        let still = (!told && read::in_scope(after, &new)).then(|| still_there(module, base, &new)).flatten();
        findings.extend(still);
    }
    findings
}

/// Whether the document that the base reads at `old` is none that can be read at `new`, and no error says so: it is encrypted, or
/// Git LFS keeps it elsewhere.
fn is_hidden(base: &Before, head: &Head, old: &str, new: &str) -> bool {
    const POINTER: &str = "version https://git-lfs.github.com/spec/";
    let Some(page) = base.corpus.page_at(old) else { return false };
    match head.linked.get(new) {
        None => {
            let is_error = |entry: &Reported| entry.severity == Severity::Error && entry.finding.place.path() == new;
            !head.ledger.entries().iter().any(is_error)
        }
        Some(links) => {
            let is_pointer = |source: &Source| source.text().starts_with(POINTER);
            links.is_empty() && !is_pointer(&page.source) && base.moved.source(new).is_some_and(|source| is_pointer(&source))
        }
    }
}

/// The documents that stand in files of the contribution that are no documents, each with the file: git takes no file for another
/// one that has another extension.
fn under_other_names(base: &Before, is_in: impl Fn(&str) -> bool) -> Vec<(Arc<str>, Arc<Source>)> {
    let changes = &base.moved.changes;
    let removed: Vec<&Arc<str>> =
        changes.removed.iter().filter(|path| is_in(path) && !changes.renamed.contains_key(*path)).collect();
    if removed.is_empty() {
        return Vec::new();
    }
    let others = changes.added.iter().filter(|path| !is_markdown(path)).take(MOST);
    let others: Vec<Arc<Source>> = others.filter_map(|path| base.moved.source(path)).collect();
    let by_text: HashMap<&str, &Arc<Source>> = others.iter().map(|source| (source.text(), source)).collect();
    let by_stem: HashMap<&str, &Arc<Source>> = others.iter().map(|source| (stem(source.path()), source)).collect();
    let found = |old: &&Arc<str>| {
        let text = base.moved.source_before(old)?;
        let alike = || by_stem.get(stem(old)).filter(|source| holds_most(source.text(), text.text()));
        let source = by_text.get(text.text()).filter(|_| !text.text().trim().is_empty()).or_else(alike)?;
        Some((Arc::clone(old), Arc::clone(source)))
    };
    removed.iter().filter_map(found).collect()
}

/// The name of the file at `path` without its extensions.
fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether `text` has at least half of the lines of `old`.
fn holds_most(text: &str, old: &str) -> bool {
    let lines: HashSet<&str> = text.lines().map(str::trim).collect();
    let (mut all, mut found) = (0, 0);
    for line in old.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all += 1;
        found += usize::from(lines.contains(line));
    }
    all > 0 && 2 * found >= all
}

fn at_first_line(source: &Arc<Source>) -> Finding {
    let first = source.line_span(1).unwrap_or_default();
    Finding::new(RULE.id, source, first)
}

/// A module that is none any more, in the file at `path`, though the line of its title is still there.
fn still_there(module: &Module, base: &Before, path: &str) -> Option<Finding> {
    let line = module.source.line(module.title.span.start);
    let span = module.source.line_span(line)?;
    let title = module.source.text().get(span.range())?.trim();
    let source = base.moved.source(path).filter(|_| !title.is_empty())?;
    let at = source.text().find(title)?;
    let finding = Finding::new(RULE.id, &source, Span::new(at, at + title.len())).variant("module");
    Some(finding.argument("module", &module.title.text))
}
