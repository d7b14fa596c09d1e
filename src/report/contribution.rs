//! The verdict on a contribution in words: what the reports for people share.

use super::words::count;
use super::{Totals, shown};
use crate::curriculum::coverage::Ratio;
use crate::language::Language;
use crate::pipeline::Ledger;
use crate::say;
use crate::verdict::Verdict;

/// How many characters of a commit's name are shown.
const SHORT: usize = 7;

/// "Compared with main (1a2b3c4): 1 new finding (1 error), 2 fixed, 147 there already."; `totals` are those of the new ones.
pub(super) fn sentence(verdict: &Verdict, ledger: &Ledger, totals: Totals, language: Language) -> String {
    let counts = ledger.counts();
    let base = shown(&verdict.base);
    let commit = verdict.fork.bases.first().map_or("", |id| id.get(..SHORT).unwrap_or(id));
    // A base given by its commit is not named twice.
    let base = if base.starts_with(commit) { commit.to_owned() } else { format!("{base} ({commit})") };
    let new = match counts.new {
        0 => say!(language, fr: "rien de nouveau à signaler", en: "nothing new to report"),
        new => {
            let new = count(new, language, ["constat nouveau", "constats nouveaux"], ["new finding", "new findings"]);
            let totals = super::summary::totals(totals, language);
            format!("{new} ({totals})")
        }
    };
    let mut parts = vec![new];
    if counts.fixed > 0 {
        parts.push(count(counts.fixed, language, ["corrigé", "corrigés"], ["fixed", "fixed"]));
    }
    if counts.existing > 0 {
        parts.push(count(counts.existing, language, ["déjà là", "déjà là"], ["there already", "there already"]));
    }
    let parts = parts.join(", ");
    say!(language, fr: "Par rapport à {base}\u{a0}: {parts}.", en: "Compared with {base}: {parts}.")
}

/// "Modules assessed: 4/5 → 5/5. Competencies assessed: 38/40 → 40/40."; `None` where there are no modules, before or after.
pub(super) fn coverage(verdict: &Verdict, language: Language) -> Option<String> {
    let (before, after) = (verdict.before, verdict.after);
    if before.modules + after.modules == 0 {
        return None;
    }
    let modules = change(before.module_ratio(), after.module_ratio());
    let competencies = change(before.competency_ratio(), after.competency_ratio());
    Some(say!(language,
        fr: "Modules évalués\u{a0}: {modules}. Compétences évaluées\u{a0}: {competencies}.",
        en: "Modules assessed: {modules}. Competencies assessed: {competencies}."))
}

/// "4/5 → 5/5", or one of them where nothing changes.
pub(super) fn change(before: Ratio, after: Ratio) -> String {
    let figure = |ratio: Ratio| format!("{}/{}", ratio.part, ratio.whole);
    if before == after { figure(after) } else { format!("{} → {}", figure(before), figure(after)) }
}
