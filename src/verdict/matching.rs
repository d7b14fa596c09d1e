//! Which finding of a contribution is which of its base's.
//!
//! What stands in a file that nothing touched is known by its fingerprint. Elsewhere a finding may have moved down, its
//! file may have another name, its line may have been edited around it, its module may have moved: it is the same old debt
//! as long as one of the base's answers to it, each to one.

use super::Moved;
use crate::curriculum::Module;
use crate::curriculum::compare::Pairs;
use crate::curriculum::coverage::Report;
use crate::finding::Finding;
use crate::rules::book;
use std::collections::HashMap;

/// Rules that say the same of a link to what is not there: a commit has nothing untracked or ignored.
const ABSENT: [&str; 3] = ["link-missing-file", "link-untracked", "link-ignored"];

/// What is compared: findings with their fingerprints, and the modules.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The findings.
    pub findings: &'a [(Finding, String)],
    /// The modules.
    pub report: &'a Report,
}

/// Which finding is which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// For each finding of the contribution, the index of the base's; `None`: it is new.
    pub head: Vec<Option<usize>>,
    /// For each finding of the base, whether the contribution has it too; those that it has not are mended.
    pub base: Vec<bool>,
}

/// Compares the findings of the contribution, `head`, with those of its `base`, whose modules are paired by `pairs`.
pub fn compare(head: Side<'_>, base: Side<'_>, moved: &Moved, pairs: &Pairs) -> Matches {
    let found = Matches { head: vec![None; head.findings.len()], base: vec![false; base.findings.len()] };
    let mut matching = Matching { head, base, moved, found };
    matching.by_fingerprint();
    matching.by_identity();
    matching.by_line();
    matching.by_module(pairs);
    matching.found
}

struct Matching<'a> {
    head: Side<'a>,
    base: Side<'a>,
    moved: &'a Moved,
    found: Matches,
}

impl<'a> Matching<'a> {
    fn join(&mut self, new: usize, old: usize) {
        self.found.head[new] = Some(old);
        self.found.base[old] = true;
    }

    fn open_head(&self) -> Vec<usize> {
        self.found.head.iter().enumerate().filter(|(_, old)| old.is_none()).map(|(at, _)| at).collect()
    }

    fn open_base(&self) -> Vec<usize> {
        self.found.base.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect()
    }

    fn of_head(&self, at: usize) -> &'a Finding {
        &self.head.findings[at].0
    }

    fn of_base(&self, at: usize) -> &'a Finding {
        &self.base.findings[at].0
    }

    /// In files that nothing touched.
    fn by_fingerprint(&mut self) {
        let known: HashMap<&str, usize> =
            self.base.findings.iter().enumerate().map(|(at, (_, print))| (print.as_str(), at)).collect();
        for new in self.open_head() {
            let (finding, print) = &self.head.findings[new];
            if let Some(old) = known.get(print.as_str()).filter(|_| !self.moved.touches(finding.place.path())) {
                self.join(new, *old);
            }
        }
    }

    /// The same said of the same text in the same file, whatever its name was: where there are several, those on the same
    /// line first.
    fn by_identity(&mut self) {
        let moved = self.moved;
        let mut olds: HashMap<String, Vec<usize>> = HashMap::new();
        for old in self.open_base() {
            olds.entry(self.of_base(old).identity_with(|path| moved.changes.now(path))).or_default().push(old);
        }
        let mut waiting = Vec::new();
        for new in self.open_head() {
            let Some(candidates) = olds.get_mut(&self.of_head(new).identity_with(|path| path)) else { continue };
            match candidates.iter().position(|old| self.on_same_line(new, *old)) {
                Some(at) => {
                    let old = candidates.remove(at);
                    self.join(new, old);
                }
                None => waiting.push(new),
            }
        }
        for new in waiting {
            let candidates = olds.get_mut(&self.of_head(new).identity_with(|path| path));
            if let Some(old) = candidates.filter(|candidates| !candidates.is_empty()).map(|candidates| candidates.remove(0)) {
                self.join(new, old);
            }
        }
    }

    fn on_same_line(&self, new: usize, old: usize) -> bool {
        let line = |finding: &Finding| finding.place.start().line;
        let path = self.of_head(new).place.path();
        self.moved.is_same_line(path, line(self.of_base(old)), line(self.of_head(new)))
    }

    /// On a line that was edited, the same said of another text, or the same of another kind of absence.
    fn by_line(&mut self) {
        let mut olds: HashMap<&str, Vec<usize>> = HashMap::new();
        for old in self.open_base() {
            olds.entry(self.moved.changes.now(self.of_base(old).place.path())).or_default().push(old);
        }
        for new in self.open_head() {
            let Some(candidates) = olds.get_mut(self.of_head(new).place.path()) else { continue };
            let answers = |old: &usize| self.says_the_same(new, *old) && self.on_same_line(new, *old);
            if let Some(at) = candidates.iter().position(answers) {
                let old = candidates.remove(at);
                self.join(new, old);
            }
        }
    }

    fn says_the_same(&self, new: usize, old: usize) -> bool {
        let (new, old) = (self.of_head(new), self.of_base(old));
        if new.rule != old.rule {
            return ABSENT.contains(&new.rule) && ABSENT.contains(&old.rule) && new.place.text() == old.place.text();
        }
        new.variant == old.variant && new.sense_with(|path| path) == old.sense_with(|path| self.moved.changes.now(path))
    }

    /// What is said of the same module, though its title, place or file is another one.
    fn by_module(&mut self, pairs: &Pairs) {
        let of_modules = |finding: &Finding| book::page(finding.rule).is_some_and(|page| page.family == "modules");
        let mut olds: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
        for old in self.open_base() {
            let finding = self.of_base(old);
            if let Some(module) = of_modules(finding).then(|| holder(self.base.report, finding)).flatten() {
                olds.entry((finding.rule, module)).or_default().push(old);
            }
        }
        for new in self.open_head() {
            let finding = self.of_head(new);
            let module = of_modules(finding).then(|| holder(self.head.report, finding)).flatten();
            let before = module.and_then(|module| *pairs.before.get(module)?);
            let Some(candidates) = before.and_then(|module| olds.get_mut(&(finding.rule, module))) else { continue };
            // Of the same competency or assessment, or of the module itself.
            let title = |finding: &Finding, report: &Report, module: usize| {
                report.modules.get(module).is_some_and(|module| module.title.span == finding.place.span)
            };
            let answers = |old: &usize| {
                let other = self.of_base(*old);
                let both_titles = module.is_some_and(|module| title(finding, self.head.report, module))
                    && before.is_some_and(|module| title(other, self.base.report, module));
                both_titles || other.place.text() == finding.place.text()
            };
            if let Some(at) = candidates.iter().position(answers) {
                let old = candidates.remove(at);
                self.join(new, old);
            }
        }
    }
}

/// The index of the module that `finding` stands in.
fn holder(report: &Report, finding: &Finding) -> Option<usize> {
    let (path, start) = (finding.place.path(), finding.place.span.start);
    let holds = |module: &Module| module.source.path() == path && module.span.start <= start && start < module.span.end;
    // Modules are sorted by path and place.
    let first = report.modules.partition_point(|module| module.source.path() < path);
    let inside = report.modules[first..].iter().take_while(|module| module.source.path() == path);
    inside.enumerate().find(|(_, module)| holds(module)).map(|(at, _)| first + at)
}
