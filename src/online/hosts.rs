//! Politeness: one request at a time to a host, a pause between two, and none to one that asked to be left alone.

use super::failure::Failure;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// After how many answers that did not come in time, one after another, a host is not asked again.
const PATIENCE: u32 = 3;

/// The hosts that are asked in one run.
#[derive(Debug)]
pub(super) struct Hosts {
    gates: Mutex<HashMap<String, Arc<Mutex<Gate>>>>,
    delay: Duration,
}

/// What is known of one host. Held locked while it is asked.
#[derive(Debug, Default)]
struct Gate {
    /// When it may be asked again.
    ready: Option<Instant>,
    /// Why its servers, each by scheme and port, are not asked again.
    closed: HashMap<String, Failure>,
    /// How many answers in a row did not come in time.
    late: u32,
}

impl Hosts {
    /// Hosts between whose requests there is a pause of `delay`.
    pub(super) fn new(delay: Duration) -> Self {
        Self { gates: Mutex::default(), delay }
    }

    /// The pause between two requests to one host.
    pub(super) fn delay(&self) -> Duration {
        self.delay
    }

    fn gate(&self, host: &str) -> Arc<Mutex<Gate>> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(host.to_owned()).or_default())
    }

    /// Runs `request` to `host` when its turn comes, unless `server` (scheme, host and port) is known not to answer.
    ///
    /// # Errors
    /// That of the request, or the one for which the server is not asked any more.
    pub(super) fn ask<T>(&self, host: &str, server: &str, request: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let gate = self.gate(host);
        let mut gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(failure) = gate.closed.get(server) {
            return Err(*failure);
        }
        if let Some(left) = gate.ready.and_then(|ready| ready.checked_duration_since(Instant::now())) {
            std::thread::sleep(left);
        }
        let answer = request();
        gate.ready = Some(Instant::now() + self.delay);
        match &answer {
            Err(Failure::Timeout) => gate.late += 1,
            _ => gate.late = 0,
        }
        if gate.late >= PATIENCE {
            gate.closed.insert(server.to_owned(), Failure::Timeout);
        }
        answer
    }

    /// Lets `host` rest for `wait` before its next request.
    pub(super) fn rest(&self, host: &str, wait: Duration) {
        let gate = self.gate(host);
        let mut gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + wait;
        gate.ready = Some(gate.ready.map_or(until, |ready| ready.max(until)));
    }

    /// Remembers that `server` is not worth asking again, and why.
    pub(super) fn close(&self, host: &str, server: &str, failure: Failure) {
        let gate = self.gate(host);
        let mut gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
        gate.closed.insert(server.to_owned(), failure);
    }
}
