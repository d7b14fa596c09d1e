//! Which pages are translations of others: one lesson counts once.

use super::lexicon::lexicon;
use crate::text::path::{folder_of, under};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Folders of two languages hold the same where so much of the smaller one, in percent, stands in the other.
const SAME: usize = 30;

/// Globs of the files at `paths` that translate others of them.
pub(super) fn translations(paths: &[&str]) -> Vec<String> {
    let mut globs = by_suffix(paths);
    globs.extend(by_folder(paths));
    globs.into_iter().collect()
}

/// Whether `word` is the code of a language (`fr`, `pt-br`, `zh_CN`) or the name of a folder of one.
fn is_language(word: &str) -> bool {
    let region = |part: &str| matches!(part.len(), 2 | 4) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let word = word.to_lowercase();
    let is = |word: &str| lexicon().languages.contains(word);
    is(&word) || word.split_once(['-', '_']).is_some_and(|(code, other)| code.len() == 2 && is(code) && region(other))
}

/// `README.pt.md` beside `README.md`.
fn by_suffix(paths: &[&str]) -> BTreeSet<String> {
    let known: HashSet<&str> = paths.iter().copied().collect();
    let glob = |path: &&str| {
        let (stem, end) = path.rsplit_once('.')?;
        let at = stem.rfind(['.', '-', '_']).filter(|at| *at > stem.rfind('/').map_or(0, |slash| slash + 1))?;
        let (original, language) = (&stem[..at], &stem[at + 1..]);
        let is = is_language(language) && known.contains(format!("{original}.{end}").as_str());
        is.then(|| format!("**/*{}.{end}", &stem[at..]))
    };
    paths.iter().filter_map(glob).collect()
}

/// `de/strings.md` beside `fr/strings.md`, or beside `strings.md`.
fn by_folder(paths: &[&str]) -> BTreeSet<String> {
    let mut holders: BTreeMap<&str, BTreeMap<&str, HashSet<&str>>> = BTreeMap::new();
    for path in paths {
        let mut start = 0;
        while let Some(end) = path[start..].find('/').map(|at| start + at) {
            let (holder, name, rest) = (&path[..start], &path[start..end], &path[end + 1..]);
            if is_language(name) {
                holders.entry(holder.trim_end_matches('/')).or_default().entry(name).or_default().insert(rest);
            }
            start = end + 1;
        }
    }
    let known: HashSet<&str> = paths.iter().copied().collect();
    holders.iter().flat_map(|(holder, languages)| of_holder(holder, languages, &known)).collect()
}

/// The globs of the folders in `holder` that translate another one, or what stands beside them.
fn of_holder(holder: &str, languages: &BTreeMap<&str, HashSet<&str>>, known: &HashSet<&str>) -> Vec<String> {
    let all = |name: &str| under(holder, &format!("{name}/**"));
    // The pages without a language: beside the folders, or above them (`translations/fr/a.md` and `a.md`).
    let untold =
        |rests: &HashSet<&str>, above: &str| rests.iter().filter(|rest| known.contains(under(above, rest).as_str())).count();
    let has_original = |rests: &HashSet<&str>| {
        [holder, folder_of(holder)].iter().any(|above| untold(rests, above) * 100 >= rests.len().max(2) * SAME)
    };
    if languages.values().any(has_original) {
        return languages.keys().map(|name| all(name)).collect();
    }
    let Some((original, kept)) = languages.iter().max_by_key(|(name, rests)| (rests.len(), Reverse(*name))) else {
        return Vec::new();
    };
    // One page of the same name, as a README, is no translation.
    let same = |rests: &HashSet<&str>| {
        let both = rests.intersection(kept).count();
        both > usize::from(rests.iter().any(|rest| rest.contains('/') || rests.len() > 1))
            && both * 100 >= rests.len().min(kept.len()) * SAME
    };
    languages.iter().filter(|(name, rests)| *name != original && same(rests)).map(|(name, _)| all(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_is_told_by_its_name_or_its_folder() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["a/README.md", "a/README.pt.md", "a/guide.md"], &["**/*.pt.md"]),
            (&["a-b.md", "a.md", "cpu-in.md"], &[]),
            (&["de/a.md", "de/b.md", "es/a.md", "es/b.md", "de/c.md"], &["es/**"]),
            (&["a.md", "b.md", "translations/fr/a.md", "translations/fr/b.md"], &["translations/fr/**"]),
            (&["content/english/x/a.md", "content/english/y.md", "content/espanol/y.md"], &["content/espanol/**"]),
            (&["js/a.md", "css/b.md"], &[]),
        ];
        for (paths, globs) in cases {
            assert_eq!(translations(paths), globs.to_vec(), "{paths:?}");
        }
    }
}
