//! The list of rules: for people, and as the versioned type `acquis.rules/v1`.

use crate::finding::Severity;
use crate::language::Language;
use crate::rules::RULES;
use crate::rules::book::{self, FixKind, Page};
use crate::say;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// `acquis.rules/v1`: every rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RulesV1 {
    /// `acquis.rules/v1`.
    pub schema: &'static str,
    /// The rules, by family.
    pub rules: Vec<RuleV1>,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleV1 {
    /// Its name.
    pub id: String,
    /// Its family.
    pub family: String,
    /// How grave its findings are, unless the configuration says otherwise.
    pub severity: Severity,
    /// Whether it is checked where the configuration says nothing.
    pub default: bool,
    /// Whether it knows a fix.
    pub fix: FixKind,
    /// What it reports, in the language asked for.
    pub title: String,
    /// What it checks, in the language asked for: the first paragraph of its page.
    pub summary: String,
}

impl RuleV1 {
    /// What is said of the rule of that page.
    pub fn new(page: &Page, language: Language) -> Self {
        Self {
            id: page.id.clone(),
            family: page.family.clone(),
            severity: page.severity,
            default: page.default_on,
            fix: page.fix,
            title: page.words(language).title.clone(),
            summary: summary(page, language),
        }
    }
}

/// The rules of `family` (`None`: of all), in the order of the registry.
pub fn rules_v1(language: Language, family: Option<&str>) -> RulesV1 {
    let rules = listed(family).map(|page| RuleV1::new(page, language)).collect();
    RulesV1 { schema: "acquis.rules/v1", rules }
}

/// Writes the rules of `family` (`None`: of all) as `acquis.rules/v1`, in JSON, with a final line feed.
///
/// # Errors
/// When `out` can't be written to.
pub fn json(language: Language, family: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &rules_v1(language, family))?;
    writeln!(out)
}

/// Writes the rules of `family` (`None`: of all) for people: by family, a line for each.
///
/// # Errors
/// When `out` can't be written to.
pub fn text(language: Language, family: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let pages: Vec<&Page> = listed(family).collect();
    let names = pages.iter().map(|page| page.id.len()).max().unwrap_or_default();
    let severities = pages.iter().map(|page| severity(page.severity, language).chars().count()).max().unwrap_or_default();
    let mut current = "";
    for page in &pages {
        if page.family != current {
            let blank = if current.is_empty() { "" } else { "\n" };
            writeln!(out, "{blank}{}", page.family)?;
            current = &page.family;
        }
        let title = &page.words(language).title;
        let off = if page.default_on { String::new() } else { say!(language, fr: " (sur demande)", en: " (opt-in)") };
        let fix = if page.fix == FixKind::None { String::new() } else { say!(language, fr: " [correction]", en: " [fix]") };
        writeln!(out, "  {:<names$}  {:<severities$}  {title}{fix}{off}", page.id, severity(page.severity, language))?;
    }
    Ok(())
}

/// The families, in the order of the registry.
pub fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> = Vec::new();
    for page in listed(None) {
        if !families.contains(&page.family.as_str()) {
            families.push(&page.family);
        }
    }
    families
}

/// The word for a severity, in that language.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Fr) => "erreur",
        (Severity::Warning, Language::Fr) => "avertissement",
        (Severity::Info, Language::Fr) => "information",
        (_, Language::En) => severity.name(),
    }
}

fn listed(family: Option<&str>) -> impl Iterator<Item = &'static Page> {
    RULES.iter().filter_map(|rule| book::page(rule.id)).filter(move |page| family.is_none_or(|family| page.family == family))
}

/// The first paragraph of the page's section, on one line.
fn summary(page: &Page, language: Language) -> String {
    let section = page.section(language);
    let paragraph = section.split("\n\n").map(str::trim).find(|part| !part.is_empty() && !part.starts_with('#'));
    paragraph.unwrap_or_default().split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_with_its_summary() {
        for language in [Language::Fr, Language::En] {
            let listed = rules_v1(language, None);
            assert_eq!(listed.rules.len(), RULES.len());
            assert!(listed.rules.iter().all(|rule| !rule.summary.is_empty() && !rule.summary.contains('\n')));
        }
        assert!(rules_v1(Language::Fr, Some("headings")).rules.iter().all(|rule| rule.id.starts_with("heading-")));
    }
}
