//! Astro with Starlight: `src/content/docs` holds the pages, `public` the files served as they are. Other pages are
//! code.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Doubt, Generator, Kinds, Site};
use crate::anchor::Renderer;
use crate::document::Document;
use crate::text::path::under;

const DOCS: &str = "src/content/docs";

/// Astro.
#[derive(Debug)]
pub(super) struct Astro;

impl Generator for Astro {
    fn name(&self) -> &'static str {
        "Astro"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Astro]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("astro.config.")]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        let folder = site.folder.clone();
        // Content may stand anywhere.
        site.around = true;
        site.folders = true;
        site.public = vec![under(&folder, "public").into()];
        let docs = under(&folder, DOCS);
        let content = if files.has(&docs) { docs } else { under(&folder, "src/content") };
        site.roots = vec![content.into(), under(&folder, "src/pages").into()];
        match literal(&code, "base") {
            Some(Ok(base)) => site.base = base.trim_matches('/').into(),
            Some(Err(())) => site.doubt(Cause::Configuration("base".into()), Kinds::ROOT.and(Kinds::PAGES)),
            None => {}
        }
        site.by_name = true;
        let pages = under(&folder, "src/pages");
        if let Some(page) = files.below(&pages).find(|page| page.contains('[')) {
            site.doubt(Cause::Configuration(page.into()), Kinds::PAGES);
        }
        if !code.contains("starlight(") {
            site.doubt(Cause::Configuration("src/pages".into()), Kinds::PAGES);
        }
        for word in ["redirects", "typedoc", "openapi", "starlight-blog"] {
            if code.contains(word) {
                site.doubt(Cause::Plugin(word.into()), Kinds::PAGES);
            }
        }
        site.anchors = !["slug", "rehype", "headings"].iter().any(|word| code.contains(word));
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(inside) = site.inside(path) else { return Vec::new() };
        let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
        let route = super::routes::index(stem, &["index"]).to_owned();
        vec![route.to_lowercase().replace(' ', "-"), route]
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let source = ask.source().and_then(|path| ask.file(&path)).map(Answer::Found);
        source
            .or_else(|| ask.at_address())
            .unwrap_or_else(|| if ask.is_beside() { Answer::Unsure(Doubt::new(Cause::Above)) } else { Answer::Dead })
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::mdx(document)
            .or_else(|| super::generated::mark(document))
            .or_else(|| super::generated::component(document))
    }
}
