//! The sites of one curriculum, which no file of its repository tells of: a configuration or a profile names their renderer.
//!
//! Their addresses are not those of the repository's files. Lessons link to each other by whole addresses; what is relative is
//! read on the forge.

use super::files::Files;
use super::{Cause, Generator, Kinds, Site};
use crate::anchor::Renderer;

/// The site of one curriculum.
#[derive(Debug)]
pub(super) struct Curriculum {
    name: &'static str,
    renderers: &'static [Renderer],
}

/// The Odin Project.
pub(super) static ODIN: Curriculum = Curriculum { name: "Odin", renderers: &[Renderer::Odin] };
/// Exercism.
pub(super) static EXERCISM: Curriculum = Curriculum { name: "Exercism", renderers: &[Renderer::Exercism] };

impl Generator for Curriculum {
    fn name(&self) -> &'static str {
        self.name
    }

    fn renderers(&self) -> &'static [Renderer] {
        self.renderers
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        addresses(site);
    }

    fn unseen(&self, site: &mut Site) {
        addresses(site);
    }

    fn shows(&self, _: &Site, _: &str) -> bool {
        false
    }
}

/// What begins with a slash is an address of the site, whose pages are not those of the repository.
fn addresses(site: &mut Site) {
    site.doubt(Cause::UnknownGenerator, Kinds::ROOT);
}
