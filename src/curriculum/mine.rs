//! What a curriculum shows of its own form, where nothing says what a module is: the headings of its pages that name an
//! assessment, in the words of the field (`rules/lexicon.yaml`).

use crate::data;
use crate::document::Document;
use crate::site::is_about_repository;
use crate::text::Span;
use crate::text::normalise::title;
use crate::text::path::{below, folder_of, folders_above, under};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

const LEXICON: &str = include_str!("../../rules/lexicon.yaml");

/// A heading of more words, or bytes, says something about an assessment, and is none.
const WORDS: usize = 6;
const LONGEST: usize = 200;

#[derive(Deserialize)]
struct Lexicon {
    assessment: BTreeMap<String, Vec<String>>,
    ends: BTreeMap<String, Vec<String>>,
    attempts: BTreeMap<String, Vec<String>>,
    objectives: BTreeMap<String, Vec<String>>,
}

/// What finds the words that name an assessment in a heading, and those of them that do at its end as well.
#[derive(Default)]
struct Words {
    named: Option<Regex>,
    ends: BTreeSet<String>,
    /// The same with the further words of attempts at one.
    attempted: Option<Regex>,
    /// What finds the words of an objective.
    objective: Option<Regex>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let tree = data::parse_yaml(LEXICON, Span::new(0, LEXICON.len()));
        let lexicon = tree.ok().and_then(|tree| data::typed::<Lexicon>(&tree.root).ok());
        let Some(lexicon) = lexicon else { return Words::default() };
        let all = |words: BTreeMap<String, Vec<String>>| words.into_values().flatten();
        let ends: BTreeSet<String> = all(lexicon.ends).collect();
        let mut names: Vec<String> = all(lexicon.assessment).chain(ends.iter().cloned()).collect();
        let named = finder(&names, &ends);
        names.extend(all(lexicon.attempts));
        let objective = finder(&all(lexicon.objectives).collect::<Vec<_>>(), &BTreeSet::new());
        Words { named, attempted: finder(&names, &ends), objective, ends }
    })
}

/// What finds one of `names` in a heading.
fn finder(names: &[String], ends: &BTreeSet<String>) -> Option<Regex> {
    let mut all: Vec<&str> = names.iter().map(String::as_str).collect();
    // The first that matches is taken: the longest.
    all.sort_by_key(|word| Reverse(word.len()));
    RegexBuilder::new(&alternatives(&all, |word| ends.contains(word))).case_insensitive(true).build().ok()
}

/// A regular expression for headings that begin with one of `texts`, numbers and signs aside, or end with one that `ends`.
fn alternatives(texts: &[&str], ends: impl Fn(&str) -> bool) -> String {
    let any = |texts: &mut dyn Iterator<Item = &&str>| texts.map(|text| regex::escape(text)).collect::<Vec<_>>().join("|");
    let begins = format!(r"^[\W\d]*({})\b", any(&mut texts.iter()));
    let ends = any(&mut texts.iter().filter(|text| ends(text)));
    if ends.is_empty() { begins } else { format!(r"{begins}|\b({ends})[\W\d]*$") }
}

/// A heading that names an assessment on several pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// The words that name it, as the first page that has it writes them.
    pub text: String,
    /// Its level, from 1 to 6, where it is the same on all pages.
    pub level: Option<u8>,
    /// The pages that have it, in the order in which they were given.
    pub pages: Vec<Arc<str>>,
    /// The line of the first one, from 1.
    pub line: u32,
}

/// The headings of `documents` that name an assessment, those of most pages first.
pub fn assessments<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<Recurring> {
    let mut found: Vec<Recurring> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for document in documents {
        for (_, level, block) in document.headings() {
            let text = title(document.text_of(block));
            let Some(text) = named(&text) else { continue };
            let at = *known.entry(text.to_lowercase()).or_insert_with(|| {
                let line = document.source.position(block.span.start).line;
                found.push(Recurring { text: text.to_owned(), level: Some(level), pages: Vec::new(), line });
                found.len() - 1
            });
            let one = &mut found[at];
            one.level = one.level.filter(|same| *same == level);
            if one.pages.last().is_none_or(|last| **last != *document.source.path()) {
                one.pages.push(Arc::clone(&document.source.path));
            }
        }
    }
    found.sort_by(|one, other| other.pages.len().cmp(&one.pages.len()).then_with(|| one.text.cmp(&other.text)));
    found
}

/// A group of the configuration that the pages themselves suggest: each of its files is a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The glob of its files, from the root of the repository.
    pub files: String,
    /// The headings that name an assessment in them.
    pub headings: Vec<String>,
    /// Files that the glob takes and that are about the repository itself.
    pub exclude: Vec<String>,
    /// How many files are left.
    pub of: usize,
    /// Those of them that have no such heading.
    pub without: Vec<Arc<str>>,
}

/// The group that `found`, the headings of the pages at `paths`, suggest: the folder, and the name if it is the same everywhere, of
/// the pages with the most frequent one. `None` where too few of these have such a heading to tell.
pub fn propose(found: &[Recurring], paths: &[Arc<str>]) -> Option<Proposal> {
    let first = found.first().filter(|first| first.pages.len() > 1)?;
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let names: BTreeSet<String> = first.pages.iter().map(|path| name(path)).collect();
    let folder = first.pages.iter().map(|path| folder_of(path)).reduce(common).unwrap_or_default();
    let of_name = (names.len() == 1).then(|| names.first().cloned()).flatten();
    let depths: BTreeSet<usize> = first.pages.iter().map(|path| path.matches('/').count()).collect();
    let end = |path: &str| path.rsplit_once('.').map(|(_, end)| end.to_owned()).unwrap_or_default();
    let ends: BTreeSet<String> = first.pages.iter().map(|path| end(path)).collect();
    let belongs = |path: &str| {
        let inside = below(folder, path).is_some();
        inside && of_name.as_ref().map_or_else(|| ends.contains(&end(path)), |one| name(path) == *one)
    };
    // Pages that stand at one depth are siblings; what lies elsewhere is another thing.
    let one_depth = depths.len() == 1;
    let same_depth = |path: &str| !one_depth || depths.contains(&path.matches('/').count());
    let taken = paths.iter().filter(|path| belongs(path) && same_depth(path));
    let (about, all): (Vec<&Arc<str>>, Vec<&Arc<str>>) =
        taken.partition(|path| of_name.is_none() && is_about_repository(path, ""));
    let within = depths.first().copied().unwrap_or_default() - folder.matches('/').count() - usize::from(!folder.is_empty());
    let levels = if one_depth { "*/".repeat(within) } else { "**/".to_owned() };
    let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    let any = if let [end] = ends.as_slice() { format!("*.{end}") } else { format!("*.{{{}}}", ends.join(",")) };
    let files = under(folder, &format!("{levels}{}", of_name.as_deref().unwrap_or(&any)));
    // Others of the same pages count as well.
    let known: HashSet<&str> = all.iter().map(|path| &***path).collect();
    let headings = found.iter().filter(|one| one.pages.iter().filter(|path| known.contains(&***path)).take(2).count() == 2);
    let headings: Vec<&Recurring> = headings.take(MOST).collect();
    let having: HashSet<&str> = headings.iter().flat_map(|one| &one.pages).map(|path| &**path).collect();
    let without: Vec<Arc<str>> = all.iter().filter(|path| !having.contains(&****path)).map(|path| Arc::clone(path)).collect();
    let with = all.len() - without.len();
    (with >= LEAST && with * SHARE >= all.len()).then(|| Proposal {
        without,
        exclude: about.iter().map(|path| path.to_string()).collect(),
        of: all.len(),
        headings: headings.iter().map(|one| one.text.clone()).collect(),
        files,
    })
}

/// How many headings are proposed.
const MOST: usize = 12;

/// Of so many pages, and of one in so many, a heading tells how a curriculum assesses.
const LEAST: usize = 3;
const SHARE: usize = 4;

/// The folder that holds both.
fn common<'p>(one: &'p str, other: &'p str) -> &'p str {
    std::iter::once(one)
        .chain(folders_above(one))
        .find(|folder| folder.is_empty() || *folder == other || below(folder, other).is_some())
        .unwrap_or_default()
}

/// Whether a heading may be the name of something, and not a sentence about it.
fn is_short(heading: &str) -> bool {
    heading.len() <= LONGEST && heading.split_whitespace().count() <= WORDS
}

/// The words of `heading` that name an assessment.
fn named(heading: &str) -> Option<&str> {
    if !is_short(heading) {
        return None;
    }
    let found = words().named.as_ref()?.captures(heading)?;
    found.get(1).or_else(|| found.get(2)).map(|words| words.as_str())
}

/// Whether a line of few words names an assessment, in a word of the field or one of an attempt at it.
pub fn names_assessment(line: &str) -> bool {
    is_short(line) && words().attempted.as_ref().is_some_and(|regex| regex.is_match(line))
}

/// The same of an objective, which may stand behind a colon on the line itself.
pub(super) fn names_objective(line: &str) -> bool {
    // Without a colon a line is its name alone: `But the bees…` is a sentence.
    let (head, most) = line.split_once(':').map_or((line, OBJECTIVE), |(head, _)| (head, WORDS));
    head.split_whitespace().count() <= most && words().objective.as_ref().is_some_and(|regex| regex.is_match(head))
}

/// How many words the name of an objective has.
const OBJECTIVE: usize = 3;

/// A regular expression for headings with these `texts`, as [`assessments`] finds them.
pub fn pattern(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    alternatives(&texts, |text| words().ends.contains(&text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn headings_that_name_an_assessment() {
        assert!(words().named.is_some());
        let known = ["Quiz", "Exercises", "ÉVALUATION"];
        let pattern = regex::RegexBuilder::new(&pattern(&known.map(str::to_owned))).case_insensitive(true).build().unwrap();
        for (heading, text) in [
            ("Quiz", "Quiz"),
            ("5.2 Exercises: Day 1", "Exercises"),
            ("🚀 Challenge", "Challenge"),
            ("Post-Lecture Quiz", "Quiz"),
            ("Validation des acquis :", "Validation des acquis"),
            ("Übungen 3", "Übungen"),
            ("ÉVALUATION", "ÉVALUATION"),
        ] {
            assert_eq!(named(heading), Some(text), "{heading}");
            assert_eq!(pattern.is_match(heading), known.contains(&text), "{heading}");
        }
        let others = [
            "",
            "3",
            "Quizzical birds",
            "How teachers grade the exercises of their classes",
            "Model evaluation",
            "A variable assignment",
        ];
        for heading in others {
            assert_eq!(named(heading), None, "{heading}");
            assert!(!pattern.is_match(heading), "{heading}");
        }
    }

    #[test]
    fn the_same_heading_is_counted_once_a_page() {
        let document = |path: &str, text: &str| Document::parse(Source::new(path, text.to_owned()));
        let documents = [
            document("a.md", "# A\n\n## 1. Quiz\n\n## 2. Quiz\n"),
            document("b.md", "# B\n\n### quiz\n\n## Exercises\n"),
            document("c.md", "# C\n\n## Words\n"),
        ];
        let found = assessments(&documents);
        let brief: Vec<_> = found.iter().map(|one| (one.text.as_str(), one.level, one.pages.len(), one.line)).collect();
        assert_eq!(brief, [("Quiz", None, 2, 3), ("Exercises", Some(2), 1, 5)]);
    }

    fn path(path: &str) -> Arc<str> {
        path.into()
    }

    fn one(text: &str, pages: &[&str]) -> Recurring {
        Recurring { text: text.to_owned(), level: Some(2), pages: pages.iter().map(|page| path(page)).collect(), line: 1 }
    }

    #[test]
    fn the_pages_suggest_their_group() {
        let paths =
            ["README.md", "w1/l1/README.md", "w1/l2/README.md", "w2/l1/README.md", "w2/l2/README.md", "w2/l1/notes.md"].map(path);
        let found =
            [one("Quiz", &["w1/l1/README.md", "w1/l2/README.md", "w2/l1/README.md"]), one("Exercises", &["w2/l2/README.md"])];
        let proposal = propose(&found, &paths).unwrap();
        assert_eq!((proposal.files.as_str(), proposal.of, proposal.headings), ("*/*/README.md", 4, vec!["Quiz".to_owned()]));
        assert_eq!(proposal.without, [path("w2/l2/README.md")]);
        let paths = ["docs/a.md", "docs/b/c.md", "docs/d.md", "e.md", "README.md"].map(path);
        let proposal = propose(&[one("Quiz", &["docs/a.md", "docs/b/c.md", "e.md"])], &paths).unwrap();
        assert_eq!((proposal.files.as_str(), proposal.of, proposal.exclude), ("**/*.md", 4, vec!["README.md".to_owned()]));
        assert_eq!(propose(&[one("Quiz", &["docs/a.md", "docs/d.md"])], &paths), None);
        let paths = ["a.Rmd", "b.Rmd", "c.md", "d.md", "e.Rmd", "f.txt"].map(path);
        let proposal = propose(&[one("Quiz", &["a.Rmd", "b.Rmd", "c.md"])], &paths).unwrap();
        assert_eq!((proposal.files.as_str(), proposal.of), ("*.{Rmd,md}", 5));
    }
}
