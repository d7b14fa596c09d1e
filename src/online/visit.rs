//! One address visited: asked twice if the first way of asking is refused, followed where it redirects.

use super::address;
use super::client::{Answer, Client, Method};
use super::failure::Failure;
use super::fragments;
use super::hosts::Hosts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

/// How many redirects are followed.
const HOPS: usize = 10;
/// How long a server may ask to wait before its address is left unjudged.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What a visit found. It depends on the address alone, not on what a configuration makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Visit {
    /// The redirects, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) hops: Vec<Hop>,
    /// How it ended.
    pub(super) end: End,
    /// Which of the fragments asked for the page has; those that could not be looked for are missing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) fragments: BTreeMap<String, bool>,
    /// Whether its page was read in search of fragments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) read: bool,
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hop {
    /// Its status.
    pub(super) status: u16,
    /// Where to.
    pub(super) to: String,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum End {
    /// With this status.
    Status(u16),
    /// Without an answer.
    Failed(Failure),
}

/// Visits addresses.
#[derive(Debug)]
pub(super) struct Visitor {
    client: Client,
    hosts: Hosts,
}

impl Visitor {
    pub(super) fn new(client: Client, hosts: Hosts) -> Self {
        Self { client, hosts }
    }

    /// Visits `url`, and looks for `fragments` in its page; it is not read where there are none.
    pub(super) fn visit(&self, url: &Url, fragments: &[&str]) -> Visit {
        let mut at = url.clone();
        at.set_fragment(None);
        let mut seen = vec![at.clone()];
        let mut visit = Visit {
            hops: Vec::new(),
            end: End::Failed(Failure::Closed),
            fragments: BTreeMap::new(),
            read: !fragments.is_empty(),
        };
        visit.end = loop {
            let answer = match self.ask(&at, visit.read) {
                Ok(answer) => answer,
                Err(failure) => break End::Failed(failure),
            };
            let Some(to) = redirect(&answer, &at) else {
                if let Some(page) = &answer.page {
                    visit.fragments = fragments::find(page, fragments);
                }
                break End::Status(answer.status);
            };
            let to = match to {
                Ok(to) => to,
                Err(failure) => break End::Failed(failure),
            };
            visit.hops.push(Hop { status: answer.status, to: to.to_string() });
            at = to;
            at.set_fragment(None);
            if seen.contains(&at) {
                break End::Failed(Failure::Loop);
            }
            if visit.hops.len() > HOPS {
                break End::Failed(Failure::Redirects);
            }
            seen.push(at.clone());
        };
        visit
    }

    /// Asks for one address, again after a while where that may help.
    fn ask(&self, url: &Url, read: bool) -> Result<Answer, Failure> {
        let (host, server) = (address::host(url), url.origin().ascii_serialization());
        let mut tries = 0;
        loop {
            let answer = self.ask_once(url, read, &host, &server);
            let (wait, most) = match &answer {
                Ok(Answer { status: 429 | 503, retry_after, .. }) => (*retry_after, 2),
                Ok(Answer { status: 500..=599, .. }) => (None, 1),
                Err(failure) if failure.may_pass() => (None, 1),
                _ => (None, 0),
            };
            let too_long = wait.is_some_and(|wait| wait > LONGEST_WAIT);
            if tries < most && !too_long {
                tries += 1;
                self.hosts.rest(&host, wait.unwrap_or(self.hosts.delay() * (1 << tries)));
                continue;
            }
            match &answer {
                Ok(Answer { status: 429, .. }) => self.hosts.close(&host, &server, Failure::Busy),
                Err(failure) if failure.is_of_server() => self.hosts.close(&host, &server, *failure),
                _ => {}
            }
            return answer;
        }
    }

    /// Asks for the headers, and for the page where the server does not answer that as it should.
    fn ask_once(&self, url: &Url, read: bool, host: &str, server: &str) -> Result<Answer, Failure> {
        let ask = |method| self.hosts.ask(host, server, || self.client.ask(method, url));
        if read {
            return ask(Method::Get { read });
        }
        match ask(Method::Head) {
            Ok(answer) if answer.status < 400 || matches!(answer.status, 429 | 503) => Ok(answer),
            Err(failure) if !matches!(failure, Failure::Closed | Failure::NotHttp | Failure::Timeout) => Err(failure),
            _ => ask(Method::Get { read }),
        }
    }
}

/// Where `answer`, given at `at`, redirects to; `None` if it does not.
fn redirect(answer: &Answer, at: &Url) -> Option<Result<Url, Failure>> {
    let location = answer.location.as_deref().filter(|_| matches!(answer.status, 301 | 302 | 303 | 307 | 308))?;
    let to = at.join(location).ok().filter(|to| address::is_web(to) && to.has_host());
    Some(to.map(address::without_credentials).ok_or(Failure::Scheme))
}
