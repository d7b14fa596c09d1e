//! A finding: one thing that one rule found at one exact place.
//!
//! Built by rules through [`Finding::new`], which asks for the primary place; worded only when it is reported, from
//! the rule book and in the reader's language. It must not know how it is shown.

use crate::document::Source;
use crate::language::Language;
use crate::text::{Position, Span};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// How grave a finding is. The order is from light to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth fixing.
    Warning,
    /// A reader or learner meets something broken.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A document and a range of it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The document.
    pub source: Arc<Source>,
    /// The range, in bytes of the document's text.
    pub span: Span,
}

impl Place {
    /// The range `span` of `source`.
    pub fn new(source: &Arc<Source>, span: Span) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// Path of the document, from the root of the repository.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// Where the range starts.
    pub fn start(&self) -> Position {
        self.source.position(self.span.start)
    }

    /// Where the range ends (the character after its last).
    pub fn end(&self) -> Position {
        self.source.position(self.span.end)
    }

    /// The text of the range.
    pub fn text(&self) -> &str {
        self.source.text().get(self.span.range()).unwrap_or_default()
    }
}

/// Another place that explains the finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Which of the rule's `labels` words it, in the rule book.
    pub label: &'static str,
}

/// One replacement of bytes in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Path of the document, from the root of the repository.
    pub path: Arc<str>,
    /// The bytes to replace.
    pub span: Span,
    /// What replaces them.
    pub text: String,
}

/// A set of edits that fixes a finding; all of them or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without a person looking at it.
    pub safe: bool,
    /// The edits, none overlapping another.
    pub edits: Vec<Edit>,
}

/// One thing a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's name, as in the rule book.
    pub rule: &'static str,
    /// Which of the rule's messages words it: `None` for the main one, else a name among its `variants`.
    pub variant: Option<&'static str>,
    /// The exact place.
    pub place: Place,
    /// Values for the `{names}` of the message and of the help line.
    pub arguments: Vec<(&'static str, String)>,
    /// The same for values that differ by language: French, English.
    pub worded: Vec<(&'static str, [String; 2])>,
    /// The names among these that are no part of its identity, and whether the variant is none: what a search or history
    /// tells may change though the fault stays the same.
    hints: Vec<&'static str>,
    advised: bool,
    /// Whether it is worth knowing and no more, however grave its rule's findings are; no part of its identity.
    pub minor: bool,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// A fix, where the rule knows one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of `rule` at `span` of `source`.
    pub fn new(rule: &'static str, source: &Arc<Source>, span: Span) -> Self {
        Self {
            rule,
            variant: None,
            place: Place::new(source, span),
            arguments: Vec::new(),
            worded: Vec::new(),
            hints: Vec::new(),
            advised: false,
            minor: false,
            related: Vec::new(),
            fix: None,
        }
    }

    /// A finding of `rule` about the file at `path` as a whole, which need not be text.
    pub fn on_file(rule: &'static str, path: &Arc<str>) -> Self {
        Self::new(rule, &Source::new(Arc::clone(path), String::new()), Span::default())
    }

    /// Words it with one of the rule's `variants`.
    pub fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }

    /// Words it with one of the rule's `variants` that differs in its advice alone: no part of the finding's identity.
    pub fn advised(mut self, name: &'static str) -> Self {
        self.advised = true;
        self.variant(name)
    }

    /// Says that it is worth knowing and no more, if `minor`.
    pub fn minor(mut self, minor: bool) -> Self {
        self.minor |= minor;
        self
    }

    /// Says that the values given to these names are advice, such as a suggestion: no part of the finding's identity.
    pub fn hints(mut self, names: &[&'static str]) -> Self {
        self.hints.extend(names);
        self
    }

    /// Gives a value to `{name}` in the message and the help line.
    #[allow(clippy::needless_pass_by_value, reason = "a number or a text, given as it stands")]
    pub fn argument(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Gives a value of its own in each language to `{name}`.
    pub fn worded(mut self, name: &'static str, words: impl Fn(Language) -> String) -> Self {
        self.worded.push((name, [words(Language::Fr), words(Language::En)]));
        self
    }

    /// Every argument, in `language`.
    pub fn arguments_in(&self, language: Language) -> Vec<(&'static str, String)> {
        let worded = self.worded.iter().map(|(name, [fr, en])| {
            let value = if language == Language::Fr { fr } else { en };
            (*name, value.clone())
        });
        self.arguments.iter().cloned().chain(worded).collect()
    }

    /// The path in the repository, or on its site, that it is about, where its rule names one.
    pub fn path(&self) -> Option<&str> {
        self.arguments.iter().find(|(name, _)| *name == "path").map(|(_, value)| value.as_str())
    }

    /// What it is about: the values of its arguments, hints apart.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().filter(|(name, _)| !self.hints.contains(name)).map(|(_, value)| value.as_str())
    }

    /// Adds a place that explains it, worded by the rule's label of that name.
    pub fn related(mut self, source: &Arc<Source>, span: Span, label: &'static str) -> Self {
        self.related.push(Related { place: Place::new(source, span), label });
        self
    }

    /// Adds a fix of its own document that is safe to apply unseen. Lines of `text` end with a line feed; in the fix
    /// they end as those of the document.
    pub fn safe_fix(self, span: Span, text: impl Into<String>) -> Self {
        self.with_fix(true, span, text.into())
    }

    /// Adds a fix of its own document that a person should look at.
    pub fn suggestion(self, span: Span, text: impl Into<String>) -> Self {
        self.with_fix(false, span, text.into())
    }

    fn with_fix(mut self, safe: bool, span: Span, text: String) -> Self {
        let path = Arc::clone(&self.place.source.path);
        let text = if text.contains('\n') { text.replace('\n', self.place.source.line_end()) } else { text };
        self.fix = Some(Fix { safe, edits: vec![Edit { path, span, text }] });
        self
    }

    /// Whether its advice is its own.
    pub(crate) fn is_advised(&self) -> bool {
        self.advised
    }

    /// Its variant, where that is more than advice.
    pub(crate) fn kind(&self) -> Option<&'static str> {
        self.variant.filter(|_| !self.advised)
    }

    /// What identifies it besides its place in the file, for its fingerprint: the rule, the path, and the text it
    /// stands on with its arguments (hints apart); no line number, so that a finding that only moves keeps its identity.
    fn identity(&self) -> String {
        self.identity_with(|path| path)
    }

    /// The same, had each path the name that `renamed` gives it.
    pub(crate) fn identity_with<'a>(&'a self, renamed: impl Fn(&'a str) -> &'a str) -> String {
        let (kind, path) = (self.kind().unwrap_or_default(), renamed(self.place.path()));
        let text = crate::text::normalise::plain(self.place.text());
        [self.rule, "\n", kind, "\n", path, "\n", &*text, &*self.sense_with(renamed)].concat()
    }

    /// What is said of the place, hints apart, had each path the name that `renamed` gives it.
    pub(crate) fn sense_with<'a>(&'a self, renamed: impl Fn(&'a str) -> &'a str) -> String {
        let plain = self.arguments.iter().map(|(name, value)| (name, renamed(value)));
        let worded = self.worded.iter().map(|(name, [_, en])| (name, en.as_str()));
        let mut sense = String::new();
        for (name, value) in plain.chain(worded).filter(|(name, _)| !self.hints.contains(name)) {
            sense.extend(["\n", name, "=", value]);
        }
        sense
    }
}

/// Sorts findings by path, place and rule, drops exact doubles, and gives each a fingerprint: 32 hexadecimal digits of
/// XXH3-128 over `Finding::identity` and, where several have the same, their rank among them.
pub fn sort_and_fingerprint(mut findings: Vec<Finding>) -> Vec<(Finding, String)> {
    let order = |a: &Finding, b: &Finding| {
        let by_place = |f: &Finding| (f.place.span, f.rule, f.variant);
        let by_words = a.arguments.cmp(&b.arguments).then_with(|| a.worded.cmp(&b.worded));
        a.place.path().cmp(b.place.path()).then_with(|| by_place(a).cmp(&by_place(b))).then(by_words)
    };
    findings.par_sort_by(order);
    findings.dedup_by(|a, b| order(a, b).is_eq());
    let identities: Vec<String> = findings.par_iter().map(Finding::identity).collect();
    let mut known: HashMap<&str, u32> = HashMap::with_capacity(identities.len());
    let mut ranks = Vec::with_capacity(identities.len());
    for identity in &identities {
        ranks.push(*known.entry(identity).and_modify(|rank| *rank += 1).or_insert(0));
    }
    let print = |(mut identity, rank): (String, u32)| {
        identity.extend(["\n", &rank.to_string()]);
        let print = xxhash_rust::xxh3::xxh3_128(identity.as_bytes());
        format!("{print:032x}")
    };
    let prints: Vec<String> = identities.into_par_iter().zip(ranks).map(print).collect();
    findings.into_iter().zip(prints).collect()
}
