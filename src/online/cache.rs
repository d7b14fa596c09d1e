//! What earlier visits found, on disk: one line of JSON a visit, written as soon as it ends.
//!
//! A run that fails or is interrupted keeps what it had found: each line is appended by itself, and one that was cut is
//! passed over by the next run. At the end of a run that has found something, a file in which much is out of date is
//! written anew beside the old one and takes its name.

use super::visit::{End, Visit};
use crate::config::Online;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The file's name in the cache's folder; a format that older programs can't read gets another name.
const NAME: &str = "external-links-v1.jsonl";
/// The largest file that is read, in bytes: some hundred thousand visits.
const LARGEST: u64 = 64 << 20;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    url: String,
    /// When, in seconds since 1970.
    at: u64,
    #[serde(flatten)]
    visit: Visit,
}

/// What earlier visits found.
#[derive(Debug)]
pub(super) struct Cache {
    path: PathBuf,
    known: HashMap<String, (u64, Visit)>,
    /// Lines that are of no use any more.
    stale: usize,
    file: Mutex<Option<File>>,
    alive: Duration,
    dead: Duration,
}

/// What is wrong with a cache: never more than a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CacheTrouble {
    /// That many of its lines can't be read.
    Damaged(PathBuf, usize),
    /// It can't be read at all.
    Unreadable(PathBuf, String),
    /// It can't be written.
    Unwritable(PathBuf, String),
}

impl Cache {
    /// Opens the cache in `folder`, which is made where it is missing; what is wrong with it goes to `troubles`.
    pub(super) fn open(folder: &Path, settings: &Online, troubles: &mut Vec<CacheTrouble>) -> Self {
        let path = folder.join(NAME);
        let mut cache = Self {
            path,
            known: HashMap::new(),
            stale: 0,
            file: Mutex::new(None),
            alive: settings.cache_alive,
            dead: settings.cache_dead,
        };
        let mut cut = false;
        match read(&cache.path) {
            Ok(bytes) => {
                cut = bytes.last().is_some_and(|byte| *byte != b'\n');
                cache.load(&bytes, troubles);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => troubles.push(CacheTrouble::Unreadable(cache.path.clone(), error.to_string())),
        }
        let opened = fs::create_dir_all(folder).and_then(|()| OpenOptions::new().append(true).create(true).open(&cache.path));
        // The last line may have been cut: what follows must not join it.
        match opened.and_then(|mut file| if cut { file.write_all(b"\n").map(|()| file) } else { Ok(file) }) {
            Ok(file) => cache.file = Mutex::new(Some(file)),
            Err(error) => troubles.push(CacheTrouble::Unwritable(cache.path.clone(), error.to_string())),
        }
        cache
    }

    fn load(&mut self, bytes: &[u8], troubles: &mut Vec<CacheTrouble>) {
        let now = now();
        let mut damaged = 0;
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let Ok(line) = serde_json::from_slice::<Line>(line) else {
                damaged += 1;
                continue;
            };
            let fresh = lifetime(&line.visit, self.alive, self.dead)
                .is_some_and(|lifetime| line.at <= now && now - line.at < lifetime.as_secs());
            if fresh {
                self.stale += usize::from(self.known.insert(line.url, (line.at, line.visit)).is_some());
            } else {
                self.stale += 1;
            }
        }
        self.stale += damaged;
        if damaged > 0 {
            troubles.push(CacheTrouble::Damaged(self.path.clone(), damaged));
        }
    }

    /// What a visit of `url` found, not too long ago. A visit that did not read the page does not tell of `fragments`.
    pub(super) fn get(&self, url: &str, fragments: &[&str]) -> Option<&Visit> {
        let (_, visit) = self.known.get(url)?;
        let tells = |fragment: &&str| visit.fragments.contains_key(*fragment);
        let answers = fragments.is_empty() || !visit.end.is_success() || (visit.read && fragments.iter().all(tells));
        answers.then_some(visit)
    }

    /// Keeps what a visit of `url` found, unless it is of the kind that passes.
    pub(super) fn keep(&self, url: &str, visit: &Visit) {
        if lifetime(visit, self.alive, self.dead).is_none_or(|lifetime| lifetime.is_zero()) {
            return;
        }
        let line = Line { url: url.to_owned(), at: now(), visit: visit.clone() };
        let Ok(mut bytes) = serde_json::to_vec(&line) else { return };
        bytes.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A disk that is full costs the cache, not the run.
        if file.as_mut().is_some_and(|file| file.write_all(&bytes).is_err()) {
            *file = None;
        }
    }

    /// Ends the run: writes the file anew where half of it or more is out of date.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn close(self) -> Result<(), CacheTrouble> {
        let path = self.path.clone();
        self.compact().map_err(|error| CacheTrouble::Unwritable(path, error.to_string()))
    }

    fn compact(self) -> io::Result<()> {
        let writable = self.file.into_inner().unwrap_or_else(PoisonError::into_inner).is_some();
        if !writable || self.stale <= self.known.len() {
            return Ok(());
        }
        let (alive, dead) = (self.alive, self.dead);
        let mut lines: HashMap<String, Line> = HashMap::new();
        for line in read(&self.path)?.split(|byte| *byte == b'\n') {
            let Ok(line) = serde_json::from_slice::<Line>(line) else { continue };
            let fresh = lifetime(&line.visit, alive, dead).is_some_and(|life| line.at.saturating_add(life.as_secs()) > now());
            if fresh {
                lines.insert(line.url.clone(), line);
            }
        }
        let mut lines: Vec<Line> = lines.into_values().collect();
        lines.sort_by(|a, b| a.url.cmp(&b.url));
        let mut bytes = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut bytes, line)?;
            bytes.push(b'\n');
        }
        let beside = self.path.with_extension(format!("{}.tmp", std::process::id()));
        fs::write(&beside, &bytes).and_then(|()| fs::rename(&beside, &self.path)).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }
}

impl End {
    /// Whether the page is there.
    pub(super) fn is_success(self) -> bool {
        matches!(self, Self::Status(200..=399))
    }
}

/// How long what `visit` found stays true; `None` for what may pass at any moment.
fn lifetime(visit: &Visit, alive: Duration, dead: Duration) -> Option<Duration> {
    match visit.end {
        End::Status(429 | 500..=599) | End::Failed(_) => None,
        end if end.is_success() => Some(alive),
        End::Status(_) => Some(dead),
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
