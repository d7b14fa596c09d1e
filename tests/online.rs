//! External links, visited through the binary on a server of this machine that misbehaves.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;
#[path = "common/server.rs"]
mod server;

use common::TestRepository;
use serde_json::Value;
use server::{Asked, Server};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A repository with links, and a folder for the cache.
struct Site {
    repository: TestRepository,
}

impl Site {
    /// One page with a link to each of `addresses`, visited without pauses, one second an answer.
    fn new(addresses: &[String]) -> Self {
        Self::configured(addresses, "online: { delay: 0.02, timeout: 1 }\n")
    }

    fn configured(addresses: &[String], configuration: &str) -> Self {
        let repository = TestRepository::new();
        let links = addresses.iter().map(|address| format!("- [page]({address})\n"));
        repository.write("a.md", format!("# Liens\n\n{}", links.collect::<String>()));
        repository.write(".acquis.yaml", configuration);
        Self { repository }
    }

    fn cache(&self) -> PathBuf {
        self.repository.beside("cache")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.current_dir(self.repository.path()).args(arguments).env_clear().env("LC_ALL", "C");
        command.env("HOME", self.repository.path()).env("ACQUIS_CACHE_DIR", self.cache());
        command
    }

    /// `acquis links` that may visit this machine.
    fn visit(&self) -> Report {
        self.visit_with(&["links", "--allow-private", "127.0.0.1", "--format", "json"])
    }

    fn visit_with(&self, arguments: &[&str]) -> Report {
        Report::of(&self.command(arguments).output().unwrap())
    }
}

/// What was reported.
struct Report {
    json: Value,
    errors: String,
    code: i32,
}

impl Report {
    fn of(output: &Output) -> Self {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"));
        Self { json, errors, code: output.status.code().unwrap() }
    }

    fn findings(&self) -> &[Value] {
        self.json["findings"].as_array().unwrap()
    }

    /// Rule and message of the finding in that line.
    fn at(&self, line: usize) -> Option<(&str, &str)> {
        let finding = self.findings().iter().find(|finding| finding["start"]["line"] == line)?;
        Some((finding["rule"].as_str().unwrap(), finding["message"].as_str().unwrap()))
    }

    /// The figure of that name.
    fn count(&self, name: &str) -> u64 {
        self.json["summary"]["external_links"][name].as_u64().unwrap()
    }

    /// Asserts what stands in each line from the third: the rule and a part of the message, or nothing.
    fn is(&self, expected: &[Option<(&str, &str)>]) {
        for (at, expected) in expected.iter().enumerate() {
            let found = self.at(at + 3);
            match (expected, found) {
                (None, None) => {}
                (Some((rule, part)), Some((id, message))) if *rule == id && message.contains(part) => {}
                _ => panic!("line {}: expected {expected:?}, found {found:?}\n{}", at + 3, self.errors),
            }
        }
        for finding in self.findings() {
            let words = format!("{}{}", finding["message"], finding["help"]);
            assert!(!words.contains('{'), "an argument is missing: {words}");
        }
    }
}

const DEAD: &str = "link-external-dead";
const SILENT: &str = "link-external-unreachable";
const MOVED: &str = "link-redirected";

/// A page for each of `paths`.
fn pages(server: &Server, paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| server.url(path)).collect()
}

#[test]
fn what_servers_say_is_told_apart() {
    let server = Server::start();
    let paths = [
        "/ok",
        "/status/404",
        "/status/410",
        "/head/405",
        "/head/404",
        "/head/501",
        "/head-closes",
        "/status/401",
        "/status/403",
        "/status/999",
        "/status/500",
        "/fails-once",
        "/status/502",
    ];
    let report = Site::new(&pages(&server, &paths)).visit();
    report.is(&[
        None,
        Some((DEAD, "its server answers 404")),
        Some((DEAD, "its server answers 410")),
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        Some((SILENT, "its server fails (answer 500)")),
        None,
        Some((SILENT, "its server fails (answer 502)")),
    ]);
    assert_eq!((report.count("links"), report.count("visited"), report.count("unverified")), (13, 13, 3));
    assert_eq!(report.code, 0, "what others do is advisory");
    assert_eq!(server.methods("/ok"), ["HEAD"]);
    assert_eq!(server.methods("/head/404"), ["HEAD", "GET"]);
    assert_eq!(server.methods("/fails-once"), ["HEAD", "HEAD"]);
    assert_eq!(server.methods("/status/500").len(), 4, "asked again once");
}

#[test]
fn the_exit_code_and_the_rules_are_those_asked_for() {
    let server = Server::start();
    let site = Site::new(&pages(&server, &["/status/404"]));
    site.repository.write("b.md", "# B\n\n#### Trop bas\n\n[absent](absent.md)\n");
    let run = |arguments: &[&str]| site.visit_with(&[arguments, &["--allow-private", "127.0.0.1", "--format", "json"]].concat());
    let rules = |report: &Report| report.findings().iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(rules(&run(&["links"])), [DEAD, "link-missing-file"]);
    assert_eq!(rules(&run(&["links", "b.md"])), ["link-missing-file"]);
    assert_eq!(rules(&run(&["check", "--online"])), [DEAD, "heading-skipped-level", "link-missing-file"]);
    assert_eq!(run(&["links", "a.md"]).code, 0);
    assert_eq!(run(&["links", "a.md", "--fail-on", "warning"]).code, 1);
    let before = server.asked().len();
    assert_eq!(rules(&site.visit_with(&["links", "--offline", "--format", "json"])), ["link-missing-file"]);
    assert_eq!(rules(&site.visit_with(&["check", "--format", "json"])), ["heading-skipped-level", "link-missing-file"]);
    assert_eq!(server.asked().len(), before, "nothing is visited unless asked for");
}

#[test]
fn permanent_redirects_are_reported_with_their_fix_and_temporary_ones_are_not() {
    let server = Server::start();
    let paths = [
        "/redirect/301/ok",
        "/redirect/302/ok",
        "/redirect/308/redirect/301/ok",
        "/redirect/301/redirect/302/ok",
        "/front",
        "/redirect/301/status/404",
        "/loop",
        "/chain/0",
        "/to-file",
        "/redirect/301/ok#named",
    ];
    let report = Site::new(&pages(&server, &paths)).visit();
    let ok = server.url("/ok");
    report.is(&[
        Some((MOVED, &ok)),
        None,
        Some((MOVED, &ok)),
        None,
        Some((MOVED, "front page")),
        Some((DEAD, "404")),
        Some((SILENT, "without end")),
        Some((SILENT, "more than ten times")),
        Some((SILENT, "no web address")),
        Some((MOVED, &format!("{ok}#named"))),
    ]);
    let fix = |at: usize| report.findings().iter().find(|finding| finding["start"]["line"] == at).unwrap()["fix"].clone();
    let edit = &fix(3)["edits"][0];
    let (start, end) = (edit["start"].as_u64().unwrap() as usize, edit["end"].as_u64().unwrap() as usize);
    let text = format!("# Liens\n\n- [page]({})", server.url("/redirect/301/ok"));
    assert_eq!((&text[start..end], edit["text"].as_str().unwrap()), (server.url("/redirect/301/ok").as_str(), ok.as_str()));
    assert!(fix(7).is_null(), "a front page is no mend");
    assert!(server.methods("/chain/9").len() == 1 && server.methods("/chain/12").is_empty());
    assert!(server.asked().iter().all(|asked| !asked.headers.contains("cookie") && !asked.headers.contains("authorization")));
}

#[test]
fn no_answer_is_told_from_another() {
    let (server, secure) = (Server::start(), Server::self_signed());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut addresses = pages(&server, &["/ok", "/garbage", "/close", "/endless-headers"]);
    addresses.extend([format!("http://{closed}/"), secure.url("/ok"), secure.url("/other")]);
    let report = Site::new(&addresses).visit();
    report.is(&[
        None,
        Some((SILENT, "not that of a web site")),
        Some((SILENT, "closed the connection")),
        Some((SILENT, "not that of a web site")),
        Some((SILENT, "refuses the connection")),
        Some((SILENT, "no known authority")),
        Some((SILENT, "no known authority")),
    ]);
    assert_eq!(secure.asked().len(), 0, "nothing is said to a server that can't be trusted");
}

#[test]
fn a_server_without_an_answer_is_left_after_its_time() {
    let server = Server::start();
    let mut paths = vec!["/slow-headers".to_owned(), "/slow/3000".to_owned()];
    paths.extend((0..20).map(|n| format!("/slow/3000/{n}")));
    let other = Server::start();
    let mut addresses = vec![other.url("/ok")];
    addresses.extend(paths.iter().map(|path| server.url(path)));
    let began = Instant::now();
    let report = Site::new(&addresses).visit();
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    report.is(&[None, Some((SILENT, "did not answer in time")), Some((SILENT, "did not answer in time"))]);
    assert_eq!(report.findings().len(), 22);
}

#[test]
fn private_addresses_are_refused_at_every_hop() {
    let server = Server::start();
    let site = Site::new(&pages(&server, &["/to-private", "/to-mapped", "/ok"]));
    let report = site.visit();
    report.is(&[None, None, None]);
    assert_eq!((report.count("visited"), report.count("unverified")), (3, 2));
    // Without leave, not even the first.
    let before = server.asked().len();
    let report = site.visit_with(&["links", "--no-cache", "--format", "json"]);
    assert_eq!((report.findings().len(), report.count("unverified"), server.asked().len()), (0, 3, before));
}

/// The configuration is the contribution's: it can't give itself leave.
#[test]
fn a_configuration_cannot_allow_private_addresses() {
    let site = Site::configured(&[], "online: { allow-private: [127.0.0.1] }\n");
    let output = site.command(&["links"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(".acquis.yaml:1:"));
}

#[test]
fn busy_servers_are_waited_for_and_never_called_dead() {
    let server = Server::start();
    let site = Site::new(&pages(&server, &["/busy/1", "/always-busy/0", "/other"]));
    let report = site.visit();
    report.is(&[None, None, None]);
    let asked: Vec<Asked> = server.asked();
    let busy: Vec<&Asked> = asked.iter().filter(|asked| asked.path == "/busy/1").collect();
    assert!(busy.len() == 2 && busy[1].began - busy[0].ended >= Duration::from_millis(950), "{busy:?}");
    assert_eq!(server.methods("/always-busy/0").len(), 3);
    assert_eq!(server.methods("/other").len(), 0, "a server that asks for peace gets it");
    assert_eq!(report.count("unverified"), 2);
    let long = Server::start();
    let began = Instant::now();
    Site::new(&pages(&long, &["/always-busy/3600"])).visit().is(&[None]);
    assert!(long.asked().len() == 1 && began.elapsed() < Duration::from_secs(3));
}

#[test]
fn anchors_are_looked_for_on_request_in_a_bounded_part_of_the_page() {
    let server = Server::start();
    let paths =
        ["/ok#top-of-it", "/ok#named", "/ok#absent", "/ok#L10", "/ok#:~:text=x", "/endless-body#x", "/bomb#x", "/slow-body#x"];
    let addresses = pages(&server, &paths);
    let began = Instant::now();
    let report = Site::configured(&addresses, "online: { delay: 0, timeout: 1, anchors: true }\n").visit();
    let absent = Some(("link-external-anchor", "no passage named `absent`"));
    report.is(&[None, None, absent, None, None, None, None, Some((SILENT, "did not answer in time"))]);
    assert_eq!(server.methods("/ok"), ["GET"], "one page is read once");
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    let without = Site::new(&addresses[..3]);
    without.visit().is(&[None, None, None]);
    // A cache of visits that read no page does not answer for anchors.
    without.repository.write(".acquis.yaml", "online: { delay: 0, anchors: true }\n");
    without.visit().is(&[None, None, absent]);
    assert_eq!(without.visit().count("cached"), 1);
}

#[test]
fn a_host_is_asked_in_turn_with_a_pause_and_hosts_at_the_same_time() {
    let server = Server::start();
    let paths: Vec<String> = (0..6).map(|n| format!("/slow/60/{n}")).collect();
    let mut addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let site = Site::configured(&addresses, "online: { delay: 0.1 }\n");
    site.visit();
    let asked = server.asked();
    assert_eq!(asked.iter().map(|asked| asked.path.as_str()).collect::<Vec<_>>(), paths);
    for pair in asked.windows(2) {
        assert!(pair[1].began >= pair[0].ended + Duration::from_millis(90), "{pair:?}");
    }
    // `localhost` is another host to whoever looks at names.
    let both = Server::start();
    addresses = vec![both.url("/slow/800/a"), both.url("/slow/800/b").replace("127.0.0.1", "localhost")];
    let site = Site::new(&addresses);
    site.visit_with(&["links", "--allow-private", "127.0.0.1", "--allow-private", "localhost", "--format", "json"]);
    let asked = both.asked();
    assert!(asked.len() == 2 && asked[1].began < asked[0].ended, "{asked:?}");
}

#[test]
fn each_address_is_visited_once_and_each_of_its_links_reported() {
    let server = Server::start();
    let dead = server.url("/status/404");
    let site = Site::new(&[]);
    site.repository.write("b.md", format!("# B\n\n[a]({dead}), [b][r], <{dead}>, {dead}\n\n[r]: {dead}#x\n"));
    site.repository.write(
        "c.md",
        format!("# C\n\n<img alt=\"\" src=\"{dead}\">\n\n<!-- acquis-disable-next-line link-external-dead: it comes back -->\n[c]({dead})\n"),
    );
    let report = site.visit();
    let places: Vec<_> = report.findings().iter().map(|f| (f["path"].as_str().unwrap(), f["start"]["line"].clone())).collect();
    assert_eq!(places, [("b.md", 3.into()), ("b.md", 3.into()), ("b.md", 3.into()), ("b.md", 3.into()), ("c.md", 3.into())]);
    assert_eq!(report.findings()[1]["related"][0]["start"]["line"], 5);
    assert_eq!(server.asked().len(), 2, "HEAD and GET, once");
    assert_eq!(report.json["summary"]["suppressed"], 1);
    assert_eq!((report.count("links"), report.count("addresses")), (6, 1));
    // The directive is of use where links are visited: no other run may call it unused.
    let offline = site.visit_with(&["check", "--format", "json"]);
    assert_eq!(offline.findings().len(), 0, "{}", offline.json);
}

#[test]
fn examples_and_exclusions_are_not_visited_and_statuses_can_be_accepted() {
    let server = Server::start();
    let mut addresses = pages(&server, &["/status/404", "/private/x", "/status/410"]);
    addresses.extend(
        ["https://example.org/", "https://www.exemple.test/x", "http://localhost:3000/", "http://intranet/"].map(str::to_owned),
    );
    let configuration = "online:\n  delay: 0\n  exclude: ['/private/']\n  accept: [{ match: 'status/404$', statuses: [404] }]\n";
    let report = Site::configured(&addresses, configuration).visit();
    report.is(&[None, None, Some((DEAD, "410"))]);
    assert_eq!((report.count("skipped"), report.count("visited"), report.findings().len()), (5, 2, 1));
}

#[test]
fn without_a_network_no_link_is_blamed() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let report = Site::new(&[format!("http://{closed}/a"), format!("http://{closed}/b")]).visit();
    assert_eq!((report.findings().len(), report.count("unverified")), (0, 2));
    assert!(report.errors.contains("No server could be reached"), "{}", report.errors);
}

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

#[test]
fn the_summary_counts_for_people() {
    let server = Server::start();
    let mut addresses = pages(&server, &["/ok", "/status/403"]);
    addresses.push("https://example.org/".to_owned());
    let site = Site::new(&addresses);
    let say = |language: &str| {
        let output = site.command(&["links", "--allow-private", "127.0.0.1", "--language", language]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ")
    };
    let fr = say("fr");
    assert!(fr.contains("3 liens externes : 2 adresses visitées, 1 non vérifiable, 1 lien laissé de côté."), "{fr}");
    let en = say("en");
    assert!(en.contains("3 external links: 2 known from a recent visit, 1 not verifiable, 1 link left out."), "{en}");
}
