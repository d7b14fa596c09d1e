//! `--select` and `--ignore`: which rules are checked.

use super::Failure;
use crate::config::Level;
use crate::finding::Severity;
use crate::language::Language;
use crate::report::explain::ExplainError;
use crate::report::rules::families;
use crate::rules::book::{self, About, Page};
use crate::text::normalise;
use clap::ArgMatches;

/// The severities of rules that `options` ask for.
pub(super) fn levels(options: &ArgMatches, language: Language) -> Result<Vec<(String, Level)>, Failure> {
    let named = |name: &str| {
        let names =
            options.get_many::<String>(name).into_iter().flatten().map(|name| name.trim()).filter(|name| !name.is_empty());
        names.map(|name| rules(name, language)).collect::<Result<Vec<_>, _>>().map(|rules| rules.concat())
    };
    let (select, ignore) = (named("select")?, named("ignore")?);
    let mut levels = Vec::new();
    if !select.is_empty() {
        // A document that can't be read is said all the same: nothing else in it is known.
        let others = book::pages().filter(|page| page.about != About::File && !select.contains(&page.id.as_str()));
        levels.extend(others.map(|page| (page.id.clone(), Level::Off)));
        levels.extend(select.iter().filter_map(|rule| Some(((*rule).to_owned(), level(book::page(rule)?)))));
    }
    levels.extend(ignore.into_iter().map(|rule| (rule.to_owned(), Level::Off)));
    Ok(levels)
}

/// The rules that a name means: the one that is called so, or those of the family.
fn rules(name: &str, language: Language) -> Result<Vec<&'static str>, Failure> {
    if let Some(page) = book::page(name) {
        return Ok(vec![page.id.as_str()]);
    }
    let family: Vec<&str> = book::pages().filter(|page| page.family == name).map(|page| page.id.as_str()).collect();
    if !family.is_empty() {
        return Ok(family);
    }
    let known = book::pages().map(|page| page.id.as_str()).chain(families());
    let unknown = ExplainError::Unknown { rule: name.to_owned(), nearest: normalise::nearest(name, known) };
    Err(Failure::plain(unknown.message(language)))
}

/// As grave as its page says.
fn level(page: &Page) -> Level {
    match page.severity {
        Severity::Info => Level::Info,
        Severity::Warning => Level::Warning,
        Severity::Error => Level::Error,
    }
}
