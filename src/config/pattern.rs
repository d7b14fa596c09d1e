//! What something in a document looks like: as it is written, one description or several, and compiled.

use super::Pattern;
use super::assessing::{WrittenAssesses, WrittenEach};
use super::compile::{At, Compiler, child, item};
use super::error::{PatternProblem, Problem};
use super::paths::PathTemplate;
use super::written::{Levels, OneOrMany};
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One description or several, of which any counts.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Patterns")]
pub(super) enum WrittenPatterns {
    /// One.
    One(Box<WrittenPattern>),
    /// Several.
    Many(#[schemars(length(min = 1))] Vec<WrittenPattern>),
}

impl WrittenPatterns {
    /// Each of them, with its place.
    pub(super) fn each<'p>(&'p self, at: At<'p>) -> impl Iterator<Item = (&'p WrittenPattern, At<'p>)> {
        let (all, several) = match self {
            Self::One(one) => (std::slice::from_ref(&**one), false),
            Self::Many(many) => (many.as_slice(), true),
        };
        all.iter().enumerate().map(move |(index, one)| (one, if several { item(at, index).or(at) } else { at }))
    }
}

/// What something in a document looks like.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Pattern")]
pub(super) struct WrittenPattern {
    /// What it is.
    pub(super) node: NodeKind,
    /// Regular expression of its text, without regard to case, or several of which any counts.
    pub(super) r#match: Option<OneOrMany>,
    /// Whether its text must be in bold.
    pub(super) strong: Option<bool>,
    /// Level, or levels, of a heading.
    pub(super) level: Option<Levels>,
    /// What it must stand under, or several descriptions of which any will do.
    pub(super) under: Option<Box<WrittenPatterns>>,
    /// How many list items it must hold at least. Where this is not said, an assessment is empty only where nothing follows its
    /// marker, or what keeps a place: text, a table, code, a form or a picture will do as well.
    pub(super) min_items: Option<u32>,
    /// What it must hold, or several descriptions of which any will do.
    pub(super) requires: Option<Box<WrittenPatterns>>,
    /// Regular expressions that the file's front matter must match, by key.
    #[serde(default)]
    pub(super) front_matter: BTreeMap<String, String>,
    /// Path of the file that it is, from the folder of this file; `{dir}` and `{name}` are those of the module's file, `{id}`
    /// is the module's id.
    pub(super) path: Option<String>,
    /// Glob, or globs, of the files that a link must lead to, from the folder of this file.
    pub(super) target: Option<OneOrMany>,
    /// Where the questions stand in a file of YAML, JSON or TOML: a JSON Pointer (`/questions`, unless said, or the whole
    /// file where that is a list).
    #[schemars(regex(pattern = "^(/|$)"))]
    pub(super) questions: Option<String>,
    /// Where one data file holds the assessments of many modules.
    pub(super) each: Option<WrittenEach>,
    /// Regular expression of an id: in a competency's text, in a module's title, or in the path of a module that is a file.
    /// Its first group, if it has one, is the id.
    pub(super) id: Option<String>,
    /// How an assessment names the competencies that it assesses.
    pub(super) assesses: Option<WrittenAssesses>,
}

/// What a pattern looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A fenced div (`:::`).
    Div,
    /// A whole file.
    File,
    /// A folder: all files of the group in it together.
    Folder,
    /// An item of a list.
    Item,
    /// A line of a paragraph.
    Line,
    /// A link to a file.
    Link,
}

impl NodeKind {
    /// Its name, as written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Div => "div",
            Self::File => "file",
            Self::Folder => "folder",
            Self::Item => "item",
            Self::Line => "line",
            Self::Link => "link",
        }
    }
}

/// Whether the expression sets flags (`(?x)`), which hold up to the end of what they stand in.
fn sets_flags(text: &str) -> bool {
    let flag = |c: char| c.is_ascii_alphabetic() || c == '-';
    text.split("(?").skip(1).any(|rest| rest.trim_start_matches(flag).starts_with(')'))
}

impl Compiler<'_> {
    /// Compiles all of `written`, which stands at the key `place` of a group.
    pub(super) fn patterns_of(&mut self, written: Option<&WrittenPatterns>, place: &'static str, at: At<'_>) -> Vec<Pattern> {
        for (one, at) in written.iter().flat_map(|all| all.each(at)) {
            self.misplaced(one, place, at);
        }
        self.patterns(written, at)
    }

    fn patterns(&mut self, written: Option<&WrittenPatterns>, at: At<'_>) -> Vec<Pattern> {
        written.iter().flat_map(|all| all.each(at)).map(|(one, at)| self.pattern(one, at)).collect()
    }

    /// One expression of all that is written: any of them.
    fn any_regex(&mut self, texts: &[String], at: At<'_>) -> Option<Regex> {
        if texts.is_empty() {
            self.wrong(at, Problem::Blank);
            return None;
        }
        let mut all = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let regex = self.regex(text, item(at, index).or(at))?;
            all.push(if sets_flags(text) { format!("(?:{text})") } else { text.clone() });
            if texts.len() == 1 {
                return Some(regex);
            }
        }
        self.regex(&all.join("|"), at)
    }

    /// Compiles one of them.
    pub(super) fn pattern(&mut self, written: &WrittenPattern, at: At<'_>) -> Pattern {
        if written.level.is_some() && written.node != NodeKind::Heading {
            self.unfit(child(at, "level"), PatternProblem::Unfit { key: "level", node: written.node.name() });
        }
        if written.path.is_some() && written.node != NodeKind::File {
            self.unfit(child(at, "path"), PatternProblem::Unfit { key: "path", node: written.node.name() });
        }
        let path = written.path.as_ref().and_then(|text| match PathTemplate::new(text, self.folder()) {
            Ok(template) => Some(template),
            Err(name) => {
                self.wrong(child(at, "path"), Problem::Placeholder(name));
                None
            }
        });
        Pattern {
            node: written.node,
            matches: written.r#match.as_ref().and_then(|texts| self.any_regex(texts.as_slice(), child(at, "match"))),
            strong: written.strong.unwrap_or(false),
            levels: levels(written.level.as_ref()),
            under: self.patterns(written.under.as_deref(), child(at, "under")),
            min_items: written.min_items,
            requires: self.patterns(written.requires.as_deref(), child(at, "requires")),
            front_matter: self.conditions(&written.front_matter, child(at, "front-matter")),
            path,
            id: written.id.as_ref().and_then(|text| self.regex(text, child(at, "id"))),
            external: self.external(written, at),
            assesses: written.assesses.as_ref().map(|assesses| self.assesses(assesses, child(at, "assesses"))),
        }
    }

    /// Refuses keys of the pattern under `place` that mean nothing there.
    pub(super) fn misplaced(&mut self, written: &WrittenPattern, place: &'static str, at: At<'_>) {
        let here = |homes: &[&str]| homes.contains(&place);
        if written.node == NodeKind::File && written.path.is_none() && here(&["assessment"]) {
            self.unfit(at, PatternProblem::NoPath);
        }
        if written.id.is_some() && !here(&["competency", "module"]) {
            self.unfit(child(at, "id"), PatternProblem::Misplaced { key: "id", home: "competency" });
        }
        if written.assesses.is_some() && !here(&["assessment"]) {
            self.unfit(child(at, "assesses"), PatternProblem::Misplaced { key: "assesses", home: "assessment" });
        }
        if written.node == NodeKind::Folder && !here(&["module"]) {
            self.unfit(child(at, "node"), PatternProblem::Misplaced { key: "node: folder", home: "module" });
        }
        if written.node == NodeKind::Link && !here(&["assessment"]) {
            self.unfit(child(at, "node"), PatternProblem::Misplaced { key: "node: link", home: "assessment" });
        }
    }
}

/// The levels that are written; none: any.
pub(super) fn levels(written: Option<&Levels>) -> Vec<u8> {
    match written {
        None => Vec::new(),
        Some(Levels::One(level)) => vec![*level],
        Some(Levels::Many(levels)) => levels.clone(),
    }
}
