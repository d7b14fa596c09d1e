//! Docsify: no build, but a page that fetches Markdown and shows it in the browser. Its links of Markdown are routes from the root of
//! the site (or, with `relativePath`, from the page), its pictures paths from the page, and HTML is left as it is written.

mod config;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Site, Written, generated};
use crate::document::{Document, Link, LinkKind};
use crate::text::path::{file_name, folder_of, is_markdown, join, under};
use config::Options;

/// Docsify.
#[derive(Debug)]
pub(super) struct Docsify;

impl Generator for Docsify {
    fn name(&self) -> &'static str {
        "Docsify"
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("index.html")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        config::is_own(files, path)
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        // Its two versions make anchors in two ways, and neither is GitHub's.
        site.anchors = false;
        config::read(site, files, path);
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let Some(options) = ask.site.kept::<Options>() else { return ask.guarded() };
        if ask.html || ask.verbatim {
            return served(ask, options);
        }
        if ask.image || ask.part {
            return shown(ask);
        }
        page(ask, options)
    }

    /// Nothing stands at the same place for all forms of links.
    fn publishes(&self, _: &Ask<'_, '_>, _: &str) -> bool {
        false
    }

    /// `?id=x` asks for a place, and `#/x` for a page.
    fn usual_target(&self, written: &str) -> Option<String> {
        let route = written.strip_prefix('#').filter(|route| route.starts_with('/')).unwrap_or(written);
        let (path, query) = route.split_once('?').unwrap_or((route, ""));
        let id = query.split('&').find_map(|pair| pair.strip_prefix("id=")).filter(|id| !id.contains('#'));
        match id {
            Some(id) => Some(format!("{path}#{id}")),
            None => (route.len() < written.len()).then(|| route.to_owned()),
        }
    }

    fn written(&self, title: &str) -> Written {
        let has = |word: &str| title.split(|c: char| c.is_whitespace() || "'\"()".contains(c)).any(|part| part == word);
        match () {
            () if has(":include") => Written::Part,
            () if has(":ignore") => Written::Verbatim,
            () if has(":disabled") => Written::Nowhere,
            () => Written::Usual,
        }
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        // The lists beside pages are shown on other pages, from which their links are read.
        file_name(path).starts_with('_') && site.kept::<Options>().is_some_and(|options| options.relative)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        let foreign = included(document).any(|link| document.target(link).contains("//"));
        foreign.then(|| generated::inserted(":include"))
    }

    fn parts(&self, document: &Document, _: &Site) -> Vec<Box<str>> {
        let folder = folder_of(document.source.path());
        let path = |link: &Link| join(folder, document.target(link).split(['?', '#']).next()?.trim_start_matches('/'));
        let parts = included(document).filter_map(path).filter(|path| is_markdown(path));
        parts.map(Into::into).collect()
    }
}

/// The links of `document` whose targets are shown in their place.
fn included(document: &Document) -> impl Iterator<Item = &Link> {
    let title = |link: &Link| document.source.text().get(link.target_span.end as usize..link.span.end as usize);
    document.links.iter().filter(move |link| {
        link.kind == LinkKind::Inline && !link.image && title(link).is_some_and(|title| Docsify.written(title) == Written::Part)
    })
}

/// A picture, or a file that is put into the page: from the folder of the page, even behind a slash.
fn shown<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    let own = ask.site.inside(ask.page).map_or("", folder_of);
    let (path, above) = clamped(own, ask.path);
    match ask.first(join(ask.site.root(), path.trim_start_matches('/'))) {
        Some(_) if above => Answer::Unsure(Doubt::new(Cause::Above)),
        found => found.into(),
    }
}

/// What a browser asks the server for: from the folder of `index.html`, which is the address of all pages, unless these have
/// addresses of their own.
fn served<'c>(ask: &Ask<'_, 'c>, options: &Options) -> Answer<'c> {
    let own = ask.verbatim && ask.path.starts_with("./") && options.relative;
    let folder = if ask.absolute || !options.history && !own { ask.site.folder.as_ref() } else { ask.folder() };
    let Some(path) = join(folder, ask.path) else { return Answer::Dead };
    let found = ask.first([path.clone(), format!("{path}.html"), under(&path, "index.html")]);
    match found {
        Some(found) => Answer::Found(found),
        // Its router takes every link that is followed.
        None if options.history => page(ask, options),
        None => Answer::Dead,
    }
}

/// What a link of Markdown leads to: the file that is fetched for its route.
fn page<'c>(ask: &Ask<'_, 'c>, options: &Options) -> Answer<'c> {
    let own = ask.site.inside(ask.page).map_or("", folder_of);
    let (route, above) = clamped(if ask.absolute || !options.relative { "" } else { own }, ask.path);
    let Some(file) = options.file(&route) else { return Answer::Redirected };
    let at = |file: &str| ask.first([join(ask.site.root(), file.trim_start_matches('/'))?]);
    let found = at(&file).or_else(|| at(&options.file(&options.in_default_language(&route)?)?));
    match found {
        // The browser stops at the root of the host, and the site may be published below it.
        Some(_) if above && !options.relative => Answer::Unsure(Doubt::new(Cause::Above)),
        Some(found) => Answer::Found(found),
        None if options.is_virtual(&route) => Answer::Redirected,
        None => Answer::Dead,
    }
}

/// The route of `path`, seen from `folder`, and whether it leads above the root.
fn clamped(folder: &str, path: &str) -> (String, bool) {
    let (mut parts, mut above): (Vec<&str>, bool) = (Vec::new(), false);
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => above |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    let slash = path.ends_with('/') || path.is_empty() || parts.is_empty();
    (format!("/{}{}", parts.join("/"), if slash && !parts.is_empty() { "/" } else { "" }), above)
}
