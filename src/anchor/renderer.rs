//! The renderers by name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What turns the Markdown into pages, and so decides the anchors of headings.
///
/// One for each way of making anchors: a renderer whose configuration changes them is here several times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Renderer {
    /// github.com, where a repository is read as it is.
    #[default]
    Github,
    /// gitlab.com and self-managed GitLab.
    Gitlab,
    /// VitePress.
    Vitepress,
    /// Jekyll as it comes: kramdown that reads GitHub's Markdown (`input: GFM`).
    Jekyll,
    /// Jekyll with kramdown's own Markdown (`input: kramdown`).
    JekyllKramdown,
    /// Hugo with Goldmark as it comes (`autoHeadingIDType: github`).
    Hugo,
    /// Hugo with `autoHeadingIDType: github-ascii`.
    HugoGithubAscii,
    /// Hugo with `autoHeadingIDType: blackfriday`.
    HugoBlackfriday,
    /// MkDocs as it comes: Python-Markdown's `toc` with its own `slugify`.
    Mkdocs,
    /// MkDocs with `markdown.extensions.toc.slugify_unicode`.
    MkdocsUnicode,
    /// MkDocs with `pymdownx.slugs.slugify` and `case: lower`, as Material for MkDocs recommends.
    MkdocsPymdownx,
    /// MkDocs with `pymdownx.slugs.slugify` as it comes, which keeps capitals.
    MkdocsPymdownxCased,
    /// Docusaurus.
    Docusaurus,
    /// mdBook.
    Mdbook,
    /// Eleventy with markdown-it-anchor as it comes.
    Eleventy,
    /// Eleventy with markdown-it-anchor and `@sindresorhus/slugify`.
    EleventySlugify,
    /// Eleventy with its own `IdAttributePlugin`.
    EleventyIdAttribute,
    /// Pandoc's Markdown, as Quarto, R Markdown and bookdown read it.
    Pandoc,
    /// The Carpentries' Workbench: Pandoc's Markdown with the names of emoji.
    Workbench,
    /// HonKit, and the GitBook of before 2018 that it continues.
    Honkit,
    /// MyST-Parser for Sphinx and Jupyter Book 1, with `myst_heading_anchors`: its slugs. Pages have the ids of docutils too.
    Myst,
    /// Sphinx: the ids of docutils alone.
    Sphinx,
    /// MyST's own engine, which Jupyter Book 2 is made of.
    Mystmd,
    /// Astro and Starlight.
    Astro,
    /// docfx.
    Docfx,
    /// The Odin Project's site.
    Odin,
    /// Exercism's site.
    Exercism,
}

impl Renderer {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 27] = [
        Self::Github,
        Self::Gitlab,
        Self::Vitepress,
        Self::Jekyll,
        Self::JekyllKramdown,
        Self::Hugo,
        Self::HugoGithubAscii,
        Self::HugoBlackfriday,
        Self::Mkdocs,
        Self::MkdocsUnicode,
        Self::MkdocsPymdownx,
        Self::MkdocsPymdownxCased,
        Self::Docusaurus,
        Self::Mdbook,
        Self::Eleventy,
        Self::EleventySlugify,
        Self::EleventyIdAttribute,
        Self::Pandoc,
        Self::Workbench,
        Self::Honkit,
        Self::Myst,
        Self::Sphinx,
        Self::Mystmd,
        Self::Astro,
        Self::Docfx,
        Self::Odin,
        Self::Exercism,
    ];

    /// Its name, as users write it: `hugo-github-ascii`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Vitepress => "vitepress",
            Self::Jekyll => "jekyll",
            Self::JekyllKramdown => "jekyll-kramdown",
            Self::Hugo => "hugo",
            Self::HugoGithubAscii => "hugo-github-ascii",
            Self::HugoBlackfriday => "hugo-blackfriday",
            Self::Mkdocs => "mkdocs",
            Self::MkdocsUnicode => "mkdocs-unicode",
            Self::MkdocsPymdownx => "mkdocs-pymdownx",
            Self::MkdocsPymdownxCased => "mkdocs-pymdownx-cased",
            Self::Docusaurus => "docusaurus",
            Self::Mdbook => "mdbook",
            Self::Eleventy => "eleventy",
            Self::EleventySlugify => "eleventy-slugify",
            Self::EleventyIdAttribute => "eleventy-id-attribute",
            Self::Pandoc => "pandoc",
            Self::Workbench => "workbench",
            Self::Honkit => "honkit",
            Self::Myst => "myst",
            Self::Sphinx => "sphinx",
            Self::Mystmd => "mystmd",
            Self::Astro => "astro",
            Self::Docfx => "docfx",
            Self::Odin => "odin",
            Self::Exercism => "exercism",
        }
    }

    /// The one called `name`, letter by letter.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|renderer| renderer.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_configuration() {
        for renderer in Renderer::ALL {
            let read: Renderer = serde_yaml::from_str(renderer.name()).unwrap();
            assert_eq!(read, renderer);
            assert_eq!(Renderer::from_name(renderer.name()), Some(renderer));
        }
        assert_eq!(Renderer::from_name("GitHub"), None);
    }
}
