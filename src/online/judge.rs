//! What a visit says of a link, by the lights of a configuration.

use super::address;
use super::failure::Failure;
use super::visit::{End, Visit};
use crate::config::Online;
use url::Url;

/// The longest address, in bytes, that is worth writing down.
const LONGEST: usize = 1000;

/// What is to be said of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its page is there.
    Alive,
    /// Its page is there, and has moved for good.
    Moved {
        /// Where to.
        to: String,
        /// Whether that is the front page of a site, which no link to a page was meant for.
        front: bool,
    },
    /// Its page is gone: the server says so with this status.
    Gone(u16),
    /// Its host is gone.
    NoSuchHost,
    /// Its server did not answer, or answered with an error of its own.
    Silent(Silence),
    /// The server does not let programs see it, or what it says can't be judged.
    Unverified,
}

/// Why a server could not be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It said that it fails, with this status.
    Status(u16),
    /// Something went wrong before.
    Failure(Failure),
}

/// Judges what a `visit` of `url` found.
pub(super) fn judge(url: &Url, visit: &Visit, settings: &Online) -> Verdict {
    match visit.end {
        End::Status(status) if settings.accepts(url.as_str(), status) => Verdict::Alive,
        End::Status(200..=399) => moved(url, visit).unwrap_or(Verdict::Alive),
        End::Status(status @ (404 | 410)) => Verdict::Gone(status),
        // Busy, or in maintenance, or so it says to programs.
        End::Status(503) => Verdict::Unverified,
        End::Status(status @ 500..=599) => Verdict::Silent(Silence::Status(status)),
        End::Status(_) => Verdict::Unverified,
        End::Failed(Failure::NoSuchHost) if visit.hops.is_empty() => Verdict::NoSuchHost,
        // What may be this machine's own lack says nothing of the link.
        End::Failed(Failure::Private | Failure::Busy | Failure::Lookup | Failure::NoRoute) => Verdict::Unverified,
        End::Failed(failure) => Verdict::Silent(Silence::Failure(failure)),
    }
}

/// Where `url` has moved to for good: every redirect says so.
fn moved(url: &Url, visit: &Visit) -> Option<Verdict> {
    let last = visit.hops.last()?;
    let permanent = visit.hops.iter().all(|hop| matches!(hop.status, 301 | 308)) && matches!(visit.end, End::Status(200..=299));
    let mut to = Url::parse(&last.to).ok().filter(|_| permanent)?;
    let is_front = |url: &Url| matches!(url.path(), "" | "/") && url.query().is_none();
    let front = is_front(&to) && !is_front(url);
    if to.fragment().is_none() {
        to.set_fragment(url.fragment());
    }
    // A page that sends people on to sign in is where it was; an address that fills a page is nobody's to write down.
    if (front && is_login(url)) || to.as_str().len() > LONGEST {
        return None;
    }
    Some(Verdict::Moved { to: to.to_string(), front })
}

/// Whether an address is one where people sign in: they are sent to a front page without being there.
fn is_login(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    ["login", "logout", "signin", "signup", "account"].iter().any(|word| path.contains(word))
        || address::host(url).starts_with("login.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::online::visit::Hop;
    use std::collections::BTreeMap;

    fn verdict(from: &str, hops: &[(u16, &str)], end: End) -> Verdict {
        let hops = hops.iter().map(|(status, to)| Hop { status: *status, to: (*to).to_owned() }).collect();
        let visit = Visit { hops, end, fragments: BTreeMap::new(), read: false };
        judge(&Url::parse(from).unwrap(), &visit, &Online::default())
    }

    fn to(to: &str, front: bool) -> Verdict {
        Verdict::Moved { to: to.to_owned(), front }
    }

    #[test]
    fn only_a_chain_that_is_permanent_all_along_is_a_move() {
        let ok = End::Status(200);
        assert_eq!(verdict("http://a.fr/x#y", &[(301, "https://a.fr/x")], ok), to("https://a.fr/x#y", false));
        assert_eq!(
            verdict("http://a.fr/x", &[(308, "https://a.fr/x"), (301, "https://b.fr/z")], ok),
            to("https://b.fr/z", false)
        );
        assert_eq!(verdict("http://a.fr/x", &[(301, "https://a.fr/x"), (302, "https://b.fr/z")], ok), Verdict::Alive);
        assert_eq!(verdict("http://a.fr/x", &[(301, "https://a.fr/")], ok), to("https://a.fr/", true));
        assert_eq!(verdict("http://a.fr/", &[(301, "https://a.fr/")], ok), to("https://a.fr/", false));
        assert_eq!(verdict("http://a.fr/x", &[(301, "https://a.fr/y")], End::Status(404)), Verdict::Gone(404));
    }

    #[test]
    fn what_may_be_meant_for_programs_alone_is_not_judged() {
        for status in [401, 403, 407, 418, 429, 451, 503, 999] {
            assert_eq!(verdict("https://a.fr/", &[], End::Status(status)), Verdict::Unverified, "{status}");
        }
        assert_eq!(verdict("https://a.fr/", &[], End::Status(502)), Verdict::Silent(Silence::Status(502)));
        assert_eq!(verdict("https://a.fr/", &[], End::Failed(Failure::Private)), Verdict::Unverified);
        assert_eq!(verdict("https://a.fr/", &[], End::Failed(Failure::NoSuchHost)), Verdict::NoSuchHost);
    }
}
