//! External links: each address visited once, politely, and what came of it as findings.
//!
//! The only user of the network. It is never begun but on request ([`Request`]); it knows nothing of git.

mod address;
mod cache;
mod client;
mod failure;
mod fragments;
mod gather;
mod hosts;
mod judge;
mod progress;
mod visit;

pub use cache::CacheTrouble;
pub(crate) use client::retry_after;
pub use failure::Failure;
pub use judge::{Silence, Verdict};
pub use progress::Progress;

use crate::config::Online;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::links::{external_anchor, external_dead, external_unreachable, redirected};
use crate::say;
use crate::text::escape::visible;
use cache::Cache;
use client::Client;
use gather::Address;
use hosts::Hosts;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use visit::{End, Visit, Visitor};

/// What is asked for, by the person who runs it: none of it is the repository's to say.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The files and folders, from the root of the repository, whose links are visited; all of them where there is none.
    pub within: Vec<String>,
    /// Hosts that are visited though their addresses are private: names and addresses, or `*.name`.
    pub allow_private: Vec<String>,
    /// The folder of the cache; without one, everything is visited.
    pub cache: Option<PathBuf>,
    /// Where the run says how far it has come.
    pub progress: Arc<Progress>,
}

impl Request {
    /// Whether the links of the page at `path` are visited.
    fn holds(&self, path: &str) -> bool {
        let inside = |root: &String| {
            root.is_empty() || path.strip_prefix(root.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.within.is_empty() || self.within.iter().any(inside)
    }
}

/// How much was visited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// External links in the documents.
    pub links: usize,
    /// The addresses that they lead to, each once, without those left out.
    pub addresses: usize,
    /// Addresses that were visited.
    pub visited: usize,
    /// Addresses of which an earlier visit was taken as still true.
    pub cached: usize,
    /// Addresses of which nothing can be said.
    pub unverified: usize,
    /// Links left out: examples, and what the configuration excludes.
    pub skipped: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Visited {
    /// What was found, in no order.
    pub findings: Vec<Finding>,
    /// How much was visited; `None` only where nothing was asked for.
    pub counts: Option<Counts>,
    /// What the person who runs it should know.
    pub notes: Vec<Note>,
}

/// Something to know about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No server at all could be reached: it is not the links' fault.
    NoNetwork,
    /// The cache is of no use, or not of all the use it could be.
    Cache(CacheTrouble),
}

impl Note {
    /// A sentence, in `language`, safe for a terminal.
    pub fn message(&self, language: Language) -> String {
        let text = match self {
            Self::NoNetwork => say!(language,
                fr: "Aucun serveur n'a pu être joint\u{a0}: y a-t-il un accès au réseau\u{a0}? Les liens externes n'ont pas été jugés.",
                en: "No server could be reached: is there a network? External links were not judged."),
            Self::Cache(CacheTrouble::Damaged(path, lines)) => {
                let path = path.display();
                say!(language,
                    fr: "Le cache {path} est abîmé\u{a0}: {lines} de ses lignes sont illisibles et ont été ignorées.",
                    en: "The cache {path} is damaged: {lines} of its lines can't be read and were ignored.")
            }
            Self::Cache(CacheTrouble::Unreadable(path, reason)) => {
                let path = path.display();
                say!(language,
                    fr: "Le cache {path} n'a pas pu être lu ({reason})\u{a0}: tout est vérifié de nouveau.",
                    en: "The cache {path} can't be read ({reason}): everything is visited again.")
            }
            Self::Cache(CacheTrouble::Unwritable(path, reason)) => {
                let path = path.display();
                say!(language,
                    fr: "Le cache {path} n'a pas pu être écrit ({reason})\u{a0}: rien n'est gardé pour la prochaine fois. --cache choisit un autre dossier.",
                    en: "The cache {path} can't be written ({reason}): nothing is kept for the next time. --cache chooses another folder.")
            }
        };
        visible(&text).into_owned()
    }
}

/// Visits the external links of `corpus` as `settings` say.
pub fn check(corpus: &Corpus, settings: &Online, request: &Request) -> Visited {
    let (mut counts, mut findings, mut notes) = (Counts::default(), Vec::new(), Vec::new());
    let addresses = gather::addresses(corpus, settings, request, &mut counts);
    if addresses.is_empty() {
        return Visited { counts: Some(counts), ..Visited::default() };
    }
    let mut troubles = Vec::new();
    let cache = request.cache.as_deref().map(|folder| Cache::open(folder, settings, &mut troubles));
    let visits = visits(&addresses, settings, request, cache.as_ref(), &mut counts);
    let deaf = is_deaf(&visits);
    if deaf {
        notes.push(Note::NoNetwork);
    }
    for (address, visit) in addresses.iter().zip(&visits) {
        let visit = visit.as_ref().map(|(visit, _)| visit);
        let judged = visit.filter(|visit| !(deaf && visit.is_ours()));
        let verdict = judged.map_or(Verdict::Unverified, |visit| judge::judge(&address.url, visit, settings));
        counts.unverified += usize::from(verdict == Verdict::Unverified);
        findings.extend(self::findings(address, visit, &verdict, settings));
    }
    if let Some(Err(trouble)) = cache.map(Cache::close) {
        troubles.push(trouble);
    }
    notes.extend(troubles.into_iter().map(Note::Cache));
    Visited { findings, counts: Some(counts), notes }
}

/// A visit, and whether it was made now.
type Made = (Visit, bool);

/// Whether nobody was heard on the network, and that may be this machine's fault.
fn is_deaf(visits: &[Option<Made>]) -> bool {
    let now = || visits.iter().flatten().filter(|(_, now)| *now).map(|(visit, _)| visit);
    now().all(|visit| visit.hops.is_empty() && !matches!(visit.end, End::Status(_))) && now().any(Visit::is_ours)
}

impl Visit {
    /// Whether it failed in a way that may be this machine's fault.
    fn is_ours(&self) -> bool {
        matches!(self.end, End::Failed(failure) if failure.may_be_ours())
    }
}

/// Visits every address, in the order of [`Address`]es; hosts at the same time, the addresses of one host in turn.
fn visits(
    addresses: &[Address<'_>],
    settings: &Online,
    request: &Request,
    cache: Option<&Cache>,
    counts: &mut Counts,
) -> Vec<Option<Made>> {
    let mut slots: Vec<OnceLock<Made>> = Vec::with_capacity(addresses.len());
    let mut queues: Vec<Vec<usize>> = Vec::new();
    let mut of_host: HashMap<&str, usize> = HashMap::new();
    for (at, address) in addresses.iter().enumerate() {
        let known = cache.and_then(|cache| cache.get(address.url.as_str(), &address.fragments(settings)));
        slots.push(known.map_or_else(OnceLock::new, |visit| OnceLock::from((visit.clone(), false))));
        if known.is_none() {
            let queue = *of_host.entry(&address.host).or_insert_with(|| {
                queues.push(Vec::new());
                queues.len() - 1
            });
            queues[queue].push(at);
        }
    }
    counts.visited = queues.iter().map(Vec::len).sum();
    counts.cached = addresses.len() - counts.visited;
    request.progress.begin(counts.visited);
    // The longest first: nobody waits for it at the end.
    queues.sort_by_key(|queue| std::cmp::Reverse(queue.len()));
    let visitor = Visitor::new(Client::new(settings, &request.allow_private), Hosts::new(settings.delay));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(queue) = queues.get(next.fetch_add(1, Ordering::Relaxed)) {
            for &at in queue {
                let address = &addresses[at];
                let visit = visitor.visit(&address.url, &address.fragments(settings));
                if let Some(cache) = cache {
                    cache.keep(address.url.as_str(), &visit);
                }
                let _ = slots[at].set((visit, true));
                request.progress.step();
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..settings.hosts.min(queues.len())).map(|_| scope.spawn(work)).collect();
        // One that fails leaves its addresses unverified.
        workers.into_iter().for_each(|worker| drop(worker.join()));
    });
    slots.into_iter().map(OnceLock::into_inner).collect()
}

/// What is to be said of the links to `address`.
fn findings(address: &Address<'_>, visit: Option<&Visit>, verdict: &Verdict, settings: &Online) -> Vec<Finding> {
    let mut findings = Vec::new();
    for used in &address.uses {
        let (page, link) = (used.page, used.link);
        match verdict {
            Verdict::Alive | Verdict::Unverified => {}
            Verdict::Moved { .. } => {
                // Each link keeps its own fragment.
                if let Some(Verdict::Moved { to, front }) = visit.map(|visit| judge::judge(&used.url, visit, settings)) {
                    findings.push(redirected::finding(page, link, &to, front));
                }
            }
            Verdict::Gone(status) => findings.push(external_dead::gone(page, link, address.url.as_str(), *status)),
            Verdict::NoSuchHost => findings.push(external_dead::no_such_host(page, link, &address.host)),
            Verdict::Silent(silence) => findings.push(external_unreachable::finding(page, link, address.url.as_str(), *silence)),
        }
        let found = visit.filter(|_| settings.anchors && matches!(verdict, Verdict::Alive | Verdict::Moved { .. }));
        if let Some((visit, fragment)) = found.zip(used.fragment())
            && visit.fragments.get(fragment) == Some(&false)
        {
            findings.push(external_anchor::finding(page, link, address.url.as_str(), fragment));
        }
    }
    findings
}
