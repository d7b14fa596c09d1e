//! Profile < file: what one configuration says replaces what another said before it.

use super::written::{Written, WrittenGroup, WrittenSite};
use std::collections::HashMap;

/// `later` on top of `base`: its keys and rules replace, a group of the same name is replaced key by key, new groups
/// come after.
pub(super) fn onto(base: Written, later: Written) -> Written {
    let mut content = base.content;
    for group in later.content {
        match content.iter_mut().find(|known| known.name == group.name) {
            Some(known) => replace(known, group),
            None => content.push(group),
        }
    }
    let mut rules = base.rules;
    rules.extend(later.rules);
    let mut overrides = base.overrides;
    overrides.extend(later.overrides);
    let mut repositories = base.repositories;
    repositories.extend(later.repositories);
    Written {
        extends: later.extends.or(base.extends),
        language: later.language.or(base.language),
        site: site(base.site, later.site),
        sites: later.sites.or(base.sites),
        online: match (base.online, later.online) {
            (Some(base), Some(later)) => Some(later.onto(base)),
            (base, later) => later.or(base),
        },
        exclude: later.exclude.or(base.exclude),
        repository: later.repository.or(base.repository),
        repositories,
        fail_on: later.fail_on.or(base.fail_on),
        content,
        rules,
        overrides,
        title: None,
        description: None,
        evidence: None,
    }
}

fn site(base: Option<WrittenSite>, later: Option<WrittenSite>) -> Option<WrittenSite> {
    let (Some(base), Some(later)) = (&base, &later) else {
        return later.or(base);
    };
    Some(WrittenSite {
        renderer: later.renderer.or(base.renderer),
        root: later.root.clone().or_else(|| base.root.clone()),
        public: later.public.clone().or_else(|| base.public.clone()),
        base: later.base.clone().or_else(|| base.base.clone()),
    })
}

/// So many groups are like each other in a row, at most: each is copied for the one before.
pub(super) const LONGEST: usize = 32;

/// Gives each group that is like another one what it has not of that: patterns and kinds. The names that lead to no group, or back to
/// where they began, each with the index of their group.
pub(super) fn alike(groups: &mut [WrittenGroup]) -> Vec<(usize, String)> {
    let mut wrong = Vec::new();
    let by_name: HashMap<String, usize> = groups.iter().enumerate().rev().map(|(at, group)| (group.name.clone(), at)).collect();
    for at in 0..groups.len() {
        let mut seen = vec![at];
        let mut next = groups[at].like.clone();
        while let Some(name) = next {
            let known = by_name.get(&name).copied().filter(|other| !seen.contains(other) && seen.len() < LONGEST);
            let Some(other) = known else {
                wrong.push((at, name));
                break;
            };
            seen.push(other);
            let from = groups[other].clone();
            let group = &mut groups[at];
            group.module = group.module.take().or(from.module);
            group.objective = group.objective.take().or(from.objective);
            group.competency = group.competency.take().or(from.competency);
            group.assessment = group.assessment.take().or(from.assessment);
            group.kinds = group.kinds.take().or(from.kinds);
            next = from.like;
        }
    }
    wrong
}

fn replace(known: &mut WrittenGroup, group: WrittenGroup) {
    fn set<T>(slot: &mut Option<T>, value: Option<T>) {
        if value.is_some() {
            *slot = value;
        }
    }
    set(&mut known.like, group.like);
    set(&mut known.files, group.files);
    set(&mut known.exclude, group.exclude);
    set(&mut known.front_matter, group.front_matter);
    set(&mut known.sections, group.sections);
    set(&mut known.extra_sections, group.extra_sections);
    set(&mut known.announced, group.announced);
    set(&mut known.module, group.module);
    set(&mut known.objective, group.objective);
    set(&mut known.competency, group.competency);
    set(&mut known.assessment, group.assessment);
    set(&mut known.kinds, group.kinds);
    set(&mut known.exempt, group.exempt);
    set(&mut known.declared, group.declared);
}
