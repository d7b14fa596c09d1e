//! What a content group says of its modules, compiled: which nodes, with which words.
//!
//! Made once from the configuration, for all documents.

use super::{Excuse, front_matter, near};
use crate::config::{self, Group, PathTemplate, RequiredWords};
use crate::document::Document;
use crate::text::normalise;
use regex::Regex;
use std::collections::HashMap;

pub use crate::config::NodeKind as Node;

/// Words shorter than this are too near to others for a misspelling to be told.
const SHORTEST: usize = 4;

/// A pattern over text without markup, blanks folded; case does not count.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// Literal words that a text must begin with, and their keys.
    words: Vec<(String, String)>,
    required: RequiredWords,
    /// First letters of [`Self::words`], lower case without accents; empty when it may begin with anything.
    initials: Vec<char>,
    /// The first words of [`Self::words`] whose first letter may be misspelt: as they are written, and as keys.
    slips: Vec<(String, String)>,
}

impl Pattern {
    /// The pattern of `regex`, which the configuration made case-insensitive.
    pub fn new(regex: Regex) -> Self {
        let mut words = near::beginnings(regex.as_str());
        // One beginning without words: the text may begin with anything.
        let initials = words.iter().map(|word| normalise::key(word).chars().next()).collect::<Option<_>>().unwrap_or_default();
        words.retain(|word| word.chars().count() >= SHORTEST);
        let words: Vec<(String, String)> = words
            .into_iter()
            .map(|words| {
                let key = normalise::key(&words);
                (words, key)
            })
            .collect();
        let slips = words.iter().map(|(words, key)| (near::first(words).to_owned(), near::first(key).to_owned()));
        let slips = slips.filter(|(_, key)| near::may_slip(key)).collect();
        let required = RequiredWords::of(regex.as_str());
        Self { regex, words, required, initials, slips }
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

    /// The literal words that a text must begin with, one entry for each alternative, with their keys; empty when it has none.
    pub fn words(&self) -> &[(String, String)] {
        &self.words
    }

    /// Words of which one stands in every text that it matches in.
    pub fn required(&self) -> &RequiredWords {
        &self.required
    }

    /// A cheap test of a whole text: whether it may match anywhere in it.
    pub fn may_stand_in(&self, text: &str) -> bool {
        self.required.stand_in(text)
    }

    /// A cheap test that comes before a match or a near miss: whether `line` may begin with its words.
    pub fn may_begin(&self, line: &str) -> bool {
        let Some(first) = line.trim_start().chars().next() else { return false };
        if self.initials.is_empty() {
            return true;
        }
        let begins = if first.is_ascii() {
            self.initials.contains(&first.to_ascii_lowercase())
        } else {
            let mut buffer = [0; 4];
            let letter = normalise::key(first.encode_utf8(&mut buffer));
            letter.chars().next().is_some_and(|first| self.initials.contains(&first))
        };
        begins || self.may_slip(line.trim_start())
    }

    /// Whether the first word of `line` may be one of its own whose first letter is misspelt. Most lines fail by the length
    /// of that word or by its last letter.
    fn may_slip(&self, line: &str) -> bool {
        let Some(longest) = self.slips.iter().map(|(own, _)| own.len() + 2).max() else { return false };
        let Some(word) = first_word(line, longest) else { return false };
        let last = |word: &str| word.chars().next_back().map(|c| c.to_ascii_lowercase());
        self.slips.iter().any(|(own, key)| {
            word.len().abs_diff(own.len()) <= 2
                && last(word) == last(own)
                && near::is_slip(near::first(&normalise::key(word)), key)
        })
    }
}

/// The letters and digits that `line` begins with; `None` where they are more than `longest` bytes.
fn first_word(line: &str, longest: usize) -> Option<&str> {
    let end = line.char_indices().take_while(|&(at, c)| at <= longest && c.is_alphanumeric()).last();
    line.get(..end.map_or(0, |(at, c)| at + c.len_utf8())).filter(|word| word.len() <= longest)
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
    /// What introduces or holds them: any of these.
    pub under: Vec<Selector>,
    /// A node that must stand inside: any of these.
    pub requires: Vec<Selector>,
    /// How many items an assessment must have; `None`: any, or anything else that a reader sees.
    pub min_items: Option<u32>,
    /// Of files: keys of the front matter and what their values match.
    pub front_matter: Vec<(String, Pattern)>,
    /// Of an assessment that is another file: its path, with `{dir}` and `{name}` of the module's.
    pub path: Option<PathTemplate>,
    /// What is the id of a competency or module: the first group, if there is one.
    pub id: Option<Regex>,
    /// How an assessment names the competencies that it assesses.
    pub assesses: Option<config::Assesses>,
    /// Assessments that stand in files of their own.
    pub external: config::External,
}

impl Selector {
    /// What `pattern` says.
    fn new(pattern: &config::Pattern) -> Self {
        let inner = |patterns: &[config::Pattern]| patterns.iter().map(Self::new).collect();
        Self {
            node: pattern.node,
            pattern: pattern.matches.clone().map(Pattern::new),
            levels: pattern.levels.clone(),
            strong: pattern.strong,
            under: inner(&pattern.under),
            requires: inner(&pattern.requires),
            min_items: pattern.min_items,
            front_matter: conditions(&pattern.front_matter),
            path: pattern.path.clone(),
            id: pattern.id.clone(),
            assesses: pattern.assesses.clone(),
            external: pattern.external.clone(),
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

/// What a content group says of its modules.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Its name.
    pub name: std::sync::Arc<str>,
    /// The list that announces modules.
    pub announced: Option<Selector>,
    /// What the front matter of a file says that belongs to the group.
    pub conditions: Vec<(String, Pattern)>,
    /// The markers of a module, any of which counts. None: the group has no modules.
    pub module: Vec<Selector>,
    /// What a module is for.
    pub objective: Vec<Selector>,
    /// What a module teaches.
    pub competency: Vec<Selector>,
    /// How a module is assessed.
    pub assessment: Vec<Selector>,
    /// Kinds of items, in the order in which they are tried.
    pub kinds: Vec<(String, Pattern)>,
    /// Why modules need no assessment, by their titles, which are compared loosely.
    pub exempt: HashMap<String, String>,
    /// Where modules need none by more than their title, and why.
    pub excuses: Vec<Excused>,
    /// Figures in front matter that are compared with what files hold.
    pub declared: Vec<config::Declared>,
}

impl Model {
    /// What `group` says.
    pub fn new(group: &Group) -> Self {
        let selectors = |patterns: &[config::Pattern]| patterns.iter().map(Selector::new).collect();
        let by_title = |exempt: &&config::Exemption| exempt.files.is_none() && exempt.front_matter.is_empty();
        Self {
            name: group.name.as_str().into(),
            declared: group.declared.clone(),
            announced: group.announced.as_ref().map(Selector::new),
            conditions: conditions(&group.front_matter.matches),
            module: selectors(&group.module),
            objective: selectors(&group.objective),
            competency: selectors(&group.competency),
            assessment: selectors(&group.assessment),
            kinds: group.kinds.iter().map(|(kind, regex)| (kind_name(*kind).to_owned(), Pattern::new(regex.clone()))).collect(),
            // The first that names a module says why.
            exempt: group
                .exempt
                .iter()
                .rev()
                .filter(by_title)
                .filter_map(|exempt| Some((normalise::key(exempt.module.as_ref()?), exempt.reason.clone())))
                .collect(),
            excuses: group.exempt.iter().filter(|exempt| !by_title(exempt)).map(Excused::new).collect(),
        }
    }

    /// Why the module of that title needs no assessment.
    pub fn exemption(&self, title: &str) -> Option<&str> {
        if self.exempt.is_empty() {
            return None;
        }
        self.exempt.get(&normalise::key(title)).map(String::as_str)
    }
}

/// Modules that need no assessment by their file, what it says of itself, or both and their title; where nothing assesses them.
#[derive(Clone, Debug)]
pub struct Excused {
    title: Option<String>,
    files: Option<config::Files>,
    conditions: Vec<(String, Pattern)>,
    excuse: Excuse,
}

impl Excused {
    fn new(exempt: &config::Exemption) -> Self {
        Self {
            title: exempt.module.as_deref().map(normalise::key),
            files: exempt.files.clone(),
            conditions: conditions(&exempt.front_matter),
            excuse: Excuse { reason: exempt.reason.clone(), teaches: exempt.teaches },
        }
    }

    /// Why the module of that title in `document` needs none, if it is one of them.
    pub(super) fn excuse(&self, document: &Document, title: &str) -> Option<&Excuse> {
        let is_one = self.title.as_ref().is_none_or(|own| *own == normalise::key(title))
            && self.files.as_ref().is_none_or(|files| files.takes(document.source.path()))
            && front_matter::meets(document, &self.conditions);
        is_one.then_some(&self.excuse)
    }
}

fn conditions(written: &[(String, Regex)]) -> Vec<(String, Pattern)> {
    written.iter().map(|(key, regex)| (key.clone(), Pattern::new(regex.clone()))).collect()
}

fn kind_name(kind: config::Kind) -> &'static str {
    match kind {
        config::Kind::Quiz => "quiz",
        config::Kind::Practical => "practical",
        config::Kind::Oral => "oral",
        config::Kind::Written => "written",
        config::Kind::Project => "project",
        config::Kind::Other => super::OTHER,
    }
}
