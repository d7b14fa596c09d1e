//! `link-missing-file`: a link to a file that the repository does not have.

use crate::corpus::{Corpus, Only, Page, PageLink, Trouble};
use crate::finding::Finding;
use crate::rules::fate::{Instead, is_same_name, tell};
use crate::rules::meant::{self, Meant, domain, meant};
use crate::rules::{Check, Context, Rule, place};
use crate::site::{Shape, link_shape};

/// The rule.
pub const RULE: Rule = Rule { id: "link-missing-file", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let sample = is_sample(page.target(link));
        let written = page.source.text().get(link.span.range()).unwrap_or_default();
        let meaning = meaning(page, corpus, link, trouble, written);
        if let Trouble::MissingFile { path, nearest } = trouble {
            let finding = place::on_page(RULE.id, page, link).argument("path", path).minor(sample);
            findings.push(match meaning {
                Some(meant) => as_meant(finding, link, meant, written),
                None => word(finding, page, corpus, link, path, nearest.as_deref()),
            });
        } else {
            findings.extend(on_a_site(page, link, trouble, meaning, written).map(|finding| finding.minor(sample)));
        }
    }
}

/// What stands for a target where a sentence shows how links are written: `[text](URL)`.
const SAMPLES: &[&str] = &["adresse", "address", "chemin", "enlace", "href", "lien", "link", "path", "uri", "url", "your-url"];

fn is_sample(target: &str) -> bool {
    SAMPLES.iter().any(|sample| sample.eq_ignore_ascii_case(target))
}

/// What was meant by the target, where its letters tell.
fn meaning<'a>(page: &'a Page, corpus: &Corpus, link: &PageLink, trouble: &Trouble, written: &'a str) -> Option<Meant<'a>> {
    let target = page.target(link);
    let known = match trouble {
        Trouble::MissingFile { path, nearest } => nearest.is_some() || corpus.fate(path).is_some() || corpus.is_unstaged(path),
        Trouble::MissingPage { nearest, .. } => nearest.is_some(),
        _ => return None,
    };
    let site = || {
        let end = domain(target).filter(|_| !link.image)?;
        let text = written.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(text, _)| text.trim());
        let same = text.is_some_and(|text| text.eq_ignore_ascii_case(target));
        // Where a file may be meant, the name of a site is told by the text alone.
        let fits = same || !known && !corpus.has_extension(end);
        fits.then(|| Meant { variant: "domain", right: format!("https://{target}").into() })
    };
    meant(target, written).or_else(site)
}

/// Words `finding` where the letters of the target tell what was meant.
fn as_meant(finding: Finding, link: &PageLink, meant: Meant, written: &str) -> Finding {
    let finding = finding.advised(meant.variant).argument("suggestion", &meant.right).hints(&["suggestion"]);
    let place = if meant.variant == meant::SWAPPED { link.span } else { link.target_span };
    let whole = meant.variant == meant::SWAPPED && written.ends_with(')');
    if whole || link.is_literal() { finding.suggestion(place, meant.right) } else { finding }
}

fn word(finding: Finding, page: &Page, corpus: &Corpus, link: &PageLink, path: &str, nearest: Option<&str>) -> Finding {
    if corpus.is_unstaged(path) {
        return finding.advised("unstaged");
    }
    let fate = corpus.fate(path);
    let renamed = fate.and_then(|fate| fate.to.as_deref()).map(|to| corpus.retargeted(page, link, path, to));
    // The name of what was deleted is no misspelling: only the same name elsewhere, or written otherwise, can be meant.
    let meant = nearest.filter(|nearest| fate.is_none() || is_same_name(nearest, path));
    let instead = renamed.map(Instead::Renamed).or_else(|| meant.map(|nearest| Instead::Nearest(nearest.to_owned())));
    let finding = tell(finding, fate, instead.as_ref());
    match &instead {
        Some(Instead::Renamed(new) | Instead::Nearest(new)) if link.takes(&page.source, new) => {
            finding.suggestion(link.target_span, &**new)
        }
        None if fate.is_none() && page.target(link).split(['#', '?']).next().is_some_and(|path| path.ends_with('/')) => {
            finding.advised("directory")
        }
        _ => finding,
    }
}

/// What a site does not have, or has alone.
fn on_a_site(page: &Page, link: &PageLink, trouble: &Trouble, meaning: Option<Meant<'_>>, written: &str) -> Option<Finding> {
    let finding = || place::on_page(RULE.id, page, link);
    match trouble {
        Trouble::MissingPage { site, address, nearest } => {
            let finding = finding().argument("path", address).argument("site", site);
            if let Some(meant) = meaning {
                return Some(as_meant(finding, link, meant, written));
            }
            let finding = finding.hints(&["suggestion"]);
            let Some(nearest) = nearest else {
                let file = matches!(link_shape(address, link.image), Shape::File | Shape::Image);
                return Some(finding.advised(if file { "site-file" } else { "site-page" }));
            };
            let finding = finding.argument("suggestion", nearest).advised("site-page-did-you-mean");
            Some(if link.takes(&page.source, nearest) { finding.suggestion(link.target_span, &**nearest) } else { finding })
        }
        Trouble::MarkedBroken => Some(finding().argument("path", page.target(link)).advised("marked-broken")),
        Trouble::Draft(path) => Some(finding().variant("draft").argument("path", path)),
        Trouble::OneSided { path, only: Only::Forge(site) } => {
            Some(finding().variant("broken-on-site").argument("path", path).argument("site", site))
        }
        Trouble::OneSided { path, only: Only::Site(site) } => {
            Some(finding().variant("broken-on-forge").argument("path", path).argument("site", site))
        }
        _ => None,
    }
}
