//! A pull request is told what a report found: comments on lines of its diff, and one summary.
//!
//! It knows a report as its published JSON alone, written by anyone, and GitHub through its API. What was said before is
//! found again by marks in comments of the token's own, so that a pass over the pull request may be repeated: nothing is
//! said twice.

mod api;
mod client;
mod comment;
mod diff;
mod event;
mod plain;
mod plan;
mod report;
mod words;

pub use report::{BYTES, Found, Report, Unusable};
pub use words::annotations;

use crate::language::Language;
use api::{Facts, Pull};
use client::{AGAIN, Client, Failure};
use event::Target;
use plan::{Closed, Known, Plan};
use serde_json::Value;
use std::time::Duration;

/// What the environment of a workflow says.
#[derive(Clone)]
pub struct Settings {
    /// `GITHUB_API_URL`; GitHub's own where there is none.
    pub api: Option<String>,
    /// `GITHUB_TOKEN`.
    pub token: Option<String>,
    /// `GITHUB_REPOSITORY`.
    pub repository: String,
    /// `GITHUB_EVENT_NAME`.
    pub event: String,
    /// The file that `GITHUB_EVENT_PATH` names.
    pub event_file: Vec<u8>,
    /// `GITHUB_SHA`.
    pub sha: Option<String>,
    /// The language of what is said.
    pub language: Language,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It was said.
    Said(Said),
    /// There is nobody to tell, or it is too late.
    Nothing(Nothing),
    /// It could not be said.
    Failed(Trouble),
}

/// What was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// New comments on lines.
    pub comments: usize,
    /// Findings that had theirs already.
    pub kept: usize,
    /// Comments whose finding is fixed, struck now.
    pub mended: usize,
    /// Findings in the summary alone.
    pub rest: usize,
}

/// Why there is nobody to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The event is about no pull request.
    NoPullRequest(String),
    /// The pull request is closed.
    Closed,
    /// It has a newer head, whose own run will speak.
    Moved(String),
}

/// Why it could not be said, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(Failure);

/// Why nothing may be posted: what was asked for is wrong, or the report is not this pull request's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// `GITHUB_API_URL` is no address that a token may be sent to.
    Api(String),
    /// `GITHUB_REPOSITORY` names no repository.
    Repository,
    /// The event's file does not say what events of its name say.
    Event,
    /// The report is about another commit than the pull request.
    OtherCommit {
        /// The report's.
        report: String,
        /// The pull request's.
        pull: String,
    },
    /// The pull request belongs to another repository.
    OtherRepository(String),
    /// Several pull requests have that head.
    Several(Vec<u64>),
}

/// Tells the pull request that the workflow runs for what `report` found.
///
/// # Errors
/// Why nothing may be posted; nothing was then.
pub fn post(report: &Report, settings: &Settings) -> Result<Posted, Refused> {
    let api = settings.api.as_deref().unwrap_or("https://api.github.com");
    let api = client::address(api).ok_or_else(|| Refused::Api(api.to_owned()))?;
    if !is_repository(&settings.repository) {
        return Err(Refused::Repository);
    }
    let target = event::target(&settings.event, &settings.event_file).ok_or(Refused::Event)?;
    if target == Target::Nowhere {
        return Ok(Posted::Nothing(Nothing::NoPullRequest(settings.event.clone())));
    }
    let token = settings.token.as_deref().map(str::trim).filter(|token| !token.is_empty());
    let Some(token) = token.filter(|token| token.bytes().all(|b| b.is_ascii_graphic())) else {
        return Ok(Posted::Failed(Trouble(Failure::NoToken)));
    };
    match (Run { client: Client::new(api, token), settings, report }).to(target) {
        Ok(posted) => Ok(posted),
        Err(Stop::Refused(refused)) => Err(refused),
        Err(Stop::Failed(failure)) => Ok(Posted::Failed(Trouble(failure))),
    }
}

/// Whether `name` is `owner/name` as GitHub writes it.
fn is_repository(name: &str) -> bool {
    let word = |word: &str| {
        !matches!(word, "" | "." | "..") && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    name.split_once('/').is_some_and(|(owner, name)| word(owner) && word(name))
}

/// Why a run ends early.
enum Stop {
    Refused(Refused),
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

struct Run<'a> {
    client: Client,
    settings: &'a Settings,
    report: &'a Report,
}

impl Run<'_> {
    /// Says it at the pull request, once it is sure which that is and that the report is about it.
    fn to(&self, target: Target) -> Result<Posted, Stop> {
        let (number, head) = match target {
            Target::Pull { number, head } => (number, head),
            Target::Head { commit, branch } => match self.search(&commit, branch.as_deref())? {
                Some(number) => (number, commit),
                None => return Ok(Posted::Nothing(Nothing::NoPullRequest(self.settings.event.clone()))),
            },
            Target::Nowhere => return Ok(Posted::Nothing(Nothing::NoPullRequest(self.settings.event.clone()))),
        };
        let pull = Pull::new(&self.client, &self.settings.repository, number);
        let facts = pull.facts()?;
        if let Some(other) = self.elsewhere(&facts) {
            return Err(Stop::Refused(Refused::OtherRepository(other)));
        }
        if !self.belongs(&pull, &facts, &head)? {
            let report = self.report.head.clone();
            return Err(Stop::Refused(Refused::OtherCommit { report, pull: head }));
        }
        if facts.state != "open" {
            return Ok(Posted::Nothing(Nothing::Closed));
        }
        if facts.head.sha != head {
            return Ok(Posted::Nothing(Nothing::Moved(facts.head.sha)));
        }
        self.passes(&pull, &head).map(Posted::Said).map_err(Stop::from)
    }

    /// The number of the pull request with that head, if there is one.
    fn search(&self, commit: &str, branch: Option<&str>) -> Result<Option<u64>, Stop> {
        let pulls = api::pulls_of(&self.client, &self.settings.repository, commit, branch)?;
        let ours = |pull: &&Facts| pull.state == "open" && pull.head.sha == commit && self.elsewhere(pull).is_none();
        let numbers: Vec<u64> = pulls.iter().filter(ours).map(|pull| pull.number).collect();
        match numbers.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            _ => Err(Stop::Refused(Refused::Several(numbers))),
        }
    }

    /// The repository that the pull request belongs to, if that is another one.
    fn elsewhere(&self, facts: &Facts) -> Option<String> {
        let name = &facts.base.repo.as_ref()?.full_name;
        (!name.eq_ignore_ascii_case(&self.settings.repository)).then(|| name.clone())
    }

    /// Whether the report is about the pull request's head: that commit, or a merge of it into its base.
    fn belongs(&self, pull: &Pull<'_>, facts: &Facts, head: &str) -> Result<bool, Failure> {
        let reported = self.report.head.as_str();
        let run = self.settings.sha.as_deref().filter(|_| self.settings.event == "pull_request");
        if [Some(head), run].contains(&Some(reported))
            || (facts.head.sha == head && facts.merge_commit_sha.as_deref() == Some(reported))
        {
            return Ok(true);
        }
        match pull.parents(reported) {
            Ok(parents) => Ok(parents.iter().any(|parent| parent == head)),
            Err(Failure::Denied(404, _) | Failure::Unfit(_)) => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// Passes over the pull request until one pass ends: each sees what the one before has done.
    fn passes(&self, pull: &Pull<'_>, head: &str) -> Result<Said, Failure> {
        let mut said = Said::default();
        let (mut tried, mut at) = (0, String::new());
        loop {
            let (failure, path) = match self.pass(pull, head, &mut said) {
                Err(Failure::Look(failure, path)) => (failure, path),
                ended => return ended.map(|()| said),
            };
            tried = if path == at { tried + 1 } else { 0 };
            at = path;
            if tried == AGAIN || !self.client.wait(Duration::from_millis(500 << tried)) {
                return Err(*failure);
            }
        }
    }

    fn pass(&self, pull: &Pull<'_>, head: &str, said: &mut Said) -> Result<(), Failure> {
        let language = self.settings.language;
        let mut diff = diff::Diff::default();
        for file in pull.files()? {
            diff.add(&file.filename, file.patch.as_deref().unwrap_or_default());
        }
        let (viewer, threads) = pull.threads()?;
        let comments: Vec<_> = pull.comments()?.into_iter().filter(|comment| comment.is_of(&viewer)).collect();
        let is_summary = |comment: &api::Comment| comment.body.as_deref().is_some_and(comment::is_summary);
        let summary = pull.talk()?.into_iter().find(|comment| comment.is_of(&viewer) && is_summary(comment));
        let exact = self.report.head == head;
        let known = Known { report: self.report, exact, head, diff: &diff, comments: &comments, threads: &threads, language };
        let mut plan = Plan::new(&known);
        let posted = self.review(pull, head, &mut plan)?;
        said.comments += posted;
        said.kept = plan.kept.saturating_sub(said.comments - posted);
        said.mended += close(pull, &plan.mended)?;
        close(pull, &plan.followed)?;
        said.rest = plan.rest.len();
        self.summarise(pull, &plan, summary.as_ref())
    }

    /// Posts the comments on lines; gives how many. What GitHub finds to be outside the diff joins the rest.
    fn review(&self, pull: &Pull<'_>, head: &str, plan: &mut Plan<'_>) -> Result<usize, Failure> {
        /// How many reviews are tried to tell the comments that don't fit from those that do.
        const TRIED: usize = 16;
        let mut parts = vec![std::mem::take(&mut plan.inline)];
        let (mut posted, mut tried) = (0, 0);
        while let Some(mut part) = parts.pop() {
            if part.is_empty() {
                continue;
            }
            tried += 1;
            let values: Vec<Value> = part.iter().map(|(_, comment)| comment.clone()).collect();
            match pull.review(head, &comment::review(part.len(), self.settings.language), &values) {
                Ok(()) => posted += part.len(),
                Err(Failure::Unfit(_)) if part.len() > 1 && tried < TRIED => {
                    let second = part.split_off(part.len() / 2);
                    parts.extend([second, part]);
                }
                Err(Failure::Unfit(_)) => plan.rest.extend(part.into_iter().map(|(found, _)| found)),
                Err(failure) => return Err(failure),
            }
        }
        Ok(posted)
    }

    /// Writes the summary, unless it says the same already or nothing is to be said.
    fn summarise(&self, pull: &Pull<'_>, plan: &Plan<'_>, old: Option<&api::Comment>) -> Result<(), Failure> {
        let body = comment::marked_summary(self.report, &plan.rest, self.settings.language);
        let is_same = |old: &api::Comment| old.body.as_deref().is_some_and(|old| old.replace("\r\n", "\n").trim_end() == body);
        if (old.is_none() && self.report.new.is_empty() && self.report.hidden.is_empty()) || old.is_some_and(is_same) {
            return Ok(());
        }
        pull.say(&body, old.map(|old| old.id))
    }
}

/// Closes comments, and resolves their threads where the token may; gives how many.
fn close(pull: &Pull<'_>, comments: &[Closed]) -> Result<usize, Failure> {
    let mut may_resolve = true;
    for closed in comments {
        match pull.change(closed.comment, &closed.body) {
            // Somebody took the comment away meanwhile.
            Err(Failure::Denied(404, _)) => continue,
            changed => changed?,
        }
        if let Some(thread) = closed.thread.as_deref().filter(|_| may_resolve) {
            may_resolve = pull.resolve(thread).is_ok();
        }
    }
    Ok(comments.len())
}
