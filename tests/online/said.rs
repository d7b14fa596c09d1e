//! What is said of a link, by what its server answers.

use super::*;

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
        "/status/503",
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
        None,
    ]);
    assert_eq!((report.count("links"), report.count("visited"), report.count("unverified")), (14, 14, 4));
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
    assert!(fix(7).is_null(), "a front page is no fix");
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

#[test]
fn the_configuration_that_the_documentation_shows_is_valid() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", "README.fr.md", "rules/link-external-dead.md", "rules/link-external-anchor.md"];
    for page in pages {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let shown: Vec<&str> = text.split("```yaml\nonline:").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!shown.is_empty(), "{page}");
        for block in shown {
            let site = Site::configured(&[], &format!("online:{block}"));
            let output = site.command(&["links", "--offline"]).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{page}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
