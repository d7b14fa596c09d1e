//! What stands in a file that nobody reads as a page, or that a program writes again, is worth knowing and no more: samples of
//! tests, copies, archives, forms to be filled in.

use crate::corpus::Corpus;
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::{self, RULES};
use crate::site::Lookup as _;
use crate::text::path::{folder_of, under};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a page is made of by a program, which writes it again.
const SOURCES: &[&str] = &["Rmd", "qmd", "ipynb", "Rmarkdown"];

/// Says which of `findings` are minor because of the file that they stand in. Where a contribution is `compared` with its base, the
/// path alone tells: what a file says of itself, or what is put beside it, is the contribution's own word.
pub(super) fn settle(findings: &mut [Finding], corpus: &Corpus, compared: bool) {
    let about_text: HashSet<&str> = RULES.iter().map(|rule| rule.id).filter(|id| rules::is_about_text(id)).collect();
    let sources: HashMap<&str, &Arc<Source>> =
        findings.iter().map(|finding| (finding.place.path(), &finding.place.source)).collect();
    let minor = |(path, source): (&str, &Arc<Source>)| {
        let by_path = || !rules::is_looked_after(&Source::new(path, String::new()));
        let minor = if compared { by_path() } else { !rules::is_looked_after(source) || is_made(path, corpus) };
        minor.then(|| path.to_owned())
    };
    let minor: HashSet<String> = sources.into_par_iter().filter_map(minor).collect();
    for finding in findings.iter_mut().filter(|finding| about_text.contains(finding.rule)) {
        finding.minor |= minor.contains(finding.place.path());
    }
}

/// Whether the file at `path` is made of another one that stands beside it, or beside the folder that it is written to.
fn is_made(path: &str, corpus: &Corpus) -> bool {
    let Some(stem) = path.strip_suffix(".md") else { return false };
    let above = under(folder_of(folder_of(stem)), stem.rsplit('/').next().unwrap_or(stem));
    let is = |stem: &str| SOURCES.iter().any(|end| corpus.get(&format!("{stem}.{end}")).is_some());
    is(stem) || above != stem && is(&above)
}
