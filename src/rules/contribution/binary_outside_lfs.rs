//! `file-binary-outside-lfs`: a heavy binary file in a repository that gives such files to Git LFS.

use crate::config::options::FileSize;
use crate::document::Source;
use crate::finding::{Edit, Finding, Fix};
use crate::rules::{Check, Context, Contribution, Rule, weight};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::Arc;

/// The rule.
pub const RULE: Rule = Rule { id: "file-binary-outside-lfs", check: Check::Contribution(check) };

const ATTRIBUTES: &str = ".gitattributes";

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !contribution.attributes.use_lfs() {
        return;
    }
    let FileSize { max } = context.options(RULE.id);
    let attributes = contribution.moved.source(ATTRIBUTES);
    let mut given: HashSet<String> = HashSet::new();
    for heavy in weight::heavy(contribution, max).filter(|heavy| heavy.binary) {
        let path = &heavy.entry.path;
        let finding = Finding::on_file(RULE.id, path).worded("size", |language| weight::size(heavy.size, language));
        let finding = finding.hints(&["size"]);
        if contribution.attributes.is_in_lfs(path) {
            findings.push(finding.variant("committed"));
            continue;
        }
        let line = format!("{} {}", weight::pattern(path), weight::LFS);
        let mut finding = finding.argument("line", &line);
        // One line is enough for all files of a kind.
        if let Some(attributes) = attributes.as_ref().filter(|_| given.insert(line.clone())) {
            finding.fix = Some(Fix { safe: false, edits: vec![append(attributes, &line)] });
        }
        findings.push(finding);
    }
}

/// The edit that puts `line` at the end of `file`.
fn append(file: &Source, line: &str) -> Edit {
    let text = file.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let start = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    Edit { path: Arc::clone(&file.path), span: Span::at(text.len()), text: format!("{start}{line}{end}") }
}
