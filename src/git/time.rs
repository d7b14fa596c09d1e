//! When commits were made, as ISO 8601 writes it.

use super::Repository;
use git2::Time;

impl Repository {
    /// When `commit` (a full id) was made, with its offset from UTC: `2024-05-02T09:30:00+02:00`; `None` where there is no
    /// such commit.
    pub fn date(&self, commit: &str) -> Option<String> {
        let id = git2::Oid::from_str(commit).ok()?;
        Some(moment(self.git.find_commit(id).ok()?.time()))
    }
}

/// The seconds of `time` as a clock on the wall shows them.
fn local(time: Time) -> i64 {
    time.seconds().saturating_add(i64::from(time.offset_minutes()) * 60)
}

/// The second of `time` where it was taken, and that place's offset from UTC.
pub(super) fn moment(time: Time) -> String {
    let second = local(time).rem_euclid(86_400);
    let offset = time.offset_minutes();
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    let (hours, rest) = (second / 3_600, second % 3_600);
    format!("{}T{hours:02}:{:02}:{:02}{sign}{:02}:{:02}", day(time), rest / 60, rest % 60, minutes / 60, minutes % 60)
}

/// The day of `time` where it was taken, as ISO 8601 writes it. The conversion from days is Howard Hinnant's
/// `civil_from_days`.
pub(super) fn day(time: Time) -> String {
    let seconds = local(time);
    // Far beyond any calendar, so that no sum below overflows.
    let days = seconds.div_euclid(86_400).clamp(-100_000_000, 100_000_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{day, moment};
    use git2::Time;

    #[test]
    fn days_are_those_of_the_author() {
        assert_eq!(day(Time::new(0, 0)), "1970-01-01");
        assert_eq!(day(Time::new(1_709_164_800, 0)), "2024-02-29");
        assert_eq!(day(Time::new(1_709_164_800, -60)), "2024-02-28");
        assert_eq!(day(Time::new(-1, 0)), "1969-12-31");
        assert_eq!(moment(Time::new(1_709_164_800, 0)), "2024-02-29T00:00:00+00:00");
        assert_eq!(moment(Time::new(1_709_164_799, -90)), "2024-02-28T22:29:59-01:30");
        assert_eq!(moment(Time::new(-1, 120)), "1970-01-01T01:59:59+02:00");
        for extreme in [i64::MIN, i64::MAX] {
            assert!(moment(Time::new(extreme, i32::MIN)).len() >= 25);
            assert!(day(Time::new(extreme, i32::MAX)).len() >= 10);
        }
    }
}
