//! The sample that every format is shown with: what a stranger's pull request could hold.

use acquis::curriculum::coverage::{Report, Summary};
use acquis::curriculum::{Assessment, Attempts, Competency, Item, Lack, Marker, Module, Text};
use acquis::document::{Source, is_commit};
use acquis::finding::{Finding, Severity, sort_and_fingerprint};
use acquis::git::{Commit, Fork, SnapshotKind};
use acquis::pipeline::{Counts, Fate, InferredRenderer, Ledger, Reported, SiteChoice, SnapshotInfo, Status};
use acquis::report::Origin;
use acquis::report::coverage::v1::{Base, Coverage, Profile, Repository, Snapshot};
use acquis::text::Span;
use acquis::verdict::{ModuleChange, ModuleState, Verdict};
use std::collections::HashMap;
use std::sync::Arc;

fn info(kind: SnapshotKind) -> SnapshotInfo {
    SnapshotInfo { kind, commit: Some("0123456789abcdef0123456789abcdef01234567".into()) }
}

/// Where `part` stands in `source`.
fn span(source: &Source, part: &str) -> Span {
    let at = source.text().find(part).unwrap();
    Span::new(at, at + part.len())
}

/// Findings with their words.
fn reported(findings: Vec<(Finding, Severity, &str, Option<&str>)>) -> Vec<Reported> {
    let words: HashMap<_, _> =
        findings.iter().map(|(f, s, m, h)| (f.rule, (*s, (*m).to_owned(), h.map(str::to_owned)))).collect();
    sort_and_fingerprint(findings.into_iter().map(|(finding, ..)| finding).collect())
        .into_iter()
        .map(|(finding, fingerprint)| {
            let (severity, message, help) = words[finding.rule].clone();
            let related = finding.related.iter().map(|related| format!("l'autre ({})", related.label)).collect();
            let status = match finding.rule {
                "known-before" => Status::Existing,
                "mended-since" => Status::Fixed,
                _ => Status::New,
            };
            Reported { severity, message, help, related, ..Reported::new(finding, fingerprint, status) }
        })
        .collect()
}

/// A document whose words are commands, markup and marks of one format or another, at a path to match.
fn commands() -> Arc<Source> {
    let text =
        "# Été\r\n\r\n::error file=x::100%0A ]]> <script>alert(1)</script> 🐝 `a`\r\n\r\n[ici](là.md) ou ![là](ici.png)\r\n";
    Source::new("cours d'été/::n°1, 100%, \\xE9 [ruches].md", text.into())
}

/// What `commands` is found to hold.
fn found_in_commands() -> Vec<(Finding, Severity, &'static str, Option<&'static str>)> {
    let source = commands();
    let at = |part: &str| span(&source, part);
    let edges = Span::new(at("[ici]").start as usize, at("(ici.png)").end as usize);
    vec![
        (
            Finding::new("link-text", &source, at("ici")).suggestion(at("ici"), "la page `là` 🐝"),
            Severity::Warning,
            "::error::`ici` ne dit rien : [cliquez](https://exemple.test) <img src=x> @tous 100%0A ]]> {0}",
            Some("::stop-commands::Dites ce qu'on trouve, 🐝 compris."),
        ),
        (
            Finding::new("like-commands", &source, at("::error file=x::100%0A ]]> <script>alert(1)</script> 🐝")).related(
                &source,
                at("# Été"),
                "]]> `titre`\n",
            ),
            Severity::Error,
            "##[error]Ce passage\r\n::error::n'est pas un texte.",
            None,
        ),
        (Finding::new("known-before", &source, edges), Severity::Error, "Déjà là.", None),
        (Finding::new("mended-since", &source, at("Été")), Severity::Warning, "Corrigé.", None),
    ]
}

/// What a directive silences in it: with a reason, and without.
fn silenced() -> impl Iterator<Item = Reported> {
    let source = commands();
    let found = |rule, part: &str| (Finding::new(rule, &source, span(&source, part)), Severity::Warning, "Laissé.", None);
    let reported = reported(vec![found("image-alt", "![là](ici.png)"), found("left-alone", "🐝")]);
    let reasons = [Some("la <image> vient d'ailleurs\u{1b}[0m"), None];
    let silence =
        |(reported, reason): (Reported, Option<&str>)| Reported { fate: Fate::Suppressed(reason.map(Into::into)), ..reported };
    reported.into_iter().zip(reasons).map(silence)
}

/// The documents of the sample, two of which hold nothing to report.
pub(crate) fn documents() -> Vec<Arc<str>> {
    let (_, ledger, _) = findings();
    let found = ledger.told().map(|reported| Arc::clone(&reported.finding.place.source.path)).filter(|path| !is_commit(path));
    let mut all: Vec<Arc<str>> = found.chain(["README.md".into(), "docs/sans faute ]]>.md".into()]).collect();
    all.sort();
    all.dedup();
    all
}

/// Where the sample is published.
pub(crate) fn origin() -> Origin {
    Origin { repository: Some("https://github.com/jardin/potager".into()), branch: Some("semis/été".into()) }
}

/// Findings in files with escape sequences, every kind of line ending, wide characters, and a line of a megabyte; new ones,
/// one known before and one mended.
pub(crate) fn findings() -> (SnapshotInfo, Ledger, Counts) {
    let other = Source::new("glossaire.md", "# Glossaire\n\n## Semis\n".into());
    let endings = Source::new("docs/fins.md", "\u{feff}# Un\r\n\tDeux [trois](quatre)\rCinq\n漢字の [六](七) é\u{301}\n".into());
    let hostile = Source::new("docs/\u{1b}[31mrouge\n.md", "Un \u{1b}[31mtexte\u{1b}[0m \u{202e}à l'envers **ici\n".into());
    let long = Source::new("docs/long.md", format!("{}[lien](cible.md){}\n", "a ".repeat(300_000), " b".repeat(300_000)));
    let lines = Source::new("docs/lignes.md", "---\nun: 1\ndeux: 2\ntrois: 3\nquatre: 4\ncinq: 5\nsix: 6\n".into());
    let whole = Span::new(0, lines.text().len());
    let message = Source::of_commit("1a2b3c4", "Semis\n\n@tous <b>\n");
    let mut findings = vec![
        (
            Finding::new("link-missing-file", &endings, span(&endings, "quatre")),
            Severity::Error,
            "Le fichier « quatre » n'existe pas.",
            Some("Corrigez le chemin."),
        ),
        (
            Finding::new("wide-characters", &endings, span(&endings, "[六](七)")).related(
                &other,
                span(&other, "## Semis"),
                "titre",
            ),
            Severity::Warning,
            "Deux endroits, dans deux fichiers.",
            None,
        ),
        (
            Finding::new("hostile-text", &hostile, span(&hostile, "**")).safe_fix(span(&hostile, "**"), ""),
            Severity::Warning,
            "Un message \u{1b}[2J\navec une commande.",
            Some("Une aide\u{202e} aussi."),
        ),
        (
            Finding::new("long-line", &long, span(&long, "cible.md")),
            Severity::Info,
            "Au milieu d'une ligne d'un mégaoctet.",
            None,
        ),
        (
            Finding::new("front-matter-open", &lines, whole).suggestion(Span::at(whole.end as usize), "---\n"),
            Severity::Error,
            "L'en-tête n'est jamais fermé.",
            Some("Ajoutez une ligne « --- » après l'en-tête, là où commence le texte de la page que les lecteurs verront."),
        ),
        (
            Finding::new("commit-words", &message, span(&message, "@tous <b>")),
            Severity::Warning,
            "Le message ne dit rien : `@tous <b>`.",
            Some("Dites ce qui change."),
        ),
        (Finding::new("end-of-file", &other, Span::at(other.text().len())), Severity::Info, "À la toute fin.", None),
    ];
    findings.extend(found_in_commands());
    let known = |number| (Finding::new("known-to-all", &other, Span::at(number)), Severity::Warning, "Déjà connu.", None);
    let known = reported(vec![known(0), known(1)]).into_iter().map(|reported| Reported { fate: Fate::Known, ..reported });
    let ledger = reported(findings).into_iter().chain(known).chain(silenced()).collect();
    (info(SnapshotKind::WorkTree), Ledger::new(ledger), Counts { documents: 8, ..Counts::default() })
}

/// So many findings of each severity, one rule each.
pub(crate) fn flood(graded: &[(Severity, usize)]) -> (SnapshotInfo, Ledger, Counts) {
    let all = graded.iter().map(|(_, n)| n).sum();
    let source = Source::new("a.md", "x\n".repeat(all));
    let grades = graded.iter().flat_map(|(severity, n)| std::iter::repeat_n(*severity, *n));
    let finding = |line: usize, rule| Finding::new(rule, &source, Span::new(2 * line, 2 * line + 1));
    let found = |(line, severity): (usize, Severity)| (finding(line, severity.name()), severity, "Encore.", None);
    (
        info(SnapshotKind::Index),
        Ledger::new(reported(grades.enumerate().map(found).collect()).into_iter().chain(silenced()).collect()),
        Counts { documents: 1, ..Counts::default() },
    )
}

/// A text of `source`.
fn text(source: &Source, part: &str) -> Text {
    Text { text: part.to_owned(), span: span(source, part) }
}

fn competency(source: &Source, part: &str, assessed: bool) -> Competency {
    Competency { id: None, text: text(source, part), assessed_by: if assessed { vec![0] } else { Vec::new() } }
}

fn assessment(source: &Source, marker: &str, items: &[(&str, &str)], lack: Option<Lack>) -> Assessment {
    let items = items
        .iter()
        .map(|(part, kind)| Item { text: text(source, part), kind: (*kind).to_owned(), placeholder: false })
        .collect();
    Assessment { marker: text(source, marker), items, complete: lack.is_none(), lack, ..Assessment::default() }
}

/// Modules in each state: assessed, in part, without, incomplete, exempt; with text made for tables and spreadsheets.
pub(crate) fn coverage() -> Coverage {
    let garden = Source::new(
        "parcours/jardin.md",
        "Module semis\nObjectif : semer\n- choisir\n- =1+1\nValidation A\n- QCM\n- atelier\n- arroser\n- récolter\n\
         Module bêche | \u{1b}[31m<b>@tous</b>\n- creuser\nModule compost\n- trier\nValidation B\n"
            .into(),
    );
    let bees = Source::new("parcours/abeilles.md", "Module abeilles\n- observer\n".into());
    let module = |group: &str, source: &Arc<Source>, title: &str| Module {
        group: group.into(),
        source: Arc::clone(source),
        title: text(source, title),
        marker: Marker::Paragraph,
        span: span(source, title),
        objective: None,
        competencies: Vec::new(),
        assessments: Vec::new(),
        exempt: None,
        excuse: None,
        attempts: Attempts::default(),
        assessed_by: Vec::new(),
        id: None,
        names: Vec::new(),
    };
    let modules = vec![
        Module {
            competencies: vec![competency(&bees, "observer", false)],
            exempt: Some("visite *guidée*".into()),
            ..module("abeilles", &bees, "abeilles")
        },
        Module {
            objective: Some(text(&garden, "semer")),
            competencies: vec![
                competency(&garden, "choisir", true),
                competency(&garden, "=1+1", true),
                competency(&garden, "arroser", false),
                competency(&garden, "récolter", false),
            ],
            assessments: vec![assessment(&garden, "Validation A", &[("QCM", "quiz"), ("atelier", "practical")], None)],
            ..module("jardin", &garden, "semis")
        },
        Module {
            competencies: vec![competency(&garden, "creuser", false)],
            ..module("jardin", &garden, "bêche | \u{1b}[31m<b>@tous</b>")
        },
        Module {
            competencies: vec![competency(&garden, "trier", false)],
            assessments: vec![assessment(&garden, "Validation B", &[], Some(Lack::Items))],
            ..module("jardin", &garden, "compost")
        },
    ];
    let url = Some("https://github.com/jardin/potager".to_owned());
    let snapshot = Snapshot::new(&info(SnapshotKind::Commit), Some("2024-05-02T09:30:00+02:00".to_owned()));
    let profile = Profile { name: "cloud-pi-native".to_owned(), evidence: Some("parcours/jardin.md".to_owned()) };
    let repository = Repository::new(url, snapshot, vec![profile]);
    Coverage { base: Some(Base::from(&verdict())), ..Coverage::new(repository, &Report { modules }) }
}

/// A site found by evidence, and one that the configuration names.
pub(crate) fn sites() -> Vec<SiteChoice> {
    let site = |generator: &str, renderer, root: &str, evidence: Option<&str>, name: &str| SiteChoice {
        generator: generator.to_owned(),
        renderer,
        root: root.to_owned(),
        evidence: evidence.map(str::to_owned),
        name: name.to_owned(),
    };
    vec![
        site("vitepress", "vitepress", "docs", Some("docs/.vitepress/config.ts"), "VitePress (docs)"),
        site("", "github", "livret", None, "livret"),
    ]
}

pub(crate) fn inferred() -> Vec<InferredRenderer> {
    let inferred =
        |site: Option<&str>, renderer, fit, all| InferredRenderer { site: site.map(str::to_owned), renderer, fit, all };
    vec![inferred(None, "jekyll", 46, 47), inferred(Some("livret\u{1b}[31m"), "hugo", 8, 8)]
}

/// What a contribution of that name changes: its titles are hostile too.
pub(crate) fn verdict() -> Verdict {
    let id = |digit: char| digit.to_string().repeat(40);
    let commit = Commit {
        id: id('b'),
        short: "bbbbbbb".into(),
        message: "Semis\n".into(),
        author: "Test <test@example.org>".into(),
        parents: 1,
    };
    let state =
        |assessed| ModuleState { assessed, exempt: false, competencies: 3, competencies_assessed: if assessed { 3 } else { 0 } };
    let change =
        |title: &str, before, after| ModuleChange { title: title.into(), path: "docs/modules.md".into(), line: 3, before, after };
    Verdict {
        base: "main\u{1b}[31m".into(),
        fork: Fork { tip: id('a'), bases: vec![id('a')], commits: vec![commit] },
        documents: 4,
        before: Summary { modules: 4, modules_assessed: 4, competencies: 9, competencies_assessed: 9, ..Summary::default() },
        after: Summary { modules: 5, modules_assessed: 4, competencies: 12, competencies_assessed: 9, ..Summary::default() },
        modules: vec![
            change("semis | <script>alert(1)</script>", Some(state(true)), Some(state(false))),
            change("@tout-le-monde", None, Some(state(false))),
        ],
    }
}
