//! `acquis check`, also what `acquis` alone does.

use super::common::{Asked, Common};
use super::fix::Asked as Mend;
use super::outputs::format_names;
use super::paths::Selection;
use super::{Exit, Failure, Streams, files};
use crate::config::Level;
use crate::finding::Severity;
use crate::git::{At, Repository, SnapshotKind};
use crate::language::Language;
use crate::pipeline::{Base, Outcome, Status};
use crate::report::{self, Checked, FORMATS, Origin, Style, Totals};
use crate::rules::book::{self, About};
use crate::say;
use clap::ArgMatches;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

/// The names of the formats of findings.
pub(super) const FORMAT_NAMES: [&str; FORMATS.len()] = format_names!(FORMATS);

/// How a command checks, beside its options.
#[derive(Default)]
struct Way<'a> {
    /// Severities of rules that win over the configuration's.
    rules: Vec<(String, Level)>,
    /// Whether external links are visited.
    online: bool,
    /// Where the report is wanted as JSON too.
    kept: Option<&'a mut Vec<u8>>,
    /// Whether there must be a base: the likely one where none is named.
    compared: bool,
    /// Whether the links that could not be decided are listed instead of the findings.
    unchecked: bool,
    /// Whether the findings are counted by rule, and not listed.
    statistics: bool,
}

/// Checks the repository and reports; `options` are those of the subcommand, `None` where none was named.
pub(super) fn run(options: Option<&ArgMatches>, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let flag = |name| options.is_some_and(|options| options.get_flag(name));
    let rules = options.map(|options| super::select::levels(options, common.language)).transpose()?.unwrap_or_default();
    with(options, Way { rules, online: flag("online"), statistics: flag("statistics"), ..Way::default() }, common, streams)
}

/// Judges a contribution and reports, into `kept` as JSON too where that is wanted.
pub(super) fn review(
    options: &ArgMatches,
    kept: Option<&mut Vec<u8>>,
    common: &Common,
    streams: &mut Streams,
) -> Result<Exit, Failure> {
    with(Some(options), Way { online: options.get_flag("online"), kept, compared: true, ..Way::default() }, common, streams)
}

/// Checks the links alone, those to other sites included unless told otherwise.
pub(super) fn links(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    // A document that can't be read is said all the same: its links are not known.
    let others = book::pages().filter(|page| !matches!(page.about, About::Target | About::File));
    let rules = others.map(|page| (page.id.clone(), Level::Off)).collect();
    let unchecked = options.get_flag("unchecked");
    let online = !unchecked && !options.get_flag("offline");
    with(Some(options), Way { rules, online, unchecked, ..Way::default() }, common, streams)
}

fn with(options: Option<&ArgMatches>, way: Way<'_>, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let many = |name: &str| options.and_then(|options| options.get_many::<OsString>(name)).into_iter().flatten();
    let word = |name: &str| options.and_then(|options| options.get_one::<String>(name)).map(String::as_str);
    let flag = |name: &str| options.is_some_and(|options| options.get_flag(name));
    let outputs =
        many("output").map(|value| files::parse(value, &FORMAT_NAMES, common.language)).collect::<Result<Vec<_>, _>>()?;
    let repository = common.repository()?;
    let (at, paths) = place(options, &repository, common)?;
    let selection = select(&paths, &repository, &at, common)?;
    let visits = options.filter(|_| way.online).map(|options| super::online::request(options, selection.roots(), streams));
    let base = base(word("base"), way.compared, &repository, common.language)?.map(|name| Base { name, all: flag("all") });
    let baseline = super::baseline::asked(options, common.language)?;
    let asked = Asked { rules: way.rules, online: visits, base, baseline, look_back: true };
    let check = |at| common.check_with(&repository, at, asked.clone(), streams);
    let (mut outcome, seconds) = check(at)?;
    let again = |at| check(at).map(|(outcome, _)| outcome);
    let told = Mend::of(options).map(|mend| mend.mend(&mut outcome, &selection, &repository, again)).transpose()?;
    restrict(&mut outcome, &selection);
    for note in &outcome.notes {
        writeln!(streams.err, "{}", note.message(outcome.language))?;
    }

    let fail_on = word("fail-on").and_then(severity).unwrap_or(outcome.config.fail_on);
    // What was there already is nobody's fault here.
    let counting = outcome.findings().filter(|reported| reported.status == Status::New);
    let exit = if Totals::of(counting).at_least(fail_on) > 0 { Exit::Findings } else { Exit::Clean };
    let show = word("show").and_then(severity).or(flag("all").then_some(Severity::Info));
    let origin = origin(&repository, &outcome);
    let checked = checked(&outcome, &origin, fail_on);
    for (format, path) in outputs {
        let style = Style { show, ..common.file_style(&repository, outcome.language) };
        files::report(&path, common, streams, |out| write(format, &checked, &style, out))?;
    }
    if let Some(kept) = way.kept {
        write("json", &checked, &Style::default(), kept)?;
    }
    let style = Style {
        all: flag("all"),
        show,
        seconds: streams.out_terminal.then_some(seconds),
        ..common.style(&repository, outcome.language, streams)
    };
    let written = match &told {
        Some(told) if told.is_diff() => told.diff(streams),
        _ if way.statistics => report::statistics(&checked, &style, &mut streams.out),
        _ if way.unchecked => report::unchecked(&outcome.unchecked, &style, &mut streams.out),
        _ => write(word("format").unwrap_or(FORMATS[0].name), &checked, &style, &mut streams.out),
    };
    let written = written.and_then(|()| streams.out.flush());
    if let Some(told) = &told {
        told.say(&outcome, &style, &mut streams.err)?;
    }
    let exit = if told.is_some_and(|told| told.failed()) { Exit::Failed } else { exit };
    // The program ends here, and with it all of this.
    std::mem::forget((outcome, repository));
    match written {
        // The verdict stands, also when nobody reads it to its end.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit),
        written => Ok(written.map(|()| exit)?),
    }
}

/// What to look at, and the paths of the command line.
fn place(options: Option<&ArgMatches>, repository: &Repository, common: &Common) -> Result<(At, Vec<PathBuf>), Failure> {
    let paths: Vec<PathBuf> = options.and_then(|options| options.get_many("paths")).into_iter().flatten().cloned().collect();
    if let Some(piped) = super::stdin::read(&paths, options, repository, common)? {
        return Ok(piped);
    }
    let at = match options.and_then(|options| options.get_one::<String>("rev")) {
        Some(revision) => At::Revision(revision.to_owned()),
        None if options.is_some_and(|options| options.get_flag("staged")) => At::Index,
        None => At::WorkTree,
    };
    Ok((at, paths))
}

/// Leaves of `outcome` what is in the files of `selection`.
fn restrict(outcome: &mut Outcome, selection: &Selection) {
    if selection.roots().is_empty() {
        return;
    }
    outcome.ledger.restrict(|path| selection.holds(path));
    for group in &mut outcome.unchecked {
        group.links.retain(|link| selection.holds(link.source.path()));
    }
    outcome.unchecked.retain(|group| !group.links.is_empty());
    outcome.documents.retain(|path| selection.holds(path));
    outcome.counts.shown = Some(outcome.documents.len());
    if let Some(baselined) = &mut outcome.baseline {
        baselined.restrict(|path| selection.holds(path));
    }
}

/// The base that was named, else the likely one where there must be one.
fn base(named: Option<&str>, must: bool, repository: &Repository, language: Language) -> Result<Option<String>, Failure> {
    match (named, must) {
        (None, true) => repository.likely_base().map(Some).ok_or_else(|| {
            Failure::new(
                say!(language, fr: "Aucune branche principale n'a été trouvée, à laquelle comparer.", en: "No main branch was found to compare with."),
                say!(language, fr: "nommez-la\u{a0}: acquis review --base BRANCHE", en: "name it: acquis review --base BRANCH"),
            )
        }),
        (named, _) => Ok(named.map(str::to_owned)),
    }
}

fn select(paths: &[PathBuf], repository: &Repository, at: &At, common: &Common) -> Result<Selection, Failure> {
    if paths.is_empty() {
        return Ok(Selection::default());
    }
    let snapshot = repository.snapshot(at).map_err(|error| Failure::plain(error.message(common.language)))?;
    Selection::new(paths, repository, &snapshot, common.language)
}

/// The severity of that name.
pub(super) fn severity(word: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.name() == word)
}

/// Where the repository is published, and its branch where what HEAD is at was read.
fn origin(repository: &Repository, outcome: &Outcome) -> Origin {
    let here = outcome.snapshot.kind != SnapshotKind::Commit;
    Origin { repository: repository.home().map(|name| name.page()), branch: here.then(|| repository.branch()).flatten() }
}

fn checked<'a>(outcome: &'a Outcome, origin: &'a Origin, fail_on: Severity) -> Checked<'a> {
    Checked {
        snapshot: &outcome.snapshot,
        origin,
        documents: &outcome.documents,
        ledger: &outcome.ledger,
        fail_on,
        counts: outcome.counts,
        profile: super::common::profile(outcome),
        sites: &outcome.sites,
        inferred: &outcome.inferred,
        unchecked: &outcome.unchecked,
        verdict: outcome.verdict.as_ref(),
        baseline: outcome.baseline.as_ref(),
    }
}

fn write(format: &str, checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    // The command line names none but these.
    FORMATS.iter().filter(|known| known.name == format).try_for_each(|format| (format.write)(checked, style, out))
}
