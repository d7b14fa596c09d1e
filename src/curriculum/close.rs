//! Which assessments of a module assess which of its competencies.

use super::Competency;
use super::blocks::Block;
use super::model::Node;

/// At most so many pairs of a competency and an assessment are kept of one module: nobody writes so many by hand.
const PAIRS: usize = 1 << 20;

/// Says of every competency which blocks close it, as indexes of the blocks that are not misspelt.
///
/// A block that names competencies assesses those, which are looked up later, and closes none. Any other
/// closes those since the block before it, also when it is empty or misspelt: then they are not assessed.
/// Divs (challenges) practise the whole module, wherever they stand; so do sections where the competencies are not
/// cut by any.
pub(super) fn close(competencies: &mut [Competency], blocks: &[Block]) {
    let mut numbers = 0..;
    let numbers: Vec<Option<u32>> = blocks.iter().map(|block| if block.near { None } else { numbers.next() }).collect();
    let complete = |at: usize| {
        numbers.get(at).copied().flatten().filter(|_| {
            let assessment = &blocks[at].assessment;
            assessment.complete && assessment.names.is_empty()
        })
    };
    let cut = |block: &Block| {
        let first = competencies.first().is_some_and(|first| first.text.span.start < block.start);
        first && competencies.last().is_some_and(|last| last.text.span.start > block.start)
    };
    let whole = blocks.iter().all(|block| match block.node {
        Node::Div => true,
        Node::Heading => !blocks.iter().any(cut),
        _ => false,
    });
    let all = (0..blocks.len()).filter_map(complete).take(bound(competencies.len()));
    let all: Vec<u32> = if whole { all.collect() } else { Vec::new() };
    let mut at = 0;
    for competency in competencies {
        while blocks.get(at).is_some_and(|block| block.start < competency.text.span.start) {
            at += 1;
        }
        competency.assessed_by = if whole { all.clone() } else { complete(at).into_iter().collect() };
    }
}

/// How many assessments are kept for each of `competencies`: always one, which is enough to be assessed.
fn bound(competencies: usize) -> usize {
    (PAIRS / competencies.max(1)).max(1)
}
