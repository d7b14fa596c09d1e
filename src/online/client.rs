//! One request and its answer, bounded in time and in bytes, to addresses that may be visited.
//!
//! It follows no redirect, keeps no cookie, sends no credentials, asks for no compression, and
//! knows no proxy: a proxy would choose the address that is reached, which nothing here could check.

use super::address;
use super::failure::{Failure, Unresolved};
use crate::config::Online;
use std::io::Read as _;
use std::time::{Duration, SystemTime};
use ureq::config::{AutoHeaderValue, Config};
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

/// How many bytes of a page are read in search of an anchor.
const PAGE: u64 = 2 << 20;
/// How many bytes of headers a server may send.
const HEADERS: usize = 32 << 10;
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// What is asked of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Headers alone.
    Head,
    /// The page; its text is read only if it is asked for.
    Get {
        /// Whether its text is read.
        read: bool,
    },
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// Where it redirects to, as the server wrote it.
    pub(super) location: Option<String>,
    /// How long the server asks to wait.
    pub(super) retry_after: Option<Duration>,
    /// The text of an HTML page, if it was to be read.
    pub(super) page: Option<Page>,
}

/// The text of an HTML page.
#[derive(Debug)]
pub(super) struct Page {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether it was read to its end.
    pub(super) whole: bool,
}

/// Asks servers.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
}

impl Client {
    /// One that waits as long as `settings` say, and reaches private addresses of the `allowed` hosts alone.
    pub(super) fn new(settings: &Online, allowed: &[String]) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(settings.user_agent.clone())
            .accept("text/html,*/*;q=0.8")
            .accept_encoding(AutoHeaderValue::None)
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(CONNECT.min(settings.timeout)))
            .timeout_resolve(Some(CONNECT.min(settings.timeout)))
            .max_response_header_size(HEADERS)
            .build();
        let resolver = Guarded { inner: DefaultResolver::default(), allowed: allowed.to_vec() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// Asks for `url`, whose fragment is not sent.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) fn ask(&self, method: Method, url: &Url) -> Result<Answer, Failure> {
        let answered = match method {
            Method::Head => self.agent.head(url.as_str()).call(),
            Method::Get { .. } => self.agent.get(url.as_str()).call(),
        };
        let response = answered.map_err(|error| Failure::of(&error))?;
        let (parts, body) = response.into_parts();
        let word = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let read = method == (Method::Get { read: true }) && parts.status.is_success() && is_html(&parts.headers);
        Ok(Answer {
            status: parts.status.as_u16(),
            location: location(&parts.headers),
            retry_after: word(header::RETRY_AFTER).and_then(retry_after),
            page: read.then(|| page(body)).transpose()?,
        })
    }
}

/// The value of `Location`; some servers write it in UTF-8.
fn location(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::LOCATION)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn is_html(headers: &HeaderMap) -> bool {
    let is = |name, part: &str| headers.get(name).is_some_and(|value| String::from_utf8_lossy(value.as_bytes()).contains(part));
    is(header::CONTENT_TYPE, "html") && !headers.contains_key(header::CONTENT_ENCODING)
}

/// Reads a page, no further than [`PAGE`]; the client's time limit holds while it is read.
fn page(mut body: Body) -> Result<Page, Failure> {
    let mut bytes = Vec::new();
    let mut reader = body.with_config().limit(u64::MAX).reader().take(PAGE + 1);
    reader.read_to_end(&mut bytes).map_err(|error| Failure::of_io(&error))?;
    let whole = bytes.len() as u64 <= PAGE;
    Ok(Page { bytes, whole })
}

/// Reads `Retry-After`: seconds, or a date of HTTP.
pub(crate) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// Looks names up, and gives only addresses that may be visited. The client connects to what is given here, so that a
/// name that leads elsewhere a moment later changes nothing.
#[derive(Debug)]
struct Guarded {
    inner: DefaultResolver,
    allowed: Vec<String>,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let unresolved = |failure| ureq::Error::Other(Box::new(Unresolved(failure)));
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(error) => unresolved(Failure::of_lookup(&error)),
            error => error,
        })?;
        if uri.host().is_some_and(|host| address::is_allowed(host, &self.allowed)) {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|found| address::is_public(found.ip())).for_each(|found| public.push(*found));
        if public.is_empty() { Err(unresolved(Failure::Private)) } else { Ok(public) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Tue, 02 Jan 2024 03:04:05 GMT"), Some(Duration::ZERO));
        let soon = SystemTime::now() + Duration::from_secs(90);
        assert!(retry_after(&httpdate::fmt_http_date(soon)).is_some_and(|wait| (80..=90).contains(&wait.as_secs())));
        assert_eq!(retry_after("soon"), None);
    }
}
