//! `commit-sign-off-missing`: a commit that its author did not sign off.

use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule, commits};

/// The rule.
pub const RULE: Rule = Rule { id: "commit-sign-off-missing", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for message in commits::written(contribution) {
        let author = &message.commit.author;
        let signers: Vec<&str> = message.lines().filter_map(signer).collect();
        if signers.iter().any(|signer| address(signer).eq_ignore_ascii_case(address(author))) {
            continue;
        }
        let finding = message.finding(RULE.id, 1).argument("author", author);
        findings.push(match signers.last() {
            Some(signer) => finding.variant("other").argument("signer", signer),
            None => finding,
        });
    }
}

/// Who signs off in this line.
fn signer(line: &str) -> Option<&str> {
    const KEY: &str = "signed-off-by:";
    let key = line.get(..KEY.len())?;
    key.eq_ignore_ascii_case(KEY).then(|| line[KEY.len()..].trim())
}

/// The address in `Name <address>`.
fn address(person: &str) -> &str {
    person.rsplit_once('<').map_or(person, |(_, rest)| rest.trim_end().trim_end_matches('>')).trim()
}
