//! Where the links of a site's pages lead: what the site has, beside what the forge shows of the same path.

use super::nearest::Nearest;
use super::resolve::{Resolution, Shape};
use super::target::{Address, Target};
use super::trouble::{Only, Trouble};
use super::{Corpus, Page};
use crate::paths::{Found, PathKind};
use crate::site::{Answer, Ask};
use crate::text::path::{decoded, extension, is_markdown, join_into, under};

/// What a site knows of a path that leads above the root of the repository.
pub(super) enum Above<'c> {
    Found(Found<'c>),
    Unknown,
}

impl<'c> Above<'c> {
    /// As a resolution, with the fragment asked for.
    pub(super) fn at<'t>(self, fragment: Option<&'t str>) -> Resolution<'c, 't> {
        match self {
            Self::Found(found) => Resolution::Found(found, fragment),
            Self::Unknown => Resolution::Site,
        }
    }
}

impl Corpus {
    fn ask<'a, 'c>(&'c self, page: &'a Page, path: &'a str, absolute: bool, shape: Shape) -> Option<Ask<'a, 'c>> {
        let site = self.site_of(page)?;
        Some(Ask { lookup: self, site, page: page.path(), path, absolute, image: shape.image, html: shape.html })
    }

    /// Where a relative link of a site's page leads whose path, read as a file's, leaves the repository: the address of
    /// the page may be one folder deeper than its file. `None` where it leaves the site as well.
    pub(super) fn on_site_above(&self, page: &Page, path: &str, shape: Shape) -> Option<Above<'_>> {
        let ask = self.ask(page, path, false, shape)?;
        match ask.at_address() {
            Some(Answer::Found(found)) => Some(Above::Found(found)),
            Some(_) => Some(Above::Unknown),
            None => (ask.site.folders || ask.site.is_unknown()).then_some(Above::Unknown),
        }
    }

    /// Where a link of a site's page leads: `path` is decoded, `forge` what the forge finds at it, `buffer` what it
    /// looked for.
    #[expect(clippy::too_many_arguments, reason = "each is a fact of the link that is known already")]
    pub(super) fn on_site<'t>(
        &self,
        page: &Page,
        address: Address<'t>,
        path: &str,
        absolute: bool,
        shape: Shape,
        forge: Option<Found<'_>>,
        buffer: &str,
    ) -> Resolution<'_, 't> {
        let Some(ask) = self.ask(page, path.trim_start_matches('/'), absolute, shape) else { return Resolution::Site };
        let forge = forge.and_then(|found| self.index.get(found.path));
        // What stands among the pages of a site is on the site, or is beside it: the common case.
        if let Some(found) = forge
            && !absolute
            && found.kind == PathKind::File
            && ask.site.inside(found.path).is_some()
            && !ask.site.leaves_out(page.path(), found.path)
        {
            return Resolution::Found(found, address.fragment);
        }
        let answer = ask.answer();
        if let Answer::Found(found) = answer {
            return Resolution::Found(found, address.fragment);
        }
        if let Some(found) = forge.filter(|_| !absolute) {
            return if matches!(answer, Answer::Missing) {
                Resolution::OffSite(found)
            } else {
                Resolution::Found(found, address.fragment)
            };
        }
        if !absolute
            && extension(buffer).is_some()
            && let Some(found) = self.index.get_folded(buffer)
        {
            return Resolution::Differs(found, address.fragment);
        }
        match answer {
            Answer::Missing if absolute || !is_markdown(buffer) && extension(buffer).is_none_or(|end| end == "html") => {
                Resolution::NoPage
            }
            Answer::Missing => Resolution::Missing,
            _ => Resolution::Site,
        }
    }

    /// Where a generator's own tag leads; afterwards `buffer` holds the path that it names.
    pub(super) fn resolve_tag<'t>(&self, page: &Page, target: &'t str, buffer: &mut String) -> Resolution<'_, 't> {
        buffer.push_str(target);
        let Some(ask) = self.ask(page, target, false, Shape::default()) else { return Resolution::Site };
        let fragments = ask.site.generator.tags().is_some_and(|form| form.fragments);
        let (path, fragment) = match target.split_once('#').filter(|_| fragments) {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        if path.is_empty() {
            return fragment.map_or(Resolution::Site, Resolution::Own);
        }
        let found = ask.site.generator.tag(&ask, path).map(|found| Resolution::Found(found, fragment));
        let sure = ask.is_certain() && !ask.is_made(&under(ask.site.root(), target.trim_matches('/')));
        found.unwrap_or(if sure { Resolution::NoPage } else { Resolution::Site })
    }
}

/// The target that `page` should have written for `target`, an address that its site has not: that of the page beside it
/// whose name is nearest. It leads to a page, or is not given.
pub(super) fn nearest_page(corpus: &Corpus, page: &Page, target: &str, nearest: &mut Nearest<'_>) -> Option<String> {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let (before, tail) = target.split_at(end);
    let (folder, name) = before.rsplit_once('/').map_or(("", before), |(folder, name)| (&before[..=folder.len()], name));
    let (stem, extension) = [".html", ".md"].iter().find_map(|e| Some((name.strip_suffix(e)?, *e))).unwrap_or((name, ""));
    let from = match Target::read(before) {
        Target::Absolute(_) => corpus.site_of(page)?.root(),
        Target::Relative(_) => page.path().rsplit_once('/').map_or("", |(folder, _)| folder),
        _ => return None,
    };
    let mut path = String::new();
    let file = format!("{}{stem}.md", folder.trim_start_matches('/'));
    if join_into(from, &decoded(&file), &mut path).is_some() {
        return None;
    }
    let found = nearest.candidate(&path, page.path())?;
    let beside = path.rsplit_once('/').map(|(folder, _)| folder) == found.rsplit_once('/').map(|(folder, _)| folder);
    let meant = found.rsplit('/').next()?.strip_suffix(".md").filter(|_| beside)?;
    let written = format!("{folder}{}{extension}{tail}", super::nearest::encode(meant));
    matches!(corpus.resolve(page, &written, &mut path), Resolution::Found(..)).then_some(written)
}

/// Where `target`, which the forge does not find for `page`, works all the same.
pub(super) fn works_elsewhere(corpus: &Corpus, page: &Page, target: &str) -> Option<Trouble> {
    let Target::Absolute(address) = Target::read(target) else { return None };
    if page.site.is_some() || join_into("", address.path, &mut String::new()).is_some() {
        return None;
    }
    corpus.sites.iter().find_map(|site| {
        let ask = Ask { lookup: corpus, site, page: page.path(), path: address.path, absolute: true, image: false, html: false };
        match ask.at_address() {
            Some(Answer::Found(found)) => {
                Some(Trouble::OneSided { path: found.path.into(), only: Only::Site(site.name().into()) })
            }
            _ => None,
        }
    })
}
