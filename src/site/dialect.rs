//! In which dialect of Markdown the pages of a site are read.

use super::{Site, Sites, generator};
use crate::anchor::Renderer;
use crate::document::Dialect;
use crate::text::path::extension;

impl Sites {
    /// How the file at `path` is read.
    pub fn dialect(&self, path: &str) -> Dialect {
        let alone = || if is_pandocs(path) { Dialect::Pandoc } else { Dialect::Gfm };
        let site = self.get(self.number(path));
        match site.map_or_else(alone, |site| site.dialect) {
            dialect if is_mdx(path) => mdx(dialect),
            // Beside the pages of the site, where the forge reads it.
            Dialect::Mdx if site.is_some_and(|site| site.inside(path).is_none()) => Dialect::Gfm,
            dialect => dialect,
        }
    }

    /// What makes the anchors of the file at `path` where no site has it.
    pub(crate) fn renderer_alone(&self, path: &str) -> Renderer {
        if is_pandocs(path) { Renderer::Pandoc } else { self.forge }
    }
}

/// Whether the file at `path` is R Markdown or Quarto's: no forge shows it as a page, and Pandoc alone reads it.
fn is_pandocs(path: &str) -> bool {
    extension(path).is_some_and(|end| ["rmd", "qmd"].iter().any(|known| end.eq_ignore_ascii_case(known)))
}

fn is_mdx(path: &str) -> bool {
    extension(path).is_some_and(|end| end.eq_ignore_ascii_case("mdx"))
}

/// How a file of MDX is read whose site reads Markdown in `dialect`.
fn mdx(dialect: Dialect) -> Dialect {
    if matches!(dialect, Dialect::Gfm | Dialect::Hugo) { Dialect::Mdx } else { dialect }
}

/// How the generator reads the file at `path` that `renderer` belongs to.
pub fn dialect_of(renderer: Renderer, path: &str) -> Dialect {
    let dialect = generator::of_renderer(renderer).map_or(Dialect::Gfm, |generator| generator.dialect());
    if is_mdx(path) { mdx(dialect) } else { dialect }
}

impl Site {
    /// Another site has the same pages: where they are read otherwise there, nobody can say how.
    pub(super) fn merge_dialect(&mut self, other: &Self) {
        if self.dialect != other.dialect {
            self.dialect = Dialect::Gfm;
        }
    }
}
