//! What a curriculum shows of its own form, where nothing says what a module is: the headings of its pages that name an
//! assessment, in the words of the field (`rules/lexicon.yaml`).

use crate::data;
use crate::document::Document;
use crate::text::Span;
use crate::text::normalise::title;
use crate::text::path::{below, folder_of, folders_above, under};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

const LEXICON: &str = include_str!("../../rules/lexicon.yaml");

/// A heading of more words says something about an assessment, and is none.
const WORDS: usize = 6;

#[derive(Deserialize)]
struct Lexicon {
    assessment: BTreeMap<String, Vec<String>>,
    ends: BTreeMap<String, Vec<String>>,
}

/// The words that name an assessment, and those that do at the end of a heading as well; the longest first.
fn words() -> &'static [Vec<String>; 2] {
    static WORDS: OnceLock<[Vec<String>; 2]> = OnceLock::new();
    WORDS.get_or_init(|| {
        let tree = data::parse_yaml(LEXICON, Span::new(0, LEXICON.len()));
        let lexicon = tree.ok().and_then(|tree| data::typed::<Lexicon>(&tree.root).ok());
        let (begins, ends) = lexicon.map(|lexicon| (lexicon.assessment, lexicon.ends)).unwrap_or_default();
        [begins, ends].map(|all| {
            let mut words: Vec<String> = all.into_values().flatten().collect();
            words.sort_by_key(|word| Reverse(word.len()));
            words.dedup();
            words
        })
    })
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
    /// Files that the glob takes and that speak of the repository itself.
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
    let (about, all): (Vec<&Arc<str>>, Vec<&Arc<str>>) = taken.partition(|path| of_name.is_none() && is_about(path));
    let within = depths.first().copied().unwrap_or_default() - folder.matches('/').count() - usize::from(!folder.is_empty());
    let levels = if one_depth { "*/".repeat(within) } else { "**/".to_owned() };
    let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    let any = if let [end] = ends.as_slice() { format!("*.{end}") } else { format!("*.{{{}}}", ends.join(",")) };
    let files = under(folder, &format!("{levels}{}", of_name.as_deref().unwrap_or(&any)));
    let has = |heading: &Recurring, path: &Arc<str>| heading.pages.contains(path);
    // Others of the same pages count as well.
    let headings =
        found.iter().filter(|one| one.pages.len() > 1 && one.pages.iter().filter(|path| all.contains(path)).count() > 1);
    let headings: Vec<&Recurring> = headings.take(MOST).collect();
    let without: Vec<Arc<str>> =
        all.iter().filter(|path| !headings.iter().any(|one| has(one, path))).map(|path| Arc::clone(path)).collect();
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

/// Whether the page at `path` speaks of the repository: `CONTRIBUTING.md`, what lies in `.github/`.
fn is_about(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    path.starts_with('.') || !path.contains('/') && !stem.is_empty() && !stem.contains(char::is_lowercase)
}

/// The folder that holds both.
fn common<'p>(one: &'p str, other: &'p str) -> &'p str {
    std::iter::once(one)
        .chain(folders_above(one))
        .find(|folder| folder.is_empty() || *folder == other || below(folder, other).is_some())
        .unwrap_or_default()
}

/// The words of `heading` that name an assessment: it begins with them, numbers and signs aside, or ends with them.
fn named(heading: &str) -> Option<&str> {
    let text = heading.trim_matches(|c: char| !c.is_alphabetic());
    if text.split_whitespace().count() > WORDS {
        return None;
    }
    let [begins, ends] = words();
    // In lower case a text may have another length: what is returned is cut from the heading itself.
    let is = |part: &&str, word: &str| part.to_lowercase() == *word;
    let parts = || text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let start = |word: &String| {
        let mut heads = parts().filter(|end| apart(text[*end..].chars().next())).map(|end| &text[..end]);
        heads.find(|part| is(part, word))
    };
    let end = |word: &String| {
        let mut tails = parts().filter(|start| apart(text[..*start].chars().next_back())).map(|start| &text[start..]);
        tails.find(|part| is(part, word))
    };
    begins.iter().find_map(start).or_else(|| ends.iter().find_map(end))
}

/// A regular expression for headings that begin or end with one of `texts`, as [`assessments`] finds them.
pub fn pattern<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<&str> = texts.into_iter().collect();
    let any = |texts: &[&str]| texts.iter().map(|text| regex::escape(text)).collect::<Vec<_>>().join("|");
    let ends: Vec<&str> = texts.iter().copied().filter(|text| words()[1].contains(&text.to_lowercase())).collect();
    let begins = format!(r"^[\W\d]*(?:{})\b", any(&texts));
    if ends.is_empty() { begins } else { format!(r"{begins}|\b(?:{})[\W\d]*$", any(&ends)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn headings_that_name_an_assessment() {
        assert!(words()[0].len() > 60, "{}", words()[0].len());
        let known = ["Quiz", "Exercises", "ÉVALUATION"];
        let pattern = regex::RegexBuilder::new(&pattern(known)).case_insensitive(true).build().unwrap();
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
