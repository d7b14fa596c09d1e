//! What reads an input, and what must hold of what it says.

use crate::common::TestRepository;
use acquis::anchor::{Renderer, headings};
use acquis::config::{ConfigFile, Origin, Overrides, differences, load};
use acquis::data::{Node, Schema, SyntaxError, Tree, parse_toml, parse_yaml};
use acquis::document::{Dialect, Document, Source};
use acquis::finding::Place;
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Error, Request};
use acquis::review::{Report, annotations};
use acquis::rules::RULES;
use acquis::select::baseline::{Baseline, render};
use acquis::text::Span;
use std::sync::Arc;

pub(crate) const DIALECTS: [Dialect; 13] = [
    Dialect::Gfm,
    Dialect::PythonMarkdown,
    Dialect::Betterem,
    Dialect::Pandoc,
    Dialect::Myst,
    Dialect::Docfx,
    Dialect::Mdx,
    Dialect::Mdbook,
    Dialect::Liquid,
    Dialect::Kramdown { github: true, html: true },
    Dialect::Kramdown { github: true, html: false },
    Dialect::Kramdown { github: false, html: false },
    Dialect::Gitbook,
];

const LANGUAGES: [Language; 2] = [Language::Fr, Language::En];

/// That `span` is a range of characters of `source`, on a line and in a column that it has.
fn stands(source: &Source, of: &str, span: Span) -> Result<(), String> {
    let text = source.text();
    if text.get(span.range()).is_none() {
        return Err(format!("{of}: {span:?} is no range of characters"));
    }
    for offset in [span.start, span.end] {
        let place = source.position(offset);
        let line = source.lines().line_span(text, place.line).and_then(|line| text.get(line.range()));
        // The end of a line, and what ends it, are columns too.
        let columns = line.map(|line| line.chars().count() as u32 + 3);
        if place.offset != offset || place.column == 0 || columns.is_none_or(|columns| place.column > columns) {
            return Err(format!("{of}: {offset} stands at {place:?}, of {columns:?} columns"));
        }
    }
    Ok(())
}

/// The text as a page of one dialect.
pub(crate) fn document(number: u64, text: &str) -> Result<(), String> {
    let dialect = DIALECTS[usize::try_from(number % DIALECTS.len() as u64).unwrap()];
    let source = Source::new("page.md", text.to_owned());
    let document = Document::parse_as(source, dialect);
    places(&document).map_err(|why| format!("{dialect:?}: {why}"))?;
    let renderer = Renderer::ALL[usize::try_from(number % Renderer::ALL.len() as u64).unwrap()];
    for heading in headings(&document, renderer) {
        drop(heading);
    }
    Ok(())
}

fn places(document: &Document) -> Result<(), String> {
    let source = &document.source;
    let mut all: Vec<(&'static str, Span)> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        all.extend([("block", block.span), ("text", document.place(block.plain))]);
        all.extend(document.lines_of(block).map(|(line, _)| ("line", document.place(line))));
        let ends = block.end as usize;
        if block.parent.is_some_and(|parent| parent as usize >= index) || ends <= index || ends > document.blocks.len() {
            return Err(format!("block {index} of {} ends at {ends} in {:?}", document.blocks.len(), block.parent));
        }
    }
    all.extend(document.marks.iter().flat_map(|mark| [("mark", mark.span), ("marked", document.place(mark.plain))]));
    all.extend(document.links.iter().flat_map(|link| [("link", link.span), ("target", link.target_span)]));
    all.extend(document.links.iter().map(|link| ("link's text", document.place(link.plain))));
    all.extend(document.definitions.iter().flat_map(|found| [("definition", found.span), ("target", found.target_span)]));
    all.extend(document.undefined.iter().map(|found| ("undefined", found.span)));
    all.extend(document.ids.iter().map(|id| ("id", id.span)));
    all.extend(document.html_headings.iter().map(|(_, span)| ("heading of HTML", *span)));
    all.extend(document.unknown_elements.iter().map(|(_, span)| ("element", *span)));
    all.extend(document.divs.iter().flat_map(|div| [("fence", div.open), ("div", div.span)]));
    all.extend(document.fence_faults.iter().map(|fault| ("fault", fault.span)));
    all.extend(document.tabs.iter().map(|tab| ("tab", tab.span)));
    all.extend(document.directives.iter().map(|directive| ("directive", directive.span)));
    all.extend(document.directives.iter().flat_map(|directive| &directive.rules).map(|(_, span)| ("rule", *span)));
    all.extend(document.between_tags().iter().map(|span| ("between tags", *span)));
    all.extend(document.boxes().into_iter().map(|span| ("box", span)));
    all.extend(document.front_matter.iter().flat_map(|front| [("fence", front.open), ("front matter", front.content)]));
    all.extend(
        document.late_front_matter().into_iter().flat_map(|late| [("late fence", late.open), ("late front matter", late.whole)]),
    );
    all.iter().try_for_each(|(of, span)| stands(source, of, *span))?;
    document.data().map_or(Ok(()), |data| tree(source, data))
}

/// A tree of values, or why there is none.
fn tree(source: &Source, data: &Result<Tree, SyntaxError>) -> Result<(), String> {
    match data {
        Ok(tree) => node(source, &tree.root),
        Err(error) => {
            LANGUAGES.iter().for_each(|language| drop((error.message(*language), error.help(*language))));
            stands(source, "error", error.span)
        }
    }
}

fn node(source: &Source, value: &Node) -> Result<(), String> {
    stands(source, "value", value.span)?;
    value.items().iter().try_for_each(|item| node(source, item))?;
    value.entries().iter().try_for_each(|entry| stands(source, "key", entry.key_span).and_then(|()| node(source, &entry.value)))
}

const SCHEMA: &str = "type: object\nrequired: [title]\nadditionalProperties: false\nproperties:\n  title: { type: string, pattern: '^[A-Z]' }\n  \
    tags: { type: array, items: { enum: [b, c] }, maxItems: 3, uniqueItems: true }\n  date: { format: date }\n  level: { minimum: 1 }\n";

/// The text as front matter, YAML and TOML, against a schema.
pub(crate) fn front_matter(text: &str) -> Result<(), String> {
    let schema = Schema::parse(SCHEMA).map_err(|error| error.message(Language::En))?;
    for (fence, parse) in [("---", parse_yaml as fn(&str, Span) -> _), ("+++", parse_toml)] {
        let alone = Source::new("data", text.to_owned());
        tree(&alone, &parse(text, Span::new(0, text.len())))?;
        let page = format!("{fence}\n{text}\n{fence}\n\n# É\n");
        let document = Document::parse(Source::new("page.md", page));
        places(&document)?;
        for violation in document.data_root().map(|root| schema.violations(root, Span::new(0, 3))).unwrap_or_default() {
            [Some(violation.span), violation.key_span, Some(violation.value)]
                .into_iter()
                .flatten()
                .try_for_each(|span| stands(&document.source, "violation", span))?;
            LANGUAGES.iter().for_each(|language| drop((violation.kind.message(*language), violation.kind.help(*language))));
        }
    }
    Ok(())
}

/// The text as a configuration.
pub(crate) fn configuration(text: &str) -> Result<(), String> {
    let file = ConfigFile::new(".acquis.yaml", text.as_bytes().to_vec()).map_err(|error| error.message(Language::En))?;
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let source = Source::new(".acquis.yaml", text.to_owned());
    match load(Some(&file), &Overrides::default(), &rules) {
        Ok(config) => {
            let plain = load(None, &Overrides::default(), &rules).map_err(|errors| format!("{errors:?}"))?;
            for path in ["page.md", "a/b/é.md", ""] {
                let _ = (config.groups_for(path).count(), config.in_scope(path));
            }
            for found in differences(&plain.effective, &config.effective) {
                drop((found.name(), found.bearing()));
            }
            Ok(())
        }
        Err(errors) if errors.is_empty() => Err("nothing is wrong, and yet it is refused".into()),
        Err(errors) => errors.iter().try_for_each(|error| {
            LANGUAGES.iter().for_each(|language| drop((error.message(*language), error.help(*language))));
            if error.origin != Origin::File {
                return Ok(());
            }
            stands(&source, "error", error.span)?;
            error.related.map_or(Ok(()), |span| stands(&source, "related", span))
        }),
    }
}

/// The bytes as the report that a review reads.
pub(crate) fn report(bytes: &[u8]) -> Result<(), String> {
    let Ok(report) = Report::read(bytes) else { return Ok(()) };
    for language in LANGUAGES {
        let (page, lines) = (report.markdown(language), annotations(&report, language));
        if let Some(line) = lines.iter().find(|line| line.contains(['\n', '\r', '\u{1b}', '\u{202e}'])) {
            return Err(format!("an annotation steers what shows it: {line:?}"));
        }
        if page.contains(['\u{1b}', '\u{202e}', '\u{0}']) {
            return Err(format!("the summary steers what shows it: {page:?}"));
        }
    }
    Ok(())
}

/// The bytes as a baseline: what is written of its entries says the same.
pub(crate) fn baseline(bytes: &[u8]) -> Result<(), String> {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let in_range = |line: usize| if (1..=lines).contains(&line) { Ok(()) } else { Err(format!("line {line} of {lines}")) };
    match Baseline::parse("baseline", bytes.to_vec()) {
        Err(error) => {
            LANGUAGES.iter().for_each(|language| drop((error.message(*language), error.help(*language))));
            in_range(error.line)
        }
        Ok(read) => {
            for (index, entry) in read.entries().iter().enumerate() {
                in_range(read.line(index) as usize)?;
                if read.find(&entry.fingerprint) != Some(index) {
                    return Err(format!("{entry:?} is not found"));
                }
            }
            let written = Baseline::parse("baseline", render(read.entries().to_vec()).into_bytes());
            let mut entries = read.entries().to_vec();
            entries.sort();
            let same = written.as_ref().is_ok_and(|written| written.entries() == entries);
            if same { Ok(()) } else { Err(format!("{entries:?} are written as {written:?}")) }
        }
    }
}

/// A repository whose one page and configuration are the input.
pub(crate) struct Checked {
    repository: TestRepository,
}

impl Checked {
    pub(crate) fn new() -> Self {
        let files = [("page.md", "# Page\n"), ("plan.md", "# Plan\n\n## Suite\n"), (".acquis.yaml", "{}\n")];
        Self { repository: TestRepository::from_files(&files) }
    }

    /// Checks the page, under the input's own configuration where that can be read.
    pub(crate) fn check(&self, number: u64, page: &str, configuration: &str) -> Result<(), String> {
        let opened = Repository::discover(self.repository.path()).map_err(|error| format!("{error:?}"))?;
        let profile = ["{}\n", "extends: cloud-pi-native\n", "extends: cloud-pi-native\nlanguage: fr\n"];
        let plain = profile[usize::try_from(number % 3).unwrap()];
        for configuration in [configuration, plain] {
            let texts = [("page.md", page), (".acquis.yaml", configuration)];
            let texts = texts.into_iter().map(|(path, text)| (Arc::from(path), text.to_owned())).collect();
            let request = Request::new(At::WorkTreeWith(Arc::new(texts)), Language::En);
            let outcome = match pipeline::check(&opened, &request) {
                Err(Error::Config { .. }) => continue,
                done => done.map_err(|error| format!("{error:?}"))?,
            };
            for reported in outcome.findings() {
                let finding = &reported.finding;
                let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
                let told = |Place { source, span }: &Place| stands(source, finding.rule, *span);
                places.into_iter().try_for_each(told)?;
                for edit in finding.fix.iter().flat_map(|fix| &fix.edits).filter(|edit| &*edit.path == "page.md") {
                    page.get(edit.span.range()).ok_or(format!("{}: the fix {edit:?} is out of the text", finding.rule))?;
                }
            }
        }
        Ok(())
    }
}
