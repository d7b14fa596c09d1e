//! Lines of a module that look like what its group asks for and are not: somebody meant to write it.

use super::model::{Node, Selector};
use super::reader::Reader;
use super::{Text, mine};
use crate::document::BlockKind;
use crate::text::{Span, normalise};

/// The lines that look like what a module lacks.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    /// Like an assessment.
    pub assessment: Option<Text>,
    /// Like an objective.
    pub objective: Option<Text>,
}

impl Attempts {
    /// Those of the module in `scope`, whose own marker ends at `from`; only what it lacks is looked for.
    pub(super) fn read(reader: Reader<'_>, scope: Span, from: u32, lacks_assessment: bool, lacks_objective: bool) -> Self {
        let scope = Span { start: from.max(scope.start), end: scope.end };
        let model = reader.model;
        let find = |selectors: &[Selector], names: fn(&str) -> bool| {
            let written = |selector: &&Selector| !matches!(selector.node, Node::File | Node::Folder | Node::Link);
            let selectors: Vec<&Selector> = selectors.iter().filter(written).collect();
            let is = |line: &str| selectors.iter().any(|selector| selector.pattern.is_some() && selector.accepts(line));
            (!selectors.is_empty()).then(|| first(reader, scope, |line| names(line) || is(line))).flatten()
        };
        Self {
            assessment: lacks_assessment.then(|| find(&model.assessment, mine::names_assessment)).flatten(),
            objective: lacks_objective.then(|| find(&model.objective, mine::names_objective)).flatten(),
        }
    }
}

/// The first heading, line of a paragraph, or class of a div in `scope` that `is` what is looked for.
fn first(reader: Reader<'_>, scope: Span, is: impl Fn(&str) -> bool) -> Option<Text> {
    let document = reader.document;
    let mut at = reader.block_from(scope.start);
    let mut found: Option<Text> = None;
    while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < scope.end) {
        let named = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph);
        // What a list teaches or asks is no name of anything, unless it announces what follows.
        let item = block.parent.is_some_and(|parent| parent + 1 == at && document.block(parent).kind == BlockKind::Item);
        let meant = |text: &str| (!item || text.trim_end().ends_with(':')) && is(&normalise::title(text));
        let line = named.then(|| reader.lines(at).find(|line| meant(&line.text))).flatten();
        if let Some(line) = line {
            found = Some(reader.text(line.plain));
            break;
        }
        at += 1;
    }
    // Divs stand in the order in which they open; a page of many modules is not asked for all of them each time.
    let from = document.divs.partition_point(|div| div.open.start < scope.start);
    let mut divs = document.divs[from..].iter().take_while(|div| div.open.start < scope.end);
    let div = divs.find(|div| is(&div.class)).map(|div| Text { text: div.class.to_string(), span: div.open });
    [found, div].into_iter().flatten().min_by_key(|text| text.span.start)
}
