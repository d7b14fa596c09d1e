//! Which renderer makes the anchors of pages of which no file says it: the one that the repository's own fragments fit.

use super::fragment::{is_no_anchor, wanted};
use super::witness::{ENOUGH, HIGH, Share};
use super::{Corpus, Page, PageLink, Resolution};
use crate::anchor::{Anchors, Match, Renderer};
use crate::document::Document;
use crate::text::normalise;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// How many fragments, spread over all of them, are tried with every renderer.
const SAMPLE: usize = 400;

/// How many fragments must be like headings, and not their anchors, to show that an unknown renderer writes them.
const ALIKE: u32 = 3;

/// A renderer that was told by the fragments of the pages that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The site; `None` for the pages that no site has.
    pub site: Option<u32>,
    /// The renderer.
    pub renderer: Renderer,
    /// How many of the fragments fit its anchors, of how many that were tried.
    pub fit: Share,
}

/// The renderers that were told, and the anchors of the pages that links ask for a place of.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) renderers: Vec<Inferred>,
    anchors: HashMap<u32, Anchors>,
    /// The sites whose fragments fit no renderer that is known, and yet are like the headings that they ask for.
    unknown: BTreeSet<Option<u32>>,
}

impl Told {
    /// Whether a renderer that is not known makes the anchors of the pages of `site`.
    pub(super) fn is_unknown(&self, site: Option<u32>) -> bool {
        self.unknown.contains(&site)
    }

    /// The anchors of the page of that number, where its renderer was told.
    pub(super) fn anchors(&self, page: u32) -> Option<&Anchors> {
        self.anchors.get(&page)
    }
}

/// A fragment that a link asks of a page of the same site.
struct Asked<'c> {
    site: Option<u32>,
    to: u32,
    fragment: Cow<'c, str>,
    /// Whether the page has it as things are read now.
    fits: bool,
}

/// The renderers that the fragments of `corpus` tell, where nothing else does and what is assumed does not fit.
pub(super) fn infer(corpus: &Corpus) -> Told {
    let asked: Vec<Asked<'_>> = corpus.pages.par_iter().flat_map_iter(|page| fragments(corpus, page)).collect();
    let mut told = Told::default();
    let mut sites: BTreeMap<Option<u32>, Vec<&Asked<'_>>> = BTreeMap::new();
    for one in &asked {
        sites.entry(one.site).or_default().push(one);
    }
    for (site, asked) in sites {
        let now = Share { answered: asked.iter().filter(|one| one.fits).count() as u32, all: asked.len() as u32 };
        if now.all < ENOUGH || now.is_high() {
            continue;
        }
        let Some((renderer, fit)) = best(corpus, &asked, corpus.renderer_of(site)) else {
            let mut keys = HashMap::new();
            let alike = asked.iter().filter(|one| !one.fits && is_alike(corpus, one, &mut keys)).count() as u32;
            let like = Share { answered: now.answered + alike, all: now.all };
            if alike >= ALIKE && like.is_high() {
                told.unknown.insert(site);
            }
            continue;
        };
        told.renderers.push(Inferred { site, renderer, fit });
        let pages: BTreeSet<u32> = asked.iter().map(|one| one.to).collect();
        let read = |&page: &u32| Some((page, Anchors::of(&parsed(corpus, page)?, renderer)));
        told.anchors.par_extend(pages.par_iter().filter_map(read));
    }
    told
}

/// The renderer that most of `asked` fit, and how many: nearly all of them, and clearly more than `now`'s anchors do.
fn best(corpus: &Corpus, asked: &[&Asked<'_>], now: Renderer) -> Option<(Renderer, Share)> {
    let step = asked.len().div_ceil(SAMPLE);
    let mut sample: Vec<&Asked<'_>> = asked.iter().copied().step_by(step).collect();
    // What does not fit now fits few of the others: these are soon left.
    sample.sort_by_key(|one| (one.fits, one.to));
    let pages: BTreeSet<u32> = sample.iter().map(|one| one.to).collect();
    let documents: HashMap<u32, Document> =
        pages.into_par_iter().filter_map(|page| Some((page, parsed(corpus, page)?))).collect();
    let all = sample.len() as u32;
    let fits = |renderer: Renderer| {
        let mut anchors: HashMap<u32, Option<Anchors>> = HashMap::new();
        let mut has = |one: &Asked<'_>| {
            let of = || documents.get(&one.to).map(|document| Anchors::of(document, renderer));
            let known = anchors.entry(one.to).or_insert_with(of).as_ref();
            let explicit = || corpus.page(one.to)?.site.as_ref().map(|on| on.sets(&one.fragment));
            known.is_some_and(|known| known.find(&one.fragment) == Match::Exact) || explicit().unwrap_or(false)
        };
        let (mut answered, mut left) = (0, all);
        for one in &sample {
            left -= 1;
            answered += u32::from(has(one));
            // Too few will fit, whatever is left.
            if renderer != now && (answered + left) * 100 < HIGH * all {
                break;
            }
        }
        Share { answered, all }
    };
    let shares: Vec<(Renderer, Share)> = Renderer::ALL.par_iter().map(|&renderer| (renderer, fits(renderer))).collect();
    let before = shares.iter().find(|(renderer, _)| *renderer == now).map_or(0, |(_, share)| share.answered);
    // The first of the best: renderers stand in the order of how many use them.
    let (renderer, share) = shares.into_iter().rev().max_by_key(|(_, share)| share.answered)?;
    let clear = share.answered >= before + (share.all / 10).max(3);
    (renderer != now && clear && share.answered * 100 >= HIGH * share.all).then_some((renderer, share))
}

/// Whether the page has an anchor that differs from the fragment by marks and letter case alone; `keys`: the anchors of the pages
/// that were asked about, without these.
fn is_alike(corpus: &Corpus, asked: &Asked<'_>, keys: &mut HashMap<u32, HashSet<String>>) -> bool {
    let of = |page: &Page| page.anchors.iter().map(normalise::key).collect();
    let keys = keys.entry(asked.to).or_insert_with(|| corpus.page(asked.to).map(of).unwrap_or_default());
    let wanted = normalise::key(&asked.fragment);
    !wanted.is_empty() && keys.contains(&wanted)
}

fn parsed(corpus: &Corpus, page: u32) -> Option<Document> {
    let page = corpus.page(page)?;
    Some(Document::parse_as(Arc::clone(&page.source), corpus.sites.dialect(page.path())))
}

/// The fragments that the links of `page` ask for, if nothing says which renderer makes its anchors.
fn fragments<'c>(corpus: &'c Corpus, page: &'c Page) -> Vec<Asked<'c>> {
    if corpus.site_of(page).is_some_and(|site| site.anchors) {
        return Vec::new();
    }
    let mut buffer = String::new();
    let asked = |link: &PageLink| {
        if !page.target(link).contains('#') {
            return None;
        }
        let (path, fragment) = match corpus.resolve_link(page, link, &mut buffer) {
            Resolution::Own(fragment) => (page.path(), fragment),
            Resolution::Found(found, Some(fragment)) => (found.path, fragment),
            _ => return None,
        };
        let number = corpus.index.get(path)?.page?;
        let to = corpus.page(number)?;
        let site = page.site.as_ref().map(|on| on.site);
        let fragment = wanted(fragment);
        // Ids that authors write, and what nobody needs an anchor for, tell nothing.
        if to.site.as_ref().map(|on| on.site) != site || is_no_anchor(&fragment) {
            return None;
        }
        let on = to.site.as_ref();
        let anchors = on.and_then(|on| on.anchors.as_ref()).unwrap_or(&to.anchors);
        let fits = anchors.find(&fragment) == Match::Exact || on.is_some_and(|on| on.sets(&fragment));
        Some(Asked { site, to: number, fragment, fits })
    };
    page.links.iter().filter_map(asked).collect()
}
