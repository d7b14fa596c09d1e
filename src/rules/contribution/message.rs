//! `commit-message`: a commit whose message is not written as the repository asks.

use crate::config::options::{CommitMessage, CommitStyle as Style};
use crate::finding::Finding;
use crate::rules::commits::{self, Message};
use crate::rules::{Check, Context, Contribution, Rule};
use regex::Regex;
use std::sync::LazyLock;

/// The rule.
pub const RULE: Rule = Rule { id: "commit-message", check: Check::Contribution(check) };

/// `type(scope)!: description`. Where no expression can be made nothing is one.
static CONVENTIONAL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?<type>[\p{L}\d_-]+)(\([^()]+\))?!?: \S").ok());

/// The number that a forge writes behind a subject: `Sow peas (#12)`.
const NUMBER: &str = " (#";

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let options: CommitMessage = context.options(RULE.id);
    findings.extend(commits::written(contribution).filter_map(|message| fault(&message, &options)));
}

/// The first thing that is wrong with `message`: one is enough to write it anew.
fn fault(message: &Message<'_>, options: &CommitMessage) -> Option<Finding> {
    let subject = message.subject();
    let finding = |line, variant| Some(message.finding(RULE.id, line).variant(variant));
    if message.lines().all(str::is_empty) {
        return finding(1, "empty");
    }
    if ["fixup!", "squash!", "amend!"].iter().any(|melted| subject.starts_with(melted)) {
        // It goes away with the commit that it belongs to.
        return None;
    }
    if message.lines().nth(1).is_some_and(|second| !second.is_empty()) {
        return finding(2, "no-blank-line");
    }
    match options.style {
        Style::Free => {}
        Style::Gitmoji if begins_with_emoji(subject) => {}
        Style::Gitmoji => return finding(1, "gitmoji"),
        Style::Conventional => match CONVENTIONAL.as_ref().and_then(|regex| regex.captures(subject)) {
            None => return finding(1, "conventional"),
            Some(found) if options.types.is_empty() || options.types.iter().any(|known| *known == found["type"]) => {}
            Some(found) => {
                let finding = finding(1, "type")?.argument("type", &found["type"]);
                return Some(finding.argument("types", options.types.join(", ")));
            }
        },
    }
    let counted = subject.rsplit_once(NUMBER).filter(|(_, rest)| rest.ends_with(')')).map_or(subject, |(text, _)| text);
    let length = counted.chars().count();
    let finding = message.finding(RULE.id, 1).argument("length", length).argument("max", options.max_subject);
    (length > options.max_subject).then_some(finding)
}

/// Whether `subject` begins with an emoji or with the `:name:` of one.
fn begins_with_emoji(subject: &str) -> bool {
    let named = subject.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    if let Some((name, _)) = named {
        return emojis::get_by_shortcode(name).is_some();
    }
    // An emoji is of a few characters: a sign, its colour, what joins it to another one.
    let ends = subject.char_indices().map(|(at, c)| at + c.len_utf8()).take(8);
    ends.into_iter().any(|end| emojis::get(&subject[..end]).is_some())
}
