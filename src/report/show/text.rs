//! What is shown for people.

use super::v1::{Assessed, Evidence, File, Module, RuleOff, Show, Site};
use super::{words, yaml};
use crate::language::Language;
use crate::report::coverage::v1::{Assessment, Competency};
use crate::report::coverage::words::{kind, lacking};
use crate::report::paint::{BOLD, painted};
use crate::report::words::columns;
use crate::report::{Style, shown};
use crate::say;
use std::io::{self, Write};

/// Writes how the file is read; where none was asked for, the configuration in effect as YAML.
///
/// # Errors
/// Those of `out`.
pub fn text(show: &Show, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match &show.file {
        Some(file) => Page { style, language: style.language }.file(file, show.configuration.evidence.as_ref(), out),
        None => yaml::write(&show.configuration, style, out),
    }
}

struct Page<'a> {
    style: &'a Style,
    language: Language,
}

impl Page<'_> {
    fn file(&self, file: &File, profile: Option<&Evidence>, out: &mut dyn Write) -> io::Result<()> {
        self.heading(&self.style.path(&file.path), out)?;
        if let Some(left_out) = &file.left_out {
            return writeln!(out, "  {}", words::left_out(left_out, self.style));
        }
        writeln!(out, "  {}", self.site(file))?;
        if let Some(Evidence { profile, path }) = profile {
            let (profile, path) = (shown(profile), self.style.path(path));
            let chosen = say!(self.language,
                fr: "Profil\u{a0}: {profile}, choisi d'après {path}.",
                en: "Profile: {profile}, chosen because of {path}.");
            writeln!(out, "  {chosen}")?;
        }
        self.groups(file, out)?;
        self.modules(file, out)?;
        self.assessed(&file.assesses, out)?;
        self.rules(&file.rules_off, out)
    }

    fn heading(&self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", painted(self.style.colour, BOLD, text))
    }

    fn site(&self, file: &File) -> String {
        let renderer = shown(&file.renderer);
        let Some(Site { name, evidence, page, .. }) = &file.site else {
            return say!(self.language,
                fr: "Aucun site\u{a0}: lu sur la forge, ancres de {renderer}.",
                en: "No site: read on the forge, anchors of {renderer}.");
        };
        let name = shown(name);
        let by = evidence
            .as_deref()
            .map_or_else(|| say!(self.language, fr: "la configuration", en: "the configuration"), |path| self.style.path(path));
        match page {
            true => say!(self.language,
                fr: "Site\u{a0}: {name}, d'après {by}\u{a0}; ancres de {renderer}.",
                en: "Site: {name}, because of {by}; anchors of {renderer}."),
            false => say!(self.language,
                fr: "Site\u{a0}: {name}, d'après {by}, qui ne fait pas de page de ce fichier\u{a0}; ancres de {renderer}.",
                en: "Site: {name}, because of {by}, which makes no page of this file; anchors of {renderer}."),
        }
    }

    fn groups(&self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.heading(&say!(self.language, fr: "Groupes de contenus", en: "Content groups"), out)?;
        if file.groups.is_empty() {
            return writeln!(
                out,
                "  {}",
                say!(self.language,
                    fr: "Aucun\u{a0}: rien ne dit à quoi on reconnaît un module. Pour le décrire\u{a0}: acquis init",
                    en: "None: nothing says what a module looks like. To describe it: acquis init")
            );
        }
        let wide = file.groups.iter().map(|group| columns(&shown(&group.name))).max().unwrap_or_default();
        for group in &file.groups {
            let name = shown(&group.name);
            let mark = if group.takes { "✓" } else { "–" };
            let pad = " ".repeat(wide - columns(&name));
            writeln!(out, "  {mark} {name}{pad}  {}", words::because(group, self.style))?;
        }
        Ok(())
    }

    fn modules(&self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        let count = file.modules.len();
        self.heading(&say!(self.language, fr: "Modules lus\u{a0}: {count}", en: "Modules read: {count}"), out)?;
        if file.copy {
            let copy = say!(self.language,
                fr: "Ce fichier est une copie écrite par acquis\u{a0}: aucun module n'y est cherché.",
                en: "This file is a copy that acquis wrote: no module is looked for in it.");
            writeln!(out, "  {copy}")?;
        }
        let looking = file.groups.iter().filter(|group| group.takes && count == 0 && !file.copy);
        for (group, module) in looking.filter_map(|group| Some((group, group.module.as_ref()?))) {
            let (name, module) = (shown(&group.name), yaml::flow(module));
            let looked = say!(self.language,
                fr: "{name} cherche {module}, et rien n'y ressemble ici.",
                en: "{name} looks for {module}, and nothing here is like it.");
            writeln!(out, "  {looked}")?;
        }
        file.modules.iter().try_for_each(|module| self.module(module, out))?;
        if !file.outside.is_empty() {
            let outside = say!(self.language, fr: "Évaluations hors de tout module", en: "Assessments in no module");
            writeln!(out, "  {outside}")?;
            let mut rows = file.outside.iter().map(|line| (line.line, "", words::text(&line.text, self.language)));
            rows.try_for_each(|row| self.row(row, out))?;
        }
        Ok(())
    }

    fn module(&self, module: &Module, out: &mut dyn Write) -> io::Result<()> {
        let language = self.language;
        let (title, group) = (words::text(&module.title, language), shown(&module.group));
        let (first, last) = (module.line, module.last_line);
        let marker = words::marker(module.marker, language);
        let head = say!(language,
            fr: "{title} ({group}), {marker}, lignes {first} à {last}",
            en: "{title} ({group}), {marker}, lines {first} to {last}");
        writeln!(out, "  {}", painted(self.style.colour, BOLD, &head))?;
        if let Some(exempt) = &module.exempt {
            let (reason, origin) = (words::text(&exempt.reason, language), words::origin(&exempt.origin, self.style));
            let told = say!(language, fr: "dispensé\u{a0}: {reason} ({origin})", en: "exempt: {reason} ({origin})");
            writeln!(out, "    {told}")?;
        }
        let labels = match language {
            Language::Fr => ["objectif", "compétence", "évaluation"],
            Language::En => ["objective", "competency", "assessment"],
        };
        if let Some(objective) = &module.objective {
            self.row((objective.line, labels[0], words::text(&objective.text, language)), out)?;
        }
        for competency in &module.competencies {
            self.row((competency.line, labels[1], self.competency(competency)), out)?;
        }
        for assessment in &module.assessments {
            self.assessment(assessment, labels[2], out)?;
        }
        let missing = [
            (module.objective.is_none(), say!(language, fr: "aucun objectif", en: "no objective")),
            (module.competencies.is_empty(), say!(language, fr: "aucune compétence", en: "no competency")),
            (module.assessments.is_empty(), say!(language, fr: "aucune évaluation", en: "no assessment")),
        ];
        let missing: Vec<String> = missing.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
        if missing.is_empty() { Ok(()) } else { writeln!(out, "         {}", missing.join(", ")) }
    }

    fn competency(&self, competency: &Competency) -> String {
        let text = words::text(&competency.text, self.language);
        match competency.assessed {
            true => say!(self.language, fr: "{text}, évaluée", en: "{text}, assessed"),
            false => say!(self.language, fr: "{text}, non évaluée", en: "{text}, not assessed"),
        }
    }

    fn assessment(&self, assessment: &Assessment, label: &str, out: &mut dyn Write) -> io::Result<()> {
        let elsewhere = assessment.path.as_deref().map(|path| self.style.path(path));
        let lacks = assessment.lacks.map(|lacks| lacking(lacks, self.language));
        let told: Vec<String> = elsewhere.into_iter().chain(lacks).collect();
        self.row((assessment.line, label, told.join(", ")), out)?;
        let items = assessment.items.iter();
        let mut rows = items.map(|item| (item.line, kind(&item.kind, self.language), words::text(&item.text, self.language)));
        rows.try_for_each(|(line, kind, text)| self.row((line, &format!("  {kind}"), text), out))
    }

    /// A line number, what stands there, and its text.
    fn row(&self, (line, label, text): (u32, &str, String), out: &mut dyn Write) -> io::Result<()> {
        let pad = " ".repeat(12_usize.saturating_sub(columns(label)));
        writeln!(out, "{}", format!("    {line:>4}  {label}{pad}{text}").trim_end())
    }

    fn assessed(&self, assesses: &[Assessed], out: &mut dyn Write) -> io::Result<()> {
        if assesses.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        self.heading(
            &say!(self.language, fr: "Modules d'autres fichiers qu'il évalue", en: "Modules of other files that it assesses"),
            out,
        )?;
        let told =
            |one: &Assessed| format!("{}:{}  {}", self.style.path(&one.path), one.line, words::text(&one.title, self.language));
        assesses.iter().try_for_each(|one| writeln!(out, "  {}", told(one)))
    }

    fn rules(&self, rules: &[RuleOff], out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.heading(&say!(self.language, fr: "Règles désactivées ici", en: "Rules that are off here"), out)?;
        if rules.is_empty() {
            return writeln!(out, "  {}", say!(self.language, fr: "aucune", en: "none"));
        }
        rules.iter().try_for_each(|rule| writeln!(out, "  {}", self.rule(rule)))
    }

    fn rule(&self, rule: &RuleOff) -> String {
        let (name, origin) = (shown(&rule.rule), words::origin(&rule.origin, self.style));
        let lines = rule.lines.map(|[first, last]| {
            if first == last {
                say!(self.language, fr: ", ligne {first}", en: ", line {first}")
            } else {
                say!(self.language, fr: ", lignes {first} à {last}", en: ", lines {first} to {last}")
            }
        });
        let reason = rule.reason.as_deref().map(|reason| words::text(reason, self.language));
        let reason = reason.map(|reason| say!(self.language, fr: "\u{a0}: {reason}", en: ": {reason}")).unwrap_or_default();
        format!("{name}{} ({origin}){reason}", lines.unwrap_or_default())
    }
}
