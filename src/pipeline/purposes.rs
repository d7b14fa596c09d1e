//! What stands in a file that nobody reads as a page, or that a program writes again, is worth knowing and no more: samples of
//! tests, copies, archives, forms to be filled in.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules;
use crate::site::Lookup as _;
use crate::text::path::{folder_of, under};
use std::collections::HashMap;

/// What a page is made of by a program, which writes it again.
const SOURCES: &[&str] = &["Rmd", "qmd", "ipynb", "Rmarkdown"];

/// Says which of `findings` are minor because of the file that they stand in.
pub(super) fn settle(findings: &mut [Finding], corpus: &Corpus) {
    let mut known: HashMap<String, bool> = HashMap::new();
    for finding in findings.iter_mut().filter(|finding| !finding.minor && rules::is_about_text(finding.rule)) {
        let path = finding.place.path();
        let minor = match known.get(path) {
            Some(&minor) => minor,
            None => {
                let minor = !rules::is_looked_after(&finding.place.source) || is_made(path, corpus);
                known.insert(path.to_owned(), minor);
                minor
            }
        };
        finding.minor = minor;
    }
}

/// Whether the file at `path` is made of another one that stands beside it, or beside the folder that it is written to.
fn is_made(path: &str, corpus: &Corpus) -> bool {
    let Some(stem) = path.strip_suffix(".md") else { return false };
    let above = under(folder_of(folder_of(stem)), stem.rsplit('/').next().unwrap_or(stem));
    let is = |stem: &str| SOURCES.iter().any(|end| corpus.get(&format!("{stem}.{end}")).is_some());
    is(stem) || above != stem && is(&above)
}
