//! How a link stands: it is answered, something is wrong with it, or nobody can say.

use super::fragment::{self, Place};
use super::page::{Form, Page, PageLink};
use super::resolve::{Dead, Resolution};
use super::target::Target;
use super::trouble::{Only, Trouble};
use super::{Corpus, onsite, shown};
use crate::paths::{Found, PathKind};
use crate::site::{Cause, Doubt, Shape, link_shape};
use crate::text::path::{decoded, folder_of, join};

/// How a link stands.
pub(super) enum Standing<'c> {
    /// It is answered, or there is nothing to answer. `to`: the page whose fragment it asked for, and which has it.
    Fine {
        /// That page.
        to: Option<&'c Page>,
    },
    /// Something is wrong with it.
    Wrong(Wrong<'c>),
    /// Nothing answers it, and something named could; what is wrong otherwise.
    Unsure(Doubt, Wrong<'c>),
}

/// What is wrong with a link, before it is said what may have been meant.
pub(super) enum Wrong<'c> {
    /// All is known.
    Said(Trouble),
    /// The path is this one: letter case or Unicode form differ.
    Differs(Found<'c>),
    /// The page is there, its anchor is not.
    Anchor(&'c Page, &'c str),
    /// Nothing answers the path.
    Dead(Dead),
}

/// A link with which something is wrong.
pub(super) struct DeadLink<'c> {
    /// Its index in its page.
    pub(super) at: u32,
    /// What is wrong.
    pub(super) wrong: Wrong<'c>,
    /// The path looked for, if its target is a path.
    pub(super) path: Box<str>,
}

const FINE: Standing<'_> = Standing::Fine { to: None };

/// How `link` of `page` stands. Afterwards `buffer` holds the path looked for, if its target is a path.
pub(super) fn stand<'c>(corpus: &'c Corpus, page: &'c Page, link: &PageLink, buffer: &mut String) -> Standing<'c> {
    if let Some(trouble) = corpus.url_trouble(page, link) {
        return Standing::Wrong(Wrong::Said(trouble));
    }
    if link.form == Form::Address {
        return FINE;
    }
    match corpus.resolve_link(page, link, buffer) {
        Resolution::Own(fragment) if link.form == Form::Part => label(corpus, page, fragment),
        Resolution::Own(fragment) => anchor(corpus, page, page, fragment),
        Resolution::Found(found, fragment) => match found_at(corpus, page, found, fragment) {
            Standing::Wrong(Wrong::Anchor(to, fragment)) if names_heading(page, link, to, fragment) => {
                Standing::Fine { to: Some(to) }
            }
            standing => standing,
        },
        Resolution::Differs(found, _) => Standing::Wrong(Wrong::Differs(found)),
        Resolution::Missing => dead(corpus, page, link, Dead::File, None),
        Resolution::NoPage => dead(corpus, page, link, Dead::Page, None),
        Resolution::Outside => Standing::Wrong(Wrong::Dead(Dead::Outside)),
        Resolution::Unsure(doubt, what) => dead(corpus, page, link, what, Some(doubt)),
        Resolution::Draft(found) => Standing::Wrong(Wrong::Said(Trouble::Draft(found.path.into()))),
        Resolution::OffSite(found) => {
            let site = corpus.site_of(page).map(|site| site.name()).unwrap_or_default();
            Standing::Wrong(Wrong::Said(Trouble::OneSided { path: found.path.into(), only: Only::Forge(site.into()) }))
        }
        Resolution::Redirected | Resolution::Elsewhere => FINE,
    }
}

/// Whether `link` stands in double brackets, and `fragment` is a heading of `to` as it is written: Foam and Obsidian look for it so
/// (`sections.find(s => s.label === label)` in Foam's `note.ts`).
fn names_heading(page: &Page, link: &PageLink, to: &Page, fragment: &str) -> bool {
    let (text, range) = (page.source.text(), link.span.range());
    let before = text.get(..range.start).is_some_and(|before| before.ends_with('['));
    let after = text.get(range.end..).is_some_and(|after| after.starts_with(']'));
    before && after && to.anchors.spelled(&fragment::wanted(fragment)).is_some()
}

/// A link to what is there: is it git's, is it the repository's, and has it the place asked for?
fn found_at<'c>(corpus: &'c Corpus, page: &'c Page, found: Found<'c>, fragment: Option<&'c str>) -> Standing<'c> {
    if !found.tracked && corpus.is_tracked(page) {
        return Standing::Wrong(Wrong::Said(Trouble::Untracked(found.path.into())));
    }
    if found.kind == PathKind::Link && corpus.leads_out(found.path) && page.site.is_none() {
        return Standing::Wrong(Wrong::Said(Trouble::OutsideLink(found.path.into())));
    }
    match (found.page.and_then(|to| corpus.page(to)), fragment) {
        (Some(to), Some(fragment)) => anchor(corpus, page, to, fragment),
        _ => FINE,
    }
}

fn anchor<'c>(corpus: &'c Corpus, page: &'c Page, to: &'c Page, fragment: &'c str) -> Standing<'c> {
    let place = match fragment::stand(corpus, page, to, fragment) {
        Place::There => Place::There,
        place if std::ptr::eq(page, to) => shown::judged(corpus, page, fragment, place),
        place => place,
    };
    match place {
        Place::There => Standing::Fine { to: Some(to) },
        Place::Dead => Standing::Wrong(Wrong::Anchor(to, fragment)),
        Place::Unsure(doubt) => Standing::Unsure(doubt, Wrong::Anchor(to, fragment)),
    }
}

/// A label that a role names: what answers names may answer it.
fn label<'c>(corpus: &'c Corpus, page: &'c Page, name: &'c str) -> Standing<'c> {
    let doubt = || corpus.site_of(page)?.doubt_about(Shape::Page, false, name).cloned();
    match anchor(corpus, page, page, name) {
        Standing::Wrong(wrong) => match doubt() {
            Some(doubt) => Standing::Unsure(doubt, wrong),
            None => Standing::Wrong(wrong),
        },
        standing => standing,
    }
}

/// A link that nothing answers where the page is read; it may work elsewhere.
fn dead<'c>(corpus: &'c Corpus, page: &'c Page, link: &PageLink, what: Dead, doubt: Option<Doubt>) -> Standing<'c> {
    if what != Dead::Outside
        && let Some(trouble) = onsite::works_elsewhere(corpus, page, page.target(link))
    {
        return Standing::Wrong(Wrong::Said(trouble));
    }
    let made = || {
        let (path, place) = path_asked_for(page, link).filter(|_| what != Dead::Outside)?;
        let is_file = link_shape(&path, link.image) == Shape::File;
        let named = || Some(Doubt::shown_by(Cause::Script, corpus.made_by(&path)?));
        is_file.then(named).flatten().or_else(|| corpus.kind_made_by(&place))
    };
    match doubt.or_else(made) {
        Some(doubt) => Standing::Unsure(doubt, Wrong::Dead(what)),
        None => Standing::Wrong(Wrong::Dead(what)),
    }
}

/// The path that `link` asks for, as written and from the root of the repository.
fn path_asked_for(page: &Page, link: &PageLink) -> Option<(String, String)> {
    let (address, folder) = match Target::read(page.target(link)) {
        Target::Relative(address) => (address, folder_of(page.path())),
        Target::Absolute(address) => (address, ""),
        _ => return None,
    };
    let path = decoded(address.path).into_owned();
    let place = join(folder, path.trim_start_matches('/'))?;
    Some((path, place))
}
