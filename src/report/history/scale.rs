//! The history as a series in time: what stood when, which moments have a name.

use super::json::{Commit, History};
use crate::git::{When, days};
use crate::language::Language;
use crate::report::coverage::v1::Figures;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What stood from a moment on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample<'a> {
    /// Seconds since 1970.
    pub(super) at: i64,
    /// The figures.
    pub(super) figures: Figures,
    /// The commit that brought it; `None` of what stood before the first one shown.
    pub(super) commit: Option<&'a Commit>,
}

/// The main line in time. A commit whose clock was behind stands where the one before it does.
pub(super) fn series(history: &History) -> Vec<Sample<'_>> {
    let seconds = |date: &str| When::parse(date).map_or(0, |when| when.seconds);
    let commits: Vec<Sample<'_>> = history
        .mainline()
        .map(|commit| Sample { at: seconds(&commit.date), figures: commit.summary, commit: Some(commit) })
        .collect();
    // What stood before is shown from the beginning of the time that was asked for.
    let since = history.since.as_deref().and_then(|day| When::parse(&format!("{day}T00:00:00+00:00")));
    let start = since.map(|when| when.seconds).or(commits.first().map(|first| first.at)).unwrap_or_default();
    let before = history.before.as_ref().map(|point| Sample { at: start, figures: point.summary, commit: None });
    let mut latest = i64::MIN;
    let mut all: Vec<Sample<'_>> = before.into_iter().chain(commits).collect();
    for sample in &mut all {
        latest = latest.max(sample.at);
        sample.at = latest;
    }
    all
}

/// The last figures of each day, month or year in which the main line has a commit: whichever gives at most `most`
/// periods; the latest of them.
pub(in crate::report) fn periods(history: &History, most: usize) -> Vec<(String, Figures)> {
    let mut found = Vec::new();
    // `2024-05-02`, `2024-05`, `2024`.
    for parts in [3, 2, 1] {
        found = Vec::<(String, Figures)>::new();
        for commit in history.mainline() {
            let label = commit.day().splitn(3, '-').take(parts).collect::<Vec<_>>().join("-");
            match found.last_mut().filter(|(last, _)| *last >= label) {
                Some((_, figures)) => *figures = commit.summary,
                None => found.push((label, commit.summary)),
            }
        }
        if found.len() <= most {
            break;
        }
    }
    let surplus = found.len().saturating_sub(most);
    found.drain(..surplus);
    found
}

/// At most `most` moments between `from` and `to` that have a name, with it: first days of years, months, or days.
pub(super) fn ticks(from: i64, to: i64, most: usize, language: Language) -> Vec<(i64, String)> {
    let (first, last) = (date(from), date(to));
    let months = |(year, month, _): (i64, u32, u32)| year * 12 + i64::from(month) - 1;
    let of_month = |count: i64| {
        let (year, month) = (count.div_euclid(12), u32::try_from(count.rem_euclid(12)).unwrap_or_default() + 1);
        days(year, month, 1).map(|day| (day * DAY, (year, month, 1)))
    };
    for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200] {
        let range = months(first) + (-months(first)).rem_euclid(step)..=months(last);
        // More than a calendar has is nothing to go through.
        let count = (range.end() - range.start()) / step + 1;
        if count > 1_000 || usize::try_from(count).is_ok_and(|count| count > most) {
            continue;
        }
        let step = usize::try_from(step).unwrap_or(1);
        let found: Vec<_> = range.step_by(step).filter_map(of_month).filter(|(at, _)| (from..=to).contains(at)).collect();
        if found.len() >= 2 {
            return found.into_iter().map(|(at, day)| (at, named(day, step >= 12, language))).collect();
        }
        break;
    }
    let step = ((to - from) / DAY / i64::try_from(most.max(2) - 1).unwrap_or(1)).max(1);
    let first = from.div_euclid(DAY);
    let found = (first..=to.div_euclid(DAY)).step_by(usize::try_from(step).unwrap_or(1)).take(most);
    found.map(|day| (day * DAY).max(from)).map(|at| (at, whole(date(at), language))).collect()
}

fn date(seconds: i64) -> (i64, u32, u32) {
    When { seconds, offset: 0 }.day()
}

/// `2024`, or `mars 2024`.
fn named((year, month, _): (i64, u32, u32), alone: bool, language: Language) -> String {
    if alone { year.to_string() } else { format!("{}\u{a0}{year}", month_name(month, language)) }
}

/// `12 mars 2024`.
pub(in crate::report) fn whole((year, month, day): (i64, u32, u32), language: Language) -> String {
    let day = if day == 1 && language == Language::Fr { "1er".to_owned() } else { day.to_string() };
    format!("{day}\u{a0}{}\u{a0}{year}", month_name(month, language))
}

fn month_name(month: u32, language: Language) -> &'static str {
    const FR: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let names = if language == Language::Fr { FR } else { EN };
    names.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

/// The day of a moment in words.
pub(super) fn day(seconds: i64, language: Language) -> String {
    whole(date(seconds), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str) -> Vec<String> {
        let at = |day: &str| When::parse(&format!("{day}T12:00:00+00:00")).unwrap().seconds;
        ticks(at(from), at(to), 4, Language::En).into_iter().map(|(_, label)| label.replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn ticks_stand_at_days_that_have_a_name() {
        assert_eq!(labels("2023-04-12", "2024-09-24"), ["Jul 2023", "Jan 2024", "Jul 2024"]);
        assert_eq!(labels("2014-01-20", "2026-11-01"), ["2015", "2020", "2025"]);
        assert_eq!(labels("2024-03-02", "2024-03-03"), ["2 Mar 2024", "3 Mar 2024"]);
        assert_eq!(labels("2024-03-02", "2024-03-02"), ["2 Mar 2024"]);
        for (from, to) in [(i64::MIN / 4, i64::MAX / 4), (0, 0), (-1, 1)] {
            assert!((1..=4).contains(&ticks(from, to, 4, Language::Fr).len()));
        }
    }
}
