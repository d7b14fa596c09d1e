//! The site generators by name.

use crate::anchor::Renderer;

/// What makes a site of a folder, and so decides its routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Generator {
    /// VitePress.
    Vitepress,
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// MkDocs.
    Mkdocs,
    /// Docusaurus.
    Docusaurus,
    /// mdBook.
    Mdbook,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Another one, or several of which nobody can say which one reads the folder: its routes are unknown.
    Other,
}

impl Generator {
    /// Its name, as its authors write it; empty for [`Generator::Other`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vitepress => "VitePress",
            Self::Jekyll => "Jekyll",
            Self::Hugo => "Hugo",
            Self::Mkdocs => "MkDocs",
            Self::Docusaurus => "Docusaurus",
            Self::Mdbook => "mdBook",
            Self::Eleventy => "Eleventy",
            Self::Astro => "Astro",
            Self::Other => "",
        }
    }

    /// What makes its anchors, as it comes.
    pub(super) const fn renderer(self) -> Renderer {
        match self {
            Self::Vitepress => Renderer::Vitepress,
            Self::Jekyll => Renderer::Jekyll,
            Self::Hugo => Renderer::Hugo,
            Self::Mkdocs => Renderer::Mkdocs,
            Self::Docusaurus => Renderer::Docusaurus,
            Self::Mdbook => Renderer::Mdbook,
            Self::Eleventy => Renderer::Eleventy,
            // Astro uses github-slugger, which is GitHub's algorithm.
            Self::Astro | Self::Other => Renderer::Github,
        }
    }

    /// The one that `renderer` belongs to; `None` for those of forges.
    pub(super) const fn of(renderer: Renderer) -> Option<Self> {
        Some(match renderer {
            Renderer::Github | Renderer::Gitlab => return None,
            Renderer::Vitepress => Self::Vitepress,
            Renderer::Jekyll | Renderer::JekyllKramdown => Self::Jekyll,
            Renderer::Hugo | Renderer::HugoGithubAscii | Renderer::HugoBlackfriday => Self::Hugo,
            Renderer::Mkdocs | Renderer::MkdocsUnicode | Renderer::MkdocsPymdownx | Renderer::MkdocsPymdownxCased => Self::Mkdocs,
            Renderer::Docusaurus => Self::Docusaurus,
            Renderer::Mdbook => Self::Mdbook,
            Renderer::Eleventy | Renderer::EleventySlugify | Renderer::EleventyIdAttribute => Self::Eleventy,
        })
    }
}
