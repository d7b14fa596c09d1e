//! Keys that are hashes already: maps of many texts without keeping the texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_64;

/// Takes a hash as it is.
#[derive(Debug, Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Values by the XXH3 hash of a text.
pub type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Hashed>>;

/// The XXH3 hash of `text` in lower case, if it is ASCII: made without a copy of nearly every path and anchor.
pub fn of_lower_ascii(text: &str) -> Option<u64> {
    if !text.is_ascii() {
        return None;
    }
    let mut short = [0; 128];
    Some(match short.get_mut(..text.len()) {
        Some(lower) => {
            lower.copy_from_slice(text.as_bytes());
            lower.make_ascii_lowercase();
            xxh3_64(lower)
        }
        None => xxh3_64(text.to_ascii_lowercase().as_bytes()),
    })
}
