//! What the links were read for: the sites that were found, and what makes the anchors where fragments alone tell it.

use super::{Style, shown, words::count};
use crate::language::Language;
use crate::pipeline::{InferredRenderer, SiteChoice};
use crate::say;

/// How many sites are named.
const SITES: usize = 3;

/// Says which sites were found by evidence, in one sentence; `None` if none was.
pub(super) fn sentence(sites: &[SiteChoice], style: &Style) -> Option<String> {
    let found: Vec<(&SiteChoice, &str)> = sites.iter().filter_map(|site| Some((site, site.evidence.as_deref()?))).collect();
    let names: Vec<String> = found.iter().take(SITES).map(|(site, path)| because(site, path, style)).collect();
    let more = found.len().saturating_sub(SITES);
    let rest = match more {
        0 => String::new(),
        _ => say!(style.language, fr: ", et {more}\u{a0}de plus", en: ", and {more}\u{a0}more"),
    };
    let (count, names) = (found.len(), names.join(", "));
    (count > 0).then(|| match style.language {
        Language::Fr if count > 1 => {
            format!("Sites reconnus\u{a0}: {names}{rest}. Ailleurs, les liens sont lus comme sur GitHub.")
        }
        Language::Fr => format!("Site reconnu\u{a0}: {names}. Ailleurs, les liens sont lus comme sur GitHub."),
        Language::En if count > 1 => format!("Sites found: {names}{rest}. Elsewhere links are read as on GitHub."),
        Language::En => format!("Site found: {names}. Elsewhere links are read as on GitHub."),
    })
}

/// `VitePress (docs) because of docs/.vitepress/config.ts`.
fn because(site: &SiteChoice, evidence: &str, style: &Style) -> String {
    let (name, path) = (shown(&site.name), style.path(evidence));
    if site.generator.is_empty() {
        return say!(style.language,
            fr: "{name}, dont le générateur est inconnu, d'après {path}",
            en: "{name}, made by an unknown generator, because of {path}");
    }
    say!(style.language, fr: "{name} d'après {path}", en: "{name} because of {path}")
}

/// Says of a renderer that no file names why the anchors are read as its own.
pub(super) fn inferred(told: &InferredRenderer, style: &Style) -> String {
    let (renderer, fit) = (told.renderer, told.fit);
    let all = count(told.all, style.language, ["ancre demandée", "ancres demandées"], ["anchor asked for", "anchors asked for"]);
    let site = told.site.as_deref().map(shown);
    match (style.language, site) {
        (Language::Fr, None) => format!("Ancres lues comme celles de `{renderer}`\u{a0}: sur {all}, {fit} y correspondent."),
        (Language::Fr, Some(site)) => {
            format!("Ancres de {site} lues comme celles de `{renderer}`\u{a0}: sur {all}, {fit} y correspondent.")
        }
        (Language::En, None) => format!("Anchors read as those of `{renderer}`: of {all}, {fit} fit."),
        (Language::En, Some(site)) => format!("Anchors of {site} read as those of `{renderer}`: of {all}, {fit} fit."),
    }
}
