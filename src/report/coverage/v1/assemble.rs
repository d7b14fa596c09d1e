//! A report from its modules: names, figures, and what is missing, each computed here and nowhere else.

use super::{Coverage, Figures, Group, Kind, Missing, Module, NAME, Place, Repository, Snapshot, Tool};
use crate::anchor::Renderer;
use crate::curriculum::coverage::Report;
use crate::report::history::{History, Turns};
use std::collections::HashMap;

impl Coverage {
    /// The report of one repository.
    pub fn new(repository: Repository, report: &Report) -> Self {
        Self::assemble(vec![repository], report.modules.iter().map(Module::from).collect())
    }

    /// The report of `modules`, which come from `repositories` and are sorted by them.
    pub(super) fn assemble(mut repositories: Vec<Repository>, mut modules: Vec<Module>) -> Self {
        name(&repositories, &mut modules);
        for module in &mut modules {
            module.competencies_assessed = module.competencies.iter().filter(|competency| competency.assessed).count();
        }
        for (at, repository) in repositories.iter_mut().enumerate() {
            let first = modules.partition_point(|module| module.repository < at);
            let end = modules.partition_point(|module| module.repository <= at);
            repository.summary = Figures::of(modules.get(first..end).unwrap_or_default());
        }
        let snapshot = match repositories.as_slice() {
            [only] => only.snapshot.clone(),
            _ => Snapshot { kind: Place::Merged, commit: None, date: None },
        };
        Self {
            schema: NAME.to_owned(),
            tool: Tool::this(),
            snapshot,
            summary: Figures::of(&modules),
            kinds: Kind::of(&modules),
            groups: Group::of(&modules),
            repositories,
            base: None,
            history: None,
            missing: Missing::of(&modules),
            modules,
        }
    }

    /// The report with how it came about, and where the ways of its modules turned, in their order.
    pub fn with_history(mut self, history: History, turns: Vec<Turns>) -> Self {
        for (module, turns) in self.modules.iter_mut().zip(turns) {
            (module.appeared, module.since) = (turns.appeared, turns.since);
        }
        self.history = Some(history);
        self
    }

    /// The repository that `module` comes from.
    pub fn repository(&self, module: &Module) -> Option<&Repository> {
        self.repositories.get(module.repository)
    }

    /// Whether it tells of several repositories.
    pub fn merged(&self) -> bool {
        self.repositories.len() > 1
    }
}

/// Gives every module a name that no other has: its title's, behind its repository's where there are several. It stays the
/// same as long as titles do, so that an address that somebody noted still leads there.
fn name(repositories: &[Repository], modules: &mut [Module]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let slug = |text: &str| Renderer::Github.slug_of_text(text);
    for module in modules {
        let repository = repositories.get(module.repository).filter(|_| repositories.len() > 1);
        let prefix = repository.and_then(|repository| repository.name.as_deref()).map(|name| slug(name) + "-");
        let base = format!("module-{}{}", prefix.unwrap_or_default(), slug(&module.title));
        let mut id = base.clone();
        // A title may end in the number that another's name is given.
        while taken.contains_key(&id) {
            let next = taken.entry(base.clone()).or_default();
            *next += 1;
            id = format!("{base}-{next}");
        }
        taken.insert(id.clone(), 0);
        module.id = id;
    }
}
