//! What history tells of a missing path, in words: shared by the rules that report one.

use super::{front_matter, links};
use crate::corpus::Sought;
use crate::finding::Finding;
use crate::git::{Change, Fate};
use crate::language::Language;
use crate::say;
use crate::text::{escape::visible, normalise};

/// What history is asked about, for the rules that `is_on` is true of.
pub(crate) fn sought(is_on: impl Fn(&str) -> bool) -> Sought {
    let (links, addresses) = (is_on(links::missing_file::RULE.id), is_on(links::own_url::RULE.id));
    Sought { links, addresses, fields: is_on(front_matter::reference::RULE.id) }
}

/// The names of the arguments that [`tell`] gives, beside `suggestion`.
const FATE: &str = "fate";

/// What to write instead of a missing path, and why.
pub(super) enum Instead {
    /// Its present name.
    Renamed(String),
    /// What may have been meant.
    Nearest(String),
}

/// Words `finding`, about a missing path, by the variants `renamed`, `deleted`, `deleted-did-you-mean` and `did-you-mean`,
/// whichever applies; the value to suggest is the argument `suggestion`. None of it is part of the finding's identity: a
/// shallow clone knows less history, and a new file may be nearer.
pub(super) fn tell(finding: Finding, fate: Option<&Fate>, instead: Option<&Instead>) -> Finding {
    let finding = match fate {
        Some(fate) => finding.worded(FATE, |language| words(fate, language)),
        None => finding,
    };
    let finding = match instead {
        Some(Instead::Renamed(suggestion) | Instead::Nearest(suggestion)) => finding.argument("suggestion", suggestion),
        None => finding,
    };
    let finding = finding.hints(&[FATE, "suggestion"]);
    match (fate, instead) {
        (Some(_), Some(Instead::Renamed(_))) => finding.advised("renamed"),
        (Some(_), Some(Instead::Nearest(_))) => finding.advised("deleted-did-you-mean"),
        (Some(_), None) => finding.advised("deleted"),
        (None, Some(_)) => finding.advised("did-you-mean"),
        (None, None) => finding,
    }
}

/// A clause about a file or folder already named: `renamed to "x" in abc1234 (2024-05-02)`.
fn words(fate: &Fate, language: Language) -> String {
    let change = match &fate.change {
        Change::Uncommitted => say!(language, fr: "dans un changement pas encore validé", en: "in a change not committed yet"),
        Change::Commit { id, date } => say!(language, fr: "dans {id} ({date})", en: "in {id} ({date})"),
    };
    let name = |path: &str| visible(path).into_owned();
    match (&fate.to, &fate.last, fate.renames) {
        (Some(to), _, 0 | 1) => {
            let to = name(to);
            say!(language, fr: "il a été renommé « {to} » {change}", en: "it was renamed to `{to}` {change}")
        }
        (Some(to), _, times) => {
            let to = name(to);
            say!(language,
                fr: "il a été renommé {times} fois, en dernier « {to} » {change}",
                en: "it was renamed {times} times, last to `{to}` {change}")
        }
        (None, Some(last), _) => {
            let last = name(last);
            say!(language,
                fr: "renommé « {last} », il a été supprimé {change}",
                en: "renamed to `{last}`, it was deleted {change}")
        }
        (None, None, _) => say!(language, fr: "il a été supprimé {change}", en: "it was deleted {change}"),
    }
}

/// Whether the targets or paths `one` and `other` end in the same file name, marks and letter case aside.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let name = |target: &str| {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        normalise::key(path.rsplit('/').next().unwrap_or_default())
    };
    name(one) == name(other)
}
