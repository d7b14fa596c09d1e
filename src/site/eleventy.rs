//! Eleventy: its configuration is code, and so are its addresses.

use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Generator, Kinds, Site};
use crate::anchor::Renderer;

/// Eleventy.
#[derive(Debug)]
pub(super) struct Eleventy;

impl Generator for Eleventy {
    fn name(&self) -> &'static str {
        "Eleventy"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Eleventy, Renderer::EleventySlugify, Renderer::EleventyIdAttribute]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name(".eleventy.js"), Sign::Name(".eleventy.cjs"), Sign::Stem("eleventy.config.")]
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        site.anchors = false;
        site.doubt(Cause::Configuration("permalink".into()), Kinds::PAGES.and(Kinds::ROOT));
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("permalink")
    }
}
