//! Where the links of a site's pages lead: what the site has, beside what the forge shows of the same path.

use super::nearest::Nearest;
use super::resolve::{Asked, Dead, Resolution, Written};
use super::target::Target;
use super::trouble::{Only, Trouble};
use super::{Corpus, Page};
use crate::paths::{Found, PathKind};
use crate::site::{Answer, Ask, Cause, Doubt, Shape};
use crate::text::path::{below, decoded, extension, is_markdown, join_into, under};

impl Corpus {
    fn ask<'a, 'c>(&'c self, page: &'a Page, path: &'a str, absolute: bool, written: Written) -> Option<Ask<'a, 'c>> {
        let included = page.site.as_ref().is_some_and(|on| on.included);
        let Written { image, html, verbatim, part, followed, .. } = written;
        Some(Ask {
            lookup: self,
            site: self.site_of(page)?,
            page: page.path(),
            path,
            absolute,
            image,
            html,
            verbatim,
            part,
            followed,
            included,
            drafts: page.site.as_ref().is_some_and(|on| on.draft),
        })
    }

    /// What a site knows of a relative link of its page whose path, read as a file's, leaves the repository: the address of
    /// the page may be one folder deeper than its file. `None` for a page of no site.
    pub(super) fn on_site_above(&self, asked: &Asked<'_, '_>) -> Option<Answer<'_>> {
        let ask = self.ask(asked.page, asked.path, false, asked.written)?;
        Some(ask.at_address().unwrap_or(Answer::Dead))
    }

    /// What a link of a page of no site finds on the pages of sites that its text is put into.
    pub(super) fn on_pages_of_part<'t>(&self, asked: &Asked<'_, 't>) -> Option<Resolution<'_, 't>> {
        let Asked { page, path, written, .. } = *asked;
        let Written { image, html, verbatim, part, followed, .. } = written;
        self.sites.iter().filter(|_| !asked.absolute && !part).find_map(|site| {
            let (page, lookup, absolute, included, drafts) = (page.path(), self, false, false, false);
            let ask = Ask { lookup, site, page, path, absolute, image, html, verbatim, part, followed, included, drafts };
            match ask.through_includers()? {
                Answer::Found(found) => Some(Resolution::Found(found, asked.address.fragment)),
                Answer::Redirected => Some(Resolution::Redirected),
                _ => None,
            }
        })
    }

    /// Where a link of a site's page leads: `forge` is what the forge finds at its path, `buffer` where it looked.
    pub(super) fn on_site<'t>(&self, asked: &Asked<'_, 't>, forge: Option<Found<'_>>, buffer: &str) -> Resolution<'_, 't> {
        let Asked { page, address, path, absolute, written } = *asked;
        let Some(ask) = self.ask(page, path.trim_start_matches('/'), absolute, written) else { return Resolution::Missing };
        // Read in both places, it is answered where either answers.
        let both = page.site.as_ref().is_some_and(|on| on.both);
        let forge = forge.and_then(|found| self.index.get(found.path)).filter(|_| !absolute || both);
        // What stands among the pages of a site is on the site, or is beside it: the common case. Generators read a symbolic
        // link as what it leads to, where the link stands.
        if let Some(found) = forge
            && found.kind == PathKind::File
            && ask.site.generator.publishes(&ask, buffer)
        {
            let hidden = !both && ask.is_hidden(&found);
            return if hidden { Resolution::Draft(found) } else { Resolution::Found(found, address.fragment) };
        }
        let answer = ask.answer();
        let dead = matches!(answer, Answer::Dead) && !(both && forge.is_some());
        if dead && let Some(draft) = ask.draft() {
            return Resolution::Draft(draft);
        }
        match (answer, forge) {
            (Answer::Found(found), _) if !both && ask.is_hidden(&found) => Resolution::Draft(found),
            (Answer::Found(found), _) | (Answer::Unsure(_), Some(found)) => Resolution::Found(found, address.fragment),
            (Answer::Redirected, _) => Resolution::Redirected,
            (Answer::Dead, Some(found)) if both => Resolution::Found(found, address.fragment),
            (Answer::Dead, Some(found)) => Resolution::OffSite(found),
            (answer, None) => {
                if !absolute
                    && extension(buffer).is_some()
                    && let Some(found) = self.index.get_folded(buffer)
                {
                    return Resolution::Differs(found, address.fragment);
                }
                let by_name = written.part || self.names_files(page);
                let page = absolute || !by_name && !is_markdown(buffer) && extension(buffer).is_none_or(|end| end == "html");
                let dead = if page { Dead::Page } else { Dead::File };
                if let Answer::Unsure(doubt) = answer { Resolution::Unsure(doubt, dead) } else { dead.into() }
            }
        }
    }

    /// Where a generator's own tag leads; afterwards `buffer` holds the path that it names. `followed`: a place may be asked
    /// for after the tag.
    pub(super) fn resolve_tag<'t>(
        &self,
        page: &Page,
        target: &'t str,
        followed: bool,
        buffer: &mut String,
    ) -> Resolution<'_, 't> {
        buffer.push_str(target);
        let Some(ask) = self.ask(page, target, false, Written::default()) else { return Resolution::Missing };
        let fragments = followed || ask.site.generator.tags().is_some_and(|form| form.fragments);
        let (path, fragment) = match target.split_once('#').filter(|_| fragments) {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        if path.is_empty() {
            return fragment.map_or(Resolution::NoPage, Resolution::Own);
        }
        if let Some(found) = ask.site.generator.tag(&ask, path) {
            return Resolution::Found(found, fragment);
        }
        let path = path.trim_matches('/');
        let ignored = || ask.is_ignored(&under(ask.site.root(), path)).then(|| Doubt::new(Cause::Ignored));
        let doubt = ask.site.doubt_about(Shape::Page, true, path).cloned().or_else(ignored);
        doubt.map_or(Resolution::NoPage, |doubt| Resolution::Unsure(doubt, Dead::Page))
    }
}

/// The target that `page` should have written for `target`, an address that its site has not: that of the page beside it
/// whose name is nearest. It leads to a page, or is not given.
pub(super) fn nearest_page(corpus: &Corpus, page: &Page, target: &str, nearest: &mut Nearest<'_>) -> Option<String> {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let (before, tail) = target.split_at(end);
    let (before, slash) = before.strip_suffix('/').map_or((before, ""), |before| (before, "/"));
    let (folder, name) = before.rsplit_once('/').map_or(("", before), |(folder, name)| (&before[..=folder.len()], name));
    let (stem, extension) = [".html", ".md"].iter().find_map(|e| Some((name.strip_suffix(e)?, *e))).unwrap_or((name, slash));
    let inside = folder.trim_start_matches('/');
    let (from, inside) = match Target::read(before) {
        Target::Absolute(_) => {
            let site = corpus.site_of(page)?;
            (site.root(), below(&site.base, inside).unwrap_or(inside))
        }
        Target::Relative(_) => (page.path().rsplit_once('/').map_or("", |(folder, _)| folder), inside),
        _ => return None,
    };
    let mut path = String::new();
    let file = under(inside.trim_end_matches('/'), &format!("{stem}.md"));
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
        let ask = Ask {
            lookup: corpus,
            site,
            page: page.path(),
            path: address.path,
            absolute: true,
            image: false,
            html: false,
            verbatim: false,
            part: false,
            followed: address.fragment.is_some(),
            included: false,
            drafts: false,
        };
        match ask.at_address() {
            Some(Answer::Found(found)) => {
                Some(Trouble::OneSided { path: found.path.into(), only: Only::Site(site.name().into()) })
            }
            _ => None,
        }
    })
}
