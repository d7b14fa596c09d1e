//! Profile < file: what one configuration says replaces what another said before it.

use super::written::{Written, WrittenGroup, WrittenSite};

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

fn replace(known: &mut WrittenGroup, group: WrittenGroup) {
    fn set<T>(slot: &mut Option<T>, value: Option<T>) {
        if value.is_some() {
            *slot = value;
        }
    }
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
