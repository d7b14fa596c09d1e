//! `front-matter-reference`: a path in the front matter to a file that the repository does not have.

use super::schema::schemas;
use crate::data::Mark;
use crate::document::Document;
use crate::finding::Finding;
use crate::git::Snapshot;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-reference", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(snapshot) = context.snapshot else { return };
    for (schema, root) in schemas(document, context) {
        for marked in schema.marked(root) {
            let target = match marked.mark {
                Mark::Path => marked.value.as_str(),
                Mark::Link => marked.value.split(['#', '?']).next().unwrap_or_default(),
            };
            let elsewhere = target.is_empty() || marked.mark == Mark::Link && (target.contains(':') || target.starts_with("//"));
            let candidates = candidates(document.source.path(), target);
            if elsewhere || candidates.iter().any(|path| exists(snapshot, path)) {
                continue;
            }
            findings.push(finding(document, snapshot, marked.span, target));
        }
    }
}

/// What a path may mean: from the file's folder, and from the root.
fn candidates(from: &str, target: &str) -> Vec<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = (!target.starts_with('/')).then(|| join(folder, target)).flatten();
    beside.into_iter().chain(join("", target)).collect()
}

/// `target` from `folder`, without `.` and `..`; `None` when it leads out of the repository.
fn join(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether it is a file of the snapshot, or a folder with one.
fn exists(snapshot: &Snapshot, path: &str) -> bool {
    let folder =
        || snapshot.entries().iter().any(|entry| entry.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
    path.is_empty() || snapshot.get(path).is_some() || folder()
}

fn finding(document: &Document, snapshot: &Snapshot, span: Span, target: &str) -> Finding {
    let found = Finding::new(RULE.id, &document.source, span).argument("path", target);
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let wanted = name(target);
    let paths = || snapshot.entries().iter().map(|entry| &*entry.path);
    let nearest = paths().find(|path| name(path) == wanted).or_else(|| normalise::nearest(target, paths()));
    match nearest {
        Some(path) => found.variant("did-you-mean").argument("suggestion", path),
        None => found,
    }
}
