//! `front-matter-reference`: a path in the front matter to a file that the repository does not have.

use super::schema::schemas;
use crate::corpus::{Corpus, FieldTrouble, Page, PathField};
use crate::data::Marked;
use crate::document::Document;
use crate::finding::Finding;
use crate::rules::fate::{Instead, is_same_name, tell};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-reference", check: Check::Page(check) };

/// The values of `document` that the schemas of its content groups mark as paths or links, in the order of the file.
pub fn marked(document: &Document, context: &Context<'_>) -> Vec<Marked> {
    if document.front_matter.is_none() || context.config.groups.iter().all(|group| group.front_matter.schema.is_none()) {
        return Vec::new();
    }
    let mut found: Vec<Marked> = schemas(document, context).flat_map(|(schema, root)| schema.marked(root)).collect();
    // Two groups may mark the same value.
    found.sort_by_key(|marked| marked.span);
    found.dedup();
    found
}

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (field, trouble) in corpus.field_troubles(page) {
        let finding = Finding::new(RULE.id, &page.source, field.span).argument("path", &field.value);
        findings.push(match trouble {
            FieldTrouble::Missing { unstaged: true, .. } => finding.advised("unstaged"),
            FieldTrouble::Missing { fate, nearest, .. } => {
                let renamed = fate.and_then(|fate| fate.to.clone()).map(Instead::Renamed);
                let meant = nearest.filter(|nearest| fate.is_none() || is_same_name(nearest, &field.value));
                let instead = renamed.or_else(|| meant.map(|nearest| Instead::Nearest(nearest.to_owned())));
                let finding = tell(finding, fate, instead.as_ref());
                match &instead {
                    Some(Instead::Renamed(path) | Instead::Nearest(path)) => mend(finding, field, path),
                    None => finding,
                }
            }
            FieldTrouble::Differs(right) => {
                mend(finding.variant("case").argument("suggestion", right).hints(&["suggestion"]), field, right)
            }
            FieldTrouble::Untracked => finding.variant("untracked"),
            FieldTrouble::Ignored => finding.variant("ignored"),
        });
    }
}

/// Suggests `path`, from the root, where it can stand without quotation marks.
fn mend(finding: Finding, field: &PathField, path: &str) -> Finding {
    let plain = path.starts_with(char::is_alphanumeric)
        && path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ' '));
    let slash = if field.value.starts_with('/') { "/" } else { "" };
    if field.literal && plain { finding.suggestion(field.span, format!("{slash}{path}")) } else { finding }
}
