//! The history as a picture: modules above, competencies below, what is assessed of all there is, in time.
//!
//! It stands alone as a file and inside a page: its styles speak of its own class alone, and its colours are variables
//! (`--chart-ink`, `--chart-soft`, `--chart-paper`, `--chart-line`, `--chart-area`) that a page may set on that class.
//! What is assessed is a full thick line, all there is a dashed thin one: no meaning is in colours.

use super::json::History;
use super::scale::{self, Sample};
use super::words;
use crate::curriculum::coverage::Ratio;
use crate::language::Language;
use crate::report::coverage::v1::Figures;
use crate::report::coverage::words::percent;
use crate::say;
use crate::text::escape::xml;
use std::fmt::Write as _;

/// Units of the picture: narrow, so that its words can be read on a phone.
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 356.0;
/// Where the lines are drawn.
const LEFT: f64 = 42.0;
const RIGHT: f64 = 384.0;
/// The upper end of each panel, and how high they are.
const PANELS: [f64; 2] = [62.0, 214.0];
const PANEL: f64 = 100.0;
/// The most moments that are named below.
const TICKS: usize = 4;
/// The most points that tell of their commit.
const POINTS: usize = 150;

const STYLE: &str = ":where(.acquis-history){--chart-ink:#1b1f24;--chart-soft:#57606a;--chart-paper:#fff;--chart-line:#0b5394;--chart-area:#0b539426}\
@media (prefers-color-scheme:dark){:where(.acquis-history){--chart-ink:#e8eaed;--chart-soft:#a8b1bb;--chart-paper:#14181d;--chart-line:#8ab4f8;--chart-area:#8ab4f830}}\
.acquis-history{max-width:36rem;width:100%;height:auto;font:13px system-ui,sans-serif}\
.acquis-history text{fill:var(--chart-ink)}\
.acquis-history .soft{fill:var(--chart-soft);font-size:12px}\
.acquis-history .name{font-weight:600}\
.acquis-history .paper{fill:var(--chart-paper)}\
.acquis-history .grid{stroke:var(--chart-soft);stroke-opacity:.35;fill:none}\
.acquis-history .all{stroke:var(--chart-ink);stroke-width:1.5;stroke-dasharray:5 3;fill:none}\
.acquis-history .assessed{stroke:var(--chart-line);stroke-width:3;fill:none}\
.acquis-history .area{fill:var(--chart-area)}\
.acquis-history .point{fill:var(--chart-paper);stroke:var(--chart-line);stroke-width:2}";

/// The chart as an SVG element: a file of its own, or part of a page.
pub(crate) fn chart(history: &History, language: Language) -> String {
    let series = scale::series(history);
    let mut svg = String::new();
    let (title, told) = (title(language), told(&series, history, language));
    let id = history.commits.last().map_or("none", |commit| commit.short(12));
    let id = xml(id);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"acquis-history\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" lang=\"{}\" aria-labelledby=\"history-title-{id} history-told-{id}\">\
         <title id=\"history-title-{id}\">{}</title><desc id=\"history-told-{id}\">{}</desc><style>{STYLE}</style>\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>",
        language.code(),
        xml(&title),
        xml(&told),
    );
    match (series.first(), series.last()) {
        (Some(first), Some(last)) => draw(&mut svg, &series, Time::new(first.at, last.at), language),
        _ => text(&mut svg, "soft", "middle", (WIDTH / 2.0, HEIGHT / 2.0), &told),
    }
    svg.push_str("</svg>");
    svg
}

fn title(language: Language) -> String {
    say!(language, fr: "Évolution de la couverture des validations des acquis", en: "Assessment coverage over time")
}

/// What the picture shows, in words.
fn told(series: &[Sample<'_>], history: &History, language: Language) -> String {
    let (Some(first), Some(last)) = (series.first(), series.last()) else { return words::extent(history, language) };
    let (from, to) = (scale::day(first.at, language), scale::day(last.at, language));
    let (before, after) = (words::figures(first.figures, language), words::figures(last.figures, language));
    if series.len() == 1 {
        return say!(language, fr: "Le {to}\u{a0}: {after}.", en: "{to}: {after}.");
    }
    say!(language,
        fr: "Du {from} ({before}) au {to} ({after}).",
        en: "From {from} ({before}) to {to} ({after}).")
}

/// Where a moment stands.
#[derive(Clone, Copy)]
struct Time {
    from: i64,
    to: i64,
}

impl Time {
    /// A single moment is a day wide, so that it can be seen.
    fn new(from: i64, to: i64) -> Self {
        let to = if to.saturating_sub(from) < 3_600 { from.saturating_add(86_400) } else { to };
        Self { from, to }
    }

    #[expect(clippy::cast_precision_loss, reason = "a unit of the picture is hours at least")]
    fn x(self, at: i64) -> f64 {
        let share = at.saturating_sub(self.from) as f64 / self.to.saturating_sub(self.from).max(1) as f64;
        ((LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)) * 10.0).round() / 10.0
    }
}

/// Which of the figures a panel shows.
type Part = fn(Figures) -> Ratio;

/// A panel: how high a figure stands.
#[derive(Clone, Copy)]
struct Panel {
    top: f64,
    most: usize,
}

impl Panel {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    fn y(self, figure: usize) -> f64 {
        ((self.top + PANEL - figure as f64 / self.most as f64 * PANEL) * 10.0).round() / 10.0
    }
}

fn draw(svg: &mut String, series: &[Sample<'_>], time: Time, language: Language) {
    legend(svg, language);
    let kinds: [(String, Part); 2] = [
        (say!(language, fr: "Modules", en: "Modules"), Figures::module_ratio),
        (say!(language, fr: "Compétences", en: "Competencies"), Figures::competency_ratio),
    ];
    for ((name, ratio), top) in kinds.into_iter().zip(PANELS) {
        let most = series.iter().map(|sample| ratio(sample.figures).whole).max().unwrap_or_default().max(1);
        let panel = Panel { top, most: most.next_multiple_of(spacing(most)) };
        head(svg, &name, series.last().map(|last| ratio(last.figures)), top, language);
        grid(svg, panel);
        lines(svg, &thinned(series, time, ratio), time, panel);
        points(svg, series, time, panel, ratio, language);
        ends(svg, series.last().map(|last| ratio(last.figures)), panel);
    }
    let bottom = PANELS[1] + PANEL;
    for (at, label) in scale::ticks(time.from, time.to, TICKS, language) {
        let x = time.x(at);
        let _ = write!(svg, "<path class=\"grid\" d=\"M{x} {bottom}v5\"/>");
        // The outermost names stay inside the picture.
        let anchor = if x < LEFT + 30.0 {
            "start"
        } else if x > RIGHT - 20.0 {
            "end"
        } else {
            "middle"
        };
        text(svg, "soft", anchor, (x, bottom + 19.0), &label);
    }
}

/// What the lines mean, each with a piece of it.
fn legend(svg: &mut String, language: Language) {
    let assessed = say!(language, fr: "évalués", en: "assessed");
    let all = say!(language, fr: "à évaluer, en tout", en: "to be assessed, in all");
    let _ = write!(svg, "<path class=\"assessed\" d=\"M{LEFT} 19h26\"/>");
    text(svg, "soft", "start", (LEFT + 32.0, 23.0), &assessed);
    let _ = write!(svg, "<path class=\"all\" d=\"M{} 19h26\"/>", LEFT + 112.0);
    text(svg, "soft", "start", (LEFT + 144.0, 23.0), &all);
}

/// The name of a panel with what stands at its end.
fn head(svg: &mut String, name: &str, ratio: Option<Ratio>, top: f64, language: Language) {
    let ratio = ratio.unwrap_or(Ratio { part: 0, whole: 0 });
    let (part, whole, share) = (ratio.part, ratio.whole, percent(ratio, language));
    let line = say!(language, fr: "{name}\u{a0}: {part} sur {whole} ({share})", en: "{name}: {part} of {whole} ({share})");
    text(svg, "name", "start", (LEFT, top - 12.0), &line);
}

/// How far the lines across a panel are from each other, so that four of them reach `most`: 1, 2 or 5, or so many tens.
fn spacing(most: usize) -> usize {
    let mut unit = 1;
    loop {
        match [1, 2, 5].into_iter().map(|step| step * unit).find(|step| most <= 4 * step) {
            Some(step) => return step,
            None => unit *= 10,
        }
    }
}

/// Lines across the panel at whole figures.
fn grid(svg: &mut String, panel: Panel) {
    for figure in (0..=panel.most).step_by(spacing(panel.most)) {
        let y = panel.y(figure);
        let _ = write!(svg, "<path class=\"grid\" d=\"M{LEFT} {y}H{RIGHT}\"/>");
        text(svg, "soft", "end", (LEFT - 6.0, y + 4.0), &figure.to_string());
    }
}

/// The points at which a figure changes, at most one for each unit of the picture, and the last.
fn thinned(series: &[Sample<'_>], time: Time, ratio: Part) -> Vec<(f64, Ratio)> {
    let mut points: Vec<(f64, Ratio)> = Vec::new();
    for sample in series {
        let (x, now) = (time.x(sample.at).round(), ratio(sample.figures));
        match points.last_mut() {
            Some((_, last)) if *last == now => {}
            Some((at, last)) if *at >= x => *last = now,
            _ => points.push((x, now)),
        }
    }
    points
}

/// The steps of what there is and of what of it is assessed.
fn lines(svg: &mut String, points: &[(f64, Ratio)], time: Time, panel: Panel) {
    let end = time.x(time.to);
    let steps = |figure: fn(Ratio) -> usize| {
        let mut path = String::new();
        for (at, (x, ratio)) in points.iter().enumerate() {
            let y = panel.y(figure(*ratio));
            let _ = if at == 0 { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
        }
        let _ = write!(path, "H{end}");
        path
    };
    let Some((start, _)) = points.first() else { return };
    let (assessed, all) = (steps(|ratio| ratio.part), steps(|ratio| ratio.whole));
    let floor = panel.y(0);
    let _ = write!(svg, "<path class=\"area\" d=\"{assessed}V{floor}H{start}Z\"/>");
    let _ = write!(svg, "<path class=\"all\" d=\"{all}\"/><path class=\"assessed\" d=\"{assessed}\"/>");
}

/// A point for each commit that changed the figures; pointing at it tells which.
fn points(svg: &mut String, series: &[Sample<'_>], time: Time, panel: Panel, ratio: Part, language: Language) {
    let mut last = None;
    let mut found = Vec::new();
    for sample in series {
        let now = ratio(sample.figures);
        if last.replace(now) != Some(now)
            && let Some(commit) = sample.commit
        {
            found.push((time.x(sample.at), panel.y(now.part), commit));
        }
    }
    // So many that they would cover the line tell nothing.
    if found.len() > POINTS {
        return;
    }
    for (x, y, commit) in found {
        let (day, short, subject) = (commit.day(), commit.short(8), crate::report::words::cut(&commit.subject, 80));
        let told = format!("{day} {short} {subject} ({})", words::figures(commit.summary, language));
        let _ = write!(svg, "<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"3\"><title>{}</title></circle>", xml(&told));
    }
}

/// The last figures beside the ends of their lines, apart where they are near each other.
fn ends(svg: &mut String, ratio: Option<Ratio>, panel: Panel) {
    let Some(ratio) = ratio else { return };
    let (part, whole) = (panel.y(ratio.part), panel.y(ratio.whole));
    let x = RIGHT + 6.0;
    if ratio.part != ratio.whole {
        text(svg, "soft", "start", (x, whole.min(part - 14.0) + 4.0), &ratio.whole.to_string());
    }
    text(svg, "name", "start", (x, part + 4.0), &ratio.part.to_string());
}

fn text(svg: &mut String, class: &str, anchor: &str, (x, y): (f64, f64), words: &str) {
    let _ = write!(svg, "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{y}\">{}</text>", xml(words));
}
