//! Which assessments of a module assess which of its competencies.

use super::blocks::Block;
use super::model::Node;
use super::{Competency, Text};

/// At most so many pairs of a competency and an assessment are kept of one module: nobody writes so many by hand.
const PAIRS: usize = 1 << 20;

/// Says of every competency which blocks close it, as indexes of the blocks that are not misspelt.
///
/// A block closes those since the block before it, also when it is empty or misspelt: then they are not assessed.
/// Divs (challenges) practise the whole module, wherever they stand; so do sections where the competencies are not
/// cut by any.
pub(super) fn close(texts: Vec<Text>, blocks: &[Block]) -> Vec<Competency> {
    let mut numbers = 0..;
    let numbers: Vec<Option<u32>> = blocks.iter().map(|block| if block.near { None } else { numbers.next() }).collect();
    let complete = |at: usize| numbers.get(at).copied().flatten().filter(|_| blocks[at].assessment.complete);
    let cut = |block: &Block| {
        let first = texts.first().is_some_and(|text| text.span.start < block.start);
        first && texts.last().is_some_and(|text| text.span.start > block.start)
    };
    let whole = blocks.iter().all(|block| match block.node {
        Node::Div => true,
        Node::Heading => !blocks.iter().any(cut),
        _ => false,
    });
    let all = (0..blocks.len()).filter_map(complete).take(bound(texts.len()));
    let all: Vec<u32> = if whole { all.collect() } else { Vec::new() };
    let mut at = 0;
    let assess = |text: Text| {
        while blocks.get(at).is_some_and(|block| block.start < text.span.start) {
            at += 1;
        }
        let assessed_by = if whole { all.clone() } else { complete(at).into_iter().collect() };
        Competency { text, assessed_by }
    };
    texts.into_iter().map(assess).collect()
}

/// How many assessments are kept for each of `competencies`: always one, which is enough to be assessed.
fn bound(competencies: usize) -> usize {
    (PAIRS / competencies.max(1)).max(1)
}
