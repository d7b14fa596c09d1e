//! `commit-fixup-left`: a commit that was to be melted into another one, or that says that it is not ready.

use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule, commits};

/// The rule.
pub const RULE: Rule = Rule { id: "commit-fixup-left", check: Check::Contribution(check) };

/// What `git commit --fixup` and `--squash` write.
const MELTED: [&str; 3] = ["fixup! ", "squash! ", "amend! "];

/// What people write of work that must wait, in lower case.
const HELD: [&str; 4] = ["do not merge", "don't merge", "ne pas fusionner", "ne pas merger"];

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for message in commits::written(contribution) {
        let subject = message.subject();
        let finding = || message.finding(RULE.id, 1);
        if let Some(word) = MELTED.iter().find(|word| subject.starts_with(**word)) {
            findings.push(finding().argument("word", word.trim_end()));
        } else if is_unfinished(subject) {
            findings.push(finding().variant("unfinished"));
        }
    }
}

/// Whether a subject says so itself: `WIP`, `wip: …`, `[WIP] …`, `feat: wip`, `DO NOT MERGE`. Limits of work in progress
/// are a subject to teach.
fn is_unfinished(subject: &str) -> bool {
    let subject = subject.to_lowercase();
    // The type of a conventional commit, or a gitmoji.
    let mut starts = subject.split_once(": ").into_iter().chain(subject.split_once(' ')).map(|(_, rest)| rest);
    let begins = |text: &str| {
        let inner = text.trim_start_matches(['[', '(']);
        let Some(rest) = inner.strip_prefix("wip") else { return HELD.iter().any(|held| inner.starts_with(held)) };
        match rest.trim_start().chars().next() {
            None | Some(']' | ')' | ':' | '-' | '–' | '—') => true,
            Some(_) => rest.starts_with(' ') && text.starts_with("wip") && !rest.trim_start().starts_with("limit"),
        }
    };
    begins(&subject) || starts.any(|rest| rest == "wip" || HELD.contains(&rest))
}
