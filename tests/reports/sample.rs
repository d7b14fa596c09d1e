//! The sample that every format is shown with: what a stranger's pull request could hold.

use acquis::curriculum::coverage::Report;
use acquis::curriculum::{Assessment, Competency, Item, Lack, Marker, Module, Text};
use acquis::document::Source;
use acquis::finding::{Finding, Severity, sort_and_fingerprint};
use acquis::git::SnapshotKind;
use acquis::pipeline::{Counts, Reported, SiteChoice, SnapshotInfo, Status};
use acquis::text::Span;
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
    let words: Vec<_> = findings.iter().map(|(f, s, m, h)| (f.rule, *s, (*m).to_owned(), h.map(str::to_owned))).collect();
    sort_and_fingerprint(findings.into_iter().map(|(finding, ..)| finding).collect())
        .into_iter()
        .map(|(finding, fingerprint)| {
            let (_, severity, message, help) = words.iter().find(|(rule, ..)| *rule == finding.rule).unwrap().clone();
            let related = finding.related.iter().map(|related| format!("l'autre ({})", related.label)).collect();
            Reported { finding, severity, fingerprint, status: Status::New, message, help, related }
        })
        .collect()
}

/// Findings in files with escape sequences, every kind of line ending, wide characters, and a line of a megabyte.
pub(crate) fn findings() -> (SnapshotInfo, Vec<Reported>, Counts) {
    let other = Source::new("glossaire.md", "# Glossaire\n\n## Semis\n".into());
    let endings = Source::new("docs/fins.md", "\u{feff}# Un\r\n\tDeux [trois](quatre)\rCinq\n漢字の [六](七) é\u{301}\n".into());
    let hostile = Source::new("docs/\u{1b}[31mrouge\n.md", "Un \u{1b}[31mtexte\u{1b}[0m \u{202e}à l'envers **ici\n".into());
    let long = Source::new("docs/long.md", format!("{}[lien](cible.md){}\n", "a ".repeat(300_000), " b".repeat(300_000)));
    let lines = Source::new("docs/lignes.md", "---\nun: 1\ndeux: 2\ntrois: 3\nquatre: 4\ncinq: 5\nsix: 6\n".into());
    let whole = Span::new(0, lines.text().len());
    let findings = vec![
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
        (Finding::new("end-of-file", &other, Span::at(other.text().len())), Severity::Info, "À la toute fin.", None),
    ];
    (info(SnapshotKind::WorkTree), reported(findings), Counts { documents: 5, suppressed: 1, baselined: 2, online: None })
}

/// `n` findings of one rule.
pub(crate) fn flood(n: usize) -> (SnapshotInfo, Vec<Reported>, Counts) {
    let source = Source::new("a.md", "x\n".repeat(n));
    let finding = |line: usize| Finding::new("same", &source, Span::new(2 * line, 2 * line + 1));
    let findings = (0..n).map(|line| (finding(line), Severity::Warning, "Encore.", None)).collect();
    (info(SnapshotKind::Index), reported(findings), Counts { documents: 1, ..Counts::default() })
}

/// A text of `source`.
fn text(source: &Source, part: &str) -> Text {
    Text { text: part.to_owned(), span: span(source, part) }
}

fn competency(source: &Source, part: &str, assessed: bool) -> Competency {
    Competency { text: text(source, part), assessed }
}

fn assessment(source: &Source, marker: &str, items: &[(&str, &str)], lack: Option<Lack>) -> Assessment {
    let items = items
        .iter()
        .map(|(part, kind)| Item { text: text(source, part), kind: (*kind).to_owned(), placeholder: false })
        .collect();
    Assessment { marker: text(source, marker), source: None, items, complete: lack.is_none(), lack }
}

/// Modules in each state: assessed, in part, without, incomplete, exempt; with text made for tables and spreadsheets.
pub(crate) fn coverage() -> (SnapshotInfo, Report) {
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
        assessed_by: None,
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
    (info(SnapshotKind::Commit), Report { modules })
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
