//! One page of the rule book, shown: for a terminal, as Markdown, or as the versioned type `acquis.rule/v1`.

use super::rules::{RuleV1, severity};
use super::words::wrap;
use crate::language::Language;
use crate::rules::book::{self, Example, FixKind, Page};
use crate::say;
use crate::text::{escape, normalise};
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// How a page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// `acquis.rule/v1`.
    Json,
    /// As Markdown.
    Markdown,
}

/// Why a page could not be shown.
#[derive(Debug)]
pub enum ExplainError {
    /// No rule has that name.
    Unknown {
        /// The name.
        rule: String,
        /// The rule that was likely meant.
        nearest: Option<&'static str>,
    },
    /// It could not be written.
    Write(io::Error),
}

impl ExplainError {
    /// What to tell people, in one or two sentences.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unknown { rule, nearest } => {
                let rule = escape::visible(rule);
                let unknown =
                    say!(language, fr: "aucune règle ne s'appelle «\u{a0}{rule}\u{a0}».", en: "no rule is called `{rule}`.");
                let next = match nearest {
                    Some(near) => {
                        say!(language, fr: "Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?", en: "Did you mean `{near}`?")
                    }
                    None => say!(language, fr: "«\u{a0}acquis rules\u{a0}» les énumère.", en: "`acquis rules` lists them."),
                };
                format!("{unknown} {next}")
            }
            Self::Write(error) => error.to_string(),
        }
    }
}

impl From<io::Error> for ExplainError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// `acquis.rule/v1`: one rule and its page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageV1 {
    /// `acquis.rule/v1`.
    pub schema: &'static str,
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleV1,
    /// What its page says, in Markdown, in the language asked for.
    pub text: String,
    /// Its examples.
    pub examples: Vec<ExampleV1>,
}

/// An example.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExampleV1 {
    /// Whether the rule finds nothing in it.
    pub passes: bool,
    /// The path of its document.
    pub path: String,
    /// Its document.
    pub text: String,
    /// The configuration it is checked with.
    pub config: Option<String>,
    /// Where the rule finds something.
    pub places: Vec<PlaceV1>,
}

/// Where the rule finds something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceV1 {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// Writes the page of the rule called `rule`; as text, its paragraphs are broken at `width` columns where there is one.
///
/// # Errors
/// When no rule has that name, or `out` can't be written to.
pub fn explain(
    rule: &str,
    language: Language,
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<(), ExplainError> {
    let Some(page) = book::page(rule) else {
        let nearest = normalise::nearest(rule, crate::rules::RULES.iter().map(|rule| rule.id));
        return Err(ExplainError::Unknown { rule: rule.to_owned(), nearest });
    };
    // The tests read every example, so that a page whose examples can't be read is never shipped.
    let examples = book::examples(page).unwrap_or_default();
    match format {
        Format::Text => text(page, &examples, language, width, out)?,
        Format::Markdown => markdown(page, &examples, language, out)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &page_v1(page, &examples, language)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn page_v1(page: &Page, examples: &[Example], language: Language) -> PageV1 {
    let place = |place: &book::Expected| PlaceV1 { path: place.path.clone(), line: place.line, column: place.column };
    let example = |example: &Example| ExampleV1 {
        passes: example.passes(),
        path: example.path.clone(),
        text: example.text.clone(),
        config: example.config.clone(),
        places: example.expected.iter().map(place).collect(),
    };
    PageV1 {
        schema: "acquis.rule/v1",
        rule: RuleV1::new(page, language),
        text: page.section(language).to_owned(),
        examples: examples.iter().map(example).collect(),
    }
}

/// One line: severity, family, fix, default.
fn facts(page: &Page, language: Language) -> String {
    let fix = match page.fix {
        FixKind::None => say!(language, fr: "sans correction", en: "no fix"),
        FixKind::Safe => say!(language, fr: "correction sûre", en: "safe fix"),
        FixKind::Suggested => say!(language, fr: "correction à relire", en: "suggested fix"),
    };
    let default = if page.default_on {
        say!(language, fr: "active par défaut", en: "on by default")
    } else {
        say!(language, fr: "sur demande", en: "opt-in")
    };
    format!("{} · {} · {fix} · {default}", severity(page.severity, language), page.family)
}

/// What stands above an example.
fn heading(example: &Example, language: Language) -> String {
    if example.passes() {
        return say!(language, fr: "Correct", en: "Right");
    }
    let places: Vec<String> = example
        .expected
        .iter()
        .map(|place| {
            let path = if place.path == example.path { String::new() } else { format!("{}:", place.path) };
            format!("{path}{}:{}", place.line, place.column)
        })
        .collect();
    say!(language, fr: "À corriger ({})", en: "To fix ({})", places.join(", "))
}

fn text(page: &Page, examples: &[Example], language: Language, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} — {}", page.id, page.words(language).title)?;
    writeln!(out, "{}\n", facts(page, language))?;
    let mut fenced = false;
    for line in page.section(language).lines() {
        let fence = line.starts_with("```");
        fenced ^= fence;
        match line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#') && !fenced) {
            _ if fence => {}
            Some(title) => underlined(title, out)?,
            None if fenced => writeln!(out, "    {line}")?,
            None => prose(line, width, out)?,
        }
    }
    writeln!(out)?;
    underlined(&say!(language, fr: "Exemples", en: "Examples"), out)?;
    for example in examples {
        writeln!(out, "\n{}\n", heading(example, language))?;
        let config = example.config.iter().map(|config| (".acquis.yaml", config));
        let beside = example.untracked.iter().chain(&example.unstaged);
        let files = example.files.iter().chain(beside).map(|(path, text)| (path.as_str(), text));
        for (path, text) in config.chain(files) {
            indented(Some(path), text, out)?;
        }
        let named = !example.files.is_empty() || example.config.is_some() || example.path != "page.md";
        indented(named.then_some(example.path.as_str()), &example.text, out)?;
    }
    Ok(())
}

/// A line of prose; the lines of a list item that is broken stand under its text.
fn prose(line: &str, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let Some(width) = width.filter(|_| !line.starts_with('|')) else { return writeln!(out, "{line}") };
    let indent = line.len() - line.trim_start_matches(' ').len();
    let marker = if line[indent..].starts_with("- ") { indent + 2 } else { indent };
    let (head, rest) = line.split_at(marker);
    for (at, part) in wrap(rest, width.max(40).saturating_sub(marker)).iter().enumerate() {
        let head = if at == 0 { head.to_owned() } else { " ".repeat(marker) };
        writeln!(out, "{}", format!("{head}{part}").trim_end_matches(' '))?;
    }
    Ok(())
}

fn underlined(title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{title}\n{}", "─".repeat(title.chars().count()))
}

fn indented(path: Option<&str>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if let Some(path) = path {
        writeln!(out, "  {path}")?;
    }
    for line in text.lines() {
        writeln!(out, "{}", format!("    {line}").trim_end_matches(' '))?;
    }
    Ok(())
}

fn markdown(page: &Page, examples: &[Example], language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}: {}\n\n{}\n", page.id, page.words(language).title, facts(page, language))?;
    // The section's headings stand one level lower in the page, where both languages do.
    writeln!(out, "{}\n", format!("\n{}", page.section(language)).replace("\n### ", "\n## ").trim())?;
    writeln!(out, "## {}", say!(language, fr: "Exemples", en: "Examples"))?;
    for example in examples {
        writeln!(out, "\n### {}\n", heading(example, language))?;
        if let Some(config) = &example.config {
            writeln!(out, "```yaml\n{config}```\n")?;
        }
        writeln!(out, "````markdown\n{}````", example.text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::words::columns;
    use super::*;

    fn shown(rule: &str, format: Format) -> Result<String, String> {
        let mut out = Vec::new();
        explain(rule, Language::Fr, format, Some(60), &mut out).map_err(|error| error.message(Language::En))?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn every_page_is_shown_in_every_format() {
        for page in book::pages() {
            let text = shown(&page.id, Format::Text).unwrap();
            assert!(text.starts_with(&format!("{} — {}\n", page.id, page.fr.title)), "{text}");
            assert!(text.contains("Pourquoi\n────────\n"), "{text}");
            let prose = text.split("\nExemples\n").next().unwrap();
            let wide = |line: &&str| !line.starts_with(['|', ' ']) && line.contains(' ') && columns(line) > 60;
            assert_eq!(prose.lines().skip(2).find(wide), None, "{}", page.id);
            assert!(shown(&page.id, Format::Markdown).unwrap().contains("\n## Exemples\n"));
            let json: serde_json::Value = serde_json::from_str(&shown(&page.id, Format::Json).unwrap()).unwrap();
            assert_eq!(json["id"], page.id);
        }
    }

    #[test]
    fn an_unknown_rule_names_its_neighbour() {
        let error = shown("heading-skiped-level", Format::Text).unwrap_err();
        assert_eq!(error, "no rule is called `heading-skiped-level`. Did you mean `heading-skipped-level`?");
    }
}
