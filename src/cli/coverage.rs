//! `acquis coverage`.

mod history;
mod merge;

use super::common::{Asked, Common};
use super::outputs::{Outputs, format_names};
use super::{Exit, Failure, Streams};
use crate::curriculum::coverage::Ratio;
use crate::curriculum::mine::{Recurring, assessments};
use crate::git::{At, Repository};
use crate::language::Language;
use crate::pipeline::{Base, Outcome, seen};
use crate::report::Style;
use crate::report::coverage::v1::{self as report, Coverage, Profile, Snapshot};
use crate::report::coverage::{CHART, FORMATS, percent};
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::{self, Write as _};

/// The names of the formats.
pub(super) const FORMAT_NAMES: [&str; FORMATS.len()] = format_names!(FORMATS);

/// Reports what is assessed and what is not.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    if let Some(("merge", options)) = options.subcommand() {
        return merge::run(options, common, streams);
    }
    let word = |name: &str| options.get_one::<String>(name).map(String::as_str);
    let wanted = Wanted::new(options, common)?;
    if !options.get_flag("history") && wanted.outputs.has(CHART) {
        return Err(Failure::plain(say!(common.language,
            fr: "Le format svg dessine l'évolution\u{a0}: ajoutez --history.",
            en: "The format svg draws the coverage over time: add --history.")));
    }
    let base = word("base").map(|name| Base { name: name.to_owned(), all: false });
    let repository = common.repository()?;
    let history = history::Asked::new(options, &repository, common.language)?;
    let at = word("rev").map_or(At::WorkTree, |revision| At::Revision(revision.to_owned()));
    let at = history.as_ref().map_or(at, history::Asked::at);
    let place = at.clone();
    let (outcome, _) = common.check_with(&repository, at, Asked { base, ..Asked::default() }, streams)?;
    if outcome.curriculum.report.modules.is_empty() {
        let seen = seen::pages(&repository, &place, &outcome.documents);
        writeln!(streams.err, "{}", words_of(&outcome, &assessments(&seen)))?;
    }
    let coverage = coverage(&repository, &outcome);
    let coverage = match history {
        Some(asked) => asked.add_to(coverage, &repository, &outcome, common, streams)?,
        None => coverage,
    };
    let styles = (common.style(&repository, outcome.language, streams), common.file_style(&repository, outcome.language));
    wanted.write(&coverage, styles, common, streams)
}

/// How many headings are named where no module is found.
const NAMED: usize = 3;

/// What was read and found to be no module, and what looks like an assessment in it all the same.
fn words_of(outcome: &Outcome, seen: &[Recurring]) -> String {
    let (language, read) = (outcome.language, outcome.documents.len());
    let each = |one: &Recurring| {
        let (text, pages, line) = (visible(&one.text), one.pages.len(), one.line);
        let first = one.pages.first().map(|path| visible(path).into_owned()).unwrap_or_default();
        say!(language,
            fr: "«\u{a0}{text}\u{a0}» ({pages}, d'abord {first}:{line})",
            en: "“{text}” ({pages}, first {first}:{line})")
    };
    let named: Vec<String> = seen.iter().take(NAMED).map(each).collect();
    if named.is_empty() {
        return say!(language,
            fr: "Modules\u{a0}: 0. Documents lus\u{a0}: {read}. Aucun de leurs titres ne nomme une évaluation (quiz, exercices, validation des acquis…).",
            en: "Modules: 0. Documents read: {read}. None of their headings names an assessment (quiz, exercises, knowledge check…).");
    }
    let named = named.join(", ");
    say!(language,
        fr: "Modules\u{a0}: 0. Documents lus\u{a0}: {read}. Des titres nomment une évaluation\u{a0}: {named}. Pour les compter\u{a0}: acquis init",
        en: "Modules: 0. Documents read: {read}. Headings name an assessment: {named}. To count them: acquis init")
}

/// The report of what was checked in `repository`.
pub(super) fn coverage(repository: &Repository, outcome: &Outcome) -> Coverage {
    let evidence = |name: &str| outcome.evidence.as_ref().filter(|choice| choice.name == name);
    let profile = |name: &String| Profile { name: name.clone(), evidence: evidence(name).map(|choice| choice.path.clone()) };
    let date = outcome.snapshot.commit.as_deref().and_then(|commit| repository.date(commit)).map(|date| date.to_string());
    let snapshot = Snapshot::new(&outcome.snapshot, date);
    let profiles = outcome.config.profiles.iter().map(profile).collect();
    let source = report::Repository::new(repository.home().map(|name| name.page()), snapshot, profiles);
    let base = outcome.verdict.as_ref().map(report::Base::from);
    Coverage { base, ..Coverage::new(source, &outcome.curriculum.report) }
}

/// What the command line asks for once there is a report.
struct Wanted {
    outputs: Outputs,
    least: Option<f64>,
}

impl Wanted {
    fn new(options: &ArgMatches, common: &Common) -> Result<Self, Failure> {
        let word = |name: &str| options.get_one::<String>(name).map(String::as_str);
        Ok(Self {
            outputs: Outputs::new(options, &FORMAT_NAMES, common.language)?,
            least: word("fail-under").map(|percent| parse_percent(percent, common.language)).transpose()?,
        })
    }

    /// Writes the reports, those of files in the second of `styles`, and says whether less is assessed than is asked for.
    fn write(self, coverage: &Coverage, styles: (Style, Style), common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
        let (shown, filed) = styles;
        let style = |to_file| if to_file { &filed } else { &shown };
        self.outputs.write(common, streams, |format, to_file, out| write(format, coverage, style(to_file), out))?;
        let below = self.least.and_then(|least| below(coverage.summary.module_ratio(), least, shown.language));
        let Some(reason) = below else { return Ok(Exit::Clean) };
        // On the error stream: the output may be read by a program.
        writeln!(streams.err, "{reason}")?;
        Ok(Exit::Findings)
    }
}

/// A percentage from 0 to 100, with a point or a comma.
fn parse_percent(text: &str, language: Language) -> Result<f64, Failure> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    number.parse().ok().filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| {
        Failure::plain(say!(language,
            fr: "--fail-under {text}\u{a0}: il faut un nombre de 0 à 100.",
            en: "--fail-under {text}: it takes a number from 0 to 100."))
    })
}

/// Why `ratio`, that of the modules, is below `least` percent, if it is.
fn below(ratio: Ratio, least: f64, language: Language) -> Option<String> {
    if ratio.whole == 0 {
        return Some(say!(language,
            fr: "--fail-under\u{a0}: aucun module à évaluer n'a été trouvé, la couverture ne peut donc pas être mesurée.",
            en: "--fail-under: no module to assess was found, so that coverage can't be measured."));
    }
    let (part, whole) = (ratio.part, ratio.whole);
    // The share itself is compared, not the one rounded down for people.
    #[allow(clippy::cast_precision_loss, reason = "counts of modules are far below 2^52")]
    let short = (part as f64) * 100.0 < least * (whole as f64);
    short.then(|| {
        let percent = percent(ratio, language);
        let asked = least.to_string();
        let asked = if language == Language::Fr { asked.replace('.', ",") } else { asked };
        say!(language,
            fr: "--fail-under\u{a0}: {part} modules sur {whole} ont une validation des acquis, soit {percent}\u{a0}; {asked}\u{a0}% sont demandés.",
            en: "--fail-under: {part} of {whole} modules have an assessment, that is {percent}; {asked}% are asked for.")
    })
}

fn write(name: &str, coverage: &Coverage, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let format = FORMATS.iter().find(|format| format.name == name).unwrap_or(&FORMATS[0]);
    (format.write)(coverage, style, out)
}
