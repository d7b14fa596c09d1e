//! Answers that are found once, however often and from however many threads they are asked for.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What was answered already, for all threads.
#[derive(Debug, Default)]
pub struct Answers<T>(Mutex<HashMap<Box<str>, T>>);

impl<T: Copy> Answers<T> {
    /// The answer to `question`, which `search` finds where nobody asked before.
    pub fn get_or(&self, question: &str, search: impl FnOnce() -> T) -> T {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known().get(question) {
            return *answer;
        }
        // Not under the lock: two threads may search for the same, and find the same.
        let answer = search();
        known().insert(question.into(), answer);
        answer
    }
}
