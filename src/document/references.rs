//! References that were surely meant as links, and that nothing in the file defines: `[text][label]` without `[label]: …`.

use super::{BlockKind, Document};
use crate::text::Span;
use std::collections::HashMap;

/// A reference that nothing answers.
#[derive(Clone, Debug)]
pub struct Undefined {
    /// Its label as written.
    pub label: Box<str>,
    /// All of it.
    pub span: Span,
    /// Whether it is an image.
    pub image: bool,
}

/// What is known of a document's references without a definition.
#[derive(Debug)]
pub struct References {
    /// They, in order.
    pub undefined: Box<[Undefined]>,
    /// The labels that the document does define.
    pub labels: Box<[Box<str>]>,
    attempts: HashMap<Box<str>, Attempt>,
}

/// A line that was to define a label, and does not.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// The line.
    pub line: Span,
    /// Whether a template fills it in before Markdown is read.
    pub templated: bool,
}

impl References {
    /// The line that was to define `label`.
    pub fn attempt(&self, label: &str) -> Option<Attempt> {
        self.attempts.get(super::links::fold_label(label).as_str()).copied()
    }
}

impl Document {
    /// Its references without a definition; `None` where there is no such reference, or where the file takes in the text of
    /// others, which may define them.
    pub fn references(&self) -> Option<References> {
        let meant: Vec<Undefined> = self.undefined.iter().filter(|reference| is_meant(self, reference)).cloned().collect();
        let titles: Vec<Box<str>> =
            if meant.is_empty() || !self.dialect.refers_to_headings() { Vec::new() } else { self.titles().collect() };
        let titled = |reference: &Undefined| titles.contains(&normalised_label(&reference.label));
        let meant: Vec<Undefined> = meant.into_iter().filter(|reference| !titled(reference)).collect();
        if meant.is_empty() || takes_text_in(self.source.text()) {
            return None;
        }
        let labels = self.definitions.iter().map(|definition| definition.label.clone()).collect();
        Some(References { undefined: meant.into(), labels, attempts: attempts(self) })
    }

    /// The texts of its headings as labels, as they are written, by which Pandoc finds them.
    pub fn titles(&self) -> impl Iterator<Item = Box<str>> {
        self.headings().map(|(_, _, block)| {
            let written = self.source.text().get(block.span.range()).unwrap_or_default();
            let line = written.lines().next().unwrap_or_default().trim().trim_matches('#').trim();
            // Attributes are no part of it.
            let title = line.rsplit_once('{').filter(|_| line.ends_with('}')).map_or(line, |(title, _)| title.trim());
            normalised_label(title)
        })
    }

    /// The labels that it defines for others, as [`normalised_label`] has them: those of a file of definitions alone, perhaps
    /// with abbreviations.
    pub fn shared_labels(&self) -> impl Iterator<Item = Box<str>> {
        let aside = |block: &super::Block| {
            block.kind == BlockKind::Html || (block.kind == BlockKind::Paragraph && self.text_of(block).starts_with("*["))
        };
        let alone = !self.definitions.is_empty() && self.blocks.iter().all(aside);
        let definitions = if alone { self.definitions.as_slice() } else { &[] };
        definitions.iter().map(|definition| normalised_label(&definition.label))
    }
}

/// A label as references and definitions are matched.
pub fn normalised_label(label: &str) -> Box<str> {
    super::links::fold_label(label).into()
}

/// Whether a reference was meant as a link, and not as the index of a list or the options of a command.
fn is_meant(document: &Document, reference: &Undefined) -> bool {
    let text = document.source.text();
    let before = text.get(..reference.span.start as usize).unwrap_or_default();
    let written = text.get(reference.span.range()).unwrap_or_default();
    // The second bracket of `[a][b](url)` is a link's.
    if text.get(reference.span.end as usize..).is_some_and(|after| after.starts_with('(')) {
        return false;
    }
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '$' | '\\')) {
        return false;
    }
    let shown = written.trim_start_matches('!').trim_start_matches('[').split(']').next().unwrap_or_default();
    let label = reference.label.trim();
    let wordy = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let code = |text: &str| text.contains(['{', '}', '<', '>', '=', '|', '*', '$', '"']) || text.starts_with(['-', ':', '.']);
    // Without any definition in the file, brackets are more often something else.
    let likely = !document.definitions.is_empty() || shown.contains(char::is_whitespace) || written.ends_with("[]");
    wordy(shown) && label.chars().any(char::is_alphabetic) && !code(label) && likely && !is_identifier(label, shown)
}

/// Whether the label is the name of something in a program, `garden.hive.open` or `hive::Frame`: generators of documentation
/// know where that is described. Of two words, `hive.org` may be anything.
fn is_identifier(label: &str, shown: &str) -> bool {
    let label = label.trim_matches(|c| matches!(c, '`' | '(' | ')'));
    let part = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let parts = label.split('.').count();
    let named = parts > 2 || (parts == 2 && (label.contains('_') || shown.starts_with('`')));
    label.contains("::") || (named && label.split('.').all(part))
}

/// How many bytes after the mark that takes a file's text in are looked at for the file's name.
const NEAR: usize = 200;

/// Whether the text takes in that of other files.
fn takes_text_in(text: &str) -> bool {
    let marks =
        ["{% include", "{%- include", "{{#include", "{{< include", "{{% include", "--8<--", "{!", "{include}", "[!include"];
    let marks = marks.iter().chain(&["[!INCLUDE", "<!--@include", "<!-- @include", "@@include"]);
    let takes = |at: usize, mark: &str| {
        let rest = &text.as_bytes()[at + mark.len()..text.len().min(at + mark.len() + NEAR)];
        let line = memchr::memchr2(b'\n', b'}', rest).map_or(rest, |end| &rest[..end]);
        [&b".md"[..], b".markdown", b".txt", b"links", b"refs"].iter().any(|name| memchr::memmem::find(line, name).is_some())
    };
    marks.into_iter().any(|mark| memchr::memmem::find_iter(text.as_bytes(), mark).any(|at| takes(at, mark)))
}

/// The lines `[label]: …` that stayed text, by their labels.
fn attempts(document: &Document) -> HashMap<Box<str>, Attempt> {
    let mut found = HashMap::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        for (plain, line) in document.lines_of(block) {
            let Some((label, rest)) = line.trim_start().strip_prefix('[').and_then(|line| line.split_once("]:")) else {
                continue;
            };
            if label.contains(['[', ']']) || rest.trim().is_empty() {
                continue;
            }
            let templated = ["{{", "{%", "<%", "${"].iter().any(|mark| rest.contains(mark));
            found.entry(normalised_label(label)).or_insert(Attempt { line: document.place(plain), templated });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn labels(text: &str) -> Vec<String> {
        let references = Document::parse(Source::new("a.md", text.to_owned())).references();
        references.map(|found| found.undefined.iter().map(|one| one.label.to_string()).collect()).unwrap_or_default()
    }

    #[test]
    fn what_was_meant_as_a_link() {
        assert_eq!(labels("The [hive][bees] and [the wax][hive.org].\n\n[honey]: /h\n"), ["bees", "hive.org"]);
        for none in [
            "t[i][j] and [x][y]",
            "[the `log`][config.log_level] and [`log`][config.log] and [Frame][hive::Frame]",
            "[The hive][bees]\n\n{% include links.md %}\n",
            "[The hive][bees]\n\n--8<-- \"includes/links.md\"\n",
        ] {
            assert_eq!(labels(none), Vec::<String>::new(), "{none}");
        }
        assert_eq!(labels("[The hive][bees]\n\n{% include figure.html %}\n"), ["bees"]);
    }

    #[test]
    fn headings_answer_references_of_pandoc() {
        let text = "# La cire {#c}\n\nSous `x` *y*\n-----\n\n## Fin ##\n\n[La cire], [voir ici][la  cire], [voir bas][Sous `x` \
                    *y*], [voir plus][Fin], [voir là][miel]\n\n[a]: /a\n";
        let labels = |dialect| {
            let document = Document::parse_as(Source::new("a.md", text.to_owned()), dialect);
            document.references().map(|found| found.undefined.iter().map(|one| one.label.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(labels(crate::document::Dialect::Pandoc).unwrap(), ["miel"]);
        assert!(labels(crate::document::Dialect::Gfm).unwrap().len() > 2);
    }

    #[test]
    fn a_file_of_definitions_defines_them_for_others() {
        let shared = |text: &str| {
            let document = Document::parse(Source::new("a.md", text.to_owned()));
            document.shared_labels().map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(shared("<!-- links -->\n\n[The  Hive]: /h\n[wax]: /w\n\n*[HTML]: markup\n"), ["the hive", "wax"]);
        assert_eq!(shared("# Links\n\n[wax]: /w\n"), Vec::<String>::new());
        assert_eq!(shared(""), Vec::<String>::new());
    }
}
