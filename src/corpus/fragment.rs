//! How the place on a page stands that a link asks for: its anchor on the site, or on the forge.

use super::nearest::Nearest;
use super::parts::{self, in_parts};
use super::trouble::{Only, Trouble};
use super::{Corpus, Page};
use crate::anchor::{Anchors, Match};
use crate::site::{Cause, Doubt, OnSite, Shape, Site};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The signs of no width that join letters or keep them apart.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// How a fragment stands.
pub(super) enum Place {
    /// It is there, or no anchor is needed.
    There,
    /// It is not.
    Dead,
    /// Something named could bring it.
    Unsure(Doubt),
}

/// A fragment as it is looked for.
pub(super) fn wanted(fragment: &str) -> Cow<'_, str> {
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    match percent_decode_str(fragment).decode_utf8().unwrap_or(Cow::Borrowed(fragment)) {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix("user-content-").unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.strip_prefix("user-content-").map(str::to_owned).unwrap_or(text)),
    }
}

/// Whether both are pages of one site: its number is the first one's.
fn site_of_both<'c>(corpus: &'c Corpus, page: &Page, to: &'c Page) -> Option<(&'c OnSite, &'c Site)> {
    let (own, on) = (page.site.as_ref()?, to.site.as_deref()?);
    (own.site == on.site).then_some((on, corpus.sites.get(Some(on.site))?))
}

/// How `fragment` stands, of which a link of `page` asks the page `to`.
pub(super) fn stand(corpus: &Corpus, page: &Page, to: &Page, fragment: &str) -> Place {
    let told = corpus.told_anchors(to);
    // Nearly every fragment is right, and right as it is written.
    if page.site.is_none() && told.unwrap_or(&to.anchors).find(fragment) == Match::Exact {
        return Place::There;
    }
    let wanted = wanted(fragment);
    let known_notes = site_of_both(corpus, page, to).is_some_and(|(on, site)| !on.both && site.generator.names_footnotes());
    if is_no_anchor(&wanted) && !(known_notes && is_footnote(&wanted)) {
        return Place::There;
    }
    if page.site.is_none() {
        let anchors = told.unwrap_or(&to.anchors);
        return match anchors.find(&wanted) {
            Match::Exact => Place::There,
            // GitHub keeps what joins two signs or parts them; other readers of the same heading do not.
            _ if wanted.contains(JOINERS) && anchors.find(&wanted.replace(JOINERS, "")) == Match::Exact => Place::There,
            _ if corpus.has_unknown_renderer(None) && super::nearest::anchor(anchors, &wanted).is_some() => {
                Place::Unsure(Doubt::new(Cause::Renderer))
            }
            _ => parts::in_pages(corpus, page, to, fragment).unwrap_or(Place::Dead),
        };
    }
    let Some((on, site)) = site_of_both(corpus, page, to) else {
        // From site to site, or out of one: nobody knows how the page is shown there.
        let found = to.anchors.find(&wanted) == Match::Exact || to.site.as_ref().is_some_and(|on| on.has(&wanted));
        return if found { Place::There } else { Place::Unsure(Doubt::new(Cause::OtherSite)) };
    };
    let anchors = told.or(on.anchors.as_ref()).unwrap_or(&to.anchors);
    let found = anchors.find(&wanted);
    if found == Match::Exact || on.sets(&wanted) || site.generator.is_no_anchor(site, &wanted) {
        return Place::There;
    }
    if page.site.as_ref().is_some_and(|on| on.both) && to.anchors.find(&wanted) == Match::Exact {
        return Place::There;
    }
    let here = std::ptr::eq(page, to);
    let everywhere = site.generator.shares_anchors(site) && (here || on.labels.is_none());
    let numbered = || site.generator.merges_pages() && corpus.numbers(on.site, &wanted);
    if everywhere && (site.generator.shares(site, &wanted) || corpus.shares(on.site, &wanted)) || numbered() {
        return Place::There;
    }
    match in_parts(corpus, on, anchors, &wanted) {
        Place::Dead => {}
        place => return place,
    }
    if here && let Some(place) = parts::in_pages(corpus, page, to, fragment) {
        return place;
    }
    if on.may_set(&wanted) {
        return Place::Unsure(Doubt::shown_by(Cause::Inserted("id=\"{{".into()), to.path()));
    }
    if let Some(cause) = &on.inserted {
        return Place::Unsure(Doubt::shown_by(cause.clone(), to.path()));
    }
    let shape = if here { Shape::FragmentHere } else { Shape::FragmentElsewhere };
    if let Some(doubt) = site.doubt_about(shape, false, &wanted) {
        return Place::Unsure(doubt.clone());
    }
    // Another way of making anchors may well write it so.
    let alike =
        || found != Match::None || to.anchors.find(&wanted) != Match::None || super::nearest::anchor(anchors, &wanted).is_some();
    if !site.anchors && told.is_none() && alike() {
        return Place::Unsure(Doubt { cause: Cause::Renderer, evidence: site.evidence.clone() });
    }
    Place::Dead
}

/// What is wrong with `fragment`, which a link of `page` asks of `to` in vain.
pub(super) fn trouble(corpus: &Corpus, page: &Page, to: &Page, fragment: &str, nearest: &mut Nearest<'_>) -> Trouble {
    let wanted = wanted(fragment);
    let both = site_of_both(corpus, page, to);
    let anchors = anchors(corpus, page, to);
    let other_case = match anchors.find(&wanted) {
        // GitHub's pages find it all the same; a browser on a site does not.
        Match::OtherCase(right) if both.is_none() => return Trouble::AnchorCase(right.into()),
        Match::OtherCase(right) => Some(right),
        _ => None,
    };
    let only = match both {
        Some((_, site)) => (to.anchors.find(&wanted) == Match::Exact).then(|| Only::Forge(site.name().into())),
        None => {
            let elsewhere = to.site.as_ref().filter(|on| on.has(&wanted)).and_then(|_| corpus.site_of(to));
            elsewhere.map(|site| Only::Site(site.name().into()))
        }
    };
    let meant = other_case.or_else(|| nearest.anchor(anchors, &wanted)).map(Into::into);
    let page = (!std::ptr::eq(page, to)).then(|| to.path().into());
    Trouble::MissingAnchor { page, fragment: (*wanted).into(), nearest: meant, only, file: None }
}

/// The anchors of `to` as a link of `page` may ask for them.
pub(super) fn anchors<'c>(corpus: &'c Corpus, page: &Page, to: &'c Page) -> &'c Anchors {
    let both = site_of_both(corpus, page, to);
    corpus.told_anchors(to).or(both.and_then(|(on, _)| on.anchors.as_ref())).unwrap_or(&to.anchors)
}

/// Fragments that browsers, GitHub or scripts understand without an anchor.
pub(super) fn is_no_anchor(fragment: &str) -> bool {
    let lines =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'L' | b'C'));
    fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.starts_with(['/', '!'])
        // What is written to lead nowhere: no id is so.
        || matches!(fragment, "_" | "0")
        || fragment.contains(['{', '<'])
        || fragment.strip_prefix('L').is_some_and(lines)
        || is_footnote(fragment)
}

/// Whether a fragment is that of a footnote, as most renderers name them.
fn is_footnote(fragment: &str) -> bool {
    let footnote = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | ':'));
    fragment.strip_prefix("fnref").is_some_and(footnote) || fragment.strip_prefix("fn").is_some_and(footnote)
}
