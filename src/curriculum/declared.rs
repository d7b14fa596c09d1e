//! Figures that pages give of themselves, held against what they hold.

use super::files::Files;
use super::model::Model;
use super::{Found, Module};
use crate::config::{Counts, Declared};
use crate::data::{Node, Value};
use crate::document::Source;
use crate::text::Span;
use std::sync::Arc;

/// A figure that a file gives of itself.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What the group says of it.
    pub declared: Declared,
    /// The figure.
    pub value: i64,
    /// Where it is written.
    pub place: Span,
}

/// A figure that is not what the file holds.
#[derive(Clone, Debug)]
pub struct Miscount {
    /// The file.
    pub source: Arc<Source>,
    /// What it says.
    pub figure: Figure,
    /// What it holds.
    pub counted: usize,
}

/// The figures at the top of the data in `root`: whole numbers; what else stands under a key is no figure.
pub(super) fn read(model: &Model, root: Option<&Node>) -> Vec<Figure> {
    let figure = |declared: &Declared| match root?.get(&declared.key)? {
        Node { value: Value::Integer(value), span } => Some(Figure { declared: declared.clone(), value: *value, place: *span }),
        _ => None,
    };
    model.declared.iter().filter_map(figure).collect()
}

/// The figures that are wrong, by file. What a file has nothing of at all is told otherwise where its modules need it.
pub(super) fn wrong(found: &[Found], files: &Files) -> Vec<Miscount> {
    let mut wrong = Vec::new();
    for found in found {
        for figure in &found.figures {
            let counts = figure.declared.counts;
            let counted = match files.items(&found.group, found.source.path()).filter(|_| found.modules.is_empty()) {
                Some(items) if counts == Counts::Items => items,
                Some(_) => continue,
                None if found.modules.is_empty() && counts != Counts::Modules => continue,
                None => count(&found.modules, counts),
            };
            let told = counted == 0 && found.modules.iter().any(|module| module.exempt.is_none());
            if !told && !figure.declared.r#as.agrees(figure.value, counted) {
                wrong.push(Miscount { source: Arc::clone(&found.source), figure: figure.clone(), counted });
            }
        }
    }
    wrong
}

fn count(modules: &[Module], counts: Counts) -> usize {
    let each = |module: &Module| match counts {
        Counts::Modules => 1,
        Counts::Competencies => module.competencies.len(),
        Counts::Assessments => module.assessments.len(),
        Counts::Items => module.assessments.iter().map(super::Assessment::real_items).sum(),
    };
    modules.iter().map(each).sum()
}
