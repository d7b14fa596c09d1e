//! The part of `acquis.findings/v1` that tells of a contribution.

use super::coverage::v1::{Change, Figures};
use super::json::Finding;
use crate::pipeline::Ledger;
use crate::verdict;
use schemars::JsonSchema;
use serde::Serialize;

/// What a contribution changes.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Verdict<'a> {
    /// What it was compared with.
    base: Base<'a>,
    /// Documents that it adds, changes, renames or removes.
    documents: usize,
    /// Commits of its own, the oldest first; what is not committed yet is in none.
    commits: Vec<&'a str>,
    /// Findings that the base has not.
    new: usize,
    /// Findings that the base alone has: fixed.
    fixed: usize,
    /// Findings that both have.
    existing: usize,
    /// Coverage before and after.
    coverage: Coverage,
    /// Modules that it adds, removes, or assesses otherwise.
    modules: Vec<Change>,
    /// New findings that are not given: the contribution's own configuration or its schemas, other than the base's, do not look
    /// for them, or its baseline holds them.
    hidden: Vec<Finding<'a>>,
}

/// What a contribution was compared with.
#[derive(Debug, Serialize, JsonSchema)]
struct Base<'a> {
    /// As it was asked for: a branch, a tag, a commit.
    r#ref: &'a str,
    /// The commit that it names.
    commit: &'a str,
    /// Where the contribution left it: one commit, or several after criss-cross merges.
    merge_bases: &'a [String],
}

/// Figures of coverage before and after.
#[derive(Debug, Serialize, JsonSchema)]
struct Coverage {
    /// Of the base.
    before: Figures,
    /// With the contribution.
    after: Figures,
}

impl<'a> Verdict<'a> {
    /// `verdict`, with the counts of `ledger`.
    pub(super) fn new(verdict: &'a verdict::Verdict, ledger: &'a Ledger) -> Self {
        let (fork, counts) = (&verdict.fork, ledger.counts());
        Self {
            base: Base { r#ref: &verdict.base, commit: &fork.tip, merge_bases: &fork.bases },
            documents: verdict.documents,
            commits: fork.commits.iter().map(|commit| commit.id.as_str()).collect(),
            new: counts.new,
            fixed: counts.fixed,
            existing: counts.existing,
            coverage: Coverage { before: verdict.before.into(), after: verdict.after.into() },
            modules: verdict.modules.iter().map(Change::from).collect(),
            hidden: ledger.hidden().map(Finding::from).collect(),
        }
    }
}
