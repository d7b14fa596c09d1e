//! The files that assess modules of other files: which ones are asked for, and what each module gets of them.

use super::{Assessment, Found, Lack, Models, Module, blocks, external, figures, model::Node, reader::Reader};
use crate::data::{self, SyntaxError};
use crate::document::{Dialect, Document, Source};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What one file gives to the modules of one group.
struct Given {
    whole: Assessment,
    /// Where it holds the assessments of many modules: by the id of the module.
    each: Option<HashMap<String, Vec<Assessment>>>,
}

/// What all files give, by group and path.
#[derive(Default)]
pub(super) struct Files(HashMap<(Arc<str>, String), Given>);

impl Files {
    /// Takes out of `found` what files give.
    pub(super) fn take(found: &mut [Found]) -> Self {
        let mut files = Self::default();
        for found in found {
            let Some(whole) = found.assessment.take() else { continue };
            let each = found.each.take().map(|entries| {
                let mut by_id: HashMap<String, Vec<Assessment>> = HashMap::new();
                for (ids, assessment) in entries {
                    for id in ids.into_iter().collect::<BTreeSet<_>>() {
                        by_id.entry(id).or_default().push(assessment.clone());
                    }
                }
                by_id
            });
            files.0.insert((Arc::clone(&found.group), found.source.path().to_owned()), Given { whole, each });
        }
        files
    }

    /// How many items the file has for the group, where it is an assessment.
    pub(super) fn items(&self, group: &Arc<str>, path: &str) -> Option<usize> {
        self.get(group, path).map(|given| given.whole.real_items())
    }

    fn get(&self, group: &Arc<str>, path: &str) -> Option<&Given> {
        self.0.get(&(Arc::clone(group), path.to_owned()))
    }

    /// Gives `module` what the files it names hold: the one that its group assesses it by, and those that it links to.
    pub(super) fn give(&self, module: &mut Module) {
        for number in 0..module.assessments.len() {
            let assessment = &module.assessments[number];
            let Some(link) = assessment.link.clone() else { continue };
            let names = assessment.names.clone();
            match self.get(&module.group, &link.path).map(|given| given.whole.clone()) {
                Some(given) => {
                    let names = if given.names.is_empty() { names } else { given.names };
                    module.assessments[number] = Assessment { link: Some(link), names, ..given };
                }
                None => {
                    let marker = assessment.marker.clone();
                    let lack = Some(Lack::File);
                    module.assessments[number] = Assessment { marker, link: Some(link), lack, ..Assessment::default() };
                }
            }
            let given = &module.assessments[number];
            if !given.complete || !given.names.is_empty() {
                module.competencies.iter_mut().for_each(|one| one.assessed_by.retain(|&by| by as usize != number));
            }
        }
        let mut all = Vec::new();
        let id = module.id.clone();
        let group = Arc::clone(&module.group);
        module.assessed_by.retain(|path| {
            let Some(given) = self.get(&group, path) else { return true };
            let of_path = match (&given.each, &id) {
                (None, _) => vec![given.whole.clone()],
                (Some(each), Some(id)) => each.get(id).cloned().unwrap_or_default(),
                (Some(_), None) => Vec::new(),
            };
            // Where the file is there and says nothing of this module, it does not assess it.
            let gives = !of_path.is_empty();
            all.extend(of_path);
            gives
        });
        for mut one in all {
            if one.names.is_empty() {
                one.names.clone_from(&module.names);
            }
            let number = module.assessments.len() as u32;
            if one.complete && one.names.is_empty() {
                module.competencies.iter_mut().for_each(|competency| competency.assessed_by.push(number));
            }
            module.assessments.push(one);
        }
    }
}

/// The files that can't be read, each once, by path.
pub(super) fn faults(found: &[Found]) -> Vec<(Arc<Source>, SyntaxError)> {
    let mut paths = HashSet::new();
    let faults = found.iter().filter_map(|found| Some((&found.source, found.fault.as_ref()?)));
    faults.filter(|(source, _)| paths.insert(source.path())).map(|(source, fault)| (Arc::clone(source), fault.clone())).collect()
}

impl Models {
    /// The paths of the files that assess modules in `found` and are not among what was found, sorted: whoever has the
    /// snapshot reads them and gives them to [`Self::read_file`].
    pub fn wanted(&self, found: &[Found]) -> Vec<Arc<str>> {
        let there: HashSet<(&str, &str)> =
            found.iter().filter(|one| one.assessment.is_some()).map(|one| (&*one.group, one.source.path())).collect();
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for module in found.iter().flat_map(|found| &found.modules) {
            let links = module.assessments.iter().filter_map(|assessment| Some(&assessment.link.as_ref()?.path));
            let paths = links.chain(&module.assessed_by).map(String::as_str);
            wanted.extend(paths.filter(|path| !there.contains(&(&*module.group, path))));
        }
        wanted.into_iter().map(Arc::from).collect()
    }

    /// Whether what a document says of its modules is not all that is known of them: files give them assessments, or
    /// assessments name what they assess.
    pub(crate) fn need_others(&self) -> bool {
        let mut selectors = self.0.iter().flat_map(|model| &model.assessment);
        let folders = self.0.iter().flat_map(|model| &model.module).any(|selector| selector.node == Node::Folder);
        folders || selectors.any(|selector| matches!(selector.node, Node::File | Node::Link) || selector.assesses.is_some())
    }

    /// Whether the file at `path` may be an assessment of modules of other files.
    pub(crate) fn may_assess(&self, path: &str) -> bool {
        self.0.iter().any(|model| model.assesses(path).is_some())
    }

    /// What the file at `path`, which need be no document, gives as an assessment of other files' modules. `source`:
    /// its text, if it can be read; `dialect`: how, if it is Markdown.
    pub fn read_file(&self, path: &Arc<str>, source: Option<Arc<Source>>, dialect: Dialect) -> Vec<Found> {
        let readable = source.is_some();
        let source = source.unwrap_or_else(|| Source::new(Arc::clone(path), String::new()));
        let document = (readable && !data::is_data(path)).then(|| Document::parse_as(Arc::clone(&source), dialect));
        let mut all = Vec::new();
        for model in &self.0 {
            let Some(selector) = model.assesses(path) else { continue };
            let mut found = Found::empty(&source, model);
            found.assessment = Some(match &document {
                Some(document) => {
                    found.figures = figures(document, model);
                    blocks::of_file(Reader { document, model }, selector)
                }
                None if readable => {
                    let data = external::read(&source, model, selector);
                    (found.each, found.fault, found.figures) = (data.each, data.fault, data.figures);
                    data.whole
                }
                None => external::unread(&source),
            });
            all.push(found);
        }
        all
    }
}

impl super::model::Model {
    /// What the file at `path` may be an assessment by.
    pub(super) fn assesses(&self, path: &str) -> Option<&super::model::Selector> {
        self.assessment.iter().find(|selector| selector.takes(path))
    }
}

impl super::model::Selector {
    /// Whether the file at `path` may be such an assessment.
    fn takes(&self, path: &str) -> bool {
        match self.node {
            Node::File => self.path.as_ref().is_some_and(|template| template.may_be(path)),
            Node::Link => self.external.target.as_ref().is_some_and(|target| target.takes(path)),
            _ => false,
        }
    }
}
