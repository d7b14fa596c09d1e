//! Figures, each with the place of the JSON that it stands at: `data-from` is a JSON Pointer (RFC 6901).

use super::*;

/// A total with its label.
pub(super) struct Card {
    pub(super) label: String,
    /// HTML.
    pub(super) figure: String,
    /// HTML.
    pub(super) percent: Option<String>,
    pub(super) width: f64,
    pub(super) state: &'static str,
}

/// `value`, and the place where it comes from.
pub(super) fn data(from: impl fmt::Display, value: impl fmt::Display) -> String {
    format!(r#"<data value="{value}" data-from="/{from}">{value}</data>"#)
}

impl Page<'_> {
    /// A figure of the totals.
    pub(super) fn summary(&self, name: &str, value: &usize) -> String {
        data(format_args!("summary/{name}"), value)
    }

    /// A figure at `pattern`, whose braces stand for `at`.
    pub(super) fn figure(&self, pattern: &str, at: &usize, value: &usize) -> String {
        data(pattern.replace("{}", &at.to_string()), value)
    }

    /// "assessed/to assess" of the modules or competencies (`what`) of the figures at `pattern`.
    pub(super) fn ratio(&self, pattern: &str, at: &usize, what: &str, ratio: Ratio) -> String {
        self.of(what, &pattern.replace("{}", &at.to_string()), &ratio)
    }

    /// The same of the figures at `from`.
    pub(super) fn of(&self, what: &str, from: &str, ratio: &Ratio) -> String {
        let part = data(format_args!("{from}/{what}_assessed"), ratio.part);
        format!("{part}/{}", data(format_args!("{from}/{what}_to_assess"), ratio.whole))
    }

    pub(super) fn percent(&self, ratio: Ratio) -> String {
        words::percent(ratio, self.language)
    }

    /// What a share is sorted by; nothing to assess comes first.
    pub(super) fn sortable(&self, percent: &Option<f64>) -> String {
        percent.map_or_else(|| "-1".to_owned(), |percent| percent.to_string())
    }

    /// The answer in a sentence.
    pub(super) fn answer(&self) -> String {
        let (modules, competencies) = (self.coverage.summary.module_ratio(), self.coverage.summary.competency_ratio());
        let words = match (modules.whole, self.coverage.missing.len()) {
            (0, _) => say!(self.language,
                fr: "Aucun module à évaluer n'a été trouvé.",
                en: "No module to assess was found."),
            (n, 0) => say!(self.language,
                fr: "Les {n} modules à évaluer le sont, avec leurs {} compétences. Rien ne manque.",
                en: "All {n} modules to assess are assessed, with their {} competencies. Nothing is missing.",
                competencies.whole),
            (n, missing) => {
                let points = count(
                    missing,
                    self.language,
                    ["point manque", "points manquent"],
                    ["thing is missing", "things are missing"],
                );
                say!(self.language,
                    fr: "{} modules sur {n} et {} compétences sur {} sont évalués. {points}.",
                    en: "{} of {n} modules and {} of {} competencies are assessed. {points}.",
                    modules.part, competencies.part, competencies.whole)
            }
        };
        typeset_in(self.language, words)
    }

    pub(super) fn cards(&self) -> Vec<Card> {
        let share = |label: String, what: &str, ratio: Ratio, percent: Option<f64>| {
            let of = self.t("sur", "of");
            let part = data(format_args!("summary/{what}_assessed"), ratio.part);
            let whole = data(format_args!("summary/{what}_to_assess"), ratio.whole);
            let words = self.percent(ratio);
            Card {
                label,
                figure: format!("{part} <small>{of} {whole}</small>"),
                percent: percent
                    .map(|percent| format!(r#"<data value="{percent}" data-from="/summary/{what}_percent">{words}</data>"#)),
                width: percent.unwrap_or_default(),
                state: match ratio {
                    ratio if ratio.full() => "whole",
                    ratio if ratio.part > 0 => "partial",
                    _ => "missing",
                },
            }
        };
        let plain = |label: String, figure: String| Card { label, figure, percent: None, width: 0.0, state: "" };
        let summary = &self.coverage.summary;
        let mut cards = vec![
            share(self.t("Modules évalués", "Modules assessed"), "modules", summary.module_ratio(), summary.modules_percent),
            share(
                self.t("Compétences évaluées", "Competencies assessed"),
                "competencies",
                summary.competency_ratio(),
                summary.competencies_percent,
            ),
            plain(self.t("Points qui manquent", "Things missing"), data("missing", self.coverage.missing.len())),
        ];
        if summary.exempt > 0 {
            let label = self.t("Modules dispensés, hors de ces parts", "Exempt modules, in no share");
            cards.push(plain(label, self.summary("exempt", &summary.exempt)));
        }
        cards
    }
}
