//! The words of the field (`rules/lexicon.yaml`), compiled once.

use crate::data;
use crate::text::Span;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const LEXICON: &str = include_str!("../../../rules/lexicon.yaml");

/// A heading of more words, or bytes, says something about an assessment, and is none.
const WORDS: usize = 6;
const LONGEST: usize = 200;

/// Words by language.
type Words = BTreeMap<String, Vec<String>>;

#[derive(Default, Deserialize)]
struct Written {
    assessment: Words,
    alone: Words,
    ends: Words,
    none: Words,
    attempts: Words,
    divs: BTreeSet<String>,
    objectives: Words,
    lessons: Words,
    trainings: Words,
    usual: Words,
    aside: BTreeSet<String>,
    languages: BTreeSet<String>,
}

/// The words, and what finds them.
pub(super) struct Lexicon {
    named: Option<Regex>,
    /// The same with the further words of attempts at an assessment.
    attempted: Option<Regex>,
    none: Option<Regex>,
    objectives: Option<Regex>,
    trainings: Option<Regex>,
    alone: BTreeSet<String>,
    ends: BTreeSet<String>,
    lessons: BTreeSet<String>,
    usual: Words,
    /// Classes of divs that hold an assessment.
    pub(super) divs: BTreeSet<String>,
    /// Names of folders whose pages are no lessons of today.
    pub(super) aside: BTreeSet<String>,
    /// Names of folders of one language, codes aside.
    pub(super) languages: BTreeSet<String>,
}

/// The lexicon.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let tree = data::parse_yaml(self::LEXICON, Span::new(0, self::LEXICON.len()));
        let written = tree.ok().and_then(|tree| data::typed::<Written>(&tree.root).ok()).unwrap_or_default();
        let set = |words: Words| words.into_values().flatten().collect::<BTreeSet<String>>();
        let (alone, ends) = (set(written.alone), set(written.ends));
        let all: BTreeSet<String> = set(written.assessment).into_iter().chain(alone.clone()).chain(ends.clone()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let begins = |words: Words| compiled(&format!(r"^[\W\d_]*(?:{})\b", any(&sorted(&set(words)))));
        let holds = |words: Words| compiled(&format!(r"\b(?:{})(?:\b|$)", any(&sorted(&set(words)))));
        let attempts = set(written.attempts);
        let tried: Vec<&str> = all.iter().copied().chain(attempts.iter().map(String::as_str)).collect();
        Lexicon {
            named: compiled(&alternatives(&all, &alone, &ends)),
            attempted: compiled(&alternatives(&tried, &alone, &ends)),
            none: holds(written.none),
            objectives: begins(written.objectives),
            trainings: holds(written.trainings),
            lessons: set(written.lessons),
            usual: written.usual,
            divs: written.divs,
            aside: written.aside,
            languages: written.languages,
            alone,
            ends,
        }
    })
}

fn compiled(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).case_insensitive(true).build().ok()
}

/// The first that matches is taken: the longest.
fn sorted(words: &BTreeSet<String>) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| Reverse(word.len()));
    words
}

fn any(words: &[&str]) -> String {
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

/// A regular expression for texts that begin with one of `words`, numbers and signs aside; that are one where it is in `alone`; or that
/// end with one where it is in `ends`.
fn alternatives(words: &[&str], alone: &BTreeSet<String>, ends: &BTreeSet<String>) -> String {
    let mut words = words.to_vec();
    words.sort_by_key(|word| Reverse(word.len()));
    let is = |set: &BTreeSet<String>, word: &str| set.contains(&word.to_lowercase());
    let (lone, free): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is(alone, word));
    let end: Vec<&str> = words.iter().copied().filter(|word| is(ends, word)).collect();
    let part = |words: &[&str], around: &dyn Fn(String) -> String| (!words.is_empty()).then(|| around(any(words)));
    let parts = [
        part(&free, &|any| format!(r"^[\W\d_]*({any})\b")),
        part(&lone, &|any| format!(r"^[\W\d_]*({any})[\W\d_]*$")),
        part(&end, &|any| format!(r"\b({any})[\W\d_]*$")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("|")
}

/// Whether a heading may be the name of something, and not a sentence about it.
fn is_short(heading: &str) -> bool {
    heading.len() <= LONGEST && heading.split_whitespace().count() <= WORDS
}

/// Whether a line of few words names an assessment, in a word of the field or one of an attempt at it.
pub fn names_assessment(line: &str) -> bool {
    is_short(line) && lexicon().attempted.as_ref().is_some_and(|regex| regex.is_match(line))
}

/// The same of an objective, which may stand behind a colon on the line itself.
pub(in crate::curriculum) fn names_objective(line: &str) -> bool {
    // Without a colon a line is its name alone: `But the bees…` is a sentence.
    let (head, most) = line.split_once(':').map_or((line, OBJECTIVE), |(head, _)| (head, WORDS));
    head.split_whitespace().count() <= most && lexicon().is_objective(head)
}

/// How many words the name of an objective has.
const OBJECTIVE: usize = 3;

impl Lexicon {
    /// The words of `text`, a heading without markup, that name an assessment.
    pub(super) fn assessment<'t>(&self, text: &'t str) -> Option<&'t str> {
        if !is_short(text) {
            return None;
        }
        let found = self.named.as_ref()?.captures(text)?;
        let words = found.iter().skip(1).flatten().next()?.as_str();
        // A word of the name may be one of these itself.
        let rest = text.replace(words, "");
        let is_none = self.none.as_ref().is_some_and(|none| none.is_match(&rest) || none.is_match(text) && !none.is_match(words));
        (!is_none).then_some(words)
    }

    /// Whether `name`, of a folder or of a file without its extension, is that of assessments: `exercises`, `quiz-2`.
    pub(super) fn is_assessment(&self, name: &str) -> bool {
        let name = name.replace(['-', '_'], " ");
        let words = name.trim_matches(|c: char| !c.is_alphabetic());
        self.assessment(words).is_some_and(|found| found.len() == words.len())
    }

    /// Where in `name` the word of an assessment begins that it ends with, behind another: `loops-quiz`.
    pub(super) fn ends_as_assessment(&self, name: &str) -> Option<usize> {
        let words = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
        let at = words.rfind(['-', '_', '.']).filter(|at| *at > 0)?;
        self.ends.contains(&words[at + 1..].to_lowercase()).then_some(at)
    }

    /// Whether `text`, a heading, says what a lesson is for.
    pub(super) fn is_objective(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.objectives.as_ref().is_some_and(|objectives| objectives.is_match(text))
    }

    /// Whether `title` is that of a repository that teaches.
    pub(super) fn is_training(&self, title: &str) -> bool {
        self.trainings.as_ref().is_some_and(|trainings| trainings.is_match(title))
    }

    /// Whether `name`, of a folder or of a file without its extension, is that of lessons, or numbered.
    pub(super) fn is_lesson(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        name.starts_with(|c: char| c.is_ascii_digit()) || words.any(|word| self.lessons.contains(word))
    }

    /// The names that assessments usually have in the language with that code; those in English where it has none.
    pub(super) fn usual(&self, language: &str) -> &[String] {
        self.usual.get(language).or_else(|| self.usual.get("en")).map(Vec::as_slice).unwrap_or_default()
    }

    /// A regular expression for headings with these `words`, as [`Self::assessment`] finds them.
    pub(super) fn pattern(&self, words: &[String]) -> String {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        alternatives(&words, &self.alone, &self.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_name_an_assessment() {
        let lexicon = lexicon();
        assert!(lexicon.named.is_some() && lexicon.none.is_some() && lexicon.objectives.is_some() && lexicon.trainings.is_some());
        let known = ["Quiz", "Exercises", "ÉVALUATION"];
        let pattern = compiled(&lexicon.pattern(&known.map(str::to_owned))).unwrap();
        for (heading, text) in [
            ("Quiz", "Quiz"),
            ("5.2 Exercises: Day 1", "Exercises"),
            ("🚀 Challenge", "Challenge"),
            ("Post-Lecture Quiz", "Quiz"),
            ("Validation des acquis :", "Validation des acquis"),
            ("Übungen 3", "Übungen"),
            ("2. ÉVALUATION", "ÉVALUATION"),
            ("Practice", "Practice"),
        ] {
            assert_eq!(lexicon.assessment(heading), Some(text), "{heading}");
            assert_eq!(pattern.is_match(heading), known.contains(&text), "{heading}");
        }
        let others = [
            "",
            "3",
            "Quizzical birds",
            "How teachers grade the exercises of their classes",
            "Model evaluation",
            "A variable assignment",
            "Évaluation d'une expression",
            "Évaluation de la formation",
            "Pas de QCM",
            "No quiz",
            "Practice makes perfect",
        ];
        for heading in others {
            assert_eq!(lexicon.assessment(heading), None, "{heading}");
        }
    }

    #[test]
    fn names_of_lessons() {
        for name in ["01-intro", "lesson_3", "Semaine 2", "week1", "Übung-kapitel-2"] {
            assert!(lexicon().is_lesson(name), "{name}");
        }
        for name in ["api", "faq", "weekend", "a1"] {
            assert!(!lexicon().is_lesson(name), "{name}");
        }
        assert!(lexicon().is_training("Formation : C sous Linux") && !lexicon().is_training("A parser"));
        assert!(lexicon().is_objective("2. Learning goals") && !lexicon().is_objective("Goalkeepers"));
    }
}
