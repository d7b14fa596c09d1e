//! The baseline: a file of findings that are known, so that what is new stands out. One line a finding, without line numbers:
//! what only moves stays known, and two branches that change it merge as any text does.
//!
//! Fields are told apart by tabs: path, rule, fingerprint, and for people the text that the finding stands on. The fingerprint
//! identifies it; where its file has another name since, rule and text do. Lines are sorted as bytes, so
//! that `sort` sorts them too; nothing depends on the reader's language.

use crate::finding::Finding;
use crate::language::Language;
use crate::say;
use crate::text::{escape::visible, normalise};
use std::borrow::Cow;
use std::collections::HashMap;

/// The file's name beside the configuration, or at the root of a repository without one.
pub const FILE_NAME: &str = ".acquis-baseline";

/// The path of the baseline of a configuration that stands in `folder`, from the root of the repository.
pub fn beside(folder: &str) -> String {
    match folder.trim_matches('/') {
        "" => FILE_NAME.to_owned(),
        folder => format!("{folder}/{FILE_NAME}"),
    }
}

/// How much of a finding's text is kept for people, in characters.
const SHORT: usize = 60;

/// The first lines of the file, in both languages: its bytes do not depend on who writes it.
const HEAD: &str =
    "# Known findings, which acquis check does not show again. It only shrinks, unless asked: acquis baseline --help
# Constats connus, que acquis check ne montre plus. Cette liste ne grandit que sur demande : acquis baseline --help
";

/// A known finding. The order is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file that it was found in, from the root of the repository; characters that could break a line are escaped.
    pub path: String,
    /// Its rule.
    pub rule: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The beginning of the text that it stands on.
    pub text: String,
}

impl Entry {
    /// The entry of `finding`.
    pub fn new(finding: &Finding, fingerprint: &str) -> Self {
        let text = normalise::plain(finding.place.text()).into_owned();
        let short: String = text.chars().take(SHORT).collect();
        let end = if short.len() < text.len() { "…" } else { "" };
        Self {
            path: field(finding.place.path()).into_owned(),
            rule: finding.rule.to_owned(),
            fingerprint: fingerprint.to_owned(),
            text: field(&format!("{}{end}", short.trim_end())).into_owned(),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(4, '\t').map(str::to_owned);
        // An editor may have taken the blank from the end of a line whose text is empty.
        let (path, rule, fingerprint) = (fields.next()?, fields.next()?, fields.next()?);
        let entry = Self { path, rule, fingerprint, text: fields.next().unwrap_or_default() };
        let is_rule = entry.rule.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let is_print =
            entry.fingerprint.len() == 32 && entry.fingerprint.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (!entry.path.is_empty() && !entry.rule.is_empty() && is_rule && is_print).then_some(entry)
    }
}

/// `text` without what could steer a terminal, break a line, or end a field.
fn field(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains('\t') => Cow::Owned(shown.replace('\t', "\\t")),
        shown => shown,
    }
}

/// The known findings, as a file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The file, from the root of the repository, or as the command line names it.
    pub path: String,
    /// Its text.
    pub text: String,
    entries: Vec<Entry>,
    /// The line of each entry, from 1.
    lines: Vec<u32>,
    by_print: HashMap<String, usize>,
}

impl Baseline {
    /// Reads the file at `path` with `bytes`. Order and doubles do not matter: a merge may leave either.
    ///
    /// # Errors
    /// At the first line that can't be read: what it hides is not known.
    pub fn parse(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, BaselineError> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
            BaselineError { line, problem: Problem::NotUtf8 }
        })?;
        let mut read = Self { path: path.into(), ..Self::default() };
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            match Entry::parse(line) {
                Some(entry) if read.by_print.contains_key(&entry.fingerprint) => {}
                Some(entry) => {
                    read.by_print.insert(entry.fingerprint.clone(), read.entries.len());
                    read.entries.push(entry);
                    read.lines.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
                }
                None if line.trim().is_empty() || line.starts_with('#') && !line.contains('\t') => {}
                None => return Err(BaselineError { line: at + 1, problem: Problem::of(line) }),
            }
        }
        read.text = text;
        Ok(read)
    }

    /// The entries, in the order of the file, each once.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The index of the entry with that fingerprint.
    pub fn find(&self, fingerprint: &str) -> Option<usize> {
        self.by_print.get(fingerprint).copied()
    }

    /// The line (from 1) of the entry of that index.
    pub fn line(&self, index: usize) -> u32 {
        self.lines.get(index).copied().unwrap_or(1)
    }
}

/// The text of a file that holds `entries`: sorted, each once.
pub fn render(mut entries: Vec<Entry>) -> String {
    entries.sort();
    entries.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    let mut text = HEAD.to_owned();
    for Entry { path, rule, fingerprint, text: short } in &entries {
        text.extend([path.as_str(), "\t", rule, "\t", fingerprint]);
        if !short.is_empty() {
            text.extend(["\t", short]);
        }
        text.push('\n');
    }
    text
}

/// Why a baseline can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    NotUtf8,
    Conflict,
    NoEntry,
}

impl Problem {
    /// Of a line that is no entry.
    fn of(line: &str) -> Self {
        let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        let rest = marks.iter().find_map(|mark| line.strip_prefix(mark));
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) { Self::Conflict } else { Self::NoEntry }
    }
}

impl BaselineError {
    /// What is wrong.
    pub fn message(&self, language: Language) -> String {
        match self.problem {
            Problem::NotUtf8 => {
                say!(language, fr: "cette ligne n'est pas du texte en UTF-8.", en: "this line is not UTF-8 text.")
            }
            Problem::Conflict => say!(language,
                fr: "une fusion a laissé ici une marque de conflit.",
                en: "a merge has left a conflict marker here."),
            Problem::NoEntry => say!(language,
                fr: "cette ligne n'est pas un constat connu (chemin, règle, empreinte et texte, séparés par des tabulations).",
                en: "this line is no known finding (path, rule, fingerprint and text, separated by tabs)."),
        }
    }

    /// What to do about it.
    pub fn help(&self, language: Language) -> String {
        match self.problem {
            Problem::Conflict => say!(language,
                fr: "gardez les lignes des deux côtés, retirez les marques, puis\u{a0}: acquis baseline --prune",
                en: "keep the lines of both sides, remove the markers, then: acquis baseline --prune"),
            _ => say!(language,
                fr: "retirez cette ligne, ou rétablissez le fichier (git checkout)\u{a0}; --no-baseline vérifie sans lui",
                en: "remove this line, or restore the file (git checkout); --no-baseline checks without it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: &str = "0123456789abcdef0123456789abcdef";

    fn line(path: &str) -> String {
        format!("{path}\tlink-missing-file\t{PRINT}\ttext\n")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entry = |path: &str, print: char| Entry {
            path: path.into(),
            rule: "a-b".into(),
            fingerprint: PRINT.replace('0', &print.to_string()),
            text: String::new(),
        };
        let entries = vec![entry("b.md", '1'), entry("# a.md", '2'), entry("<<<<<<< a.md", '3'), entry("b.md", '1')];
        let text = render(entries.clone());
        let read = Baseline::parse("f", text.clone().into_bytes()).unwrap();
        assert_eq!(
            read.entries().iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(),
            ["# a.md", "<<<<<<< a.md", "b.md"]
        );
        assert_eq!(render(read.entries().to_vec()), text);
        assert_eq!(read.line(read.find(&entries[0].fingerprint).unwrap()), 5);
        let mut sorted: Vec<&str> = text.lines().skip(2).collect();
        sorted.sort_unstable();
        assert_eq!(sorted, text.lines().skip(2).collect::<Vec<_>>());
    }

    #[test]
    fn merges_may_leave_doubles_other_line_endings_and_no_order() {
        let text = format!("\u{feff}# note\r\n\r\n{}{}", line("b.md").replace('\n', "\r\n"), line("a.md"));
        assert_eq!(Baseline::parse("f", text.into_bytes()).unwrap().entries().len(), 1);
    }

    #[test]
    fn what_can_not_be_read_is_told_with_its_line() {
        let cases: [(Vec<u8>, usize, Problem); 6] = [
            (format!("{}<<<<<<< HEAD\n", line("a")).into(), 2, Problem::Conflict),
            (format!("{}=======\n", line("a")).into(), 2, Problem::Conflict),
            (b"\n\na.md link-missing-file\n".to_vec(), 3, Problem::NoEntry),
            (line("a").replace(PRINT, "0123").into(), 1, Problem::NoEntry),
            (format!("# a.md\tX\t{PRINT}").into(), 1, Problem::NoEntry),
            (b"# a\n\xff\n".to_vec(), 2, Problem::NotUtf8),
        ];
        for (bytes, line, problem) in cases {
            assert_eq!(Baseline::parse("f", bytes).unwrap_err(), BaselineError { line, problem });
        }
    }
}
