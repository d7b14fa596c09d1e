//! What is to be said where: which findings stand on lines of the diff, which were commented on already, which are fixed.

use super::api::{Comment, Thread};
use super::comment;
use super::diff::{Diff, Side};
use super::plain;
use super::report::{Found, Replaced, Report};
use crate::language::Language;
use crate::report::shortened;
use crate::text::path::is_markdown;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// How many comments stand on lines at most.
const INLINE: usize = 50;
/// How many lines, and how many bytes, a suggestion has at most.
const SUGGESTED: (usize, usize) = (60, 8000);

/// What is to be said.
pub(super) struct Plan<'a> {
    /// New comments on lines.
    pub(super) inline: Vec<(&'a Found, Value)>,
    /// Findings that stand on no line of the diff, or for which there is no more room.
    pub(super) rest: Vec<&'a Found>,
    /// Comments whose finding is fixed.
    pub(super) mended: Vec<Closed>,
    /// Comments whose finding has another one, since its file has another name.
    pub(super) followed: Vec<Closed>,
    /// How many findings have their comment already.
    pub(super) kept: usize,
}

/// A comment that is done with.
pub(super) struct Closed {
    /// The comment.
    pub(super) comment: u64,
    /// Its body to be.
    pub(super) body: String,
    /// Its thread, unless that is resolved or unknown.
    pub(super) thread: Option<String>,
}

/// What a plan is made from.
pub(super) struct Known<'a> {
    /// The report.
    pub(super) report: &'a Report,
    /// Whether its lines are those of the pull request's head: not so where a merge of it was checked.
    pub(super) exact: bool,
    /// The pull request's head.
    pub(super) head: &'a str,
    /// The lines of the diff.
    pub(super) diff: &'a Diff,
    /// The comments on lines that the token's owner has written.
    pub(super) comments: &'a [Comment],
    /// The threads.
    pub(super) threads: &'a [Thread],
    /// The language of what is said.
    pub(super) language: Language,
}

impl<'a> Plan<'a> {
    /// Decides.
    pub(super) fn new(known: &Known<'a>) -> Self {
        let marked = |comment: &'a Comment| {
            let (fingerprint, mended) = comment::marked(comment.body.as_deref()?)?;
            (!mended).then_some((fingerprint, comment))
        };
        let said: Vec<(&str, &Comment)> = known.comments.iter().filter_map(marked).collect();
        let standing: HashSet<&str> = known.report.new.iter().map(|found| found.fingerprint.as_str()).collect();
        let said_of: HashSet<&str> = said.iter().map(|(fingerprint, _)| *fingerprint).collect();
        let kept = said_of.intersection(&standing).count();
        let mut plan = Self { inline: Vec::new(), rest: Vec::new(), mended: Vec::new(), followed: Vec::new(), kept };
        for found in known.report.new.iter().filter(|found| !said_of.contains(found.fingerprint.as_str())) {
            match spot(found, known).filter(|_| plan.inline.len() + kept < INLINE) {
                Some(spot) => plan.inline.push((found, spot.comment(found, known.language))),
                None => plan.rest.push(found),
            }
        }
        // A report that was cut does not say that the finding is gone.
        if !known.report.cut {
            let is_gone = |fingerprint: &str| !standing.contains(fingerprint) && !known.report.old.contains(fingerprint);
            let gone = said.iter().filter(|(fingerprint, _)| is_gone(fingerprint)).take(INLINE);
            plan.close(gone.copied(), &said_of, known);
        }
        plan
    }

    /// Closes the comments whose finding is `gone`: fixed, or another one of those that nothing was said of yet.
    fn close(&mut self, gone: impl Iterator<Item = (&'a str, &'a Comment)>, said_of: &HashSet<&str>, known: &Known<'a>) {
        let open = known.threads.iter().filter(|thread| !thread.resolved);
        let open: HashMap<u64, &str> = open.map(|thread| (thread.comment, thread.id.as_str())).collect();
        let mut unsaid: Vec<&Found> =
            known.report.new.iter().filter(|found| !said_of.contains(found.fingerprint.as_str())).collect();
        for (fingerprint, comment) in gone {
            let old = comment.body.as_deref().unwrap_or_default();
            let other = renamed(comment, &unsaid, known).map(|at| unsaid.remove(at));
            let body = match other {
                Some(found) => comment::followed(fingerprint, found, known.language),
                None => comment::struck(old, fingerprint, known.head, known.language),
            };
            let thread = open.get(&comment.id).map(|&thread| thread.to_owned());
            let closed = Closed { comment: comment.id, body, thread };
            if other.is_some() { self.followed.push(closed) } else { self.mended.push(closed) }
        }
    }
}

/// Which of `unsaid` is the finding of `comment`, whose file is no more: one in another file of which the same is said.
/// What a file was called between two pushes is in no diff.
fn renamed(comment: &Comment, unsaid: &[&Found], known: &Known<'_>) -> Option<usize> {
    let (path, body) = (comment.path.as_deref()?, comment.body.as_deref()?);
    let other = |found: &&Found| found.path != path && comment::says(body, found, known.language);
    if known.diff.has(path) { None } else { unsaid.iter().position(other) }
}

/// A line of the diff, or several up to it.
struct Spot<'a> {
    path: &'a str,
    side: Side,
    line: u32,
    first: Option<u32>,
    elsewhere: bool,
    suggestion: Option<String>,
}

/// Where a finding is shown: at its own line, which of a file that was removed is one of the base, or at one that explains it.
fn spot<'a>(found: &'a Found, known: &Known<'_>) -> Option<Spot<'a>> {
    let spot = |path, side, line| Spot { path, side, line, first: None, elsewhere: true, suggestion: None };
    let shown = |path: &str, side, line| known.diff.line(path, side, line);
    let line = found.start.line;
    let is_it = |text: &str| found.excerpt.as_deref().map_or(known.exact, |excerpt| shortened(text) == excerpt);
    if !known.diff.has(&found.path) && shown(&found.path, Side::Left, line).is_some_and(is_it) {
        return Some(Spot { elsewhere: false, ..spot(&found.path, Side::Left, line) });
    }
    if shown(&found.path, Side::Right, line).is_some_and(is_it) {
        let own = Spot { elsewhere: false, ..spot(&found.path, Side::Right, line) };
        return Some(suggested(found, known.diff).map_or(own, |(replaced, suggestion)| {
            let last = replaced.line.saturating_add(u32::try_from(replaced.before.len()).unwrap_or(u32::MAX) - 1);
            let first = (replaced.line < last).then_some(replaced.line);
            Spot { line: last, first, elsewhere: false, suggestion: Some(suggestion), ..spot(&found.path, Side::Right, last) }
        }));
    }
    let mut related = found.related.iter().filter(|_| known.exact);
    let related = related.find(|related| shown(&related.path, Side::Right, related.start.line).is_some())?;
    Some(spot(&related.path, Side::Right, related.start.line))
}

/// The lines that fix it, where the diff shows every line that they replace as the report has it.
fn suggested<'a>(found: &'a Found, diff: &Diff) -> Option<(&'a Replaced, String)> {
    let replaced = found.replaced()?;
    let few = |lines: &[String]| lines.len() <= SUGGESTED.0 && lines.iter().map(String::len).sum::<usize>() <= SUGGESTED.1;
    let last = replaced.line.saturating_add(u32::try_from(replaced.before.len()).ok()?);
    let holds = (replaced.line..last).contains(&found.start.line);
    let fits = holds && few(&replaced.before) && few(&replaced.after) && is_markdown(&found.path);
    let shown = fits && diff.shows(&found.path, replaced.line, &replaced.before);
    shown.then(|| plain::suggestion(&replaced.after)).flatten().map(|suggestion| (replaced, suggestion))
}

impl Spot<'_> {
    /// The comment as the API takes it.
    fn comment(&self, found: &Found, language: Language) -> Value {
        let side = if self.side == Side::Left { "LEFT" } else { "RIGHT" };
        let body = comment::inline(found, self.elsewhere, self.suggestion.as_deref(), language);
        let mut comment = json!({ "path": self.path, "line": self.line, "side": side, "body": body });
        if let Some(first) = self.first {
            comment["start_line"] = first.into();
            comment["start_side"] = side.into();
        }
        comment
    }
}
