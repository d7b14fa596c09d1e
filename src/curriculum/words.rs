//! A cheap test that comes before the content model: whether the words of a pattern stand in a document at all.

use super::model::{Model, Node};
use crate::config::RequiredWords;
use crate::document::Document;

/// What was asked of one document: the groups of a configuration often look for the same words.
#[derive(Default)]
pub(super) struct Words<'a>(Vec<(&'a RequiredWords, bool)>);

impl<'a> Words<'a> {
    /// Whether the words of the group's assessments stand anywhere in the document: nearly no page has them, and where no
    /// module starts a misspelt marker is prose.
    pub(super) fn may_assess(&mut self, document: &Document, model: &'a Model) -> bool {
        let selectors = &model.assessment;
        selectors.is_empty()
            || selectors.iter().any(|selector| {
                let pattern = selector.pattern.as_ref();
                selector.node == Node::Div || pattern.is_none_or(|pattern| self.stand_in(document, pattern.required()))
            })
    }

    fn stand_in(&mut self, document: &Document, words: &'a RequiredWords) -> bool {
        if let Some((_, stand)) = self.0.iter().find(|(known, _)| *known == words) {
            return *stand;
        }
        let stand = words.stand_in(document.plain.text());
        self.0.push((words, stand));
        stand
    }
}
