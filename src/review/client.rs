//! Requests to GitHub's API: bounded in time, in bytes and in patience, to one host alone.
//!
//! No redirect is followed, so that the token goes nowhere else, and no failure tells it. What may be asked twice without
//! harm is asked again where the server stumbled; of what may not, the caller looks first what became of it.

use crate::online::{self, retry_after};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::Cell;
use std::time::{Duration, SystemTime};
use ureq::config::Config;
use ureq::http::{HeaderMap, header};
use ureq::{Agent, Proxy};
use url::{Host, Url};

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(30);
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long is waited in all, of one run, where the server asks to wait or stumbles.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many bytes an answer may have: a hundred files with their patches.
const BYTES: u64 = 32 << 20;
/// How often a request is made again after the server stumbled.
pub(super) const AGAIN: u32 = 2;

/// Why there is no useful answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// There is no token.
    NoToken,
    /// The token may not do that (401, 403, 404), with the server's words.
    Denied(u16, String),
    /// The server asks to wait longer than anyone should.
    Limited(Duration),
    /// The server stumbles (5xx): whether it did what was asked is not known.
    Server(u16),
    /// There is no answer: whether it did what was asked is not known either.
    Silent(online::Failure),
    /// One of these two befell what must not be asked twice, at this path: look what became of it, then ask again.
    Look(Box<Failure>, String),
    /// What was sent does not suit it (422), with the server's words.
    Unfit(String),
    /// Any other status: a redirect too.
    Status(u16),
    /// The answer is not what the API's description says.
    Strange,
}

/// Asks one host, with one token.
pub(super) struct Client {
    agent: Agent,
    api: Url,
    token: String,
    waited: Cell<Duration>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ask<'a> {
    /// To read.
    Get,
    /// To change what is there: asked twice it is the same.
    Patch(&'a Value),
    /// To make something: asked twice there are two.
    Post(&'a Value),
    /// To answer a query of GraphQL that makes nothing new.
    Query(&'a Value),
}

/// Reads the address of an API: `https`, or this machine's own, without name or password; `None` for any other.
pub(super) fn address(api: &str) -> Option<Url> {
    let url = Url::parse(api.trim()).ok()?;
    let own = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    (plain && (url.scheme() == "https" || (own && url.scheme() == "http"))).then_some(url)
}

impl Client {
    /// One for the API at `api`, which [`address`] has read.
    pub(super) fn new(api: Url, token: &str) -> Self {
        // A proxy sees no more of HTTPS than the host's name; of plain HTTP it would see the token.
        let proxy = if api.scheme() == "https" { Proxy::try_from_env() } else { None };
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(proxy)
            .user_agent(concat!("acquis/", env!("CARGO_PKG_VERSION")))
            .accept("application/vnd.github+json")
            .timeout_global(Some(ANSWER))
            .timeout_connect(Some(CONNECT))
            .build();
        Self { agent: Agent::new_with_config(config), api, token: token.to_owned(), waited: Cell::default() }
    }

    /// Asks for `path`, given from the root of the API without its first slash.
    ///
    /// # Errors
    /// Why there is no useful answer.
    pub(super) fn ask<T: DeserializeOwned>(&self, ask: Ask<'_>, path: &str) -> Result<T, Failure> {
        let body = self.patiently(ask, path)?;
        serde_json::from_slice(&body).map_err(|_| Failure::Strange)
    }

    /// Asks again while that may help and there is patience left.
    fn patiently(&self, ask: Ask<'_>, path: &str) -> Result<Vec<u8>, Failure> {
        let mut tries = 0;
        loop {
            let (failure, wait) = match self.once(ask, path) {
                Ok(body) => return Ok(body),
                Err(failure) => (failure, Duration::from_millis(500 << tries)),
            };
            let wait = match failure {
                Failure::Limited(wait) => wait,
                Failure::Server(_) | Failure::Silent(_) if matches!(ask, Ask::Post(_)) => {
                    return Err(Failure::Look(Box::new(failure), path.to_owned()));
                }
                Failure::Server(_) | Failure::Silent(_) if tries < AGAIN => {
                    tries += 1;
                    wait
                }
                _ => return Err(failure),
            };
            if !self.wait(wait) {
                return Err(failure);
            }
        }
    }

    /// Waits, unless that is longer than there is patience for; says whether it did.
    pub(super) fn wait(&self, wait: Duration) -> bool {
        let waited = self.waited.get() + wait.max(Duration::from_millis(100));
        if waited > PATIENCE {
            return false;
        }
        self.waited.set(waited);
        std::thread::sleep(wait);
        true
    }

    fn once(&self, ask: Ask<'_>, path: &str) -> Result<Vec<u8>, Failure> {
        let url = self.url(path, matches!(ask, Ask::Query(_)));
        let bearer = format!("Bearer {}", self.token);
        let version = ("X-GitHub-Api-Version", "2022-11-28");
        let sent = |body: &Value| serde_json::to_vec(body).unwrap_or_default();
        let with_body = |request: ureq::RequestBuilder<ureq::typestate::WithBody>, body: &Value| {
            let request = request.header(header::AUTHORIZATION, &bearer).header(version.0, version.1);
            request.header(header::CONTENT_TYPE, "application/json").send(sent(body))
        };
        let answered = match ask {
            Ask::Get => self.agent.get(&url).header(header::AUTHORIZATION, &bearer).header(version.0, version.1).call(),
            Ask::Patch(body) => with_body(self.agent.patch(&url), body),
            Ask::Post(body) | Ask::Query(body) => with_body(self.agent.post(&url), body),
        };
        let silent = |error: ureq::Error| Failure::Silent(online::Failure::of(&error));
        let (parts, body) = answered.map_err(silent)?.into_parts();
        let body = body.into_with_config().limit(BYTES).read_to_vec().map_err(silent)?;
        let status = parts.status.as_u16();
        match status {
            200..=299 => Ok(body),
            _ => Err(refused(status, &parts.headers, &body)),
        }
    }

    /// The address of `path`; GraphQL stands beside the API's version where a server of one's own has both.
    fn url(&self, path: &str, query: bool) -> String {
        let root = self.api.as_str().trim_end_matches('/');
        match root.strip_suffix("/v3").filter(|_| query) {
            Some(above) => format!("{above}/{path}"),
            None => format!("{root}/{path}"),
        }
    }
}

/// What a status that is no success means.
fn refused(status: u16, headers: &HeaderMap, body: &[u8]) -> Failure {
    let words = || {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = body["message"].as_str().unwrap_or_default();
        text.chars().take(200).collect()
    };
    match status {
        403 | 429 => match limit(status, headers, SystemTime::now()) {
            Some(wait) => Failure::Limited(wait),
            None => Failure::Denied(status, words()),
        },
        401 | 404 => Failure::Denied(status, words()),
        422 => Failure::Unfit(words()),
        500..=599 => Failure::Server(status),
        _ => Failure::Status(status),
    }
}

/// How long the server asks to wait; `None` where it does not. GitHub says it in one header or the other, and says 403
/// for what others call 429.
fn limit(status: u16, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    /// Where a server is too busy to say.
    const SOME: Duration = Duration::from_secs(20);
    let word = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(wait) = word("retry-after").and_then(retry_after) {
        return Some(wait);
    }
    if word("x-ratelimit-remaining") == Some("0") {
        let reset: u64 = word("x-ratelimit-reset")?.trim().parse().ok()?;
        let reset = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(reset))?;
        return Some(reset.duration_since(now).unwrap_or_default() + Duration::from_secs(1));
    }
    (status == 429).then_some(SOME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_over_https_or_stays_on_this_machine() {
        for good in [
            "https://api.github.com",
            "https://ghe.ecole.fr/api/v3",
            "http://127.0.0.1:4010",
            "http://[::1]:1",
            "http://localhost:8",
        ] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "http://api.github.com",
            "https://a:b@api.github.com",
            "ftp://127.0.0.1",
            "",
            "http://127.0.0.1.ecole.fr",
            "https://a.fr/?x",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn graphql_stands_beside_the_version() {
        let url = |api: &str, query| Client::new(address(api).unwrap(), "t").url("graphql", query);
        assert_eq!(url("https://api.github.com", true), "https://api.github.com/graphql");
        assert_eq!(url("https://ghe.ecole.fr/api/v3", true), "https://ghe.ecole.fr/api/graphql");
        assert_eq!(url("https://ghe.ecole.fr/api/v3/", false), "https://ghe.ecole.fr/api/v3/graphql");
    }

    #[test]
    fn a_limit_is_told_from_a_refusal() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        let of = |status, lines: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.insert(*name, value.parse().unwrap());
            }
            limit(status, &headers, now).map(|wait| wait.as_secs())
        };
        assert_eq!(of(403, &[]), None);
        assert_eq!(of(403, &[("x-ratelimit-remaining", "12"), ("x-ratelimit-reset", "1030")]), None);
        assert_eq!(of(403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1030")]), Some(31));
        assert_eq!(of(403, &[("retry-after", "7")]), Some(7));
        assert_eq!(of(429, &[]), Some(20));
    }
}
