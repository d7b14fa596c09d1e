//! The messages of a contribution's commits: shared by the rules that read them.

use super::Contribution;
use crate::document::Source;
use crate::finding::Finding;
use crate::git::Commit;
use crate::text::Span;
use std::sync::Arc;

/// A commit that somebody wrote, with its message.
pub(super) struct Message<'a> {
    pub(super) commit: &'a Commit,
    source: Arc<Source>,
}

/// The messages that people wrote: those of merges, reverts and robots are worded by programs.
pub(super) fn written<'a>(contribution: &Contribution<'a>) -> impl Iterator<Item = Message<'a>> + use<'a> {
    let own = contribution.fork.commits.iter().filter(|commit| {
        let reverts = commit.message.starts_with("Revert \"") || commit.message.starts_with("Reapply \"");
        commit.parents < 2 && !reverts && !commit.author.contains("[bot]")
    });
    own.map(|commit| Message { commit, source: Source::of_commit(&commit.short, &commit.message) })
}

impl Message<'_> {
    /// Its lines, blanks at their ends left out.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.source.text().lines().map(str::trim_end)
    }

    /// Its first line.
    pub(super) fn subject(&self) -> &str {
        self.lines().next().unwrap_or_default()
    }

    /// A finding of `rule` on the line `number` (from 1).
    pub(super) fn finding(&self, rule: &'static str, number: u32) -> Finding {
        let line = self.source.line_span(number).unwrap_or_default();
        let written = self.source.text().get(line.range()).unwrap_or_default().trim_end();
        Finding::new(rule, &self.source, Span::new(line.start as usize, line.start as usize + written.len()))
    }
}
