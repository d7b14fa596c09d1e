//! When a commit was made, where it was made.

use super::Repository;
use std::fmt;

impl Repository {
    /// When `commit` (a full id) was made; `None` where there is no such commit.
    pub fn date(&self, commit: &str) -> Option<When> {
        let time = self.git.find_commit(git2::Oid::from_str(commit).ok()?).ok()?.time();
        Some(When { seconds: time.seconds(), offset: time.offset_minutes() })
    }
}

/// A moment, and how far the clocks there were from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// Minutes that the local clock was ahead of UTC.
    pub offset: i32,
}

impl When {
    /// The day on the local clock: year, month from 1, day from 1.
    pub fn day(self) -> (i64, u32, u32) {
        civil(self.local().div_euclid(86_400))
    }

    /// Reads what is written as [`fmt::Display`] does it.
    pub fn parse(written: &str) -> Option<Self> {
        let (day, time) = written.split_once('T')?;
        let mut parts = day.rsplitn(3, '-');
        let mut part = || parts.next().map(str::parse::<u32>);
        let (of_month, month) = (part()?.ok()?, part()?.ok()?);
        let year = day.get(..day.rfind('-').and_then(|end| day.get(..end)?.rfind('-'))?)?.parse().ok()?;
        let two = |at: usize| time.get(at..at + 2)?.parse::<i32>().ok();
        let sign = if time.get(8..9)? == "-" { -1 } else { 1 };
        let offset = sign * (two(9)? * 60 + two(12)?);
        let local = days(year, month, of_month)?.checked_mul(86_400)? + i64::from(two(0)? * 3_600 + two(3)? * 60 + two(6)?);
        Some(Self { seconds: local - i64::from(offset) * 60, offset })
    }

    /// Seconds of the local clock; what no calendar has is cut off, so that no sum overflows.
    fn local(self) -> i64 {
        let seconds = self.seconds.saturating_add(i64::from(self.offset) * 60);
        seconds.clamp(-100_000_000 * 86_400, 100_000_000 * 86_400)
    }
}

impl fmt::Display for When {
    /// As ISO 8601 writes it: `2024-05-02T17:45:00+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day();
        let second = self.local().rem_euclid(86_400);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let (sign, ahead) = (if self.offset < 0 { '-' } else { '+' }, self.offset.unsigned_abs());
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", ahead / 60, ahead % 60)
    }
}

/// The day that is `days` after 1970-01-01: year, month, day. Howard Hinnant's `civil_from_days`.
pub fn civil(days: i64) -> (i64, u32, u32) {
    let days = days.clamp(-100_000_000, 100_000_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
}

/// How many days after 1970-01-01 a day is; the other way round. `None` for what is no day of the calendar.
pub fn days(year: i64, month: u32, day: u32) -> Option<i64> {
    let shifted = i64::from(if month > 2 { month - 3 } else { month + 9 });
    let year_of_march = year.checked_sub(i64::from(month <= 2))?;
    let (era, year_of_era) = (year_of_march.div_euclid(400), year_of_march.rem_euclid(400));
    let day_of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let days = era.checked_mul(146_097)? + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    ((1..=12).contains(&month) && civil(days) == (year, month, day)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(seconds: i64, offset: i32) -> String {
        When { seconds, offset }.to_string()[..10].to_owned()
    }

    #[test]
    fn days_are_those_of_the_place() {
        assert_eq!(day(0, 0), "1970-01-01");
        assert_eq!(day(1_709_164_800, 0), "2024-02-29");
        assert_eq!(day(1_709_164_800, -60), "2024-02-28");
        assert_eq!(day(-1, 0), "1969-12-31");
        for seconds in [i64::MIN, i64::MAX] {
            assert!(When { seconds, offset: i32::MAX }.to_string().len() >= 20);
        }
    }

    #[test]
    fn moments_are_written_with_their_place() {
        assert_eq!(When { seconds: 1_714_664_700, offset: 120 }.to_string(), "2024-05-02T17:45:00+02:00");
        assert_eq!(When { seconds: 1_714_664_700, offset: -210 }.to_string(), "2024-05-02T12:15:00-03:30");
    }

    #[test]
    fn what_is_written_is_read() {
        for (seconds, offset) in
            [(0, 0), (1_714_664_700, -210), (-62_000_000_000, 60), (-99_000_000_000, 0), (400_000_000_000, 840)]
        {
            let when = When { seconds, offset };
            assert_eq!(When::parse(&when.to_string()), Some(when));
        }
        assert!(
            ["", "T", "2024-01-01", "2024-02-30T00:00:00+00:00", "é-é-éTé", "-T0"].iter().all(|text| When::parse(text).is_none())
        );
    }

    #[test]
    fn days_are_counted_both_ways() {
        for count in (-800_000..800_000).step_by(97) {
            let (year, month, day) = civil(count);
            assert_eq!(days(year, month, day), Some(count));
        }
        assert_eq!((days(2023, 2, 29), days(2023, 13, 1), days(2023, 0, 1)), (None, None, None));
        assert_eq!(days(i64::MAX, 1, 1), None);
    }
}
