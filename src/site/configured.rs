//! The sites that evidence tells of, and those that the configuration names.

use super::evidence::{self, Evidence};
use super::files::Files;
use super::{Site, generator, other};
use crate::config::{self, Config};

/// What the configuration of a generator says.
pub(super) fn read(files: &Files<'_>, evidence: &Evidence<'_>) -> Site {
    let mut site = Site::new(evidence.generator, evidence.folder);
    site.evidence = Some(evidence.path.into());
    evidence.generator.read(&mut site, files, evidence.path);
    site
}

/// The sites that one entry of the configuration means: one, or all that the evidence knows where it names no root.
pub(super) fn configured(files: &Files<'_>, named: &config::Site, config: &Config, found: &[Site]) -> Vec<Site> {
    let generator = named.renderer.and_then(generator::of_renderer);
    let known = found.iter().filter(|site| match (&named.root, generator) {
        (Some(root), _) => site.roots.iter().any(|known| **known == **root) || *site.folder == **root,
        (None, Some(generator)) => generator::same(site.generator, generator),
        (None, None) => true,
    });
    let mut sites: Vec<Site> = known
        .filter(|site| generator.is_none_or(|generator| generator::same(generator, site.generator)))
        .filter_map(|site| Some(read(files, &evidence::of(site.evidence.as_deref()?, files)?)))
        .collect();
    if sites.is_empty() {
        let folder = named.root.as_deref().unwrap_or(&config.folder);
        let mut site = Site::new(generator.unwrap_or(&other::Other), folder);
        site.generator.unseen(&mut site);
        sites.push(site);
    }
    for site in &mut sites {
        if let Some(root) = named.root.as_deref().filter(|root| !site.roots.iter().any(|known| **known == **root)) {
            site.roots = vec![root.into()];
        }
        if !named.public.is_empty() {
            site.public = named.public.iter().map(|path| path.as_str().into()).collect();
        }
        if let Some(base) = &named.base {
            site.base = base.as_str().into();
        }
        if let Some(renderer) = named.renderer {
            site.renderer = renderer;
            site.anchors = true;
        }
        site.evidence = None;
    }
    sites
}
