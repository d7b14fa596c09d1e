//! Images that say next to nothing which their text or their page does not: badges, icons, logos beside a heading.

use super::directive;
use crate::document::{BlockKind, Document, Link, LinkKind};
use crate::text::normalise;

/// Hosts of badges and of pictures that programs draw, and parts of their addresses.
const HOSTS: &[&str] = &[
    "://contrib.rocks/",
    "://repobeats.axiom.co/",
    "licensebuttons.net/",
    "i.creativecommons.org/",
    "mirrors.creativecommons.org/",
    "shields.io/",
    "badge",
];

/// An icon is no larger than this, in pixels.
const ICON: u32 = 24;

/// A sign at the left of a text is no larger than this, in pixels.
const SIGN: u32 = 100;

/// How many bytes of a sentence around an image are looked at.
const SENTENCE: usize = 200;

/// A caption stands on one of so many lines after its image.
const CAPTION_LINES: usize = 2;

/// How many bytes around a tag are looked at.
const WINDOW: usize = 2000;

/// Whether the image is a badge or an ornament.
pub(super) fn is_ornament(document: &Document, image: &Link) -> bool {
    let target = document.target(image);
    let tag = document.source.text().get(image.span.range()).unwrap_or_default();
    let html = matches!(image.kind, LinkKind::Html { .. });
    HOSTS.iter().any(|host| target.contains(host))
        || is_licence(target)
        || is_in_words_of_heading(document, image)
        || is_in_sentence(document, image)
        || is_captioned(document, image)
        || directive::is_captioned(document, image)
        || is_banner(document, image)
        || (html
            && (is_icon(tag)
                || is_beside_words(document, image)
                || is_sign_at_left(tag)
                || (is_at_left(tag) && is_at_heading(document, image))))
}

/// Whether the picture is called after a licence of Creative Commons: `by-nc-sa.png`, `cc-by-4.0.svg`.
fn is_licence(target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let name = name.split('.').next().unwrap_or_default();
    let mut words = name.split(['-', '_']).peekable();
    let cc = words.next_if_eq(&"cc").is_some();
    words.next() == Some("by")
        && (cc || words.peek().is_some())
        && words.all(|word| matches!(word, "nc" | "sa" | "nd" | "4" | "3"))
}

/// Whether the picture is called a logo, or lies among them: `logo.png`, `nsi-logo_2.svg`, `logos/hive.svg`. HTML and directives have a way to say that it is an ornament.
pub(super) fn is_logo(document: &Document, image: &Link) -> bool {
    let html = matches!(image.kind, LinkKind::Html { .. });
    let path = document.target(image).split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words = stem.split(|c: char| !c.is_alphanumeric());
    let among = || path.rsplit('/').nth(1).is_some_and(|folder| matches!(folder, "logo" | "logos"));
    !html && !directive::is_one(image) && (words.any(|word| word.eq_ignore_ascii_case("logo")) || among())
}

/// Whether words stand on both sides of the image on its line: the sign of what they name, as on a button.
fn is_in_sentence(document: &Document, image: &Link) -> bool {
    let inside = image.block.is_some_and(|index| document.block(index).kind == BlockKind::Paragraph);
    // What is written in a tag or in the address of another picture is no word.
    let words = |text: &str| text.contains(char::is_alphabetic) && !text.contains(['<', '>', '|']) && !text.contains("](");
    let (text, start, end) = (document.source.text(), image.span.start as usize, image.span.end as usize);
    let from = (start.saturating_sub(SENTENCE)..=start).find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    let to = (end..=text.len().min(end + SENTENCE)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let before = text[from..start].rsplit('\n').next().unwrap_or_default();
    let after = text[end..to].split('\n').next().unwrap_or_default();
    inside && words(before) && words(after)
}

/// Whether the image stands above all else, as a banner or a logo does.
fn is_banner(document: &Document, image: &Link) -> bool {
    let body = document.front_matter.map_or(0, |front| front.content.end as usize);
    let first = document.blocks.first().is_some_and(|block| block.span.contains(image.span));
    let before = document.source.text().get(body..image.span.start as usize).unwrap_or_default().trim_start_matches("---");
    let titled = document.blocks.get(1).is_some_and(|next| matches!(next.kind, BlockKind::Heading { level: 1, .. }));
    first && titled && !has_words(before)
}

/// Whether a caption follows the image: a line in italics, or the `<figcaption>` of HTML, which says what it shows.
fn is_captioned(document: &Document, image: &Link) -> bool {
    let (text, end) = (document.source.text(), image.span.end as usize);
    let to = (end..=text.len().min(end + WINDOW)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let mut lines = text[end..to].lines();
    // What is left of the image's own line: an attribute list, the end of a tag, a hard break.
    let rest = lines.next().unwrap_or_default().trim();
    if rest.starts_with("<figcaption") {
        return true;
    }
    let own = rest.is_empty() || rest.starts_with('{') || matches!(rest, "\\" | "</p>" | "</div>") || rest.starts_with("<br");
    let caption = lines.map(str::trim).take(CAPTION_LINES).find(|line| !line.is_empty()).unwrap_or_default();
    let italic = ['*', '_'].into_iter().any(|mark| {
        let inside = caption.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        inside.is_some_and(|inside| !inside.starts_with(mark) && inside.contains(char::is_alphabetic))
    });
    own && (italic || caption.starts_with("<figcaption") || caption.starts_with("<em>") || caption.starts_with("<i>"))
}

fn is_in_words_of_heading(document: &Document, image: &Link) -> bool {
    let block = image.block.map(|index| document.block(index));
    block.is_some_and(|block| {
        matches!(block.kind, BlockKind::Heading { .. }) && document.text_of(block).contains(char::is_alphanumeric)
    })
}

/// Whether the tag makes the image as small as a letter or two.
fn is_icon(tag: &str) -> bool {
    ["width", "height"].iter().any(|name| attribute(tag, name).is_some_and(|size| is_small(size.trim_end_matches("px"))))
}

fn is_small(size: &str) -> bool {
    size.trim().parse::<u32>().is_ok_and(|size| size <= ICON)
}

/// Whether the tag sets a small picture beside a text: a sign that goes with it.
fn is_sign_at_left(tag: &str) -> bool {
    let small = |name| attribute(tag, name).and_then(|size| size.trim_end_matches("px").trim().parse::<u32>().ok());
    is_at_left(tag) && ["width", "height"].into_iter().filter_map(small).any(|size| size <= SIGN)
}

fn is_at_left(tag: &str) -> bool {
    attribute(tag, "align").is_some_and(|side| side.eq_ignore_ascii_case("left"))
}

/// The value of an attribute of a tag, without quotation marks.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with([' ', '\t', '\n']));
    let rest = parts.find_map(|(at, _)| tag[at + name.len()..].trim_start().strip_prefix('='))?.trim_start();
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next(),
        _ => rest.split([' ', '\t', '\n', '>', '/']).next(),
    }
}

/// Whether the tag stands in a link of HTML that has words.
fn is_beside_words(document: &Document, image: &Link) -> bool {
    let text = document.source.text();
    let window = |from: usize, to: usize| {
        let from = (from..=to).find(|&at| text.is_char_boundary(at)).unwrap_or(to);
        let to = (from..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from);
        text.get(from..to).unwrap_or_default()
    };
    let (start, end) = (image.span.start as usize, image.span.end as usize);
    let before = window(start.saturating_sub(WINDOW), start);
    let after = window(end, text.len().min(end + WINDOW));
    let Some(open) = before.rfind("<a ").filter(|&open| !before[open..].contains("</a")) else { return false };
    let Some((after, _)) = after.split_once("</a") else { return false };
    has_words(before[open..].split_once('>').map_or("", |(_, inside)| inside)) || has_words(after)
}

/// Whether something else than tags stands in `html`.
fn has_words(html: &str) -> bool {
    let mut inside = false;
    html.chars().any(|c| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ => return !inside && c.is_alphanumeric(),
        }
        false
    })
}

/// Whether the block that holds the tag, or the one before or after it, is a heading.
fn is_at_heading(document: &Document, image: &Link) -> bool {
    let after = document.blocks.partition_point(|block| block.span.start <= image.span.start);
    let is_heading = |at: usize| document.blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }));
    (after.saturating_sub(2)..=after).any(is_heading)
}

/// Words in the title of a page that is no more than something to look at.
const SHOWN: &[&str] = &["demo", "sample", "test"];

/// Words that may stand beside these.
const BESIDE: &[&str] = &["a", "article", "content", "document", "image", "images", "markdown", "page", "post", "the", "this"];

/// Whether a site is tried on the page: `index-test.md`, a title « Kitchen sink » or « Sample page ».
pub(super) fn is_tried_on(document: &Document) -> bool {
    let name = document.source.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let front = || document.data_root().and_then(|root| root.get("title")).and_then(|title| title.as_str());
    let first = || document.headings().find(|(_, level, _)| *level == 1).map(|(.., block)| document.text_of(block));
    let is_shown = |title: &str| {
        let key = normalise::key(title);
        let mut words = key.split(' ').peekable();
        let known = |word: &str| SHOWN.contains(&word) || BESIDE.contains(&word);
        key.contains("kitchen sink") || key.split(' ').any(|word| SHOWN.contains(&word)) && words.all(known)
    };
    stem == "test" || stem.ends_with("-test") || front().is_some_and(is_shown) || first().is_some_and(is_shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_by_their_whole_names() {
        assert_eq!(attribute("<img data-width=\"9\" width=\"20px\">", "width"), Some("20px"));
        assert_eq!(attribute("<img width=20>", "width"), Some("20"));
        assert_eq!(attribute("<img height = '7' />", "height"), Some("7"));
        assert_eq!(attribute("<img src=\"a b\">", "width"), None);
        assert!(is_icon("<img src=a height=20 width=40>") && !is_icon("<img width=\"100%\">") && !is_icon("<img width=\"200\">"));
    }

    #[test]
    fn words_stand_outside_of_tags() {
        assert!(has_words("<b title=\"x\">le plan</b>") && !has_words("<br title=\"plan\"> &") && !has_words(""));
    }
}
