//! Whole processes, timed in turn, with their peak memory.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::Failure;
use crate::floor::{self, Drained};

/// How often a running process is asked for its peak: often enough to see a late one, seldom enough to cost nothing.
const POLL: Duration = Duration::from_millis(2);

/// The runs of one program.
#[derive(Default)]
pub(crate) struct Series {
    walls: Vec<Duration>,
    processor: Vec<Duration>,
    peak: Option<u64>,
}

impl Series {
    /// Seconds on the wall of the middle run, of the fastest and of the slowest; zeros without a run.
    pub(crate) fn seconds(&self) -> (f64, f64, f64) {
        Self::middle(&self.walls)
    }

    /// Seconds that all cores together spent on the middle run; `None` where the system does not say.
    /// On a machine that others use too, this is the steadier figure.
    pub(crate) fn processor_seconds(&self) -> Option<f64> {
        let median = Self::middle(&self.processor).0;
        (median > 0.0).then_some(median)
    }

    fn middle(durations: &[Duration]) -> (f64, f64, f64) {
        let mut sorted: Vec<f64> = durations.iter().map(Duration::as_secs_f64).collect();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
        let (last, middle) = (sorted.len().saturating_sub(1), sorted.len() / 2);
        let median =
            if sorted.len().is_multiple_of(2) { f64::midpoint(at(middle.saturating_sub(1)), at(middle)) } else { at(middle) };
        (median, at(0), at(last))
    }

    /// Bytes that the hungriest run held at once; `None` where the system does not say.
    pub(crate) fn peak(&self) -> Option<u64> {
        self.peak
    }

    /// Runs the command once more.
    pub(crate) fn add(&mut self, command: &mut Command) -> io::Result<ExitStatus> {
        let run = run(command)?;
        self.walls.push(run.wall);
        self.processor.extend(run.usage.processor);
        self.peak = self.peak.max(run.usage.peak);
        Ok(run.status)
    }
}

/// What `check` said of the repository, in the few fields that prove that it did the work.
#[derive(Deserialize)]
pub(crate) struct CheckReport {
    findings: Vec<CheckFinding>,
    summary: CheckSummary,
}

#[derive(Deserialize)]
struct CheckFinding {
    rule: String,
}

#[derive(Deserialize)]
struct CheckSummary {
    documents: u64,
}

impl CheckReport {
    /// Documents checked.
    pub(crate) fn documents(&self) -> u64 {
        self.summary.documents
    }

    /// How many findings each rule made.
    pub(crate) fn by_rule(&self) -> BTreeMap<&str, u64> {
        let mut rules = BTreeMap::new();
        for finding in &self.findings {
            *rules.entry(finding.rule.as_str()).or_default() += 1;
        }
        rules
    }
}

/// Everything measured over one repository.
pub(crate) struct Figures {
    /// What the floor went through.
    pub(crate) drained: Drained,
    /// The floor's runs.
    pub(crate) floor: Series,
    /// The check's runs.
    pub(crate) check: Series,
    /// What the check said, or why it said nothing.
    pub(crate) said: Result<CheckReport, String>,
}

/// Runs the floor and the check in turn, each first once untimed: it fills the file cache and proves the work.
pub(crate) fn compare(folder: &Path, runs: usize) -> Result<Figures, Failure> {
    let folder = fs::canonicalize(folder)?;
    let me = std::env::current_exe()?;
    let mut floor_command = Command::new(me);
    floor_command.arg(floor::FLAG).arg(&folder);
    let mut check_command = Command::new(program());
    check_command.args(["check", "--format", "json"]).current_dir(&folder);
    let drained = floor_once(&mut floor_command)?;
    let said = check_once(&mut check_command)?;
    let (mut floor, mut check) = (Series::default(), Series::default());
    for round in 0..runs {
        // Whoever runs second may find a warmer or a busier machine: they change places.
        if round % 2 == 0 {
            floor.add(&mut floor_command)?;
            check.add(&mut check_command)?;
        } else {
            check.add(&mut check_command)?;
            floor.add(&mut floor_command)?;
        }
    }
    Ok(Figures { drained, floor, check, said })
}

/// The program under measure, built by cargo with the profile of the benchmark, unless `ACQUIS_PROGRAM` names another.
pub(crate) fn program() -> PathBuf {
    PathBuf::from(std::env::var_os("ACQUIS_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_acquis").into()))
}

fn floor_once(command: &mut Command) -> Result<Drained, Failure> {
    let output = command.output()?;
    Drained::from_line(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| format!("the floor failed: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// A check that fails is measured all the same, and the report says that its figures mean nothing.
fn check_once(command: &mut Command) -> Result<Result<CheckReport, String>, Failure> {
    let output = command.output()?;
    Ok(serde_json::from_slice(&output.stdout).map_err(|reason| {
        let words = String::from_utf8_lossy(&output.stderr);
        let said: String = words.lines().next().unwrap_or("nothing").escape_debug().take(200).collect();
        format!("{}; on its error stream: {said}; its output is no report: {reason}", output.status)
    }))
}

/// What the system said of a process the last time it was asked.
#[derive(Default)]
struct Usage {
    peak: Option<u64>,
    processor: Option<Duration>,
}

struct Run {
    wall: Duration,
    usage: Usage,
    status: ExitStatus,
}

/// Runs a command to its end, its output thrown away, while a thread watches what it uses.
fn run(command: &mut Command) -> io::Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn()?;
    let (ended, end) = mpsc::channel::<()>();
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let watcher = thread::spawn(move || {
        let mut usage = Usage::default();
        while end.recv_timeout(POLL) == Err(RecvTimeoutError::Timeout) {
            usage.peak = usage.peak.max(high_water(&process));
            usage.processor = usage.processor.max(processor_time(&process));
        }
        usage
    });
    let status = child.wait()?;
    let wall = start.elapsed();
    drop(ended);
    let usage = watcher.join().unwrap_or_default();
    Ok(Run { wall, usage, status })
}

/// The most memory that a process has held so far, in bytes. The kernel keeps this maximum, so that polling misses only
/// what is allocated in the last moment; a zombie has none. (The exact figure of `wait4` needs unsafe code.)
fn high_water(process: &Path) -> Option<u64> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}

/// The time that all threads of a process have spent in it and in the kernel, to a hundredth of a second.
fn processor_time(process: &Path) -> Option<Duration> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // The second field is the program's name in parentheses, which may hold blanks; user and kernel time are 14 and 15.
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut times = after_name.split_whitespace().skip(11);
    let user: u64 = times.next()?.parse().ok()?;
    let kernel: u64 = times.next()?.parse().ok()?;
    Some(Duration::from_millis((user + kernel) * 10))
}
