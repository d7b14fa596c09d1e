//! What is kept between two runs.

use super::*;

#[test]
fn what_was_found_is_kept_for_its_time() {
    let server = Server::start();
    let paths = ["/ok", "/status/404", "/status/500", "/redirect/301/ok"];
    let site = Site::new(&pages(&server, &paths));
    let first = site.visit();
    let before = server.asked().len();
    let second = site.visit();
    assert_eq!((second.count("cached"), second.count("visited")), (3, 1), "an outage passes: it is not kept");
    assert!(server.asked()[before..].iter().all(|asked| asked.path == "/status/500"));
    assert_eq!(first.json["findings"], second.json["findings"]);
    let visited = |arguments: &[&str]| {
        let base = ["links", "--allow-private", "127.0.0.1", "--format", "json"];
        site.visit_with(&[&base, arguments].concat()).count("visited")
    };
    assert_eq!(visited(&["--no-cache"]), 4);
    let elsewhere = site.repository.beside("elsewhere");
    assert_eq!(visited(&["--cache", elsewhere.to_str().unwrap()]), 4);
    assert!(elsewhere.join("external-links-v1.jsonl").exists());
    site.repository.write(".acquis.yaml", "online: { delay: 0, timeout: 1, cache: { dead-hours: 0 } }\n");
    assert_eq!(visited(&[]), 2, "what is gone has a lifetime of its own");
    assert!(!site.repository.path().join(".cache").exists());
}

#[test]
fn a_damaged_cache_is_told_and_costs_no_more_than_itself() {
    let server = Server::start();
    let site = Site::new(&pages(&server, &["/ok", "/other"]));
    site.visit();
    let file = site.cache().join("external-links-v1.jsonl");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.truncate(bytes.len() - 10);
    bytes.splice(0..0, b"\xff\xfe{}\n[1]\n".iter().copied());
    std::fs::write(&file, &bytes).unwrap();
    let report = site.visit();
    assert_eq!((report.count("cached"), report.count("visited")), (1, 1));
    assert!(report.errors.contains("3 of its lines"), "{}", report.errors);
    let again = site.visit();
    assert_eq!((again.count("cached"), again.errors.as_str()), (2, ""), "it was written anew");
    // A folder where the file should be.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let report = site.visit();
    assert!(report.count("visited") == 2 && report.code == 0 && report.errors.contains("can't be"), "{}", report.errors);
}

#[test]
fn a_run_that_is_killed_keeps_what_it_had_found() {
    let server = Server::start();
    let paths: Vec<String> = (0..40).map(|n| format!("/slow/50/{n}")).collect();
    let site = Site::new(&paths.iter().map(|path| server.url(path)).collect::<Vec<_>>());
    let mut child = site.command(&["links", "--allow-private", "127.0.0.1"]).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(10);
    while server.asked().len() < 8 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let report = site.visit();
    assert!(report.count("cached") >= 6, "{}", report.json["summary"]);
    assert_eq!(report.count("cached") + report.count("visited"), 40);
}
