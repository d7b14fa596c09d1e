//! `file-too-large`: a file that makes every clone of the repository heavy, from now on.

use crate::config::options::FileSize;
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule, weight};

/// The rule.
pub const RULE: Rule = Rule { id: "file-too-large", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let FileSize { max } = context.options(RULE.id);
    let uses_lfs = contribution.attributes.use_lfs();
    // Where LFS is in use, a binary file beside it is told by the rule for that.
    for heavy in weight::heavy(contribution, max).filter(|heavy| !(heavy.binary && uses_lfs)) {
        let finding = Finding::on_file(RULE.id, &heavy.entry.path);
        let finding = finding
            .worded("size", |language| weight::size(heavy.size, language))
            .worded("max", |language| weight::size(max, language));
        // It stays the same fault while the file grows.
        let finding = finding.hints(&["size"]);
        findings.push(if heavy.binary {
            finding.variant("binary").argument("line", format!("{} {}", weight::pattern(&heavy.entry.path), weight::LFS))
        } else {
            finding
        });
    }
}
