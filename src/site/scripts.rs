//! Scripts of the repository, which make what its files alone don't tell of.

use super::files::Files;
use super::{Cause, Doubt, Kinds, Reach, Site};
use crate::text::path::{below, extension, file_name, under};

/// How many scripts are read, and the largest one in bytes.
const SCRIPTS: usize = 128;
const LARGEST: usize = 1 << 18;
/// How many places one script is believed to write to.
const PLACES: usize = 64;
/// How many places all of them are: each link that nothing answers is compared with each.
const ALL: usize = 256;
/// What every site is published from where GitLab runs the script.
const GITLAB: (&str, &str) = (".gitlab-ci.yml", "public");

/// The paths and texts of the scripts among the files at `paths`; `read` gives the text of one that is no longer than so many bytes.
pub(crate) fn scripts<'p>(
    paths: impl Iterator<Item = &'p str>,
    read: impl Fn(&str, usize) -> Option<String>,
) -> impl Iterator<Item = (&'p str, String)> {
    paths.filter(|path| is_script(path)).take(SCRIPTS).filter_map(move |path| Some((path, read(path, LARGEST)?)))
}

/// Whether the file at `path` is run when the repository is built: a script, a workflow, a list of targets.
fn is_script(path: &str) -> bool {
    let folder = [".github/workflows/", ".circleci/"].iter().any(|folder| path.starts_with(folder));
    folder
        || matches!(file_name(path), "Makefile" | "makefile" | "GNUmakefile" | "justfile" | ".gitlab-ci.yml")
        || matches!(extension(path), Some("sh" | "bash" | "mk" | "ps1"))
}

/// The scripts of a repository: path and text of each.
#[derive(Debug, Default)]
pub(super) struct Scripts(Vec<(String, String)>);

impl Scripts {
    pub(super) fn read(files: &Files<'_>) -> Self {
        let read = |path: &str, largest| files.text(path).filter(|text| text.len() <= largest);
        Self(scripts(files.all(), read).map(|(path, text)| (path.to_owned(), text)).collect())
    }

    /// What they put into the folders that `site` is written to: whatever lies in a folder there that a script names may come from it.
    pub(super) fn doubts(&self, site: &Site) -> Vec<Reach> {
        let outputs = site.generator.outputs(site);
        let mut found: Vec<Reach> = Vec::new();
        for (script, text) in &self.0 {
            let gitlab = (file_name(script) == GITLAB.0).then(|| GITLAB.1.to_owned());
            let outputs = outputs.iter().cloned().chain(gitlab);
            // A script may have gone into the folder of the project.
            let names = outputs.flat_map(|path| [below(&site.folder, &path).map(str::to_owned), Some(path)]);
            for name in names.flatten().filter(|name| !name.is_empty()) {
                for place in places(text, &name).take(PLACES) {
                    let cause = Cause::Written(under(&name, place).into());
                    let kinds = Kinds::PAGES.and(Kinds::ROOT).and(Kinds::RELATIVE_FILES);
                    let reach = Reach { doubt: Doubt::shown_by(cause, script), kinds, prefix: place.into(), named: false };
                    if found.len() < ALL && !found.iter().any(|known| known.prefix == reach.prefix) {
                        found.push(reach);
                    }
                }
            }
        }
        found
    }
}

/// The paths below `folder` that `text` names; of one that is computed the folders before.
fn places<'t>(text: &'t str, folder: &str) -> impl Iterator<Item = &'t str> {
    let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '}' | ')');
    let length = folder.len() + 1;
    text.match_indices(&format!("{folder}/")).map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(move |at| {
        let before = text[..at].strip_suffix("./").unwrap_or(&text[..at]);
        if before.ends_with(is_of_path) {
            return None;
        }
        let rest = &text[at + length..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))).unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        let path = match after.starts_with(['$', '*', '?', '{', '[', '%', '(']) {
            true => path.rsplit_once('/').map_or("", |(folder, _)| folder),
            false => path,
        };
        let path = path.trim_end_matches(['/', '.']);
        let plain = path.split('/').all(|part| !part.is_empty() && !matches!(part, "." | ".."));
        plain.then_some(path)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_below_a_folder() {
        let text = "mkdir -p site/build\nmarp -o ./site/slides/ x; cp a site/img/*.png 'site/$lang/x' ../site/no mysite/no\nmv b site/lang-$x/a $ROOT/site/no site/a/../b.\nzip site/c.zip site/";
        let found: Vec<&str> = super::places(text, "site").collect();
        assert_eq!(found, ["build", "slides", "img", "c.zip"]);
    }
}
