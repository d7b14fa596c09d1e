//! The anchors that renderers give to headings: one file for each renderer's algorithm.
//!
//! It knows headings and nothing of documents, files or links.

mod docusaurus;
mod eleventy;
mod github;
mod gitlab;
mod hugo;
mod kramdown;
mod mdbook;
mod mkdocs;
mod of_page;
mod pandoc;
mod renderer;
#[cfg(test)]
mod tests;
mod text;
mod transliteration;
mod vitepress;

pub use of_page::{Anchors, Match, headings};
pub use renderer::Renderer;

use crate::document::heading::{Dialect, Heading};
use crate::text::hashed::ByHash;
use xxhash_rust::xxh3::xxh3_64;

/// A heading's text and anchor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The text that a reader sees, without braces that hold an id.
    pub text: String,
    /// The anchor; empty where the renderer gives none.
    pub anchor: String,
}

impl Renderer {
    /// Whether `<h1>` to `<h6>` of HTML get anchors too.
    pub fn names_html_headings(self) -> bool {
        matches!(self, Self::Github | Self::EleventyIdAttribute)
    }

    /// What it reads of headings beside CommonMark.
    pub fn dialect(self) -> Dialect {
        // Pandoc makes anchors before it knows the targets that stand elsewhere.
        Dialect { attributes: self == Self::Mdbook, no_references: matches!(self, Self::Pandoc | Self::Workbench) }
    }

    /// Whether ids that authors give count before any heading is given an anchor.
    fn reserves_ids(self) -> bool {
        matches!(self, Self::Mkdocs | Self::MkdocsUnicode | Self::MkdocsPymdownx | Self::MkdocsPymdownxCased)
    }

    /// Whether it takes what is written for a heading, as GitHub does.
    fn is_heading(self, heading: &Heading<'_>) -> bool {
        match self {
            Self::Jekyll => kramdown::is_heading(heading, false),
            Self::JekyllKramdown => kramdown::is_heading(heading, true),
            Self::Pandoc | Self::Workbench => pandoc::is_heading(heading),
            _ if self.reserves_ids() => mkdocs::is_heading(heading),
            _ => true,
        }
    }

    /// The id that the author gives; the text of `heading` loses it.
    fn explicit(self, heading: &mut Heading<'_>) -> Option<String> {
        match self {
            Self::Vitepress => vitepress::explicit(heading),
            Self::Jekyll | Self::JekyllKramdown => kramdown::explicit(heading),
            Self::Hugo | Self::HugoGithubAscii | Self::HugoBlackfriday => hugo::explicit(heading),
            Self::Mkdocs | Self::MkdocsUnicode | Self::MkdocsPymdownx | Self::MkdocsPymdownxCased => mkdocs::explicit(heading),
            Self::Docusaurus => docusaurus::explicit(heading),
            Self::Pandoc | Self::Workbench => pandoc::explicit(heading),
            Self::Mdbook => heading.attribute.take().filter(|id| !id.is_empty()),
            Self::Github | Self::Gitlab | Self::Eleventy | Self::EleventySlugify | Self::EleventyIdAttribute => None,
        }
    }

    /// The anchor of `heading` if it were alone on its page; empty where nothing of it is kept.
    fn slug(self, heading: &Heading<'_>) -> String {
        match self {
            Self::Github => self.slug_of_text(&text::Reading { soft: "\n", hard: "\n", ..text::Reading::PLAIN }.text(heading)),
            Self::Gitlab => gitlab::slug(&gitlab::text(heading)),
            Self::Vitepress => vitepress::slug(&vitepress::text(heading)),
            Self::Jekyll => kramdown::slug(&kramdown::text(heading)),
            Self::JekyllKramdown => kramdown::raw_slug(&kramdown::raw(heading)),
            Self::Hugo => hugo::slug(&hugo::text(heading), false),
            Self::HugoGithubAscii => hugo::slug(&hugo::text(heading), true),
            Self::HugoBlackfriday => hugo::words(&hugo::text(heading)),
            Self::Mkdocs => mkdocs::slug(&mkdocs::text(heading)),
            Self::MkdocsUnicode => mkdocs::slug_unicode(&mkdocs::text(heading)),
            Self::MkdocsPymdownx => mkdocs::slug_pymdownx(&mkdocs::text(heading), true),
            Self::MkdocsPymdownxCased => mkdocs::slug_pymdownx(&mkdocs::text(heading), false),
            Self::Docusaurus => self.slug_of_text(&docusaurus::text(heading)),
            Self::Mdbook => mdbook::slug(&mdbook::text(heading)),
            Self::Eleventy => eleventy::slug(&eleventy::text(heading)),
            Self::EleventySlugify => eleventy::slugify(&eleventy::text(heading)),
            Self::EleventyIdAttribute => eleventy::filter(&eleventy::text_of_html(heading)),
            Self::Pandoc => pandoc::slug(&pandoc::text(heading, false)),
            Self::Workbench => pandoc::slug(&pandoc::text(heading, true)),
        }
    }

    /// The anchor that MkDocs makes of the label of a tab with the function of this renderer.
    pub(crate) fn label(self, text: &str) -> String {
        match self {
            Self::MkdocsUnicode => mkdocs::slug_unicode(text),
            Self::MkdocsPymdownx => mkdocs::slug_pymdownx(text, true),
            Self::MkdocsPymdownxCased => mkdocs::slug_pymdownx(text, false),
            _ => mkdocs::slug(text),
        }
    }

    /// The anchor that GitHub's algorithm makes of a text.
    pub(crate) fn slug_of_text(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        github::slug(text, &mut out);
        out
    }

    /// How equal anchors are told apart.
    fn numbering(self) -> Numbering {
        match self {
            Self::Jekyll | Self::JekyllKramdown => Numbering::Blind { first: 1 },
            Self::EleventyIdAttribute => Numbering::Blind { first: 2 },
            _ if self.reserves_ids() => Numbering::Underscore,
            _ => Numbering::Free,
        }
    }

    /// Whether ids that authors give are taken for the headings that follow.
    fn counts_explicit(self) -> bool {
        !matches!(self, Self::Jekyll | Self::JekyllKramdown | Self::Docusaurus | Self::Mdbook)
    }
}

/// How equal anchors are told apart.
#[derive(Clone, Copy)]
enum Numbering {
    /// `a`, `a-1`, `a-2`, the next one that is free.
    Free,
    /// `a`, then from `a-1` or `a-2` on, whether another heading is called so or not.
    Blind { first: u32 },
    /// `a`, `a_1`, the next one that is free, from the number on that the anchor has itself; an empty one is always numbered.
    Underscore,
}

/// Gives the headings of one page their anchors, in order.
#[derive(Debug, Default)]
pub struct Slugger {
    renderer: Renderer,
    /// A hash of every anchor given, and how many further headings asked for it.
    given: ByHash<u32>,
    /// An anchor that was given back: the next one is written there.
    spare: String,
}

impl Slugger {
    /// For one page of `renderer`.
    pub fn new(renderer: Renderer) -> Self {
        Self { renderer, given: ByHash::with_capacity_and_hasher(16, Default::default()), spare: String::new() }
    }

    /// The anchor of the next heading, whose text is `text` and who has no id of its own: what GitHub needs.
    pub fn anchor(&mut self, text: &str) -> String {
        let mut slug = std::mem::take(&mut self.spare);
        slug.clear();
        github::slug(text, &mut slug);
        self.number(slug)
    }

    /// Takes an anchor back that is read no more.
    pub fn recycle(&mut self, anchor: String) {
        self.spare = anchor;
    }

    /// Before the first heading: the id that the author gives to one, which `heading` reads. Some renderers count all of
    /// them first.
    pub fn reserve<'h>(&mut self, heading: impl FnOnce() -> Heading<'h>) {
        if self.renderer.reserves_ids()
            && let Some(id) = self.renderer.explicit(&mut heading())
        {
            self.take(&id);
        }
    }

    /// An id of raw HTML that stands before the next heading.
    pub fn pass(&mut self, id: &str) {
        if self.renderer == Renderer::EleventyIdAttribute {
            self.take(id);
        }
    }

    /// The text and the anchor of the next heading; `None` where the renderer takes it for none.
    pub fn name(&mut self, mut heading: Heading<'_>) -> Option<Named> {
        if !self.renderer.is_heading(&heading) {
            return None;
        }
        let explicit = self.renderer.explicit(&mut heading);
        let text = heading.plain();
        let anchor = match explicit {
            Some(id) => {
                if self.renderer.counts_explicit() {
                    self.take(&id);
                }
                id
            }
            None => {
                let slug = self.renderer.slug(&heading);
                // Hugo gives no anchor to what has no text, and counts none.
                if slug.is_empty()
                    && matches!(self.renderer, Renderer::Hugo | Renderer::HugoGithubAscii | Renderer::HugoBlackfriday)
                {
                    slug
                } else {
                    self.number(slug)
                }
            }
        };
        Some(Named { text, anchor })
    }

    fn take(&mut self, anchor: &str) {
        self.given.entry(xxh3_64(anchor.as_bytes())).or_insert(0);
    }

    /// `slug`, or what stands for it where others have taken it.
    fn number(&mut self, slug: String) -> String {
        let numbering = self.renderer.numbering();
        let hash = xxh3_64(slug.as_bytes());
        let always = slug.is_empty() && matches!(numbering, Numbering::Underscore);
        let Some(&rank) = self.given.get(&hash).or(always.then_some(&0)) else {
            self.given.insert(hash, 0);
            return slug;
        };
        let (base, mut rank) = match numbering {
            Numbering::Underscore => {
                let (base, own) = mkdocs::counted(&slug);
                (base, rank.max(own))
            }
            _ => (&*slug, rank),
        };
        // An anchor may be taken by a heading that is itself called `exercice-1`.
        let anchor = loop {
            rank += 1;
            let anchor = match numbering {
                Numbering::Free => format!("{base}-{rank}"),
                Numbering::Blind { first } => format!("{base}-{}", rank + first - 1),
                Numbering::Underscore => format!("{base}_{rank}"),
            };
            if matches!(numbering, Numbering::Blind { .. }) || !self.given.contains_key(&xxh3_64(anchor.as_bytes())) {
                break anchor;
            }
        };
        self.given.insert(hash, rank);
        if !matches!(numbering, Numbering::Blind { .. }) {
            self.given.insert(xxh3_64(anchor.as_bytes()), 0);
        }
        anchor
    }
}
