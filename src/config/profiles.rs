//! The shipped profiles, and what in a repository tells that one fits it.

use super::error::{ConfigError, Origin};
use super::json_schema;
use super::load::read;
use super::paths::{self, PathSet};
use super::regexes;
use super::regexes::RequiredWords;
use super::written::{Words, Written, WrittenEvidence};
use crate::language::Language;
use aho_corasick::{AhoCorasick, MatchKind};
use include_dir::{Dir, include_dir};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::OnceLock;

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules/profiles");

/// A shipped configuration for one kind of repository.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name, that of its file.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// What it is for.
    pub description: Words,
    /// What tells that it fits a repository; `None` if it is only ever asked for by name.
    pub evidence: Option<Evidence>,
    pub(super) written: Written,
}

/// What in a repository tells that a profile fits it: any one thing.
#[derive(Clone, Debug)]
pub struct Evidence {
    paths: PathSet,
    marker: Option<Regex>,
    words: RequiredWords,
    /// Of a hundred documents, at least so many are evidence where the profile fits.
    share: usize,
}

impl Evidence {
    /// Whether `count` of `documents` are enough for the profile to fit.
    pub fn suffices(&self, count: usize, documents: usize) -> bool {
        count > 0 && count * 100 >= documents * self.share
    }
}

/// Tells of which shipped profiles a document is evidence.
///
/// Every text of a repository without configuration is searched: once, for the words of all profiles.
#[derive(Debug)]
pub struct EvidenceSearch {
    /// `None`: no profile has words of its own.
    words: Option<AhoCorasick>,
    /// For each word, the profiles it belongs to, a bit each.
    owners: Vec<u64>,
    /// The profiles whose markers have no word to look for first.
    wordless: u64,
}

impl EvidenceSearch {
    /// For the shipped profiles.
    pub fn new() -> Self {
        let (mut words, mut wordless) = (BTreeMap::<Vec<u8>, u64>::new(), 0);
        for (at, evidence) in evidences() {
            debug_assert!(at < 64);
            // Two profiles may look for the same word.
            evidence.words.spellings().for_each(|word| *words.entry(word.to_vec()).or_default() |= 1 << at);
            if evidence.words.spellings().next().is_none() {
                wordless |= 1 << at;
            }
        }
        let owners = words.values().copied().collect();
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words.keys()).ok();
        Self { words, owners, wordless }
    }

    /// One bit for each shipped profile, in their order: whether the document `text` at `path` is evidence of it.
    pub fn look(&self, path: &str, text: &str) -> u64 {
        let mut may = self.wordless;
        for found in self.words.iter().flat_map(|words| words.find_iter(text)) {
            may |= self.owners.get(found.pattern().as_usize()).copied().unwrap_or_default();
        }
        let tells =
            |(at, evidence): (usize, &Evidence)| evidence.in_path(path) || (may & (1 << at) != 0 && evidence.in_text(text));
        evidences().filter(|found| tells(*found)).fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

impl Default for EvidenceSearch {
    fn default() -> Self {
        Self::new()
    }
}

/// How many matches of one document are looked at: a page of more examples than that tells nothing.
const EXAMPLES: usize = 32;

/// Whether the byte at `at`, the start of a line, stands in a fenced code block.
fn in_fence(text: &str, at: usize) -> bool {
    let mut open: Option<(u8, usize)> = None;
    for line in text.get(..at).unwrap_or_default().lines() {
        let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let Some(&mark) = line.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~')) else { continue };
        let count = line.bytes().take_while(|byte| *byte == mark).count();
        let rest = &line[count..];
        open = match open {
            Some((fence, least)) if mark == fence && count >= least && rest.trim().is_empty() => None,
            None if count >= 3 && !(mark == b'`' && rest.contains('`')) => Some((mark, count)),
            open => open,
        };
    }
    open.is_some()
}

fn evidences() -> impl Iterator<Item = (usize, &'static Evidence)> {
    profiles().iter().enumerate().filter_map(|(at, profile)| Some((at, profile.evidence.as_ref()?)))
}

impl Profile {
    /// The language of messages that it says.
    pub fn language(&self) -> Option<Language> {
        self.written.language
    }
}

impl Evidence {
    /// Whether a file at `path` (from the root of the repository) is evidence.
    pub fn in_path(&self, path: &str) -> bool {
        self.paths.is_match(path)
    }

    /// Whether a line of `text` is evidence. An example in a code block shows what others write.
    fn in_text(&self, text: &str) -> bool {
        let matches = self.marker.iter().flat_map(|marker| marker.find_iter(text));
        matches.map(|found| found.start()).take(EXAMPLES).any(|at| !in_fence(text, at))
    }

    fn new(written: &WrittenEvidence) -> Option<Self> {
        let globs: Vec<_> = written.paths.iter().map(|text| paths::glob(text)).collect::<Result<_, _>>().ok()?;
        let marker = written.r#match.as_ref().map(|text| regexes::compile(text, true)).transpose().ok()?;
        let words = written.r#match.as_deref().map(RequiredWords::of).unwrap_or_default();
        let share = written.share.map(usize::from).unwrap_or_default();
        Some(Self { paths: PathSet::new(&globs).ok()?, marker, words, share })
    }
}

/// The shipped profiles, by name. One that is not valid is left out, which a test does not allow to happen.
pub fn profiles() -> &'static [Profile] {
    static PROFILES: OnceLock<Vec<Profile>> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let mut profiles: Vec<_> = files().filter_map(|(name, text)| parse(name, text).ok()).collect();
        profiles.sort_by(|a, b| a.name.cmp(&b.name));
        profiles
    })
}

/// The shipped profile of that name.
pub fn profile(name: &str) -> Option<&'static Profile> {
    profiles().iter().find(|profile| profile.name == name)
}

/// Name and text of every shipped profile.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FOLDER.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?.strip_suffix(".yaml")?;
        Some((name, file.contents_utf8()?))
    })
}

/// Reads the profile `name` from its `text`.
pub(super) fn parse(name: &str, text: &str) -> Result<Profile, Vec<ConfigError>> {
    let origin = Origin::Profile(name.to_owned());
    let (tree, written, mut errors) = read(text, json_schema::profile());
    let missing = || Words { fr: String::new(), en: String::new() };
    let evidence = written.evidence.as_ref().and_then(Evidence::new);
    if let (Some(_), None, Some(node)) = (&written.evidence, &evidence, tree.as_ref().and_then(|tree| tree.root.get("evidence")))
    {
        errors.push(ConfigError::new(node.span, super::error::Problem::Typed(String::new())));
    }
    if !errors.is_empty() {
        errors.iter_mut().for_each(|error| error.origin = origin.clone());
        return Err(errors);
    }
    let (title, description) =
        (written.title.clone().unwrap_or_else(missing), written.description.clone().unwrap_or_else(missing));
    Ok(Profile { name: name.to_owned(), title, description, evidence, written })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    #[test]
    fn every_shipped_profile_is_valid() {
        for (name, text) in files() {
            let errors = parse(name, text).err().unwrap_or_default();
            let shown: Vec<_> = errors.iter().map(|e| (text.get(e.span.range()), e.message(Language::En))).collect();
            assert!(shown.is_empty(), "{name}: {shown:#?}");
            let overrides = Overrides { profiles: Some(vec![name.to_owned()]), ..Overrides::default() };
            let config = load(None, &overrides, &[]).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
            assert_eq!(config.profiles, [name]);
        }
        assert_eq!(profiles().len(), files().count());
    }

    #[test]
    fn evidence_stands_at_the_start_of_a_line() {
        let evidence = Evidence::new(&WrittenEvidence {
            paths: vec!["episodes/*.md".to_owned()],
            r#match: Some("^Quiz$".to_owned()),
            share: Some(5),
        })
        .unwrap();
        assert!(evidence.in_text("# A\r\nquiz\r\n"));
        assert!(!evidence.in_text("A Quiz"));
        assert!(!evidence.in_text("- ```md\nQuiz\n  ```\n\n~~~~\n~~~\nQuiz\n~~~~\n"));
        assert!(evidence.in_text("```md\nQuiz\n```\nQuiz\n"));
        assert!(evidence.in_text("``` inline ```\nQuiz\n"));
        assert!(evidence.in_path("episodes/a.md") && !evidence.in_path("a.md"));
        assert!(evidence.suffices(1, 20) && !evidence.suffices(1, 21) && !evidence.suffices(0, 0));
    }

    #[test]
    fn one_search_finds_the_evidence_of_every_profile() {
        let search = EvidenceSearch::new();
        let told = |text: &str| {
            let bits = search.look("a/b.md", text);
            let names = profiles().iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, profile)| &*profile.name);
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("Modules\n\nVALIDATION DES ACQUIS PAR :\n"), "cloud-pi-native");
        assert_eq!(told("### Knowledge check\n\nvalidation des acquis\n"), "cloud-pi-native odin");
        assert_eq!(
            told("---\ntemplate: module\n---\n:::: challenge\n## Ideas to assess knowledge for module\n"),
            "carpentries mdn wai"
        );
        assert_eq!(told("La validation des acquis par le jury, des templates, a challenge.\n"), "");
    }
}
