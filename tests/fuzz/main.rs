//! Whatever is written: nothing panics or hangs, and every place stands in its text.
//!
//! Each input is made of its number alone: a part of a file of the project (`input`), changed in a few places. A target (`targets`)
//! reads it and says what is wrong. What fails is made smaller before it is shown. `ACQUIS_FUZZ=0..1000000` runs other numbers;
//! `growth` measures, on request, what doubled inputs cost.
//!
//! An input that hangs, or overflows the stack, ends the whole run: its number is the one that the last line names, or that stands in
//! `target/tmp/fuzz-<target>`.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod growth;
mod input;
mod targets;
mod words;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Far more than any input needs, even unoptimised on a busy machine.
const SECONDS: Duration = Duration::from_secs(20);

/// A runner whose choices depend on `number` alone.
fn runner(number: u64) -> TestRunner {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    let config = Config { failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// The numbers to run: `few` of them where nobody asks for others.
fn numbers(few: u64) -> std::ops::Range<u64> {
    let asked = std::env::var("ACQUIS_FUZZ").ok();
    let asked = asked.as_deref().and_then(|asked| asked.split_once(".."));
    asked.map_or(0..few, |(from, to)| from.parse().unwrap()..to.parse().unwrap())
}

/// The input that is being read, and since when: what hangs is named before all ends.
struct Watch {
    number: AtomicU64,
    /// Milliseconds after the start of the watch; `u64::MAX` between two inputs.
    since: AtomicU64,
    begin: Instant,
}

impl Watch {
    fn new(target: &'static str) -> &'static Self {
        let (number, since) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
        let watch: &'static Self = Box::leak(Box::new(Self { number, since, begin: Instant::now() }));
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let since = watch.since.load(Ordering::Relaxed);
                if watch.begin.elapsed().saturating_sub(SECONDS * 3) > Duration::from_millis(since) {
                    let number = watch.number.load(Ordering::Relaxed);
                    let _ = writeln!(std::io::stderr(), "{target}: input {number} does not end");
                    std::process::abort();
                }
            }
        });
        watch
    }

    fn on(&self, number: u64) {
        self.number.store(number, Ordering::Relaxed);
        self.since.store(u64::try_from(self.begin.elapsed().as_millis()).unwrap(), Ordering::Relaxed);
    }

    fn off(&self) {
        self.since.store(u64::MAX, Ordering::Relaxed);
    }
}

/// Gives inputs that `strategy` makes to `read`, `few` where nobody asks for more; panics with the first that fails, made smaller.
fn fuzz<S: Strategy>(target: &'static str, few: u64, strategy: &S, read: impl Fn(u64, &S::Value) -> Result<(), String>) {
    let last = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{target}"));
    let watch = Watch::new(target);
    for number in numbers(few) {
        std::fs::write(&last, number.to_string()).unwrap();
        let mut runner = runner(number);
        let tree = strategy.new_tree(&mut runner).unwrap();
        let read = |input: S::Value| {
            watch.on(number);
            let before = Instant::now();
            let done = read(number, &input);
            watch.off();
            let spent = before.elapsed();
            done.and_then(|()| if spent < SECONDS { Ok(()) } else { Err(format!("it took {spent:?}")) })
                .map_err(TestCaseError::fail)
        };
        match runner.run_one(tree, read) {
            Err(TestError::Fail(why, input)) => panic!("{target}, input {number}: {why}\n{input:?}"),
            Err(TestError::Abort(why)) => panic!("{target}, input {number}: {why}"),
            Ok(_) => {}
        }
    }
    let _ = std::fs::remove_file(last);
}

#[test]
fn documents_are_read_in_every_dialect() {
    let texts = input::Texts::of_pages();
    fuzz("documents", 3000, &texts.texts(), |number, text| targets::document(number, text));
}

#[test]
fn front_matter_is_read() {
    let texts = input::Texts::of_front_matter();
    fuzz("front-matter", 2000, &texts.texts(), |_, text| targets::front_matter(text));
}

#[test]
fn configurations_are_read() {
    let texts = input::Texts::of_configurations();
    fuzz("configurations", 200, &texts.texts(), |_, text| targets::configuration(text));
}

#[test]
fn reports_are_read() {
    let texts = input::Texts::of_reports();
    fuzz("reports", 2000, &texts.bytes(), |_, bytes| targets::report(bytes));
}

#[test]
fn baselines_are_read() {
    let texts = input::Texts::of_baselines();
    fuzz("baselines", 2000, &texts.bytes(), |_, bytes| targets::baseline(bytes));
}

#[test]
fn every_rule_has_its_say() {
    let (pages, configurations) = (input::Texts::of_pages(), input::Texts::of_configurations());
    let tester = targets::Checked::new();
    fuzz("rules", 60, &(pages.texts(), configurations.texts()), |number, (page, configuration)| {
        tester.check(number, page, configuration)
    });
}
