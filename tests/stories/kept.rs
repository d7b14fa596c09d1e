//! Stories as texts: those that once failed.

use crate::said::Tester;
use std::collections::BTreeMap;
use std::fmt::Write as _;

type Files = BTreeMap<String, String>;

/// How a story is kept: each file behind its name, carriage returns visible.
pub(crate) fn shown(base: &Files, head: &Files) -> String {
    let mut out = String::new();
    for (side, files) in [("base", base), ("head", head)] {
        for (path, text) in files {
            let text = text.replace('\r', "␍");
            write!(out, "=== {side} {path}\n{text}").unwrap();
            out.push_str(if text.ends_with('\n') || text.is_empty() { "" } else { "␄\n" });
        }
    }
    out
}

/// The two sides of a story that is kept, and the numbers that are new and fixed.
fn read(text: &str) -> ([Files; 2], [Vec<u32>; 2]) {
    let (mut files, mut numbers): ([Files; 2], [Vec<u32>; 2]) = Default::default();
    for part in text.split("=== ").skip(1) {
        let (head, text) = part.split_once('\n').unwrap();
        let text = text.replace('␍', "\r").replace("␄\n", "");
        let mut words = head.split(' ');
        let what = words.next().unwrap();
        match ["base", "head", "new", "fixed"].iter().position(|known| *known == what).unwrap() {
            side @ (0 | 1) => {
                files[side].insert(words.next().unwrap().to_owned(), text);
            }
            said => numbers[said - 2] = words.map(|word| word.parse().unwrap()).collect(),
        }
    }
    (files, numbers)
}

#[test]
fn what_once_failed_is_right() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/kept");
    let mut tester = Tester::new();
    let mut stories: Vec<_> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    stories.sort();
    for path in stories {
        let ([base, head], [new, fixed]) = read(&std::fs::read_to_string(&path).unwrap());
        let mut said = tester.verdict(&base, &head).unwrap();
        said.new.sort_unstable();
        said.fixed.sort_unstable();
        assert_eq!((said.new, said.fixed), (new, fixed), "{}", path.display());
    }
}
