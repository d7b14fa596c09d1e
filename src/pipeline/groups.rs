//! Groups of the configuration that turn nothing on: no file is theirs, no module is found in them, or another counts the same.

use crate::config::{Config, Group};
use crate::corpus::Page;
use crate::curriculum::Curriculum;
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::modules::group_matches_nothing::RULE;
use crate::text::Span;
use crate::text::normalise;
use crate::text::path::{join, under};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What is to be said of the groups that stand in the configuration file `source`, over the documents of `pages`: those of a
/// profile are made for many repositories.
pub(super) fn told(source: Option<&Arc<Source>>, config: &Config, pages: &[Page], curriculum: &Curriculum) -> Vec<Finding> {
    let Some(source) = source else { return Vec::new() };
    let own = |group: &&Group| group.files.iter().any(|(_, span)| span.is_some()) || group.module_span.is_some();
    if !config.groups.iter().any(|group| own(&group)) {
        return Vec::new();
    }
    let mut files: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut twice: HashMap<(&str, &str), usize> = HashMap::new();
    for path in pages.iter().map(Page::path) {
        let groups: Vec<&Group> = config.groups_for(path).collect();
        groups.iter().for_each(|group| files.entry(&group.name).or_default().push(path));
        let counting: Vec<&&Group> = groups.iter().filter(|group| !group.module.is_empty()).collect();
        for (at, later) in counting.iter().enumerate().skip(1) {
            *twice.entry((&counting[at - 1].name, &later.name)).or_default() += 1;
        }
    }
    let modules = |group: &Group| curriculum.report.modules.iter().any(|module| *module.group == *group.name);
    let mut findings = Vec::new();
    for group in config.groups.iter().filter(own) {
        let finding = |span: Span| Finding::new(RULE.id, source, span).argument("group", &group.name);
        let (first, count) = (group.files.first().and_then(|(_, span)| *span), files.get(&*group.name).map_or(0, Vec::len));
        if count == 0 {
            let Some((glob, span)) = group.files.first().and_then(|(glob, span)| Some((glob, (*span)?))) else { continue };
            let found = finding(span).argument("files", glob);
            findings.push(match meant(glob, config, pages) {
                Some(near) => found.advised("did-you-mean").argument("suggestion", &near).hints(&["suggestion"]),
                None => found,
            });
        } else if let Some(span) = group.module_span.filter(|_| !modules(group)) {
            findings.push(finding(span).variant("module").argument("count", count));
        }
        let others = twice.iter().filter(|((_, later), _)| *later == group.name);
        let other = others.max_by_key(|((other, _), count)| (**count, *other));
        if let (Some(((other, _), count)), Some(span)) = (other, first) {
            findings.push(finding(span).variant("twice").argument("other", other).argument("count", count));
        }
    }
    findings
}

/// `glob` with its first part that no path has replaced by the nearest that one has.
fn meant(glob: &str, config: &Config, pages: &[Page]) -> Option<String> {
    let mut above = config.folder.clone();
    let parts: Vec<&str> = glob.trim_start_matches("./").split('/').collect();
    for (at, part) in parts.iter().enumerate() {
        if part.contains(['*', '?', '[', '{']) {
            return None;
        }
        let inside = |path: &str| {
            let rest = if above.is_empty() { path } else { path.strip_prefix(&*above)?.strip_prefix('/')? };
            rest.split('/').next().map(str::to_owned)
        };
        let names: BTreeSet<String> = pages.iter().filter_map(|page| inside(page.path())).collect();
        if !names.contains(*part) {
            let near = normalise::nearest(part, names.iter().map(String::as_str))?;
            let rest = [&parts[..at], &[near], &parts[at + 1..]].concat();
            return Some(rest.join("/"));
        }
        above = join(&above, part).unwrap_or_else(|| under(&above, part));
    }
    None
}
