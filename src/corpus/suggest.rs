//! What is wrong with each dead link, and what may have been meant by it.

use super::nearest::{Nearest, written, written_for};
use super::page::{Page, PageLink};
use super::resolve::{Dead, Resolution};
use super::stand::{DeadLink, Wrong};
use super::trouble::Trouble;
use super::{Corpus, fragment, onsite, said};
use crate::paths::PathKind;
use crate::text::path::{folder_of, join};

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
        Wrong::Anchor(to, wanted) => {
            let mut trouble = fragment::trouble(corpus, page, to, wanted, nearest);
            if let Trouble::MissingAnchor { fragment, nearest, file, .. } = &mut trouble {
                let here = std::ptr::eq(page, to);
                if nearest.is_none() {
                    *nearest = said::anchor(page, link, fragment::anchors(corpus, page, to), fragment, here);
                }
                *file = if here { named_file(corpus, page, fragment) } else { None };
                let taken = |anchor: &str| is_numbered(fragment) && is_near_to(page, link, anchor);
                if file.is_some() || nearest.as_deref().is_some_and(taken) {
                    *nearest = None;
                }
            }
            trouble
        }
        Wrong::Dead(Dead::File) => missing(corpus, page, link, path, nearest),
        Wrong::Dead(Dead::Outside) => Trouble::Outside,
        Wrong::Dead(Dead::Page) => {
            let target = page.target(link);
            if corpus.site_of(page).is_some_and(|site| site.generator.marks_broken(target)) {
                return Trouble::MarkedBroken;
            }
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
    let near = |target: &str, path: &str| nearest.path(page, target, path).filter(|new| !is_listed(page, link, new));
    let nearest = if corpus.names_files(page) {
        // Nothing follows the name of a file.
        let file = |written: &'_ str| written.find(['#', '?']).unwrap_or(written.len());
        let (target, sought) = (page.target(link), &path[..file(path)]);
        let target = &target[..file(target)];
        let there = !target.is_empty() && corpus.lookup(sought, 0).is_some();
        if there { Some(target.to_owned()) } else { near(target, sought) }
    } else {
        near(page.target(link), path)
    };
    // A site may read paths otherwise than the forge does.
    let nearest = nearest.filter(|new| !corpus.is_dead(page, link, new));
    let nearest = nearest.and_then(|new| link.spelled(&page.source, new)).map(Into::into);
    Trouble::MissingFile { path: path.into(), nearest }
}

/// The file of the repository whose path `fragment` is, from the folder of the page or from a root; as the page would link to it.
fn named_file(corpus: &Corpus, page: &Page, fragment: &str) -> Option<Box<str>> {
    let root = corpus.site_of(page).map_or("", |site| site.root());
    let folders = fragment.contains('/').then(|| [folder_of(page.path()), root, ""]).into_iter().flatten();
    let mut paths = folders.filter_map(|folder| join(folder, fragment));
    let found = paths.find_map(|path| corpus.lookup(&path, 0).filter(|found| found.kind == PathKind::File))?;
    Some(written(page.path(), ".", folder_of(page.path()), found.path).into())
}

/// Whether `fragment` ends in the number of a further heading of the same text: `exemple-1`.
fn is_numbered(fragment: &str) -> bool {
    fragment.rsplit_once('-').is_some_and(|(_, end)| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the list or the paragraph that `link` stands in leads to `anchor` of the same page already.
fn is_near_to(page: &Page, link: &PageLink, anchor: &str) -> bool {
    let target = page.target(link);
    let path = target.split('#').next().unwrap_or_default();
    let near = links_near(page, link);
    let leads = |other: &&PageLink| {
        let parts = page.target(other).split_once('#');
        parts.is_some_and(|(before, fragment)| before == path && fragment::wanted(fragment) == anchor)
    };
    let mut same = near.iter().filter(|other| other.span != link.span).filter(leads);
    same.any(|other| are_in_one_list(page, link, other) || are_in_one_paragraph(page, link, other))
}

fn are_in_one_paragraph(page: &Page, one: &PageLink, other: &PageLink) -> bool {
    between(page, one, other).is_some_and(|(_, between)| !between.contains("\n\n"))
}

/// Where the first of two links begins, and the text from there to the end of the other; `None` where that is long.
fn between<'p>(page: &'p Page, one: &PageLink, other: &PageLink) -> Option<(usize, &'p str)> {
    let (start, end) = (one.span.start.min(other.span.start) as usize, one.span.end.max(other.span.end) as usize);
    page.source.text().get(start..end).filter(|between| between.len() <= LIST).map(|between| (start, between))
}

/// How many links on each side of one are looked at.
const NEAR: usize = 30;

/// How many bytes a list has at most of which that is asked.
const LIST: usize = 20_000;

/// Whether the list that `link` stands in leads to `target` already: whoever wrote it means another thing by each of its items.
fn is_listed(page: &Page, link: &PageLink, target: &str) -> bool {
    let wanted = path(target);
    let leads = |other: &PageLink| {
        let target = page.target(other);
        let rest = target.strip_prefix("./").unwrap_or(target).strip_prefix(wanted);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '?']))
    };
    let near = links_near(page, link);
    near.iter().any(|other| other.span != link.span && leads(other) && are_in_one_list(page, link, other))
}

/// The links that stand around `link`.
fn links_near<'p>(page: &'p Page, link: &PageLink) -> &'p [PageLink] {
    let at = page.links.partition_point(|other| other.span.start < link.span.start);
    &page.links[at.saturating_sub(NEAR)..page.links.len().min(at + NEAR)]
}

/// The path of a target, without what stands behind it.
fn path(target: &str) -> &str {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let path = &target[..end];
    path.strip_prefix("./").unwrap_or(path)
}

/// Whether all lines from one link to the other are items of a list, rows of a table, or go on with one.
fn are_in_one_list(page: &Page, one: &PageLink, other: &PageLink) -> bool {
    let Some((start, between)) = between(page, one, other) else { return false };
    let text = page.source.text();
    let near = start.saturating_sub(LIST);
    let newline = memchr::memrchr(b'\n', &text.as_bytes()[near..start]);
    let from = newline.map_or(if near == 0 { 0 } else { start }, |newline| near + newline + 1);
    let lines = text.get(from..start + between.len()).unwrap_or_default();
    between.contains('\n') && lines.lines().all(|line| line.trim().is_empty() || is_of_a_list(line))
}

fn is_of_a_list(line: &str) -> bool {
    let begin = line.trim_start();
    let numbered = || begin.trim_start_matches(|c: char| c.is_ascii_digit());
    begin.len() < line.len()
        || ["- ", "* ", "+ ", "|"].iter().any(|mark| begin.starts_with(mark))
        || numbered().len() < begin.len() && numbered().starts_with(['.', ')'])
}

fn normal_form(path: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(path).collect()
}
