//! `acquis coverage --history`.

use crate::cli::common::Common;
use crate::cli::progress::{Counted, Progress};
use crate::cli::{Failure, Streams};
use crate::git::{At, GitError, Log, Repository, civil, days};
use crate::language::Language;
use crate::online;
use crate::pipeline::{self, Outcome};
use crate::report::coverage::v1::Coverage;
use crate::report::history::{Day, History};
use crate::say;
use clap::ArgMatches;
use std::sync::Arc;
use std::time::SystemTime;

/// What is asked for.
pub(super) struct Asked {
    revision: String,
    since: Option<Day>,
    log: Log,
}

impl Asked {
    /// What `options` ask for; `None` where that is no history.
    pub(super) fn new(options: &ArgMatches, repository: &Repository, language: Language) -> Result<Option<Self>, Failure> {
        if !options.get_flag("history") {
            return Ok(None);
        }
        let word = |name: &str| options.get_one::<String>(name).map(String::as_str);
        let since = word("since").map(|written| read_day(written, language)).transpose()?;
        let revision = word("rev").unwrap_or("HEAD").to_owned();
        let log = repository.log(&revision, options.get_flag("first-parent")).map_err(|error| match error {
            GitError::NoCommit { .. } => Failure::new(
                say!(language,
                    fr: "Ce dépôt n'a pas encore de commit\u{a0}: il n'a pas d'historique.",
                    en: "This repository has no commit yet: it has no history."),
                say!(language,
                    fr: "faites un premier commit, ou retirez --history pour lire les fichiers",
                    en: "make a first commit, or leave out --history to read the files"),
            ),
            error => Failure::plain(error.message(language)),
        })?;
        Ok(Some(Self { revision, since, log }))
    }

    /// The commit whose history it is.
    pub(super) fn at(&self) -> At {
        At::Revision(self.revision.clone())
    }

    /// `coverage`, which is that of `outcome`, with its history.
    pub(super) fn add_to(
        self,
        coverage: Coverage,
        repository: &Repository,
        outcome: &Outcome,
        common: &Common,
        streams: &Streams,
    ) -> Result<Coverage, Failure> {
        let counter = Arc::new(online::Progress::default());
        let shown = streams.err_terminal && !common.quiet;
        let progress = Progress::begin(shown, common.language, Some((Counted::Commits, Arc::clone(&counter))));
        let history = pipeline::history::history(repository, self.log, outcome, &counter);
        drop(progress);
        let history = history.map_err(|error| common.told(error))?;
        Ok(coverage.with_history(History::new(&history, self.since), History::turns(&history)))
    }
}

/// A day, or the first day of a month or a year: `2024-05-02`, `2024-05`, `2024`; or so long ago: `6 months`.
fn read_day(written: &str, language: Language) -> Result<Day, Failure> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let today = i64::try_from(now.map_or(0, |since| since.as_secs() / 86_400)).unwrap_or_default();
    day(written, today).ok_or_else(|| {
        Failure::new(
            say!(language,
                fr: "--since {written}\u{a0}: cette date n'a pas pu être lue.",
                en: "--since {written}: this date can't be read."),
            say!(language,
                fr: "par exemple --since 2024-05-02, --since 2024 ou --since 6.mois (jours, semaines, mois, ans)",
                en: "for instance --since 2024-05-02, --since 2024 or --since 6.months (days, weeks, months, years)"),
        )
    })
}

/// The same on the day `today`, counted from 1970-01-01.
fn day(written: &str, today: i64) -> Option<Day> {
    let words: Vec<&str> = written.split([' ', '.', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    if let [number, unit, rest @ ..] = words.as_slice() {
        let number: i64 = number.parse().ok().filter(|number| (0..100_000).contains(number))?;
        let of_days = |days: i64| Some(civil(today.checked_sub(number.checked_mul(days)?)?));
        return match (unit.trim_end_matches('s'), rest) {
            (_, [word, ..]) if *word != "ago" => None,
            ("day" | "jour", _) => of_days(1),
            ("week" | "semaine", _) => of_days(7),
            ("month" | "moi", _) => Some(months_ago(today, number)),
            ("year" | "an" | "année", _) => Some(months_ago(today, number * 12)),
            _ => None,
        };
    }
    let mut parts = written.trim().splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let mut part = || match parts.next() {
        None => Some(1),
        Some(text) if text.len() == 2 => text.parse().ok(),
        Some(_) => None,
    };
    let (month, day) = (part()?, part()?);
    days(year, month, day).map(|_| (year, month, day))
}

/// The same day so many months before, or the last of that month.
fn months_ago(today: i64, number: i64) -> Day {
    let (year, month, day) = civil(today);
    let months = year * 12 + i64::from(month) - 1 - number;
    let (year, month) = (months.div_euclid(12), u32::try_from(months.rem_euclid(12)).unwrap_or_default() + 1);
    let day = (1..=day).rev().find(|day| days(year, month, *day).is_some()).unwrap_or(1);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = days(2024, 5, 31).unwrap();
        for (written, read) in [
            ("2024-05-02", Some((2024, 5, 2))),
            ("2024-05", Some((2024, 5, 1))),
            ("2024", Some((2024, 1, 1))),
            ("2 days", Some((2024, 5, 29))),
            ("1 week ago", Some((2024, 5, 24))),
            ("3.months.ago", Some((2024, 2, 29))),
            ("1 mois", Some((2024, 4, 30))),
            ("2 ans", Some((2022, 5, 31))),
            ("2024-02-30", None),
            ("2024-5-2", None),
            ("yesterday", None),
            ("-1 days", None),
            ("3 fortnights", None),
            ("3 days hence", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(day(written, today), read, "{written}");
        }
    }
}
