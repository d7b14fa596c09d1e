//! What is wrong with each dead link, and what may have been meant by it.

use super::nearest::{Nearest, written_for};
use super::page::{Page, PageLink};
use super::resolve::{Dead, Resolution};
use super::stand::{DeadLink, Wrong};
use super::trouble::Trouble;
use super::{Corpus, fragment, onsite};

/// What is wrong with these links of `page`, each with the link's index.
pub(super) fn troubles(corpus: &Corpus, page: &Page, dead: Vec<DeadLink<'_>>) -> Box<[(u32, Trouble)]> {
    let mut nearest = Nearest::new(&corpus.index);
    let trouble = |DeadLink { at, wrong, path }| {
        let link = page.links.get(at as usize)?;
        Some((at, of(corpus, page, link, wrong, &path, &mut nearest)))
    };
    dead.into_iter().filter_map(trouble).collect()
}

fn of(corpus: &Corpus, page: &Page, link: &PageLink, wrong: Wrong<'_>, path: &str, nearest: &mut Nearest<'_>) -> Trouble {
    match wrong {
        Wrong::Said(trouble) => trouble,
        Wrong::Differs(found) => {
            let case = normal_form(found.path) != normal_form(path);
            let right = written_for(page, link, path, found.path);
            Trouble::PathCase { path: found.path.into(), right: right.into(), case }
        }
        Wrong::Anchor(to, wanted) => fragment::trouble(corpus, page, to, wanted, nearest),
        Wrong::Dead(Dead::File) => missing(corpus, page, link, path, nearest),
        Wrong::Dead(Dead::Outside) => Trouble::Outside,
        Wrong::Dead(Dead::Page) => {
            let target = page.target(link);
            let nearest = onsite::nearest_page(corpus, page, target, nearest);
            let nearest = nearest.and_then(|new| link.spelled(&page.source, new)).map(Into::into);
            let site = corpus.site_of(page).map(|site| site.name()).unwrap_or_default();
            Trouble::MissingPage { site: site.into(), address: target.into(), nearest }
        }
    }
}

fn missing(corpus: &Corpus, page: &Page, link: &PageLink, path: &str, nearest: &mut Nearest<'_>) -> Trouble {
    let written = link.written(&page.source);
    if written.contains('\\') {
        let exists = matches!(corpus.resolve(page, &written.replace('\\', "/"), &mut String::new()), Resolution::Found(..));
        // An escape (`a\_b.md`) is no separator, unless the path exists with one.
        if exists || page.target(link).contains('\\') {
            return Trouble::Backslash(exists);
        }
    }
    if corpus.paths.is_ignored(path) {
        return Trouble::Ignored(path.into());
    }
    if corpus.paths.is_on_disk(path) {
        return Trouble::Untracked(path.into());
    }
    let nearest = if corpus.names_files(page) {
        // Nothing follows the name of a file.
        let file = |written: &'_ str| written.find(['#', '?']).unwrap_or(written.len());
        let (target, sought) = (page.target(link), &path[..file(path)]);
        let target = &target[..file(target)];
        let there = !target.is_empty() && corpus.lookup(sought, 0).is_some();
        if there { Some(target.to_owned()) } else { nearest.path(page, target, sought) }
    } else {
        nearest.path(page, page.target(link), path)
    };
    let nearest = nearest.and_then(|new| link.spelled(&page.source, new)).map(Into::into);
    Trouble::MissingFile { path: path.into(), nearest }
}

fn normal_form(path: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(path).collect()
}
