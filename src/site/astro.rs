//! Astro with Starlight: `src/content/docs` holds the pages, `public` the files served as they are. Other pages are
//! code.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Generator, Site, Sure};
use crate::anchor::Renderer;
use crate::document::Document;
use crate::text::path::{extension, join, under};

const DOCS: &str = "src/content/docs";

/// Astro.
#[derive(Debug)]
pub(super) struct Astro;

impl Generator for Astro {
    fn name(&self) -> &'static str {
        "Astro"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[]
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
            Some(Err(())) => site.sure = Sure::Nothing,
            None => {}
        }
        let pages = under(&folder, "src/pages");
        let dynamic = files.below(&pages).any(|page| page.contains('['));
        let plain = code.contains("starlight(")
            && !["redirects", "typedoc", "openapi", "starlight-blog"].iter().any(|word| code.contains(word));
        site.sure = if plain && !dynamic && literal(&code, "base") != Some(Err(())) { Sure::Names } else { Sure::Nothing };
        site.anchors = !["slug", "rehype", "headings"].iter().any(|word| code.contains(word));
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(inside) = site.inside(path) else { return Vec::new() };
        let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
        let route = super::routes::index(stem, &["index"]).to_owned();
        vec![route.to_lowercase().replace(' ', "-"), route]
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let Some(path) = ask.source() else { return Answer::Unknown };
        if let Some(found) = ask.file(&path) {
            return Answer::Found(found);
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        let source = !ask.absolute && ask.site.inside(ask.page).is_some();
        if source && ask.is_markdown() && !ask.is_made(&path) {
            return Answer::Missing;
        }
        // A picture of a page is built in: one that is not there stops the build.
        if source && ask.image && !ask.html && ask.path.starts_with('.') && extension(&path).is_some() && !ask.is_made(&path) {
            return Answer::Missing;
        }
        let page = ask.absolute && extension(&path).is_none();
        // The folder of the project is not the root of the site.
        let outside = join("", ask.path).is_none();
        if page && !outside { ask.by_name() } else { Answer::Unknown }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> bool {
        super::generated::is_mdx(document) || super::generated::has_mark(document) || super::generated::has_component(document)
    }
}
