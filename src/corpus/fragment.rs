//! What is wrong with the place on a page that a link asks for: its anchor on the site, or on the forge.

use super::nearest::Nearest;
use super::trouble::{Only, Trouble};
use super::{Corpus, Page};
use crate::anchor::Match;
use crate::site::{OnSite, Site};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// What is wrong with `fragment`, a link of `page` into `to`.
pub(super) fn anchor(corpus: &Corpus, page: &Page, to: &Page, fragment: &str, nearest: &mut Nearest<'_>) -> Option<Trouble> {
    // Nearly every fragment is right, and right as it is written.
    if page.site.is_none() && to.anchors.find(fragment) == Match::Exact {
        return None;
    }
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let decoded = percent_decode_str(fragment).decode_utf8().unwrap_or(Cow::Borrowed(fragment));
    let wanted = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
    if is_no_anchor(wanted) {
        return None;
    }
    let site = corpus.site_of(page);
    match (&to.site, site) {
        (_, None) => on_forge(corpus, page, to, wanted, nearest),
        (Some(on), Some(site)) if page.site.as_ref().is_some_and(|own| own.site == on.site) => {
            on_site(page, to, on, site, wanted, nearest)
        }
        // From site to site, or out of one: nobody knows how the page is shown there.
        _ => None,
    }
}

/// The same where `page` is read on the forge.
fn on_forge(corpus: &Corpus, page: &Page, to: &Page, wanted: &str, nearest: &mut Nearest<'_>) -> Option<Trouble> {
    match to.anchors.find(wanted) {
        Match::Exact => None,
        Match::OtherCase(right) => Some(Trouble::AnchorCase(right.into())),
        Match::None => {
            let elsewhere = to.site.as_ref().filter(|on| on.has(wanted)).and_then(|_| corpus.site_of(to));
            let only = elsewhere.map(|site| Only::Site(site.name().into()));
            Some(missing(page, to, wanted, nearest.anchor(&to.anchors, wanted), only))
        }
    }
}

/// The same where `page` and `to` are pages of one site.
fn on_site(page: &Page, to: &Page, on: &OnSite, site: &Site, wanted: &str, nearest: &mut Nearest<'_>) -> Option<Trouble> {
    let anchors = on.anchors.as_ref().unwrap_or(&to.anchors);
    let found = anchors.find(wanted);
    if found == Match::Exact || on.generated || on.sets(wanted) || nearest.is_spent() {
        return None;
    }
    let forge = to.anchors.find(wanted);
    if !site.anchors && (found != Match::None || forge != Match::None) {
        return None;
    }
    if let Match::OtherCase(right) = found {
        return Some(Trouble::AnchorCase(right.into()));
    }
    let meant = nearest.anchor(anchors, wanted);
    if meant.is_some() && !site.anchors {
        // Another way of making anchors may well write it so.
        return None;
    }
    let only = (forge == Match::Exact).then(|| Only::Forge(site.name().into()));
    Some(missing(page, to, wanted, meant, only))
}

fn missing(page: &Page, to: &Page, wanted: &str, nearest: Option<&str>, only: Option<Only>) -> Trouble {
    let page = (!std::ptr::eq(page, to)).then(|| to.path().into());
    Trouble::MissingAnchor { page, fragment: wanted.into(), nearest: nearest.map(Into::into), only }
}

/// Fragments that browsers, GitHub or scripts understand without an anchor.
pub(super) fn is_no_anchor(fragment: &str) -> bool {
    let lines =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'L' | b'C'));
    let footnote = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | ':'));
    fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.starts_with(['/', '!'])
        || fragment.contains(['{', '<'])
        || fragment.strip_prefix('L').is_some_and(lines)
        || fragment.strip_prefix("fnref").is_some_and(footnote)
        || fragment.strip_prefix("fn").is_some_and(footnote)
}
