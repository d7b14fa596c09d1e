//! Buffers that a thread has done with, for its next document.
//!
//! Texts come and go by the ten thousand. Given back to the system's allocator, their places are cut up by the small things
//! that stay, and the next text lands where no cache has been.

use std::cell::RefCell;

/// So many buffers are kept, none larger than so many bytes: enough for the documents that a thread has at hand.
const MANY: usize = 32;
const LARGE: usize = 256 << 10;

thread_local! {
    static SPARE: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// A buffer of `length` bytes or more that mean nothing; of not many more, since it may be kept.
pub(crate) fn bytes(length: usize) -> Vec<u8> {
    let mut buffer = take(length);
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
    buffer
}

/// An empty text for `length` bytes.
pub(crate) fn string(length: usize) -> String {
    let mut buffer = take(length);
    buffer.clear();
    // Empty, and so valid.
    String::from_utf8(buffer).unwrap_or_default()
}

fn take(length: usize) -> Vec<u8> {
    let fits = |capacity: usize| capacity >= length && capacity <= length + length / 2 + 1024;
    let taken = SPARE.with_borrow_mut(|spare| {
        let at = spare.iter().position(|buffer| fits(buffer.capacity()))?;
        Some(spare.swap_remove(at))
    });
    taken.unwrap_or_else(|| Vec::with_capacity(length))
}

/// Takes a buffer back; what stands in it is forgotten.
pub(crate) fn give(buffer: Vec<u8>) {
    if buffer.capacity() == 0 || buffer.capacity() > LARGE {
        return;
    }
    SPARE.with_borrow_mut(|spare| {
        if spare.len() == MANY {
            spare.swap_remove(0);
        }
        spare.push(buffer);
    });
}
