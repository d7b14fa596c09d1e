//! In which dialect of Markdown the pages of a site are read.

use super::{Site, Sites, generator};
use crate::anchor::Renderer;
use crate::document::Dialect;

impl Sites {
    /// How the file at `path` is read.
    pub fn dialect(&self, path: &str) -> Dialect {
        self.get(self.number(path)).map_or(Dialect::Gfm, |site| site.dialect)
    }
}

/// How the generator reads Markdown that `renderer` belongs to.
pub fn dialect_of(renderer: Renderer) -> Dialect {
    generator::of_renderer(renderer).map_or(Dialect::Gfm, |generator| generator.dialect())
}

impl Site {
    /// Another site has the same pages: where they are read otherwise there, nobody can say how.
    pub(super) fn merge_dialect(&mut self, other: &Self) {
        if self.dialect != other.dialect {
            self.dialect = Dialect::Gfm;
        }
    }
}
