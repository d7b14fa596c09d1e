//! What a content group says of its modules, compiled: which nodes, with which words.
//!
//! It knows nothing of YAML: the configuration makes it.

use crate::text::normalise;
use regex::{Regex, RegexBuilder};

/// What kind of node a [`Selector`] selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A line of a paragraph that begins with the marker.
    Paragraph,
    /// A line of a paragraph or of an item.
    Line,
    /// An item of a list.
    Item,
    /// A heading.
    Heading,
    /// A fenced div.
    Div,
    /// A whole file.
    File,
}

/// Words shorter than this are too near to others for a misspelling to be told.
const SHORTEST: usize = 4;

/// A pattern over text without markup, blanks folded; case does not count.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    words: Vec<String>,
    /// First letters of [`Self::words`], lower case without accents; empty when it may begin with anything.
    initials: Vec<char>,
}

impl Pattern {
    /// Compiles `pattern`.
    ///
    /// # Errors
    /// When it is no regular expression, or too large a one.
    pub fn new(pattern: &str) -> Result<Self, regex::Error> {
        let regex = RegexBuilder::new(pattern).case_insensitive(true).size_limit(1 << 22).build()?;
        let mut words = super::near::beginnings(pattern);
        // One beginning without words: the text may begin with anything.
        let initials = words.iter().map(|word| normalise::key(word).chars().next()).collect::<Option<_>>().unwrap_or_default();
        words.retain(|word| word.chars().count() >= SHORTEST);
        Ok(Self { regex, words, initials })
    }

    /// Where the first match in `text` ends, if there is one.
    pub fn find_end(&self, text: &str) -> Option<usize> {
        self.regex.find(text).map(|found| found.end())
    }

    /// The bytes of the first match in `text`.
    pub fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        self.regex.find(text).map(|found| found.range())
    }

    /// Whether it matches in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The literal words that a text must begin with, one entry for each alternative; empty when it has none.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// A cheap test that comes before a match or a near miss: whether `line` may begin with its words.
    pub fn may_begin(&self, line: &str) -> bool {
        let Some(first) = line.trim_start().chars().next() else { return false };
        if self.initials.is_empty() {
            return true;
        }
        if first.is_ascii() {
            return self.initials.contains(&first.to_ascii_lowercase());
        }
        let mut buffer = [0; 4];
        let letter = normalise::key(first.encode_utf8(&mut buffer));
        letter.chars().next().is_some_and(|first| self.initials.contains(&first))
    }
}

/// Selects nodes of a document.
#[derive(Clone, Debug)]
pub struct Selector {
    /// Their kind.
    pub node: Node,
    /// What their text matches: of a div its class, of a line the line.
    pub pattern: Option<Pattern>,
    /// Of headings: their levels. Empty: any.
    pub levels: Vec<u8>,
    /// Of paragraphs: whether the marker is written in strong.
    pub strong: bool,
    /// What introduces or holds them.
    pub under: Option<Box<Selector>>,
    /// A node that must stand inside.
    pub requires: Option<Box<Selector>>,
    /// How many items an assessment must have.
    pub min_items: u32,
    /// Of files: keys of the front matter and what their values match.
    pub front_matter: Vec<(String, Pattern)>,
    /// Of an assessment that is another file: its path, with `{dir}` and `{name}` of the module's.
    pub path: Option<String>,
}

impl Selector {
    /// Selects every node of that kind.
    pub fn new(node: Node) -> Self {
        Self {
            node,
            pattern: None,
            levels: Vec::new(),
            strong: false,
            under: None,
            requires: None,
            min_items: 1,
            front_matter: Vec::new(),
            path: None,
        }
    }

    /// Whether `text` is what it asks for: no pattern asks for nothing.
    pub fn accepts(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }

    /// Whether a heading of that level is what it asks for.
    pub fn accepts_level(&self, level: u8) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }
}

/// A module that needs no assessment.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Its title, compared loosely.
    pub module: String,
    /// Why.
    pub reason: String,
}

/// What a content group says of its modules.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Its name.
    pub name: std::sync::Arc<str>,
    /// The list that announces modules.
    pub announced: Option<Selector>,
    /// The markers of a module: the first that selects a node wins. Empty: the group has no modules.
    pub modules: Vec<Selector>,
    /// What a module is for.
    pub objective: Option<Selector>,
    /// What a module teaches.
    pub competency: Option<Selector>,
    /// How a module is assessed.
    pub assessments: Vec<Selector>,
    /// Kinds of items, in the order in which they are tried.
    pub kinds: Vec<(String, Pattern)>,
    /// Modules that need no assessment.
    pub exempt: Vec<Exemption>,
}

impl Model {
    /// Why the module of that title needs no assessment.
    pub fn exemption(&self, title: &str) -> Option<&str> {
        if self.exempt.is_empty() {
            return None;
        }
        let key = normalise::key(title);
        self.exempt.iter().find(|exempt| normalise::key(&exempt.module) == key).map(|exempt| &*exempt.reason)
    }
}
