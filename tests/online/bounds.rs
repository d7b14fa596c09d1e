//! What a run never does: reach private addresses, press a server, read or wait without end.

use super::*;

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
    assert!(busy.len() == 2 && busy[1].began - busy[0].began >= Duration::from_millis(950), "{busy:?}");
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
        // The answer takes 60 ms, the pause 100.
        assert!(pair[1].began >= pair[0].began + Duration::from_millis(155), "{pair:?}");
    }
    // `localhost` is another host to whoever looks at names.
    let both = Server::start();
    addresses = vec![both.url("/slow/500/a"), both.url("/slow/500/b").replace("127.0.0.1", "localhost")];
    let site = Site::new(&addresses);
    site.visit_with(&["links", "--allow-private", "127.0.0.1", "--allow-private", "localhost", "--format", "json"]);
    let asked = both.asked();
    assert!(asked.len() == 2 && asked[1].began < asked[0].ended, "{asked:?}");
}
