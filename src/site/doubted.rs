//! What makes one doubt what is known of a site.

use super::{Cause, Doubt, Kinds, Reach, Renderer, Shape, Site, generator, other};
use crate::text::path::below;

impl Site {
    /// Whether it leaves out the file at `path`.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.excluded.iter().any(|excluded| below(excluded, path).is_some())
    }

    /// Another site has the same pages: of another generator, that leaves little known.
    pub(super) fn merge(&mut self, other: &Self) {
        self.merge_dialect(other);
        if generator::same(self.generator, other.generator) {
            self.doubts.extend(other.doubts.iter().cloned());
            self.by_name |= other.by_name;
            self.anchors &= self.renderer == other.renderer && other.anchors;
        } else {
            self.give_up(Cause::SeveralGenerators);
        }
    }

    /// Nobody can say which generator reads the folder.
    pub(super) fn give_up(&mut self, cause: Cause) {
        self.generator = &other::Other;
        self.renderer = Renderer::Github;
        self.anchors = false;
        self.doubt(cause, Kinds::PAGES.and(Kinds::ROOT));
    }

    /// Because of `cause`, which its configuration shows, links of these kinds may be answered by what is not seen here.
    pub(super) fn doubt(&mut self, cause: Cause, kinds: Kinds) {
        self.doubt_below("", cause, kinds);
    }

    /// The same for the addresses that begin with the parts of `prefix`, and the fragments that begin with it.
    pub(super) fn doubt_below(&mut self, prefix: &str, cause: Cause, kinds: Kinds) {
        let doubt = Doubt { cause, evidence: self.evidence.clone() };
        self.doubts.push(Reach { doubt, kinds, prefix: prefix.into(), named: false });
    }

    /// The same, where no more than the targets of links is changed: a file that is nowhere stays missing.
    pub(super) fn doubt_targets(&mut self, cause: Cause, kinds: Kinds) {
        self.doubt(cause, kinds);
        self.doubts.iter_mut().next_back().into_iter().for_each(|reach| reach.named = true);
    }

    /// The first of its doubts that reaches a link of this shape to `address`, or to a fragment.
    pub(crate) fn doubt_about(&self, shape: Shape, root: bool, address: &str) -> Option<&Doubt> {
        self.doubt_where(shape, root, address, &|| true)
    }

    /// The same, where `is_named` says whether a file of the repository is called like the target.
    pub(super) fn doubt_where(&self, shape: Shape, root: bool, address: &str, is_named: &dyn Fn() -> bool) -> Option<&Doubt> {
        let holds = |reach: &&Reach| reach.holds(shape, root, address) && (!reach.named || is_named());
        self.doubts.iter().find(holds).map(|reach| &reach.doubt)
    }

    /// Whether one of its doubts that other links can outweigh reaches links of this shape at all.
    pub(crate) fn doubts_any(&self, shape: Shape, root: bool) -> bool {
        let asks = |reach: &Reach| reach.doubt.cause.yields() && reach.kinds.has(shape, root);
        self.by_name || self.doubts.iter().any(asks)
    }
}
