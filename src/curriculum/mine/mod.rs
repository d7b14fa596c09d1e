//! What a curriculum shows of its own form, where nothing says what a module is: which of its files are lessons, and what in them
//! names an assessment, in the words of the field (`rules/lexicon.yaml`).

mod beside;
mod lessons;
mod lexicon;
mod page;
mod series;
mod shape;
mod translations;

use lexicon::lexicon;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub use lexicon::names_assessment;
pub(super) use lexicon::names_objective;
pub use page::{Form, Page, Sign};
pub use shape::Shared;

/// A name of assessments that several pages have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// How it is written.
    pub form: Form,
    /// The words that name it, as the first page that has it writes them.
    pub text: String,
    /// The pages that have it, in the order in which they were given.
    pub pages: Vec<Arc<str>>,
    /// The line of the first one, from 1.
    pub line: u32,
}

/// The names of assessments in `pages`, those of most pages first.
pub fn assessments<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Vec<Recurring> {
    let mut found: BTreeMap<(Form, String), Recurring> = BTreeMap::new();
    for page in pages {
        for sign in &page.signs {
            let one = found.entry((sign.form, sign.words.to_lowercase())).or_insert_with(|| Recurring {
                form: sign.form,
                text: sign.words.clone(),
                pages: Vec::new(),
                line: sign.line,
            });
            if one.pages.last().is_none_or(|last| **last != *page.path) {
                one.pages.push(Arc::clone(&page.path));
            }
        }
    }
    let mut found: Vec<Recurring> = found.into_values().collect();
    found.sort_by(|one, other| other.pages.len().cmp(&one.pages.len()).then_with(|| one.text.cmp(&other.text)));
    found
}

/// One way in which the lessons name their assessments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// How they are written.
    pub form: Form,
    /// The words that name them.
    pub words: Vec<String>,
    /// How many lessons have one.
    pub of: usize,
}

impl Way {
    /// A regular expression of the words; none of a file's, which has a path.
    pub fn pattern(&self) -> String {
        match self.form {
            Form::Heading | Form::Bold => lexicon().pattern(&self.words),
            Form::Div => format!("^(?:{})$", self.words.join("|")),
            Form::File => String::new(),
        }
    }
}

/// A group of the configuration that the pages themselves suggest: each of its files is a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The globs of its files, from the root of the repository.
    pub files: Vec<String>,
    /// The globs of files that these take and that are no lessons.
    pub exclude: Vec<String>,
    /// Those of them that are of translations.
    pub translations: Vec<String>,
    /// The ways in which the lessons name their assessments; none where no lesson does.
    pub ways: Vec<Way>,
    /// The sections that nearly all have, in order.
    pub sections: Vec<Shared<u8>>,
    /// The keys of front matter that nearly all have.
    pub keys: Vec<Shared<Option<&'static str>>>,
    /// How many files are left.
    pub of: usize,
    /// Those of them that name no assessment.
    pub without: Vec<Arc<str>>,
}

/// How many names of assessments are proposed, by form.
const MOST: usize = 24;

/// A file of its own is a way where it assesses one lesson in so many that nothing else does.
const SHARE: usize = 20;

/// The group that `pages` suggest; `None` where they show no lessons.
pub fn propose(pages: &[Page]) -> Option<Proposal> {
    let lessons = lessons::find(pages)?;
    let found = assessments(lessons.pages.iter().copied());
    let mut having: HashSet<&str> = HashSet::new();
    let mut ways = Vec::new();
    for form in [Form::Heading, Form::Bold, Form::Div] {
        let named: Vec<&Recurring> = found.iter().filter(|one| one.form == form).take(MOST).collect();
        let those: HashSet<&str> = named.iter().flat_map(|one| &one.pages).map(|path| &**path).collect();
        // A way that finds nothing more is not worth a line.
        if those.iter().any(|path| !having.contains(path)) {
            ways.push(Way { form, words: named.iter().map(|one| one.text.clone()).collect(), of: those.len() });
            having.extend(those);
        }
    }
    for (template, of) in beside::templates(pages, &lessons.pages) {
        let new = of.iter().filter(|path| !having.contains(&***path)).count();
        if new > 0 && new * SHARE >= lessons.pages.len() {
            ways.push(Way { form: Form::File, words: vec![template], of: of.len() });
            having.extend(lessons.pages.iter().map(|page| &*page.path).filter(|path| of.contains(*path)));
        }
    }
    let without = lessons.pages.iter().map(|page| &page.path).filter(|path| !having.contains(&***path));
    Some(Proposal {
        without: without.cloned().collect(),
        sections: shape::sections(&lessons.pages),
        keys: shape::keys(&lessons.pages),
        of: lessons.pages.len(),
        files: lessons.files,
        exclude: lessons.exclude,
        translations: lessons.translations,
        ways,
    })
}

/// The words by which lessons that name no assessment yet may name one, in the language with that code; English where it has none.
pub fn usual(language: &str) -> Way {
    Way { form: Form::Heading, words: lexicon().usual(language).to_vec(), of: 0 }
}

#[cfg(test)]
mod tests;
