//! The anchors that renderers give to headings: one file for each renderer's algorithm.
//!
//! It knows headings and nothing of documents, files or links.

mod astro;
mod bracketed;
mod docfx;
mod docusaurus;
mod eleventy;
mod exercism;
mod github;
mod gitlab;
mod honkit;
mod hugo;
mod kramdown;
mod mdbook;
mod mkdocs;
mod myst;
mod odin;
mod of_page;
mod pandoc;
mod renderer;
#[cfg(test)]
mod tests;
mod text;
mod transliteration;
mod vitepress;

pub use hugo::Typography;
pub use of_page::{Anchors, Match, headings, named_by};
pub use renderer::Renderer;

pub(crate) use bracketed::bracketed;
pub(crate) use mdbook::slug as mdbook_slug;

use crate::document::heading::{Dialect, Heading};
use crate::text::hashed::ByHash;
use myst::Engine;
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
        matches!(self, Self::Github | Self::EleventyIdAttribute | Self::Honkit | Self::Mystmd)
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
            Self::Jekyll | Self::Odin => kramdown::is_heading(heading, false),
            Self::JekyllKramdown => kramdown::is_heading(heading, true),
            Self::Pandoc | Self::Workbench => pandoc::is_heading(heading),
            Self::Exercism => exercism::is_heading(heading),
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
            Self::Honkit => honkit::explicit(heading),
            Self::Odin => odin::explicit(heading),
            Self::Mystmd => myst::label(heading),
            Self::Docfx => docfx::explicit(heading),
            Self::Github | Self::Gitlab | Self::Eleventy | Self::EleventySlugify | Self::EleventyIdAttribute => None,
            Self::Exercism | Self::Myst | Self::Sphinx | Self::Astro => None,
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
            Self::Hugo | Self::HugoGithubAscii | Self::HugoBlackfriday => hugo::anchor(self, heading, &Typography::USUAL),
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
            Self::Honkit => honkit::slug(&honkit::text(heading)),
            Self::Odin => odin::slug(heading),
            Self::Exercism => exercism::slug(heading),
            Self::Myst => myst::slug(&myst::text(heading, Engine::Parser)),
            Self::Sphinx => myst::id(&myst::text(heading, Engine::Docutils)),
            Self::Mystmd => myst::html_id(&myst::text(heading, Engine::Mystmd)),
            Self::Astro => self.slug_of_text(&astro::text(heading)),
            Self::Docfx => docfx::slug(&docfx::text(heading)),
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
            Self::Jekyll | Self::JekyllKramdown | Self::Odin | Self::Exercism => Numbering::Blind { first: 1 },
            Self::Honkit => Numbering::None,
            Self::Sphinx => Numbering::Counter,
            Self::EleventyIdAttribute => Numbering::Blind { first: 2 },
            _ if self.reserves_ids() => Numbering::Underscore,
            _ => Numbering::Free,
        }
    }

    /// Whether ids that authors give are taken for the headings that follow.
    fn counts_explicit(self) -> bool {
        let none = matches!(self, Self::Jekyll | Self::JekyllKramdown | Self::Odin | Self::Docusaurus | Self::Mdbook);
        !none && self != Self::Docfx
    }

    /// Whether a heading of which nothing is kept has no anchor, and none is counted.
    fn skips_empty(self) -> bool {
        matches!(self, Self::Hugo | Self::HugoGithubAscii | Self::HugoBlackfriday | Self::Myst | Self::Mystmd)
    }
}

/// How equal anchors are told apart.
#[derive(Clone, Copy)]
enum Numbering {
    /// `a`, `a-1`, `a-2`, the next one that is free.
    Free,
    /// `a`, then from `a-1` or `a-2` on, whether another heading is called so or not.
    Blind { first: u32 },
    /// `a` each time.
    None,
    /// `a`, then `id1`, `id2`, the next one that is free, counted on the whole page; so too where nothing is kept.
    Counter,
    /// `a`, `a_1`, the next one that is free, from the number on that the anchor has itself; an empty one is always numbered.
    Underscore,
}

/// Gives the headings of one page their anchors, in order.
#[derive(Debug, Default)]
pub struct Slugger {
    renderer: Renderer,
    /// A hash of every anchor given, and how many further headings asked for it.
    given: ByHash<u32>,
    /// How many anchors are nothing but a number.
    counted: u32,
    /// An anchor that was given back: the next one is written there.
    spare: String,
    /// What signs of headings become, where that is not as usual.
    typography: Option<Typography>,
}

impl Slugger {
    /// For one page of `renderer`.
    pub fn new(renderer: Renderer) -> Self {
        let given = ByHash::with_capacity_and_hasher(16, Default::default());
        Self { renderer, given, counted: 0, spare: String::new(), typography: None }
    }

    /// For one page of a renderer of Hugo, which shows these signs.
    pub fn typeset(renderer: Renderer, typography: Typography) -> Self {
        Self { typography: Some(typography), ..Self::new(renderer) }
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
        if self.renderer == Renderer::Odin && odin::begins_part(&heading) {
            self.given.clear();
        }
        let explicit = self.renderer.explicit(&mut heading);
        let text = heading.plain();
        let anchor = match explicit {
            Some(id) => {
                if self.renderer.counts_explicit() {
                    self.take(&id);
                } else if self.renderer == Renderer::Docfx {
                    // The id comes when the anchor is made already.
                    self.number(self.renderer.slug(&heading));
                }
                id
            }
            None => {
                let slug = match &self.typography {
                    Some(typography) => hugo::anchor(self.renderer, &heading, typography),
                    None => self.renderer.slug(&heading),
                };
                let skipped = slug.is_empty() && self.renderer.skips_empty();
                let anchor = if skipped { slug } else { self.number(slug) };
                if self.renderer == Renderer::Odin { odin::last(&heading, anchor) } else { anchor }
            }
        };
        Some(Named { text, anchor })
    }

    fn take(&mut self, anchor: &str) {
        self.given.entry(xxh3_64(anchor.as_bytes())).or_insert(0);
    }

    /// The next anchor that is nothing but a number.
    fn count(&mut self) -> String {
        loop {
            self.counted += 1;
            let anchor = format!("id{}", self.counted);
            if self.given.insert(xxh3_64(anchor.as_bytes()), 0).is_none() {
                return anchor;
            }
        }
    }

    /// `slug`, or what stands for it where others have taken it.
    fn number(&mut self, slug: String) -> String {
        let numbering = self.renderer.numbering();
        if matches!(numbering, Numbering::None) {
            return slug;
        }
        let hash = xxh3_64(slug.as_bytes());
        let always = slug.is_empty() && matches!(numbering, Numbering::Underscore | Numbering::Counter);
        let Some(&rank) = self.given.get(&hash).or(always.then_some(&0)) else {
            self.given.insert(hash, 0);
            return slug;
        };
        if matches!(numbering, Numbering::Counter) {
            return self.count();
        }
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
                Numbering::Free | Numbering::None | Numbering::Counter => format!("{base}-{rank}"),
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
