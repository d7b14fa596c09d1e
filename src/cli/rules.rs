//! `acquis rules`: the rule book's table of contents.

use super::common::Common;
use super::{Exit, Failure, Streams};
use crate::finding::Severity;
use crate::rules::book::{self, FixKind, Page};
use clap::ArgMatches;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// Every rule.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "acquis.rules/v1")]
struct Rules<'a> {
    /// Name and version of this format.
    #[schemars(extend("const" = "acquis.rules/v1"))]
    schema: &'static str,
    /// Sorted by name.
    rules: Vec<Rule<'a>>,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
struct Rule<'a> {
    /// Its name.
    rule: &'a str,
    /// The family it belongs to.
    family: &'a str,
    /// How grave its findings are, unless the configuration says otherwise.
    severity: Severity,
    /// Whether it is checked where the configuration says nothing.
    default: bool,
    /// Whether it knows a mend.
    fix: FixKind,
    /// What it reports.
    title: Title<'a>,
}

/// A title in each language.
#[derive(Debug, Serialize, JsonSchema)]
struct Title<'a> {
    /// French.
    fr: &'a str,
    /// English.
    en: &'a str,
}

impl<'a> From<&'a Page> for Rule<'a> {
    fn from(page: &'a Page) -> Self {
        Self {
            rule: &page.id,
            family: &page.family,
            severity: page.severity,
            default: page.default_on,
            fix: page.fix,
            title: Title { fr: &page.fr.title, en: &page.en.title },
        }
    }
}

/// Lists the rules.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    if options.get_one::<String>("format").is_some_and(|format| format == "json") {
        let rules = Rules { schema: "acquis.rules/v1", rules: book::pages().map(Rule::from).collect() };
        crate::report::write_json(&rules, &mut streams.out)?;
    } else {
        text(common, &mut streams.out)?;
    }
    Ok(Exit::Clean)
}

/// One line a rule, by family.
fn text(common: &Common, out: &mut dyn Write) -> io::Result<()> {
    let language = common.language;
    let mut pages: Vec<&Page> = book::pages().collect();
    pages.sort_by(|a, b| (&a.family, &a.id).cmp(&(&b.family, &b.id)));
    let width = pages.iter().map(|page| page.id.len()).max().unwrap_or_default();
    let words = pages.iter().map(|page| crate::report::severity_word(page.severity, language).chars().count());
    let grave = words.max().unwrap_or_default();
    let bold = anstyle::Style::new().bold();
    for family in pages.chunk_by(|a, b| a.family == b.family) {
        let name = family.first().map(|page| page.family.as_str()).unwrap_or_default();
        if common.colour { writeln!(out, "{bold}{name}{bold:#}")? } else { writeln!(out, "{name}")? }
        for page in family {
            let severity = crate::report::severity_word(page.severity, language);
            let off = match (page.default_on, language) {
                (true, _) => "",
                (false, crate::language::Language::Fr) => " (désactivée)",
                (false, crate::language::Language::En) => " (off)",
            };
            writeln!(out, "  {:width$}  {severity:grave$}  {}{off}", page.id, page.words(language).title)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The JSON Schema of `acquis.rules/v1`, as shipped in `rules/schemas/rules-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of this file's types alone.
pub fn rules_schema() -> serde_json::Result<String> {
    crate::report::schema::<Rules<'static>>()
}
