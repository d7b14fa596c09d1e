//! A saved report, read back with no trust in it: `acquis.findings/v1` as far as a review needs it.
//!
//! A contribution's own workflow may have written it. Whatever it says stays plain text; what does not look like acquis
//! wrote it is refused; what it does not say is done without.

use crate::finding::Severity;
use crate::language::Language;
use crate::say;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashSet;

/// How many bytes a report may have.
pub const BYTES: u64 = 64 << 20;
/// How many findings of each status are looked at.
const FINDINGS: usize = 5000;

/// A report that compares a contribution with its base.
#[derive(Debug)]
pub struct Report {
    /// The commit that was checked, as 40 (or 64) hexadecimal digits.
    pub head: String,
    /// The commit that it was compared with, if the report says it.
    pub base: Option<String>,
    /// What the contribution adds, the gravest first, then in the report's order.
    pub new: Vec<Found>,
    /// What it fixes.
    pub mended: Vec<Found>,
    /// New findings that the contribution's own configuration or baseline leaves out.
    pub hidden: Vec<Found>,
    /// How many findings were there already.
    pub existing: u64,
    /// The identities of those of them that the report holds.
    pub old: HashSet<String>,
    /// Of the modules, how many are assessed: before and after.
    pub coverage: Option<[Share; 2]>,
    /// Whether it has more findings than are looked at.
    pub cut: bool,
}

/// How many of how many modules are assessed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub struct Share {
    /// Modules.
    pub modules: u64,
    /// Those that are assessed.
    pub modules_assessed: u64,
}

/// One finding.
#[derive(Clone, Debug, Deserialize)]
pub struct Found {
    /// The rule's name.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    status: Status,
    /// The file.
    pub path: String,
    /// Where it starts.
    pub start: Place,
    /// What was found.
    pub message: String,
    /// What to do about it.
    #[serde(default)]
    pub help: Option<String>,
    /// Other places that explain it.
    #[serde(default)]
    pub related: Vec<Related>,
    /// The start of the line that it stands on.
    #[serde(default)]
    pub excerpt: Option<String>,
    #[serde(default)]
    fix: Option<Fix>,
    /// Its identity.
    pub fingerprint: String,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
}

/// Another place.
#[derive(Clone, Debug, Deserialize)]
pub struct Related {
    /// The file.
    pub path: String,
    /// Where it starts.
    pub start: Place,
}

#[derive(Clone, Debug, Deserialize)]
struct Fix {
    #[serde(default)]
    replaces: Option<Replaced>,
}

/// Whole lines of the finding's file, and those that fix it.
#[derive(Clone, Debug, Deserialize)]
pub struct Replaced {
    /// The first line, from 1.
    pub line: u32,
    /// What stands there.
    pub before: Vec<String>,
    /// What is to stand there.
    pub after: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    New,
    Fixed,
    #[serde(other)]
    Existing,
}

#[derive(Deserialize)]
struct Written {
    schema: String,
    snapshot: Snapshot,
    #[serde(default)]
    verdict: Option<Verdict>,
    findings: Vec<Found>,
}

#[derive(Deserialize)]
struct Snapshot {
    #[serde(default)]
    commit: Option<String>,
}

#[derive(Deserialize)]
struct Verdict {
    #[serde(default)]
    base: Option<Commit>,
    #[serde(default)]
    head: Option<Commit>,
    #[serde(default)]
    existing: u64,
    #[serde(default)]
    coverage: Value,
    #[serde(default)]
    hidden: Vec<Found>,
}

/// A commit, alone or with what it was called.
#[derive(Deserialize)]
#[serde(untagged)]
enum Commit {
    Id(String),
    Named { commit: Option<String> },
}

impl Commit {
    fn id(self) -> Option<String> {
        match self {
            Self::Id(id) => Some(id),
            Self::Named { commit } => commit,
        }
    }
}

/// Why a report is no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is not `acquis.findings/v1`.
    Format,
    /// It does not say what the contribution adds.
    NoVerdict,
    /// It does not name the commit that was checked.
    NoCommit,
}

impl Unusable {
    /// A clause that says why, and what to do.
    pub fn words(self, language: Language) -> String {
        match self {
            Self::Format => say!(language,
                fr: "ce n'est pas un rapport acquis.findings/v1 (celui de «\u{a0}acquis review --output json=FICHIER\u{a0}»)",
                en: "it is no acquis.findings/v1 report (that of `acquis review --output json=FILE`)"),
            Self::NoVerdict => say!(language,
                fr: "il ne compare pas la contribution à sa base\u{a0}; faites-le avec «\u{a0}acquis review --base RÉVISION\u{a0}»",
                en: "it does not compare the contribution with its base; make it with `acquis review --base REV`"),
            Self::NoCommit => say!(language,
                fr: "il ne nomme pas le commit vérifié",
                en: "it does not name the commit that was checked"),
        }
    }
}

impl Report {
    /// Reads the report in `bytes`.
    ///
    /// # Errors
    /// Why it is no use.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        let written: Written = serde_json::from_slice(bytes).map_err(|_| Unusable::Format)?;
        if written.schema != "acquis.findings/v1" || !written.findings.iter().all(|found| is_fingerprint(&found.fingerprint)) {
            return Err(Unusable::Format);
        }
        let mut verdict = written.verdict.ok_or(Unusable::NoVerdict)?;
        verdict.hidden.truncate(FINDINGS);
        let head = verdict.head.and_then(Commit::id).or(written.snapshot.commit);
        let mut seen = HashSet::new();
        let [mut new, mut mended] = [Vec::new(), Vec::new()];
        let mut old = HashSet::new();
        for found in written.findings.into_iter().filter(|found| seen.insert(found.fingerprint.clone())) {
            match found.status {
                Status::New => new.push(found),
                Status::Fixed => mended.push(found),
                Status::Existing => {
                    old.insert(found.fingerprint);
                }
            }
        }
        new.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let cut = new.len() > FINDINGS || mended.len() > FINDINGS;
        new.truncate(FINDINGS);
        mended.truncate(FINDINGS);
        Ok(Self {
            head: head.filter(|id| is_commit(id)).ok_or(Unusable::NoCommit)?,
            base: verdict.base.and_then(Commit::id).filter(|id| is_commit(id)),
            new,
            mended,
            hidden: verdict.hidden,
            existing: verdict.existing.max(old.len() as u64),
            old,
            coverage: shares(&verdict.coverage),
            cut,
        })
    }

    /// How many new findings are at least as grave as `severity`.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.new.iter().filter(|found| found.severity >= severity).count()
    }
}

impl Found {
    /// The whole lines that fix it, where it says them.
    pub fn replaced(&self) -> Option<&Replaced> {
        self.fix.as_ref()?.replaces.as_ref()
    }
}

/// The figures before and after.
fn shares(coverage: &Value) -> Option<[Share; 2]> {
    let share = |name: &str| Share::deserialize(coverage.get(name)?).ok().filter(|share| share.modules > 0);
    Some([share("before")?, share("after")?])
}

/// Whether `text` is one of acquis' fingerprints, which may stand in a comment's marker.
pub(super) fn is_fingerprint(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
