//! The sites of one curriculum, which no file of its repository tells of: a configuration or a profile names their renderer.
//!
//! Their addresses are not those of the repository's files. Lessons link to each other by whole addresses; what is relative is
//! read on the forge.

use super::files::Files;
use super::{Cause, Generator, Kinds, Site};
use crate::anchor::Renderer;

/// The Odin Project.
#[derive(Debug)]
pub(super) struct Odin;

/// Exercism.
#[derive(Debug)]
pub(super) struct Exercism;

impl Generator for Odin {
    fn name(&self) -> &'static str {
        "Odin"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Odin]
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

impl Generator for Exercism {
    fn name(&self) -> &'static str {
        "Exercism"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Exercism]
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
