//! What a book has, as mdBook writes it: pages of its chapters, copies of all other files.

use super::book::{Book, is_readme};
use crate::paths::PathKind;
use crate::site::ask::{Answer, Ask};
use crate::site::{Cause, Doubt, Shape};
use crate::text::path::{ended, extension, file_name, folder_of, join, under};

/// The site's answer to what a page asks for.
pub(super) fn of<'c>(ask: &Ask<'_, 'c>, book: Option<&Book>) -> Answer<'c> {
    let path = written(ask.path);
    let read = Ask { path: &path, ..*ask };
    let (Some(source), Some(address)) = (ask.source(), read.source()) else { return Answer::Dead };
    if !ask.is_inside(&address) || !ask.is_inside(&source) || leaves(&read) {
        return outside(ask, &source, book);
    }
    // What becomes no page is read on the forge.
    if ask.site.is_no_page(ask.page)
        && let Some(found) = ask.file(&source)
    {
        return Answer::Found(found);
    }
    let inside = ask.site.inside(&address).unwrap_or_default();
    let found = page(&read, inside, &address, book).or_else(|| ask.first([&address]).map(Answer::Found));
    if let Some(answer) = found {
        return answer;
    }
    let led = read.is_led(inside) || matches!(read.at_address(), Some(Answer::Redirected));
    if led || book.is_some_and(|book| inside.strip_suffix(".html").is_some_and(|name| book.own.contains(name))) {
        return Answer::Redirected;
    }
    // A preprocessor that is not known may well turn `README.md` into the index page.
    let changed = || ask.site.doubt_about(Shape::Page, false, inside).filter(|_| is_readme(&source)).cloned();
    match changed() {
        Some(doubt) => Answer::Unsure(doubt),
        // It is left as it is, and begins at the root of the host.
        None if ask.absolute => Answer::Unsure(Doubt::new(Cause::Above)),
        None => Answer::Dead,
    }
}

/// The address that mdBook makes of the path of a link: what follows the last `.md` falls away.
fn written(path: &str) -> String {
    path.rfind(".md").map_or_else(|| path.to_owned(), |at| format!("{}.html", &path[..at]))
}

/// Whether the address leads out of the book, even if it comes back by the names of folders.
fn leaves(ask: &Ask<'_, '_>) -> bool {
    let page = ask.site.inside(ask.page);
    !ask.absolute && page.is_some_and(|page| join(folder_of(page), ask.path).is_none())
}

/// The chapter at `inside`, an address from the root of the book, which stands at `address` in the repository.
fn page<'c>(ask: &Ask<'_, 'c>, inside: &str, address: &str, book: Option<&Book>) -> Option<Answer<'c>> {
    let folder = ask.path.is_empty() || ask.path.ends_with('/') || matches!(file_name(ask.path), "." | "..");
    let name = inside.strip_suffix(".html");
    if name.is_none() && !folder && extension(inside).is_some() {
        return None;
    }
    let Some(book) = book.filter(|book| !book.pages.is_empty()) else { return unlisted(ask, address) };
    let index = under(inside, "index");
    let names = match name {
        Some(name) => vec![name],
        None if folder => vec![index.as_str()],
        None => vec![inside, index.as_str()],
    };
    names
        .iter()
        .find_map(|name| {
            let chapter = book.pages.get(*name).or_else(|| book.first.as_ref().filter(|_| *name == "index"))?;
            let found = ask.first([chapter]).map(Answer::Found);
            found.or_else(|| book.creates.then_some(Answer::Redirected))
        })
        .or_else(|| ask.first([format!("{address}/index.html")]).filter(|_| name.is_none()).map(Answer::Found))
}

/// The same where nothing lists the chapters.
fn unlisted<'c>(ask: &Ask<'_, 'c>, address: &str) -> Option<Answer<'c>> {
    let stem = address.strip_suffix(".html").unwrap_or(address);
    let folder = stem.strip_suffix("index").map_or(stem, |folder| folder.trim_end_matches('/'));
    let mut candidates = ended(stem, &[".md", "/README.md", "/index.md"]);
    candidates.push(under(folder, "README.md"));
    ask.first(&candidates).map(Answer::Found)
}

/// What stands beside the book, whose output holds nothing of it. Several books are often published side by side.
fn outside<'c>(ask: &Ask<'_, 'c>, source: &str, book: Option<&Book>) -> Answer<'c> {
    let file = matches!(ask.shape(), Shape::File | Shape::Image);
    let dead = ask.is_markdown() && !ask.absolute || file;
    let Some(found) = ask.file(source) else {
        return if dead { Answer::Dead } else { Answer::Unsure(Doubt::new(Cause::Above)) };
    };
    if ask.lookup.has_site(found.path) && !ask.is_inside(source) {
        return Answer::Found(found);
    }
    // A book that is kept built may be published with what stands around it.
    let built = || book.and_then(|book| book.output.as_ref()).is_some_and(|folder| ask.file(folder).is_some());
    let changed = || ask.site.doubt_about(Shape::Page, false, "").is_some();
    let beside = found.kind == PathKind::Folder || !dead || file && (built() || changed());
    if beside && !ask.is_inside(source) { Answer::Found(found) } else { Answer::Dead }
}

/// A file whose text is put into a page is read from the folder of the file that asks for it.
pub(super) fn part<'c>(ask: &Ask<'_, 'c>, book: Option<&Book>) -> Answer<'c> {
    // Nothing reads the directive, and it stays as text.
    if book.is_some_and(|book| !book.includes) {
        return Answer::Redirected;
    }
    if ask.absolute {
        return Answer::Unsure(Doubt::new(Cause::Above));
    }
    join(ask.folder(), ask.path).and_then(|path| ask.first([path])).into()
}

/// The name of a file in the list of chapters.
pub(super) fn named<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    // The names begin at their folder, never at a root.
    let Some(path) = ask.source().filter(|_| !ask.absolute) else { return Answer::Dead };
    if ask.is_inside(&path) { ask.first([path]).into() } else { outside(ask, &path, None) }
}
