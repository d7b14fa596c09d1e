//! The command line as its users type it: every file under `tests/cmd/` is a transcript that must come true.

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("LC_ALL", "C").env("NO_COLOR", "1").env("COLUMNS", "80").case("tests/cmd/*.trycmd");
}
