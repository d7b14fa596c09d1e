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
/// Divs (challenges) practise the whole module, wherever they stand; so do sections and links where the competencies are
/// not cut by any. A link in the text of a competency is that one's, and nobody else's.
pub(super) fn close(competencies: &mut [Competency], blocks: &[Block]) {
    let mut numbers = 0..;
    let numbers: Vec<Option<u32>> = blocks.iter().map(|block| if block.near { None } else { numbers.next() }).collect();
    let complete = |at: usize| {
        numbers.get(at).copied().flatten().filter(|_| {
            let assessment = &blocks[at].assessment;
            assessment.complete && assessment.names.is_empty()
        })
    };
    let held: Vec<Option<usize>> = blocks.iter().map(|block| holder(competencies, block)).collect();
    let placed: Vec<usize> = (0..blocks.len()).filter(|&at| held[at].is_none()).collect();
    let cut = |block: &Block| {
        let first = competencies.first().is_some_and(|first| first.text.span.start < block.start);
        first && competencies.last().is_some_and(|last| last.text.span.start > block.start)
    };
    let any_cut = placed.iter().any(|&at| cut(&blocks[at]));
    let whole = placed.iter().all(|&at| match blocks[at].node {
        Node::Div => true,
        Node::Heading | Node::Link => !any_cut,
        _ => false,
    });
    let all = placed.iter().copied().filter_map(complete).take(bound(competencies.len()));
    let all: Vec<u32> = if whole { all.collect() } else { Vec::new() };
    let mut at = 0;
    for competency in competencies.iter_mut() {
        while placed.get(at).is_some_and(|&block| blocks[block].start < competency.text.span.start) {
            at += 1;
        }
        let next = || placed.get(at).copied().and_then(complete);
        competency.assessed_by = if whole { all.clone() } else { next().into_iter().collect() };
    }
    for (at, holder) in held.iter().enumerate() {
        if let (Some(holder), Some(number)) = (holder, complete(at)) {
            competencies[*holder].assessed_by.push(number);
            competencies[*holder].assessed_by.sort_unstable();
        }
    }
}

/// The competency in whose text the block, a link, stands.
fn holder(competencies: &[Competency], block: &Block) -> Option<usize> {
    let before = competencies.partition_point(|competency| competency.text.span.start <= block.start);
    let at = before.checked_sub(1).filter(|_| block.node == Node::Link)?;
    (block.start < competencies[at].text.span.end).then_some(at)
}

/// How many assessments are kept for each of `competencies`: always one, which is enough to be assessed.
fn bound(competencies: usize) -> usize {
    (PAIRS / competencies.max(1)).max(1)
}
