//! `online`: how external links are visited, where that is asked for.
//!
//! Whoever proposes a change to a repository can change this too: nothing here lets a run reach what it may not reach
//! without it, and every figure has a bound.

use super::compile::{At, Compiler, child, item};
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How external links are visited, where `--online` or `acquis links` asks for it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Online")]
pub(super) struct WrittenOnline {
    /// Regular expressions of addresses that are not visited.
    exclude: Option<Vec<String>>,
    /// Statuses, besides those of success, with which the page of an address counts as there.
    accept: Option<Vec<WrittenAccept>>,
    /// Whether the anchors of links are looked for in the pages they lead to (no, unless said).
    anchors: Option<bool>,
    /// Seconds that an answer may take (20, unless said).
    #[schemars(range(min = 1, max = 120))]
    timeout: Option<u32>,
    /// Seconds between two requests to one host (1, unless said).
    #[schemars(range(min = 0, max = 60))]
    delay: Option<f64>,
    /// How many hosts are asked at a time (8, unless said).
    #[schemars(range(min = 1, max = 32))]
    hosts: Option<u8>,
    /// How the program presents itself to servers.
    #[schemars(regex(pattern = "^[!-~][ -~]{0,199}$"))]
    user_agent: Option<String>,
    /// How long what was found is taken as still true.
    cache: Option<WrittenCache>,
}

/// Statuses that count as success.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Accept")]
pub(super) struct WrittenAccept {
    /// Regular expression of the addresses.
    r#match: String,
    /// The statuses.
    #[schemars(inner(range(min = 100, max = 999)))]
    statuses: Vec<u16>,
}

/// How long what was found is taken as still true, in hours.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Cache")]
pub(super) struct WrittenCache {
    /// That a page is there (168, unless said).
    #[schemars(range(min = 0, max = 8760))]
    alive_hours: Option<u32>,
    /// That it is not, or that it may not be seen (6, unless said).
    #[schemars(range(min = 0, max = 8760))]
    dead_hours: Option<u32>,
}

/// How external links are visited.
#[derive(Clone, Debug)]
pub struct Online {
    /// Addresses that are not visited.
    pub exclude: Vec<Regex>,
    /// Statuses that count as success, by address.
    pub accept: Vec<(Regex, Vec<u16>)>,
    /// Whether anchors are looked for in the pages.
    pub anchors: bool,
    /// How long an answer may take.
    pub timeout: Duration,
    /// The pause between two requests to one host.
    pub delay: Duration,
    /// How many hosts are asked at a time.
    pub hosts: usize,
    /// How the program presents itself.
    pub user_agent: String,
    /// How long a page is taken to be there still.
    pub cache_alive: Duration,
    /// How long it is taken to be gone still.
    pub cache_dead: Duration,
}

impl Default for Online {
    fn default() -> Self {
        Self {
            exclude: Vec::new(),
            accept: Vec::new(),
            anchors: false,
            timeout: Duration::from_secs(20),
            delay: Duration::from_secs(1),
            hosts: 8,
            user_agent: concat!("acquis/", env!("CARGO_PKG_VERSION"), " (link checker)").to_owned(),
            cache_alive: hours(168),
            cache_dead: hours(6),
        }
    }
}

impl Online {
    /// Whether the configuration says that `address` is not visited.
    pub fn excludes(&self, address: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.is_match(address))
    }

    /// Whether the configuration says that the page at `address` is there when its server answers with `status`.
    pub fn accepts(&self, address: &str, status: u16) -> bool {
        self.accept.iter().any(|(pattern, statuses)| statuses.contains(&status) && pattern.is_match(address))
    }
}

fn hours(hours: u32) -> Duration {
    Duration::from_secs(u64::from(hours) * 3600)
}

impl WrittenOnline {
    /// `self` on top of `base`, key by key.
    pub(super) fn onto(self, base: Self) -> Self {
        Self {
            exclude: self.exclude.or(base.exclude),
            accept: self.accept.or(base.accept),
            anchors: self.anchors.or(base.anchors),
            timeout: self.timeout.or(base.timeout),
            delay: self.delay.or(base.delay),
            hosts: self.hosts.or(base.hosts),
            user_agent: self.user_agent.or(base.user_agent),
            cache: self.cache.or(base.cache),
        }
    }
}

impl Compiler<'_> {
    /// Compiles what is written `at` the key `online`.
    pub(super) fn online(&mut self, written: WrittenOnline, at: At<'_>) -> Online {
        let standard = Online::default();
        let exclude_at = child(at, "exclude");
        let exclude = written.exclude.unwrap_or_default();
        let exclude = exclude.iter().enumerate().filter_map(|(index, text)| self.regex(text, item(exclude_at, index))).collect();
        let accept_at = child(at, "accept");
        let accept = written.accept.unwrap_or_default().into_iter().enumerate();
        let accept = accept
            .filter_map(|(index, one)| Some((self.regex(&one.r#match, child(item(accept_at, index), "match"))?, one.statuses)))
            .collect();
        let cache = written.cache.unwrap_or_default();
        // The schema has checked the figures; the bounds here are for what it can't see.
        let delay = written.delay.map(|seconds| Duration::try_from_secs_f64(seconds.clamp(0.0, 60.0)).unwrap_or(standard.delay));
        Online {
            exclude,
            accept,
            anchors: written.anchors.unwrap_or(standard.anchors),
            timeout: written.timeout.map_or(standard.timeout, |seconds| Duration::from_secs(seconds.into())),
            delay: delay.unwrap_or(standard.delay),
            hosts: written.hosts.map_or(standard.hosts, usize::from),
            user_agent: written.user_agent.unwrap_or(standard.user_agent),
            cache_alive: cache.alive_hours.map_or(standard.cache_alive, hours),
            cache_dead: cache.dead_hours.map_or(standard.cache_dead, hours),
        }
    }
}
