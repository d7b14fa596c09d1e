//! A sign of life on the terminal while something takes more than a second.

use crate::language::Language;
use crate::{online, say};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what is shown is renewed.
const TICK: Duration = Duration::from_millis(120);

/// What is counted while it is worked through.
#[derive(Clone, Copy)]
pub(super) enum Counted {
    /// Visits to external links.
    Visits,
    /// Commits of a history.
    Commits,
}

impl Counted {
    fn words(self, language: Language) -> String {
        match self {
            Self::Visits => say!(language, fr: "Visite des liens externes…", en: "Visiting external links…"),
            Self::Commits => say!(language, fr: "Lecture des commits…", en: "Reading the commits…"),
        }
    }
}

/// How far a work has come, and what is counted of it.
pub(super) type Counter = (Counted, Arc<online::Progress>);

/// Shows a line on the error stream from one second after its making until it is dropped.
pub(super) struct Progress {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins; does nothing unless `shown`. Shows what `counter` says once it counts something.
    pub(super) fn begin(shown: bool, language: Language, counter: Option<Counter>) -> Self {
        if !shown {
            return Self { done: None, thread: None };
        }
        let (done, finished) = mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            if finished.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                show(&finished, language, counter.as_ref());
            }
        });
        Self { done: Some(done), thread: Some(thread) }
    }
}

/// Shows the line until the other side of `finished` is dropped.
fn show(finished: &Receiver<()>, language: Language, counter: Option<&Counter>) {
    let style = |template| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::new_spinner().with_style(style("{spinner} {msg} ({elapsed})"));
    bar.set_message(say!(language, fr: "Vérification des documents…", en: "Checking the documents…"));
    bar.enable_steady_tick(TICK);
    let mut counting = false;
    while finished.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        let Some((counted, counter)) = counter else { continue };
        let (done, total) = counter.read();
        if total == 0 {
            continue;
        }
        if !counting {
            counting = true;
            bar.set_length(total as u64);
            bar.set_message(counted.words(language));
            bar.set_style(style("{spinner} {msg} {bar:24} {pos}/{len} ({elapsed})"));
        }
        bar.set_position(done as u64);
    }
    bar.finish_and_clear();
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
