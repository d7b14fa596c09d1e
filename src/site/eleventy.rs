//! Eleventy: its configuration is code, and so are its addresses.

use super::evidence::Sign;
use super::files::Files;
use super::{Generator, Site};
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
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("permalink")
    }
}
