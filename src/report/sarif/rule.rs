//! A rule as SARIF describes it: its page of the rule book, in the reader's language.

use super::level;
use super::v210::{Configuration, Properties, Rule, Text};
use crate::document::{BlockKind, Document, Source};
use crate::finding::Severity;
use crate::language::Language;
use crate::report::explain::{Format, explain};
use crate::rules::book::{self, Page};

/// The description of the rule called `id`.
pub(super) fn describe(id: &'static str, language: Language) -> Rule {
    let page = book::page(id);
    let title = page.map_or(id, |page| page.words(language).title.as_str());
    let shown = |format| {
        let mut out = Vec::new();
        explain(id, language, format, None, &mut out).is_ok().then(|| String::from_utf8_lossy(&out).into_owned())
    };
    Rule {
        id,
        name: name(id),
        short_description: Text::from(title.to_owned()),
        full_description: Text::from(page.and_then(|page| first(page, language)).unwrap_or_else(|| title.to_owned())),
        help: Text { text: shown(Format::Text).unwrap_or_else(|| title.to_owned()), markdown: shown(Format::Markdown) },
        default_configuration: Configuration { level: level(page.map_or(Severity::Warning, |page| page.severity)) },
        properties: Properties { tags: page.map(|page| page.family.clone()).into_iter().collect() },
    }
}

/// The first paragraph of a page, which says what the rule checks; without markup.
fn first(page: &Page, language: Language) -> Option<String> {
    let document = Document::parse(Source::new(page.id.as_str(), page.section(language).to_owned()));
    let paragraph = document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    Some(document.text_of(paragraph).to_owned())
}

/// `link-missing-file` as SARIF writes names for people: `LinkMissingFile`.
fn name(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    id.split('-').map(capital).collect()
}
