//! Places on a page that stand in the files that are put into it, and on the pages that a file is put into.

use super::fragment::{Place, stand};
use super::{Corpus, Page};
use crate::anchor::{Anchors, Match};
use crate::document::{Document, Source};
use crate::site::{Cause, Doubt, OnSite, Site};

/// How many files a page is believed to be put together from.
const PARTS: usize = 64;
/// How many pages one file is believed to be put into.
const PAGES: usize = 16;
/// The largest number of an anchor that is one of several equal ones.
const NUMBER: usize = 999;

/// How a fragment stands in the files that are put into the page `on`, whose own anchors these are, and in those that are put
/// into the files.
pub(super) fn in_parts(corpus: &Corpus, on: &OnSite, anchors: &Anchors, wanted: &str) -> Place {
    let mut paths: Vec<(Box<str>, Vec<Box<str>>)> = asked_for(on).collect();
    let numbered = wanted.rsplit_once('-').and_then(|(base, number)| Some((base, number.parse().ok()?)));
    let numbered = numbered.filter(|&(_, number)| (1..=NUMBER).contains(&number));
    let count = |anchors: &Anchors| numbered.map_or(0, |(base, number)| equal(anchors, base, number));
    let mut equals = count(anchors);
    let site = corpus.sites.get(Some(on.site));
    let mut at = 0;
    while let Some((path, cuts)) = paths.get(at).cloned() {
        at += 1;
        // What stands in no folder of the repository is named as the page imports it.
        let mark = if path.starts_with('@') { &*path } else { "include" };
        let unsure = || Place::Unsure(Doubt::shown_by(Cause::Inserted(mark.into()), &path));
        let Some(part) = corpus.page_at(&path).filter(|_| at <= PARTS) else { return unsure() };
        let few = site.and_then(|site| cut(corpus, site, part, &cuts));
        let part = few.as_ref().unwrap_or(part);
        let on = part.site.as_deref();
        let found = part.anchors.find(wanted);
        if found == Match::Exact || on.is_some_and(|on| on.has(wanted)) {
            return Place::There;
        }
        if let Some(cause @ Cause::Inserted(_)) = on.and_then(|on| on.inserted.as_ref()) {
            return Place::Unsure(Doubt::shown_by(cause.clone(), &path));
        }
        // A part of no site has its anchors made by whatever makes the page.
        if found != Match::None || on.is_some_and(|on| on.may_set(wanted)) {
            return unsure();
        }
        // Equal headings of the page and of its parts are numbered together.
        equals += count(on.and_then(|on| on.anchors.as_ref()).unwrap_or(&part.anchors));
        if numbered.is_some_and(|(_, number)| number < equals) {
            return Place::There;
        }
        let deeper = on.into_iter().flat_map(asked_for).collect::<Vec<_>>();
        let new = |deeper: &(Box<str>, _)| !paths.iter().any(|(known, _)| *known == deeper.0);
        let deeper: Vec<_> = deeper.into_iter().filter(new).collect();
        paths.extend(deeper);
    }
    Place::Dead
}

/// The files that are put into a page, each with what says which of its lines are, if not all of them.
fn asked_for(on: &OnSite) -> impl Iterator<Item = (Box<str>, Vec<Box<str>>)> {
    let cuts = |path: &str| on.cuts.iter().filter(|(of, _)| **of == *path).map(|(_, lines)| lines.clone()).collect();
    on.parts.iter().map(move |path| (path.clone(), cuts(path)))
}

/// The part as it is put into a page of `site`, if not all of its lines are.
fn cut(corpus: &Corpus, site: &Site, part: &Page, lines: &[Box<str>]) -> Option<Page> {
    let cut = |lines: &str| site.generator.cut(part.source.text(), lines);
    let text = lines.iter().map(|lines| cut(lines)).reduce(|all, next| all + "\n\n" + &next)?;
    let document = Document::parse_as(Source::new(part.path(), text), corpus.sites.dialect(part.path()));
    Some(Page::new(&document, &corpus.sites))
}

/// How many headings have the anchors `base`, `base-1`, `base-2` and so on, as far as `number`.
fn equal(anchors: &Anchors, base: &str, number: usize) -> usize {
    let is = |at: &usize| anchors.find(&if *at == 0 { base.to_owned() } else { format!("{base}-{at}") }) == Match::Exact;
    (0..=number).take_while(is).count()
}

/// How a fragment stands of which `part` asks `to`, on the pages that `part` is put into; `None` where it is a page itself, or where
/// all of them lack it.
pub(super) fn in_pages(corpus: &Corpus, part: &Page, to: &Page, fragment: &str) -> Option<Place> {
    let own = corpus.site_of(part);
    let is_part = |site: &Site, path: &str| site.is_part(path) || site.is_unbuilt(path);
    if own.is_some_and(|site| !is_part(site, part.path())) {
        return None;
    }
    let (mut read, mut any) = (vec![part], false);
    let mut at = 0;
    while let Some(page) = read.get(at).copied() {
        at += 1;
        let site = corpus.site_of(page);
        if at > 1 && site.is_some_and(|site| !is_part(site, page.path())) {
            any = true;
            let asked = if std::ptr::eq(part, to) { page } else { to };
            match stand(corpus, page, asked, fragment) {
                Place::Dead => {}
                place => return Some(place),
            }
            continue;
        }
        let sites = site.into_iter().chain(corpus.sites.iter().filter(|_| site.is_none()));
        let pages = sites.flat_map(|site| site.includers(corpus, page.path())).filter_map(|&page| corpus.page(page));
        let new: Vec<&Page> = pages.filter(|page| !read.iter().any(|known| std::ptr::eq(*known, *page))).take(PAGES).collect();
        read.extend(new);
        read.truncate(PAGES);
    }
    // What pages it is put into is not known, as of what a program imports; what it brings itself tells more.
    let brings = part.site.as_ref().is_some_and(|on| on.inserted.is_some());
    let unknown = !any && !brings && own.is_some_and(|site| site.generator.is_included(site, part.path()));
    unknown.then(|| Place::Unsure(Doubt::new(Cause::Included)))
}
